//! The documents: a page of a list, made as a whole.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{Selection, jsonld};
use crate::{
    directory::{
        Catalogue, Facet, Search, Snapshot,
        facets::{self, Count},
    },
    network::Lang,
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
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Facets {
    /// By country.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub country: Option<Vec<Count>>,
    /// By service, the counts of those above in the taxonomy included.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub service: Option<Vec<Count>>,
    /// By working language.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub language: Option<Vec<Count>>,
    /// By kind of member.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub membership_type: Option<Vec<Count>>,
    /// By city, the hundred most frequent; the value is the name, as the filter takes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub city: Option<Vec<Count>>,
}

impl Facets {
    /// Counts what was asked for among what a search finds.
    pub fn count(
        asked: &[Facet],
        snapshot: &Snapshot,
        catalogue: &Catalogue,
        search: &Search<'_>,
        lang: Lang,
    ) -> Self {
        let counts = |facet| {
            asked
                .contains(&facet)
                .then(|| facets::count(snapshot, catalogue, search, facet, lang))
        };
        Self {
            country: counts(Facet::Country),
            service: counts(Facet::Service),
            language: counts(Facet::Language),
            membership_type: counts(Facet::MembershipType),
            city: counts(Facet::City),
        }
    }
}

/// What stands in a page beside its things.
pub struct Rest<'a> {
    /// Where the page stands in the list.
    pub page: &'a Page,
    /// The counts that were asked for.
    pub facets: Option<&'a Facets>,
}

/// Writes a page as JSON.
pub fn write_json(
    out: &mut Vec<u8>,
    selection: &Selection,
    rest: &Rest<'_>,
) -> serde_json::Result<()> {
    out.extend_from_slice(b"{\"data\":[");
    join(out, &selection.numbers, |out, number| {
        selection.write_record(out, number)
    })?;
    write_rest(out, selection, rest)
}

/// Writes a page as GeoJSON (RFC 7946). What it has beside the features are foreign members (6.1).
pub fn write_geojson(
    out: &mut Vec<u8>,
    selection: &Selection,
    rest: &Rest<'_>,
) -> serde_json::Result<()> {
    out.extend_from_slice(b"{\"type\":\"FeatureCollection\",\"features\":[");
    join(out, &selection.numbers, |out, number| {
        write_feature(out, selection, number)
    })?;
    write_rest(out, selection, rest)
}

/// Writes a page as JSON-LD (see [`jsonld`]). It says nothing of the page: whatever stands in such
/// a document says something of the things.
pub fn write_jsonld(out: &mut Vec<u8>, selection: &Selection) -> serde_json::Result<()> {
    let context = jsonld::Context {
        snapshot: &selection.snapshot,
        public_url: &selection.public_url,
        lang: selection.lang,
    };
    let wants = |field: &str| selection.wants(field);
    out.extend_from_slice(b"{\"@context\":\"");
    out.extend_from_slice(jsonld::CONTEXT.as_bytes());
    out.extend_from_slice(b"\",\"@graph\":[");
    join(out, &selection.numbers, |out, number| {
        let record = selection.snapshot.record(selection.card(number).key);
        let node: Value = match record {
            Some((published, Some(location))) => {
                jsonld::of_location(published, location, &context, &wants)
            }
            Some((published, None)) => jsonld::of_member(published, &context, &wants),
            None => Value::Null,
        };
        serde_json::to_writer(out, &node)
    })?;
    out.extend_from_slice(b"]}");
    Ok(())
}

fn join(
    out: &mut Vec<u8>,
    numbers: &[u32],
    write: impl Fn(&mut Vec<u8>, u32) -> serde_json::Result<()>,
) -> serde_json::Result<()> {
    for (place, number) in numbers.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        write(out, *number)?;
    }
    Ok(())
}

fn write_feature(out: &mut Vec<u8>, selection: &Selection, number: u32) -> serde_json::Result<()> {
    let card = selection.card(number);
    let id = match card.key.location {
        location if location.is_nil() => card.key.member,
        location => location,
    };
    out.extend_from_slice(b"{\"type\":\"Feature\",\"id\":\"");
    out.extend_from_slice(id.hyphenated().encode_lower(&mut [0; 36]).as_bytes());
    out.extend_from_slice(b"\",\"geometry\":");
    out.extend_from_slice(&card.geometry);
    out.extend_from_slice(b",\"properties\":");
    selection.write_record(out, number)?;
    out.push(b'}');
    Ok(())
}

fn write_rest(out: &mut Vec<u8>, selection: &Selection, rest: &Rest<'_>) -> serde_json::Result<()> {
    out.extend_from_slice(b"],\"page\":");
    serde_json::to_writer(&mut *out, rest.page)?;
    if let Some(facets) = rest.facets {
        out.extend_from_slice(b",\"facets\":");
        serde_json::to_writer(&mut *out, facets)?;
    }
    out.extend_from_slice(b",\"revision\":");
    serde_json::to_writer(&mut *out, &selection.snapshot.revision)?;
    out.push(b'}');
    Ok(())
}
