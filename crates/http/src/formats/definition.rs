//! What a format of lists is.

use std::io;

use super::{document::Rest, schemas::Described, selection::Selection};
use directory::search::Subject;

/// A format of lists.
pub struct Definition {
    /// What people call it.
    pub title: &'static str,
    /// Its media type, with the parameters that it always has.
    pub media_type: &'static str,
    /// Whether it has everything, unless a page of it is asked for.
    pub is_whole: bool,
    /// Whether it is a file, which a browser offers to save.
    pub is_file: bool,
    /// Whether it has room for facets and highlights.
    pub has_facets: bool,
    /// Whether its bytes are compressed already.
    pub is_compressed: bool,
    /// How a list of this name is written, with what stands beside its things.
    pub form: fn(&Selection, Rest, &str) -> io::Result<Box<dyn Form>>,
    /// What the OpenAPI document says of a list in it.
    pub schema: fn(Subject) -> Described,
}

/// Whether a piece of a list could be written.
pub type Written = io::Result<()>;

/// A list that is written thing by thing, so that a page and a whole list are written alike.
pub trait Form {
    /// What stands between two things.
    fn separator(&self) -> &'static [u8] {
        b","
    }

    /// Writes what stands before the first thing, if anything does.
    fn begin(&mut self, _: &mut Vec<u8>) {}

    /// Writes the thing with this number.
    fn write_thing(&mut self, out: &mut Vec<u8>, list: &Selection, number: u32) -> Written;

    /// Writes what stands after the last thing, if anything does.
    fn end(&mut self, _: &mut Vec<u8>, _: &Selection) -> Written {
        Ok(())
    }
}

/// How many bytes usually stand around the records of a page.
const AROUND: usize = 4 * 1024;

/// Writes a whole list.
pub fn write(form: &mut dyn Form, out: &mut Vec<u8>, selection: &Selection) -> Written {
    // The records of a list lie anywhere: a processor that only counts fetches several of them at
    // once, and one that copies waits for each.
    out.reserve(selection.length() + AROUND);
    form.begin(out);
    for (place, number) in selection.numbers.iter().enumerate() {
        if place > 0 {
            out.extend_from_slice(form.separator());
        }
        form.write_thing(out, selection, *number)?;
    }
    form.end(out, selection)
}
