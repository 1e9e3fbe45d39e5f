//! How well a member answers a query.
//!
//! A score depends on the query and on the member alone, never on how frequent a word is among the
//! others. So it does not change while others change, which paging relies on, and it tells nothing
//! of anybody else.

mod bounds;

use std::cell::Cell;

use super::{
    entry::Source,
    expand::{Certainty, EXACT, Expansions},
    numbers::bits,
    query::Query,
    segment::{Document, GroupNumber, IndexSegment, LineOf, TermNumber, weight},
};

/// What the parts of a score add up to at most.
pub const MOST: u32 = 1_000_000;
/// What is added to the score of who meets what a query means …
pub const MEANT: u32 = 2 * MOST;
/// … and of who bears its words as a whole name.
pub const WHOLE_NAME: u32 = 2 * MEANT;
/// More than any score.
pub const CEILING: u32 = 2 * WHOLE_NAME;

/// How much of the score comes from which words were met and where …
const MET: f32 = 0.70;
/// … how much of the name they are …
const COVERAGE: f32 = 0.19;
/// … whether they stand in the order and beside one another as they were typed …
const ORDER: f32 = 0.06;
/// … and whether the name begins with them.
const BEGINNING: f32 = 0.05;

/// A query, prepared for the members of one segment.
pub struct Scorer<'a> {
    segment: &'a IndexSegment,
    expansions: &'a Expansions,
    /// What each word weighs, and all of them.
    weights: Vec<f32>,
    total: f32,
    /// The words without which a member is left out.
    required: u64,
    phrases: Vec<Vec<TermNumber>>,
    unwanted: Vec<Vec<TermNumber>>,
    /// Whether a phrase has a word that no member of the segment has.
    impossible: bool,
    /// For each group of lines, whether a word is in it, once that was looked for.
    concerned: Vec<Cell<Option<bool>>>,
}

/// How a member answers a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// How well, up to [`MOST`].
    pub score: u32,
    /// The words that were met, a bit each.
    pub met: u64,
    /// Whether all required words were met in one name, or in it and the city, the acronym, the
    /// services or the country.
    pub convincing: bool,
    /// Whether they were so met, be it less surely: a mistake in a first letter.
    pub likely: bool,
    /// The words that were so met in the name that answers best, a bit each.
    pub named: u64,
    /// Whether these words are all of that name, or two and more that it begins with.
    pub whole: bool,
}

/// What was met in the lines of a member.
struct Met {
    words: u64,
    /// What each word is worth, met beside the name that answers best.
    elsewhere: [f32; 64],
    near_name: u64,
    likely_near: u64,
    best: Option<Named>,
    /// How surely each word was met in the line that is read, and at which of its terms.
    certainty: [u8; 64],
    position: [u16; 64],
}

/// How a name answers.
struct Named {
    certainty: [u8; 64],
    coverage: f32,
    order: f32,
    beginning: f32,
    /// The words that were met surely enough to convince.
    sure: u64,
    /// The words that were met as surely as with a mistake in the first letter.
    likely: u64,
    value: f32,
}

impl<'a> Scorer<'a> {
    /// Prepares a query; `required` are the words without which a member is left out, a bit each.
    pub fn new(
        segment: &'a IndexSegment,
        query: &Query,
        expansions: &'a Expansions,
        required: u64,
    ) -> Self {
        let (phrases, impossible) = numbers(segment, &query.phrases);
        let (unwanted, _) = numbers(segment, &query.unwanted);
        let words = query.words.iter();
        let weights: Vec<f32> = words.map(|word| f32::from(weight(&word.term))).collect();
        Self {
            segment,
            expansions,
            total: weights.iter().sum(),
            weights,
            required,
            phrases,
            unwanted,
            impossible,
            concerned: vec![Cell::new(None); segment.group_count()],
        }
    }

    /// The most that a member can score that has a word in no better line than those of a source.
    pub fn ceiling(&self, word: usize, source: Source) -> u32 {
        if source.is_name() {
            return MOST;
        }
        let rest = self.total - self.weights[word];
        let sum = rest + self.weights[word] * source.worth();
        self.total_score(sum, rest / self.total, [1.0; 3])
    }

