//! Keys over HTTP: made once, shown once, ended at once.

use serde_json::{Value, json};

use crate::support::{ApiClient, TestServer};

fn with_key<'s>(server: &'s TestServer, made: &Value) -> ApiClient<'s> {
    ApiClient {
        server,
        key: made["key"].as_str().expect("the key is shown").to_owned(),
    }
}

#[test]
fn a_key_is_shown_once_and_works_until_it_is_revoked() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let made = admin
        .post("/keys", &json!({"label": "Ann", "role": "editor"}))
        .created();
    let ann = with_key(&server, &made);
    let own = ann.get("/key").ok();
    assert_eq!(
        (&own["id"], &own["label"], &own["state"]),
        (&made["id"], &json!("Ann"), &json!("active"))
    );
    assert!(own["key"].is_null());
    let listed = admin.get("/keys").ok();
    assert!(
        listed["data"]
            .as_array()
            .unwrap()
            .iter()
            .any(|key| key["id"] == made["id"])
    );
    assert!(!listed.to_string().contains(&ann.key));
    let path = format!("/keys/{}", made["id"].as_str().unwrap());
    let revoked = admin.send("DELETE", &path, &[], None).ok();
    assert_eq!(revoked["state"], "revoked");
    let refused = ann.get("/key");
    refused.problem(401);
    assert!(
        refused
            .header("www-authenticate")
            .unwrap()
            .contains("invalid_token")
    );
    let trail = admin.get("/audit?subject=api_key").ok().to_string();
    assert!(!trail.contains(&ann.key) && trail.contains("revoke"));
}

#[test]
fn all_that_is_wrong_with_a_wish_is_told_at_once() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let mistakes = |body: Value| admin.post("/keys", &body).body_mistakes();
    let told = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    assert_eq!(
        mistakes(json!({"label": " ", "role": "editr", "mmber": 1})).len(),
        3
    );
    assert_eq!(
        mistakes(json!({"label": "A", "role": "member", "expires_at": "2020-01-01"})),
        [
            told("/expires_at", "in_the_past"),
            told("/member", "required")
        ]
    );
    assert_eq!(
        mistakes(json!({"label": "A", "role": "member", "member": "nobody"})),
        [told("/member", "unknown_member")]
    );
    assert_eq!(
        mistakes(json!({"label": "A", "role": "admin", "member": "open-huis-gent"})),
        [told("/member", "not_for_this_role")]
    );
}

#[test]
fn a_secret_is_kept_nowhere_and_not_given_again() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let wish = json!({"label": "Partner", "role": "partner", "expires_at": "2099-12-31"});
    let tried = admin.post("/keys?dry_run=true", &wish).ok();
    assert!(tried["key"].is_null());
    let headers = [("Idempotency-Key", "once")];
    let made = admin.send("POST", "/keys", &headers, Some(&wish)).created();
    let again = admin.send("POST", "/keys", &headers, Some(&wish));
    again.problem(409);
    let kept = server
        .database
        .values("SELECT coalesce(answer, 'nothing') AS value FROM idempotent_requests");
    assert_eq!(kept, ["nothing"]);
    let partner = with_key(&server, &made);
    assert_eq!(partner.get("/key").ok()["role"], "partner");
    partner.get("/members").problem(403);
    server
        .database
        .execute(
            "UPDATE api_keys SET expires_at = '2026-01-01T00:00:00.000000Z' WHERE role = 'partner'",
        )
        .unwrap();
    partner.get("/key").problem(401);
}

#[test]
fn a_wish_that_cannot_be_read_is_looked_at_to_its_end() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let mistakes = |body: Value| admin.post("/keys", &body).body_mistakes();
    let told = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    assert_eq!(
        mistakes(json!({"label": "", "role": "member", "expires_at": "2020-01-01"})),
        [
            told("/label", "required"),
            told("/expires_at", "in_the_past"),
            told("/member", "required"),
        ]
    );
    assert_eq!(
        mistakes(json!({"role": "edtor", "member": "open-huis-gnt", "expires_at": "soon"})),
        [
            told("/role", "unknown_code"),
            told("/expires_at", "invalid_date"),
            told("/label", "required"),
            told("/member", "unknown_member"),
        ]
    );
}

#[test]
fn the_database_holds_no_text_of_a_key() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let wish = json!({"label": "Ann", "role": "editor"});
    let made = admin.post("/keys", &wish).created();
    let key = made["key"].as_str().expect("the key is shown");
    let secret = &key[13..];
    let kept = server.database.values(
        "SELECT hash AS value FROM api_keys UNION ALL SELECT prefix FROM api_keys \
         UNION ALL SELECT label FROM api_keys UNION ALL SELECT after FROM audit_entries",
    );
    assert!(kept.iter().any(|text| text == &key[4..12]));
    assert!(kept.iter().all(|text| !text.contains(secret)));
    let logged = server
        .log()
        .iter()
        .any(|line| line.to_string().contains(secret));
    assert!(!logged);
}
