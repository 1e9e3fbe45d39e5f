//! Streets, however they are written: with the kind of street abbreviated, the number first, an
//! addition behind it, or a letter wrong.

use strsim::damerau_levenshtein;

use super::{Text, fold, tokens};

/// A word of a street's name with so many letters may have one that is wrong.
const MAY_BE_MISTYPED: usize = 4;
/// A word with so many letters may have two that are wrong.
const LONG: usize = 9;
/// So many other words may stand between the words of a street, or between them and the number.
const BETWEEN: usize = 3;
/// So many where a text does not say that it is a street's name.
const BESIDE: usize = 1;
/// A street's name is written in one word or in so many more than it has.
const SPLIT: usize = 3;
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
    "voie", "vul", "vulitsya", "way", "weg", "wy", "bulvar", "cami", "carretera", "cres", "crescent", "ctra", "faubourg",
    "fbg", "fg", "gardens", "gdns", "leoforos", "lg", "loc", "localita", "mt", "odos", "os", "osiedle", "plaats",
    "prospekt", "rda", "ronda", "row", "stw", "trav", "λεωφ", "λεωφοροσ", "λεωφορος", "οδος", "οδοσ", "бул", "бульвар", "просп", "вул", "вулиця", "пл", "пр", "проспект", "ул", "улица", "شارع",
];

/// Endings that name the kind of street within a word, the longest first.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "boulevard", "plaats", "steenweg", "chaussee", "strasse", "gaten", "gasse", "gracht", "straat", "straße", "street",
    "vagen", "vejen", "allee", "gatan", "gade", "gata", "laan", "markt", "plein", "platz", "steeg", "stwg", "stw", "stg", "dreef", "kaai", "kade",
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

/// Titles within the names of streets, which are written whole, abbreviated or left out.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "abbe", "burg", "burgemeester", "capitaine", "cardinal", "conde", "doctor", "dokter", "docteur", "dom", "don",
    "dona", "dottor", "dr", "duc", "frei", "gen", "general", "generaal", "generale", "graaf", "ing", "ir", "kapitein",
    "kard", "kardinaal", "koning", "koningin", "marechal", "mgr", "monseigneur", "padre", "pater", "pere", "pres",
    "president", "presidente", "prins", "prinses", "prof", "professeur", "professor", "saint", "sainte", "san",
    "sankt", "sant", "santa", "santo", "sao", "sint", "st", "sta", "ste", "sto",
];

/// What stands before a number that is not the house's.
#[rustfmt::skip]
const ADDITIONS: &[&str] = &[
    "apartment", "app", "appt", "apt", "b", "bat", "bis", "bldg", "bloc", "box", "bte", "bus", "boite", "dept", "esc",
    "escalier", "aufgang", "basement", "bajo", "building", "dcha", "dto", "edificio", "esq", "floor", "gebouw", "ground",
    "haus", "hinterhaus", "izda", "kv", "lok", "piano", "planta", "postfach", "room", "stock", "verd", "vorderhaus", "кв", "etage", "etg", "fl", "flat", "floor", "int", "interno", "lt", "og", "piso", "planta", "porte",
    "postbus", "scala", "stiege", "suite", "top", "tur", "unit", "verdieping", "whg", "wohnung", "zimmer",
];

/// The street and the house number of an address.
#[derive(Debug, Clone)]
pub struct Street {
    /// The words that tell the street from others, as they are written.
    words: Vec<String>,
    /// The whole name in one word.
    joined: String,
    /// The whole address.
    address: String,
    /// Every number of the address: which of them is the house's is not sure, for floors, doors and
    /// flats are written before and behind it.
    numbers: Vec<String>,
    /// Whether the address says what kind of street it is, as "straat" does.
    has_kind: bool,
    /// Whether the name alone says nothing.
    number_needed: bool,
}

