//! Planning an import that is kept, with signs of life.

use std::{
    panic,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Document, ImportJob, ItemCounts, PlanSummary, propose, read};
use crate::{
    ItemKind, Noted, ToNote, bounds, error::Error, plan, progress::Progress, proposal::Known,
};
use network::{ImportId, Timestamp};
use registry::{
    Error as RegistryError, Registry,
    imports::{self, Item, Stage},
    profile,
};

/// How often a sign of life is given.
pub const BEAT: Duration = Duration::from_millis(500);
/// How many items are written together.
const BATCH: usize = 500;
/// How far the items of one kind stand from those of the next.
const KINDS_APART: i64 = 1_000_000_000;

/// How far an import is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportProgress {
    /// What is being done.
    #[schema(example = "matching members")]
    pub step: String,
    /// How many parts of it are done: rows, bytes or members.
    pub done: u64,
    /// How many parts it has, where that is known.
    pub of: Option<u64>,
}

/// How far an import is that is being planned; nothing for others.
pub fn progress(job: &ImportJob) -> Option<ImportProgress> {
    if job.stage != Stage::Planning {
        return None;
    }
    let told = job.progress.as_deref();
    Some(told.map_or_else(
        || ImportProgress {
            step: "waiting".to_owned(),
            ..Default::default()
        },
        |told| serde_json::from_str(told).unwrap_or_default(),
    ))
}

/// How far the planning is, as its own thread tells it to the one that gives the signs of life.
#[derive(Default)]
struct Board(Mutex<Option<ImportProgress>>);

impl Board {
    fn with(&self, work: impl FnOnce(&mut ImportProgress)) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        work(told.get_or_insert_default());
    }

    fn told(&self) -> Option<String> {
        let told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        serde_json::to_string(&told.clone()?).ok()
    }
}

impl Progress for Board {
    fn begin(&self, step: &str, parts: Option<u64>) {
        self.with(|progress| {
            *progress = ImportProgress {
                step: step.to_owned(),
                done: 0,
                of: parts,
            };
        });
    }

    fn done(&self, parts: u64) {
        self.with(|progress| progress.done = parts);
    }
}

/// Gives signs of life until it is dropped.
struct Pulse {
    stop: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Pulse {
    fn start(registry: Registry, id: ImportId, attempt: i32, board: Arc<Board>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            while !stopped.load(Ordering::Relaxed) {
                let now = Timestamp::now();
                let beaten = registry
                    .keep(|connection| imports::beat(connection, id, attempt, now, board.told()));
                if let Err(error) = beaten {
                    tracing::debug!(%error, "an import could not give a sign of life");
                }
                thread::park_timeout(BEAT);
            }
        });
        Self {
            stop,
            thread: Some(thread),
        }
    }
}

impl Drop for Pulse {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // One that panicked gives no signs any more, which is what is wanted.
            let _ = thread.join();
        }
    }
}

/// Does one attempt to plan an import, and writes what came of it.
pub fn plan_attempt(registry: &Registry, id: ImportId, attempt: i32) -> Result<(), RegistryError> {
    let board = Arc::new(Board::default());
    let _pulse = Pulse::start(registry.clone(), id, attempt, Arc::clone(&board));
    let Some(mut job) =
        registry.read(|connection| imports::load_one::<Document>(connection, id))?
    else {
        return Ok(());
    };
    let mapped = map(registry, &mut job);
    let mut document = job.document.clone();
    let (stage, plan) = match mapped.and_then(|()| make(registry, &job, attempt, &board)) {
        Ok(summary) => (Stage::Planned, Some(summary)),
        Err(Error::Unusable(mistakes)) => {
            document.faults = bounds::told(mistakes);
            (Stage::Failed, None)
        }
        Err(Error::Registry(error)) => return Err(error),
        Err(error) => {
            document.faults = vec![error.to_string()];
            (Stage::Failed, None)
        }
    };
    document.plan = plan;
    registry
        .keep(|connection| imports::end_planning(connection, id, attempt, stage, &document))
        .map(|_| ())
}

