//! A set of members that was indexed once: a tantivy segment in memory, and beside it every
//! member's lines as numbers of terms, which is what members are compared by.

use std::{collections::HashMap, io, sync::Arc};

use tantivy::{
    DocSet, Index, IndexReader, InvertedIndexReader, ReloadPolicy, SingleSegmentIndexWriter,
    TERMINATED, TantivyDocument, TantivyError,
    directory::RamDirectory,
    postings::TermInfo,
    schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token},
};
use tantivy_fst::Automaton;
use uuid::Uuid;

use super::{
    entry::{Line, Source},
    languages::{STEM, says_little},
    query::ONE_MISTAKE_LETTERS,
    remainders::Remainders,
    roman::SKELETON,
    words::is_unspaced,
};

/// The number of a term in a shelf; the order of the numbers is that of the terms' bytes.
pub type TermNumber = u32;
/// The number of a member in a shelf.
pub type Document = u32;

/// How much memory tantivy may take while it indexes before it would begin a second segment, in
/// bytes. It is no room that is set aside.
const MEMORY: usize = 2_000_000_000;
/// A shorter word is no compound that anybody would look for by its end.
const SHORTEST_COMPOUND: usize = 7;

/// Members that were indexed together. It never changes.
pub struct Shelf {
    members: Vec<Uuid>,
    /// Every term with the members that have it.
    terms: Arc<InvertedIndexReader>,
    /// The words of names, cities and services from their end to their beginning.
    endings: Arc<InvertedIndexReader>,
    /// The first terms of names, in order, with whose they are.
    first_terms: Vec<(TermNumber, Document)>,
    /// The words, by what they are with a letter less.
    remainders: Remainders,
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

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shelf")
            .field("members", &self.members.len())
            .field("terms", &self.weights.len())
            .field("endings", &self.endings.terms().num_terms())
            .field("lines", &self.lines.len())
            .field("words", &self.line_terms.len())
            .finish_non_exhaustive()
    }
}

impl Shelf {
    /// Indexes members, each given with its lines.
    pub fn new(members: impl Iterator<Item = (Uuid, Vec<Line>)>) -> Result<Self, TantivyError> {
        let mut making = Making::new()?;
        for (member, lines) in members {
            making.add(member, &lines)?;
        }
        making.finish()
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
        for number in self.remainders.suspects(term) {
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

/// A shelf that is being filled.
struct Making {
    writer: SingleSegmentIndexWriter,
    term: Field,
    ending: Field,
    numbers: HashMap<String, u32>,
    members: Vec<Uuid>,
    begins: Vec<u32>,
    lines: Vec<LineAt>,
    line_terms: Vec<u32>,
    /// Lines that many members have (labels, countries) are kept once.
    known_lines: HashMap<(Source, Vec<u32>), u32>,
    first_terms: Vec<(u32, Document)>,
}

impl Making {
    fn new() -> Result<Self, TantivyError> {
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

    fn add(&mut self, member: Uuid, lines: &[Line]) -> Result<(), TantivyError> {
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

    fn add_line(&mut self, line: &Line) {
        let numbers: Vec<u32> = line.terms.iter().map(|term| self.number(term)).collect();
        if line.source.is_name()
            && let Some(first) = numbers.first()
        {
            self.first_terms
                .push((*first, self.members.len() as Document));
        }
        let length = numbers.len().min(usize::from(u16::MAX)) as u16;
        let begin = match line.source {
            Source::Service | Source::Country => {
                let key = (line.source, numbers);
                match self.known_lines.get(&key) {
                    Some(begin) => *begin,
                    None => {
                        let begin = self.line_terms.len() as u32;
                        self.line_terms.extend_from_slice(&key.1);
                        self.known_lines.insert(key, begin);
                        begin
                    }
                }
            }
            _ => {
                let begin = self.line_terms.len() as u32;
                self.line_terms.extend(numbers);
                begin
            }
        };
        self.lines.push(LineAt {
            source: line.source,
            place: line.place,
            begin,
            length,
        });
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(term.to_owned(), number);
        number
    }

    fn finish(self) -> Result<Shelf, TantivyError> {
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
        Ok(Shelf {
            first_terms,
            members: self.members,
            terms: segment.inverted_index(self.term)?,
            endings: segment.inverted_index(self.ending)?,
            remainders: Remainders::new(misspelt),
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
