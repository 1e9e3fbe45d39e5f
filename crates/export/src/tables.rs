//! Records as the rows of tables, by the fields that the intake reads.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{books::Books, error::Error};
pub use import::cells::Cell;
use import::{
    TABLES,
    cells::{Column, columns},
    fields::{Shape, TableFields, TableName},
};
use network::{Lang, LanguageTag};
use registry::archive;

/// A table with its columns.
pub struct Layout {
    /// The table.
    pub table: &'static TableFields,
    columns: Vec<Placed>,
}

/// A column, and for a text by language the language.
struct Placed {
    column: Column,
    language: Option<LanguageTag>,
}

/// Where rows are written to.
pub trait Sink {
    /// Begins a table: its number among those that are written, its name and its header.
    fn begin(&mut self, number: usize, name: &'static str, header: &[String]) -> Result<(), Error>;
    /// Writes a row of a table that was begun.
    fn row(&mut self, number: usize, cells: &[Cell]) -> Result<(), Error>;
}

/// Writes these tables.
pub fn write(books: &mut Books<'_>, of: &[TableName], sink: &mut dyn Sink) -> Result<(), Error> {
    let languages = archive::text_languages(books.connection)?;
    let layouts: Vec<Layout> = TABLES
        .iter()
        .filter(|table| of.contains(&table.name))
        .map(|table| {
            let more = match table.name {
                TableName::Members => &languages.members[..],
                TableName::Locations => &languages.locations,
                TableName::Services => &languages.services,
                _ => &[],
            };
            let described = books.profile().description.0.keys().cloned();
            let words = books.service_types.iter();
            let words = words.flat_map(|service| service.search_words.0.keys().cloned());
            let more: BTreeSet<LanguageTag> = match table.name {
                TableName::Network => described.collect(),
                TableName::ServiceTypes => words.collect(),
                _ => more.iter().cloned().collect(),
            };
            Layout::new(table, columns(table, &books.standard), &more)
        })
        .collect();
    for (number, layout) in layouts.iter().enumerate() {
        sink.begin(number, layout.table.name.as_str(), &layout.header())?;
    }
    for (number, layout) in layouts.iter().enumerate() {
        match layout.table.name {
            TableName::ServiceTypes => {
                for service in &books.service_types {
                    sink.row(number, &layout.row(&serde_json::to_value(service)?, ""))?;
                }
            }
            TableName::Network => {
                let profile = serde_json::to_value(books.profile())?;
                sink.row(number, &layout.row(&profile, ""))?;
            }
            _ => {}
        }
    }
    books.each_member(|record| {
        let member = serde_json::to_value(&record.member)?;
        let slug = record.member.slug.as_str();
        for (number, layout) in layouts.iter().enumerate() {
            match layout.table.within {
                None => {}
                Some("") => sink.row(number, &layout.row(&member, slug))?,
                Some(within) => {
                    let parts = member.pointer(within).and_then(Value::as_array);
                    for part in parts.into_iter().flatten() {
                        sink.row(number, &layout.row(part, slug))?;
                    }
                }
            }
        }
        Ok(())
    })
}

impl Layout {
    fn new(
        table: &'static TableFields,
        columns: Vec<Column>,
        languages: &BTreeSet<LanguageTag>,
    ) -> Self {
        let mut placed = Vec::new();
        let has_room = |column: &Column| column.field.shape != Shape::Picture;
        for column in columns.into_iter().filter(has_room) {
            if !column.field.shape.is_by_language() {
                placed.push(Placed {
                    column,
                    language: None,
                });
                continue;
            }
            let usual: Vec<LanguageTag> = Lang::ALL.into_iter().map(LanguageTag::from).collect();
            // Labels are had in the languages of the directory, words in any.
            let is_label =
                table.name == TableName::ServiceTypes && column.field.shape == Shape::Texts;
            let more = languages.iter().filter(|_| !is_label);
            let more = more.filter(|tag| !usual.contains(tag)).cloned();
            let more: Vec<LanguageTag> = more.collect();
            placed.extend(usual.into_iter().chain(more).map(|language| Placed {
                column: column.clone(),
                language: Some(language),
            }));
        }
        Self {
            table,
            columns: placed,
        }
    }

    fn header(&self) -> Vec<String> {
        self.columns
            .iter()
            .map(|placed| match &placed.language {
                Some(language) => format!("{}{language}", placed.column.name),
                None => placed.column.name.clone(),
            })
            .collect()
    }

    /// The cells of a record; `member` is the slug of the member that it is of.
    fn row(&self, record: &Value, member: &str) -> Vec<Cell> {
        self.columns
            .iter()
            .map(|placed| placed.cell(record, member))
            .collect()
    }
}

impl Placed {
    fn cell(&self, record: &Value, member: &str) -> Cell {
        let field = self.column.field;
        if field.pointer.is_empty() {
            return Cell::Text(member.to_owned());
        }
        let Some(value) = record.pointer(field.pointer) else {
            return Cell::Empty;
        };
        match &self.language {
            Some(language) => value
                .get(language.as_str())
                .map_or(Cell::Empty, |text| self.column.cell(text)),
            None => self.column.cell(value),
        }
    }
}
