//! One record as a row of a table: a cell for each field that it has.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use crate::{
    bounds::{MOST_FAULTS, cut},
    cells::{Cell, Column, columns},
    fields::{Shape, TableFields, TableName},
    mapping::Mapping,
    source::{SheetRow, SheetRows, Unreadable},
};
use network::{Lang, LanguageTag, difference::below, nearest::nearest};

/// What the registry keeps of a record beside its fields, by its table.
fn bookkeeping(table: TableName) -> &'static [&'static str] {
    match table {
        TableName::Members => &[
            "created_at",
            "updated_at",
            "version",
            "revision",
            "published",
        ],
        TableName::Network => &[
            "id",
            "revision",
            "public_revision",
            "public_updated_at",
            "updated_at",
        ],
        _ => &[],
    }
}

/// A table that records are table out in, with a column for each field that any of them has.
pub struct RecordTable {
    /// The table.
    pub fields: &'static TableFields,
    /// The columns of the standard mapping.
    standard: Vec<Column>,
    /// The columns there are, by the number of the standard one and the language of a text.
    columns: BTreeMap<(usize, Option<String>), usize>,
    names: Vec<String>,
    pointers: Vec<String>,
    /// The rows so far.
    pub rows: Vec<SheetRow>,
    /// Fields that there are none of, each with the one that may be meant.
    strays: HashMap<String, Option<&'static str>>,
}

impl RecordTable {
    /// A table without rows.
    pub fn new(fields: &'static TableFields, standard: &Mapping) -> Self {
        Self {
            fields,
            standard: columns(fields, standard),
            columns: BTreeMap::new(),
            names: Vec::new(),
            pointers: Vec::new(),
            rows: Vec::new(),
            strays: HashMap::new(),
        }
    }

    fn column(&mut self, number: usize, language: Option<&str>) -> usize {
        let known = (number, language.map(ToOwned::to_owned));
        if let Some(place) = self.columns.get(&known) {
            return *place;
        }
        let place = self.names.len();
        self.columns.insert(known, place);
        let (name, pointer) = (
            &self.standard[number].name,
            self.standard[number].field.pointer,
        );
        match language {
            None => {
                let own = self.standard[number].own.as_ref();
                self.names.push(own.unwrap_or(name).clone());
                self.pointers.push(pointer.to_owned());
            }
            Some(language) => {
                self.names.push(format!("{name}{language}"));
                self.pointers.push(format!("{pointer}/{language}"));
            }
        }
        place
    }

    /// Its rows, as those of a sheet.
    pub fn rows(self) -> SheetRows {
        SheetRows {
            pointers: self.pointers,
            ..SheetRows::of_columns(self.names, self.rows)
        }
    }
}

/// The cells of one record.
pub struct RowOfRecord<'l> {
    table: &'l mut RecordTable,
    says_all: bool,
    /// The cells, by their column.
    pub cells: BTreeMap<usize, Result<String, Unreadable>>,
    /// Fields that there are none of, each with the one that may be meant.
    pub unknown: Vec<(String, Option<&'static str>)>,
}

impl<'l> RowOfRecord<'l> {
    /// Reads a record, which may say everything that there is of it.
    pub fn read(table: &'l mut RecordTable, record: &Map<String, Value>, says_all: bool) -> Self {
        let mut row = Self {
            table,
            says_all,
            cells: BTreeMap::new(),
            unknown: Vec::new(),
        };
        row.walk(record, "");
        row
    }

    fn walk(&mut self, record: &Map<String, Value>, at: &str) {
        for (name, value) in record {
            let pointer = below(at, name);
            let columns = self.table.standard.iter().enumerate();
            let within: Vec<usize> = columns
                .clone()
                .filter(|(_, column)| is_within(column.field.pointer, &pointer))
                .map(|(number, _)| number)
                .collect();
            let own = columns
                .clone()
                .find(|(_, column)| column.field.pointer == pointer)
                .map(|(number, _)| number);
            match (own, value) {
                (Some(number), value) => self.field(number, value),
                (None, _) if within.is_empty() => self.stray(at, name, pointer),
                (None, Value::Object(inner)) => self.walk(inner, &pointer),
                (None, value) => {
                    for number in within {
                        let cell = match value {
                            Value::Null => Ok(String::new()),
                            value => {
                                Err(unreadable(value, "it is not an object; write {…}, or null"))
                            }
                        };
                        self.put(number, None, cell);
                    }
                }
            }
        }
    }

    /// A field that there is none of.
    fn stray(&mut self, at: &str, name: &str, pointer: String) {
        if at.is_empty() && bookkeeping(self.table.fields.name).contains(&name) {
            return;
        }
        let known = self.table.fields.fields.iter().filter_map(|field| {
            let inner = field.pointer.strip_prefix(at)?.strip_prefix('/')?;
            inner.split('/').next()
        });
        let strays = &mut self.table.strays;
        let near = match strays.get(&pointer) {
            Some(near) => *near,
            // So many are not told, and each takes its time.
            None if strays.len() >= MOST_FAULTS => return,
            None => {
                let near = nearest(name, known);
                strays.insert(pointer.clone(), near);
                near
            }
        };
        self.unknown.push((pointer, near));
    }

