//! The parameters of the lists, as the specification has them.

use actix_web::HttpRequest;
use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type};
use uuid::Uuid;

use crate::{
    list::parameters::QueryText,
    negotiation, parameters,
    parameters::{Flag, Number, TimeOrDay, Value},
    problem::Problem,
};
use directory::search::Query as Text;
use hsds::Depth;
use network::{Invalid, Timestamp, codes::codes};

codes! {
    /// A format of the lists of the Human Services Data Specification.
    HsdsFormat ("format") {
        /// A page in JSON.
        Json = "json",
        /// The rows that a tabular package would have (RFC 4180).
        Csv = "csv",
        /// A JSON object a line.
        Ndjson = "ndjson",
    }
}

impl HsdsFormat {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Ndjson => "application/x-ndjson",
        }
    }
}

/// The identifier of a record.
#[derive(Debug, Clone, Copy)]
pub struct RecordId(pub Uuid);

impl Value for RecordId {
    fn parse(text: &str) -> Result<Self, Invalid> {
        let read = Uuid::try_parse(text).map(Self);
        read.map_err(|_| {
            let message = format!(
                "\"{text}\" is not an identifier; one looks like 0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11"
            );
            Invalid::new("invalid_id", message)
        })
    }

    fn schema() -> RefOr<Schema> {
        let format = SchemaFormat::KnownFormat(KnownFormat::Uuid);
        let text = ObjectBuilder::new().schema_type(Type::String);
        text.format(Some(format)).into()
    }
}

/// A postal code, as people write it.
#[derive(Debug, Clone)]
pub struct Postcode(pub String);

impl Postcode {
    /// The same without what one person writes and another does not.
    pub fn plain(text: &str) -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_uppercase).collect()
    }
}

impl Value for Postcode {
    fn parse(text: &str) -> Result<Self, Invalid> {
        match Self::plain(text) {
            plain if plain.is_empty() => Err(Invalid::new(
                "invalid_postcode",
                format!(
                    "\"{text}\" has no letter or digit; a postal code looks like 9000 or SW1A 1AA"
                ),
            )),
            plain => Ok(Self(plain)),
        }
    }

    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String);
        text.min_length(Some(1)).into()
    }
}

/// How far, in metres.
#[derive(Debug, Clone, Copy)]
pub struct Metres(pub f64);

impl Metres {
    /// As far as one can be from anywhere.
    const MOST: f64 = 20_100_000.0;
}

impl Value for Metres {
    fn parse(text: &str) -> Result<Self, Invalid> {
        let metres = text.parse::<f64>().ok();
        let metres = metres.filter(|metres| (1.0..=Self::MOST).contains(metres));
        metres.map(Self).ok_or_else(|| {
            let message = format!(
                "\"{text}\" is not a distance in metres, from 1 to {}",
                Self::MOST
            );
            Invalid::new("out_of_range", message)
        })
    }

    fn schema() -> RefOr<Schema> {
        let number = ObjectBuilder::new().schema_type(Type::Number);
        number.minimum(Some(1)).maximum(Some(Self::MOST)).into()
    }
}

/// What was asked of a list.
#[derive(Debug)]
pub struct Asked {
    pub search: Option<Text>,
    pub modified_after: Option<Timestamp>,
    pub organization_id: Option<Uuid>,
    pub taxonomy_term_id: Option<Uuid>,
    pub taxonomy_id: Option<Uuid>,
    pub postcode: Option<String>,
    pub proximity: Option<f64>,
    pub top_only: bool,
    pub parent_id: Option<Uuid>,
    pub depth: Depth,
    pub page: usize,
    has_page: bool,
    per_page: Option<usize>,
    named_format: Option<HsdsFormat>,
}

/// How many things a page has when nobody says.
const PER_PAGE: usize = 50;

/// The most pages that one can ask for: as many as there could be things.
const MOST_PAGES: usize = i32::MAX as usize;

