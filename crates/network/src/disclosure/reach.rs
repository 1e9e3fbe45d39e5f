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

/// What is written for "@" where programs should not read it, folded.
#[rustfmt::skip]
const AT: &[&str] = &[
    "@", "a", "aap", "aapje", "aet", "affe", "affenschwanz", "apenstaart", "apenstaartje", "apestaart", "apestaartje", "arobace", "arobas", "arobase", "arond", "arrob@",
    "arroba", "at", "bei", "bij", "chez", "chiocciola", "chiocciolina", "klammeraffe", "kukac", "malpa", "snabela",
    "zavinac", "παπακι", "маимуна", "равлик", "собака", "ат", "ات", "علي",
];
/// What is written for a full stop.
#[rustfmt::skip]
const DOT: &[&str] = &[
    ".", "dot", "kropka", "nokta", "period", "piste", "pkt", "point", "pont", "ponto", "prik", "punct", "punkt", "punt", "punto", "stip", "tecka", "τελεια",
    "крапка", "точка", "نقطه",
];

/// Words between an "@" and the host that say that it is one.
#[rustfmt::skip]
const HOST: &[&str] = &[
    "domain", "domaine", "domein", "dominio", "domini", "il", "le", "nosso", "nostro", "notre", "nuestro", "ons", "onze", "our", "su", "the", "unserem", "unserer",
];

/// The sign that a word is written for.
fn sign_of(word: &str) -> Option<char> {
    match word {
        word if AT.contains(&word) => Some('@'),
        word if DOT.contains(&word) => Some('.'),
        _ => None,
    }
}

/// A text with signs for the words for them that stand between joints: "nacht-at-shelter-dot-org".
fn with_signs(text: &str) -> String {
    const JOINTS: [char; 3] = ['-', '_', '.'];
    let mut with = String::with_capacity(text.len());
    for (place, piece) in text.split_inclusive(JOINTS).enumerate() {
        let word = piece.strip_suffix(JOINTS).filter(|_| place > 0);
        let sign = word.filter(|word| word.len() > 1).and_then(sign_of);
        match sign {
            Some(sign) => {
                with.truncate(with.trim_end_matches(JOINTS).len());
                with.push(sign);
            }
            None => with += piece,
        }
    }
    with
}

/// Every e-mail address of a folded text, those too that are written for people alone.
pub fn emails_in(folded: &str) -> Vec<String> {
    let mut text = folded.to_owned();
    for (written, meant) in [
        ("at sign", "@"),
        ("at-sign", "@"),
        ("at-teken", "@"),
        ("at-zeichen", "@"),
        ("a commercial", "@"),
        ("full stop", "dot"),
    ] {
        text = text.replace(written, meant);
    }
    let mut found = emails_in_words(&text);
    // A host may have such a word between its hyphens.
    let signed = with_signs(&text);
    if signed != text {
        found.extend(emails_in_words(&signed));
    }
    found
}

/// The addresses of a text: "name [at] host (dot) org", in brackets of any kind or none.
fn emails_in_words(text: &str) -> Vec<String> {
    let is_between = |c: char| !c.is_alphanumeric() && !"@._%+-".contains(c);
    let words = text.split(is_between);
    let words = words.map(|word| word.trim_matches(['-', '_']));
    let mut joined = String::with_capacity(text.len());
    let mut is_open = true;
    for word in words.filter(|word| !word.is_empty()) {
        if joined.ends_with('@') && HOST.contains(&word) {
            continue;
        }
        let sign = sign_of(word);
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
    if is_one_word && squashed(folded) == meant || is_run_together_in(folded, email) {
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

/// Whether an e-mail address stands in a folded text with words for its signs and nothing between:
/// "nachtATshelterDOTexample".
fn is_run_together_in(folded: &str, email: &str) -> bool {
    let Some((mailbox, host)) = email.split_once('@') else {
        return false;
    };
    let hosts = || {
        let words = DOT.iter().map(|dot| host.replace('.', dot));
        words.filter(|written| written != host)
    };
    let words = folded.split(|c: char| !c.is_alphanumeric() && !"@.".contains(c));
    let mut behind = words.filter_map(|word| word.strip_prefix(mailbox));
    behind.any(|rest| {
        let mut hosts_behind = AT.iter().filter_map(|at| rest.strip_prefix(at));
        hosts_behind.any(|rest| rest == host || hosts().any(|written| rest == written))
    })
}
