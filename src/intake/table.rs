//! Tables that come in: sheets of a workbook, and CSV files as spreadsheets write them, with or
//! without a byte-order mark, with commas, semicolons or tabs, with LF or CRLF.

use std::{
    cell::RefCell,
    collections::VecDeque,
    io::{BufRead, BufReader, Read},
    rc::Rc,
};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::package::{Content, Source};
use crate::network::spreadsheet::unguarded;

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
    rows: Rows<'r>,
}

type CsvReader<'r> = Reader<LineFeeds<BufReader<Box<dyn Read + 'r>>>>;

enum Rows<'r> {
    Csv {
        reader: Box<CsvReader<'r>>,
        blank_lines: Rc<RefCell<BlankLines>>,
    },
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
    /// Whether it is a sheet's, and no CSV file's.
    of_sheet: bool,
    /// Cells that cannot be read, by their column.
    unreadable: Vec<(usize, Unreadable)>,
}

/// Why a cell has no text that could be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What it shows, as well as that can be told.
    pub shown: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// The rows of a sheet, its header apart.
#[derive(Debug, Default)]
pub struct SheetRows {
    header: Option<SheetRow>,
    rows: Vec<SheetRow>,
}

/// A row of a sheet that has any text.
#[derive(Debug, Clone, Default)]
pub struct SheetRow {
    /// Its number; the first row is 1.
    pub number: u64,
    /// The cells with something in them, by their column.
    pub cells: Vec<(usize, Result<String, Unreadable>)>,
}

impl SheetRows {
    /// The rows of a sheet; the first is its header.
    pub fn new(rows: Vec<SheetRow>) -> Self {
        let mut rows = rows.into_iter();
        Self {
            header: rows.next(),
            rows: rows.collect(),
        }
    }

    /// How many rows there are, the header not counted.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
}

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
        let blank_lines = Rc::new(RefCell::new(BlankLines::default()));
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(LineFeeds {
                content,
                offset: 0,
                line_begins: true,
                blank_lines: Rc::clone(&blank_lines),
            });
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
        all_different(name, &columns)?;
        Ok(Self {
            name: name.to_owned(),
            file: name.to_owned(),
            sheet: None,
            columns,
            rows: Rows::Csv {
                reader: Box::new(reader),
                blank_lines,
            },
        })
    }

    fn of_sheet(file: String, sheet: String, rows: SheetRows) -> Result<Self, String> {
        let name = format!("{file}, sheet \"{sheet}\"");
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
        all_different(&name, &columns)?;
        Ok(Self {
            name,
            file,
            sheet: Some(sheet),
            columns,
            rows: Rows::Sheet(rows.rows.into_iter().enumerate()),
        })
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
        let (reader, blank_lines) = match &mut self.rows {
            Rows::Csv {
                reader,
                blank_lines,
            } => (reader, blank_lines),
            Rows::Sheet(rows) => {
                return Ok(match rows.next() {
                    Some((place, next)) => {
                        row.take(place as u64 + 1, next);
                        true
                    }
                    None => false,
                });
            }
        };
        loop {
            let there_is = reader
                .read_byte_record(&mut row.cells)
                .map_err(|error| format!("{} cannot be read: {error}", self.name))?;
            if !there_is {
                return Ok(false);
            }
            let position = row.cells.position();
            row.offset = position.map_or(0, csv::Position::byte);
            // The reader passes blank lines over, but counts from where they begin.
            let blank = blank_lines.borrow_mut().following(row.offset);
            row.line = position.map_or(0, csv::Position::line) + blank;
            if row.cells.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                return Ok(true);
            }
        }
    }
}

fn all_different(name: &str, columns: &[String]) -> Result<(), String> {
    let twice = columns
        .iter()
        .enumerate()
        .find(|(place, column)| !column.is_empty() && columns[..*place].contains(column));
    match twice {
        Some((_, column)) => Err(format!("{name} has the column \"{column}\" twice")),
        None => Ok(()),
    }
}

