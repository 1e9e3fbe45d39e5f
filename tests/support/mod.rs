//! What every suite needs: the real program on a database of its own, and the words to ask it.
//!
//! A database is a SQLite file, or, where `TEST_POSTGRES_URL` names a server (see
//! `tests/tools/with-postgres`), a new Postgres database in it.

pub mod answer;
pub mod anything;
pub mod clerk;
pub mod database;
pub mod document;
pub mod imports;
pub mod members;
pub mod program;
pub mod proxy;
pub mod raw;
pub mod receiver;
pub mod remains;
pub mod sample;
pub mod server;
pub mod sheets;
pub mod twins;

use std::time::{Duration, Instant};

pub use answer::Answer;
pub use clerk::ApiClient;
pub use database::Database;
pub use program::Run;
pub use receiver::{Manner, Receiver};
pub use server::{Serve, Shared, TestServer, shared};
pub use sheets::Sheets;

/// The longest that anything may take. Nothing is asserted about speed: it only keeps a test that
/// fails from waiting for ever.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Asks again and again until there is an answer; fails when there is none for too long.
#[track_caller]
pub fn eventually<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < PATIENCE, "this never came true: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}
