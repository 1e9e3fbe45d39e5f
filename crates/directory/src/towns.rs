//! The towns of the world and what they are called in other languages and scripts, from GeoNames
//! (`data/towns`, CC BY 4.0).
//!
//! The file is read where it lies in the program: a dictionary of names that is walked as it is
//! stored (`fst`), and records of one length. So it costs no start and no memory but for the pages
//! that are looked at.

use std::sync::LazyLock;

use fst::{Automaton, IntoStreamer, Streamer, automaton::Str};

use crate::{
    packed::{self, Packed, word},
    places::Bounds,
    search::{Mistakes, ONE_MISTAKE, words},
};
use network::{Country, Point, fold};

static FILE: &[u8] = include_bytes!("../../../data/towns/towns.bin");
// The file is compiled in, and a test reads it.
static TOWNS: LazyLock<Option<Towns>> = LazyLock::new(|| Towns::read(FILE));

/// Degrees are kept in ten-thousandths, some ten metres.
pub const DEGREE: f64 = 10_000.0;
/// The length of a town's record: latitude, longitude and population, the place and length of its
/// name, its division and its country.
pub const RECORD: usize = 21;
/// In a value of the dictionary: several towns have the name, and this is where their list begins.
pub const SEVERAL: u64 = 1 << 32;
/// In a list of towns: the last one.
pub const LAST: u32 = 1 << 31;
/// In a record: the town is in no division that has a name.
pub const NO_DIVISION: u16 = u16::MAX;

/// The file, read in place.
struct Towns {
    records: &'static [u8],
    names: &'static [u8],
    /// A line each: code, name and other names, parted by tabs.
    divisions: Vec<&'static str>,
    lists: &'static [u8],
    by_name: Packed,
}

impl Towns {
    fn read(file: &'static [u8]) -> Option<Self> {
        let [records, names, divisions, lists, by_name] = packed::parts(file)?;
        Some(Self {
            records,
            names,
            divisions: str::from_utf8(divisions).ok()?.lines().collect(),
            lists,
            by_name: packed::dictionary(by_name)?,
        })
    }

    /// The towns that a value of the dictionary stands for, the most populous first.
    fn of_value(&self, value: u64) -> impl Iterator<Item = Town> {
        let one = u32::try_from(value).ok();
        let mut next = one.is_none().then_some((value ^ SEVERAL) as usize * 4);
        let several = std::iter::from_fn(move || {
            let place = next?;
            let entry = word(self.lists, place)?;
            next = (entry & LAST == 0).then_some(place + 4);
            Some(Town(entry & !LAST))
        });
        one.map(Town).into_iter().chain(several)
    }
}

/// A town, by its place among all towns, of which the most populous is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Town(u32);

/// What a name is found by: its words, folded, a space between them.
pub fn key(name: &str) -> String {
    let terms: Vec<String> = words(name).into_iter().map(|word| word.term).collect();
    terms.join(" ")
}

/// The towns of a name, which is given as its [`key`]; the most populous first.
pub fn called(key: &str) -> Vec<Town> {
    let towns = TOWNS.as_ref();
    let value = towns.and_then(|towns| towns.by_name.get(key));
    towns
        .zip(value)
        .map(|(towns, value)| towns.of_value(value).collect())
        .unwrap_or_default()
}

/// Gives the towns one of whose names begins so, some of them more than once.
pub fn beginning_with(key: &str, mut each: impl FnMut(Town)) {
    if let Some(towns) = TOWNS.as_ref() {
        packed::beginning_with(&towns.by_name, key, |_, value| {
            towns.of_value(value).for_each(&mut each);
        });
    }
}

