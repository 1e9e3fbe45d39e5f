//! Finding members by text, in any language.
//!
//! Every text by which a member may be found becomes *lines* of folded terms ([`entry`]); members
//! are indexed together on a [`shelf`], with tantivy's dictionaries and postings. A [`query`] is
//! looked for with more and more forgiveness until somebody answers it well: first every spelling
//! of its words, then one mistake in a word, then two, and at last the members that have most of
//! the words. Whoever answers is compared with the query line by line ([`score`]).
//!
//! What is indexed comes from public types only, so nothing hidden can be found, counted or timed.

mod entry;
mod expand;
mod languages;
mod query;
mod remainders;
mod roman;
mod score;
mod shelf;
mod words;

use std::{io, sync::Arc};

use roaring::RoaringBitmap;
use uuid::Uuid;

use expand::{Expansions, Forgiveness};
use score::{Answer, Scorer};
use shelf::Document;

pub use entry::{Line, lines};
pub use query::Query;
pub use shelf::Shelf;
pub use score::MOST as BEST_SCORE;

/// What can be found: the shelves, and the numbers that their members have in the lists.
#[derive(Debug, Clone, Default)]
pub struct Search {
    shelves: Vec<Placed>,
}

/// A shelf in a directory.
#[derive(Debug, Clone)]
struct Placed {
    shelf: Arc<Shelf>,
    /// Each member's number in the list of members; nothing when it is not there any more.
    members: Vec<Option<u32>>,
    /// The numbers of each member's places in the list of locations, in the member's own order.
    locations: Vec<Box<[u32]>>,
}

impl Search {
    /// Shelves with the numbers that their members have in the lists now: `number` tells that of a
    /// member, and `locations` those of its places.
    pub fn new(
        shelves: &[Arc<Shelf>],
        number: impl Fn(Uuid) -> Option<u32>,
        locations: impl Fn(Uuid) -> Box<[u32]>,
    ) -> Self {
        let place = |shelf: &Arc<Shelf>| Placed {
            members: shelf.members().iter().map(|member| number(*member)).collect(),
            locations: shelf.members().iter().map(|member| locations(*member)).collect(),
            shelf: Arc::clone(shelf),
        };
        Self {
            shelves: shelves.iter().map(place).collect(),
        }
    }
}

/// Which list is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The members.
    Members,
    /// The places; of a member's several ones, those that answer.
    Locations,
}

/// What a query finds: the numbers of the things in their list, in order, each with its score.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits(pub Vec<(u32, u32)>);

/// The least share of a query's rarer words that a member must have when nobody has all of them.
const LEAST_SHARE: f32 = 0.4;
/// How near to the best of them a member must come.
const NEAR_THE_BEST: f32 = 0.75;

impl Search {
    /// What a query finds. Fails only when memory does not hold what was written into it.
    pub fn find(&self, query: &Query, subject: Subject) -> io::Result<Hits> {
        let mut hits = Inquiry {
            search: self,
            subject,
        }
        .find(query)?;
        hits.sort_unstable();
        Ok(Hits(hits))
    }
}

impl Hits {
    /// The numbers of what was found.
    pub fn numbers(&self) -> RoaringBitmap {
        self.0.iter().map(|(number, _)| *number).collect()
    }
}

/// Numbers of things, each with its score.
type Scored = Vec<(u32, u32)>;

/// A search under way.
struct Inquiry<'a> {
    search: &'a Search,
    subject: Subject,
}

