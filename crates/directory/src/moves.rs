//! Which number everything of a list has after some of it went and other things came between.

use roaring::RoaringBitmap;

/// What went and what came, and so where everything else stands.
#[derive(Debug)]
pub struct Moves {
    /// The old numbers of what went, in order.
    gone: Vec<u32>,
    /// From which old number on things move, and by how much; the last before a number counts.
    steps: Vec<(u32, i64)>,
}

impl Moves {
    /// `gone` are the numbers of what goes; each of `places` is how many of the old things, those
    /// that go among them, stand before something that comes. Both are in order.
    pub fn new(gone: Vec<u32>, places: &[u32]) -> Self {
        let fewer = gone.iter().map(|number| (number + 1, -1));
        let more = places.iter().map(|place| (*place, 1));
        let mut events: Vec<(u32, i64)> = fewer.chain(more).collect();
        events.sort_unstable();
        let mut steps: Vec<(u32, i64)> = vec![(0, 0)];
        let (mut by, mut passed) = (0, 0);
        let mut events = events.into_iter().peekable();
        while let Some((from, first)) = events.next() {
            by += first;
            while let Some((_, more)) = events.next_if(|(next, _)| *next == from) {
                by += more;
            }
            let end = events.peek().map_or(u32::MAX, |(next, _)| *next);
            while gone.get(passed).is_some_and(|number| *number < from) {
                passed += 1;
            }
            // What goes moves nowhere.
            let going = gone[passed..].iter().zip(from..end);
            let nobody = going.take_while(|(number, place)| *number == place).count();
            let is_last = steps.last().is_some_and(|(_, last)| *last == by);
            if nobody < (end - from) as usize && !is_last {
                steps.push((from, by));
            }
        }
        Self { gone, steps }
    }

    /// Whether everything that stays keeps its number.
    pub fn are_none(&self) -> bool {
        self.steps.len() == 1
    }

    /// The number that a thing has now; nothing where it went.
    pub fn of(&self, old: u32) -> Option<u32> {
        self.gone.binary_search(&old).is_err().then(|| {
            let step = self.steps.partition_point(|(from, _)| *from <= old);
            let (_, by) = self.steps[step - 1];
            (i64::from(old) + by) as u32
        })
    }

    /// The numbers that some things have now, in the order in which they were given.
    pub fn follow(&self, old: impl IntoIterator<Item = u32>) -> impl Iterator<Item = u32> {
        old.into_iter().filter_map(|number| self.of(number))
    }

    /// The same of a set.
    pub fn bitmap(&self, old: &RoaringBitmap) -> RoaringBitmap {
        // from_sorted_iter looks for the last number of a dense set before it adds each.
        self.follow(old).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::{
        collection::{btree_set, vec},
        prelude::*,
    };

    use super::*;

    proptest! {
        #[test]
        fn everything_that_stays_has_the_number_of_its_new_place(
            count in 0..30u32, gone in btree_set(0..30u32, 0..6), mut places in vec(0..31u32, 0..6),
        ) {
            let gone: Vec<u32> = gone.into_iter().filter(|number| *number < count).collect();
            places.retain(|place| *place <= count);
            places.sort_unstable();
            let mut row = Vec::new();
            for old in 0..=count {
                row.extend(places.iter().filter(|place| **place == old).map(|_| None));
                row.extend((old < count && !gone.contains(&old)).then_some(Some(old)));
            }
            let moves = Moves::new(gone.clone(), &places);
            for old in 0..count {
                let place = row.iter().position(|thing| *thing == Some(old));
                prop_assert_eq!(moves.of(old), place.map(|place| place as u32));
            }
            let stay = (0..count).filter(|old| !gone.contains(old));
            let none = stay.clone().all(|old| moves.of(old) == Some(old));
            prop_assert!(!moves.are_none() || none);
            // Where things were only replaced, nothing moved.
            prop_assert!(places != gone || moves.are_none());
        }
    }
}
