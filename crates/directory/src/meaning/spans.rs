//! Runs of words of a query that mean something.

use std::{borrow::Cow, ops::Range};

use super::{
    Meanings,
    dictionary::{Dictionary, Sense, bit},
    forms::{self, LANGUAGES},
    languages::NAMES,
    needs::{NEEDS, SHIPPED},
};
use crate::{
    search::{Depth, Manner, Query, UnderstoodKind, Wanted, is_unspaced, says_little},
    towns::Town,
};
use network::{Country, LanguageTag, fold};

/// What a run of words means.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A need of those that ship, by number.
    Need(u16),
    /// A service type, by number, in the network's own words.
    Service(usize),
    /// Cities of the directory, by number, the likeliest first.
    Cities(Vec<usize>),
    /// A town in which nobody is.
    Town(Town),
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
            Self::Cities(_) | Self::Town(_) | Self::Country(_) => UnderstoodKind::Place,
            Self::Language(_) => UnderstoodKind::Language,
        }
    }
}

/// How surely words mean it; the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sureness {
    AsWritten,
    Form,
    Elsewhere,
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
        mask(&self.words)
    }
}

/// The most words of a name of a place.
const LONGEST_PLACE: usize = 4;
/// The fewest letters of a name of a country or a city that is understood.
const SHORTEST_PLACE: usize = 3;
/// Countries that are called so although they are shorter.
const ABBREVIATED: [&str; 4] = ["eua", "uk", "usa", "vsa"];
/// The fewest letters of the name of a language in which nobody works.
const SHORTEST_UNKNOWN: usize = 4;
/// The shortest word that is understood as a part of a longer one, and the shortest rest.
const SHORTEST_PART: usize = 5;
const SHORTEST_REST: usize = 3;

/// Words by which people say that somebody speaks a language, and mean nothing else.
#[rustfmt::skip]
const SPEAKING: [&str; 16] = [
    "fala", "habla", "hablan", "parla", "parlant", "parle", "parlent", "parler", "speak",
    "speaker", "speaking", "speaks", "spoken", "spreekt", "sprekende", "spricht",
];

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
    stems: Vec<[Option<Cow<'a, str>>; LANGUAGES.len()]>,
    found: Vec<Span>,
}

/// The words that no need, language or place is called by as they are, a bit each.
pub fn strange(meanings: &Meanings<'_>, query: &Query) -> u64 {
    let mut strange = 0;
    for (number, word) in query.words.iter().enumerate() {
        let is_known = word.optional
            || Book::ALL
                .iter()
                .any(|book| book.words(meanings).has_word(&word.term))
            || Country::named(&word.term).is_some()
            || !own_cities(meanings, &word.term).is_empty();
        if !is_known {
            strange |= 1 << number;
        }
    }
    strange
}

/// A dictionary, by what its senses are the numbers of.
#[derive(Debug, Clone, Copy)]
enum Book {
    /// Service types, in the network's own words.
    Own,
    /// Needs.
    Needs,
    /// Languages.
    Languages,
}

impl Book {
    const ALL: [Self; 3] = [Self::Own, Self::Needs, Self::Languages];

    fn words<'a>(self, meanings: &Meanings<'a>) -> &'a Dictionary {
        match self {
            Self::Own => &meanings.own.words,
            Self::Needs => &SHIPPED.words,
            Self::Languages => &NAMES.words,
        }
    }
}

