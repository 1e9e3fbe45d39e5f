//! The words for needs: those that ship with the program (`data/needs`), and those that a network
//! gives its service types.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use super::{
    dictionary::{Dictionary, Sense, bit, key_of},
    forms::LANGUAGES,
};
use crate::{
    packed::{self, Packed},
    taxonomy::Taxonomy,
};
use network::ServiceCode;

/// A need of those that ship.
#[derive(Debug)]
pub struct Need {
    /// Its code.
    pub code: &'static str,
    /// The core service that meets it, or comes nearest.
    pub service: &'static str,
}

/// The needs, in the order of their file.
pub static NEEDS: LazyLock<Vec<Need>> = LazyLock::new(|| {
    let lines = include_str!("../../../../data/needs/needs.tsv")
        .lines()
        .skip(1);
    lines
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Need {
                code: cells.next()?,
                service: cells.next()?,
            })
        })
        .collect()
});

/// Words that ship: need, language, word.
fn shipped() -> impl Iterator<Item = (usize, &'static str, &'static str)> {
    let lines = include_str!("../../../../data/needs/words.tsv")
        .lines()
        .skip(1);
    lines.filter_map(|line| {
        let mut cells = line.split('\t');
        let (need, language, word) = (cells.next()?, cells.next()?, cells.next()?);
        let need = NEEDS.iter().position(|known| known.code == need)?;
        Some((need, language, word))
    })
}

/// The words that ship.
pub struct Shipped {
    /// With the numbers of their needs.
    pub words: Dictionary,
    /// Words that are said of needs which one core service meets, and of no others: by the stem in
    /// a language, the need that they are said of most often and in how many phrases.
    hints: Packed,
}

impl Shipped {
    fn read(file: &'static [u8]) -> Option<Self> {
        let [exact, forms, vocabulary, senses, hints] = packed::parts(file)?;
        Some(Self {
            words: Dictionary::read([exact, forms, vocabulary, senses])?,
            hints: packed::dictionary(hints)?,
        })
    }

    /// The need that a stem in a language hints at, and in how many phrases it is said.
    pub fn hint(&self, language: usize, stem: &str) -> Option<(u16, usize)> {
        let value = self.hints.get(key_of(language, stem))?;
        Some(((value >> 8) as u16, (value & 0xFF) as usize))
    }
}

/// The words that ship, packed by a test of [`packing`].
pub static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    Shipped::read(include_bytes!("../../../../data/needs/words.bin"))
        .expect("the file is compiled in, and a test reads it")
});

/// The words that ship for a service type, by language: those of its very need.
pub fn shipped_words(code: &ServiceCode) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut by_language: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let of_type = need_of(code);
    for (need, language, word) in shipped() {
        if of_type == Some(need) {
            by_language.entry(language).or_default().push(word);
        }
    }
    by_language
}

/// The need whose words a service type has unless it has its own: that of its code, or of the last
/// part of it.
pub fn need_of(code: &ServiceCode) -> Option<usize> {
    let (parent, last) = match code.as_str().rsplit_once('/') {
        Some((parent, last)) => (Some(parent), last),
        None => (None, code.as_str()),
    };
    NEEDS
        .iter()
        .position(|need| need.code == last && parent.is_none_or(|parent| parent == need.service))
}

/// The words of a network's own taxonomy: labels, and the words that it gives its service types.
#[derive(Debug)]
pub struct OwnWords {
    /// With the numbers of the types.
    pub words: Dictionary,
    /// The needs whose words the network says itself, with the languages in which it does.
    replaced: HashMap<u16, u32>,
    /// The types that meet each need, the nearest first, by number.
    meeting: Vec<Vec<usize>>,
}

impl OwnWords {
    /// The words of a taxonomy.
    pub fn new(taxonomy: &Taxonomy) -> Result<Self, fst::Error> {
        let types = taxonomy.types();
        let labels = (0u16..).zip(types).flat_map(|(number, service)| {
            let labels = service.labels.iter();
            labels.map(move |(lang, label)| (label.as_str(), lang.code(), number))
        });
        let given = (0u16..).zip(types).flat_map(|(number, service)| {
            service
                .search_words
                .0
                .iter()
                .flat_map(move |(language, words)| {
                    let language = language.primary();
                    words
                        .iter()
                        .map(move |word| (word.as_str(), language, number))
                })
        });
        let mut replaced: HashMap<u16, u32> = HashMap::new();
        for service in types {
            if let Some(need) = need_of(&service.code) {
                let languages = service.search_words.0.keys();
                let bits = languages.fold(0, |bits, language| bits | bit(language.primary()));
                *replaced.entry(need as u16).or_default() |= bits & ALL;
            }
        }
        let number = |code: &str| {
            types
                .iter()
                .position(|service| service.code.as_str() == code)
        };
        let meeting = NEEDS.iter().enumerate().map(|(place, need)| {
            let own = types
                .iter()
                .position(|service| need_of(&service.code) == Some(place));
            // Who advises on the law advises on papers.
            let law = (need.code == "papers")
                .then(|| number("labour/legal"))
                .flatten();
            let mut meeting: Vec<usize> = own.into_iter().chain(law).collect();
            meeting.extend(number(need.service).filter(|core| Some(*core) != own));
            meeting
        });
        Ok(Self {
            meeting: meeting.collect(),
            words: Dictionary::new(labels.chain(given))?,
            replaced,
        })
    }

    /// What is left of a sense of the words that ship, where the network has its own.
    pub fn left(&self, sense: Sense) -> Option<Sense> {
        let replaced = self.replaced.get(&sense.meaning).copied().unwrap_or(0);
        let languages = sense.languages & !replaced;
        (languages != 0).then_some(Sense { languages, ..sense })
    }

    /// The types that are meant by words that begin so, by number: those of whole words first.
    pub fn beginning_with(&self, typed: &str) -> Vec<usize> {
        let is_word = |c: char| !c.is_ascii();
        if typed.chars().count() < FEWEST_LETTERS && !typed.contains(is_word) {
            return Vec::new();
        }
        let mut found: Vec<(usize, usize)> = Vec::new();
        self.words.beginning_with(typed, |word, sense| {
            found.push((word.len(), sense.meaning.into()));
        });
        SHIPPED.words.beginning_with(typed, |word, sense| {
            let left = self.left(sense);
            let number = left.and_then(|sense| self.meeting(sense.meaning).first().copied());
            found.extend(number.map(|number| (word.len(), number)));
        });
        found.sort_unstable();
        let mut types: Vec<usize> = Vec::new();
        for (_, number) in found {
            if !types.contains(&number) {
                types.push(number);
            }
        }
        types
    }

    /// The types that meet a need, the nearest first, by number.
    pub fn meeting(&self, need: u16) -> &[usize] {
        self.meeting
            .get(usize::from(need))
            .map_or(&[], Vec::as_slice)
    }
}

/// The fewest letters that services are suggested for by the words for them.
const FEWEST_LETTERS: usize = 3;

/// The bits of all languages that have words.
const ALL: u32 = (1 << LANGUAGES.len()) - 1;

/// Needs for which none of the four core services is the very one: it is only the nearest.
const ACROSS: [&str; 5] = ["clothes", "food", "interpreting", "legal", "papers"];

/// Whether a core service is only the nearest to a need.
pub fn is_across(need: u16) -> bool {
    NEEDS
        .get(usize::from(need))
        .is_some_and(|need| ACROSS.contains(&need.code))
}

#[cfg(test)]
mod packing;