impl Asked {
    /// Whether the list is to have less than everything.
    pub fn is_narrowed(&self) -> bool {
        // Every field is named, so that none by which lists are narrowed is forgotten.
        let Self {
            search,
            modified_after,
            organization_id,
            taxonomy_term_id,
            taxonomy_id,
            postcode,
            proximity: _, // only beside a postal code
            top_only,
            parent_id,
            depth: _,
            page: _,
            has_page: _,
            per_page: _,
            named_format: _,
        } = self;
        let ids = [organization_id, taxonomy_term_id, taxonomy_id, parent_id];
        ids.into_iter().any(Option::is_some)
            || search.is_some()
            || modified_after.is_some()
            || postcode.is_some()
            || *top_only
    }

    /// How many things a page has; nothing where everything is wanted.
    pub fn page_size(&self) -> Option<usize> {
        let whole = match self.named_format {
            Some(HsdsFormat::Csv | HsdsFormat::Ndjson) => true,
            _ => self.depth == Depth::Minimal,
        };
        match self.per_page {
            None if whole && !self.has_page => None,
            given => Some(given.unwrap_or(PER_PAGE)),
        }
    }

    /// The format of the answer.
    pub fn format(&mut self, request: &HttpRequest) -> Result<HsdsFormat, Problem> {
        let format = match self.named_format {
            Some(format) => format,
            None => {
                let types = HsdsFormat::ALL.iter().map(|format| format.media_type());
                let types: Vec<&'static str> = types.collect();
                let chosen = negotiation::choose(request, &types)?;
                let mut formats = HsdsFormat::ALL.iter().copied();
                let found = formats.find(|format| format.media_type() == chosen);
                found.unwrap_or(HsdsFormat::Json)
            }
        };
        self.named_format = Some(format);
        Ok(format)
    }
}

