//! The terms of a segment that a word may mean, and how sure that is.

use std::ops::Range;

use levenshtein_automata::DFA;
use rustc_hash::FxHashMap;

use super::{
    mistakes::{self, Mistakes},
    numbers::Numbers,
    query::{Manner, ONE_MISTAKE_LETTERS, Query, TWO_MISTAKES_LETTERS, Wanted},
    roman::{SKELETON, skeleton_of_latin},
    segment::{IndexSegment, TermNumber},
    words::spelt_out,
};

/// How much is forgiven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Forgiveness {
    /// Case, accents, spelling in another script, an unfinished last word, parts of compounds.
    Spelling,
    /// One letter wrong, missing, added or swapped in a word of four letters or more, too.
    OneMistake,
    /// Two of them in a word of eight letters or more, and one in a word that is unfinished.
    TwoMistakes,
}

/// How sure it is that a term is what a word meant, in hundredths.
pub type Certainty = u8;

/// The word itself.
pub const EXACT: Certainty = 100;
const SPELT_OUT: Certainty = 97;
const SKELETON_ALIKE: Certainty = 92;
const SAME_STEM: Certainty = 86;
/// One letter amiss; less when it is the first one, which is seldom mistyped.
const ONE_MISTAKE: Certainty = 70;
const FIRST_LETTER: Certainty = 6;
const SKELETON_MISTAKE: Certainty = 60;
const UNFINISHED_MISTAKE: Certainty = 56;
const TWO_MISTAKES: Certainty = 48;

/// The shortest part by which a compound is found, and the shortest rest of it.
const PART: usize = 4;
const REST: usize = 3;

/// The terms that the words of a query may mean.
#[derive(Debug)]
pub struct Expansions {
    /// All of them.
    meant: Numbers,
    /// Neighbours that a word may mean, by word.
    runs: Vec<Run>,
    /// For each other term that a word may mean the first of its meanings in `meanings`, plus one.
    first: FxHashMap<TermNumber, u32>,
    meanings: Vec<Meaning>,
    /// For each word, the terms that it may mean, without its run.
    terms: Vec<Vec<TermNumber>>,
}

/// That a term may be what a word meant.
#[derive(Debug, Clone, Copy)]
struct Meaning {
    word: u8,
    certainty: Certainty,
    next: u32,
}

/// The terms that begin with a word.
#[derive(Debug)]
struct Run {
    word: u8,
    terms: Range<TermNumber>,
    /// How many letters the word has.
    typed: usize,
    /// Whether more letters may have been meant, whichever; else it is a part of a compound.
    unfinished: bool,
}

impl Run {
    /// How surely a term of so many letters is meant.
    fn certainty(&self, letters: usize) -> Option<Certainty> {
        if self.unfinished {
            return Some(unfinished(self.typed, letters));
        }
        (letters >= self.typed + REST).then(|| part(self.typed, letters))
    }
}

impl Expansions {
    /// Looks up what the words of a query may mean. `known` are the words, a bit each, that are
    /// right as they are and have no two mistakes.
    pub fn new(
        segment: &IndexSegment,
        query: &Query,
        forgiveness: Forgiveness,
        known: u64,
    ) -> Self {
        let mut expansions = Self {
            meant: Numbers::below(segment.term_count()),
            runs: Vec::new(),
            first: FxHashMap::default(),
            meanings: Vec::new(),
            terms: vec![Vec::new(); query.words.len()],
        };
        for (number, word) in (0..).zip(&query.words) {
            let mut expanding = Expanding {
                segment,
                word,
                number,
                into: &mut expansions,
            };
            expanding.spellings();
            if forgiveness >= Forgiveness::OneMistake {
                expanding.one_mistake();
            }
            if forgiveness >= Forgiveness::TwoMistakes && known >> number & 1 == 0 {
                expanding.two_mistakes();
            }
        }
        expansions
    }

    /// Whether a word may mean a term.
    pub fn may_mean(&self, term: TermNumber) -> bool {
        self.meant.contains(term)
    }

