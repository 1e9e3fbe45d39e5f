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
    pub writable: Flag,
    /// Whether the books hold what no program wrote.
    pub damaged: Flag,
    /// Whether the last change is later than this machine's clock.
    pub ahead: Flag,
    origin: Mutex<Option<Origin>>,
}

/// Something that is so or not.
#[derive(Debug)]
pub struct Flag(AtomicBool);

impl Flag {
    fn new(is_so: bool) -> Self {
        Self(AtomicBool::new(is_so))
    }

    /// Whether it is so.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Notes whether it is so; says whether that is news.
    pub fn note(&self, is_so: bool) -> bool {
        self.0.swap(is_so, Ordering::Relaxed) != is_so
    }
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
            writable: Flag::new(true),
            damaged: Flag::new(false),
            ahead: Flag::new(false),
            origin: Mutex::new(None),
        }
    }

    /// Whether the last look at the books got an answer, and none waits too long for its own.
    pub fn reachable(&self) -> bool {
        let looks = self.looks();
        let waits = looks.under_way.map_or(Duration::ZERO, |at| at.elapsed());
        looks.went_well && waits < LONGEST_LOOK
    }

    /// How a mirror stands to its origin; nothing where this is none.
    pub fn origin(&self) -> Option<Origin> {
        *self.origin.lock().unwrap_or_else(PoisonError::into_inner)
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
