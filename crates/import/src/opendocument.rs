//! Spreadsheets of OpenDocument (.ods, ISO/IEC 26300): the same as of a workbook. What a cell shows
//! stands in the file as a text, so no format has to be applied; how often a cell or a row is repeated
//! is counted, and never done where there is nothing in it.

use std::{
    collections::HashSet,
    io::{Read, Seek},
    str::FromStr,
};

use zip::ZipArchive;

use crate::{
    bounds::{self, Counted, MOST_COLUMNS, MOST_ROWS, short},
    markup::{Element, Piece, part},
    source::{Beside, SheetRow, SheetRows, Unreadable, far_cell},
    workbook::SheetName,
};

/// A spreadsheet that was opened.
pub struct Document<R: Read + Seek> {
    name: String,
    archive: ZipArchive<R>,
    counted: Counted,
}

/// The part with the sheets.
const CONTENT: &str = "content.xml";
/// The part with what stands on pages.
const STYLES: &str = "styles.xml";

impl<R: Read + Seek> Document<R> {
    /// Opens a spreadsheet by its content.
    pub fn open(name: &str, content: R) -> Result<Self, String> {
        let no_document = |error: String| format!("{name} is no .ods that can be read: {error}");
        let mut archive =
            ZipArchive::new(content).map_err(|error| no_document(error.to_string()))?;
        if let Some(mut manifest) = part(&mut archive, "META-INF/manifest.xml") {
            while let Some(piece) = manifest.next().map_err(no_document)? {
                if let Piece::Begin(element) = piece
                    && element.is("encryption-data")
                {
                    return Err(format!(
                        "{name} is protected by a password; save it without one"
                    ));
                }
            }
        }
        Ok(Self {
            name: name.to_owned(),
            archive,
            counted: Counted::default(),
        })
    }

    /// Its sheets, in their order.
    pub fn sheets(&mut self) -> Result<Vec<SheetName>, String> {
        let failed = |error: String| format!("{} cannot be read: {error}", self.name);
        let mut sheets = Vec::new();
        let (mut style, mut hidden, mut depth) = (None, HashSet::new(), 0);
        let Some(mut document) = part(&mut self.archive, CONTENT) else {
            return Ok(sheets);
        };
        while let Some(piece) = document.next().map_err(failed)? {
            let element = match piece {
                Piece::Begin(element) => element,
                Piece::End(name) => {
                    depth -= usize::from(has_tables(&name)).min(depth);
                    continue;
                }
                Piece::Text(_) => continue,
            };
            match element.name().as_str() {
                "style" => style = element.attribute("name"),
                "table-properties" if element.attribute("display").as_deref() == Some("false") => {
                    hidden.extend(style.clone());
                }
                "table" if depth == 0 => sheets.push(SheetName {
                    name: element.attribute("name").unwrap_or_default(),
                    visible: element
                        .attribute("style-name")
                        .is_none_or(|style| !hidden.contains(&style)),
                }),
                _ => {}
            }
            depth += usize::from(has_tables(&element.name()));
        }
        if sheets.is_empty() {
            return Err(format!(
                "{} has no sheet; save it anew from a spreadsheet program",
                self.name
            ));
        }
        Ok(sheets)
    }

