//! One thing changed at many members: tried, done as one change, and taken back as one.

use serde_json::{Value, json};

use super::desk::everything;
use crate::support::{Answer, ApiClient, TestServer};

const PATH: &str = "/members/bulk";

/// Tries a change and then makes it, of what the trial was about.
#[track_caller]
fn change(clerk: &ApiClient<'_>, body: &Value) -> Value {
    let trial = clerk.post(&format!("{PATH}?dry_run"), body);
    let made = make(clerk, trial.etag(), body);
    let made = made.ok();
    for count in ["changed", "unchanged", "refused"] {
        assert_eq!(made[count], trial.ok()[count], "{count}");
    }
    made
}

fn make(clerk: &ApiClient<'_>, tag: &str, body: &Value) -> Answer {
    clerk.send("POST", PATH, &[("If-Match", tag)], Some(body))
}

fn languages(clerk: &ApiClient<'_>, query: &str) -> Vec<Value> {
    let records = clerk.get(&format!("/members?limit=200&{query}")).ok();
    let records = records["data"].as_array().expect("records").clone();
    records
        .into_iter()
        .map(|record| record["languages"].clone())
        .collect()
}

#[test]
fn one_thing_is_changed_at_all_that_a_filter_finds_and_taken_back_as_one() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = languages(&editor, "country=BE");
    let body = json!({"matching": {"country": ["BE"]}, "kind": "add_language", "value": "am"});
    let untouched = everything(&editor);
    editor.post(&format!("{PATH}?dry_run"), &body).ok();
    assert_eq!(everything(&editor), untouched);

    let made = change(&editor, &body);
    assert_eq!(made["changed"], before.len());
    let after = languages(&editor, "country=BE");
    assert!(after.iter().all(|one| one.to_string().contains("am")));
    let again = change(&editor, &body);
    assert_eq!(
        (&again["changed"], &again["unchanged"]),
        (&json!(0), &json!(before.len()))
    );
    assert_eq!(again["revision"], Value::Null);

    let lines = editor.get(&format!("/audit?limit=200&revision={}", made["revision"]));
    assert_eq!(
        lines.ok()["data"].as_array().map(Vec::len),
        Some(before.len())
    );
    let back = format!("/audit/{}/revert", made["revision"]);
    editor.post(&back, &json!({})).ok();
    assert_eq!(languages(&editor, "country=BE"), before);
}

#[test]
fn whom_the_rules_keep_from_a_change_is_named_and_left_alone() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let applicant = editor.create(&json!({"name": "Huis Een", "country": "BE"}));
    let members = json!([applicant["slug"], "open-huis-gent"]);
    let mut body =
        json!({"members": members, "kind": "move", "value": "suspend", "reason": "Fees"});
    let untouched = everything(&editor);
    let refused = editor.post(&format!("{PATH}?dry_run"), &body).problem(409);
    assert_eq!(refused["refused"][0]["slug"], applicant["slug"]);
    assert_eq!(everything(&editor), untouched);

    body["skip_refused"] = json!(true);
    let made = change(&editor, &body);
    assert_eq!(made["changed"], 1);
    assert_eq!(made["refused"][0]["name"], "Huis Een");
    let gent = editor.get("/members/open-huis-gent").ok();
    assert_eq!(gent["membership"]["status"], "suspended");
    let steps = editor.get("/members/open-huis-gent/membership-events").ok();
    assert_eq!(
        steps["data"]
            .as_array()
            .and_then(|steps| steps.last())
            .expect("a step")["reason"],
        "Fees"
    );
    // Back into the public eye only when that is said.
    body["value"] = json!("reinstate");
    let trial = editor.post(&format!("{PATH}?dry_run"), &body);
    assert_eq!(trial.body_mistakes()[0].0, "/confirm_publication");
    body["confirm_publication"] = json!(true);
    assert_eq!(change(&editor, &body)["changed"], 1);
}

#[test]
fn each_kind_changes_its_own_thing() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let slug = "open-huis-gent";
    let path = format!("/members/{slug}");
    let tell = |kind: &str, value: Value| {
        let body = json!({"members": [slug, slug], "kind": kind, "value": value, "confirm_publication": true});
        change(&editor, &body)
    };
    let offers = |code: &str| {
        let record = editor.get(&path).ok();
        let offers = record["service_offers"].as_array().expect("offers").clone();
        offers
            .iter()
            .filter(|offer| offer["service"] == code)
            .count()
    };
    tell("add_service", json!("healthcare"));
    assert_eq!(offers("healthcare"), 1);
    assert_eq!(tell("add_service", json!("healthcare"))["unchanged"], 1);
    tell("remove_service", json!("healthcare"));
    assert_eq!(offers("healthcare"), 0);
    tell("country", json!("NL"));
    assert_eq!(editor.get(&path).ok()["country"], "NL");
    tell("remove_language", json!("fr"));
    assert!(
        !editor.get(&path).ok()["languages"]
            .to_string()
            .contains("\"fr\"")
    );
    let before = editor.get(&path).ok()["verified_at"].clone();
    tell("verify", Value::Null);
    assert_ne!(editor.get(&path).ok()["verified_at"], before);
}

#[test]
fn what_is_wrong_is_told_at_its_field_and_nothing_overwrites_what_was_not_read() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let told = |body: Value| {
        let answer = editor.post(&format!("{PATH}?dry_run"), &body);
        answer
            .body_mistakes()
            .into_iter()
            .map(|(at, _)| at)
            .collect::<Vec<_>>()
    };
    let one = json!(["open-huis-gent"]);
    for (body, at) in [
        (json!({"kind": "verify"}), "/members"),
        (
            json!({"members": one, "matching": {}, "kind": "verify"}),
            "/members",
        ),
        (json!({"members": one, "kind": "country"}), "/value"),
        (
            json!({"members": one, "kind": "country", "value": "XX"}),
            "/value",
        ),
        (
            json!({"members": one, "kind": "add_language", "value": "no language"}),
            "/value",
        ),
        (
            json!({"members": one, "kind": "add_service", "value": "nothing"}),
            "/value",
        ),
        (
            json!({"members": one, "kind": "move", "value": "promote"}),
            "/value",
        ),
        (
            json!({"members": ["nobody"], "kind": "verify"}),
            "/members/0",
        ),
        (
            json!({"matching": {"land": "BE"}, "kind": "verify"}),
            "/matching/land",
        ),
        (
            json!({"matching": {"country": ["XX"]}, "kind": "verify"}),
            "/matching/country",
        ),
        (
            json!({"matching": {"service": ["nothing"]}, "kind": "verify"}),
            "/matching/service",
        ),
    ] {
        assert_eq!(told(body.clone()), [at], "{body}");
    }
    let body = json!({"members": one, "kind": "verify"});
    editor.post(PATH, &body).problem(428);
    let trial = editor.post(&format!("{PATH}?dry_run"), &body);
    editor.patch("open-huis-gent", &json!({"acronym": "OHX"}));
    make(&editor, trial.etag(), &body).problem(412);
    server.clerk("partner").post(PATH, &body).problem(403);
}
