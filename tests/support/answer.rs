//! What a server answered.

use std::{collections::HashSet, fmt};

use reqwest::header::HeaderMap;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// An answer, its body as it came over the wire.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The ETag, which must be there.
    #[track_caller]
    pub fn etag(&self) -> &str {
        self.header("etag").expect("an ETag")
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON, in which no field is named twice.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice::<Once>(&self.body)
            .map(|_| ())
            .and_then(|()| serde_json::from_slice(&self.body))
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }

    /// The body as JSON of an answer that must be 200.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.text());
        self.json()
    }

    /// The body as JSON of an answer that must be 201.
    #[track_caller]
    pub fn created(&self) -> Value {
        assert_eq!(self.status, 201, "{}", self.text());
        self.json()
    }

    /// The mistakes of a body that a 422 names, as (pointer, code).
    #[track_caller]
    pub fn body_mistakes(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let problem = self.problem(422);
        problem["errors"]
            .as_array()
            .unwrap_or_else(|| panic!("no errors in {problem}"))
            .iter()
            .map(|error| (text(&error["pointer"]), text(&error["code"])))
            .collect()
    }

    /// The body of an answer that must be this error, and have the form that all errors have.
    #[track_caller]
    pub fn problem(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json")
        );
        let problem = self.json();
        for member in ["type", "title", "detail", "instance"] {
            assert!(
                problem[member]
                    .as_str()
                    .is_some_and(|text| !text.is_empty()),
                "{member} in {problem}"
            );
        }
        assert_eq!(problem["status"], status, "{problem}");
        assert_eq!(
            problem["instance"].as_str(),
            self.header("x-request-id"),
            "{problem}"
        );
        problem
    }

    /// The mistakes that a 400 names, as (parameter, code).
    #[track_caller]
    pub fn mistakes(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let problem = self.problem(400);
        problem["errors"]
            .as_array()
            .unwrap_or_else(|| panic!("no errors in {problem}"))
            .iter()
            .map(|error| (text(&error["parameter"]), text(&error["code"])))
            .collect()
    }
}

/// The text under each thing's field.
#[track_caller]
pub fn texts(things: &Value, field: &str) -> Vec<String> {
    things
        .as_array()
        .unwrap_or_else(|| panic!("no list: {things}"))
        .iter()
        .map(|thing| {
            thing[field]
                .as_str()
                .unwrap_or_else(|| panic!("no {field} in {thing}"))
                .to_owned()
        })
        .collect()
}

/// Takes fields out of a value, wherever they stand in it.
pub fn leave_out(names: &[&str], value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !names.contains(&name.as_str()));
            fields
                .values_mut()
                .for_each(|value| leave_out(names, value));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| leave_out(names, item)),
        _ => {}
    }
}

/// JSON in which every object names a field once: other readers take the first, or the last.
struct Once;

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Once {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while items.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self, A::Error> {
        let mut seen = HashSet::new();
        while let Some((name, Self)) = fields.next_entry::<String, Self>()? {
            if !seen.insert(name.clone()) {
                return Err(de::Error::custom(format!("\"{name}\" is there twice")));
            }
        }
        Ok(self)
    }
}
