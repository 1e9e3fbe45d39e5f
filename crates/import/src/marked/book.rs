//! A workbook given back as it is, its cells marked.

use std::{
    collections::HashSet,
    fs::File,
    io::{BufWriter, Write},
};

use umya_spreadsheet::{Comment, Workbook, Worksheet, XlsxError, reader, writer};

use super::{
    AUTHOR, Error, LINK_COLUMN, MEND_COLUMNS, MENDS, MOST_LINKS, MOST_NOTES, PROBLEM_COLUMNS,
    PROBLEMS, ROW_COLUMN, TEXT_COLUMNS, by_cell, fill, free_name, link, mend_texts, mends, note,
    problem, shortened, worst,
};
use crate::{finding::Finding, source::NamedFile};

/// Writes a workbook with its mistakes marked.
pub fn write(file: NamedFile, findings: &[Finding], out: &mut File) -> Result<(), Error> {
    let given = |error: XlsxError| Error::Given(error.to_string());
    let mut book = reader::xlsx::read_reader(file.content, true).map_err(given)?;
    mark(&mut book, findings);
    let sheets = book.sheet_count();
    list(&mut book, findings).map_err(given)?;
    list_mends(&mut book, findings).map_err(given)?;
    // They stand before all others, and the problems are what is seen first.
    let added = book.sheet_count().saturating_sub(sheets);
    book.sheet_collection_mut()[..].rotate_right(added);
    book.set_active_sheet(0);
    // Sheets that are selected together would all be written to by whoever mends one of them.
    for (number, sheet) in book.sheet_collection_mut().iter_mut().enumerate() {
        for view in sheet.sheet_views_mut().sheet_view_list_mut() {
            view.set_tab_selected(number == 0);
        }
    }
    let mut buffered = BufWriter::new(out);
    writer::xlsx::write_writer(&book, &mut buffered).map_err(given)?;
    buffered.flush()?;
    Ok(())
}

fn mark(book: &mut Workbook, findings: &[Finding]) {
    let names: Vec<String> = sheet_names(book).map(ToOwned::to_owned).collect();
    let mut notes = MOST_NOTES;
    for name in names {
        let own = findings
            .iter()
            .filter(|finding| finding.sheet.as_deref() == Some(name.as_str()));
        let cells = by_cell(own);
        let Ok(sheet) = book.sheet_by_name_mut(&name) else {
            continue;
        };
        let places = sheet.comments().iter().map(Comment::coordinate);
        let known: HashSet<(u32, u32)> = places
            .map(|place| (place.col_num(), place.row_num()))
            .collect();
        for ((row, column), told) in cells {
            let (Ok(row), Ok(column)) = (u32::try_from(row + 1), u32::try_from(column + 1)) else {
                continue;
            };
            sheet
                .style_mut((column, row))
                .set_background_color(argb(fill(worst(&told))));
            if let Some(left) = notes.checked_sub(1) {
                notes = left;
                // Looking for one takes longer the more there are.
                let has_note = known.contains(&(column, row));
                comment(has_note, sheet, (column, row), note(&told));
            }
        }
    }
}

/// Adds a note, behind what somebody has noted at the cell before.
fn comment(has_note: bool, sheet: &mut Worksheet, cell: (u32, u32), mut text: String) {
    let at = |comment: &Comment| {
        let place = comment.coordinate();
        (place.col_num(), place.row_num()) == cell
    };
    if has_note && let Some(known) = sheet.comments().iter().find(|known| at(known)) {
        let plain = known.text().text().map(|text| text.value().to_owned());
        let rich = || {
            known
                .text()
                .rich_text()
                .map(|text| text.text().into_owned())
        };
        let noted = plain.or_else(rich).unwrap_or_default();
        text = format!("{noted}\n\n{text}");
        sheet.comments_mut().retain(|known| !at(known));
    }
    let mut comment = Comment::default();
    comment.new_comment(cell);
    comment.set_author(AUTHOR);
    comment.set_text_string(text);
    sheet.add_comments(comment);
}

fn sheet_names(book: &Workbook) -> impl Iterator<Item = &str> {
    book.sheet_collection_no_check().iter().map(Worksheet::name)
}

/// A colour as a workbook writes it.
fn argb(colour: u32) -> String {
    format!("FF{colour:06X}")
}

/// A new sheet with these columns.
fn sheet_of<'b>(
    book: &'b mut Workbook,
    name: &str,
    columns: &[(&str, f64)],
) -> Result<&'b mut Worksheet, XlsxError> {
    let name = free_name(name, sheet_names(book));
    let sheet = book.new_sheet(name)?;
    for (number, (name, width)) in (1..).zip(columns) {
        sheet.cell_mut((number, 1)).set_value_string(*name);
        sheet.style_mut((number, 1)).font_mut().set_bold(true);
        sheet
            .column_dimension_by_number_mut(number)
            .set_width(*width);
    }
    Ok(sheet)
}

/// Adds the list of problems.
fn list(book: &mut Workbook, findings: &[Finding]) -> Result<(), XlsxError> {
    let sheet = sheet_of(book, PROBLEMS, &PROBLEM_COLUMNS)?;
    for (row, finding) in (2..).zip(findings) {
        let name = finding.sheet.as_deref().unwrap_or(&finding.file);
        for (column, text) in TEXT_COLUMNS.into_iter().zip(problem(finding, name)) {
            sheet
                .cell_mut((u32::from(column) + 1, row))
                .set_value_string(shortened(text));
        }
        let number = finding.row.to_string();
        sheet
            .cell_mut((u32::from(ROW_COLUMN) + 1, row))
            .set_value_string(number);
        sheet
            .style_mut((1, row))
            .set_background_color(argb(fill(finding.level)));
        if let Some(name) = &finding.sheet
            && row as usize <= MOST_LINKS
        {
            let target = link(name, finding);
            let text = target.rsplit('!').next().unwrap_or_default().to_owned();
            let cell = sheet.cell_mut((u32::from(LINK_COLUMN) + 1, row));
            cell.set_value_string(text);
            cell.hyperlink_mut().set_location(true).set_url(target);
        }
    }
    Ok(())
}

/// Adds the list of suggestions, where there are any.
fn list_mends(book: &mut Workbook, findings: &[Finding]) -> Result<(), XlsxError> {
    let mends = mends(findings);
    if mends.is_empty() {
        return Ok(());
    }
    let sheet = sheet_of(book, MENDS, &MEND_COLUMNS)?;
    for (row, mend) in (2..).zip(&mends) {
        for (column, text) in (1..).zip(mend_texts(&mend.suggestion)) {
            sheet
                .cell_mut((column, row))
                .set_value_string(shortened(text));
        }
        sheet.cell_mut((5, row)).set_value_number(mend.cells as f64);
    }
    Ok(())
}
