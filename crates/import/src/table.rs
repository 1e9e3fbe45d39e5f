//! Tables that come in: sheets of a workbook, and CSV files as spreadsheets write them, with or
//! without a byte-order mark, with commas, semicolons or tabs, with LF or CRLF.

mod csv_text;
mod header;
mod quotes;
mod row;

use std::{
    cell::RefCell,
    collections::VecDeque,
    io::{BufReader, Cursor, Read},
    rc::Rc,
};

use csv::{Reader, ReaderBuilder};

use self::csv_text::{Beginning, LineFeeds, Lines};
pub use self::{
    header::{HeaderSearch, clean, is_same, told as header_told},
    row::Row,
};
use crate::{
    bounds::{self, MOST_COLUMNS},
    encoding::{FileEncoding, decoded},
    options::ImportOptions,
    privacy,
    source::{Content, Seekable, SheetRow, SheetRows, Source},
};

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
    /// The number of the row that they stand in.
    pub header: u64,
    /// How many rows with anything in them stand above it.
    pub titles: usize,
    /// What stands on each page of the sheet when it is printed.
    pub on_pages: Vec<String>,
    /// The columns that the sheet hides.
    pub hidden_columns: Vec<usize>,
    /// The rows that the sheet hides.
    pub hidden_rows: Vec<u64>,
    /// Where the columns of records stand in them (RFC 6901).
    pointers: Rc<[String]>,
    rows: Rows<'r>,
    /// Rows that were read while the header was looked for.
    ahead: VecDeque<Row>,
}

type CsvReader<'r> = Reader<LineFeeds<BufReader<Box<dyn Read + 'r>>>>;

enum Rows<'r> {
    Csv {
        reader: Box<CsvReader<'r>>,
        lines: Rc<RefCell<Lines>>,
        /// How many lines stand before the first that is read.
        above: u64,
    },
    /// Of a sheet, or records laid out as one.
    Sheet(std::iter::Enumerate<std::vec::IntoIter<SheetRow>>),
}

/// The most columns that a sheet has.
pub const SPREADSHEET_COLUMNS: usize = 16_384;

/// How much of a file is looked at to tell what stands between its cells.
const HEAD: u64 = 64 * 1024;

impl<'r> Table<'r> {
    /// Opens what came in; fails when it is no table with a header.
    pub fn of(
        source: Source<'r>,
        options: &ImportOptions,
        search: &HeaderSearch<'_>,
    ) -> Result<Self, String> {
        match source.content {
            Content::Csv(content) => Self::open(&source.name, content, options.encoding, search),
            Content::Sheet { sheet, rows } => Self::of_sheet(source.name, sheet, rows, search),
        }
    }

    /// Opens a CSV file by its content; fails when it is none with a header.
    pub fn open(
        name: &str,
        content: Box<dyn Seekable + 'r>,
        encoding: Option<FileEncoding>,
        search: &HeaderSearch<'_>,
    ) -> Result<Self, String> {
        let mut content = decoded(name, content, encoding)?;
        let mut head = Vec::new();
        (&mut content)
            .take(HEAD)
            .read_to_end(&mut head)
            .map_err(|error| format!("{name} cannot be read: {error}"))?;
        if head.starts_with(b"PK\x03\x04") {
            return Err(format!(
                "{name} is a workbook or an archive; save it as CSV UTF-8"
            ));
        }
        let beginning = Beginning::of(&head);
        head.drain(..beginning.passed_over);
        let delimiter = beginning.delimiter;
        let lines = Rc::new(RefCell::new(Lines::default()));
        let content: Box<dyn Read + 'r> = Box::new(Cursor::new(head).chain(content));
        let content = BufReader::with_capacity(HEAD as usize, content);
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(LineFeeds::new(
                content,
                (delimiter, beginning.lines),
                Rc::clone(&lines),
            ));
        let mut table = Self {
            name: name.to_owned(),
            file: name.to_owned(),
            sheet: None,
            columns: Vec::new(),
            header: 0,
            titles: 0,
            on_pages: Vec::new(),
            hidden_columns: Vec::new(),
            hidden_rows: Vec::new(),
            pointers: Rc::default(),
            rows: Rows::Csv {
                reader: Box::new(reader),
                lines,
                above: beginning.lines,
            },
            ahead: VecDeque::new(),
        };
        table.find_header(search)?;
        Ok(table)
    }

    fn of_sheet(
        file: String,
        sheet: Option<String>,
        mut sheet_rows: SheetRows,
        search: &HeaderSearch<'_>,
    ) -> Result<Self, String> {
        let name = match &sheet {
            Some(sheet) => format!("{file}, sheet \"{}\"", bounds::short(sheet)),
            None => file.clone(),
        };
        let header = sheet_rows.header.take();
        let hidden = sheet_rows.rows.iter().filter(|row| row.is_hidden);
        let mut table = Self {
            name,
            file,
            sheet,
            columns: Vec::new(),
            header: 0,
            titles: 0,
            on_pages: sheet_rows.on_pages,
            hidden_columns: sheet_rows.hidden_columns,
            hidden_rows: hidden.map(|row| row.number).collect(),
            pointers: sheet_rows.pointers.into(),
            rows: Rows::Sheet(sheet_rows.rows.into_iter().enumerate()),
            ahead: VecDeque::new(),
        };
        match header {
            Some(columns) => table.take_header(0, &columns)?,
            None => table.find_header(search)?,
        }
        Ok(table)
    }

