//! The number of a house beside the name of its street.

use super::{
    super::{letters::SMALL, text::Text},
    BETWEEN, Street,
    alike::{abbreviates, core},
    around,
    words::{ADDITIONS, ENDINGS, KINDS, ORDINALS, TITLES},
};

/// So many words may stand between a street and a number that is said to be one: "nr 7".
const ANNOUNCED: usize = 12;
/// The house numbers of more digits are postal codes and years.
const DIGITS: usize = 3;

impl Street {
    /// Whether the number is near a place in a text where the street's whole name stands.
    pub(super) fn number_is_at(&self, text: &Text, (first, last): (usize, usize)) -> bool {
        if self.number_is_by(text, (first, last)) {
            return true;
        }
        let is_house = |token: &String| self.numbers.contains(token);
        let is_street = self.is_named(text, first, last, 1);
        // A word that is like the name is the street where its kind or its number is beside it.
        if self.has_kind && !is_street {
            // Where the kind should be, something else may be.
            return self.words.len() > 1 && around(text, first, last, 2).iter().any(is_house);
        }
        let is_announced = |at: usize| text.announced[at] && is_house(&text.tokens[at]);
        around(text, first, last, BETWEEN).iter().any(is_house)
            || (is_street || !self.has_kind || !self.number_needed)
                && (first.saturating_sub(ANNOUNCED)..text.tokens.len().min(last + ANNOUNCED))
                    .any(is_announced)
    }

    /// Whether the number is right beside a place in a text, with nothing between that says more.
    pub(super) fn number_is_by(&self, text: &Text, place: (usize, usize)) -> bool {
        let mut beside = self.numbers_by(text, place).into_iter();
        beside.any(|at| self.numbers.contains(&text.tokens[at]) && self.is_of(text, place, at))
    }

    /// Whether the number of a house is beside a place in a text.
    pub(super) fn has_house(&self, text: &Text, place: (usize, usize)) -> bool {
        // "przy alei Wolności o 18": an hour.
        let is_lone = |token: &String| token.chars().nth(1).is_none() && !self.is_kind(token);
        let is_hour = |at: usize| at > place.1 + 1 && is_lone(&text.tokens[at - 1]);
        let mut beside = self.numbers_by(text, place).into_iter();
        beside.any(|at| {
            text.tokens[at].len() <= DIGITS && !is_hour(at) && self.is_of(text, place, at)
        })
    }

    /// Whether a number beside a place is that of a house there: "179 rue de la Paix", and not "the
    /// church from 12".
    fn is_of(&self, text: &Text, place: (usize, usize), at: usize) -> bool {
        let mut between = text.tokens.iter().take(place.0).skip(at + 1);
        text.announced[at]
            || !text.is_apart(place, at)
            || between.any(|token| self.is_kind(token) || TITLES.contains(&token.as_str()))
    }

    /// Where numbers stand before and behind a place in a text, with nothing between that says
    /// anything. Before it what is within the house may stand too: "47, 2nd floor, Elm Street".
    pub(super) fn numbers_by(&self, text: &Text, (first, last): (usize, usize)) -> Vec<usize> {
        let token = |at: usize| text.tokens[at].as_str();
        let is_number = |at: &usize| token(*at).starts_with(char::is_numeric);
        let is_filler = |at: &usize| self.is_filler(token(*at));
        let is_within =
            |at: &usize| is_number(at) || is_filler(at) || ADDITIONS.contains(&token(*at));
        let before = (0..first).rev().take_while(is_within).filter(is_number);
        let behind = (last + 1..text.tokens.len())
            .skip_while(is_filler)
            .take_while(is_number);
        before.chain(behind).collect()
    }

    /// Whether a token says nothing between a street and its number.
    fn is_filler(&self, token: &str) -> bool {
        let is_letter = token.chars().nth(1).is_none() && token.starts_with(char::is_alphabetic);
        // "squaredel'Abbé"
        let mut behind_kind = self
            .kinds
            .iter()
            .filter_map(|kind| token.strip_prefix(kind.as_str()));
        is_letter
            || self.is_kind(token)
            || TITLES.contains(&token)
            || ORDINALS.contains(&token)
            || behind_kind.any(|rest| SMALL.contains(&rest))
    }

    /// Whether a token names a kind of street, or may be short for this one's.
    pub(super) fn is_kind(&self, token: &str) -> bool {
        let mut own = self.kinds.iter();
        KINDS.contains(&token)
            || ENDINGS.contains(&token)
            || own.any(|kind| abbreviates(token, kind))
    }

    /// Whether a kind of street, in so many letters at least, stands in or beside a place in a text.
    pub(super) fn is_named(&self, text: &Text, first: usize, last: usize, letters: usize) -> bool {
        let is_named = |token: &String| {
            self.is_kind(token) && token.chars().count() >= letters
                || core(token).len() < token.len()
        };
        around(text, first.saturating_sub(1), last, 1)
            .iter()
            .any(is_named)
    }
}
