//! Telephone numbers, e-mail addresses and points in texts, however they are written.

use crate::Point;

/// The fewest digits of a telephone number; a shorter run of digits is a year or a price.
const FEWEST: usize = 7;
/// The most digits of a telephone number (ITU-T E.164), with a prefix for abroad.
const MOST: usize = 17;

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

/// Every telephone number of a text.
pub fn phones_in(text: &str) -> Vec<PhoneDigits> {
    let is_part = |c: char| c.is_ascii_digit() || " +()/.-_,:*\u{b7}\u{a0}".contains(c);
    let runs = text.split(|c: char| !is_part(c));
    let mut found: Vec<PhoneDigits> = Vec::new();
    for run in runs.filter(|run| run.contains(|c: char| c.is_ascii_digit())) {
        found.extend(PhoneDigits::parse(run));
        // A number after a house number or a postal code, or before a year: it begins as numbers do.
        let groups: Vec<&str> = run.split_whitespace().collect();
        for from in 0..groups.len() {
            if from > 0 && !groups[from].starts_with(['+', '0', '(']) {
                continue;
            }
            for to in from + 1..=groups.len() {
                found.extend(PhoneDigits::parse(&groups[from..to].concat()));
            }
        }
    }
    found
}

/// Every point of a text: two numbers of degrees with three decimals or more, as maps give them.
pub fn points_in(text: &str) -> Vec<Point> {
    // With a comma for the decimals too: "51,0440 3,7270".
    [text.to_owned(), text.replace(',', ".")]
        .iter()
        .flat_map(|text| {
            let numbers = degrees_in(text);
            let pairs: Vec<(f64, f64)> = numbers.windows(2).map(|two| (two[0], two[1])).collect();
            pairs
        })
        .flat_map(|(one, other)| [(one, other), (other, one)])
        .filter_map(|(latitude, longitude)| Point::new(latitude, longitude).ok())
        .collect()
}

fn degrees_in(text: &str) -> Vec<f64> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    text.split(|c: char| !is_part(c))
        .filter(|number| {
            let decimals = number.split_once('.');
            decimals.map_or(0, |(_, decimals)| decimals.len()) >= 3
        })
        .filter_map(|number| number.parse().ok())
        .collect()
}

/// Every e-mail address of a folded text, those too that are written for people alone.
pub fn emails_in(folded: &str) -> Vec<String> {
    let mut text = folded.to_owned();
    for (written, meant) in [
        ("&#64;", "@"),
        ("&commat;", "@"),
        ("(a)", "@"),
        ("_at_", "@"),
        ("_dot_", "."),
    ] {
        text = text.replace(written, meant);
    }
    // "name [at] host (dot) org", in brackets of any kind or none.
    text = text.replace(['(', ')', '[', ']', '{', '}', '<', '>', '\n'], " ");
    text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (written, meant) in [
        (" at ", "@"),
        (" arobase ", "@"),
        (" arroba ", "@"),
        (" chiocciola ", "@"),
        (" apenstaartje ", "@"),
        (" bij ", "@"),
        (" @ ", "@"),
        ("@ ", "@"),
        (" @", "@"),
        (" dot ", "."),
        (" punkt ", "."),
        (" point ", "."),
        (" punt ", "."),
        (" punto ", "."),
        (" ponto ", "."),
    ] {
        text = text.replace(written, meant);
    }
    let is_part = |c: char| c.is_alphanumeric() || "@._%+-".contains(c);
    let words = text.split(|c: char| !is_part(c));
    words
        .map(|word| word.trim_matches(['.', '-']))
        .filter(|word| word.contains('@'))
        .map(str::to_owned)
        .collect()
}
