//! What an import is made from: files, and the tables that are found in them.

use std::{
    collections::BTreeMap,
    fmt::Display,
    fs::File,
    io::{Cursor, Read, Seek},
    path::Path,
};

use crate::{
    bounds::{self, Counted, LONGEST_CELL, MOST_COLUMNS, cut, short},
    fields::TableName,
    finding::Origin,
    privacy,
};
use network::{Invalid, nearest::nearest};

/// A table that comes in.
pub struct Source<'r> {
    /// What its file is called in the report.
    pub name: String,
    /// How long it is, in bytes or in rows, where that is known.
    pub length: Option<u64>,
    /// What is in it.
    pub content: Content<'r>,
}

/// What is in a table that comes in.
pub enum Content<'r> {
    /// A CSV file.
    Csv(Box<dyn Seekable + 'r>),
    /// A sheet of a workbook, or what is laid out as one.
    Sheet {
        /// What the sheet is called, where there is one.
        sheet: Option<String>,
        /// Its rows.
        rows: SheetRows,
    },
}

impl<'r> Source<'r> {
    /// A CSV file; `length` is that of its content in bytes, where it is known.
    pub fn csv(name: impl Into<String>, length: Option<u64>, content: impl Seekable + 'r) -> Self {
        Self {
            name: name.into(),
            length,
            content: Content::Csv(Box::new(content)),
        }
    }

    /// Rows that stand in a sheet, or would.
    pub fn rows(name: impl Into<String>, sheet: Option<String>, rows: SheetRows) -> Self {
        Self {
            name: name.into(),
            length: Some(rows.rows.len() as u64),
            content: Content::Sheet { sheet, rows },
        }
    }
}

/// NDJSON that comes in.
pub struct NdjsonFile<'r> {
    /// What its file is called in the report.
    pub name: String,
    /// How long it is, in bytes, where that is known.
    pub length: Option<u64>,
    /// What is in it.
    pub content: Box<dyn Read + 'r>,
}

/// What is read in one import.
#[derive(Default)]
pub struct Sources<'r> {
    /// The tables. Any of them may be missing.
    pub tables: BTreeMap<TableName, Source<'r>>,
    /// NDJSON, a record a line, of any kind.
    pub records: Option<NdjsonFile<'r>>,
    /// Whether they are another system's, which knows nothing of memberships and visibility.
    pub from_elsewhere: bool,
    /// What is left out of them, which the report tells.
    pub told: Vec<Told>,
    /// Sheets that sound like privacy, and that nothing reads.
    pub unheard_sheets: Vec<Origin>,
}

/// What is left out of a row.
#[derive(Debug)]
pub struct Told {
    /// Where the row is from.
    pub origin: Origin,
    /// Its number.
    pub row: u64,
    /// What it is, and what would have it taken.
    pub invalid: Invalid,
}

impl<'r> Sources<'r> {
    /// These tables.
    pub fn of(tables: impl IntoIterator<Item = (TableName, Source<'r>)>) -> Self {
        Self {
            tables: tables.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Takes a table, unless another file has it too.
    pub fn put(&mut self, table: TableName, source: Source<'r>) -> Result<(), String> {
        match self.tables.contains_key(&table) {
            true => Err(twice(&source.name, table.as_str())),
            false => {
                self.tables.insert(table, source);
                Ok(())
            }
        }
    }

    /// Takes NDJSON, unless another file is that too.
    pub fn put_records(&mut self, records: NdjsonFile<'r>) -> Result<(), String> {
        match self.records {
            Some(_) => Err(twice(&records.name, "records")),
            None => {
                self.records = Some(records);
                Ok(())
            }
        }
    }
}

/// What is wrong when two files, or two sheets, have the same table.
pub fn twice(name: &str, what: &str) -> String {
    format!("{name} has the {what}, which another file has too; hand over one of them")
}

/// What is wrong with a file that is called like no table.
pub fn no_table(name: &str, called: &str) -> String {
    let known = TableName::ALL.iter().map(|table| table.as_str());
    match nearest(called, known) {
        Some(near) => {
            format!("{name} is not a table that is known; if it has the {near}, call it so")
        }
        None => format!(
            "{name} is not a table that is known; there are {}",
            TableName::all_named()
        ),
    }
}

/// The name of a file without its ending, in small letters.
pub fn stem(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.trim().to_ascii_lowercase()
}

/// Content that can be looked at more than once.
pub trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

/// A file that somebody hands over.
pub struct NamedFile {
    /// What it is called, without its folders.
    pub name: String,
    /// What is in it.
    pub content: Box<dyn Seekable>,
}

impl NamedFile {
    /// A file of this machine.
    pub fn at(path: &Path) -> std::io::Result<Self> {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok(Self {
            name: name.to_string_lossy().into_owned(),
            content: Box::new(File::open(path)?),
        })
    }

    /// A file that is in memory.
    pub fn of_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            content: Box::new(Cursor::new(bytes)),
        }
    }
}

/// Why a cell has no text that could be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What it shows, as well as that can be told.
    pub shown: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Unreadable {
    fn new(shown: &str, message: impl Into<String>) -> Self {
        Self {
            shown: cut(shown),
            message: message.into(),
        }
    }

    /// A formula that was saved without its result.
    pub fn without_result(shown: &str) -> Self {
        let message = "the cell has a formula without its result; open the file in a spreadsheet \
                       program and save it, or write the value itself";
        Self::new(shown, message)
    }

    /// A span of time.
    pub fn of_span(shown: &str) -> Self {
        Self::new(shown, "the cell holds a span of time; write it as text")
    }

    /// What the format of its cell hides.
    pub fn not_shown() -> Self {
        let message = "the format of the cell shows nothing of what is in it; clear the cell, or \
                       give it another format";
        Self::new("", message)
    }

    /// An error in the place of a value.
    pub fn of_error(shown: &str) -> Self {
        let error = short(shown);
        let message = format!(
            "the cell shows the error {error}; mend its formula, or write the value itself"
        );
        Self::new(shown, message)
    }

    /// A cell that is one with another.
    pub fn merged() -> Self {
        let message = "the cell is merged with another one, which has the text; divide them, and \
                       write into each what it should say";
        Self::new("", message)
    }

    /// A text that is longer than any may be; nothing for another one.
    pub fn too_long(text: &str) -> Option<Self> {
        let message = bounds::too_long(text.len())?;
        Some(Self::new(text, message))
    }
}

/// What there is of a cell besides what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// The number that its format shows otherwise.
    Number(String),
    /// Where its link leads.
    Link(String),
    /// What is noted at it, where that sounds like privacy.
    Note(String),
    /// It is one with another cell, which has its text.
    Merged,
}

