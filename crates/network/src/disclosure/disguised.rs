//! Texts as they are read, where something else is written: `%41`, `&eacute;`, a Cyrillic "о" in a
//! Latin word.

use crate::text::is_unseen;

/// So often a text may be percent-encoded, or have entities within entities.
const ENCODED: usize = 2;
/// The most letters between the signs of an HTML entity.
const ENTITY: usize = 16;
/// The most letters of a tag.
const TAG: usize = 78;
/// Tags within words; "<at>" is none.
#[rustfmt::skip]
const TAGS: &[&str] = &["b", "bdi", "code", "em", "font", "i", "ins", "mark", "nobr", "s", "small", "span", "strong", "sub", "sup", "tt", "u", "wbr"];
/// Letters of other scripts that look like Latin ones.
#[rustfmt::skip]
const ALIKE: &[(char, char)] = &[
    ('а', 'a'), ('е', 'e'), ('о', 'o'), ('р', 'p'), ('с', 'c'), ('у', 'y'), ('х', 'x'), ('і', 'i'), ('ј', 'j'), ('ѕ', 's'), ('һ', 'h'),
    ('ԁ', 'd'), ('к', 'k'), ('п', 'n'), ('т', 't'), ('м', 'm'), ('в', 'b'), ('н', 'h'),
    ('А', 'A'), ('В', 'B'), ('Е', 'E'), ('К', 'K'), ('М', 'M'), ('Н', 'H'), ('О', 'O'), ('Р', 'P'), ('С', 'C'), ('Т', 'T'), ('У', 'Y'),
    ('Х', 'X'), ('І', 'I'), ('Ј', 'J'), ('Ѕ', 'S'), ('ο', 'o'), ('α', 'a'), ('ι', 'i'), ('ν', 'v'), ('υ', 'u'), ('ρ', 'p'), ('κ', 'k'),
    ('Α', 'A'), ('Β', 'B'), ('Ε', 'E'), ('Ζ', 'Z'), ('Η', 'H'), ('Ι', 'I'), ('Κ', 'K'), ('Μ', 'M'), ('Ν', 'N'), ('Ο', 'O'), ('Ρ', 'P'),
    ('Τ', 'T'), ('Υ', 'Y'), ('Χ', 'X'),
];

/// A text as its reader sees it.
pub fn as_seen(text: &str) -> String {
    let mut plain = text.to_owned();
    // In a website's address anything can stand as %41.
    for _ in 0..ENCODED {
        if !plain.contains('%') {
            break;
        }
        plain = percent_encoding::percent_decode_str(&plain)
            .decode_utf8_lossy()
            .into_owned();
    }
    // What is not seen may be written as an entity itself, and an entity's sign as one too.
    for _ in 0..ENCODED {
        if !plain.contains('&') {
            break;
        }
        plain = without_entities(&plain);
    }
    if plain.contains('<') {
        plain = without_tags(&plain);
    }
    // Joiners, and the box around the figure of a key.
    let is_joiner = |c: char| {
        matches!(
            c,
            '\u{200c}' | '\u{200d}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}'
        )
    };
    plain = plain.replace(|c: char| is_joiner(c) || is_unseen(c), "");
    match plain.is_ascii() {
        true => plain,
        false => in_one_script(&plain),
    }
}

/// A text with letters for HTML entities.
fn without_entities(text: &str) -> String {
    with_meant(text, ['&', ';'], ENTITY, letters_of)
}

/// A text without the tags that its reader does not see.
fn without_tags(text: &str) -> String {
    // What has more than a name may say something in it: a summary is read as it is written.
    let is_tag = |name: &str| TAGS.contains(&name.to_ascii_lowercase().as_str());
    with_meant(text, ['<', '>'], TAG, |tag| {
        is_tag(tag.trim_matches(['/', ' '])).then(String::new)
    })
}

/// A text with what is `meant` by the words of at most so many letters between two signs, for these
/// and the signs; where they mean nothing, all of it stays.
fn with_meant(
    text: &str,
    [begin, end]: [char; 2],
    most: usize,
    meant: impl Fn(&str) -> Option<String>,
) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(begin) {
        plain += &rest[..at];
        rest = &rest[at + begin.len_utf8()..];
        let to = rest.char_indices().take(most + 1).find(|(_, c)| *c == end);
        match to.and_then(|(to, _)| Some((meant(&rest[..to])?, to))) {
            Some((meant, to)) => {
                plain += &meant;
                rest = &rest[to + end.len_utf8()..];
            }
            None => plain.push(begin),
        }
    }
    plain + rest
}

/// What the name of an entity stands for, without the accents that nobody is told by.
fn letters_of(entity: &str) -> Option<String> {
    if let Some(number) = entity.strip_prefix('#') {
        let value = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        return value.ok().and_then(char::from_u32).map(String::from);
    }
    let known = match entity {
        "amp" => "&",
        "commat" => "@",
        "deg" => "°",
        "nbsp" | "ensp" | "emsp" | "thinsp" | "lpar" | "rpar" => " ",
        "num" => "#",
        "period" => ".",
        "shy" | "zwj" | "zwnj" | "lrm" | "rlm" | "NoBreak" | "ZeroWidthSpace" => "",
        "szlig" => "ß",
        _ => {
            let accents = [
                "uml", "acute", "grave", "circ", "cedil", "tilde", "ring", "caron", "slash",
            ];
            let bare = accents
                .iter()
                .find_map(|accent| entity.strip_suffix(accent))?;
            return (bare.len() == 1).then(|| bare.to_owned());
        }
    };
    Some(known.to_owned())
}

/// Of two scripts, that of a letter: Greek, or Cyrillic.
fn script_of(letter: char) -> bool {
    letter < '\u{400}'
}

/// The letter of a script that looks like a Latin one.
fn of_script(c: char, script: bool) -> Option<char> {
    let looks = |(other, latin): &&(char, char)| *latin == c && script_of(*other) == script;
    ALIKE.iter().find(looks).map(|(other, _)| *other)
}

/// A text whose words have no letters of another script that look like their own.
fn in_one_script(text: &str) -> String {
    let like = |c: char| {
        ALIKE
            .iter()
            .find(|(other, _)| *other == c)
            .map(|(_, latin)| *latin)
    };
    let mut plain = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        // A figure beside letters is a house's: "41Б".
        let is_latin = |c: char| c.is_ascii_alphabetic();
        let others = word.chars().filter(|c| c.is_alphabetic() && !is_latin(*c));
        let latin = word.chars().filter(|c| is_latin(*c)).count();
        let is_mixed = latin > 0 && others.clone().any(|c| like(c).is_some());
        if is_mixed && latin >= others.clone().count() {
            plain.extend(word.chars().map(|c| like(c).unwrap_or(c)));
        } else if let Some(script) = others.clone().map(script_of).find(|_| is_mixed) {
            plain.extend(word.chars().map(|c| of_script(c, script).unwrap_or(c)));
        } else {
            plain += word;
        }
    }
    plain
}
