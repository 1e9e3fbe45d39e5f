//! Reads what is asked: a batch of queries, or which properties of which members are wanted.
//!
//! Both come as JSON in a field of a form. What the specification has no place for is refused, as
//! its schemas do; a property that is none of ours says nothing.

use serde_json::{Map, Value};

use super::{BATCH_SIZE, ORGANIZATION, properties::Property};
use crate::problem::{FieldError, Kind, Problem};
use directory::recognition::{Known, Wanted};
use network::{Invalid, nearest::nearest};

/// A query of a batch.
pub struct Question {
    /// What it is called in the batch.
    pub key: String,
    /// What is known of the organisation.
    pub wanted: Wanted,
    /// How many candidates are wanted.
    pub limit: usize,
    /// Whether a member may be meant: no other type is asked for.
    pub is_ours: bool,
}

/// Which properties of which members are wanted.
pub struct Extension {
    /// Identifiers or slugs of members.
    pub ids: Vec<String>,
    /// The properties.
    pub properties: Vec<&'static Property>,
}

/// How many candidates are given where nobody says.
const USUAL_LIMIT: usize = 10;
/// How many candidates are given at most.
const MOST_CANDIDATES: usize = 50;
/// How many properties one request may name.
const MOST_PROPERTIES: usize = 50;

/// Mistakes, while what is asked is read.
struct Reading {
    field: &'static str,
    errors: Vec<FieldError>,
}

impl Reading {
    fn refuse(&mut self, pointer: &str, code: &'static str, message: impl Into<String>) {
        let message = message.into();
        let message = match pointer {
            "" => message,
            pointer => format!("at {pointer}: {message}"),
        };
        let invalid = Invalid::new(code, message);
        self.errors.push(FieldError::parameter(self.field, invalid));
    }

    fn finish<T>(self, read: T) -> Result<T, Problem> {
        match self.errors.is_empty() {
            true => Ok(read),
            false => Err(Problem::invalid_parameters(self.errors)),
        }
    }

    /// Notes fields that there are not.
    fn only(&mut self, pointer: &str, object: &Map<String, Value>, known: &[&str]) {
        for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
            let remedy = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!("a query has {}", known.join(", ")),
            };
            let told = format!("there is no field \"{name}\"; {remedy}");
            self.refuse(pointer, "unknown_field", told);
        }
    }
}

fn object<'a>(
    reading: &mut Reading,
    text: &str,
    parsed: &'a mut Value,
) -> Option<&'a Map<String, Value>> {
    match serde_json::from_str(text) {
        Ok(value) => *parsed = value,
        Err(error) => {
            reading.refuse("", "malformed_json", format!("it is not JSON: {error}"));
            return None;
        }
    }
    if !parsed.is_object() {
        reading.refuse("", "invalid_type", "it is not a JSON object");
    }
    parsed.as_object()
}

/// Reads a batch of queries.
pub fn batch(text: &str) -> Result<Vec<Question>, Problem> {
    let mut reading = Reading {
        field: "queries",
        errors: Vec::new(),
    };
    let mut parsed = Value::Null;
    let Some(batch) = object(&mut reading, text, &mut parsed) else {
        return reading.finish(Vec::new());
    };
    too_many(batch.len(), BATCH_SIZE, "queries")?;
    let mut questions = Vec::with_capacity(batch.len());
    for (key, query) in batch {
        let pointer = network::difference::below("", key);
        match query.as_object() {
            Some(query) => questions.extend(question(&mut reading, &pointer, key, query)),
            None => reading.refuse(&pointer, "invalid_type", "a query is a JSON object"),
        }
    }
    reading.finish(questions)
}

fn too_many(count: usize, most: usize, what: &str) -> Result<(), Problem> {
    match count <= most {
        true => Ok(()),
        false => Err(Problem::new(
            Kind::BodyTooLarge,
            format!(
                "These are {count} {what}; a request may hold {most}. Send the rest in another one."
            ),
        )),
    }
}

fn question(
    reading: &mut Reading,
    pointer: &str,
    key: &str,
    query: &Map<String, Value>,
) -> Option<Question> {
    let fields = ["query", "type", "limit", "properties", "type_strict"];
    reading.only(pointer, query, &fields);
    let mut known = Known::default();
    let properties = query.get("properties");
    let listed = properties.and_then(Value::as_array);
    if properties.is_some() && listed.is_none() {
        reading.refuse(pointer, "invalid_type", "\"properties\" is a list");
    }
    for property in listed.into_iter().flatten() {
        let pid = property.get("pid").and_then(Value::as_str);
        match (pid, property.get("v")) {
            (Some(pid), Some(value)) => {
                if let Some(property) = Property::find(pid) {
                    values(value).for_each(|text| property.take(&mut known, &text));
                }
            }
            _ => reading.refuse(
                pointer,
                "invalid_property",
                "a property is an object with \"pid\" and \"v\"",
            ),
        }
    }
    let name = match query.get("query") {
        Some(Value::String(name)) => name.clone(),
        None if listed.is_some_and(|listed| !listed.is_empty()) => String::new(),
        None => {
            reading.refuse(
                pointer,
                "required",
                "\"query\" is missing; give the name, or at least one property",
            );
            return None;
        }
        Some(_) => {
            reading.refuse(pointer, "invalid_type", "\"query\" is a text: the name");
            return None;
        }
    };
    let limit = match query.get("limit") {
        None | Some(Value::Null) => USUAL_LIMIT,
        Some(value) => match value.as_f64().filter(|limit| *limit >= 1.0) {
            Some(limit) => (limit as usize).min(MOST_CANDIDATES),
            None => {
                reading.refuse(pointer, "out_of_range", "\"limit\" is a number from 1 on");
                return None;
            }
        },
    };
    let mut types = query.get("type").into_iter().flat_map(values).peekable();
    let is_ours = types.peek().is_none() || types.any(|id| ORGANIZATION.is_meant(&id));
    Some(Question {
        key: key.to_owned(),
        wanted: Wanted { name, known },
        limit,
        is_ours,
    })
}

