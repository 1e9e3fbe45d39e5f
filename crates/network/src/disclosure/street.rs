//! Streets, however they are written: with the kind of street abbreviated, the number first, an
//! addition behind it, or a letter wrong.

use strsim::damerau_levenshtein;

use super::{Text, Writing, fold, tokens};

/// A word of a street's name with so many letters may have one that is wrong.
const MAY_BE_MISTYPED: usize = 5;
/// So many other words may stand between the words of a street, or between them and the number.
const BETWEEN: usize = 3;
/// The fewest letters of a street's name that says something without its number.
const TELLING: usize = 5;

/// Words for a kind of street, whole or abbreviated, as words of their own.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "al", "alameda", "allee", "alley", "aleea", "av", "ave", "avda", "avenida", "avenue", "avinguda", "bd", "bld",
    "blvd", "bolshaya", "boul", "boulevard", "bulevar", "bulevardul", "bulvar", "c", "cad", "caddesi", "calea",
    "calle", "camino", "carrer", "ch", "chaussee", "chee", "chemin", "close", "corso", "cours", "court", "ct",
    "dr", "drive", "dreef", "esplanade", "gasse", "gracht", "hof", "impasse", "kaai", "kade", "ku", "laan", "lane",
    "largo", "lgo", "ln", "markt", "natkadu", "nam", "namesti", "odos", "passage", "paseo", "piata", "piazza",
    "piazzale", "pl", "plac", "place", "platz", "plaza", "plein", "pplk", "praca", "pza", "quai", "r", "rd", "road",
    "route", "rte", "rua", "rue", "ruelle", "sokak", "sq", "square", "st", "steenweg", "steeg", "stg", "str", "strada",
    "straat", "strasse", "stradela", "street", "stwg", "szr", "tce", "ter", "terrace", "travessa", "trg", "trv",
    "tv", "u", "ul", "ulica", "ulice", "ulitsa", "utca", "ut", "v", "van", "via", "viale", "vicolo", "vle",
    "voie", "vul", "vulitsya", "way", "weg", "wy", "вул", "вулиця", "пл", "пр", "проспект", "ул", "улица", "شارع",
];

/// Endings that name the kind of street within a word, the longest first.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "boulevard", "steenweg", "chaussee", "strasse", "gaten", "gasse", "gracht", "straat", "straße", "street",
    "vagen", "vejen", "allee", "gatan", "gade", "gata", "laan", "markt", "plein", "platz", "steeg", "stwg", "stg", "dreef", "kaai", "kade",
    "damm", "ring", "str", "utca", "veg", "vej", "weg", "hof", "ufer", "pad", "ln", "pl",
];

/// Words that say nothing about which street or person it is.
#[rustfmt::skip]
pub const SMALL: &[&str] = &[
    "a", "al", "and", "d", "da", "das", "de", "degli", "dei", "del", "dell", "della", "delle", "dem", "den", "der",
    "des", "di", "do", "dos", "du", "e", "el", "en", "et", "het", "i", "il", "im", "in", "l", "la", "las", "le",
    "les", "lo", "los", "n", "no", "nr", "num", "o", "of", "ten", "ter", "the", "und", "van", "vom", "von", "y", "z",
    "zu", "zum", "zur",
];

/// What stands before a number that is not the house's.
#[rustfmt::skip]
const ADDITIONS: &[&str] = &[
    "apartment", "app", "appt", "apt", "b", "bat", "bis", "bldg", "bloc", "box", "bte", "bus", "boite", "dept", "esc",
    "escalier", "etage", "etg", "fl", "flat", "floor", "int", "interno", "lt", "og", "piso", "planta", "porte",
    "postbus", "scala", "stiege", "suite", "top", "tur", "unit", "verdieping", "whg", "wohnung", "zimmer",
];

/// The street and the house number of an address.
#[derive(Debug, Clone)]
pub struct Street {
    /// The words that tell the street from others, as they are written.
    words: Vec<String>,
    /// The house number's digits.
    number: Option<String>,
    /// Whether the name alone says nothing.
    number_needed: bool,
}

