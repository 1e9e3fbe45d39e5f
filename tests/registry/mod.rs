//! The registry API as the secretariat's tools and the members meet it: SQLite, or Postgres where
//! `TEST_POSTGRES_URL` names a server.

mod a_day;
mod audit;
mod bulk;
mod changes;
mod confidentiality;
mod desk;
mod duplicates;
mod erasing;
mod exposures;
mod forwarded;
mod idempotency;
mod identifiers;
mod insight;
mod interleavings;
mod keys;
mod mailing;
mod members;
mod memberships;
mod merging;
mod mistakes;
mod network;
mod outages;
mod own_entries;
mod parts;
mod proposals;
mod reminders;
mod roles;
mod slugs;
mod staff;
mod taxonomy;
pub mod trail;
mod unseen;
