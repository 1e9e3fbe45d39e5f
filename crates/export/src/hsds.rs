//! A tabular package after the Human Services Data Specification 3: CSV files in a zip, with a
//! `datapackage.json` that describes them (Frictionless Data Package).
//!
//! It is for interchange. Unless it is asked for more, it holds what comes through the gate and
//! nothing else.

use std::fs::File;

use super::{books::Books, error::Error, package::CsvFiles};
use ::hsds::{
    Mapper, Organization, TaxonomyTerm, Vocabulary,
    tables::{
        Cell, FILES, Rows, Table, datapackage, write_line, write_organization, write_taxonomy,
        write_term,
    },
};
use network::Member;
use publication::publish;

/// Writes the package.
pub fn write(books: &mut Books<'_>, private: bool, out: &mut File) -> Result<(), Error> {
    let mut package = Package(CsvFiles::default());
    for (name, columns) in FILES {
        let header: Vec<&str> = columns.iter().map(|column| column.name).collect();
        package.0.begin(name, &header)?;
    }
    for vocabulary in Vocabulary::ALL {
        write_taxonomy(&mut package, &vocabulary.record())?;
    }
    let types = books.service_types.clone();
    for term in TaxonomyTerm::all(&types) {
        write_term(&mut package, &term)?;
    }
    books.each_member(|record| {
        let seen = match private {
            true => Some(record.member.clone()),
            false => publish(&record.member).map(Member::from),
        };
        match seen {
            Some(member) if member.merged_into.is_none() => {
                let mapper = Mapper {
                    member: &member,
                    types: &types,
                    uri: None,
                    last_modified: None,
                    everywhere: false,
                };
                let offers = member.service_offers.iter();
                let organization = Organization {
                    services: offers.map(|offer| mapper.full_service(offer)).collect(),
                    ..mapper.full_organization()
                };
                write_organization(&mut package, &organization)
            }
            _ => Ok(()),
        }
    })?;
    let described = datapackage(&books.profile().name)?;
    package.0.pack(out, &[("datapackage.json", described)])
}

/// The files of a package.
struct Package(CsvFiles);

impl Rows for Package {
    type Error = Error;

    fn row(&mut self, table: Table, cells: &[Cell]) -> Result<(), Error> {
        let mut line = Vec::new();
        write_line(&mut line, table, cells);
        self.0.write(table as usize, &line)
    }
}
