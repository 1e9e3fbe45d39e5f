//! The parameters of lists.

use std::{mem, str::FromStr};

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type},
};

use super::near::{BoundingBox, Kilometres, NearPlace};
use crate::{
    formats::Format,
    parameters,
    parameters::{CursorText, Flag, Number, Parameters, Query, TimeOrDay, Values},
};
use directory::{
    Facet, Fields, Filter, Moment, Snapshot, Sort,
    search::{QUERY_LENGTH, Query as Text},
    views::{LISTED_MEMBER_FIELDS, LOCATION_FIELDS, MEMBER_FIELDS},
};
use network::{
    Country, Identifier, Invalid, LanguageTag, MembershipType, Timestamp, codes::unknown_code, fold,
};

parameters! {
    /// The parameters of a list. All are optional and combine.
    pub struct ListParameters {
        /// Text in any language, best answers first. Words for a need (`doctor`), a language (`farsi`) and a city find whoever meets all: see `understood`. `"exact phrase"`; `-word` excludes.
        q: Option<QueryText>,
        /// Whether each thing shows under `highlights` where it answers `q`; needs `q`.
        highlight: Option<Flag>,
        /// Only this country, ISO 3166-1 alpha-2.
        #[example = ["BE"]]
        country: Values<Country>,
        /// Only with this service, a code from `/v1/services`; a code with children finds them too.
        service: Values<ServiceFilter>,
        /// Only with all of these services.
        service_all: Values<ServiceFilter>,
        /// Only who works in this language, BCP 47; `fr` finds `fr-BE` too.
        language: Values<LanguageTag>,
        /// Only who works in all of these languages.
        language_all: Values<LanguageTag>,
        /// Only this kind of member.
        membership_type: Values<MembershipType>,
        /// Only with a published place in this city, by any of its names.
        city: Values<CityName>,
        /// Only who is this elsewhere: `ror:05a28rw58`, or its address.
        identifier: Values<IdentifierText>,
        /// Around a point (latitude,longitude), town (`Gand, BE`) or postal code, nearest first.
        near: Option<NearPlace>,
        /// How far around `near`, in kilometres, 50 when it is left out; needs `near`.
        radius: Option<Kilometres>,
        /// Only with a published place in this box, as in GeoJSON: west,south,east,north, in degrees; west is more than east across the antimeridian.
        bbox: Option<BoundingBox>,
        /// Only what changed at this time (RFC 3339) or day, or later.
        updated_since: Option<TimeOrDay>,
        /// Whether only with a published place that is open now, by its hours, time zone and public holidays.
        open_now: Option<Flag>,
        /// As `open_now`, at this time (RFC 3339).
        open_at: Option<TimeOrDay>,
        /// The order; `distance` with `near`, else `relevance` with `q`, else `name`. What has no date comes last.
        sort: Option<Sort>,
        /// How many at a time. Without it and without `cursor`, JSON has 50 and every other format has everything.
        #[example = 2]
        limit: Option<Number<200>>,
        /// Where to go on: `page.next` of the page before, with the same filters and sort.
        cursor: Option<CursorText>,
        /// Counts to give with the page, each under the other filters but not its own.
        facets: Values<Facet>,
        /// The language of labels (one of the seven), and of texts that their member wrote in it, BCP 47; wins over `Accept-Language`.
        lang: Option<LanguageTag>,
        /// The format; wins over `Accept`. All but JSON hold everything that is found, unless `limit` or `cursor` asks for a page.
        format: Option<Format>,
    }
}

impl ListParameters {
    /// Takes out what the list is narrowed by, but for the place that `near` says. Services that
    /// the taxonomy has not are mistakes of the query; a city may be named in any language.
    pub(super) fn take_filter(
        &mut self,
        query: &mut Query<'_>,
        snapshot: &Snapshot,
        now: Timestamp,
    ) -> Filter {
        let open_at = self.take_moment(query, now);
        let taxonomy = &snapshot.taxonomy;
        let mut services = |name, given: &Values<ServiceFilter>| {
            let codes = given.0.iter();
            codes
                .filter_map(|ServiceFilter(code)| query.check(name, taxonomy.parse(code)))
                .collect()
        };
        let service = services("service", &self.service);
        let service_all = services("service_all", &self.service_all);
        let cities = mem::take(&mut self.city.0).into_iter();
        Filter {
            text: self.q.take().map(|QueryText(text)| text),
            country: mem::take(&mut self.country.0),
            service,
            service_all,
            language: mem::take(&mut self.language.0),
            language_all: mem::take(&mut self.language_all.0),
            membership_type: mem::take(&mut self.membership_type.0),
            city: cities
                .flat_map(|CityName(city)| snapshot.cities_called(city))
                .collect(),
            identifier: mem::take(&mut self.identifier.0)
                .into_iter()
                .map(|IdentifierText(identifier)| identifier)
                .collect(),
            updated_since: self.updated_since.take().map(|TimeOrDay(time)| time),
            bbox: self.bbox.take().map(|BoundingBox(bounds)| bounds),
            open_at,
            near: None,
            reader: None,
        }
    }

