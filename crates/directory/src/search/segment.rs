//! A set of members that was indexed once: a dictionary of their terms (a finite state transducer),
//! who has each (postings), and every member's lines as numbers of terms, which is what members are
//! compared by.

mod filling;

use std::ops::Range;

use fst::{Automaton, IntoStreamer, Map, Streamer};
use uuid::Uuid;

use super::{
    deletion_index::DeletionIndex,
    entry::{Lines, Source},
    languages::says_little,
};
use filling::Filling;

/// The number of a term in a segment; the order of the numbers is that of the terms' bytes.
pub type TermNumber = u32;
/// The number of a member in a segment.
pub type Document = u32;
/// The number of a group of lines that members share: those of a label.
pub type GroupNumber = u32;

/// That a member has a term: from the highest bits down its number, whether a name of its begins
/// with the term, how much of a name the term is at most, and the best source of a line that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting(u32);

impl Posting {
    const SOURCE: u32 = 0b111;
    /// The whole of a name.
    const WHOLE: u32 = 0b1_1111;

    /// The share is that of a name that the term is; none of other lines.
    fn new(document: Document, source: Source, share: f32, begins: bool) -> Self {
        // Eight millions of members are more than memory holds.
        let share = (share * Self::WHOLE as f32).ceil() as u32;
        let share = share.min(Self::WHOLE);
        Self(document << 9 | u32::from(begins) << 8 | share << 3 | source as u32)
    }

    /// Both for one member.
    fn joined(self, other: Self) -> Self {
        let rest = self.0 & !(Self::SOURCE | Self::WHOLE << 3);
        let begins = other.0 & 1 << 8;
        let share = (self.0 & Self::WHOLE << 3).max(other.0 & Self::WHOLE << 3);
        let source = (self.0 & Self::SOURCE).min(other.0 & Self::SOURCE);
        Self(rest | begins | share | source)
    }

    /// Whose it is.
    pub const fn document(self) -> Document {
        self.0 >> 9
    }

    /// Whether a name begins with the term.
    pub const fn begins(self) -> bool {
        self.0 >> 8 & 1 == 1
    }

    /// How much of a name it is at most.
    pub fn share(self) -> f32 {
        (self.0 >> 3 & Self::WHOLE) as f32 / Self::WHOLE as f32
    }

    /// The best source.
    pub const fn source(self) -> Source {
        Source::ALL[(self.0 & Self::SOURCE) as usize]
    }
}

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
    postings: Vec<Posting>,
    /// The first terms of names, in order, with whose they are.
    first_terms: Vec<(TermNumber, Document)>,
    /// The words, by what they are with a letter less.
    deletions: DeletionIndex,
    /// Where the lines of each member begin in `lines`, and behind the members those of each group;
    /// one more at the end.
    begins: Vec<u32>,
    lines: Vec<LineAt>,
    line_terms: Vec<TermNumber>,
    /// Where each member's groups begin in `groups`; one more at the end.
    group_begins: Vec<u32>,
    groups: Vec<GroupNumber>,
    /// What each term weighs in a name.
    weights: Vec<u8>,
    /// How many letters each term has.
    lengths: Vec<u16>,
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

impl LineAt {
    fn terms(&self) -> Range<usize> {
        let begin = self.begin as usize;
        begin..begin + usize::from(self.length)
    }
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
    pub fn new(members: impl Iterator<Item = (Uuid, Lines)>) -> Result<Self, fst::Error> {
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

    /// The lines that are a member's own.
    pub fn own_lines(&self, document: Document) -> impl Iterator<Item = LineOf<'_>> {
        self.block(document as usize)
    }

    /// The groups of lines that a member has with others.
    pub fn groups(&self, document: Document) -> &[GroupNumber] {
        let document = document as usize;
        &self.groups[self.group_begins[document] as usize..self.group_begins[document + 1] as usize]
    }

    /// The lines of a group.
    pub fn group_lines(&self, group: GroupNumber) -> impl Iterator<Item = LineOf<'_>> {
        self.block(self.members.len() + group as usize)
    }

    /// How many groups there are.
    pub fn group_count(&self) -> usize {
        self.begins.len() - 1 - self.members.len()
    }

    fn block(&self, number: usize) -> impl Iterator<Item = LineOf<'_>> {
        let range = self.begins[number] as usize..self.begins[number + 1] as usize;
        self.lines[range].iter().map(|line| LineOf {
            source: line.source,
            place: line.place,
            terms: &self.line_terms[line.terms()],
        })
    }

    /// What a term weighs in a name: by its letters, and next to nothing when it says little.
    pub fn weight(&self, term: TermNumber) -> u8 {
        self.weights[term as usize]
    }

    /// How many letters a term has.
    pub fn letters(&self, term: TermNumber) -> usize {
        self.lengths[term as usize].into()
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
    pub fn members_with(&self, term: TermNumber) -> &[Posting] {
        self.members_with_any(term..term + 1)
    }

    /// The members that have each of some neighbouring terms, one term after the other.
    pub fn members_with_any(&self, terms: Range<TermNumber>) -> &[Posting] {
        let at = |term: TermNumber| self.posted[term as usize] as usize;
        &self.postings[at(terms.start)..at(terms.end)]
    }

    /// The terms that begin with `prefix`: they are neighbours.
    pub fn with_prefix(&self, prefix: &str) -> Range<TermNumber> {
        // No term's bytes are all ones, so this comes after every term that begins so.
        let behind = [prefix.as_bytes(), &[0xFF]].concat();
        self.first_from(prefix.as_bytes())..self.first_from(&behind)
    }

    /// The members one of whose names begins with `beginning`, each with the first term of it; some
    /// of them more than once.
    pub fn named_beginning(&self, beginning: &str) -> &[(TermNumber, Document)] {
        let terms = self.with_prefix(beginning);
        let at = |number| self.first_terms.partition_point(|(term, _)| *term < number);
        &self.first_terms[at(terms.start)..at(terms.end)]
    }

    /// The first term that is not before these bytes.
    fn first_from(&self, bytes: &[u8]) -> TermNumber {
        let mut from = self.terms.range().ge(bytes).into_stream();
        let first = from.next().map(|(_, number)| number as TermNumber);
        first.unwrap_or(self.term_count() as TermNumber)
    }

    /// Gives every word that ends with `ending`, with its length in letters.
    pub fn with_ending(&self, ending: &str, mut each: impl FnMut(TermNumber, usize)) {
        let reversed: String = ending.chars().rev().collect();
        let mut words = self.endings.range().ge(&reversed).into_stream();
        while let Some((word, number)) = words.next()
            && word.starts_with(reversed.as_bytes())
        {
            each(number as TermNumber, letters(word));
        }
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
