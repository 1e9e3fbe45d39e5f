//! A workbook made of rows, as they stood in their files.

use std::{collections::BTreeMap, fs::File, io::BufWriter};

use rust_xlsxwriter::{Color, Format, Note, Workbook, Worksheet};

use super::{
    AUTHOR, Cells, Error, LINK_COLUMN, MEND_COLUMNS, MENDS, MOST_LINKS, MOST_NOTES,
    PROBLEM_COLUMNS, PROBLEMS, ROW_COLUMN, TEXT_COLUMNS, by_cell, fill, free_name, link,
    mend_texts, mends, note, problem, shortened, worst,
};
use crate::{
    finding::{Finding, Level},
    mapping::Mapping,
    options::ImportOptions,
    source::Sources,
    table::{Row, Table},
};

/// How wide a column of the files is.
const WIDTH: f64 = 18.0;

/// Writes the tables with their mistakes marked.
pub fn write(
    sources: Sources<'_>,
    (mapping, options): (&Mapping, &ImportOptions),
    findings: &[Finding],
    out: &mut File,
) -> Result<(), Error> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(free_name(PROBLEMS, [].into_iter()))?;
    let mut tables = Vec::new();
    for (name, source) in sources.tables {
        let table = mapping
            .open(name, source, options)
            .map_err(|mistake| Error::Unusable(vec![mistake]))?;
        tables.push((name.as_str(), table));
    }
    list(sheet, findings, |finding| {
        // Where a record will stand is not known yet.
        let found = tables
            .iter()
            .find(|(_, table)| !table.is_of_records() && is_of(finding, table));
        found.map(|(name, _)| *name)
    })?;
    list_mends(&mut book, findings)?;
    let mut notes = MOST_NOTES;
    for (name, table) in tables {
        let marks = Marks::new(findings.iter().filter(|finding| is_of(finding, &table)));
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        copy(sheet, table, &marks, &mut notes)?;
    }
    book.save_to_writer(BufWriter::new(out))?;
    Ok(())
}

fn is_of(finding: &Finding, table: &Table<'_>) -> bool {
    finding.file == table.file && finding.sheet == table.sheet
}

/// What is wrong, by the cell or by its place in a record.
struct Marks<'r> {
    cells: Cells<'r>,
    /// By the line and the pointer; that of a record as a whole is empty.
    pointers: BTreeMap<(u64, &'r str), Vec<&'r Finding>>,
}

impl<'r> Marks<'r> {
    fn new(findings: impl Iterator<Item = &'r Finding> + Clone) -> Self {
        let mut pointers: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for finding in findings.clone() {
            let pointer = finding.column.as_deref().unwrap_or_default();
            let told = pointers.entry((finding.row, pointer)).or_default();
            told.push(finding);
        }
        Self {
            cells: by_cell(findings),
            pointers,
        }
    }

    /// What is wrong with a cell.
    fn at(&self, row: &Row, column: usize) -> Vec<&'r Finding> {
        let Some(pointer) = row.pointer(column) else {
            let cell = (row.line.saturating_sub(1), column);
            return self.cells.get(&cell).cloned().unwrap_or_default();
        };
        let whole = (column == 0 && row.is_whole_record()).then_some("");
        let places = whole.into_iter().chain([pointer.as_str()]);
        places
            .filter_map(|pointer| self.pointers.get(&(row.line, pointer)))
            .flatten()
            .copied()
            .collect()
    }
}

fn header(sheet: &mut Worksheet, columns: &[(&str, f64)]) -> Result<(), Error> {
    let header = Format::new().set_bold();
    sheet.set_freeze_panes(1, 0)?;
    for (column, (name, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *name, &header)?;
    }
    Ok(())
}

