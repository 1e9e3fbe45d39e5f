//! A mirror: a second directory that is kept exact from another's public API.
//!
//! It reads `/v1/changes` there as anybody may ([`client`]), keeps pages until it has all up to one
//! revision, and takes them into its books in one transaction, with the place to go on from
//! ([`taking`]). So it always shows the origin as it was at some revision, whatever is killed when.

mod client;
mod taking;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{runtime::Runtime, sync::Notify, task::spawn_blocking, time::sleep};

use client::{Client, Failure, Got};
pub use client::{NoOrigin, Origin};
use directory::{Health, Publisher, health};
use network::{Hold, vital};
use publication::ChangesPage;
use registry::{
    self, Registry,
    mirror::{Copied, NoMirror, Progress},
};
use taking::{Taken, take, withdrawn};

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
    _thread: vital::Thread,
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
    /// What the origin shows is taken once somebody says that it is meant.
    #[error("this mirror holds still: {}; with --accept-origin it takes what is there now", .0.reason())]
    Held(Hold),
    /// The program cannot begin to read.
    #[error("reading cannot begin: {0}")]
    Start(String),
}

/// What one request brought.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// There is more to read before anything can be shown.
    OnTheWay,
    /// The mirror holds still, and has all that it takes nevertheless.
    Held {
        /// Why.
        why: Hold,
        /// Whether it was otherwise before.
        moved: bool,
    },
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
        if registry.mirror_progress()?.held == Some(Hold::FarFewer) {
            // Perhaps they are back.
            registry.begin_mirror_anew()?;
        }
        let client = Client::new(origin).map_err(|error| Error::Start(error.to_string()))?;
        Ok(Self { client, registry })
    }

    /// Reads until the books are as the origin is; fails with the first thing that goes wrong.
    pub fn once(&self) -> Result<(), Error> {
        runtime()?.block_on(async {
            loop {
                match self.step(None).await? {
                    Step::OnTheWay => {}
                    Step::Exact { .. } => return Ok(()),
                    Step::Held { why, .. } => return Err(Error::Held(why)),
                }
            }
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

    /// Begins to follow; `publisher` shows what was copied, `health` how it goes.
    pub fn follow(self, publisher: Publisher, health: Arc<Health>) -> Result<Mirror, Error> {
        let stop = Arc::new(Notify::new());
        let runtime = runtime()?;
        let thread = vital::Thread::start("mirror", {
            let stop = Arc::clone(&stop);
            move || {
                runtime.block_on(async {
                    let following = std::pin::pin!(self.follow_on(publisher, &health));
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
            _thread: thread,
        })
    }

    async fn follow_on(&self, publisher: Publisher, seen: &Health) {
        let mut pauses = Pauses::default();
        let mut plainly = 0_u32;
        loop {
            let asked = Instant::now();
            // After a failure, whether it is over is to be known at once.
            let wait = (plainly == 0 && pauses.failures == 0).then_some(WAIT);
            let moved = match self.step(wait).await {
                // Others hold all places to wait; a short question needs none.
                Err(Error::Origin(failure)) if wait.is_some() && failure.is_busy() => {
                    plainly = TIMES_PLAINLY;
                    continue;
                }
                Err(error) => {
                    seen.note_origin(health::Origin::Away);
                    sleep(pauses.next(&error)).await;
                    continue;
                }
                Ok(Step::OnTheWay) => None,
                Ok(Step::Exact { moved }) => {
                    seen.note_origin(health::Origin::Followed);
                    Some(moved)
                }
                Ok(Step::Held { why, moved }) => {
                    seen.note_origin(health::Origin::Held(why));
                    Some(moved)
                }
            };
            pauses.over();
            plainly = plainly.saturating_sub(1);
            match moved {
                Some(true) => {
                    let publisher = publisher.clone();
                    // If it fails, the follower shows it when it polls.
                    let _ = spawn_blocking(move || publisher.publish(PUBLISHING)).await;
                }
                // An origin that does not wait, or is about to stop.
                Some(false) if asked.elapsed() < SHORTEST_PAUSE => {
                    sleep(wait.map_or(PLAINLY, |_| SHORTEST_PAUSE)).await;
                }
                _ => {}
            }
        }
    }

    /// One request, and what follows from it.
    async fn step(&self, wait: Option<u32>) -> Result<Step, Error> {
        let progress = self.books(Registry::mirror_progress).await?;
        let wait = wait.filter(|_| progress.next.is_some());
        match self.client.changes(progress.next.as_deref(), wait).await? {
            Got::StartAgain if progress.next.is_none() => {
                Err(Failure::words("it answers with 410 to who begins").into())
            }
            Got::StartAgain if progress.held.is_some() => {
                self.withdraw(Vec::new(), None).await?;
                Ok(Step::OnTheWay)
            }
            Got::StartAgain => {
                tracing::warn!(
                    "the origin's past is another one than this mirror's; everything is read again"
                );
                self.books(Registry::begin_mirror_anew).await?;
                Ok(Step::OnTheWay)
            }
            Got::Page(_, page) if progress.held.is_some() => self.hold(*page, &progress).await,
            Got::Page(body, page) if page.page.more => {
                if progress.next.as_ref() == Some(&page.next) {
                    self.books(Registry::begin_mirror_anew).await?;
                    return Err(Failure::words("it says that there is more, and gives none").into());
                }
                let kept = self
                    .books(move |registry| registry.keep_mirror_page(&body, &page.next))
                    .await;
                match kept? {
                    true => Ok(Step::OnTheWay),
                    false => {
                        self.books(Registry::begin_mirror_anew).await?;
                        Err(Failure::words("it gives more than a mirror keeps").into())
                    }
                }
            }
            Got::Page(_, page) if !progress.fresh && progress.next.as_ref() == Some(&page.next) => {
                Ok(Step::Exact { moved: false })
            }
            Got::Page(_, page) => self.take(*page).await,
        }
    }

    /// Takes the last page, with those that were kept before it.
    async fn take(&self, page: ChangesPage) -> Result<Step, Error> {
        let (begun, revision) = (Instant::now(), page.revision);
        match self.books(move |registry| take(registry, page)).await? {
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
            Taken::Hold(why) => {
                tracing::error!(
                    "this mirror holds still: {}; \
                     whoever knows that it is meant runs `member-directory mirror URL --accept-origin`",
                    why.reason()
                );
                self.books(move |registry| registry.hold_mirror(why))
                    .await?;
                Ok(Step::OnTheWay)
            }
            Taken::Not(why) => {
                // Nor would it with the same pages the next time.
                self.books(Registry::begin_mirror_anew).await?;
                Err(Failure::words(why).into())
            }
        }
    }

    /// A page while the mirror holds still: only whom it withdraws is taken from it, unless the
    /// origin is again what it was.
    async fn hold(&self, page: ChangesPage, progress: &Progress) -> Result<Step, Error> {
        let (network, epoch) = progress.known;
        let Some(why) = progress.held else {
            return Ok(Step::OnTheWay);
        };
        let back = page.network_id == network && (epoch.is_none() || page.epoch == epoch);
        if back && why != Hold::FarFewer {
            tracing::info!("the origin is again what it was; everything is read again");
            self.books(Registry::begin_mirror_anew).await?;
            return Ok(Step::OnTheWay);
        }
        let (more, next) = (page.page.more, page.next.clone());
        if progress.next.as_ref() == Some(&next) {
            return Ok(Step::Held { why, moved: false });
        }
        let gone = self.withdraw(withdrawn(page), Some(next)).await?;
        if gone > 0 {
            tracing::warn!(
                gone,
                "the mirror holds still, and took out whom the origin withdrew"
            );
        }
        Ok(match more {
            true => Step::OnTheWay,
            false => Step::Held {
                why,
                moved: gone > 0,
            },
        })
    }

    async fn withdraw(&self, gone: Vec<Copied>, next: Option<String>) -> Result<usize, Error> {
        self.books(move |registry| registry.withdraw_from_held(gone, next.as_deref()))
            .await
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
