//! Schemas that are put together (`allOf`), written as the one object that they describe. A part
//! that takes no other fields than its own could not be met within an `allOf`, since each part
//! would refuse the others' fields; and a client made from one object is simpler than from several.

use serde_json::{Map, Value, json};

use super::components::references;

/// Puts one object in the place of every `allOf`.
pub(super) fn join(document: &mut Value) {
    let mut schemas = match document["components"]["schemas"].take() {
        Value::Object(schemas) => schemas,
        _ => return,
    };
    for name in schemas.keys().cloned().collect::<Vec<_>>() {
        let mut schema = schemas[&name].clone();
        name_variants(&mut schema, &mut schemas);
        join_within(&mut schema, &schemas);
        schemas.insert(name, schema);
    }
    document["components"]["schemas"] = schemas.into();
}

/// Says of objects of which no field is known that they may have any: otherwise some clients take
/// them for objects without fields.
pub(super) fn open(part: &mut Value) {
    match part {
        Value::Object(fields) => {
            let is_object = fields.get("type").is_some_and(|kind| kind == "object");
            let says = |field: &str| fields.contains_key(field);
            if is_object && !says("properties") && !says("additionalProperties") {
                fields.insert("additionalProperties".to_owned(), true.into());
            }
            for (name, part) in fields {
                if name != "example" && name != "examples" {
                    open(part);
                }
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(open),
        _ => {}
    }
}

/// Gives a variant that is a named object with a tag the name of that object, where it is nothing
/// else than this variant.
fn name_variants(schema: &mut Value, schemas: &mut Map<String, Value>) {
    let variants = schema.get_mut("oneOf").and_then(Value::as_array_mut);
    for variant in variants.into_iter().flatten() {
        let Some(reference) = variant.pointer("/allOf/0/$ref").cloned() else {
            continue;
        };
        let mut named = Vec::new();
        references(&variant["allOf"][0], &mut named);
        let [name] = &named[..] else { continue };
        let mut all = Vec::new();
        for schema in schemas.values() {
            references(schema, &mut all);
        }
        if all.iter().filter(|other| *other == name).count() == 1 {
            join_within(variant, schemas);
            schemas.insert(name.clone(), variant.take());
            *variant = json!({ "$ref": reference });
        }
    }
}

/// Joins what is below a part of the document.
fn join_within(part: &mut Value, schemas: &Map<String, Value>) {
    if let Some(joined) = joined(part, schemas) {
        *part = joined;
    }
    match part {
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|part| join_within(part, schemas)),
        Value::Array(parts) => parts.iter_mut().for_each(|part| join_within(part, schemas)),
        _ => {}
    }
}

/// The one object that an `allOf` of objects describes, or the one schema that is alone in it.
fn joined(schema: &Value, schemas: &Map<String, Value>) -> Option<Value> {
    let parts = schema.get("allOf")?.as_array()?;
    if let [Value::Object(only), about @ ..] = &parts[..]
        && only.get("type").is_some_and(|kind| kind != "object")
        && about.iter().all(|part| part["properties"].is_null())
    {
        let mut whole = only.clone();
        for part in about {
            whole.insert("description".to_owned(), part["description"].clone());
        }
        return Some(whole.into());
    }
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut closed = None;
    let mut description = schema.get("description").cloned();
    for part in parts {
        let part = object(part, schemas)?;
        let own = part["properties"].as_object().cloned();
        properties.extend(own.unwrap_or_default());
        required.extend(part["required"].as_array().cloned().unwrap_or_default());
        closed = part.get("additionalProperties").cloned().or(closed);
        description = description.or_else(|| part.get("description").cloned());
    }
    let mut whole = json!({ "type": "object" });
    if let Some(description) = description {
        whole["description"] = description;
    }
    if !required.is_empty() {
        whole["required"] = required.into();
    }
    whole["properties"] = properties.into();
    if let Some(closed) = closed {
        whole["additionalProperties"] = closed;
    }
    Some(whole)
}

/// A part of an `allOf` as an object. One that may be null brings its fields or none of them.
fn object(part: &Value, schemas: &Map<String, Value>) -> Option<Value> {
    if let Some(target) = part["$ref"].as_str() {
        return object(schemas.get(target.rsplit('/').next()?)?, schemas);
    }
    if let Some(joined) = joined(part, schemas) {
        return Some(joined);
    }
    match part["oneOf"].as_array().map(Vec::as_slice) {
        Some([some, null]) if null["type"] == "null" => {
            let mut some = object(some, schemas)?;
            some.as_object_mut()?.shift_remove("required");
            Some(some)
        }
        Some(_) => None,
        None => (part["type"] == "object").then(|| part.clone()),
    }
}
