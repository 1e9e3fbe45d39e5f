//! Spreadsheets of OpenDocument (.ods, ISO/IEC 26300): the same as of a workbook. What a cell shows
//! stands in the file as a text, so no format has to be applied; how often a cell or a row is repeated
//! is counted, and never done where there is nothing in it.

use std::{
    collections::HashSet,
    io::{Read, Seek},
};

use zip::ZipArchive;

use crate::{
    bounds::{self, Counted, MOST_COLUMNS, MOST_ROWS, short},
    markup::{Element, Piece, part},
    source::{Beside, SheetRow, SheetRows, Unreadable},
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
        let (mut style, mut hidden) = (None, HashSet::new());
        let Some(mut document) = part(&mut self.archive, CONTENT) else {
            return Ok(sheets);
        };
        while let Some(piece) = document.next().map_err(failed)? {
            let Piece::Begin(element) = piece else {
                continue;
            };
            match element.name().as_str() {
                "style" => style = element.attribute("name"),
                "table-properties" if element.attribute("display").as_deref() == Some("false") => {
                    hidden.extend(style.clone());
                }
                "table" => sheets.push(SheetName {
                    name: element.attribute("name").unwrap_or_default(),
                    visible: element
                        .attribute("style-name")
                        .is_none_or(|style| !hidden.contains(&style)),
                }),
                _ => {}
            }
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
        let mut reading = Reading::new(&name, &mut self.counted);
        let Some(mut document) = part(&mut self.archive, CONTENT) else {
            return Ok(SheetRows::default());
        };
        let (mut is_wanted, mut depth) = (false, 0);
        while let Some(piece) = document.next().map_err(failed)? {
            match piece {
                Piece::Begin(element) if element.is("table") => {
                    depth += 1;
                    if depth > 1 && is_wanted {
                        return Err(format!("{name} has a table within a table; take it out"));
                    }
                    if depth == 1 {
                        is_wanted = element.attribute("name").as_deref() == Some(sheet);
                    }
                }
                Piece::End(element) if element == "table" && is_wanted => break,
                Piece::End(element) if element == "table" => depth -= 1,
                Piece::Begin(element) if is_wanted => reading.begin(&element)?,
                Piece::Text(text) if is_wanted => reading.text(&text)?,
                Piece::End(element) if is_wanted => reading.end(&element)?,
                // Heights and widths of rows and columns, by their styles.
                Piece::Begin(element) => reading.style(&element),
                _ => {}
            }
        }
        Ok(SheetRows::new(reading.rows, reading.hidden_columns))
    }
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
    cells: Vec<(usize, Cell)>,
    column: usize,
    cell: Option<Cell>,
    in_note: bool,
    in_author: bool,
}

/// A cell while it is read.
#[derive(Clone, Default)]
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
            cells: Vec::new(),
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
                let repeated = element.number("number-columns-repeated").unwrap_or(1);
                let last = self.columns.saturating_add(repeated);
                if self.is_unseen(element) {
                    let hidden = self.columns.min(MOST_COLUMNS)..last.min(MOST_COLUMNS);
                    self.hidden_columns.extend(hidden);
                }
                self.columns = last;
            }
            "table-row" => {
                self.is_hidden = self.is_unseen(element);
                self.repeated = element.number("number-rows-repeated").unwrap_or(1);
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
                    if cell.holds_anything() {
                        if self.column.saturating_add(repeated) > MOST_COLUMNS {
                            return Err(format!(
                                "{} has a cell in row {}, column {}; {MOST_COLUMNS} columns are the \
                                 most",
                                self.name,
                                self.row.saturating_add(1),
                                self.column.saturating_add(repeated)
                            ));
                        }
                        for place in 0..repeated {
                            let length = cell.shown.len();
                            self.counted.cell(&self.name, length)?;
                            self.cells.push((self.column + place, cell.clone()));
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
        let cells = std::mem::take(&mut self.cells);
        let first = self.row;
        self.row = self.row.saturating_add(self.repeated);
        if cells.is_empty() {
            return Ok(());
        }
        if self.repeated > MOST_ROWS as u64 {
            return Err(format!(
                "{} has a row {} times; {MOST_ROWS} rows are the most",
                self.name, self.repeated
            ));
        }
        let mut row = SheetRow {
            is_hidden: self.is_hidden,
            ..SheetRow::default()
        };
        for (column, cell) in cells {
            let besides = cell.beside().into_iter();
            let besides = besides.chain(Beside::private_note(&cell.note));
            row.besides.extend(besides.map(|beside| (column, beside)));
            row.cells.extend(cell.taken().map(|text| (column, text)));
        }
        if row.cells.is_empty() {
            return Ok(());
        }
        for place in 0..self.repeated {
            self.counted.row(&self.name)?;
            if place > 0 {
                for (_, text) in &row.cells {
                    let length = text.as_ref().map_or(0, String::len);
                    self.counted.cell(&self.name, length)?;
                }
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
            repeated: element.number("number-columns-repeated").unwrap_or(1),
            value: value.into_iter().find_map(|name| element.attribute(name)),
            // The type of the standard stands before the one of LibreOffice, which knows errors.
            kind: element.attribute("value-type").unwrap_or_default(),
            is_error: element.has("calcext:value-type", "error"),
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
                let spaces = element.number("c").unwrap_or(1).min(bounds::LONGEST_CELL);
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

    fn beside(&self) -> Option<Beside> {
        match (&self.link, self.kind.as_str(), &self.value) {
            (Some(target), _, _) => Some(Beside::Link(target.clone())),
            (None, "float" | "currency", Some(number)) => Some(Beside::Number(number.clone())),
            _ => None,
        }
    }

    /// The text of the cell; nothing for one without anything in it.
    fn taken(self) -> Option<Result<String, Unreadable>> {
        let unreadable = |shown: String, message: String| Some(Err(Unreadable { shown, message }));
        if let Some(message) = bounds::too_long(self.shown.len()) {
            return unreadable(bounds::cut(&self.shown), message);
        }
        if self.is_error || self.shown.starts_with("#REF!") || self.shown.starts_with("Err:") {
            let message = format!(
                "the cell shows the error {}; mend its formula, or write the value itself",
                short(&self.shown)
            );
            return unreadable(self.shown, message);
        }
        if self.has_formula && self.value.is_none() && !self.has_paragraph {
            return Some(Err(Unreadable::without_result(String::new())));
        }
        let text = match (self.kind.as_str(), self.value) {
            // As ISO 8601 writes it, whatever is shown.
            ("date", Some(day)) => day.strip_suffix("T00:00:00").unwrap_or(&day).to_owned(),
            ("boolean", Some(value)) => value,
            ("percentage", Some(_)) => self.shown.replace(' ', ""),
            ("string", Some(text)) if !self.has_paragraph => text,
            ("time", _) => {
                let message = "the cell holds a span of time; write it as text".to_owned();
                return unreadable(self.shown, message);
            }
            (_, Some(_)) if self.shown.trim().is_empty() => {
                let message = "the format of the cell shows nothing of what is in it; clear the \
                               cell, or give it another format";
                return unreadable(String::new(), message.to_owned());
            }
            _ => self.shown,
        };
        (!text.trim().is_empty()).then_some(Ok(text))
    }
}
