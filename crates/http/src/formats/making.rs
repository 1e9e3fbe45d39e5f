//! Files that are made before they are given (XLSX): few at a time, each once, and none for nobody.

use std::{
    fs::File,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use actix_web::web;
use quick_cache::{Weighter, sync::Cache};
use tokio::sync::Semaphore;

use super::{definition::WriteFile, selection::Selection};
use crate::{
    crowd::busy,
    problem::{Kind, Problem},
};

/// How many are made at a time: a whole one of a large network takes a second of a core.
const MOST_AT_ONCE: usize = 2;
/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many are kept for whoever asks for the same, and how many bytes they may have.
const MOST_KEPT: usize = 16;
const MOST_BYTES: u64 = 256_000_000;

/// A file that is made.
#[derive(Clone)]
pub struct Made {
    /// The file; it has no name and goes away with the last one who has it.
    pub file: Arc<File>,
    /// How many bytes it has.
    pub length: u64,
}

#[derive(Clone)]
struct ByteLength;

impl Weighter<u128, Made> for ByteLength {
    fn weight(&self, _: &u128, made: &Made) -> u64 {
        made.length.max(1)
    }
}

/// Makes files.
pub struct Making {
    made: Cache<u128, Made, ByteLength>,
    turns: Arc<Semaphore>,
}

/// Tells whoever makes a file that nobody waits for it any more.
struct Wish(Arc<AtomicBool>);

impl Drop for Wish {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Making {
    /// Has made none yet.
    pub fn new() -> Self {
        Self {
            made: Cache::with_weighter(MOST_KEPT, MOST_BYTES, ByteLength),
            turns: Arc::new(Semaphore::new(MOST_AT_ONCE)),
        }
    }

    /// The file of an answer with this tag: what is made already, or is being made for somebody
    /// else, is not made again.
    pub async fn file(
        &self,
        tag: u128,
        selection: Selection,
        name: &'static str,
        write: WriteFile,
    ) -> Result<Made, Problem> {
        let made = self.made.get_or_insert_async(&tag, async {
            let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned());
            let turn = match turn.await {
                Ok(Ok(turn)) => turn,
                _ => return Err(busy("Too many files are being made")),
            };
            let wish = Wish(Arc::default());
            let given_up = Arc::clone(&wish.0);
            let written = web::block(move || {
                // Whoever leaves gives the turn back when the work has stopped, and not before.
                let _turn = turn;
                write(&selection, name, &given_up)
            });
            let written = written.await.map_err(|error| Problem::internal(&error))?;
            let (file, length) = written.map_err(|error| unwritten(&error))?;
            Ok(Made {
                file: Arc::new(file),
                length,
            })
        });
        made.await
    }
}

impl Default for Making {
    fn default() -> Self {
        Self::new()
    }
}

/// No file could be written: the folder for temporary files is full or missing.
fn unwritten(error: &io::Error) -> Problem {
    tracing::error!(%error, "a file cannot be written; is there room in the folder for temporary files (TMPDIR)?");
    Problem::new(
        Kind::Unavailable,
        "The file cannot be written now: the server has no room for temporary files.",
    )
}
