//! Keeping webhooks: the conventions of the registry API hold, and no secret is ever told again.

use serde_json::{Value, json};

use super::{deliveries, path, sample, settled, subscribe};
use crate::support::Receiver;

#[test]
fn a_webhook_is_kept_like_any_record() {
    let server = sample();
    let admin = server.clerk("admin");
    let wish = json!({
        "url": "https://hooks.example.org/in?token=1",
        "description": "Partner",
        "events": ["member.changed"],
        "lang": "fr",
    });
    let tried = admin.post("/webhooks?dry_run=true", &wish).ok();
    assert!(tried["secret"].is_null());
    assert_eq!(admin.get("/webhooks").ok()["data"], json!([]));
    let headers = [("Idempotency-Key", "once")];
    let made = admin.send("POST", "/webhooks", &headers, Some(&wish));
    let record = path(&made.created());
    assert!(made.header("location").unwrap().ends_with(&record));
    assert!(
        made.created()["secret"]
            .as_str()
            .unwrap()
            .starts_with("whsec_")
    );
    // The answer held a secret, so it is not given again.
    admin
        .send("POST", "/webhooks", &headers, Some(&wish))
        .problem(409);
    assert_eq!(made.etag(), admin.tag(&record));

    admin
        .send("PATCH", &record, &[], Some(&json!({"lang": null})))
        .problem(428);
    let stale = [("If-Match", "\"0\"")];
    let refused = admin.send("PATCH", &record, &stale, Some(&json!({"lang": null})));
    assert_eq!(refused.problem(412)["current"]["lang"], "fr");
    let patched = admin.change(
        "PATCH",
        &record,
        &record,
        &json!({"lang": null, "events": null}),
    );
    let patched = patched.ok();
    assert_eq!(
        (&patched["lang"], &patched["events"]),
        (&Value::Null, &json!([]))
    );
    assert_eq!(patched["description"], "Partner");
    let whole = admin.get(&record).ok();
    let mut whole = whole.as_object().unwrap().clone();
    whole.remove("health");
    whole.insert("description".to_owned(), json!("Other"));
    let replaced = admin.change("PUT", &record, &record, &json!(whole)).ok();
    assert_eq!(replaced["description"], "Other");
    // The same again is no change.
    let before = server.database.revisions();
    let same = admin.get(&record).ok();
    let mut same = same.as_object().unwrap().clone();
    same.remove("health");
    admin.change("PUT", &record, &record, &json!(same)).ok();
    assert_eq!(server.database.revisions(), before);

    admin.change("DELETE", &record, &record, &json!({}));
    admin.get(&record).problem(404);
    let trail = admin.get("/audit?subject=webhook&sort=revision").ok();
    let actions: Vec<_> = trail["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["action"].clone())
        .collect();
    assert_eq!(
        json!(actions),
        json!(["create", "update", "update", "purge"])
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let server = sample();
    let admin = server.clerk("admin");
    let mistakes = |body: Value| admin.post("/webhooks", &body).body_mistakes();
    let told = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    assert_eq!(
        mistakes(
            json!({"url": "example.org", "events": ["member.chnged"], "lang": "xx", "secret": "a"})
        ),
        [
            told("/url", "invalid_url"),
            told("/events/0", "unknown_code"),
            told("/lang", "unknown_lang"),
            told("/secret", "unknown_field"),
        ]
    );
    assert_eq!(
        mistakes(json!({"events": ["member.changed", "member.changed", "webhook.test"]})),
        [told("/events/2", "unknown_code"), told("/url", "required")]
    );
    let made = admin
        .post("/webhooks", &json!({"url": "https://a.example.org/"}))
        .created();
    let record = path(&made);
    let patch = json!({"status": "paused", "id": "other", "url": "https://b.example.org/"});
    assert_eq!(
        admin
            .change("PATCH", &record, &record, &patch)
            .body_mistakes(),
        [told("/id", "read_only"), told("/status", "read_only")]
    );
}

/// Neither answers nor the trail, nor kept answers, nor the log have it; the database has it where it
/// is signed with.
#[test]
fn a_secret_is_shown_once() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    let record = path(&webhook);
    let first = webhook["secret"].as_str().unwrap().to_owned();
    let rotate = format!("{record}/rotate-secret");
    let headers = [
        ("Idempotency-Key", "turn"),
        ("If-Match", &admin.tag(&record)),
    ];
    let rotated = admin.send("POST", &rotate, &headers, Some(&json!({}))).ok();
    let second = rotated["secret"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    admin.patch("open-huis-gent", &json!({"acronym": "A"}));
    receiver.wait_for(1);
    settled(&admin, &webhook);
    admin
        .post(&format!("{record}/pause"), &json!({"reason": "a pause"}))
        .ok();
    let mut said = vec![
        admin.get(&record).text(),
        admin.get("/webhooks").text(),
        admin.get("/audit").text(),
        json!(deliveries(&admin, &webhook, "")).to_string(),
        json!(server.log()).to_string(),
        receiver.text(),
    ];
    said.extend(server.database.values(
        "SELECT coalesce(answer, '') AS value FROM idempotent_requests \
         UNION ALL SELECT coalesce(before, '') FROM audit_entries \
         UNION ALL SELECT coalesce(after, '') FROM audit_entries",
    ));
    for secret in [&first, &second] {
        let bare = secret.trim_start_matches("whsec_");
        assert!(said.iter().all(|text| !text.contains(bare)));
    }
}

/// Editors read the trail, and who has the whole address can send to it.
#[test]
fn the_trail_tells_where_an_address_leads_and_no_more() {
    let server = sample();
    let (admin, editor) = (server.clerk("admin"), server.clerk("editor"));
    let wish = json!({"url": "https://hooks.example.org:8443/in/a-secret-path?token=opens-it"});
    let made = admin.post("/webhooks", &wish).created();
    let record = path(&made);
    let other = json!({"url": "https://other.example.org/b-secret-path"});
    admin.change("PATCH", &record, &record, &other).ok();
    admin
        .post(&format!("{record}/pause"), &json!({"reason": "a pause"}))
        .ok();
    admin.change("DELETE", &record, &record, &json!({}));
    let trail = editor.get("/audit?subject=webhook&sort=revision").ok();
    let lines = trail["data"].as_array().unwrap();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["after"]["url"], "https://hooks.example.org:8443/");
    assert_eq!(lines[1]["after"]["url"], "https://other.example.org/");
    for secret in ["secret-path", "opens-it"] {
        assert!(!trail.to_string().contains(secret), "{trail}");
    }
}

#[test]
fn pausing_and_resuming_are_told_in_the_trail_and_can_be_asked_twice() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    let record = path(&webhook);
    let (pause, resume) = (format!("{record}/pause"), format!("{record}/resume"));
    let paused = admin.post(&pause, &json!({"reason": "They move"})).ok();
    assert_eq!(
        (&paused["status"], &paused["status_reason"]),
        (&json!("paused"), &json!("They move"))
    );
    let revisions = server.database.revisions();
    admin.post(&pause, &json!({})).ok();
    assert_eq!(server.database.revisions(), revisions);
    admin.patch("open-huis-gent", &json!({"acronym": "A"}));
    assert_eq!(admin.get(&record).ok()["health"]["pending"], 1);
    assert!(receiver.received().is_empty());
    admin.post(&resume, &json!({})).ok();
    receiver.wait_for(1);
    settled(&admin, &webhook);
}