impl Row {
    /// Takes a row of a sheet.
    fn take(&mut self, offset: u64, row: SheetRow) {
        self.of_sheet = true;
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

    /// The text of a cell, trimmed; empty where the row is shorter. Fails when there is none that
    /// could be taken.
    pub fn cell(&self, column: usize) -> Result<&str, Unreadable> {
        if let Some((_, unreadable)) = self.unreadable.iter().find(|(at, _)| *at == column) {
            return Err(unreadable.clone());
        }
        let bytes = self.cells.get(column).unwrap_or_default();
        std::str::from_utf8(bytes)
            .map(|cell| match self.of_sheet {
                true => cell.trim(),
                // The apostrophe says that a text is no formula; it is no part of it.
                false => unguarded(cell.trim()),
            })
            .map_err(|_| Unreadable {
                shown: String::from_utf8_lossy(bytes).into_owned(),
                message: "it is not UTF-8; save the file as CSV UTF-8".to_owned(),
            })
    }

    /// What is wrong when the row has more cells than the header.
    pub fn excess(&self, columns: usize) -> Option<String> {
        let cells = self.cells.len();
        match self.of_sheet {
            _ if cells <= columns => None,
            true => Some(format!(
                "the row has something in cell {cells}, and the header names {columns} columns; \
                 name the column, or clear the cell"
            )),
            false => Some(format!(
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

/// Passes a text on with LF for CRLF, so that lines are counted right and a cell of several lines
/// is the same whichever program wrote it.
struct LineFeeds<R> {
    content: R,
    /// How many bytes were passed on.
    offset: u64,
    /// Whether the next byte begins a line.
    line_begins: bool,
    blank_lines: Rc<RefCell<BlankLines>>,
}

/// Where blank lines are, in bytes, as far as no row behind them was read yet.
#[derive(Default)]
struct BlankLines(VecDeque<u64>);

impl BlankLines {
    /// How many blank lines follow one another from `offset` on.
    fn following(&mut self, offset: u64) -> u64 {
        while self.0.front().is_some_and(|line| *line < offset) {
            self.0.pop_front();
        }
        let lines = (offset..).zip(&self.0);
        lines
            .take_while(|(expected, line)| expected == *line)
            .count() as u64
    }
}

impl<R> LineFeeds<R> {
    fn note(&mut self, passed: &[u8]) {
        for byte in passed {
            if *byte == b'\n' && self.line_begins {
                self.blank_lines.borrow_mut().0.push_back(self.offset);
            }
            self.line_begins = *byte == b'\n';
            self.offset += 1;
        }
    }
}

impl<R: BufRead> Read for LineFeeds<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        let available = self.content.fill_buf()?;
        let length = available.len().min(out.len());
        let given = match available[..length].iter().position(|byte| *byte == b'\r') {
            // Up to the CR, which is looked at next.
            Some(place) if place > 0 => place,
            Some(_) => {
                self.content.consume(1);
                // Looking ahead may have to read on; at the end of the text a CR stays.
                if self.content.fill_buf()?.first() == Some(&b'\n') {
                    return self.read(out);
                }
                out[0] = b'\r';
                self.note(b"\r");
                return Ok(1);
            }
            None => length,
        };
        out[..given].copy_from_slice(&available[..given]);
        self.content.consume(given);
        self.note(&out[..given]);
        Ok(given)
    }
}

/// What stands between the cells: whichever of comma, semicolon and tab the header has most of,
/// outside quotes.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(delimiter == byte);
                }
            }
            _ => {}
        }
    }
    // The first of equals, so that a file with one column has commas.
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts
        .iter()
        .find(|(_, count)| *count == most)
        .map_or(b',', |(delimiter, _)| *delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(content: &'static [u8]) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
        let mut table = Table::open("t.csv", Box::new(content)).unwrap();
        let (mut rows, mut row) = (Vec::new(), Row::default());
        while table.read(&mut row).unwrap() {
            let cells = (0..row.len())
                .map(|cell| row.cell(cell).unwrap().to_owned())
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
    fn what_is_no_csv_file_is_named() {
        let error = |content: &'static [u8]| Table::open("t.csv", Box::new(content)).err().unwrap();
        assert!(error(b"\xFF\xFEa\0").contains("UTF-16"));
        assert!(error(b"PK\x03\x04").contains("workbook"));
        assert!(error(b"").contains("no header"));
        assert!(error(b"a,b,a\n").contains("twice"));
        assert!(error(b"n\xE9,b\n").contains("not UTF-8"));
    }
}
