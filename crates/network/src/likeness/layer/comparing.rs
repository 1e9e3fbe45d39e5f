//! Comparing names with those of a layer.
//!
//! Nobody is compared with everybody: who has a similar name has its rarest word, or a misspelling
//! of it, among the names of as many words in the country.

use std::{borrow::Cow, ops::Range};

use super::{Layer, hash, is_abbreviation};
use crate::likeness::Features;

/// Of so many letters one may be mistyped.
const LETTERS_PER_SLIP: usize = 8;

/// A name that others are compared with.
pub(super) struct Asked<'a> {
    pub(super) words: Vec<AskedWord<'a>>,
    pub(super) letters: usize,
    pub(super) is_main: bool,
}

/// A word by its number, unless no name has it, and those that it may be a misspelling of.
pub(super) struct AskedWord<'a> {
    pub(super) number: Option<u32>,
    pub(super) misspelt: Cow<'a, [u32]>,
}

impl AskedWord<'_> {
    /// All that a similar name may have in its place.
    fn alike(&self) -> impl Iterator<Item = u32> {
        self.number.into_iter().chain(self.misspelt.iter().copied())
    }
}

impl Layer {
    /// The members that have a similar name in the same country, and how alike the nearest are.
    pub(in crate::likeness) fn similar(&self, asked: &Features) -> Vec<(u32, f64)> {
        let mut found = Vec::new();
        for name in &asked.names {
            let hash = hash(&name.text);
            let first = self.by_text.partition_point(|(known, _)| *known < hash);
            let same = self.by_text[first..]
                .iter()
                .take_while(|(known, _)| *known == hash);
            for (_, known) in same {
                if self.group(*known).0 == asked.country
                    && !self.says_little(*known, name.is_main, name.is_abbreviation())
                    && self.text_of(*known) == name.text
                {
                    found.push((self.names[*known as usize].member, 1.0));
                }
            }
            let words = name.words.iter().map(|word| AskedWord {
                number: self.lexicon.number(word),
                misspelt: Cow::Owned(self.lexicon.misspelt(word)),
            });
            let words = Asked {
                words: words.collect(),
                letters: name.letters,
                is_main: name.is_main,
            };
            let group = (asked.country, name.words.len());
            let begin = self
                .places
                .partition_point(|name| self.group(*name) < group);
            let end = self
                .places
                .partition_point(|name| self.group(*name) <= group);
            let places = begin as u32..end as u32;
            for known in self.perhaps_similar(&words, |word| self.within(&places, word)) {
                if let Some(likeness) = self.likeness(&words, known) {
                    found.push((self.names[known as usize].member, likeness));
                }
            }
        }
        found.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
        found.dedup_by_key(|(member, _)| *member);
        found
    }

    /// Whether two names are too short to say anything, unless one is the main one of its member.
    pub(super) fn says_little(&self, known: u32, is_main: bool, is_abbreviated: bool) -> bool {
        !is_main
            && !self.names[known as usize].is_main
            && (is_abbreviated || self.is_abbreviated(known))
    }

    pub(super) fn is_abbreviated(&self, name: u32) -> bool {
        let letters = self.names[name as usize].letters as usize;
        is_abbreviation(self.words_of(name).len(), letters)
    }

    /// The names that have a name's rarest word, or what may be a misspelling of it: whoever has a
    /// similar one is among them. `of_word` gives the places of those that have a word.
    pub(super) fn perhaps_similar<'k>(
        &'k self,
        asked: &Asked<'_>,
        of_word: impl Fn(u32) -> &'k [u32] + Copy,
    ) -> impl Iterator<Item = u32> {
        let rarity =
            |word: &&AskedWord<'_>| word.alike().map(|one| of_word(one).len()).sum::<usize>();
        let rarest = asked.words.iter().min_by_key(rarity);
        let places = rarest
            .into_iter()
            .flat_map(AskedWord::alike)
            .flat_map(of_word);
        places.map(|place| self.places[*place as usize])
    }

    /// Those of some places that have a word.
    fn within(&self, places: &Range<u32>, word: u32) -> &[u32] {
        let (begin, end) = (self.begins[word as usize], self.begins[word as usize + 1]);
        let all = &self.of_words[begin as usize..end as usize];
        let all = &all[all.partition_point(|place| *place < places.start)..];
        &all[..all.partition_point(|place| *place < places.end)]
    }

    /// How alike two names of as many words are; nothing when they are different.
    pub(super) fn likeness(&self, asked: &Asked<'_>, known: u32) -> Option<f64> {
        let is_abbreviated = is_abbreviation(asked.words.len(), asked.letters);
        if self.says_little(known, asked.is_main, is_abbreviated) {
            return None;
        }
        let letters = asked
            .letters
            .max(self.names[known as usize].letters as usize);
        let most_slips = (letters + 1) / LETTERS_PER_SLIP;
        let mut theirs = self.words_of(known).to_vec();
        let mut mine = Vec::new();
        for word in &asked.words {
            match theirs.iter().position(|their| Some(*their) == word.number) {
                Some(place) => {
                    theirs.swap_remove(place);
                }
                None if mine.len() == most_slips => return None,
                None => mine.push(word),
            }
        }
        are_misspellings(&mine, &theirs).then(|| 1.0 - mine.len() as f64 / letters as f64)
    }
}

/// Whether each word is the misspelling of a word of its own on the other side.
fn are_misspellings(mine: &[&AskedWord<'_>], theirs: &[u32]) -> bool {
    let Some((word, rest)) = mine.split_first() else {
        return theirs.is_empty();
    };
    (0..theirs.len()).any(|number| {
        word.misspelt.contains(&theirs[number]) && {
            let mut others = theirs.to_vec();
            others.remove(number);
            are_misspellings(rest, &others)
        }
    })
}
