//! What the lists of members and of locations have in common: parameters, paging, facets, and the
//! two formats.

mod asked;
mod near;
mod parameters;

use std::{borrow::Cow, sync::LazyLock};

use actix_web::{HttpRequest, HttpResponse, http::header};
use serde::Serialize;
use utoipa::ToSchema;

use super::{State, answer::Answer, cursor, negotiation::Format, problem::Problem};
use crate::directory::{
    Catalogue, Facet, Piece, Ranked, Search, Snapshot,
    facets::{self, Count},
};

use asked::Asked;
pub use asked::{LIMIT, field_number, limit};
pub use parameters::{
    CityName, ListParameters, LocationField, LocationFieldsParameter, MemberDetailField,
    MemberField, MemberFieldsParameter, NearPlace, ServiceFilter, parameter_names,
};

/// Where a page stands in its list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page {
    /// How many things the filters find in all.
    #[schema(example = 14)]
    pub total: u64,
    /// How many a page has at most.
    #[schema(example = 50, minimum = 1, maximum = 200)]
    pub limit: usize,
    /// The `cursor` of the next page; null on the last one.
    pub next: Option<String>,
}

/// The counts that were asked for.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Facets {
    /// By country.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    country: Option<Vec<Count>>,
    /// By service, the counts of those above in the taxonomy included.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    service: Option<Vec<Count>>,
    /// By working language.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    language: Option<Vec<Count>>,
    /// By kind of member.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    membership_type: Option<Vec<Count>>,
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
    /// The parameters that it takes.
    pub parameters: &'static LazyLock<Vec<String>>,
}

impl List {
    /// Answers a request for a page of the list.
    pub fn answer(&self, request: &HttpRequest, state: &State) -> Result<HttpResponse, Problem> {
        let snapshot = state.directory.current();
        let asked = self.read(request, &snapshot)?;
        let answer = Answer {
            request,
            snapshot: &snapshot,
            lang: Some(asked.lang),
            media_type: asked.format.media_type(),
        };
        state.answers.give(&answer, |out| {
            let page = self.write(out, &snapshot, &asked)?;
            Ok(page.next.map(|cursor| {
                let next = next_link(state.directory.public_url(), self.path, request, &cursor);
                (header::LINK, format!("<{next}>; rel=\"next\""))
            }))
        })
    }

    fn write(
        &self,
        out: &mut Vec<u8>,
        snapshot: &Snapshot,
        asked: &Asked,
    ) -> Result<Page, Problem> {
        let catalogue = (self.catalogue)(snapshot);
        let search = Search::new(&asked.filter, catalogue);
        let matching = search.find(None);
        let piece = asked.piece(catalogue, &search, &matching).ok_or_else(|| {
            Problem::internal(&"a cursor passed its check and is of another order")
        })?;
        let page = Page {
            total: matching.len(),
            limit: asked.limit,
            next: next_cursor(catalogue, &search, &piece, asked)?,
        };
        match asked.format {
            Format::Json => {
                out.extend_from_slice(b"{\"data\":[");
                join(out, &piece.numbers, |out, number| {
                    write_record(out, catalogue, &search, number, asked);
                });
            }
            Format::GeoJson => {
                out.extend_from_slice(b"{\"type\":\"FeatureCollection\",\"features\":[");
                join(out, &piece.numbers, |out, number| {
                    write_feature(out, catalogue, &search, number, asked);
                });
            }
        }
        let facets =
            (!asked.facets.is_empty()).then(|| count_facets(catalogue, &search, snapshot, asked));
        write_rest(out, &page, facets.as_ref(), snapshot.revision)
            .map_err(|error| Problem::internal(&error))?;
        Ok(page)
    }
}

fn next_cursor(
    catalogue: &Catalogue,
    search: &Search<'_>,
    piece: &Piece,
    asked: &Asked,
) -> Result<Option<String>, Problem> {
    let Some(last) = piece.numbers.last().filter(|_| piece.more) else {
        return Ok(None);
    };
    let Some(position) = asked.position(catalogue, search, *last) else {
        return Ok(None);
    };
    cursor::encode_with_centre(asked.question, position, asked.centre)
        .map(Some)
        .map_err(|error| Problem::internal(&error))
}