    /// The rows of a sheet that have any text, its header among them.
    pub fn rows(&mut self, sheet: &str) -> Result<SheetRows, String> {
        let name = format!("{}, sheet \"{}\"", self.name, short(sheet));
        let failed = |error: String| format!("{name} cannot be read: {error}");
        let on_pages = on_pages(&mut self.archive, (&name, &mut self.counted)).map_err(failed)?;
        let mut reading = Reading::new(&name, &mut self.counted);
        let Some(mut document) = part(&mut self.archive, CONTENT) else {
            return Ok(SheetRows::default());
        };
        let (mut is_wanted, mut depth) = (false, 0usize);
        while let Some(piece) = document.next().map_err(failed)? {
            match piece {
                Piece::Begin(element) if has_tables(&element.name()) => {
                    if is_wanted {
                        return Err(format!("{name} has a table within a table; take it out"));
                    }
                    is_wanted = depth == 0
                        && element.is("table")
                        && element.attribute("name").as_deref() == Some(sheet);
                    depth += 1;
                }
                Piece::End(element) if has_tables(&element) && is_wanted => break,
                Piece::End(element) if has_tables(&element) => depth = depth.saturating_sub(1),
                Piece::Begin(element) if is_wanted => reading.begin(&element)?,
                Piece::Text(text) if is_wanted => reading.text(&text)?,
                Piece::End(element) if is_wanted => reading.end(&element)?,
                // Heights and widths of rows and columns, by their styles.
                Piece::Begin(element) => reading.style(&element),
                _ => {}
            }
        }
        let (rows, hidden) = (reading.rows, reading.hidden_columns);
        Ok(SheetRows {
            on_pages,
            ..SheetRows::new(rows, hidden)
        })
    }
}

/// What stands on each page when it is printed.
fn on_pages<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    (name, counted): (&str, &mut Counted),
) -> Result<Vec<String>, String> {
    let (mut said, mut is_within) = (Vec::<String>::new(), false);
    let Some(mut document) = part(archive, STYLES) else {
        return Ok(said);
    };
    let is_on_pages = |name: &str| name.starts_with("header") || name.starts_with("footer");
    while let Some(piece) = document.next()? {
        match piece {
            Piece::Begin(element) if is_on_pages(&element.name()) => {
                counted.cell(&name, 0)?;
                said.push(String::new());
                is_within = true;
            }
            Piece::End(name) if is_on_pages(&name) => is_within = false,
            Piece::Text(text) if is_within => {
                counted.cell(&name, text.len())?;
                said.last_mut()
                    .into_iter()
                    .for_each(|last| last.push_str(&text));
            }
            _ => {}
        }
    }
    Ok(said)
}

/// Whether an element is a table, or a copy of one in another file: no table within is a sheet.
fn has_tables(element: &str) -> bool {
    matches!(element, "table" | "dde-link")
}

/// How often something stands there, which says so where it is more than once.
fn times<T: FromStr + From<u8>>(element: &Element<'_>, name: &str) -> T {
    let said = element.attribute(name);
    let said = said.and_then(|said| said.trim().parse().ok());
    said.unwrap_or_else(|| T::from(1))
}

/// A sheet while it is read.
struct Reading<'r> {
    name: &'r str,
    counted: &'r mut Counted,
    rows: Vec<SheetRow>,
    hidden_columns: Vec<usize>,
    /// The style that is described, and those of rows and columns that nobody sees.
    style: Option<String>,
    flat: HashSet<String>,
    /// How many groups of rows and of columns are hidden around here.
    hidden_groups: usize,
    columns: usize,
    row: u64,
    repeated: u64,
    is_hidden: bool,
    /// The row that is read.
    open: SheetRow,
    column: usize,
    cell: Option<Cell>,
    in_note: bool,
    in_author: bool,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    repeated: usize,
    shown: String,
    has_paragraph: bool,
    value: Option<String>,
    kind: String,
    has_formula: bool,
    is_error: bool,
    link: Option<String>,
    note: String,
}

impl<'r> Reading<'r> {
    fn new(name: &'r str, counted: &'r mut Counted) -> Self {
        Self {
            name,
            counted,
            rows: Vec::new(),
            hidden_columns: Vec::new(),
            style: None,
            flat: HashSet::new(),
            hidden_groups: 0,
            columns: 0,
            row: 0,
            repeated: 1,
            is_hidden: false,
            open: SheetRow::default(),
            column: 0,
            cell: None,
            in_note: false,
            in_author: false,
        }
    }

