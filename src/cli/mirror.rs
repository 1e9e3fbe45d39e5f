//! `mirror`: keeps a second directory exact from another's public API, and serves it.

use std::{process::ExitCode, time::Instant};

use clap::Args;

use super::{failure::Failure, saying::note, serve};
use crate::config::Config;
use crate::mirror::{Origin, Reader};
use registry::Registry;

#[derive(Debug, Args)]
pub struct Options {
    /// Where the other directory is: https://directory.example.org
    url: String,
    /// Brings the copy up to date and ends; nothing is served.
    #[arg(long)]
    once: bool,
    /// Takes what the origin shows now, whatever this mirror holds still for: another network, books
    /// that were put back to an earlier state, far fewer members.
    #[arg(long)]
    accept_origin: bool,
}

pub fn run(options: &Options, config: Config, registry: Registry) -> Result<ExitCode, Failure> {
    let begun = Instant::now();
    // Whoever reads the command line would repeat what is wrong with it, a password too.
    let origin: Origin = match options.url.parse() {
        Ok(origin) => origin,
        Err(error) => {
            note(error);
            return Ok(ExitCode::from(2));
        }
    };
    super::migrate::prepare_or_make(&registry)?;
    if !origin.is_safe() && !config.mirror_allow_http {
        return Err(
            "the origin's address begins with http://, so anybody on the way could change \
                    what it says; use https://, or set MIRROR_ALLOW_HTTP=true"
                .into(),
        );
    }
    let reader = Reader::new(&origin, registry.clone())?;
    if options.accept_origin {
        registry.accept_origin()?;
    }
    if options.once {
        reader.once()?;
        return Ok(ExitCode::SUCCESS);
    }
    // An empty directory would tell everybody that all members are gone.
    reader.begin()?;
    tracing::info!(origin = origin.as_str(), "this is a mirror");
    serve::serve(config, registry, begun, None, |follower| {
        Ok(reader.follow(follower.publisher(), follower.health())?)
    })?;
    Ok(ExitCode::SUCCESS)
}
