//! Receivers that fail, hang, redirect, are gone, and come back.

use std::time::Duration;

use serde_json::{Value, json};

use super::{deliveries, path, sample, serve, settled, subscribe, wait_for_status};
use crate::support::{ApiClient, Database, Manner, Receiver, eventually, receiver::Received};

fn touch(admin: &ApiClient<'_>, acronym: &str) {
    admin.patch("open-huis-gent", &json!({ "acronym": acronym }));
}

/// The words for what went wrong in each try.
fn errors(delivery: &Value) -> Vec<String> {
    let attempts = delivery["attempts"].as_array().unwrap().iter();
    attempts
        .map(|attempt| attempt["error"].as_str().unwrap_or("none").to_owned())
        .collect()
}

#[test]
fn what_fails_is_sent_again_under_the_same_name() {
    for (manner, words) in [
        (Manner::status(500), "it answered 500"),
        (Manner::Hang, "no answer in time"),
        (Manner::CloseEarly, ""),
        (
            Manner::redirect("http://127.0.0.1:9/elsewhere"),
            "it redirects, and redirects are not followed",
        ),
    ] {
        let server = sample();
        let admin = server.clerk("admin");
        let receiver = Receiver::new();
        receiver.behave(manner.clone());
        let webhook = subscribe(&admin, &receiver, &[]);
        touch(&admin, "A");
        receiver.wait_for(2);
        receiver.behave(Manner::status(204));
        settled(&admin, &webhook);
        let received = receiver.received();
        assert!(received.iter().all(|one| one.id() == received[0].id()));
        let delivery = deliveries(&admin, &webhook, "")[0].clone();
        assert_eq!(delivery["status"], "delivered", "{delivery}");
        let told = errors(&delivery);
        assert!(told.len() >= 3 && told[0].contains(words), "{told:?}");
        assert_eq!(told.last().unwrap(), "none");
        let health = admin.get(&path(&webhook)).ok()["health"].clone();
        assert_eq!(health["failures"], 0, "{health}");
    }
}

#[test]
fn an_answer_counts_by_its_status_however_it_ends() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    for (number, manner) in [
        Manner::BreakOff,
        Manner::Endless,
        Manner::Slow(Duration::from_millis(300)),
        Manner::Answer(202, Vec::new(), format!("said\n{}", "é".repeat(5_000))),
    ]
    .into_iter()
    .enumerate()
    {
        receiver.behave(manner);
        touch(&admin, &format!("A{number}"));
        settled(&admin, &webhook);
        let delivery = deliveries(&admin, &webhook, "")[0].clone();
        assert_eq!(delivery["status"], "delivered", "{number}: {delivery}");
        assert_eq!(delivery["attempts"].as_array().unwrap().len(), 1);
        let excerpt = delivery["attempts"][0]["excerpt"].as_str().unwrap_or("");
        assert!(excerpt.chars().count() <= 200);
    }
}

#[test]
fn a_webhook_that_is_gone_is_disabled_until_it_is_resumed() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    receiver.behave(Manner::status(410));
    let webhook = subscribe(&admin, &receiver, &[]);
    touch(&admin, "A");
    let shown = wait_for_status(&admin, &webhook, "disabled");
    assert!(shown["status_reason"].as_str().unwrap().contains("410"));
    assert_eq!(deliveries(&admin, &webhook, "")[0]["status"], "failed");
    let line = admin.get("/audit?subject=webhook&action=pause").ok()["data"][0].clone();
    assert!(line["key"].is_null());
    assert_eq!(line["after"]["status"], "disabled");
    // Nothing is kept for it, and it cannot be tried.
    touch(&admin, "B");
    assert_eq!(deliveries(&admin, &webhook, "").len(), 1);
    let test = format!("{}/test", path(&webhook));
    assert_eq!(
        admin.post(&test, &json!({})).problem(409)["webhook_status"],
        "disabled"
    );
    receiver.behave(Manner::status(200));
    let resume = format!("{}/resume", path(&webhook));
    let resumed = admin.post(&resume, &json!({})).ok();
    assert_eq!(resumed["status"], "active");
    assert!(resumed["status_reason"].is_null());
    touch(&admin, "C");
    receiver.wait_until("the change after it", |one| {
        one.json()["data"]["member"]["acronym"] == "C"
    });
}

/// A dead webhook is paused; what happened meanwhile arrives once it is back, in order.
#[test]
fn a_dead_webhook_is_paused_and_catches_up() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    receiver.behave(Manner::status(503));
    let webhook = subscribe(&admin, &receiver, &[]);
    touch(&admin, "A");
    let shown = wait_for_status(&admin, &webhook, "paused");
    assert!(shown["status_reason"].as_str().unwrap().contains("6 tries"));
    let failed = deliveries(&admin, &webhook, "?status=failed");
    assert_eq!(failed[0]["attempts"].as_array().unwrap().len(), 6);
    for acronym in ["B", "C", "D"] {
        touch(&admin, acronym);
    }
    let waiting = deliveries(&admin, &webhook, "?status=pending");
    assert_eq!(waiting.len(), 3);
    receiver.forget();
    receiver.behave(Manner::status(200));
    admin
        .post(&format!("{}/resume", path(&webhook)), &json!({}))
        .ok();
    settled(&admin, &webhook);
    let order: Vec<_> = receiver
        .received()
        .iter()
        .map(|one| one.id().to_owned())
        .collect();
    let events: Vec<_> = waiting.iter().rev().map(|one| &one["event_id"]).collect();
    assert_eq!(json!(order), json!(events));
    // And what had failed for good, when it is asked for.
    let replay = format!("{}/replay", path(&webhook));
    let since = json!({"since": failed[0]["occurred_at"]});
    assert_eq!(admin.post(&replay, &since).ok()["deliveries"], 4);
    settled(&admin, &webhook);
    assert_eq!(receiver.received().len(), 3 + 4);
    assert_eq!(deliveries(&admin, &webhook, "?status=delivered").len(), 4);
}

