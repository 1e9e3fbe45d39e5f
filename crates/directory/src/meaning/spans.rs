//! Runs of words of a query that mean something.

use std::ops::Range;

use super::{
    Meanings,
    dictionary::{Sense, bit, join_stems},
    forms::{self, LANGUAGES},
    languages::NAMES,
    needs::{HINTS, NEEDS, SHIPPED},
};
use crate::search::{Depth, Manner, Query, UnderstoodKind, is_unspaced, says_little};
use network::{Country, LanguageTag, Point};

/// What a run of words means.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A need of those that ship, by number.
    Need(u16),
    /// A service type, by number, in the network's own words.
    Service(usize),
    /// A city of the directory: its name folded, as it is called there, and its middle.
    City(Box<str>, Box<str>, Option<Point>),
    /// A country that a member works in.
    Country(Country),
    /// A language.
    Language(LanguageTag),
}

impl Meaning {
    /// What kind it is.
    pub fn kind(&self) -> UnderstoodKind {
        match self {
            Self::Need(_) | Self::Service(_) => UnderstoodKind::Need,
            Self::City(..) | Self::Country(_) => UnderstoodKind::Place,
            Self::Language(_) => UnderstoodKind::Language,
        }
    }
}

/// How surely words mean it; the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sureness {
    AsWritten,
    Form,
    Misspelt,
    Part,
    Hint,
}

/// A run of words that means something.
#[derive(Debug, Clone)]
pub struct Span {
    /// Its words.
    pub words: Range<usize>,
    /// What it means.
    pub meaning: Meaning,
    sureness: Sureness,
    letters: usize,
    /// How well the language of the words fits the reader's, less being better.
    strangeness: u8,
}

impl Span {
    /// Its words, a bit each.
    pub fn mask(&self) -> u64 {
        self.words.clone().fold(0, |mask, word| mask | 1 << word)
    }
}

/// The most words of a name of a place.
const LONGEST_PLACE: usize = 4;
/// The fewest letters of a name of a country or a city that is understood.
const SHORTEST_PLACE: usize = 3;
/// The fewest letters of the name of a language in which nobody works.
const SHORTEST_UNKNOWN: usize = 4;
/// The shortest word that is understood as a part of a longer one, and the shortest rest.
const SHORTEST_PART: usize = 5;
const SHORTEST_REST: usize = 3;
/// The most ways of reading misspelt words.
const MOST_READINGS: usize = 48;

/// In how many phrases for needs the words of a hint must be said: those of a few are any words.
const FEWEST_PHRASES: usize = 3;
/// The fewest letters of a misspelt word that is understood in the reader's language, and in any.
const SHORTEST_MISSPELT: usize = 4;
const SHORTEST_FOREIGN: usize = 6;
/// The same of the name of a language, which are like many other words.
const SHORTEST_LANGUAGE: usize = 6;
const SHORTEST_FOREIGN_LANGUAGE: usize = 7;

/// What words of a query hint at.
struct Vote {
    service: &'static str,
    need: u16,
    words: Range<usize>,
    letters: usize,
    phrases: usize,
}

/// The search for runs of words that mean something.
pub struct Spans<'a> {
    meanings: &'a Meanings<'a>,
    query: &'a Query,
    reader: u32,
    /// The stems of each word in each language.
    stems: Vec<[Option<String>; LANGUAGES.len()]>,
    found: Vec<Span>,
}

/// The words that no need, language or place is called by as they are, a bit each.
pub fn strange(meanings: &Meanings<'_>, query: &Query) -> u64 {
    let mut strange = 0;
    for (number, word) in query.words.iter().enumerate() {
        let dictionaries = [&meanings.own.words, &*SHIPPED, &NAMES.words];
        let is_known = word.optional
            || dictionaries.iter().any(|words| words.has_word(&word.term))
            || meanings.gazetteer.own_city(&word.term).is_some()
            || Country::called(&word.term).is_some();
        if !is_known {
            strange |= 1 << number;
        }
    }
    strange
}

