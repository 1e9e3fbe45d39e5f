//! Telephone numbers and e-mail addresses in texts, however they are written.

use super::numerals::is_number;
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
    /// The fewest figures of a number or a point, and words of a number.
    const FIGURES: usize = 6;
    const WORDS: usize = 4;
    let (mut figures, mut numbers) = (0, 0);
    let folded = fold(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric() && c != '@');
    words.any(|word| {
        figures += word.chars().filter(|c| c.is_numeric()).count();
        numbers += usize::from(is_number(word));
        figures >= FIGURES
            || numbers >= WORDS
            || word.contains('@')
            || word.len() > 1 && AT.contains(&word)
    })
}

/// Every telephone number of a text.
pub fn phones_in(text: &str) -> Vec<PhoneDigits> {
    let runs = text.split(|c: char| !is_part_of_phone(c));
    let mut found: Vec<PhoneDigits> = Vec::new();
    for run in runs.filter(|run| run.contains(|c: char| c.is_ascii_digit())) {
        found.extend(PhoneDigits::parse(run));
        // A number after a house number or a postal code, or before a year: it begins as numbers do.
        let groups: Vec<&str> = run
            .split(|c: char| !"+()".contains(c) && !c.is_ascii_digit())
            .filter(|group| !group.is_empty())
            .collect();
        for from in 0..groups.len() {
            if from > 0 && !groups[from].starts_with(['+', '0', '(']) {
                continue;
            }
            let mut joined = String::new();
            for group in &groups[from..] {
                joined += group;
                if joined.len() > LONGEST {
                    break;
                }
                found.extend(PhoneDigits::parse(&joined));
            }
        }
    }
    found
}

/// What is written for "@" where programs should not read it, folded.
#[rustfmt::skip]
const AT: &[&str] = &[
    "@", "a", "apenstaartje", "arobas", "arobase", "arond", "arrob@", "arroba", "at", "bei", "bij", "chez", "chiocciola", "klammeraffe", "kukac", "malpa", "snabela",
    "zavinac", "παπακι", "маимуна", "равлик", "собака", "ат", "ات", "علي",
];
/// What is written for a full stop.
#[rustfmt::skip]
const DOT: &[&str] = &[
    ".", "dot", "kropka", "nokta", "period", "piste", "pkt", "point", "pont", "ponto", "prik", "punct", "punkt", "punt", "punto", "tecka", "τελεια",
    "крапка", "точка", "نقطه",
];

/// Every e-mail address of a folded text, those too that are written for people alone.
pub fn emails_in(folded: &str) -> Vec<String> {
    let mut text = folded.to_owned();
    for (written, meant) in [
        ("&#64;", "@"),
        ("&commat;", "@"),
        ("%40", "@"),
        ("at sign", "@"),
        ("at-sign", "@"),
        ("a commercial", "@"),
        ("full stop", "dot"),
    ] {
        text = text.replace(written, meant);
    }
    if text.contains(['-', '_']) {
        for (words, meant) in [(AT, "@"), (DOT, ".")] {
            for word in words.iter().filter(|word| word.len() > 1) {
                for joint in ['-', '_'] {
                    text = text.replace(&format!("{joint}{word}{joint}"), meant);
                }
            }
        }
    }
    // "name [at] host (dot) org", in brackets of any kind or none.
    let is_between = |c: char| {
        c.is_whitespace()
            || "()[]{}<>\"'|*=/\\~,;:!?\u{201c}\u{201d}\u{201e}\u{ab}\u{bb}".contains(c)
    };
    let mut joined = String::with_capacity(text.len());
    let mut is_open = true;
    for word in text.split(is_between).filter(|word| !word.is_empty()) {
        let sign = match word {
            word if AT.contains(&word) => Some('@'),
            word if DOT.contains(&word) => Some('.'),
            _ => None,
        };
        match sign {
            Some(sign) => joined.push(sign),
            None => {
                if !is_open && !word.starts_with('@') {
                    joined.push(' ');
                }
                joined += word;
            }
        }
        is_open = sign.is_some() || word.ends_with('@');
    }
    let is_part = |c: char| c.is_alphanumeric() || "@._%+-".contains(c);
    let words = joined.split(|c: char| !is_part(c));
    words.flat_map(addresses_of).collect()
}

/// The addresses of a word; of "ask@us@host", where a word for "@" was none, both.
fn addresses_of(word: &str) -> Vec<String> {
    let parts: Vec<&str> = word
        .split('@')
        .map(|part| part.trim_matches(['.', '-']))
        .collect();
    let pairs = parts.windows(2);
    pairs.map(|pair| pair.join("@")).collect()
}

/// The addresses whose people get what is sent to this one: itself, without what stands behind a
/// plus, and at the hosts above ("www.", "nospam.").
pub fn addressees(email: &str) -> Vec<String> {
    let Some((mailbox, host)) = email.split_once('@') else {
        return vec![email.to_owned()];
    };
    let plain = mailbox.split('+').next().filter(|plain| !plain.is_empty());
    let above = host.match_indices('.').map(|(at, _)| &host[at + 1..]);
    let hosts = std::iter::once(host).chain(above);
    hosts
        .flat_map(|host| {
            let mailboxes = [Some(mailbox), plain.filter(|plain| *plain != mailbox)];
            mailboxes
                .into_iter()
                .flatten()
                .map(move |mailbox| format!("{mailbox}@{host}"))
        })
        .collect()
}

/// The fewest letters by which an e-mail address is known without its signs.
const SQUASHED: usize = 10;
/// So much of a text around an "@" may be the address.
const AROUND: usize = 80;

/// Whether a folded text has an e-mail address with other signs within it, or none: "n.a.c.h.t@
/// shelter,example", or an address of a page made of it.
pub fn is_squashed_in(folded: &str, email: &str) -> bool {
    let squashed =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let meant = squashed(email);
    if meant.len() < SQUASHED {
        return false;
    }
    let is_one_word = folded.contains('-') && !folded.contains(char::is_whitespace);
    if is_one_word && squashed(folded) == meant {
        return true;
    }
    folded.match_indices('@').any(|(at, _)| {
        let before = folded[..at].char_indices().rev().nth(AROUND);
        let from = before.map_or(0, |(from, _)| from);
        let behind = folded[at..].char_indices().nth(AROUND);
        let to = behind.map_or(folded.len(), |(to, _)| at + to);
        // "name+night@www.shelter.example" is delivered to the same people.
        let (mailbox, host) = (&folded[from..at], &folded[at + 1..to]);
        let mailbox = mailbox.rsplit_once('+').map_or(mailbox, |(name, _)| name);
        let host = host.trim_start().trim_start_matches("www.");
        let (name, domain) = email.split_once('@').unwrap_or((email, ""));
        let is_before = |c: char| c.is_whitespace() || "/:?=&".contains(c);
        let mailbox = mailbox.rsplit(is_before).next().unwrap_or_default();
        let is_host = squashed(host).starts_with(&squashed(domain));
        // "n a c h t @ s h e l t e r"
        let is_apart = mailbox.chars().nth(1).is_none();
        let (before, name) = (squashed(&folded[from..at]), squashed(name));
        is_host && (squashed(mailbox) == name || is_apart && before.ends_with(&name))
    })
}
