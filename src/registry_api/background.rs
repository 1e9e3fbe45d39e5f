//! What is done beside requests: imports are planned, and what is too old is let go of: imports,
//! and how records stood in the audit trail. It ends with the program, and lets go of the database
//! before that.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use import::job;
use network::{ImportId, Timestamp, vital};
use registry::{Registry, imports as stored};

/// How often is looked for what is too old.
const CLEANING: Duration = Duration::from_secs(60 * 60);
/// How long is waited before the database is scrubbed again, when that could not be done.
const SCRUBBING: Duration = Duration::from_secs(20);

/// The threads. They end when this is dropped: what is being planned can be planned again.
pub struct Background {
    planner: Planner,
    cleaning: Option<JoinHandle<()>>,
}

/// What the cleaning thread is told.
enum Note {
    /// Copies of what was erased are still there.
    Scrub,
    /// Stop.
    Stop,
}

/// Plans imports, each on a thread of its own.
#[derive(Clone)]
pub struct Planner {
    registry: Registry,
    threads: Arc<Mutex<Vec<JoinHandle<()>>>>,
    stop: Arc<AtomicBool>,
    cleaner: Sender<Note>,
}

impl Background {
    /// Lets go of what is too old, now and every hour: imports, and how records stood in the trail
    /// when `trail_age` is over.
    pub fn start(registry: Registry, trail_age: Option<Duration>) -> std::io::Result<Self> {
        let (cleaner, notes) = mpsc::channel();
        let planner = Planner {
            registry: registry.clone(),
            threads: Arc::default(),
            stop: Arc::default(),
            cleaner,
        };
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
        let thread = vital::spawn("cleaning", clean)?;
        Ok(Self {
            planner,
            cleaning: Some(thread),
        })
    }

    /// A way to have imports planned.
    pub fn planner(&self) -> Planner {
        self.planner.clone()
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.planner.stop.store(true, Ordering::Relaxed);
        let planning = std::mem::take(&mut *self.planner.threads());
        // One that has stopped hears nothing.
        let _ = self.planner.cleaner.send(Note::Stop);
        for thread in planning.into_iter().chain(self.cleaning.take()) {
            if thread.join().is_err() {
                tracing::error!("work on imports had stopped before its time");
            }
        }
    }
}

impl Planner {
    /// Begins an attempt to plan an import.
    pub fn start(&self, id: ImportId, attempt: i32) {
        let (registry, stop) = (self.registry.clone(), Arc::clone(&self.stop));
        let mut threads = self.threads();
        threads.retain(|thread| !thread.is_finished());
        let spawned = thread::Builder::new()
            .name("import".to_owned())
            .spawn(move || job::plan_attempt(&registry, id, attempt, &stop));
        match spawned {
            Ok(thread) => threads.push(thread),
            // It will be seen as interrupted.
            Err(error) => tracing::warn!(%error, "an import cannot be planned now"),
        }
    }

    /// Has the database scrubbed when that could not be done at once.
    pub fn scrub_later(&self) {
        let _ = self.cleaner.send(Note::Scrub);
    }

    fn threads(&self) -> std::sync::MutexGuard<'_, Vec<JoinHandle<()>>> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)
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
