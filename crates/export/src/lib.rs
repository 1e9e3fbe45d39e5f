//! What goes out in bulk: the whole registry as a file, private things included. It is read from
//! one moment, a few hundred members at a time, so that no more than those are in memory.
//!
//! Tables have the columns that [`import`] reads: both are made from
//! [`import::fields`], so what goes out can come in again.

mod books;
mod error;
mod hsds;
mod ndjson;
mod package;
mod tables;
mod workbook;

use std::{
    fs::File,
    io::{self, BufWriter, Seek, SeekFrom, Write},
};

use books::Books;
pub use error::Error;
use import::{Progress, Quiet, fields::TableName, mapping::Mapping};
use network::codes::codes;
use registry::{Registry, members, profile, service_types};

codes! {
    /// How an export of the registry is written.
    ExportFormat ("format of an export") {
        /// A record a line, history included: what a registry can be restored from.
        Ndjson = "ndjson",
        /// A zip of CSV files, one for each table.
        Csv = "csv",
        /// A workbook with a sheet for each table.
        Xlsx = "xlsx",
        /// A tabular package after the Human Services Data Specification: a zip of CSV files.
        Hsds = "hsds",
    }
}

impl ExportFormat {
    /// The ending of a file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Csv | Self::Hsds => "zip",
            Self::Xlsx => "xlsx",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Ndjson => "application/x-ndjson",
            Self::Csv | Self::Hsds => "application/zip",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    /// The revision of the registry that the file shows.
    pub revision: i64,
    /// How many members are in it.
    pub members: usize,
}

/// Writes the registry into a file, from one moment. With `private`, an HSDS package holds what the
/// public does not see too; the other forms always do.
pub fn write(
    registry: &Registry,
    format: ExportFormat,
    private: bool,
    file: &mut File,
    progress: &dyn Progress,
) -> Result<Exported, Error> {
    with_books(registry, progress, |books| match format {
        ExportFormat::Ndjson => {
            let mut out = BufWriter::new(&mut *file);
            ndjson::write(books, &mut out)?;
            Ok(out.flush()?)
        }
        ExportFormat::Csv => package::write(books, file),
        ExportFormat::Xlsx => workbook::write(books, TableName::ALL, file),
        ExportFormat::Hsds => hsds::write(books, private, file),
    })
}

/// Writes the members with their places and services into a workbook, as the secretariat works with
/// them and hands them over again: nothing of people, notes or history.
pub fn write_working_sheet(registry: &Registry, file: &mut File) -> Result<Exported, Error> {
    const TABLES: [TableName; 3] = [
        TableName::Members,
        TableName::Locations,
        TableName::Services,
    ];
    with_books(registry, &Quiet, |books| {
        workbook::write(books, &TABLES, file)
    })
}

fn with_books(
    registry: &Registry,
    progress: &dyn Progress,
    write: impl FnOnce(&mut Books<'_>) -> Result<(), Error>,
) -> Result<Exported, Error> {
    let standard = Mapping::standard().map_err(|mistakes| io::Error::other(mistakes.join("\n")))?;
    registry.read(|connection| {
        let members = members::count(connection)?;
        progress.begin("writing members", u64::try_from(members).ok());
        let network = profile::load(connection)?;
        let mut books = Books {
            service_types: service_types::load(connection)?,
            exported_at: network.updated_at,
            network,
            standard,
            progress,
            connection,
        };
        write(&mut books)?;
        Ok(Exported {
            revision: books.network.revision,
            members: usize::try_from(members).unwrap_or_default(),
        })
    })
}

/// How long a file is, from its beginning, where it is put.
pub fn rewound(file: &mut File) -> io::Result<u64> {
    let length = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    Ok(length)
}
