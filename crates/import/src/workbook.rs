//! Workbooks (XLSX, ECMA-376): the sheets of a spreadsheet program, each cell as the text that it
//! shows.

mod outline;
mod shown;

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    io::{self, Read, Seek, SeekFrom},
    panic::{self, AssertUnwindSafe},
    rc::Rc,
};

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use self::{outline::Outline, shown::Shape};
use crate::{
    bounds::{Counted, MOST_COLUMNS, short},
    source::{Beside, SheetRow, SheetRows, Unreadable, far_cell},
};

/// Who writes the notes in a workbook that is given back.
pub const AUTHOR: &str = "Member directory";

/// A workbook that was opened.
pub struct Workbook<R: Read + Seek> {
    name: String,
    archive: ZipArchive<Shared<R>>,
    /// The part of each sheet.
    parts: HashMap<String, String>,
    book: Xlsx<Shared<R>>,
    /// What its formats show, by the numbers that cells have of them; empty until a sheet is read.
    shapes: Vec<Shape>,
    counted: Counted,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName {
    /// As its tab has it.
    pub name: String,
    /// Whether its tab is shown.
    pub visible: bool,
}

/// Content that two readers take turns at: each goes to its place before it reads a part.
struct Shared<R>(Rc<RefCell<R>>);

impl<R> Clone for Shared<R> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<R: Read> Read for Shared<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.borrow_mut().read(out)
    }
}

impl<R: Seek> Seek for Shared<R> {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.0.borrow_mut().seek(place)
    }
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a workbook by its content.
    pub fn open(name: &str, content: R) -> Result<Self, String> {
        let content = Shared(Rc::new(RefCell::new(content)));
        let no_workbook = |error: &dyn std::fmt::Display| {
            format!("{name} is not a workbook that can be read: {error}")
        };
        let mut archive = ZipArchive::new(content.clone()).map_err(|error| no_workbook(&error))?;
        let parts = outline::parts(&mut archive).map_err(|error| no_workbook(&error))?;
        if outline::has_too_many_texts(&mut archive) {
            return Err(cannot_be(name));
        }
        let book = guarded(name, || {
            Xlsx::new(content).map_err(|error| match error {
                XlsxError::Password => {
                    format!("{name} is protected by a password; save it without one")
                }
                error => no_workbook(&error),
            })
        })?;
        Ok(Self {
            name: name.to_owned(),
            archive,
            parts,
            book,
            shapes: Vec::new(),
            counted: Counted::default(),
        })
    }

    /// Its sheets with cells, in their order.
    pub fn sheets(&self) -> Vec<SheetName> {
        let sheets = self.book.sheets_metadata().iter();
        sheets
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| SheetName {
                name: sheet.name.clone(),
                visible: sheet.visible == SheetVisible::Visible,
            })
            .collect()
    }

    /// The rows of a sheet that have any text, its header among them.
    pub fn rows(&mut self, sheet: &str) -> Result<SheetRows, String> {
        let name = format!("{}, sheet \"{}\"", self.name, short(sheet));
        guarded(&name, || self.read(&name, sheet))
    }

    fn read(&mut self, name: &str, sheet: &str) -> Result<SheetRows, String> {
        let part = self.parts.get(sheet).map_or("", String::as_str);
        let mut outline = outline::read(&mut self.archive, part, &mut self.counted)
            .map_err(|error| format!("{name} cannot be read: {error}"))?;
        let (notes, on_pages) = (outline.take_notes(), outline.take_on_pages());
        let mut faulty = outline.take_without_result();
        let failed = |error: XlsxError| format!("{name} cannot be read: {error}");
        let mut reader = self.book.worksheet_cells_reader(sheet).map_err(failed)?;
        if self.shapes.is_empty() {
            self.shapes = reader.styles().iter().map(Shape::of).collect();
        }
        let plain = Shape::default();
        let mut rows = Rows {
            name,
            outline: &outline,
            counted: &mut self.counted,
            rows: Vec::new(),
            noted: BTreeMap::new(),
        };
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(failed)? {
            let place = cell.get_position();
            let value = cell.get_value();
            let shape = self.shapes.get(style).unwrap_or(&plain);
            let text = match faulty.remove(&place) {
                true => Some(Err(Unreadable::without_result(&shown(value)))),
                false => text(value, shape),
            };
            let Some(text) = text else {
                continue;
            };
            rows.add(place, text, beside(value, shape, outline.link(place)))?;
        }
        for place in faulty {
            rows.insert(place, Some(Unreadable::without_result("")), None)?;
        }
        for (place, note) in notes {
            rows.insert(place, None, Some(note))?;
        }
        for merged in outline.merged() {
            rows.merge(*merged)?;
        }
        let rows = rows.whole();
        let hidden = (0..MOST_COLUMNS).filter(|column| outline.hides_column(*column as u32));
        Ok(SheetRows {
            on_pages,
            ..SheetRows::new(rows, hidden.collect())
        })
    }
}

/// The rows of a sheet while they are read.
struct Rows<'r> {
    name: &'r str,
    outline: &'r Outline,
    counted: &'r mut Counted,
    rows: Vec<SheetRow>,
    /// Those that have nothing but notes, by their numbers.
    noted: BTreeMap<u64, SheetRow>,
}

