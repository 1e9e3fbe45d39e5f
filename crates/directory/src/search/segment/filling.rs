//! How a segment is filled.

use std::{collections::HashMap, sync::Arc};

use fst::Map;
use uuid::Uuid;

use super::{Document, IndexSegment, LineAt, TermNumber, weight};
use crate::search::{
    deletion_index::DeletionIndex,
    entry::{Line, Source},
    languages::STEM,
    query::ONE_MISTAKE_LETTERS,
    roman::SKELETON,
    words::is_unspaced,
};

/// A shorter word is no compound that anybody would look for by its end.
const SHORTEST_COMPOUND: usize = 7;

/// A segment that is being filled.
#[derive(Default)]
pub(super) struct Filling {
    /// The terms, each with the number of its coming.
    numbers: HashMap<String, u32>,
    /// For each such number, the members that have the term.
    having: Vec<Vec<Document>>,
    /// The terms that are found by their end, too: from their end to their beginning.
    endings: HashMap<u32, String>,
    members: Vec<Uuid>,
    begins: Vec<u32>,
    lines: Vec<LineAt>,
    line_terms: Vec<u32>,
    /// Lines that others may have too, with where they are; whoever is kept here cannot be taken
    /// for another one.
    known_lines: HashMap<*const Line, (u32, Arc<Line>)>,
    first_terms: Vec<(u32, Document)>,
}

impl Filling {
    /// An empty segment.
    pub(super) fn new() -> Self {
        Self {
            begins: vec![0],
            ..Self::default()
        }
    }

    /// Adds a member with its lines.
    pub(super) fn add(&mut self, member: Uuid, lines: &[Arc<Line>]) {
        for line in lines {
            self.add_line(line);
        }
        self.members.push(member);
        self.begins.push(self.lines.len() as u32);
    }

    fn add_line(&mut self, line: &Arc<Line>) {
        let known = self.known_lines.get(&Arc::as_ptr(line));
        let begin = match known {
            Some((begin, _)) => *begin,
            None => self.add_terms(line),
        };
        let document = self.members.len() as Document;
        let length = length(line);
        for term in &self.line_terms[begin as usize..][..usize::from(length)] {
            let having = &mut self.having[*term as usize];
            if having.last() != Some(&document) {
                having.push(document);
            }
        }
        self.lines.push(LineAt {
            source: line.source,
            place: line.place,
            begin,
            length,
        });
    }

    /// Adds the terms of a line that is new, and says where they begin.
    fn add_terms(&mut self, line: &Arc<Line>) -> u32 {
        let begin = self.line_terms.len() as u32;
        for term in &line.terms[..usize::from(length(line))] {
            let number = self.number(term);
            self.line_terms.push(number);
            if !matches!(line.source, Source::Text | Source::Country)
                && let Some(reversed) = reversed(term)
            {
                self.endings.insert(number, reversed);
            }
        }
        if line.source.is_name() {
            let first = self.line_terms[begin as usize];
            self.first_terms
                .push((first, self.members.len() as Document));
        }
        if Arc::strong_count(line) > 1 {
            let kept = (begin, Arc::clone(line));
            self.known_lines.insert(Arc::as_ptr(line), kept);
        }
        begin
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(term.to_owned(), number);
        self.having.push(Vec::new());
        number
    }

    /// The segment with all that was added.
    pub(super) fn finish(self) -> Result<IndexSegment, fst::Error> {
        // Numbers in the order of the bytes: so a dictionary gives a number's term, and neighbours
        // in it are neighbours in number.
        let mut sorted: Vec<(String, u32)> = self.numbers.into_iter().collect();
        sorted.sort_unstable();
        let mut numbers: Vec<TermNumber> = vec![0; sorted.len()];
        for (number, (_, given)) in (0..).zip(&sorted) {
            numbers[*given as usize] = number;
        }
        let mut endings: Vec<(String, u64)> = self
            .endings
            .into_iter()
            .map(|(given, ending)| (ending, u64::from(numbers[given as usize])))
            .collect();
        endings.sort_unstable();
        let mut posted = vec![0];
        let mut postings = Vec::new();
        for (_, given) in &sorted {
            postings.extend_from_slice(&self.having[*given as usize]);
            posted.push(postings.len() as u32);
        }
        let begins_with = |mark: char| {
            sorted
                .iter()
                .filter(|(term, _)| term.starts_with(mark))
                .count() as u32
        };
        let skeletons = begins_with(SKELETON);
        let misspelt = (0..)
            .zip(&sorted)
            .filter(|(_, (term, _))| !term.starts_with(STEM) && spelt_by_letters(term))
            .map(|(number, (term, _))| (number, term.as_str()));
        let mut first_terms: Vec<(TermNumber, Document)> = self
            .first_terms
            .into_iter()
            .map(|(given, document)| (numbers[given as usize], document))
            .collect();
        first_terms.sort_unstable();
        Ok(IndexSegment {
            first_terms,
            members: self.members,
            terms: Map::from_iter(sorted.iter().map(|(term, _)| term).zip(0..))?,
            endings: Map::from_iter(endings)?,
            posted,
            postings,
            deletions: DeletionIndex::new(misspelt),
            begins: self.begins,
            lines: self.lines,
            line_terms: self
                .line_terms
                .into_iter()
                .map(|given| numbers[given as usize])
                .collect(),
            weights: sorted.iter().map(|(term, _)| weight(term)).collect(),
            first_word: skeletons + begins_with(STEM),
            has_skeletons: skeletons > 0,
        })
    }
}

/// How many terms of a line are kept: more than any text has that may be written.
fn length(line: &Line) -> u16 {
    line.terms.len().min(usize::from(u16::MAX)) as u16
}

/// Whether a mistake in a term may be forgiven.
fn spelt_by_letters(term: &str) -> bool {
    let letters = term.strip_prefix(SKELETON).unwrap_or(term).chars();
    letters.count() >= ONE_MISTAKE_LETTERS
        && !term.contains(|c: char| c.is_numeric() || is_unspaced(c))
}

/// A word from its end to its beginning, if it may be a compound.
fn reversed(term: &str) -> Option<String> {
    let compound = term.chars().count() >= SHORTEST_COMPOUND
        && term.chars().all(|c| c.is_alphabetic() && !is_unspaced(c));
    compound.then(|| term.chars().rev().collect())
}
