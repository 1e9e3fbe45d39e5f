//! `hide`: takes a member or a place from the public at once.

use std::process::ExitCode;

use clap::Args;

use super::{
    failure::{Failure, refused},
    saying::say,
};
use crate::registry_api::exposures::addresses;
use directory::PublicUrl;
use editing::{Saved, hiding};
use registry::{Actor, Intent, Registry};

#[derive(Debug, Args)]
pub struct Options {
    /// The member's slug or identifier.
    #[arg(value_name = "MEMBER")]
    member: String,
    /// Hides this place alone, by its identifier; the rest of the entry stays public.
    #[arg(long, value_name = "ID")]
    location: Option<String>,
}

pub fn run(
    options: &Options,
    public_url: Option<&PublicUrl>,
    registry: &Registry,
) -> Result<ExitCode, Failure> {
    super::migrate::require(registry)?;
    super::migrate::prepare(registry)?;
    let hidden = registry.write(Actor::CommandLine, Intent::Commit, |change| {
        hiding::hide(change, &options.member, options.location.as_deref())
    });
    let saved = &hidden.map_err(refused)?.value;
    let nowhere = PublicUrl::unknown();
    let public_url = public_url.unwrap_or(&nowhere);
    report(saved, public_url, options.location.is_some());
    Ok(ExitCode::SUCCESS)
}

fn report(saved: &Saved, public_url: &PublicUrl, is_place: bool) {
    let member = &saved.record.member;
    let what = match is_place {
        true => "the place is hidden, the rest of",
        false => "hidden with all its places:",
    };
    let rest = if is_place { " stays as it was" } else { "" };
    say(format_args!("{what} \"{}\"{rest}", member.name));
    for warning in &saved.warnings {
        say(format_args!(
            "still told at {}: {}",
            warning.pointer, warning.invalid.message
        ));
    }
    say("have caches and search engines in front forget:");
    for address in addresses(member, public_url) {
        say(format_args!("  {address}"));
    }
}
