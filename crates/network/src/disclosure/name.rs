//! Names of people in texts: in any order, with initials, with and without titles and small words.
//!
//! Whoever looks for a person to erase would rather read one sentence too many than miss one
//! ([`Name::is_among`]); who publishes a text is asked only where it tells the one person
//! ([`Name::is_told_in`]).

mod words;

use std::collections::BTreeSet;

use any_ascii::any_ascii;

pub use self::words::{Word, words};
use self::words::{bare, is_small, is_title, letters_of};
use super::letters::{are_alike, begin_alike, is_mistyped};
use crate::fold;

/// A word of a person's name with so many letters may have one that is wrong.
pub const MAY_BE_MISTYPED: usize = 6;
/// So many beside another name that is written right.
const MAY_BE_MISTYPED_BESIDE: usize = 5;
/// The fewest letters of a name that is known when it is written without spaces.
const JOINED: usize = 7;
/// The fewest letters of a family's name with an initial.
const MAILBOX: usize = 5;

/// Small words that names are written in one with, the longest first.
const PARTICLES: &[&str] = &[
    "vanden", "vander", "dela", "della", "vande", "van", "del", "von", "al", "de", "di", "du", "el",
];

/// A name in its parts: "van den Berg, Marie-Claire" is `[berg]` and `[marie, claire]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    parts: Vec<Part>,
    /// The first of the given names among the parts.
    given: usize,
    /// The whole name without spaces, in both orders, as it stands in addresses.
    joined: Vec<String>,
    /// The family's name with the initial of the given one before or behind it: "avandenberg".
    mailboxes: Vec<String>,
    /// It is written without spaces between words, as in Chinese.
    unspaced: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    words: Vec<String>,
    /// The first of them as it is written: "oe" is one letter and two.
    written: String,
    /// With the small words before it in one: "vandenberg".
    joined: String,
}

impl Name {
    /// Reads a name; nothing where it says nothing (a title alone).
    pub fn parse(name: &str) -> Option<Self> {
        // "Anna Smith (coordinator)": what stands in brackets is no name.
        let bare = match name.split_once('(') {
            Some((before, _)) if !before.trim().is_empty() => before,
            _ => name,
        };
        let mut parts: Vec<Part> = Vec::new();
        let (mut given, mut before) = (0, String::new());
        for (place, segment) in bare.split([',', ';']).enumerate() {
            // "Berg, Anna": the family's name is first.
            if place == 1 {
                given = parts.len();
            }
            for written in segment.split(|c: char| c.is_whitespace() || c == '/') {
                let letters = letters_of(written);
                let mut words = words(written);
                words.retain(|word| !is_small(&word.text));
                let first = words.first().map(|word| word.written.clone());
                let words: Vec<String> = words.into_iter().map(|word| word.text).collect();
                if words.is_empty() {
                    before += &letters;
                } else if !is_title(&words) {
                    let joined = std::mem::take(&mut before) + &letters;
                    parts.push(Part {
                        words,
                        written: first.unwrap_or_default(),
                        joined,
                    });
                }
            }
        }
        let given = if given < parts.len() { given } else { 0 };
        let mut name = Self {
            parts,
            given,
            joined: Vec::new(),
            mailboxes: Vec::new(),
            unspaced: Some(fold(bare).replace(' ', "")).filter(|name| is_unspaced(name)),
        };
        // An initial says something only beside one other name.
        if name.parts.iter().filter(|part| part.is_whole()).count() > 1 {
            let of_family = name.parts[..name.given].iter();
            name.given = of_family.filter(|part| part.is_whole()).count();
            name.parts.retain(Part::is_whole);
            name.given %= name.parts.len();
        }
        if !name.parts.iter().any(Part::is_whole) {
            name.parts.clear();
        }
        name.joined = name.written_in_one();
        name.mailboxes = name.with_an_initial();
        (!name.parts.is_empty() || name.unspaced.is_some()).then_some(name)
    }

    /// Whether it is of a single word, as many things and people are called.
    pub fn is_single(&self) -> bool {
        self.parts.len() < 2 && self.unspaced.is_none()
    }

    /// Whether two names have the same parts.
    pub fn is(&self, other: &Self) -> bool {
        let set = |name: &Self| -> BTreeSet<String> {
            let words = name.parts.iter().flat_map(|part| &part.words);
            words.cloned().collect()
        };
        match (&self.unspaced, &other.unspaced) {
            (Some(one), Some(another)) => one == another,
            _ => !self.parts.is_empty() && set(self) == set(other),
        }
    }

