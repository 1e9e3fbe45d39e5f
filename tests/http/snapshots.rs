//! Whole answers, as they are. What differs from run to run is blotted out; all else is a promise
//! to clients: look twice before accepting a change here.

use serde_json::Value;

use crate::support::{Answer, shared};

/// Replaces identifiers, times, revisions, cursors and the server's address.
fn blotted(answer: &Answer) -> Value {
    fn blot(value: &mut Value, name: &str) {
        match value {
            Value::Object(members) => members
                .iter_mut()
                .for_each(|(name, value)| blot(value, name)),
            Value::Array(items) => items.iter_mut().for_each(|item| blot(item, name)),
            Value::Null => {}
            _ if matches!(
                name,
                "id" | "location_id"
                    | "epoch"
                    | "instance"
                    | "updated_at"
                    | "revision"
                    | "next"
                    | "confirmed_within_a_year"
            ) =>
            {
                *value = format!("[{name}]").into();
            }
            Value::String(text) => *text = text.replace(&shared().url, "http://server"),
            _ => {}
        }
    }
    let mut body = answer.json();
    blot(&mut body, "");
    body
}

#[test]
fn a_page_of_members() {
    let answer = shared().get("/v1/members?country=BE&limit=2&facets=service&lang=en");
    insta::assert_json_snapshot!(blotted(&answer));
}

#[test]
fn a_member_in_dutch() {
    let answer = shared().get("/v1/members/noodopvang-de-haven-gent?lang=nl");
    insta::assert_json_snapshot!(blotted(&answer));
}

#[test]
fn a_page_of_locations() {
    let answer = shared().get("/v1/locations?city=gent&limit=3");
    insta::assert_json_snapshot!(blotted(&answer));
}

#[test]
fn the_network() {
    let answer = shared().get("/v1/network?lang=pt");
    insta::assert_json_snapshot!(blotted(&answer));
}

#[test]
fn an_error() {
    let answer = shared().get("/v1/members?contry=BE&service=housng&limit=0");
    insta::assert_json_snapshot!(blotted(&answer));
}
