//! What a sheet of a workbook says of its rows, columns and cells besides their values: which are
//! hidden, which formulas have no result, where links lead, and what is noted at cells.

use std::{
    collections::{HashMap, HashSet},
    io::{Read, Seek},
    mem,
    rc::Rc,
};

use zip::ZipArchive;

use super::AUTHOR;
use crate::{
    bounds::{Counted, short},
    markup::{Element, Piece, part},
    source::Beside,
    table::SPREADSHEET_COLUMNS,
};

/// The most texts that a workbook may say it has: more than cells of it are read.
const MOST_TEXTS: f64 = 4_194_304.0;

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

/// With less height (in points) or width (in characters) nothing is seen.
const UNSEEN: f64 = 1.0;

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

/// The sheets of a workbook: the part of each, by its name.
pub fn parts<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
) -> Result<HashMap<String, String>, String> {
    // Of what is called alike, the library that reads the values takes the last relation and part,
    // and the first sheet.
    let book = relations(archive, "_rels/.rels")?
        .into_iter()
        .rfind(|relation| relation.kind == "officeDocument")
        .map_or_else(
            || "xl/workbook.xml".to_owned(),
            |relation| relation.path(""),
        );
    let folder = folder_of(&book);
    let targets = relations(archive, &rels_of(&book))?.into_iter();
    let targets: HashMap<String, Relation> = targets
        .map(|relation| (relation.id.clone(), relation))
        .collect();
    let mut parts = HashMap::new();
    let Some(mut document) = part(archive, &book) else {
        return Ok(parts);
    };
    while let Some(piece) = document.next()? {
        if let Piece::Begin(element) = piece
            && element.is("sheet")
            && let (Some(name), Some(id)) = (element.own("name"), element.attribute("id"))
            && let Some(target) = targets.get(&id)
        {
            parts.entry(name).or_insert_with(|| target.path(folder));
        }
    }
    Ok(parts)
}

/// Whether a workbook says that it has more texts than its cells could show: the library takes memory
/// for as many as it says, and where there is none left the process ends.
pub fn has_too_many_texts<R: Read + Seek>(archive: &mut ZipArchive<R>) -> bool {
    let names = archive.file_names().filter_map(Result::ok);
    let is_texts = |name: &str| name.to_ascii_lowercase().ends_with("sharedstrings.xml");
    let paths: Vec<String> = names
        .filter(|name| is_texts(name))
        .map(|name| name.into_owned())
        .collect();
    paths.iter().any(|path| {
        let Some(mut document) = part(archive, path) else {
            return false;
        };
        while let Ok(Some(piece)) = document.next() {
            if let Piece::Begin(element) = piece
                && element.is("sst")
            {
                let said: Option<f64> = element.number("uniqueCount");
                return said.is_some_and(|said| said > MOST_TEXTS);
            }
        }
        false
    })
}

