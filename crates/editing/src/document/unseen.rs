//! Texts that hold what nobody sees.

use std::collections::HashSet;

use serde_json::Value;

use super::{MOST_MISTAKES, Mistake};
use network::{difference::below, text::check_visible};

/// Notes what a document says with characters that nobody sees, unless something is told of the
/// same place already. What it is about said already before is let be: whoever changes one field
/// needs not mend another one.
pub fn tell_unseen(document: &Value, before: Option<&Value>, mistakes: &mut Vec<Mistake>) {
    let mut found = Vec::new();
    walk(document, "", &mut |pointer, text| {
        if let Err(invalid) = check_visible(text) {
            found.push((text.to_owned(), Mistake::of(pointer, invalid)));
        }
    });
    if found.is_empty() {
        return;
    }
    let mut known = HashSet::new();
    if let Some(before) = before {
        walk(before, "", &mut |_, text| {
            known.insert(text.to_owned());
        });
    }
    for (text, mistake) in found {
        let told = mistakes.iter().any(|told| told.pointer == mistake.pointer);
        if !told && !known.contains(&text) && mistakes.len() < MOST_MISTAKES {
            mistakes.push(mistake);
        }
    }
}

fn walk(value: &Value, pointer: &str, see: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => see(pointer, text),
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                walk(item, &format!("{pointer}/{place}"), see);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                walk(field, &below(pointer, name), see);
            }
        }
        _ => {}
    }
}
