//! `openapi`: writes the OpenAPI documents, or says whether the written ones are current; and holds
//! them to what was promised before.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use serde::Deserialize;

use super::{
    failure::Failure,
    saying::{note, say},
};
use crate::registry_api::document::PART;
use http::{
    openapi::{self, Document, Promise, Publisher, Volume},
    routes,
};
use network::Date;

/// What the documents promised when they were last written.
const PROMISE: &str = "promise.txt";
/// What was promised and is not kept, each with its reason.
const BROKEN: &str = "broken.toml";

#[derive(Debug, Args)]
pub struct Options {
    /// The folder to write to.
    #[arg(long, default_value = "openapi")]
    folder: PathBuf,
    /// Writes nothing; fails when the written document is not current.
    #[arg(long)]
    check: bool,
}

/// The declared breaks of what was promised.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    #[serde(default)]
    broken: Vec<Declaration>,
}

/// Promises that are broken on purpose.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Declaration {
    /// The day of the change.
    #[serde(rename = "on", deserialize_with = "network::required_date")]
    _on: Date,
    /// Why it could not wait, and what clients are to do.
    reason: String,
    /// The lines that the check told; a star at the end stands for any rest.
    lines: Vec<String>,
}

impl Declared {
    fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(BROKEN);
        let Ok(text) = fs::read_to_string(&path) else {
            return Ok(Self::default());
        };
        let wrong = |why: String| Failure::from(format!("{}: {why}", path.display()));
        let declared: Self = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        match declared
            .broken
            .iter()
            .find(|one| one.reason.trim().is_empty())
        {
            Some(one) => Err(wrong(format!("{:?} has no reason", one.lines))),
            None => Ok(declared),
        }
    }

    fn has(&self, told: &str) -> bool {
        let mut lines = self.broken.iter().flat_map(|one| &one.lines);
        lines.any(|line| match line.strip_suffix('*') {
            Some(begin) => told.starts_with(begin),
            None => told == line,
        })
    }
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let document = Document::new(routes::PUBLIC_WITH_METRICS, Some(PART));
    let anybody = Publisher::anybody();
    let documents = Volume::ALL.map(|volume| document.made(volume, &anybody));
    let promise = Promise::of(&documents);
    let forms = Volume::ALL.into_iter().zip(&documents);
    let mut files: Vec<(String, String)> = forms
        .flat_map(|(volume, document)| {
            [(false, "json"), (true, "yaml")].map(|(is_yaml, extension)| {
                let name = format!("{}.{extension}", volume.name());
                (name, openapi::text(document, is_yaml))
            })
        })
        .collect();
    let kept = keeps(&options.folder, &promise)?;
    if kept || options.check {
        files.push((PROMISE.to_owned(), promise.to_string()));
    }
    let mut current = kept;
    for (name, text) in files {
        let path = options.folder.join(name);
        if options.check {
            if fs::read_to_string(&path).ok().as_deref() != Some(&text) {
                note(format_args!(
                    "{} is not current; run: member-directory openapi",
                    path.display()
                ));
                current = false;
            }
        } else {
            fs::create_dir_all(&options.folder)?;
            fs::write(&path, text)?;
            say(format_args!("{} written", path.display()));
        }
    }
    Ok(if current {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Whether what was promised is kept, but for what is declared; says what is not.
fn keeps(folder: &Path, promise: &Promise) -> Result<bool, Failure> {
    let Ok(before) = fs::read_to_string(folder.join(PROMISE)) else {
        return Ok(true);
    };
    let declared = Declared::read(folder)?;
    let mut broken = Promise::parse(&before).broken_by(promise);
    broken.retain(|told| !declared.has(told));
    for told in &broken {
        note(format_args!("breaks a client: {told}"));
    }
    if !broken.is_empty() {
        note(format_args!(
            "{} promises are broken. Keep them (docs/api-conventions.md, \"Versions\"), or declare \
             them in {} with the day and the reason",
            broken.len(),
            folder.join(BROKEN).display()
        ));
    }
    Ok(broken.is_empty())
}
