//! What is done beside requests: imports are planned, and what is too old is let go of: imports,
//! and how records stood in the audit trail. It ends with the program, and lets go of the database
//! before that.

use std::{
    sync::mpsc::{self, RecvTimeoutError, Sender},
    time::{Duration, Instant},
};

use super::{
    child::Children,
    planner::{Planner, Planning},
};
use import::job;
use network::{Timestamp, vital};
use registry::{Registry, imports as stored};

/// How often is looked for what is too old.
const CLEANING: Duration = Duration::from_secs(60 * 60);
/// How long is waited before the database is scrubbed again, when that could not be done.
const SCRUBBING: Duration = Duration::from_secs(20);

/// The threads. They end when this is dropped.
pub struct Background {
    planning: Planning,
    cleaner: Cleaner,
    _cleaning: vital::Thread,
}

/// Tells the cleaning thread what to do.
#[derive(Clone)]
pub struct Cleaner(Sender<Note>);

impl Cleaner {
    /// Has the database scrubbed when that could not be done at once.
    pub fn scrub_later(&self) {
        let _ = self.0.send(Note::Scrub);
    }
}

/// What the cleaning thread is told.
enum Note {
    /// Copies of what was erased are still there.
    Scrub,
    /// Stop.
    Stop,
}

impl Background {
    /// Lets go of what is too old, now and every hour: imports, and how records stood in the trail
    /// when `trail_age` is over.
    pub fn start(
        registry: Registry,
        children: Children,
        trail_age: Option<Duration>,
    ) -> std::io::Result<Self> {
        let (cleaner, notes) = mpsc::channel();
        let planning = Planning::start(registry.clone(), children)?;
        let clean = move || {
            let mut due = Instant::now();
            let mut unclean = false;
            loop {
                if due <= Instant::now() {
                    forget(&registry);
                    unclean |= trail_age.is_some_and(|age| empty(&registry, age));
                    due = Instant::now() + CLEANING;
                }
                unclean = unclean && !scrubbed(&registry);
                let wait = match unclean {
                    true => SCRUBBING,
                    false => due.saturating_duration_since(Instant::now()),
                };
                match notes.recv_timeout(wait) {
                    Err(RecvTimeoutError::Timeout) => {}
                    Ok(Note::Scrub) => unclean = true,
                    Ok(Note::Stop) | Err(RecvTimeoutError::Disconnected) => break,
                }
            }
        };
        let cleaning = vital::Thread::start("cleaning", clean)?;
        Ok(Self {
            planning,
            cleaner: Cleaner(cleaner),
            _cleaning: cleaning,
        })
    }

    /// A way to have imports planned.
    pub fn planner(&self) -> Planner {
        self.planning.planner()
    }

    /// A way to have the database cleaned.
    pub fn cleaner(&self) -> Cleaner {
        self.cleaner.clone()
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // One that has stopped hears nothing.
        let _ = self.cleaner.0.send(Note::Stop);
    }
}

fn forget(registry: &Registry) {
    let before = job::forgotten_before(Timestamp::now());
    match registry.keep(|connection| stored::forget(connection, before)) {
        Ok(0) => {}
        Ok(imports) => tracing::info!(imports, "forgot imports that were not applied"),
        Err(error) => tracing::warn!(%error, "old imports could not be forgotten"),
    }
}

/// Lets the trail go of what is older than an age; says whether there was anything.
fn empty(registry: &Registry, age: Duration) -> bool {
    match registry.empty_trail(Timestamp::now().earlier(age)) {
        Ok(0) => false,
        Ok(lines) => {
            tracing::info!(lines, "the audit trail let go of how records stood");
            true
        }
        Err(error) => {
            tracing::warn!(%error, "old lines of the audit trail could not be emptied");
            false
        }
    }
}

fn scrubbed(registry: &Registry) -> bool {
    match registry.scrub() {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(%error, "the database still holds copies of what was erased");
            false
        }
    }
}
