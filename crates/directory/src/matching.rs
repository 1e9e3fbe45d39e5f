//! What is found in a catalogue, as a bitmap of the numbers.

use std::borrow::Cow;

use roaring::RoaringBitmap;

/// The things that a filter finds, by number.
#[derive(Debug, Clone, PartialEq)]
pub enum Matching<'a> {
    /// All of so many.
    All(u32),
    /// These.
    Some(Cow<'a, RoaringBitmap>),
}

impl Matching<'_> {
    /// How many there are.
    pub fn len(&self) -> u64 {
        match self {
            Self::All(count) => u64::from(*count),
            Self::Some(bitmap) => bitmap.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a thing is among them.
    pub fn contains(&self, number: u32) -> bool {
        match self {
            Self::All(count) => number < *count,
            Self::Some(bitmap) => bitmap.contains(number),
        }
    }

    /// How many of them are in `other`.
    pub fn count_in(&self, other: &RoaringBitmap) -> u64 {
        match self {
            Self::All(_) => other.len(),
            Self::Some(bitmap) => bitmap.intersection_len(other),
        }
    }
}

impl<'a> Matching<'a> {
    /// Leaves those alone that are in `by` too.
    pub fn narrow(&mut self, by: Cow<'a, RoaringBitmap>) {
        match self {
            Self::All(_) => *self = Self::Some(by),
            Self::Some(bitmap) => *bitmap.to_mut() &= by.as_ref(),
        }
    }
}
