//! What the lists of members and of locations have in common: parameters, paging and facets. How
//! they are written is in [`formats`](super::formats).

use std::{
    fmt::{self, Write},
    sync::{Arc, LazyLock},
};

use actix_web::{HttpRequest, HttpResponse, http::header};
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type},
};
use xxhash_rust::xxh3::Xxh3;

use super::{
    State,
    answer::{Answer, Begun},
    cursor,
    formats::{
        Selection,
        columns::Column,
        document::{self, Rest},
        file::FileAnswer,
    },
    negotiation::{self, Encoding, Format},
    parameters::{Query, names},
    problem::{Kind, Problem},
};
use crate::{
    directory::{
        Catalogue, Direction, Facet, Fields, Filter, Order, Piece, Position, Snapshot, Sort,
        views::{LISTED_MEMBER_FIELDS, LOCATION_FIELDS, MEMBER_FIELDS},
    },
    network::{
        Country, Invalid, Lang, LanguageTag, MembershipType, Timestamp, codes::unknown_code, fold,
    },
};

pub use super::formats::document::{Facets, Page};

/// How many things a page has when nobody says, and at most.
pub const LIMIT: usize = 50;
const MOST: usize = 200;

/// The parameters of a list. All are optional and combine.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // It documents what `Asked::read` reads.
pub struct ListParameters {
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
    /// Only what changed at this time or later, RFC 3339.
    updated_since: Option<Timestamp>,
    /// The order. What has no date comes last.
    sort: Option<Sort>,
    /// How many at a time. Without it, csv, ndjson and xlsx hold everything that the filters find.
    #[param(minimum = 1, maximum = 200, default = 50, example = 2)]
    limit: Option<u32>,
    /// Where to go on: `page.next` of the page before, unchanged, with the same filters and the same sort. While the directory changes, nothing that keeps its place in the order is skipped or shown twice.
    #[param(min_length = 1)]
    cursor: Option<String>,
    /// Counts to give with the page, each under the other filters but not its own; in json and geojson.
    #[param(style = Form, explode = false, min_items = 1)]
    facets: Option<Vec<Facet>>,
    /// The language of labels and texts; wins over `Accept-Language`. A text falls back to the member's own language, then to English.
    lang: Option<Lang>,
    /// The format; wins over `Accept`. An extension (`/v1/members.csv`) says the same.
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
    /// A city, as people write it.
    CityName,
    ObjectBuilder::new()
        .format(Some(SchemaFormat::Custom("city".to_owned())))
        .min_length(Some(1))
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

/// Which list is asked for.
pub struct List {
    /// Its path: `/v1/members`.
    pub path: &'static str,
    /// Where its things are.
    pub catalogue: fn(&Snapshot) -> &Catalogue,
    /// The fields that it can show.
    pub fields: &'static LazyLock<Vec<String>>,
    /// How many of them it shows.
    pub shown: fn() -> usize,
    /// Its formats, the usual one first.
    pub formats: &'static [Format],
    /// Its columns, where it is a table.
    pub columns: &'static [Column],
    /// The parameters that it takes.
    pub parameters: &'static LazyLock<Vec<String>>,
}

/// The names of the parameters of a list.
pub fn parameter_names<F: IntoParams>() -> Vec<String> {
    [names::<ListParameters>(), names::<F>()].concat()
}

/// What was asked of a list.
struct Asked {
    filter: Filter,
    order: Order,
    direction: Direction,
    limit: usize,
    /// Everything that the filters find, however much that is.
    whole: bool,
    question: u64,
    after: Option<Position>,
    fields: Fields,
    facets: Vec<Facet>,
    lang: Lang,
    format: Format,
}

impl List {
    /// Answers a request for the list; `extension` is the format that the address ends in.
    pub async fn answer(
        &self,
        request: &HttpRequest,
        state: &State,
        extension: Option<Format>,
    ) -> Result<HttpResponse, Problem> {
        let snapshot = Arc::clone(&state.directory.current());
        let asked = self.read(request, &snapshot, extension)?;
        let answer = Answer {
            request,
            snapshot: &snapshot,
            lang: Some(asked.lang),
            media_type: asked.format.media_type(),
        };
        let path = match extension {
            Some(extension) => format!("{}.{extension}", self.path),
            None => self.path.to_owned(),
        };
        let public_url = state.directory.public_url();
        let link = |page: &Page| {
            page.next.as_ref().map(|next| {
                let next = cursor::next_link(public_url, &path, request, next);
                (header::LINK, format!("<{next}>; rel=\"next\""))
            })
        };
        if asked.format.is_file() {
            let encoding = match asked.format.is_compressible() {
                true => negotiation::encoding(request),
                false => Encoding::Identity,
            };
            let mut response = match state.answers.begin(&answer, encoding) {
                Begun::Known(response) => return Ok(response),
                Begun::Wanted(response, _) => response,
            };
            let (selection, page) = self.find(&snapshot, &asked, public_url)?;
            if let Some(link) = link(&page) {
                response.insert_header(link);
            }
            let file = FileAnswer {
                selection,
                format: asked.format,
                name: self.path.rsplit('/').next().unwrap_or(self.path),
                encoding,
            };
            return file.give(request, response).await;
        }
        state.answers.give(&answer, |out| {
            let (selection, page) = self.find(&snapshot, &asked, public_url)?;
            self.write(out, &selection, &page, &asked)?;
            Ok(link(&page))
        })
    }

