//! Values of records as the texts of cells, as the standard mapping reads them back.

use serde_json::Value;

use crate::{
    fields::{Field, Shape, TableFields},
    mapping::Mapping,
};
use network::spreadsheet;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, never a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, as ISO 8601 writes it.
    Day(String),
}

/// The column that a field is written to.
#[derive(Debug, Clone)]
pub struct Column {
    /// The field.
    pub field: &'static Field,
    /// The column's name; of a text by language, what stands before the language.
    pub name: String,
    /// Of a text by language: the column of one whose language is that of its member.
    pub own: Option<String>,
    /// What stands between the values of a list, and what lets it stand within one.
    pub separator: Option<(String, Option<String>)>,
}

/// The columns of an export of a table: those that the standard mapping reads.
pub fn columns(table: &'static TableFields, standard: &Mapping) -> Vec<Column> {
    let section = standard.section(table.name);
    let fields = table.fields.iter();
    fields
        .filter_map(|field| {
            let mut sources = section.fields.get(field.name)?.sources().into_iter();
            let source = sources.next()?;
            let own = sources.next().filter(|_| field.shape == Shape::OwnTexts);
            Some(Column {
                field,
                own: own.and_then(|own| own.column),
                separator: source.split.map(|split| (split, source.escape)),
                name: source.column?.trim_end_matches('*').to_owned(),
            })
        })
        .collect()
}

impl Column {
    /// The cell for a value of its field; of a text by language, for the text in one of them.
    pub fn cell(&self, value: &Value) -> Cell {
        match self.field.shape {
            Shape::List | Shape::Words => self.list(items(value).map(shown)),
            Shape::Names => self.list(items(value).map(|name| {
                // Without a language, so that a colon of the name is none of the form.
                let language = name["language"].as_str().unwrap_or_default();
                format!("{language}:{}", shown(&name["name"]))
            })),
            Shape::Phones => self.list(items(value).map(|phone| shown(&phone["number"]))),
            Shape::Links => self.list(items(value).map(|link| marked(link, "kind", "url"))),
            Shape::Identifiers => {
                self.list(items(value).map(|item| marked(item, "scheme", "value")))
            }
            shape => one(value, shape),
        }
    }

    fn list(&self, items: impl Iterator<Item = String>) -> Cell {
        let items: Vec<String> = items.collect();
        let (separator, escape) = match &self.separator {
            Some((separator, escape)) => (separator.as_str(), escape.as_deref()),
            None => ("|", None),
        };
        match items.is_empty() {
            true => Cell::Empty,
            false => Cell::Text(spreadsheet::joined(
                items.iter().map(String::as_str),
                separator,
                escape,
            )),
        }
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A value behind what it is: `wikidata:Q42`.
fn marked(item: &Value, mark: &str, value: &str) -> String {
    format!("{}:{}", shown(&item[mark]), shown(&item[value]))
}

fn one(value: &Value, shape: Shape) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Number(number) => match number.as_f64() {
            Some(number) => Cell::Number(number),
            None => Cell::Text(number.to_string()),
        },
        value if shape == Shape::Day => Cell::Day(shown(value)),
        value => Cell::Text(shown(value)),
    }
}

/// A value as a text, without quotes.
pub fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafts::TABLES;

    #[test]
    fn every_field_has_a_column_of_its_own() {
        let standard = Mapping::standard().unwrap();
        for table in TABLES {
            let columns = columns(table, &standard);
            assert_eq!(columns.len(), table.fields.len(), "{}", table.name);
            for (place, column) in columns.iter().enumerate() {
                let twice = columns[..place]
                    .iter()
                    .any(|other| other.name == column.name);
                assert!(!twice, "{} {}", table.name, column.name);
                let listed = column.field.shape.is_list();
                assert_eq!(listed, column.separator.is_some(), "{}", column.name);
            }
        }
    }
}
