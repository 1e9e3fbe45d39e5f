//! Sets of numbers that lie close together: a bit each.

use std::{iter, ops::Range};

/// The places of the bits of a mask.
pub fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    iter::from_fn(move || {
        let bit = mask.trailing_zeros();
        mask &= mask.checked_sub(1)?;
        Some(bit as usize)
    })
}

/// A set of numbers from nought on.
#[derive(Debug, Clone, Default)]
pub struct Numbers(Vec<u64>);

impl Numbers {
    /// An empty set, with room for the numbers below this one.
    pub fn below(end: usize) -> Self {
        Self(vec![0; end.div_ceil(64)])
    }

    /// Adds a number.
    pub fn insert(&mut self, number: u32) {
        let word = number as usize / 64;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (number % 64);
    }

    /// Adds the numbers of a range.
    pub fn insert_all(&mut self, mut range: Range<u32>) {
        while !range.is_empty() {
            let end = range.end.min((range.start / 64 + 1) * 64);
            let ones = u64::MAX >> (64 - (end - range.start));
            self.insert(range.start);
            self.0[range.start as usize / 64] |= ones << (range.start % 64);
            range.start = end;
        }
    }

    /// Whether a number is in it.
    pub fn contains(&self, number: u32) -> bool {
        let word = self.0.get(number as usize / 64);
        word.is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// How many numbers are in it.
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many numbers come before each of them.
    pub fn ranks(&self) -> Ranks<'_> {
        let before = self.0.iter().scan(0, |before, word| {
            let of_word = *before;
            *before += word.count_ones();
            Some(of_word)
        });
        Ranks {
            numbers: self,
            before: before.collect(),
        }
    }

    /// The numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        let words = (0u32..).zip(&self.0);
        words.flat_map(|(place, word)| bits(*word).map(move |bit| place * 64 + bit as u32))
    }
}

/// The places of numbers in the order of a set.
#[derive(Debug)]
pub struct Ranks<'a> {
    numbers: &'a Numbers,
    /// How many numbers come before each word.
    before: Vec<u32>,
}

impl Ranks<'_> {
    /// The place of a number, if it is in the set.
    pub fn of(&self, number: u32) -> Option<usize> {
        let word = number as usize / 64;
        let bits = self.numbers.0.get(word)?;
        let rest = bits >> (number % 64);
        (rest & 1 == 1)
            .then(|| (self.before[word] + bits.count_ones() - rest.count_ones()) as usize)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::{collection::vec, prelude::*};

    use super::*;

    proptest! {
        #[test]
        fn what_was_put_in_is_there(
            numbers in vec(0..300u32, 0..9), ranges in vec((0..300u32, 0..150u32), 0..3),
        ) {
            let mut set = Numbers::below(100);
            let mut known = BTreeSet::new();
            for number in numbers {
                set.insert(number);
                known.insert(number);
            }
            for (begin, length) in ranges {
                set.insert_all(begin..begin + length);
                known.extend(begin..begin + length);
            }
            prop_assert!(set.iter().eq(known.iter().copied()));
            prop_assert_eq!(set.len(), known.len());
            let ranks = set.ranks();
            for number in 0..500 {
                let place = known.iter().position(|other| *other == number);
                prop_assert_eq!(set.contains(number), place.is_some());
                prop_assert_eq!(ranks.of(number), place);
            }
        }
    }
}