/// The rows of a sheet.
#[derive(Debug, Default)]
pub struct SheetRows {
    /// The names of the columns, where they stand in none of the rows.
    pub header: Option<Vec<String>>,
    /// The rows.
    pub rows: Vec<SheetRow>,
    /// The columns that are hidden.
    pub hidden_columns: Vec<usize>,
    /// What stands on each of its pages when it is printed.
    pub on_pages: Vec<String>,
    /// Of records: where each column stands in them (RFC 6901).
    pub pointers: Vec<String>,
}

/// A row of a sheet that has any text, or any note that sounds like privacy.
#[derive(Debug, Clone, Default)]
pub struct SheetRow {
    /// Its number; the first row is 1.
    pub number: u64,
    /// The cells with something in them, by their column; of a record, those that it says anything
    /// of.
    pub cells: Vec<(usize, Result<String, Unreadable>)>,
    /// What there is of some cells besides, by their column.
    pub besides: Vec<(usize, Beside)>,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// Of a record: where in it the row stands (RFC 6901).
    pub within: Option<String>,
}

impl SheetRow {
    /// Puts a cell in, with what there is of it besides, and counts what both take.
    pub fn put(
        &mut self,
        (name, counted): (&dyn Display, &mut Counted),
        column: usize,
        text: Option<Result<String, Unreadable>>,
        besides: Vec<Beside>,
    ) -> Result<(), String> {
        for beside in &besides {
            counted.cell(name, beside.text().len())?;
        }
        self.besides
            .extend(besides.into_iter().map(|beside| (column, beside)));
        if let Some(text) = text {
            counted.cell(name, length(&text))?;
            let place = self.cells.partition_point(|(known, _)| *known < column);
            self.cells.insert(place, (column, text));
        }
        Ok(())
    }

    /// Counts what all of its cells take, where it stands in a sheet once more.
    pub fn count(&self, name: &dyn Display, counted: &mut Counted) -> Result<(), String> {
        let cells = self.cells.iter().map(|(_, text)| length(text));
        let besides = self.besides.iter().map(|(_, beside)| beside.text().len());
        cells
            .chain(besides)
            .try_for_each(|length| counted.cell(name, length))
    }
}

fn length(cell: &Result<String, Unreadable>) -> usize {
    match cell {
        Ok(text) => text.len(),
        Err(unreadable) => unreadable.shown.len() + unreadable.message.len(),
    }
}

/// What is wrong with a cell that stands further to the right than any may; counted from 0.
pub fn far_cell(name: &str, row: u64, column: usize) -> String {
    format!(
        "{name} has a cell in row {}, column {}; {MOST_COLUMNS} columns are the most",
        row.saturating_add(1),
        column.saturating_add(1)
    )
}

impl Beside {
    fn text(&self) -> &str {
        match self {
            Self::Number(text) | Self::Link(text) | Self::Note(text) => text,
            Self::Merged => "",
        }
    }

    /// What is noted at a cell; nothing unless it sounds like privacy.
    pub fn private_note(text: &str) -> Option<Self> {
        // What nobody reads to its end is not for everybody either.
        let is_private = text.len() > LONGEST_CELL || privacy::hides(text);
        is_private.then(|| Self::Note(cut(text.trim())))
    }
}

impl SheetRows {
    /// The rows of a sheet, its header among them.
    pub fn new(rows: Vec<SheetRow>, hidden_columns: Vec<usize>) -> Self {
        Self {
            rows,
            hidden_columns,
            ..Self::default()
        }
    }

    /// Rows without a header of their own.
    pub fn of_columns(columns: impl IntoIterator<Item = String>, rows: Vec<SheetRow>) -> Self {
        Self {
            header: Some(columns.into_iter().collect()),
            rows,
            ..Self::default()
        }
    }
}
