//! The words of all names, and which of them may be others mistyped.

use xxhash_rust::xxh3::xxh3_64;

use super::{
    texts::Texts,
    words::{for_each_likeness, is_misspelling},
};

/// Words, numbered in the order of the alphabet.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: Texts,
    /// The words by the hash of each of their deletions, in its order. A hash is short: what meets
    /// by it is compared.
    deletions: Vec<(u32, u32)>,
}

/// Of each word, which others may be the same mistyped.
pub(super) struct Misspellings {
    /// Where those of each word begin, and where they end.
    begins: Vec<u32>,
    others: Vec<u32>,
}

impl Lexicon {
    /// Gets to know words, which are in the order of the alphabet.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut known = Self::default();
        for word in words {
            let number = known.words.len();
            known.words.push(word);
            for_each_likeness(word, |remainder| {
                known.deletions.push((hash(remainder), number));
            });
        }
        known.words.shrink();
        known.deletions.shrink_to_fit();
        known.deletions.sort_unstable();
        known
    }

    /// How many words there are.
    pub(super) fn len(&self) -> u32 {
        self.words.len()
    }

    pub(super) fn word(&self, number: u32) -> &str {
        self.words.get(number)
    }

    pub(super) fn number(&self, word: &str) -> Option<u32> {
        let (mut first, mut end) = (0, self.len());
        while first < end {
            let middle = first.midpoint(end);
            match self.word(middle).cmp(word) {
                std::cmp::Ordering::Less => first = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => end = middle,
            }
        }
        None
    }

    /// The numbers of the words that a word may be a misspelling of, in order.
    pub(super) fn misspelt(&self, word: &str) -> Vec<u32> {
        let mut like = Vec::new();
        for_each_likeness(word, |remainder| {
            let hash = hash(remainder);
            let first = self.deletions.partition_point(|(known, _)| *known < hash);
            let same = self.deletions[first..].iter();
            let same = same.take_while(|(known, _)| *known == hash);
            like.extend(same.map(|(_, number)| *number));
        });
        like.sort_unstable();
        like.dedup();
        like.retain(|number| is_misspelling(word, self.word(*number)));
        like
    }

    /// The same of all words at once.
    pub(super) fn misspellings(&self) -> Misspellings {
        let mut pairs = Vec::new();
        for same in self.deletions.chunk_by(|(one, _), (other, _)| one == other) {
            for (number, (_, one)) in same.iter().enumerate() {
                for (_, other) in &same[number + 1..] {
                    if is_misspelling(self.word(*one), self.word(*other)) {
                        pairs.extend([(*one, *other), (*other, *one)]);
                    }
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut others = pairs.iter().peekable();
        let mut begins = vec![0];
        for word in 0..self.len() {
            let of_word = std::iter::from_fn(|| others.next_if(|(one, _)| *one == word));
            begins.push(begins[word as usize] + of_word.count() as u32);
        }
        let others = pairs.iter().map(|(_, other)| *other).collect();
        Misspellings { begins, others }
    }
}

impl Misspellings {
    pub(super) fn of(&self, word: u32) -> &[u32] {
        let word = word as usize;
        &self.others[self.begins[word] as usize..self.begins[word + 1] as usize]
    }
}

fn hash(remainder: &str) -> u32 {
    xxh3_64(remainder.as_bytes()) as u32
}
