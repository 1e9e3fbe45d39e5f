//! Who answers a query so far: everybody, or as many of the best as are wanted.

use std::cmp::Reverse;

use super::{entry::Source, hits::Scored};
use crate::least::Least;

/// Who answers a query so far.
pub trait Found {
    /// The sources by which members are looked for, one after the other, the better ones first.
    const STAGES: &'static [&'static [Source]];

    /// Whether nobody answers.
    fn is_empty(&self) -> bool;

    /// Adds somebody.
    fn add(&mut self, number: u32, score: u32);

    /// How many are wanted, where not all are.
    fn wanted(&self) -> Option<usize>;

    /// Whether somebody may be left out who scores so much at most.
    fn passes_over(&self, number: u32, at_most: u32) -> bool;

    /// Puts everybody in order, once all were added who were found in a way.
    fn settle(&mut self);
}

/// Everybody, by number; the better score counts of those that somebody has.
impl Found for Scored {
    const STAGES: &'static [&'static [Source]] = &[&Source::ALL];

    fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    fn add(&mut self, number: u32, score: u32) {
        self.push((number, score));
    }

    fn wanted(&self) -> Option<usize> {
        None
    }

    fn passes_over(&self, _: u32, _: u32) -> bool {
        false
    }

    fn settle(&mut self) {
        self.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        self.dedup_by_key(|(number, _)| *number);
    }
}

/// The best. Whoever has a word in none but worse sources is passed over, mostly all of them at once.
impl Found for Least<Reverse<u32>, u32> {
    const STAGES: &'static [&'static [Source]] = &[
        &[Source::Name, Source::OtherName, Source::Acronym],
        &[Source::City],
        &[Source::Service],
        &[Source::Country],
        &[Source::Text],
    ];

    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }

    fn add(&mut self, number: u32, score: u32) {
        Self::add(self, Reverse(score), number);
    }

    fn wanted(&self) -> Option<usize> {
        Some(self.most())
    }

    fn passes_over(&self, number: u32, at_most: u32) -> bool {
        !self.takes(&Reverse(at_most), &number)
    }

    fn settle(&mut self) {}
}
