//! Collections of which a copy shares what did not change, so that a change of one thing among very
//! many costs a small part of them.

use std::{
    borrow::Borrow,
    collections::HashMap,
    hash::{BuildHasher, Hash, RandomState},
    ops::Index,
    sync::Arc,
};

/// With some hundred thousand things, as many drawers as there are things in one.
const DRAWERS: usize = 512;
/// The like for a row: a piece has half as many things at least when it is made, and twice as many
/// at most.
const PIECE: usize = 512;

/// A map in drawers: a copy shares all of them, until something is put into one or taken out.
#[derive(Debug, Clone)]
pub struct Drawers<K, V> {
    drawers: Vec<Arc<HashMap<K, V, RandomState>>>,
    hasher: RandomState,
}

impl<K, V> Default for Drawers<K, V> {
    fn default() -> Self {
        let hasher = RandomState::new();
        let empty = Arc::new(HashMap::with_hasher(hasher.clone()));
        Self {
            drawers: vec![empty; DRAWERS],
            hasher,
        }
    }
}

impl<K, V> Drawers<K, V> {
    /// How many things there are.
    pub fn len(&self) -> usize {
        self.drawers.iter().map(|drawer| drawer.len()).sum()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.drawers.iter().all(|drawer| drawer.is_empty())
    }

    /// All things, in no order.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.drawers.iter().flat_map(|drawer| drawer.values())
    }
}

impl<K: Hash + Eq, V> Drawers<K, V> {
    fn place<Q: Hash + ?Sized>(&self, key: &Q) -> usize {
        // The lowest and the highest bits tell things apart within a drawer.
        (self.hasher.hash_one(key) >> 32) as usize % DRAWERS
    }

    /// What is there under a key.
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.drawers[self.place(key)].get(key)
    }

    /// Whether there is something under a key.
    pub fn contains_key<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.get(key).is_some()
    }
}

/// What is there under a key; panics where nothing is.
impl<K: Hash + Eq, V> Index<&K> for Drawers<K, V> {
    type Output = V;

    fn index(&self, key: &K) -> &V {
        &self.drawers[self.place(key)][key]
    }
}

impl<K: Hash + Eq + Clone, V: Clone> Drawers<K, V> {
    fn drawer(&mut self, key: &K) -> &mut HashMap<K, V, RandomState> {
        let place = self.place(key);
        Arc::make_mut(&mut self.drawers[place])
    }

    /// Puts something in, and gives what was there before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        self.drawer(&key).insert(key, value)
    }

    /// Takes something out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        if !self.contains_key(key) {
            return None;
        }
        self.drawer(key).remove(key)
    }

    /// What is there under a key, and what usually is where nothing was.
    pub fn entry(&mut self, key: &K) -> &mut V
    where
        V: Default,
    {
        self.drawer(key).entry(key.clone()).or_default()
    }
}

/// A row in pieces: a copy shares all of them but those in which something changed.
#[derive(Debug, Clone)]
pub struct Pieces<T> {
    pieces: Vec<Arc<Vec<T>>>,
    /// How many things stand before each piece.
    begins: Vec<usize>,
    len: usize,
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self {
            pieces: Vec::new(),
            begins: Vec::new(),
            len: 0,
        }
    }
}

/// Two rows are alike wherever their pieces end.
impl<T: PartialEq> PartialEq for Pieces<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<T: Eq> Eq for Pieces<T> {}

impl<T> FromIterator<T> for Pieces<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let mut row = Self::default();
        row.extend(things);
        row
    }
}

/// Further pieces.
impl<T> Extend<T> for Pieces<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, things: I) {
        let mut things = things.into_iter().peekable();
        while things.peek().is_some() {
            self.push(Arc::new(things.by_ref().take(PIECE).collect()));
        }
    }
}

impl<T> Pieces<T> {
    fn push(&mut self, piece: Arc<Vec<T>>) {
        self.begins.push(self.len);
        self.len += piece.len();
        self.pieces.push(piece);
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The thing at a place.
    pub fn get(&self, place: usize) -> Option<&T> {
        (place < self.len).then(|| &self[place])
    }

    /// All things in their order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.pieces.iter().flat_map(|piece| piece.iter())
    }

    /// The things from a place on.
    pub fn from(&self, place: usize) -> impl DoubleEndedIterator<Item = &T> + Clone {
        let piece = self.begins.partition_point(|begin| *begin <= place);
        let first = piece.saturating_sub(1);
        let skipped = place - self.begins.get(first).unwrap_or(&place);
        let pieces = self.pieces.iter().skip(first).enumerate();
        pieces.flat_map(move |(number, piece)| {
            let skipped = if number == 0 { skipped } else { 0 };
            piece[skipped.min(piece.len())..].iter()
        })
    }

    /// The first place at which `before` does not hold any more.
    pub fn partition_point(&self, mut before: impl FnMut(&T) -> bool) -> usize {
        let ends_before = |piece: &Arc<Vec<T>>| piece.last().is_none_or(&mut before);
        let piece = self.pieces.partition_point(ends_before);
        self.pieces.get(piece).map_or(self.len, |within| {
            self.begins[piece] + within.partition_point(&mut before)
        })
    }
}

