//! A workbook (XLSX, ECMA-376) with one sheet, written row by row; none of them is kept.
//!
//! The library that makes workbooks gives nothing away before it knows the last row. So it makes
//! one with the header alone, and the rows are written into its sheet on the way out.
//!
//! Texts are written as texts, so that nothing in them can run as a formula, and addresses as plain
//! texts: a sheet may have no more than 65,530 links.

use std::{
    cell::RefCell,
    io::{self, Cursor, Read, Write},
    rc::Rc,
};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Workbook, XlsxError, column_number_to_name,
};
use zip::{
    DateTime, ZipArchive, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

use super::columns::Cell;
use network::{Date, Timestamp};

/// The most characters (UTF-16) that a cell may have.
const LONGEST_TEXT: usize = 32_767;
/// The part of a workbook that holds its first sheet.
const SHEET: &str = "xl/worksheets/sheet1.xml";
/// What stands behind each row, of which the header is the first, and behind the last.
const ROW_ENDS: &str = "</row>";
const ROWS_END: &str = "</sheetData>";

/// How cells look, by the number that the workbook has for it.
#[derive(Clone, Copy)]
enum Look {
    Header = 1,
    Date,
    Time,
}

impl Look {
    /// In the order of their numbers.
    const ALL: [Self; 3] = [Self::Header, Self::Date, Self::Time];

    fn format(self) -> Format {
        match self {
            Self::Header => Format::new().set_bold(),
            Self::Date => Format::new().set_num_format("yyyy-mm-dd"),
            Self::Time => Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

/// A workbook that is being written.
pub struct WorkbookWriter {
    zip: ZipWriter<StreamWriter<Sink>>,
    written: Sink,
    /// The letters of the columns: A, B … AA.
    letters: Vec<String>,
    /// The number of the row that was written last.
    row: usize,
    xml: Vec<u8>,
    /// The XML behind the rows.
    end: String,
}

/// What was written and is still to be sent.
#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WorkbookWriter {
    /// Begins a workbook with the name of its sheet, its columns with their widths in characters,
    /// how many rows it will have below the header, and when it was made.
    ///
    /// # Errors
    ///
    /// A sheet has no more than 1,048,576 rows and 16,384 columns.
    pub fn new(
        name: &str,
        columns: impl Iterator<Item = (&'static str, u8)>,
        rows: usize,
        made: Timestamp,
    ) -> io::Result<Self> {
        let columns: Vec<_> = columns.collect();
        let frame = frame(name, &columns, rows, made).map_err(io::Error::other)?;
        let mut frame = ZipArchive::new(Cursor::new(frame))?;
        let written = Sink::default();
        let mut zip = ZipWriter::new_stream(written.clone());
        for number in 0..frame.len() {
            let part = frame.by_index_raw(number)?;
            if part.name()? != SHEET {
                zip.raw_copy_file(part)?;
            }
        }
        let mut sheet = String::new();
        frame.by_name(SHEET)?.read_to_string(&mut sheet)?;
        let begin = sheet.find(ROW_ENDS).map(|at| at + ROW_ENDS.len());
        let (Some(begin), Some(end)) = (begin, sheet.find(ROWS_END)) else {
            return Err(io::Error::other("a sheet without a header"));
        };
        // The clock's time would be another one in each answer.
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        zip.start_file(SHEET, options)?;
        zip.write_all(&sheet.as_bytes()[..begin])?;
        Ok(Self {
            zip,
            written,
            letters: (0..)
                .take(columns.len())
                .map(column_number_to_name)
                .collect(),
            row: 1,
            xml: Vec::new(),
            end: sheet.split_off(end),
        })
    }

    /// Writes the next row.
    ///
    /// # Errors
    ///
    /// None that is to be expected.
    pub fn write_row<'a>(&mut self, cells: impl Iterator<Item = Cell<'a>>) -> io::Result<()> {
        self.row += 1;
        self.xml.clear();
        write!(self.xml, r#"<row r="{}">"#, self.row)?;
        for (letters, cell) in self.letters.iter().zip(cells) {
            let at = (letters.as_str(), self.row);
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => write_text(&mut self.xml, at, &text)?,
                Cell::Number(number) => write_number(&mut self.xml, at, number, None)?,
                Cell::Date(date) => match excel_date(date) {
                    Some(day) => write_number(&mut self.xml, at, day, Some(Look::Date))?,
                    None => write_text(&mut self.xml, at, &date.to_string())?,
                },
                Cell::Time(time) => match excel_time(time) {
                    Some(moment) => write_number(&mut self.xml, at, moment, Some(Look::Time))?,
                    None => write_text(&mut self.xml, at, &time.to_string())?,
                },
            }
        }
        self.xml.extend_from_slice(ROW_ENDS.as_bytes());
        self.zip.write_all(&self.xml)
    }

    /// What was written since it was last asked for; the compressor keeps some of it.
    pub fn written(&mut self) -> Vec<u8> {
        self.written.0.take()
    }

    /// Ends the workbook, and gives what was not taken yet.
    ///
    /// # Errors
    ///
    /// None that is to be expected.
    pub fn end(mut self) -> io::Result<Vec<u8>> {
        self.zip.write_all(self.end.as_bytes())?;
        self.zip.finish()?;
        Ok(self.written.0.take())
    }
}

/// A workbook that has only a header: bold, always in sight, with a button to filter by each column.
fn frame(
    name: &str,
    columns: &[(&str, u8)],
    rows: usize,
    made: Timestamp,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for look in Look::ALL {
        workbook.register_format(&look.format());
    }
    // Its date is given and not the clock's, for the sake of the ETag.
    let made = ExcelDateTime::from_timestamp(made.unix_seconds())?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for ((name, width), at) in columns.iter().zip(0..) {
        sheet.set_column_width(at, *width)?;
        sheet.write_string_with_format(0, at, *name, &Look::Header.format())?;
    }
    if let Some(last) = columns.len().checked_sub(1) {
        // Further than a sheet reaches is an error.
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        sheet.autofilter(0, 0, rows, last as u16)?;
        // The sheet says how far it reaches; the cell is left out with its row.
        if rows > 0 {
            sheet.write_boolean(rows, last as u16, true)?;
        }
    }
    workbook.save_to_buffer()
}

/// Where a cell is: the letters of its column, and its row.
type Address<'a> = (&'a str, usize);

fn write_number(
    out: &mut Vec<u8>,
    (column, row): Address<'_>,
    number: f64,
    look: Option<Look>,
) -> io::Result<()> {
    write!(out, r#"<c r="{column}{row}""#)?;
    if let Some(look) = look {
        write!(out, r#" s="{}""#, look as u8)?;
    }
    write!(out, "><v>{number}</v></c>")
}

fn write_text(out: &mut Vec<u8>, (column, row): Address<'_>, text: &str) -> io::Result<()> {
    let text = shortened(text);
    // Without that, spaces around a text are taken away.
    let preserve = match text.trim_matches(['\t', '\n', ' ']).len() == text.len() {
        true => "",
        false => r#" xml:space="preserve""#,
    };
    write!(
        out,
        r#"<c r="{column}{row}" t="inlineStr"><is><t{preserve}>"#
    )?;
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| is_escaped(letter)) {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        let letter = rest.chars().next().unwrap_or_default();
        match letter {
            '&' => out.extend_from_slice(b"&amp;"),
            '<' => out.extend_from_slice(b"&lt;"),
            '>' => out.extend_from_slice(b"&gt;"),
            '_' if !begins_like_an_escape(rest) => out.push(b'_'),
            letter => write!(out, "_x{:04X}_", u32::from(letter))?,
        }
        rest = &rest[letter.len_utf8()..];
    }
    out.extend_from_slice(rest.as_bytes());
    out.extend_from_slice(b"</t></is></c>");
    Ok(())
}

/// What stands for something else in XML, or may not be in it (XML 1.0, 2.2): that is written by
/// its number, as `_x001B_` (`ST_Xstring`), and so is an underscore that would begin such a number.
fn is_escaped(letter: char) -> bool {
    match letter {
        '&' | '<' | '>' | '_' | '\u{FFFE}' | '\u{FFFF}' => true,
        '\t' | '\n' => false,
        letter => letter < ' ',
    }
}

fn begins_like_an_escape(text: &str) -> bool {
    match text.as_bytes() {
        [b'_', b'x', digits @ ..] if digits.len() > 4 => {
            digits[..4].iter().all(u8::is_ascii_hexdigit) && digits[4] == b'_'
        }
        _ => false,
    }
}

/// A day as Excel counts it; nothing for one before its first, the first of January 1900.
fn excel_date(date: Date) -> Option<f64> {
    let year = u16::try_from(date.year()).ok()?;
    let month = u8::try_from(date.month()).ok()?;
    let day = ExcelDateTime::from_ymd(year, month, u8::try_from(date.day()).ok()?);
    day.ok().filter(|_| year >= 1900).map(|day| day.to_excel())
}

fn excel_time(time: Timestamp) -> Option<f64> {
    let moment = ExcelDateTime::from_timestamp(time.unix_seconds()).ok()?;
    (time.date().year() >= 1900).then(|| moment.to_excel())
}

/// A text as far as a cell can hold it.
fn shortened(text: &str) -> &str {
    let mut length = 0;
    for (end, letter) in text.char_indices() {
        length += letter.len_utf16();
        if length > LONGEST_TEXT {
            return &text[..end];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [(&str, u8); 4] = [("name", 30), ("a & b", 8), ("day", 12), ("moment", 20)];

    fn rows() -> Vec<[Cell<'static>; 4]> {
        let texts = [
            "=1+1",
            " spaced\t",
            "a <b> & \"c\"",
            "_x000D_ _x00",
            "_x00é0__",
            "\u{1b}[1m\r\n",
            "\u{FFFE}",
            "Ωμέγα 😀",
        ];
        let moment: Timestamp = "2026-09-21T13:33:20Z".parse().unwrap();
        let row = |(text, number)| {
            [
                Cell::text(text),
                Cell::Number(number),
                Cell::Date(moment.date()),
                Cell::Time(moment),
            ]
        };
        let mut rows: Vec<_> = texts
            .into_iter()
            .zip([1.0, -0.25, 1e21, 4.3517].into_iter().cycle())
            .map(row)
            .collect();
        rows.push([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Number(2.0)]);
        rows
    }

    fn xml_of_sheet(book: Vec<u8>) -> String {
        let mut book = ZipArchive::new(Cursor::new(book)).unwrap();
        let mut text = String::new();
        let mut sheet = book.by_name(SHEET).unwrap();
        sheet.read_to_string(&mut text).unwrap();
        text
    }

    /// The same by the library, which keeps the rows in a file.
    fn by_the_library(rows: &[[Cell<'_>; 4]]) -> String {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory().unwrap();
        let [header, day, moment] = Look::ALL.map(Look::format);
        sheet.set_freeze_panes(1, 0).unwrap();
        for ((name, width), at) in COLUMNS.into_iter().zip(0..) {
            sheet.set_column_width(at, width).unwrap();
            sheet
                .write_string_with_format(0, at, name, &header)
                .unwrap();
        }
        sheet.autofilter(0, 0, rows.len() as u32, 3).unwrap();
        for (row, number) in rows.iter().zip(1..) {
            for (cell, at) in row.iter().zip(0..) {
                match cell {
                    Cell::Empty => continue,
                    Cell::Text(text) => sheet.write_string(number, at, &**text),
                    Cell::Number(value) => sheet.write_number(number, at, *value),
                    Cell::Date(date) => {
                        sheet.write_number_with_format(number, at, excel_date(*date).unwrap(), &day)
                    }
                    Cell::Time(time) => sheet.write_number_with_format(
                        number,
                        at,
                        excel_time(*time).unwrap(),
                        &moment,
                    ),
                }
                .unwrap();
            }
        }
        xml_of_sheet(workbook.save_to_buffer().unwrap())
    }

    /// Behind the header, whose texts are in a table of the workbook.
    fn below_the_header(sheet: &str) -> &str {
        &sheet[sheet.find(ROW_ENDS).unwrap()..]
    }

    #[test]
    fn rows_are_written_as_the_library_writes_them() {
        for rows in [rows(), Vec::new()] {
            let made = Timestamp::now();
            let mut book =
                WorkbookWriter::new("members", COLUMNS.into_iter(), rows.len(), made).unwrap();
            let mut bytes = book.written();
            for row in rows.clone() {
                book.write_row(row.into_iter()).unwrap();
                bytes.append(&mut book.written());
            }
            bytes.append(&mut book.end().unwrap());
            let (ours, theirs) = (xml_of_sheet(bytes), by_the_library(&rows));
            assert_eq!(below_the_header(&ours), below_the_header(&theirs));
            let begin = |sheet: &str| sheet[..sheet.find("<sheetData>").unwrap()].to_owned();
            assert_eq!(begin(&ours), begin(&theirs));
        }
    }

    #[test]
    fn more_rows_than_a_sheet_has_are_refused() {
        let columns = COLUMNS.into_iter();
        assert!(WorkbookWriter::new("members", columns, 1_048_576, Timestamp::now()).is_err());
    }

    #[test]
    fn a_text_is_cut_where_excel_would_refuse_it() {
        let long = "😀".repeat(20_000);
        assert_eq!(shortened(&long).chars().count(), 16_383);
        assert_eq!(shortened("Ωμέγα"), "Ωμέγα");
    }

    #[test]
    fn days_before_excels_first_stay_texts() {
        assert!(excel_date(Date::constant(1899, 12, 31)).is_none());
        assert!(excel_date(Date::constant(1900, 1, 1)).is_some());
    }
}
