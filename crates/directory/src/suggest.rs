//! What somebody who has begun to type may mean: members, cities, countries, services by their labels
//! and by the words for needs, and languages.

use std::{cmp::Reverse, sync::Arc};

use roaring::RoaringBitmap;

use super::{
    catalogue::Catalogue,
    gazetteer::{City, Gazetteer, Place, Wish},
    least::Least,
    meaning::{languages, needs::OwnWords},
    search::{DeletionIndex, Query, Texts, words},
    taxonomy::Taxonomy,
    towns::{self, Town},
};
use network::{Country, Lang, LanguageTag, ServiceType};

/// The names of cities, countries and services, by how they and each of their words begin.
#[derive(Debug, Default)]
pub struct Suggestions {
    cities: Arc<Beginnings>,
    countries: Arc<Beginnings>,
    services: Arc<Beginnings>,
    country_codes: Vec<Country>,
    /// The services that a member gives, by their number in the taxonomy.
    given: Vec<u32>,
}

/// What is suggested, the best first.
#[derive(Debug)]
pub struct Suggested<'a> {
    /// Members, by their number.
    pub members: Vec<u32>,
    /// Cities with a published place.
    pub cities: Vec<&'a City>,
    /// Other towns.
    pub towns: Vec<Town>,
    /// Countries with a member.
    pub countries: Vec<Country>,
    /// Services that a member gives.
    pub services: Vec<&'a ServiceType>,
    /// Languages that a member works in.
    pub languages: Vec<LanguageTag>,
}

/// Where suggestions come from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The members.
    pub members: &'a Catalogue,
    /// Their cities.
    pub gazetteer: &'a Gazetteer,
    /// Their services.
    pub taxonomy: &'a Taxonomy,
    /// The words for them.
    pub words: &'a OwnWords,
    /// Their texts.
    pub texts: &'a Texts,
}

impl Suggestions {
    /// Reads the names of what may be suggested, in every language that the directory speaks; those
    /// that are as they were `before`, with that taxonomy and these cities, are taken from there.
    pub fn after(
        before: Option<(&Self, &Gazetteer, &Taxonomy)>,
        members: &Catalogue,
        gazetteer: &Gazetteer,
        taxonomy: &Taxonomy,
    ) -> Self {
        let indexes = members.indexes();
        let in_every_language = |number: u32| Lang::ALL.map(move |lang| (number, lang));
        let cities = before
            .filter(|(_, known, _)| {
                std::ptr::eq(*known, gazetteer) || names_of(known).eq(names_of(gazetteer))
            })
            .map(|(before, ..)| Arc::clone(&before.cities))
            .unwrap_or_else(|| Arc::new(Beginnings::new((0..).zip(names_of(gazetteer)))));
        let country_codes: Vec<Country> = indexes.country.keys().copied().collect();
        let countries = before
            .filter(|(before, ..)| before.country_codes == country_codes)
            .map(|(before, ..)| Arc::clone(&before.countries));
        let countries = countries.unwrap_or_else(|| {
            let numbered = (0..).zip(&country_codes);
            let named = numbered
                .flat_map(|(number, _)| in_every_language(number))
                .map(|(number, lang)| (number, country_codes[number as usize].name(lang)));
            Arc::new(Beginnings::new(named))
        });
        let types = taxonomy.types();
        let given: Vec<u32> = (0..)
            .zip(types)
            .filter(|(_, service)| indexes.service.contains_key(&service.code))
            .map(|(number, _)| number)
            .collect();
        let services = before
            .filter(|(before, _, known)| *known == taxonomy && before.given == given)
            .map(|(before, ..)| Arc::clone(&before.services));
        let services = services.unwrap_or_else(|| {
            let named = given
                .iter()
                .flat_map(|number| in_every_language(*number))
                .map(|(number, lang)| (number, types[number as usize].label(lang)));
            Arc::new(Beginnings::new(named))
        });
        Self {
            cities,
            countries,
            services,
            country_codes,
            given,
        }
    }

    /// What a query may mean, `most` of each kind.
    pub fn suggest<'a>(&self, query: &Query, sources: Sources<'a>, most: usize) -> Suggested<'a> {
        let typed = query.typed();
        let indexes = sources.members.indexes();
        let cities = sources.gazetteer.cities();
        let types = sources.taxonomy.types();
        let having = |members: Option<&Arc<RoaringBitmap>>| members.map_or(0, |it| it.len());
        let mut cities = self.cities.find(&typed, most, |number| {
            (cities[number].members.into(), &*cities[number])
        });
        let towns = towns_beginning(&typed, sources, most, &mut cities);
        let mut services = self.services.find(&typed, most, |number| {
            let service = &types[number];
            (having(indexes.service.get(&service.code)), service)
        });
        for number in sources.words.beginning_with(&typed) {
            let service = &types[number];
            let is_given = indexes.service.contains_key(&service.code);
            if services.len() < most && is_given && !services.contains(&service) {
                services.push(service);
            }
        }
        let mut languages = languages::beginning_with(&typed, &indexes.language);
        languages.truncate(most);
        Suggested {
            members: sources.texts.suggest(query, most),
            cities,
            towns,
            countries: self.countries.find(&typed, most, |number| {
                let code = self.country_codes[number];
                (having(indexes.country.get(&code)), code)
            }),
            services,
            languages,
        }
    }
}

