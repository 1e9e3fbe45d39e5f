//! The registry API as the secretariat's tools and the members meet it: SQLite, or Postgres where
//! `TEST_POSTGRES_URL` names a server.

#[path = "../support/mod.rs"]
mod support;

mod changes;
mod confidentiality;
mod desk;
mod idempotency;
mod interleavings;
mod members;
mod memberships;
mod mistakes;
mod outages;
mod slugs;
