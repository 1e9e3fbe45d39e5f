//! How a list is written thing by thing, so that a page and a whole list are written alike.

use super::{Selection, columns::Column, csv, document::Rest, geojson, jsonld, ndjson};
use crate::negotiation::Format;

/// What stands before the first thing of a list, how each thing is written, and what stands after
/// the last.
pub enum Form {
    /// An object with the things in `data`.
    Json(Rest),
    /// A FeatureCollection. What it has beside the features are foreign members (RFC 7946, 6.1).
    GeoJson(Rest),
    /// A graph. It says nothing of the page: whatever stands in such a document says something of
    /// the things.
    JsonLd,
    /// A line of the cells of these columns for each thing.
    Csv(Vec<&'static Column>),
    /// A JSON object a line.
    Ndjson,
}

impl Form {
    /// The form of a format; none for a workbook, which is no text.
    pub fn new(format: Format, selection: &Selection, rest: Rest) -> Option<Self> {
        match format {
            Format::Json => Some(Self::Json(rest)),
            Format::GeoJson => Some(Self::GeoJson(rest)),
            Format::JsonLd => Some(Self::JsonLd),
            Format::Csv => Some(Self::Csv(selection.wanted_columns())),
            Format::Ndjson => Some(Self::Ndjson),
            Format::Xlsx => None,
        }
    }

    /// Writes a whole list.
    pub fn write(&self, out: &mut Vec<u8>, selection: &Selection) -> serde_json::Result<()> {
        self.begin(out);
        for (place, number) in selection.numbers.iter().enumerate() {
            self.write_thing(out, selection, place, *number)?;
        }
        self.end(out, selection)
    }

    /// Writes what stands before the first thing.
    pub fn begin(&self, out: &mut Vec<u8>) {
        match self {
            Self::Json(_) => out.extend_from_slice(b"{\"data\":["),
            Self::GeoJson(_) => {
                out.extend_from_slice(b"{\"type\":\"FeatureCollection\",\"features\":[");
            }
            Self::JsonLd => {
                out.extend_from_slice(b"{\"@context\":\"");
                out.extend_from_slice(jsonld::CONTEXT.as_bytes());
                out.extend_from_slice(b"\",\"@graph\":[");
            }
            Self::Csv(columns) => csv::write_header(out, columns),
            Self::Ndjson => {}
        }
    }

    /// Writes the thing with this number, which is at this place of the list, counted from 0.
    pub fn write_thing(
        &self,
        out: &mut Vec<u8>,
        selection: &Selection,
        place: usize,
        number: u32,
    ) -> serde_json::Result<()> {
        let lines = matches!(self, Self::Csv(_) | Self::Ndjson);
        if place > 0 && !lines {
            out.push(b',');
        }
        match self {
            Self::Json(_) => selection.write_record(out, number),
            Self::GeoJson(_) => geojson::write_feature(out, selection, number),
            Self::JsonLd => serde_json::to_writer(out, &jsonld::of_thing(selection, number)),
            Self::Csv(columns) => {
                csv::write_line(out, selection, columns, number);
                Ok(())
            }
            Self::Ndjson => ndjson::write_line(out, selection, number),
        }
    }

    /// Writes what stands after the last thing.
    pub fn end(&self, out: &mut Vec<u8>, selection: &Selection) -> serde_json::Result<()> {
        match self {
            Self::Json(rest) | Self::GeoJson(rest) => rest.write(out, selection.snapshot.revision),
            Self::JsonLd => {
                out.extend_from_slice(b"]}");
                Ok(())
            }
            Self::Csv(_) | Self::Ndjson => Ok(()),
        }
    }
}
