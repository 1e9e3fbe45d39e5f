//! What people write into a cell beside its text to say that it is not for everybody: `0470 12 34 56
//! (private)`, `NOT FOR PUBLICATION: …`.

use std::{collections::HashSet, sync::LazyLock};

use super::{
    Word, hides, word,
    words::{Phrases, WORDS},
    words_of,
};

/// What of a text for a public field says that it is not for everybody; nothing where none of it does.
pub fn said(field: &str, text: &str) -> Option<String> {
    if !text.contains(char::is_alphabetic) {
        return None;
    }
    match field {
        // Nobody writes prose there, so a word is enough.
        "phone" | "phones" | "identifiers" => hides(text).then(|| text.to_owned()),
        "email" | "website" | "links" => {
            let is_address = |word: &&str| word.contains(['@', '/']) || word.contains("www.");
            let others: Vec<&str> = text
                .split_whitespace()
                .filter(|word| !is_address(word))
                .collect();
            let others = others.join(" ");
            hides(&others).then_some(others)
        }
        "address" | "postal_code" | "city" | "region" | "opening_hours" => {
            piece(text, |piece| is_hidden(piece) || is_forbidden(piece))
        }
        // Somebody may be called so, or be a "(Private) University".
        "name" | "names" | "acronym" | "label" => piece(text, is_forbidden).or_else(|| {
            let mut names = text
                .split('|')
                .map(|name| name.trim_end_matches([')', ']', '.', '!']));
            names.find_map(|name| {
                let behind_dash = name.rsplit_once(" - ");
                let (_, last) = name.rsplit_once(['(', '[']).or(behind_dash)?;
                is_hidden(last).then(|| last.to_owned())
            })
        }),
        // Advice may be confidential.
        "summary" | "description" | "accessibility" | "audience" | "eligibility" | "access" => {
            piece(text, is_forbidden)
        }
        _ => None,
    }
}

/// What stands by itself in a text: in brackets, behind a dash, before a colon.
fn piece(text: &str, is_meant: impl Fn(&str) -> bool) -> Option<String> {
    let ends = |c: char| "()[]{}<>:;,.!*/|\n\"–—".contains(c);
    let pieces = text.split(ends).flat_map(|piece| piece.split(" - "));
    let mut pieces = pieces.map(str::trim).filter(|piece| may_say_it(piece));
    pieces.find(|piece| is_meant(piece)).map(str::to_owned)
}

/// The first words of what says it, and of what only asks.
static BEGINNINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let all = [&WORDS.unpublished, &WORDS.hidden, &WORDS.courtesy];
    let phrases = all.into_iter().flat_map(Phrases::all);
    phrases
        .filter_map(|phrase| phrase.split(' ').next())
        .collect()
});

/// Whether a piece begins like what says it: hardly any does, and every cell is asked.
fn may_say_it(piece: &str) -> bool {
    let end = piece.find(|c: char| !c.is_alphanumeric());
    let first = &piece[..end.unwrap_or(piece.len())];
    match first.is_ascii() {
        true => BEGINNINGS.contains(first.to_ascii_lowercase().as_str()),
        false => true,
    }
}

fn is_hidden(piece: &str) -> bool {
    word(&without_courtesy(piece)) == Some(Word::Hidden)
}

fn is_forbidden(piece: &str) -> bool {
    WORDS.unpublished.has(&without_courtesy(piece))
}

/// The words of a piece but for those that only ask.
fn without_courtesy(piece: &str) -> String {
    let mut all = words_of(piece);
    all.retain(|word| !WORDS.courtesy.has(word));
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_beside_a_text_is_heard() {
        for (field, text) in [
            ("phones", "0470 12 34 56 (privé)"),
            ("phones", "0470 12 34 56 - niet publiceren"),
            ("email", "ann@huis.example (do not publish)"),
            ("address", "Geheimstraat 5 (confidential)"),
            ("address", "vertraulich"),
            ("city", "geheim!"),
            ("name", "Open Huis (niet publiceren a.u.b.)"),
            ("name", "Open Huis - privé"),
            ("summary", "NOT FOR PUBLICATION: families live at the farm"),
        ] {
            assert!(said(field, text).is_some(), "{field}: {text}");
        }
        for (field, text) in [
            ("phones", "0470 12 34 56 (Ann, after six)"),
            ("email", "private@huis.example"),
            ("website", "https://private.example/secret"),
            ("address", "Private Bag 12"),
            ("address", "Rue Cachée 3"),
            ("name", "Confidential"),
            ("name", "Secret Garden Centre"),
            (
                "names",
                "en:Kaatsu (Private) University|en:Kaatsu University",
            ),
            (
                "summary",
                "Free, confidential; we do not publish your address.",
            ),
            ("slug", "private"),
        ] {
            assert_eq!(said(field, text), None, "{field}: {text}");
        }
    }
}