impl Inquiry<'_> {
    fn find(&self, query: &Query) -> io::Result<Scored> {
        let (strict, convincing) = self.all_words(query, Forgiveness::Spelling)?;
        if convincing || query.words.is_empty() {
            return Ok(strict);
        }
        let (mut found, _) = self.all_words(query, Forgiveness::OneMistake)?;
        for other in self.respaced(query)? {
            let (more, _) = self.all_words(&other, Forgiveness::Spelling)?;
            merge(&mut found, more);
        }
        if found.is_empty() {
            (found, _) = self.all_words(query, Forgiveness::TwoMistakes)?;
        }
        if found.is_empty() {
            found = self.most_words(query)?;
        }
        Ok(found)
    }

    /// Who answers every word that is not optional; and whether anybody does so convincingly.
    fn all_words(&self, query: &Query, forgiveness: Forgiveness) -> io::Result<(Scored, bool)> {
        let required = required(query);
        let mut found = Vec::new();
        let mut convincing = false;
        for placed in &self.search.shelves {
            let expansions = Expansions::new(&placed.shelf, query, forgiveness)?;
            let scorer = Scorer::new(&placed.shelf, query, &expansions, required)?;
            let rarest = bits(required).min_by_key(|word| expansions.cost(*word));
            for document in placed.candidates(&expansions, rarest.as_slice())? {
                placed.answers(self.subject, document, &scorer, |number, answer| {
                    convincing |= answer.convincing;
                    found.push((number, answer.score));
                });
            }
        }
        Ok((found, convincing))
    }

    /// Who answers most of the words, when nobody answers all of them. A rare word counts for more
    /// than a frequent one, and one that nobody has for nothing.
    fn most_words(&self, query: &Query) -> io::Result<Scored> {
        let expanded = self
            .search
            .shelves
            .iter()
            .map(|placed| Expansions::new(&placed.shelf, query, Forgiveness::OneMistake))
            .collect::<io::Result<Vec<_>>>()?;
        let rarity = self.rarity(query, &expanded);
        let total: f32 = rarity.iter().sum();
        let mut words: Vec<usize> = bits(required(query)).collect();
        words.sort_by(|a, b| rarity[*b].total_cmp(&rarity[*a]));
        // Whoever has enough of the words has at least one of the first so many.
        let mut rest = total;
        let first: Vec<usize> = words
            .into_iter()
            .take_while(|word| {
                let goes_on = rest >= LEAST_SHARE * total;
                rest -= rarity[*word];
                goes_on
            })
            .collect();
        let mut found = Vec::new();
        for (placed, expansions) in self.search.shelves.iter().zip(&expanded) {
            let scorer = Scorer::new(&placed.shelf, query, expansions, 0)?;
            for document in placed.candidates(expansions, &first)? {
                placed.answers(self.subject, document, &scorer, |number, answer| {
                    let share: f32 = bits(answer.met).map(|word| rarity[word]).sum();
                    found.push((share, (number, answer.score)));
                });
            }
        }
        let best = found.iter().map(|(share, _)| *share).fold(0.0, f32::max);
        let least = (LEAST_SHARE * total).max(NEAR_THE_BEST * best);
        Ok(found
            .into_iter()
            .filter(|(share, _)| *share > 0.0 && *share >= least)
            .map(|(_, scored)| scored)
            .collect())
    }

    /// How rare what each required word may mean is; nothing for a word that means nothing.
    fn rarity(&self, query: &Query, expanded: &[Expansions]) -> Vec<f32> {
        let shelves = &self.search.shelves;
        let members: usize = shelves.iter().map(|placed| placed.members.len()).sum();
        let required = required(query);
        (0..query.words.len())
            .map(|word| {
                let cost: u64 = expanded.iter().map(|expansions| expansions.cost(word)).sum();
                match cost {
                    0 => 0.0,
                    _ if required >> word & 1 == 0 => 0.0,
                    cost => (1.0 + members as f32 / cost as f32).ln(),
                }
            })
            .collect()
    }

    /// The query with a word taken apart, or two put together, where that gives words that are
    /// there: `openhuis` for Open Huis, `flücht lingshilfe` for Flüchtlingshilfe.
    fn respaced(&self, query: &Query) -> io::Result<Vec<Query>> {
        let mut queries = Vec::new();
        for (number, word) in query.words.iter().enumerate() {
            if word.may_be_misspelt(2 * SHORTEST_HALF) && !self.knows(&word.term)? {
                for (place, _) in word.term.char_indices() {
                    let (left, right) = word.term.split_at(place);
                    if self.may_be_parts(left, right)? {
                        queries.push(query.rewritten(number..number + 1, &[left, right]));
                    }
                }
            }
            if let Some(next) = query.words.get(number + 1)
                && word.may_be_misspelt(1)
                && next.may_be_misspelt(1)
            {
                let joined = format!("{}{}", word.term, next.term);
                if self.knows(&joined)? {
                    queries.push(query.rewritten(number..number + 2, &[&joined]));
                }
            }
        }
        queries.truncate(MOST_RESPACED);
        Ok(queries)
    }

    fn may_be_parts(&self, left: &str, right: &str) -> io::Result<bool> {
        let long_enough = |part: &str| part.chars().nth(SHORTEST_HALF - 1).is_some();
        Ok(long_enough(left) && long_enough(right) && self.knows(left)? && self.knows(right)?)
    }

    fn knows(&self, term: &str) -> io::Result<bool> {
        for placed in &self.search.shelves {
            if placed.shelf.is_known(term)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The shortest half of a word that is taken apart.
const SHORTEST_HALF: usize = 3;
/// How many ways of spacing are tried.
const MOST_RESPACED: usize = 8;

impl Placed {
    /// The members that may have one of these words, or all members when there are no words.
    fn candidates(&self, expansions: &Expansions, words: &[usize]) -> io::Result<Vec<Document>> {
        if words.is_empty() {
            return Ok((0..self.members.len() as u32).collect());
        }
        let mut documents = Vec::new();
        for word in words {
            for list in expansions.lists(*word) {
                self.shelf.add_members(list, &mut documents)?;
            }
        }
        documents.sort_unstable();
        documents.dedup();
        Ok(documents)
    }

    /// Gives what of a member answers, by its number in the list.
    fn answers(
        &self,
        subject: Subject,
        document: Document,
        scorer: &Scorer<'_>,
        mut each: impl FnMut(u32, Answer),
    ) {
        let Some(number) = self.members[document as usize] else {
            return;
        };
        match subject {
            Subject::Members => {
                if let Some(answer) = scorer.score(document, None) {
                    each(number, answer);
                }
            }
            Subject::Locations => {
                for (place, number) in (0..).zip(&self.locations[document as usize]) {
                    if let Some(answer) = scorer.score(document, Some(place)) {
                        each(*number, answer);
                    }
                }
            }
        }
    }
}

/// The words without which nobody answers, a bit each.
fn required(query: &Query) -> u64 {
    query
        .words
        .iter()
        .enumerate()
        .filter(|(_, word)| !word.optional)
        .fold(0, |mask, (number, _)| mask | 1 << number)
}

/// Adds what was found another way; what was found both ways keeps its better score.
fn merge(found: &mut Scored, more: Scored) {
    if more.is_empty() {
        return;
    }
    found.extend(more);
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    found.dedup_by_key(|(number, _)| *number);
}

/// The places of the bits of a mask.
fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = mask.trailing_zeros();
        mask &= mask.checked_sub(1)?;
        Some(bit as usize)
    })
}
