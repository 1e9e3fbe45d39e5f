//! Gives a spreadsheet back with its mistakes marked at their cells, for people who will mend it
//! there.
//!
//! A workbook is given back as it is, with its formats, widths and other sheets. Of CSV files, and
//! of a workbook that is too large to be held as a whole, a workbook is made that has their rows
//! where they stood; of NDJSON, one with its records in tables. Either has a sheet before all others that lists what is wrong, with a link to
//! each cell.

mod book;
mod rows;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Seek, SeekFrom},
};

use crate::{package, progress::Quiet, records, report::Refusal, source::NamedFile};

/// A workbook with more bytes than this is made anew instead of being held as a whole.
const LARGEST_BOOK: u64 = 2_000_000;
/// How a cell is filled that something is wrong with.
const FILL: u32 = 0xFFC7CE;
/// Who writes the notes.
const AUTHOR: &str = "Member directory";
/// The columns of the list of problems, with their widths.
const PROBLEM_COLUMNS: [(&str, f64); 7] = [
    ("sheet", 18.0),
    ("row", 7.0),
    ("column", 18.0),
    ("value", 28.0),
    ("what is wrong", 60.0),
    ("what would be right", 60.0),
    ("go to", 12.0),
];
/// The most notes: each is a drawing, which takes more than its cell. The list has all mistakes.
const MOST_NOTES: usize = 20_000;
/// A sheet may have no more links (65,530 is Excel's own limit).
const MOST_LINKS: usize = 60_000;
/// The longest text that a cell may have, in characters.
const LONGEST_TEXT: usize = 8_000;

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The files cannot be read.
    #[error("{}", .0.join("\n"))]
    Unusable(Vec<String>),
    /// A workbook's own rules.
    #[error("a workbook cannot be written: {0}")]
    Made(#[from] rust_xlsxwriter::XlsxError),
    /// The workbook that was handed over.
    #[error("a workbook cannot be written again: {0}")]
    Given(String),
    /// A file.
    #[error("the file of a workbook failed: {0}")]
    File(#[from] io::Error),
}

/// Writes the files with these mistakes marked as a workbook to `out`: `anew`, or as they were where
/// that can be done.
pub fn write(
    mut files: Vec<NamedFile>,
    refusals: &[Refusal],
    anew: bool,
    out: &mut File,
) -> Result<(), Error> {
    let given = match anew {
        true => None,
        false => book_of(&mut files)?,
    };
    match given {
        Some(given) => book::write(given, refusals, out),
        None => {
            let mut sources = package::open(files).map_err(Error::Unusable)?;
            records::lay_out(&mut sources, &Quiet).map_err(Error::Unusable)?;
            rows::write(sources, refusals, out)
        }
    }
}

/// The one workbook that was handed over, where it can be given back as it is.
fn book_of(files: &mut Vec<NamedFile>) -> Result<Option<NamedFile>, Error> {
    let [file] = &mut files[..] else {
        return Ok(None);
    };
    let length = file.content.seek(SeekFrom::End(0))?;
    file.content.rewind()?;
    let is_book = package::is_workbook(file).map_err(|mistake| Error::Unusable(vec![mistake]))?;
    Ok((is_book && length <= LARGEST_BOOK)
        .then(|| files.pop())
        .flatten())
}

/// What is wrong with one cell, by its row and its column, counted from 0.
type Cells<'r> = BTreeMap<(u64, usize), Vec<&'r Refusal>>;

/// Mistakes by the cell that they are marked at: the first of its row, where no cell is to blame.
fn by_cell<'r>(refusals: impl IntoIterator<Item = &'r Refusal>) -> Cells<'r> {
    let mut cells = Cells::new();
    for refusal in refusals {
        let column = refusal.column_number.unwrap_or_default();
        let cell = (refusal.row.saturating_sub(1), column);
        cells.entry(cell).or_default().push(refusal);
    }
    cells
}

/// What a note at a cell says.
fn note(refusals: &[&Refusal]) -> String {
    let told: Vec<String> = refusals
        .iter()
        .map(|refusal| format!("{}\n→ {}", refusal.reason, refusal.remedy))
        .collect();
    shortened(&told.join("\n\n"))
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

/// A name for the list of problems that no other sheet has.
fn problems_name<'n>(taken: impl Iterator<Item = &'n str>) -> String {
    let taken: Vec<String> = taken.map(str::to_lowercase).collect();
    (1..)
        .map(|number| match number {
            1 => "Problems".to_owned(),
            number => format!("Problems {number}"),
        })
        .find(|name| !taken.contains(&name.to_lowercase()))
        .unwrap_or_default()
}

/// Where a cell is found from another sheet.
fn link(sheet: &str, refusal: &Refusal) -> String {
    let place = format!(
        "{}{}",
        column_letters(refusal.column_number.unwrap_or_default()),
        refusal.row.max(1)
    );
    format!("'{}'!{place}", sheet.replace('\'', "''"))
}

/// The name of a column: A to Z, AA and so on.
fn column_letters(mut number: usize) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        let called: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(column_letters).into();
        assert_eq!(called, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