    /// Which words a term of the segment may be meant by, and how surely: the last word first, some
    /// of them twice.
    pub fn of(
        &self,
        term: TermNumber,
        segment: &IndexSegment,
    ) -> impl Iterator<Item = (usize, Certainty)> {
        let mut runs = self
            .runs
            .iter()
            .rev()
            .filter(move |run| run.terms.contains(&term))
            .filter_map(move |run| Some((run.word, run.certainty(segment.letters(term))?)))
            .peekable();
        let mut next = self.first.get(&term).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let meaning = (next as usize).checked_sub(1).map(|at| self.meanings[at]);
            let is_later = |(word, _): &(u8, Certainty)| meaning.is_none_or(|it| *word > it.word);
            let (word, certainty) = match (runs.next_if(is_later), meaning) {
                (Some(of_run), _) => of_run,
                (None, Some(meaning)) => {
                    next = meaning.next;
                    (meaning.word, meaning.certainty)
                }
                (None, None) => return None,
            };
            Some((usize::from(word), certainty))
        })
    }

    /// Gives the terms that a word may mean and how surely, some of them twice.
    pub fn each_term(
        &self,
        word: usize,
        segment: &IndexSegment,
        mut each: impl FnMut(TermNumber, Certainty),
    ) {
        let runs = || self.runs.iter().filter(|run| usize::from(run.word) == word);
        for term in &self.terms[word] {
            let surest = self
                .of(*term, segment)
                .filter(|(other, _)| *other == word)
                .map(|(_, certainty)| certainty)
                .max();
            let of_run = runs()
                .filter(|run| run.terms.contains(term))
                .find_map(|run| run.certainty(segment.letters(*term)));
            if let Some(certainty) = surest.filter(|surest| of_run < Some(*surest)) {
                each(*term, certainty);
            }
        }
        for run in runs() {
            for term in run.terms.clone() {
                if let Some(certainty) = run.certainty(segment.letters(term)) {
                    each(term, certainty);
                }
            }
        }
    }

    /// How many times members have a term that a word may mean, at most.
    pub fn frequency(&self, word: usize, segment: &IndexSegment) -> usize {
        let of_run = |run: &Run| segment.members_with_any(run.terms.clone()).len();
        let runs = self.runs.iter().filter(|run| usize::from(run.word) == word);
        let terms = self.terms[word].iter();
        let of_terms = terms.map(|term| segment.members_with(*term).len());
        of_terms.chain(runs.map(of_run)).sum()
    }

    fn add(&mut self, word: u8, term: TermNumber, certainty: Certainty) {
        self.meant.insert(term);
        let first = self.first.entry(term).or_default();
        let mut at = *first;
        while let Some(place) = (at as usize).checked_sub(1) {
            let meaning = &mut self.meanings[place];
            if meaning.word == word {
                meaning.certainty = meaning.certainty.max(certainty);
                return;
            }
            at = meaning.next;
        }
        self.meanings.push(Meaning {
            word,
            certainty,
            next: *first,
        });
        *first = self.meanings.len() as u32;
        self.terms[usize::from(word)].push(term);
    }
}

struct Expanding<'a> {
    segment: &'a IndexSegment,
    word: &'a Wanted,
    number: u8,
    into: &'a mut Expansions,
}

