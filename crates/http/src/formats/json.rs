//! JSON: a page of the things, and where it stands in the list.

use super::{
    definition::{Definition, Form, Written},
    document::Rest,
    schemas::{Described, list_schema},
    selection::Selection,
};
use directory::{
    search::Subject,
    views::{MemberLocationView, MemberView},
};

/// The format.
pub static DEFINITION: Definition = Definition {
    title: "JSON",
    media_type: "application/json",
    is_whole: false,
    is_file: false,
    has_facets: true,
    is_compressed: false,
    form: |_, rest, _| Ok(Box::new(Json(rest))),
    schema: |subject| match subject {
        Subject::Members => Described::of::<MemberPage>(),
        Subject::Locations => Described::of::<LocationPage>(),
    },
};

/// An object with the things in `data`.
pub struct Json(pub Rest);

impl Form for Json {
    fn begin(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"data\":[");
    }

    fn write_thing(&mut self, out: &mut Vec<u8>, list: &Selection, number: u32) -> Written {
        Ok(list.write_record(out, number)?)
    }

    fn end(&mut self, out: &mut Vec<u8>, selection: &Selection) -> Written {
        Ok(self.0.write(out, selection.snapshot.standing())?)
    }
}

list_schema! {
    /// A page of members.
    MemberPage {
        /// The members; with `fields`, only the fields that were asked for.
        data: Vec<MemberView<'static>>,
    }
}

list_schema! {
    /// A page of locations.
    LocationPage {
        /// The places; with `fields`, only the fields that were asked for.
        data: Vec<MemberLocationView<'static>>,
    }
}