impl<'a> Spans<'a> {
    /// The runs that mean something, none within another one, in no order.
    pub fn of(meanings: &'a Meanings<'a>, query: &'a Query, depth: Depth) -> Vec<Span> {
        let mut spans = Self {
            stems: query.words.iter().map(forms::stems).collect(),
            meanings,
            query,
            reader: bit(meanings.reader.primary()),
            found: Vec::new(),
        };
        spans.said();
        let mut chosen = spans.choose(Vec::new());
        if depth == Depth::Guessed {
            let claimed = chosen.iter().fold(0, |mask, span| mask | span.mask());
            spans.elsewhere(claimed);
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
        // A city of the directory goes before a language that is called so: Roma.
        let places: Vec<Range<usize>> = found
            .iter()
            .filter(|span| matches!(span.meaning, Meaning::Cities(_)))
            .map(|span| span.words.clone())
            .collect();
        let is_foreign = |span: &Span| {
            span.meaning.kind() == UnderstoodKind::Language && places.contains(&span.words)
        };
        found.sort_by_key(|span| {
            (
                span.sureness > Sureness::Form,
                std::cmp::Reverse(span.letters),
                span.sureness,
                is_foreign(span),
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

    /// The words from one on that may be understood: they stand in no quotation marks.
    fn free(&self, begin: usize) -> Range<usize> {
        let words = self.query.words[begin..].iter();
        let free = words.take_while(|word| word.manner != Manner::Exact);
        begin..begin + free.count()
    }

    /// What words mean as they are, and by their forms.
    fn said(&mut self) {
        for begin in 0..self.query.words.len() {
            let free = self.free(begin);
            let words = &self.query.words[free.clone()];
            let mut found = Vec::new();
            for book in Book::ALL {
                let dictionary = book.words(self.meanings);
                let terms = words.iter().map(|word| std::slice::from_ref(&word.term));
                dictionary.said(terms, |length, sense| {
                    found.push((book, length, Sureness::AsWritten, sense));
                });
                for language in 0..LANGUAGES.len() {
                    let stems = self.stems[free.clone()].iter();
                    let stems = stems.map(|stems| stems[language].as_slice());
                    dictionary.formed(language, stems, |length, sense| {
                        found.push((book, length, Sureness::Form, sense));
                    });
                }
            }
            for (book, length, sureness, sense) in found {
                self.take(book, begin..begin + length, sureness, sense);
            }
            for length in 1..=free.len().min(LONGEST_PLACE) {
                self.places(begin..begin + length);
            }
        }
    }

    /// Takes in what a run of words means.
    fn take(&mut self, book: Book, words: Range<usize>, sureness: Sureness, sense: Sense) {
        match book {
            Book::Own => {
                let service = Meaning::Service(sense.meaning.into());
                self.push(words, service, sureness, sense.languages);
            }
            Book::Needs => {
                if let Some(sense) = self.meanings.own.left(sense) {
                    let need = Meaning::Need(sense.meaning);
                    self.push(words, need, sureness, sense.languages);
                }
            }
            Book::Languages => {
                let Some(tag) = NAMES.tag(sense.meaning) else {
                    return;
                };
                // A language in which nobody works is meant only where it is named as it is.
                let is_plain =
                    sureness == Sureness::AsWritten && self.letters(&words) >= SHORTEST_UNKNOWN;
                if is_plain || self.meanings.has_language(tag) {
                    let language = Meaning::Language(tag.clone());
                    self.push(words, language, sureness, sense.languages);
                }
            }
        }
    }

    fn letters(&self, words: &Range<usize>) -> usize {
        let words = self.query.words[words.clone()].iter();
        words.map(|word| word.letters).sum()
    }

    fn places(&mut self, words: Range<usize>) {
        let run = &self.query.words[words.clone()];
        let (first, last) = (&run[0], &run[run.len() - 1]);
        if says_little(&first.term) || run.len() > 1 && says_little(&last.term) {
            return;
        }
        let key = joined(run);
        let letters = key.chars().count();
        let is_short = letters < SHORTEST_PLACE && !key.contains(is_unspaced);
        if is_short && !ABBREVIATED.contains(&key.as_str()) {
            return;
        }
        let mut cities = own_cities(self.meanings, &key);
        if cities.is_empty() {
            let (written, _) = self.query.said(words.clone());
            if written.contains(|c: char| !c.is_alphanumeric() && c != ' ') {
                cities = self.meanings.gazetteer.own_cities(&fold(&written), &key);
            }
        }
        if !cities.is_empty() {
            return self.push(words, Meaning::Cities(cities), Sureness::AsWritten, 0);
        }
        let is_whole = letters > SHORTEST_PLACE || ABBREVIATED.contains(&key.as_str());
        if let Some(country) = Country::named(&key)
            && is_whole
            && self.meanings.has_country(country)
        {
            self.push(words, Meaning::Country(country), Sureness::AsWritten, 0);
        }
    }

    /// The places that words name with what is put before or behind a name, and towns in which
    /// nobody is. A word that needs are said with names no town.
    fn elsewhere(&mut self, claimed: u64) {
        for begin in 0..self.query.words.len() {
            let free = self.free(begin).take_while(|word| claimed >> word & 1 == 0);
            for length in 1..=free.count().min(LONGEST_PLACE) {
                let words = begin..begin + length;
                let run = &self.query.words[words.clone()];
                let terms: Vec<&str> = run.iter().map(|word| word.term.as_str()).collect();
                let mut books = Book::ALL.iter();
                if says_little(terms[0])
                    || self.letters(&words) <= SHORTEST_PLACE
                    || books.any(|book| book.words(self.meanings).has_word(terms[0]))
                {
                    continue;
                }
                if let Some(town) = self.meanings.town(&terms) {
                    self.push(words.clone(), Meaning::Town(town), Sureness::Elsewhere, 0);
                }
                if let [term] = terms[..] {
                    let names = forms::names(term).into_iter();
                    let mut cities = names.map(|name| own_cities(self.meanings, &name));
                    if let Some(cities) = cities.find(|cities| !cities.is_empty()) {
                        self.push(words, Meaning::Cities(cities), Sureness::Form, 0);
                    }
                }
            }
        }
    }

    /// Takes in what a run of words means in some languages, a bit each.
    fn push(&mut self, words: Range<usize>, meaning: Meaning, sureness: Sureness, languages: u32) {
        let letters = self.letters(&words);
        // In the reader's language, in several, in another one.
        let strangeness = match languages {
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
            words,
            meaning,
            sureness,
            letters,
            strangeness,
        });
    }

    /// What words mean that are not as they should be: misspelt, or compounds.
    fn guessed(&mut self, claimed: u64) {
        let books = Book::ALL.map(|book| (book, book.words(self.meanings)));
        let mut readings: Vec<Vec<String>> = Vec::new();
        let mut doubtful = 0u64;
        for (number, word) in self.query.words.iter().enumerate() {
            let mut ways = vec![word.term.clone()];
            let is_known = SPEAKING.contains(&word.term.as_str())
                || books.iter().any(|(_, words)| words.has_word(&word.term));
            let has_form = claimed >> number & 1 == 1;
            if !is_known && !has_form && word.may_be_misspelt(4) && !word.optional {
                doubtful |= 1 << number;
                for (_, words) in books {
                    ways.extend(words.like(&word.term));
                }
            }
            readings.push(ways);
        }
        for begin in 0..self.query.words.len() {
            let free = self.free(begin).take_while(|word| claimed >> word & 1 == 0);
            let free = begin..begin + free.count();
            let mut found = Vec::new();
            for (book, words) in books {
                let readings = readings[free.clone()].iter().map(Vec::as_slice);
                words.said(readings, |length, sense| {
                    let words = begin..begin + length;
                    if mask(&words) & doubtful != 0 {
                        found.push((book, words, sense));
                    }
                });
            }
            for (book, words, sense) in found {
                self.take(book, words, Sureness::Misspelt, sense);
            }
        }
        for number in 0..self.query.words.len() {
            if claimed >> number & 1 == 0 {
                self.parts(number);
            }
        }
    }

    /// What a compound is, by its end and then by its beginning; of two signs of a script without
    /// spaces, either.
    fn parts(&mut self, number: usize) {
        let word = &self.query.words[number];
        if word.optional || word.manner == Manner::Exact {
            return;
        }
        let (part, rest) = match word.term.contains(is_unspaced) {
            true => (1, 1),
            false => (SHORTEST_PART, SHORTEST_REST),
        };
        let term = word.term.clone();
        let cuts: Vec<usize> = term.char_indices().map(|(place, _)| place).collect();
        let count = cuts.len();
        if count < part + rest {
            return;
        }
        let ends = (rest..=count - part).map(|cut| &term[cuts[cut]..]);
        let beginnings = (part..=count - rest).rev().map(|cut| &term[..cuts[cut]]);
        for part in ends.chain(beginnings) {
            let before = self.found.len();
            for book in Book::ALL {
                let mut senses = Vec::new();
                let part = std::iter::once(std::slice::from_ref(&part));
                book.words(self.meanings)
                    .said(part, |_, sense| senses.push(sense));
                for sense in senses {
                    self.take(book, number..number + 1, Sureness::Part, sense);
                }
            }
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
                let hint = SHIPPED.hint(language, stem).filter(|(need, _)| {
                    let said = Sense {
                        meaning: *need,
                        languages: 1 << language,
                    };
                    self.meanings.own.left(said).is_some()
                });
                if let Some((need, phrases)) = hint {
                    let hint = (NEEDS[usize::from(need)].service, need, phrases);
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

/// The cities of the directory that folded words name, by number.
fn own_cities(meanings: &Meanings<'_>, key: &str) -> Vec<usize> {
    meanings.gazetteer.own_cities(key, key)
}

/// Some words with a space between them.
fn joined(words: &[Wanted]) -> String {
    let terms: Vec<&str> = words.iter().map(|word| word.term.as_str()).collect();
    terms.join(" ")
}

/// Words, a bit each.
fn mask(words: &Range<usize>) -> u64 {
    words.clone().fold(0, |mask, word| mask | 1 << word)
}
