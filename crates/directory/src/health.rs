//! What the program knows of its books and its origin, for whoever watches it.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use network::Hold;

/// How long a look at the books may take before they count as out of reach.
const LONGEST_LOOK: Duration = Duration::from_secs(10);

/// How the books are, and the origin of a mirror.
#[derive(Debug)]
pub struct Health {
    looks: Mutex<Looks>,
    /// Whether the last try to write in the books went well.
    writable: AtomicBool,
    /// Whether the books hold what no program wrote.
    damaged: AtomicBool,
    /// Whether the last change is later than this machine's clock.
    ahead: AtomicBool,
    origin: Mutex<Option<Origin>>,
}

/// When the books were looked at.
#[derive(Debug)]
struct Looks {
    went_well: bool,
    under_way: Option<Instant>,
}

/// How a mirror stands to its origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It follows.
    Followed,
    /// The origin gives nothing that can be used; the mirror stays as it is.
    Away,
    /// The mirror holds still until somebody says that what the origin shows is meant.
    Held(Hold),
}

impl Health {
    /// Books that could be read a moment ago.
    pub(super) fn new() -> Self {
        Self {
            looks: Mutex::new(Looks {
                went_well: true,
                under_way: None,
            }),
            writable: AtomicBool::new(true),
            damaged: AtomicBool::new(false),
            ahead: AtomicBool::new(false),
            origin: Mutex::new(None),
        }
    }

    /// Whether the last look at the books got an answer, and none waits too long for its own.
    pub fn reachable(&self) -> bool {
        let looks = self.looks();
        let waits = looks.under_way.map_or(Duration::ZERO, |at| at.elapsed());
        looks.went_well && waits < LONGEST_LOOK
    }

    /// Whether the books took what was written last.
    pub fn writable(&self) -> bool {
        self.writable.load(Ordering::Relaxed)
    }

    /// Whether the books were found damaged.
    pub fn damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Whether the books are ahead of this machine's clock.
    pub fn ahead(&self) -> bool {
        self.ahead.load(Ordering::Relaxed)
    }

    /// How a mirror stands to its origin; nothing where this is none.
    pub fn origin(&self) -> Option<Origin> {
        *self.origin.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes whether the books take what is written; says whether that is news.
    pub fn note_writable(&self, writable: bool) -> bool {
        self.writable.swap(writable, Ordering::Relaxed) != writable
    }

    /// Notes whether the books are damaged; says whether that is news.
    pub fn note_damaged(&self, damaged: bool) -> bool {
        self.damaged.swap(damaged, Ordering::Relaxed) != damaged
    }

    /// Notes whether the books are ahead of the clock; says whether that is news.
    pub fn note_ahead(&self, ahead: bool) -> bool {
        self.ahead.swap(ahead, Ordering::Relaxed) != ahead
    }

    /// Notes how a mirror stands to its origin.
    pub fn note_origin(&self, origin: Origin) {
        *self.origin.lock().unwrap_or_else(PoisonError::into_inner) = Some(origin);
    }

    /// Looks at the books, and says whether that went well.
    pub(super) fn look(
        &self,
        look: impl FnOnce() -> Result<(), Box<dyn std::error::Error>>,
    ) -> bool {
        self.looks().under_way = Some(Instant::now());
        let looked = look();
        let mut looks = self.looks();
        looks.under_way = None;
        let before = std::mem::replace(&mut looks.went_well, looked.is_ok());
        drop(looks);
        match &looked {
            // Once an outage, not once a look.
            Err(error) if before => {
                tracing::warn!(%error, "the directory cannot be brought up to date; it goes on as it is");
            }
            Ok(()) if !before => tracing::info!("the database is back"),
            _ => {}
        }
        looked.is_ok()
    }

    fn looks(&self) -> MutexGuard<'_, Looks> {
        self.looks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
