//! A small table of texts and numbers as a file, for what is no list of the directory.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{
    columns::Cell,
    csv::write_cells,
    xlsx::{Looks, write_cell},
};
use network::spreadsheet::BYTE_ORDER_MARK;

/// A table: its header, and its rows.
pub struct Table<'a> {
    /// The names of the columns, each with its width in characters.
    pub header: &'a [(&'static str, u8)],
    /// The rows.
    pub rows: Vec<Vec<Cell<'a>>>,
}

impl Table<'_> {
    /// The table as CSV.
    pub fn csv(self) -> Vec<u8> {
        let mut out = BYTE_ORDER_MARK.to_vec();
        let header = self.header.iter();
        write_cells(&mut out, header.map(|(name, _)| Cell::text(*name)));
        for row in self.rows {
            write_cells(&mut out, row.into_iter());
        }
        out
    }

    /// The table as a workbook with one sheet.
    pub fn workbook(self) -> Result<Vec<u8>, XlsxError> {
        let looks = Looks::usual();
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_freeze_panes(1, 0)?;
        for ((name, width), at) in self.header.iter().zip(0..) {
            sheet.set_column_width(at, *width)?;
            sheet.write_string_with_format(0, at, *name, &looks.header)?;
        }
        for (row, place) in self.rows.iter().zip(1..) {
            for (cell, at) in row.iter().zip(0..) {
                write_cell(sheet, place, at, cell, &looks)?;
            }
        }
        workbook.save_to_buffer()
    }
}
