//! Tables that come in: sheets of a workbook, and CSV files as spreadsheets write them, with or
//! without a byte-order mark, with commas, semicolons or tabs, with LF or CRLF.

mod csv_text;

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::HashSet,
    io::{BufRead, BufReader, Read},
    rc::Rc,
};

use csv::{ByteRecord, Reader, ReaderBuilder};

use self::csv_text::{LineFeeds, Lines, delimiter};
use crate::{
    bounds::{self, MOST_COLUMNS},
    source::{Content, SheetRow, SheetRows, Source, Unreadable},
};
use network::spreadsheet::unguarded;

/// A table while it is read, row by row.
pub struct Table<'r> {
    /// What it is called in reports: the file, and for a workbook the sheet.
    pub name: String,
    /// The file.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Where the columns of records stand in them (RFC 6901).
    pointers: Rc<[String]>,
    rows: Rows<'r>,
}

type CsvReader<'r> = Reader<LineFeeds<BufReader<Box<dyn Read + 'r>>>>;

enum Rows<'r> {
    Csv {
        reader: Box<CsvReader<'r>>,
        lines: Rc<RefCell<Lines>>,
    },
    /// Of a sheet, or records laid out as one.
    Sheet(std::iter::Enumerate<std::vec::IntoIter<SheetRow>>),
}

/// A row.
#[derive(Debug, Default)]
pub struct Row {
    /// The line that it begins on, or its number in the sheet; the header is line 1.
    pub line: u64,
    /// How far it is from the beginning, in the parts that the source's length is told in.
    pub offset: u64,
    cells: ByteRecord,
    source: RowOf,
    /// Cells that cannot be read, by their column.
    unreadable: Vec<(usize, Unreadable)>,
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

/// The most columns that a sheet has.
const SPREADSHEET_COLUMNS: usize = 16_384;

/// How much of a file is looked at to tell what stands between its cells.
const HEAD: usize = 64 * 1024;

impl<'r> Table<'r> {
    /// Opens what came in; fails when it is no table with a header.
    pub fn of(source: Source<'r>) -> Result<Self, String> {
        match source.content {
            Content::Csv(content) => Self::open(&source.name, content),
            Content::Sheet { sheet, rows } => Self::of_sheet(source.name, sheet, rows),
        }
    }

    /// Opens a CSV file by its content; fails when it is none with a header.
    pub fn open(name: &str, content: Box<dyn Read + 'r>) -> Result<Self, String> {
        let mut content = BufReader::with_capacity(HEAD, content);
        let head = content
            .fill_buf()
            .map_err(|error| format!("{name} cannot be read: {error}"))?;
        if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
            return Err(format!("{name} is UTF-16; save it as CSV UTF-8"));
        }
        if head.starts_with(b"PK\x03\x04") {
            return Err(format!(
                "{name} is a workbook or an archive; save it as CSV UTF-8"
            ));
        }
        let delimiter = delimiter(head);
        let lines = Rc::new(RefCell::new(Lines::default()));
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(LineFeeds::new(content, Rc::clone(&lines)));
        let header = reader
            .byte_headers()
            .map_err(|error| format!("{name} cannot be read: {error}"))?;
        let columns = header
            .iter()
            .map(|cell| {
                std::str::from_utf8(cell)
                    .map(|cell| cell.trim().to_owned())
                    .map_err(|_| format!("{name} is not UTF-8; save it as CSV UTF-8"))
            })
            .collect::<Result<Vec<_>, _>>()?;
        if columns.iter().all(String::is_empty) {
            return Err(format!(
                "{name} has no header; its first line names the columns"
            ));
        }
        check_columns(name, &columns)?;
        Ok(Self {
            name: name.to_owned(),
            file: name.to_owned(),
            sheet: None,
            columns,
            pointers: Rc::default(),
            rows: Rows::Csv {
                reader: Box::new(reader),
                lines,
            },
        })
    }

    fn of_sheet(file: String, sheet: Option<String>, rows: SheetRows) -> Result<Self, String> {
        let name = match &sheet {
            Some(sheet) => format!("{file}, sheet \"{sheet}\""),
            None => file.clone(),
        };
        let header = rows
            .header
            .ok_or_else(|| format!("{name} has no header; its first row names the columns"))?;
        let mut columns = Vec::new();
        for (column, cell) in header.cells {
            let text = cell.map_err(|unreadable| {
                format!("{name}, row {}: {}", header.number, unreadable.message)
            })?;
            if columns.len() <= column {
                columns.resize(column + 1, String::new());
            }
            columns[column] = text.trim().to_owned();
        }
        check_columns(&name, &columns)?;
        Ok(Self {
            name,
            file,
            sheet,
            columns,
            pointers: rows.pointers.into(),
            rows: Rows::Sheet(rows.rows.into_iter().enumerate()),
        })
    }

    /// Whether its rows are records, or parts of them.
    pub fn is_of_records(&self) -> bool {
        !self.pointers.is_empty()
    }

    /// The number of a column by its name; case does not matter unless it tells two apart.
    pub fn column(&self, name: &str) -> Option<usize> {
        let exact = self.columns.iter().position(|known| known == name);
        exact.or_else(|| {
            self.columns
                .iter()
                .position(|known| known.eq_ignore_ascii_case(name))
        })
    }