impl Street {
    /// Reads the first lines of an address; nothing where no word tells a street.
    pub fn parse(address: &str) -> Option<Self> {
        let folded = fold(address);
        let is_number = |token: &String| token.starts_with(char::is_numeric);
        let mut numbers: Vec<String> = tokens(&folded).into_iter().filter(is_number).collect();
        if numbers.len() > 1 {
            // A postal code is the whole town's.
            numbers.retain(|number| number.len() < 5);
        }
        let segment = street_segment(&folded)?;
        let named: Vec<&String> = segment.iter().collect();
        let has_number = !numbers.is_empty();
        let is_kind = |token: &&&String| KINDS.contains(&token.as_str());
        let is_title = |token: &&&String| TITLES.contains(&token.as_str());
        let telling = named
            .iter()
            .filter(|token| !is_kind(token) && !is_title(token));
        let mut words: Vec<String> = telling.map(|token| (*token).clone()).collect();
        if words.is_empty() {
            words = named.iter().copied().cloned().collect();
        }
        words.dedup();
        let letters: usize = words.iter().map(|word| core(word).chars().count()).sum();
        (!words.is_empty()).then(|| Self {
            number_needed: letters < TELLING || !has_number && letters < 2 * TELLING,
            has_kind: named
                .iter()
                .any(|token| is_kind(&token) || core(token) != token.as_str()),
            joined: named.into_iter().map(String::as_str).collect(),
            address: tokens(&folded).join(" "),
            words,
            numbers,
        })
    }

    /// Takes the name alone for no disclosure.
    pub fn needs_number(&mut self) {
        self.number_needed = true;
    }

    /// Takes the name alone for no disclosure where it is the town's.
    pub fn is_no_secret_in(&mut self, town: &Text) {
        self.number_needed |=
            !self.has_kind && self.words.iter().all(|word| town.tokens.contains(word));
    }

    /// The numbers of which one is the house's.
    pub fn numbers(&self) -> &[String] {
        &self.numbers
    }

    /// The address as it is written, in folded words.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether both are in the same street.
    pub fn is_street_of(&self, other: &Self) -> bool {
        self.words.len() == other.words.len()
            && self
                .words
                .iter()
                .all(|word| other.words.iter().any(|known| is_like(known, word)))
    }

    /// Whether a text tells it: the house, or the street by its name as a street's.
    pub fn is_in(&self, text: &Text) -> bool {
        if self.number_is_in(text) {
            return true;
        }
        if self.number_needed {
            return false;
        }
        match self.has_kind {
            true => self.named_as_street(text),
            // "Kouter" alone is the street where it is all that a field says.
            false => text.tokens.len() == self.words.len() && !self.places(text).is_empty(),
        }
    }

    /// Whether a text has the street and its number near each other.
    pub fn number_is_in(&self, text: &Text) -> bool {
        if self.numbers.is_empty() {
            return !self.number_needed && !self.places(text).is_empty();
        }
        self.places(text).into_iter().any(|(first, last)| {
            // A word that is like the name is the street where its kind or its number is beside it.
            let between = match self.has_kind && !is_named(text, first, last, 1) {
                true => BESIDE,
                false => BETWEEN,
            };
            let mut near = around(text, first, last, between).iter();
            near.any(|token| self.numbers.contains(token))
        })
    }

    /// Whether a text names the street as one, with the kind of street, and no other house of it.
    fn named_as_street(&self, text: &Text) -> bool {
        self.places(text).into_iter().any(|(first, last)| {
            let mut beside = around(text, first, last, 1).iter();
            is_named(text, first, last, 2)
                && !beside.any(|token| token.starts_with(char::is_numeric))
        })
    }

