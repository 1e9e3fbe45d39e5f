//! `export`: writes the whole registry into a file.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use indicatif::ProgressBar;
use tempfile::NamedTempFile;

use super::{failure::Failure, import::Bar, saying::note};
use export::{self, ExportFormat, Exported};
use registry::{Actor, Registry, readings::Reading};

#[derive(Debug, Args)]
pub struct Options {
    /// ndjson (everything, history included), csv (a zip of CSV files), xlsx (a workbook) or hsds
    /// (a tabular package of the Human Services Data Specification).
    #[arg(long, value_name = "FORMAT")]
    format: ExportFormat,
    /// The file to write, readable by its owner alone; one that is there is replaced once the new
    /// one is whole. - for standard output.
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// Lets an HSDS package hold what the public does not see: hidden places, contacts, members
    /// that are not listed. The other formats always do.
    #[arg(long)]
    private: bool,
}

pub fn run(options: &Options, registry: &Registry) -> Result<ExitCode, Failure> {
    super::migrate::require(registry)?;
    if options.output == Path::new("-") {
        let mut stdout = io::stdout();
        if options.format != ExportFormat::Ndjson && stdout.is_terminal() {
            return Err("this format is not text; name a file with --output".into());
        }
        options.pass_on(registry, "standard output", &mut stdout)?;
        return Ok(ExitCode::SUCCESS);
    }
    let shown = options.output.display().to_string();
    let exported = match fs::metadata(&options.output) {
        Ok(there) if there.is_dir() => {
            return Err(format!("{shown} is a folder; name a file in it").into());
        }
        // A device or a pipe is written to, and never replaced.
        Ok(there) if !there.is_file() => {
            let mut out = OpenOptions::new()
                .write(true)
                .open(&options.output)
                .map_err(|error| cannot_write(&shown, &error))?;
            options.pass_on(registry, &shown, &mut out)?
        }
        _ => options.replace(registry, &shown)?,
    };
    note(format_args!(
        "{} members at revision {}, in {shown}",
        exported.members, exported.revision
    ));
    Ok(ExitCode::SUCCESS)
}

impl Options {
    fn write(
        &self,
        registry: &Registry,
        shown: &str,
        file: &mut File,
    ) -> Result<Exported, Failure> {
        let bar = Bar(ProgressBar::no_length());
        let exported = export::write(registry, self.format, self.private, file, &bar);
        bar.0.finish_and_clear();
        let exported = exported.map_err(|error| match error {
            export::Error::Registry(error) => error.into(),
            error => cannot_write(shown, &error),
        })?;
        registry.note_reading(Actor::CommandLine, &Reading::Export(self.format.as_str()))?;
        Ok(exported)
    }

    /// Writes to where no file can be put; nothing before all of it is there.
    fn pass_on(
        &self,
        registry: &Registry,
        shown: &str,
        out: &mut dyn Write,
    ) -> Result<Exported, Failure> {
        // Without a name, so that nothing confidential is left where it is killed.
        let failed = |error: io::Error| cannot_write(shown, &error);
        let mut file = tempfile::tempfile().map_err(failed)?;
        let exported = self.write(registry, shown, &mut file)?;
        export::rewound(&mut file).map_err(failed)?;
        io::copy(&mut file, out).map_err(failed)?;
        out.flush().map_err(failed)?;
        Ok(exported)
    }

    /// Writes a file beside its place, and puts it there once it is whole.
    fn replace(&self, registry: &Registry, shown: &str) -> Result<Exported, Failure> {
        // A link stays one.
        let place = fs::canonicalize(&self.output).unwrap_or_else(|_| self.output.clone());
        let folder = match place.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut file = beside(&place, folder).map_err(|error| cannot_write(shown, &error))?;
        let exported = self.write(registry, shown, file.as_file_mut())?;
        file.as_file()
            .sync_all()
            .map_err(|error| cannot_write(shown, &error))?;
        file.persist(&place)
            .map_err(|error| cannot_write(shown, &error.error))?;
        Ok(exported)
    }
}

/// A file that only its owner can read; its name says what it is, should it be left.
fn beside(place: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    let mut prefix = OsString::from(".");
    prefix.push(place.file_name().unwrap_or_default());
    prefix.push(".");
    tempfile::Builder::new()
        .prefix(&prefix)
        .suffix(".part")
        .tempfile_in(folder)
}

fn cannot_write(shown: &str, error: &dyn std::error::Error) -> Failure {
    // What the file system says without what has been said already.
    let reason = error
        .source()
        .map_or_else(|| error.to_string(), ToString::to_string);
    format!("{shown} cannot be written: {reason}").into()
}
