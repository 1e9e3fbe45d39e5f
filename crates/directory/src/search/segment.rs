//! A set of members that was indexed once: a dictionary of their terms (a finite state transducer),
//! who has each (postings), and every member's lines as numbers of terms, which is what members are
//! compared by.

mod filling;

use std::sync::Arc;

use fst::{Automaton, IntoStreamer, Map, Streamer};
use uuid::Uuid;

use super::{
    deletion_index::DeletionIndex,
    entry::{Line, Source},
    languages::says_little,
};
use filling::Filling;

/// The number of a term in a segment; the order of the numbers is that of the terms' bytes.
pub type TermNumber = u32;
/// The number of a member in a segment.
pub type Document = u32;

/// Members that were indexed together. It never changes.
pub struct IndexSegment {
    members: Vec<Uuid>,
    /// Every term with its number.
    terms: Map<Vec<u8>>,
    /// The words of names, cities and services from their end to their beginning, with the numbers
    /// that they have as terms.
    endings: Map<Vec<u8>>,
    /// Where the members of each term begin in `postings`; one more at the end.
    posted: Vec<u32>,
    /// The members of one term after those of another, each in order.
    postings: Vec<Document>,
    /// The first terms of names, in order, with whose they are.
    first_terms: Vec<(TermNumber, Document)>,
    /// The words, by what they are with a letter less.
    deletions: DeletionIndex,
    /// Where each member's lines begin in `lines`; one more at the end.
    begins: Vec<u32>,
    lines: Vec<LineAt>,
    line_terms: Vec<TermNumber>,
    /// What each term weighs in a name.
    weights: Vec<u8>,
    /// The terms before this one are stems and skeletons, not words.
    first_word: TermNumber,
    /// Whether there are skeletons at all.
    has_skeletons: bool,
}

#[derive(Debug, Clone, Copy)]
struct LineAt {
    source: Source,
    place: u16,
    begin: u32,
    length: u16,
}

/// A member's line, as numbers of terms.
#[derive(Debug, Clone, Copy)]
pub struct LineOf<'a> {
    /// Where it comes from.
    pub source: Source,
    /// Which of the member's places it is of.
    pub place: u16,
    /// Its terms in their order.
    pub terms: &'a [TermNumber],
}

impl std::fmt::Debug for IndexSegment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IndexSegment")
            .field("members", &self.members.len())
            .field("terms", &self.weights.len())
            .field("endings", &self.endings.len())
            .field("lines", &self.lines.len())
            .field("words", &self.line_terms.len())
            .finish_non_exhaustive()
    }
}

impl IndexSegment {
    /// Indexes members, each given with its lines.
    pub fn new(members: impl Iterator<Item = (Uuid, Vec<Arc<Line>>)>) -> Result<Self, fst::Error> {
        let mut filling = Filling::new();
        for (member, lines) in members {
            filling.add(member, &lines);
        }
        filling.finish()
    }

    /// The members, by number.
    pub fn members(&self) -> &[Uuid] {
        &self.members
    }

    /// A member's lines.
    pub fn lines(&self, document: Document) -> impl Iterator<Item = LineOf<'_>> {
        let document = document as usize;
        let range = self.begins[document] as usize..self.begins[document + 1] as usize;
        self.lines[range].iter().map(|line| {
            let begin = line.begin as usize;
            LineOf {
                source: line.source,
                place: line.place,
                terms: &self.line_terms[begin..begin + usize::from(line.length)],
            }
        })
    }

    /// What a term weighs in a name: by its letters, and next to nothing when it says little.
    pub fn weight(&self, term: TermNumber) -> u8 {
        self.weights[term as usize]
    }

    /// How many terms there are.
    pub fn term_count(&self) -> usize {
        self.weights.len()
    }

    /// Whether a name is written in Greek or Cyrillic letters.
    pub const fn has_skeletons(&self) -> bool {
        self.has_skeletons
    }

    /// Whether a term is a word as it is written, no stem and no skeleton.
    pub const fn is_word(&self, term: TermNumber) -> bool {
        term >= self.first_word
    }

    /// A term by its text.
    pub fn term(&self, text: &str) -> Option<TermNumber> {
        Some(self.terms.get(text)? as TermNumber)
    }

    /// The text of a term.
    pub fn text(&self, term: TermNumber) -> String {
        let bytes = self.terms.as_fst().get_key(u64::from(term));
        String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
    }

    /// The members that have a term, in order.
    pub fn members_with(&self, term: TermNumber) -> &[Document] {
        let term = term as usize;
        &self.postings[self.posted[term] as usize..self.posted[term + 1] as usize]
    }

    /// Gives every term that begins with `prefix`, with its length in letters.
    pub fn with_prefix(&self, prefix: &str, each: impl FnMut(TermNumber, usize)) {
        each_with_prefix(&self.terms, prefix, each);
    }

    /// The members one of whose names begins with `beginning`; some of them more than once.
    pub fn named_beginning(&self, beginning: &str) -> impl Iterator<Item = Document> {
        // No term's bytes are all ones, so this comes after every term that begins so.
        let behind = [beginning.as_bytes(), &[0xFF]].concat();
        let (first, end) = (
            self.first_from(beginning.as_bytes()),
            self.first_from(&behind),
        );
        let at = |number| self.first_terms.partition_point(|(term, _)| *term < number);
        let found = &self.first_terms[at(first)..at(end)];
        found.iter().map(|(_, document)| *document)
    }

    /// The first term that is not before these bytes.
    fn first_from(&self, bytes: &[u8]) -> TermNumber {
        let mut from = self.terms.range().ge(bytes).into_stream();
        let first = from.next().map(|(_, number)| number as TermNumber);
        first.unwrap_or(self.term_count() as TermNumber)
    }

    /// Gives every word that ends with `ending`, with its length in letters.
    pub fn with_ending(&self, ending: &str, each: impl FnMut(TermNumber, usize)) {
        let reversed: String = ending.chars().rev().collect();
        each_with_prefix(&self.endings, &reversed, each);
    }

    /// Gives every term of the same kind that is another one's with one mistake.
    pub fn with_one_mistake(&self, term: &str, mut each: impl FnMut(TermNumber, &str)) {
        for number in self.deletions.suspects(term) {
            let text = self.text(number);
            if strsim::osa_distance(&text, term) == 1 {
                each(number, &text);
            }
        }
    }

    /// Gives every term that an automaton accepts, with its length in letters.
    pub fn accepted(&self, automaton: impl Automaton, mut each: impl FnMut(TermNumber, usize)) {
        let mut stream = self.terms.search(automaton).into_stream();
        while let Some((term, number)) = stream.next() {
            each(number as TermNumber, letters(term));
        }
    }
}

/// Gives every term of a dictionary that begins with `prefix`, with its length in letters.
fn each_with_prefix(
    dictionary: &Map<Vec<u8>>,
    prefix: &str,
    mut each: impl FnMut(TermNumber, usize),
) {
    let mut stream = dictionary.range().ge(prefix).into_stream();
    while let Some((term, number)) = stream.next()
        && term.starts_with(prefix.as_bytes())
    {
        each(number as TermNumber, letters(term));
    }
}

/// How many letters a term in UTF-8 has.
fn letters(term: &[u8]) -> usize {
    term.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// What a term weighs in a name.
pub fn weight(term: &str) -> u8 {
    if says_little(term) {
        return 1;
    }
    match term.chars().count() {
        0 | 1 => 2,
        letters => (letters as u8).saturating_add(3).min(13),
    }
}