    /// Where all words of the street stand near each other in a text: from which token to which.
    fn places(&self, text: &Text) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let span = self.words.len() + BETWEEN;
        for first in 0..text.tokens.len() {
            let window = &text.tokens[first..(first + span).min(text.tokens.len())];
            found.extend(
                self.spread(window)
                    .or_else(|| self.split(window))
                    .map(|last| (first, first + last)),
            );
        }
        found
    }

    /// Where the last of the words stands, when a window begins with one and has all others. At most
    /// some of them are abbreviated.
    fn spread(&self, window: &[String]) -> Option<usize> {
        let begins = |word: &String| is_like(word, &window[0]) || is_short_for(&window[0], word);
        if !self.words.iter().any(begins)
            || !self
                .words
                .iter()
                .any(|word| window.iter().any(|token| is_like(word, token)))
        {
            return None;
        }
        let at = self.words.iter().map(|word| {
            let whole = window.iter().position(|token| is_like(word, token));
            whole.or_else(|| window.iter().position(|token| is_short_for(token, word)))
        });
        at.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Where the name ends, when a window begins with it in fewer or more words than the address.
    fn split(&self, window: &[String]) -> Option<usize> {
        let name = core(&self.joined);
        if name.chars().count() < TELLING {
            return None;
        }
        let mut joined = String::new();
        let most = (self.words.len() + SPLIT).min(window.len());
        window[..most].iter().position(|token| {
            joined.push_str(token);
            core(&joined) == name || is_mistyped(&self.joined, &joined)
        })
    }
}

/// The words of the part of an address that names the street: the first one with a kind of street,
/// else the first one with a name. What stands behind the number of the house is left out.
fn street_segment(folded: &str) -> Option<Vec<String>> {
    let segments = folded.split([',', ';', '\n', '(', ')']).map(|segment| {
        let mut named: Vec<String> = Vec::new();
        let mut tells = false;
        for token in tokens(segment) {
            let is_number = token.starts_with(char::is_numeric);
            if is_number && tells {
                break;
            }
            // "77a", "77 B": one letter behind a number is an addition.
            let is_letter = token.chars().nth(1).is_none() && !KINDS.contains(&token.as_str());
            if is_number || is_letter && named.is_empty() || is_no_name(&token) {
                continue;
            }
            tells |= !KINDS.contains(&token.as_str());
            named.push(token);
        }
        named
    });
    let has_kind = |named: &Vec<String>| {
        let is_kind =
            |token: &String| KINDS.contains(&token.as_str()) || core(token) != token.as_str();
        named.iter().any(is_kind) && named.iter().any(|token| !KINDS.contains(&token.as_str()))
    };
    let segments: Vec<Vec<String>> = segments.filter(|named| !named.is_empty()).collect();
    let with_kind = segments.iter().find(|named| has_kind(named));
    with_kind.or(segments.first()).cloned()
}

fn is_no_name(token: &str) -> bool {
    ADDITIONS.contains(&token) || SMALL.contains(&token)
}

/// The tokens of a place in a text and so many around it.
fn around(text: &Text, first: usize, last: usize, distance: usize) -> &[String] {
    let from = first.saturating_sub(distance);
    let to = (last + distance + 1).min(text.tokens.len());
    &text.tokens[from..to]
}

/// Whether a kind of street, in so many letters at least, stands in or beside a place in a text.
fn is_named(text: &Text, first: usize, last: usize, letters: usize) -> bool {
    let is_kind = |token: &String| {
        KINDS.contains(&token.as_str()) && token.chars().count() >= letters
            || core(token).len() < token.len()
    };
    around(text, first.saturating_sub(1), last, 1)
        .iter()
        .any(is_kind)
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
    // "Groenpl." for "Groenplaats": the ending is cut.
    let is_cut = word.starts_with(token) && token.len() > named.len();
    named == given || is_cut || is_mistyped(named, given) || is_mistyped(word, token)
}

/// Whether a token abbreviates a word: "G." for "Giuseppe", "Kard." for "Kardinaal".
fn is_short_for(token: &str, word: &str) -> bool {
    let (short, whole) = (token.chars().count(), word.chars().count());
    short + 2 <= whole
        && short <= 5
        && !token.starts_with(char::is_numeric)
        && word.starts_with(token)
}

/// Whether a token is a word with a letter wrong, missing, added or swapped; two in a long word.
pub fn is_mistyped(word: &str, token: &str) -> bool {
    let letters = word.chars().count();
    let mistakes = match letters {
        0..MAY_BE_MISTYPED => return false,
        MAY_BE_MISTYPED..LONG => 1,
        _ => 2,
    };
    letters.abs_diff(token.chars().count()) <= mistakes
        && damerau_levenshtein(word, token) <= mistakes
}