/// The texts of a value: of a list each, of something that was matched before its name.
fn values(value: &Value) -> impl Iterator<Item = String> {
    let all = match value {
        Value::Array(values) => values.iter().collect(),
        value => vec![value],
    };
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(matched) => {
            let name = matched.get("name").or_else(|| matched.get("id"));
            name.and_then(Value::as_str).map(str::to_owned)
        }
        _ => None,
    };
    let texts: Vec<String> = all.into_iter().filter_map(text).collect();
    texts.into_iter()
}

/// Reads which properties of which members are wanted.
pub fn extension(text: &str) -> Result<Extension, Problem> {
    let mut reading = Reading {
        field: "extend",
        errors: Vec::new(),
    };
    let mut extension = Extension {
        ids: Vec::new(),
        properties: Vec::new(),
    };
    let mut parsed = Value::Null;
    let Some(asked) = object(&mut reading, text, &mut parsed) else {
        return reading.finish(extension);
    };
    let list = |name: &str| asked.get(name).and_then(Value::as_array);
    let (Some(ids), Some(properties)) = (list("ids"), list("properties")) else {
        let told = "it is an object with \"ids\", a list of identifiers, and \"properties\", a list of objects with \"id\"";
        reading.refuse("", "required", told);
        return reading.finish(extension);
    };
    too_many(ids.len(), BATCH_SIZE, "identifiers")?;
    too_many(properties.len(), MOST_PROPERTIES, "properties")?;
    for id in ids {
        match id.as_str() {
            Some(id) => extension.ids.push(id.to_owned()),
            None => reading.refuse("/ids", "invalid_type", "an identifier is a text"),
        }
    }
    for property in properties {
        let id = property.get("id").and_then(Value::as_str);
        match id.map(|id| (id, Property::find(id))) {
            Some((_, Some(property))) => extension.properties.push(property),
            Some((id, None)) => {
                let remedy = match nearest(id, Property::ids()) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => "/reconcile/properties lists them".to_owned(),
                };
                let told = format!("there is no property \"{id}\"; {remedy}");
                reading.refuse("/properties", "unknown_property", told);
            }
            None => reading.refuse(
                "/properties",
                "invalid_property",
                "a property is an object with \"id\"",
            ),
        }
    }
    reading.finish(extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(read: Result<Vec<Question>, Problem>) -> String {
        let problem = read.err().expect("it is refused");
        match problem.errors.first() {
            Some(error) => error.message.clone(),
            None => problem.detail,
        }
    }

    #[test]
    fn batches_of_the_specification_and_of_openrefine_are_read() {
        let batch = batch(
            r#"{"q0": {"query": "Open Huis", "type": "Organization", "type_strict": "should",
                "limit": 5, "properties": [{"pid": "country", "v": [{"id": "Q31", "name": "Belgium"}]},
                {"pid": "affiliation", "v": true}]},
                "q1": {"properties": [{"pid": "id", "v": "open-huis-gent"}]},
                "q2": {"query": "x", "type": ["/m/02h", {"id": "Person"}], "limit": 3.0}}"#,
        )
        .unwrap_or_default();
        let read: Vec<_> = batch
            .iter()
            .map(|one| {
                (
                    one.key.as_str(),
                    one.wanted.name.as_str(),
                    one.limit,
                    one.is_ours,
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                ("q0", "Open Huis", 5, true),
                ("q1", "", USUAL_LIMIT, true),
                ("q2", "x", 3, false)
            ]
        );
    }

    #[test]
    fn what_the_schemas_refuse_is_refused() {
        for (text, said) in [
            ("[]", "it is not a JSON object"),
            ("{", "it is not JSON"),
            (r#"{"q": 1}"#, "at /q: a query is a JSON object"),
            (r#"{"q": {"limit": 1}}"#, "\"query\" is missing"),
            (r#"{"q": {"properties": []}}"#, "\"query\" is missing"),
            (r#"{"q": {"query": 7}}"#, "\"query\" is a text"),
            (
                r#"{"q": {"query": "a", "limit": 0}}"#,
                "\"limit\" is a number from 1 on",
            ),
            (
                r#"{"q": {"query": "a", "propertys": []}}"#,
                "did you mean \"properties\"?",
            ),
            (
                r#"{"q": {"query": "a", "properties": [{"pid": "b"}]}}"#,
                "\"pid\" and \"v\"",
            ),
        ] {
            let told = told(batch(text));
            assert!(told.contains(said), "{text}: {told}");
        }
        let many: Map<String, Value> = (0..=BATCH_SIZE)
            .map(|number| (number.to_string(), serde_json::json!({"query": "a"})))
            .collect();
        let told = told(batch(&Value::Object(many).to_string()));
        assert!(
            told.contains("101 queries; a request may hold 100"),
            "{told}"
        );
    }
}
