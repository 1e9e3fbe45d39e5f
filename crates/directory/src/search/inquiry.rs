//! How a query is looked for: with more and more forgiveness, until somebody answers it well; and
//! what its words mean, where no name has them.

use roaring::RoaringBitmap;

use super::{
    Hits, Scored, Subject, Texts, Way, bits,
    expand::{Expansions, Forgiveness},
    query::Query,
    score::{Answer, MEANT, MOST, Scorer, WHOLE_NAME},
    segment::TermNumber,
    understood::{Depth, Interpreter, Reading},
};

/// The least share of a query's rarer words that a member must have when nobody has all of them.
const LEAST_SHARE: f32 = 0.4;
/// How near to the best of them a member must come.
const NEAR_THE_BEST: f32 = 0.75;

/// A search under way.
pub struct Inquiry<'a> {
    texts: &'a Texts,
    subject: Subject,
}

/// Who answers a query so far, and how well.
#[derive(Debug, Default)]
struct Answers {
    hits: Hits,
    /// Whether anybody answers well.
    convincing: bool,
    /// Those who answer well, be there a mistake in a first letter, and have words in a name.
    named: Vec<(u32, Answer)>,
}

impl Answers {
    /// Whether a name has some of these words, and it, the city, the services or the like have all
    /// others.
    fn has_named(&self, words: u64) -> bool {
        let mut named = self.named.iter();
        named.any(|(_, answer)| answer.named & words != 0)
    }
}

impl<'a> Inquiry<'a> {
    /// A search for things of this list.
    pub const fn new(texts: &'a Texts, subject: Subject) -> Self {
        Self { texts, subject }
    }

    /// What a query finds by its letters.
    pub fn find(&self, query: &Query) -> Hits {
        let mut answers = Answers::default();
        self.add(&mut answers, query.clone(), Forgiveness::Spelling);
        if answers.convincing || query.words.is_empty() {
            return answers.hits;
        }
        self.forgive(&mut answers, query);
        self.at_last(answers.hits, query)
    }

    /// What a query finds by its letters and by its meaning. Who bears its words as a name comes
    /// first, be there a mistake in them; then whoever meets what they mean.
    pub fn find_meant(&self, query: &Query, meanings: &impl Interpreter) -> Hits {
        let mut answers = Answers::default();
        self.add(&mut answers, query.clone(), Forgiveness::Spelling);
        if query.words.is_empty() {
            return answers.hits;
        }
        // Who types words of a name that mean nothing else means the name.
        let strange = match query.required().count_ones() {
            0 | 1 => 0,
            _ => meanings.strange(query) & query.required(),
        };
        if answers.has_named(strange) {
            return answers.hits;
        }
        let as_written = answers.named.len();
        let forgiven = strange != 0 && !answers.convincing;
        if forgiven {
            self.forgive(&mut answers, query);
            if answers.has_named(strange) {
                return answers.hits;
            }
        }
        let said = meanings.read(query, Depth::Said);
        let rest = query.required() & !said.claimed;
        if said.is_empty() && answers.convincing || answers.has_named(rest) {
            return answers.hits;
        }
        if rest == 0 {
            answers.named.truncate(as_written);
            return self.meant(query, answers, said);
        }
        if !forgiven {
            self.forgive(&mut answers, query);
        }
        if answers.has_named(rest) {
            return answers.hits;
        }
        let reading = meanings.read(query, Depth::Guessed);
        let nobody = reading.found.is_empty() && query.required() & !reading.claimed != 0;
        if reading.is_empty() || nobody {
            let mut hits = self.at_last(answers.hits, query);
            if hits.scored.is_empty() {
                hits.understood = reading.understood;
            }
            return hits;
        }
        answers.named.truncate(as_written);
        self.meant(query, answers, reading)
    }

    /// Forgives a mistake in each word, and how they are spaced.
    fn forgive(&self, answers: &mut Answers, query: &Query) {
        self.add(answers, query.clone(), Forgiveness::OneMistake);
        for other in self.respaced(query) {
            self.add(answers, other, Forgiveness::Spelling);
        }
    }

    /// Forgives more where nobody answers.
    fn at_last(&self, hits: Hits, query: &Query) -> Hits {
        let mut answers = Answers {
            hits,
            ..Answers::default()
        };
        if answers.hits.scored.is_empty() {
            self.add(&mut answers, query.clone(), Forgiveness::TwoMistakes);
        }
        let mut hits = answers.hits;
        if hits.scored.is_empty() {
            merge(&mut hits.scored, self.most_words(query));
            hits.ways = vec![Way {
                query: query.clone(),
                forgiveness: Forgiveness::OneMistake,
                known: 0,
            }];
        }
        hits
    }

