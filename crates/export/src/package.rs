//! A zip of CSV files (RFC 4180): UTF-8 with a byte order mark, a comma between the cells, CRLF
//! after each line. What could be read as a formula is guarded.

use std::{
    fs::File,
    io::{self, BufWriter, Seek, Write},
    mem,
};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    books::Books,
    error::Error,
    tables::{self, Cell, Sink},
};
use import::fields::TableName;
use network::spreadsheet::{BYTE_ORDER_MARK, write_csv_text};

/// CSV files that grow side by side, each in a temporary file, until they are packed.
#[derive(Default)]
pub struct CsvFiles {
    files: Vec<(String, BufWriter<File>)>,
    line: Vec<u8>,
}

impl CsvFiles {
    /// Begins a file, and returns its number.
    pub fn begin(&mut self, name: &str, header: &[impl AsRef<str>]) -> Result<usize, Error> {
        let mut file = BufWriter::new(tempfile::tempfile()?);
        file.write_all(BYTE_ORDER_MARK)?;
        self.files.push((format!("{name}.csv"), file));
        let number = self.files.len() - 1;
        let cells: Vec<Cell> = header
            .iter()
            .map(|name| Cell::Text(name.as_ref().to_owned()))
            .collect();
        self.line(number, &cells)?;
        Ok(number)
    }

    /// Writes a line of a file.
    pub fn line(&mut self, number: usize, cells: &[Cell]) -> Result<(), Error> {
        self.line.clear();
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.line.push(b',');
            }
            match cell {
                Cell::Empty => {}
                Cell::Number(value) => write!(self.line, "{value}")?,
                Cell::Text(text) | Cell::Day(text) => write_csv_text(&mut self.line, text),
            }
        }
        self.line.extend_from_slice(b"\r\n");
        let line = mem::take(&mut self.line);
        self.write(number, &line)?;
        self.line = line;
        Ok(())
    }

    /// Writes a line of a file that is made already.
    pub fn write(&mut self, number: usize, line: &[u8]) -> Result<(), Error> {
        if let Some((_, file)) = self.files.get_mut(number) {
            file.write_all(line)?;
        }
        Ok(())
    }

    /// Packs the files into a zip, with further ones that are short.
    pub fn pack(self, out: &mut File, more: &[(&str, Vec<u8>)]) -> Result<(), Error> {
        let mut zip = ZipWriter::new(BufWriter::new(out));
        // Without a time: the same books make the same zip.
        let options = SimpleFileOptions::default().large_file(true);
        for (name, content) in more {
            zip.start_file(*name, options)?;
            zip.write_all(content)?;
        }
        for (name, file) in self.files {
            zip.start_file(name, options)?;
            let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.rewind()?;
            io::copy(&mut file, &mut zip)?;
        }
        zip.finish()?.flush()?;
        Ok(())
    }
}

impl Sink for CsvFiles {
    fn begin(&mut self, _: usize, name: &'static str, header: &[String]) -> Result<(), Error> {
        Self::begin(self, name, header).map(drop)
    }

    fn row(&mut self, number: usize, cells: &[Cell]) -> Result<(), Error> {
        self.line(number, cells)
    }
}

/// Writes a file for each table.
pub fn write(books: &mut Books<'_>, out: &mut File) -> Result<(), Error> {
    let mut files = CsvFiles::default();
    tables::write(books, TableName::ALL, &mut files)?;
    files.pack(out, &[])
}
