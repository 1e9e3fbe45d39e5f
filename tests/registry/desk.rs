//! What these tests ask again and again.

use serde_json::{Value, json};

use crate::support::{Answer, ApiClient, TestServer};

/// Everything that a change could move: the records, the numbers, what the public sees.
#[track_caller]
pub fn everything(clerk: &ApiClient<'_>) -> Value {
    let database = &clerk.server.database;
    let of = |query: &str| clerk.get(&format!("/members?limit=200{query}")).ok();
    json!({
        "records": of(""),
        "withdrawn": of("&withdrawn=true"),
        "revisions": database.revisions(),
        "trail": database.count("audit_entries"),
        "answers": database.count("idempotent_requests"),
        "public": clerk.server.get("/v1/members").etag(),
    })
}

/// The address of a record.
pub fn path(record: &Value) -> String {
    format!("/members/{}", record["id"].as_str().expect("an id"))
}

/// Admits a new member, so that the public sees it; returns its record.
#[track_caller]
pub fn admitted(clerk: &ApiClient<'_>, body: &Value) -> Value {
    let record = clerk.create(body);
    clerk.step(record["id"].as_str().expect("an id"), "admit")
}

/// Sends bytes as they are, with these headers besides the key.
#[track_caller]
pub fn send_bytes(
    clerk: &ApiClient<'_>,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Vec<u8>>,
) -> Answer {
    let authorization = format!("Bearer {}", clerk.key);
    let mut headers = headers.to_vec();
    headers.push(("Authorization", &authorization));
    let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
    let path = format!("/v1/registry{path}");
    clerk.server.ask(method, &path, &headers, Some(body.into()))
}

/// The path behind the server's address in `Location`.
#[track_caller]
pub fn location<'a>(server: &TestServer, answer: &'a Answer) -> &'a str {
    let location = answer.header("location").expect("a Location");
    let path = location
        .strip_prefix(&server.url)
        .or_else(|| location.find("/v1/").map(|at| &location[at..]));
    path.expect("an address of this server")
}

/// The value under a JSON pointer, which must be there.
#[track_caller]
pub fn at<'a>(document: &'a Value, pointer: &str) -> &'a Value {
    document
        .pointer(pointer)
        .unwrap_or_else(|| panic!("nothing at {pointer} in {document}"))
}