impl Expanding<'_> {
    fn spellings(&mut self) {
        self.exact(&self.word.term, EXACT);
        if self.word.manner == Manner::Exact {
            return;
        }
        if let Some(spelt) = spelt_out(&self.word.written) {
            self.exact(&spelt, SPELT_OUT);
        }
        if !self.word.optional {
            for stem in self.word.stems.terms() {
                self.exact(&stem, SAME_STEM);
            }
        }
        self.skeletons();
        self.beginnings();
        self.endings()
    }

    fn exact(&mut self, term: &str, certainty: Certainty) {
        if let Some(term) = self.segment.term(term) {
            self.into.add(self.number, term, certainty);
        }
    }

    fn skeletons(&mut self) {
        if !self.segment.has_skeletons() || self.word.optional {
            return;
        }
        let Some(skeleton) = skeleton_of_latin(&self.word.term) else {
            return;
        };
        let term = format!("{SKELETON}{skeleton}");
        self.exact(&term, SKELETON_ALIKE);
        if self.word.manner == Manner::Unfinished && skeleton.len() > 1 {
            for term in self.segment.with_prefix(&term) {
                let whole = self.segment.letters(term) - 1;
                let certainty = unfinished(skeleton.len(), whole).min(SKELETON_ALIKE - 8);
                self.into.add(self.number, term, certainty);
            }
        }
    }

    /// Words that begin with it: it is unfinished, or the first part of a compound.
    fn beginnings(&mut self) {
        let typed = self.word.letters;
        let unfinished = self.word.manner == Manner::Unfinished;
        if !unfinished && (self.word.optional || typed < PART) {
            return;
        }
        let terms = self.segment.with_prefix(&self.word.term);
        self.into.meant.insert_all(terms.clone());
        self.into.runs.push(Run {
            word: self.number,
            terms,
            typed,
            unfinished,
        });
    }

    /// Compounds of which it is the last part, as German and Dutch make them.
    fn endings(&mut self) {
        let (number, length) = (self.number, self.word.letters);
        if length < PART || self.word.optional {
            return;
        }
        let into = &mut *self.into;
        self.segment.with_ending(&self.word.term, |term, letters| {
            if letters >= length + REST {
                into.add(number, term, part(length, letters));
            }
        })
    }

    fn one_mistake(&mut self) {
        if self.word.optional || !self.word.may_be_misspelt(ONE_MISTAKE_LETTERS - 1) {
            return;
        }
        let number = self.number;
        let into = &mut *self.into;
        let begins = self.word.term.chars().next();
        self.segment
            .with_one_mistake(&self.word.term, |meant, text| {
                let certainty = match text.chars().next() == begins {
                    true => ONE_MISTAKE,
                    false => ONE_MISTAKE - FIRST_LETTER,
                };
                into.add(number, meant, certainty);
            });
        if let Some(skeleton) = skeleton_of_latin(&self.word.term)
            && self.segment.has_skeletons()
            && skeleton.len() >= ONE_MISTAKE_LETTERS
        {
            let term = format!("{SKELETON}{skeleton}");
            self.segment.with_one_mistake(&term, |meant, text| {
                if text.starts_with(SKELETON) {
                    into.add(number, meant, SKELETON_MISTAKE);
                }
            });
        }
    }

    /// Walks through the dictionary: two mistakes, and one in the beginning of a longer word.
    fn two_mistakes(&mut self) {
        if self.word.optional {
            return;
        }
        if self.word.manner == Manner::Unfinished
            && self.word.may_be_misspelt(ONE_MISTAKE_LETTERS + 1)
        {
            let automaton = mistakes::ONE_MISTAKE.build_prefix_dfa(&self.word.term);
            self.accepted(automaton, ONE_MISTAKE_LETTERS, UNFINISHED_MISTAKE);
        }
        if self.word.may_be_misspelt(TWO_MISTAKES_LETTERS - 2) {
            let automaton = mistakes::TWO_MISTAKES.build_dfa(&self.word.term);
            self.accepted(automaton, TWO_MISTAKES_LETTERS, TWO_MISTAKES);
        }
    }

    /// Adds the words of so many letters or more that an automaton accepts.
    fn accepted(&mut self, automaton: DFA, least: usize, certainty: Certainty) {
        let (segment, number) = (self.segment, self.number);
        let into = &mut *self.into;
        segment.accepted(Mistakes(automaton), |term, letters| {
            if letters >= least && segment.is_word(term) {
                into.add(number, term, certainty);
            }
        })
    }
}

/// How sure a longer word is whose beginning was typed.
fn unfinished(typed: usize, whole: usize) -> Certainty {
    if typed >= whole {
        return EXACT;
    }
    72 + (18 * typed / whole) as Certainty
}

/// How sure a compound is of which a part was typed.
fn part(typed: usize, whole: usize) -> Certainty {
    45 + (20 * typed / whole) as Certainty
}