/// Declares the parameters of a list: its own first, then those that all lists have.
macro_rules! lists {
    ($(
        $(#[doc = $about:literal])+
        $name:ident {
            $( $(#[doc = $doc:literal])+ $field:ident: $type:ty, )*
        }
        reads $given:ident => { $( $read:ident: $value:expr, )* }
    )+) => { $(
        parameters! {
            $(#[doc = $about])+
            pub struct $name {
                /// Text in any language, as `q` of `/v1/members`.
                search: Option<QueryText>,
                $( $(#[doc = $doc])+ $field: $type, )*
                /// Which page, from 1.
                page: Option<Number<MOST_PAGES>>,
                /// How many on a page; 50 when nobody says. Without it and without `page`, `csv`, `ndjson` and `minimal` have everything.
                #[example = 2]
                per_page: Option<Number<500>>,
                /// The format; wins over `Accept`.
                format: Option<HsdsFormat>,
            }
        }

        impl From<$name> for Asked {
            fn from($given: $name) -> Self {
                let nothing = Self {
                    search: None,
                    modified_after: None,
                    organization_id: None,
                    taxonomy_term_id: None,
                    taxonomy_id: None,
                    postcode: None,
                    proximity: None,
                    top_only: false,
                    parent_id: None,
                    depth: Depth::Plain,
                    has_page: $given.page.is_some(),
                    page: $given.page.map_or(1, |Number(page)| page),
                    per_page: $given.per_page.map(|Number(most)| most),
                    named_format: $given.format,
                };
                Self {
                    search: $given.search.map(|QueryText(text)| text),
                    $( $read: $value, )*
                    ..nothing
                }
            }
        }
    )+ };
}

fn id(given: Option<RecordId>) -> Option<Uuid> {
    given.map(|RecordId(id)| id)
}

fn is(given: Option<Flag>) -> bool {
    given.is_some_and(|Flag(is)| is)
}

fn time(given: Option<TimeOrDay>) -> Option<Timestamp> {
    given.map(|TimeOrDay(time)| time)
}

lists! {
    /// The parameters of the list of organisations.
    HsdsOrganizationParameters {
        /// Only with a service of this term: a kind of service, which finds those below it too, or a kind of place at which they are given.
        taxonomy_term_id: Option<RecordId>,
        /// Only with a service with a term of this taxonomy.
        taxonomy_id: Option<RecordId>,
        /// Whether with all that they have, and with all that their services have.
        full_service: Option<Flag>,
        /// Whether with all that they have.
        full: Option<Flag>,
    }
    reads given => {
        taxonomy_term_id: id(given.taxonomy_term_id),
        taxonomy_id: id(given.taxonomy_id),
        depth: Depth::of_organization(is(given.full), is(given.full_service)),
    }

    /// The parameters of the list of services.
    HsdsServiceParameters {
        /// Only with this term: a kind of service, which finds those below it too, or a kind of place at which they are given.
        taxonomy_term_id: Option<RecordId>,
        /// Only with a term of this taxonomy.
        taxonomy_id: Option<RecordId>,
        /// Only of this organisation.
        organization_id: Option<RecordId>,
        /// Only those whose organisation changed at this time (RFC 3339) or day, or later.
        modified_after: Option<TimeOrDay>,
        /// Whether only with `id`, `last_modified` and, which is the same, `modified_date`.
        minimal: Option<Flag>,
        /// Whether with all that they have.
        full: Option<Flag>,
    }
    reads given => {
        taxonomy_term_id: id(given.taxonomy_term_id),
        taxonomy_id: id(given.taxonomy_id),
        organization_id: id(given.organization_id),
        modified_after: time(given.modified_after),
        depth: match is(given.minimal) {
            true => Depth::Minimal,
            false => Depth::of(is(given.full)),
        },
    }

    /// The parameters of the list of services at their locations.
    HsdsServiceAtLocationParameters {
        /// Only with this term: a kind of service, which finds those below it too, or a kind of place at which they are given.
        taxonomy_term_id: Option<RecordId>,
        /// Only with a term of this taxonomy.
        taxonomy_id: Option<RecordId>,
        /// Only of this organisation.
        organization_id: Option<RecordId>,
        /// Only those whose organisation changed at this time (RFC 3339) or day, or later.
        modified_after: Option<TimeOrDay>,
        /// Whether with all that they have.
        full: Option<Flag>,
        /// Only at a place with this postal code, or with `proximity` around it. The postal codes of published places are known.
        postcode: Option<Postcode>,
        /// How far around the middle of `postcode`, in metres; needs `postcode`.
        proximity: Option<Metres>,
    }
    reads given => {
        taxonomy_term_id: id(given.taxonomy_term_id),
        taxonomy_id: id(given.taxonomy_id),
        organization_id: id(given.organization_id),
        modified_after: time(given.modified_after),
        depth: Depth::of(is(given.full)),
        postcode: given.postcode.map(|Postcode(code)| code),
        proximity: given.proximity.map(|Metres(metres)| metres),
    }

    /// The parameters of the list of taxonomies.
    HsdsTaxonomyParameters {}
    reads given => {}

    /// The parameters of the list of terms.
    HsdsTermParameters {
        /// Only of this taxonomy.
        taxonomy_id: Option<RecordId>,
        /// Whether only those that have no parent.
        top_only: Option<Flag>,
        /// Only those with this parent.
        parent_id: Option<RecordId>,
    }
    reads given => {
        taxonomy_id: id(given.taxonomy_id),
        top_only: is(given.top_only),
        parent_id: id(given.parent_id),
    }
}

parameters! {
    /// The parameters of a single organisation.
    pub struct HsdsOneOrganizationParameters {
        /// Whether with all that its services have.
        full_service: Option<Flag>,
    }
}

impl HsdsOneOrganizationParameters {
    /// How much of it is shown.
    pub fn depth(self) -> Depth {
        Depth::of_organization(true, is(self.full_service))
    }
}
