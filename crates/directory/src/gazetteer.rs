//! The cities that members have published places in, so that a place can be asked for by name.
//!
//! It is made from published places alone, so it names no city in which only hidden ones are, and
//! a city's point lies in the middle of points that anybody can see. What is no city of these is
//! looked for among the towns of the world ([`locating`]).

mod locating;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use uuid::Uuid;

use super::{card::Key, towns::Town};
pub use locating::{Located, Place, Wish, is_own_name};
use network::{Cell, Country, Lang, Point, Spot, fold, middle};

/// A published place as the gazetteer needs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Site<'a> {
    /// The place's key.
    pub key: Key,
    /// Its city, as it is called there.
    pub city: &'a str,
    /// Its city, folded.
    pub folded: &'a str,
    /// Its region, if it is known.
    pub region: Option<&'a str>,
    /// Its country.
    pub country: Country,
    /// The point that may be shown.
    pub point: Option<Point>,
}

/// A city with published places.
#[derive(Debug, Clone, PartialEq)]
pub struct City {
    /// Its name, as most of its places write it.
    pub name: Box<str>,
    /// Its name, folded.
    pub folded: Box<str>,
    /// Its region, as most of its places write it; none where none says it.
    pub region: Option<Box<str>>,
    /// Its country.
    pub country: Country,
    /// How many members have a published place there.
    pub members: u32,
    /// The middle of its published points; none when it has none.
    pub point: Option<Point>,
    /// What `near` takes for it and for no other city.
    pub near: Box<str>,
    /// Its regions as its places write them, folded.
    regions: Box<[Box<str>]>,
    /// The towns that it may be, once somebody asked: it is kept while others change.
    towns: OnceLock<Box<[Town]>>,
}

