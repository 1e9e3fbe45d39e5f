//! What place a text means: a city of the directory, or any other town of the world.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{City, Gazetteer, Unresolved, as_text};
use crate::{
    index::Index,
    towns::{self, Town},
};
use network::{Country, Point, Spot, fold};

/// A town that is no farther from a city of one of its names, in kilometres, is this city.
const SAME_TOWN: f64 = 25.0;
/// The shortest name in which a mistake may be what makes it unknown.
const SHORTEST_MISSPELT: usize = 4;
/// How many towns like an unknown one are told, and how many others of the same name.
const MOST_TOLD: usize = 5;
/// How many times larger a town must be that is only called so elsewhere.
const OWN_NAME: u32 = 3;
/// How many towns of one name may be cities of the directory: the most populous.
const MOST_BEARERS: usize = 12;
/// A saint, as names of towns are begun: who writes `St` may mean any.
const SAINTS: [&str; 7] = ["saint", "sankt", "sint", "sainte", "szent", "san", "santa"];

/// A place with a name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place<'a> {
    /// A city in which members have published places.
    City(&'a City),
    /// Any other town.
    Town(Town),
}

/// A place that a text means.
#[derive(Debug)]
pub struct Located<'a> {
    /// The place.
    pub place: Place<'a>,
    /// Where it is.
    pub point: Point,
    /// Others that are called so.
    pub others: Vec<Place<'a>>,
}

/// Whose place is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The countries that the list is narrowed to; if none, all.
    pub countries: &'a [Country],
    /// The countries in which members of the network work.
    pub own: &'a Index<Country>,
}

/// The least comes first.
pub type Rank = (Reverse<bool>, Reverse<bool>, Reverse<u32>);

impl Wish<'_> {
    /// Better ones first: in the countries asked for, in the network's own, larger ones.
    pub fn rank(&self, town: Town) -> Rank {
        let within = |test: &dyn Fn(Country) -> bool| Reverse(town.country().is_some_and(test));
        (
            within(&|country| self.countries.contains(&country)),
            within(&|country| self.own.contains_key(&country)),
            Reverse(town.population()),
        )
    }
}

impl<'a> Place<'a> {
    /// Its name, as it is called there.
    pub fn name(self) -> &'a str {
        match self {
            Self::City(city) => &city.name,
            Self::Town(town) => town.name(),
        }
    }

    /// Its region, where it is known.
    pub fn region(self) -> Option<&'a str> {
        match self {
            Self::City(city) => city.region.as_deref(),
            Self::Town(town) => town.region(),
        }
    }

    /// Its country.
    pub fn country(self) -> Option<Country> {
        match self {
            Self::City(city) => Some(city.country),
            Self::Town(town) => town.country(),
        }
    }

    /// How many members have a published place there.
    pub fn members(self) -> u32 {
        match self {
            Self::City(city) => city.members,
            Self::Town(_) => 0,
        }
    }

    /// Where it is.
    pub fn point(self) -> Option<Point> {
        match self {
            Self::City(city) => city.point,
            Self::Town(town) => town.point(),
        }
    }
}

impl Gazetteer {
    /// The place that a text means: `Gent`, `Gand`, `Gent, BE`, `9000 Gent`, `Springfield,
    /// Illinois`, in any language and script. A city of the directory that is called so comes
    /// first; of towns of one name that of the countries asked for, then that of the network's own
    /// countries, then the largest, at last the nearest to the network.
    pub fn locate(&self, text: &str, wish: Wish<'_>) -> Result<Located<'_>, Unresolved<'_>> {
        let (place, point, called) = self.meant(text, wish)?;
        Ok(self.located(place, point, &called))
    }

