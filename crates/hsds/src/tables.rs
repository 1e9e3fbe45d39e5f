//! The files of a tabular package and their columns, what `datapackage.json` says of them, and
//! records as their rows.
//!
//! The names, what is required and what leads where are the specification's
//! (<https://docs.openreferral.org/en/3.0/hsds/schema_reference.html>).

use serde_json::{Value, json};

use crate::{NOT_GIVEN, Organization, Taxonomy, TaxonomyTerm};
use network::spreadsheet::{write_csv_text, write_csv_unguarded};

/// A column of a file.
#[derive(Debug)]
pub struct Column {
    /// What it is called.
    pub name: &'static str,
    is_required: bool,
}

/// A file of the package, with its columns; what every row has is marked.
macro_rules! files {
    ($( $name:ident = $file:literal ($($column:literal $($required:ident)?),+), )+) => {
        /// A file of a package.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Table { $(
            #[doc = concat!("`", $file, ".csv`")]
            $name,
        )+ }

        /// The files by their names, in the order of [`Table`].
        pub const FILES: &[(&str, &[Column])] = &[
            $( ($file, &[$( Column {
                name: $column,
                is_required: files!(@is $($required)?),
            } ),+]), )+
        ];
    };
    (@is required) => { true };
    (@is) => { false };
}

files! {
    Organizations = "organizations" ("id" required, "name" required, "alternate_name", "description" required, "email", "website", "year_incorporated"),
    Identifiers = "organization_identifiers" ("id" required, "organization_id" required, "identifier_scheme", "identifier_type" required, "identifier" required),
    Services = "services" ("id" required, "organization_id" required, "name" required, "description", "status" required, "application_process", "fees_description", "eligibility_description"),
    Locations = "locations" ("id" required, "location_type" required, "organization_id", "name", "latitude", "longitude"),
    Addresses = "addresses" ("id" required, "location_id", "address_1" required, "address_2", "city" required, "region", "state_province" required, "postal_code" required, "country" required, "address_type" required),
    Phones = "phones" ("id" required, "location_id", "organization_id", "contact_id", "number" required, "extension"),
    Schedules = "schedules" ("id" required, "location_id", "description"),
    Languages = "languages" ("id" required, "service_id", "location_id", "name", "code", "note"),
    Accessibility = "accessibility" ("id" required, "location_id", "description"),
    ServicesAtLocations = "service_at_location" ("id" required, "service_id" required, "location_id" required),
    ServiceAreas = "service_areas" ("id" required, "service_id", "name", "extent", "extent_type"),
    Contacts = "contacts" ("id" required, "organization_id", "location_id", "name", "title", "email"),
    Taxonomies = "taxonomies" ("id" required, "name" required, "description" required),
    Terms = "taxonomy_terms" ("id" required, "code", "name" required, "description" required, "parent_id", "taxonomy", "taxonomy_id"),
    Attributes = "attributes" ("id" required, "link_id" required, "taxonomy_term_id" required, "link_type", "link_entity" required),
}

/// The values that a column may have, where the specification says so.
fn choices(table: &str, column: &str) -> Option<&'static [&'static str]> {
    match (table, column) {
        ("locations", "location_type") | ("addresses", "address_type") => {
            Some(&["physical", "postal", "virtual"])
        }
        ("services", "status") => Some(&["active", "inactive", "defunct", "temporarily closed"]),
        _ => None,
    }
}

/// The file whose rows a column names.
fn target(column: &str) -> Option<&'static str> {
    Some(match column {
        "organization_id" => "organizations",
        "service_id" => "services",
        "location_id" => "locations",
        "contact_id" => "contacts",
        "parent_id" | "taxonomy_term_id" => "taxonomy_terms",
        "taxonomy_id" => "taxonomies",
        _ => return None,
    })
}

/// The type of a column, and the format of its texts (Table Schema).
fn kind(column: &str) -> (&'static str, &'static str) {
    match column {
        "latitude" | "longitude" | "year_incorporated" | "extension" => ("number", "default"),
        "email" => ("string", "email"),
        "website" => ("string", "uri"),
        "id" => ("string", "uuid"),
        column if column.ends_with("_id") => ("string", "uuid"),
        _ => ("string", "default"),
    }
}

impl Table {
    /// Its columns.
    pub fn columns(self) -> &'static [Column] {
        FILES[self as usize].1
    }

    /// What records within one of its own are rows of, by the field that has them.
    fn within(self) -> &'static [(&'static str, Self)] {
        match self {
            Self::Organizations => &[
                ("organization_identifiers", Self::Identifiers),
                ("phones", Self::Phones),
                ("locations", Self::Locations),
                ("services", Self::Services),
                ("contacts", Self::Contacts),
            ],
            Self::Locations => &[
                ("addresses", Self::Addresses),
                ("attributes", Self::Attributes),
                ("phones", Self::Phones),
                ("schedules", Self::Schedules),
                ("languages", Self::Languages),
                ("accessibility", Self::Accessibility),
                ("contacts", Self::Contacts),
            ],
            Self::Services => &[
                ("attributes", Self::Attributes),
                ("service_at_locations", Self::ServicesAtLocations),
                ("languages", Self::Languages),
                ("service_areas", Self::ServiceAreas),
            ],
            Self::Contacts => &[("phones", Self::Phones)],
            _ => &[],
        }
    }

    /// The column in which a row of another table names one of this.
    fn key(self) -> &'static str {
        match self {
            Self::Organizations => "organization_id",
            Self::Locations => "location_id",
            Self::Services => "service_id",
            Self::Contacts => "contact_id",
            _ => "",
        }
    }
}

