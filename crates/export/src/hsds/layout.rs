//! The files of a package and their columns, and what `datapackage.json` says of them.
//!
//! The names, what is required and what leads where are the specification's
//! (<https://docs.openreferral.org/en/3.0/hsds/schema_reference.html>).

use serde_json::{Value, json};

use crate::error::Error;

/// A column of a file.
pub struct Column {
    /// What it is called.
    pub name: &'static str,
    is_required: bool,
}

/// A file of the package, with its columns; what every row has is marked.
macro_rules! files {
    ($( $name:ident = $file:literal ($($column:literal $($required:ident)?),+), )+) => {
        /// A file of a package.
        #[derive(Clone, Copy)]
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
    Identifiers = "organization_identifiers" ("id" required, "organization_id" required, "identifier_type" required, "identifier" required),
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

/// What the files are, for programs (`tabular-data-package`).
pub fn datapackage(name: &str) -> Result<Vec<u8>, Error> {
    let resources: Vec<Value> = FILES
        .iter()
        .map(|(file, columns)| resource(file, columns))
        .collect();
    Ok(serde_json::to_vec_pretty(&json!({
        "name": "human-services-data",
        "title": name,
        "profile": "tabular-data-package",
        "resources": resources,
    }))?)
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
