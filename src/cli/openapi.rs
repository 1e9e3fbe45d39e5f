//! `openapi`: writes the OpenAPI document, or says whether the written one is current.

use std::{fs, path::PathBuf, process::ExitCode};

use clap::Args;

use super::failure::Failure;
use crate::registry_api::document::PART;
use http::{
    openapi::{Document, Publisher, Volume},
    routes,
};

#[derive(Debug, Args)]
pub struct Options {
    /// The folder to write to.
    #[arg(long, default_value = "openapi")]
    folder: PathBuf,
    /// Writes nothing; fails when the written document is not current.
    #[arg(long)]
    check: bool,
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let document = Document::new(routes::configure_with_metrics, PART);
    let mut current = true;
    let forms = Volume::ALL.into_iter();
    let files = forms.flat_map(|volume| {
        [(false, "json"), (true, "yaml")].map(|(is_yaml, extension)| {
            let text = document.text(volume, is_yaml, &Publisher::anybody());
            (format!("{}.{extension}", volume.name()), text)
        })
    });
    for (name, text) in files {
        let path = options.folder.join(name);
        if options.check {
            if fs::read_to_string(&path).ok().as_deref() != Some(&text) {
                eprintln!(
                    "{} is not current; run: member-directory openapi",
                    path.display()
                );
                current = false;
            }
        } else {
            fs::create_dir_all(&options.folder)?;
            fs::write(&path, text)?;
            println!("{} written", path.display());
        }
    }
    Ok(if current {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
