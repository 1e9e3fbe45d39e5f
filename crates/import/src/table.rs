//! Tables that come in: sheets of a workbook, and CSV files as spreadsheets write them, with or
//! without a byte-order mark, with commas, semicolons or tabs, with LF or CRLF.

mod csv_text;
mod header;
mod quotes;

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::VecDeque,
    io::{BufReader, Cursor, Read},
    rc::Rc,
};

use csv::{ByteRecord, Reader, ReaderBuilder};

use self::csv_text::{Beginning, LineFeeds, Lines};
pub use self::header::{HeaderSearch, clean, is_same, told as header_told};
use crate::{
    bounds::{self, MOST_COLUMNS},
    encoding::{FileEncoding, decoded},
    fields::Shape,
    options::ImportOptions,
    privacy,
    source::{Beside, Content, Seekable, SheetRow, SheetRows, Source, Unreadable},
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
    /// The number of the row that they stand in.
    pub header: u64,
    /// How many rows with anything in them stand above it.
    pub titles: usize,
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

fn begins(text: &str, with: &str) -> bool {
    let beginning = text.get(..with.len());
    beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(with))
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
        let cell = std::str::from_utf8(bytes).map_err(|_| Unreadable {
            shown: bounds::cut(&String::from_utf8_lossy(bytes)),
            message: "it is not UTF-8; save the file as CSV UTF-8".to_owned(),
        })?;
        match Unreadable::too_long(cell) {
            Some(unreadable) => Err(unreadable),
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
                Beside::Number(_) | Beside::Link(_) => None,
            })
    }

    /// The texts of all cells, those that cannot be read as they show themselves.
    fn texts(&self) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn open(name: &str, content: impl Seekable + 'static) -> Result<Table<'static>, String> {
        Table::open(name, Box::new(content), None, &HeaderSearch::first())
    }

    fn rows(content: &'static [u8]) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
        let mut table = open("t.csv", Cursor::new(content)).unwrap();
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
    fn text_in_any_encoding_is_read_or_named() {
        assert_eq!(
            rows(b"\xFF\xFEa\x00,\x00b\x00\n\x001\x00,\x00\xE9\x00").1[0].1,
            ["1", "\u{e9}"]
        );
        assert_eq!(
            rows(b"sep=;\r\na;b\r\n1;2\r\n").1,
            [(3, vec!["1".into(), "2".into()])]
        );
        assert_eq!(
            rows(b"a,b\r1,\"x\ry\"\r3,4\r").1[1],
            (4, vec!["3".into(), "4".into()])
        );
    }

    #[test]
    fn a_quote_that_swallows_rows_is_told_by_the_line_where_it_begins() {
        let error = |content: &'static str| {
            let mut table = match open("t.csv", Cursor::new(content)) {
                Ok(table) => table,
                Err(mistake) => return mistake,
            };
            let mut row = Row::default();
            loop {
                match table.read(&mut row) {
                    Ok(true) => {}
                    Ok(false) => return String::new(),
                    Err(mistake) => return mistake,
                }
            }
        };
        for (text, told) in [
            ("a,b,c\n1,2,\"x\n3,4,5\n6,7,8\n", "line 2 holds line 3"),
            ("a,b\n1,\"x\n3,4\n", "line 2 is never closed"),
            ("a,b,c\n1,2,\"x\n3,4,\"y\"\n", "line 2 is closed in line 3"),
            ("a,b\n1,\"x\"y\n", "line 2 is closed in line 2"),
        ] {
            assert!(error(text).contains(told), "{text:?}: {}", error(text));
        }
        for right in [
            "a,b,c\n1,2,\"One, two, and three, as we say,\n and four.\"\n",
            "a,b\n1,\"say \"\"yes\"\"\"\n\"\",5\" pipe\n",
            "a,b\n\"1\" ,2\n",
        ] {
            assert_eq!(error(right), "", "{right:?}");
        }
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
        let read = |content: String| {
            let mut table = open("t.csv", Cursor::new(content))?;
            let (mut row, mut last) = (Row::default(), 0);
            while table.read(&mut row)? {
                last = row.line;
            }
            Ok::<_, String>(last)
        };
        assert_eq!(
            read(format!("a\n{}1\n", "\n".repeat(9_000_000))),
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
            let mistake = read(hostile).unwrap_err();
            assert!(mistake.contains(told), "{mistake}");
        }
    }

    #[test]
    fn what_is_no_csv_file_is_named() {
        let error = |content: &'static [u8]| open("t.csv", Cursor::new(content)).err().unwrap();
        assert!(error(b"PK\x03\x04").contains("workbook"));
        assert!(error(b"").contains("is empty"));
        assert!(error(b"n\xE9,b\n").contains("--encoding windows-1252"));
    }
}
