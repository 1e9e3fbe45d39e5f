//! Who changed what, and taking it back.

use serde_json::{Value, json};

use super::trail::{assert_the_trail_rebuilds_everything, entry_of, whole_trail};
use crate::support::{ApiClient, Serve, TestServer};

const GENT: &str = "open-huis-gent";

#[track_caller]
fn revert(clerk: &ApiClient<'_>, member: &str, body: &Value) -> crate::support::Answer {
    let record = format!("/members/{member}");
    clerk.change("POST", &format!("{record}/revert"), &record, body)
}

#[test]
fn every_change_has_its_line_with_time_key_action_before_and_after() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = editor.get(&format!("/members/{GENT}")).ok();
    let after = editor.patch(GENT, &json!({"acronym": "OH"}));
    let page = editor
        .get(&format!("/audit?member={GENT}&action=update"))
        .ok();
    let [line] = &page["data"].as_array().unwrap()[..] else {
        panic!("one line: {page}");
    };
    assert_eq!(line["revision"], after["revision"]);
    assert_eq!(line["recorded_at"], after["updated_at"]);
    assert_eq!(line["key"]["role"], "editor");
    assert_eq!(line["key"]["prefix"], editor.key[4..12]);
    assert_eq!(line["before"], entry_of(&before));
    assert_eq!(line["after"], entry_of(&after));
    let change = json!({"pointer": "/acronym", "before": before["acronym"], "after": "OH"});
    assert_eq!(line["changes"], json!([change]));
    let made = editor
        .get(&format!(
            "/audit?member={GENT}&action=create&key=command_line"
        ))
        .ok();
    assert_eq!(made["data"].as_array().unwrap().len(), 1);
}

#[test]
fn the_trail_is_filtered_by_member_key_action_and_time() {
    let server = TestServer::sample();
    let (ann, ben) = (server.clerk("editor"), server.clerk("editor"));
    ann.patch(GENT, &json!({"acronym": "A"}));
    let by_ben = ben.patch(GENT, &json!({"acronym": "B"}));
    let count = |query: &str| {
        let page = ann.get(&format!("/audit?subject=member&{query}")).ok();
        page["data"].as_array().unwrap().len()
    };
    assert_eq!(count(&format!("key={}", &ben.key[4..12])), 1);
    assert_eq!(count(&format!("member={GENT}&action=update")), 2);
    assert_eq!(count(&format!("member={GENT}&action=update,create")), 3);
    let at = by_ben["updated_at"].as_str().unwrap();
    assert_eq!(count(&format!("member={GENT}&since={at}")), 1);
    assert_eq!(count(&format!("member={GENT}&until={at}")), 2);
    assert_eq!(count(&format!("revision={}", by_ben["revision"])), 1);
    let mistakes = ann.get("/audit?key=nobody&action=updat").mistakes();
    assert_eq!(mistakes, [("action".to_owned(), "unknown_code".to_owned())]);
    let mistakes = ann.get("/audit?key=nobody").mistakes();
    assert_eq!(mistakes, [("key".to_owned(), "unknown_key".to_owned())]);
}

#[test]
fn a_record_is_read_as_it_stood() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let path = format!("/members/{GENT}");
    let first = editor.get(&path).ok();
    let second = editor.patch(GENT, &json!({"acronym": "OH"}));
    editor.patch(GENT, &json!({"acronym": null}));
    let document = server.json("/openapi/registry.json");
    let required = &document["components"]["schemas"]["MemberRecord"]["required"];
    for (revision, stood) in [(&first["revision"], &first), (&second["revision"], &second)] {
        let read = editor.get(&format!("{path}?as_of={revision}")).ok();
        assert_eq!(entry_of(&read), entry_of(stood));
        for field in required.as_array().unwrap() {
            let field = field.as_str().unwrap();
            assert!(read.get(field).is_some(), "{field} is required");
        }
    }
    assert_eq!(editor.get(&format!("{path}?as_of=1")).status, 404);
    assert_eq!(editor.get(&format!("{path}?as_of=0")).status, 400);
}

