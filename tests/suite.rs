//! All tests that need the real program, in one program of their own, so that it is linked once.
//! `cargo test --test suite registry::` runs those of a module. SQLite, or Postgres where
//! `TEST_POSTGRES_URL` names a server: `make test-postgres` says which modules that is for.

mod architecture;
mod examples;
mod export;
mod following;
mod fuzzing;
mod http;
mod import;
mod imports;
mod keys;
mod mirror;
mod openapi;
mod properties;
mod registry;
mod storage;
mod support;
mod torture;
mod webhooks;
