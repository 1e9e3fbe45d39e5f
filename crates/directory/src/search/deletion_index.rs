//! Words with one mistake, found without walking through a dictionary.
//!
//! A word and its misspelling are alike once each has lost the right letter, or none: `hulp` and
//! `help` both leave `hlp`. So for each word the deletions that it leaves are kept, as hashes in
//! order. Whoever is looked for is brought to its own deletions, and whatever leaves the same ones
//! is compared in full. That takes microseconds, where walking a dictionary with a Levenshtein
//! automaton takes the better part of a millisecond a word.

use xxhash_rust::xxh3::xxh3_64;

use super::segment::TermNumber;
use network::deletions::for_each_deletion;

/// The deletions of many words.
#[derive(Debug, Default)]
pub struct DeletionIndex(
    /// The upper half is a deletion's hash, the lower one the number of the word that leaves it.
    Vec<u64>,
);

impl DeletionIndex {
    /// The deletions of words, each given with its number.
    pub fn new<'a>(words: impl Iterator<Item = (TermNumber, &'a str)>) -> Self {
        let mut entries = Vec::new();
        for (number, word) in words {
            for_each_hash(word, |hash| {
                entries.push(u64::from(hash) << 32 | u64::from(number));
            });
        }
        entries.sort_unstable();
        entries.dedup();
        entries.shrink_to_fit();
        Self(entries)
    }

    /// The words that may be this one with one mistake, in order. Some of them are not.
    pub fn suspects(&self, word: &str) -> Vec<TermNumber> {
        let mut suspects = Vec::new();
        for_each_hash(word, |hash| {
            let begin = self
                .0
                .partition_point(|entry| (entry >> 32) < u64::from(hash));
            suspects.extend(
                self.0[begin..]
                    .iter()
                    .take_while(|entry| *entry >> 32 == u64::from(hash))
                    .map(|entry| *entry as TermNumber),
            );
        });
        suspects.sort_unstable();
        suspects.dedup();
        suspects
    }
}

/// Gives the hash of the word and of what is left without each of its letters.
fn for_each_hash(word: &str, mut each: impl FnMut(u32)) {
    for_each_deletion(word, |deletion| each(xxh3_64(deletion.as_bytes()) as u32));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_word_with_one_mistake_is_suspected(
            word in "[a-dж]{4,9}", place in 0usize..9, kind in 0..4, letter in "[a-dж]",
        ) {
            let mut letters: Vec<char> = word.chars().collect();
            let place = place % letters.len();
            let letter = letter.chars().next().unwrap();
            match kind {
                0 => letters[place] = letter,
                1 => { letters.remove(place); }
                2 => letters.insert(place, letter),
                _ => { let next = (place + 1).min(letters.len() - 1); letters.swap(place, next); }
            }
            let mistaken: String = letters.into_iter().collect();
            let deletions = DeletionIndex::new([(7, word.as_str())].into_iter());
            prop_assert_eq!(deletions.suspects(&mistaken), [7]);
        }
    }
}
