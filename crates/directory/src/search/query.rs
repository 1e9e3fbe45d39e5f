//! What somebody typed, as what is looked for.

use std::ops::Range;

use super::{
    languages::{Stems, says_little},
    words::{Word, is_unspaced, words},
};
use network::Invalid;

/// The most characters of a query.
pub const QUERY_LENGTH: usize = 500;
/// The most words of a query: what a mask of 64 bits can tell apart, when one of them is taken apart
/// into two.
const MOST_WORDS: usize = 63;

/// The shortest word in which one mistake is forgiven. What was typed may be shorter by it …
pub const ONE_MISTAKE_LETTERS: usize = 4;
/// … and by them where two are.
pub const TWO_MISTAKES_LETTERS: usize = 8;
/// The longest word in which any is: what stands in no dictionary costs more with each letter.
const MISTAKES_LETTERS: usize = 60;

/// A query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The words in their order, those of phrases too.
    pub words: Vec<Wanted>,
    /// Phrases that must stand somewhere as they are, each as its terms.
    pub phrases: Vec<Vec<String>>,
    /// Phrases, mostly of one word, that must not stand anywhere.
    pub unwanted: Vec<Vec<String>>,
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The folded word.
    pub term: String,
    /// The word as it was typed.
    pub written: String,
    /// How many letters it has.
    pub letters: usize,
    /// Its stems.
    pub stems: Stems,
    /// How it may be met.
    pub manner: Manner,
    /// Whether nobody is left out for want of it.
    pub optional: bool,
    /// Where it stands in the query, in bytes.
    pub place: Range<usize>,
}

/// How a word may be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As it is only: it stands in quotation marks.
    Exact,
    /// In any way that is forgiven.
    Free,
    /// In any way, and perhaps it is unfinished: it is the last one.
    Unfinished,
}

impl Query {
    /// Reads a query: words, `"exact phrases"`, and a minus before what must not be there.
    ///
    /// Fails when it is too long, or holds nothing that could be looked for.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        if text.chars().count() > QUERY_LENGTH {
            return Err(too_long(format!("{QUERY_LENGTH} characters are the most")));
        }
        let mut query = Self::default();
        for clause in clauses(text) {
            query.take(&clause, text);
        }
        // One sign may be a whole sentence once it is folded: ﷺ has 18 letters.
        let letters = query.words.iter().map(|word| word.letters).sum::<usize>();
        if letters > QUERY_LENGTH {
            return Err(too_long(format!(
                "it has {letters} letters when its signs are written out, and {QUERY_LENGTH} are the most"
            )));
        }
        if query.words.len() > MOST_WORDS {
            return Err(too_long(format!("{MOST_WORDS} words are the most")));
        }
        if query.words.is_empty() && query.unwanted.is_empty() {
            return Err(Invalid::new(
                "no_words",
                "it has no letter or digit to look for; leave the parameter out to ask for all",
            ));
        }
        query.settle();
        Ok(query)
    }

    fn take(&mut self, clause: &Clause<'_>, text: &str) {
        let found = words(clause.text);
        if found.is_empty() {
            return;
        }
        let terms = || found.iter().map(|word| word.term.clone()).collect();
        if clause.unwanted {
            self.unwanted.push(terms());
            return;
        }
        if clause.quoted {
            self.phrases.push(terms());
        }
        // A word is finished once anything stands behind it.
        let at_end = !clause.quoted && text.ends_with(clause.text);
        let last = found.len() - 1;
        for (number, word) in found.into_iter().enumerate() {
            let touches_end = at_end && number == last && word.place.end == clause.text.len();
            let manner = match (clause.quoted, touches_end) {
                (true, _) => Manner::Exact,
                (false, true) => Manner::Unfinished,
                (false, false) => Manner::Free,
            };
            self.words
                .push(Wanted::new(word, clause.text, clause.begin, manner));
        }
    }

    /// Words that say little are optional unless there are no others.
    fn settle(&mut self) {
        if self.words.iter().all(|word| word.optional) {
            for word in &mut self.words {
                word.optional = false;
            }
        }
    }

    /// The words as they were typed, folded, a space between them.
    pub fn typed(&self) -> String {
        let terms: Vec<&str> = self.words.iter().map(|word| word.term.as_str()).collect();
        terms.join(" ")
    }

    /// Some of the words as they were typed, and where they stand in the query.
    pub fn said(&self, words: Range<usize>) -> (String, Range<usize>) {
        let mut text = String::new();
        let mut place: Option<Range<usize>> = None;
        for word in &self.words[words] {
            // Pairs of signs overlap.
            let new = match &place {
                Some(before) if word.place.start < before.end => {
                    let known = before.end - word.place.start;
                    word.written.get(known..).unwrap_or_default()
                }
                Some(before) if word.place.start == before.end => &word.written,
                Some(_) => {
                    text.push(' ');
                    &word.written
                }
                None => &word.written,
            };
            text.push_str(new);
            let begin = place.map_or(word.place.start, |place| place.start);
            place = Some(begin..word.place.end);
        }
        (text, place.unwrap_or_default())
    }

    /// The one word that was begun, when there is nothing else.
    pub(super) fn beginning(&self) -> Option<&str> {
        match self.words.as_slice() {
            [word] if word.manner == Manner::Unfinished && self.unwanted.is_empty() => {
                Some(&word.term)
                    .filter(|term| !term.contains(is_unspaced))
                    .map(String::as_str)
            }
            _ => None,
        }
    }

    /// The words without which nobody answers, a bit each.
    pub fn required(&self) -> u64 {
        let words = self.words.iter().enumerate();
        words
            .filter(|(_, word)| !word.optional)
            .fold(0, |mask, (number, _)| mask | 1 << number)
    }

    /// The query with the words in `place` replaced by others.
    pub(super) fn rewritten(&self, place: Range<usize>, terms: &[&str]) -> Self {
        let last = place.end == self.words.len();
        let manner = match self.words.last() {
            Some(word) if last => word.manner,
            _ => Manner::Free,
        };
        let begin = self.words[place.start].place.start;
        let end = self.words[place.end - 1].place.end;
        let parts = terms.iter().map(|term| Wanted {
            term: (*term).to_owned(),
            written: (*term).to_owned(),
            letters: term.chars().count(),
            stems: Stems::new(term),
            manner: Manner::Free,
            optional: false,
            place: begin..end,
        });
        let mut query = self.clone();
        query.words.splice(place, parts);
        if last && let Some(word) = query.words.last_mut() {
            word.manner = manner;
        }
        query
    }
}