/// Makes the mapping that a person asked for by saying how columns are read.
fn map(registry: &Registry, job: &mut ImportJob) -> Result<(), Error> {
    if job.document.readings.is_none() || job.document.mapping.is_some() {
        return Ok(());
    }
    let (files, known) = registry.read(|connection| {
        let known = Known::load(connection)?;
        Ok::<_, RegistryError>((super::files(connection, job)?, known))
    })?;
    let proposal = propose(files, &known, &job.document).map_err(Error::Unusable)?;
    job.document.mapping = Some(proposal.mapping);
    Ok(())
}

/// A sign of life for an import that is planned elsewhere or waits for that; says whether this
/// attempt at it is still wanted.
pub fn beat(registry: &Registry, id: ImportId, attempt: i32) -> Result<bool, RegistryError> {
    registry.keep(|connection| imports::beat(connection, id, attempt, Timestamp::now(), None))
}

/// Writes that an attempt to plan an import failed, and why.
pub fn fail(
    registry: &Registry,
    id: ImportId,
    attempt: i32,
    fault: String,
) -> Result<(), RegistryError> {
    let Some(job) = registry.read(|connection| imports::load_one::<Document>(connection, id))?
    else {
        return Ok(());
    };
    let mut document = job.document;
    document.faults = vec![fault];
    registry
        .keep(|connection| imports::end_planning(connection, id, attempt, Stage::Failed, &document))
        .map(|_| ())
}

fn make(
    registry: &Registry,
    job: &ImportJob,
    attempt: i32,
    board: &Board,
) -> Result<PlanSummary, Error> {
    let prepared = registry.read(|connection| read(connection, job, board))?;
    let items = Items {
        registry,
        id: job.id,
        attempt,
        counts: ItemCounts::default(),
        waiting: Vec::new(),
    };
    let (sender, receiver) = mpsc::sync_channel(BATCH);
    let (planned, noted) = thread::scope(|scope| {
        let noting = scope.spawn(move || items.take(receiver));
        let planned = registry.read(|connection| {
            let network = profile::load(connection)?;
            // If nobody takes it, that failed, and says so below.
            let mut note = |note| drop(sender.send(note));
            let report = plan(
                connection,
                prepared,
                &job.document.options,
                network.profile.sample_data,
                board,
                &mut note,
            )?;
            Ok::<_, RegistryError>((report, network.revision))
        });
        drop(sender);
        let noted = noting.join();
        (
            planned,
            noted.unwrap_or_else(|panic| panic::resume_unwind(panic)),
        )
    });
    let (report, revision) = planned?;
    Ok(PlanSummary::new(report, noted?, revision))
}

/// The items of a plan on their way to the database.
struct Items<'r> {
    registry: &'r Registry,
    id: ImportId,
    attempt: i32,
    counts: ItemCounts,
    waiting: Vec<Item>,
}

impl Items<'_> {
    /// Takes all of them, and counts them.
    fn take(mut self, notes: mpsc::Receiver<ToNote>) -> Result<ItemCounts, RegistryError> {
        for note in notes {
            self.note(note.noted()?)?;
        }
        self.write()?;
        Ok(self.counts)
    }

    fn note(&mut self, noted: Noted) -> Result<(), RegistryError> {
        let kind = noted.item.kind;
        let before = i64::try_from(self.counts.count(kind)).unwrap_or(i64::MAX);
        let place = ItemKind::ALL.iter().position(|known| *known == kind);
        let rank = i64::try_from(place.unwrap_or_default()).unwrap_or_default();
        let (member_key, digest) = match noted.fingerprint {
            Some(print) => (Some(print.member), Some(print.digest)),
            None => (None, None),
        };
        self.waiting.push(Item {
            import_id: self.id.to_string(),
            position: rank * KINDS_APART + before,
            kind: kind.to_string(),
            member_key,
            digest,
            document: serde_json::to_string(&noted.item)?,
        });
        match self.waiting.len() >= BATCH {
            true => self.write(),
            false => Ok(()),
        }
    }

    fn write(&mut self) -> Result<(), RegistryError> {
        let items = std::mem::take(&mut self.waiting);
        let (id, attempt) = (self.id, self.attempt);
        self.registry.keep(|connection| {
            // Somebody may have forgotten the import, or begun anew.
            if imports::beat(connection, id, attempt, Timestamp::now(), None)? {
                imports::insert_items(connection, items)?;
            }
            Ok::<_, RegistryError>(())
        })
    }
}