impl<'a> Spans<'a> {
    /// The runs that mean something, none within another one, in no order.
    pub fn of(meanings: &'a Meanings<'a>, query: &'a Query, depth: Depth) -> Vec<Span> {
        let stems = query
            .words
            .iter()
            .map(|word| std::array::from_fn(|language| forms::stem(&word.term, language)));
        let mut spans = Self {
            stems: stems.collect(),
            meanings,
            query,
            reader: bit(meanings.reader.primary()),
            found: Vec::new(),
        };
        spans.said();
        let mut chosen = spans.choose(Vec::new());
        if depth == Depth::Guessed {
            let claimed = chosen.iter().fold(0, |mask, span| mask | span.mask());
            spans.guessed(claimed);
            chosen = spans.choose(chosen);
            // Who names a language asks for it, and not for what goes with the word.
            let is_clear = |span: &Span| span.meaning.kind() != UnderstoodKind::Place;
            if !chosen.iter().any(is_clear) {
                let claimed = chosen.iter().fold(0, |mask, span| mask | span.mask());
                chosen.extend(spans.hint(claimed));
            }
        }
        chosen
    }

    /// Adds to what was chosen the longest that do not overlap it.
    fn choose(&mut self, mut chosen: Vec<Span>) -> Vec<Span> {
        let mut found = std::mem::take(&mut self.found);
        found.sort_by_key(|span| {
            (
                span.sureness > Sureness::Form,
                std::cmp::Reverse(span.letters),
                span.sureness,
                span.strangeness,
                span.meaning.kind() != UnderstoodKind::Need,
            )
        });
        for span in found {
            let overlaps = |other: &Span| {
                span.words.start < other.words.end && other.words.start < span.words.end
            };
            if !chosen.iter().any(overlaps) {
                chosen.push(span);
            }
        }
        chosen
    }

    /// Whether a word may be understood: it stands in no quotation marks.
    fn is_free(&self, words: &Range<usize>) -> bool {
        let words = &self.query.words[words.clone()];
        words.iter().all(|word| word.manner != Manner::Exact)
    }

    fn runs(&self, longest: usize) -> impl Iterator<Item = Range<usize>> + use<> {
        let count = self.query.words.len();
        (0..count).flat_map(move |begin| {
            (1..=longest.min(count - begin)).map(move |length| begin..begin + length)
        })
    }

    /// What words mean as they are, and by their forms.
    fn said(&mut self) {
        let own = &self.meanings.own.words;
        let longest = SHIPPED.longest.max(own.longest).max(NAMES.words.longest);
        for words in self.runs(longest) {
            if !self.is_free(&words) {
                continue;
            }
            let terms: Vec<&str> = self.query.words[words.clone()]
                .iter()
                .map(|word| word.term.as_str())
                .collect();
            let key = terms.join(" ");
            self.needs(&words, &key, Sureness::AsWritten);
            self.languages(&words, &key, Sureness::AsWritten);
            if words.len() <= LONGEST_PLACE {
                self.places(&words, &key);
            }
            self.forms(&words);
        }
    }

    fn needs(&mut self, words: &Range<usize>, key: &str, sureness: Sureness) {
        let own = self.meanings.own;
        for sense in own.words.exact(key) {
            self.push(
                words,
                Meaning::Service(sense.meaning.into()),
                sureness,
                *sense,
            );
        }
        for sense in SHIPPED
            .exact(key)
            .iter()
            .filter_map(|sense| own.left(*sense))
        {
            self.push(words, Meaning::Need(sense.meaning), sureness, sense);
        }
    }

    fn languages(&mut self, words: &Range<usize>, key: &str, sureness: Sureness) {
        for sense in NAMES.words.exact(key) {
            self.language(words, *sense, sureness);
        }
    }

    fn language(&mut self, words: &Range<usize>, sense: Sense, sureness: Sureness) {
        let Some(tag) = NAMES.tag(sense.meaning) else {
            return;
        };
        // A language in which nobody works is meant only where it is named as it is.
        let letters: usize = self.query.words[words.clone()]
            .iter()
            .map(|word| word.letters)
            .sum();
        let is_plain = sureness == Sureness::AsWritten && letters >= SHORTEST_UNKNOWN;
        if self.meanings.has_language(tag) || is_plain {
            self.push(words, Meaning::Language(tag.clone()), sureness, sense);
        }
    }

