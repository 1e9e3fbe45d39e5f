//! What a list in JSON or GeoJSON says beside its things.

use serde::Serialize;
use utoipa::ToSchema;

use directory::{
    Catalogue, Facet, Search, Snapshot,
    facets::{self, Count},
};
use network::Lang;

/// Where a page stands in its list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page {
    /// How many things the filters find in all.
    #[schema(example = 14)]
    pub total: u64,
    /// How many a page has at most; of a list that came whole, how many it has.
    #[schema(example = 50)]
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

/// What stands in a list beside its things.
pub struct Rest {
    /// Where the page stands in the list.
    pub page: Page,
    /// The counts that were asked for.
    pub facets: Option<Facets>,
}

impl Rest {
    /// Writes it behind the last thing, and ends the document.
    pub fn write(&self, out: &mut Vec<u8>, revision: u64) -> serde_json::Result<()> {
        out.extend_from_slice(b"],\"page\":");
        serde_json::to_writer(&mut *out, &self.page)?;
        if let Some(facets) = &self.facets {
            out.extend_from_slice(b",\"facets\":");
            serde_json::to_writer(&mut *out, facets)?;
        }
        out.extend_from_slice(b",\"revision\":");
        serde_json::to_writer(&mut *out, &revision)?;
        out.push(b'}');
        Ok(())
    }
}
