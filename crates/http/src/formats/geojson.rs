//! GeoJSON (RFC 7946): a FeatureCollection. What it has beside the features are foreign members
//! (RFC 7946, 6.1).

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

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
    title: "GeoJSON",
    media_type: "application/geo+json",
    is_whole: true,
    is_file: false,
    has_facets: true,
    is_compressed: false,
    form: |_, rest, _| Ok(Box::new(GeoJson(rest))),
    schema: |subject| match subject {
        Subject::Members => Described::of::<MemberFeatureCollection>(),
        Subject::Locations => Described::of::<LocationFeatureCollection>(),
    },
};

struct GeoJson(Rest);

impl Form for GeoJson {
    fn begin(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"type\":\"FeatureCollection\",\"features\":[");
    }

    fn write_thing(&mut self, out: &mut Vec<u8>, list: &Selection, number: u32) -> Written {
        let card = list.card(number);
        let id = match card.key.location {
            location if location.is_nil() => card.key.member,
            location => location,
        };
        out.extend_from_slice(b"{\"type\":\"Feature\",\"id\":\"");
        out.extend_from_slice(id.hyphenated().encode_lower(&mut [0; 36]).as_bytes());
        out.extend_from_slice(b"\",\"geometry\":");
        out.extend_from_slice(card.geometry().as_bytes());
        out.extend_from_slice(b",\"properties\":");
        list.write_record(out, number)?;
        out.push(b'}');
        Ok(())
    }

    fn end(&mut self, out: &mut Vec<u8>, selection: &Selection) -> Written {
        Ok(self.0.write(out, selection.snapshot.standing())?)
    }
}

list_schema! {
    /// Members as GeoJSON (RFC 7946): all that the filters find, or a page of them.
    MemberFeatureCollection {
        /// Always `FeatureCollection`.
        #[schema(example = "FeatureCollection", pattern = "^FeatureCollection$")]
        r#type: String,
        /// The members: their published places as a Point or a MultiPoint, null when there is none.
        features: Vec<MemberFeature>,
    }
}

/// A member as a GeoJSON feature.
#[derive(Serialize, ToSchema)]
pub struct MemberFeature {
    /// Always `Feature`.
    #[schema(example = "Feature", pattern = "^Feature$")]
    r#type: String,
    /// The member's identifier.
    id: uuid::Uuid,
    /// A Point, a MultiPoint, or null.
    #[schema(value_type = Option<Object>)]
    geometry: Value,
    /// The member.
    properties: MemberView<'static>,
}

list_schema! {
    /// Places as GeoJSON (RFC 7946): all that the filters find, or a page of them.
    LocationFeatureCollection {
        /// Always `FeatureCollection`.
        #[schema(example = "FeatureCollection", pattern = "^FeatureCollection$")]
        r#type: String,
        /// The places.
        features: Vec<LocationFeature>,
    }
}

/// A place as a GeoJSON feature.
#[derive(Serialize, ToSchema)]
pub struct LocationFeature {
    /// Always `Feature`.
    #[schema(example = "Feature", pattern = "^Feature$")]
    r#type: String,
    /// The location's identifier.
    id: uuid::Uuid,
    /// A Point, or null when nobody knows where exactly the place is.
    #[schema(value_type = Option<Object>)]
    geometry: Value,
    /// The place.
    properties: MemberLocationView<'static>,
}
