//! `/v1/changes` as server-sent events.

use std::io::{BufRead, BufReader};

use serde_json::{Value, json};

use super::changes::{latest, small};
use crate::support::{Database, Serve, TestServer, server::client};

/// An event as a browser hears it.
#[derive(Debug)]
struct Event {
    id: Option<String>,
    name: String,
    data: Value,
}

/// Somebody who listens.
struct Listener(BufReader<reqwest::blocking::Response>);

impl Listener {
    fn new(server: &TestServer, path: &str, headers: &[(&str, &str)]) -> Self {
        let request = client(|builder| builder)
            .get(format!("{}{path}", server.url))
            .header("Accept", "text/event-stream");
        let request = headers.iter().fold(request, |request, (name, value)| {
            request.header(*name, *value)
        });
        let response = request.send().unwrap();
        assert_eq!(response.status().as_u16(), 200);
        assert_eq!(
            response.headers()["content-type"].to_str().unwrap(),
            "text/event-stream"
        );
        assert_eq!(response.headers()["access-control-allow-origin"], "*");
        Self(BufReader::new(response))
    }

    /// The next event; nothing at the end.
    fn next(&mut self) -> Option<Event> {
        let mut event = Event {
            id: None,
            name: String::new(),
            data: Value::Null,
        };
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).ok()? == 0 {
                return None;
            }
            match line.trim_end_matches('\n').split_once(": ") {
                Some(("id", id)) => event.id = Some(id.to_owned()),
                Some(("event", name)) => name.clone_into(&mut event.name),
                Some(("data", data)) => event.data = serde_json::from_str(data).unwrap(),
                _ if event.name.is_empty() => {}
                _ => return Some(event),
            }
        }
    }

    /// The events up to the one that says that there are no more.
    fn until_current(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        loop {
            let event = self.next().expect("another event");
            let last = event.name == "current";
            events.push(event);
            if last {
                return events;
            }
        }
    }
}

fn names(events: &[Event]) -> Vec<&str> {
    events.iter().map(|event| event.name.as_str()).collect()
}

#[test]
fn changes_come_as_they_are_made() {
    let server = small();
    let editor = server.clerk("editor");
    let mut listener = Listener::new(&server, "/v1/changes", &[]);
    let events = listener.until_current();
    assert_eq!(
        names(&events),
        ["network", "published", "published", "published", "current"]
    );
    let next = events[4].data["next"].as_str().unwrap();
    assert_eq!(events[4].id.as_deref(), Some(next));
    assert_eq!(next, latest(&server));
    // The private one makes no sound: the next event is that of the public one.
    editor.patch("open", &json!({ "external_id": "crm-7" }));
    editor.patch("open", &json!({ "acronym": "A" }));
    let events = listener.until_current();
    assert_eq!(names(&events), ["changed", "current"]);
    assert_eq!(events[0].data["member"]["acronym"], "A");
    editor.patch("haven", &json!({ "listing": "unlisted" }));
    assert_eq!(names(&listener.until_current()), ["withdrawn", "current"]);
}

#[test]
fn a_stream_that_was_cut_goes_on_where_it_was() {
    let server = small();
    let mut listener = Listener::new(&server, "/v1/changes", &[]);
    let mut ids: Vec<String> = Vec::new();
    let mut members = Vec::new();
    // After each event the connection is lost.
    loop {
        let event = listener.next().unwrap();
        ids.extend(event.id.clone());
        if event.name == "current" {
            break;
        }
        if event.name == "published" {
            members.push(event.data["slug"].clone());
            let last = ids.last().unwrap().clone();
            listener = Listener::new(&server, "/v1/changes?since=0", &[("Last-Event-ID", &last)]);
        }
    }
    members.sort_by_key(Value::to_string);
    assert_eq!(members, ["haven", "licht", "open"]);
}

#[test]
fn a_stream_takes_no_wait_and_no_foreign_past() {
    let server = small();
    let stream = [("Accept", "text/event-stream")];
    let answer = server.get_with("/v1/changes?wait=5", &stream);
    assert_eq!(
        answer.mistakes(),
        [("wait".to_owned(), "not_here".to_owned())]
    );
    server
        .get_with("/v1/changes?since=99", &stream)
        .problem(410);
    server
        .get_with("/v1/changes", &[stream[0], ("Last-Event-ID", "yesterday")])
        .problem(400);
}

#[test]
fn nobody_who_listens_holds_up_the_end() {
    let mut server = Serve::on(Database::sample())
        .with("SHUTDOWN_TIMEOUT_S", "50")
        .start();
    let mut listener = Listener::new(&server, "/v1/changes", &[]);
    listener.until_current();
    server.signal("TERM");
    assert!(listener.next().is_none());
    assert_eq!(server.wait(), Some(0));
}
