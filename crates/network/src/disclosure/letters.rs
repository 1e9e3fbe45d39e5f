//! Words with a letter wrong, in other letters and in other cases: "Saksahanskoho" for "Саксаганського",
//! "Aleksandras" for "Αλεξάνδρας", "Marszałkowskiej" for "Marszałkowska".
//!
//! There are many schemes by which Greek and Cyrillic are written in Latin letters. Both words are
//! brought to what all of them have in common.

use super::consonants;
use any_ascii::{any_ascii, any_ascii_char};
use strsim::damerau_levenshtein;

/// A word with so many letters may have one that is wrong.
const MAY_BE_MISTYPED: usize = 4;
/// A word with so many letters may have two that are wrong.
const LONG: usize = 9;
/// The fewest letters of a stem that tells a word.
const STEM: usize = 4;

/// Words that say nothing about which street or person it is.
#[rustfmt::skip]
pub const SMALL: &[&str] = &[
    "a", "al", "and", "d", "da", "das", "de", "degli", "dei", "del", "dell", "della", "delle", "dem", "den", "der",
    "des", "di", "do", "dos", "du", "e", "el", "en", "et", "het", "i", "il", "im", "in", "l", "la", "las", "le",
    "les", "lo", "los", "n", "no", "nr", "num", "o", "of", "ten", "ter", "the", "und", "van", "vom", "von", "y", "z",
    "zu", "zum", "zur",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    /// Without vowels, as Arabic and Hebrew are written.
    Consonants,
    Other,
}

impl Script {
    fn of(folded: &str) -> Self {
        match folded.chars().next() {
            Some('\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}') => Self::Greek,
            Some('\u{400}'..='\u{52f}') => Self::Cyrillic,
            Some('\u{590}'..='\u{6ff}') => Self::Consonants,
            Some('\u{530}'..='\u{1dff}' | '\u{3040}'..='\u{d7ff}') => Self::Other,
            _ => Self::Latin,
        }
    }
}

/// Whether two folded words are one word in other letters or in another case.
pub fn are_alike(one: &str, other: &str) -> bool {
    match (Script::of(one), Script::of(other)) {
        (Script::Latin, Script::Latin) => {
            (is_declined(one) || is_declined(other)) && have_one_stem(one, other, LATIN_ENDINGS)
        }
        (Script::Greek, Script::Greek) => have_one_stem(one, other, GREEK_ENDINGS),
        (Script::Cyrillic, Script::Cyrillic) => {
            let bare = |word: &str| word.replace(['ь', 'ъ', '\''], "");
            have_one_stem(&bare(one), &bare(other), CYRILLIC_ENDINGS)
        }
        (Script::Latin, Script::Consonants) => consonants::sound_alike(other, one),
        (Script::Consonants, Script::Latin) => consonants::sound_alike(one, other),
        (Script::Latin, Script::Cyrillic) if stems_sound_alike(other, one) => true,
        (Script::Cyrillic, Script::Latin) if stems_sound_alike(one, other) => true,
        (Script::Latin, script) | (script, Script::Latin) => {
            sound_alike(&heard(script, one), &heard(script, other))
        }
        _ => false,
    }
}

/// Whether a word in Latin letters begins as a letter of another script is written.
pub fn begin_alike(letter: char, word: &str) -> bool {
    let written = any_ascii_char(letter).to_ascii_lowercase();
    let alike = match letter {
        'г' => word.starts_with(['h', 'g']),
        'є' | 'ю' | 'я' => word.starts_with(['y', 'j', 'i']),
        _ => false,
    };
    alike
        || written
            .chars()
            .next()
            .is_some_and(|first| word.starts_with(first))
}

/// Whether a Cyrillic word is declined and one in Latin letters is not: "Горького" and "Gorky".
fn stems_sound_alike(word: &str, latin: &str) -> bool {
    let heard = |stem| heard(Script::Cyrillic, stem);
    let stem = heard(self::stem(word, CYRILLIC_ENDINGS));
    stem.len() >= STEM && stem == heard(self::stem(latin, LATIN_ENDINGS))
}

fn sound_alike(one: &str, other: &str) -> bool {
    let letters = one.len().min(other.len());
    let mistakes = match letters {
        0..3 => return false,
        3..5 => 0,
        5..10 => 1,
        _ => 2,
    };
    one == other || mistakes > 0 && damerau_levenshtein(one, other) <= mistakes
}