    fn style(&mut self, element: &Element<'_>) {
        let size = match element.name().as_str() {
            "style" => {
                self.style = element.attribute("name");
                return;
            }
            "table-row-properties" => element.attribute("row-height"),
            "table-column-properties" => element.attribute("column-width"),
            _ => return,
        };
        let size = size.unwrap_or_else(|| "1cm".to_owned());
        let number: String = size
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        if number.parse().is_ok_and(|number: f64| number < 0.05) {
            self.flat.extend(self.style.clone());
        }
    }

    fn is_unseen(&self, element: &Element<'_>) -> bool {
        let visibility = element.attribute("visibility");
        let style = element.attribute("style-name");
        self.hidden_groups > 0
            || matches!(visibility.as_deref(), Some("collapse" | "filter"))
            || style.is_some_and(|style| self.flat.contains(&style))
    }

    fn begin(&mut self, element: &Element<'_>) -> Result<(), String> {
        match element.name().as_str() {
            "table-row-group" | "table-column-group" => {
                let is_closed = element.attribute("display").as_deref() == Some("false");
                self.hidden_groups += usize::from(is_closed || self.hidden_groups > 0);
            }
            "table-column" => {
                let repeated = times(element, "number-columns-repeated");
                let last = self.columns.saturating_add(repeated);
                if self.is_unseen(element) {
                    let hidden = self.columns.min(MOST_COLUMNS)..last.min(MOST_COLUMNS);
                    self.hidden_columns.extend(hidden);
                }
                self.columns = last;
            }
            "table-row" => {
                self.is_hidden = self.is_unseen(element);
                self.repeated = times(element, "number-rows-repeated");
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => self.cell = Some(Cell::new(element)),
            "annotation" => self.in_note = true,
            // Who wrote a note, and when, is no part of it.
            "creator" | "date" | "date-string" if self.in_note => self.in_author = true,
            "p" | "s" | "tab" | "line-break" if self.in_note => {
                if let Some(cell) = &mut self.cell {
                    cell.note.push(' ');
                }
            }
            name => {
                if let Some(cell) = self.cell.as_mut().filter(|_| !self.in_note) {
                    cell.begin(name, element)?;
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        if let Some(cell) = &mut self.cell {
            match self.in_note {
                true if self.in_author => {}
                true => cell.note.push_str(text),
                false if cell.has_paragraph => cell.shown.push_str(text),
                false => {}
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), String> {
        match name {
            "table-row-group" | "table-column-group" => {
                self.hidden_groups = self.hidden_groups.saturating_sub(1);
            }
            "annotation" => self.in_note = false,
            "creator" | "date" | "date-string" => self.in_author = false,
            "table-cell" | "covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    let repeated = cell.repeated;
                    if name == "covered-table-cell" {
                        let last = self.column.saturating_add(repeated).min(MOST_COLUMNS);
                        for place in self.column..last {
                            let counted = (&self.name as _, &mut *self.counted);
                            self.open.put(counted, place, None, vec![Beside::Merged])?;
                        }
                    } else if cell.holds_anything() {
                        if self.column.saturating_add(repeated) > MOST_COLUMNS {
                            let last = self.column.saturating_add(repeated).saturating_sub(1);
                            return Err(far_cell(self.name, self.row, last));
                        }
                        let besides = cell.besides();
                        let text = cell.taken();
                        for place in self.column..self.column + repeated {
                            let counted = (&self.name as _, &mut *self.counted);
                            self.open
                                .put(counted, place, text.clone(), besides.clone())?;
                        }
                    }
                    self.column = self.column.saturating_add(repeated);
                }
            }
            "table-row" => self.end_row()?,
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), String> {
        let mut row = std::mem::take(&mut self.open);
        let first = self.row;
        self.row = self.row.saturating_add(self.repeated);
        let is_merged = |(_, beside): &(usize, Beside)| *beside == Beside::Merged;
        if row.cells.is_empty() && row.besides.iter().all(is_merged) {
            return Ok(());
        }
        if self.repeated > MOST_ROWS as u64 {
            return Err(format!(
                "{} has a row {} times; {MOST_ROWS} rows are the most",
                self.name, self.repeated
            ));
        }
        row.is_hidden = self.is_hidden && !row.cells.is_empty();
        for place in 0..self.repeated {
            self.counted.row(&self.name)?;
            if place > 0 {
                row.count(&self.name, self.counted)?;
            }
            self.rows.push(SheetRow {
                number: first.saturating_add(place).saturating_add(1),
                ..row.clone()
            });
        }
        Ok(())
    }
}

impl Cell {
    fn new(element: &Element<'_>) -> Self {
        let value = [
            "value",
            "date-value",
            "time-value",
            "boolean-value",
            "string-value",
        ];
        Self {
            repeated: times(element, "number-columns-repeated"),
            value: value.into_iter().find_map(|name| element.attribute(name)),
            // The type of the standard stands before the one of LibreOffice, which knows errors.
            kind: element.attribute("value-type").unwrap_or_default(),
            is_error: element.own("calcext:value-type").as_deref() == Some("error"),
            has_formula: element.attribute("formula").is_some(),
            ..Self::default()
        }
    }

    fn begin(&mut self, name: &str, element: &Element<'_>) -> Result<(), String> {
        match name {
            "p" => {
                if self.has_paragraph {
                    self.shown.push('\n');
                }
                self.has_paragraph = true;
            }
            "s" => {
                let spaces = times::<usize>(element, "c").min(bounds::LONGEST_CELL);
                if self.shown.len() <= bounds::LONGEST_CELL {
                    self.shown.extend(std::iter::repeat_n(' ', spaces));
                }
            }
            "tab" => self.shown.push('\t'),
            "line-break" => self.shown.push('\n'),
            "a" => self.link = element.attribute("href"),
            _ => {}
        }
        Ok(())
    }

    fn holds_anything(&self) -> bool {
        !self.shown.trim().is_empty()
            || self.value.is_some()
            || self.has_formula
            || !self.note.is_empty()
    }

    fn besides(&self) -> Vec<Beside> {
        let beside = match (&self.link, self.kind.as_str(), &self.value) {
            (Some(target), _, _) => Some(Beside::Link(target.clone())),
            (None, "float" | "currency", Some(number)) => Some(Beside::Number(number.clone())),
            _ => None,
        };
        beside
            .into_iter()
            .chain(Beside::private_note(&self.note))
            .collect()
    }

    /// The text of the cell; nothing for one without anything in it.
    fn taken(self) -> Option<Result<String, Unreadable>> {
        if let Some(unreadable) = Unreadable::too_long(&self.shown) {
            return Some(Err(unreadable));
        }
        if self.is_error || self.shown.starts_with("#REF!") || self.shown.starts_with("Err:") {
            return Some(Err(Unreadable::of_error(&self.shown)));
        }
        if self.has_formula && self.value.is_none() && !self.has_paragraph {
            return Some(Err(Unreadable::without_result("")));
        }
        let text = match (self.kind.as_str(), self.value) {
            // As ISO 8601 writes it, whatever is shown.
            ("date", Some(day)) => day.strip_suffix("T00:00:00").unwrap_or(&day).to_owned(),
            ("boolean", Some(value)) => value,
            ("percentage", Some(_)) => self.shown.replace(' ', ""),
            ("string", Some(text)) if !self.has_paragraph => text,
            ("time", _) => return Some(Err(Unreadable::of_span(&self.shown))),
            (_, Some(_)) if self.shown.trim().is_empty() => {
                return Some(Err(Unreadable::not_shown()));
            }
            _ => self.shown,
        };
        if let Some(unreadable) = Unreadable::too_long(&text) {
            return Some(Err(unreadable));
        }
        (!text.trim().is_empty()).then_some(Ok(text))
    }
}