    /// The place that a text means, where it is, and the towns that are called so.
    fn meant(
        &self,
        text: &str,
        wish: Wish<'_>,
    ) -> Result<(Place<'_>, Point, Vec<Town>), Unresolved<'_>> {
        let key = towns::key(text);
        let words: Vec<&str> = key.split(' ').collect();
        let called = self.ranked(towns_meant(&words), &key, wish);
        let wanted =
            |country: &Country| wish.countries.is_empty() || wish.countries.contains(country);
        match self.resolve(text) {
            Ok((city, point)) if wanted(&city.country) || called.is_empty() => {
                return Ok((Place::City(city), point, called));
            }
            Err(Unresolved::Ambiguous(mut cities))
                if called.is_empty() || cities.iter().any(|it| wanted(&it.country)) =>
            {
                cities.retain(|city| wanted(&city.country));
                if let [city] = cities[..]
                    && let Some(point) = city.point
                {
                    return Ok((Place::City(city), point, called));
                }
                return Err(Unresolved::Ambiguous(cities));
            }
            Err(Unresolved::Pointless(city)) => {
                let home = called
                    .iter()
                    .find(|town| town.country() == Some(city.country));
                return match home.and_then(|town| town.point()) {
                    Some(point) => Ok((Place::City(city), point, called)),
                    None => Err(Unresolved::Pointless(city)),
                };
            }
            _ => {}
        }
        let place = called.first().map(|town| self.place(*town));
        match place.and_then(|place| Some((place, place.point()?))) {
            Some((place, point)) => Ok((place, point, called)),
            None => Err(Unresolved::Unknown(self.likely(text, &words, wish))),
        }
    }

    fn located<'a>(&'a self, place: Place<'a>, point: Point, called: &[Town]) -> Located<'a> {
        let others = called.iter().map(|town| self.place(*town));
        let mut told: Vec<Place<'_>> = Vec::new();
        for other in others {
            let is_it = other == place
                || other.point().is_some_and(|there| {
                    other.country() == place.country()
                        && Spot::of(there).kilometres_to(&Spot::of(point)) <= SAME_TOWN
                });
            if !is_it && !told.contains(&other) {
                told.push(other);
            }
        }
        told.truncate(MOST_TOLD);
        Located {
            place,
            point,
            others: told,
        }
    }

    /// The better ones first. Whoever is called by some words there goes before somewhat larger ones
    /// that are called so elsewhere: Neustadt.
    fn ranked(&self, towns: Vec<Town>, key: &str, wish: Wish<'_>) -> Vec<Town> {
        let rank = |town: Town| {
            let (wanted, own, Reverse(population)) = wish.rank(town);
            let weight = if is_own_name(town, key) { OWN_NAME } else { 1 };
            (wanted, own, Reverse(population.saturating_mul(weight)))
        };
        let mut ranked: Vec<_> = towns.into_iter().map(|town| (rank(town), town)).collect();
        ranked.sort_by(|(rank, town), (other_rank, other)| {
            rank.cmp(other_rank)
                .then_with(|| self.distance(*town).total_cmp(&self.distance(*other)))
        });
        ranked.into_iter().map(|(_, town)| town).collect()
    }

    /// How far it is from the network, in kilometres.
    fn distance(&self, town: Town) -> f64 {
        let Some(spot) = town.point().map(Spot::of) else {
            return f64::INFINITY;
        };
        let points = self.cities.iter().filter_map(|city| city.point);
        let distances = points.map(|point| spot.kilometres_to(&Spot::of(point)));
        distances.fold(f64::INFINITY, f64::min)
    }

    /// A town as a city of the directory, if it is one.
    pub fn place(&self, town: Town) -> Place<'_> {
        self.own(town).map_or(Place::Town(town), Place::City)
    }

    /// The city of the directory that a town is: it has one of its names and lies there.
    fn own(&self, town: Town) -> Option<&City> {
        self.own_number(town).map(|number| &*self.cities[number])
    }

    fn own_number(&self, town: Town) -> Option<usize> {
        let known = self.by_town.get_or_init(|| self.read_towns());
        let place = known.binary_search_by_key(&town, |(town, _)| *town).ok()?;
        Some(known[place].1 as usize)
    }

    /// The towns that cities of the directory are, each with the number of the first that it is.
    fn read_towns(&self) -> Box<[(Town, u32)]> {
        let mut known = Vec::with_capacity(self.cities.len());
        for (number, city) in (0..).zip(&self.cities) {
            known.extend(city.towns().iter().map(|town| (*town, number)));
        }
        known.sort_unstable();
        known.dedup_by_key(|(town, _)| *town);
        known.into()
    }

    /// The city of the directory with the most inhabitants.
    pub fn most_populous(&self) -> Option<&City> {
        let place = self.most_populous.get_or_init(|| {
            let cities = self.cities.iter().enumerate();
            cities
                .filter_map(|(place, city)| Some((city.town()?.population(), place)))
                .max()
                .map(|(_, place)| place)
        });
        self.cities.get((*place)?).map(|city| &**city)
    }

