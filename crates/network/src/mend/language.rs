//! Lists of languages as people write them.

use crate::language::LanguageTag;

/// Words that stand between two languages.
const AND: [&str; 8] = ["and", "en", "et", "und", "y", "e", "&", "+"];

/// The languages that a text surely names, one or several, with any separator.
pub fn languages(text: &str) -> Option<Vec<LanguageTag>> {
    if let Some(tag) = one(text) {
        return Some(vec![tag]);
    }
    let items = text
        .split([',', ';', '|', '/', '\n', '\r', '\t', '&', '+', '•', '·'])
        .map(str::trim)
        .filter(|item| !item.is_empty());
    let mut found = Vec::new();
    for item in items {
        match one(item) {
            Some(tag) => found.push(tag),
            None => found.extend(words(item)?),
        }
    }
    let mut tags: Vec<LanguageTag> = Vec::new();
    for tag in found {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    (!tags.is_empty()).then_some(tags)
}

/// Languages with nothing but spaces or an "and" between them.
fn words(text: &str) -> Option<Vec<LanguageTag>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.len().checked_sub(1)?;
    let between =
        |place: usize| 0 < place && place < last && AND.contains(&&*words[place].to_lowercase());
    let parts = words.split(|word| {
        let place = words.iter().position(|known| std::ptr::eq(known, word));
        place.is_some_and(between)
    });
    let mut found = Vec::new();
    for part in parts {
        match one(&part.join(" ")) {
            Some(tag) => found.push(tag),
            None if part.len() > 1 => {
                for word in part {
                    found.push(one(word)?);
                }
            }
            None => return None,
        }
    }
    Some(found)
}

fn one(text: &str) -> Option<LanguageTag> {
    let text = text.trim();
    text.parse().ok().or_else(|| LanguageTag::called(text))
}
