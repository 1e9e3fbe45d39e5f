//! Telephone numbers in texts, however they are written, and whether there may be any.

use super::{coordinates::GEOHASH_LETTERS, disguised::as_seen, emails::AT, numerals::is_number};
use crate::{
    country::Country,
    dialling::DialUri,
    digits::{plain_digits, runs},
    fold,
    phone::Phone,
};

/// The fewest digits of a telephone number; a shorter run of digits is a year or a price.
const FEWEST: usize = 7;
/// The fewest digits of a half of one.
const HALF: usize = 2;
/// The most digits of a telephone number (ITU-T E.164), with a prefix for abroad.
const MOST: usize = 17;
/// The most digits that alone are said of the second of two numbers.
const LAST: usize = 3;
/// The most signs of one, with a plus and brackets.
const LONGEST: usize = 2 * MOST;

/// The digits of a telephone number without what comes before it: `+`, `00` and the `0` that some
/// countries begin a number with inside.
#[derive(Debug, Clone)]
pub struct PhoneDigits(String);

impl PhoneDigits {
    /// Reads a number; nothing where there are too few digits to tell it.
    pub fn parse(phone: &str) -> Option<Self> {
        // "+32 (0)9 …": the nought in brackets is dialled at home alone.
        let phone = phone.replace("(0)", "");
        let digits: String = phone
            .chars()
            .filter_map(|c| c.to_digit(10))
            .map(digit)
            .collect();
        let digits = digits.trim_start_matches('0');
        (FEWEST..=MOST)
            .contains(&digits.len())
            .then(|| Self(digits.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last digits, which are the same with the country and without.
    pub fn ending(&self) -> &str {
        &self.0[self.0.len() - FEWEST..]
    }
}

/// One number in the ways in which it is known: as it is written, and as it is dialled from abroad.
#[derive(Debug, Clone)]
pub struct Number(Vec<PhoneDigits>);

impl Number {
    /// A number as it is written, and as it is dialled; nothing where there are too few digits.
    pub fn new(written: &str, dialled: Option<&DialUri>) -> Option<Self> {
        let written = plain_digits(written);
        let runs = runs(&written).into_iter();
        let mut ways: Vec<PhoneDigits> = runs
            .filter_map(|run| PhoneDigits::parse(&written[run.from..run.to]))
            .collect();
        if let Some(dialled) = dialled.and_then(|uri| PhoneDigits::parse(uri.digits()))
            && !ways.contains(&dialled)
        {
            ways.push(dialled);
        }
        (!ways.is_empty()).then_some(Self(ways))
    }

    /// A number of a place or a member in a country.
    pub fn of(phone: &Phone, country: Country) -> Option<Self> {
        Self::new(phone.number.as_str(), phone.uri(country).as_ref())
    }

    /// Whether one of these is it.
    pub fn is_among(&self, phones: &[PhoneDigits]) -> bool {
        self.0.iter().any(|way| phones.contains(way))
    }

    /// Whether one text has the beginning of it and another one the rest.
    pub fn is_in_halves(&self, one: &str, other: &str) -> bool {
        self.0.iter().any(|way| way.is_in_halves(one, other))
    }

    /// Its last digits, by which it is looked for.
    pub fn endings(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(PhoneDigits::ending)
    }

    /// Its digits, in a text that changes with it.
    pub fn value(&self) -> &str {
        self.0.first().map_or("", PhoneDigits::as_str)
    }
}

impl PhoneDigits {
    /// Whether one text has the beginning of it and another one the rest.
    pub fn is_in_halves(&self, one: &str, other: &str) -> bool {
        let halves = |text: &str| -> Vec<String> {
            let runs = text.split(|c: char| !is_part_of_phone(c));
            let digits = runs.map(|run| run.chars().filter(char::is_ascii_digit).collect());
            digits.filter(|run: &String| run.len() >= HALF).collect()
        };
        let others = halves(other);
        let is_rest = |run: &String| others.iter().any(|rest| self.is_split(run, rest));
        !others.is_empty() && halves(one).iter().any(is_rest)
    }

    fn is_split(&self, run: &str, rest: &str) -> bool {
        self.0.ends_with(rest)
            && run.len() + rest.len() >= self.0.len().saturating_sub(3)
            && Self::parse(&format!("{run}{rest}")).as_ref() == Some(self)
    }
}

/// One of the two is the other, with the country or without.
impl PartialEq for PhoneDigits {
    fn eq(&self, other: &Self) -> bool {
        let apart = self.0.len().abs_diff(other.0.len());
        apart <= 3 && (self.0.ends_with(&other.0) || other.0.ends_with(&self.0))
    }
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}

/// Signs of any kind stand within numbers, but no words.
fn is_part_of_phone(c: char) -> bool {
    c.is_ascii_digit() || !c.is_alphanumeric()
}

/// Whether a telephone number, a point or an e-mail address may stand in a text: most have none, and
/// nobody waits for them to be taken apart.
pub fn may_reach(text: &str) -> bool {
    /// The fewest figures of a number or a point, and the most of a word for a number.
    const FIGURES: usize = 6;
    const OF_A_WORD: usize = 3;
    let mut figures = 0;
    let folded = fold(&as_seen(text));
    let mut words = folded.split(|c: char| !c.is_alphanumeric() && c != '@');
    words.any(|word| {
        let own = word.chars().filter(|c| c.is_numeric()).count();
        figures += own + OF_A_WORD * usize::from(is_number(word));
        figures >= FIGURES
            || own > 0 && GEOHASH_LETTERS.contains(&word.len())
            || word.contains('@')
            || word == "commercial"
            || word.len() > 1 && AT.contains(&word)
    })
}

/// Every telephone number of a folded text.
pub fn phones_in(text: &str) -> Vec<PhoneDigits> {
    let mut found = phones_in_runs(text);
    found.extend(
        without_links(text)
            .iter()
            .flat_map(|text| phones_in_runs(text)),
    );
    found
}

fn phones_in_runs(text: &str) -> Vec<PhoneDigits> {
    let runs = text.split(|c: char| !is_part_of_phone(c));
    let mut found: Vec<PhoneDigits> = Vec::new();
    for run in runs.filter(|run| run.contains(|c: char| c.is_ascii_digit())) {
        found.extend(PhoneDigits::parse(run));
        found.extend(joined(&groups(run)));
    }
    found
}

/// A text without the words that stand within a number: "09, then 345 and 67 89"; nothing where it
/// has none.
fn without_links(text: &str) -> Option<String> {
    let is_end = |c: char| !c.is_alphanumeric();
    let without: String = text
        .split_inclusive(is_end)
        .filter(|piece| !LINKS.contains(&piece.trim_end_matches(is_end)))
        .collect();
    (without.len() < text.len()).then_some(without)
}

/// The digits of a text that stand together.
fn groups(text: &str) -> Vec<&str> {
    let groups = text.split(|c: char| !"+()".contains(c) && !c.is_ascii_digit());
    groups.filter(|group| !group.is_empty()).collect()
}

/// The numbers that groups of digits make which stand one after another. A number after a house
/// number or a postal code, or before a year, begins as numbers do.
fn joined(groups: &[&str]) -> Vec<PhoneDigits> {
    let mut found = Vec::new();
    for from in 0..groups.len() {
        if from > 0 && !groups[from].starts_with(['+', '0', '(']) {
            continue;
        }
        let mut joined = String::new();
        for group in &groups[from..] {
            // "345 67 88/89" is two numbers.
            let before = joined.len().checked_sub(group.len());
            let before = before.filter(|before| *before > 0 && group.len() <= LAST);
            if let Some(before) = before.and_then(|before| joined.get(..before)) {
                found.extend(PhoneDigits::parse(&format!("{before}{group}")));
            }
            joined += group;
            if joined.len() > LONGEST {
                break;
            }
            found.extend(PhoneDigits::parse(&joined));
        }
    }
    found
}

/// Words between the parts of a number, and before the other end of a second one.
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "and", "by", "dan", "dann", "daarna", "danach", "depois", "despues", "door", "e", "en", "ensuite", "et", "followed", "gefolgt", "gevolgd", "luego",
    "number", "nummer", "numero", "o", "oder", "of", "or", "ou", "poi", "puis", "seguido", "seguito", "da", "suivi", "de", "then", "u", "und", "von", "y",
];
