//! The files of a package, line by line, and the rows that are made of them.

use std::collections::HashMap;

use network::Invalid;
use uuid::{Builder, Uuid};
use xxhash_rust::xxh3::xxh3_128;

use super::first_version;
use crate::{
    bounds::{Counted, MOST_NAMED},
    finding::Origin,
    source::{NamedFile, SheetRow, SheetRows, Source, Told, stem},
    table::{HeaderSearch, Row, Table},
};

/// A file of a package.
#[derive(Default)]
pub struct File {
    pub name: String,
    pub columns: Vec<String>,
    pub records: Vec<Record>,
    /// The columns in which a record that is met again says something else than before, each with the
    /// place of the first such record.
    pub disputed: Vec<(String, usize)>,
}

/// A line of a file.
#[derive(Default)]
pub struct Record {
    pub number: u64,
    pub fields: HashMap<String, String>,
}

impl Record {
    pub fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}

/// A package.
#[derive(Default)]
pub struct Package {
    /// The files by what they are called, without their ending.
    pub files: HashMap<String, File>,
    /// A line with nothing on it.
    blank: Record,
}

impl Package {
    pub fn of(&self, file: &str) -> &[Record] {
        self.files.get(file).map_or(&[], |file| &file.records)
    }

    /// The lines of a file by one of their fields.
    pub fn by(&self, file: &str, field: &str) -> HashMap<&str, Vec<&Record>> {
        let mut found: HashMap<&str, Vec<&Record>> = HashMap::new();
        for record in self.of(file) {
            let key = record.get(field);
            if !key.is_empty() {
                found.entry(key).or_default().push(record);
            }
        }
        found
    }

    pub fn has_column(&self, file: &str, column: &str) -> bool {
        let columns = self.files.get(file).map(|file| &file.columns);
        columns.is_some_and(|columns| columns.iter().any(|known| known == column))
    }

    /// What an organization has by the identifier of a line that belongs to it, or to a place of it.
    pub fn owner<'p>(&self, record: &'p Record, of_places: &HashMap<&'p str, &'p str>) -> &'p str {
        match record.get("organization_id") {
            "" => of_places
                .get(record.get("location_id"))
                .copied()
                .unwrap_or_default(),
            organization => organization,
        }
    }

    /// Whose each place is.
    pub fn owners_of_places(&self) -> HashMap<&str, &str> {
        let places = self.of("locations").iter();
        places
            .map(|place| (place.get("id"), place.get("organization_id")))
            .collect()
    }

    pub fn name(&self, file: &str) -> String {
        self.files
            .get(file)
            .map_or_else(String::new, |file| file.name.clone())
    }
}

/// Tells what of a line is left out.
pub fn tell(
    told: &mut Vec<Told>,
    package: &Package,
    file: &str,
    record: &Record,
    what: &str,
    remedy: &str,
) {
    told.push(Told {
        origin: Origin {
            file: package.name(file),
            sheet: None,
        },
        row: record.number,
        invalid: Invalid::new("left_out", format!("{what}; {remedy}")),
    });
}

pub fn read(file: NamedFile) -> Result<(String, File), String> {
    let stem = stem(&file.name);
    let mut table = Table::open(&file.name, file.content, None, &HeaderSearch::first())?;
    table.check_twice(|_| true)?;
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.to_ascii_lowercase())
        .collect();
    let (mut records, mut row) = (Vec::new(), Row::default());
    let mut counted = Counted::default();
    while table.read(&mut row)? {
        counted.row(&file.name)?;
        let mut fields = HashMap::new();
        for (number, column) in columns.iter().enumerate() {
            let text = row.cell(number).map_err(|unreadable| {
                format!("{}, line {}: {}", file.name, row.line, unreadable.message)
            })?;
            if !text.is_empty() {
                counted.cell(&file.name, column.len() + text.len())?;
                fields.insert(column.clone(), text.into_owned());
            }
        }
        records.push(Record {
            number: row.line,
            fields,
        });
    }
    Ok((
        stem,
        File {
            name: file.name,
            columns,
            records,
            disputed: Vec::new(),
        },
    ))
}

/// By what organizations are recognised.
pub struct Keys<'p> {
    /// By organization and kind of identifier.
    identifiers: HashMap<(&'p str, &'p str), &'p str>,
}

impl<'p> Keys<'p> {
    pub fn of(package: &'p Package) -> Self {
        let identifiers = package.of("organization_identifiers").iter();
        Self {
            identifiers: identifiers
                .map(|record| {
                    let key = (record.get("organization_id"), record.get("identifier_type"));
                    (key, record.get("identifier"))
                })
                .collect(),
        }
    }

