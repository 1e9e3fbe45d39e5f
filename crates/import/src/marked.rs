//! Gives a spreadsheet back with its mistakes marked at their cells, for people who will mend it
//! there.
//!
//! A workbook is given back as it is, with its formats, widths and other sheets. Of CSV files, and
//! of a workbook that is too large to be held as a whole, a workbook is made that has their rows
//! where they stood; of NDJSON, one with its records in tables. Either has a sheet before all others that lists what is wrong, with a link to
//! each cell; and, where cells have one clear mend, a sheet that has them by value.

mod book;
mod rows;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Seek, SeekFrom},
};

use crate::{
    finding::{Finding, Level, SuggestedMend, Suggestion},
    mapping::Mapping,
    options::ImportOptions,
    package,
    progress::Quiet,
    records,
    report::Mends,
    source::NamedFile,
    table::column_letters,
    workbook::AUTHOR,
};

/// A workbook with more bytes than this is made anew instead of being held as a whole.
const LARGEST_BOOK: u64 = 2_000_000;
/// How a cell is filled that something is wrong with: red, as spreadsheets mark what is bad.
const REFUSED: u32 = 0xFFC7CE;
/// How a cell is filled that something is probably wrong with: yellow.
const WARNED: u32 = 0xFFEB9C;
/// How a mend is told that leaves the cell empty.
const NOTHING: &str = "(empty)";
/// The columns of the list of problems, with their widths.
const PROBLEM_COLUMNS: [(&str, f64); 9] = [
    ("kind", 9.0),
    ("sheet", 18.0),
    ("row", 7.0),
    ("column", 18.0),
    ("value", 28.0),
    ("what is wrong", 60.0),
    ("what would be right", 60.0),
    ("suggested", 28.0),
    ("go to", 12.0),
];
/// The columns of the list of suggestions, with their widths.
const MEND_COLUMNS: [(&str, f64); 5] = [
    ("kind", 18.0),
    ("field", 18.0),
    ("what stands there", 40.0),
    ("suggested", 40.0),
    ("cells", 9.0),
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
    (mapping, options): (&Mapping, &ImportOptions),
    findings: &[Finding],
    anew: bool,
    out: &mut File,
) -> Result<(), Error> {
    let given = match anew {
        true => None,
        false => book_of(&mut files)?,
    };
    match given {
        Some(given) => book::write(given, findings, out),
        None => {
            let mut sources = package::open(files, mapping).map_err(Error::Unusable)?;
            records::lay_out(&mut sources, &Quiet).map_err(Error::Unusable)?;
            rows::write(sources, (mapping, options), findings, out)
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
type Cells<'r> = BTreeMap<(u64, usize), Vec<&'r Finding>>;

/// Mistakes by the cell that they are marked at: the first of its row, where no cell is to blame.
fn by_cell<'r>(findings: impl IntoIterator<Item = &'r Finding>) -> Cells<'r> {
    let mut cells = Cells::new();
    for finding in findings {
        let column = finding.column_number.unwrap_or_default();
        let cell = (finding.row.saturating_sub(1), column);
        cells.entry(cell).or_default().push(finding);
    }
    cells
}

/// What a note at a cell says.
fn note(findings: &[&Finding]) -> String {
    let told: Vec<String> = findings
        .iter()
        .map(|finding| {
            let told = format!("{}\n→ {}", finding.reason, finding.remedy);
            match suggested(finding) {
                None => told,
                Some(to) => format!("{told}\nSuggested: {to}"),
            }
        })
        .collect();
    shortened(&told.join("\n\n"))
}

/// What the cell would say if it were mended, for people.
fn suggested(finding: &Finding) -> Option<&str> {
    let mend = finding.suggestion.as_ref()?;
    Some(match mend.to.as_str() {
        "" => NOTHING,
        to => to,
    })
}

/// How a cell is filled.
fn fill(level: Level) -> u32 {
    match level {
        Level::Refusal => REFUSED,
        Level::Warning => WARNED,
    }
}

/// The level of a cell that has all of these: the worst counts.
fn worst(findings: &[&Finding]) -> Level {
    let levels = findings.iter().map(|finding| finding.level);
    levels.min().unwrap_or_default()
}

/// What a line of the list of problems says before its link, the number of the row apart.
fn problem<'f>(finding: &'f Finding, sheet: &'f str) -> [&'f str; 7] {
    [
        match finding.level {
            Level::Refusal => "refused",
            Level::Warning => "warning",
        },
        sheet,
        finding.column.as_deref().unwrap_or_default(),
        &finding.value,
        &finding.reason,
        &finding.remedy,
        suggested(finding).unwrap_or_default(),
    ]
}

/// The columns of the texts of [`problem`]; between them stands the row.
const TEXT_COLUMNS: [u16; 7] = [0, 1, 3, 4, 5, 6, 7];
const ROW_COLUMN: u16 = 2;
const LINK_COLUMN: u16 = 8;

/// The mends of all cells, by kind and value.
fn mends(findings: &[Finding]) -> Vec<SuggestedMend> {
    let mut mends = Mends::default();
    for mend in findings
        .iter()
        .filter_map(|finding| finding.suggestion.as_ref())
    {
        mends.count(mend, 1);
    }
    mends.listed()
}

/// What a line of the list of suggestions says before the number of cells.
fn mend_texts(mend: &Suggestion) -> [&str; 4] {
    let to = match mend.to.as_str() {
        "" => NOTHING,
        to => to,
    };
    [mend.kind.as_str(), &mend.field, &mend.from, to]
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

/// The names of the sheets that are added.
const PROBLEMS: &str = "Problems";
const MENDS: &str = "Suggestions";

/// A name for a list that no other sheet has.
fn free_name<'n>(wanted: &str, taken: impl Iterator<Item = &'n str>) -> String {
    let taken: Vec<String> = taken.map(str::to_lowercase).collect();
    (1..)
        .map(|number| match number {
            1 => wanted.to_owned(),
            number => format!("{wanted} {number}"),
        })
        .find(|name| !taken.contains(&name.to_lowercase()))
        .unwrap_or_default()
}

/// Where a cell is found from another sheet.
fn link(sheet: &str, finding: &Finding) -> String {
    let place = format!(
        "{}{}",
        column_letters(finding.column_number.unwrap_or_default()),
        finding.row.max(1)
    );
    format!("'{}'!{place}", sheet.replace('\'', "''"))
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
