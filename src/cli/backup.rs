//! `backup` and `restore`: all of the books in one file, and back.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use super::{failure::Failure, saying::say};
use registry::{Registry, backup};

#[derive(Debug, Args)]
pub struct Options {
    /// The file. A backup holds every secret address: it is readable by its owner alone, and should
    /// be encrypted where it goes.
    file: PathBuf,
}

/// Writes a backup.
pub fn back_up(options: &Options, registry: &Registry) -> Result<ExitCode, Failure> {
    super::migrate::require(registry)?;
    backup::back_up(registry.url(), &options.file)?;
    say(format_args!(
        "{} is backed up in {}",
        registry.url(),
        options.file.display()
    ));
    Ok(ExitCode::SUCCESS)
}

/// Puts a backup back.
pub fn restore(options: &Options, registry: &Registry) -> Result<ExitCode, Failure> {
    let kept = backup::restore(registry.url(), &options.file)?;
    say(format_args!(
        "{} is put back in {}, with an epoch of its own; mirrors hold still until their operators \
         say that it is meant",
        options.file.display(),
        registry.url()
    ));
    if let Some(kept) = kept {
        say(format_args!(
            "what was there is kept in {}; delete it once it is not needed",
            kept.display()
        ));
    }
    say(format_args!(
        "before you start the nodes, think of whom was withdrawn or hidden since the backup: import \
         the newest spreadsheet, or hide them with \"member-directory hide\""
    ));
    Ok(ExitCode::SUCCESS)
}
