//! How a segment is filled.

use std::{collections::HashMap, sync::Arc};

use tantivy::{
    Index, IndexReader, ReloadPolicy, SingleSegmentIndexWriter, TantivyDocument, TantivyError,
    directory::RamDirectory,
    schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token},
};
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

/// The room that tantivy begins with, in bytes. It takes more when it needs more; to begin with
/// more would cost every small segment the clearing of it.
const MEMORY: usize = 300_000;
/// A shorter word is no compound that anybody would look for by its end.
const SHORTEST_COMPOUND: usize = 7;

/// A segment that is being filled.
pub(super) struct Filling {
    writer: SingleSegmentIndexWriter,
    term: Field,
    ending: Field,
    numbers: HashMap<String, u32>,
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
    pub(super) fn new() -> Result<Self, TantivyError> {
        let mut schema = Schema::builder();
        let options = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_index_option(IndexRecordOption::Basic)
                .set_fieldnorms(false),
        );
        let term = schema.add_text_field("term", options.clone());
        let ending = schema.add_text_field("ending", options);
        Ok(Self {
            writer: Index::builder()
                .schema(schema.build())
                .single_segment_index_writer(RamDirectory::create(), MEMORY)?,
            term,
            ending,
            numbers: HashMap::new(),
            members: Vec::new(),
            begins: vec![0],
            lines: Vec::new(),
            line_terms: Vec::new(),
            known_lines: HashMap::new(),
            first_terms: Vec::new(),
        })
    }

    /// Adds a member with its lines.
    pub(super) fn add(&mut self, member: Uuid, lines: &[Arc<Line>]) -> Result<(), TantivyError> {
        let mut terms: Vec<&str> = Vec::new();
        let mut endings: Vec<String> = Vec::new();
        for line in lines {
            terms.extend(line.terms.iter().map(String::as_str));
            if !matches!(line.source, Source::Text | Source::Country) {
                endings.extend(line.terms.iter().filter_map(|term| reversed(term)));
            }
            self.add_line(line);
        }
        endings.sort_unstable();
        endings.dedup();
        terms.sort_unstable();
        terms.dedup();
        let mut document = TantivyDocument::default();
        document.add_pre_tokenized_text(
            self.term,
            tokens(terms.iter().map(|term| (*term).to_owned())),
        );
        document.add_pre_tokenized_text(self.ending, tokens(endings.into_iter()));
        self.writer.add_document(document)?;
        self.members.push(member);
        self.begins.push(self.lines.len() as u32);
        Ok(())
    }

    fn add_line(&mut self, line: &Arc<Line>) {
        let known = self.known_lines.get(&Arc::as_ptr(line));
        let begin = match known {
            Some((begin, _)) => *begin,
            None => self.add_terms(line),
        };
        self.lines.push(LineAt {
            source: line.source,
            place: line.place,
            begin,
            length: length(line),
        });
    }

    /// Adds the terms of a line that is new, and says where they begin.
    fn add_terms(&mut self, line: &Arc<Line>) -> u32 {
        let begin = self.line_terms.len() as u32;
        for term in &line.terms[..usize::from(length(line))] {
            let number = self.number(term);
            self.line_terms.push(number);
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
        number
    }

    /// The segment with all that was added.
    pub(super) fn finish(self) -> Result<IndexSegment, TantivyError> {
        // The dictionary numbers its terms by their bytes, so the numbers are known without asking.
        let mut sorted: Vec<(String, u32)> = self.numbers.into_iter().collect();
        sorted.sort_unstable();
        let mut numbers: Vec<TermNumber> = vec![0; sorted.len()];
        for (number, (_, given)) in (0..).zip(&sorted) {
            numbers[*given as usize] = number;
        }
        let index = self.writer.finalize()?;
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let searcher = reader.searcher();
        let segment = searcher.segment_reader(0);
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
            terms: segment.inverted_index(self.term)?,
            endings: segment.inverted_index(self.ending)?,
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

fn tokens(terms: impl Iterator<Item = String>) -> PreTokenizedString {
    PreTokenizedString {
        text: String::new(),
        tokens: terms
            .enumerate()
            .map(|(position, text)| Token {
                position,
                text,
                ..Token::default()
            })
            .collect(),
    }
}
