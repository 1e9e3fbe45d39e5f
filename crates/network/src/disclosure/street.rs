//! Streets, however they are written: with the kind of street abbreviated, the number first, an
//! addition behind it, or a letter wrong.

mod address;
mod alike;
mod nearby;
mod tokens;
mod words;

use self::{
    address::{box_of, houses, is_no_name, segments, street_segment},
    alike::{abbreviates, core, is_like, is_long_for, is_short_for},
    words::{ADDITIONS, ENDINGS, KINDS, ORDINALS, PREPOSITIONS, TELLING, TITLES},
};
pub use self::{nearby::neighbours, tokens::Tokens};
use super::{
    Text, fold,
    letters::{SMALL, are_alike, is_mistyped, tokens},
};

/// So many other words may stand between the words of a street, or between them and the number.
const BETWEEN: usize = 3;
/// So many between a street and a number that is said to be one: "nr 7".
const ANNOUNCED: usize = 12;
/// A street's name is written in one word or in so many more than it has.
const SPLIT: usize = 3;
/// So many where the kind of street is said too.
const TELLING_WITH_KIND: usize = 4;
/// A name of so many words is known without one of them.
const MANY: usize = 3;
/// The house numbers of more digits are postal codes and years.
const DIGITS: usize = 3;

/// The street and the house number of an address.
#[derive(Debug, Clone)]
pub struct Street {
    /// The words that tell the street from others, as they are written.
    words: Vec<String>,
    /// The whole name in one word, and what tells it from others in one.
    joined: [String; 2],
    /// The names of the house: all words of each tell it.
    houses: Vec<Vec<String>>,
    /// The whole address.
    address: String,
    /// Every number of the address: which of them is the house's is not sure, for floors, doors and
    /// flats are written before and behind it.
    numbers: Vec<String>,
    /// What the address calls the kind of street, as "straat" does.
    kinds: Vec<String>,
    /// Whether it says what kind of street it is.
    has_kind: bool,
    /// Whether the name alone says nothing.
    number_needed: bool,
    /// Whether something public stands in the street.
    is_known: bool,
}

impl Street {
    /// Reads the first lines of an address; nothing where no word tells a street.
    pub fn parse(address: &str) -> Option<Self> {
        let folded = fold(address);
        let is_number = |token: &String| token.starts_with(char::is_numeric);
        let parts = Tokens::of(&folded).tokens;
        let is_in_name = |at: usize| {
            // "Avenida 25 de Abril 143": a date, and then the house.
            let is_kind = |token: &String| KINDS.contains(&token.as_str());
            let is_word = |token: &String| !is_number(token) && !is_no_name(token);
            at > 0 && is_kind(&parts[at - 1]) && parts.get(at + 1).is_some_and(is_word)
        };
        let all = || {
            parts
                .iter()
                .enumerate()
                .filter(|(_, token)| is_number(token))
        };
        let of_house = all().filter(|(at, _)| !is_in_name(*at));
        let mut numbers: Vec<String> = of_house.map(|(_, token)| token.clone()).collect();
        if numbers.is_empty() {
            numbers.extend(all().map(|(_, token)| token.clone()));
        }
        if numbers.len() > 1 {
            // A postal code is the whole town's.
            numbers.retain(|number| number.len() < 5);
        }
        let segments = segments(&folded);
        let named = street_segment(&segments).or_else(|| box_of(&folded))?;
        let is_kind = |token: &String| KINDS.contains(&token.as_str());
        let is_title = |token: &String| TITLES.contains(&token.as_str());
        let says_little = |token: &String| {
            token.chars().nth(1).is_none() || PREPOSITIONS.contains(&token.as_str())
        };
        let without = |least: &dyn Fn(&String) -> bool| -> Vec<String> {
            named
                .iter()
                .filter(|token| !least(token))
                .cloned()
                .collect()
        };
        let mut words = [
            without(&|token| is_kind(token) || is_title(token) || says_little(token)),
            without(&|token| is_kind(token) || is_title(token)),
            without(&is_kind),
            named.clone(),
        ]
        .into_iter()
        .find(|words| !words.is_empty())?;
        words.dedup();
        // "Am Kornmarkt" says more than "Kornmarkt".
        let prepositions = named
            .iter()
            .filter(|token| PREPOSITIONS.contains(&token.as_str()) && !words.contains(token));
        let letters = words.iter().chain(prepositions);
        let letters: usize = letters.map(|word| core(word).chars().count()).sum();
        let kind_of = |token: &String| match is_kind(token) {
            true => token.clone(),
            false => token[core(token).len()..].to_owned(),
        };
        let kinds: Vec<String> = named
            .iter()
            .map(kind_of)
            .filter(|kind| !kind.is_empty())
            .collect();
        let has_kind = !kinds.is_empty();
        let needed = match (numbers.is_empty(), has_kind) {
            (_, true) => TELLING_WITH_KIND,
            (false, false) => TELLING,
            (true, false) => 2 * TELLING,
        };
        Some(Self {
            number_needed: letters < needed,
            is_known: false,
            kinds,
            has_kind,
            joined: [named.concat(), words.concat()],
            houses: houses(&segments, numbers.is_empty(), has_kind.then_some(&named)),
            address: tokens(&folded).join(" "),
            words,
            numbers,
        })
    }