/// Reads what a part of a workbook says besides values, and counts what is kept of it.
pub fn read<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    path: &str,
    counted: &mut Counted,
) -> Result<Outline, String> {
    let mut outline = Outline::default();
    let Some(mut document) = part(archive, path) else {
        return Err("it has no such part".to_owned());
    };
    let (mut row, mut column) = (0, 0);
    let mut cell: Option<Cell> = None;
    let (mut linked, mut in_pages) = (Vec::new(), false);
    while let Some(piece) = document.next()? {
        match piece {
            Piece::Begin(element) => match (element.name().as_str(), &mut cell) {
                ("f", Some(cell)) => {
                    cell.formula = Some(String::new());
                    cell.within = Within::Formula;
                }
                ("v" | "is", Some(cell)) => {
                    cell.has_value |= cell.is_text;
                    cell.within = Within::Value;
                }
                ("c", _) => {
                    let named = element.own("r").as_deref().and_then(place_of);
                    let place = named.unwrap_or((row, column));
                    column = place.1;
                    // The name of a cell tells its row, where the row itself does not.
                    if outline.hidden_rows.contains(&row) {
                        outline.hide_row(place.0, counted)?;
                    }
                    cell = Some(Cell::new(place, &element));
                }
                ("row", _) => {
                    row = element
                        .number::<u32>("r")
                        .map_or(row, |row| row.saturating_sub(1));
                    let is_flat = element
                        .number("ht")
                        .is_some_and(|height: f64| height < UNSEEN);
                    if is_flat || element.says("hidden") {
                        outline.hide_row(row, counted)?;
                    } else if outline.hides_rows && element.own("ht").is_some() {
                        counted.cell(&SHEET, 0)?;
                        outline.shown_rows.insert(row);
                    }
                }
                ("sheetFormatPr", _) => {
                    outline.hides_rows = element.says("zeroHeight");
                    let width = element.number("defaultColWidth");
                    outline.hides_columns = width.is_some_and(|width: f64| width < UNSEEN);
                }
                ("col", _) => {
                    if let (Some(min), Some(max)) =
                        (element.number::<u32>("min"), element.number("max"))
                    {
                        if outline.columns.len() >= SPREADSHEET_COLUMNS {
                            return Err(format!(
                                "it describes more than {SPREADSHEET_COLUMNS} columns; save it again"
                            ));
                        }
                        let width = element.number("width");
                        let is_narrow = width.is_some_and(|width: f64| width < UNSEEN);
                        let said = element.says("hidden") || is_narrow;
                        let max: u32 = max;
                        outline
                            .columns
                            .push((min.saturating_sub(1), max.saturating_sub(1), said));
                    }
                }
                ("mergeCell", _) => {
                    let range = element.own("ref").unwrap_or_default();
                    let ends = range.split_once(':');
                    let ends = ends.and_then(|(a, b)| Some([place_of(a)?, place_of(b)?]));
                    if let Some(ends) = ends {
                        counted.cell(&SHEET, 0)?;
                        outline.merged.push(ends);
                    }
                }
                (name, _) if is_on_pages(name) => {
                    counted.cell(&SHEET, 0)?;
                    outline.on_pages.push(String::new());
                    in_pages = true;
                }
                ("hyperlink", _) => {
                    let range = element.own("ref").unwrap_or_default();
                    let first = range.split(':').next().unwrap_or_default();
                    let place = place_of(first).ok_or_else(|| {
                        format!("it has a link at no cell, \"{}\"", short(&range))
                    })?;
                    if let Some(id) = element.attribute("id") {
                        counted.cell(&SHEET, id.len())?;
                        linked.push((place, id));
                    }
                }
                _ => {}
            },
            Piece::Text(text) if in_pages => {
                counted.cell(&SHEET, text.len())?;
                if let Some(last) = outline.on_pages.last_mut() {
                    last.push_str(&text);
                }
            }
            Piece::Text(text) => match &mut cell {
                Some(Cell {
                    within: Within::Formula,
                    formula: Some(formula),
                    ..
                }) => formula.push_str(&text),
                Some(cell) if cell.within == Within::Value => {
                    cell.has_value |= !text.is_empty();
                }
                _ => {}
            },
            Piece::End(name) => match name.as_str() {
                "row" => (row, column) = (row.saturating_add(1), 0),
                "c" => {
                    column = column.saturating_add(1);
                    if let Some(cell) = cell.take() {
                        cell.note(&mut outline, counted)?;
                    }
                }
                "f" | "v" | "is" => {
                    if let Some(cell) = &mut cell {
                        cell.within = Within::Nothing;
                    }
                }
                name if is_on_pages(name) => in_pages = false,
                _ => {}
            },
        }
    }
    drop(document);
    let mut targets: HashMap<String, Rc<str>> = HashMap::new();
    for relation in relations(archive, &rels_of(path))? {
        match relation.kind.as_str() {
            "comments" | "threadedComment" => {
                let path = relation.path(folder_of(path));
                read_notes(archive, &path, &mut outline, counted)?;
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

/// Whether an element has what stands on the pages of a sheet.
fn is_on_pages(element: &str) -> bool {
    matches!(
        element,
        "oddHeader" | "evenHeader" | "firstHeader" | "oddFooter" | "evenFooter" | "firstFooter"
    )
}

/// A cell while it is read.
struct Cell {
    place: (u32, u32),
    /// Whether it says of itself that it is a text, which may be an empty one.
    is_text: bool,
    formula: Option<String>,
    has_value: bool,
    within: Within,
}

#[derive(PartialEq, Eq)]
enum Within {
    Nothing,
    Formula,
    Value,
}

impl Cell {
    fn new(place: (u32, u32), element: &Element<'_>) -> Self {
        Self {
            place,
            is_text: element.own("t").as_deref() == Some("str"),
            formula: None,
            has_value: false,
            within: Within::Nothing,
        }
    }

    fn note(self, outline: &mut Outline, counted: &mut Counted) -> Result<(), String> {
        let Some(formula) = self.formula else {
            return Ok(());
        };
        if !self.has_value {
            counted.cell(&SHEET, 0)?;
            outline.without_result.insert(self.place);
        }
        if let Some(target) = target_of(&formula) {
            counted.cell(&SHEET, target.len())?;
            outline.links.insert(self.place, target.into());
        }
        Ok(())
    }
}

/// Where a formula leads that is a link to a text.
fn target_of(formula: &str) -> Option<&str> {
    let (name, rest) = formula.split_once('(')?;
    let name = name.trim_start_matches('=').trim();
    if !name.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let (target, behind) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
    let is_whole = behind.trim_start().starts_with([',', ';', ')']);
    is_whole.then_some(target)
}

/// Reads the notes at the cells of a sheet that sound like privacy, but for those of this program.
fn read_notes<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    path: &str,
    outline: &mut Outline,
    counted: &mut Counted,
) -> Result<(), String> {
    let Some(mut document) = part(archive, path) else {
        return Ok(());
    };
    let mut authors: Vec<String> = Vec::new();
    let mut noted: Option<((u32, u32), bool, String)> = None;
    let (mut in_author, mut in_text) = (false, false);
    while let Some(piece) = document.next()? {
        match piece {
            Piece::Begin(element) => match element.name().as_str() {
                "author" => {
                    in_author = true;
                    counted.cell(&SHEET, 0)?;
                    authors.push(String::new());
                }
                "comment" | "threadedComment" => {
                    let author = element
                        .number("authorId")
                        .and_then(|id: usize| authors.get(id));
                    let is_own = author.is_some_and(|author| author == AUTHOR);
                    let place = element.own("ref").as_deref().and_then(place_of);
                    noted = place.map(|place| (place, is_own, String::new()));
                }
                "t" | "text" => in_text = true,
                _ => {}
            },
            Piece::Text(text) => {
                if in_author && let Some(author) = authors.last_mut() {
                    author.push_str(&text);
                } else if in_text && let Some((_, _, note)) = &mut noted {
                    note.push_str(&text);
                }
            }
            Piece::End(name) => match name.as_str() {
                "author" => in_author = false,
                "t" | "text" => in_text = false,
                "comment" | "threadedComment" => {
                    if let Some((place, false, note)) = noted.take() {
                        let private = Beside::private_note(&note);
                        counted.cell(&SHEET, 0)?;
                        outline.notes.extend(private.map(|note| (place, note)));
                    }
                }
                _ => {}
            },
        }
    }
    Ok(())
}

/// A relation of a part to another one.
struct Relation {
    id: String,
    /// The last part of its type.
    kind: String,
    target: String,
}

impl Relation {
    /// The path of the other part, seen from a folder.
    fn path(&self, folder: &str) -> String {
        if let Some(path) = self.target.strip_prefix('/') {
            return path.to_owned();
        }
        let mut path: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
        for name in self.target.split('/') {
            match name {
                ".." => {
                    path.pop();
                }
                "." | "" => {}
                name => path.push(name),
            }
        }
        path.join("/")
    }
}

fn relations<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    path: &str,
) -> Result<Vec<Relation>, String> {
    let mut relations = Vec::new();
    let Some(mut document) = part(archive, path) else {
        return Ok(relations);
    };
    while let Some(piece) = document.next()? {
        if let Piece::Begin(element) = piece
            && element.is("Relationship")
            && let (Some(id), Some(target)) = (element.own("Id"), element.own("Target"))
        {
            let kind = element.own("Type").unwrap_or_default();
            relations.push(Relation {
                id,
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target,
            });
        }
    }
    Ok(relations)
}

/// Where the relations of a part stand.
fn rels_of(path: &str) -> String {
    let folder = folder_of(path);
    let name = path.rsplit('/').next().unwrap_or_default();
    format!("{folder}/_rels/{name}.rels")
        .trim_start_matches('/')
        .to_owned()
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
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
