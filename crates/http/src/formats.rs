//! The formats of lists, a file each: a new one is a file with its [`Definition`], and a line in
//! each of the three lists here.
//!
//! JSON is always a page. All other formats hold everything that the filters find, unless a page is
//! asked for. A page of JSON, GeoJSON or JSON-LD (the *documents*) is made as a whole; everything
//! else is made while it is sent ([`stream`]), and is never in memory as a whole. CSV, NDJSON and XLSX are *files*: a browser offers to save them.

pub mod atom;
pub mod columns;
pub mod csv;
pub mod definition;
pub mod document;
pub mod file;
pub mod geojson;
pub mod json;
pub mod jsonld;
pub mod member_form;
pub mod ndjson;
pub mod newsletter;
pub mod schemas;
pub mod selection;
pub mod stream;
pub mod table;
mod workbook;
pub mod xlsx;

use definition::Definition;
use network::codes::codes;

use super::negotiation::Offered;

codes! {
    /// A format of a list.
    Format ("format") {
        /// JSON.
        Json = "json",
        /// GeoJSON (RFC 7946).
        GeoJson = "geojson",
        /// CSV (RFC 4180).
        Csv = "csv",
        /// A JSON object a line.
        Ndjson = "ndjson",
        /// A workbook (ECMA-376).
        Xlsx = "xlsx",
        /// JSON-LD in the words of schema.org.
        JsonLd = "jsonld",
    }
}

impl Format {
    /// What there is to know of it beyond its code, which is its extension too.
    pub const fn definition(self) -> &'static Definition {
        match self {
            Self::Json => &json::DEFINITION,
            Self::GeoJson => &geojson::DEFINITION,
            Self::Csv => &csv::DEFINITION,
            Self::Ndjson => &ndjson::DEFINITION,
            Self::Xlsx => &xlsx::DEFINITION,
            Self::JsonLd => &jsonld::DEFINITION,
        }
    }
}

impl Offered for Format {
    const SHOWN: &'static str = "csv";

    fn title(self) -> &'static str {
        self.definition().title
    }

    fn media_type(self) -> &'static str {
        self.definition().media_type
    }
}