/// The list of problems.
fn list<'n>(
    sheet: &mut Worksheet,
    findings: &[Finding],
    sheet_of: impl Fn(&Finding) -> Option<&'n str>,
) -> Result<(), Error> {
    header(sheet, &PROBLEM_COLUMNS)?;
    let formats = Formats::default();
    for (place, finding) in (1..).zip(findings) {
        let name = sheet_of(finding);
        let texts = problem(finding, name.unwrap_or(&finding.file));
        for (column, text) in TEXT_COLUMNS.into_iter().zip(texts) {
            let text = shortened(text);
            match column {
                0 => {
                    let format = formats.of(finding.level);
                    sheet.write_string_with_format(place, column, text, format)?
                }
                _ => sheet.write_string(place, column, text)?,
            };
        }
        sheet.write_number(place, ROW_COLUMN, finding.row as f64)?;
        if let Some(name) = name.filter(|_| place as usize <= MOST_LINKS) {
            let target = link(name, finding);
            let text = target.rsplit('!').next().unwrap_or_default().to_owned();
            let target = format!("internal:{target}");
            sheet.write_url_with_text(place, LINK_COLUMN, target.as_str(), text)?;
        }
    }
    Ok(())
}

/// The list of suggestions, where there are any.
fn list_mends(book: &mut Workbook, findings: &[Finding]) -> Result<(), Error> {
    let mends = mends(findings);
    if mends.is_empty() {
        return Ok(());
    }
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(free_name(MENDS, [].into_iter()))?;
    header(sheet, &MEND_COLUMNS)?;
    for (place, mend) in (1..).zip(&mends) {
        for (column, text) in (0..).zip(mend_texts(&mend.suggestion)) {
            sheet.write_string(place, column, shortened(text))?;
        }
        sheet.write_number(place, 4, mend.cells as f64)?;
    }
    Ok(())
}

/// How marked cells look.
struct Formats {
    refused: Format,
    warned: Format,
}

impl Default for Formats {
    fn default() -> Self {
        let filled = |colour| Format::new().set_background_color(Color::RGB(colour));
        Self {
            refused: filled(fill(Level::Refusal)),
            warned: filled(fill(Level::Warning)),
        }
    }
}

impl Formats {
    fn of(&self, level: Level) -> &Format {
        match level {
            Level::Refusal => &self.refused,
            Level::Warning => &self.warned,
        }
    }
}

/// The rows of a table, each where it stood; records one below the other.
fn copy(
    sheet: &mut Worksheet,
    mut table: Table<'_>,
    marks: &Marks<'_>,
    notes: &mut usize,
) -> Result<(), Error> {
    let header = Format::new().set_bold();
    let formats = Formats::default();
    sheet.set_freeze_panes(1, 0)?;
    let named = table.columns.iter().rposition(|column| !column.is_empty());
    let columns = named.map_or(0, |last| last + 1);
    for (number, column) in (0..).zip(&table.columns[..columns]) {
        sheet.set_column_width(number, WIDTH)?;
        sheet.write_string_with_format(0, number, shortened(column), &header)?;
    }
    let mut row = Row::default();
    let unusable = |mistake| Error::Unusable(vec![mistake]);
    while table.read(&mut row).map_err(unusable)? {
        let place = match row.is_record() {
            true => row.offset,
            false => row.line.saturating_sub(1),
        };
        let Ok(number) = u32::try_from(place) else {
            break;
        };
        for column in 0..columns {
            let at = u16::try_from(column).unwrap_or(u16::MAX);
            let text = match row.cell(column) {
                Ok(text) => shortened(&text),
                Err(unreadable) => shortened(&unreadable.shown),
            };
            let findings = marks.at(&row, column);
            if !findings.is_empty() {
                let format = formats.of(worst(&findings));
                sheet.write_string_with_format(number, at, text, format)?;
                if let Some(left) = notes.checked_sub(1) {
                    *notes = left;
                    let told = Note::new(note(&findings)).set_author(AUTHOR).set_width(320);
                    sheet.insert_note(number, at, &told)?;
                }
            } else if !text.is_empty() {
                sheet.write_string(number, at, text)?;
            }
        }
    }
    Ok(())
}