#[test]
fn a_change_is_taken_back_as_a_new_one() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = editor.get(&format!("/members/{GENT}")).ok();
    let wrong = editor.patch(GENT, &json!({"name": "Wrong", "summary": {"fr": "Faux."}}));
    editor.patch(GENT, &json!({"acronym": "OH"}));
    let right = revert(&editor, GENT, &json!({"revision": wrong["revision"]})).ok();
    assert_eq!(right["name"], before["name"]);
    assert_eq!(right["summary"], before["summary"]);
    assert_eq!(right["acronym"], "OH");
    assert_eq!(right["version"], before["version"].as_i64().unwrap() + 3);
    let line = &editor
        .get(&format!("/audit?revision={}", right["revision"]))
        .ok()["data"][0];
    assert_eq!(line["action"], "revert");
    assert_eq!(line["details"]["reverts"], wrong["revision"]);
    // And that again.
    let again = revert(&editor, GENT, &json!({"revision": right["revision"]})).ok();
    assert_eq!(again["name"], "Wrong");
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn what_was_changed_again_since_is_not_overwritten() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let first = editor.patch(
        GENT,
        &json!({"acronym": "A", "phones": [{"number": "+32 9 111 11 11"}]}),
    );
    let second = editor.patch(GENT, &json!({"acronym": "B"}));
    let refused = revert(&editor, GENT, &json!({"revision": first["revision"]}));
    assert_eq!(refused.problem(409)["moved_on"], json!(["/acronym"]));
    assert_eq!(editor.get(&format!("/members/{GENT}")).ok(), second);
    let foreign = revert(&editor, GENT, &json!({"revision": 1}));
    assert_eq!(
        foreign.body_mistakes(),
        [("/revision".to_owned(), "unknown_revision".to_owned())]
    );
}

#[test]
fn a_creation_is_taken_back_by_withdrawing() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let made = editor.create(&json!({"name": "By Mistake", "country": "FI"}));
    let path = format!("/audit/{}/revert", made["revision"]);
    let back = editor.post(&path, &json!({})).ok();
    assert!(back["data"][0]["withdrawn_at"].is_string());
    assert_eq!(editor.post("/audit/999/revert", &json!({})).status, 404);
}

#[test]
fn taking_back_a_withdrawal_publishes_only_when_that_is_meant() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let path = format!("/members/{GENT}");
    let tag = editor.tag(&path);
    let withdrawn = editor
        .send("DELETE", &path, &[("If-Match", &tag)], None)
        .ok();
    let body = json!({"revision": withdrawn["revision"]});
    let refused = revert(&editor, GENT, &body);
    assert_eq!(refused.body_mistakes()[0].0, "/confirm_publication");
    assert_eq!(server.get(&format!("/v1/members/{GENT}")).status, 410);
    let body = json!({"revision": withdrawn["revision"], "confirm_publication": true});
    revert(&editor, GENT, &body).ok();
    assert_eq!(server.get(&format!("/v1/members/{GENT}")).status, 200);
}

#[test]
fn a_trial_of_taking_back_changes_nothing() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let changed = editor.patch(GENT, &json!({"acronym": "OH"}));
    let lines = whole_trail(&editor).len();
    let path = format!("/audit/{}/revert?dry_run=true", changed["revision"]);
    let tried = editor.post(&path, &json!({})).ok();
    assert_ne!(tried["data"][0]["acronym"], "OH");
    assert_eq!(editor.get(&format!("/members/{GENT}")).ok(), changed);
    assert_eq!(whole_trail(&editor).len(), lines);
}

#[test]
fn a_purged_member_leaves_nothing_but_that_it_is_gone() {
    let server = TestServer::sample();
    let (admin, editor) = (server.clerk("admin"), server.clerk("editor"));
    let own = server.member_clerk(GENT);
    let record = admin.patch(
        GENT,
        &json!({
            "contacts": [{"name": "Zyta Quillfeather", "legal_basis": "contract"}],
        }),
    );
    let id = record["id"].as_str().unwrap();
    let path = format!("/members/{GENT}");
    let purge = format!("{path}/purge");
    assert_eq!(editor.change("POST", &purge, &path, &json!({})).status, 403);
    assert_eq!(admin.change("POST", &purge, &path, &json!({})).status, 204);
    assert_eq!(admin.get(&format!("/members/{id}")).status, 410);
    assert_eq!(own.get(&path).status, 401);
    for public in [GENT, id] {
        assert_eq!(server.get(&format!("/v1/members/{public}")).status, 410);
    }
    let trail = Value::from(whole_trail(&admin)).to_string();
    for gone in ["Zyta", GENT] {
        assert!(!trail.contains(gone), "the trail holds {gone}");
    }
    assert_the_trail_rebuilds_everything(&admin);
    let purged = revert_purge(&admin);
    assert_eq!(purged.status, 409);
    let server = Serve::on(server.stop()).start();
    assert_eq!(server.get(&format!("/v1/members/{GENT}")).status, 410);
}

#[track_caller]
fn revert_purge(admin: &ApiClient<'_>) -> crate::support::Answer {
    let purged = admin.get("/audit?action=purge").ok();
    let path = format!("/audit/{}/revert", purged["data"][0]["revision"]);
    admin.post(&path, &json!({}))
}
