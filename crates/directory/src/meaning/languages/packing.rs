//! The names of languages, as they are packed: `UPDATE_PACKED=1` writes them anew.

use super::*;
use crate::packed::tests::is_made_of;
use network::language_names;

#[test]
fn the_packed_names_are_those_of_today() {
    let names = language_names();
    let mut tags: Vec<LanguageTag> = names.iter().map(|(.., tag)| tag.clone()).collect();
    tags.sort_unstable();
    tags.dedup();
    let entries = names.iter().map(|(name, said_in, tag)| {
        let number = tags.binary_search(tag).unwrap() as u16;
        (name.as_str(), said_in.as_deref().unwrap_or(""), number)
    });
    let words = Dictionary::new(entries).unwrap();
    let lines: String = tags.iter().map(|tag| format!("{tag}\n")).collect();
    let [exact, forms, vocabulary, senses] = words.parts();
    let file = packed::file(&[exact, forms, vocabulary, senses, lines.as_bytes()]);
    is_made_of("data/languages/names.bin", &file);
    assert!(Names::read(include_bytes!("../../../../../data/languages/names.bin")).is_some());
}