    /// Finds the row that names the columns. Those above it are passed over, those below wait.
    fn find_header(&mut self, search: &HeaderSearch<'_>) -> Result<(), String> {
        let mut ahead = VecDeque::new();
        let mut noted = None;
        while ahead.len() < search.looked_at() {
            let mut row = Row::default();
            if !self.next(&mut row)? {
                break;
            }
            if noted.is_none() {
                noted = row
                    .notes()
                    .next()
                    .map(|(_, note)| (row.line, privacy::noted(note)));
            }
            if row.cells.is_empty() {
                continue;
            }
            match search.row.is_some_and(|wanted| row.line < wanted) {
                true => self.titles += 1,
                false => ahead.push_back(row),
            }
        }
        let mut rows: Vec<_> = ahead.iter().map(|row| (row.line, row.texts())).collect();
        let place = search.find(&self.name, &rows)?;
        self.titles += place;
        let (number, names) = rows.swap_remove(place);
        // What is noted above the names of the columns, or at them, is about the whole sheet.
        let told = match (noted, ahead.drain(..=place).next_back()) {
            (Some((row, told)), _) if row <= number => Some((row, told.message)),
            (_, Some(header)) => {
                let unreadable = header.unreadable.into_iter().next();
                unreadable.map(|(_, unreadable)| (number, unreadable.message))
            }
            _ => None,
        };
        if let Some((row, told)) = told {
            return Err(format!("{}, row {row}: {told}", self.name));
        }
        self.hidden_rows.retain(|row| *row > number);
        self.ahead = ahead;
        self.take_header(number, &names)
    }

    fn take_header(&mut self, number: u64, names: &[String]) -> Result<(), String> {
        self.columns = names.iter().map(|name| clean(name)).collect();
        self.header = number;
        check_columns(&self.name, &self.columns)
    }

    /// Fails where two columns are called the same, of which `read` says that something is read.
    pub fn check_twice(&self, is_read: impl Fn(usize) -> bool) -> Result<(), String> {
        let columns = self.columns.iter().enumerate();
        let twice = columns
            .filter(|(_, column)| !column.is_empty())
            .find(|(place, column)| {
                self.columns[..*place]
                    .iter()
                    .enumerate()
                    .any(|(other, known)| {
                        is_same(known, column)
                    // Names that only their case tells apart may feed two fields.
                    && match is_read(other) && is_read(*place) {
                        true => known == *column,
                        false => is_read(other) || is_read(*place),
                    }
                    })
            });
        match twice {
            None => Ok(()),
            Some((_, column)) => Err(format!(
                "{} has the column \"{}\" twice; rename one of them, or take it out",
                self.name,
                bounds::short(column)
            )),
        }
    }

    /// Whether its rows are records, or parts of them.
    pub fn is_of_records(&self) -> bool {
        !self.pointers.is_empty()
    }

    /// The number of a column by its name; case does not matter unless it tells two apart.
    pub fn column(&self, name: &str) -> Option<usize> {
        let name = clean(name);
        let exact = self.columns.iter().position(|known| *known == name);
        exact.or_else(|| {
            let mut columns = self.columns.iter();
            columns.position(|known| is_same(known, &name))
        })
    }

    /// Reads the next row into `row`; says whether there was one. Rows without any text are
    /// passed over.
    pub fn read(&mut self, row: &mut Row) -> Result<bool, String> {
        if let Some(next) = self.ahead.pop_front() {
            *row = next;
            return Ok(true);
        }
        while self.next(row)? {
            if !row.cells.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The next row, be it one of a sheet that has nothing but a note.
    fn next(&mut self, row: &mut Row) -> Result<bool, String> {
        let (reader, lines, above) = match &mut self.rows {
            Rows::Csv {
                reader,
                lines,
                above,
            } => (reader, lines, *above),
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
            row.line = position.map_or(0, csv::Position::line) + blank + above;
            if row.cells.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                return Ok(true);
            }
        }
    }
}

/// The name of a column: A to Z, AA and so on.
pub fn column_letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (number % 26) as u8);
        match (number / 26).checked_sub(1) {
            Some(rest) => number = rest,
            None => break,
        }
    }
    letters
        .iter()
        .rev()
        .map(|letter| char::from(*letter))
        .collect()
}

fn check_columns(name: &str, columns: &[String]) -> Result<(), String> {
    let named = columns.iter().filter(|column| !column.is_empty()).count();
    let all = columns.len();
    // A spreadsheet may write empty columns up to its last one.
    if named > MOST_COLUMNS || all > SPREADSHEET_COLUMNS {
        return Err(format!(
            "{name} has {all} columns; {MOST_COLUMNS} are the most, so take out those that nothing reads"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
