//! What the documents promise to clients, as facts: a change that takes one back, or asks more of
//! who asks the same as before, breaks a client (docs/api-conventions.md, "Versions").

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fmt,
};

use serde_json::Value;

/// Facts that would break a client if they were new of something that was there before; all others
/// would if they were gone. Those that end in a number may grow or shrink one way.
const LIBERTIES: [&str; 3] = ["needs ", "may be ", "only "];
const MOST: &str = "at most ";
const LEAST: &str = "at least ";

/// Facts, by what they are about: an operation, a parameter, a schema that is sent or given, a
/// field of one.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Promise(BTreeMap<String, BTreeSet<String>>);

impl Promise {
    /// What some documents promise.
    pub fn of(documents: &[Value]) -> Self {
        let mut promise = Self::default();
        for document in documents {
            let mut reading = Reading {
                document,
                promise: &mut promise,
                seen: HashSet::new(),
            };
            reading.read();
        }
        promise
    }

    /// Reads what [`fmt::Display`] wrote.
    pub fn parse(text: &str) -> Self {
        let mut promise = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (about, facts) = line
                .split_once(": ")
                .unwrap_or((line.trim_end_matches(':'), ""));
            let facts = facts.split("; ").filter(|fact| !fact.is_empty());
            let known = promise.0.entry(about.to_owned()).or_default();
            known.extend(facts.map(str::to_owned));
        }
        promise
    }

    /// What another promise does not keep of this one, a line each.
    pub fn broken_by(&self, other: &Self) -> Vec<String> {
        let none = BTreeSet::new();
        let mut broken = Vec::new();
        for (about, before) in &self.0 {
            let after = other.0.get(about).unwrap_or(&none);
            let is_there = other.0.contains_key(about);
            let gone = before.difference(after).filter(|fact| !is_liberty(fact));
            broken.extend(gone.map(|fact| format!("{about}: {fact}, no more")));
            if is_there {
                let new = after.difference(before).filter(|fact| is_liberty(fact));
                let new = new.filter(|fact| !is_allowed(fact, before));
                broken.extend(new.map(|fact| format!("{about}: {fact}, which is new")));
            } else if before.iter().all(|fact| is_liberty(fact)) {
                broken.push(format!("{about}: is gone"));
            }
        }
        broken
    }

    fn add(&mut self, about: &str, fact: impl Into<String>) {
        let facts = self.0.entry(about.to_owned()).or_default();
        // What stands between facts stands in none.
        facts.insert(fact.into().replace("; ", ";").replace('\n', " "));
    }

    fn mention(&mut self, about: &str) {
        self.0.entry(about.to_owned()).or_default();
    }
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (about, facts) in &self.0 {
            let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
            writeln!(f, "{}", format!("{about}: {}", facts.join("; ")).trim_end())?;
        }
        Ok(())
    }
}

fn is_liberty(fact: &str) -> bool {
    let bounds = fact.contains(MOST) || fact.contains(LEAST);
    bounds || LIBERTIES.iter().any(|begin| fact.starts_with(begin))
}

/// Whether a bound is wider than one that was there before.
fn is_allowed(fact: &str, before: &BTreeSet<String>) -> bool {
    let bound = |fact: &str, kind: &str| {
        let (what, number) = fact.split_once(kind)?;
        Some((what.to_owned(), number.parse::<f64>().ok()?))
    };
    let wider = |kind: &str, is_wider: fn(f64, f64) -> bool| {
        let Some((what, now)) = bound(fact, kind) else {
            return false;
        };
        let mut known = before.iter().filter_map(|known| bound(known, kind));
        known.any(|(known, then)| known == what && is_wider(now, then))
    };
    wider(MOST, |now, then| now >= then) || wider(LEAST, |now, then| now <= then)
}

/// Which way a schema goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Way {
    /// From the client.
    Sent,
    /// To the client.
    Given,
}

impl Way {
    fn about(self, name: &str) -> String {
        match self {
            Self::Sent => format!("{name} (sent)"),
            Self::Given => name.to_owned(),
        }
    }

