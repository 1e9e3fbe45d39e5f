//! How well members can answer at most, by their postings alone: so that only those are compared
//! line by line who may be among the best.

use super::{BESIDE_NAME, EXACT, Scorer};
use crate::search::{
    expand::Certainty,
    numbers::Numbers,
    segment::{Document, Posting},
};

/// So many postings are looked at, at most, to spare comparing a member.
const WORTHWHILE: usize = 100;
/// Sums of rounded numbers may be this much too small.
const ROUNDING: f32 = 1.0001;

/// What a member has of a query at most.
#[derive(Debug, Clone, Default)]
struct Bound {
    sum: f32,
    share: f32,
    coverage: f32,
    beginning: f32,
    /// What the word that is looked at is worth, and in a name.
    value: f32,
    named: f32,
    /// Whether it lacks a word that is required.
    lacks: bool,
}

impl Bound {
    fn meet(&mut self, posting: Posting, certainty: Certainty) {
        let (source, sure) = (posting.source(), f32::from(certainty));
        let beside = source.worth() * sure / f32::from(EXACT) * BESIDE_NAME;
        self.value = self.value.max(beside);
        if source.is_name() {
            let named = f32::from((sure * source.worth()) as u8) / f32::from(EXACT);
            self.value = self.value.max(named);
            self.named = self.named.max(named);
            self.coverage += posting.share() * sure / f32::from(EXACT);
            if posting.begins() {
                self.beginning = 1.0;
            }
        }
    }

    /// Adds the word that was looked at.
    fn add(&mut self, weight: f32, required: bool) {
        self.sum += weight * self.value;
        self.share += weight * self.named;
        self.lacks |= required && self.value == 0.0;
        (self.value, self.named) = (0.0, 0.0);
    }

    /// Takes a word as met as well as can be.
    fn suppose(&mut self, weight: f32) {
        self.sum += weight;
        self.share += weight;
        (self.coverage, self.beginning) = (1.0, 1.0);
    }
}

impl Scorer<'_> {
    /// Those of some members who may have all required words, each with the most that it can score.
    /// It is reckoned as a score is, so that no score is greater by its last digit.
    pub fn bounds(&self, documents: &Numbers) -> Vec<(u32, Document)> {
        let ranks = documents.ranks();
        let mut bounds = vec![Bound::default(); documents.len()];
        for (word, weight) in self.weights.iter().enumerate() {
            if self.expansions.frequency(word, self.segment) > WORTHWHILE * bounds.len() {
                bounds.iter_mut().for_each(|bound| bound.suppose(*weight));
                continue;
            }
            self.expansions
                .each_term(word, self.segment, |term, certainty| {
                    for posting in self.segment.members_with(term) {
                        if let Some(rank) = ranks.of(posting.document()) {
                            bounds[rank].meet(*posting, certainty);
                        }
                    }
                });
            let required = self.required >> word & 1 == 1;
            bounds
                .iter_mut()
                .for_each(|bound| bound.add(*weight, required));
        }
        let bounded = documents.iter().zip(bounds);
        bounded
            .filter(|(_, bound)| !bound.lacks)
            .map(|(document, bound)| {
                let coverage = (bound.coverage * ROUNDING).min(1.0);
                let of_name = [coverage, 1.0, bound.beginning];
                let most = self.total_score(bound.sum, bound.share / self.total, of_name);
                (most, document)
            })
            .collect()
    }
}
