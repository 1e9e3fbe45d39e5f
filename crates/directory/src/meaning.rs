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

use roaring::RoaringBitmap;

use crate::{
    catalogue::Catalogue,
    dimensions::Dimension,
    gazetteer::{City, Gazetteer, Place, Wish, is_own_name},
    index::Index,
    places::Circle,
    search::{Depth, Interpreter, Query, Reading, Understood},
    taxonomy::Taxonomy,
    towns::Town,
};
use needs::OwnWords;
use network::{Country, LanguageTag, PageLang, Point, ServiceType};
use spans::{Meaning, Span, Spans};

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

/// How many people live at least in a town that is understood in a text: in a country that members
/// work in, by the name that it has there and by others, and in other countries. Names of small
/// towns are everyday words of some language: *kinder* is Granite City, *kann* Cannes.
const LEAST_AT_HOME: u32 = 20_000;
const LEAST_CALLED_SO: u32 = 80_000;
const LEAST_ABROAD: u32 = 300_000;

/// What words stand for: a filter, and who it finds.
struct Stood {
    span: Span,
    parameter: &'static str,
    value: String,
    label: String,
    nearest: bool,
    found: RoaringBitmap,
    /// Those of them who come first, where not all are alike.
    first: Option<RoaringBitmap>,
}

impl Stood {
    /// The filter of a place or a language.
    fn filter(
        span: &Span,
        parameter: &'static str,
        value: String,
        label: String,
        found: RoaringBitmap,
    ) -> Self {
        Self {
            span: span.clone(),
            parameter,
            value,
            label,
            nearest: false,
            found,
            first: None,
        }
    }
}

impl Interpreter for Meanings<'_> {
    fn strange(&self, query: &Query) -> u64 {
        spans::strange(self, query)
    }

    fn read(&self, query: &Query, depth: Depth) -> Reading {
        let spans = Spans::of(self, query, depth);
        let languages = self.languages(&spans);
        let spoken = union(&languages);
        let anywhere = union(&self.places(&spans, None));
        let needs = self.needs(&spans, both(anywhere, spoken.clone()).as_ref());
        let places = self.places(&spans, both(union(&needs), spoken).as_ref());
        let mut reading = combine(query, needs, languages, places);
        reading.distances = spans.iter().find_map(|span| {
            let (_, place) = query.said(span.words.clone());
            let mut understood = reading.understood.iter();
            let is_left_out = understood.any(|one| one.left_out && one.place == place);
            let circle = Circle {
                centre: self.centre(&span.meaning).filter(|_| is_left_out)?,
                radius: ANYWHERE,
            };
            Some(self.catalogue.points().in_circle(&circle))
        });
        // Who names nothing but a town in which nobody is asks who is near.
        let is_all = query.required() & !reading.claimed == 0;
        if let Some(distances) = reading.distances.as_ref().filter(|_| is_all)
            && reading.is_place()
            && reading.found.is_empty()
        {
            reading.found = distances.numbers().clone();
        }
        reading
    }
}

