//! Counts of the values that a property has among the things found.

use std::{cmp::Reverse, collections::BTreeSet};

use roaring::RoaringBitmap;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    catalogue::{Catalogue, Index},
    filter::{Choice, Facet, Filter, Search, in_range},
    matching::Matching,
    snapshot::Snapshot,
    taxonomy::Taxonomy,
};
use network::{Collation, Lang, MembershipType, fold};
use publication::PublicLocation;

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

/// How many cities are counted at most: a list to choose from, not a gazetteer.
const MOST_CITIES: usize = 100;

/// Counts a property's values among what a search finds, its own condition left out; the most
/// frequent value first, and equals by their labels as a reader of `lang` expects them. A value
/// that nothing has is left out, unless the filter names it: who chose it must see it to take it
/// back.
pub fn count(
    snapshot: &Snapshot,
    catalogue: &Catalogue,
    search: &Search<'_>,
    facet: Facet,
    lang: Lang,
) -> Vec<Count> {
    let filter = search.filter();
    let found = search.find(Some(facet));
    let mut counts = match facet {
        Facet::City => cities(snapshot, catalogue, filter, &found),
        _ => {
            let mut counts = counts(catalogue, &found, facet, &snapshot.taxonomy, lang);
            let chosen = chosen(filter, facet);
            counts.retain(|count| count.count > 0 || chosen.contains(&count.value));
            counts.extend(missing(catalogue, filter, facet, &found, lang));
            counts
        }
    };
    let collation = Collation::of(lang);
    counts.sort_by_cached_key(|count| (Reverse(count.count), collation.sort_key(&count.label)));
    counts
}

/// The values of the facet's own filter.
fn chosen(filter: &Filter, facet: Facet) -> Vec<String> {
    fn texts<T: ToString>(choice: &Choice<T>) -> Vec<String> {
        choice.iter().flatten().map(T::to_string).collect()
    }
    match facet {
        Facet::Country => texts(&filter.country),
        Facet::Service => texts(&filter.service),
        Facet::Language => texts(&filter.language),
        Facet::MembershipType => texts(&filter.membership_type),
        Facet::City => texts(&filter.city),
    }
}

/// The values of the facet's own filter that nothing in the catalogue has as such.
fn missing(
    catalogue: &Catalogue,
    filter: &Filter,
    facet: Facet,
    found: &Matching<'_>,
    lang: Lang,
) -> Vec<Count> {
    let indexes = catalogue.indexes();
    let mut counts = Vec::new();
    if facet == Facet::Country {
        for code in unindexed(&filter.country, &indexes.country) {
            counts.push(named(code.to_string(), code.name(lang).to_owned(), 0));
        }
    }
    if facet == Facet::Language {
        for tag in unindexed(&filter.language, &indexes.language) {
            // Its varieties may be there: `fr` finds `fr-BE`.
            let count = found.count_in(&in_range(&indexes.language, tag));
            counts.push(named(tag.to_string(), tag.name(lang), count));
        }
    }
    counts
}

fn unindexed<'a, T: Ord>(choice: &'a Choice<T>, index: &Index<T>) -> BTreeSet<&'a T> {
    let chosen = choice.iter().flatten();
    chosen.filter(|value| !index.contains_key(value)).collect()
}

/// The most frequent cities, with those that were chosen.
fn cities(
    snapshot: &Snapshot,
    catalogue: &Catalogue,
    filter: &Filter,
    found: &Matching<'_>,
) -> Vec<Count> {
    let index = &catalogue.indexes().city;
    let mut counts: Vec<(u64, &str)> = index
        .iter()
        .map(|(city, things)| (found.count_in(things), &**city))
        .filter(|(count, _)| *count > 0)
        .collect();
    counts.sort_unstable_by_key(|(count, city)| (Reverse(*count), *city));
    let chosen: BTreeSet<&str> = filter.city.iter().flatten().map(String::as_str).collect();
    let rest = counts.split_off(counts.len().min(MOST_CITIES));
    counts.extend(rest.into_iter().filter(|(_, city)| chosen.contains(city)));
    for city in chosen {
        if !counts.iter().any(|(_, counted)| *counted == city) {
            counts.push((0, city));
        }
    }
    counts
        .into_iter()
        .map(|(count, city)| {
            let first = index.get(city).and_then(RoaringBitmap::min);
            let name = first
                .and_then(|number| written(snapshot, catalogue, number, city))
                .unwrap_or(city);
            named(name.to_owned(), name.to_owned(), count)
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
            .map(|(tag, things)| {
                // As many as the filter finds: with `fr`, those of `fr-BE`.
                let alone = !indexes
                    .language
                    .keys()
                    .any(|other| other != tag && other.matches(tag));
                let count = match alone {
                    true => found.count_in(things),
                    false => found.count_in(&in_range(&indexes.language, tag)),
                };
                named(tag.to_string(), tag.name(lang), count)
            })
            .collect(),
        // Not known by their codes: see `cities`.
        Facet::City => Vec::new(),
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
