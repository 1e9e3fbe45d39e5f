//! What tells a house without its own number: the street's corner with another one, or the house
//! beside it.

use super::{
    super::text::Text,
    BETWEEN, Street,
    alike::core,
    around,
    words::{BESIDE, CORNERS},
};

/// The number of a house beside another one is no further from its own.
const NEIGHBOURS: u32 = 3;

impl Street {
    /// Whether a text has the name and the kind in one word, however little the name says without:
    /// "Älgvägen".
    pub(super) fn is_whole_in(&self, text: &Text) -> bool {
        let [word] = self.words.as_slice() else {
            return false;
        };
        let mut tokens = text.tokens.iter().enumerate();
        core(word) != word
            && tokens.any(|(at, token)| token == word && !self.has_house(text, (at, at)))
    }

    /// Whether a text names the street where it crosses another one: "corner of Goya and Velázquez".
    pub(super) fn is_at_corner(&self, text: &Text) -> bool {
        if !text.says(CORNERS) {
            return false;
        }
        let is_corner = |token: &String| CORNERS.contains(&token.as_str());
        let mut places = self.places(text).into_iter();
        places.any(|(first, last)| {
            (!self.number_needed || self.is_named(text, first, last, 2))
                && around(text, first, last, BETWEEN).iter().any(is_corner)
        })
    }

    /// Whether a text says that something is beside the house: "opposite 18 Elm Grove" of number 17.
    pub(super) fn is_beside(&self, text: &Text, place: (usize, usize)) -> bool {
        let is_said = |token: &String| BESIDE.contains(&token.as_str());
        let number = |number: &String| number.parse::<u32>().ok();
        let is_next = |other: u32| {
            let mut own = self.numbers.iter().filter_map(number);
            own.any(|own| own.abs_diff(other) <= NEIGHBOURS)
        };
        let mut others = self.numbers_by(text, place).into_iter();
        around(text, place.0, place.1, BETWEEN + 1)
            .iter()
            .any(is_said)
            && others.any(|at| {
                let other = &text.tokens[at];
                // "Kerkstraat 22, next to the church", where number 22 is public: that is beside
                // something else, but not "next to Kerkstraat 22".
                let begin = at.min(place.0);
                let before = &text.tokens[begin.saturating_sub(BETWEEN)..begin];
                (!self.public_numbers.contains(other) || before.iter().any(is_said))
                    && number(other).is_some_and(is_next)
            })
    }
}

/// The numbers of the houses that a text may say it is beside: "next to 122" of 120.
pub fn neighbours(text: &Text) -> impl Iterator<Item = String> {
    let numbers = text.says(BESIDE).then(|| text.numbers());
    let numbers = numbers.into_iter().flatten();
    let numbers = numbers.filter_map(|token| token.parse::<u32>().ok());
    numbers.flat_map(|number| {
        let beside = number.saturating_sub(NEIGHBOURS)..=number.saturating_add(NEIGHBOURS);
        beside.map(|number| number.to_string())
    })
}
