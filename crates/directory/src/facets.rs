//! Counts of the values that a property has among the things found.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{
    catalogue::Catalogue,
    dimensions::{Count, Facet, Facets, Filter},
    filter::Search,
    matching::Matching,
    snapshot::Snapshot,
};
use network::{PageLang, fold, label_key};
use publication::PublicLocation;

/// How many cities are counted at most: a list to choose from, not a gazetteer.
const MOST_CITIES: usize = 100;

impl Facets {
    /// Counts what was asked for among what a search finds.
    pub fn count(
        asked: &[Facet],
        snapshot: &Snapshot,
        catalogue: &Catalogue,
        search: &Search<'_>,
        lang: PageLang,
    ) -> Self {
        Self::of(asked, |facet| {
            count(snapshot, catalogue, search, facet, lang)
        })
    }
}

/// Counts a property's values among what a search finds, its own condition left out; the most
/// frequent value first, and equals by their labels as a reader of `lang` expects them. A value
/// that nothing has is left out, unless the filter names it: who chose it must see it to take it
/// back.
pub fn count(
    snapshot: &Snapshot,
    catalogue: &Catalogue,
    search: &Search<'_>,
    facet: Facet,
    lang: PageLang,
) -> Vec<Count> {
    let filter = search.filter();
    let found = search.find(Some(facet));
    let mut counts = match facet {
        Facet::City => cities(snapshot, catalogue, filter, &found),
        _ => filter.count(facet, &found, catalogue.indexes(), &snapshot.taxonomy, lang),
    };
    counts.sort_by_key(|count| Reverse(count.count));
    for equals in counts.chunk_by_mut(|a, b| a.count == b.count) {
        equals.sort_by_cached_key(|count| label_key(lang, &count.label));
    }
    counts
}

/// The most frequent cities, with those that were chosen.
fn cities(
    snapshot: &Snapshot,
    catalogue: &Catalogue,
    filter: &Filter,
    found: &Matching<'_>,
) -> Vec<Count> {
    let index = &catalogue.indexes().city;
    let mut counts: Vec<(u32, &str)> = index
        .count(found)
        .map(|(count, city)| (count, &**city))
        .collect();
    let chosen: BTreeSet<&str> = filter.city.iter().map(String::as_str).collect();
    if counts.len() > MOST_CITIES {
        counts.select_nth_unstable_by_key(MOST_CITIES, |(count, city)| (Reverse(*count), *city));
        let rest = counts.split_off(MOST_CITIES);
        counts.extend(rest.into_iter().filter(|(_, city)| chosen.contains(city)));
    }
    for city in chosen {
        if !counts.iter().any(|(_, counted)| *counted == city) {
            counts.push((0, city));
        }
    }
    counts
        .into_iter()
        .map(|(count, city)| {
            let first = index.get(city).and_then(|things| things.min());
            let name = first
                .and_then(|number| written(snapshot, catalogue, number, city))
                .unwrap_or(city);
            Count {
                value: name.to_owned(),
                label: name.to_owned(),
                count: u64::from(count),
            }
        })
        .collect()
}

/// A folded city as a thing writes it that has a published place there.
fn written<'a>(
    snapshot: &'a Snapshot,
    catalogue: &Catalogue,
    number: u32,
    folded: &str,
) -> Option<&'a str> {
    let (published, location) = snapshot.record(catalogue.card(number).key)?;
    match location {
        Some(location) => Some(location.city()),
        None => {
            let places = published.member.locations.iter();
            places
                .map(PublicLocation::city)
                .find(|city| fold(city) == folded)
        }
    }
}
