//! Nothing is sent that the public does not see, however late.

use serde_json::{Value, json};

use super::{path, sample, settled, subscribe};
use crate::support::{ApiClient, Receiver};

const STREET: &str = "Unseen Street 77";

/// A new listed member with a place at [`STREET`].
fn member(admin: &ApiClient<'_>, visibility: &str) -> Value {
    admin.create(&json!({
        "name": "House of Trust",
        "slug": "house-of-trust",
        "country": "BE",
        "membership": {"status": "member"},
        "contacts": [{"name": "Nobody Knows", "legal_basis": "consent", "consented_on": "2026-01-01"}],
        "locations": [{
            "kind": "office",
            "address": STREET,
            "city": "Gent",
            "country": "BE",
            "visibility": visibility,
        }],
        "confirm_publication": true,
    }))
}

/// Makes all its places hidden, or public.
fn show(admin: &ApiClient<'_>, visibility: &str) {
    let record = "/members/house-of-trust";
    let mut places = admin.get(record).ok()["locations"].clone();
    for place in places.as_array_mut().unwrap() {
        place["visibility"] = json!(visibility);
    }
    let patch = json!({"locations": places, "confirm_publication": true});
    admin.change("PATCH", record, record, &patch).ok();
}

#[test]
fn a_private_change_sends_nothing() {
    let server = sample();
    let admin = server.clerk("admin");
    member(&admin, "hidden");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    let record = "/members/house-of-trust";
    let mut places = admin.get(record).ok()["locations"].clone();
    places[0]["address"] = json!("Another Street 1");
    places[0]["city"] = json!("Brugge");
    admin.patch("house-of-trust", &json!({"locations": places}));
    admin.patch("house-of-trust", &json!({"notes": [{"text": "A word"}]}));
    admin.patch("house-of-trust", &json!({"external_id": "X-1"}));
    let applicant =
        json!({"name": "Applicant", "country": "BE", "membership": {"status": "applicant"}});
    admin.create(&applicant);
    assert_eq!(server.database.count("webhook_events"), 0);
    // What follows comes alone.
    admin.patch("house-of-trust", &json!({"acronym": "HT"}));
    settled(&admin, &webhook);
    assert_eq!(receiver.received().len(), 1);
    let text = receiver.text();
    for private in ["Street", "Brugge", "Nobody", "A word", "X-1"] {
        assert!(!text.contains(private), "{private} in {text}");
    }
}

/// The outbox keeps no address, and what was hidden while a message waited is not in it when it is
/// sent at last.
#[test]
fn a_place_that_was_hidden_while_its_message_waited_is_not_sent() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    admin
        .post(&format!("{}/pause", path(&webhook)), &json!({}))
        .ok();
    member(&admin, "public");
    assert!(
        server
            .get("/v1/members/house-of-trust")
            .text()
            .contains(STREET)
    );
    for table in ["webhook_events", "webhook_deliveries"] {
        let columns = if table == "webhook_events" {
            "id || kind || coalesce(member_id, '') || coalesce(subject_id, '')"
        } else {
            "id || lane || status"
        };
        let kept = server
            .database
            .values(&format!("SELECT {columns} AS value FROM {table}"));
        assert!(kept.iter().all(|row| !row.contains("Street")));
    }
    show(&admin, "hidden");
    admin
        .post(&format!("{}/resume", path(&webhook)), &json!({}))
        .ok();
    settled(&admin, &webhook);
    let received = receiver.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].json()["type"], "member.published");
    assert!(!receiver.text().contains(STREET));

    // Nor when it is sent again.
    show(&admin, "public");
    settled(&admin, &webhook);
    assert!(receiver.text().contains(STREET));
    show(&admin, "hidden");
    settled(&admin, &webhook);
    receiver.forget();
    let replay = format!("{}/replay", path(&webhook));
    let since = json!({"since": "2020-01-01T00:00:00Z"});
    assert_eq!(admin.post(&replay, &since).ok()["deliveries"], 4);
    settled(&admin, &webhook);
    assert_eq!(receiver.received().len(), 4);
    assert!(!receiver.text().contains(STREET));
}

/// A member that is gone when its news are sent is told of as gone, to those who ask for that.
#[test]
fn a_member_that_was_withdrawn_meanwhile_is_told_of_as_withdrawn() {
    let server = sample();
    let admin = server.clerk("admin");
    let (all, published) = (Receiver::new(), Receiver::new());
    let first = subscribe(&admin, &all, &[]);
    let second = subscribe(&admin, &published, &["member.published"]);
    for webhook in [&first, &second] {
        admin
            .post(&format!("{}/pause", path(webhook)), &json!({}))
            .ok();
    }
    member(&admin, "public");
    let record = "/members/house-of-trust";
    admin.change("DELETE", record, record, &json!({})).ok();
    for webhook in [&first, &second] {
        admin
            .post(&format!("{}/resume", path(webhook)), &json!({}))
            .ok();
        settled(&admin, webhook);
    }
    let received = all.received();
    assert_eq!(received.len(), 2);
    for message in received {
        let told = message.json();
        assert_eq!(told["type"], "member.withdrawn");
        assert_eq!(told["data"]["slug"], "house-of-trust");
        assert!(told["data"]["member"].is_null());
    }
    assert!(published.received().is_empty());
    let skipped = super::deliveries(&admin, &second, "");
    assert_eq!(skipped[0]["status"], "skipped");
    // Purged, nothing is left of it but that it is gone, which is told once more: whoever kept its
    // name is to forget it.
    let purge = format!("{record}/purge");
    let purged = admin.change("POST", &purge, record, &json!({}));
    assert_eq!(purged.status, 204);
    settled(&admin, &first);
    all.forget();
    let replay = format!("{}/replay", path(&first));
    admin
        .post(&replay, &json!({"since": "2020-01-01T00:00:00Z"}))
        .ok();
    settled(&admin, &first);
    let received = all.received();
    assert_eq!(received.len(), 3);
    for message in received {
        assert_eq!(message.json()["type"], "member.withdrawn");
        assert!(message.json()["data"]["slug"].is_null());
    }
    assert!(!all.text().contains("house-of-trust"));
}

/// A slug that the public never saw is not told, although the entry bears it by now.
#[test]
fn a_slug_that_was_never_public_is_not_told() {
    let server = sample();
    let admin = server.clerk("admin");
    member(&admin, "hidden");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    admin
        .post(&format!("{}/pause", path(&webhook)), &json!({}))
        .ok();
    admin.patch("house-of-trust", &json!({"listing": "unlisted"}));
    admin.patch("house-of-trust", &json!({"slug": "a-private-word"}));
    admin
        .post(&format!("{}/resume", path(&webhook)), &json!({}))
        .ok();
    settled(&admin, &webhook);
    assert_eq!(receiver.received().len(), 1);
    let told = receiver.received()[0].json();
    assert_eq!(told["data"]["slug"], "house-of-trust");
    assert!(!receiver.text().contains("a-private-word"));
}
