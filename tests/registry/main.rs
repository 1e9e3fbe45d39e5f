//! The registry API as the secretariat's tools and the members meet it: SQLite, or Postgres where
//! `TEST_POSTGRES_URL` names a server.

#[path = "../support/mod.rs"]
mod support;

mod a_day;
mod audit;
mod insight;
mod keys;
mod members;
mod merging;
mod network;
mod parts;
mod proposals;
mod roles;
mod taxonomy;
mod trail;
