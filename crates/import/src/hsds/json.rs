//! Records of the specification as JSON: pages of an API, or a dump of one. They are laid out as the
//! files of a tabular package, which is read from there.

use std::{
    collections::{HashMap, hash_map::Entry},
    io::Read,
};

use serde_json::{Map, Value};

use super::package::{File, Record};
use crate::{
    bounds::{Counted, MOST_UNPACKED, MOST_VALUES, has_few_values},
    source::NamedFile,
};

/// The fields that hold records, with the file that those are lines of.
const RECORDS: [(&str, &str); 32] = [
    ("organization", "organizations"),
    ("organizations", "organizations"),
    ("organization_identifiers", "organization_identifiers"),
    ("service", "services"),
    ("services", "services"),
    ("location", "locations"),
    ("locations", "locations"),
    ("service_at_location", "service_at_location"),
    ("service_at_locations", "service_at_location"),
    ("phones", "phones"),
    ("addresses", "addresses"),
    ("schedules", "schedules"),
    ("languages", "languages"),
    ("accessibility", "accessibility"),
    ("service_areas", "service_areas"),
    ("contacts", "contacts"),
    ("attributes", "attributes"),
    ("taxonomy_term", "taxonomy_terms"),
    ("taxonomy_terms", "taxonomy_terms"),
    ("taxonomy_detail", "taxonomies"),
    ("taxonomies", "taxonomies"),
    ("program", "programs"),
    ("programs", "programs"),
    ("cost_options", "cost_options"),
    ("funding", "funding"),
    ("required_documents", "required_documents"),
    ("metadata", "metadata"),
    ("service_capacities", "service_capacities"),
    ("capacities", "service_capacities"),
    ("additional_websites", "urls"),
    ("additional_urls", "urls"),
    ("urls", "urls"),
];

/// The column in which the lines of other files name a line of this one.
fn key(file: &str) -> Option<&'static str> {
    Some(match file {
        "organizations" => "organization_id",
        "services" => "service_id",
        "locations" => "location_id",
        "service_at_location" => "service_at_location_id",
        "contacts" => "contact_id",
        "phones" => "phone_id",
        "taxonomies" => "taxonomy_id",
        "taxonomy_terms" => "taxonomy_term_id",
        "programs" => "program_id",
        _ => return None,
    })
}

fn file_of(field: &str) -> Option<&'static str> {
    let mut known = RECORDS.iter();
    known
        .find(|(name, _)| *name == field)
        .map(|(_, file)| *file)
}

/// Reads documents into the files of a package; gives what is wrong with them.
pub fn read(documents: Vec<NamedFile>, files: &mut HashMap<String, File>) -> Vec<String> {
    let mut laid_out = LaidOut {
        name: String::new(),
        files,
        places: HashMap::new(),
        counted: Counted::default(),
    };
    let documents = documents.into_iter();
    documents
        .filter_map(|document| laid_out.read(document).err())
        .collect()
}

/// A document; fails where it is too long, or no JSON.
fn parsed(NamedFile { name, content }: NamedFile) -> Result<Value, String> {
    let mut text = Vec::new();
    let read = content.take(MOST_UNPACKED + 1).read_to_end(&mut text);
    read.map_err(|error| format!("{name} cannot be read: {error}"))?;
    if text.len() as u64 > MOST_UNPACKED {
        return Err(format!(
            "{name} has more than {} MB; divide it",
            MOST_UNPACKED / (1024 * 1024)
        ));
    }
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text);
    if !has_few_values(text) {
        return Err(format!(
            "{name} has more than {MOST_VALUES} values; divide it"
        ));
    }
    serde_json::from_slice(text)
        .map_err(|error| format!("{name} is not JSON that can be read: {error}"))
}

/// The files while records are laid out in them.
struct LaidOut<'f> {
    name: String,
    files: &'f mut HashMap<String, File>,
    /// Where the lines are that have an identifier: a record may be met several times.
    places: HashMap<(&'static str, String), usize>,
    counted: Counted,
}