    /// Whether it stands, written without spaces between words, in a folded text without spaces.
    pub fn is_unspaced_in(&self, spaceless: &str) -> bool {
        let unspaced = self.unspaced.as_deref();
        unspaced.is_some_and(|name| spaceless.contains(name))
            || unspaced.is_some() && {
                // In the signs of another country too.
                let latin = any_ascii(spaceless).to_lowercase();
                let mut ways = self.joined.iter();
                ways.any(|way| latin.contains(way))
            }
    }

    /// Whether the words of a text tell this one of all who have a part of the name: a given name,
    /// whole or by its initial, beside another part.
    pub fn is_told_in(&self, words: &[Word]) -> bool {
        self.is_joined_in(words)
            || self.parts.len() > 1
                && self.windows(words).any(|window| {
                    let met = self.met_in(window);
                    met.given && met.whole >= 1 && met.all >= 2
                })
    }

    /// Whether it stands among the words of a text: in any order, with a word between at most, given
    /// names as initials or left out in part, all of it without spaces, or a part of it behind a
    /// title or with what is its own.
    pub fn is_among(&self, words: &[Word]) -> bool {
        if self.parts.len() < 2 {
            return self.parts.iter().any(|part| {
                let mut windows = words.windows(part.words.len());
                windows.any(|window| {
                    let mut both = window.iter().zip(&part.words);
                    both.all(|(word, own)| word.text == *own)
                })
            });
        }
        let is_family = |at: usize| at != self.given;
        let alone = |word: &Word| {
            (word.titled || word.owner)
                && self.parts.iter().enumerate().any(|(at, part)| {
                    (word.titled || is_family(at))
                        && (part.words.contains(&word.text) || part.joined == word.text)
                })
        };
        words.iter().any(alone)
            || self.is_joined_in(words)
            || self.windows(words).any(|window| {
                let met = self.met_in(window);
                met.whole >= 1 && met.all >= 2
            })
    }

    /// Whether it stands without spaces in a word, or in two ("anna.vandenberg").
    fn is_joined_in(&self, words: &[Word]) -> bool {
        let in_one = |joined: &String| words.iter().any(|word| word.text.contains(joined));
        let is_mailbox = |word: &Word| self.mailboxes.contains(&word.text);
        let in_two = |joined: &String| {
            words
                .windows(2)
                .any(|two| joined.strip_prefix(two[0].text.as_str()) == Some(two[1].text.as_str()))
        };
        words.iter().any(is_mailbox)
            || self.mailboxes.iter().any(in_two)
            || self
                .joined
                .iter()
                .any(|joined| in_one(joined) || in_two(joined))
    }

    fn windows<'w>(&self, words: &'w [Word]) -> impl Iterator<Item = &'w [Word]> + use<'w> {
        let length: usize = self.parts.iter().map(|part| part.words.len()).sum();
        let within = (length + 1).min(words.len());
        (0..words.len().saturating_sub(1))
            .map(move |start| &words[start..(start + within).min(words.len())])
    }

    fn met_in(&self, window: &[Word]) -> Met {
        let mut used = vec![false; window.len()];
        let mut met = Met::default();
        // Whole words first, so that an initial does not take the place of another part's word.
        let mut open = Vec::new();
        for (place, part) in self.parts.iter().enumerate() {
            match (0..window.len()).find(|at| !used[*at] && part.is(&window[*at])) {
                Some(at) => {
                    used[at] = true;
                    met.add(place == self.given);
                    met.whole += 1;
                }
                None => open.push((place, part)),
            }
        }
        for (place, part) in open {
            let may_be = |at: &usize| {
                let word = &window[*at];
                let is_cut = || place == self.given && part.is_cut_to(word);
                part.may_be(word) || met.whole > 0 && (part.is_nearly(word) || is_cut())
            };
            if let Some(at) = (0..window.len()).find(|at| !used[*at] && may_be(at)) {
                used[at] = true;
                met.add(place == self.given);
            }
        }
        met
    }

    fn with_an_initial(&self) -> Vec<String> {
        let (family, given) = self.parts.split_at(self.given);
        let (Some(given), Some(family)) = (given.first(), family.first().or(given.get(1))) else {
            return Vec::new();
        };
        let initial: String = given.joined.chars().take(1).collect();
        let whole: String = match self.given {
            0 => self.parts[1..]
                .iter()
                .map(|part| part.joined.as_str())
                .collect(),
            _ => family.joined.clone(),
        };
        let family = family.joined.as_str();
        let mut mailboxes = vec![
            format!("{initial}{family}"),
            format!("{family}{initial}"),
            format!("{initial}{whole}"),
        ];
        for mailbox in &mut mailboxes {
            *mailbox = bare(mailbox);
        }
        mailboxes.retain(|mailbox| mailbox.len() >= MAILBOX);
        mailboxes.sort_unstable();
        mailboxes.dedup();
        mailboxes
    }

    fn written_in_one(&self) -> Vec<String> {
        if let Some(unspaced) = &self.unspaced {
            return in_latin(unspaced);
        }
        if self.parts.len() < 2 {
            return Vec::new();
        }
        let (family, given) = self.parts.split_at(self.given);
        let order: Vec<&Part> = given.iter().chain(family).collect();
        let bare = |part: &&Part| part.words.concat();
        let whole = |part: &&Part| part.joined.clone();
        let mut joined: Vec<String> = vec![
            order.iter().map(bare).collect(),
            order.iter().rev().map(bare).collect(),
            order.iter().map(whole).collect(),
            order.iter().rev().map(whole).collect(),
        ];
        for joined in &mut joined {
            // Two parts may make a vowel that neither has.
            *joined = self::bare(joined);
        }
        joined.retain(|joined| joined.len() >= JOINED);
        joined.sort_unstable();
        joined.dedup();
        joined
    }
}

