//! What is sent, to whom, and how it is signed.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{path, sample, serve, settled, subscribe};
use crate::support::{Database, Receiver, Serve};

#[test]
fn a_member_s_life_is_told_as_the_public_sees_it() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    let secret = webhook["secret"].as_str().unwrap();

    admin.patch("open-huis-gent", &json!({"acronym": "OH"}));
    let changed = receiver.wait_for(1)[0].clone();
    assert_eq!(changed.path, "/hook");
    assert_eq!(changed.header("content-type"), "application/json");
    assert!(changed.is_signed_with(secret));
    assert!(!changed.is_signed_with("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    let told = changed.json();
    assert_eq!(told["type"], "member.changed");
    let shown = server.json("/v1/members/open-huis-gent");
    assert_eq!(told["timestamp"], shown["updated_at"]);
    assert_eq!(
        told["data"],
        json!({
            "revision": server.json("/v1/network")["revision"],
            "epoch": server.json("/v1/network")["epoch"],
            "id": shown["id"],
            "slug": "open-huis-gent",
            "member": shown,
        })
    );

    let record = "/members/open-huis-gent";
    admin.change("DELETE", record, record, &json!({})).ok();
    let told = receiver.wait_for(2)[1].json();
    assert_eq!(told["type"], "member.withdrawn");
    assert_eq!(told["data"]["slug"], "open-huis-gent");
    assert_eq!(told["data"]["id"], shown["id"]);
    assert!(told["data"]["member"].is_null());

    let back = json!({"confirm_publication": true});
    let restored = admin.change("POST", &format!("{record}/restore"), record, &back);
    restored.ok();
    let told = receiver.wait_for(3)[2].json();
    assert_eq!(told["type"], "member.published");
    assert_eq!(told["data"]["member"]["slug"], "open-huis-gent");
    settled(&admin, &webhook);
    assert_eq!(receiver.received().len(), 3);
}

#[test]
fn a_webhook_gets_what_it_asks_for_in_its_language() {
    let server = sample();
    let admin = server.clerk("admin");
    let (dutch, withdrawn) = (Receiver::new(), Receiver::new());
    let wish = json!({"url": dutch.url, "events": ["member.changed"], "lang": "nl"});
    admin.post("/webhooks", &wish).created();
    subscribe(&admin, &withdrawn, &["member.withdrawn"]);
    admin.patch("open-huis-gent", &json!({"acronym": "OH"}));
    let told = dutch.wait_for(1)[0].json();
    assert_eq!(
        told["data"]["member"],
        server.json("/v1/members/open-huis-gent?lang=nl")
    );
    let record = "/members/open-huis-gent";
    admin.change("DELETE", record, record, &json!({})).ok();
    let told = withdrawn.wait_for(1)[0].json();
    assert_eq!(told["type"], "member.withdrawn");
    assert_eq!(dutch.received().len(), 1);
}

#[test]
fn a_proposal_is_told_by_its_identifiers_alone() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    subscribe(&admin, &receiver, &["proposal.filed"]);
    let member = server.member_clerk("open-huis-gent");
    let wish =
        json!({"patch": {"phones": [{"number": "+32 9 123 45 67"}]}, "message": "A secret word"});
    let filed = member
        .post("/members/open-huis-gent/proposals", &wish)
        .created();
    let told = receiver.wait_for(1)[0].json();
    assert_eq!(told["type"], "proposal.filed");
    assert_eq!(
        told["data"],
        json!({"id": filed["id"], "member_id": filed["member_id"]})
    );
}

/// A receiver has no key, so it is not told who applies.
#[test]
fn a_proposal_does_not_name_whom_the_public_does_not_see() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    subscribe(&admin, &receiver, &["proposal.filed"]);
    let made = admin.create(&json!({"name": "Quillfeather House", "country": "BE"}));
    let id = made["id"].as_str().unwrap();
    admin
        .post(
            &format!("/members/{id}/proposals"),
            &json!({"patch": {"acronym": "Q"}}),
        )
        .created();
    let received = receiver.wait_for(1)[0].clone();
    assert_eq!(received.json()["data"]["member_id"], Value::Null);
    let told = received.json().to_string();
    assert!(
        !told.contains(id) && !told.to_lowercase().contains("quillfeather"),
        "{told}"
    );
}

