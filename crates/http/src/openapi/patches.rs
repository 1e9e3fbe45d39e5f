//! The bodies of PATCH are merge patches (RFC 7396) of what their schema names: the same fields, none
//! of which must be there, and null where a field can be taken out.

use serde_json::{Map, Value, json};

/// Puts the merge patch in the place of each schema that a PATCH names.
pub(super) fn write(document: &mut Value) {
    let schemas = document["components"]["schemas"].take();
    let mut patches = Patches {
        schemas: schemas.as_object().cloned().unwrap_or_default(),
        made: Map::new(),
    };
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(Map::values_mut);
    for operation in items.filter_map(|item| item.get_mut("patch")) {
        let body = "/requestBody/content/application~1json/schema";
        if let Some(schema) = operation.pointer_mut(body)
            && let Some(name) = named(schema)
        {
            *schema = patches.of(name);
        }
    }
    let mut schemas = patches.schemas;
    schemas.extend(patches.made);
    document["components"]["schemas"] = schemas.into();
}

struct Patches {
    schemas: Map<String, Value>,
    made: Map<String, Value>,
}

impl Patches {
    /// A reference to the patch of a schema.
    fn of(&mut self, name: String) -> Value {
        let words = ["Write", "Wish", "Entry"];
        let bare = words.iter().find_map(|end| name.strip_suffix(end));
        let patch = format!("{}Patch", bare.unwrap_or(&name));
        if !self.made.contains_key(&patch) {
            // One that holds itself would otherwise never end.
            self.made.insert(patch.clone(), Value::Null);
            let mut schema = self.schemas[&name].clone();
            self.loosen(&mut schema);
            schema["description"] = "A merge patch (RFC 7396): what it does not name stays, null takes a field out. It may be sent as `application/merge-patch+json` too.".into();
            self.made.insert(patch.clone(), schema);
        }
        json!({ "$ref": format!("#/components/schemas/{patch}") })
    }

    /// Makes the patch of an object.
    fn loosen(&mut self, schema: &mut Value) {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        if let Some(fields) = schema.as_object_mut() {
            for word in ["required", "example", "examples"] {
                fields.shift_remove(word);
            }
        }
        if let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) {
            fields.retain(|_, field| field["readOnly"] != true);
            for (name, field) in fields {
                self.within(field);
                // What is not named stays, so there is no usual value; and what has one is no part
                // of the record that could be taken out.
                let fields = field.as_object_mut();
                let usual = fields.and_then(|field| field.shift_remove("default"));
                if usual.is_none() && !required.contains(&json!(name)) {
                    or_null(field);
                }
            }
        }
        if schema["additionalProperties"].is_object() {
            or_null(&mut schema["additionalProperties"]);
        }
    }

    /// An object within an object is patched too; a list is replaced as a whole.
    fn within(&mut self, field: &mut Value) {
        if let Some(choices) = field.get_mut("oneOf").and_then(Value::as_array_mut) {
            if choices.len() == 2 && choices.iter().any(|choice| choice["type"] == "null") {
                choices.iter_mut().for_each(|choice| self.within(choice));
            }
        } else if let Some(name) = named(field)
            && self.schemas.get(&name).is_some_and(is_object)
        {
            field["$ref"] = self.of(name)["$ref"].take();
        } else if is_object(field) {
            self.loosen(field);
        }
    }
}

fn named(schema: &Value) -> Option<String> {
    let name = schema["$ref"].as_str()?.rsplit('/').next()?;
    Some(name.to_owned())
}

fn is_object(schema: &Value) -> bool {
    schema["type"] == "object"
}

/// Lets a field be null.
fn or_null(field: &mut Value) {
    let null = json!("null");
    if let Some(choices) = field.get_mut("oneOf").and_then(Value::as_array_mut) {
        if !choices.iter().any(|choice| choice["type"] == null) {
            choices.insert(0, json!({ "type": "null" }));
        }
        return;
    }
    if let Some(target) = field.get("$ref").cloned() {
        let said = field.get("description").cloned();
        *field = json!({ "oneOf": [{ "type": "null" }, { "$ref": target }] });
        if let Some(said) = said {
            field["description"] = said;
        }
        return;
    }
    match field.get_mut("type") {
        Some(Value::Array(kinds)) if !kinds.contains(&null) => kinds.push(null),
        Some(kind @ Value::String(_)) => *kind = json!([kind.take(), "null"]),
        _ => {}
    }
    if let Some(values) = field.get_mut("enum").and_then(Value::as_array_mut)
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_has_the_fields_of_what_it_changes_and_needs_none() {
        let body = |schema: &str| {
            json!({ "requestBody": { "content": { "application/json": { "schema": {
                "$ref": format!("#/components/schemas/{schema}"),
            } } } } })
        };
        let mut document = json!({
            "paths": { "/things/{thing}": { "put": body("ThingWrite"), "patch": body("ThingWrite") } },
            "components": { "schemas": {
                "ThingWrite": {
                    "type": "object",
                    "description": "A thing.",
                    "required": ["name", "place"],
                    "properties": {
                        "id": { "type": "string", "readOnly": true },
                        "name": { "type": "string" },
                        "weight": { "type": "number" },
                        "heirs": { "type": "array", "items": { "$ref": "#/components/schemas/ThingWrite" } },
                        "part": { "$ref": "#/components/schemas/ThingWrite", "description": "Below it." },
                        "place": { "$ref": "#/components/schemas/Texts" },
                        "colour": { "$ref": "#/components/schemas/Colour" },
                        "really": { "type": "boolean", "default": false },
                    },
                },
                "Texts": { "type": "object", "additionalProperties": { "type": "string" } },
                "Colour": { "type": "string" },
            } },
        });
        write(&mut document);
        let item = &document["paths"]["/things/{thing}"];
        let schema = |method: &str| {
            item[method]["requestBody"]["content"]["application/json"]["schema"]["$ref"].clone()
        };
        assert_eq!(schema("put"), "#/components/schemas/ThingWrite");
        assert_eq!(schema("patch"), "#/components/schemas/ThingPatch");
        let patch = &document["components"]["schemas"]["ThingPatch"];
        assert!(patch["required"].is_null());
        let nothing = json!({ "type": "null" });
        assert_eq!(
            patch["properties"],
            json!({
                "name": { "type": "string" },
                "weight": { "type": ["number", "null"] },
                "heirs": { "type": ["array", "null"], "items": { "$ref": "#/components/schemas/ThingWrite" } },
                "part": { "oneOf": [nothing, { "$ref": "#/components/schemas/ThingPatch" }], "description": "Below it." },
                "place": { "$ref": "#/components/schemas/TextsPatch" },
                "colour": { "oneOf": [nothing, { "$ref": "#/components/schemas/Colour" }] },
                "really": { "type": "boolean" },
            })
        );
        assert_eq!(
            document["components"]["schemas"]["TextsPatch"]["additionalProperties"],
            json!({ "type": ["string", "null"] })
        );
    }
}
