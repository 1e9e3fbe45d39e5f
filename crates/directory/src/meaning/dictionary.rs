//! Words and phrases with what they mean, found as they are, by the forms of their words, and
//! misspelt. It is packed as the search's own dictionary is.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use fst::{
    Automaton, IntoStreamer, Streamer,
    automaton::Str,
    raw::{CompiledAddr, Fst, Output},
};

use super::forms::{self, LANGUAGES};
use crate::{
    packed::{self, Packed},
    search::{Mistakes, ONE_MISTAKE, TWO_MISTAKES, words},
};

/// What a word or a phrase means in some languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// The number of its meaning.
    pub meaning: u16,
    /// The languages in which it means that, a bit each in the order of [`LANGUAGES`]; the bit
    /// after them stands for all others.
    pub languages: u32,
}

impl Sense {
    /// How many bytes it takes.
    const LENGTH: usize = 6;

    fn read(bytes: &[u8]) -> Self {
        Self {
            meaning: u16::from_le_bytes([bytes[0], bytes[1]]),
            languages: packed::word(bytes, 2).unwrap_or_default(),
        }
    }
}

/// The bit of a language.
pub fn bit(language: &str) -> u32 {
    1 << forms::number(language).unwrap_or(LANGUAGES.len())
}

/// Words and phrases, each with its senses.
#[derive(Debug)]
pub struct Dictionary {
    /// By the words, folded, a space between them.
    exact: Packed,
    /// By the letter of a language, and the stems of the words in it.
    forms: Packed,
    /// Every word of every phrase.
    vocabulary: Packed,
    /// Runs of senses; a value of the dictionaries says where one begins and how long it is.
    senses: Cow<'static, [u8]>,
}

