//! `migrate`: makes or brings up to date the tables of the database.

use std::process::ExitCode;

use clap::Args;

use super::{failure::Failure, saying::say};
use registry::Registry;

#[derive(Debug, Args)]
pub struct Options {
    /// Takes every migration back instead: all tables and all data are lost.
    #[arg(long, requires = "yes")]
    revert_all: bool,
    /// Confirms that all data shall be lost.
    #[arg(long)]
    yes: bool,
}

pub fn run(options: &Options, registry: &Registry) -> Result<ExitCode, Failure> {
    if options.revert_all {
        let reverted = registry.revert_all()?;
        say(format_args!(
            "{reverted} migrations taken back on {}",
            registry.url()
        ));
        return Ok(ExitCode::SUCCESS);
    }
    let run = registry.migrate()?;
    match &run[..] {
        [] => say(format_args!("{} is up to date", registry.url())),
        run => say(format_args!(
            "{} migrations run on {}: {}",
            run.len(),
            registry.url(),
            run.join(", ")
        )),
    }
    Ok(ExitCode::SUCCESS)
}

/// Fails where the database file is not there: that it was moved away, or its volume is not there, is
/// likelier than that it should be made.
pub fn require(registry: &Registry) -> Result<(), Failure> {
    match registry.url().is_missing() {
        false => Ok(()),
        true => Err(format!(
            "there is no database at {}: its file is not there, or empty. Check DATABASE_URL, the \
             working directory and that the volume is mounted; for a new one, use \"serve --create\" \
             or \"import\"",
            registry.url()
        )
        .into()),
    }
}

/// As [`prepare`], for a command that makes a database file that is not there, and says so.
pub fn prepare_or_make(registry: &Registry) -> Result<Vec<String>, Failure> {
    if registry.url().is_missing() {
        tracing::warn!(database = %registry.url(), "there was no database; an empty one is made");
    }
    prepare(registry)
}

/// Brings the tables up to date before a command uses them; the migrations that were run.
pub fn prepare(registry: &Registry) -> Result<Vec<String>, Failure> {
    let migrated = registry.migrate();
    migrated.map_err(|error| format!("{} cannot be used: {error}", registry.url()).into())
}