/// The request's own address with another cursor.
fn next_link(public_url: &str, path: &str, request: &HttpRequest, cursor: &str) -> String {
    let mut link = format!("{public_url}{path}?");
    for pair in request.query_string().split('&') {
        if !pair.is_empty() && pair.split('=').next() != Some("cursor") {
            // What may stand in a query but not between < and > of the header (RFC 8288).
            let pair: Cow<'_, str> = match pair.contains(['<', '>', '"']) {
                true => pair
                    .replace('<', "%3C")
                    .replace('>', "%3E")
                    .replace('"', "%22")
                    .into(),
                false => pair.into(),
            };
            link.push_str(&pair);
            link.push('&');
        }
    }
    link.push_str("cursor=");
    link.push_str(cursor);
    link
}

fn join(out: &mut Vec<u8>, numbers: &[u32], write: impl Fn(&mut Vec<u8>, u32)) {
    for (place, number) in numbers.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        write(out, *number);
    }
}

/// Writes the fields of a thing, with its distance where a place was named.
fn write_record(
    out: &mut Vec<u8>,
    catalogue: &Catalogue,
    search: &Search<'_>,
    number: u32,
    asked: &Asked,
) {
    let card = catalogue.card(number);
    card.rendered.write(out, asked.lang, asked.fields);
    let distances = search.ranking(Ranked::Distance);
    if let Some(distance) = distances.and_then(|distances| distances.rank(number)) {
        append_distance(out, distance);
    }
}

/// Puts a distance in millimetres at the end of the object that was just written, in kilometres
/// to the metre.
fn append_distance(out: &mut Vec<u8>, millimetres: u64) {
    out.pop();
    if out.last() != Some(&b'{') {
        out.push(b',');
    }
    let metres = (millimetres + 500) / 1000;
    let text = format!("\"distance_km\":{}}}", metres as f64 / 1000.0);
    out.extend_from_slice(text.as_bytes());
}

fn write_feature(
    out: &mut Vec<u8>,
    catalogue: &Catalogue,
    search: &Search<'_>,
    number: u32,
    asked: &Asked,
) {
    let card = catalogue.card(number);
    let id = match card.key.location {
        location if location.is_nil() => card.key.member,
        location => location,
    };
    out.extend_from_slice(b"{\"type\":\"Feature\",\"id\":\"");
    out.extend_from_slice(id.hyphenated().encode_lower(&mut [0; 36]).as_bytes());
    out.extend_from_slice(b"\",\"geometry\":");
    out.extend_from_slice(&card.geometry);
    out.extend_from_slice(b",\"properties\":");
    write_record(out, catalogue, search, number, asked);
    out.push(b'}');
}

fn count_facets(
    catalogue: &Catalogue,
    search: &Search<'_>,
    snapshot: &Snapshot,
    asked: &Asked,
) -> Facets {
    let counts = |facet| {
        asked
            .facets
            .contains(&facet)
            .then(|| facets::count(catalogue, search, facet, &snapshot.taxonomy, asked.lang))
    };
    Facets {
        country: counts(Facet::Country),
        service: counts(Facet::Service),
        language: counts(Facet::Language),
        membership_type: counts(Facet::MembershipType),
    }
}

fn write_rest(
    out: &mut Vec<u8>,
    page: &Page,
    facets: Option<&Facets>,
    revision: u64,
) -> serde_json::Result<()> {
    out.extend_from_slice(b"],\"page\":");
    serde_json::to_writer(&mut *out, page)?;
    if let Some(facets) = facets {
        out.extend_from_slice(b",\"facets\":");
        serde_json::to_writer(&mut *out, facets)?;
    }
    out.extend_from_slice(b",\"revision\":");
    serde_json::to_writer(&mut *out, &revision)?;
    out.push(b'}');
    Ok(())
}