impl Wanted {
    /// A word of a piece of the query that begins at this byte.
    fn new(word: Word, text: &str, begin: usize, manner: Manner) -> Self {
        let letters = word.term.chars().count();
        let alone = letters == 1 && !word.term.contains(is_unspaced);
        Self {
            optional: manner != Manner::Exact && (alone || says_little(&word.term)),
            place: begin + word.place.start..begin + word.place.end,
            written: text[word.place].to_owned(),
            letters,
            stems: Stems::new(&word.term),
            term: word.term,
            manner,
        }
    }

    /// Whether a mistake in it may be forgiven: it is spelt in letters, and has enough of them.
    pub fn may_be_misspelt(&self, least: usize) -> bool {
        self.manner != Manner::Exact
            && (least..=MISTAKES_LETTERS).contains(&self.letters)
            && !self
                .term
                .contains(|c: char| c.is_numeric() || is_unspaced(c))
    }
}

fn too_long(most: String) -> Invalid {
    Invalid::new("too_long", format!("{most}; a few words are enough"))
}

/// A run of words, or a phrase in quotation marks.
struct Clause<'a> {
    text: &'a str,
    /// Where it begins in the query.
    begin: usize,
    quoted: bool,
    unwanted: bool,
}

fn clauses(text: &str) -> Vec<Clause<'_>> {
    let mut clauses = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let start = rest.trim_start();
        let unwanted = unwanted(start);
        let body = if unwanted { after_first(start) } else { start };
        let begin = |of: &str| text.len() - of.len();
        if body.starts_with(is_quotation_mark) {
            let inner = after_first(body);
            let end = inner.find(is_quotation_mark).unwrap_or(inner.len());
            clauses.push(Clause {
                text: &inner[..end],
                begin: begin(inner),
                quoted: true,
                unwanted,
            });
            rest = inner[end..].trim_start_matches(is_quotation_mark);
            continue;
        }
        let end = if unwanted {
            body.find(char::is_whitespace).unwrap_or(body.len())
        } else {
            end_of_run(body)
        };
        clauses.push(Clause {
            text: &body[..end],
            begin: begin(body),
            quoted: false,
            unwanted,
        });
        rest = &body[end..];
    }
    clauses
}

