//! What people mean who type needs, places and languages, and not a name: *doctor farsi Gent*.
//!
//! The words of a query are looked for in three dictionaries: the words for needs ([`needs`]), the
//! names of languages ([`languages`]), and the cities of the directory by all their names. The
//! longest run of words that means something wins. What was understood stands for filters, which
//! find whoever meets them.

mod dictionary;
mod forms;
pub mod languages;
pub mod needs;
mod spans;

use std::{ops::Range, sync::LazyLock};

use roaring::RoaringBitmap;

use crate::{
    catalogue::Catalogue,
    dimensions::{Dimension, Index},
    gazetteer::Gazetteer,
    places::Circle,
    search::{Depth, Interpreter, Query, Reading, Understood, UnderstoodKind},
    taxonomy::Taxonomy,
};
use needs::OwnWords;
use network::{Country, LanguageTag, PageLang};
use spans::{Meaning, Span, Spans};

/// Packs the words and names that queries are read with, so that nobody has to wait for it.
pub fn prepare() {
    LazyLock::force(&needs::SHIPPED);
    LazyLock::force(&needs::HINTS);
    LazyLock::force(&languages::NAMES);
}

/// A radius that reaches everybody, in kilometres.
const ANYWHERE: f64 = 20_100.0;

/// What queries are understood by: the words, and who meets what they stand for.
pub struct Meanings<'a> {
    /// The services.
    pub taxonomy: &'a Taxonomy,
    /// Their words.
    pub own: &'a OwnWords,
    /// The cities.
    pub gazetteer: &'a Gazetteer,
    /// The members.
    pub members: &'a Catalogue,
    /// The list that is searched.
    pub catalogue: &'a Catalogue,
    /// The language of labels.
    pub lang: PageLang,
    /// The reader's own language: of words that mean two things, its own is meant.
    pub reader: LanguageTag,
}

/// What words stand for: a filter, and who it finds.
struct Stood {
    span: Span,
    parameter: &'static str,
    value: String,
    label: String,
    nearest: bool,
    found: RoaringBitmap,
}

impl Interpreter for Meanings<'_> {
    fn strange(&self, query: &Query) -> u64 {
        spans::strange(self, query)
    }

    fn read(&self, query: &Query, depth: Depth) -> Reading {
        let spans = Spans::of(self, query, depth);
        let places = self.stand(&spans, UnderstoodKind::Place);
        let languages = self.stand(&spans, UnderstoodKind::Language);
        let others = both(union(&places), union(&languages));
        let needs = self.needs(&spans, others.as_ref());
        let mut reading = combine(query, needs, languages, places);
        let left_out = |place: &Range<usize>| {
            let mut understood = reading.understood.iter();
            understood.any(|one| one.left_out && one.place == *place)
        };
        let centre = spans.iter().find_map(|span| match span.meaning {
            Meaning::City(_, _, point) => {
                let (_, place) = query.said(span.words.clone());
                point.filter(|_| left_out(&place))
            }
            _ => None,
        });
        reading.distances = centre.map(|centre| {
            let circle = Circle {
                centre,
                radius: ANYWHERE,
            };
            self.catalogue.points().in_circle(&circle)
        });
        reading
    }
}