    /// Reads the next row into `row`; says whether there was one. Rows without any text are
    /// passed over.
    pub fn read(&mut self, row: &mut Row) -> Result<bool, String> {
        let (reader, lines) = match &mut self.rows {
            Rows::Csv { reader, lines } => (reader, lines),
            Rows::Sheet(rows) => {
                return Ok(match rows.next() {
                    Some((place, next)) => {
                        row.take(place as u64 + 1, next, &self.pointers);
                        true
                    }
                    None => false,
                });
            }
        };
        loop {
            lines.borrow_mut().row_begins();
            let there_is = reader
                .read_byte_record(&mut row.cells)
                .map_err(|error| format!("{} cannot be read: {error}", self.name))?;
            if !there_is {
                return Ok(false);
            }
            let position = row.cells.position();
            row.offset = position.map_or(0, csv::Position::byte);
            // The reader passes blank lines over, but counts from where they begin.
            let blank = lines.borrow_mut().blank_from(row.offset);
            row.line = position.map_or(0, csv::Position::line) + blank;
            if row.cells.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                return Ok(true);
            }
        }
    }
}

fn check_columns(name: &str, columns: &[String]) -> Result<(), String> {
    let named = columns.iter().filter(|column| !column.is_empty());
    let (all, mut named) = (columns.len(), named);
    // A spreadsheet may write empty columns up to its last one.
    if named.clone().count() > MOST_COLUMNS || all > SPREADSHEET_COLUMNS {
        return Err(format!(
            "{name} has {all} columns; {MOST_COLUMNS} are the most, so take out those that nothing reads"
        ));
    }
    let mut known = HashSet::new();
    match named.find(|column| !known.insert(*column)) {
        Some(column) => Err(format!(
            "{name} has the column \"{}\" twice",
            bounds::short(column)
        )),
        None => Ok(()),
    }
}

impl Row {
    /// Takes a row of a sheet.
    fn take(&mut self, offset: u64, row: SheetRow, pointers: &Rc<[String]>) {
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

    /// Whether it is a record, or a part of one.
    pub fn is_record(&self) -> bool {
        matches!(self.source, RowOf::Record { .. })
    }

    /// Whether the row says anything of a column, be it that there is nothing: a row of a table
    /// does so of each, a record of those that it has.
    pub fn says(&self, column: usize) -> bool {
        match &self.source {
            RowOf::Record { said, .. } => said.contains(&column),
            _ => true,
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
        let bytes = self.cells.get(column).unwrap_or_default();
        if let Some(message) = bounds::too_long(bytes.len()) {
            return Err(Unreadable {
                shown: bounds::cut(&String::from_utf8_lossy(bytes)),
                message,
            });
        }
        std::str::from_utf8(bytes)
            .map(|cell| match self.source {
                // The apostrophe says that a text is no formula; it is no part of it.
                RowOf::Csv => unguarded(cell.trim()),
                _ => Cow::Borrowed(cell.trim()),
            })
            .map_err(|_| Unreadable {
                shown: String::from_utf8_lossy(bytes).into_owned(),
                message: "it is not UTF-8; save the file as CSV UTF-8".to_owned(),
            })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(content: &'static [u8]) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
        let mut table = Table::open("t.csv", Box::new(content)).unwrap();
        let (mut rows, mut row) = (Vec::new(), Row::default());
        while table.read(&mut row).unwrap() {
            let cells = (0..row.len())
                .map(|cell| row.cell(cell).unwrap().into_owned())
                .collect();
            rows.push((row.line, cells));
        }
        (table.columns, rows)
    }

    #[test]
    fn every_spreadsheet_is_read() {
        let expected = (
            vec!["a".to_owned(), "b".to_owned()],
            vec![
                (2, vec!["1".to_owned(), "x, y;z".to_owned()]),
                (4, vec!["é".to_owned(), String::new()]),
            ],
        );
        assert_eq!(rows("a,b\n1,\"x, y;z\"\n,\né,\n".as_bytes()), expected);
        assert_eq!(
            rows("\u{feff}a;b\r\n1;\"x, y;z\"\r\n;\r\né;\r\n".as_bytes()),
            expected
        );
        assert_eq!(rows("a\tb\r\n1\tx, y;z\r\n\t\r\né\t".as_bytes()), expected);
    }

    #[test]
    fn rows_are_counted_behind_blank_lines_and_none_is_endless() {
        let (_, read) = rows("a,b\n\n\n1,2\r\n\r\n\n \n3,4\n".as_bytes());
        let lines: Vec<u64> = read.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [4, 8]);
        let open = |content: String| {
            let mut table = Table::open("t.csv", Box::new(std::io::Cursor::new(content)))?;
            let (mut row, mut last) = (Row::default(), 0);
            while table.read(&mut row)? {
                last = row.line;
            }
            Ok::<_, String>(last)
        };
        assert_eq!(
            open(format!("a\n{}1\n", "\n".repeat(9_000_000))),
            Ok(9_000_002)
        );
        let endless = "x,".repeat(bounds::LONGEST_ROW);
        for (hostile, told) in [
            (endless.clone(), "nothing closes"),
            (format!("a,b\n\"{endless}"), "nothing closes"),
            (
                format!("a,b\n\"{}", "x\n".repeat(bounds::LONGEST_ROW)),
                "nothing closes",
            ),
            ("x,".repeat(100_000), "100001 columns"),
            (
                (0..2_000).map(|n| format!("c{n},")).collect(),
                "2001 columns",
            ),
        ] {
            let mistake = open(hostile).unwrap_err();
            assert!(mistake.contains(told), "{mistake}");
        }
    }

    #[test]
    fn what_is_no_csv_file_is_named() {
        let error = |content: &'static [u8]| Table::open("t.csv", Box::new(content)).err().unwrap();
        assert!(error(b"\xFF\xFEa\0").contains("UTF-16"));
        assert!(error(b"PK\x03\x04").contains("workbook"));
        assert!(error(b"").contains("no header"));
        assert!(error(b"a,b,a\n").contains("twice"));
        assert!(error(b"n\xE9,b\n").contains("not UTF-8"));
    }
}
