//! Somebody with a key, who asks the registry API.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Answer, TestServer};

/// The holder of a key.
pub struct ApiClient<'s> {
    pub server: &'s TestServer,
    pub key: String,
}

impl TestServer {
    /// Somebody with a new key of this role.
    #[track_caller]
    pub fn clerk(&self, role: &str) -> ApiClient<'_> {
        self.holder(&["--role", role])
    }

    /// Somebody at a member, with a new key.
    #[track_caller]
    pub fn member_clerk(&self, member: &str) -> ApiClient<'_> {
        self.holder(&["--role", "member", "--member", member])
    }

    #[track_caller]
    fn holder(&self, flags: &[&str]) -> ApiClient<'_> {
        let run = self.database.run(&[&["keys", "create"], flags].concat());
        ApiClient {
            server: self,
            key: run.well().stdout.trim().to_owned(),
        }
    }
}

impl ApiClient<'_> {
    /// A request under `/v1/registry`, with these headers and, where there is one, this JSON body.
    #[track_caller]
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let authorization = format!("Bearer {}", self.key);
        let mut headers = headers.to_vec();
        headers.push(("Authorization", &authorization));
        let text = body.map(Value::to_string);
        if text.is_some() && !headers.iter().any(|(name, _)| *name == "Content-Type") {
            headers.push(("Content-Type", "application/json"));
        }
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let path = format!("/v1/registry{path}");
        self.server
            .ask_registry(method, &path, &headers, text.map(String::into_bytes))
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[], Some(body))
    }

    /// The tag of a record as it is now.
    #[track_caller]
    pub fn tag(&self, path: &str) -> String {
        let answer = self.get(path);
        answer.ok();
        answer.etag().to_owned()
    }

    /// A change of what was just read: the tag is that of `record`.
    #[track_caller]
    pub fn change(&self, method: &str, path: &str, record: &str, body: &Value) -> Answer {
        let tag = self.tag(record);
        self.send(method, path, &[("If-Match", &tag)], Some(body))
    }

    /// Lays a merge patch over a member as it is now; it must be taken.
    #[track_caller]
    pub fn patch(&self, member: &str, patch: &Value) -> Value {
        let path = format!("/members/{member}");
        self.change("PATCH", &path, &path, patch).ok()
    }

    /// Takes a step in a membership, confirming what becomes public by it.
    #[track_caller]
    pub fn step(&self, member: &str, step: &str) -> Value {
        self.take_step(
            member,
            &json!({ "move": step, "confirm_publication": true }),
        )
    }

    /// Takes a step in a membership, as a body says it; it must be taken.
    #[track_caller]
    pub fn take_step(&self, member: &str, step: &Value) -> Value {
        let record = format!("/members/{member}");
        let path = format!("{record}/membership-events");
        self.change("POST", &path, &record, step).created()
    }

    /// Makes a member; it must be taken.
    #[track_caller]
    pub fn create(&self, body: &Value) -> Value {
        self.post("/members", body).created()
    }
}
