//! XLSX (ECMA-376): a workbook with one sheet.

use utoipa::openapi::{ObjectBuilder, SchemaFormat};

use super::{
    columns::Column,
    definition::{Definition, Form, Written},
    schemas::Described,
    selection::Selection,
    workbook::WorkbookWriter,
};

/// The format.
pub static DEFINITION: Definition = Definition {
    title: "a workbook (XLSX)",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    is_whole: true,
    is_file: true,
    has_facets: false,
    is_compressed: true,
    form: |selection, _, name| {
        let columns = selection.wanted_columns();
        // Its date is the directory's, so that the same selection gives the same bytes.
        let book = WorkbookWriter::new(
            name,
            columns.iter().map(|column| (column.name, column.width)),
            selection.numbers.len(),
            selection.snapshot.updated_at,
        );
        Ok(Box::new(Xlsx {
            columns,
            book: Some(book?),
        }))
    },
    schema: |_| {
        Described::object(
            "Spreadsheet",
            ObjectBuilder::new().format(Some(SchemaFormat::Custom("binary".to_owned()))),
            "A workbook with one sheet, of the columns of the CSV. Texts are texts and never formulas; dates are dates, in UTC.",
        )
    },
};

/// A row of the cells of these columns for each thing, in a workbook until that has ended.
struct Xlsx {
    columns: Vec<&'static Column>,
    book: Option<WorkbookWriter>,
}

impl Form for Xlsx {
    fn separator(&self) -> &'static [u8] {
        b""
    }

    fn write_thing(&mut self, out: &mut Vec<u8>, list: &Selection, number: u32) -> Written {
        if let (Some(row), Some(book)) = (list.row(number), &mut self.book) {
            book.write_row(self.columns.iter().map(|column| (column.value)(&row)))?;
            out.append(&mut book.written());
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Vec<u8>, _: &Selection) -> Written {
        if let Some(book) = self.book.take() {
            out.append(&mut book.end()?);
        }
        Ok(())
    }
}
