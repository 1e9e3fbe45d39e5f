//! Links and identifiers in a form: a line each, `facebook:https://…` and `wikidata:Q42`.

use network::{Identifier, Link};
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
