//! A table with the sections of a mapping that its rows feed, and why a file is refused as a whole.

use std::collections::HashSet;

use crate::{
    bounds::{listed, short},
    drafts,
    fields::TableName,
    mapping::{Mapping, OnlyRows},
    options::ImportOptions,
    privacy,
    reading::Fitted,
    refusing,
    source::Unreadable,
    table::{Row, Table, clean, header_told, is_same},
};
use network::{Invalid, nearest::nearest};

use TableName::{Contacts, Members, Notes};

/// A table with the sections of the mapping that its rows feed.
pub struct FittedTable<'r> {
    pub name: TableName,
    pub table: Table<'r>,
    pub sections: Vec<(TableName, Fitted)>,
    /// Which rows are taken, and the column that says it.
    only_rows: Option<(usize, OnlyRows)>,
}

impl<'r> FittedTable<'r> {
    /// Fits a mapping to a table; fails where it may keep something from the public that nothing
    /// reads, and with every other mistake.
    pub fn new(
        name: TableName,
        table: Table<'r>,
        mapping: &Mapping,
        options: &ImportOptions,
    ) -> Result<Self, String> {
        let (mut sections, mut mistakes) = (Vec::new(), Vec::new());
        for fed in mapping.fed_by(name) {
            let missing = (drafts::table(fed), mapping.missing_columns);
            match Fitted::new(mapping.section(fed), &table, missing) {
                Ok(fitted) => sections.push((fed, fitted)),
                Err(missing) => mistakes.extend(missing),
            }
        }
        let only_rows = mapping.section(name).only_rows.clone();
        let only_rows = only_rows.and_then(|rows| match table.column(&rows.column) {
            Some(column) => Some((column, rows)),
            // Without it more would be taken, so it is never passed over.
            None => {
                mistakes.push(format!(
                    "{} has no column \"{}\", which says which rows are taken; it has {}",
                    table.name,
                    short(&rows.column),
                    listed(&table.columns)
                ));
                None
            }
        });
        let fitted = Self {
            name,
            table,
            sections,
            only_rows,
        };
        let own = fitted.sections.iter().find(|(fed, _)| *fed == Members);
        if own.is_some_and(|(_, own)| !own.feeds("slug") && !own.feeds("external_id")) {
            mistakes.push(format!(
                "{} has no column for the slug or the external_id, one of which recognises a member the \
                 next time; if its columns are called otherwise, have a mapping proposed \
                 (--propose-mapping, or GET …/proposal)",
                fitted.table.name
            ));
        }
        let read: HashSet<usize> = fitted.read_columns().collect();
        mistakes.extend(
            fitted
                .table
                .check_twice(|column| read.contains(&column))
                .err(),
        );
        mistakes.extend(fitted.unheard_privacy(mapping, options));
        if fitted.is_public() {
            mistakes.extend(refusing::whole_sheet(&fitted.table));
        }
        if !options.include_hidden {
            mistakes.extend(refusing::hidden(&fitted.table, |column| {
                read.contains(&column)
            }));
        }
        mistakes.extend(fitted.misspelt_columns());
        if !mistakes.is_empty() && read.len() < 2 {
            mistakes.push(format!(
                "{}: {}",
                fitted.table.name,
                header_told(fitted.table.header, &fitted.table.columns)
            ));
        }
        match mistakes.is_empty() {
            true => Ok(fitted),
            false => Err(mistakes.join("\n")),
        }
    }

    /// Columns that nothing reads and that are nearly called like one that is missing. Passing over a
    /// `visibilty` would publish what it hides.
    fn misspelt_columns(&self) -> Vec<String> {
        let sections = self.sections.iter();
        let absent: Vec<&str> = sections
            .flat_map(|(_, fitted)| fitted.absent())
            .map(String::as_str)
            .collect();
        self.unread_columns()
            .filter(|column| privacy::column(column).is_none())
            .filter_map(|column| {
                let near = nearest(column, absent.iter().copied())?;
                Some(format!(
                    "{} has a column \"{}\", which nothing reads; if it is \"{near}\", call it \
                     so, and otherwise rename or remove it",
                    self.table.name,
                    short(column)
                ))
            })
            .collect()
    }

    /// Whether anything of it may become public.
    fn is_public(&self) -> bool {
        !self.sections.is_empty() && !matches!(self.name, Contacts | Notes)
    }

    /// Columns that sound like privacy and that nothing reads, unless somebody said that they mean
    /// nothing. What only staff sees needs no such column.
    fn unheard_privacy(&self, mapping: &Mapping, options: &ImportOptions) -> Vec<String> {
        if !self.is_public() {
            return Vec::new();
        }
        let ignored = [&options.ignore_columns, &mapping.ignore]
            .into_iter()
            .chain(
                self.sections
                    .iter()
                    .map(|(fed, _)| &mapping.section(*fed).ignore),
            );
        let ignored: Vec<String> = ignored.flatten().map(|name| clean(name)).collect();
        self.unread_columns()
            .filter(|column| !ignored.iter().any(|name| is_same(name, column)))
            .filter_map(|column| Some((column, privacy::column(column)?)))
            .map(|(column, heard)| {
                let fed: Vec<TableName> = self.sections.iter().map(|(fed, _)| *fed).collect();
                refusing::unheard(&self.table.name, column, heard, &fed)
            })
            .collect()
    }

    fn read_columns(&self) -> impl Iterator<Item = usize> {
        let sections = self.sections.iter();
        let of_rows = self.only_rows.iter().map(|(column, _)| *column);
        sections
            .flat_map(|(_, fitted)| fitted.columns())
            .chain(of_rows)
    }

    /// Whether a row is one of those that are taken; fails where its cell cannot be read.
    pub fn takes(&self, row: &Row) -> Result<bool, Unreadable> {
        match &self.only_rows {
            None => Ok(true),
            Some((column, rows)) => Ok(rows.takes(&row.cell(*column)?)),
        }
    }

    /// What is told of rows that are not taken.
    pub fn passed_over(&self, rows: usize) -> Invalid {
        let rule = self.only_rows.as_ref().map(|(_, rule)| rule);
        let (column, values) = rule.map_or(("", &[][..]), |rule| (&rule.column, &rule.values));
        Invalid::new(
            "rows_passed_over",
            format!(
                "{rows} {} passed over from here on, because the column \"{}\" does not say {}; name \
                 in only_rows what else is meant",
                if rows == 1 { "row is" } else { "rows are" },
                short(column),
                listed(values)
            ),
        )
    }

    /// The columns with a name that nothing is read from.
    pub fn unread_columns(&self) -> impl Iterator<Item = &str> {
        let read: Vec<usize> = self.read_columns().collect();
        let columns = self.table.columns.iter().enumerate();
        columns
            .filter(move |(number, column)| !column.is_empty() && !read.contains(number))
            .map(|(_, column)| column.as_str())
    }
}
