//! What a format of lists is.

use std::{fs::File, io, sync::atomic::AtomicBool};

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
    /// How it is written.
    pub writing: Writing,
    /// What the OpenAPI document says of a list in it.
    pub schema: fn(Subject) -> Described,
}

/// How a list is written.
pub enum Writing {
    /// Thing by thing.
    Form(fn(&Selection, Rest) -> Box<dyn Form>),
    /// As a file with this name, which lies ready before the answer begins: it is given at its
    /// beginning, with its length in bytes. It is compressed already. It is given up as soon as the
    /// last argument says that nobody waits for it any more.
    File(WriteFile),
}

/// Writes a list as a file.
pub type WriteFile = fn(&Selection, &str, &AtomicBool) -> io::Result<(File, u64)>;

/// Whether a piece of a list could be written.
pub type Written = serde_json::Result<()>;

/// A list that is written thing by thing, so that a page and a whole list are written alike.
pub trait Form {
    /// What stands between two things.
    fn separator(&self) -> &'static [u8] {
        b","
    }

    /// Writes what stands before the first thing, if anything does.
    fn begin(&self, _: &mut Vec<u8>) {}

    /// Writes the thing with this number.
    fn write_thing(&self, out: &mut Vec<u8>, list: &Selection, number: u32) -> Written;

    /// Writes what stands after the last thing, if anything does.
    fn end(&self, _: &mut Vec<u8>, _: &Selection) -> Written {
        Ok(())
    }
}

/// How many bytes usually stand around the records of a page.
const AROUND: usize = 4 * 1024;

/// Writes a whole list.
pub fn write(form: &dyn Form, out: &mut Vec<u8>, selection: &Selection) -> Written {
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