    pub fn get(&self, organization: &'p str, kind: &'p str) -> &'p str {
        self.identifiers
            .get(&(organization, kind))
            .copied()
            .unwrap_or_default()
    }

    /// The network's own key; one from elsewhere is known by the package's.
    pub fn external_id(&self, organization: &'p str) -> &'p str {
        match (
            self.get(organization, "external_id"),
            self.get(organization, "slug"),
        ) {
            ("", "") => organization,
            (external_id, _) => external_id,
        }
    }

    /// How the rows of places and services name it.
    pub fn member(&self, organization: &'p str) -> &'p str {
        match self.get(organization, "slug") {
            "" => self.external_id(organization),
            slug => slug,
        }
    }
}

pub fn is_uuid(id: &str) -> bool {
    id.parse::<Uuid>().is_ok()
}

/// The identifier of a place: its own, or one that is always the same for it, so that services find
/// it and another import does.
pub fn place_id(id: &str) -> String {
    if id.is_empty() || is_uuid(id) {
        return id.to_owned();
    }
    let digest = xxh3_128(format!("hsds location {id}").as_bytes());
    Builder::from_custom_bytes(digest.to_be_bytes())
        .into_uuid()
        .to_string()
}

/// The numbers on which somebody speaks.
pub fn telephones(phones: Option<&Vec<&Record>>) -> String {
    let phones = phones.into_iter().flatten();
    let spoken = phones.filter(first_version::is_telephone).take(MOST_NAMED);
    let numbers = spoken.map(|phone| first_version::number(phone));
    numbers.collect::<Vec<_>>().join("|")
}

/// The code of the first term of each thing that has one.
pub fn codes(package: &Package) -> HashMap<&str, &str> {
    let terms: HashMap<&str, &str> = package
        .of("taxonomy_terms")
        .iter()
        .map(|term| (term.get("id"), term.get("code")))
        .collect();
    let attributes = package.of("attributes").iter().rev();
    attributes
        .filter_map(|attribute| {
            let code = terms.get(attribute.get("taxonomy_term_id"))?;
            Some((attribute.get("link_id"), *code))
        })
        .collect()
}

/// Whose a place is by the services that are given there.
pub fn owners_by_service(package: &Package) -> HashMap<&str, &str> {
    let owners: HashMap<&str, &str> = package
        .of("services")
        .iter()
        .map(|service| (service.get("id"), service.get("organization_id")))
        .collect();
    let places = package.of("service_at_location").iter();
    places
        .filter_map(|place| {
            let owner = owners.get(place.get("service_id"))?;
            Some((place.get("location_id"), *owner))
        })
        .collect()
}

pub fn is_kind(code: &str) -> bool {
    code.parse::<network::LocationKind>().is_ok()
}

/// A field of the first of some lines.
pub fn first<'p>(records: Option<&Vec<&'p Record>>, field: &str) -> &'p str {
    let first = records.and_then(|records| records.first());
    first.map_or("", |record| record.get(field))
}

/// The tags of languages: the note, where it says more than the code.
pub fn tags(records: Option<&Vec<&Record>>) -> String {
    let records = records.into_iter().flatten().take(MOST_NAMED);
    let tags = records.map(|record| {
        let (code, note) = (record.get("code"), record.get("note"));
        let more = note
            .strip_prefix(code)
            .is_some_and(|more| more.starts_with('-') && !more.contains(char::is_whitespace));
        if more { note } else { code }
    });
    tags.collect::<Vec<_>>().join("|")
}

/// A row of a table, by the columns of the standard mapping.
pub fn row<const N: usize>(
    number: u64,
    cells: [(&'static str, &str); N],
) -> ([&'static str; N], SheetRow) {
    let row = row_of(number, &cells);
    (cells.map(|(column, _)| column), row)
}

pub fn row_of(number: u64, cells: &[(&'static str, impl AsRef<str>)]) -> SheetRow {
    let texts = cells.iter().map(|(_, text)| text.as_ref()).enumerate();
    let filled = texts.filter(|(_, text)| !text.is_empty());
    SheetRow {
        number,
        cells: filled
            .map(|(place, text)| (place, Ok(text.to_owned())))
            .collect(),
        ..SheetRow::default()
    }
}

/// The one row of a line.
pub fn one<const N: usize>(
    (columns, row): ([&'static str; N], SheetRow),
) -> ([&'static str; N], Vec<SheetRow>) {
    (columns, vec![row])
}

/// A table with the rows that `rows_of` makes of each line of a file.
pub fn source<'p, const N: usize>(
    package: &'p Package,
    file: &str,
    rows_of: impl Fn(&'p Record) -> ([&'static str; N], Vec<SheetRow>),
) -> Source<'static> {
    // A file without lines has the columns too.
    let (columns, _) = rows_of(&package.blank);
    let rows = package.of(file).iter().flat_map(|record| rows_of(record).1);
    let rows = SheetRows::of_columns(columns.map(ToOwned::to_owned), rows.collect());
    Source::rows(package.name(file), Some(file.to_owned()), rows)
}
