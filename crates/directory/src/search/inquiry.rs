//! How a query is looked for: with more and more forgiveness, until somebody answers it well; and
//! what its words mean, where no name has them ([`meant`]).

mod meant;

use super::{
    entry::Source,
    expand::{Expansions, Forgiveness},
    found::Found,
    hits::{Hits, Scored, Subject, Way},
    numbers::{Numbers, bits},
    placed::Placed,
    query::Query,
    score::{Answer, MOST, Scorer},
    segment::Document,
};
use crate::least::Least;

/// The least share of a query's rarer words that a member must have when nobody has all of them.
const LEAST_SHARE: f32 = 0.4;
/// How near to the best of them a member must come.
const NEAR_THE_BEST: f32 = 0.75;

/// A search under way.
pub struct Inquiry<'a> {
    segments: &'a [Placed],
    subject: Subject,
}

/// Who answers a query so far, and how well.
struct Answers<F> {
    found: F,
    /// How they were found.
    ways: Vec<Way>,
    /// Whether anybody answers well.
    convincing: bool,
    /// Those who answer well, be there a mistake in a first letter, and have words in a name.
    named: Vec<(u32, Answer)>,
}

impl<F: Found> Answers<F> {
    const fn none(found: F) -> Self {
        Self {
            found,
            ways: Vec::new(),
            convincing: false,
            named: Vec::new(),
        }
    }

    /// Whether somebody may be left out who scores so much at most. Before that, it must be known
    /// whether anybody answers well.
    fn passes_over(&self, number: u32, at_most: u32) -> bool {
        self.convincing && self.found.passes_over(number, at_most)
    }
}

impl Answers<Scored> {
    /// Whether a name has some of these words, and it, the city, the services or the like have all
    /// others.
    fn has_named(&self, words: u64) -> bool {
        let mut named = self.named.iter();
        named.any(|(_, answer)| answer.named & words != 0)
    }

    /// Who was found by letters alone.
    fn hits(self) -> Hits {
        Hits {
            scored: self.found,
            understood: Vec::new(),
            ways: self.ways,
        }
    }
}

impl<'a> Inquiry<'a> {
    /// A search for things of this list.
    pub const fn new(segments: &'a [Placed], subject: Subject) -> Self {
        Self { segments, subject }
    }

    /// What a query finds by its letters.
    pub fn find(&self, query: &Query) -> Hits {
        let mut answers = Answers::none(Scored::new());
        self.look(query, &mut answers);
        answers.hits()
    }

    /// The numbers of the first `most` that a query finds by its letters, the best first.
    pub fn best(&self, query: &Query, most: usize) -> Vec<u32> {
        let mut answers = Answers::none(Least::new(most));
        self.look(query, &mut answers);
        answers.found.things().collect()
    }

    fn look<F: Found>(&self, query: &Query, answers: &mut Answers<F>) {
        self.add(answers, query.clone(), Forgiveness::Spelling);
        if !answers.convincing && !query.words.is_empty() {
            self.forgive(answers, query);
            self.at_last(answers, query);
        }
    }

    /// Forgives a mistake in each word, and how they are spaced.
    fn forgive<F: Found>(&self, answers: &mut Answers<F>, query: &Query) {
        self.add(answers, query.clone(), Forgiveness::OneMistake);
        for other in self.respaced(query) {
            self.add(answers, other, Forgiveness::Spelling);
        }
    }

    /// Forgives more where nobody answers.
    fn at_last<F: Found>(&self, answers: &mut Answers<F>, query: &Query) {
        if answers.found.is_empty() {
            self.add(answers, query.clone(), Forgiveness::TwoMistakes);
        }
        if answers.found.is_empty() {
            for (number, score) in self.most_words(query) {
                answers.found.add(number, score);
            }
            answers.found.settle();
            answers.ways = vec![Way {
                query: query.clone(),
                forgiveness: Forgiveness::OneMistake,
                known: 0,
            }];
        }
    }

    /// Adds what answers all words of a query.
    fn add<F: Found>(&self, answers: &mut Answers<F>, query: Query, forgiveness: Forgiveness) {
        let known = self.known(&query, forgiveness);
        let way = Way {
            query,
            forgiveness,
            known,
        };
        self.all_words(&way, answers);
        answers.found.settle();
        answers.ways.push(way);
    }

    /// Adds who answers every word that is not optional.
    fn all_words<F: Found>(&self, way: &Way, answers: &mut Answers<F>) {
        let query = &way.query;
        let required = query.required();
        for placed in self.segments {
            let expansions = way.expansions(&placed.segment);
            let scorer = Scorer::new(&placed.segment, query, &expansions, required);
            let rarest =
                bits(required).min_by_key(|word| expansions.frequency(*word, &placed.segment));
            let Some(rarest) = rarest else {
                for document in placed.everybody().iter() {
                    self.answer(placed, document, &scorer, answers);
                }
                continue;
            };
            for sources in F::STAGES {
                if answers.passes_over(0, scorer.ceiling(rarest, sources[0])) {
                    break;
                }
                let documents = placed.candidates(&expansions, &[rarest], sources);
                for (at_most, document) in in_turn(&documents, &scorer, answers.found.wanted()) {
                    let number = placed.members[document as usize];
                    if number.is_some_and(|number| !answers.passes_over(number, at_most)) {
                        self.answer(placed, document, &scorer, answers);
                    }
                }
            }
        }
    }

