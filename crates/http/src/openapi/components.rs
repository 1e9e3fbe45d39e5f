//! What operations have in common is written once: parameters, headers and answers that are alike
//! stand among the components (OpenAPI 3.1, Components Object), and nothing stands there that
//! nothing refers to.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value, json};

/// Moves parameters, headers and answers that several operations have to the components.
pub(super) fn share(document: &mut Value) {
    // Headers before the answers that they are a part of.
    for (kind, visit) in [
        ("parameters", each_parameter as Visit),
        ("headers", each_header),
        ("responses", each_failure),
    ] {
        let mut shared = Shared::default();
        let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
            return;
        };
        for operation in operations(paths) {
            visit(operation, &mut |_, part| shared.count(part));
        }
        for operation in operations(paths) {
            visit(operation, &mut |name, part| shared.keep(kind, name, part));
        }
        if !shared.kept.is_empty() {
            document["components"][kind] = shared.kept.into();
        }
    }
}

/// Goes through the parts of an operation of one kind, with their names.
type Visit = fn(&mut Map<String, Value>, &mut dyn FnMut(&str, &mut Value));

fn each_parameter(operation: &mut Map<String, Value>, meet: &mut dyn FnMut(&str, &mut Value)) {
    let own = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut);
    for parameter in own.into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap_or_default().to_owned();
        meet(&name, parameter);
    }
}

fn each_header(operation: &mut Map<String, Value>, meet: &mut dyn FnMut(&str, &mut Value)) {
    for (_, response) in answers(operation) {
        let own = response.get_mut("headers").and_then(Value::as_object_mut);
        for (name, header) in own.into_iter().flatten() {
            meet(name, header);
        }
    }
}

fn each_failure(operation: &mut Map<String, Value>, meet: &mut dyn FnMut(&str, &mut Value)) {
    for (status, response) in answers(operation) {
        if !status.starts_with('2') {
            meet(&answer_name(status), response);
        }
    }
}

fn answers(operation: &mut Map<String, Value>) -> impl Iterator<Item = (&String, &mut Value)> {
    let answers = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut);
    answers.into_iter().flatten()
}

/// What an answer with a status is called.
fn answer_name(status: &str) -> String {
    let code = status.parse().ok();
    let code = code.and_then(|code: u16| actix_web::http::StatusCode::from_u16(code).ok());
    let reason = code.and_then(|code| code.canonical_reason());
    reason.unwrap_or(status).replace(' ', "")
}

/// Components of a kind that are met while the document is gone through.
#[derive(Default)]
struct Shared {
    /// How often each was met, by what it says.
    counts: BTreeMap<String, usize>,
    /// The names of those that are kept, by what they say.
    names: BTreeMap<String, String>,
    kept: Map<String, Value>,
}

impl Shared {
    fn count(&mut self, met: &Value) {
        *self.counts.entry(met.to_string()).or_default() += 1;
    }

    /// Puts a reference in the place of what was met more than once.
    fn keep(&mut self, kind: &str, name: &str, met: &mut Value) {
        let said = met.to_string();
        if self.counts.get(&said).is_none_or(|count| *count < 2) {
            return;
        }
        let kept = &mut self.kept;
        let name = self.names.entry(said).or_insert_with(|| {
            let mut free = name.to_owned();
            let mut number = 1;
            while kept.contains_key(&free) {
                number += 1;
                free = format!("{name}{number}");
            }
            kept.insert(free.clone(), met.clone());
            free
        });
        *met = json!({ "$ref": format!("#/components/{kind}/{name}") });
    }
}

/// Takes out the schemas that nothing refers to.
pub(super) fn prune(document: &mut Value) {
    let mut needed = HashSet::new();
    let mut waiting = Vec::new();
    let mut others = document.clone();
    others["components"]["schemas"] = Value::Null;
    references(&others, &mut waiting);
    while let Some(name) = waiting.pop() {
        if needed.insert(name.clone()) {
            references(&document["components"]["schemas"][&name], &mut waiting);
        }
    }
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        schemas.retain(|name, _| needed.contains(name));
    }
}

/// The names of the schemas that a part of the document refers to.
pub(super) fn references(part: &Value, names: &mut Vec<String>) {
    match part {
        Value::Object(fields) => {
            let target = fields.get("$ref").and_then(Value::as_str);
            let name = target.and_then(|target| target.strip_prefix("#/components/schemas/"));
            names.extend(name.map(str::to_owned));
            fields.values().for_each(|part| references(part, names));
        }
        Value::Array(parts) => parts.iter().for_each(|part| references(part, names)),
        _ => {}
    }
}

/// Every operation of some paths.
pub(super) fn operations(
    paths: &mut Map<String, Value>,
) -> impl Iterator<Item = &mut Map<String, Value>> {
    paths
        .values_mut()
        .filter_map(Value::as_object_mut)
        .flat_map(Map::values_mut)
        .filter_map(Value::as_object_mut)
}
