//! Languages by their names in any language.

use std::sync::LazyLock;

use super::dictionary::Dictionary;
use network::{LanguageTag, language_names};

/// The names, and the languages that their senses are the numbers of.
pub struct Names {
    /// The names.
    pub words: Dictionary,
    tags: Vec<LanguageTag>,
}

impl Names {
    /// The language of a sense.
    pub fn tag(&self, meaning: u16) -> Option<&LanguageTag> {
        self.tags.get(usize::from(meaning))
    }
}

/// The names of languages by CLDR. They are packed when they are first asked.
pub static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let names = language_names();
    let mut tags: Vec<LanguageTag> = names.iter().map(|(.., tag)| tag.clone()).collect();
    tags.sort_unstable();
    tags.dedup();
    let number = |tag: &LanguageTag| tags.binary_search(tag).unwrap_or_default() as u16;
    let entries = names
        .iter()
        .map(|(name, said_in, tag)| (name.as_str(), said_in.as_deref().unwrap_or(""), number(tag)));
    Names {
        words: Dictionary::new(entries),
        tags,
    }
});
