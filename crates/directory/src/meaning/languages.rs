//! Languages by their names in any language.

use std::{cmp::Reverse, collections::BTreeMap, sync::LazyLock};

use super::dictionary::Dictionary;
use crate::dimensions::{Dimension, Index};
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

/// The languages that members work in one of whose names begins so: what is called so first, then
/// what more members work in.
pub fn beginning_with(typed: &str, index: &Index<LanguageTag>) -> Vec<LanguageTag> {
    if typed.chars().count() < FEWEST_LETTERS {
        return Vec::new();
    }
    let mut found: BTreeMap<&LanguageTag, bool> = BTreeMap::new();
    for (name, senses) in NAMES.words.beginning_with(typed) {
        for tag in senses.iter().filter_map(|sense| NAMES.tag(sense.meaning)) {
            *found.entry(tag).or_default() |= name == typed;
        }
    }
    let mut found: Vec<(bool, u64, &LanguageTag)> = found
        .into_iter()
        .map(|(tag, whole)| (whole, tag.find(index).len(), tag))
        .filter(|(_, members, _)| *members > 0)
        .collect();
    found.sort_by_key(|(whole, members, tag)| (!whole, Reverse(*members), *tag));
    found.into_iter().map(|(.., tag)| tag.clone()).collect()
}

/// The fewest letters that languages are suggested for.
const FEWEST_LETTERS: usize = 3;

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