    /// When something is to be open.
    fn take_moment(&mut self, query: &mut Query<'_>, now: Timestamp) -> Option<Moment> {
        let is_now = matches!(self.open_now.take(), Some(Flag(true)));
        match self.open_at.take() {
            Some(_) if is_now => {
                let message = "\"open_now\" says when already; give one of the two";
                query.refuse("open_at", Invalid::new("one_of_two", message));
                None
            }
            Some(TimeOrDay(at)) => Some(Moment { at, is_now }),
            None => is_now.then_some(Moment { at: now, is_now }),
        }
    }
}

parameters! {
    /// Which fields of a member to show.
    pub struct MemberFieldsParameter {
        /// Only these top-level fields.
        fields: Values<MemberField>,
    }
}

parameters! {
    /// Which fields of a location to show.
    pub struct LocationFieldsParameter {
        /// Only these top-level fields; in GeoJSON, of the properties.
        fields: Values<LocationField>,
    }
}

impl MemberFieldsParameter {
    /// Reads which fields to show.
    pub fn chosen(query: &mut Query<'_>) -> Fields {
        let fields = Self::take(query).fields.0.into_iter();
        chosen_fields(
            fields.map(|MemberField(field)| field),
            *LISTED_MEMBER_FIELDS,
        )
    }
}

impl LocationFieldsParameter {
    /// Reads which fields to show.
    pub fn chosen(query: &mut Query<'_>) -> Fields {
        let fields = Self::take(query).fields.0.into_iter();
        chosen_fields(
            fields.map(|LocationField(field)| field),
            LOCATION_FIELDS.len(),
        )
    }
}

/// Declares a type of a parameter that is a text with a schema of its own, and how it is read.
macro_rules! text_parameter {
    ($(#[doc = $doc:literal])+ $name:ident($inner:ty), $parse:expr, $schema:expr) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone)]
        pub struct $name(pub $inner);

        impl FromStr for $name {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Invalid> {
                let parse: fn(&str) -> Result<$inner, Invalid> = $parse;
                parse(text).map(Self)
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                text_schema(concat!($($doc, "\n"),+).trim(), $schema)
            }
        }

        impl ToSchema for $name {}
    };
}

/// The schema of a text.
pub(super) fn text_schema(description: &str, schema: ObjectBuilder) -> RefOr<Schema> {
    schema
        .schema_type(Type::String)
        .description(Some(description))
        .into()
}

text_parameter! {
    /// What somebody types to find something.
    QueryText(Text), Text::parse,
    ObjectBuilder::new()
        .format(Some(SchemaFormat::Custom("search".to_owned())))
        .min_length(Some(1))
        .max_length(Some(QUERY_LENGTH))
}
text_parameter! {
    /// A city, as people write it.
    CityName(String), |text| Ok(fold(text)),
    ObjectBuilder::new()
        .format(Some(SchemaFormat::Custom("city".to_owned())))
        .min_length(Some(1))
}
text_parameter! {
    /// By what an organisation is known elsewhere.
    IdentifierText(Identifier), str::parse,
    ObjectBuilder::new()
        .format(Some(SchemaFormat::Custom("identifier".to_owned())))
        .min_length(Some(1))
        .examples(["wikidata:Q42"])
}
text_parameter! {
    /// The code of a service that the network's taxonomy has.
    ServiceFilter(String), |text| Ok(text.to_owned()),
    ObjectBuilder::new()
        .format(Some(SchemaFormat::Custom("service-code".to_owned())))
        .min_length(Some(1))
        .examples(["housing"])
}
text_parameter! {
    /// A top-level field of a member in a list.
    MemberField(usize), |text| field_number(text, listed_member_fields()),
    ObjectBuilder::new().enum_values(Some(listed_member_fields().iter().map(String::as_str)))
}
text_parameter! {
    /// A top-level field of a member.
    MemberDetailField(usize), |text| field_number(text, &MEMBER_FIELDS),
    ObjectBuilder::new().enum_values(Some(MEMBER_FIELDS.iter().map(String::as_str)))
}
text_parameter! {
    /// A top-level field of a location.
    LocationField(usize), |text| field_number(text, &LOCATION_FIELDS),
    ObjectBuilder::new().enum_values(Some(LOCATION_FIELDS.iter().map(String::as_str)))
}

fn listed_member_fields() -> &'static [String] {
    &MEMBER_FIELDS[..*LISTED_MEMBER_FIELDS]
}

/// The number of a field by its name.
fn field_number(text: &str, fields: &[String]) -> Result<usize, Invalid> {
    fields
        .iter()
        .position(|field| field == text)
        .ok_or_else(|| {
            let error = unknown_code("field", text, fields.iter().map(String::as_str));
            Invalid::new("unknown_field", error.message)
        })
}

/// The fields with these numbers, or the first `usual` when none is named.
pub fn chosen_fields(numbers: impl IntoIterator<Item = usize>, usual: usize) -> Fields {
    match numbers.into_iter().fold(0, |set, number| set | 1 << number) {
        0 => Fields::First(usual as u8),
        set => Fields::Only(set),
    }
}