/// A word in the Latin letters that all schemes for a script have in common.
fn heard(script: Script, word: &str) -> String {
    let mut text = any_ascii(word).to_ascii_lowercase();
    text.retain(|c| c.is_ascii_alphabetic());
    let replaced: &[(&str, &str)] = match script {
        Script::Greek => &[
            ("ph", "v"),
            ("th", "t"),
            ("ch", "h"),
            ("kh", "h"),
            ("gh", "g"),
            ("gg", "ng"),
            ("gk", "g"),
            ("mp", "b"),
            ("ou", "u"),
            ("oy", "u"),
            ("ay", "av"),
            ("ey", "ev"),
            ("ei", "i"),
            ("oi", "i"),
            ("ai", "e"),
            ("x", "ks"),
            ("c", "k"),
            ("f", "v"),
            ("w", "o"),
        ],
        // "Гете" is Goethe.
        _ => &[
            ("oe", "e"),
            ("th", "t"),
            ("ph", "f"),
            ("shch", "s"),
            ("schtsch", "s"),
            ("chtch", "s"),
            ("szcz", "s"),
            ("tsch", "s"),
            ("tch", "s"),
            ("sch", "s"),
            ("sh", "s"),
            ("zh", "s"),
            ("cz", "s"),
            ("sz", "s"),
            ("tz", "s"),
            ("ts", "s"),
            ("kh", "g"),
            ("ch", "s"),
            ("x", "ks"),
            ("ou", "u"),
            ("w", "v"),
            ("c", "s"),
            ("z", "s"),
            ("h", "g"),
            ("q", "k"),
        ],
    };
    for (written, meant) in replaced {
        text = text.replace(written, meant);
    }
    gathered(script, &text.replace(['y', 'j'], "i"))
}

/// Double letters are one; in Cyrillic, what is only heard before a vowel is left out.
fn gathered(script: Script, spelt: &str) -> String {
    let mut gathered = String::new();
    let mut letters: Vec<char> = spelt.chars().collect();
    letters.dedup();
    for (at, c) in letters.iter().enumerate() {
        let next = letters.get(at + 1);
        let is_glide = script == Script::Cyrillic
            && *c == 'i'
            && next.is_some_and(|next| "aeou".contains(*next));
        if !is_glide && !gathered.ends_with(*c) {
            gathered.push(*c);
        }
    }
    gathered
}

/// Endings of declined words that hardly any other language has.
const DECLINED: &[&str] = &["ej", "ich", "ych", "ego", "emu", "ymi", "imi"];

/// Endings of Slavic words in Latin letters, the longest first.
#[rustfmt::skip]
const LATIN_ENDINGS: &[&str] = &[
    "iego", "iemu", "iej", "ymi", "imi", "ego", "emu", "ich", "ych", "ami", "ach", "ej", "im", "ym", "em", "om", "ie",
    "a", "y", "i", "e", "u",
];
/// Endings of Cyrillic words, folded, the longest first.
#[rustfmt::skip]
const CYRILLIC_ENDINGS: &[&str] = &[
    "ими", "ыми", "ами", "ями", "ого", "его", "ому", "ему", "ая", "яя", "ои", "оі", "еи", "еі", "іи", "ии", "ыи", "ую", "юю", "ою",
    "ею", "ом", "ем", "ім", "им", "ым", "их", "ых", "ах", "ях", "ие", "ые", "иі", "а", "я", "у", "ю", "е", "є", "и",
    "і", "ы", "о",
];
/// Endings of Greek words, folded, the longest first.
#[rustfmt::skip]
const GREEK_ENDINGS: &[&str] = &[
    "εωσ", "εων", "ουσ", "ου", "οσ", "ον", "ων", "ασ", "ησ", "εσ", "οι", "α", "η", "ο", "ι", "υ", "ε",
];

fn is_declined(word: &str) -> bool {
    DECLINED.iter().any(|ending| word.ends_with(ending))
}

fn have_one_stem(one: &str, other: &str, endings: &[&str]) -> bool {
    let stem = stem(one, endings);
    stem.chars().count() >= STEM && stem == self::stem(other, endings)
}

