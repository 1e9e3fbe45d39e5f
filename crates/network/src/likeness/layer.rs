//! A layer of the index of duplicates: members that are known, by what others may share with them.

use std::{borrow::Cow, collections::HashMap, sync::OnceLock};

use xxhash_rust::xxh3::xxh3_64;

use super::{Features, Name, words::for_each_likeness};
use crate::{country::Country, identifier::Identifier, ids::MemberId};

/// Members, found by what others may share with them.
#[derive(Debug, Default)]
pub(super) struct Layer {
    members: Vec<Features>,
    by_id: HashMap<MemberId, usize>,
    by_site: HashMap<String, Vec<usize>>,
    by_identifier: HashMap<Identifier, Vec<usize>>,
    by_text: HashMap<(Country, String), Vec<usize>>,
    words: HashMap<String, usize>,
    /// The words by each of their deletions' hashes, in order of the hash.
    deletions: Vec<(u64, usize)>,
    /// Of each word, where those begin in that order that it has in common with another.
    shared: Vec<Vec<usize>>,
    /// The words that each word may be a misspelling of, where that was asked.
    alike: Vec<OnceLock<Vec<usize>>>,
    by_word: HashMap<Place, Vec<usize>>,
}

/// Where a word stands: its number, the country, and how many words the name has.
type Place = (usize, Country, usize);

impl Layer {
    /// Gets to know these members.
    pub(super) fn new(members: impl IntoIterator<Item = Features>) -> Self {
        let mut known = Self {
            members: members.into_iter().collect(),
            ..Self::default()
        };
        for (number, member) in known.members.iter().enumerate() {
            known.by_id.insert(member.id, number);
            if let Some(site) = &member.site {
                known.by_site.entry(site.clone()).or_default().push(number);
            }
            for identifier in &member.identifiers {
                let known = known.by_identifier.entry(identifier.clone());
                known.or_default().push(number);
            }
            for name in &member.names {
                let text = (member.country, name.text.clone());
                known.by_text.entry(text).or_default().push(number);
                for word in &name.words {
                    let next = known.words.len();
                    let word = match known.words.get(word) {
                        Some(word) => *word,
                        None => *known.words.entry(word.clone()).or_insert(next),
                    };
                    let place = (word, member.country, name.words.len());
                    known.by_word.entry(place).or_default().push(number);
                }
            }
        }
        for (word, number) in &known.words {
            for_each_likeness(word, |remainder| {
                known
                    .deletions
                    .push((xxh3_64(remainder.as_bytes()), *number));
            });
        }
        known.deletions.sort_unstable();
        known.shared = vec![Vec::new(); known.words.len()];
        let mut begin = 0;
        // Most have nothing in common with any other, and need not be looked up.
        for same in known
            .deletions
            .chunk_by(|(one, _), (other, _)| one == other)
        {
            if same.len() > 1 {
                same.iter()
                    .for_each(|(_, word)| known.shared[*word].push(begin));
            }
            begin += same.len();
        }
        known.alike = known.words.iter().map(|_| OnceLock::new()).collect();
        known
    }

    /// All members.
    pub(super) fn members(&self) -> &[Features] {
        &self.members
    }

    /// The member with this identifier.
    pub(super) fn member(&self, id: MemberId) -> Option<&Features> {
        self.by_id.get(&id).map(|number| &self.members[*number])
    }

    /// The members with this website.
    pub(super) fn of_site(&self, site: &str) -> impl Iterator<Item = &Features> {
        self.these(self.by_site.get(site))
    }

    /// The members that are known elsewhere by this identifier.
    pub(super) fn identified(&self, by: &Identifier) -> impl Iterator<Item = &Features> {
        self.these(self.by_identifier.get(by))
    }

    /// All that may have a similar name, and some that have not.
    pub(super) fn perhaps_named(&self, asked: &Features) -> impl Iterator<Item = &Features> {
        let mut near: Vec<usize> = Vec::new();
        for name in &asked.names {
            near.extend(self.of_text(asked.country, name));
            near.extend(self.of_rarest_word(asked.country, name));
        }
        sorted(near.into_iter())
            .into_iter()
            .map(|number| &self.members[number])
    }

    fn these(&self, numbers: Option<&Vec<usize>>) -> impl Iterator<Item = &Features> {
        let numbers = numbers.map_or(&[][..], Vec::as_slice).iter();
        numbers.map(|number| &self.members[*number])
    }

    fn of_text(&self, country: Country, name: &Name) -> impl Iterator<Item = usize> {
        self.by_text
            .get(&(country, name.text.clone()))
            .into_iter()
            .flatten()
            .copied()
    }

    /// The members that have the rarest word of this name, or a misspelling of it, in a name of as
    /// many words. Whoever has a similar name is among them.
    fn of_rarest_word(&self, country: Country, name: &Name) -> impl Iterator<Item = usize> {
        name.words
            .iter()
            .map(|word| self.of_word(word, country, name.words.len()))
            .min_by_key(|lists| lists.iter().map(|list| list.len()).sum::<usize>())
            .into_iter()
            .flatten()
            .flatten()
            .copied()
    }

    fn of_word(&self, word: &str, country: Country, words: usize) -> Vec<&Vec<usize>> {
        let alike = match self.words.get(word) {
            Some(number) => {
                let alike = &self.alike[*number];
                Cow::Borrowed(alike.get_or_init(|| self.alike_known(*number)))
            }
            None => Cow::Owned(self.alike(word)),
        };
        let places = alike.iter().map(|number| (*number, country, words));
        places
            .filter_map(|place| self.by_word.get(&place))
            .collect()
    }

    /// The numbers of the words that a known word may be a misspelling of, itself among them.
    fn alike_known(&self, word: usize) -> Vec<usize> {
        let shared = self.shared[word].iter();
        sorted(shared.flat_map(|first| self.from(*first)).chain([word]))
    }

    /// The numbers of the words that a word may be a misspelling of.
    fn alike(&self, word: &str) -> Vec<usize> {
        let mut like = Vec::new();
        for_each_likeness(word, |remainder| {
            let hash = xxh3_64(remainder.as_bytes());
            let first = self.deletions.partition_point(|(known, _)| *known < hash);
            let is_met = self
                .deletions
                .get(first)
                .is_some_and(|(known, _)| *known == hash);
            like.extend(is_met.then(|| self.from(first)).into_iter().flatten());
        });
        sorted(like.into_iter())
    }

    /// The words that have the deletion in common which stands there, from the first of them on.
    fn from(&self, first: usize) -> impl Iterator<Item = usize> {
        let same = self.deletions[first..]
            .chunk_by(|(one, _), (other, _)| one == other)
            .next();
        same.into_iter().flatten().map(|(_, word)| *word)
    }
}

/// Numbers in their order, each once.
fn sorted(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut sorted: Vec<usize> = numbers.collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
}
