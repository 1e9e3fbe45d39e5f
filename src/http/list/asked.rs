//! What was asked of a list: the query, read strictly.

use std::fmt::{self, Write};

use actix_web::HttpRequest;
use xxhash_rust::xxh3::Xxh3;

use super::List;
use crate::{
    directory::{Direction, Facet, Fields, Filter, Order, Position, Snapshot, Sort},
    http::{
        cursor,
        negotiation::{self, Format},
        parameters::Query,
        problem::Problem,
    },
    network::{
        Country, Invalid, Lang, LanguageTag, MembershipType, Timestamp, codes::unknown_code, fold,
    },
};

/// How many things a page has when nobody says, and at most.
pub const LIMIT: usize = 50;
const MOST: usize = 200;

/// What was asked of a list.
pub(super) struct Asked {
    pub(super) filter: Filter,
    pub(super) order: Order,
    pub(super) direction: Direction,
    pub(super) limit: usize,
    pub(super) question: u64,
    pub(super) after: Option<Position>,
    pub(super) fields: Fields,
    pub(super) facets: Vec<Facet>,
    pub(super) lang: Lang,
    pub(super) format: Format,
}

impl List {
    /// Reads what a request asks of the list.
    pub(super) fn read(
        &self,
        request: &HttpRequest,
        snapshot: &Snapshot,
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
        let limit = query.one("limit", limit).unwrap_or(LIMIT);
        let facets = query
            .list("facets", str::parse::<Facet>)
            .unwrap_or_default();
        let fields = match query.list("fields", |text| field_number(text, self.listed_fields())) {
            Some(numbers) => Fields::Only(numbers.iter().fold(0, |set, number| set | 1 << number)),
            None => Fields::First(self.listed_fields().len() as u8),
        };
        let format = query.one("format", str::parse::<Format>);
        let (order, direction) = sort.order(lang);
        let question = question(self.path, &filter, order, direction);
        let after = query.one("cursor", |text| cursor::decode(question, text));
        query.finish()?;
        Ok(Asked {
            filter,
            order,
            direction,
            limit,
            question,
            after,
            fields,
            facets,
            lang,
            format: negotiation::format(request, format, self.formats)?,
        })
    }

    fn listed_fields(&self) -> &'static [String] {
        &self.fields[..(self.shown)()]
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
