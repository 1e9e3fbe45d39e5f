//! The names of all members, ready to be compared with one.

use std::collections::HashMap;

use strsim::osa_distance;

use super::{
    compare::{Closeness, Name},
    forms::Forms,
    slips::{Slips, in_order, in_turn, is_spelt_by_letters, slips},
};
use crate::{
    search::{DeletionIndex, words},
    towns,
};
use network::{Country, PageLang, fold, site};
use publication::PublicMember;

/// The names of all members.
#[derive(Debug, Default)]
pub struct NameIndex {
    names: Vec<Entry>,
    /// The words that names have, by their text.
    words: HashMap<Box<str>, u32>,
    spelt: Vec<Box<str>>,
    /// Which names have each of the words.
    having: Vec<Vec<u32>>,
    deletions: DeletionIndex,
    by_text: HashMap<Box<str>, Vec<u32>>,
    /// Which names a member has, by its number.
    of_member: Vec<std::ops::Range<u32>>,
    /// Who has a website.
    by_site: HashMap<String, Vec<u32>>,
}

/// A name of a member.
#[derive(Debug)]
struct Entry {
    member: u32,
    words: Box<[u32]>,
    text: Box<str>,
    folded: Box<str>,
    is_main: bool,
    is_abbreviation: bool,
    forms: Forms,
    is_common: bool,
}

/// A name that is looked for, with its words as the index knows them.
pub struct Asked {
    name: Name,
    words: Vec<AskedWord>,
}

struct AskedWord {
    /// The word, where a name has it.
    exact: Option<u32>,
    /// The words that it may be, itself among them.
    alike: Vec<u32>,
    /// What it counts.
    weight: f64,
}

/// How many names are compared in full, about.
const MOST_COMPARED: usize = 3_000;

