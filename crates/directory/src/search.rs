//! Finding members by text, in any language.
//!
//! Every text by which a member may be found becomes *lines* of folded terms ([`entry`]); members
//! are indexed together on a [`segment`], with a dictionary and its postings. A [`query`] is
//! looked for with more and more forgiveness until somebody answers it well: first every spelling
//! of its words, then one mistake in a word, then two, and at last the members that have most of
//! the words. Whoever answers is compared with the query line by line ([`score`]).
//!
//! What is indexed comes from public types only, so nothing hidden can be found, counted or timed.

mod deletion_index;
mod entry;
mod expand;
mod found;
mod highlight;
mod hits;
mod inquiry;
mod languages;
mod mistakes;
mod numbers;
mod placed;
mod query;
mod roman;
mod score;
mod segment;
mod segments;
mod understood;
mod words;

#[cfg(test)]
pub(crate) mod tests;

use inquiry::Inquiry;
use numbers::Numbers;
use placed::Placed;

pub use deletion_index::DeletionIndex;
pub use entry::{Labels, Lines, lines};
pub use highlight::{Highlight, Marker};
pub use hits::{Hits, Scored, Subject};
pub use languages::{Stems, says_little, snowball};
pub(crate) use mistakes::{Mistakes, ONE_MISTAKE, TWO_MISTAKES};
pub use query::{Manner, QUERY_LENGTH, Query, Wanted};
pub use segments::Standing;
pub use understood::{Depth, Interpreter, Reading, Understood, UnderstoodKind};
pub use words::{is_unspaced, words};

/// What can be found: the segments, and the numbers that their members have in the lists.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    segments: Vec<Placed>,
}

/// Fewer letters than these begin the words of too many members to compare them …
const FEW_LETTERS: usize = 3;
/// … and so many members whose names begin so are too many.
const MANY: usize = 500;

impl Texts {
    /// What a query finds, by its letters and by what it means.
    pub fn find(&self, query: &Query, subject: Subject, meanings: &impl Interpreter) -> Hits {
        Inquiry::new(&self.segments, subject).find_meant(query, meanings)
    }

    /// What a query finds by its letters alone.
    pub fn find_by_letters(&self, query: &Query, subject: Subject) -> Hits {
        Inquiry::new(&self.segments, subject).find(query)
    }

    /// The numbers of the first `most` members that a query finds by its letters, the best first.
    pub fn best_by_letters(&self, query: &Query, most: usize) -> Vec<u32> {
        Inquiry::new(&self.segments, Subject::Members).best(query, most)
    }

    /// The first `most` members that somebody who has begun to type may mean. Where too many may be
    /// meant to compare them all, those whose names begin so, by name.
    pub fn suggest(&self, query: &Query, most: usize) -> Vec<u32> {
        if let Some(beginning) = query.beginning() {
            let few_letters = beginning.chars().count() < FEW_LETTERS;
            let many = if few_letters { 0 } else { MANY };
            if let Some(numbers) = self.beginning_with(beginning, many) {
                return numbers.iter().take(most).collect();
            }
        }
        self.best_by_letters(query, most)
    }

    /// The members one of whose names begins so, if they are more than so many.
    fn beginning_with(&self, beginning: &str, many: usize) -> Option<Numbers> {
        let begun = self.segments.iter().map(|placed| {
            let documents = placed.segment.named_beginning(beginning);
            (placed, documents)
        });
        let begun: Vec<_> = begun.collect();
        if begun
            .iter()
            .map(|(_, documents)| documents.len())
            .sum::<usize>()
            <= many
        {
            return None;
        }
        let mut numbers = Numbers::default();
        for (placed, documents) in begun {
            for (_, document) in documents {
                if let Some(number) = placed.members[*document as usize] {
                    numbers.insert(number);
                }
            }
        }
        (numbers.len() > many).then_some(numbers)
    }

    /// What marks the words that hits were found by.
    pub fn marker(&self, hits: &Hits) -> Marker {
        Marker::new(&self.segments, &hits.ways)
    }
}
