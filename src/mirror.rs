//! A mirror: a second directory that is kept exact from another's public API.
//!
//! It reads `/v1/changes` there as anybody may ([`client`]), keeps pages until it has all up to one
//! revision, and takes them into its books in one transaction, with the place to go on from
//! ([`taking`]). So it always shows the origin as it was at some revision, whatever is killed when.

mod client;
mod taking;

use std::{
    sync::Arc,
    thread::JoinHandle,
    time::{Duration, Instant},
};

use tokio::{runtime::Runtime, sync::Notify, task::spawn_blocking, time::sleep};

use client::{Client, Failure, Got};
pub use client::{NoOrigin, Origin};
use directory::Publisher;
use registry::{self, Registry, mirror::NoMirror};
use taking::{Taken, take};

/// How long the origin may keep an answer back until there is something new, in seconds.
const WAIT: u32 = 30;
/// How often the origin is asked without waiting where it lets nobody else wait, and how many times
/// before that is tried again.
const PLAINLY: Duration = Duration::from_secs(1);
const TIMES_PLAINLY: u32 = 30;
/// The first pause after a failure, and the longest one.
const SHORTEST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// The longest that an origin may ask to be left alone.
const LONGEST_REST: Duration = Duration::from_secs(3_600);
/// How long the directory may take to show what was copied.
const PUBLISHING: Duration = Duration::from_secs(30);

/// Reads from an origin into books.
#[derive(Clone)]
pub struct Reader {
    client: Client,
    registry: Registry,
}

/// Follows an origin on a thread of its own. Stops when dropped: what is under way is finished, or
/// taken back.
pub struct Mirror {
    stop: Arc<Notify>,
    thread: Option<JoinHandle<()>>,
}

/// Why nothing can be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The books cannot become a mirror.
    #[error(transparent)]
    NoMirror(#[from] NoMirror),
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] registry::Error),
    /// The origin gave nothing that can be used.
    #[error("{0}")]
    Origin(#[from] Failure),
    /// The program cannot begin to read.
    #[error("reading cannot begin: {0}")]
    Start(String),
}

/// What one request brought.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// There is more to read before anything can be shown.
    OnTheWay,
    /// The mirror is as its origin was a moment ago.
    Exact {
        /// Whether it was otherwise before.
        moved: bool,
    },
}

impl Reader {
    /// A reader for books, which become a mirror of this origin unless they are one already.
    pub fn new(origin: &Origin, registry: Registry) -> Result<Self, Error> {
        registry.become_mirror(origin.as_str())?;
        let client = Client::new(origin).map_err(|error| Error::Start(error.to_string()))?;
        Ok(Self { client, registry })
    }

    /// Reads until the books are as the origin is; fails with the first thing that goes wrong.
    pub fn once(&self) -> Result<(), Error> {
        runtime()?.block_on(async {
            while self.step(None).await? == Step::OnTheWay {}
            Ok(())
        })
    }

    /// Reads until there is a first whole copy, however long the origin is away.
    pub fn begin(&self) -> Result<(), Error> {
        let mut pauses = Pauses::default();
        runtime()?.block_on(async {
            while !self.registry.mirror_progress()?.copied {
                match self.step(None).await {
                    Ok(_) => pauses.over(),
                    Err(error) => sleep(pauses.next(&error)).await,
                }
            }
            Ok(())
        })
    }

    /// Begins to follow; `publisher` shows what was copied.
    pub fn follow(self, publisher: Publisher) -> Result<Mirror, Error> {
        let stop = Arc::new(Notify::new());
        let runtime = runtime()?;
        let thread = std::thread::Builder::new()
            .name("mirror".to_owned())
            .spawn({
                let stop = Arc::clone(&stop);
                move || {
                    runtime.block_on(async {
                        let following = std::pin::pin!(self.follow_on(publisher));
                        let stopped = std::pin::pin!(stop.notified());
                        futures_util::future::select(following, stopped).await;
                    });
                    // A transaction that is under way ends by itself, or is taken back.
                    runtime.shutdown_background();
                }
            })
            .map_err(|error| Error::Start(error.to_string()))?;
        Ok(Mirror {
            stop,
            thread: Some(thread),
        })
    }

