//! Orders that are computed for one request: by distance, by relevance.

use std::collections::BinaryHeap;

use roaring::RoaringBitmap;

use super::matching::Matching;

/// Things with a rank each; the least rank comes first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ranking {
    /// Number and rank, by number; each number once.
    ranks: Vec<(u32, u64)>,
    /// The numbers alone.
    numbers: RoaringBitmap,
}

impl Ranking {
    /// A ranking of things by number; the least rank counts of those that a thing has.
    pub fn new(mut ranks: Vec<(u32, u64)>) -> Self {
        ranks.sort_unstable();
        ranks.dedup_by_key(|(number, _)| *number);
        let numbers = ranks.iter().map(|(number, _)| *number);
        // They are in order, so this never fails.
        let numbers = RoaringBitmap::from_sorted_iter(numbers).unwrap_or_default();
        Self { ranks, numbers }
    }

    /// The things in it.
    pub fn numbers(&self) -> &RoaringBitmap {
        &self.numbers
    }

    /// A thing's rank.
    pub fn rank(&self, number: u32) -> Option<u64> {
        let place = self
            .ranks
            .binary_search_by_key(&number, |(number, _)| *number);
        place.ok().map(|place| self.ranks[place].1)
    }

    /// The first `most` numbers of the matching things, by rank and then by number, that come
    /// after `after`: a rank, and the first number that comes after it within that rank.
    pub(super) fn first(
        &self,
        matching: &Matching<'_>,
        after: Option<(u64, u32)>,
        most: usize,
    ) -> Vec<u32> {
        // A page is a small part of what is found: the best so far are kept, and nothing is sorted
        // but them.
        let mut best = BinaryHeap::with_capacity(most);
        for (number, rank) in self.matched(matching) {
            let place = (rank, number);
            if after.is_some_and(|after| place < after) {
                continue;
            }
            if best.len() < most {
                best.push(place);
            } else if let Some(mut last) = best.peek_mut()
                && place < *last
            {
                *last = place;
            }
        }
        let best = best.into_sorted_vec();
        best.into_iter().map(|(_, number)| number).collect()
    }

    /// Those that match: both sides are in the order of the numbers and are walked together.
    fn matched<'a>(&'a self, matching: &'a Matching<'_>) -> impl Iterator<Item = (u32, u64)> + 'a {
        let mut wanted = match matching {
            Matching::All(_) => None,
            // Nothing but the ranking itself narrows the list.
            Matching::Some(bitmap) if **bitmap == self.numbers => None,
            Matching::Some(bitmap) => Some(bitmap.iter().peekable()),
        };
        self.ranks.iter().copied().filter(move |(number, _)| {
            let Some(wanted) = &mut wanted else {
                return true;
            };
            while wanted.next_if(|next| next < number).is_some() {}
            wanted.next_if_eq(number).is_some()
        })
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::{collection::vec, prelude::*};

    use super::*;

    proptest! {
        #[test]
        fn the_first_are_those_of_the_whole_order(
            ranks in vec((0..60u32, 0..8u64), 0..80),
            wanted in prop::option::of(vec(0..60u32, 0..60)),
            after in prop::option::of((0..8u64, 0..60u32)),
            most in 0..20usize,
        ) {
            let matching = match &wanted {
                None => Matching::All(60),
                Some(wanted) => Matching::Some(Cow::Owned(wanted.iter().copied().collect())),
            };
            let mut whole: Vec<(u64, u32)> = (0..60)
                .filter(|number| matching.contains(*number))
                .filter_map(|number| {
                    let of_it = ranks.iter().filter(|(known, _)| *known == number);
                    of_it.map(|(_, rank)| (*rank, number)).min()
                })
                .filter(|place| after.is_none_or(|after| *place >= after))
                .collect();
            whole.sort_unstable();
            let whole: Vec<u32> = whole.into_iter().map(|(_, number)| number).take(most).collect();
            prop_assert_eq!(Ranking::new(ranks).first(&matching, after, most), whole);
        }
    }
}
