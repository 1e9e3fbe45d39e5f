//! A set of members that was indexed once: a tantivy segment in memory, and beside it every
//! member's lines as numbers of terms, which is what members are compared by.

mod filling;

use std::{io, sync::Arc};

use tantivy::{
    DocSet, InvertedIndexReader, TERMINATED, TantivyError, postings::TermInfo,
    schema::IndexRecordOption,
};
use tantivy_fst::Automaton;
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
    /// Every term with the members that have it.
    terms: Arc<InvertedIndexReader>,
    /// The words of names, cities and services from their end to their beginning.
    endings: Arc<InvertedIndexReader>,
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

/// A term that a dictionary has.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its number.
    pub number: TermNumber,
    /// Where its members are listed.
    pub info: TermInfo,
}

impl std::fmt::Debug for IndexSegment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IndexSegment")
            .field("members", &self.members.len())
            .field("terms", &self.weights.len())
            .field("endings", &self.endings.terms().num_terms())
            .field("lines", &self.lines.len())
            .field("words", &self.line_terms.len())
            .finish_non_exhaustive()
    }
}

impl IndexSegment {
    /// Indexes members, each given with its lines.
    pub fn new(
        members: impl Iterator<Item = (Uuid, Vec<Arc<Line>>)>,
    ) -> Result<Self, TantivyError> {
        let mut filling = Filling::new()?;
        for (member, lines) in members {
            filling.add(member, &lines)?;
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
    pub fn term(&self, text: &str) -> io::Result<Option<Known>> {
        let dictionary = self.terms.terms();
        let Some(number) = dictionary.term_ord(text)? else {
            return Ok(None);
        };
        Ok(dictionary.get(text)?.map(|info| Known {
            number: number as TermNumber,
            info,
        }))
    }

    /// The text of a term.
    pub fn text(&self, term: TermNumber) -> io::Result<String> {
        let mut bytes = Vec::new();
        self.terms
            .terms()
            .ord_to_term(u64::from(term), &mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Gives every term that begins with `prefix`, with its length in letters.
    pub fn with_prefix(&self, prefix: &str, mut each: impl FnMut(Known, usize)) -> io::Result<()> {
        let mut stream = self.terms.terms().range().ge(prefix).into_stream()?;
        while stream.advance() {
            let key = stream.key();
            if !key.starts_with(prefix.as_bytes()) {
                break;
            }
            let known = Known {
                number: stream.term_ord() as TermNumber,
                info: stream.value().clone(),
            };
            each(known, letters(key));
        }
        Ok(())
    }

    /// The members one of whose names begins with `beginning`; some of them more than once.
    pub fn named_beginning(&self, beginning: &str) -> io::Result<impl Iterator<Item = Document>> {
        let mut terms = self.terms.terms().range().ge(beginning).into_stream()?;
        let first = match terms.advance() {
            true => terms.term_ord() as TermNumber,
            false => self.term_count() as TermNumber,
        };
        // No term's bytes are all ones, so this comes after every term that begins so.
        let mut behind = beginning.as_bytes().to_vec();
        behind.push(0xFF);
        let mut terms = self.terms.terms().range().ge(behind).into_stream()?;
        let end = match terms.advance() {
            true => terms.term_ord() as TermNumber,
            false => self.term_count() as TermNumber,
        };
        let at = |number| self.first_terms.partition_point(|(term, _)| *term < number);
        let found = &self.first_terms[at(first)..at(end)];
        Ok(found.iter().map(|(_, document)| *document))
    }

    /// Gives every word that ends with `ending`, with its length in letters.
    pub fn with_ending(&self, ending: &str, mut each: impl FnMut(Known, usize)) -> io::Result<()> {
        let reversed: String = ending.chars().rev().collect();
        let mut stream = self.endings.terms().range().ge(&reversed).into_stream()?;
        while stream.advance() {
            let Some(key) = std::str::from_utf8(stream.key()).ok() else {
                continue;
            };
            if !key.starts_with(&reversed) {
                break;
            }
            let word: String = key.chars().rev().collect();
            if let Some(known) = self.term(&word)? {
                each(known, word.chars().count());
            }
        }
        Ok(())
    }

    /// Gives every term of the same kind that is another one's with one mistake.
    pub fn with_one_mistake(
        &self,
        term: &str,
        mut each: impl FnMut(Known, &str),
    ) -> io::Result<()> {
        for number in self.deletions.suspects(term) {
            let text = self.text(number)?;
            if strsim::osa_distance(&text, term) == 1
                && let Some(known) = self.term(&text)?
            {
                each(known, &text);
            }
        }
        Ok(())
    }

    /// Gives every term that an automaton accepts, with its length in letters.
    pub fn accepted<A>(&self, automaton: A, mut each: impl FnMut(Known, usize)) -> io::Result<()>
    where
        A: Automaton,
        A::State: Clone,
    {
        let mut stream = self.terms.terms().search(automaton).into_stream()?;
        while stream.advance() {
            let known = Known {
                number: stream.term_ord() as TermNumber,
                info: stream.value().clone(),
            };
            each(known, letters(stream.key()));
        }
        Ok(())
    }

    /// Adds the members that have a term.
    pub fn add_members(&self, term: &TermInfo, to: &mut Vec<Document>) -> io::Result<()> {
        let mut postings = self
            .terms
            .read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
        let mut document = postings.doc();
        while document != TERMINATED {
            to.push(document);
            document = postings.advance();
        }
        Ok(())
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
