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
mod inquiry;
mod languages;
mod mistakes;
mod numbers;
mod query;
mod roman;
mod score;
mod segment;
mod segments;
mod understood;
mod words;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

use roaring::RoaringBitmap;

use super::ranking::Ranking;

use entry::Source;
use expand::{Expansions, Forgiveness};
use inquiry::Inquiry;
use numbers::Numbers;
use score::{Answer, Scorer};
use segment::{Document, IndexSegment};

pub use deletion_index::DeletionIndex;
pub use entry::{Labels, Lines, lines};
pub use highlight::{Highlight, Marker};
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

/// A segment in a directory.
#[derive(Debug, Clone)]
struct Placed {
    segment: Arc<IndexSegment>,
    /// Each member's number in the list of members; nothing when it is not there any more, or stands
    /// in a later segment.
    members: Vec<Option<u32>>,
    /// How many of them are there.
    living: usize,
    /// Where the places of each member begin in `locations`; one more at the end.
    begins: Arc<[u32]>,
    /// The numbers of each member's places in the list of locations, in the member's own order.
    locations: Vec<u32>,
}

/// Fewer letters than these begin the words of too many members to compare them …
const FEW_LETTERS: usize = 3;
/// … and so many members whose names begin so are too many.
const MANY: usize = 500;

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
    ways: Vec<Way>,
}

/// A way of looking for a query.
#[derive(Debug)]
struct Way {
    query: Query,
    forgiveness: Forgiveness,
    /// The words that have no two mistakes, a bit each.
    known: u64,
}

impl Way {
    /// What the words may mean on a segment.
    fn expansions(&self, segment: &IndexSegment) -> Expansions {
        Expansions::new(segment, &self.query, self.forgiveness, self.known)
    }
}

impl Texts {
    /// What a query finds, by its letters and by what it means.
    pub fn find(&self, query: &Query, subject: Subject, meanings: &impl Interpreter) -> Hits {
        Inquiry::new(self, subject).find_meant(query, meanings)
    }

    /// What a query finds by its letters alone.
    pub fn find_by_letters(&self, query: &Query, subject: Subject) -> Hits {
        Inquiry::new(self, subject).find(query)
    }

    /// The numbers of the first `most` members that a query finds by its letters, the best first.
    pub fn best_by_letters(&self, query: &Query, most: usize) -> Vec<u32> {
        Inquiry::new(self, Subject::Members).best(query, most)
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
        Marker::new(self, &hits.ways)
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

/// Numbers of things, each with its score.
pub type Scored = Vec<(u32, u32)>;

impl Placed {
    /// The numbers of a member's places.
    fn locations(&self, document: Document) -> &[u32] {
        let document = document as usize;
        let [begin, end] = [self.begins[document], self.begins[document + 1]];
        &self.locations[begin as usize..end as usize]
    }

    /// All members, be they still there or not.
    fn everybody(&self) -> Numbers {
        let mut documents = Numbers::below(self.members.len());
        documents.insert_all(0..self.members.len() as Document);
        documents
    }

    /// The members, be they still there or not, that may have one of these words in lines of these
    /// sources, and in no better ones.
    fn candidates(&self, expansions: &Expansions, words: &[usize], sources: &[Source]) -> Numbers {
        let wanted = sources.iter().fold(0u8, |all, one| all | 1 << *one as u8);
        let mut documents = Numbers::below(self.members.len());
        for word in words {
            expansions.each_term(*word, &self.segment, |term, _| {
                for posting in self.segment.members_with(term) {
                    if wanted >> posting.source() as u8 & 1 == 1 {
                        documents.insert(posting.document());
                    }
                }
            });
        }
        documents
    }

    /// Whether anybody who is still there has a term.
    fn knows(&self, term: &str) -> bool {
        self.segment.term(term).is_some_and(|term| {
            let documents = self.segment.members_with(term).iter();
            documents
                .filter_map(|posting| self.members[posting.document() as usize])
                .next()
                .is_some()
        })
    }

    /// Gives what of a member answers, by its number in the list; of `wanted` alone, where it says
    /// who is.
    fn answers(
        &self,
        subject: Subject,
        document: Document,
        scorer: &Scorer<'_>,
        wanted: Option<&RoaringBitmap>,
        mut each: impl FnMut(u32, Answer),
    ) {
        let Some(member) = self.members[document as usize] else {
            return;
        };
        let mut answer = |number: u32, place: Option<u16>| {
            if wanted.is_none_or(|wanted| wanted.contains(number))
                && let Some(answer) = scorer.score(document, place)
            {
                each(number, answer);
            }
        };
        match subject {
            Subject::Members => answer(member, None),
            Subject::Locations => {
                for (place, number) in (0..).zip(self.locations(document)) {
                    answer(*number, Some(place));
                }
            }
        }
    }
}

/// The places of the bits of a mask.
fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = mask.trailing_zeros();
        mask &= mask.checked_sub(1)?;
        Some(bit as usize)
    })
}