    const fn verb(self) -> &'static str {
        match self {
            Self::Sent => "takes",
            Self::Given => "may be",
        }
    }
}

struct Reading<'a> {
    document: &'a Value,
    promise: &'a mut Promise,
    seen: HashSet<(String, Way)>,
}

impl<'a> Reading<'a> {
    fn read(&mut self) {
        let document = self.document;
        for (path, item) in fields(&document["paths"]) {
            for (method, operation) in fields(item) {
                self.operation(&format!("{} {path}", method.to_uppercase()), operation);
            }
        }
        for (name, item) in fields(&document["webhooks"]) {
            let about = format!("webhook {name}");
            for (_, content) in fields(&item["post"]["requestBody"]["content"]) {
                self.schema(&about, &content["schema"], Way::Given);
            }
        }
    }

    fn operation(&mut self, about: &str, operation: &'a Value) {
        if let Some(id) = operation["operationId"].as_str() {
            self.promise.add(about, format!("is {id}"));
        }
        let roles = operation["security"][0]["key"].as_array();
        match roles {
            None => self.promise.add(about, "for everybody"),
            Some(roles) => {
                for role in roles.iter().filter_map(Value::as_str) {
                    self.promise.add(about, format!("for {role}"));
                }
            }
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let parameter = self.resolved(parameter);
            let (place, name) = (text(&parameter["in"]), text(&parameter["name"]));
            let own = match place {
                "query" => format!("{about} ?{name}"),
                place => format!("{about} {place} {name}"),
            };
            if parameter["required"] == true && place != "path" {
                self.promise.add(about, format!("needs {place} {name}"));
            }
            self.schema(&own, &parameter["schema"], Way::Sent);
        }
        let body = self.resolved(&operation["requestBody"]);
        for (media_type, content) in fields(&body["content"]) {
            self.promise.add(about, format!("takes {media_type}"));
            self.schema(&format!("{about} body"), &content["schema"], Way::Sent);
            if body["required"] == true {
                self.promise.add(about, "needs a body");
            }
        }
        for (status, answer) in fields(&operation["responses"]) {
            let answer = self.resolved(answer);
            let is_error = status.starts_with(['4', '5']);
            let own = format!("{about} {status}");
            for (media_type, content) in fields(&answer["content"]) {
                if is_error {
                    self.schema("every error", &content["schema"], Way::Given);
                } else {
                    self.promise.add(&own, format!("as {media_type}"));
                    self.schema(&own, &content["schema"], Way::Given);
                }
            }
            for (name, _) in fields(&answer["headers"]) {
                if !is_error {
                    self.promise.add(&own, format!("with {name}"));
                }
            }
        }
    }

    /// What is said of a value.
    fn schema(&mut self, about: &str, schema: &'a Value, way: Way) {
        let verb = way.verb();
        for kind in self.kinds(about, schema, way) {
            self.promise.add(about, format!("{verb} {kind}"));
        }
        if way == Way::Given {
            return;
        }
        for value in schema["enum"].as_array().into_iter().flatten() {
            self.promise.add(about, format!("takes {value}"));
        }
        for (field, bound) in [
            ("maximum", MOST),
            ("exclusiveMaximum", "below which: at most "),
            ("minimum", LEAST),
            ("exclusiveMinimum", "above which: at least "),
            ("maxLength", "length at most "),
            ("minLength", "length at least "),
            ("maxItems", "items at most "),
            ("minItems", "items at least "),
        ] {
            if let Some(number) = schema[field].as_f64() {
                self.promise.add(about, format!("{bound}{number}"));
            }
        }
        if let Some(pattern) = schema["pattern"].as_str() {
            self.promise.add(about, format!("only {pattern}"));
        }
        if schema["additionalProperties"] == false {
            self.promise.add(about, "only these fields");
        }
    }

