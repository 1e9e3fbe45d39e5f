//! `work-on-import`: what a serving process has done in a process of its own, because a file from
//! outside decides how much it takes (`registry_api/child.rs` begins it).

use std::{
    fs::{self, File},
    io::{self, BufWriter, Read, Write},
    os::fd::AsFd,
    process::ExitCode,
    thread,
};

use clap::Args;
use rustix::process::{Resource, Rlimit, setrlimit};

use super::{failure::Failure, saying::note};
use crate::registry_api::{child::REFUSED, imports::ImportProposal};
use import::{
    NamedFile,
    job::{self, ImportJob},
    marked, proposal,
};
use network::ImportId;
use registry::{AnyConnection, Registry, imports};

/// How much may be mapped besides what holds data, in bytes: the program itself and its libraries.
const MAPPED: u64 = 1024 * 1024 * 1024;

#[derive(Debug, Args)]
pub struct Options {
    /// The import.
    #[arg(long)]
    import: ImportId,
    /// Plans it: the number of the attempt.
    #[arg(long)]
    plan: Option<i32>,
    /// Writes its spreadsheet anew to standard output, its problems marked, and not as it was.
    #[arg(long)]
    anew: bool,
    /// Writes what its columns suggest as a mapping to standard output, as JSON.
    #[arg(long)]
    propose: bool,
    /// The most memory, in bytes.
    #[arg(long)]
    memory: u64,
    /// The longest time at work, in seconds.
    #[arg(long)]
    seconds: u64,
}

pub fn run(options: &Options, registry: &Registry) -> Result<ExitCode, Failure> {
    // What stands in a file may stand in the words of a panic.
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => note(format_args!("it panicked at {place}")),
        None => note("it panicked"),
    }));
    limit(options)?;
    thread::Builder::new()
        .name("parent".to_owned())
        .spawn(end_with_parent)?;
    match options.plan {
        Some(attempt) => job::plan_attempt(registry, options.import, attempt)?,
        None if options.propose => {
            if let Err(mistakes) = propose(options, registry)? {
                note(mistakes.join("; "));
                return Ok(ExitCode::from(REFUSED));
            }
        }
        None => {
            if let Err(error) = mark(options, registry)? {
                note(error);
                return Ok(ExitCode::from(REFUSED));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn limit(options: &Options) -> io::Result<()> {
    let most = |number| Rlimit {
        current: Some(number),
        maximum: Some(number),
    };
    setrlimit(Resource::Data, most(options.memory))?;
    setrlimit(Resource::As, most(options.memory.saturating_add(MAPPED)))?;
    // The other side counts the time that passes; this holds though it should be held up itself.
    setrlimit(Resource::Cpu, most(options.seconds.saturating_mul(2)))?;
    setrlimit(Resource::Core, most(0))?;
    // Where the machine has too little memory, this goes first. It is not there everywhere.
    let _ = fs::write("/proc/self/oom_score_adj", "1000");
    Ok(())
}

/// Ends this process when standard input does: nobody waits for it any more.
fn end_with_parent() {
    let _ = io::stdin().read_to_end(&mut Vec::new());
    std::process::exit(1);
}

/// The import with its files, and what else is read of it at the same moment.
fn handed_over<T>(
    options: &Options,
    registry: &Registry,
    more: impl FnOnce(&mut AnyConnection, &ImportJob) -> Result<T, registry::Error>,
) -> Result<(ImportJob, Vec<NamedFile>, T), Failure> {
    let found = registry.read(|connection| {
        let Some(job) = imports::load_one::<job::Document>(connection, options.import)? else {
            return Ok(None);
        };
        let files = job::files(connection, &job)?;
        let more = more(connection, &job)?;
        Ok::<_, registry::Error>(Some((job, files, more)))
    });
    Ok(found?.ok_or("the import is gone")?)
}

/// Standard output, of which nothing is lost without an error.
fn output() -> io::Result<File> {
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

fn propose(options: &Options, registry: &Registry) -> Result<Result<(), Vec<String>>, Failure> {
    let (job, files, known) = handed_over(options, registry, |connection, _| {
        proposal::Known::load(connection)
    })?;
    let proposal = match job::propose(files, &known, &job.document) {
        Ok(proposal) => ImportProposal::new(proposal),
        Err(mistakes) => return Ok(Err(mistakes)),
    };
    let mut out = BufWriter::new(output()?);
    serde_json::to_writer(&mut out, &proposal).map_err(io::Error::from)?;
    out.flush()?;
    Ok(Ok(()))
}

fn mark(options: &Options, registry: &Registry) -> Result<Result<(), marked::Error>, Failure> {
    let (job, files, findings) = handed_over(options, registry, |connection, job| {
        job::findings(connection, job)
    })?;
    let mapping = job::mapping(&job).map_err(|mistakes| mistakes.join("\n"))?;
    let read_by = (&mapping, &job.document.options);
    let mut out = output()?;
    Ok(marked::write(
        files,
        read_by,
        &findings,
        options.anew,
        &mut out,
    ))
}