impl Meanings<'_> {
    /// The needs that were named, each with whoever meets it: who gives the nearest service of those
    /// that somebody gives, and who gives no more than the one above it. Of several, that which
    /// somebody gives who meets the other conditions too.
    fn needs(&self, spans: &[Span], others: Option<&RoaringBitmap>) -> Vec<Stood> {
        let mut stood = Vec::new();
        for span in spans {
            let types: &[usize] = match &span.meaning {
                Meaning::Need(need) => self.own.meeting(*need),
                Meaning::Service(number) => std::slice::from_ref(number),
                _ => continue,
            };
            let types = types.iter().filter_map(|number| {
                let service = self.taxonomy.types().get(*number)?;
                Some((service, self.giving(service)?))
            });
            let types: Vec<(&ServiceType, &RoaringBitmap)> = types.collect();
            let best = types.iter().position(|(_, found)| fits(found, others));
            let Some((service, first)) = types.get(best.unwrap_or(0)).copied() else {
                continue;
            };
            let less = types
                .iter()
                .map(|(service, _)| self.giving_no_finer(service));
            stood.push(Stood {
                span: span.clone(),
                parameter: "service",
                value: service.code.to_string(),
                label: service.label(self.lang).to_owned(),
                nearest: matches!(span.meaning, Meaning::Need(need) if needs::is_across(need))
                    && service.is_core(),
                found: less.fold(first.clone(), |found, less| found | less),
                first: (types.len() > 1).then(|| first.clone()),
            });
        }
        stood
    }

    /// Who gives a service, or one below it.
    fn giving(&self, service: &ServiceType) -> Option<&RoaringBitmap> {
        let giving = self.catalogue.indexes().service.get(&service.code);
        giving.map(|giving| &**giving)
    }

    /// Who gives a service and does not say more of it.
    fn giving_no_finer(&self, service: &ServiceType) -> RoaringBitmap {
        let all = self.giving(service).cloned().unwrap_or_default();
        let finer = |other: &&ServiceType| other.code.is_below(service.code.as_str());
        let below = self.taxonomy.types().iter().filter(finer);
        below
            .filter_map(|other| self.giving(other))
            .fold(all, |all, finer| all - finer)
    }

    /// The languages that were named.
    fn languages(&self, spans: &[Span]) -> Vec<Stood> {
        let languages = spans.iter().filter_map(|span| match &span.meaning {
            Meaning::Language(tag) => Some((span, tag)),
            _ => None,
        });
        languages
            .map(|(span, tag)| {
                // Who names a variety that nobody works in understands the others: Dari.
                let whole = LanguageTag::parse(tag.primary()).ok();
                let tag = match &whole {
                    Some(whole) if !self.has_language(tag) && self.has_language(whole) => whole,
                    _ => tag,
                };
                let label = Dimension::label(tag, self.taxonomy, self.lang);
                let found = tag.find(&self.catalogue.indexes().language).into_owned();
                Stood::filter(span, "language", tag.to_string(), label, found)
            })
            .collect()
    }

    /// The places that were named; of cities that are called alike, the first in which somebody
    /// meets the other conditions.
    fn places(&self, spans: &[Span], others: Option<&RoaringBitmap>) -> Vec<Stood> {
        let indexes = self.catalogue.indexes();
        spans
            .iter()
            .filter_map(|span| match &span.meaning {
                Meaning::Cities(numbers) => {
                    let cities = numbers.iter().filter_map(|number| {
                        let city = self.gazetteer.cities().get(*number)?;
                        Some((&**city, &**indexes.city.get(&*city.folded)?))
                    });
                    let cities: Vec<(&City, &RoaringBitmap)> = cities.collect();
                    let best = cities.iter().position(|(_, found)| fits(found, others));
                    let (city, found) = cities.get(best.unwrap_or(0))?;
                    let name = city.name.to_string();
                    Some(Stood::filter(
                        span,
                        "city",
                        name.clone(),
                        name,
                        (*found).clone(),
                    ))
                }
                Meaning::Country(country) => {
                    let found = (**indexes.country.get(country)?).clone();
                    let label = country.name(self.lang).to_owned();
                    Some(Stood::filter(
                        span,
                        "country",
                        country.to_string(),
                        label,
                        found,
                    ))
                }
                Meaning::Town(town) => {
                    let near = self.gazetteer.near(Place::Town(*town), self.wish());
                    let name = town.name().to_owned();
                    Some(Stood::filter(
                        span,
                        "near",
                        near,
                        name,
                        RoaringBitmap::new(),
                    ))
                }
                _ => None,
            })
            .collect()
    }

    /// The middle of a place.
    fn centre(&self, meaning: &Meaning) -> Option<Point> {
        match meaning {
            Meaning::Cities(numbers) => {
                let cities = numbers
                    .iter()
                    .filter_map(|number| self.gazetteer.cities().get(*number));
                cities.into_iter().find_map(|city| city.point)
            }
            Meaning::Town(town) => town.point(),
            _ => None,
        }
    }

    /// The town that words name, be nobody there: one that is large enough for its name to be
    /// likelier than any other word.
    fn town(&self, words: &[&str]) -> Option<Town> {
        let town = self.gazetteer.town(words, self.wish())?;
        let is_home = town
            .country()
            .is_some_and(|country| self.has_country(country));
        let least = match (is_home, is_own_name(town, &words.join(" "))) {
            (true, true) => LEAST_AT_HOME,
            (true, false) => LEAST_CALLED_SO,
            (false, _) => LEAST_ABROAD,
        };
        (town.population() >= least).then_some(town)
    }

    fn wish(&self) -> Wish<'_> {
        Wish {
            countries: &[],
            own: &self.members.indexes().country,
        }
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

/// Whether some of these meet the other conditions too.
fn fits(found: &RoaringBitmap, others: Option<&RoaringBitmap>) -> bool {
    others.is_none_or(|others| !found.is_disjoint(others))
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
                    reading.first |= &one.found & &other.found;
                }
                reading.first |= one.first.clone().unwrap_or_default();
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
    reading.first &= &reading.found;
    reading
}

#[cfg(test)]
mod tests;