/// Where a run of plain words ends: at a phrase, or at a word that is not wanted.
fn end_of_run(text: &str) -> usize {
    let mut after_space = false;
    for (place, c) in text.char_indices() {
        if is_quotation_mark(c) || after_space && unwanted(&text[place..]) {
            return place;
        }
        after_space = c.is_whitespace();
    }
    text.len()
}

/// A minus with a word or a phrase right behind it.
fn unwanted(text: &str) -> bool {
    let mut chars = text.chars();
    matches!(chars.next(), Some('-' | '\u{2212}' | '\u{FF0D}'))
        && chars
            .next()
            .is_some_and(|c| c.is_alphanumeric() || is_quotation_mark(c))
}

/// Those that keyboards make. Guillemets and corner brackets are not among them: names are written
/// with them, and who pastes a name does not ask for a phrase.
fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\u{201C}'..='\u{201F}' | '\u{FF02}')
}

fn after_first(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(query: &Query) -> String {
        let terms: Vec<_> = query.words.iter().map(|word| word.term.as_str()).collect();
        terms.join(" ")
    }

    #[test]
    fn words_phrases_and_what_is_not_wanted_are_told_apart() {
        let query =
            Query::parse("Saint-Étienne \"Rode Kruis\" -gent -“sans papiers” huis").unwrap();
        assert_eq!(terms(&query), "saint etienne rode kruis huis");
        assert_eq!(query.phrases, [["rode", "kruis"]]);
        assert_eq!(query.unwanted, [vec!["gent"], vec!["sans", "papiers"]]);
        let manners: Vec<_> = query.words.iter().map(|word| word.manner).collect();
        use Manner::{Exact, Free, Unfinished};
        assert_eq!(manners, [Free, Free, Exact, Exact, Unfinished]);
    }

    #[test]
    fn the_last_word_is_unfinished_until_something_stands_behind_it() {
        for (text, manner) in [
            ("open hui", Manner::Unfinished),
            ("open huis ", Manner::Free),
            ("open huis.", Manner::Free),
            ("open huis -x", Manner::Free),
            ("open \"huis", Manner::Exact),
        ] {
            let query = Query::parse(text).unwrap();
            assert_eq!(query.words.last().unwrap().manner, manner, "{text}");
        }
    }

    #[test]
    fn signs_that_are_whole_sentences_are_counted_by_their_letters() {
        assert!(Query::parse(&"ﷺ".repeat(20)).is_ok());
        let told = Query::parse(&"ﷺ".repeat(200)).unwrap_err();
        assert_eq!(told.code, "too_long");
        assert!(told.message.contains("500 are the most"), "{told}");
    }

    #[test]
    fn no_mistake_is_forgiven_in_words_that_nobody_writes() {
        for (letters, forgiven) in [(7, false), (8, true), (60, true), (61, false)] {
            let word = &Query::parse(&"λ".repeat(letters)).unwrap().words[0];
            assert_eq!(
                word.may_be_misspelt(TWO_MISTAKES_LETTERS),
                forgiven,
                "{letters}"
            );
        }
    }

    #[test]
    fn a_hyphen_or_a_dash_is_no_minus() {
        let query = Query::parse("Paris-Saclay - Gent").unwrap();
        assert_eq!(terms(&query), "paris saclay gent");
        assert!(query.unwanted.is_empty());
    }

    #[test]
    fn words_that_say_little_are_optional_unless_there_are_no_others() {
        let optional = |text| {
            let query = Query::parse(text).unwrap();
            query
                .words
                .iter()
                .map(|word| word.optional)
                .collect::<Vec<_>>()
        };
        assert_eq!(optional("maison de la paix"), [false, true, true, false]);
        assert_eq!(optional("de la"), [false, false]);
        assert_eq!(optional("\"de la\" paix"), [false, false, false]);
    }

    #[test]
    fn what_cannot_be_looked_for_is_refused() {
        assert_eq!(Query::parse(" -!? ").unwrap_err().code, "no_words");
        assert_eq!(Query::parse(&"a".repeat(501)).unwrap_err().code, "too_long");
        assert_eq!(
            Query::parse(&"ab ".repeat(65)).unwrap_err().code,
            "too_long"
        );
        assert!(Query::parse("-gent").is_ok());
    }
}
