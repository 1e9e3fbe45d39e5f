//! What a text of the network itself tells.

use std::collections::HashSet;

use serde_json::Value;

use super::refuse_telling;
use crate::refusal::Refusal;
use network::disclosure::{Hidden, SecretIndex, Text};
use publication::exposure::in_words;
use registry::{Change, locations, people};

/// Refuses texts of the network itself that tell what any member keeps secret, unless that is
/// confirmed. `before` and `after` are the whole documents; what stood there before is not asked
/// about.
pub fn check_document(
    change: &mut Change<'_>,
    before: &Value,
    after: &Value,
    confirmed: bool,
) -> Result<(), Refusal> {
    let (mut known, mut shown) = (HashSet::new(), Vec::new());
    collect(before, &mut Vec::new(), &mut |_, text| {
        known.insert(text.to_owned());
    });
    collect(after, &mut Vec::new(), &mut |path, text| {
        if !known.contains(text) {
            shown.push((path.to_vec(), Text::new(text)));
        }
    });
    if confirmed || shown.is_empty() {
        return Ok(());
    }
    let places = locations::load_not_public(change.connection())?;
    let secrets = SecretIndex::new(places.iter().map(|(member, place)| (*member, place)));
    let people = people::load_contacts(change.connection(), None)?;
    let people: Vec<Hidden> = people
        .iter()
        .filter_map(|(member, people)| Some((member.parse().ok()?, people)))
        .flat_map(|(member, people)| {
            let hidden = people.iter();
            hidden.filter_map(move |person| Hidden::contact(member, person))
        })
        .collect();
    let mut told = Vec::new();
    for (path, text) in &shown {
        let field = path.join("/");
        for hidden in secrets.all().chain(&people) {
            for tells in hidden.secret.told_by(text) {
                let what = in_words(hidden, tells, "a member's");
                told.push(format!("\"{field}\" tells {what}"));
            }
        }
    }
    refuse_telling(told)
}

/// Every text of a document, with the fields that it stands in.
fn collect<'v>(
    value: &'v Value,
    path: &mut Vec<&'v str>,
    note: &mut dyn FnMut(&[&'v str], &'v str),
) {
    match value {
        Value::String(text) => note(path, text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, path, note)),
        Value::Object(fields) => {
            for (name, value) in fields {
                path.push(name);
                collect(value, path, note);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