impl Street {
    /// Reads the first lines of an address; nothing where no word tells a street.
    pub fn parse(address: &str) -> Option<Self> {
        let tokens = tokens(&fold(address));
        let number = house_number(&tokens);
        let named: Vec<&String> = tokens
            .iter()
            .enumerate()
            .filter(|(at, token)| {
                let is_digits = token.starts_with(char::is_numeric);
                let behind_number = *at > 0 && tokens[*at - 1].starts_with(char::is_numeric);
                // "77a", "77 B": what stands behind a number in one letter is an addition.
                !(is_digits
                    || ADDITIONS.contains(&token.as_str())
                    || behind_number && token.chars().nth(1).is_none())
            })
            .map(|(_, token)| token)
            .collect();
        let telling = |token: &&String| !KINDS.contains(&token.as_str());
        let mut words: Vec<String> = named.iter().copied().filter(telling).cloned().collect();
        if words.is_empty() {
            words = named.into_iter().cloned().collect();
        }
        words.dedup();
        let letters: usize = words.iter().map(|word| core(word).chars().count()).sum();
        (!words.is_empty()).then_some(Self {
            number_needed: letters < TELLING || number.is_none() && letters < 2 * TELLING,
            words,
            number,
        })
    }

    /// Takes the name alone for no disclosure.
    pub fn needs_number(&mut self) {
        self.number_needed = true;
    }

    /// Whether both are in the same street.
    pub fn is_street_of(&self, other: &Self) -> bool {
        self.words.len() == other.words.len()
            && self
                .words
                .iter()
                .all(|word| other.words.iter().any(|known| is_like(known, word)))
    }

    /// Whether a text tells it.
    pub fn is_in(&self, text: &Text, writing: Writing) -> bool {
        self.number_is_in(text)
            || !self.number_needed && writing == Writing::Field && !self.places(text).is_empty()
            || !self.number_needed && self.named_as_street(text)
    }

    /// Whether a text has the street and its number near each other.
    pub fn number_is_in(&self, text: &Text) -> bool {
        let Some(number) = &self.number else {
            return !self.number_needed && !self.places(text).is_empty();
        };
        self.places(text).into_iter().any(|(first, last)| {
            let from = first.saturating_sub(BETWEEN);
            let to = (last + BETWEEN + 1).min(text.tokens.len());
            text.tokens[from..to].contains(number)
        })
    }

    /// Whether a text names the street as one: with the kind of street.
    fn named_as_street(&self, text: &Text) -> bool {
        self.places(text).into_iter().any(|(first, last)| {
            let from = first.saturating_sub(2);
            let to = (last + 2).min(text.tokens.len());
            text.tokens[from..to].iter().any(|token| {
                KINDS.contains(&token.as_str()) && token.chars().nth(1).is_some()
                    || core(token).len() < token.len()
            })
        })
    }

    /// Where all words of the street stand near each other in a text: from which token to which.
    fn places(&self, text: &Text) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let span = self.words.len() + BETWEEN;
        for first in 0..text.tokens.len() {
            if !self
                .words
                .iter()
                .any(|word| is_like(word, &text.tokens[first]))
            {
                continue;
            }
            let window = &text.tokens[first..(first + span).min(text.tokens.len())];
            let at = self
                .words
                .iter()
                .map(|word| window.iter().position(|token| is_like(word, token)));
            if let Some(last) = at
                .collect::<Option<Vec<_>>>()
                .and_then(|at| at.into_iter().max())
            {
                found.push((first, first + last));
            }
        }
        found
    }
}

/// The house number: the first token where an address begins with it, else the last number that is
/// no addition's.
fn house_number(tokens: &[String]) -> Option<String> {
    let is_number = |token: &&String| token.starts_with(char::is_numeric);
    if let Some(first) = tokens.first().filter(is_number) {
        return Some(first.clone());
    }
    let name_begins = tokens
        .iter()
        .position(|token| !token.starts_with(char::is_numeric))?;
    let mut number: Option<&String> = None;
    for (at, token) in tokens.iter().enumerate().skip(name_begins + 1) {
        let before = tokens[at - 1].as_str();
        if !is_number(&token) {
            // A word behind the number begins a second street or the town, but for "4 Septembre".
            continue;
        }
        if ADDITIONS.contains(&before) {
            break;
        }
        let behind_number = before.starts_with(char::is_numeric);
        if !(behind_number && number.is_some()) {
            number = Some(token);
        }
    }
    number.cloned()
}

/// A word without the ending that names the kind of street.
fn core(word: &str) -> &str {
    ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().nth(2).is_some())
        .unwrap_or(word)
}

/// Whether a token of a text is a street's word, with the kind of street abbreviated or left out,
/// or mistyped by one letter.
fn is_like(word: &str, token: &str) -> bool {
    let (named, given) = (core(word), core(token));
    named == given || is_mistyped(named, given) || is_mistyped(word, token)
}

fn is_mistyped(word: &str, token: &str) -> bool {
    let letters = word.chars().count();
    letters >= MAY_BE_MISTYPED
        && letters.abs_diff(token.chars().count()) <= 1
        && damerau_levenshtein(word, token) <= 1
}
