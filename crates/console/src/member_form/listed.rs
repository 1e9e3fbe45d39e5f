//! Links, identifiers and other names in a form: a line each, `facebook:https://…`, `wikidata:Q42` and
//! `fr:Maison Ouverte`.

use network::{Identifier, LanguageTag, Link};
use serde_json::{Value, json};

/// The fields of a link: what stands before the colon, and behind it.
pub const LINK: [&str; 2] = ["kind", "url"];
/// Those of an identifier.
pub const IDENTIFIER: [&str; 2] = ["scheme", "value"];

/// A list as it stands in the form.
pub fn lines(list: &Value, fields: [&str; 2]) -> String {
    let items = list.as_array().into_iter().flatten();
    let lines = items.map(|item| line(item, fields));
    lines.collect::<Vec<_>>().join("\n")
}

/// One of them.
pub fn line(item: &Value, [before, behind]: [&str; 2]) -> String {
    let text = |field: &str| item[field].as_str().unwrap_or_default();
    format!("{}:{}", text(before), text(behind))
}

/// A link that was typed. What is wrong with it, the API says.
pub fn link(line: &str) -> Value {
    match line.parse::<Link>() {
        Ok(link) => json!(link),
        Err(_) => {
            let named = line
                .split_once(':')
                .filter(|(_, url)| !url.starts_with("//"));
            let (kind, url) = named.unwrap_or(("other", line));
            json!({ "kind": kind.trim(), "url": url.trim() })
        }
    }
}

/// An identifier that was typed, likewise.
pub fn identifier(line: &str) -> Value {
    match line.parse::<Identifier>() {
        Ok(identifier) => json!(identifier),
        Err(_) => {
            let (scheme, value) = line.split_once(':').unwrap_or((line, ""));
            json!({ "scheme": scheme.trim(), "value": value.trim() })
        }
    }
}

/// What stands before a colon, if it is a language, and behind it: nothing before it says that the
/// language is not known.
fn language_and_name(line: &str) -> Option<(Option<LanguageTag>, &str)> {
    let (before, name) = line.split_once(':')?;
    match before.trim() {
        "" => Some((None, name)),
        tag => Some((Some(LanguageTag::parse(tag).ok()?), name)),
    }
}

/// Other names as they stand in the form.
pub fn names(list: &Value) -> String {
    let items = list.as_array().into_iter().flatten();
    let lines = items.map(|item| {
        let name = item["name"].as_str().unwrap_or_default();
        match item["language"].as_str() {
            Some(language) => format!("{language}:{name}"),
            None if name.contains(':') => format!(":{name}"),
            None => name.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A name that was typed.
pub fn name(line: &str) -> Value {
    let (language, name) = language_and_name(line).unwrap_or((None, line));
    json!({ "language": language, "name": name.trim() })
}