impl Dictionary {
    /// A dictionary of texts in languages with their meanings.
    pub fn new<'a>(
        entries: impl Iterator<Item = (&'a str, &'a str, u16)>,
    ) -> Result<Self, fst::Error> {
        let mut exact: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
        let mut by_form: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
        let mut vocabulary = BTreeSet::new();
        for (text, language, meaning) in entries {
            let sense = Sense {
                meaning,
                languages: bit(language),
            };
            // A joiner is written, left out, or a space.
            for text in [text.to_owned(), text.replace('\u{200C}', " ")] {
                let terms: Vec<String> = words(&text).into_iter().map(|word| word.term).collect();
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
        Ok(Self {
            exact: with_senses(exact, &mut senses)?,
            forms: with_senses(by_form, &mut senses)?,
            vocabulary: packed::made(vocabulary.into_iter().map(|word| (word, 0)))?,
            senses: senses.into(),
        })
    }

    /// A dictionary as it lies in a file: the [`parts`](Self::parts) of one that was made.
    pub fn read(parts: [&'static [u8]; 4]) -> Option<Self> {
        let [exact, forms, vocabulary, senses] = parts;
        Some(Self {
            exact: packed::dictionary(exact)?,
            forms: packed::dictionary(forms)?,
            vocabulary: packed::dictionary(vocabulary)?,
            senses: senses.into(),
        })
    }

    /// What a file keeps of it.
    #[cfg(test)]
    pub fn parts(&self) -> [&[u8]; 4] {
        let dictionaries = [&self.exact, &self.forms, &self.vocabulary];
        let [exact, forms, vocabulary] = dictionaries.map(|packed| packed.as_fst().as_bytes());
        [exact, forms, vocabulary, &self.senses]
    }

    /// Gives what runs of words mean that begin with the first of them: how many words it takes, and
    /// the sense. Each word is given by the ways in which it may be read.
    pub fn said<'w, S: AsRef<str> + 'w>(
        &self,
        words: impl Iterator<Item = &'w [S]>,
        each: impl FnMut(usize, Sense),
    ) {
        self.runs(Place::start(&self.exact), words, each);
    }

    /// The same of words by their stems in a language.
    pub fn formed<'w, S: AsRef<str> + 'w>(
        &self,
        language: usize,
        stems: impl Iterator<Item = &'w [S]>,
        each: impl FnMut(usize, Sense),
    ) {
        let letter = Place::start(&self.forms).after(&[letter(language)]);
        if let Some(letter) = letter {
            self.runs(letter, stems, each);
        }
    }

    fn runs<'w, S: AsRef<str> + 'w>(
        &self,
        start: Place<'_>,
        words: impl Iterator<Item = &'w [S]>,
        mut each: impl FnMut(usize, Sense),
    ) {
        let mut places = vec![start];
        for (number, ways) in words.enumerate() {
            places = places
                .iter()
                .filter_map(|place| {
                    if number == 0 {
                        Some(*place)
                    } else {
                        place.after(b" ")
                    }
                })
                .flat_map(|place| {
                    let ways = ways.iter();
                    ways.filter_map(move |way| place.after(way.as_ref().as_bytes()))
                })
                .collect();
            if places.is_empty() {
                return;
            }
            for place in &places {
                for sense in self.senses(place.value()) {
                    each(number + 1, sense);
                }
            }
        }
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

    /// Gives the keys that begin so, each with a sense of it.
    pub fn beginning_with(&self, key: &str, mut each: impl FnMut(&[u8], Sense)) {
        packed::beginning_with(&self.exact, key, |key, value| {
            for sense in self.senses(Some(value)) {
                each(key, sense);
            }
        });
    }

    fn senses(&self, value: Option<u64>) -> impl Iterator<Item = Sense> {
        let run = value.and_then(|value| {
            let begin = (value >> 8) as usize * Sense::LENGTH;
            let length = (value & 0xFF) as usize * Sense::LENGTH;
            self.senses.get(begin..begin + length)
        });
        let run = run.unwrap_or_default();
        run.chunks_exact(Sense::LENGTH).map(Sense::read)
    }
}

/// A place in a packed dictionary, so many letters from its start.
#[derive(Clone, Copy)]
struct Place<'a> {
    of: &'a Fst<Cow<'static, [u8]>>,
    at: CompiledAddr,
    output: Output,
}

impl<'a> Place<'a> {
    fn start(of: &'a Packed) -> Self {
        let of = of.as_fst();
        Self {
            of,
            at: of.root().addr(),
            output: Output::zero(),
        }
    }

    /// The place after some more letters; nothing where no key goes on so.
    fn after(mut self, letters: &[u8]) -> Option<Self> {
        for letter in letters {
            let node = self.of.node(self.at);
            let next = node.transition(node.find_input(*letter)?);
            self.at = next.addr;
            self.output = self.output.cat(next.out);
        }
        Some(self)
    }

    /// The value of the key that ends here.
    fn value(self) -> Option<u64> {
        let node = self.of.node(self.at);
        let whole = self.output.cat(node.final_output());
        node.is_final().then(|| whole.value())
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
    Some(key_of(language, &stems?.join(" ")))
}

/// The key of stems in a language, a space between them.
pub fn key_of(language: usize, stems: &str) -> String {
    format!("{}{stems}", char::from(letter(language)))
}

/// What the keys of forms in a language begin with.
fn letter(language: usize) -> u8 {
    b'A' + language as u8
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

fn with_senses(
    entries: BTreeMap<String, Vec<Sense>>,
    senses: &mut Vec<u8>,
) -> Result<Packed, fst::Error> {
    let entries = entries.into_iter().filter(|(key, _)| !key.is_empty());
    packed::made(entries.map(|(key, run)| {
        let begin = (senses.len() / Sense::LENGTH) as u64;
        let run = &run[..run.len().min(0xFF)];
        for sense in run {
            senses.extend(sense.meaning.to_le_bytes());
            senses.extend(sense.languages.to_le_bytes());
        }
        (key, begin << 8 | run.len() as u64)
    }))
}