impl LaidOut<'_> {
    fn read(&mut self, document: NamedFile) -> Result<(), String> {
        self.name.clone_from(&document.name);
        let document = parsed(document)?;
        // The last page of an API may have none.
        let is_page = document.get("contents").is_some_and(Value::is_array);
        match self.document(&document)? {
            0 if !is_page => Err(format!(
                "{} has no records of the Human Services Data Specification; it should hold a list \
                 of organizations or services, or a page with \"contents\"",
                self.name
            )),
            _ => Ok(()),
        }
    }

    /// How many records stand at the top.
    fn document(&mut self, document: &Value) -> Result<usize, String> {
        match document {
            Value::Array(records) => self.list(records),
            Value::Object(page) => match page.get("contents") {
                Some(Value::Array(records)) => self.list(records),
                _ if page.contains_key("id") => self.list(std::slice::from_ref(document)),
                _ => {
                    let mut found = 0;
                    for (field, value) in page {
                        if let (Some(file), Value::Array(records)) = (file_of(field), value) {
                            for record in records.iter().filter_map(Value::as_object) {
                                self.record(file, record, None)?;
                                found += 1;
                            }
                        }
                    }
                    Ok(found)
                }
            },
            _ => Ok(0),
        }
    }

    fn list(&mut self, records: &[Value]) -> Result<usize, String> {
        let mut found = 0;
        for record in records.iter().filter_map(Value::as_object) {
            if let Some(file) = kind(record) {
                self.record(file, record, None)?;
                found += 1;
            }
        }
        Ok(found)
    }

    /// Lays a record out, and those within it; `above` is the file and the identifier of the one that
    /// it stands in.
    fn record(
        &mut self,
        file: &'static str,
        record: &Map<String, Value>,
        above: Option<(&'static str, &str)>,
    ) -> Result<(), String> {
        let id = text(record.get("id").unwrap_or(&Value::Null)).unwrap_or_default();
        let mut line: Vec<(String, String)> = Vec::new();
        if let Some((outer, owner)) = above {
            line.extend(key(outer).map(|key| (key.to_owned(), owner.to_owned())));
            line.push(("link_id".to_owned(), owner.to_owned()));
        }
        for (field, value) in record {
            match (value, file_of(field)) {
                (Value::Object(inner), Some(within)) => {
                    let inner_id = inner.get("id").and_then(text);
                    if let (Some(inner_id), Some(key)) = (&inner_id, key(within)) {
                        line.push((key.to_owned(), inner_id.clone()));
                    }
                    self.record(within, inner, None)?;
                }
                (Value::Array(items), Some(within)) => {
                    for item in items.iter().filter_map(Value::as_object) {
                        self.record(within, item, Some((file, &id)))?;
                    }
                }
                // Of others it is told that they have no place.
                (Value::Object(_) | Value::Array(_), None) => {
                    line.push((field.clone(), value.to_string()));
                }
                (value, _) => line.extend(text(value).map(|text| (field.clone(), text))),
            }
        }
        self.put(file, id, line)
    }

    /// Puts a line into a file, or what is new of it to the line that has its identifier.
    fn put(
        &mut self,
        file: &'static str,
        id: String,
        line: Vec<(String, String)>,
    ) -> Result<(), String> {
        let of_kind = self.files.entry(file.to_owned()).or_default();
        if of_kind.name.is_empty() {
            of_kind.name.clone_from(&self.name);
        }
        let place = match self.places.entry((file, id)) {
            Entry::Occupied(known) if !known.key().1.is_empty() => *known.get(),
            entry => {
                self.counted.row(&self.name)?;
                let place = of_kind.records.len();
                of_kind.records.push(Record {
                    number: place as u64 + 1,
                    fields: HashMap::new(),
                });
                entry.insert_entry(place);
                place
            }
        };
        for (column, text) in line.into_iter().filter(|(_, text)| !text.is_empty()) {
            self.counted.cell(&self.name, column.len() + text.len())?;
            if !of_kind.columns.contains(&column) {
                of_kind.columns.push(column.clone());
            }
            match of_kind.records[place].fields.entry(column) {
                Entry::Vacant(free) => {
                    free.insert(text);
                }
                Entry::Occupied(said) if *said.get() != text && is_own(said.key()) => {
                    let disputed = &mut of_kind.disputed;
                    if !disputed.iter().any(|(column, _)| column == said.key()) {
                        disputed.push((said.key().clone(), place));
                    }
                }
                Entry::Occupied(_) => {}
            }
        }
        Ok(())
    }
}

/// Whether a column says something of the record itself, wherever that stands.
fn is_own(column: &str) -> bool {
    !column.ends_with("_id") && !["last_modified", "modified_date", "order"].contains(&column)
}

/// What a record is that stands at the top, by the fields that only such ones have.
fn kind(record: &Map<String, Value>) -> Option<&'static str> {
    let has = |fields: &[&str]| fields.iter().any(|field| record.contains_key(*field));
    Some(match () {
        () if !has(&["id"]) => return None,
        () if has(&["service"]) && has(&["location"]) => "service_at_location",
        () if has(&["location_type", "addresses", "latitude"]) => "locations",
        () if has(&[
            "organization",
            "status",
            "service_at_locations",
            "service_areas",
        ]) =>
        {
            "services"
        }
        () if has(&["taxonomy_detail", "parent_id"]) => "taxonomy_terms",
        () if has(&["name"]) => "organizations",
        () => return None,
    })
}

/// A single value as a cell has it; nothing for null.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    }
}