    /// The format that an address ends in; fails with 404 for one that there is not.
    pub fn extension(&self, text: &str) -> Result<Format, Problem> {
        text.parse::<Format>().map_err(|_| {
            let remedy = negotiation::remedy(self.formats, self.path);
            Problem::new(
                Kind::NotFound,
                format!("There is no format \"{text}\". {remedy}"),
            )
        })
    }

    fn read(
        &self,
        request: &HttpRequest,
        snapshot: &Snapshot,
        extension: Option<Format>,
    ) -> Result<Asked, Problem> {
        let mut query = Query::read(request.query_string(), self.parameters);
        let filter = Filter {
            country: query.choice("country", Country::parse),
            service: query.choice("service", |text| snapshot.taxonomy.parse(text)),
            language: query.choice("language", LanguageTag::parse),
            membership_type: query.choice("membership_type", str::parse::<MembershipType>),
            city: query.choice("city", |text| Ok(fold(text))),
            updated_since: query.one("updated_since", str::parse::<Timestamp>),
        };
        let lang = negotiation::language(request, query.one("lang", Lang::parse));
        let sort = query.one("sort", str::parse::<Sort>).unwrap_or(Sort::Name);
        let limit = query.one("limit", limit);
        let facets = query
            .list("facets", str::parse::<Facet>)
            .unwrap_or_default();
        let fields = match query.list("fields", |text| field_number(text, self.listed_fields())) {
            Some(numbers) => Fields::Only(numbers.iter().fold(0, |set, number| set | 1 << number)),
            None => Fields::First(self.listed_fields().len() as u8),
        };
        let named = named_format(&mut query, extension);
        let (order, direction) = sort.order(lang);
        let question = question(self.path, &filter, order, direction);
        let after = query.one("cursor", |text| cursor::decode(question, text));
        let format = negotiation::format(request, named, self.formats, self.path);
        if let Ok(format) = &format {
            refuse_facets(&mut query, *format, &facets);
        }
        query.finish()?;
        let format = format?;
        Ok(Asked {
            filter,
            order,
            direction,
            limit: limit.unwrap_or(LIMIT),
            whole: format.is_file() && limit.is_none() && after.is_none(),
            question,
            after,
            fields,
            facets,
            lang,
            format,
        })
    }

    fn listed_fields(&self) -> &'static [String] {
        &self.fields[..(self.shown)()]
    }