fn stem<'a>(word: &'a str, endings: &[&str]) -> &'a str {
    endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().count() >= STEM)
        .unwrap_or(word)
}

/// Whether a token is a word with a letter wrong, missing, added or swapped; two in a long word.
pub fn is_mistyped(word: &str, token: &str) -> bool {
    let letters = word.chars().count();
    let mistakes = match letters {
        0..MAY_BE_MISTYPED => return false,
        MAY_BE_MISTYPED..LONG => 1,
        _ => 2,
    };
    letters.abs_diff(token.chars().count()) <= mistakes
        && damerau_levenshtein(word, token) <= mistakes
}

/// The words and numbers of a folded text: letters and digits are told apart, so that `straat77` is
/// `straat` and `77`.
pub fn words_and_numbers(folded: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = None;
    for c in folded.chars() {
        let kind = match c {
            c if c.is_numeric() => Some(true),
            c if c.is_alphabetic() => Some(false),
            _ => None,
        };
        if let Some(kind) = kind {
            match tokens.last_mut() {
                Some(token) if last == Some(kind) => token.push(c),
                _ => tokens.push(c.to_string()),
            }
        }
        last = kind;
    }
    tokens
}

/// The words and numbers of a folded text, without "de la" and the like.
pub fn tokens(folded: &str) -> Vec<String> {
    let mut tokens = words_and_numbers(folded);
    // A single letter may be an initial.
    tokens.retain(|token| token.chars().nth(1).is_none() || !SMALL.contains(&token.as_str()));
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    fn alike(one: &str, other: &str) -> bool {
        are_alike(&fold(one), &fold(other))
    }

    #[test]
    fn a_word_is_known_in_latin_letters_by_any_scheme() {
        for (word, ways) in [
            (
                "Саксаганського",
                &["Saksahanskoho", "Saksaganskogo", "Saksaganskoho"][..],
            ),
            ("Хрещатик", &["Khreshchatyk", "Khreschatik", "Hreščatyk"]),
            (
                "Шевченка",
                &["Shevchenka", "Schewtschenka", "Chevtchenka", "Szewczenka"],
            ),
            ("Жилянська", &["Zhylianska", "Zhilyanska"]),
            ("Ярославів", &["Yaroslaviv", "Jaroslawiw"]),
            ("Тверская", &["Tverskaya", "Tverskaja", "Twerskaja"]),
            ("Αλεξάνδρας", &["Alexandras", "Aleksandras"]),
            ("Συγγρού", &["Syngrou", "Singrou", "Syggrou"]),
            ("Πατησίων", &["Patision", "Patission"]),
            ("Ευαγγελισμού", &["Evangelismou"]),
            ("Χαριλάου", &["Charilaou", "Kharilaou", "Harilaou"]),
            ("Ερμού", &["Ermou"]),
        ] {
            for way in ways {
                assert!(alike(word, way) && alike(way, word), "{word}: {way}");
            }
        }
        for (word, other) in [
            ("Ερμού", "Omirou"),
            ("Шевченка", "Saksahanskoho"),
            ("Σταδίου", "Stasinou"),
            ("Тверская", "Nevska"),
        ] {
            assert!(!alike(word, other), "{word}: {other}");
        }
    }

    #[test]
    fn a_word_is_known_in_another_case() {
        for (word, ways) in [
            ("Marszałkowska", &["Marszałkowskiej", "Marszalkowską"][..]),
            ("Długa", &["Długiej"]),
            ("Jerozolimskie", &["Jerozolimskich"]),
            (
                "Володимирська",
                &["Володимирській", "Володимирської", "Володимирську"],
            ),
            ("Тверская", &["Тверской", "Тверскую"]),
            ("Хрещатик", &["Хрещатику", "Хрещатика"]),
            ("Невский", &["Невском", "Невского"]),
            ("Ομόνοια", &["Ομόνοιας"]),
        ] {
            for way in ways {
                let same = fold(word) == fold(way);
                assert!(same || alike(word, way), "{word}: {way}");
            }
        }
        for (word, other) in [("Molen", "Meulen"), ("Verdi", "Verona"), ("Kerk", "Kerken")] {
            assert!(!alike(word, other), "{word}: {other}");
        }
    }
}
