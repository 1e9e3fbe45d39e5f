//! What a server answered.

use reqwest::header::HeaderMap;
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

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
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
