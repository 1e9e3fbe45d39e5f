//! The parts of an address, as it is written on a letter.

use super::{
    super::letters::SMALL,
    alike::core,
    tokens::{SMALL_KINDS, Tokens},
    words::{ADDITIONS, HOUSES, KINDS},
};

/// The fewest letters of the name of a house.
const HOUSE: usize = 8;

/// The parts of an address between commas: the words that name something, without numbers and what
/// is behind the number of the house.
pub fn segments(folded: &str) -> Vec<Vec<String>> {
    let segments = folded.split([',', ';', '\n', '(', ')']).map(|segment| {
        let mut named: Vec<String> = Vec::new();
        let mut tells = false;
        for token in Tokens::of(segment).tokens {
            let is_number = token.starts_with(char::is_numeric);
            if is_number && tells {
                break;
            }
            // "77a", "77 B": one letter behind a number is an addition.
            let is_letter = token.chars().nth(1).is_none() && !KINDS.contains(&token.as_str());
            if is_number || is_letter && named.is_empty() || is_no_name(&token) {
                continue;
            }
            tells |= !KINDS.contains(&token.as_str());
            named.push(token);
        }
        named
    });
    segments.filter(|named| !named.is_empty()).collect()
}

/// The part of an address that names the street: the first one with a kind of street, else the
/// first one with a name.
pub fn street_segment(segments: &[Vec<String>]) -> Option<Vec<String>> {
    let has_kind = |named: &&Vec<String>| {
        let is_kind =
            |token: &String| KINDS.contains(&token.as_str()) || core(token) != token.as_str();
        named.iter().any(is_kind) && named.iter().any(|token| !KINDS.contains(&token.as_str()))
    };
    let with_kind = segments.iter().find(has_kind);
    with_kind.or(segments.first()).cloned()
}

/// The words of an address that is a box at a post office.
pub fn box_of(folded: &str) -> Option<Vec<String>> {
    let mut words = Tokens::of(folded).tokens;
    words.retain(|token| ADDITIONS.contains(&token.as_str()));
    (!words.is_empty()).then_some(words)
}

/// The names that a house has in an address; where it has no number, whatever tells it.
pub fn houses(
    segments: &[Vec<String>],
    no_number: bool,
    street: Option<&Vec<String>>,
) -> Vec<Vec<String>> {
    let is_house = |words: &&Vec<String>| {
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        let is_named = words.iter().any(|word| HOUSES.contains(&word.as_str()));
        letters >= HOUSE && words.len() > 1 && (is_named || no_number)
            || no_number && words.len() == 1 && letters >= HOUSE
    };
    // What stands last may be the town.
    let last = match segments {
        [.., last] if segments.len() > 1 && last.len() == 1 => segments.len() - 1,
        _ => segments.len(),
    };
    let others = segments[..last]
        .iter()
        .filter(|words| Some(*words) != street);
    others.filter(is_house).cloned().collect()
}

pub fn is_no_name(token: &str) -> bool {
    ADDITIONS.contains(&token) || SMALL.contains(&token) && !SMALL_KINDS.contains(&token)
}