    /// The kinds of value that a schema stands for; what it refers to is read too.
    fn kinds(&mut self, about: &str, schema: &'a Value, way: Way) -> Vec<String> {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap_or_default();
            if self.seen.insert((name.to_owned(), way)) {
                let named = &self.document["components"]["schemas"][name];
                self.schema(&way.about(name), named, way);
            }
            return vec![name.to_owned()];
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let choices = choices.iter();
            return choices
                .flat_map(|choice| self.kinds(&titled(about, choice), choice, way))
                .collect();
        }
        let kinds = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().map(text).collect(),
            Value::String(kind) => vec![kind.as_str()],
            _ => vec!["anything"],
        };
        let mut named = Vec::new();
        for kind in kinds {
            match kind {
                "array" => {
                    let items = self.kinds(&format!("{about}[]"), &schema["items"], way);
                    named.extend(items.into_iter().map(|item| format!("a list of {item}")));
                }
                "object" => {
                    self.fields(about, schema, way);
                    named.push("an object".to_owned());
                }
                kind => named.push(match schema["format"].as_str() {
                    Some(format) if kind != "null" => format!("{kind} ({format})"),
                    _ => kind.to_owned(),
                }),
            }
        }
        named
    }

    fn fields(&mut self, about: &str, schema: &'a Value, way: Way) {
        self.promise.mention(about);
        let name = about.trim_end_matches(" (sent)").to_owned();
        for field in schema["required"].as_array().into_iter().flatten() {
            let word = match way {
                Way::Sent => "needs",
                Way::Given => "always",
            };
            self.promise.add(about, format!("{word} {}", text(field)));
        }
        for (field, value) in fields(&schema["properties"]) {
            self.schema(&way.about(&format!("{name}.{field}")), value, way);
        }
        if schema["additionalProperties"].is_object() {
            let each = way.about(&format!("{name}.*"));
            self.schema(&each, &schema["additionalProperties"], way);
        }
    }

    fn resolved(&self, part: &'a Value) -> &'a Value {
        let place = part["$ref"]
            .as_str()
            .and_then(|place| place.strip_prefix('#'));
        place
            .and_then(|place| self.document.pointer(place))
            .unwrap_or(part)
    }
}

/// What a choice that has a title is about.
fn titled(about: &str, choice: &Value) -> String {
    match choice["title"].as_str() {
        Some(title) => format!("{about} as {title}"),
        None => about.to_owned(),
    }
}

