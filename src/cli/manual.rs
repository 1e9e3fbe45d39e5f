//! `manual`: the manual pages, and what shells need to complete the command line, as files.

use std::{fs, path::PathBuf, process::ExitCode};

use clap::{Args, Command};
use clap_complete::{Shell, generate_to};

use super::failure::Failure;

/// The name of the program in its pages.
const NAME: &str = "member-directory";

#[derive(Debug, Args)]
pub struct Options {
    /// The folder to write them into.
    folder: PathBuf,
}

/// Writes a page for the program and one for each of its commands, and completions for three shells.
pub fn run(options: &Options, mut command: Command) -> Result<ExitCode, Failure> {
    fs::create_dir_all(&options.folder)?;
    // Completions come last: they put the command "help" in, which has a page for every page.
    clap_mangen::generate_to(without_help(command.clone()), &options.folder)?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        generate_to(shell, &mut command, NAME, &options.folder)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The same without the command `help`.
fn without_help(command: Command) -> Command {
    let command = command.disable_help_subcommand(true);
    let names = command
        .get_subcommands()
        .map(|one| one.get_name().to_owned());
    let names: Vec<String> = names.collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, without_help)
    })
}