/// The towns of a name in which one letter is wrong, missing, added or swapped, but not the first
/// one: whoever mistypes a name begins it rightly, and another beginning is another town.
pub fn nearly_called(key: &str) -> Vec<Town> {
    let first = key.chars().next();
    let beginning: String = first.into_iter().collect();
    let likeness =
        Mistakes(ONE_MISTAKE.build_dfa(key)).intersection(Str::new(&beginning).starts_with());
    let mut found = Vec::new();
    if let Some(towns) = TOWNS.as_ref() {
        let mut names = towns.by_name.search(likeness).into_stream();
        while let Some((_, value)) = names.next() {
            found.extend(towns.of_value(value));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The most populous towns in a box, at most so many.
pub fn in_box(bounds: &Bounds, most: usize) -> Vec<Town> {
    let count = TOWNS
        .as_ref()
        .map_or(0, |towns| towns.records.len() / RECORD);
    let within = |town: &Town| town.point().is_some_and(|point| bounds.holds(point));
    (0..count as u32)
        .map(Town)
        .filter(within)
        .take(most)
        .collect()
}

impl Town {
    fn record(self) -> &'static [u8] {
        let towns = TOWNS.as_ref();
        let begin = self.0 as usize * RECORD;
        towns
            .and_then(|towns| towns.records.get(begin..begin + RECORD))
            .unwrap_or(&[0; RECORD])
    }

    fn number(self, place: usize) -> u32 {
        word(self.record(), place).unwrap_or_default()
    }

    /// Its name, mostly as it is called there, else in English.
    pub fn name(self) -> &'static str {
        let begin = self.number(12) as usize;
        let end = begin + usize::from(self.record()[16]);
        let names = TOWNS.as_ref().and_then(|towns| towns.names.get(begin..end));
        names
            .and_then(|name| str::from_utf8(name).ok())
            .unwrap_or_default()
    }

    /// Its country; none where the file names one that ISO 3166-1 has not.
    pub fn country(self) -> Option<Country> {
        let code = str::from_utf8(&self.record()[19..21]).ok()?;
        Country::parse(code).ok()
    }

    /// Where it is.
    pub fn point(self) -> Option<Point> {
        let degrees = |place| f64::from(self.number(place).cast_signed()) / DEGREE;
        Point::new(degrees(0), degrees(4)).ok()
    }

    /// How many people live there, by GeoNames.
    pub fn population(self) -> u32 {
        self.number(8)
    }

    /// The name of the first division of its country that it is in: a state, a province, a region.
    pub fn region(self) -> Option<&'static str> {
        self.division().nth(1)
    }

    /// Whether this, folded, is the code or a name of its division.
    pub fn is_in_region(self, folded: &str) -> bool {
        self.division()
            .any(|name| fold(name) == folded || key(name) == folded)
    }

    fn division(self) -> impl Iterator<Item = &'static str> {
        let record = self.record();
        let number = u16::from_le_bytes([record[17], record[18]]);
        let divisions = TOWNS.as_ref().map(|towns| &towns.divisions);
        let line = divisions.and_then(|lines| lines.get(usize::from(number)));
        line.into_iter().flat_map(|line| line.split('\t'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read_and_is_folded_as_names_are_today() {
        let towns = TOWNS.as_ref().expect("the file is whole");
        let count = towns.records.len() / RECORD;
        assert!(count > 90_000 && towns.by_name.as_fst().verify().is_ok());
        for number in (0..count as u32).step_by(37) {
            let town = Town(number);
            assert!(called(&key(town.name())).contains(&town), "{}", town.name());
            assert!(
                town.country().is_some() && town.point().is_some(),
                "{}",
                town.name()
            );
        }
    }

    #[test]
    fn a_town_is_known_by_its_names_in_any_script() {
        for (name, is_called, country) in [
            ("Keulen", "Köln", "DE"),
            ("Женева", "Geneva", "CH"),
            ("Genf", "Geneva", "CH"),
            ("بروكسل", "Brussels", "BE"),
            ("Muenchen", "Munich", "DE"),
            ("Alost", "Aalst", "BE"),
            ("北京", "Beijing", "CN"),
        ] {
            let town = called(&key(name))[0];
            assert_eq!(
                (town.name(), town.country().unwrap().as_str()),
                (is_called, country)
            );
        }
        let springfields = called("springfield");
        assert!(
            springfields
                .iter()
                .any(|town| town.is_in_region("illinois"))
        );
        assert!(springfields.iter().any(|town| town.is_in_region("mo")));
        assert!(
            nearly_called("kolm")
                .iter()
                .all(|town| called("bologna")[0] != *town)
        );
    }
}