    async fn follow_on(&self, publisher: Publisher) {
        let mut pauses = Pauses::default();
        let mut plainly = 0_u32;
        loop {
            let asked = Instant::now();
            let wait = (plainly == 0).then_some(WAIT);
            match self.step(wait).await {
                Ok(step) => {
                    pauses.over();
                    plainly = plainly.saturating_sub(1);
                    if step == (Step::Exact { moved: false }) && asked.elapsed() < SHORTEST_PAUSE {
                        // An origin that does not wait, or is about to stop.
                        sleep(wait.map_or(PLAINLY, |_| SHORTEST_PAUSE)).await;
                    }
                    if step == (Step::Exact { moved: true }) {
                        let publisher = publisher.clone();
                        // If it fails, the follower shows it when it polls.
                        let _ = spawn_blocking(move || publisher.publish(PUBLISHING)).await;
                    }
                }
                // Others hold all places to wait; a short question needs none.
                Err(Error::Origin(failure)) if wait.is_some() && failure.is_busy() => {
                    plainly = TIMES_PLAINLY;
                }
                Err(error) => sleep(pauses.next(&error)).await,
            }
        }
    }

    /// One request, and what follows from it.
    async fn step(&self, wait: Option<u32>) -> Result<Step, Error> {
        let progress = self.books(Registry::mirror_progress).await?;
        let wait = wait.filter(|_| progress.next.is_some());
        match self.client.changes(progress.next.as_deref(), wait).await? {
            Got::StartAgain if progress.next.is_some() => {
                tracing::warn!(
                    "the origin's past is another one than this mirror's; everything is read again"
                );
                self.books(Registry::begin_mirror_anew).await?;
                Ok(Step::OnTheWay)
            }
            Got::StartAgain => Err(Failure::words("it answers with 410 to who begins").into()),
            Got::Page(body, page) if page.page.more => {
                self.books(move |registry| registry.keep_mirror_page(&body, &page.next))
                    .await?;
                Ok(Step::OnTheWay)
            }
            Got::Page(_, page) if !progress.fresh && progress.next.as_ref() == Some(&page.next) => {
                Ok(Step::Exact { moved: false })
            }
            Got::Page(_, page) => {
                let begun = Instant::now();
                let revision = page.revision;
                match self.books(move |registry| take(registry, *page)).await? {
                    Taken::Whole { listed, gone } => {
                        tracing::info!(
                            listed,
                            gone,
                            revision,
                            milliseconds = begun.elapsed().as_millis() as u64,
                            "mirrored"
                        );
                        Ok(Step::Exact { moved: true })
                    }
                    Taken::AnotherNetwork => {
                        tracing::warn!(
                            "the origin is another network now; everything is read again"
                        );
                        self.books(Registry::begin_mirror_anew).await?;
                        Ok(Step::OnTheWay)
                    }
                    Taken::Not(why) => Err(Failure::words(why).into()),
                }
            }
        }
    }

    /// Does something with the books, on a thread that may wait.
    async fn books<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Registry) -> Result<T, registry::Error> + Send + 'static,
    ) -> Result<T, Error> {
        let registry = self.registry.clone();
        spawn_blocking(move || work(&registry))
            .await
            .map_err(|error| Error::Start(error.to_string()))?
            .map_err(Error::Storage)
    }
}

impl Drop for Mirror {
    fn drop(&mut self) {
        self.stop.notify_one();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the mirror had stopped before its time");
        }
    }
}

/// The pauses between tries that fail: each about twice as long as the one before, and never the
/// same for two mirrors.
#[derive(Default)]
struct Pauses {
    failures: u32,
}

impl Pauses {
    fn over(&mut self) {
        if self.failures > 0 {
            tracing::info!("the origin is back");
        }
        self.failures = 0;
    }

    fn next(&mut self, error: &Error) -> Duration {
        if self.failures == 0 {
            tracing::warn!(%error, "the origin cannot be followed; the mirror stays as it is and tries again");
        }
        let doubled = SHORTEST_PAUSE.saturating_mul(1 << self.failures.min(16));
        self.failures = self.failures.saturating_add(1);
        let longest = doubled.min(LONGEST_PAUSE);
        let share = f64::from(getrandom::u32().unwrap_or(u32::MAX)) / f64::from(u32::MAX);
        let pause = longest.mul_f64(0.5 + share / 2.0);
        match error {
            Error::Origin(failure) => pause.max(failure.rest().min(LONGEST_REST)),
            _ => pause,
        }
    }
}

fn runtime() -> Result<Runtime, Error> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::Start(error.to_string()))
}
