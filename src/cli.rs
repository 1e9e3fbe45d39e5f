//! The command line.

mod backup;
mod export;
mod failure;
mod hide;
mod hsds_site;
mod import;
mod invite;
mod keys;
mod manual;
mod migrate;
mod mirror;
mod openapi;
mod remind;
mod saying;
mod serve;
mod work_on_import;

use std::{collections::HashMap, ffi::OsString, process::ExitCode};

use clap::{Arg, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::config::{Config, SETTINGS};
use crate::telemetry;
use failure::Failure;
use publication::public_digest;
use registry::Registry;
use saying::note;

/// The member organisations of a civil-society network, kept safely and served as a public JSON
/// API.
#[derive(Debug, Parser)]
#[command(name = "member-directory", version, propagate_version = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the directory; runs pending migrations first.
    Serve(serve::Options),
    /// Keeps a copy of another directory exact from its public API, and serves it.
    Mirror(mirror::Options),
    /// Makes or brings up to date the tables of the database.
    Migrate(migrate::Options),
    /// Takes members, locations and services from CSV files.
    Import(import::Options),
    /// Writes the whole registry into a file, private things included.
    Export(export::Options),
    /// Writes all of the books into one file, while they are in use.
    Backup(backup::Options),
    /// Puts a backup in the place of the books, while nothing uses them.
    Restore(backup::Options),
    /// Takes a member or a place from the public at once.
    Hide(hide::Options),
    /// Makes a link that lets somebody of the secretariat into the console, once.
    Invite(invite::Options),
    /// Asks by mail whether entries are still right that nobody confirmed for 11 months.
    Remind(remind::Options),
    /// Makes, lists, rotates and revokes API keys.
    Keys(keys::Options),
    /// Writes the OpenAPI document.
    Openapi(openapi::Options),
    /// Writes the manual pages and the completions of shells into a folder, for a package.
    #[command(hide = true)]
    Manual(manual::Options),
    /// Works on an import for a serving process.
    #[command(hide = true)]
    WorkOnImport(work_on_import::Options),
}

/// Runs a command line, and says how it ended: 0 for well, 1 for a failure, 2 for a command line
/// or settings that cannot be used, 3 for an import that was refused.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = CommandLine::command().args(setting_flags());
    let matches = match command.clone().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            // Nothing is left to do when even the help cannot be written.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let line = match CommandLine::from_arg_matches(&matches) {
        Ok(line) => line,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(2);
        }
    };
    match &line.command {
        Command::Openapi(options) => return ended(openapi::run(options)),
        Command::Manual(options) => return ended(manual::run(options, command)),
        _ => {}
    }
    let flags = given_flags(&matches);
    let config = match Config::read(&flags) {
        Ok(config) => config,
        Err(mistakes) => {
            note(mistakes);
            return ExitCode::from(2);
        }
    };
    // Until the end: what the log still has to write is written then.
    let _log = match line.command {
        Command::WorkOnImport(_) => None,
        _ => Some(telemetry::start_logging(&config)),
    };
    let registry =
        Registry::new(config.database.clone(), public_digest).with_mail(config.mail().is_some());
    ended(match line.command {
        Command::Serve(options) => serve::run(&options, config, registry),
        Command::Mirror(options) => mirror::run(&options, config, registry),
        Command::Migrate(options) => migrate::run(&options, &registry),
        Command::Import(options) => import::run(&options, config.webhooks().outward, &registry),
        Command::Export(options) => export::run(&options, &registry),
        Command::Backup(options) => backup::back_up(&options, &registry),
        Command::Restore(options) => backup::restore(&options, &registry),
        Command::Hide(options) => hide::run(&options, config.public_url.as_ref(), &registry),
        Command::Invite(options) => invite::run(&options, config.public_url.as_ref(), &registry),
        Command::Remind(options) => remind::run(&options, &registry),
        Command::Keys(options) => keys::run(options, config.key_lifetime, &registry),
        // Those that need no settings are done already.
        Command::Openapi(_) | Command::Manual(_) => Ok(ExitCode::SUCCESS),
        Command::WorkOnImport(options) => work_on_import::run(&options, &registry),
    })
}

fn ended(result: Result<ExitCode, Failure>) -> ExitCode {
    result.unwrap_or_else(|error| {
        note(error);
        ExitCode::FAILURE
    })
}

/// A flag for every setting, for every command.
fn setting_flags() -> impl Iterator<Item = Arg> {
    SETTINGS.iter().map(|setting| {
        let default = match setting.default {
            "" => String::new(),
            default => format!(" [default: {default}]"),
        };
        Arg::new(setting.name)
            .long(setting.flag())
            .value_name(setting.name)
            .help(format!("{}{default}", setting.meaning))
            .help_heading("Settings (also from the environment and from .env)")
            .global(true)
    })
}

fn given_flags(matches: &clap::ArgMatches) -> HashMap<&'static str, String> {
    let mut deepest = matches;
    while let Some((_, within)) = deepest.subcommand() {
        deepest = within;
    }
    SETTINGS
        .iter()
        .filter_map(|setting| {
            let value = deepest.get_one::<String>(setting.name)?;
            Some((setting.name, value.clone()))
        })
        .collect()
}
