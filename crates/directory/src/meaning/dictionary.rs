//! Words and phrases with what they mean, found as they are, by the forms of their words, and
//! misspelt. It is packed as the search's own dictionary is.

use std::collections::{BTreeMap, BTreeSet};

use fst::{Automaton, IntoStreamer, Map, Streamer, automaton::Str};

use super::forms::{self, LANGUAGES};
use crate::search::{Mistakes, ONE_MISTAKE, TWO_MISTAKES, words};

/// What a word or a phrase means in some languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// The number of its meaning.
    pub meaning: u16,
    /// The languages in which it means that, a bit each in the order of [`LANGUAGES`]; the bit
    /// after them stands for all others.
    pub languages: u32,
}

/// The bit of a language.
pub fn bit(language: &str) -> u32 {
    1 << forms::number(language).unwrap_or(LANGUAGES.len())
}

/// Words and phrases, each with its senses.
#[derive(Debug)]
pub struct Dictionary {
    /// By the words, folded, a space between them.
    exact: Map<Vec<u8>>,
    /// By the letter of a language, and the stems of the words in it.
    forms: Map<Vec<u8>>,
    /// Every word of every phrase.
    vocabulary: Map<Vec<u8>>,
    /// Runs of senses; a value of the maps says where one begins and how long it is.
    senses: Vec<Sense>,
    /// How many words the longest has.
    pub longest: usize,
}

impl Dictionary {
    /// A dictionary of texts in languages with their meanings.
    pub fn new<'a>(entries: impl Iterator<Item = (&'a str, &'a str, u16)>) -> Self {
        let mut exact: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
        let mut by_form: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
        let mut vocabulary = BTreeSet::new();
        let mut longest = 0;
        for (text, language, meaning) in entries {
            let sense = Sense {
                meaning,
                languages: bit(language),
            };
            // A joiner is written, left out, or a space.
            for text in [text.to_owned(), text.replace('\u{200C}', " ")] {
                let terms: Vec<String> = words(&text).into_iter().map(|word| word.term).collect();
                longest = longest.max(terms.len());
                add(exact.entry(terms.join(" ")).or_default(), sense);
                if let Some(number) = forms::number(language)
                    && let Some(key) = form_key(&terms, number)
                {
                    add(by_form.entry(key).or_default(), sense);
                }
                vocabulary.extend(terms);
            }
        }
        let mut senses = Vec::new();
        let exact = packed(exact, &mut senses);
        let forms = packed(by_form, &mut senses);
        Self {
            exact,
            forms,
            vocabulary: map(vocabulary.into_iter().zip(0..)),
            senses,
            longest,
        }
    }

    /// What words mean as they are; they are given with a space between them.
    pub fn exact(&self, key: &str) -> &[Sense] {
        self.run(self.exact.get(key))
    }

    /// What words mean that have these stems in a language.
    pub fn form(&self, key: &str) -> &[Sense] {
        self.run(self.forms.get(key))
    }

    /// Whether a word is one of any phrase.
    pub fn has_word(&self, word: &str) -> bool {
        self.vocabulary.contains_key(word)
    }

    /// The words like one with a mistake in it, or two if it is long, that begin with its letter.
    pub fn like(&self, word: &str) -> Vec<String> {
        let letters = word.chars().count();
        let automaton = match letters {
            0..4 => return Vec::new(),
            4..8 => Mistakes(ONE_MISTAKE.build_dfa(word)),
            _ => Mistakes(TWO_MISTAKES.build_dfa(word)),
        };
        let first: String = word.chars().take(1).collect();
        let beginning = Str::new(&first).starts_with();
        let mut stream = self
            .vocabulary
            .search(automaton.intersection(beginning))
            .into_stream();
        let mut like = Vec::new();
        while let Some((found, _)) = stream.next() {
            if let Ok(found) = str::from_utf8(found) {
                like.push((strsim::osa_distance(found, word), found.to_owned()));
            }
        }
        // The nearest ones alone: whoever is two letters off is not meant where one is.
        like.sort();
        let nearest = like.first().map_or(0, |(distance, _)| *distance);
        like.retain(|(distance, found)| {
            let least = if *distance > 1 { 8 } else { 4 };
            *distance == nearest && found.chars().count() + 1 >= least
        });
        like.into_iter()
            .map(|(_, found)| found)
            .take(MOST_LIKE)
            .collect()
    }

    /// The keys that begin so, with their senses.
    pub fn beginning_with(&self, key: &str) -> Vec<(String, &[Sense])> {
        let mut stream = self.exact.search(Str::new(key).starts_with()).into_stream();
        let mut found = Vec::new();
        while let Some((key, value)) = stream.next() {
            if let Ok(key) = str::from_utf8(key) {
                found.push((key.to_owned(), self.run(Some(value))));
            }
        }
        found
    }

    fn run(&self, value: Option<u64>) -> &[Sense] {
        let Some(value) = value else { return &[] };
        let (begin, length) = ((value >> 8) as usize, (value & 0xFF) as usize);
        self.senses.get(begin..begin + length).unwrap_or_default()
    }
}

/// How many words one that is misspelt may be.
const MOST_LIKE: usize = 6;

/// The key of words by their stems in a language; nothing where it is not written so.
pub fn form_key(terms: &[String], language: usize) -> Option<String> {
    let stems: Option<Vec<String>> = terms
        .iter()
        .map(|term| forms::stem(term, language))
        .collect();
    Some(join_stems(language, &stems?))
}

/// The key of stems in a language.
pub fn join_stems(language: usize, stems: &[String]) -> String {
    let letter = char::from(b'A' + language as u8);
    format!("{letter}{}", stems.join(" "))
}

fn add(senses: &mut Vec<Sense>, sense: Sense) {
    match senses
        .iter_mut()
        .find(|known| known.meaning == sense.meaning)
    {
        Some(known) => known.languages |= sense.languages,
        None => senses.push(sense),
    }
}

fn packed(entries: BTreeMap<String, Vec<Sense>>, senses: &mut Vec<Sense>) -> Map<Vec<u8>> {
    let entries = entries.into_iter().filter(|(key, _)| !key.is_empty());
    map(entries.map(|(key, run)| {
        let value = (senses.len() as u64) << 8 | run.len().min(0xFF) as u64;
        senses.extend(run);
        (key, value)
    }))
}

/// A map of keys in their order, each once; so it cannot fail, and would be empty if it did.
fn map(entries: impl Iterator<Item = (String, u64)>) -> Map<Vec<u8>> {
    Map::from_iter(entries).unwrap_or_default()
}