impl Meanings<'_> {
    /// The needs that were named: each leads to the nearest service that somebody gives, and who
    /// meets the other conditions too, if anybody does.
    fn needs(&self, spans: &[Span], others: Option<&RoaringBitmap>) -> Vec<Stood> {
        let mut stood = Vec::new();
        for span in spans {
            let types: &[usize] = match &span.meaning {
                Meaning::Need(need) => self.own.meeting(*need),
                Meaning::Service(number) => std::slice::from_ref(number),
                _ => continue,
            };
            let candidates: Vec<(usize, RoaringBitmap)> = types
                .iter()
                .filter_map(|number| {
                    let code = &self.taxonomy.types().get(*number)?.code;
                    let found = self.catalogue.indexes().service.get(code)?;
                    Some((*number, found.clone()))
                })
                .collect();
            let fits =
                |found: &RoaringBitmap| others.is_none_or(|others| !found.is_disjoint(others));
            let best = candidates
                .iter()
                .position(|(_, found)| fits(found))
                .unwrap_or(0);
            let Some((number, found)) = candidates.into_iter().nth(best) else {
                continue;
            };
            let service = &self.taxonomy.types()[number];
            stood.push(Stood {
                span: span.clone(),
                parameter: "service",
                value: service.code.to_string(),
                label: service.label(self.lang).to_owned(),
                nearest: matches!(span.meaning, Meaning::Need(need) if needs::is_across(need))
                    && service.is_core(),
                found,
            });
        }
        stood
    }

    /// The places or languages that were named.
    fn stand(&self, spans: &[Span], kind: UnderstoodKind) -> Vec<Stood> {
        let indexes = self.catalogue.indexes();
        let spans = spans.iter().filter(|span| span.meaning.kind() == kind);
        spans
            .filter_map(|span| {
                let (parameter, value, label, found) = match &span.meaning {
                    Meaning::City(folded, name, _) => {
                        let found = indexes.city.get(&**folded)?.clone();
                        ("city", name.to_string(), name.to_string(), found)
                    }
                    Meaning::Country(country) => {
                        let found = indexes.country.get(country)?.clone();
                        let label = country.name(self.lang).to_owned();
                        ("country", country.to_string(), label, found)
                    }
                    Meaning::Language(tag) => {
                        let found = tag.find(&indexes.language).into_owned();
                        let label = Dimension::label(tag, self.taxonomy, self.lang);
                        ("language", tag.to_string(), label, found)
                    }
                    _ => return None,
                };
                Some(Stood {
                    span: span.clone(),
                    parameter,
                    value,
                    label,
                    nearest: false,
                    found,
                })
            })
            .filter(|stood| stood.parameter == "language" || !stood.found.is_empty())
            .collect()
    }

    /// Whether a member works in a country.
    fn has_country(&self, country: Country) -> bool {
        has(&self.members.indexes().country, &country)
    }

    /// Whether a member works in a language.
    fn has_language(&self, tag: &LanguageTag) -> bool {
        !tag.find(&self.members.indexes().language).is_empty()
    }
}

fn has<K: Ord>(index: &Index<K>, value: &K) -> bool {
    index.get(value).is_some_and(|found| !found.is_empty())
}

/// Whoever meets one of these; nothing where nothing was named.
fn union(stood: &[Stood]) -> Option<RoaringBitmap> {
    let found = stood.iter().map(|stood| stood.found.clone());
    found.reduce(|a, b| a | b)
}

fn both(one: Option<RoaringBitmap>, other: Option<RoaringBitmap>) -> Option<RoaringBitmap> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one & other),
        (one, other) => one.or(other),
    }
}

/// Whoever meets a need that was named, in a language and in a place of those that were. Where
/// nobody meets all of it, the place is left out first, then the language.
fn combine(query: &Query, needs: Vec<Stood>, languages: Vec<Stood>, places: Vec<Stood>) -> Reading {
    let mut reading = Reading::default();
    let mut found: Option<RoaringBitmap> = None;
    let mut kept = Vec::new();
    for stood in [needs, languages, places] {
        let Some(union) = union(&stood) else { continue };
        let narrowed = match &found {
            None => union,
            Some(found) => found & union,
        };
        let left_out = narrowed.is_empty();
        if !left_out {
            for (number, one) in stood.iter().enumerate() {
                let before = &stood[..number];
                let values = before.iter().filter(|other| other.value != one.value);
                for other in values {
                    reading.meets_more |= &one.found & &other.found;
                }
            }
            found = Some(narrowed);
        }
        kept.extend(stood.into_iter().map(|stood| (stood, left_out)));
    }
    kept.sort_by_key(|(stood, _)| stood.span.words.start);
    for (stood, left_out) in kept {
        reading.claimed |= stood.span.mask();
        let (text, place) = query.said(stood.span.words.clone());
        reading.understood.push(Understood {
            kind: stood.span.meaning.kind(),
            text,
            label: stood.label,
            parameter: stood.parameter,
            value: stood.value,
            nearest: stood.nearest,
            left_out,
            place,
        });
    }
    reading.found = found.unwrap_or_default();
    reading.meets_more &= &reading.found;
    reading
}

#[cfg(test)]
mod tests;
