//! Which things have each value of a property.

use std::{
    collections::BTreeMap,
    ops::Deref,
    sync::{Arc, OnceLock},
};

use roaring::RoaringBitmap;

use super::{matching::Matching, moves::Moves};

/// Which things have each value. It is shared by all snapshots in which the same things have them.
#[derive(Debug)]
pub struct Index<K> {
    having: BTreeMap<K, Arc<RoaringBitmap>>,
    of_things: OnceLock<OfThings>,
}

/// The values of each thing, as places in the order of the values.
#[derive(Debug)]
struct OfThings {
    /// Where those of each thing begin in `values`; one more at the end.
    begins: Vec<u32>,
    values: Vec<u32>,
    /// How many things have each value.
    all: Vec<u32>,
}

impl<K> Default for Index<K> {
    fn default() -> Self {
        Self::from(BTreeMap::new())
    }
}

impl<K> From<BTreeMap<K, Arc<RoaringBitmap>>> for Index<K> {
    fn from(having: BTreeMap<K, Arc<RoaringBitmap>>) -> Self {
        Self {
            having,
            of_things: OnceLock::new(),
        }
    }
}

impl<K> Deref for Index<K> {
    type Target = BTreeMap<K, Arc<RoaringBitmap>>;

    fn deref(&self) -> &Self::Target {
        &self.having
    }
}

impl<K: PartialEq> PartialEq for Index<K> {
    fn eq(&self, other: &Self) -> bool {
        self.having == other.having
    }
}

impl<K: Ord + Clone> Index<K> {
    /// How many of `found` have each value, in the order of the values. It walks through what was
    /// found, and so suits properties of many values that few things have each.
    pub fn count(&self, found: &Matching<'_>) -> impl Iterator<Item = (u32, &K)> {
        let of_things = self.of_things.get_or_init(|| OfThings::new(&self.having));
        let counts = match found {
            Matching::All(_) => of_things.all.clone(),
            Matching::Some(found) => {
                let mut counts = vec![0; self.having.len()];
                for thing in found.iter() {
                    for value in of_things.of(thing) {
                        counts[*value as usize] += 1;
                    }
                }
                counts
            }
        };
        let counts = counts.into_iter().zip(self.having.keys());
        counts.filter(|(count, _)| *count > 0)
    }

    /// The index after things with these values went and came.
    pub fn after(
        self: &Arc<Self>,
        gone: Vec<(u32, &[K])>,
        come: Vec<(u32, &[K])>,
        moves: &Moves,
    ) -> Arc<Self> {
        if moves.are_none() && gone == come {
            return Arc::clone(self);
        }
        let mut after = match moves.are_none() {
            true => self.having.clone(),
            false => {
                let moved = self.having.iter();
                let moved =
                    moved.map(|(value, having)| (value.clone(), Arc::new(moves.bitmap(having))));
                moved.collect()
            }
        };
        for (number, values) in gone {
            for value in values {
                if let Some(having) = after.get_mut(value) {
                    if moves.are_none() {
                        Arc::make_mut(having).remove(number);
                    }
                    if having.is_empty() {
                        after.remove(value);
                    }
                }
            }
        }
        for (number, values) in come {
            for value in values {
                match after.get_mut(value) {
                    Some(having) => {
                        Arc::make_mut(having).insert(number);
                    }
                    None => {
                        let having = RoaringBitmap::from_iter([number]);
                        after.insert(value.clone(), Arc::new(having));
                    }
                }
            }
        }
        Arc::new(Self::from(after))
    }
}

impl OfThings {
    fn new<K>(having: &BTreeMap<K, Arc<RoaringBitmap>>) -> Self {
        let end = having.values().filter_map(|things| things.max()).max();
        let mut begins = vec![0; end.map_or(0, |last| last as usize + 1) + 1];
        for thing in having.values().flat_map(|things| things.iter()) {
            begins[thing as usize + 1] += 1;
        }
        let mut before = 0;
        for begin in &mut begins {
            before += *begin;
            *begin = before;
        }
        let mut values = vec![0; before as usize];
        let mut next = begins.clone();
        for (value, things) in (0..).zip(having.values()) {
            for thing in things.iter() {
                let place = &mut next[thing as usize];
                values[*place as usize] = value;
                *place += 1;
            }
        }
        let all = having.values().map(|things| things.len() as u32);
        Self {
            all: all.collect(),
            begins,
            values,
        }
    }

    /// The values of a thing.
    fn of(&self, thing: u32) -> &[u32] {
        let thing = thing as usize;
        match self.begins.get(thing..thing + 2) {
            Some(&[begin, end]) => &self.values[begin as usize..end as usize],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::{collection::vec, prelude::*};

    use super::*;

    proptest! {
        #[test]
        fn values_are_counted_among_what_was_found(
            having in vec((0..5u8, 0..40u32), 0..60), found in prop::option::of(vec(0..50u32, 0..30)),
        ) {
            let mut index: BTreeMap<u8, Arc<RoaringBitmap>> = BTreeMap::new();
            for (value, thing) in having {
                Arc::make_mut(index.entry(value).or_default()).insert(thing);
            }
            let found = match found {
                Some(found) => Matching::Some(Cow::Owned(found.into_iter().collect())),
                None => Matching::All(40),
            };
            let expected: Vec<(u64, u8)> = index
                .iter()
                .map(|(value, things)| (found.count_in(things), *value))
                .filter(|(count, _)| *count > 0)
                .collect();
            let index = Index::from(index);
            let counted = index.count(&found).map(|(count, value)| (u64::from(count), *value));
            prop_assert_eq!(counted.collect::<Vec<_>>(), expected);
        }
    }
}
