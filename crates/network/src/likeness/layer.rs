//! A layer of the index of duplicates: members that are known, by what others may share with them.
//!
//! Whatever there is many times is a number in a row of numbers: of very many members nobody could
//! keep a map of texts.

mod comparing;
mod pairs;

use std::{collections::HashMap, ops::Range};

use xxhash_rust::xxh3::xxh3_64;

use super::{Features, Name, is_abbreviation, lexicon::Lexicon, texts::Texts};
use crate::{country::Country, identifier::Identifier, ids::MemberId};

/// Members, found by what others may share with them.
#[derive(Debug, Default)]
pub(super) struct Layer {
    members: Vec<Known>,
    by_id: Vec<u32>,
    /// Of each member, empty where it has none.
    sites: Texts,
    /// Those that have one, by its hash.
    by_site: Vec<u32>,
    /// Of the first member, and so on.
    identifiers: Vec<(u32, Identifier)>,
    /// Those in their order.
    by_identifier: Vec<u32>,
    /// The names of the first member, and so on.
    names: Vec<KnownName>,
    /// The words of the first name in its order, and so on.
    words: Vec<u32>,
    lexicon: Lexicon,
    /// The names by a hash of their texts, in its order.
    by_text: Vec<(u32, u32)>,
    /// The names in such an order that those of one country with so many words are together: only
    /// these may be similar without being the same.
    places: Vec<u32>,
    /// Of each word, where its places begin in `of_words`.
    begins: Vec<u32>,
    /// The places of the names that have the first word, and so on; each in order.
    of_words: Vec<u32>,
}

#[derive(Debug)]
struct Known {
    id: MemberId,
    country: Country,
    first_name: u32,
}

#[derive(Debug)]
struct KnownName {
    member: u32,
    first_word: u32,
    letters: u32,
    is_main: bool,
}

/// Which names may be similar: of a country, with so many words.
type Group = (Country, usize);

impl Layer {
    /// Gets to know these members.
    pub(super) fn new(members: impl IntoIterator<Item = Features>) -> Self {
        let mut known = Self::default();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        for features in members {
            let member = known.members.len() as u32;
            known.members.push(Known {
                id: features.id,
                country: features.country,
                first_name: known.names.len() as u32,
            });
            known
                .sites
                .push(features.site.as_deref().unwrap_or_default());
            if features.site.is_some() {
                known.by_site.push(member);
            }
            let identifiers = features.identifiers.into_iter();
            known
                .identifiers
                .extend(identifiers.map(|one| (member, one)));
            for name in features.names {
                let number = known.names.len() as u32;
                known.by_text.push((hash(&name.text), number));
                known.names.push(KnownName {
                    member,
                    first_word: known.words.len() as u32,
                    letters: name.letters as u32,
                    is_main: name.is_main,
                });
                for word in name.words {
                    let next = numbers.len() as u32;
                    known.words.push(*numbers.entry(word).or_insert(next));
                }
            }
        }
        known.number_words(numbers);
        known.put_in_order();
        known
    }

    /// Numbers the words in the order of the alphabet instead of that of their coming.
    fn number_words(&mut self, numbers: HashMap<String, u32>) {
        let mut words: Vec<(String, u32)> = numbers.into_iter().collect();
        words.sort_unstable();
        let mut renumbered = vec![0; words.len()];
        for (number, (_, before)) in (0..).zip(&words) {
            renumbered[*before as usize] = number;
        }
        for word in &mut self.words {
            *word = renumbered[*word as usize];
        }
        self.lexicon = Lexicon::new(words.iter().map(|(word, _)| word.as_str()));
    }

    fn put_in_order(&mut self) {
        self.members.shrink_to_fit();
        self.sites.shrink();
        self.by_site.shrink_to_fit();
        self.names.shrink_to_fit();
        self.words.shrink_to_fit();
        self.by_text.shrink_to_fit();
        let members = 0..self.members.len() as u32;
        self.by_id = in_order(members, |member| self.id(*member));
        let sites = &self.sites;
        // The texts themselves would be compared for much longer.
        self.by_site.sort_by_cached_key(|member| {
            let site = sites.get(*member);
            (hash(site), site)
        });
        let identifiers = &self.identifiers;
        let numbers = 0..identifiers.len() as u32;
        self.by_identifier = in_order(numbers, |number| &identifiers[*number as usize].1);
        self.by_text.sort_unstable();
        let names = 0..self.names.len() as u32;
        self.places = in_order(names, |name| self.group(*name));
        self.place_words();
    }

