//! The words that ship, as they are packed: `UPDATE_PACKED=1` writes them anew.

use super::*;
use crate::{
    meaning::{dictionary::form_key, forms},
    packed::tests::is_made_of,
    search::{says_little, words},
};

/// The fewest letters of a word that hints at a need.
const SHORTEST_HINT: usize = 3;

fn hints() -> BTreeMap<String, u64> {
    let mut said: BTreeMap<String, BTreeMap<usize, usize>> = BTreeMap::new();
    for (need, language, text) in shipped() {
        let language = forms::number(language).unwrap();
        for word in words(text) {
            if word.term.chars().count() < SHORTEST_HINT || says_little(&word.term) {
                continue;
            }
            if let Some(key) = form_key(&[word.term], language) {
                *said.entry(key).or_default().entry(need).or_default() += 1;
            }
        }
    }
    said.into_iter()
        .filter_map(|(key, needs)| {
            let service = |need: usize| NEEDS[need].service;
            let (need, _) = needs.iter().max_by_key(|(_, count)| **count)?;
            let one = needs.keys().all(|other| service(*other) == service(*need));
            let phrases = needs.values().sum::<usize>().min(0xFF);
            one.then_some((key, (*need as u64) << 8 | phrases as u64))
        })
        .collect()
}

#[test]
fn the_packed_words_are_those_of_the_table() {
    let entries = shipped().map(|(need, language, word)| (word, language, need as u16));
    let words = Dictionary::new(entries).unwrap();
    let hints = packed::made(hints()).unwrap();
    let [exact, forms, vocabulary, senses] = words.parts();
    let file = packed::file(&[exact, forms, vocabulary, senses, hints.as_fst().as_bytes()]);
    is_made_of("data/needs/words.bin", &file);
    assert!(Shipped::read(include_bytes!("../../../../../data/needs/words.bin")).is_some());
}

#[test]
fn every_word_that_ships_is_of_a_need_and_a_language() {
    let lines = include_str!("../../../../../data/needs/words.tsv")
        .lines()
        .count()
        - 1;
    assert_eq!(shipped().count(), lines);
    for (_, language, word) in shipped() {
        assert!(forms::number(language).is_some(), "{language} {word}");
    }
    assert_eq!(
        NEEDS[need_of(&"healthcare/dentist".parse().unwrap()).unwrap()].code,
        "dentist"
    );
    assert!(need_of(&"education/dentist".parse().unwrap()).is_none());
    let legal = need_of(&"legal".parse().unwrap()).unwrap();
    assert_eq!(NEEDS[legal].service, "labour");
}
