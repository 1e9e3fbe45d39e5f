//! `migrate`: makes or brings up to date the tables of the database.

use std::process::ExitCode;

use clap::Args;

use super::failure::Failure;
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
        println!("{reverted} migrations taken back on {}", registry.url());
        return Ok(ExitCode::SUCCESS);
    }
    let run = registry.migrate()?;
    match &run[..] {
        [] => println!("{} is up to date", registry.url()),
        run => println!(
            "{} migrations run on {}: {}",
            run.len(),
            registry.url(),
            run.join(", ")
        ),
    }
    Ok(ExitCode::SUCCESS)
}

/// Brings the tables up to date before a command uses them; the migrations that were run.
pub fn prepare(registry: &Registry) -> Result<Vec<String>, Failure> {
    let migrated = registry.migrate();
    migrated.map_err(|error| format!("{} cannot be used: {error}", registry.url()).into())
}
