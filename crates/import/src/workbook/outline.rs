//! What a sheet of a workbook says of its rows, columns and cells besides their values: which are
//! hidden, which formulas have no result, where links lead, and what is noted at cells.

mod notes;
mod parts;
mod sheet;

use std::{
    collections::{HashMap, HashSet},
    io::{Read, Seek},
    mem,
    rc::Rc,
};

use zip::ZipArchive;

use crate::{bounds::Counted, markup::part, source::Beside};
use parts::{folder_of, relations, rels_of};
use sheet::SheetReader;

pub use parts::{has_too_many_texts, parts};

/// What a sheet says besides its values. Rows and columns are counted from 0.
#[derive(Debug, Default)]
pub struct Outline {
    hidden_rows: HashSet<u32>,
    shown_rows: HashSet<u32>,
    /// Whether rows are hidden that do not say otherwise.
    hides_rows: bool,
    /// The columns that say of themselves whether they are hidden, from one to another.
    columns: Vec<(u32, u32, bool)>,
    hides_columns: bool,
    /// Cells with a formula and without its result.
    without_result: HashSet<(u32, u32)>,
    /// Where links lead.
    links: HashMap<(u32, u32), Rc<str>>,
    /// What is noted at cells that sounds like privacy.
    notes: Vec<((u32, u32), Beside)>,
    /// Cells that are one: from the first, which has their text, to the last.
    merged: Vec<[(u32, u32); 2]>,
    /// What stands on each of its pages when it is printed.
    on_pages: Vec<String>,
}

/// What is counted besides the values of cells belongs to.
const SHEET: &str = "the sheet";

impl Outline {
    /// Whether a row is hidden.
    pub fn hides_row(&self, row: u32) -> bool {
        self.hidden_rows.contains(&row) || (self.hides_rows && !self.shown_rows.contains(&row))
    }

    /// Whether a column is hidden.
    pub fn hides_column(&self, column: u32) -> bool {
        let mut said = self.columns.iter();
        let said = said.find(|(first, last, _)| (*first..=*last).contains(&column));
        said.map_or(self.hides_columns, |(_, _, is_hidden)| *is_hidden)
    }

    /// Cells with a formula and without its result.
    pub fn take_without_result(&mut self) -> HashSet<(u32, u32)> {
        mem::take(&mut self.without_result)
    }

    /// What is noted at cells that sounds like privacy.
    pub fn take_notes(&mut self) -> Vec<((u32, u32), Beside)> {
        mem::take(&mut self.notes)
    }

    /// Cells that are one: from the first, which has their text, to the last.
    pub fn merged(&self) -> &[[(u32, u32); 2]] {
        &self.merged
    }

    /// What stands on each of its pages when it is printed.
    pub fn take_on_pages(&mut self) -> Vec<String> {
        mem::take(&mut self.on_pages)
    }

    /// Where the link of a cell leads.
    pub fn link(&self, cell: (u32, u32)) -> Option<&str> {
        self.links.get(&cell).map(|target| &**target)
    }

    fn hide_row(&mut self, row: u32, counted: &mut Counted) -> Result<(), String> {
        match self.hidden_rows.insert(row) {
            true => counted.cell(&SHEET, 0),
            false => Ok(()),
        }
    }
}

/// Reads what a part of a workbook says besides values, and counts what is kept of it.
pub fn read<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    path: &str,
    counted: &mut Counted,
) -> Result<Outline, String> {
    let Some(mut document) = part(archive, path) else {
        return Err("it has no such part".to_owned());
    };
    let mut sheet = SheetReader::new(counted);
    while let Some(piece) = document.next()? {
        sheet.read(piece)?;
    }
    let (mut outline, linked) = sheet.finish();
    drop(document);
    let mut targets: HashMap<String, Rc<str>> = HashMap::new();
    for relation in relations(archive, &rels_of(path))? {
        match relation.kind.as_str() {
            "comments" | "threadedComment" => {
                let path = relation.path(folder_of(path));
                notes::read(archive, &path, &mut outline, counted)?;
            }
            "hyperlink" => {
                targets.insert(relation.id, relation.target.into());
            }
            _ => {}
        }
    }
    for (place, id) in linked.into_iter().rev() {
        if let Some(target) = targets.get(&id) {
            outline
                .links
                .entry(place)
                .or_insert_with(|| Rc::clone(target));
        }
    }
    Ok(outline)
}

/// The row and the column of a cell by its name: `B3`.
fn place_of(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at(letters);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        column
            .checked_mul(26)?
            .checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}
