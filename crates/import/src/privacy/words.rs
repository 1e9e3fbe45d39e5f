//! The words of privacy, as `words.toml` has them.

use std::{collections::HashSet, sync::LazyLock};

use serde::Deserialize;

use super::Word;

/// The words; nothing where the file has a mistake, which a test excludes.
pub static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).unwrap_or_default());

/// Lists of words and of phrases, by what they say of a name or a cell that has them.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub harmless: Vec<String>,
    pub harmless_joined: Vec<String>,
    pub hiding: Phrases,
    pub hiding_alone: Phrases,
    pub hiding_parts: Vec<String>,
    pub showing: Phrases,
    pub showing_parts: Vec<String>,
    pub negating: Phrases,
    pub negating_parts: Vec<String>,
    pub no_negation: Phrases,
    pub forbidding: Phrases,
    pub forbidding_parts: Vec<String>,
    pub levels: Phrases,
    pub levels_alone: Phrases,
    pub unpublished: Phrases,
    pub courtesy: Phrases,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub places: Vec<String>,
    yes: Phrases,
    no: Phrases,
    public: Phrases,
    city: Phrases,
    pub hidden: Phrases,
}

/// Words, or several with a space between them.
#[derive(Default, Deserialize)]
#[serde(transparent)]
pub struct Phrases(HashSet<String>);

impl Phrases {
    /// Whether a text is one of them.
    pub fn has(&self, text: &str) -> bool {
        self.0.contains(text)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether some words that follow one another are one of them.
    pub fn are_in(&self, words: &[&str]) -> bool {
        const LONGEST: usize = 6;
        let lengths = 1..=LONGEST.min(words.len());
        lengths.into_iter().any(|length| match length {
            1 => words.iter().any(|word| self.has(word)),
            length => words
                .windows(length)
                .any(|words| self.has(&words.join(" "))),
        })
    }
}

/// Signs that are no words.
const SIGNS: &[(&str, Word)] = &[
    ("✓", Word::Yes),
    ("✔", Word::Yes),
    ("✔\u{fe0f}", Word::Yes),
    ("☑", Word::Yes),
    ("✅", Word::Yes),
    ("☒", Word::Yes),
    ("☐", Word::No),
    ("❌", Word::No),
];

/// What a cell says that is such a sign.
pub fn sign(cell: &str) -> Option<Word> {
    let mut signs = SIGNS.iter();
    signs.find(|(sign, _)| *sign == cell).map(|(_, word)| *word)
}

/// What the words of a cell say.
pub fn word(words: &str) -> Option<Word> {
    let lists = [
        (Word::Yes, &WORDS.yes),
        (Word::No, &WORDS.no),
        (Word::Public, &WORDS.public),
        (Word::City, &WORDS.city),
        (Word::Hidden, &WORDS.hidden),
    ];
    let found = lists.into_iter().find(|(_, list)| list.has(words));
    found.map(|(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::words_of;

    #[test]
    fn the_file_of_words_is_read_and_its_words_are_as_names_are_compared() {
        let words: Words = toml::from_str(include_str!("words.toml")).unwrap();
        for list in [
            &words.hiding,
            &words.showing,
            &words.forbidding,
            &words.levels,
            &words.hidden,
        ] {
            assert!(!list.0.is_empty());
            for word in &list.0 {
                assert_eq!(words_of(word).join(" "), *word);
                assert!(word.split(' ').count() <= 6, "{word}");
            }
        }
    }
}
