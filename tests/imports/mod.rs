//! Spreadsheets handed over to the registry API: planned, read, mended, applied and taken back.
//! SQLite, or Postgres where `TEST_POSTGRES_URL` names a server.

mod applying;
mod confidentiality;
mod crashes;
mod handing_over;
mod hostile;
mod mappings;
mod missing;
mod phones;
mod plans;
mod records;
mod shared;
mod workbooks;