/// What stands in a column of a row.
pub type Cell = Option<Value>;

/// What takes rows: the table, and a cell for each of its columns.
pub trait Rows {
    /// What can go wrong.
    type Error: From<serde_json::Error>;

    /// Takes a row.
    fn row(&mut self, table: Table, cells: &[Cell]) -> Result<(), Self::Error>;
}

/// The rows of an organisation with all that it has.
pub fn write_organization<R: Rows>(
    rows: &mut R,
    organization: &Organization<'_>,
) -> Result<(), R::Error> {
    write(
        rows,
        Table::Organizations,
        &serde_json::to_value(organization)?,
        None,
    )
}

/// The row of a taxonomy.
pub fn write_taxonomy<R: Rows>(rows: &mut R, taxonomy: &Taxonomy) -> Result<(), R::Error> {
    write(
        rows,
        Table::Taxonomies,
        &serde_json::to_value(taxonomy)?,
        None,
    )
}

/// The row of a term.
pub fn write_term<R: Rows>(rows: &mut R, term: &TaxonomyTerm<'_>) -> Result<(), R::Error> {
    write(rows, Table::Terms, &serde_json::to_value(term)?, None)
}

/// Writes a row as a line of a CSV file.
pub fn write_line(out: &mut Vec<u8>, table: Table, cells: &[Cell]) {
    for (place, (column, cell)) in table.columns().iter().zip(cells).enumerate() {
        if place > 0 {
            out.push(b',');
        }
        match cell {
            None => {}
            // Other programs read it: an apostrophe would belong to the number, and no number has
            // what a formula needs to do anything.
            Some(Value::String(text)) if column.name == "number" || text == NOT_GIVEN => {
                write_csv_unguarded(out, text);
            }
            Some(Value::String(text)) => write_csv_text(out, text),
            Some(other) => out.extend_from_slice(other.to_string().as_bytes()),
        }
    }
    out.extend_from_slice(b"\r\n");
}

fn write<R: Rows>(
    rows: &mut R,
    table: Table,
    record: &Value,
    above: Option<(Table, &Value)>,
) -> Result<(), R::Error> {
    rows.row(table, &cells(table, record, above))?;
    for (field, within) in table.within() {
        for part in record[*field].as_array().into_iter().flatten() {
            write(rows, *within, part, Some((table, &record["id"])))?;
        }
    }
    Ok(())
}

/// The cells of a record, which knows not itself what it is part of.
pub fn cells(table: Table, record: &Value, above: Option<(Table, &Value)>) -> Vec<Cell> {
    let columns = table.columns().iter();
    columns
        .map(|column| {
            let one = column
                .name
                .strip_suffix("_id")
                .map(|one| &record[one]["id"]);
            let own = record.get(column.name).or(one.filter(|id| !id.is_null()));
            let of_above =
                above.filter(|(table, _)| [table.key(), "link_id"].contains(&column.name));
            own.or(of_above.map(|(_, id)| id)).cloned()
        })
        .collect()
}

/// What the files are, for programs (`tabular-data-package`).
pub fn datapackage(name: &str) -> serde_json::Result<Vec<u8>> {
    let resources: Vec<Value> = FILES
        .iter()
        .map(|(file, columns)| resource(file, columns))
        .collect();
    serde_json::to_vec_pretty(&json!({
        "name": "human-services-data",
        "title": name,
        "profile": "tabular-data-package",
        "resources": resources,
    }))
}

fn resource(file: &str, columns: &[Column]) -> Value {
    let fields: Vec<Value> = columns.iter().map(|column| field(file, column)).collect();
    let references: Vec<Value> = columns
        .iter()
        .filter_map(|column| {
            let resource = target(column.name)?;
            // Of the same file (Table Schema).
            let resource = if resource == file { "" } else { resource };
            Some(json!({
                "fields": column.name,
                "reference": { "resource": resource, "fields": "id" },
            }))
        })
        .collect();
    let mut schema = json!({ "primaryKey": "id", "fields": fields });
    if !references.is_empty() {
        schema["foreignKeys"] = json!(references);
    }
    json!({
        "name": file,
        "path": format!("{file}.csv"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": schema,
    })
}

fn field(file: &str, column: &Column) -> Value {
    let (kind, format) = kind(column.name);
    let mut constraints = json!({});
    if column.is_required {
        constraints["required"] = json!(true);
    }
    if column.name == "id" || (file, column.name) == ("taxonomy_terms", "code") {
        constraints["unique"] = json!(true);
    }
    if let Some(choices) = choices(file, column.name) {
        constraints["enum"] = json!(choices);
    }
    let mut field = json!({ "name": column.name, "type": kind, "format": format });
    if constraints != json!({}) {
        field["constraints"] = constraints;
    }
    field
}
