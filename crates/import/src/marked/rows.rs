//! A workbook made of rows, as they stood in their files.

use std::{collections::BTreeMap, fs::File, io::BufWriter};

use rust_xlsxwriter::{Color, Format, Note, Workbook, Worksheet};

use super::{
    AUTHOR, Cells, Error, FILL, MOST_LINKS, MOST_NOTES, PROBLEM_COLUMNS, by_cell, link, note,
    problems_name, shortened,
};
use crate::{
    report::Refusal,
    source::Sources,
    table::{Row, Table},
};

/// How wide a column of the files is.
const WIDTH: f64 = 18.0;

/// Writes the tables with their mistakes marked.
pub fn write(sources: Sources<'_>, refusals: &[Refusal], out: &mut File) -> Result<(), Error> {
    let mut book = Workbook::new();
    let problems = problems_name([].into_iter());
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(&problems)?;
    let mut tables = Vec::new();
    for (name, source) in sources.tables {
        let table = Table::of(source).map_err(|mistake| Error::Unusable(vec![mistake]))?;
        tables.push((name.as_str(), table));
    }
    list(sheet, refusals, |refusal| {
        // Where a record will stand is not known yet.
        let found = tables
            .iter()
            .find(|(_, table)| !table.is_of_records() && is_of(refusal, table));
        found.map(|(name, _)| *name)
    })?;
    let mut notes = MOST_NOTES;
    for (name, table) in tables {
        let marks = Marks::new(refusals.iter().filter(|refusal| is_of(refusal, &table)));
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        copy(sheet, table, &marks, &mut notes)?;
    }
    book.save_to_writer(BufWriter::new(out))?;
    Ok(())
}

fn is_of(refusal: &Refusal, table: &Table<'_>) -> bool {
    refusal.file == table.file && refusal.sheet == table.sheet
}

/// What is wrong, by the cell or by its place in a record.
struct Marks<'r> {
    cells: Cells<'r>,
    /// By the line and the pointer; that of a record as a whole is empty.
    pointers: BTreeMap<(u64, &'r str), Vec<&'r Refusal>>,
}

impl<'r> Marks<'r> {
    fn new(refusals: impl Iterator<Item = &'r Refusal> + Clone) -> Self {
        let mut pointers: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for refusal in refusals.clone() {
            let pointer = refusal.column.as_deref().unwrap_or_default();
            let told = pointers.entry((refusal.row, pointer)).or_default();
            told.push(refusal);
        }
        Self {
            cells: by_cell(refusals),
            pointers,
        }
    }

    /// What is wrong with a cell.
    fn at(&self, row: &Row, column: usize) -> Vec<&'r Refusal> {
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

/// The list of problems.
fn list<'n>(
    sheet: &mut Worksheet,
    refusals: &[Refusal],
    sheet_of: impl Fn(&Refusal) -> Option<&'n str>,
) -> Result<(), Error> {
    let header = Format::new().set_bold();
    sheet.set_freeze_panes(1, 0)?;
    for (column, (name, width)) in (0..).zip(PROBLEM_COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, name, &header)?;
    }
    for (place, refusal) in (1..).zip(refusals) {
        let name = sheet_of(refusal);
        let shown = name.unwrap_or(&refusal.file);
        sheet.write_string(place, 0, shown)?;
        sheet.write_number(place, 1, refusal.row as f64)?;
        let texts = [
            refusal.column.as_deref().unwrap_or_default(),
            &refusal.value,
            &refusal.reason,
            &refusal.remedy,
        ];
        for (column, text) in (2..).zip(texts) {
            sheet.write_string(place, column, shortened(text))?;
        }
        if let Some(name) = name.filter(|_| place as usize <= MOST_LINKS) {
            let target = link(name, refusal);
            let text = target.rsplit('!').next().unwrap_or_default().to_owned();
            sheet.write_url_with_text(place, 6, format!("internal:{target}").as_str(), text)?;
        }
    }
    Ok(())
}

/// The rows of a table, each where it stood; records one below the other.
fn copy(
    sheet: &mut Worksheet,
    mut table: Table<'_>,
    marks: &Marks<'_>,
    notes: &mut usize,
) -> Result<(), Error> {
    let header = Format::new().set_bold();
    let marked = Format::new().set_background_color(Color::RGB(FILL));
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
            let refusals = marks.at(&row, column);
            if !refusals.is_empty() {
                sheet.write_string_with_format(number, at, text, &marked)?;
                if let Some(left) = notes.checked_sub(1) {
                    *notes = left;
                    let told = Note::new(note(&refusals)).set_author(AUTHOR).set_width(320);
                    sheet.insert_note(number, at, &told)?;
                }
            } else if !text.is_empty() {
                sheet.write_string(number, at, text)?;
            }
        }
    }
    Ok(())
}