    fn field(&mut self, number: usize, value: &Value) {
        let column = &self.table.standard[number];
        let cell = match (column.field.shape, value) {
            (Shape::Texts | Shape::Words | Shape::OwnTexts, value) => {
                return self.texts(number, value);
            }
            (_, Value::Null) => Ok(String::new()),
            (
                Shape::One
                | Shape::Day
                | Shape::Number
                | Shape::WebLink
                | Shape::MailLink
                | Shape::Picture,
                Value::Array(_) | Value::Object(_),
            ) => Err(unreadable(
                value,
                "it is not a single value; write one, or null",
            )),
            (Shape::List, value) if !is_list(value, is_single) => Err(unreadable(
                value,
                "it is not a list of values; write [\"…\", …]",
            )),
            (Shape::Phones, value) if !is_list(value, |phone| has(phone, &["number", "uri"])) => {
                Err(unreadable(
                    value,
                    "it is not a list of telephone numbers; write [{\"number\": \"…\"}, …]",
                ))
            }
            (Shape::Links, value) if !is_list(value, |link| has(link, &["kind", "url"])) => {
                Err(unreadable(
                    value,
                    "it is not a list of links; write [{\"kind\": \"…\", \"url\": \"…\"}, …]",
                ))
            }
            (Shape::Identifiers, value)
                if !is_list(value, |item| has(item, &["scheme", "value", "uri"])) =>
            {
                Err(unreadable(
                    value,
                    "it is not a list of identifiers; write [{\"scheme\": \"…\", \"value\": \"…\"}, …]",
                ))
            }
            (Shape::Names, value) if !is_list(value, is_name) => Err(unreadable(
                value,
                "it is not a list of names; write [{\"language\": \"fr\", \"name\": \"…\"}, …]",
            )),
            (_, value) => Ok(text(column, value)),
        };
        self.put(number, None, cell);
    }

    /// A text by language. One that it does not name is left as it is, unless the record says
    /// everything that there is.
    fn texts(&mut self, number: usize, value: &Value) {
        let texts = match value {
            Value::Null => &Map::new(),
            Value::Object(texts) => texts,
            Value::String(text) if self.table.standard[number].own.is_some() => {
                return self.put(number, None, Ok(text.clone()));
            }
            value => {
                let what = "it is not a text by language; write {\"en\": \"…\", …}";
                return self.put(number, Some(Lang::En.code()), Err(unreadable(value, what)));
            }
        };
        if self.says_all || value.is_null() {
            for lang in Lang::ALL {
                self.put(number, Some(lang.code()), Ok(String::new()));
            }
        }
        for (language, given) in texts {
            // Telling what is no language takes long, and so many are not told.
            if self.table.strays.len() >= MOST_FAULTS {
                break;
            }
            let Ok(tag) = LanguageTag::parse(language) else {
                let pointer = self.table.standard[number].field.pointer;
                let pointer = format!("{pointer}/{language}");
                self.table.strays.insert(pointer.clone(), None);
                self.unknown.push((pointer, None));
                continue;
            };
            let column = &self.table.standard[number];
            let is_words = column.field.shape == Shape::Words;
            let is_right = match is_words {
                true => is_list(given, is_single),
                false => is_single(given),
            };
            let cell = match is_right || given.is_null() {
                true => Ok(text(column, given)),
                false if is_words => Err(unreadable(
                    given,
                    "it is not a list of words; write [\"…\"], or null",
                )),
                false => Err(unreadable(given, "it is not text; write \"…\", or null")),
            };
            self.put(number, Some(tag.as_str()), cell);
        }
    }

    fn put(&mut self, number: usize, language: Option<&str>, cell: Result<String, Unreadable>) {
        let place = self.table.column(number, language);
        self.cells.insert(place, cell);
    }
}

/// Whether a pointer leads into the value at another one.
fn is_within(pointer: &str, outer: &str) -> bool {
    pointer
        .strip_prefix(outer)
        .is_some_and(|inner| inner.starts_with('/'))
}

fn is_list(value: &Value, of: impl Fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(of))
}

fn is_single(value: &Value) -> bool {
    matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_))
}

fn is_name(value: &Value) -> bool {
    value.as_object().is_some_and(|name| {
        name.get("name").is_some_and(Value::is_string)
            && name.iter().all(|(field, value)| {
                field == "name" || field == "language" && (value.is_null() || value.is_string())
            })
    })
}

/// Whether a value is an object with texts, of these names alone; an address made from the others may
/// stand beside them.
fn has(value: &Value, names: &[&str]) -> bool {
    value.as_object().is_some_and(|fields| {
        let mut known = fields.keys();
        let needed = names.iter().filter(|name| **name != "uri");
        let mut needed = needed.map(|name| fields.get(*name));
        known.all(|name| names.contains(&name.as_str()))
            && needed.all(|value| value.is_some_and(Value::is_string))
    })
}

/// The text of a cell. A number stays as it is written.
fn text(column: &Column, value: &Value) -> String {
    match column.cell(value) {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Day(text) => text,
        Cell::Number(_) => value.to_string(),
    }
}

fn unreadable(value: &Value, message: &str) -> Unreadable {
    Unreadable {
        shown: cut(&value.to_string()),
        message: message.to_owned(),
    }
}
