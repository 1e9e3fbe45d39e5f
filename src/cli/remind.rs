//! `remind`: asks by mail whether entries are still right. The serving program does the same by itself,
//! every hour, as many as fall on a day.

use std::{
    io::{Write, stdout},
    process::ExitCode,
};

use clap::Args;

use super::{
    failure::{Failure, refused},
    saying::note,
};
use editing::reminding;
use network::Timestamp;
use registry::Registry;

#[derive(Debug, Args)]
pub struct Options {
    /// Says who would be asked, and asks nobody.
    #[arg(long)]
    dry_run: bool,
    /// Asks all whose time has come, and does not spread them over days.
    #[arg(long)]
    all: bool,
}

pub fn run(options: &Options, registry: &Registry) -> Result<ExitCode, Failure> {
    super::migrate::require(registry)?;
    super::migrate::prepare(registry)?;
    if options.dry_run {
        let due =
            registry.read(|connection| reminding::due(connection, Timestamp::now(), options.all));
        let due = due.map_err(refused)?;
        for asked in &due {
            writeln!(
                stdout(),
                "{}\t{}\t{} of {}",
                asked.member.slug,
                asked.email,
                asked.round,
                reminding::ROUNDS
            )?;
        }
        note(format_args!("{} would be asked.", due.len()));
        return Ok(ExitCode::SUCCESS);
    }
    if !registry.has_mail() {
        return Err("no mail goes out from here: set SMTP_URL and MAIL_FROM".into());
    }
    let asked = reminding::remind_members(registry, options.all).map_err(refused)?;
    note(format_args!(
        "{asked} are asked; the serving program sends the mails."
    ));
    Ok(ExitCode::SUCCESS)
}