fn fields(part: &Value) -> impl Iterator<Item = (&String, &Value)> {
    part.as_object().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document() -> Value {
        json!({
            "paths": { "/things": {
                "get": {
                    "operationId": "listThings",
                    "security": [],
                    "parameters": [
                        { "$ref": "#/components/parameters/colour" },
                        { "name": "limit", "in": "query", "schema": { "type": "integer", "maximum": 200 } },
                    ],
                    "responses": { "200": { "content": { "application/json": { "schema": {
                        "type": "array", "items": { "$ref": "#/components/schemas/Thing" },
                    } } } } },
                },
                "post": {
                    "operationId": "createThing",
                    "security": [{ "key": ["editor", "admin"] }],
                    "requestBody": { "content": { "application/json": { "schema": {
                        "$ref": "#/components/schemas/Thing",
                    } } } },
                    "responses": { "201": {} },
                },
            } },
            "components": {
                "parameters": { "colour": {
                    "name": "colour", "in": "query", "schema": { "type": "string", "enum": ["red", "blue"] },
                } },
                "schemas": { "Thing": {
                    "type": "object",
                    "required": ["id"],
                    "properties": {
                        "id": { "type": "string" },
                        "weight": { "type": ["number", "null"] },
                    },
                } },
            },
        })
    }

    /// What breaks when a part of the document, by its pointer, is changed.
    fn broken(pointer: &str, change: impl Fn(&mut Value)) -> Vec<String> {
        let before = Promise::of(&[document()]);
        let mut changed = document();
        change(changed.pointer_mut(pointer).expect("it is there"));
        // What was written is read again.
        Promise::parse(&before.to_string()).broken_by(&Promise::of(&[changed]))
    }

    fn remove(name: &'static str) -> impl Fn(&mut Value) {
        move |part| {
            part.as_object_mut().unwrap().remove(name);
        }
    }

    #[test]
    fn what_takes_something_away_breaks_a_client() {
        for (pointer, gone, told) in [
            ("/paths/~1things", "get", "GET /things: is listThings"),
            (
                "/paths/~1things/get/responses/200/content",
                "application/json",
                "GET /things 200: as application/json",
            ),
            (
                "/components/schemas/Thing/properties",
                "weight",
                "Thing.weight: is gone",
            ),
            ("/components/schemas/Thing", "required", "Thing: always id"),
            (
                "/paths/~1things/post/requestBody/content",
                "application/json",
                "POST /things: takes application/json",
            ),
        ] {
            let broken = broken(pointer, remove(gone));
            assert!(
                broken.iter().any(|line| line.starts_with(told)),
                "{broken:?}"
            );
        }
        let parameters = "/paths/~1things/get/parameters";
        for (number, told) in [
            (0, "GET /things ?colour: takes \"blue\""),
            (1, "GET /things ?limit: takes integer"),
        ] {
            let broken = broken(parameters, |list| {
                drop(list.as_array_mut().unwrap().remove(number))
            });
            assert!(
                broken.iter().any(|line| line.starts_with(told)),
                "{broken:?}"
            );
        }
    }

    #[test]
    fn what_changes_or_asks_more_breaks_a_client() {
        let weight = "/components/schemas/Thing/properties/weight";
        for (pointer, value, told) in [
            (
                "/paths/~1things/get/parameters/1/required",
                json!(true),
                "GET /things: needs query limit",
            ),
            (
                "/paths/~1things/get/parameters/1/schema/maximum",
                json!(100),
                "GET /things ?limit: at most 100",
            ),
            (
                "/components/parameters/colour/schema/enum",
                json!(["red"]),
                "GET /things ?colour: takes \"blue\"",
            ),
            (
                weight,
                json!({ "type": "string" }),
                "Thing.weight: may be string",
            ),
            (
                "/components/schemas/Thing/properties/id/type",
                json!(["string", "null"]),
                "Thing.id: may be null",
            ),
            (
                "/components/schemas/Thing/required",
                json!(["id", "weight"]),
                "Thing (sent): needs weight",
            ),
            (
                "/paths/~1things/post/security/0/key",
                json!(["admin"]),
                "POST /things: for editor",
            ),
            (
                "/paths/~1things/get/operationId",
                json!("findThings"),
                "GET /things: is listThings",
            ),
            (
                "/paths/~1things/get/security",
                json!([{ "key": ["admin"] }]),
                "GET /things: for everybody",
            ),
        ] {
            let (above, name) = pointer.rsplit_once('/').unwrap();
            let broken = broken(above, |part| part[name] = value.clone());
            assert!(
                broken.iter().any(|line| line.starts_with(told)),
                "{pointer}: {broken:?}"
            );
        }
    }

    #[test]
    fn what_adds_breaks_nobody() {
        for (pointer, value) in [
            (
                "/paths/~1things/get/parameters/1/schema/maximum",
                json!(500),
            ),
            (
                "/components/parameters/colour/schema/enum",
                json!(["red", "blue", "green"]),
            ),
            (
                "/components/schemas/Thing/properties/shape",
                json!({ "type": "string" }),
            ),
            (
                "/paths/~1things/delete",
                json!({ "operationId": "deleteThings", "parameters": [
                { "name": "really", "in": "query", "required": true, "schema": { "type": "boolean" } },
            ] }),
            ),
            ("/paths/~1things/get/responses/429", json!({})),
            ("/paths/~1things/get/description", json!("Other words.")),
            (
                "/paths/~1things/post/security/0/key",
                json!(["editor", "admin", "reader"]),
            ),
        ] {
            let (above, name) = pointer.rsplit_once('/').unwrap();
            let broken = broken(above, |part| part[name] = value.clone());
            assert_eq!(broken, [""; 0], "{pointer}");
        }
        assert_eq!(broken("/paths", |_| ()), [""; 0]);
    }
}
