//! `invite`: lets somebody of the secretariat into the console.

use std::{
    io::{Write, stdout},
    process::ExitCode,
};

use clap::Args;

use super::{
    failure::{Failure, refused},
    saying::note,
};
use crate::registry_api::staff::link_path;
use directory::PublicUrl;
use editing::staff::{self, Invitation, StaffWish};
use network::{Email, Lang, StaffRole};
use registry::{Actor, Intent, Registry};

#[derive(Debug, Args)]
pub struct Options {
    /// The person's e-mail address. Whoever has it already gets a new link.
    #[arg(value_name = "EMAIL")]
    email: Email,
    /// The person's name, as the audit trail says it; the e-mail address when it is left out.
    #[arg(long)]
    name: Option<String>,
    /// What the person may do: editor or admin.
    #[arg(long, default_value = "editor")]
    role: StaffRole,
    /// The language of their console.
    #[arg(long, default_value = "en")]
    language: Lang,
}

pub fn run(
    options: &Options,
    public_url: Option<&PublicUrl>,
    registry: &Registry,
) -> Result<ExitCode, Failure> {
    super::migrate::require(registry)?;
    super::migrate::prepare(registry)?;
    show(&invite(options, registry)?, public_url)?;
    Ok(ExitCode::SUCCESS)
}

/// The path of a link for whoever tries the sample network.
pub fn sample_admin(registry: &Registry) -> Result<String, Failure> {
    let options = Options {
        email: "admin@sample-network.example"
            .parse()
            .map_err(|invalid: network::Invalid| invalid.message)?,
        name: Some("Sample admin".to_owned()),
        role: StaffRole::Admin,
        language: Lang::En,
    };
    Ok(link_path(&invite(&options, registry)?.secret))
}

fn invite(options: &Options, registry: &Registry) -> Result<Invitation, Failure> {
    let wish = StaffWish {
        name: options.name.clone().unwrap_or(options.email.to_string()),
        email: options.email.clone(),
        role: options.role,
        language: Some(options.language),
    };
    let written = registry.write(Actor::CommandLine, Intent::Commit, |change| {
        staff::let_in(change, wish)
    });
    Ok(written.map_err(refused)?.value)
}

/// Writes a link where its maker reads it.
fn show(invitation: &Invitation, public_url: Option<&PublicUrl>) -> Result<(), Failure> {
    let path = link_path(&invitation.secret);
    match public_url {
        Some(public_url) => writeln!(stdout(), "{}", public_url.url(path))?,
        None => {
            writeln!(stdout(), "{path}")?;
            note("PUBLIC_URL is not set: put the address of the program before it.");
        }
    }
    note(format_args!(
        "for {} ({}) alone; it works once, until {}.",
        invitation.person.email, invitation.person.role, invitation.until
    ));
    Ok(())
}
