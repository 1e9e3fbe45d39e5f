//! NDJSON (<https://github.com/ndjson/ndjson-spec>): an object a line, the same as in `data` of
//! the JSON.

use super::{
    definition::{Definition, Form, Written},
    schemas::Described,
    selection::Selection,
};

/// The format.
pub static DEFINITION: Definition = Definition {
    title: "NDJSON",
    media_type: "application/x-ndjson",
    is_whole: true,
    is_file: true,
    has_facets: false,
    is_compressed: false,
    form: |_, _, _| Ok(Box::new(Ndjson)),
    schema: |_| {
        let words = "A JSON object a line, each the same as an element of `data` of the JSON.";
        Described::text("Lines", words)
    },
};

struct Ndjson;

impl Form for Ndjson {
    fn separator(&self) -> &'static [u8] {
        b""
    }

    fn write_thing(&mut self, out: &mut Vec<u8>, list: &Selection, number: u32) -> Written {
        // serde_json writes no line breaks.
        list.write_record(out, number)?;
        out.push(b'\n');
        Ok(())
    }
}
