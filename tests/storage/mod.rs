//! The books of record in their database: SQLite, or Postgres where `TEST_POSTGRES_URL` names a
//! server.

mod backups;
mod constraints;
mod crashes;
mod faults;
pub mod migrations;
mod outages;
mod processes;
mod round_trip;
mod shutdown;
mod upgrade;