/// Whoever is refused by one member's news still gets another's.
#[test]
fn one_message_that_is_refused_holds_up_no_other_member() {
    let server = serve(Database::new())
        .with("WEBHOOK_PAUSES", "1h")
        .sample()
        .start();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    receiver.behave(Manner::status(500));
    touch(&admin, "A");
    receiver.wait_for(1);
    eventually("the failure is noted", || {
        let first = deliveries(&admin, &webhook, "")[0].clone();
        (first["attempts"] != json!([])).then_some(())
    });
    receiver.behave(Manner::status(200));
    // The same member's next news waits behind its first one.
    touch(&admin, "B");
    admin.patch("noodopvang-de-haven-gent", &json!({"acronym": "Z"}));
    let told = receiver.wait_for(2)[1].json();
    assert_eq!(told["data"]["slug"], "noodopvang-de-haven-gent");
    eventually("the other one is noted", || {
        let pending = deliveries(&admin, &webhook, "?status=pending").len();
        (pending == 2).then_some(())
    });
    assert_eq!(receiver.received().len(), 2);
    // What waits behind another one is not looked at again and again.
    let lease = || {
        let lease = "SELECT coalesce(lease, 'none') AS value FROM webhooks";
        server.database.value(lease)
    };
    eventually("nobody sends", || (lease() == "none").then_some(()));
    for _ in 0..20 {
        assert_eq!(lease(), "none");
    }
}

#[test]
fn a_receiver_may_ask_for_time() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let later = vec![("Retry-After", "3600".to_owned())];
    receiver.behave(Manner::Answer(429, later, "slow down".to_owned()));
    let webhook = subscribe(&admin, &receiver, &[]);
    touch(&admin, "A");
    receiver.wait_for(1);
    let delivery = eventually("the failure is noted", || {
        let first = deliveries(&admin, &webhook, "")[0].clone();
        (first["attempts"] != json!([])).then_some(first)
    });
    let at = |text: &Value| text.as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let pause = at(&delivery["next_attempt_at"]) - at(&delivery["occurred_at"]);
    assert!(pause.as_secs() >= 3_600, "{pause:?}");
    assert_eq!(delivery["attempts"][0]["excerpt"], "slow down");
    // Nothing else is sent meanwhile.
    admin.patch("noodopvang-de-haven-gent", &json!({"acronym": "Z"}));
    let health = admin.get(&path(&webhook)).ok()["health"].clone();
    assert_eq!(
        (&health["pending"], &health["failures"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(receiver.received().len(), 1);
}

#[test]
fn a_delivery_is_sent_again_when_it_is_asked_for() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    touch(&admin, "A");
    receiver.wait_for(1);
    settled(&admin, &webhook);
    let delivery = deliveries(&admin, &webhook, "")[0].clone();
    let place = format!(
        "{}/deliveries/{}",
        path(&webhook),
        delivery["id"].as_str().unwrap()
    );
    let asked = admin.post(&format!("{place}/replay"), &json!({})).ok();
    assert_eq!(asked["id"], delivery["id"]);
    let received = receiver.wait_for(2);
    assert_eq!(received[0].id(), received[1].id());
    settled(&admin, &webhook);
    let numbers = admin.get(&place).ok()["attempts"].clone();
    assert_eq!(
        (&numbers[0]["number"], &numbers[1]["number"]),
        (&json!(1), &json!(2))
    );
    let line = admin.get("/audit?subject=webhook&action=replay").ok()["data"][0].clone();
    assert_eq!(line["details"]["delivery"], delivery["id"]);
}

#[test]
fn what_is_hidden_at_once_is_told_before_all_that_waits() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    receiver.behave(Manner::Slow(Duration::from_millis(400)));
    let webhook = subscribe(&admin, &receiver, &[]);
    // All that waits comes at once, however slow the machine is.
    let body =
        json!({"matching": {"country": ["BE", "FR"]}, "kind": "add_language", "value": "am"});
    let trial = admin.post("/members/bulk?dry_run", &body);
    let tag = [("If-Match", trial.etag())];
    let made = admin.send("POST", "/members/bulk", &tag, Some(&body)).ok();
    let changed = made["changed"].as_u64().unwrap() as usize;
    assert!(changed > 20, "{made}");
    admin.post("/members/open-huis-gent/hide", &json!({})).ok();
    settled(&admin, &webhook);
    let received = receiver.received();
    assert_eq!(received.len(), changed + 1);
    let withdrawn = |one: &Received| one.json()["type"] == "member.withdrawn";
    let place = received.iter().position(withdrawn).unwrap();
    // Those behind it waited longer.
    assert!(place + 5 < received.len(), "{place} of {}", received.len());
}