    /// A score of what was met, and of the share that was met in a name with how much of the name
    /// that is, whether it is in order, and whether the name begins with it.
    fn total_score(&self, sum: f32, share: f32, [coverage, order, beginning]: [f32; 3]) -> u32 {
        let mut score = MET * sum / self.total;
        score += share * (COVERAGE * coverage + ORDER * order);
        score += share * BEGINNING * beginning;
        (score * MOST as f32) as u32
    }

    /// How a member answers; nothing when it is left out. With `place`, only that one of its
    /// places counts.
    pub fn score(&self, document: Document, place: Option<u16>) -> Option<Answer> {
        if self.impossible {
            return None;
        }
        let mut met = Met {
            words: 0,
            elsewhere: [0.0; 64],
            near_name: 0,
            likely_near: 0,
            best: None,
            certainty: [0; 64],
            position: [0; 64],
        };
        let counts = |line: &LineOf<'_>| {
            line.source != Source::City || place.is_none_or(|place| place == line.place)
        };
        for line in self.segment.own_lines(document).filter(counts) {
            self.read(&line, &mut met);
        }
        for group in self.segment.groups(document) {
            if self.concerns(*group) {
                for line in self.segment.group_lines(*group) {
                    self.read(&line, &mut met);
                }
            }
        }
        let lines = || {
            let segment = self.segment;
            let groups = segment.groups(document).iter();
            let shared = groups.flat_map(move |group| segment.group_lines(*group));
            segment.own_lines(document).filter(counts).chain(shared)
        };
        if met.words & self.required != self.required || !self.phrases_stand(lines) {
            return None;
        }
        Some(self.answer(met))
    }

    /// Whether a word may be in the lines of a group.
    fn concerns(&self, group: GroupNumber) -> bool {
        let known = &self.concerned[group as usize];
        known.get().unwrap_or_else(|| {
            let mut lines = self.segment.group_lines(group);
            let concerns = lines.any(|line| self.may_meet(&line));
            known.set(Some(concerns));
            concerns
        })
    }

    fn may_meet(&self, line: &LineOf<'_>) -> bool {
        let mut terms = line.terms.iter();
        terms.any(|term| self.expansions.may_mean(*term))
    }

    /// Adds what is met in a line.
    fn read(&self, line: &LineOf<'_>, so_far: &mut Met) {
        if !self.may_meet(line) {
            return;
        }
        let Some((met, hit)) = self.meet(line, &mut so_far.certainty, &mut so_far.position) else {
            return;
        };
        so_far.words |= met;
        let certainty = &so_far.certainty;
        let worth = line.source.worth();
        let (mut sure, mut likely) = (0, 0);
        for word in bits(met) {
            let value = worth * f32::from(certainty[word]) / f32::from(EXACT);
            so_far.elsewhere[word] = so_far.elsewhere[word].max(value * BESIDE_NAME);
            sure |= u64::from(certainty[word] >= CONVINCING) << word;
            likely |= u64::from(certainty[word] >= LIKELY) << word;
        }
        if line.source.is_name() {
            let named = self.name(line, met, hit, certainty, &so_far.position);
            if so_far
                .best
                .as_ref()
                .is_none_or(|best| named.value > best.value)
            {
                so_far.best = Some(Named {
                    sure,
                    likely,
                    ..named
                });
            }
        }
        if line.source.is_near_name() {
            so_far.near_name |= sure;
            so_far.likely_near |= likely;
        }
        for word in bits(met) {
            so_far.certainty[word] = 0;
        }
    }

    /// The words that a line meets, and the weight of its terms that do.
    fn meet(
        &self,
        line: &LineOf<'_>,
        certainty: &mut [u8; 64],
        position: &mut [u16; 64],
    ) -> Option<(u64, f32)> {
        let mut met = 0u64;
        let mut hit = 0.0;
        for (at, term) in (0u16..).zip(line.terms) {
            let mut best = 0;
            if !self.expansions.may_mean(*term) {
                continue;
            }
            for (word, sure) in self.expansions.of(*term, self.segment) {
                met |= 1 << word;
                best = best.max(sure);
                // Between equals, the one that goes on where the word before it was met.
                let follows = word > 0 && certainty[word - 1] > 0 && position[word - 1] + 1 == at;
                if sure > certainty[word] || sure == certainty[word] && follows {
                    certainty[word] = sure;
                    position[word] = at;
                }
            }
            if best > 0 {
                hit += f32::from(self.segment.weight(*term)) * f32::from(best) / f32::from(EXACT);
            }
        }
        (met != 0).then_some((met, hit))
    }

    fn name(
        &self,
        line: &LineOf<'_>,
        met: u64,
        hit: f32,
        certainty: &[u8; 64],
        position: &[u16; 64],
    ) -> Named {
        let whole: f32 = line
            .terms
            .iter()
            .map(|term| f32::from(self.segment.weight(*term)))
            .sum();
        let worth = line.source.worth();
        let coverage = (hit / whole).min(1.0);
        let count = met.count_ones();
        let following = bits(met)
            .filter(|word| {
                *word > 0 && met >> (word - 1) & 1 == 1 && position[word - 1] + 1 == position[*word]
            })
            .count() as f32;
        let order = if count < 2 {
            1.0
        } else {
            following / (count - 1) as f32
        };
        let beginning = bits(met).next().filter(|first| position[*first] == 0);
        let met_weight: f32 = bits(met)
            .map(|word| self.weights[word] * f32::from(certainty[word]) / f32::from(EXACT))
            .sum();
        let share = met_weight / self.total;
        // A name that is not the one that is shown counts a little less.
        let mut lessened = [0; 64];
        for word in bits(met) {
            lessened[word] = (f32::from(certainty[word]) * worth) as u8;
        }
        Named {
            certainty: lessened,
            coverage,
            order,
            beginning: f32::from(u8::from(beginning.is_some())),
            sure: 0,
            likely: 0,
            value: worth * (share + 0.3 * coverage * share + 0.05 * order),
        }
    }

    fn answer(&self, met: Met) -> Answer {
        let (near_name, likely_near) = (met.near_name, met.likely_near);
        let best = met.best;
        let in_name = best.as_ref().map_or(0, |best| best.sure);
        let named = best.as_ref().map_or(0, |best| best.likely);
        let (mut sum, mut share) = (0.0, 0.0);
        for word in bits(met.words) {
            let named = best.as_ref().map_or(0.0, |best| {
                f32::from(best.certainty[word]) / f32::from(EXACT)
            });
            sum += self.weights[word] * met.elsewhere[word].max(named);
            share += self.weights[word] * named;
        }
        let (share, of_name) = match &best {
            Some(best) => (
                share / self.total,
                [best.coverage, best.order, best.beginning],
            ),
            None => (0.0, [0.0; 3]),
        };
        Answer {
            score: self.total_score(sum, share, of_name),
            met: met.words,
            convincing: (in_name | near_name) & self.required == self.required,
            likely: (named | likely_near) & self.required == self.required,
            named,
            whole: in_name & self.required == self.required
                && best.is_some_and(|best| {
                    let begins = best.beginning == 1.0 && best.order == 1.0;
                    let several = self.required.count_ones() > 1;
                    best.coverage >= WHOLE || begins && several
                }),
        }
    }

    fn phrases_stand<'l, I: Iterator<Item = LineOf<'l>>>(&self, lines: impl Fn() -> I) -> bool {
        let stands = |phrase: &[TermNumber]| lines().any(|line| stands_in(phrase, line.terms));
        self.phrases.iter().all(|phrase| stands(phrase))
            && !self.unwanted.iter().any(|phrase| stands(phrase))
    }
}

/// With a mistake in its first letter, a word is likely the one that was meant.
const LIKELY: Certainty = 60;

/// How much of a name the words must be to be all of it.
const WHOLE: f32 = 0.97;

/// A part of a compound does not convince: what was typed may be another word, mistyped.
const CONVINCING: Certainty = 70;

/// What a word is worth beside the name that answers best.
const BESIDE_NAME: f32 = 0.9;

/// Phrases as numbers of terms, those left out that have a term which the segment does not know;
/// and whether there was such a one.
fn numbers(segment: &IndexSegment, phrases: &[Vec<String>]) -> (Vec<Vec<TermNumber>>, bool) {
    let mut known = Vec::with_capacity(phrases.len());
    let mut unknown = false;
    for phrase in phrases {
        let mut numbers = Vec::with_capacity(phrase.len());
        for term in phrase {
            numbers.extend(segment.term(term));
        }
        if numbers.len() == phrase.len() {
            known.push(numbers);
        } else {
            unknown = true;
        }
    }
    (known, unknown)
}

fn stands_in(phrase: &[TermNumber], terms: &[TermNumber]) -> bool {
    terms.windows(phrase.len()).any(|window| window == phrase)
}
