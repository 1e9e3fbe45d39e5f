//! The whole registry as a file, as a user gets it: over HTTP and on the command line.

#[path = "../support/anything.rs"]
mod anything;
#[path = "../support/mod.rs"]
mod support;

mod hsds;
mod registry;
mod specification;

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

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
