//! XLSX (ECMA-376): a workbook with one sheet, written to a temporary file row by row.
//!
//! Texts are written as texts, so that nothing in them can run as a formula, and addresses as plain
//! texts: a sheet may have no more than 65,530 links.

use std::{
    fs::File,
    io::{self, BufWriter, Seek, SeekFrom, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicBool, Ordering},
};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use utoipa::openapi::{ObjectBuilder, SchemaFormat};

use super::{
    columns::{Cell, Column},
    definition::{Definition, Writing},
    schemas::Described,
    selection::Selection,
};
use network::{Date, Timestamp};

/// The format.
pub static DEFINITION: Definition = Definition {
    title: "a workbook (XLSX)",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    is_whole: true,
    is_file: true,
    has_facets: false,
    writing: Writing::File(|selection, name, given_up| {
        // The library panics where its own temporary file has no room.
        let written = catch_unwind(AssertUnwindSafe(|| write(selection, name, given_up)));
        match written {
            Ok(Err(Error::File(error))) => Err(error),
            Ok(written) => written.map_err(io::Error::other),
            Err(_) => Err(io::Error::other(
                "a workbook could not be written to its end",
            )),
        }
    }),
    schema: |_| {
        Described::object(
            "Spreadsheet",
            ObjectBuilder::new().format(Some(SchemaFormat::Custom("binary".to_owned()))),
            "A workbook with one sheet, of the columns of the CSV. Texts are texts and never formulas; dates are dates, in UTC.",
        )
    },
};

/// The most characters (UTF-16) that a cell may have.
const LONGEST_TEXT: usize = 32_767;

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
enum Error {
    /// The workbook's own rules, or its files.
    #[error("a workbook cannot be written: {0}")]
    Workbook(#[from] XlsxError),
    /// The temporary file.
    #[error("the file of a workbook cannot be written: {0}")]
    File(#[from] io::Error),
}

/// How cells look.
pub(super) struct Looks {
    pub(super) header: Format,
    date: Format,
    time: Format,
}

impl Looks {
    /// As everywhere.
    pub(super) fn usual() -> Self {
        Self {
            header: Format::new().set_bold(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

/// Writes the workbook of a selection, and gives the file, at its beginning, with its length in
/// bytes. The file has no name and goes away when it is closed. The same selection gives the same
/// bytes.
fn write(
    selection: &Selection,
    sheet_name: &str,
    given_up: &AtomicBool,
) -> Result<(File, u64), Error> {
    let looks = Looks::usual();
    let mut workbook = Workbook::new();
    // Its date is the directory's and not the clock's, for the sake of the ETag.
    let changed = ExcelDateTime::from_timestamp(selection.snapshot.updated_at.unix_seconds())?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&changed));
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(sheet_name)?;
    let columns = selection.wanted_columns();
    write_header(sheet, &columns, selection.numbers.len(), &looks)?;
    for (place, number) in (1..).zip(&selection.numbers) {
        go_on(given_up)?;
        if let Some(row) = selection.row(*number) {
            for (column, at) in columns.iter().zip(0..) {
                write_cell(sheet, place, at, &(column.value)(&row), &looks)?;
            }
        }
    }
    let mut out = Wanted {
        file: BufWriter::new(tempfile::tempfile()?),
        given_up,
    };
    workbook.save_to_writer(&mut out)?;
    out.flush()?;
    let mut file = out.file.into_inner().map_err(io::Error::from)?;
    let length = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    Ok((file, length))
}

/// A file that is written as long as somebody waits for it.
struct Wanted<'a> {
    file: BufWriter<File>,
    given_up: &'a AtomicBool,
}

impl Write for Wanted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        go_on(self.given_up)?;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Wanted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

fn go_on(given_up: &AtomicBool) -> io::Result<()> {
    match given_up.load(Ordering::Relaxed) {
        true => Err(io::Error::other("nobody waits for it any more")),
        false => Ok(()),
    }
}

/// Bold, always in sight, with a button to filter by each column.
fn write_header(
    sheet: &mut Worksheet,
    columns: &[&Column],
    rows: usize,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    for (column, at) in columns.iter().zip(0..) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, column.name, &looks.header)?;
    }
    if let Some(last) = columns.len().checked_sub(1) {
        // Further than a sheet reaches is an error where the rows are written.
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        sheet.autofilter(0, 0, rows, last as u16)?;
    }
    Ok(())
}

pub(super) fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell<'_>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, shortened(text))?,
        Cell::Number(number) => sheet.write_number(row, column, *number)?,
        Cell::Date(date) => match excel_date(*date) {
            Some(day) => sheet.write_datetime_with_format(row, column, day, &looks.date)?,
            None => sheet.write_string(row, column, date.to_string())?,
        },
        Cell::Time(time) => match excel_time(*time) {
            Some(moment) => sheet.write_datetime_with_format(row, column, moment, &looks.time)?,
            None => sheet.write_string(row, column, time.to_string())?,
        },
    };
    Ok(())
}

/// A day as Excel counts it; nothing for one before its first, the first of January 1900.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(
        year,
        u8::try_from(date.month()).ok()?,
        u8::try_from(date.day()).ok()?,
    )
    .ok()
    .filter(|_| year >= 1900)
}

fn excel_time(time: Timestamp) -> Option<ExcelDateTime> {
    let moment = ExcelDateTime::from_timestamp(time.unix_seconds()).ok()?;
    (time.date().year() >= 1900).then_some(moment)
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
