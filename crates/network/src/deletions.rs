//! What is left of a word without one of its letters.
//!
//! A word and the same word with one mistake (a letter wrong, missing, added, or swapped with its
//! neighbour) are alike once each has lost the right letter, or none (Mor and Fraenkel 1982).

/// Gives the word, and what is left of it without each of its letters.
pub fn for_each_deletion(word: &str, mut with: impl FnMut(&str)) {
    with(word);
    let mut remainder = String::with_capacity(word.len());
    for (place, letter) in word.char_indices() {
        remainder.clear();
        remainder.push_str(&word[..place]);
        remainder.push_str(&word[place + letter.len_utf8()..]);
        with(&remainder);
    }
}