fn names_of(gazetteer: &Gazetteer) -> impl Iterator<Item = &str> {
    gazetteer.cities().iter().map(|city| &*city.name)
}

/// The fewest letters that towns are suggested for: fewer begin the names of too many.
const FEWEST_LETTERS: usize = 3;

/// The towns one of whose names begins so; what is a city of the directory joins these.
fn towns_beginning<'a>(
    typed: &str,
    sources: Sources<'a>,
    most: usize,
    cities: &mut Vec<&'a City>,
) -> Vec<Town> {
    if typed.chars().count() < FEWEST_LETTERS {
        return Vec::new();
    }
    let wish = Wish {
        countries: &[],
        own: &sources.members.indexes().country,
    };
    let mut found = towns::called(typed);
    found.sort_by_cached_key(|town| wish.rank(*town));
    let enough = most + cities.len();
    // Names that begin with three letters may be those of thousands, and looking at one takes longer
    // than passing over it.
    let (mut at_home, mut abroad) = (Least::new(enough), Least::new(enough));
    towns::beginning_with(typed, |town| {
        if !at_home.takes(&(), &town) && !abroad.takes(&(), &town) || found.contains(&town) {
            return;
        }
        match town.country() {
            Some(country) if wish.own.contains_key(&country) => at_home.add((), town),
            _ => abroad.add((), town),
        }
    });
    found.extend(at_home.things().chain(abroad.things()));
    let mut others = Vec::new();
    for town in found.into_iter().take(enough) {
        match sources.gazetteer.place(town) {
            Place::City(city) if cities.len() < most && !cities.contains(&city) => {
                cities.push(city)
            }
            Place::Town(town) if others.len() < most => others.push(town),
            _ => {}
        }
    }
    others
}

/// Names in order of how they, and each of their words, begin.
#[derive(Debug, Default)]
struct Beginnings {
    entries: Vec<Beginning>,
    deletions: DeletionIndex,
}

/// A name from one of its words to its end, folded.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Beginning {
    text: Box<str>,
    /// Which of its words it begins with.
    word: u8,
    /// Whose name it is.
    number: u32,
}

impl Beginnings {
    fn new<'a>(names: impl Iterator<Item = (u32, &'a str)>) -> Self {
        let mut entries: Vec<Beginning> = Vec::new();
        for (number, name) in names {
            let terms: Vec<String> = words(name).into_iter().map(|word| word.term).collect();
            for word in 0..terms.len() {
                entries.push(Beginning {
                    text: terms[word..].join(" ").into(),
                    word: u8::try_from(word).unwrap_or(u8::MAX),
                    number,
                });
            }
        }
        entries.sort_unstable();
        entries.dedup();
        let deletions = DeletionIndex::new((0..).zip(entries.iter().map(|entry| &*entry.text)));
        Self { entries, deletions }
    }

    /// The first `most` whose name, or a word of it, begins as typed: whole names before beginnings
    /// before later words, what more members have before what fewer have. When there is none, those
    /// that are spelt nearly so. `thing` gives what has a number, and how many members have it.
    fn find<T>(&self, typed: &str, most: usize, thing: impl Fn(usize) -> (u64, T)) -> Vec<T> {
        let place = |entry: &Beginning| {
            let is_whole = *entry.text == *typed && entry.word == 0;
            let (members, _) = thing(entry.number as usize);
            (!is_whole, entry.word > 0, Reverse(members))
        };
        let mut best = Least::new(most);
        for entry in self.beginning_with(typed) {
            best.add(place(entry), entry.number);
        }
        if best.is_empty() && typed.chars().count() >= SHORTEST_MISSPELT {
            for suspect in self.deletions.suspects(typed) {
                let entry = &self.entries[suspect as usize];
                if strsim::osa_distance(&entry.text, typed) == 1 {
                    best.add(place(entry), entry.number);
                }
            }
        }
        let numbers = best.things();
        numbers.map(|number| thing(number as usize).1).collect()
    }

    fn beginning_with(&self, typed: &str) -> impl Iterator<Item = &Beginning> {
        let begin = self.entries.partition_point(|entry| *entry.text < *typed);
        self.entries[begin..]
            .iter()
            .take_while(move |entry| entry.text.starts_with(typed))
    }
}

/// The shortest name in which a mistake is forgiven.
const SHORTEST_MISSPELT: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_come_before_beginnings_before_later_words() {
        let names = ["Gentbrugge", "Sint Gent", "Gent", "Brugge", "Genk"];
        let beginnings = Beginnings::new((0..).zip(names));
        let find = |typed| -> Vec<&str> {
            beginnings.find(typed, 9, |number| (u64::from(number == 4), names[number]))
        };
        assert_eq!(find("gent"), ["Gent", "Gentbrugge", "Sint Gent"]);
        assert_eq!(find("gen"), ["Genk", "Gentbrugge", "Gent", "Sint Gent"]);
        assert_eq!(find("brugga"), ["Brugge"]);
        assert_eq!(find("xyz"), [""; 0]);
    }
}
