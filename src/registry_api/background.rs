//! What is done with imports beside requests: they are planned, and those that are too old are let
//! go of. It ends with the program, and lets go of the database before that.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use import::job;
use network::{ImportId, Timestamp};
use registry::{Registry, imports as stored};

/// How often imports are looked for that are too old.
const CLEANING: Duration = Duration::from_secs(60 * 60);

/// The threads. They end when this is dropped: what is being planned can be planned again.
pub struct Background {
    planner: Planner,
    /// Nothing is sent: its end is what is waited for.
    cleaning: Option<(Sender<()>, JoinHandle<()>)>,
}

/// Plans imports, each on a thread of its own.
#[derive(Clone)]
pub struct Planner {
    registry: Registry,
    threads: Arc<Mutex<Vec<JoinHandle<()>>>>,
    stop: Arc<AtomicBool>,
}

impl Background {
    /// Lets go of imports that are too old, now and every hour.
    pub fn start(registry: Registry) -> std::io::Result<Self> {
        let (sender, receiver) = mpsc::channel();
        let planner = Planner {
            registry: registry.clone(),
            threads: Arc::default(),
            stop: Arc::default(),
        };
        let clean = move || {
            loop {
                forget(&registry);
                match receiver.recv_timeout(CLEANING) {
                    Err(RecvTimeoutError::Timeout) => {}
                    Ok(()) | Err(RecvTimeoutError::Disconnected) => break,
                }
            }
        };
        let thread = thread::Builder::new()
            .name("cleaning".to_owned())
            .spawn(clean)?;
        Ok(Self {
            planner,
            cleaning: Some((sender, thread)),
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
        let cleaning = self.cleaning.take().map(|(sender, thread)| {
            drop(sender);
            thread
        });
        for thread in planning.into_iter().chain(cleaning) {
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
