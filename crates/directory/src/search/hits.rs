//! What a query finds, and how it was found.

use super::{
    expand::{Expansions, Forgiveness},
    query::Query,
    score,
    segment::IndexSegment,
    understood::Understood,
};
use crate::ranking::Ranking;

/// Numbers of things, each with its score.
pub type Scored = Vec<(u32, u32)>;

/// Which list is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The members.
    Members,
    /// The places; of a member's several ones, those that answer.
    Locations,
}

/// What a query finds.
#[derive(Debug, Default)]
pub struct Hits {
    /// The numbers of the things in their list, in order, each with its score.
    pub scored: Scored,
    /// What the query was understood as, where that is how they were found.
    pub understood: Vec<Understood>,
    /// How they were found.
    pub ways: Vec<Way>,
}

/// A way of looking for a query.
#[derive(Debug)]
pub struct Way {
    /// What is looked for.
    pub query: Query,
    /// With how many mistakes.
    pub forgiveness: Forgiveness,
    /// The words that have no two mistakes, a bit each.
    pub known: u64,
}

impl Way {
    /// What the words may mean on a segment.
    pub fn expansions(&self, segment: &IndexSegment) -> Expansions {
        Expansions::new(segment, &self.query, self.forgiveness, self.known)
    }
}

impl Hits {
    /// What was found, the best first.
    pub fn ranking(&self) -> Ranking {
        let ranks = self.scored.iter();
        Ranking::new(
            ranks
                .map(|(number, score)| (*number, u64::from(score::CEILING.saturating_sub(*score))))
                .collect(),
        )
    }
}
