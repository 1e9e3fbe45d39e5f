//! `work-on-import`: what a serving process has done in a process of its own, because a file from
//! outside decides how much it takes (`registry_api/child.rs` begins it).

use std::{
    fs::{self, File},
    io::{self, Read},
    os::fd::AsFd,
    process::ExitCode,
    thread,
};

use clap::Args;
use rustix::process::{Resource, Rlimit, setrlimit};

use super::failure::Failure;
use crate::registry_api::child::REFUSED;
use import::{job, marked, proposal};
use network::ImportId;
use registry::{Registry, imports, mappings, service_types};

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
        Some(place) => eprintln!("it panicked at {place}"),
        None => eprintln!("it panicked"),
    }));
    limit(options)?;
    thread::Builder::new()
        .name("parent".to_owned())
        .spawn(end_with_parent)?;
    match options.plan {
        Some(attempt) => job::plan_attempt(registry, options.import, attempt)?,
        None if options.propose => {
            if let Err(mistakes) = propose(options, registry)? {
                eprintln!("{}", mistakes.join("; "));
                return Ok(ExitCode::from(REFUSED));
            }
        }
        None => {
            if let Err(error) = mark(options, registry)? {
                eprintln!("{error}");
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

fn propose(options: &Options, registry: &Registry) -> Result<Result<(), Vec<String>>, Failure> {
    let found = registry.read(|connection| {
        let Some(job) = imports::load_one::<job::Document>(connection, options.import)? else {
            return Ok(None);
        };
        let files = job::files(connection, &job)?;
        let known = proposal::Known {
            services: service_types::load(connection)?,
            mappings: mappings::load(connection)?,
        };
        Ok::<_, registry::Error>(Some((files, known, job)))
    });
    let (files, known, job) = found?.ok_or("the import is gone")?;
    Ok(
        match proposal::propose(files, &known, &job.document.options) {
            Ok(proposal) => {
                serde_json::to_writer(io::stdout().lock(), &proposal).map_err(io::Error::from)?;
                Ok(())
            }
            Err(mistakes) => Err(mistakes),
        },
    )
}

fn mark(options: &Options, registry: &Registry) -> Result<Result<(), marked::Error>, Failure> {
    let found = registry.read(|connection| {
        let Some(job) = imports::load_one::<job::Document>(connection, options.import)? else {
            return Ok(None);
        };
        let files = job::files(connection, &job)?;
        let findings = job::findings(connection, &job)?;
        Ok::<_, registry::Error>(Some((files, findings, job)))
    });
    let (files, findings, job) = found?.ok_or("the import is gone")?;
    let mapping = job::mapping(&job).map_err(|mistakes| mistakes.join("\n"))?;
    let read_by = (&mapping, &job.document.options);
    let mut out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    Ok(marked::write(
        files,
        read_by,
        &findings,
        options.anew,
        &mut out,
    ))
}
