//! Streets, however they are written: with the kind of street abbreviated, the number first, an
//! addition behind it, or a letter wrong.

mod address;
mod alike;
mod nearby;
mod numbers;
mod places;
pub mod tokens;
mod words;

pub use self::nearby::neighbours;
use self::{
    address::{box_of, houses, is_no_name, segments, street_segment},
    alike::{core, is_like},
    tokens::Tokens,
    words::{BESIDE, KINDS, PREPOSITIONS, TELLING, TITLES},
};
use super::{letters, text::Text};
use crate::fold;

/// So many other words may stand between the words of a street, or between them and the number.
const BETWEEN: usize = 3;
/// So many letters of a name tell a street where its kind is said too.
const TELLING_WITH_KIND: usize = 4;

/// The street and the house number of an address.
#[derive(Debug, Clone)]
pub struct Street {
    /// The words that tell the street from others, as they are written.
    words: Vec<String>,
    /// The whole name in one word, and what tells it from others in one.
    joined: [String; 2],
    /// The first letters of a name of three words or more: "JFK".
    initials: Option<String>,
    /// The names of the house: all words of each tell it.
    houses: Vec<Vec<String>>,
    /// The whole address.
    address: String,
    /// Every number of the address: which of them is the house's is not sure, for floors, doors and
    /// flats are written before and behind it.
    numbers: Vec<String>,
    /// The numbers of public houses in the street.
    public_numbers: Vec<String>,
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
        let firsts = named.iter().filter(|token| !is_kind(token));
        let initials: String = firsts.filter_map(|token| token.chars().next()).collect();
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
            public_numbers: Vec::new(),
            kinds,
            has_kind,
            joined: [named.concat(), words.concat()],
            initials: initials.chars().nth(2).is_some().then_some(initials),
            houses: houses(&segments, numbers.is_empty(), has_kind.then_some(&named)),
            address: letters::tokens(&folded).join(" "),
            words,
            numbers,
        })
    }

    /// Takes the name alone for no disclosure, nor what is said of a house that is public there.
    pub fn shares_street_with(&mut self, public: &Self) {
        self.number_needed = true;
        self.is_known = true;
        self.public_numbers.extend(public.numbers.iter().cloned());
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
        let has_number = self.has_number_of(text);
        if !has_number && !text.says(BESIDE) {
            return false;
        }
        let places = self.places(text);
        places.iter().any(|place| self.is_beside(text, *place))
            || has_number
                && (places
                    .into_iter()
                    .any(|place| self.number_is_at(text, place))
                    || self
                        .parted(text)
                        .any(|place| self.number_is_by(text, place)))
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
}

/// The tokens of a place in a text and so many around it.
fn around(text: &Text, first: usize, last: usize, distance: usize) -> &[String] {
    let from = first.saturating_sub(distance);
    let to = (last + distance + 1).min(text.tokens.len());
    &text.tokens[from..to]
}