/// Why a name stands for no one place.
#[derive(Debug, PartialEq)]
pub enum Unresolved<'a> {
    /// There is none of this name; these have names like it.
    Unknown(Vec<Place<'a>>),
    /// It may be any of these.
    Ambiguous(Vec<&'a City>),
    /// No published place in this city has a point.
    Pointless(&'a City),
}

/// The cities of a directory.
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// By folded name, then country, then the one with the most members.
    cities: Vec<Arc<City>>,
    /// The towns that they are, by town, with their numbers, once somebody asked.
    by_town: OnceLock<Box<[(Town, u32)]>>,
    /// Which of them has the most inhabitants, once somebody asked.
    most_populous: OnceLock<Option<usize>>,
}

/// Points of one name in one country that are no farther apart than this many kilometres, or are
/// linked by others that are not, are in one city.
const ONE_CITY: f64 = 50.0;
/// Centres of cells that are farther apart than this hold no two points that are linked: a point
/// is 7.9 km from the centre of its cell at most.
const LINKED_CELLS: f64 = ONE_CITY + 2.0 * 8.0;
/// How many cities a field suggests at most.
const MOST_SUGGESTED: usize = 150;
/// How many names like an unknown one are told.
const MOST_LIKELY: usize = 3;

impl Gazetteer {
    /// The gazetteer after places in cities of these folded names came, went or changed; `sites`
    /// gives all places in cities of a name, in any order.
    pub fn after<'a>(
        &self,
        touched: &BTreeSet<&'a str>,
        sites: impl Fn(&str) -> Vec<Site<'a>>,
    ) -> Self {
        // What a name with commas stands for depends on those that begin like it, up to a comma.
        let families: BTreeSet<&str> = touched.iter().map(|name| family(name)).collect();
        let is_touched = |city: &City| families.contains(family(&city.folded));
        let before = self.cities.iter();
        let (anew, kept): (Vec<&Arc<City>>, Vec<&Arc<City>>) =
            before.partition(|city| is_touched(city));
        let mut names: BTreeSet<&str> = touched.iter().copied().collect();
        names.extend(anew.iter().map(|city| &*city.folded));
        let mut made: Vec<City> = names
            .into_iter()
            .flat_map(|name| cities_of(sites(name)))
            .collect();
        made.sort_by(|a, b| {
            (&a.folded, a.country, b.members, &a.near)
                .cmp(&(&b.folded, b.country, a.members, &b.near))
        });
        let mut cities: Vec<Arc<City>> = kept.into_iter().cloned().collect();
        cities.extend(made.into_iter().map(Arc::new));
        // Two runs, so this walks over them once.
        cities.sort_by(|a, b| a.folded.cmp(&b.folded));
        let mut gazetteer = Self {
            cities,
            ..Self::default()
        };
        gazetteer.make_sure(is_touched);
        gazetteer
    }

    /// Where the text of a city would be taken for another one, its point takes the place of it:
    /// a region may be called like a country, and a city may begin with a number.
    fn make_sure(&mut self, is_touched: impl Fn(&City) -> bool) {
        let unclear: Vec<usize> = (0..self.cities.len())
            .filter(|number| {
                let city = &*self.cities[*number];
                if !is_touched(city) {
                    return false;
                }
                let shared = self.named(&city.folded).len() > 1;
                let strange = city.name.contains(',') || begins_like_a_number(&city.name);
                let found = |(found, _): (&City, Point)| std::ptr::eq(found, city);
                let is_point = begins_like_a_number(&city.near);
                (shared || strange) && !is_point && !self.resolve(&city.near).is_ok_and(found)
            })
            .collect();
        for number in unclear {
            let city = Arc::make_mut(&mut self.cities[number]);
            if let Some(point) = city.point {
                city.near = as_text(point).into();
            }
        }
    }

    /// Every city, by folded name.
    pub fn cities(&self) -> &[Arc<City>] {
        &self.cities
    }

    /// The cities with the most members, as `near` takes them, in the order of their letters: what
    /// a field suggests.
    pub fn largest(&self) -> Vec<&str> {
        let mut cities: Vec<&City> = self.cities.iter().map(|city| &**city).collect();
        cities.retain(|city| city.point.is_some());
        cities.sort_by_key(|city| std::cmp::Reverse(city.members));
        cities.truncate(MOST_SUGGESTED);
        let mut names: Vec<&str> = cities.into_iter().map(|city| &*city.near).collect();
        names.sort_unstable();
        names
    }

    /// The one city that a text names: `Gent`, `Gent, BE`, `Gent, Belgium`, `Springfield,
    /// Illinois, US`; case and accents do not matter. Cities without a point are passed over where
    /// others have one.
    fn resolve(&self, text: &str) -> Result<(&City, Point), Unresolved<'_>> {
        let parts: Vec<String> = text.split(',').map(fold).collect();
        // The name may have commas of its own, so the longest one is tried first.
        for length in (1..=parts.len()).rev() {
            let named = self.named(&parts[..length].join(", "));
            let fitting: Vec<&City> = named
                .iter()
                .map(|city| &**city)
                .filter(|city| city.fits(&parts[length..]))
                .collect();
            if !fitting.is_empty() {
                return one_of(fitting);
            }
        }
        Err(Unresolved::Unknown(Vec::new()))
    }

    /// The cities of a folded name.
    pub fn named(&self, folded: &str) -> &[Arc<City>] {
        let begin = self.cities.partition_point(|city| &*city.folded < folded);
        let end = self.cities.partition_point(|city| &*city.folded <= folded);
        &self.cities[begin..end]
    }

    /// The cities with a point that are called so elsewhere, or whose names are most like a folded
    /// one and begin with the same letter: those with one or two mistakes, or that go on so.
    fn likely_cities(&self, folded: &str) -> Vec<&City> {
        let (first, letters) = (folded.chars().next(), folded.chars().count());
        let reach = match letters {
            0..3 => 0,
            3..8 => 1,
            _ => 2,
        };
        let likeness = |city: &City| {
            if city.folded.chars().next() != first {
                return None;
            }
            if letters > 1 && city.folded.starts_with(folded) {
                return Some(0);
            }
            let near = city.folded.chars().count().abs_diff(letters) <= reach;
            let distance = near.then(|| strsim::osa_distance(&city.folded, folded))?;
            Some(distance).filter(|distance| *distance <= reach)
        };
        let cities = self.cities.iter().map(|city| &**city);
        let with_point = cities.filter(|city| city.point.is_some());
        let mut likely: Vec<(usize, &City)> = with_point
            .filter_map(|city| Some((likeness(city)?, city)))
            .collect();
        likely.sort_by_key(|(distance, city)| (*distance, std::cmp::Reverse(city.members)));
        likely.truncate(MOST_LIKELY);
        likely.into_iter().map(|(_, city)| city).collect()
    }
}

