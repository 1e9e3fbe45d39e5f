//! Work on files that came in, each piece in a process of its own: the same program, with as much
//! memory and time as the settings say. Whatever a file makes of it, nothing ends but that process.

use std::{
    io::{self, Read},
    process::{Child, ChildStderr, Command, Stdio},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use network::ImportId;
use registry::DatabaseUrl;

/// How often a process is looked at.
const LOOK: Duration = Duration::from_millis(20);
/// The most of what a process says of its end that is read, in bytes.
const MOST_SAID: u64 = 64 * 1024;

/// How a process ends whose work cannot be done as it is asked; it says why.
pub const REFUSED: u8 = 4;

/// What a process may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Memory, in bytes.
    pub memory: u64,
    /// Time.
    pub time: Duration,
}

/// What a process is to do.
#[derive(Debug, Clone, Copy)]
pub struct Work {
    /// The import that it works on.
    pub import: ImportId,
    /// What it does with it.
    pub task: Task,
}

/// What is done with an import.
#[derive(Debug, Clone, Copy)]
pub enum Task {
    /// Plan it.
    Plan {
        /// The attempt that it is.
        attempt: i32,
    },
    /// Write its spreadsheet with its problems marked.
    Mark {
        /// Whether it is made anew, and not given back as it is.
        anew: bool,
    },
    /// Write what its columns suggest as a mapping, as JSON.
    Propose,
}

/// How work ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Well.
    Done,
    /// Nobody wanted it any more.
    Cancelled,
    /// It cannot be done, and this says why.
    Refused(String),
    /// It took more than the memory that it may have.
    Memory,
    /// It took longer than it may.
    Time,
    /// It failed, and this says where.
    Failed(String),
}

impl Ending {
    /// Whether it ended before its time, and nobody wanted that.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Memory | Self::Time | Self::Failed(_))
    }
}

/// Begins processes.
#[derive(Debug, Clone)]
pub struct Children {
    database: DatabaseUrl,
    limits: Limits,
}

impl Children {
    /// Processes that work on a database within limits.
    pub fn new(database: DatabaseUrl, limits: Limits) -> Self {
        Self { database, limits }
    }

    /// What each of them may take.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Does work within `time`, which is no more than the limits say, for as long as it
    /// `is_wanted`; what it writes goes to `out`.
    pub fn run(
        &self,
        work: Work,
        out: Stdio,
        time: Duration,
        mut is_wanted: impl FnMut() -> bool,
    ) -> io::Result<Ending> {
        let end = Instant::now() + time.min(self.limits.time);
        let mut running = Running::new(self.command(work).stdout(out).spawn()?);
        loop {
            if let Some(status) = running.child.try_wait()? {
                return Ok(running.ending(status));
            }
            if !is_wanted() {
                return Ok(Ending::Cancelled);
            }
            if Instant::now() > end {
                return Ok(Ending::Time);
            }
            thread::sleep(LOOK);
        }
    }

    fn command(&self, work: Work) -> Command {
        // The file itself may have been replaced by a newer version meanwhile.
        let itself = "/proc/self/exe";
        let mut command = match std::path::Path::new(itself).exists() {
            true => Command::new(itself),
            false => Command::new(std::env::current_exe().unwrap_or_else(|_| itself.into())),
        };
        command
            .arg("work-on-import")
            .args(["--import", &work.import.to_string()]);
        match work.task {
            Task::Plan { attempt } => command.args(["--plan", &attempt.to_string()]),
            Task::Mark { anew } => command.args(anew.then_some("--anew")),
            Task::Propose => command.arg("--propose"),
        };
        command
            .args(["--memory", &self.limits.memory.to_string()])
            .args(["--seconds", &self.limits.time.as_secs().to_string()])
            // Not among the arguments, which others on this machine may read.
            .env("DATABASE_URL", self.database.with_secrets())
            // Each thread's own heap would count as a whole.
            .env("MALLOC_ARENA_MAX", "1")
            // It ends when this side is closed, whatever becomes of this process.
            .stdin(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// A process that does not outlive whoever waits for it.
struct Running {
    child: Child,
    said: Option<JoinHandle<Vec<u8>>>,
}

impl Running {
    fn new(mut child: Child) -> Self {
        let said = child.stderr.take();
        Self {
            child,
            said: said.map(|pipe| thread::spawn(|| listen(pipe))),
        }
    }

    fn ending(&mut self, status: std::process::ExitStatus) -> Ending {
        if status.success() {
            return Ending::Done;
        }
        // Without it, the status says enough.
        let said = self.said.take().and_then(|said| said.join().ok());
        let said = said.unwrap_or_default();
        let said = String::from_utf8_lossy(&said).trim().to_owned();
        let of_memory = ["memory allocation of", "out of memory", "Cannot allocate"];
        if of_memory.iter().any(|words| said.contains(words)) {
            return Ending::Memory;
        }
        match status.code() {
            Some(code) if code == i32::from(REFUSED) => Ending::Refused(said),
            _ => Ending::Failed(format!("{status}: {said}")),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended needs neither.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a process says, as much as is read of it. The rest is taken too: one that speaks and is not
/// heard would wait for ever.
fn listen(mut pipe: ChildStderr) -> Vec<u8> {
    let mut said = Vec::new();
    let _ = pipe.by_ref().take(MOST_SAID).read_to_end(&mut said);
    let _ = io::copy(&mut pipe, &mut io::sink());
    said
}
