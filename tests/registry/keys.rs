//! Keys over HTTP: made once, shown once, ended at once.

use serde_json::{Value, json};

use crate::support::{ApiClient, Database, Serve, TestServer, eventually};

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
    let key = json!({"label": "A", "role": "partner", "expires_at": "9999-12-31"});
    assert_eq!(mistakes(key), [told("/expires_at", "too_late")]);
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

const OWN: &str = "open-huis-gent";

/// Ends a membership in one of the ways there are, by the key of an admin.
fn end(admin: &ApiClient<'_>, way: &str) {
    let record = format!("/members/{OWN}");
    match way {
        "withdrawn" => drop(admin.change("DELETE", &record, &record, &json!({})).ok()),
        "merged" => {
            let other = "/members/noodopvang-de-haven-gent";
            let body = json!({ "absorb": OWN, "confirm_publication": true });
            let path = format!("{other}/merge");
            let tag = admin.tag(other);
            let merged = admin.send("POST", &path, &[("If-Match", &tag)], Some(&body));
            assert!(merged.status < 300, "{}", merged.text());
        }
        _ => drop(admin.step(OWN, "end")),
    }
}

#[test]
fn a_key_ends_with_the_membership_and_does_not_come_back() {
    for way in ["ended", "withdrawn", "merged"] {
        let server = TestServer::sample();
        let (admin, editor) = (server.clerk("admin"), server.clerk("editor"));
        let member = server.member_clerk(OWN);
        member.get(&format!("/members/{OWN}")).ok();
        let tried = format!("/members/{OWN}?dry_run=true");
        let tag = admin.tag(&format!("/members/{OWN}"));
        admin
            .send("DELETE", &tried, &[("If-Match", &tag)], None)
            .ok();
        member.get(&format!("/members/{OWN}")).ok();

        end(&admin, way);
        member.get("/key").problem(401);
        editor.get("/key").ok();
        let trail = admin.get("/audit?subject=api_key&action=revoke").ok();
        assert_eq!(trail["data"].as_array().unwrap().len(), 1, "{way}: {trail}");
        let revision = trail["data"][0]["revision"].clone();
        let made = admin.post(
            "/keys",
            &json!({"label": "A", "role": "member", "member": OWN}),
        );
        if way != "merged" {
            assert_eq!(
                made.body_mistakes(),
                [("/member".to_owned(), "membership_ended".to_owned())],
                "{way}"
            );
        }
        // Taking it back brings the entry back, and no key.
        let path = format!("/audit/{revision}/revert");
        let back = admin.post(&path, &json!({ "confirm_publication": true }));
        assert!(back.status < 300, "{way}: {}", back.text());
        assert_eq!(member.get("/key").status, 401, "{way}");
    }
}

#[test]
fn a_purged_member_s_key_is_gone() {
    let server = TestServer::sample();
    let (admin, member) = (server.clerk("admin"), server.member_clerk(OWN));
    let record = format!("/members/{OWN}");
    let (path, tag) = (format!("{record}/purge"), admin.tag(&record));
    let purged = admin.send("POST", &path, &[("If-Match", &tag)], None);
    assert!(purged.status < 300, "{}", purged.text());
    member.get("/key").problem(401);
}

/// Who came to the books in another way than through a change: what a key opens is what its member
/// is now.
#[test]
fn a_key_of_who_is_no_member_any_more_opens_nothing() {
    let server = TestServer::sample();
    let member = server.member_clerk(OWN);
    for (column, value) in [
        ("membership_status", "'former'"),
        ("membership_status", "'withdrawn'"),
        ("withdrawn_at", "created_at"),
    ] {
        let set = |value: &str| {
            let update = format!("UPDATE members SET {column} = {value} WHERE slug = '{OWN}'");
            server.database.execute(&update).unwrap();
        };
        set(value);
        let refused = member.get("/key");
        refused.problem(401);
        let challenge = refused.header("www-authenticate").unwrap();
        assert!(challenge.contains("invalid_token"), "{challenge}");
        set(match column {
            "withdrawn_at" => "NULL",
            _ => "'member'",
        });
        member.get("/key").ok();
    }
}