    /// Takes the name alone for no disclosure.
    pub fn needs_number(&mut self) {
        self.number_needed = true;
        self.is_known = true;
    }

    /// Takes the name alone for no disclosure where it is the town's.
    pub fn is_no_secret_in(&mut self, town: &Text) {
        let is_town = |words: &Vec<String>| words.iter().all(|word| town.tokens.contains(word));
        self.number_needed |= !self.has_kind && is_town(&self.words);
        self.houses.retain(|house| !is_town(house));
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
        if self.number_is_in(text) || self.houses.iter().any(|house| text.has_together(house)) {
            return true;
        }
        if !self.is_known && (self.is_at_corner(text) || self.is_whole_in(text)) {
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
        if text
            .spelt
            .as_deref()
            .is_some_and(|spelt| self.number_is_in(spelt))
        {
            return true;
        }
        if self.numbers.is_empty() {
            return self.houses.iter().any(|house| text.has_together(house))
                || !self.number_needed && self.is_named_alone(text);
        }
        let places = self.places(text);
        places.iter().any(|place| self.is_beside(text, *place))
            || self.has_number_of(text)
                && (places
                    .into_iter()
                    .any(|place| self.number_is_at(text, place))
                    || self
                        .parted(text)
                        .any(|place| self.number_is_by(text, place)))
    }

    /// Whether the number is near a place in a text where the street's whole name stands.
    fn number_is_at(&self, text: &Text, (first, last): (usize, usize)) -> bool {
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
    fn number_is_by(&self, text: &Text, place: (usize, usize)) -> bool {
        let mut beside = self.numbers_by(text, place).into_iter();
        beside.any(|at| self.numbers.contains(&text.tokens[at]) && self.is_of(text, place, at))
    }

    /// Whether the number of a house is beside a place in a text.
    fn has_house(&self, text: &Text, place: (usize, usize)) -> bool {
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
    fn numbers_by(&self, text: &Text, (first, last): (usize, usize)) -> Vec<usize> {
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
    fn is_kind(&self, token: &str) -> bool {
        let mut own = self.kinds.iter();
        KINDS.contains(&token)
            || ENDINGS.contains(&token)
            || own.any(|kind| abbreviates(token, kind))
    }

    /// Whether a kind of street, in so many letters at least, stands in or beside a place in a text.
    fn is_named(&self, text: &Text, first: usize, last: usize, letters: usize) -> bool {
        let is_named = |token: &String| {
            self.is_kind(token) && token.chars().count() >= letters
                || core(token).len() < token.len()
        };
        around(text, first.saturating_sub(1), last, 1)
            .iter()
            .any(is_named)
    }

    /// Where a part of the name stands that tells it with the number beside it: one word of a longer
    /// name, for people call a street by its last one; all words but one; or all of it in a word.
    fn parted<'t>(&'t self, text: &'t Text) -> impl Iterator<Item = (usize, usize)> + 't {
        let long = |word: &&String| core(word).chars().count() >= TELLING;
        let words = self.words.iter().filter(long);
        let words = words.filter(|_| self.words.len() > 1);
        let words = words.flat_map(|word| {
            let tokens = text.tokens.iter().enumerate();
            let places = tokens.filter(move |(_, token)| core(word) == core(token));
            places.map(|(at, _)| (at, at))
        });
        let tokens = text.tokens.iter().enumerate();
        let in_one = tokens.filter(|(_, token)| self.is_squashed_in(token));
        words
            .chain(in_one.map(|(at, _)| (at, at)))
            .chain(self.but_for_one(text))
    }

    /// Where all words of a name of three or more stand near each other, but for one.
    fn but_for_one(&self, text: &Text) -> impl Iterator<Item = (usize, usize)> {
        let span = self.words.len() + 1;
        let starts = match self.words.len() {
            0..MANY => 0..0,
            _ => 0..text.tokens.len(),
        };
        starts.filter_map(move |first| {
            let window = &text.tokens[first..(first + span).min(text.tokens.len())];
            let at = |word: &String| window.iter().position(|token| is_like(word, token));
            let met: Vec<usize> = self.words.iter().filter_map(at).collect();
            let last = met.iter().max()?;
            (met.len() + 1 >= self.words.len() && met.contains(&0)).then_some((first, first + last))
        })
    }

    /// Whether a token is the street's name and kind in one word, with small words between or not.
    fn is_squashed_in(&self, token: &str) -> bool {
        let words = || self.words.iter().map(|word| core(word));
        let letters: usize = words().map(|word| word.chars().count()).sum();
        let has_kind = |kind: &String| {
            let rest = token
                .strip_prefix(kind.as_str())
                .or_else(|| token.strip_suffix(kind.as_str()));
            rest.is_some_and(|rest| {
                words().any(|word| rest.starts_with(word) || rest.ends_with(word))
            })
        };
        words().all(|word| token.contains(word))
            && (letters >= TELLING
                || letters >= TELLING_WITH_KIND && self.kinds.iter().any(has_kind))
    }

    /// Whether a text names the street, and no house of it.
    pub fn is_named_alone(&self, text: &Text) -> bool {
        let mut places = self.places(text).into_iter();
        places.any(|place| {
            let is_street = !self.has_kind
                || self.is_named(text, place.0, place.1, 1)
                || text.tokens.len() == self.words.len();
            is_street && !self.has_house(text, place)
        })
    }

    /// Whether a text has the number as one that is all it says, or that is said to be one.
    pub fn is_numbered_by(&self, text: &Text) -> bool {
        let mut tokens = text.tokens.iter().enumerate();
        tokens.any(|(at, token)| {
            self.numbers.contains(token) && (text.announced[at] || text.tokens.len() <= 2)
        })
    }

    /// Whether a text has its number anywhere.
    pub fn has_number_of(&self, text: &Text) -> bool {
        text.tokens.iter().any(|token| self.numbers.contains(token))
    }

    /// Whether two texts have the street and its number once they are read as one, of which the
    /// first does not name another house.
    pub fn is_in_both(&self, one: &Text, other: &Text, joined: &Text) -> bool {
        let is_parted = || self.places(one).is_empty() && self.places(other).is_empty();
        let in_full = |place: (usize, usize)| {
            (!self.has_kind || self.is_named(joined, place.0, place.1, 1))
                && self.number_is_at(joined, place)
        };
        (is_parted() || self.is_named_alone(one)) && self.places(joined).into_iter().any(in_full)
    }

    /// Whether a text names the street as one, with the kind of street, and no other house of it.
    fn named_as_street(&self, text: &Text) -> bool {
        let mut places = self.places(text).into_iter();
        places.any(|place| self.is_named(text, place.0, place.1, 2) && !self.has_house(text, place))
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
        let first = &window[0];
        let begins = |word: &String| {
            is_like(word, first) || is_short_for(first, word) || is_long_for(first, word)
        };
        if !self.words.iter().any(begins)
            || !self.words.iter().any(|word| {
                let is_it = |token: &String| is_like(word, token) || is_long_for(token, word);
                window.iter().any(is_it)
            })
        {
            return None;
        }
        let at = self.words.iter().map(|word| {
            let whole = window.iter().position(|token| is_like(word, token));
            whole.or_else(|| {
                let is_short =
                    |token: &String| is_short_for(token, word) || is_long_for(token, word);
                window.iter().position(is_short)
            })
        });
        at.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Where the name ends, when a window begins with it in fewer or more words than the address.
    fn split(&self, window: &[String]) -> Option<usize> {
        let most = (self.words.len() + SPLIT).min(window.len());
        self.joined.iter().find_map(|whole| {
            let name = core(whole);
            if name.chars().count() < TELLING {
                return None;
            }
            let mut joined = String::new();
            let mut words = window[..most].iter();
            let numbered = words.position(|token| token.starts_with(char::is_numeric));
            window[..numbered.unwrap_or(most)].iter().position(|token| {
                joined.push_str(token);
                core(&joined) == name || is_mistyped(whole, &joined) || are_alike(whole, &joined)
            })
        })
    }
}

/// The tokens of a place in a text and so many around it.
fn around(text: &Text, first: usize, last: usize, distance: usize) -> &[String] {
    let from = first.saturating_sub(distance);
    let to = (last + distance + 1).min(text.tokens.len());
    &text.tokens[from..to]
}
