//! Languages by their names in any language.

use std::{cmp::Reverse, collections::BTreeMap, sync::LazyLock};

use super::dictionary::Dictionary;
use crate::{dimensions::Dimension, index::Index, packed};
use network::LanguageTag;

/// The names, and the languages that their senses are the numbers of.
pub struct Names {
    /// The names.
    pub words: Dictionary,
    tags: Vec<LanguageTag>,
}

impl Names {
    fn read(file: &'static [u8]) -> Option<Self> {
        let [exact, forms, vocabulary, senses, tags] = packed::parts(file)?;
        let tags = str::from_utf8(tags).ok()?.lines();
        Some(Self {
            words: Dictionary::read([exact, forms, vocabulary, senses])?,
            tags: tags
                .map(LanguageTag::parse)
                .collect::<Result<_, _>>()
                .ok()?,
        })
    }

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
    let mut found: BTreeMap<u16, bool> = BTreeMap::new();
    NAMES.words.beginning_with(typed, |name, sense| {
        *found.entry(sense.meaning).or_default() |= name == typed.as_bytes();
    });
    let mut found: Vec<(bool, u64, &LanguageTag)> = found
        .into_iter()
        .filter_map(|(meaning, whole)| Some((whole, NAMES.tag(meaning)?)))
        .map(|(whole, tag)| (whole, tag.find(index).len(), tag))
        .filter(|(_, members, _)| *members > 0)
        .collect();
    found.sort_by_key(|(whole, members, tag)| (!whole, Reverse(*members), *tag));
    found.into_iter().map(|(.., tag)| tag.clone()).collect()
}

/// The fewest letters that languages are suggested for.
const FEWEST_LETTERS: usize = 3;

/// The names of languages by CLDR, packed by a test of [`packing`].
pub static NAMES: LazyLock<Names> = LazyLock::new(|| {
    Names::read(include_bytes!("../../../../data/languages/names.bin"))
        .expect("the file is compiled in, and a test reads it")
});

#[cfg(test)]
mod packing;
