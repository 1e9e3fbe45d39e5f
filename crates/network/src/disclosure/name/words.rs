//! The words of a text, as names are looked for among them.

use super::super::letters::SMALL;
use crate::fold;

/// So many letters in a row that stand alone are a name.
const APART: usize = 6;
/// Words before a name that are none.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "avv", "bn", "dhr", "don", "dona", "dott", "dr", "dra", "drs", "frau", "herr", "hr", "ing", "ir", "lic", "pan", "pani", "maitre",
    "me", "meneer", "mevr", "mevrouw", "mgr", "mijnheer", "miss", "mlle", "mme", "monsieur", "madame", "mr", "mrs", "ms", "mw", "пан", "пані", "κα", "κοσ",
    "pater", "prof", "rev", "sig", "signor", "signora", "sir", "sr", "sra", "srta", "zuster",
];

/// Words that say which of the names follows: "last name: Bos".
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "achternaam", "apelido", "apellido", "apellidos", "chiama", "chiamata", "chiamato", "cognome", "family", "familie", "familienaam", "familienname", "famille",
    "first", "forename", "given", "last", "naam", "nachname", "name", "named", "nom", "nombre", "nome", "prenom", "primeiro", "primer", "propio", "sobrenome",
    "surname", "voornaam", "vorname",
];

/// A word of a text.
#[derive(Debug, Clone)]
pub struct Word {
    pub(super) text: String,
    /// The same as it is written.
    pub(super) written: String,
    /// Whether it can stand for a whole name: a single capital letter, or one with a full stop.
    pub(super) initial: bool,
    /// Whether a full stop is behind it, as where it is shortened.
    pub(super) dotted: bool,
    /// Whether a title is before it: "Mrs. Bos".
    pub(super) titled: bool,
    /// Whether something is said to be its own: "Bos's".
    pub(super) owner: bool,
}

/// The letters of what is written, folded and in one.
pub(super) fn letters_of(written: &str) -> String {
    let mut letters = fold(written);
    letters.retain(char::is_alphabetic);
    bare(&letters)
}

/// The words of a text, each folded; marks that are not seen are passed over.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut word = String::new();
    let mut titled = false;
    let mut end = |word: &mut String, dot: bool, owner: bool| {
        if word.is_empty() {
            return;
        }
        let single = word.chars().nth(1).is_none();
        // Some scripts have no capitals.
        let initial = single && (dot || !word.contains(char::is_lowercase));
        let written = fold(word);
        let text = bare(&written);
        word.clear();
        if text.is_empty() || !initial && is_small(&text) {
            return;
        }
        // "v.d. Berg" is "van den Berg".
        if text == "d" && words.last().is_some_and(|last| last.text == "v") {
            words.pop();
            return;
        }
        let title = TITLES.contains(&text.as_str());
        words.push(Word {
            text,
            written,
            initial,
            dotted: dot,
            titled,
            owner,
        });
        titled = title;
    };
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            '\u{300}'..='\u{36f}' => word.push(c),
            c if c.is_alphabetic() => word.push(c),
            '\'' | '\u{2019}' if !word.is_empty() => {
                let after = rest.as_str();
                let is_end = |text: &str| !text.starts_with(char::is_alphabetic);
                if is_end(after) {
                    end(&mut word, false, true);
                } else if after.strip_prefix(['s', 'S']).is_some_and(is_end) {
                    end(&mut word, false, true);
                    rest.next();
                } else if is_elided(&word) {
                    // "D'Angelo" is written "Dangelo" and "Angelo" too, but "O'Brien" never "Brien".
                    word.clear();
                } else if !matches!(word.as_str(), "O" | "o") {
                    end(&mut word, false, false);
                }
            }
            c => end(&mut word, c == '.', false),
        }
    }
    end(&mut word, false, false);
    words.extend(letter_by_letter(&words));
    // Some people are called so: the words are read with and without.
    let is_label = |word: &Word| LABELS.contains(&word.text.as_str());
    if words.len() > 2 && words.iter().any(is_label) {
        let named: Vec<Word> = words
            .iter()
            .filter(|word| !is_label(word))
            .cloned()
            .collect();
        words.extend(named);
    }
    words
}

/// Words that were written "l e t t e r  by letter".
fn letter_by_letter(words: &[Word]) -> Vec<Word> {
    let is_single = |word: &Word| word.text.chars().nth(1).is_none();
    let runs = words.chunk_by(|one, other| is_single(one) && is_single(other));
    let runs = runs.filter(|run| run.len() >= APART);
    runs.map(|run| Word {
        text: run.iter().map(|word| word.text.as_str()).collect(),
        written: run.iter().map(|word| word.written.as_str()).collect(),
        initial: false,
        dotted: false,
        titled: false,
        owner: false,
    })
    .collect()
}

fn is_elided(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(word.as_str(), "d" | "l" | "dell" | "dall" | "nell" | "sant")
}

/// A folded word as it is compared: "Mueller" and "Müller" are one name.
pub(super) fn bare(folded: &str) -> String {
    if !folded.contains("ae") && !folded.contains("oe") && !folded.contains("ue") {
        return folded.to_owned();
    }
    folded
        .replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u")
}

pub(super) fn is_small(word: &str) -> bool {
    word.chars().nth(1).is_some() && (SMALL.contains(&word) || word == "vd")
}

pub(super) fn is_title(part: &[String]) -> bool {
    part.iter().all(|word| TITLES.contains(&word.as_str()))
}
