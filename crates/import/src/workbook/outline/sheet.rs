//! A sheet while it is read, piece by piece.

use super::{Outline, SHEET, place_of};
use crate::{
    bounds::{Counted, short},
    markup::{Element, Piece},
    table::SPREADSHEET_COLUMNS,
};

/// With less height (in points) or width (in characters) nothing is seen.
const UNSEEN: f64 = 1.0;

/// Cells, each with the relation that its link is.
type Linked = Vec<((u32, u32), String)>;

/// Where the reading of a sheet stands, and what it has found.
pub(super) struct SheetReader<'c> {
    counted: &'c mut Counted,
    outline: Outline,
    row: u32,
    column: u32,
    cell: Option<Cell>,
    linked: Linked,
    in_pages: bool,
}

impl<'c> SheetReader<'c> {
    /// Has read nothing yet; counts what is kept.
    pub(super) fn new(counted: &'c mut Counted) -> Self {
        Self {
            counted,
            outline: Outline::default(),
            row: 0,
            column: 0,
            cell: None,
            linked: Vec::new(),
            in_pages: false,
        }
    }

    /// What was found. Where links lead stands in another part.
    pub(super) fn finish(self) -> (Outline, Linked) {
        (self.outline, self.linked)
    }

    pub(super) fn read(&mut self, piece: Piece<'_>) -> Result<(), String> {
        match piece {
            Piece::Begin(element) => self.begin(&element),
            Piece::Text(text) => self.text(&text),
            Piece::End(name) => self.end(&name),
        }
    }

    fn begin(&mut self, element: &Element<'_>) -> Result<(), String> {
        match (element.name().as_str(), &mut self.cell) {
            ("f", Some(cell)) => {
                cell.formula = Some(String::new());
                cell.within = Within::Formula;
            }
            ("v" | "is", Some(cell)) => {
                cell.has_value |= cell.is_text;
                cell.within = Within::Value;
            }
            ("c", _) => self.begin_cell(element)?,
            ("row", _) => self.begin_row(element)?,
            ("sheetFormatPr", _) => {
                self.outline.hides_rows = element.says("zeroHeight");
                self.outline.hides_columns = is_unseen(element, "defaultColWidth");
            }
            ("col", _) => self.columns(element)?,
            ("mergeCell", _) => self.merged(element)?,
            ("hyperlink", _) => self.link(element)?,
            (name, _) if is_on_pages(name) => {
                self.counted.cell(&SHEET, 0)?;
                self.outline.on_pages.push(String::new());
                self.in_pages = true;
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_cell(&mut self, element: &Element<'_>) -> Result<(), String> {
        let named = element.own("r").as_deref().and_then(place_of);
        let place = named.unwrap_or((self.row, self.column));
        self.column = place.1;
        // The name of a cell tells its row, where the row itself does not.
        if self.outline.hidden_rows.contains(&self.row) {
            self.outline.hide_row(place.0, self.counted)?;
        }
        self.cell = Some(Cell::new(place, element));
        Ok(())
    }

    fn begin_row(&mut self, element: &Element<'_>) -> Result<(), String> {
        if let Some(number) = element.number::<u32>("r") {
            self.row = number.saturating_sub(1);
        }
        if is_unseen(element, "ht") || element.says("hidden") {
            self.outline.hide_row(self.row, self.counted)?;
        } else if self.outline.hides_rows && element.own("ht").is_some() {
            self.counted.cell(&SHEET, 0)?;
            self.outline.shown_rows.insert(self.row);
        }
        Ok(())
    }

    fn columns(&mut self, element: &Element<'_>) -> Result<(), String> {
        let ends = (element.number::<u32>("min"), element.number::<u32>("max"));
        let (Some(min), Some(max)) = ends else {
            return Ok(());
        };
        if self.outline.columns.len() >= SPREADSHEET_COLUMNS {
            return Err(format!(
                "it describes more than {SPREADSHEET_COLUMNS} columns; save it again"
            ));
        }
        let is_hidden = element.says("hidden") || is_unseen(element, "width");
        let columns = (min.saturating_sub(1), max.saturating_sub(1), is_hidden);
        self.outline.columns.push(columns);
        Ok(())
    }

    fn merged(&mut self, element: &Element<'_>) -> Result<(), String> {
        let range = element.own("ref").unwrap_or_default();
        let ends = range.split_once(':');
        let ends = ends.and_then(|(a, b)| Some([place_of(a)?, place_of(b)?]));
        if let Some(ends) = ends {
            self.counted.cell(&SHEET, 0)?;
            self.outline.merged.push(ends);
        }
        Ok(())
    }

    fn link(&mut self, element: &Element<'_>) -> Result<(), String> {
        let range = element.own("ref").unwrap_or_default();
        let first = range.split(':').next().unwrap_or_default();
        let place = place_of(first)
            .ok_or_else(|| format!("it has a link at no cell, \"{}\"", short(&range)))?;
        if let Some(id) = element.attribute("id") {
            self.counted.cell(&SHEET, id.len())?;
            self.linked.push((place, id));
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        if self.in_pages {
            self.counted.cell(&SHEET, text.len())?;
            if let Some(last) = self.outline.on_pages.last_mut() {
                last.push_str(text);
            }
            return Ok(());
        }
        match &mut self.cell {
            Some(Cell {
                within: Within::Formula,
                formula: Some(formula),
                ..
            }) => formula.push_str(text),
            Some(cell) if cell.within == Within::Value => cell.has_value |= !text.is_empty(),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), String> {
        match name {
            "row" => (self.row, self.column) = (self.row.saturating_add(1), 0),
            "c" => {
                self.column = self.column.saturating_add(1);
                if let Some(cell) = self.cell.take() {
                    cell.note(&mut self.outline, self.counted)?;
                }
            }
            "f" | "v" | "is" => {
                if let Some(cell) = &mut self.cell {
                    cell.within = Within::Nothing;
                }
            }
            name if is_on_pages(name) => self.in_pages = false,
            _ => {}
        }
        Ok(())
    }
}

/// Whether an element says of itself that it is too small to be seen.
fn is_unseen(element: &Element<'_>, size: &str) -> bool {
    element.number(size).is_some_and(|size: f64| size < UNSEEN)
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