impl NameIndex {
    /// The names of members, in the order of their numbers.
    pub fn new<'a>(members: impl Iterator<Item = &'a PublicMember>) -> Self {
        let mut index = Self::default();
        for (number, member) in (0..).zip(members) {
            let begin = index.names.len() as u32;
            index.add(number, member);
            index.of_member.push(begin..index.names.len() as u32);
        }
        let spelt = index.spelt.iter().map(|word| &**word);
        index.deletions = DeletionIndex::new((0..).zip(spelt));
        index
    }

    fn add(&mut self, number: u32, member: &PublicMember) {
        self.add_name(number, &member.name, true, false);
        for other in &member.names {
            self.add_name(number, &other.name, false, false);
        }
        if let Some(acronym) = &member.acronym {
            self.add_name(number, acronym, false, true);
        }
        // Who is a company by one of its names is none of the foundations that are called like another.
        let begin = self.of_member.last().map_or(0, |before| before.end) as usize;
        let own = &mut self.names[begin..];
        let all = own
            .iter()
            .fold(Forms::default(), |all, name| all.with(name.forms));
        for name in own.iter_mut().filter(|name| name.forms.is_empty()) {
            name.forms = all;
        }
        if let Some(site) = member.website.as_ref().and_then(site) {
            self.by_site.entry(site).or_default().push(number);
        }
    }

    fn add_name(&mut self, member: u32, name: &str, is_main: bool, is_acronym: bool) {
        let name = Name::new(name);
        if name.words.is_empty() {
            return;
        }
        let number = self.names.len() as u32;
        let mut words: Vec<u32> = Vec::with_capacity(name.words.len());
        for word in &name.words {
            let word = self.word(word);
            if !words.contains(&word) {
                self.having[word as usize].push(number);
            }
            words.push(word);
        }
        let text: Box<str> = name.text.as_str().into();
        self.by_text.entry(text.clone()).or_default().push(number);
        self.names.push(Entry {
            member,
            words: words.into(),
            text,
            is_abbreviation: is_acronym || !is_main && name.is_abbreviation(),
            forms: name.forms,
            is_common: name.is_common,
            folded: name.folded.into(),
            is_main,
        });
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = self.spelt.len() as u32;
        self.words.insert(word.into(), number);
        self.spelt.push(word.into());
        self.having.push(Vec::new());
        number
    }

    /// Who has a website.
    pub fn of_site(&self, site: &str) -> &[u32] {
        self.by_site.get(site).map_or(&[], Vec::as_slice)
    }

    /// Looks the words of a name up.
    pub fn look_up(&self, name: Name) -> Asked {
        let word = |word: &String| AskedWord {
            exact: self.words.get(word.as_str()).copied(),
            alike: self.alike(word),
            weight: self.weight(word),
        };
        Asked {
            words: name.words.iter().map(word).collect(),
            name,
        }
    }

    /// Compares a name with those that are near it.
    pub fn compare_near(&self, asked: &Asked, mut each: impl FnMut(u32, Closeness)) {
        let mut near: Vec<u32> = Vec::new();
        near.extend(self.by_text.get(&*asked.name.text).into_iter().flatten());
        let mut lists: Vec<&[u32]> = asked.words.iter().map(|word| &*word.alike).collect();
        lists.retain(|list| !list.is_empty());
        lists.sort_by_cached_key(|list| self.count(list));
        let mut compared = 0;
        for list in lists {
            let count = self.count(list);
            // The rarest word is always looked at: whoever has the same name has it.
            if compared > 0 && compared + count > MOST_COMPARED {
                break;
            }
            compared += count;
            near.extend(list.iter().flat_map(|word| &self.having[*word as usize]));
        }
        near.sort_unstable();
        near.dedup();
        for number in near {
            let entry = &self.names[number as usize];
            each(entry.member, self.compare(asked, entry));
        }
    }

    /// How like a name is to those of one member.
    pub fn compare_with(&self, asked: &Asked, member: u32) -> Closeness {
        let names = self.of_member.get(member as usize).cloned();
        let names = names
            .unwrap_or_default()
            .map(|name| &self.names[name as usize]);
        names.fold(Closeness::None, |best, entry| {
            let closeness = self.compare(asked, entry);
            match closeness > best {
                true => closeness,
                false => best,
            }
        })
    }

    /// The words that a word may be: itself, and those that are it with one slip.
    fn alike(&self, word: &str) -> Vec<u32> {
        if !is_spelt_by_letters(word) {
            return self.words.get(word).copied().into_iter().collect();
        }
        let suspects = self.deletions.suspects(word).into_iter();
        suspects
            .filter(|suspect| osa_distance(&self.spelt[*suspect as usize], word) <= 1)
            .collect()
    }

    fn count(&self, list: &[u32]) -> usize {
        list.iter()
            .map(|word| self.having[*word as usize].len())
            .sum()
    }

    fn compare(&self, asked: &Asked, entry: &Entry) -> Closeness {
        let (name, is_main) = (&asked.name, entry.is_main);
        // One of them may be mistyped, so that nobody sees by it what it is.
        let is_common = name.is_common || entry.is_common;
        if name.aside.is_none() && *entry.folded == *name.folded {
            return match entry.is_abbreviation {
                true => Closeness::Alike(0.9),
                false if is_common => Closeness::Doubtful {
                    share: 0.0,
                    is_main,
                },
                false => Closeness::Same { is_main },
            };
        }
        let mut theirs: Vec<(usize, u32)> = entry.words.iter().copied().enumerate().collect();
        let mut mine: Vec<usize> = Vec::new();
        // Which word of theirs each of the words is.
        let mut places: Vec<usize> = vec![usize::MAX; asked.words.len()];
        for (number, word) in asked.words.iter().enumerate() {
            match theirs
                .iter()
                .position(|(_, their)| Some(*their) == word.exact)
            {
                Some(found) => places[number] = theirs.remove(found).0,
                None => mine.push(number),
            }
        }
        let same = match *entry.text == *name.text {
            true => Some(Slips {
                count: 0,
                is_sure: true,
            }),
            false => {
                let words = |number: &usize| name.words[*number].as_str();
                let spelt = |(place, word): &(usize, u32)| (*place, &*self.spelt[*word as usize]);
                slips(
                    name,
                    &mine.iter().map(words).collect::<Vec<_>>(),
                    theirs.iter().map(spelt).collect(),
                    |word| self.is_word(word),
                    |number, place| places[mine[number]] = place,
                )
            }
        };
        let Some(slips) = same else {
            let theirs = theirs.into_iter().map(|(_, word)| word).collect();
            return Closeness::Alike(self.shared(asked, &mine, theirs));
        };
        let share = slips.count as f64 / name.letters().max(1) as f64;
        in_turn(&mut places, &entry.words);
        let is_in_order = *entry.text == *name.text || in_order(&places, name.may_be_turned());
        let is_sure = slips.is_sure && is_in_order && entry.forms.fit(name.forms);
        match slips.count {
            _ if entry.is_abbreviation || !self.fits_aside(name, entry.member) => {
                Closeness::Alike(0.9)
            }
            _ if !is_sure || is_common => Closeness::Doubtful { share, is_main },
            0 => Closeness::SameWords { is_main },
            _ => Closeness::Misspelt { share, is_main },
        }
    }

    /// Whether what stands in brackets behind a name is another name of the member.
    fn fits_aside(&self, asked: &Name, member: u32) -> bool {
        let Some(aside) = &asked.aside else {
            return true;
        };
        let names = self.of_member.get(member as usize).cloned();
        let mut names = names.unwrap_or_default();
        names.any(|name| *self.names[name as usize].folded == **aside)
    }

    /// Whether a word stands for itself: it is one of a name, or a town is called so.
    fn is_word(&self, word: &str) -> bool {
        self.words.contains_key(word) || !towns::called(&towns::key(word)).is_empty()
    }

    /// How much two names share, of which these words are not in both as they are: the rarer a word,
    /// the more it counts.
    fn shared(&self, asked: &Asked, mine: &[usize], mut theirs: Vec<u32>) -> f64 {
        let all: f64 = asked.words.iter().map(|word| word.weight).sum();
        let mut alone = 0.0;
        for word in mine.iter().map(|place| &asked.words[*place]) {
            match theirs.iter().position(|their| word.alike.contains(their)) {
                Some(place) => {
                    theirs.swap_remove(place);
                }
                None => alone += word.weight,
            }
        }
        let others: f64 = theirs
            .iter()
            .map(|word| self.rarity(self.having[*word as usize].len()))
            .sum();
        let shared = all - alone;
        match shared > 0.0 {
            true => (2.0 * shared / (2.0 * shared + alone + others)).min(0.99),
            false => 0.0,
        }
    }

    fn weight(&self, word: &str) -> f64 {
        let number = self.words.get(word);
        self.rarity(number.map_or(1, |number| self.having[*number as usize].len()))
    }

    /// What a word counts that so many names have.
    fn rarity(&self, having: usize) -> f64 {
        (1.0 + self.names.len() as f64 / having.max(1) as f64).ln()
    }
}

/// The countries that a text names, by a code or a name of any language.
pub fn country(text: &str) -> Option<Country> {
    let text = text.trim();
    Country::parse(text)
        .ok()
        .or_else(|| Country::called(text))
        .or_else(|| {
            let folded = fold(text);
            Country::all().find(|country| {
                let mut langs = PageLang::ALL.into_iter();
                langs.any(|lang| fold(country.name(lang)) == folded)
            })
        })
}

/// What a city is compared by.
pub fn city_key(city: &str) -> String {
    let terms: Vec<String> = words(city).into_iter().map(|word| word.term).collect();
    terms.join(" ")
}
