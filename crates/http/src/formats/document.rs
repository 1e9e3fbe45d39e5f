//! What a list in JSON or GeoJSON says beside its things.

use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::PlaceCandidate;
use directory::{Facets, Standing};
use network::Point;

/// What the name in `near` was taken for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NearView {
    /// The place.
    #[serde(flatten)]
    pub place: PlaceCandidate,
    /// Where it is.
    pub point: Point,
    /// Other places of this name: send the text `near` of the one that is meant.
    pub others: Vec<PlaceCandidate>,
}

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

/// What stands in a list beside its things.
pub struct Rest {
    /// Where the page stands in the list.
    pub page: Page,
    /// What the name in `near` was taken for.
    pub near: Option<NearView>,
    /// The counts that were asked for.
    pub facets: Option<Facets>,
}

impl Rest {
    /// Writes it behind the last thing, and ends the document.
    pub fn write(&self, out: &mut Vec<u8>, standing: Standing) -> serde_json::Result<()> {
        out.extend_from_slice(b"],\"page\":");
        serde_json::to_writer(&mut *out, &self.page)?;
        if let Some(near) = &self.near {
            out.extend_from_slice(b",\"near\":");
            serde_json::to_writer(&mut *out, near)?;
        }
        if let Some(facets) = &self.facets {
            out.extend_from_slice(b",\"facets\":");
            serde_json::to_writer(&mut *out, facets)?;
        }
        out.extend_from_slice(b",\"revision\":");
        serde_json::to_writer(&mut *out, &standing.revision)?;
        out.extend_from_slice(b",\"epoch\":");
        serde_json::to_writer(&mut *out, &standing.epoch)?;
        out.push(b'}');
        Ok(())
    }
}