    fn forms(&mut self, words: &Range<usize>) {
        for language in 0..LANGUAGES.len() {
            let stems: Option<Vec<String>> = self.stems[words.clone()]
                .iter()
                .map(|stems| stems[language].clone())
                .collect();
            let Some(stems) = stems else { continue };
            let key = join_stems(language, &stems);
            let own = self.meanings.own;
            for sense in own.words.form(&key) {
                self.push(
                    words,
                    Meaning::Service(sense.meaning.into()),
                    Sureness::Form,
                    *sense,
                );
            }
            for sense in SHIPPED
                .form(&key)
                .iter()
                .filter_map(|sense| own.left(*sense))
            {
                self.push(words, Meaning::Need(sense.meaning), Sureness::Form, sense);
            }
            for sense in NAMES.words.form(&key) {
                self.language(words, *sense, Sureness::Form);
            }
        }
    }

    fn places(&mut self, words: &Range<usize>, key: &str) {
        let (first, last) = (
            &self.query.words[words.start],
            &self.query.words[words.end - 1],
        );
        if key.chars().count() < SHORTEST_PLACE && !key.contains(is_unspaced)
            || says_little(&first.term)
            || words.len() > 1 && says_little(&last.term)
        {
            return;
        }
        let anywhere = Sense {
            meaning: 0,
            languages: 0,
        };
        let gazetteer = self.meanings.gazetteer;
        let (written, _) = self.query.said(words.clone());
        let own = gazetteer.own_city(key).or_else(|| {
            let is_marked = written.contains(|c: char| !c.is_alphanumeric() && c != ' ');
            is_marked.then(|| gazetteer.own_city(&written)).flatten()
        });
        if let Some(city) = own {
            let meaning = Meaning::City(city.folded.clone(), city.name.clone(), city.point);
            return self.push(words, meaning, Sureness::AsWritten, anywhere);
        }
        if let Some(country) = Country::called(key)
            && self.meanings.has_country(country)
            && key.chars().count() > SHORTEST_PLACE
        {
            self.push(
                words,
                Meaning::Country(country),
                Sureness::AsWritten,
                anywhere,
            );
        }
    }

    fn push(&mut self, words: &Range<usize>, meaning: Meaning, sureness: Sureness, sense: Sense) {
        let letters = self.query.words[words.clone()]
            .iter()
            .map(|word| word.letters)
            .sum();
        // In the reader's language, in several, in another one.
        let strangeness = match sense.languages {
            languages if languages & self.reader != 0 => 0,
            languages => 22 - languages.count_ones().min(21) as u8,
        };
        let fewest = match (meaning.kind(), strangeness) {
            (UnderstoodKind::Language, 0) => SHORTEST_LANGUAGE,
            (UnderstoodKind::Language, _) => SHORTEST_FOREIGN_LANGUAGE,
            (_, 0) => SHORTEST_MISSPELT,
            _ => SHORTEST_FOREIGN,
        };
        if sureness == Sureness::Misspelt && letters < fewest {
            return;
        }
        self.found.push(Span {
            words: words.clone(),
            meaning,
            sureness,
            letters,
            strangeness,
        });
    }

    /// What words mean that are not as they should be: misspelt, or compounds.
    fn guessed(&mut self, claimed: u64) {
        let own = &self.meanings.own.words;
        let mut readings: Vec<Vec<String>> = Vec::new();
        let mut doubtful = 0u64;
        for (number, word) in self.query.words.iter().enumerate() {
            let mut ways = vec![word.term.clone()];
            let dictionaries = [own, &*SHIPPED, &NAMES.words];
            let is_known = dictionaries.iter().any(|words| words.has_word(&word.term));
            let has_form = claimed >> number & 1 == 1;
            if !is_known && !has_form && word.may_be_misspelt(4) && !word.optional {
                doubtful |= 1 << number;
                for dictionary in dictionaries {
                    ways.extend(dictionary.like(&word.term));
                }
            }
            readings.push(ways);
        }
        let longest = SHIPPED.longest.max(own.longest).max(NAMES.words.longest);
        for words in self.runs(longest) {
            let mask = words.clone().fold(0u64, |mask, word| mask | 1 << word);
            if mask & claimed != 0 || mask & doubtful == 0 || !self.is_free(&words) {
                continue;
            }
            for key in keys(&readings[words.clone()]) {
                self.needs(&words, &key, Sureness::Misspelt);
                self.languages(&words, &key, Sureness::Misspelt);
            }
        }
        for number in 0..self.query.words.len() {
            if claimed >> number & 1 == 0 {
                self.parts(number);
            }
        }
    }

