//! Counts of the values that a property has among the things found.

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    catalogue::Catalogue,
    filter::{Facet, Matching, Search},
    taxonomy::Taxonomy,
};
use crate::network::{Lang, MembershipType};

/// How many things have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Count {
    /// The value's code, as a filter takes it.
    #[schema(example = "housing")]
    pub value: String,
    /// The value's name in the language of the answer.
    #[schema(example = "Housing")]
    pub label: String,
    /// How many things have it.
    #[schema(example = 69)]
    pub count: u64,
}

/// Counts a property's values among what a search finds, its own condition left out; the most
/// frequent value first. Values that nothing has are left out.
pub fn count(
    catalogue: &Catalogue,
    search: &Search<'_>,
    facet: Facet,
    taxonomy: &Taxonomy,
    lang: Lang,
) -> Vec<Count> {
    let found = search.find(Some(facet));
    let mut counts = counts(catalogue, &found, facet, taxonomy, lang);
    counts.retain(|count| count.count > 0);
    // The labels' order was the codes'; a stable sort keeps it among equals.
    counts.sort_by_key(|count| std::cmp::Reverse(count.count));
    counts
}

/// Counts a property's values among some things, in the order of the codes (for services: of the
/// taxonomy), values that nothing has included.
pub fn counts(
    catalogue: &Catalogue,
    found: &Matching<'_>,
    facet: Facet,
    taxonomy: &Taxonomy,
    lang: Lang,
) -> Vec<Count> {
    let indexes = catalogue.indexes();
    match facet {
        Facet::Country => indexes
            .country
            .iter()
            .map(|(code, things)| {
                named(
                    code.to_string(),
                    code.name(lang).to_owned(),
                    found.count_in(things),
                )
            })
            .collect(),
        Facet::Language => indexes
            .language
            .iter()
            .map(|(tag, things)| named(tag.to_string(), tag.name(lang), found.count_in(things)))
            .collect(),
        Facet::Service => taxonomy
            .types()
            .iter()
            .map(|service| {
                let things = indexes.service.get(&service.code);
                named(
                    service.code.to_string(),
                    service.label(lang).to_owned(),
                    things.map_or(0, |things| found.count_in(things)),
                )
            })
            .collect(),
        Facet::MembershipType => MembershipType::ALL
            .iter()
            .map(|kind| {
                let things = indexes.membership_type.get(kind);
                named(
                    kind.to_string(),
                    kind.label(lang).to_owned(),
                    things.map_or(0, |things| found.count_in(things)),
                )
            })
            .collect(),
    }
}

fn named(value: String, label: String, count: u64) -> Count {
    Count {
        value,
        label,
        count,
    }
}
