//! What a query's words mean beyond their letters: a need, a place, a language.

use std::ops::Range;

use roaring::RoaringBitmap;
use serde::Serialize;
use utoipa::ToSchema;

use super::query::Query;
use crate::ranking::Ranking;
use network::codes::codes;

codes! {
    /// What words were understood as.
    UnderstoodKind ("kind of what is understood") {
        /// What somebody needs, which a service meets.
        Need = "need",
        /// A city, or a country.
        Place = "place",
        /// A language that people speak.
        Language = "language",
    }
}

/// Words of a query that were understood, and the filter that they stand for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Understood {
    /// What they were understood as.
    pub kind: UnderstoodKind,
    /// The words of the query.
    #[schema(example = "doctor")]
    pub text: String,
    /// What they stand for, in the language of the answer.
    #[schema(example = "Healthcare")]
    pub label: String,
    /// The parameter that they stand for: `service`, `city`, `country`, `language`, or `near` for a
    /// town in which nobody is: the nearest come first.
    #[schema(example = "service")]
    pub parameter: &'static str,
    /// Its value.
    #[schema(example = "healthcare")]
    pub value: String,
    /// Whether the service is only the nearest one: the network has none for this very need.
    pub nearest: bool,
    /// Whether it was left out because nobody meets it together with the rest.
    pub left_out: bool,
    /// Where the words stand in the query, in bytes.
    #[serde(skip)]
    pub place: Range<usize>,
}

/// A query, understood.
#[derive(Debug, Default)]
pub struct Reading {
    /// The words that were understood, a bit each.
    pub claimed: u64,
    /// Who meets what was understood, by number.
    pub found: RoaringBitmap,
    /// Those of them that come first: they meet more than one need or language that was named, or
    /// give the very service.
    pub first: RoaringBitmap,
    /// How far everybody is from the place that was left out, where one was.
    pub distances: Option<Ranking>,
    /// What was understood, in the order of the words.
    pub understood: Vec<Understood>,
}

impl Reading {
    /// Whether nothing was understood.
    pub fn is_empty(&self) -> bool {
        self.understood.is_empty()
    }

    /// Whether a place is all that was understood.
    pub fn is_place(&self) -> bool {
        let mut kinds = self.understood.iter().map(|understood| understood.kind);
        kinds.all(|kind| kind == UnderstoodKind::Place)
    }
}

/// How much is read into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Words as they are, and their forms.
    Said,
    /// Misspelt words, parts of compounds, and words that are said of one need only.
    Guessed,
}

/// Who understands queries.
pub trait Interpreter {
    /// The words, a bit each, that no need, language or place is called by as they are.
    fn strange(&self, query: &Query) -> u64;

    /// What a query means.
    fn read(&self, query: &Query, depth: Depth) -> Reading;
}
