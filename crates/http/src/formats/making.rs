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
        write: impl FnOnce(&AtomicBool) -> io::Result<(File, u64)> + Send + 'static,
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
                write(&given_up)
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

#[cfg(test)]
mod tests {
    use std::{
        future::Future,
        io::Write,
        sync::atomic::AtomicUsize,
        task::{Context, Waker},
    };

    use futures_util::future::join_all;

    use super::*;

    fn run(work: impl Future<Output = ()>) {
        actix_web::rt::System::new().block_on(work);
    }

    fn file(words: &[u8]) -> io::Result<(File, u64)> {
        let mut file = tempfile::tempfile()?;
        file.write_all(words)?;
        Ok((file, words.len() as u64))
    }

    #[test]
    fn what_many_ask_for_is_made_once() {
        run(async {
            let making = Making::new();
            let times = Arc::new(AtomicUsize::new(0));
            let ask = |tag| {
                let times = Arc::clone(&times);
                making.file(tag, move |_| {
                    times.fetch_add(1, Ordering::Relaxed);
                    file(b"a workbook")
                })
            };
            let made = join_all((0..300).map(|_| ask(7))).await;
            assert!(made.iter().all(|made| made.as_ref().unwrap().length == 10));
            assert_eq!(times.load(Ordering::Relaxed), 1);
            assert!(ask(7).await.is_ok() && ask(8).await.is_ok());
            assert_eq!(times.load(Ordering::Relaxed), 2);
        });
    }

    /// The work of whoever leaves ends, and with it their turn; meanwhile no third one begins.
    #[test]
    fn few_are_made_at_a_time_and_none_for_nobody() {
        run(async {
            let making = Making::new();
            let at_work = Arc::new(AtomicUsize::new(0));
            let endless = |tag| {
                let at_work = Arc::clone(&at_work);
                Box::pin(making.file(tag, move |given_up| {
                    at_work.fetch_add(1, Ordering::SeqCst);
                    while !given_up.load(Ordering::Relaxed) {
                        std::thread::sleep(Duration::from_millis(1));
                    }
                    at_work.fetch_sub(1, Ordering::SeqCst);
                    Err(io::Error::other("given up"))
                }))
            };
            let mut asked: Vec<_> = (0..MOST_AT_ONCE as u128).map(endless).collect();
            let mut context = Context::from_waker(Waker::noop());
            for one in &mut asked {
                assert!(one.as_mut().poll(&mut context).is_pending());
            }
            while at_work.load(Ordering::SeqCst) < MOST_AT_ONCE {
                actix_web::rt::time::sleep(Duration::from_millis(1)).await;
            }
            let refused = making.file(100, |_| file(b"no turn")).await;
            assert_eq!(refused.err().unwrap().kind, Kind::Unavailable);
            asked.clear();
            assert!(making.file(101, |_| file(b"a turn")).await.is_ok());
            while at_work.load(Ordering::SeqCst) > 0 {
                actix_web::rt::time::sleep(Duration::from_millis(1)).await;
            }
        });
    }
}