impl<T> Index<usize> for Pieces<T> {
    type Output = T;

    fn index(&self, place: usize) -> &T {
        let piece = self.begins.partition_point(|begin| *begin <= place);
        &self.pieces[piece - 1][place - self.begins[piece - 1]]
    }
}

impl<T: Clone> Pieces<T> {
    /// The row without the things at some places, and with others before what stood at theirs.
    /// Both are in the order of the places.
    #[must_use]
    pub fn after(&self, gone: &[usize], come: impl IntoIterator<Item = (usize, T)>) -> Self {
        let mut gone = gone.iter().copied().peekable();
        let mut come = come.into_iter().peekable();
        let mut row = Self::default();
        for (piece, begin) in self.pieces.iter().zip(&self.begins) {
            let end = begin + piece.len();
            // What comes behind the last thing of all joins the last piece.
            let reach = end + usize::from(end == self.len);
            let is_touched = gone.peek().is_some_and(|place| *place < end)
                || come.peek().is_some_and(|(place, _)| *place < reach);
            if !is_touched {
                row.push(Arc::clone(piece));
                continue;
            }
            let mut things = Vec::with_capacity(piece.len() + 1);
            for (place, thing) in (*begin..).zip(piece.iter()) {
                while let Some((_, thing)) = come.next_if(|(before, _)| *before <= place) {
                    things.push(thing);
                }
                if gone.next_if_eq(&place).is_none() {
                    things.push(thing.clone());
                }
            }
            while let Some((_, thing)) = come.next_if(|_| end == self.len) {
                things.push(thing);
            }
            match things.len() > 2 * PIECE {
                true => row.extend(things),
                false if things.is_empty() => {}
                false => row.push(Arc::new(things)),
            }
        }
        row.extend(come.map(|(_, thing)| thing));
        row
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::{collection::vec, prelude::*};

    use super::*;

    proptest! {
        #[test]
        fn a_row_in_pieces_is_a_row(
            first in 0..3 * PIECE,
            changes in vec((vec(any::<prop::sample::Index>(), 0..4), vec(any::<prop::sample::Index>(), 0..4), any::<bool>()), 0..8),
        ) {
            let mut plain: Vec<usize> = (0..first).collect();
            let mut row: Pieces<usize> = plain.iter().copied().collect();
            for (number, (gone, come, many)) in changes.into_iter().enumerate() {
                let mut gone: Vec<usize> = match plain.len() {
                    0 => Vec::new(),
                    len => gone.iter().map(|place| place.index(len)).collect(),
                };
                gone.sort_unstable();
                gone.dedup();
                let copies = if many { 2 * PIECE } else { 1 };
                let mut come: Vec<(usize, usize)> = come
                    .iter()
                    .flat_map(|place| vec![(place.index(plain.len() + 1), 10_000 * number); copies])
                    .collect();
                come.sort_unstable();
                let before = row.clone();
                row = row.after(&gone, come.clone());
                prop_assert!(before.iter().eq(&plain), "a copy stays as it is");
                for (place, thing) in come.into_iter().rev() {
                    // From behind, so that the places before it hold still.
                    while let Some(last) = gone.pop_if(|last| *last >= place) {
                        plain.remove(last);
                    }
                    plain.insert(place, thing);
                }
                while let Some(last) = gone.pop() {
                    plain.remove(last);
                }
                prop_assert_eq!(row.len(), plain.len());
                prop_assert!(row.iter().eq(&plain));
                for place in [0, 1, PIECE, plain.len() / 2, plain.len()] {
                    prop_assert_eq!(row.get(place), plain.get(place));
                    prop_assert!(row.from(place).eq(&plain[place.min(plain.len())..]));
                }
            }
            plain.sort_unstable();
            let sorted: Pieces<usize> = plain.iter().copied().collect();
            for wanted in [0, 1, first / 2, first, 10_000, 20_000] {
                let before = |thing: &usize| *thing < wanted;
                prop_assert_eq!(sorted.partition_point(before), plain.partition_point(before));
            }
        }

        #[test]
        fn a_map_in_drawers_is_a_map(changes in vec((0..50u8, any::<Option<u8>>()), 0..80)) {
            let (mut plain, mut map) = (BTreeMap::new(), Drawers::default());
            for (key, value) in changes {
                let before = map.clone();
                let expected = plain.get(&key).copied();
                let was = match value {
                    Some(value) => {
                        plain.insert(key, value);
                        map.insert(key, value)
                    }
                    None => {
                        plain.remove(&key);
                        map.remove(&key)
                    }
                };
                prop_assert_eq!(was, expected);
                prop_assert_eq!(before.get(&key).copied(), expected, "a copy stays as it is");
                prop_assert_eq!(map.get(&key), plain.get(&key));
                prop_assert_eq!((map.len(), map.is_empty()), (plain.len(), plain.is_empty()));
            }
            let mut values: Vec<u8> = map.values().copied().collect();
            let mut expected: Vec<u8> = plain.into_values().collect();
            values.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(values, expected);
        }
    }
}
