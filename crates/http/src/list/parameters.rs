//! What a list may be asked, as the OpenAPI document says it.

use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type},
};

use crate::{negotiation::Format, parameters::names};
use directory::{
    Facet, Sort,
    search::QUERY_LENGTH,
    views::{LISTED_MEMBER_FIELDS, LOCATION_FIELDS, MEMBER_FIELDS},
};
use network::{Country, Lang, LanguageTag, MembershipType, Timestamp};

/// The parameters of a list. All are optional and combine.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // It documents what `Asked::read` reads.
pub struct ListParameters {
    /// Text in any language, best answers first: names in all languages and scripts, acronyms, cities, services, countries, summaries. Case, accents and small mistakes are forgiven, the last word may be unfinished. `"exact phrase"`; a minus excludes: `-word`.
    q: Option<QueryText>,
    /// Whether each thing shows under `highlights` where it answers `q`; needs `q`.
    highlight: Option<bool>,
    /// Only this country, ISO 3166-1 alpha-2. A comma means *or*; given twice means *and*.
    #[param(style = Form, explode = false, min_items = 1, example = json!(["BE"]))]
    country: Option<Vec<Country>>,
    /// Only with this service, a code from `/v1/services`; a code with children finds them too. A comma means *or*; given twice means *and*.
    #[param(style = Form, explode = false, min_items = 1)]
    service: Option<Vec<ServiceFilter>>,
    /// Only who works in this language, BCP 47; `fr` finds `fr-BE` too. A comma means *or*; given twice means *and*.
    #[param(style = Form, explode = false, min_items = 1)]
    language: Option<Vec<LanguageTag>>,
    /// Only this kind of member. A comma means *or*.
    #[param(style = Form, explode = false, min_items = 1)]
    membership_type: Option<Vec<MembershipType>>,
    /// Only with a published place in this city; case and accents do not matter. A comma means *or*; given twice means *and*.
    #[param(style = Form, explode = false, min_items = 1)]
    city: Option<Vec<CityName>>,
    /// Only with a published place around this point (latitude,longitude in degrees, WGS 84) or around this city of the directory (`Gent`, `Gent, BE`, `Springfield, Illinois, US`), the nearest first. Each thing then has its `distance_km`. A place with `"precision": "city"` counts as being in the centre of its cell.
    near: Option<NearPlace>,
    /// How far around `near`, in kilometres, 50 when it is left out; needs `near`.
    #[param(exclusive_minimum = 0, maximum = 20000)]
    radius: Option<f64>,
    /// Only with a published place in this box, as in GeoJSON: west,south,east,north, in degrees. Where west is more than east it crosses the antimeridian.
    #[param(style = Form, explode = false, min_items = 4, max_items = 4)]
    bbox: Option<Vec<f64>>,
    /// Only what changed at this time or later, RFC 3339.
    updated_since: Option<Timestamp>,
    /// The order; `distance` when `near` is given, else `relevance` when `q` is, else `name`. What has no date comes last.
    sort: Option<Sort>,
    /// How many at a time. Without it and without `cursor`, JSON has 50 and every other format has everything.
    #[param(minimum = 1, maximum = 200, example = 2)]
    limit: Option<u32>,
    /// Where to go on: `page.next` of the page before (or `cursor` in its header `Link`), unchanged, with the same filters and the same sort. While the directory changes, nothing that keeps its place in the order is skipped or shown twice.
    #[param(min_length = 1)]
    cursor: Option<String>,
    /// Counts to give with the page, each under the other filters but not its own.
    #[param(style = Form, explode = false, min_items = 1)]
    facets: Option<Vec<Facet>>,
    /// The language of labels and texts; wins over `Accept-Language`. A text falls back to the member's own language, then to English.
    lang: Option<Lang>,
    /// The format; wins over `Accept`. All but JSON hold everything that the filters find, unless `limit` or `cursor` asks for a page.
    format: Option<Format>,
}

/// Which fields of a member to show.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct MemberFieldsParameter {
    /// Only these top-level fields.
    #[param(style = Form, explode = false, min_items = 1)]
    fields: Option<Vec<MemberField>>,
}

/// Which fields of a location to show.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct LocationFieldsParameter {
    /// Only these top-level fields; in GeoJSON, of the properties.
    #[param(style = Form, explode = false, min_items = 1)]
    fields: Option<Vec<LocationField>>,
}

/// Declares the schema of a text that the document describes and the code reads as a string.
macro_rules! text_schema {
    ($(#[doc = $doc:literal])+ $name:ident, $schema:expr) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let schema: ObjectBuilder = $schema;
                schema
                    .schema_type(Type::String)
                    .description(Some(concat!($($doc, "\n"),+).trim()))
                    .into()
            }
        }

        impl ToSchema for $name {}
    };
}

text_schema! {
    /// What somebody types to find something.
    QueryText,
    ObjectBuilder::new()
        .format(Some(SchemaFormat::Custom("search".to_owned())))
        .min_length(Some(1))
        .max_length(Some(QUERY_LENGTH))
}
text_schema! {
    /// A city, as people write it.
    CityName,
    ObjectBuilder::new()
        .format(Some(SchemaFormat::Custom("city".to_owned())))
        .min_length(Some(1))
}
text_schema! {
    /// A point as latitude,longitude, or the name of a city in which members have published places.
    NearPlace,
    ObjectBuilder::new()
        .format(Some(SchemaFormat::Custom("place".to_owned())))
        .min_length(Some(1))
        .examples(["51.05,3.72", "Gent, BE"])
}
text_schema! {
    /// The code of a service that the network's taxonomy has.
    ServiceFilter,
    ObjectBuilder::new()
        .format(Some(SchemaFormat::Custom("service-code".to_owned())))
        .min_length(Some(1))
        .examples(["housing"])
}
text_schema! {
    /// A top-level field of a member in a list.
    MemberField,
    ObjectBuilder::new().enum_values(Some(MEMBER_FIELDS[..*LISTED_MEMBER_FIELDS].iter().map(String::as_str)))
}
text_schema! {
    /// A top-level field of a member.
    MemberDetailField,
    ObjectBuilder::new().enum_values(Some(MEMBER_FIELDS.iter().map(String::as_str)))
}
text_schema! {
    /// A top-level field of a location.
    LocationField,
    ObjectBuilder::new().enum_values(Some(LOCATION_FIELDS.iter().map(String::as_str)))
}

/// The names of the parameters of a list.
pub fn parameter_names<F: IntoParams>() -> Vec<String> {
    [names::<ListParameters>(), names::<F>()].concat()
}