#[test]
fn the_log_is_read_page_by_page_and_filtered() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    for acronym in ["A", "B", "C", "D", "E"] {
        admin.patch("open-huis-gent", &json!({ "acronym": acronym }));
    }
    settled(&admin, &webhook);
    let record = path(&webhook);
    let mut seen = Vec::new();
    let mut query = "?limit=2".to_owned();
    loop {
        let page = admin.get(&format!("{record}/deliveries{query}")).ok();
        assert_eq!(page["page"]["total"], 5);
        seen.extend(page["data"].as_array().unwrap().clone());
        match page["page"]["next"].as_str() {
            Some(next) => query = format!("?limit=2&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(json!(seen), json!(deliveries(&admin, &webhook, "")));
    assert_eq!(seen.len(), 5);
    assert!(
        seen.windows(2)
            .all(|pair| { pair[0]["occurred_at"].as_str() > pair[1]["occurred_at"].as_str() })
    );
    let since = seen[1]["occurred_at"].as_str().unwrap();
    assert_eq!(
        deliveries(&admin, &webhook, &format!("?since={since}")).len(),
        2
    );
    assert_eq!(
        deliveries(&admin, &webhook, "?status=failed,skipped").len(),
        0
    );
    assert_eq!(
        deliveries(&admin, &webhook, "?event=member.changed").len(),
        5
    );
    let wrong = admin.get(&format!("{record}/deliveries?status=sent&event=x&cursor=y"));
    assert_eq!(wrong.mistakes().len(), 3);
    // They go when they are old.
    server
        .database
        .execute("UPDATE webhook_events SET occurred_at = '2020-01-01T00:00:00.000000Z'")
        .unwrap();
    let database = server.stop();
    let server = super::serve(database).start();
    let admin = server.clerk("admin");
    crate::support::eventually("old ones are cleaned up", || {
        deliveries(&admin, &webhook, "").is_empty().then_some(())
    });
    assert_eq!(server.database.count("webhook_attempts"), 0);
}