impl Rows<'_> {
    fn add(
        &mut self,
        (row, column): (u32, u32),
        text: Result<String, Unreadable>,
        beside: Option<Beside>,
    ) -> Result<(), String> {
        let name = self.name;
        if column as usize >= MOST_COLUMNS {
            return Err(far_cell(name, row.into(), column as usize));
        }
        let number = u64::from(row) + 1;
        if self.rows.last().is_none_or(|last| last.number != number) {
            if self.rows.last().is_some_and(|last| last.number > number) {
                return Err(format!("{name} has its rows in no order; save it again"));
            }
            self.counted.row(&name)?;
            self.rows.push(SheetRow {
                number,
                is_hidden: self.outline.hides_row(row),
                ..SheetRow::default()
            });
        }
        if let Some(last) = self.rows.last_mut() {
            let is_behind = |(known, _): &(usize, _)| *known < column as usize;
            if !last.cells.last().is_none_or(is_behind) {
                return Err(format!("{name} has its cells in no order; save it again"));
            }
            let counted = (&name as _, &mut *self.counted);
            let besides = beside.into_iter().collect();
            last.put(counted, column as usize, Some(text), besides)?;
        }
        Ok(())
    }

    /// Adds what there is of a cell that the sheet may have nothing in: a note in any row, and what
    /// cannot be read where its row has anything.
    fn insert(
        &mut self,
        (row, column): (u32, u32),
        unreadable: Option<Unreadable>,
        note: Option<Beside>,
    ) -> Result<(), String> {
        let number = u64::from(row) + 1;
        let row = match self.rows.binary_search_by_key(&number, |row| row.number) {
            Ok(place) => &mut self.rows[place],
            Err(_) if note.is_none() => return Ok(()),
            Err(_) => {
                self.counted.row(&self.name)?;
                self.noted.entry(number).or_insert_with(|| SheetRow {
                    number,
                    ..SheetRow::default()
                })
            }
        };
        let counted = (&self.name as _, &mut *self.counted);
        let unreadable = unreadable.filter(|_| (column as usize) < MOST_COLUMNS);
        let besides = note.into_iter().collect();
        row.put(counted, column as usize, unreadable.map(Err), besides)
    }

    /// Notes which cells are one with another, the first of them.
    fn merge(&mut self, [first, last]: [(u32, u32); 2]) -> Result<(), String> {
        let number = |row| u64::from(row) + 1;
        let begin = self
            .rows
            .partition_point(|row| row.number < number(first.0));
        let rows = self.rows[begin..].iter_mut();
        for row in rows.take_while(|row| row.number <= number(last.0)) {
            let columns = first.1 as usize..(last.1 as usize + 1).min(MOST_COLUMNS);
            for column in columns {
                if (row.number, column) != (number(first.0), first.1 as usize) {
                    let counted = (&self.name as _, &mut *self.counted);
                    row.put(counted, column, None, vec![Beside::Merged])?;
                }
            }
        }
        Ok(())
    }

    /// All of them, in their order.
    fn whole(mut self) -> Vec<SheetRow> {
        self.rows.extend(self.noted.into_values());
        self.rows.sort_by_key(|row| row.number);
        self.rows
    }
}

/// The library panics where a file says of itself what cannot be.
fn guarded<T>(name: &str, work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(cannot_be(name)))
}

fn cannot_be(name: &str) -> String {
    format!("{name} says of itself what cannot be; save it anew from a spreadsheet program")
}

/// What a spreadsheet shows of a cell; nothing for one without anything in it.
fn text(value: &DataRef<'_>, shape: &Shape) -> Option<Result<String, Unreadable>> {
    let number = |number| Some(shape.shown(number).ok_or_else(Unreadable::not_shown));
    match value {
        DataRef::Empty => None,
        DataRef::String(text) => given(text, shape),
        DataRef::SharedString(text) => given(text, shape),
        DataRef::Int(value) => number(*value as f64),
        DataRef::Float(value) => number(*value),
        DataRef::Bool(value) => Some(Ok(value.to_string())),
        DataRef::DateTime(moment) if moment.is_datetime() => Some(Ok(date(*moment))),
        DataRef::DateTimeIso(text) => given(
            text.strip_suffix("T00:00:00").unwrap_or(text),
            &Shape::Plain,
        ),
        DataRef::DateTime(_) | DataRef::DurationIso(_) => {
            Some(Err(Unreadable::of_span(&shown(value))))
        }
        DataRef::Error(error) => Some(Err(Unreadable::of_error(&error.to_string()))),
    }
}

/// What is in a cell, whatever its format.
fn shown(value: &DataRef<'_>) -> String {
    Data::from(value.clone()).to_string()
}

/// What there is of a cell besides what it shows.
fn beside(value: &DataRef<'_>, shape: &Shape, link: Option<&str>) -> Option<Beside> {
    let number = match value {
        _ if link.is_some() || matches!(shape, Shape::Plain | Shape::Percent) => None,
        DataRef::Int(number) => Some(number.to_string()),
        DataRef::Float(number) => Some(number.to_string()),
        _ => None,
    };
    let link = link.map(|target| Beside::Link(target.trim().to_owned()));
    link.or(number.map(Beside::Number))
}

/// A text that stands in a cell, or that many cells refer to.
fn given(text: &str, shape: &Shape) -> Option<Result<String, Unreadable>> {
    match Unreadable::too_long(text) {
        Some(unreadable) => Some(Err(unreadable)),
        None if text.trim().is_empty() => None,
        None if shape.hides_text() => Some(Err(Unreadable::not_shown())),
        None => Some(Ok(text.to_owned())),
    }
}

/// A day, with its time where it has one. A sheet knows no time zone; times are taken as UTC.
fn date(moment: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    match (hour, minute, second, milli) {
        (0, 0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        (_, _, _, 0) => {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
        }
        _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z"),
    }
}