    fn place_words(&mut self) {
        self.begins = vec![0; self.lexicon.len() as usize + 1];
        for word in &self.words {
            self.begins[*word as usize + 1] += 1;
        }
        let mut begin = 0;
        for one in &mut self.begins {
            begin += *one;
            *one = begin;
        }
        let mut next = self.begins.clone();
        let mut of_words = vec![0; self.words.len()];
        for (place, name) in (0..).zip(&self.places) {
            for word in self.words_of(*name) {
                let next = &mut next[*word as usize];
                of_words[*next as usize] = place;
                *next += 1;
            }
        }
        self.of_words = of_words;
    }

    /// How many members there are.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    pub(super) fn id(&self, member: u32) -> MemberId {
        self.members[member as usize].id
    }

    /// The number of the member with this identifier.
    pub(super) fn number(&self, id: MemberId) -> Option<u32> {
        let found = self
            .by_id
            .binary_search_by_key(&id, |number| self.id(*number));
        found.ok().map(|place| self.by_id[place])
    }

    /// What a member was made known by.
    pub(super) fn features(&self, member: u32) -> Features {
        let known = &self.members[member as usize];
        let site = self.sites.get(member);
        let first = self.identifiers.partition_point(|(of, _)| *of < member);
        let identifiers = self.identifiers[first..].iter();
        let identifiers = identifiers.take_while(|(of, _)| *of == member);
        Features {
            id: known.id,
            country: known.country,
            site: (!site.is_empty()).then(|| site.to_owned()),
            identifiers: identifiers.map(|(_, one)| one.clone()).collect(),
            names: self.names_of(member).map(|name| self.name(name)).collect(),
        }
    }

    fn names_of(&self, member: u32) -> Range<u32> {
        let next = self.members.get(member as usize + 1);
        let end = next.map_or(self.names.len() as u32, |next| next.first_name);
        self.members[member as usize].first_name..end
    }

    fn name(&self, name: u32) -> Name {
        let KnownName {
            letters, is_main, ..
        } = self.names[name as usize];
        let words = self.words_of(name).iter();
        let words: Vec<String> = words
            .map(|word| self.lexicon.word(*word).to_owned())
            .collect();
        Name {
            text: words.concat(),
            words,
            letters: letters as usize,
            is_main,
        }
    }

    fn words_of(&self, name: u32) -> &[u32] {
        let begin = |name: u32| {
            self.names
                .get(name as usize)
                .map(|name| name.first_word as usize)
        };
        &self.words[begin(name).unwrap_or_default()..begin(name + 1).unwrap_or(self.words.len())]
    }

    fn group(&self, name: u32) -> Group {
        let member = self.names[name as usize].member;
        (
            self.members[member as usize].country,
            self.words_of(name).len(),
        )
    }

    /// The text of the first name of a member; empty when it has none.
    pub(super) fn text(&self, member: u32) -> String {
        let first = self.names_of(member).next();
        first.map(|name| self.text_of(name)).unwrap_or_default()
    }

    fn text_of(&self, name: u32) -> String {
        let words = self.words_of(name).iter();
        words.map(|word| self.lexicon.word(*word)).collect()
    }

    /// The members with this website.
    pub(super) fn of_site(&self, site: &str) -> impl Iterator<Item = u32> {
        let known = |member: &u32| self.sites.get(*member);
        let asked = (hash(site), site);
        let first = self
            .by_site
            .partition_point(|member| (hash(known(member)), known(member)) < asked);
        let same = self.by_site[first..].iter();
        same.take_while(move |member| known(member) == site)
            .copied()
    }

    /// The members that are known elsewhere by this identifier.
    pub(super) fn identified(&self, by: &Identifier) -> impl Iterator<Item = u32> {
        let known = |number: &u32| &self.identifiers[*number as usize];
        let first = self
            .by_identifier
            .partition_point(|number| &known(number).1 < by);
        let same = self.by_identifier[first..].iter().map(known);
        same.take_while(move |(_, known)| known == by)
            .map(|(member, _)| *member)
    }
}

/// Numbers in the order of what is known by each.
fn in_order<K: Ord>(numbers: Range<u32>, key: impl FnMut(&u32) -> K) -> Vec<u32> {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_by_cached_key(key);
    numbers
}

fn hash(text: &str) -> u32 {
    xxh3_64(text.as_bytes()) as u32
}