/// The counts are the same whether something private happened or not.
#[test]
fn the_counts_tell_nothing_of_what_is_private() {
    let server = serve(Database::sample()).internal().start();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    let counts = || {
        let own = ["/metrics", "/health/ready"];
        let text = server.metrics();
        let lines = text
            .lines()
            .filter(|line| !own.iter().any(|path| line.contains(path)));
        lines.map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let before = counts();
    let path = "/members/open-huis-gent/notes";
    let note = json!({"text": "Quiet."});
    admin
        .change("POST", path, "/members/open-huis-gent", &note)
        .created();
    admin.create(&json!({"name": "An applicant", "country": "BE"}));
    let proposal = json!({"patch": {"acronym": "Q"}});
    admin
        .post("/members/open-huis-gent/proposals", &proposal)
        .created();
    receiver.wait_for(1);
    settled(&admin, &webhook);
    assert_eq!(counts(), before);
}

#[test]
fn a_test_arrives_and_is_seen_in_the_log() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &["member.withdrawn"]);
    // A paused one can be tried too.
    let pause = format!("{}/pause", path(&webhook));
    admin.post(&pause, &json!({})).ok();
    let test = format!("{}/test", path(&webhook));
    let made = admin.send("POST", &test, &[], None);
    let location = made.header("location").unwrap().to_owned();
    assert_eq!(made.created()["event"], "webhook.test");
    let told = receiver.wait_for(1)[0].json();
    assert_eq!(told["type"], "webhook.test");
    assert_eq!(told["data"], json!({"webhook_id": webhook["id"]}));
    settled(&admin, &webhook);
    let (_, below) = location.split_once("/v1/registry").unwrap();
    let delivery = admin.get(below).ok();
    assert_eq!(delivery["status"], "delivered");
    assert_eq!(delivery["attempts"][0]["status_code"], 200);
    assert_eq!(receiver.received()[0].id(), delivery["event_id"]);
}

/// After a rotation both secrets fit, until the old one's time is over.
#[test]
fn a_secret_is_changed_without_losing_a_message() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    let old = webhook["secret"].as_str().unwrap();
    let rotate = |hours: Value| {
        let way = format!("{}/rotate-secret", path(&webhook));
        let answer = admin.change("POST", &way, &path(&webhook), &hours).ok();
        answer["secret"].as_str().unwrap().to_owned()
    };
    let new = rotate(json!({}));
    admin.patch("open-huis-gent", &json!({"acronym": "A"}));
    let both = receiver.wait_for(1)[0].clone();
    assert!(both.is_signed_with(old) && both.is_signed_with(&new));
    assert_eq!(both.header("webhook-signature").split(' ').count(), 2);

    let newest = rotate(json!({"keep_hours": 0}));
    admin.patch("open-huis-gent", &json!({"acronym": "B"}));
    let one = receiver.wait_for(2)[1].clone();
    assert!(one.is_signed_with(&newest));
    assert!(!one.is_signed_with(old) && !one.is_signed_with(&new));

    let after = rotate(json!({"keep_hours": 1}));
    let over = "UPDATE webhooks SET previous_secret_until = '2026-01-01T00:00:00.000000Z'";
    server.database.execute(over).unwrap();
    admin.patch("open-huis-gent", &json!({"acronym": "C"}));
    let last = receiver.wait_for(3)[2].clone();
    assert!(last.is_signed_with(&after) && !last.is_signed_with(&newest));
}

/// Whoever changes something, whichever process sends: an import in another process is told too, and
/// of two servers one sends.
#[test]
fn what_another_process_changes_is_told_once_by_one_of_several_servers() {
    let server = sample();
    let other = serve(std::sync::Arc::clone(&server.database)).start();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    let sheets = crate::support::sheets::sheets();
    let rows: String = (0..20)
        .map(|number| format!("new-{number},New {number},BE\n"))
        .collect();
    server.import(
        &sheets.members(format!("slug,name,country\n{rows}")),
        &["--confirm-publication", "--into-sample"],
    );
    receiver.wait_for(20);
    settled(&admin, &webhook);
    let mut ids: Vec<_> = receiver
        .received()
        .iter()
        .map(|one| one.id().to_owned())
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 20);
    assert_eq!(receiver.received().len(), 20, "nothing is sent twice");
    drop(other);
}

#[test]
fn the_counts_tell_how_many_and_nothing_else() {
    let server = serve(Database::sample()).internal().start();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    admin.patch("open-huis-gent", &json!({"acronym": "A"}));
    receiver.wait_for(1);
    settled(&admin, &webhook);
    let metrics = server.metrics();
    let attempts = "webhook_attempts_total{outcome=\"delivered\"} 1";
    assert!(metrics.contains(attempts), "{metrics}");
    assert!(!metrics.contains("127.0.0.1") && !metrics.contains("/hook"));
}

/// A server without webhooks writes nothing into the outbox.
#[test]
fn without_webhooks_nothing_is_kept() {
    let server = Serve::on(Database::sample()).start();
    let admin = server.clerk("admin");
    admin.patch("open-huis-gent", &json!({"acronym": "A"}));
    assert_eq!(server.database.count("webhook_events"), 0);
}
