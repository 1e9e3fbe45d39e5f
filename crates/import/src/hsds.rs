//! Tabular packages after the Human Services Data Specification 3, as the tables of the directory:
//! an organization with its identifiers, telephone and description is a member, a location with its
//! address, telephone and schedule a place, and a service with its taxonomy term a service.
//!
//! The specification knows neither memberships nor who may see what. So a new member from a package
//! is an applicant, and a new place whose use is not said is hidden, until someone decides.

use std::collections::HashMap;

use crate::{
    bounds::{Counted, MOST_NAMED, MOST_PARTS},
    fields::TableName,
    source::{NamedFile, SheetRow, SheetRows, Source, Sources, stem},
    table::{HeaderSearch, Row, Table},
};

/// The file that every package has.
pub const ORGANIZATIONS: &str = "organizations";

/// What the codes of kinds of places begin with in a package of this program.
pub const KIND: &str = "location-kinds:";

/// What stands in a package of this program where the specification demands a text and there is
/// none.
pub const NOT_GIVEN: &str = "-";

/// The most characters that an alternate name has which is an acronym.
const LONGEST_ACRONYM: usize = 12;

/// A file of a package.
#[derive(Default)]
struct File {
    name: String,
    records: Vec<Record>,
}

/// A line of a file.
#[derive(Default)]
struct Record {
    number: u64,
    fields: HashMap<String, String>,
}

impl Record {
    fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}

/// A package.
#[derive(Default)]
struct Package {
    /// The files by what they are called, without their ending.
    files: HashMap<String, File>,
    /// A line with nothing on it.
    blank: Record,
}

impl Package {
    fn of(&self, file: &str) -> &[Record] {
        self.files.get(file).map_or(&[], |file| &file.records)
    }

    /// The lines of a file by one of their fields.
    fn by(&self, file: &str, field: &str) -> HashMap<&str, Vec<&Record>> {
        let mut found: HashMap<&str, Vec<&Record>> = HashMap::new();
        for record in self.of(file) {
            let key = record.get(field);
            if !key.is_empty() {
                found.entry(key).or_default().push(record);
            }
        }
        found
    }

    fn name(&self, file: &str) -> String {
        self.files
            .get(file)
            .map_or_else(String::new, |file| file.name.clone())
    }
}

/// Makes tables of a package; fails with every file that cannot be read.
pub fn tables(files: Vec<NamedFile>) -> Result<Sources<'static>, Vec<String>> {
    let (mut package, mut mistakes) = (Package::default(), Vec::new());
    for file in files {
        match read(file) {
            Ok((stem, file)) => {
                package.files.insert(stem, file);
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let keys = Keys::of(&package);
    let tables = [
        (TableName::Members, members(&package, &keys)),
        (TableName::Locations, locations(&package, &keys)),
        (TableName::Services, services(&package, &keys)),
    ];
    Ok(Sources {
        from_elsewhere: true,
        ..Sources::of(tables)
    })
}

fn read(file: NamedFile) -> Result<(String, File), String> {
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
            records,
        },
    ))
}

/// By what organizations are recognised.
struct Keys<'p> {
    /// By organization and kind of identifier.
    identifiers: HashMap<(&'p str, &'p str), &'p str>,
}

impl<'p> Keys<'p> {
    fn of(package: &'p Package) -> Self {
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

    fn get(&self, organization: &'p str, kind: &'p str) -> &'p str {
        self.identifiers
            .get(&(organization, kind))
            .copied()
            .unwrap_or_default()
    }