    /// Adds what of a member answers.
    fn answer<F: Found>(
        &self,
        placed: &Placed,
        document: Document,
        scorer: &Scorer<'_>,
        answers: &mut Answers<F>,
    ) {
        placed.answers(self.subject, document, scorer, None, |number, answer| {
            answers.convincing |= answer.convincing;
            if answer.likely && answer.named != 0 {
                answers.named.push((number, answer));
            }
            answers.found.add(number, answer.score);
        });
    }

    /// Who answers most of the words, when nobody answers all of them. A rare word counts for more
    /// than a frequent one, and one that nobody has for nothing.
    fn most_words(&self, query: &Query) -> Scored {
        let expanded = self
            .segments
            .iter()
            .map(|placed| Expansions::new(&placed.segment, query, Forgiveness::OneMistake, 0))
            .collect::<Vec<_>>();
        let rarity = self.rarity(query, &expanded);
        let total: f32 = rarity.iter().sum();
        let mut words: Vec<usize> = bits(query.required()).collect();
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
        for (placed, expansions) in self.segments.iter().zip(&expanded) {
            let scorer = Scorer::new(&placed.segment, query, expansions, 0);
            for document in placed.candidates(expansions, &first, &Source::ALL).iter() {
                placed.answers(self.subject, document, &scorer, None, |number, answer| {
                    let share: f32 = bits(answer.met).map(|word| rarity[word]).sum();
                    found.push((share, (number, answer.score)));
                });
            }
        }
        let best = found.iter().map(|(share, _)| *share).fold(0.0, f32::max);
        let least = (LEAST_SHARE * total).max(NEAR_THE_BEST * best);
        found
            .into_iter()
            .filter(|(share, _)| *share > 0.0 && *share >= least)
            .map(|(_, scored)| scored)
            .collect()
    }

    /// How rare what each required word may mean is; nothing for a word that means nothing. Whoever
    /// is not there any more does not count.
    fn rarity(&self, query: &Query, expanded: &[Expansions]) -> Vec<f32> {
        let segments = self.segments;
        let members: usize = segments.iter().map(|placed| placed.living).sum();
        let mut rarity = vec![0.0; query.words.len()];
        for word in bits(query.required()) {
            let mut having = 0;
            for (placed, expansions) in segments.iter().zip(expanded) {
                let documents = placed.candidates(expansions, &[word], &Source::ALL);
                having += documents
                    .iter()
                    .filter(|one| placed.members[*one as usize].is_some())
                    .count();
            }
            if having > 0 {
                rarity[word] = (1.0 + members as f32 / having as f32).ln();
            }
        }
        rarity
    }

    /// The words that have no two mistakes, a bit each: those that somebody has as they are, and
    /// those beyond the first few. Only asked where it matters.
    fn known(&self, query: &Query, forgiveness: Forgiveness) -> u64 {
        if forgiveness != Forgiveness::TwoMistakes {
            return 0;
        }
        let mut known = u64::MAX;
        let mut doubtful = 0;
        for (number, word) in query.words.iter().enumerate() {
            if doubtful < MOST_DOUBTFUL && !word.optional && !self.knows(&word.term) {
                known &= !(1 << number);
                doubtful += 1;
            }
        }
        known
    }

    /// The query with a word taken apart, or two put together, where that gives words that are
    /// there: `openhuis` for Open Huis, `flücht lingshilfe` for Flüchtlingshilfe.
    fn respaced(&self, query: &Query) -> Vec<Query> {
        let mut queries = Vec::new();
        for (number, word) in query.words.iter().enumerate() {
            if word.may_be_misspelt(2 * SHORTEST_HALF) && !self.knows(&word.term) {
                for (place, _) in word.term.char_indices() {
                    let (left, right) = word.term.split_at(place);
                    if self.may_be_parts(left, right) {
                        queries.push(query.rewritten(number..number + 1, &[left, right]));
                    }
                }
            }
            if let Some(next) = query.words.get(number + 1)
                && word.may_be_misspelt(1)
                && next.may_be_misspelt(1)
            {
                let joined = format!("{}{}", word.term, next.term);
                if self.knows(&joined) {
                    queries.push(query.rewritten(number..number + 2, &[&joined]));
                }
            }
        }
        queries.truncate(MOST_RESPACED);
        queries
    }

    fn may_be_parts(&self, left: &str, right: &str) -> bool {
        let long_enough = |part: &str| part.chars().nth(SHORTEST_HALF - 1).is_some();
        long_enough(left) && long_enough(right) && self.knows(left) && self.knows(right)
    }

    fn knows(&self, term: &str) -> bool {
        for placed in self.segments {
            if placed.knows(term) {
                return true;
            }
        }
        false
    }
}

/// Members in the order in which they are compared, each with the most that it can score. Where so
/// many of the best are wanted, those who may be best stand at the front: the others need not be
/// compared then.
fn in_turn(
    documents: &Numbers,
    scorer: &Scorer<'_>,
    wanted: Option<usize>,
) -> Vec<(u32, Document)> {
    let front = wanted.map_or(usize::MAX, |wanted| 2 * wanted);
    if documents.len() / 4 <= front {
        return documents.iter().map(|document| (MOST, document)).collect();
    }
    let mut bounds = scorer.bounds(documents);
    if bounds.len() > front {
        bounds.select_nth_unstable_by(front, |(a, _), (b, _)| b.cmp(a));
    }
    bounds
}

/// The shortest half of a word that is taken apart.
const SHORTEST_HALF: usize = 3;
/// How many words may have two mistakes: for each, the dictionary is walked through.
const MOST_DOUBTFUL: usize = 8;
/// How many ways of spacing are tried.
const MOST_RESPACED: usize = 8;