/// What a folded name begins with, up to a comma.
fn family(folded: &str) -> &str {
    folded.split(',').next().unwrap_or_default().trim_end()
}

/// The cities of one folded name that places are in.
fn cities_of(sites: Vec<Site<'_>>) -> Vec<City> {
    let mut by_country: BTreeMap<Country, Vec<Site<'_>>> = BTreeMap::new();
    for site in sites {
        by_country.entry(site.country).or_default().push(site);
    }
    let mut cities = Vec::with_capacity(by_country.len());
    for mut sites in by_country.into_values() {
        // Sums of points depend on the order in their last digit, and every node must give the
        // same.
        sites.sort_unstable_by_key(|site| site.key);
        forget_points(&mut sites, Country::could_contain);
        let mut groups = apart(sites);
        if groups.len() > 1 {
            // A slip makes no second city. The outline is asked only here, for it takes longer.
            let mut sites: Vec<Site<'_>> = groups.into_iter().flatten().collect();
            sites.sort_unstable_by_key(|site| site.key);
            forget_points(&mut sites, Country::holds);
            groups = apart(sites);
        }
        let mut these: Vec<City> = groups.iter().map(|group| City::new(group)).collect();
        tell_apart(&mut these);
        cities.append(&mut these);
    }
    cities
}

/// Takes points for none that cannot lie in the country of their places.
fn forget_points(sites: &mut [Site<'_>], may_hold: impl Fn(Country, Point) -> bool) {
    for site in sites {
        site.point = site.point.filter(|point| may_hold(site.country, *point));
    }
}

/// Whether a text is to be read as coordinates and not as a name or a postal code.
pub fn begins_like_a_number(text: &str) -> bool {
    let mut parts = text.split(',');
    let first = parts.next().unwrap_or_default();
    let is_code = || {
        let mut rest = parts.clone();
        let has_letters = |text: &str| text.contains(char::is_alphabetic);
        !text.contains(['.', ';']) && (rest.next().is_none() || parts.clone().any(has_letters))
    };
    first.starts_with(|c: char| "+-.−".contains(c))
        || first.starts_with(|c: char| c.is_ascii_digit()) && !is_code()
}

fn as_text(point: Point) -> String {
    format!("{},{}", point.latitude(), point.longitude())
}

fn one_of(mut fitting: Vec<&City>) -> Result<(&City, Point), Unresolved<'_>> {
    let first = fitting[0];
    fitting.retain(|city| city.point.is_some());
    match fitting[..] {
        [] => Err(Unresolved::Pointless(first)),
        [city] => city
            .point
            .map(|point| (city, point))
            .ok_or(Unresolved::Pointless(city)),
        _ => {
            fitting.sort_by_key(|city| std::cmp::Reverse(city.members));
            Err(Unresolved::Ambiguous(fitting))
        }
    }
}

