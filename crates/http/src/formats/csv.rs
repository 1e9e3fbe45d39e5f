//! CSV (RFC 4180): UTF-8, a comma between the cells, CRLF after each line, a header.
//!
//! It begins with a byte order mark, without which Excel takes UTF-8 for the computer's own
//! encoding. What could be read as a formula is guarded ([`write_csv_text`]).

use std::io::Write;

use super::{
    columns::{Cell, Column, LOCATION_COLUMNS, MEMBER_COLUMNS},
    definition::{Definition, Form, Written},
    schemas::Described,
    selection::Selection,
};
use directory::search::Subject;
use network::spreadsheet::{BYTE_ORDER_MARK, write_csv_text};

/// The format.
pub static DEFINITION: Definition = Definition {
    title: "CSV",
    media_type: "text/csv; charset=utf-8; header=present",
    is_whole: true,
    is_file: true,
    has_facets: false,
    is_compressed: false,
    form: |selection, _, _| Ok(Box::new(Csv(selection.wanted_columns()))),
    schema: |subject| match subject {
        Subject::Members => Described::text("MemberTable", described(MEMBER_COLUMNS)),
        Subject::Locations => Described::text("LocationTable", described(LOCATION_COLUMNS)),
    },
};

fn described(columns: &[Column]) -> String {
    let mut words = "RFC 4180 in UTF-8 with a byte order mark; the first line names the columns. `fields` chooses the columns of its fields. Several values in a cell are parted by ` | `. A text that begins like a formula (with `=`, `+`, `-`, `@`) has an apostrophe before it.\n\n| column | field | meaning |\n|---|---|---|\n".to_owned();
    for column in columns {
        let meaning = column.meaning.replace('|', "\\|");
        words.push_str(&format!(
            "| `{}` | `{}` | {meaning} |\n",
            column.name, column.field
        ));
    }
    words
}

/// A line of the cells of these columns for each thing.
struct Csv(Vec<&'static Column>);

impl Form for Csv {
    fn separator(&self) -> &'static [u8] {
        b""
    }

    fn begin(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(BYTE_ORDER_MARK);
        write_cells(out, self.0.iter().map(|column| Cell::text(column.name)));
    }

    fn write_thing(&mut self, out: &mut Vec<u8>, list: &Selection, number: u32) -> Written {
        if let Some(row) = list.row(number) {
            write_cells(out, self.0.iter().map(|column| (column.value)(&row)));
        }
        Ok(())
    }
}

pub(super) fn write_cells<'a>(out: &mut Vec<u8>, cells: impl ExactSizeIterator<Item = Cell<'a>>) {
    let alone = cells.len() == 1;
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(b',');
        }
        let begin = out.len();
        write_cell(out, &cell);
        if alone && out.len() == begin {
            // A line with nothing in it is passed over by most readers.
            out.extend_from_slice(b"\"\"");
        }
    }
    out.extend_from_slice(b"\r\n");
}

fn write_cell(out: &mut Vec<u8>, cell: &Cell<'_>) {
    // Writing into memory cannot fail.
    let _ = match cell {
        Cell::Empty => Ok(()),
        Cell::Number(number) => write!(out, "{number}"),
        Cell::Date(date) => write!(out, "{date}"),
        Cell::Time(time) => write!(out, "{time}"),
        Cell::Text(text) => {
            write_csv_text(out, text);
            Ok(())
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_a_reader_could_go_wrong() {
        let mut out = Vec::new();
        let texts = ["plain", "a,b", "say \"x\"", "two\nlines", "a;b", "=1+1"];
        write_cells(&mut out, texts.iter().map(|text| Cell::text(*text)));
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"a;b\",'=1+1\r\n"
        );
    }

    #[test]
    fn numbers_are_no_texts() {
        let mut out = Vec::new();
        write_cells(
            &mut out,
            [Cell::Number(-3.72), Cell::Number(1998.0), Cell::Empty].into_iter(),
        );
        assert_eq!(out, b"-3.72,1998,\r\n");
    }

    #[test]
    fn a_line_is_never_empty() {
        let mut out = Vec::new();
        write_cells(&mut out, std::iter::once(Cell::Empty));
        assert_eq!(out, b"\"\"\r\n");
    }
}
