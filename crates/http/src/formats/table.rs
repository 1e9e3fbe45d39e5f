//! A small table of texts and numbers as a file, for what is no list of the directory.

use std::io;

use super::{columns::Cell, csv::write_cells, workbook::WorkbookWriter};
use network::{Timestamp, spreadsheet::BYTE_ORDER_MARK};

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
    pub fn workbook(self) -> io::Result<Vec<u8>> {
        let columns = self.header.iter().copied();
        let mut book = WorkbookWriter::new("Sheet1", columns, self.rows.len(), Timestamp::now())?;
        for row in self.rows {
            book.write_row(row.into_iter())?;
        }
        book.end()
    }
}
