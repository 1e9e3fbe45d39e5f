//! A text, taken apart once for all that it is searched for.

use super::{
    coordinates::{PlusCode, degrees_in, plus_codes_in, points_in},
    disguised::as_seen,
    emails::{addressees, emails_in, is_squashed_in},
    letters::is_mistyped,
    misread::{figures_as_meant, words_as_meant},
    name::{self, MAY_BE_MISTYPED, Name, Word},
    numerals::in_figures,
    reach::{PhoneDigits, phones_in},
    street::tokens::Tokens,
};
use crate::{Point, digits::plain_digits, fold};

/// So much of the end and the beginning of two texts is read as one.
const JOINED: usize = 80;

/// A text that is made ready to be searched.
#[derive(Debug, Default)]
pub struct Text {
    pub(super) folded: String,
    pub(super) tokens: Vec<String>,
    /// Which of them is said to be the number of a house.
    pub(super) announced: Vec<bool>,
    /// Which of them stands behind a small word that was left out.
    pub(super) behind: Vec<bool>,
    words: Vec<Word>,
    pub(super) phones: Vec<PhoneDigits>,
    pub(super) emails: Vec<String>,
    pub(super) points: Vec<Point>,
    degrees: Vec<f64>,
    plus_codes: Vec<PlusCode>,
    /// The same with figures for numbers in words.
    pub(super) spelt: Option<Box<Self>>,
}

impl Text {
    /// Folds a text and takes it apart.
    pub fn new(text: &str) -> Self {
        let plain = as_seen(text);
        let folded = plain_digits(&fold(&plain));
        let mut phones = phones_as_meant(&folded);
        let figures = in_figures(&folded);
        phones.extend(figures.iter().flat_map(|figures| phones_as_meant(figures)));
        Self {
            phones,
            emails: emails_in(&folded),
            points: points_in(&plain),
            degrees: degrees_in(&plain),
            plus_codes: plus_codes_in(&plain),
            words: name::words(&plain),
            spelt: figures.map(|figures| Box::new(Self::of_tokens(&figures))),
            folded,
            ..Self::of_tokens(&plain)
        }
    }

    /// The words and numbers of a text alone.
    fn of_tokens(plain: &str) -> Self {
        let Tokens {
            tokens,
            announced,
            behind,
        } = Tokens::of(&plain_digits(&fold(&words_as_meant(plain))));
        Self {
            tokens,
            announced,
            behind,
            ..Self::default()
        }
    }

    /// Whether it has one of these words.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        let mut tokens = self.tokens.iter();
        tokens.any(|token| words.contains(&token.as_str()))
    }

    /// The numbers of which one may be a house's.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &str> {
        let texts = std::iter::once(self).chain(self.spelt.as_deref());
        let tokens = texts.flat_map(|text| &text.tokens);
        tokens
            .map(String::as_str)
            .filter(|token| token.starts_with(char::is_numeric))
    }

    /// Whether these words stand together, in any order, with one other word between them at most.
    pub(super) fn has_together(&self, words: &[String]) -> bool {
        let within = words.len() + 1;
        self.tokens
            .windows(within.min(self.tokens.len()).max(1))
            .any(|window| words.iter().all(|word| is_named(window, word)))
    }

    pub(super) fn has_name(&self, name: &Name) -> bool {
        name.is_told_in(&self.words)
            || !self.folded.is_ascii() && name.is_unspaced_in(&self.folded.replace(' ', ""))
    }

    pub(super) fn has_email(&self, email: &String) -> bool {
        let mut found = self.emails.iter().flat_map(|found| addressees(found));
        found.any(|found| found == *email) || is_squashed_in(&self.folded, email)
    }

    /// Two texts as one: the end of this one and the beginning of the other.
    pub(super) fn joined(&self, other: &Self) -> Self {
        let end = self.folded.char_indices().rev().nth(JOINED);
        let beginning = other.folded.char_indices().nth(JOINED);
        let end = &self.folded[end.map_or(0, |(at, _)| at)..];
        let beginning = &other.folded[..beginning.map_or(other.folded.len(), |(at, _)| at)];
        // Of a name in folded letters no initial is known.
        Self::new(&format!("{end} {beginning}"))
    }

    /// The points of which each text has one number.
    pub(super) fn halves_with(&self, other: &Self) -> impl Iterator<Item = Point> {
        self.degrees.iter().flat_map(|one| {
            let others = other.degrees.iter();
            others.filter_map(|other| Point::new(*one, *other).ok())
        })
    }

    /// The points that it may mean, as seen from one nearby.
    pub(super) fn points_by(&self, nearby: Option<Point>) -> impl Iterator<Item = Point> {
        let codes = self.plus_codes.iter();
        let coded = codes.filter_map(move |code| code.near(nearby?));
        self.points.iter().copied().chain(coded)
    }

    /// Whether a small word was left out between a place and a token: "the church from 12".
    pub(super) fn is_apart(&self, (first, last): (usize, usize), at: usize) -> bool {
        match at < first {
            true => self.behind[at + 1..=first].contains(&true),
            false => self.behind[last + 1..=at].contains(&true),
        }
    }
}

/// Whether a text says a number, in figures or in words.
pub fn says_number(text: &str) -> bool {
    let plain = as_seen(text);
    Text::of_tokens(&plain).numbers().next().is_some() || in_figures(&fold(&plain)).is_some()
}

fn phones_as_meant(folded: &str) -> Vec<PhoneDigits> {
    let mut phones = phones_in(folded);
    phones.extend(
        figures_as_meant(folded)
            .iter()
            .flat_map(|meant| phones_in(meant)),
    );
    phones
}

fn is_named(window: &[String], word: &str) -> bool {
    let is_it = |token: &String| {
        token == word || word.chars().count() >= MAY_BE_MISTYPED && is_mistyped(word, token)
    };
    window.iter().any(is_it)
}
