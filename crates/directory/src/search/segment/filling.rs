//! How a segment is filled.

use std::sync::Arc;

use fst::Map;
use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::{Document, IndexSegment, LineAt, Posting, TermNumber, weight};
use crate::search::{
    deletion_index::DeletionIndex,
    entry::{Group, Line, Lines, Source},
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
    numbers: FxHashMap<String, u32>,
    /// For each such number, the members that have the term.
    having: Vec<Vec<Posting>>,
    /// What each such term weighs in a name.
    weights: Vec<u8>,
    /// The terms that are found by their end, too: from their end to their beginning.
    endings: FxHashMap<u32, String>,
    members: Vec<Uuid>,
    begins: Vec<u32>,
    lines: Vec<LineAt>,
    line_terms: Vec<u32>,
    group_begins: Vec<u32>,
    groups: Vec<u32>,
    /// The groups by where they are, each with its number; whoever is kept here cannot be taken for
    /// another one.
    known_groups: FxHashMap<*const [Line], (u32, Group)>,
    /// For each group, its lines.
    group_lines: Vec<Vec<LineAt>>,
    first_terms: Vec<(u32, Document)>,
}

impl Filling {
    /// An empty segment.
    pub(super) fn new() -> Self {
        Self {
            begins: vec![0],
            group_begins: vec![0],
            ..Self::default()
        }
    }

    /// Adds a member with its lines.
    pub(super) fn add(&mut self, member: Uuid, lines: &Lines) {
        let document = self.members.len() as Document;
        for line in &lines.own {
            let at = self.add_line(line);
            if line.source.is_name() {
                let first = self.line_terms[at.begin as usize];
                self.first_terms.push((first, document));
            }
            self.post(at);
            self.lines.push(at);
        }
        for group in &lines.shared {
            let number = self.group(group);
            for place in 0..self.group_lines[number as usize].len() {
                self.post(self.group_lines[number as usize][place]);
            }
            self.groups.push(number);
        }
        self.members.push(member);
        self.begins.push(self.lines.len() as u32);
        self.group_begins.push(self.groups.len() as u32);
    }

    /// Notes that the member that is being added has the terms of a line.
    fn post(&mut self, line: LineAt) {
        let document = self.members.len() as Document;
        let terms = &self.line_terms[line.terms()];
        let weight = |term: &u32| f32::from(self.weights[*term as usize]);
        let whole: f32 = terms.iter().map(weight).sum();
        for (place, term) in terms.iter().enumerate() {
            let (mut share, mut begins) = (0.0, false);
            if line.source.is_name() {
                let same = terms.iter().filter(|other| *other == term);
                share = same.map(weight).sum::<f32>() / whole;
                begins = place == 0;
            }
            let posting = Posting::new(document, line.source, share, begins);
            let having = &mut self.having[*term as usize];
            match having.last_mut() {
                Some(last) if last.document() == document => *last = last.joined(posting),
                _ => having.push(posting),
            }
        }
    }

    /// The number of a group.
    fn group(&mut self, group: &Group) -> u32 {
        if let Some((number, _)) = self.known_groups.get(&Arc::as_ptr(group)) {
            return *number;
        }
        let number = self.group_lines.len() as u32;
        let lines = group.iter().map(|line| self.add_line(line)).collect();
        self.group_lines.push(lines);
        let kept = (number, Arc::clone(group));
        self.known_groups.insert(Arc::as_ptr(group), kept);
        number
    }

    /// Adds the terms of a line.
    fn add_line(&mut self, line: &Line) -> LineAt {
        let begin = self.line_terms.len() as u32;
        // More terms than any text has that may be written are not kept.
        let length = line.terms.len().min(usize::from(u16::MAX));
        for term in &line.terms[..length] {
            let number = self.number(term);
            self.line_terms.push(number);
            if !matches!(line.source, Source::Text | Source::Country)
                && let Some(reversed) = reversed(term)
            {
                self.endings.insert(number, reversed);
            }
        }
        LineAt {
            source: line.source,
            place: line.place,
            begin,
            length: length as u16,
        }
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(term.to_owned(), number);
        self.having.push(Vec::new());
        self.weights.push(weight(term));
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
        let (mut begins, mut lines) = (self.begins, self.lines);
        for group in self.group_lines {
            lines.extend(group);
            begins.push(lines.len() as u32);
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
            begins,
            lines,
            group_begins: self.group_begins,
            groups: self.groups,
            line_terms: self
                .line_terms
                .into_iter()
                .map(|given| numbers[given as usize])
                .collect(),
            weights: sorted
                .iter()
                .map(|(_, given)| self.weights[*given as usize])
                .collect(),
            lengths: sorted
                .iter()
                .map(|(term, _)| term.chars().count().min(usize::from(u16::MAX)) as u16)
                .collect(),
            first_word: skeletons + begins_with(STEM),
            has_skeletons: skeletons > 0,
        })
    }
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
