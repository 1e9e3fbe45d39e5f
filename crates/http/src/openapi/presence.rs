//! Which fields of an answer are always there.
//!
//! In an answer a field that may be null is always there, and one that may be left out is never
//! null: that is how all answers are written, but for one field. What a request sends is another
//! matter.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::components::references;

/// The field that may be null and may be left out: an earlier state of a record has none. Its type
/// is a reference, beside which utoipa writes no extension that could say so.
const LEFT_OUT: (&str, &str) = ("MemberRecord", "published");

/// Requires of answers the fields that may be null.
pub(super) fn require(document: &mut Value) {
    let sent = sent(document);
    let Some(schemas) = document["components"]["schemas"].as_object_mut() else {
        return;
    };
    for (name, schema) in schemas {
        if !sent.contains(name) {
            require_nullable(name, schema);
        }
    }
}

/// The schemas of what requests send.
fn sent(document: &Value) -> HashSet<String> {
    let mut waiting = Vec::new();
    let items = document["paths"].as_object().into_iter().flatten();
    for (_, item) in items {
        for (_, operation) in item.as_object().into_iter().flatten() {
            references(&operation["requestBody"], &mut waiting);
        }
    }
    let mut sent = HashSet::new();
    while let Some(name) = waiting.pop() {
        if sent.insert(name.clone()) {
            references(&document["components"]["schemas"][&name], &mut waiting);
        }
    }
    sent
}

fn require_nullable(of: &str, schema: &mut Value) {
    let Some(properties) = schema["properties"].as_object() else {
        return;
    };
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let always: Vec<Value> = properties
        .iter()
        .filter(|(name, property)| {
            required.contains(&json!(name))
                || is_nullable(property) && (of, name.as_str()) != LEFT_OUT
        })
        .map(|(name, _)| json!(name))
        .collect();
    if !always.is_empty() {
        schema["required"] = always.into();
    }
}

fn is_nullable(property: &Value) -> bool {
    let null = json!("null");
    let types = property["type"].as_array();
    types.is_some_and(|types| types.contains(&null))
        || property["oneOf"]
            .as_array()
            .is_some_and(|choices| choices.iter().any(|choice| choice["type"] == null))
}