    /// The English name of a city of the directory, where it is known.
    pub fn english_name(&self, city: &City) -> Option<&'static str> {
        city.town().map(Town::name)
    }

    /// The cities of the directory that a text names in another language, folded.
    pub fn other_names(&self, text: &str) -> BTreeSet<&str> {
        let called = towns::called(&towns::key(text)).into_iter();
        called
            .filter_map(|town| self.own(town))
            .map(|city| &*city.folded)
            .collect()
    }

    /// The city of the directory that a text names, in any language; of several the one with the
    /// most members.
    pub fn own_city(&self, text: &str) -> Option<&City> {
        let cities = self.own_cities(&fold(text), &towns::key(text));
        cities.first().map(|number| &*self.cities[*number])
    }

    /// The numbers of the cities of the directory that a text names, given as it is folded and by
    /// its words: those that are called so there, the one with the most members first, then those
    /// that are called so elsewhere.
    pub fn own_cities(&self, folded: &str, key: &str) -> Vec<usize> {
        let named = self.named(folded);
        let begin = self.cities.partition_point(|city| &*city.folded < folded);
        let mut numbers: Vec<usize> = (begin..begin + named.len()).collect();
        numbers.sort_by_key(|number| Reverse(self.cities[*number].members));
        for town in towns::called(key).into_iter().take(MOST_BEARERS) {
            if let Some(city) = self.own_number(town)
                && !numbers.contains(&city)
            {
                numbers.push(city);
            }
        }
        numbers
    }

    /// The town that words mean, which may name its region or country behind it.
    pub fn town(&self, words: &[&str], wish: Wish<'_>) -> Option<Town> {
        let towns = self.ranked(towns_meant(words), &words.join(" "), wish);
        towns.first().copied()
    }

    /// What `near` takes for a place and for no other.
    pub fn near(&self, place: Place<'_>, wish: Wish<'_>) -> String {
        let town = match place {
            Place::City(city) => return city.near.to_string(),
            Place::Town(town) => town,
        };
        let country = town.country().map_or("", Country::as_str);
        let named = [
            Some(format!("{}, {country}", town.name())),
            town.region()
                .map(|region| format!("{}, {region}, {country}", town.name())),
        ];
        let is_it = |text: &String| self.meant(text, wish).is_ok_and(|(it, ..)| it == place);
        let point = || town.point().map(as_text).unwrap_or_default();
        named
            .into_iter()
            .flatten()
            .find(is_it)
            .unwrap_or_else(point)
    }

    /// What may have been meant by a name that nothing has: the cities and then the towns that are
    /// spelt nearly so, or begin so. They begin with the same letter, for a wrong city is worse
    /// than none.
    fn likely(&self, text: &str, words: &[&str], wish: Wish<'_>) -> Vec<Place<'_>> {
        let name = text.split(',').next().unwrap_or_default();
        let mut likely: Vec<Place<'_>> = self
            .likely_cities(&fold(name))
            .into_iter()
            .map(Place::City)
            .collect();
        let name = words_of_name(&towns::key(name), words);
        if name.chars().count() >= SHORTEST_MISSPELT {
            let towns = self.ranked(towns::nearly_called(&name), &name, wish);
            likely.extend(
                towns
                    .into_iter()
                    .take(MOST_TOLD)
                    .map(|town| self.place(town)),
            );
        }
        let mut told: Vec<Place<'_>> = Vec::new();
        for place in likely {
            if !told.contains(&place) {
                told.push(place);
            }
        }
        told.truncate(MOST_TOLD);
        told
    }
}

/// Whether a town is called so there, or no more is said than its name begins with.
pub fn is_own_name(town: Town, key: &str) -> bool {
    let name = towns::key(town.name());
    begins(&name, key) || begins(key, &name)
}

/// Whether a text begins with some words.
fn begins(text: &str, words: &str) -> bool {
    text.strip_prefix(words)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

impl City {
    /// The towns that it may be, the most populous first: they have its name and lie in its country and,
    /// where it has a point, there.
    fn towns(&self) -> &[Town] {
        self.towns.get_or_init(|| {
            let here = self.point.map(Spot::of);
            let is_there =
                |point| here.is_none_or(|here| Spot::of(point).kilometres_to(&here) <= SAME_TOWN);
            let called = towns::called(&towns::key(&self.name)).into_iter();
            let these = called.filter(|town| {
                town.country() == Some(self.country) && town.point().is_some_and(is_there)
            });
            these.collect()
        })
    }

    /// The town that it is, if it has a point.
    fn town(&self) -> Option<Town> {
        self.point.and(self.towns().first().copied())
    }
}

/// The name without the postal code before it.
fn words_of_name(name: &str, words: &[&str]) -> String {
    match words.first() {
        Some(first) if is_postal(first) => {
            name.strip_prefix(first).unwrap_or(name).trim().to_owned()
        }
        _ => name.to_owned(),
    }
}

fn is_postal(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// The towns that some words name: the longest name that leaves a region, a country or nothing
/// behind it.
fn towns_meant(words: &[&str]) -> Vec<Town> {
    for length in (1..=words.len()).rev() {
        let (name, said) = words.split_at(length);
        let mut towns = called(name);
        towns.retain(|town| is_in(*town, said));
        if !towns.is_empty() {
            return towns;
        }
    }
    match words {
        [first, rest @ ..] if is_postal(first) && !rest.is_empty() => towns_meant(rest),
        _ => Vec::new(),
    }
}

fn called(name: &[&str]) -> Vec<Town> {
    let towns = towns::called(&name.join(" "));
    if !towns.is_empty() {
        return towns;
    }
    let saints = match name {
        ["st" | "ste" | "s", rest @ ..] if !rest.is_empty() => {
            let named = |saint: &&str| towns::called(&format!("{saint} {}", rest.join(" ")));
            SAINTS.iter().flat_map(named).collect()
        }
        _ => BTreeSet::new(),
    };
    saints.into_iter().collect()
}

/// Whether a town is in the region, the country or both that were said after its name.
fn is_in(town: Town, said: &[&str]) -> bool {
    if said.is_empty() {
        return true;
    }
    let in_country = |words: &[&str]| {
        let text = words.join(" ");
        town.country()
            .is_some_and(|country| is_country(country, &text))
    };
    let in_region = |words: &[&str]| town.is_in_region(&words.join(" "));
    in_country(said)
        || in_region(said)
        || (1..said.len()).any(|place| in_region(&said[..place]) && in_country(&said[place..]))
}

fn is_country(country: Country, folded: &str) -> bool {
    country.as_str().eq_ignore_ascii_case(folded) || Country::called(folded) == Some(country)
}
