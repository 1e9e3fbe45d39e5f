//! The books of record in their database: SQLite, or Postgres where `TEST_POSTGRES_URL` names a
//! server.

#[path = "../support/anything.rs"]
mod anything;
#[path = "../support/members.rs"]
mod members;
#[path = "../support/mod.rs"]
mod support;
#[path = "../registry/trail.rs"]
mod trail;

mod constraints;
mod crashes;
mod migrations;
mod outages;
mod processes;
mod round_trip;
mod shutdown;
mod upgrade;