    /// What a compound is, by its end and then by its beginning.
    fn parts(&mut self, number: usize) {
        let word = &self.query.words[number];
        let words = number..number + 1;
        if word.optional || word.term.contains(is_unspaced) || !self.is_free(&words) {
            return;
        }
        let term = word.term.clone();
        let cuts: Vec<usize> = term.char_indices().map(|(place, _)| place).collect();
        let count = cuts.len();
        if count < SHORTEST_PART + SHORTEST_REST {
            return;
        }
        let ends = (SHORTEST_REST..=count - SHORTEST_PART).map(|cut| &term[cuts[cut]..]);
        let beginnings = (SHORTEST_PART..=count - SHORTEST_REST)
            .rev()
            .map(|cut| &term[..cuts[cut]]);
        for part in ends.chain(beginnings) {
            let before = self.found.len();
            self.needs(&words, part, Sureness::Part);
            self.languages(&words, part, Sureness::Part);
            if self.found.len() > before {
                return;
            }
        }
    }

    /// The need that most of the words are said of, where no need was named.
    fn hint(&self, claimed: u64) -> Option<Span> {
        let mut votes: Vec<Vote> = Vec::new();
        for (number, stems) in self.stems.iter().enumerate() {
            let word = &self.query.words[number];
            if claimed >> number & 1 == 1 || word.optional || word.manner == Manner::Exact {
                continue;
            }
            let mut services: Vec<(&str, u16, usize)> = Vec::new();
            for (language, stem) in stems.iter().enumerate() {
                let Some(stem) = stem else { continue };
                let key = join_stems(language, std::slice::from_ref(stem));
                let hint = HINTS.get(&key).filter(|(need, _)| {
                    let said = Sense {
                        meaning: *need,
                        languages: 1 << language,
                    };
                    self.meanings.own.left(said).is_some()
                });
                if let Some((need, phrases)) = hint {
                    let hint = (NEEDS[usize::from(*need)].service, *need, *phrases);
                    if self.reader >> language & 1 == 1 {
                        services = vec![hint];
                        break;
                    }
                    services.push(hint);
                }
            }
            let Some((service, need, phrases)) = services.first().copied() else {
                continue;
            };
            if services.iter().any(|(other, ..)| *other != service) {
                continue;
            }
            match votes.iter_mut().find(|vote| vote.service == service) {
                Some(vote) => {
                    vote.words.end = number + 1;
                    vote.letters += word.letters;
                    vote.phrases += phrases;
                }
                None => votes.push(Vote {
                    service,
                    need,
                    words: number..number + 1,
                    letters: word.letters,
                    phrases,
                }),
            }
        }
        let votes = votes.into_iter();
        let Vote {
            need,
            words,
            letters,
            ..
        } = votes
            .filter(|vote| vote.phrases >= FEWEST_PHRASES)
            .max_by_key(|vote| vote.letters)?;
        Some(Span {
            words,
            meaning: Meaning::Need(need),
            sureness: Sureness::Hint,
            letters,
            strangeness: 0,
        })
    }
}

/// Every way of reading some words, of which each has several, as a key.
fn keys(ways: &[Vec<String>]) -> Vec<String> {
    let mut keys = vec![String::new()];
    for ways in ways {
        let mut longer = Vec::new();
        for key in &keys {
            for way in ways {
                let space = if key.is_empty() { "" } else { " " };
                longer.push(format!("{key}{space}{way}"));
            }
        }
        longer.truncate(MOST_READINGS);
        keys = longer;
    }
    keys
}