impl City {
    fn new(sites: &[Site<'_>]) -> Self {
        let first = &sites[0];
        let regions: BTreeSet<&str> = sites.iter().filter_map(|site| site.region).collect();
        let regions: BTreeSet<Box<str>> = regions.into_iter().map(|it| fold(it).into()).collect();
        let members: BTreeSet<Uuid> = sites.iter().map(|site| site.key.member).collect();
        let region = commonest(sites.iter().filter_map(|site| site.region));
        Self {
            name: commonest(sites.iter().map(|site| site.city))
                .unwrap_or(first.city)
                .into(),
            folded: first.folded.into(),
            region: region.map(Box::from),
            country: first.country,
            members: members.len() as u32,
            point: middle(sites.iter().filter_map(|site| site.point)),
            near: Box::default(),
            regions: regions.into_iter().collect(),
            towns: OnceLock::new(),
        }
    }

    /// Whether it is in the region and the country that were said after its name.
    fn fits(&self, said: &[String]) -> bool {
        let in_region = |text: &String| self.regions.iter().any(|region| **region == **text);
        match said {
            [] => true,
            [one] => in_region(one) || self.is_in_country(one),
            [region, country] => in_region(region) && self.is_in_country(country),
            _ => false,
        }
    }

    fn is_in_country(&self, folded: &str) -> bool {
        self.country.as_str().eq_ignore_ascii_case(folded)
            || Lang::ALL
                .iter()
                .any(|lang| fold(self.country.name(*lang)) == folded)
    }
}

/// Gives each of the cities of one name in one country its own text: with its region where that
/// tells it from the others, else its point.
fn tell_apart(cities: &mut [City]) {
    let alone = cities.iter().filter(|city| city.point.is_some()).count() <= 1;
    let texts: Vec<String> = cities
        .iter()
        .map(|city| {
            let own_region = city.region.as_deref().filter(|region| {
                let region: Box<str> = fold(region).into();
                let of_others = cities
                    .iter()
                    .filter(|other| other.regions.contains(&region));
                of_others.count() == 1
            });
            match (own_region, city.point) {
                _ if alone => format!("{}, {}", city.name, city.country),
                (Some(region), _) => format!("{}, {region}, {}", city.name, city.country),
                (None, Some(point)) => as_text(point),
                (None, None) => format!("{}, {}", city.name, city.country),
            }
        })
        .collect();
    for (city, text) in cities.iter_mut().zip(texts) {
        city.near = text.into();
    }
}

/// The commonest of some texts; the first in their order among equals.
fn commonest<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    // The last of the greatest is taken, so they are turned round.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(text, _)| text)
}

/// Parts the places of one name in one country into cities. Places without a point go where their
/// region is, else to the largest.
fn apart(sites: Vec<Site<'_>>) -> Vec<Vec<Site<'_>>> {
    if sites.len() == 1 {
        return vec![sites];
    }
    let mut cells: BTreeMap<Cell, Vec<Site<'_>>> = BTreeMap::new();
    let mut lost = Vec::new();
    for site in sites {
        match site.point {
            Some(point) => cells.entry(Cell::of(point)).or_default().push(site),
            None => lost.push(site),
        }
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (cell, sites) in cells {
        let mut joined = Group::new(cell, sites);
        // Whatever it is linked with becomes one with it.
        for group in std::mem::take(&mut groups) {
            if group.is_linked(&joined) {
                joined.join(group);
            } else {
                groups.push(group);
            }
        }
        groups.push(joined);
    }
    let mut cities: Vec<Vec<Site<'_>>> = groups.into_iter().map(|group| group.sites).collect();
    for site in lost {
        let at_home = |sites: &Vec<Site<'_>>| {
            site.region.is_some() && sites.iter().any(|other| other.region == site.region)
        };
        let home = cities.iter().position(at_home);
        let largest = (0..cities.len()).max_by_key(|number| cities[*number].len());
        match home.or(largest) {
            Some(number) => cities[number].push(site),
            None => cities.push(vec![site]),
        }
    }
    cities
}

/// Places that are linked, by the cells that they are in.
struct Group<'a> {
    cells: Vec<(Spot, Vec<Spot>)>,
    sites: Vec<Site<'a>>,
}

impl<'a> Group<'a> {
    fn new(cell: Cell, sites: Vec<Site<'a>>) -> Self {
        let points = sites.iter().filter_map(|site| site.point);
        Self {
            cells: vec![(Spot::of(cell.centre()), points.map(Spot::of).collect())],
            sites,
        }
    }

    fn is_linked(&self, other: &Self) -> bool {
        self.cells.iter().any(|(centre, spots)| {
            other.cells.iter().any(|(other_centre, others)| {
                centre.kilometres_to(other_centre) <= LINKED_CELLS
                    && spots.iter().any(|spot| {
                        others
                            .iter()
                            .any(|other| spot.kilometres_to(other) <= ONE_CITY)
                    })
            })
        })
    }

    fn join(&mut self, other: Self) {
        self.cells.extend(other.cells);
        self.sites.extend(other.sites);
    }
}

#[cfg(test)]
mod tests;
