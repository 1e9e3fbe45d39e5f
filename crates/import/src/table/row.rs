//! A row of a table, and what its cells say.

use std::{borrow::Cow, rc::Rc};

use csv::ByteRecord;

use crate::{
    bounds,
    fields::Shape,
    source::{Beside, SheetRow, Unreadable},
};
use network::spreadsheet::unguarded;

/// A row.
#[derive(Debug, Default)]
pub struct Row {
    /// The line that it begins on, or its number in the sheet; the header is line 1.
    pub line: u64,
    /// How far it is from the beginning, in the parts that the source's length is told in.
    pub offset: u64,
    pub(super) cells: ByteRecord,
    source: RowOf,
    /// Cells that cannot be read, by their column.
    pub(super) unreadable: Vec<(usize, Unreadable)>,
    /// What there is of some cells besides, by their column.
    besides: Vec<(usize, Beside)>,
}

/// What a row is a row of.
#[derive(Debug, Default)]
enum RowOf {
    #[default]
    Csv,
    Sheet,
    Record {
        /// Where in its record it stands (RFC 6901).
        within: String,
        pointers: Rc<[String]>,
        /// The columns that the record says anything of.
        said: Vec<usize>,
    },
}

impl Row {
    /// Takes a row of a sheet.
    pub fn take(&mut self, offset: u64, row: SheetRow, pointers: &Rc<[String]>) {
        self.source = match row.within {
            None => RowOf::Sheet,
            Some(within) => RowOf::Record {
                within,
                pointers: Rc::clone(pointers),
                said: row.cells.iter().map(|(column, _)| *column).collect(),
            },
        };
        self.line = row.number;
        self.offset = offset;
        self.cells.clear();
        self.unreadable.clear();
        self.besides = row.besides;
        for (column, cell) in row.cells {
            while self.cells.len() < column {
                self.cells.push_field(b"");
            }
            match cell {
                // A sheet's lines end as those of a CSV file do when it is read.
                Ok(text) => self.cells.push_field(text.replace("\r\n", "\n").as_bytes()),
                Err(unreadable) => {
                    self.cells.push_field(unreadable.shown.as_bytes());
                    self.unreadable.push((column, unreadable));
                }
            }
        }
    }

    /// Whether it is a row of a CSV file.
    pub fn is_csv(&self) -> bool {
        matches!(self.source, RowOf::Csv)
    }

    /// Whether it is a record, or a part of one.
    pub fn is_record(&self) -> bool {
        matches!(self.source, RowOf::Record { .. })
    }

    /// Whether the row says anything of a column, be it that there is nothing: a row of a sheet
    /// does so of each, one of a CSV file of those that it reaches, a record of those that it has.
    pub fn says(&self, column: usize) -> bool {
        match &self.source {
            RowOf::Record { said, .. } => said.contains(&column),
            RowOf::Csv => column < self.cells.len(),
            RowOf::Sheet => true,
        }
    }

    /// Whether it is a record itself, and no part of one.
    pub fn is_whole_record(&self) -> bool {
        matches!(&self.source, RowOf::Record { within, .. } if within.is_empty())
    }

    /// Where the value of a column stands in the record (RFC 6901); nothing when it is none.
    pub fn pointer(&self, column: usize) -> Option<String> {
        match &self.source {
            RowOf::Record {
                within, pointers, ..
            } => Some(format!("{within}{}", pointers.get(column)?)),
            _ => None,
        }
    }

    /// The text of a cell, trimmed; empty where the row is shorter. Fails when there is none that
    /// could be taken.
    pub fn cell(&self, column: usize) -> Result<Cow<'_, str>, Unreadable> {
        if let Some((_, unreadable)) = self.unreadable.iter().find(|(at, _)| *at == column) {
            return Err(unreadable.clone());
        }
        if self.besides.contains(&(column, Beside::Merged)) {
            return Err(Unreadable::merged());
        }
        let bytes = self.cells.get(column).unwrap_or_default();
        let cell = std::str::from_utf8(bytes).map_err(|_| Unreadable {
            shown: bounds::cut(&String::from_utf8_lossy(bytes)),
            message: "it is not UTF-8; save the file as CSV UTF-8".to_owned(),
        })?;
        // Records may have a picture, for which cells have no room.
        let is_picture = matches!(self.source, RowOf::Record { .. })
            && cell.len() <= bounds::LONGEST_PICTURE
            && cell.starts_with("data:image/");
        match Unreadable::too_long(cell) {
            Some(unreadable) if !is_picture => Err(unreadable),
            Some(_) => Ok(Cow::Borrowed(cell.trim())),
            // The apostrophe says that a text is no formula; it is no part of it.
            None if self.is_csv() => Ok(unguarded(cell.trim())),
            None => Ok(Cow::Borrowed(cell.trim())),
        }
    }

    /// The text of a cell for a field of this shape: a number that is shown otherwise as itself, and
    /// the target of a link where an address is wanted.
    pub fn cell_as(&self, column: usize, shape: Shape) -> Result<Cow<'_, str>, Unreadable> {
        let text = self.cell(column)?;
        let besides = self.besides.iter().filter(|(at, _)| *at == column);
        for (_, beside) in besides {
            match (shape, beside) {
                (Shape::Number, Beside::Number(number)) => return Ok(Cow::Borrowed(number)),
                (Shape::WebLink, Beside::Link(target)) if begins(target, "http") => {
                    return Ok(Cow::Borrowed(target));
                }
                (Shape::MailLink, Beside::Link(target)) if begins(target, "mailto:") => {
                    let address = &target["mailto:".len()..];
                    let address = address.split('?').next().unwrap_or_default();
                    return Ok(Cow::Borrowed(address));
                }
                _ => {}
            }
        }
        Ok(text)
    }

    /// What is noted at its cells that sounds like privacy, by their columns.
    pub fn notes(&self) -> impl Iterator<Item = (usize, &str)> {
        self.besides
            .iter()
            .filter_map(|(column, beside)| match beside {
                Beside::Note(note) => Some((*column, note.as_str())),
                Beside::Number(_) | Beside::Link(_) | Beside::Merged => None,
            })
    }

    /// The texts of all cells, those that cannot be read as they show themselves.
    pub fn texts(&self) -> Vec<String> {
        (0..self.cells.len())
            .map(|column| match self.cell(column) {
                Ok(text) => text.into_owned(),
                Err(unreadable) => unreadable.shown,
            })
            .collect()
    }

    /// What is wrong when the row has more cells than the header.
    pub fn excess(&self, columns: usize) -> Option<String> {
        let cells = self.cells.len();
        match self.source {
            _ if cells <= columns => None,
            RowOf::Sheet | RowOf::Record { .. } => Some(format!(
                "the row has something in cell {cells}, and the header names {columns} columns; \
                 name the column, or clear the cell"
            )),
            RowOf::Csv => Some(format!(
                "the row has {cells} cells and the header {columns}; a text with the separator in \
                 it stands in \"quotes\""
            )),
        }
    }

    /// How many cells the row has.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.cells.len()
    }
}

fn begins(text: &str, with: &str) -> bool {
    let beginning = text.get(..with.len());
    beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(with))
}
