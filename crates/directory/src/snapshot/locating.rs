//! What place a text means in a directory.

use std::collections::BTreeMap;

use super::Snapshot;
use crate::{
    gazetteer::{Located, Place, Unresolved, Wish},
    search::words,
    towns,
};
use network::{Country, Point, fold, middle};

/// How many parts of a postal code may be written apart: `SW1A 1AA`.
const MOST_PARTS: usize = 3;

impl Snapshot {
    /// The place that a text means: a postal code of a published place, a city of the directory, or
    /// any other town. `countries` are those that the list is narrowed to.
    pub fn locate(&self, text: &str, countries: &[Country]) -> Result<Located<'_>, Unresolved<'_>> {
        match self.postal(text, countries) {
            Some(located) => Ok(located),
            None => self.with_wish(countries, |wish| self.gazetteer.locate(text, wish)),
        }
    }

    /// What `near` takes for a place and for no other.
    pub fn near(&self, place: Place<'_>) -> String {
        self.with_wish(&[], |wish| self.gazetteer.near(place, wish))
    }

    /// A city of a filter, which may be one of the directory's own in another language; folded.
    pub fn cities_called(&self, folded: String) -> Vec<String> {
        let is_known = !self.gazetteer.named(&folded).is_empty();
        let others = match is_known {
            true => Default::default(),
            false => self.gazetteer.other_names(&folded),
        };
        match others.is_empty() {
            true => vec![folded],
            false => others.into_iter().map(str::to_owned).collect(),
        }
    }

    fn with_wish<T>(&self, countries: &[Country], look: impl FnOnce(Wish<'_>) -> T) -> T {
        look(Wish {
            countries,
            own: &self.members.indexes().country,
        })
    }

    /// Where the published places of a postal code are, and the city that they are in.
    fn postal(&self, text: &str, countries: &[Country]) -> Option<Located<'_>> {
        let words: Vec<String> = words(text).into_iter().map(|word| word.term).collect();
        if !words.iter().take(MOST_PARTS).any(|word| has_digit(word)) {
            return None;
        }
        let parts = MOST_PARTS.min(words.len());
        (1..=parts).rev().find_map(|parts| {
            let (code, rest) = words.split_at(parts);
            self.of_code(&code.concat(), &rest.join(" "), countries)
        })
    }

    fn of_code(&self, code: &str, rest: &str, countries: &[Country]) -> Option<Located<'_>> {
        if !has_digit(code) {
            return None;
        }
        let mut found: BTreeMap<Country, Vec<(Point, &str)>> = BTreeMap::new();
        for location in self.published().flat_map(|it| &it.member.locations) {
            let (Some(own), Some(point)) = (location.postal_code(), location.point()) else {
                continue;
            };
            let country = location.country();
            let is_meant = countries.is_empty() || countries.contains(&country);
            let fits = rest.is_empty()
                || towns::key(location.city()) == rest
                || country.as_str().eq_ignore_ascii_case(rest)
                || Country::called(rest) == Some(country);
            if is_meant && fits && is_code(own, code) {
                found
                    .entry(country)
                    .or_default()
                    .push((point, location.city()));
            }
        }
        let (country, mut places) = found
            .into_iter()
            .rev()
            .max_by_key(|(_, places)| places.len())?;
        // Sums of points depend on the order in their last digit, and every node must give the same.
        places.sort_by(|(a, city), (b, other)| {
            let at = |point: &Point| (point.latitude(), point.longitude());
            at(a)
                .partial_cmp(&at(b))
                .unwrap_or(std::cmp::Ordering::Equal)
                .then(city.cmp(other))
        });
        let folded = fold(places[0].1);
        let mut cities = self.gazetteer.cities().iter();
        let city = cities.find(|city| city.country == country && *city.folded == folded)?;
        Some(Located {
            place: Place::City(city),
            point: middle(places.iter().map(|(point, _)| *point))?,
            others: Vec::new(),
        })
    }
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// Whether a postal code, however it is spaced, is this one.
fn is_code(own: &str, code: &str) -> bool {
    let plain = own.chars().filter(|c| c.is_alphanumeric());
    plain.flat_map(char::to_lowercase).eq(code.chars())
}