    /// The network's own key; one from elsewhere is known by the package's.
    fn external_id(&self, organization: &'p str) -> &'p str {
        match (
            self.get(organization, "external_id"),
            self.get(organization, "slug"),
        ) {
            ("", "") => organization,
            (external_id, _) => external_id,
        }
    }

    /// How the rows of places and services name it.
    fn member(&self, organization: &'p str) -> &'p str {
        match self.get(organization, "slug") {
            "" => self.external_id(organization),
            slug => slug,
        }
    }
}

fn members<'p>(package: &'p Package, keys: &Keys<'p>) -> Source<'static> {
    let phones = package.by("phones", "organization_id");
    let locations = package.by("locations", "organization_id");
    let addresses = package.by("addresses", "location_id");
    source(package, ORGANIZATIONS, |organization| {
        let id = organization.get("id");
        let alternate = organization.get("alternate_name");
        let is_acronym = alternate.chars().count() <= LONGEST_ACRONYM
            && !alternate.contains(char::is_whitespace);
        let (acronym, other) = match is_acronym {
            true => (alternate, String::new()),
            false => {
                let escaped = alternate.replace('\\', "\\\\").replace('|', "\\|");
                ("", format!(":{escaped}"))
            }
        };
        let country = match keys.get(id, "country") {
            "" => locations
                .get(id)
                .into_iter()
                .flatten()
                .take(MOST_PARTS)
                .filter_map(|place| addresses.get(place.get("id"))?.first())
                .map(|address| address.get("country"))
                .next()
                .unwrap_or_default(),
            country => country,
        };
        let described = match organization.get("description") {
            // The specification demands one, so that a name may stand in.
            text if text == organization.get("name") => "",
            text => text,
        };
        let cells = [
            ("id", id),
            ("external_id", keys.external_id(id)),
            ("slug", keys.get(id, "slug")),
            ("name", organization.get("name")),
            ("other_names", &other),
            ("acronym", acronym),
            ("country", country),
            ("website", organization.get("website")),
            ("email", organization.get("email")),
            ("phones", &numbers(phones.get(id))),
            ("founded_year", organization.get("year_incorporated")),
            ("summary_en", described),
        ];
        row(organization.number, cells)
    })
}

fn locations<'p>(package: &'p Package, keys: &Keys<'p>) -> Source<'static> {
    let addresses = package.by("addresses", "location_id");
    let phones = package.by("phones", "location_id");
    let schedules = package.by("schedules", "location_id");
    let languages = package.by("languages", "location_id");
    let contacts = package.by("contacts", "location_id");
    let codes = codes(package);
    let of_services = owners_by_service(package);
    source(package, "locations", |place| {
        let id = place.get("id");
        let organization = match place.get("organization_id") {
            "" => of_services.get(id).copied().unwrap_or_default(),
            organization => organization,
        };
        let address = addresses.get(id).and_then(|addresses| addresses.first());
        let of_address = |field: &str| match address.map_or("", |address| address.get(field)) {
            NOT_GIVEN => "",
            text => text,
        };
        let lines = [of_address("address_1"), of_address("address_2")];
        let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        let region = match of_address("state_province") {
            "" => of_address("region"),
            region => region,
        };
        let kind = codes
            .get(id)
            .map(|code| code.strip_prefix(KIND).unwrap_or(code))
            .filter(|code| is_kind(code));
        let name = Some(place.get("name")).filter(|name| Some(*name) != kind);
        let cells = [
            ("id", id),
            ("member", keys.member(organization)),
            ("kind", kind.unwrap_or("other")),
            ("place_name", name.unwrap_or_default()),
            ("address", &lines.join("\n")),
            ("postal_code", of_address("postal_code")),
            ("city", of_address("city")),
            ("region", region),
            ("country", of_address("country")),
            ("latitude", place.get("latitude")),
            ("longitude", place.get("longitude")),
            ("phones", &numbers(phones.get(id))),
            ("email", first(contacts.get(id), "email")),
            ("opening_hours", first(schedules.get(id), "description")),
            ("languages", &tags(languages.get(id))),
        ];
        row(place.number, cells)
    })
}

fn services<'p>(package: &'p Package, keys: &Keys<'p>) -> Source<'static> {
    let at = package.by("service_at_location", "service_id");
    let languages = package.by("languages", "service_id");
    let areas = package.by("service_areas", "service_id");
    let codes = codes(package);
    source(package, "services", |service| {
        let id = service.get("id");
        let free = match service.get("fees_description") {
            "free of charge" => "true",
            "not free of charge" => "false",
            _ => "",
        };
        let areas = areas.get(id).into_iter().flatten();
        let countries = areas.map(|area| area.get("extent")).take(MOST_NAMED);
        let countries: Vec<&str> = countries.collect();
        // Without a term of the network's taxonomy, its name says at least what is meant.
        let code = codes.get(id).copied().unwrap_or(service.get("name"));
        let cells = [
            ("id", id),
            ("member", keys.member(service.get("organization_id"))),
            ("service", code),
            ("location", first(at.get(id), "location_id")),
            ("description_en", service.get("description")),
            ("eligibility", service.get("eligibility_description")),
            ("access", service.get("application_process")),
            ("languages", &tags(languages.get(id))),
            ("free_of_charge", free),
            ("countries", &countries.join("|")),
        ];
        row(service.number, cells)
    })
}

/// The code of the first term of each thing that has one.
fn codes(package: &Package) -> HashMap<&str, &str> {
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
fn owners_by_service(package: &Package) -> HashMap<&str, &str> {
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

fn is_kind(code: &str) -> bool {
    code.parse::<network::LocationKind>().is_ok()
}

/// A field of the first of some lines.
fn first<'p>(records: Option<&Vec<&'p Record>>, field: &str) -> &'p str {
    let first = records.and_then(|records| records.first());
    first.map_or("", |record| record.get(field))
}

/// Telephone numbers, each with its extension.
fn numbers(records: Option<&Vec<&Record>>) -> String {
    let records = records.into_iter().flatten().take(MOST_NAMED);
    let numbers = records.map(|record| {
        let (number, extension) = (record.get("number"), record.get("extension"));
        match extension.is_empty() || number.ends_with(extension) {
            true => number.to_owned(),
            false => format!("{number} ext. {extension}"),
        }
    });
    numbers.collect::<Vec<_>>().join("|")
}

/// The tags of languages: the note, where it says more than the code.
fn tags(records: Option<&Vec<&Record>>) -> String {
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
fn row<const N: usize>(
    number: u64,
    cells: [(&'static str, &str); N],
) -> ([&'static str; N], SheetRow) {
    let texts = cells.iter().enumerate();
    let filled = texts.filter(|(_, (_, text))| !text.is_empty());
    let row = SheetRow {
        number,
        cells: filled
            .map(|(place, (_, text))| (place, Ok((*text).to_owned())))
            .collect(),
        ..SheetRow::default()
    };
    (cells.map(|(column, _)| column), row)
}

/// A table with a row for each line of a file, made by `row_of`.
fn source<'p, const N: usize>(
    package: &'p Package,
    file: &str,
    row_of: impl Fn(&'p Record) -> ([&'static str; N], SheetRow),
) -> Source<'static> {
    // A file without lines has the columns too.
    let (columns, _) = row_of(&package.blank);
    let rows = package.of(file).iter().map(|record| row_of(record).1);
    let rows = SheetRows::of_columns(columns.map(ToOwned::to_owned), rows.collect());
    Source::rows(package.name(file), Some(file.to_owned()), rows)
}