    /// Finds what was asked for.
    fn find(
        &self,
        snapshot: &Arc<Snapshot>,
        asked: &Asked,
        public_url: &str,
    ) -> Result<(Selection, Page), Problem> {
        let catalogue = (self.catalogue)(snapshot);
        let matching = asked.filter.find(catalogue, None);
        let limit = match asked.whole {
            true => catalogue.len() as usize,
            false => asked.limit,
        };
        let piece = catalogue
            .read(
                &matching,
                asked.order,
                asked.direction,
                asked.after.as_ref(),
                limit,
            )
            .ok_or_else(|| {
                Problem::internal(&"a cursor passed its check and is of another order")
            })?;
        let page = Page {
            total: matching.len(),
            limit: asked.limit,
            next: next_cursor(catalogue, &piece, asked)?,
        };
        let selection = Selection {
            snapshot: Arc::clone(snapshot),
            catalogue: self.catalogue,
            numbers: piece.numbers,
            lang: asked.lang,
            fields: asked.fields,
            field_names: self.listed_fields(),
            columns: self.columns,
            public_url: public_url.to_owned(),
        };
        Ok((selection, page))
    }

    fn write(
        &self,
        out: &mut Vec<u8>,
        selection: &Selection,
        page: &Page,
        asked: &Asked,
    ) -> Result<(), Problem> {
        let snapshot = &selection.snapshot;
        let rest = Rest {
            page,
            facets: (!asked.facets.is_empty()).then(|| {
                let catalogue = (self.catalogue)(snapshot);
                Facets::count(
                    &asked.facets,
                    snapshot,
                    catalogue,
                    &asked.filter,
                    asked.lang,
                )
            }),
        };
        match asked.format {
            Format::GeoJson => document::write_geojson(out, selection, &rest),
            Format::JsonLd => document::write_jsonld(out, selection),
            _ => document::write_json(out, selection, &rest),
        }
        .map_err(|error| Problem::internal(&error))
    }
}

/// The format that the address names, by its extension or the parameter.
fn named_format(query: &mut Query<'_>, extension: Option<Format>) -> Option<Format> {
    let parameter = query.one("format", str::parse::<Format>);
    match (parameter, extension) {
        (Some(parameter), Some(extension)) if parameter != extension => {
            let message = format!(
                "the address ends in .{extension} and this says {parameter}; leave one of them out"
            );
            query.refuse("format", Invalid::new("contradiction", message));
            extension.into()
        }
        (parameter, extension) => parameter.or(extension),
    }
}

fn refuse_facets(query: &mut Query<'_>, format: Format, facets: &[Facet]) {
    if !format.has_facets() && !facets.is_empty() {
        let message = format!("{format} has no room for facets; ask for them with format=json");
        query.refuse("facets", Invalid::new("not_in_format", message));
    }
}

/// Reads how many things a page has.
pub fn limit(text: &str) -> Result<usize, Invalid> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|limit| digits && (1..=MOST).contains(limit))
        .ok_or_else(|| {
            Invalid::new(
                "out_of_range",
                format!("\"{text}\" is no whole number from 1 to {MOST}"),
            )
        })
}

/// The number of a field by its name.
pub fn field_number(text: &str, fields: &[String]) -> Result<usize, Invalid> {
    fields
        .iter()
        .position(|field| field == text)
        .ok_or_else(|| {
            let error = unknown_code("field", text, fields.iter().map(String::as_str));
            Invalid::new("unknown_field", error.message)
        })
}

/// A text that is only hashed.
struct HashedText(Xxh3);

impl fmt::Write for HashedText {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

/// What a cursor belongs to.
fn question(path: &str, filter: &Filter, order: Order, direction: Direction) -> u64 {
    let mut hash = HashedText(Xxh3::new());
    // Writing into a hash cannot fail.
    let _ = write!(hash, "{path} {filter:?} {order:?} {direction:?}");
    hash.0.digest()
}

fn next_cursor(
    catalogue: &Catalogue,
    piece: &Piece,
    asked: &Asked,
) -> Result<Option<String>, Problem> {
    let Some(last) = piece.numbers.last().filter(|_| piece.more) else {
        return Ok(None);
    };
    let position = asked.order.position(catalogue.card(*last));
    cursor::encode(asked.question, position)
        .map(Some)
        .map_err(|error| Problem::internal(&error))
}
