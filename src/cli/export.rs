//! `export`: writes the whole registry into a file.

use std::{
    fs::File,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use indicatif::ProgressBar;

use super::{Failure, import::Bar};
use crate::{
    outlet::{self, ExportFormat},
    registry::Registry,
};

#[derive(Debug, Args)]
pub struct Options {
    /// ndjson (everything, history included), csv (a zip of CSV files), xlsx (a workbook) or hsds
    /// (a tabular package of the Human Services Data Specification).
    #[arg(long, value_name = "FORMAT")]
    format: ExportFormat,
    /// The file to write, readable by its owner alone; - for standard output.
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// Lets an HSDS package hold what the public does not see: hidden places, contacts, members
    /// that are not listed. The other formats always do.
    #[arg(long)]
    private: bool,
}

pub fn run(options: &Options, registry: &Registry) -> Result<ExitCode, Failure> {
    let to_stdout = options.output == Path::new("-");
    if to_stdout && options.format != ExportFormat::Ndjson && io::stdout().is_terminal() {
        return Err("this format is no text; name a file with --output".into());
    }
    let folder = options
        .output
        .parent()
        .filter(|folder| !to_stdout && !folder.as_os_str().is_empty());
    // Beside its place, so that it can take it at once; nobody sees half a file.
    let mut file = match (to_stdout, folder) {
        (true, _) => tempfile::NamedTempFile::new(),
        (false, Some(folder)) => tempfile::NamedTempFile::new_in(folder),
        (false, None) => tempfile::NamedTempFile::new_in("."),
    }
    .map_err(|error| cannot_write(&options.output, &error))?;
    let bar = Bar(ProgressBar::no_length());
    let exported = outlet::write(
        registry,
        options.format,
        options.private,
        file.as_file_mut(),
        &bar,
    )?;
    bar.0.finish_and_clear();
    if to_stdout {
        copy_out(file.as_file_mut()).map_err(|error| cannot_write(&options.output, &error))?;
        return Ok(ExitCode::SUCCESS);
    }
    file.as_file()
        .sync_all()
        .map_err(|error| cannot_write(&options.output, &error))?;
    file.persist(&options.output)
        .map_err(|error| cannot_write(&options.output, &error.error))?;
    eprintln!(
        "{} members at revision {}, in {}",
        exported.members,
        exported.revision,
        options.output.display()
    );
    Ok(ExitCode::SUCCESS)
}

fn copy_out(file: &mut File) -> io::Result<()> {
    outlet::rewound(file)?;
    io::copy(file, &mut io::stdout().lock())?;
    Ok(())
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    format!("{} cannot be written: {error}", path.display()).into()
}
