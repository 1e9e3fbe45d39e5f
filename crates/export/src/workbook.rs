//! A workbook (XLSX, ECMA-376) with a sheet for each table. Texts are written as texts, so that
//! nothing in them can run as a formula.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{
    books::Books,
    error::Error,
    tables::{self, Cell, Sink},
};
use import::fields::TableName;
use network::parse_date;

/// The most characters (UTF-16) that a cell may have.
const LONGEST_TEXT: usize = 32_767;
/// How wide columns are shown, in characters.
const WIDTH: u8 = 20;

struct Sheets {
    book: Workbook,
    header: Format,
    day: Format,
    /// The table's name and how many rows it has, header included.
    tables: Vec<(&'static str, u32)>,
}

/// Writes a sheet for each of these tables.
pub fn write(books: &mut Books<'_>, of: &[TableName], out: &mut File) -> Result<(), Error> {
    // The library panics where its own temporary files have no room.
    catch_unwind(AssertUnwindSafe(|| write_sheets(books, of, out)))
        .unwrap_or_else(|_| Err(io::Error::other("it could not be written to its end").into()))
}

fn write_sheets(books: &mut Books<'_>, of: &[TableName], out: &mut File) -> Result<(), Error> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(books.exported_at.unix_seconds())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut sheets = Sheets {
        book,
        header: Format::new().set_bold(),
        day: Format::new().set_num_format("yyyy-mm-dd"),
        tables: Vec::new(),
    };
    tables::write(books, of, &mut sheets)?;
    let mut out = BufWriter::new(out);
    sheets.book.save_to_writer(&mut out)?;
    out.flush()?;
    Ok(())
}

impl Sink for Sheets {
    fn begin(&mut self, _: usize, name: &'static str, header: &[String]) -> Result<(), Error> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, text) in (0..).zip(header) {
            sheet.set_column_width(column, WIDTH)?;
            sheet.write_string_with_format(0, column, text, &self.header)?;
        }
        self.tables.push((name, 1));
        Ok(())
    }

    fn row(&mut self, number: usize, cells: &[Cell]) -> Result<(), Error> {
        let Some((name, rows)) = self.tables.get_mut(number) else {
            return Ok(());
        };
        let sheet = self.book.worksheet_from_index(number)?;
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, *rows, column, cell, &self.day).map_err(|error| match error {
                XlsxError::MaxStringLengthExceeded => {
                    Error::TooLong(format!("the sheet \"{name}\", row {},", *rows + 1))
                }
                error => error.into(),
            })?;
        }
        *rows += 1;
        Ok(())
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    day: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Number(number) => sheet.write_number(row, column, *number)?,
        Cell::Text(text) if text.encode_utf16().count() > LONGEST_TEXT => {
            return Err(XlsxError::MaxStringLengthExceeded);
        }
        Cell::Text(text) => sheet.write_string(row, column, text)?,
        Cell::Day(text) => match excel_day(text) {
            Some(date) => sheet.write_datetime_with_format(row, column, date, day)?,
            None => sheet.write_string(row, column, text)?,
        },
    };
    Ok(())
}

/// A day as Excel counts it; nothing for one before its first of March 1900, before which it counts
/// wrong.
fn excel_day(text: &str) -> Option<ExcelDateTime> {
    let date = parse_date(text).ok()?;
    let year = u16::try_from(date.year())
        .ok()
        .filter(|year| *year > 1900)?;
    ExcelDateTime::from_ymd(
        year,
        u8::try_from(date.month()).ok()?,
        u8::try_from(date.day()).ok()?,
    )
    .ok()
}
