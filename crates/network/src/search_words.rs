//! The words that people look for a service with.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, de::Error};
use utoipa::ToSchema;

use crate::{invalid::Invalid, language::LanguageTag, text::line};

/// The most languages, words in one of them, and characters of a word.
const LANGUAGES: usize = 100;
const WORDS: usize = 300;
const LENGTH: usize = 100;

/// Words and phrases by language, by BCP 47 tag.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = BTreeMap<String, Vec<String>>, example = json!({"en": ["room", "a place to live"], "ar": ["سكن"]}))]
pub struct SearchWords(pub BTreeMap<LanguageTag, Vec<String>>);

/// Reads the words of one language: each a line, none of them twice.
pub fn read_words<'a>(words: impl Iterator<Item = &'a str>) -> Result<Vec<String>, Invalid> {
    let mut read: Vec<String> = Vec::new();
    for word in words {
        let word = line(word, LENGTH)?;
        if word.contains('|') {
            let remedy = "a word for searching has no \"|\", which stands between words in tables";
            return Err(Invalid::new("invalid_character", remedy));
        }
        if !read.contains(&word) {
            read.push(word);
        }
    }
    match read.len() {
        0..=WORDS => Ok(read),
        _ => Err(Invalid::new(
            "too_many",
            format!("{WORDS} words are the most in one language"),
        )),
    }
}

impl SearchWords {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts the words of a language in the place of those that it had; none take it out.
    pub fn set(&mut self, language: LanguageTag, words: Vec<String>) {
        if words.is_empty() {
            self.0.remove(&language);
        } else {
            self.0.insert(language, words);
        }
    }
}

impl<'de> Deserialize<'de> for SearchWords {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words(Vec<String>);
        impl<'de> Deserialize<'de> for Words {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let words = Vec::<String>::deserialize(deserializer)?;
                let words = read_words(words.iter().map(String::as_str));
                words.map(Self).map_err(D::Error::custom)
            }
        }
        let by_language = BTreeMap::<LanguageTag, Words>::deserialize(deserializer)?;
        if by_language.len() > LANGUAGES {
            let most = Invalid::new("too_many", format!("{LANGUAGES} languages are the most"));
            return Err(D::Error::custom(most));
        }
        let mut words = Self::default();
        for (language, Words(these)) in by_language {
            words.set(language, these);
        }
        Ok(words)
    }
}
