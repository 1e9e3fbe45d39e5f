//! Workbooks (XLSX, ECMA-376): the sheets of a spreadsheet program, each cell as the text that the
//! same sheet would have saved as CSV.

use std::{
    io::{Read, Seek},
    panic::{self, AssertUnwindSafe},
};

use calamine::{
    Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError,
};

use crate::{
    bounds::{self, Counted, MOST_COLUMNS, short},
    source::{SheetRow, SheetRows, Unreadable},
};

/// A workbook that was opened.
pub struct Workbook<R: Read + Seek> {
    name: String,
    book: Xlsx<R>,
    counted: Counted,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName {
    /// As its tab has it.
    pub name: String,
    /// Whether its tab is shown.
    pub visible: bool,
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a workbook by its content.
    pub fn open(name: &str, content: R) -> Result<Self, String> {
        let book = guarded(name, || {
            Xlsx::new(content).map_err(|error| match error {
                XlsxError::Password => {
                    format!("{name} is protected by a password; save it without one")
                }
                error => format!("{name} is no workbook that can be read: {error}"),
            })
        })?;
        Ok(Self {
            name: name.to_owned(),
            book,
            counted: Counted::default(),
        })
    }

    /// Its sheets with cells, in their order.
    pub fn sheets(&self) -> Vec<SheetName> {
        let sheets = self.book.sheets_metadata().iter();
        sheets
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| SheetName {
                name: sheet.name.clone(),
                visible: sheet.visible == SheetVisible::Visible,
            })
            .collect()
    }

    /// The rows of a sheet, the first that has any text being its header.
    pub fn rows(&mut self, sheet: &str) -> Result<SheetRows, String> {
        let name = format!("{}, sheet \"{}\"", self.name, short(sheet));
        guarded(&name, || self.read(&name, sheet))
    }

    fn read(&mut self, name: &str, sheet: &str) -> Result<SheetRows, String> {
        let failed = |error: XlsxError| format!("{name} cannot be read: {error}");
        let mut reader = self.book.worksheet_cells_reader(sheet).map_err(failed)?;
        let shapes: Vec<Shape> = reader.styles().iter().map(Shape::of).collect();
        let mut rows: Vec<SheetRow> = Vec::new();
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(failed)? {
            let (row, column) = cell.get_position();
            let shape = shapes.get(style).copied().unwrap_or_default();
            let Some(text) = text(cell.get_value(), shape) else {
                continue;
            };
            self.counted
                .cell(&name, text.as_ref().map_or(0, String::len))?;
            if column as usize >= MOST_COLUMNS {
                return Err(format!(
                    "{name} has a cell in row {}, column {}; {MOST_COLUMNS} columns are the most",
                    row + 1,
                    column + 1
                ));
            }
            let number = u64::from(row) + 1;
            if rows.last().is_none_or(|last| last.number != number) {
                if rows.last().is_some_and(|last| last.number > number) {
                    return Err(format!("{name} has its rows in no order; save it again"));
                }
                self.counted.row(&name)?;
                rows.push(SheetRow {
                    number,
                    ..SheetRow::default()
                });
            }
            if let Some(last) = rows.last_mut() {
                last.cells.push((column as usize, text));
            }
        }
        Ok(SheetRows::new(rows))
    }
}

/// The library panics where a file says of itself what cannot be, a number of texts that no memory
/// could hold, say.
fn guarded<T>(name: &str, work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(format!(
            "{name} says of itself what cannot be; save it anew from a spreadsheet program"
        ))
    })
}

/// With more digits than this a number is no code that somebody wrote.
const MOST_DIGITS: usize = 30;

/// How the format of a number changes what is shown of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Shape {
    #[default]
    Plain,
    /// In hundredths.
    Percent,
    /// With so many digits, noughts before: how postal codes are kept as numbers.
    Digits(usize),
}

impl Shape {
    fn of(style: &Style) -> Self {
        let code = style
            .number_format
            .as_ref()
            .map_or("", |format| format.format_code.as_ref());
        match code {
            code if (2..=MOST_DIGITS).contains(&code.len())
                && code.bytes().all(|byte| byte == b'0') =>
            {
                Self::Digits(code.len())
            }
            code if code.ends_with('%') => Self::Percent,
            _ => Self::Plain,
        }
    }
}

/// What a CSV file would have for a cell; nothing for one without anything in it.
fn text(value: &DataRef<'_>, shape: Shape) -> Option<Result<String, Unreadable>> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::String(text) => return given(text),
        DataRef::SharedString(text) => return given(text),
        DataRef::Int(number) => shaped(*number as f64, shape),
        DataRef::Float(number) => shaped(*number, shape),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) if moment.is_datetime() => date(*moment),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::DateTime(_) | DataRef::DurationIso(_) => {
            return Some(Err(Unreadable {
                shown: Data::from(value.clone()).to_string(),
                message: "the cell holds a span of time; write it as text".to_owned(),
            }));
        }
        DataRef::Error(error) => {
            return Some(Err(Unreadable {
                shown: error.to_string(),
                message: format!(
                    "the cell shows the error {error}; mend its formula, or write the value itself"
                ),
            }));
        }
    };
    (!text.trim().is_empty()).then_some(Ok(text))
}

/// A text that stands in a cell, or that many cells refer to.
fn given(text: &str) -> Option<Result<String, Unreadable>> {
    match bounds::too_long(text.len()) {
        Some(message) => Some(Err(Unreadable {
            shown: bounds::cut(text),
            message,
        })),
        None => (!text.trim().is_empty()).then(|| Ok(text.to_owned())),
    }
}

fn shaped(number: f64, shape: Shape) -> String {
    match shape {
        Shape::Percent => {
            // Two digits behind the point are what a percentage is shown with at most.
            let hundredths = (number * 10_000.0).round() / 100.0;
            format!("{hundredths}%")
        }
        Shape::Digits(digits) if number >= 0.0 && number.fract() == 0.0 => {
            format!("{number:0>digits$}")
        }
        _ => number.to_string(),
    }
}

/// A day, with its time where it has one. A sheet knows no time zone; times are taken as UTC.
fn date(moment: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    match (hour, minute, second, milli) {
        (0, 0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        (_, _, _, 0) => {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
        }
        _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_they_are_shown() {
        for (number, shape, shown) in [
            (2012.0, Shape::Plain, "2012"),
            (51.05, Shape::Plain, "51.05"),
            (32_470_123_456.0, Shape::Plain, "32470123456"),
            (1e15, Shape::Plain, "1000000000000000"),
            (0.5, Shape::Percent, "50%"),
            (0.125, Shape::Percent, "12.5%"),
            (1067.0, Shape::Digits(5), "01067"),
            (1067.5, Shape::Digits(5), "1067.5"),
        ] {
            assert_eq!(shaped(number, shape), shown);
        }
    }
}
