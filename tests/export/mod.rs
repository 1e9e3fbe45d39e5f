//! The whole registry as a file, as a user gets it: over HTTP and on the command line.

mod command_line;
mod hsds;
mod http;
mod registry;
mod safety;
pub mod specification;

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use crate::support::{Database, Sheets, sheets::sheets};

/// Each format, the ending of its files, and its media type.
const FORMATS: [(&str, &str, &str); 4] = [
    ("ndjson", "ndjson", "application/x-ndjson"),
    ("csv", "zip", "application/zip"),
    (
        "xlsx",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("hsds", "zip", "application/zip"),
];

/// A registry of so many members, `m-0` and on.
#[track_caller]
fn many(members: usize) -> Database {
    Database::of(&acronyms(members, 0))
}

/// Rows that give each of them an acronym of this round.
fn acronyms(members: usize, round: usize) -> Sheets {
    let mut rows = "slug,name,country,status,listing,acronym\n".to_owned();
    for number in 0..members {
        rows += &format!("m-{number},Huis {number},BE,active,listed,R{round}\n");
    }
    sheets().members(rows)
}

/// The files of a zip, by their names.
#[track_caller]
fn packed(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|place| {
            let mut file = zip.by_index(place).expect("a file");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("its content");
            let name = file.name().expect("a name").into_owned();
            (name, content)
        })
        .collect()
}
