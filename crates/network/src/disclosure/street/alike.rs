//! Whether a word of a text is one of a street's name: whole, shortened, or with a letter wrong.

use super::{
    super::letters::{are_alike, is_mistyped},
    words::{ENDINGS, TELLING},
};

/// A word without the ending that names the kind of street.
pub fn core(word: &str) -> &str {
    ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().nth(2).is_some())
        .unwrap_or(word)
}

/// Whether a token of a text is a street's word, with the kind of street abbreviated or left out,
/// or mistyped by one letter.
pub fn is_like(word: &str, token: &str) -> bool {
    let (named, given) = (core(word), core(token));
    // "Groenpl." for "Groenplaats": the ending is cut.
    let is_cut = word.starts_with(token) && token.len() > named.len();
    // "Bjorkv." for "Björkvägen", with a letter wrong.
    let kind = &word[named.len()..];
    let mut cuts = token.char_indices().map(|(at, _)| token.split_at(at));
    let mut is_short = || {
        cuts.any(|(rest, short)| {
            abbreviates(short, kind) && (rest == named || is_mistyped(named, rest))
        })
    };
    named == given
        || is_cut
        || !kind.is_empty() && is_short()
        || is_mistyped(named, given)
        || is_mistyped(word, token)
        || are_alike(word, token)
        || named != word && are_alike(named, given)
}

/// Whether a token is so much of a word that nothing else is meant: "Oberk." for "Oberkampf".
pub fn is_long_for(token: &str, word: &str) -> bool {
    let (short, whole) = (token.chars().count(), word.chars().count());
    short >= TELLING && 2 * short >= whole && short + 2 <= whole && word.starts_with(token)
}

/// Whether a token abbreviates a word: "G." for "Giuseppe", "Kard." for "Kardinaal".
pub fn is_short_for(token: &str, word: &str) -> bool {
    let (short, whole) = (token.chars().count(), word.chars().count());
    short + 2 <= whole
        && short <= 5
        && !token.starts_with(char::is_numeric)
        && word.starts_with(token)
}

/// Whether a token is short for a kind of street: it begins as that does, and its letters stand in
/// it in the same order ("blvd", "krt").
pub fn abbreviates(token: &str, kind: &str) -> bool {
    let mut letters = kind.chars();
    token.len() < kind.len()
        && token.chars().next() == kind.chars().next()
        && token.chars().all(|c| letters.any(|letter| letter == c))
        && !token.is_empty()
}
