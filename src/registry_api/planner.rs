//! Plans imports, one after the other, each in a process of its own. Those that wait and the one that
//! is planned get signs of life, without which they count as interrupted.

use std::{
    collections::VecDeque,
    process::Stdio,
    sync::mpsc::{self, Receiver, Sender},
    time::{Duration, Instant},
};

use super::child::{Children, Ending, Limits, Task, Work};
use import::job;
use network::{ImportId, vital};
use registry::Registry;

/// Takes imports that are to be planned.
#[derive(Clone)]
pub struct Planner(Sender<Note>);

/// What the thread is told.
enum Note {
    /// Plan this attempt at an import.
    Plan(ImportId, i32),
    /// Do not plan an import any more, or none of those so far, and tell once that has ended.
    Forget(Option<ImportId>, Sender<()>),
    /// Stop.
    Stop,
}

impl Planner {
    /// Begins an attempt to plan an import.
    pub fn start(&self, id: ImportId, attempt: i32) {
        // Once it has stopped, the import will be seen as interrupted.
        let _ = self.0.send(Note::Plan(id, attempt));
    }

    /// Ends the planning of an import, if it is planned here, or of all; and waits for that: the
    /// process reads the books, and whoever cleans them waits for all who read.
    pub fn forget(&self, id: Option<ImportId>) {
        let (sender, ended) = mpsc::channel();
        if self.0.send(Note::Forget(id, sender)).is_ok() {
            // The books are not held up much longer by one that is slow to end.
            let _ = ended.recv_timeout(PATIENCE);
        }
    }
}

/// How long is waited for a process to end.
const PATIENCE: Duration = Duration::from_secs(3);

/// The thread. When this is dropped, it ends at once, with the process that it began: what was
/// being planned can be planned again.
pub struct Planning {
    planner: Planner,
    _thread: vital::Thread,
}

impl Planning {
    /// Begins to take imports.
    pub fn start(registry: Registry, children: Children) -> std::io::Result<Self> {
        let (sender, notes) = mpsc::channel();
        let queue = Queue {
            registry,
            children,
            notes,
            waiting: VecDeque::new(),
            forgotten: Vec::new(),
            is_over: false,
        };
        let thread = vital::Thread::start("imports", move || queue.work())?;
        Ok(Self {
            planner: Planner(sender),
            _thread: thread,
        })
    }

    /// A way to have imports planned.
    pub fn planner(&self) -> Planner {
        self.planner.clone()
    }
}

impl Drop for Planning {
    fn drop(&mut self) {
        let _ = self.planner.0.send(Note::Stop);
    }
}

/// The imports that wait.
struct Queue {
    registry: Registry,
    children: Children,
    notes: Receiver<Note>,
    waiting: VecDeque<(ImportId, i32)>,
    /// What is forgotten while it is planned, and who waits for the end of that.
    forgotten: Vec<(Option<ImportId>, Sender<()>)>,
    is_over: bool,
}

impl Queue {
    fn work(mut self) {
        while !self.is_over {
            // Whoever waits for an end is told so.
            self.forgotten.clear();
            match self.waiting.pop_front() {
                Some((id, attempt)) => self.plan(id, attempt),
                None => match self.notes.recv() {
                    Ok(note) => self.take(note),
                    Err(_) => self.is_over = true,
                },
            }
        }
    }

    fn take(&mut self, note: Note) {
        match note {
            Note::Plan(id, attempt) => self.waiting.push_back((id, attempt)),
            Note::Forget(id, end) => {
                self.waiting
                    .retain(|(waiting, _)| id.is_some_and(|id| id != *waiting));
                self.forgotten.push((id, end));
            }
            Note::Stop => self.is_over = true,
        }
    }

    fn plan(&mut self, id: ImportId, attempt: i32) {
        let (children, limits) = (self.children.clone(), self.children.limits());
        let mut due = Instant::now();
        let work = Work {
            import: id,
            task: Task::Plan { attempt },
        };
        let ended = children.run(work, Stdio::null(), limits.time, || {
            while let Ok(note) = self.notes.try_recv() {
                self.take(note);
            }
            let mut forgotten = self.forgotten.iter().map(|(forgotten, _)| *forgotten);
            if self.is_over || forgotten.any(|one| one.is_none_or(|one| one == id)) {
                return false;
            }
            self.forgotten.clear();
            if due > Instant::now() {
                return true;
            }
            due = Instant::now() + job::BEAT;
            let registry = &self.registry;
            self.waiting
                .retain(|(id, attempt)| is_wanted(registry, *id, *attempt));
            is_wanted(registry, id, attempt)
        });
        let fault = match ended {
            Ok(Ending::Done | Ending::Cancelled) => return,
            Ok(ending) => {
                tracing::warn!(%id, ?ending, "an import could not be planned");
                fault(&ending, limits)
            }
            Err(error) => {
                tracing::error!(%error, "no process can be begun to plan an import");
                "the server could not begin to plan it; plan it again later".to_owned()
            }
        };
        if let Err(error) = job::fail(&self.registry, id, attempt, fault) {
            // Nothing more is said of it, so it will be seen as interrupted.
            tracing::warn!(%error, %id, "that an import failed could not be noted");
        }
    }
}

/// Gives an import a sign of life; says whether it is still to be planned. While the database is
/// away that is not known.
fn is_wanted(registry: &Registry, id: ImportId, attempt: i32) -> bool {
    job::beat(registry, id, attempt).unwrap_or_else(|error| {
        tracing::debug!(%error, "an import could not be given a sign of life");
        true
    })
}

/// Why planning did not come to its end, and what to do.
fn fault(ending: &Ending, limits: Limits) -> String {
    match ending {
        Ending::Memory => format!(
            "planning it took more than {} MB of memory; divide the files, save the workbook anew or \
             as CSV, or raise the setting IMPORT_MEMORY_MB",
            limits.memory / 1_000_000
        ),
        Ending::Time => format!(
            "planning it took more than {} seconds; divide the files, or raise the setting \
             IMPORT_TIMEOUT_S",
            limits.time.as_secs()
        ),
        _ => {
            "planning it broke off: a file says of itself what cannot be, or the database is away; \
              plan it again, and if that does not help save the files anew from a spreadsheet \
              program, or as CSV, and hand them over again"
                .to_owned()
        }
    }
}
