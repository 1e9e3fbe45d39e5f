//! A workbook given back as it is, its cells marked.

use std::{
    collections::HashSet,
    fs::File,
    io::{BufWriter, Write},
};

use umya_spreadsheet::{Comment, Workbook, Worksheet, reader, writer};

use super::{
    AUTHOR, Error, FILL, MOST_LINKS, MOST_NOTES, PROBLEM_COLUMNS, by_cell, link, note,
    problems_name, shortened,
};
use crate::{report::Refusal, source::NamedFile};

/// Writes a workbook with its mistakes marked.
pub fn write(file: NamedFile, refusals: &[Refusal], out: &mut File) -> Result<(), Error> {
    let given = |error: umya_spreadsheet::XlsxError| Error::Given(error.to_string());
    let mut book = reader::xlsx::read_reader(file.content, true).map_err(given)?;
    mark(&mut book, refusals);
    list(&mut book, refusals).map_err(given)?;
    // It stands before all others, and is what is seen first.
    let last = book.sheet_count().saturating_sub(1);
    book.sheet_collection_mut()[..].rotate_right(usize::from(last > 0));
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

fn mark(book: &mut Workbook, refusals: &[Refusal]) {
    let names: Vec<String> = sheet_names(book).map(ToOwned::to_owned).collect();
    let mut notes = MOST_NOTES;
    for name in names {
        let own = refusals
            .iter()
            .filter(|refusal| refusal.sheet.as_deref() == Some(name.as_str()));
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
                .set_background_color(format!("FF{FILL:06X}"));
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

/// Adds the list of problems.
fn list(book: &mut Workbook, refusals: &[Refusal]) -> Result<(), umya_spreadsheet::XlsxError> {
    let name = problems_name(sheet_names(book));
    let sheet = book.new_sheet(name)?;
    for (number, (name, width)) in (1..).zip(PROBLEM_COLUMNS) {
        sheet.cell_mut((number, 1)).set_value_string(name);
        sheet.style_mut((number, 1)).font_mut().set_bold(true);
        sheet
            .column_dimension_by_number_mut(number)
            .set_width(width);
    }
    for (row, refusal) in (2..).zip(refusals) {
        let name = refusal.sheet.as_deref().unwrap_or(&refusal.file);
        let number = refusal.row.to_string();
        let texts = [
            name,
            &number,
            refusal.column.as_deref().unwrap_or_default(),
            &refusal.value,
            &refusal.reason,
            &refusal.remedy,
        ];
        for (column, text) in (1..).zip(texts) {
            sheet
                .cell_mut((column, row))
                .set_value_string(shortened(text));
        }
        if let Some(name) = &refusal.sheet
            && row as usize <= MOST_LINKS
        {
            let target = link(name, refusal);
            let text = target.rsplit('!').next().unwrap_or_default().to_owned();
            let cell = sheet.cell_mut((7, row));
            cell.set_value_string(text);
            cell.hyperlink_mut().set_location(true).set_url(target);
        }
    }
    Ok(())
}
