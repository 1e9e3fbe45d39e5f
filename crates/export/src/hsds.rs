//! A tabular package after the Human Services Data Specification 3: CSV files in a zip, with a
//! `datapackage.json` that describes them (Frictionless Data Package).
//!
//! It is for interchange. Unless it is asked for more, it holds what comes through the gate and
//! nothing else.

mod layout;
mod rows;

use std::fs::File;

use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_128;

use layout::{FILES, Table, datapackage};

use super::{
    books::Books,
    error::Error,
    package::CsvFiles,
    tables::Cell::{self, Empty, Plain, Text},
};
use import::hsds::{KIND, NOT_GIVEN};
use network::{Lang, LocationKind, ServiceType};
use publication::publish;

/// The taxonomies of a package.
const SERVICES: &str = "service-types";
const KINDS: &str = "location-kinds";

/// Writes the package.
pub fn write(books: &mut Books<'_>, private: bool, out: &mut File) -> Result<(), Error> {
    let mut package = Package {
        files: CsvFiles::default(),
        types: books.service_types.clone(),
    };
    for (name, columns) in FILES {
        let header: Vec<&str> = columns.iter().map(|column| column.name).collect();
        package.files.begin(name, &header)?;
    }
    package.taxonomies()?;
    books.each_member(|record| {
        let seen = match private {
            true => Some(record.member.clone()),
            false => publish(&record.member).map(Into::into),
        };
        match seen {
            Some(member) if member.merged_into.is_none() => package.member(&member),
            _ => Ok(()),
        }
    })?;
    let described = datapackage(&books.profile().name)?;
    package.files.pack(out, &[("datapackage.json", described)])
}

struct Package {
    files: CsvFiles,
    types: Vec<ServiceType>,
}

impl Package {
    fn row(&mut self, table: Table, cells: &[Cell]) -> Result<(), Error> {
        self.files.line(table as usize, cells)
    }

    fn taxonomies(&mut self) -> Result<(), Error> {
        for (name, description) in [
            (SERVICES, "The kinds of services of this network"),
            (KINDS, "What locations are used for"),
        ] {
            let id = derived(&["taxonomy", name]);
            self.row(Table::Taxonomies, &[id, text(name), text(description)])?;
        }
        for service in self.types.clone() {
            let code = service.code.as_str();
            let parent = service.code.parent();
            let cells = [
                term(SERVICES, code),
                text(code),
                text(service.label(Lang::En)),
                text(service.label(Lang::En)),
                parent.map_or(Empty, |parent| term(SERVICES, parent.as_str())),
                text(SERVICES),
                derived(&["taxonomy", SERVICES]),
            ];
            self.row(Table::Terms, &cells)?;
        }
        for kind in LocationKind::ALL {
            let cells = [
                term(KINDS, kind.as_str()),
                // A code is unique among all terms, and a service may have the same one.
                text(format!("{KIND}{kind}")),
                text(kind),
                text(kind),
                Empty,
                text(KINDS),
                derived(&["taxonomy", KINDS]),
            ];
            self.row(Table::Terms, &cells)?;
        }
        Ok(())
    }
}

fn text(value: impl ToString) -> Cell {
    Text(value.to_string())
}

fn maybe(value: Option<impl ToString>) -> Cell {
    value.map_or(Empty, text)
}

/// A text that must be there, although nothing is known of it.
fn needed(value: Option<&str>) -> Cell {
    match value.filter(|text| !text.is_empty()) {
        Some(value) => text(value),
        None => Plain(NOT_GIVEN.to_owned()),
    }
}

fn term(taxonomy: &str, code: &str) -> Cell {
    derived(&["term", taxonomy, code])
}

/// The identifier of what has none here: the same for the same thing every time (UUID version 8).
fn derived(key: &[&str]) -> Cell {
    let digest = xxh3_128(key.join("\u{1f}").as_bytes());
    text(uuid::Builder::from_custom_bytes(digest.to_be_bytes()).into_uuid() as Uuid)
}
