//! As many of some things as are wanted, while they come in any order.

/// So many things, those with the least places, each thing once.
#[derive(Debug)]
pub struct Least<P, T> {
    most: usize,
    /// In order.
    kept: Vec<(P, T)>,
}

impl<P: Ord, T: Ord> Least<P, T> {
    /// None yet.
    pub const fn new(most: usize) -> Self {
        Self {
            most,
            kept: Vec::new(),
        }
    }

    /// How many are wanted.
    pub const fn most(&self) -> usize {
        self.most
    }

    /// Whether a thing would be one of them; things of one place go by their own order.
    pub fn takes(&self, place: &P, thing: &T) -> bool {
        let comes_before = |(last, other): &(P, T)| (place, thing) < (last, other);
        self.kept.len() < self.most || self.kept.last().is_some_and(comes_before)
    }

    /// Adds a thing; the least place counts of those that it has.
    pub fn add(&mut self, place: P, thing: T) {
        if !self.takes(&place, &thing) {
            return;
        }
        if let Some(known) = self.kept.iter().position(|(_, other)| *other == thing) {
            if self.kept[known].0 <= place {
                return;
            }
            self.kept.remove(known);
        }
        let new = (place, thing);
        let at = self.kept.partition_point(|other| *other < new);
        self.kept.insert(at, new);
        self.kept.truncate(self.most);
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The things, in order.
    pub fn things(self) -> impl Iterator<Item = T> {
        self.kept.into_iter().map(|(_, thing)| thing)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::{collection::vec, prelude::*};

    use super::*;

    proptest! {
        #[test]
        fn the_least_are_those_of_all(
            all in vec((0..9u32, 0..20u32), 0..60), most in 0..8usize,
        ) {
            let mut least = Least::new(most);
            let mut places = BTreeMap::new();
            for (place, thing) in all {
                least.add(place, thing);
                let known = places.entry(thing).or_insert(place);
                *known = place.min(*known);
            }
            let mut places: Vec<_> = places.into_iter().map(|(thing, place)| (place, thing)).collect();
            places.sort_unstable();
            let wanted: Vec<u32> = places.into_iter().map(|(_, thing)| thing).take(most).collect();
            prop_assert_eq!(least.things().collect::<Vec<_>>(), wanted);
        }
    }
}