impl Part {
    fn is_whole(&self) -> bool {
        self.words.iter().any(|word| word.chars().nth(1).is_some())
    }

    /// Whether a word is this part, or the first of it: "Marie" stands for "Marie-Claire" too.
    fn is(&self, word: &Word) -> bool {
        let Some(own) = self.words.first() else {
            return false;
        };
        let letters = own.chars().count();
        letters > 1
            && (*own == word.text
                || self.joined == word.text
                || letters >= MAY_BE_MISTYPED && self.is_mistyped_as(word)
                || are_alike(own, &word.text)
                || without_particles(own).is_some_and(|bare| bare == word.text))
    }

    /// Whether a word is this part with a letter wrong or cut off, where another part was met.
    fn is_nearly(&self, word: &Word) -> bool {
        let own = self.words.first();
        own.is_some_and(|own| own.chars().count() >= MAY_BE_MISTYPED_BESIDE)
            && (self.is_mistyped_as(word) || self.is_cut_to(word))
    }

    /// Whether a word is the beginning of it, with a full stop: "An." for "Anna".
    fn is_cut_to(&self, word: &Word) -> bool {
        let mut ways = self.words.first().into_iter().chain([&self.joined]);
        word.dotted
            && word.text.chars().nth(1).is_some()
            && ways.any(|own| own.starts_with(&word.text))
    }

    fn is_mistyped_as(&self, word: &Word) -> bool {
        let own = self.words.first();
        own.is_some_and(|own| is_mistyped(own, &word.text))
            || is_mistyped(&self.written, &word.written)
    }

    /// Whether a word is its initial, or what an initial stands for.
    fn may_be(&self, word: &Word) -> bool {
        // The Arabic article is nobody's initial.
        let own = self
            .words
            .first()
            .map(|own| own.strip_prefix("ال").unwrap_or(own));
        let Some(letter) = own.and_then(|own| own.chars().next()) else {
            return false;
        };
        // "JP" is Jean-Pierre.
        if self.words.len() > 1 {
            let firsts = self.words.iter().filter_map(|own| own.chars().next());
            if firsts.collect::<String>() == word.text {
                return true;
            }
        }
        let is_first = word.text.starts_with(letter)
            || word.initial && !letter.is_ascii() && begin_alike(letter, &word.text);
        is_first && (word.initial || !self.is_whole() && !is_small(&word.text))
    }
}

/// How much of a name was met.
#[derive(Debug, Default)]
struct Met {
    all: usize,
    whole: usize,
    given: bool,
}

impl Met {
    fn add(&mut self, given: bool) {
        self.all += 1;
        self.given |= given;
    }
}

/// A Chinese name in Latin letters, the family's before the given one and behind it.
fn in_latin(unspaced: &str) -> Vec<String> {
    let mut signs = unspaced.chars();
    let family: String = signs.by_ref().take(1).collect();
    let (family, given) = (
        any_ascii(&family).to_lowercase(),
        any_ascii(signs.as_str()).to_lowercase(),
    );
    let mut joined = vec![format!("{family}{given}"), format!("{given}{family}")];
    joined.retain(|joined| joined.len() >= JOINED);
    joined
}

/// A family's name without the small words that it is written in one with: "broucke" of
/// "vandenbroucke".
fn without_particles(word: &str) -> Option<&str> {
    let rest = PARTICLES
        .iter()
        .find_map(|particle| word.strip_prefix(particle));
    rest.filter(|rest| rest.chars().count() >= MAY_BE_MISTYPED_BESIDE)
}

/// Whether a folded name is of a script without spaces between words.
fn is_unspaced(name: &str) -> bool {
    let has = |c: char| {
        matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
    };
    name.chars().nth(1).is_some() && name.chars().any(has)
}
