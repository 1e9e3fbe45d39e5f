//! A segment in a directory: who of its members is there, and where they stand in the lists.

use std::sync::Arc;

use roaring::RoaringBitmap;

use super::{
    entry::Source,
    expand::Expansions,
    hits::Subject,
    numbers::Numbers,
    score::{Answer, Scorer},
    segment::{Document, IndexSegment},
};

/// A segment in a directory.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The members' texts.
    pub segment: Arc<IndexSegment>,
    /// Each member's number in the list of members; nothing when it is not there any more, or stands
    /// in a later segment.
    pub members: Vec<Option<u32>>,
    /// How many of them are there.
    pub living: usize,
    /// Where the places of each member begin in `locations`; one more at the end.
    pub begins: Arc<[u32]>,
    /// The numbers of each member's places in the list of locations, in the member's own order.
    pub locations: Vec<u32>,
}

impl Placed {
    /// The numbers of a member's places.
    fn locations(&self, document: Document) -> &[u32] {
        let document = document as usize;
        let [begin, end] = [self.begins[document], self.begins[document + 1]];
        &self.locations[begin as usize..end as usize]
    }

    /// All members, be they still there or not.
    pub fn everybody(&self) -> Numbers {
        let mut documents = Numbers::below(self.members.len());
        documents.insert_all(0..self.members.len() as Document);
        documents
    }

    /// The members, be they still there or not, that may have one of these words in lines of these
    /// sources, and in no better ones.
    pub fn candidates(
        &self,
        expansions: &Expansions,
        words: &[usize],
        sources: &[Source],
    ) -> Numbers {
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
    pub fn knows(&self, term: &str) -> bool {
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
    pub fn answers(
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