#[test]
fn a_key_has_an_end_unless_it_is_said_to_have_none() {
    let server = Serve::on(Database::sample()).with("KEY_DAYS", "30").start();
    let admin = server.clerk("admin");
    let mut wish = json!({"label": "A", "role": "partner"});
    let days = |made: &Value| {
        let time = |name: &str| made[name].as_str()?.parse::<jiff::Timestamp>().ok();
        let lives = time("expires_at")?.duration_since(time("created_at")?);
        Some(lives.as_secs() / 86_400)
    };
    assert_eq!(days(&admin.post("/keys", &wish).created()), Some(30));
    wish["expires_at"] = json!(null);
    assert_eq!(days(&admin.post("/keys", &wish).created()), Some(30));
    wish["expires_at"] = json!("never");
    assert_eq!(days(&admin.post("/keys", &wish).created()), None);
    wish["expires_at"] = json!("2099-12-31");
    let made = admin.post("/keys", &wish).created();
    assert_eq!(made["expires_at"], "2099-12-31T23:59:59.999999Z");
}

#[test]
fn a_key_is_rotated_with_an_overlap() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let made = admin
        .post(
            "/keys",
            &json!({"label": "Site", "role": "member", "member": OWN}),
        )
        .created();
    let old = with_key(&server, &made);
    let path = format!("/keys/{}/rotate", made["prefix"].as_str().unwrap());
    let tried = admin.post(&format!("{path}?dry_run=true"), &json!({})).ok();
    assert!(tried["key"].is_null());
    let rotated = admin.post(&path, &json!({}));
    let location = rotated.header("location").unwrap().to_owned();
    let rotated = rotated.created();
    assert!(
        location.ends_with(rotated["id"].as_str().unwrap()),
        "{location}"
    );
    for field in ["label", "role", "member_id"] {
        assert_eq!(rotated[field], made[field], "{field}");
    }
    let previous = &rotated["previous"];
    assert_eq!(
        (&previous["id"], &previous["state"]),
        (&made["id"], &json!("active"))
    );
    let new = with_key(&server, &rotated);
    for key in [&old, &new] {
        key.get(&format!("/members/{OWN}")).ok();
    }
    let week = |at: &Value| at.as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let left = week(&previous["expires_at"]).duration_since(week(&rotated["created_at"]));
    assert_eq!(left.as_secs(), 7 * 86_400);

    // Never beyond the end that it has.
    let again = admin.post(&path, &json!({"overlap_days": 90})).created();
    assert_eq!(again["previous"]["expires_at"], previous["expires_at"]);
    let at_once = admin.post(&path, &json!({"overlap_days": 0})).created();
    eventually("the old key ends", || {
        (old.get("/key").status == 401).then_some(())
    });
    with_key(&server, &at_once).get("/key").ok();
    admin.post(&path, &json!({})).problem(409);
    assert_eq!(
        admin
            .post(&path, &json!({"overlap_days": 91}))
            .body_mistakes()[0]
            .0,
        "/overlap_days"
    );
    let trail = admin.get("/audit?subject=api_key&action=rotate").ok();
    assert_eq!(trail["data"].as_array().unwrap().len(), 3);
    let editor = server.clerk("editor");
    editor.post(&path, &json!({})).problem(403);
}

/// Whoever tries keys is counted and seen, and fills no log.
#[test]
fn keys_that_open_nothing_are_counted_and_told_by_their_prefix() {
    let server = Serve::on(Database::sample()).internal().start();
    let editor = server.clerk("editor");
    let wrong = format!("{}x", editor.key);
    let prefix = editor.key[..12].to_owned();
    for _ in 0..30 {
        let key = wrong.clone();
        ApiClient {
            server: &server,
            key,
        }
        .get("/key")
        .problem(401);
    }
    for number in 0..100 {
        let key = format!("mnd_abcd{number:04}_hunter2hunter2");
        ApiClient {
            server: &server,
            key,
        }
        .get("/key")
        .problem(401);
    }
    for key in ["hunter2", "mnd_hunter2", "Basic aHVudGVyMg"] {
        let key = key.to_owned();
        ApiClient {
            server: &server,
            key,
        }
        .get("/key")
        .problem(401);
    }
    let metrics = server.metrics();
    for line in [
        "registry_keys_refused_total{reason=\"unknown\"} 130",
        "registry_keys_refused_total{reason=\"malformed\"} 3",
    ] {
        assert!(
            metrics.lines().any(|known| known == line),
            "{line} in {metrics}"
        );
    }
    let log = server.log();
    let lines: Vec<&Value> = log
        .iter()
        .filter(|entry| entry["message"] == "a key was refused")
        .collect();
    assert!(lines.len() <= 20, "{}", lines.len());
    assert_eq!(
        lines
            .iter()
            .filter(|entry| entry["prefix"] == prefix.as_str())
            .count(),
        1
    );
    let secret = &editor.key[13..];
    for text in [metrics, format!("{log:?}")] {
        assert!(
            !text.contains("hunter2") && !text.contains(secret),
            "{text}"
        );
    }
}