    /// Who meets what a query means, after those whose whole name it is, and before those in whose
    /// names its words stand as they are. Of a place, all who have its words.
    fn meant(&self, query: &Query, answers: Answers, reading: Reading) -> Hits {
        // A language in which nobody works, and a town in which nobody is, may still be one that
        // somebody tells of.
        let is_only_near = reading.is_place() && reading.distances.is_some();
        if (reading.found.is_empty() || is_only_near) && !answers.hits.scored.is_empty() {
            return answers.hits;
        }
        let way = Way {
            query: query.clone(),
            forgiveness: Forgiveness::Spelling,
            known: 0,
        };
        let strict = !query.phrases.is_empty() || !query.unwanted.is_empty();
        let by_distance = reading.distances.as_ref().filter(|_| !strict);
        let by_letters = match by_distance {
            Some(_) => Scored::new(),
            None => self.any_words(&way, &reading.found),
        };
        let mut scored: Scored = Vec::new();
        for number in &reading.found {
            let more = if reading.first.contains(number) {
                MOST / 2
            } else {
                0
            };
            if let Some(distances) = by_distance {
                let nearness = distances.rank(number).map_or(0, nearness);
                scored.push((number, MEANT + nearness + more));
                continue;
            }
            match by_letters.binary_search_by_key(&number, |(number, _)| *number) {
                Ok(place) => scored.push((number, MEANT + more + by_letters[place].1 / 2)),
                Err(_) if strict => {}
                Err(_) => scored.push((number, MEANT + more)),
            }
        }
        let required = query.required();
        for (number, answer) in &answers.named {
            if answer.whole {
                scored.push((*number, WHOLE_NAME + answer.score));
            } else if answer.named & required == required {
                scored.push((*number, answer.score));
            }
        }
        if reading.is_place() && reading.claimed & required == required {
            scored.extend(answers.hits.scored);
        }
        let mut found = Vec::new();
        merge(&mut found, scored);
        Hits {
            scored: found,
            understood: reading.understood,
            ways: vec![way],
        }
    }

    /// How well those of `wanted` answer who have any of the words, by number.
    fn any_words(&self, way: &Way, wanted: &RoaringBitmap) -> Scored {
        let words: Vec<usize> = bits(way.query.required()).collect();
        let mut found = Scored::new();
        for placed in &self.texts.segments {
            let expansions = way.expansions(&placed.segment);
            let scorer = Scorer::new(&placed.segment, &way.query, &expansions, 0);
            // Whoever has none of the words may still lack what is not wanted.
            let words: &[usize] = match way.query.unwanted.is_empty() {
                true => &words,
                false => &[],
            };
            for document in placed.candidates(&expansions, words) {
                placed.answers(
                    self.subject,
                    document,
                    &scorer,
                    Some(wanted),
                    |number, answer| {
                        found.push((number, answer.score));
                    },
                );
            }
        }
        found.sort_unstable();
        found
    }

    /// Adds what answers all words of a query.
    fn add(&self, answers: &mut Answers, query: Query, forgiveness: Forgiveness) {
        let known = self.known(&query, forgiveness);
        let way = Way {
            query,
            forgiveness,
            known,
        };
        let found = self.all_words(&way, answers);
        merge(&mut answers.hits.scored, found);
        answers.hits.ways.push(way);
    }

    /// Who answers every word that is not optional.
    fn all_words(&self, way: &Way, answers: &mut Answers) -> Scored {
        let query = &way.query;
        let required = query.required();
        let mut found = Vec::new();
        for placed in &self.texts.segments {
            let expansions = way.expansions(&placed.segment);
            let scorer = Scorer::new(&placed.segment, query, &expansions, required);
            let rarest = bits(required).min_by_key(|word| {
                let having = |term: &TermNumber| placed.segment.members_with(*term).len();
                expansions.terms(*word).iter().map(having).sum::<usize>()
            });
            for document in placed.candidates(&expansions, rarest.as_slice()) {
                placed.answers(self.subject, document, &scorer, None, |number, answer| {
                    answers.convincing |= answer.convincing;
                    if answer.likely && answer.named != 0 {
                        answers.named.push((number, answer));
                    }
                    found.push((number, answer.score));
                });
            }
        }
        found
    }

    /// Who answers most of the words, when nobody answers all of them. A rare word counts for more
    /// than a frequent one, and one that nobody has for nothing.
    fn most_words(&self, query: &Query) -> Scored {
        let expanded = self
            .texts
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
        for (placed, expansions) in self.texts.segments.iter().zip(&expanded) {
            let scorer = Scorer::new(&placed.segment, query, expansions, 0);
            for document in placed.candidates(expansions, &first) {
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
        let segments = &self.texts.segments;
        let members: usize = segments.iter().map(|placed| placed.living).sum();
        let mut rarity = vec![0.0; query.words.len()];
        for word in bits(query.required()) {
            let mut having = 0;
            for (placed, expansions) in segments.iter().zip(expanded) {
                having += placed.candidates(expansions, &[word]).len();
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
        for placed in &self.texts.segments {
            if placed.knows(term) {
                return true;
            }
        }
        false
    }
}

/// What is added to a score for so many millimetres from a place: the nearer, the more.
fn nearness(millimetres: u64) -> u32 {
    let share = 1.0 - millimetres as f64 / FARTHEST;
    (share.max(0.0) * f64::from(MOST / 2)) as u32
}

/// Half way round the earth, in millimetres.
const FARTHEST: f64 = 20_004e6;

/// The shortest half of a word that is taken apart.
const SHORTEST_HALF: usize = 3;
/// How many words may have two mistakes: for each, the dictionary is walked through.
const MOST_DOUBTFUL: usize = 8;
/// How many ways of spacing are tried.
const MOST_RESPACED: usize = 8;

/// Adds what was found another way, in the order of the numbers; what was found both ways keeps its
/// better score.
fn merge(found: &mut Scored, more: Scored) {
    if more.is_empty() {
        return;
    }
    found.extend(more);
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    found.dedup_by_key(|(number, _)| *number);
}
