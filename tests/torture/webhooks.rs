//! A server that sends webhooks and is killed, and a receiver that does whatever receivers do.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use serde_json::{Value, json};

use super::Storm;
use crate::support::{ApiClient, Database, Manner, Receiver, Serve, TestServer, eventually};

fn serve(database: Arc<Database>) -> TestServer {
    Serve::on(database)
        .with("WEBHOOK_ALLOW_HTTP", "true")
        .with("WEBHOOK_ALLOW_PRIVATE", "true")
        .with("WEBHOOK_TIMEOUT_S", "1")
        // No spell of trouble lasts as long as all of them.
        .with("WEBHOOK_PAUSES", &["100ms"; 600].join(","))
        .start()
}

#[test]
#[ignore = "as long as one wants: make torture"]
fn every_change_that_was_acknowledged_is_told() {
    let mut storm = Storm::begin("webhooks");
    let database = Arc::new(Database::new());
    let mut server = serve(database.clone());
    let key = server.clerk("admin").key;
    let receiver = Receiver::new();
    let webhook = {
        let admin = ApiClient {
            server: &server,
            key: key.clone(),
        };
        let wish = json!({ "url": receiver.url, "events": [] });
        let webhook = admin.post("/webhooks", &wish).created();
        format!("/webhooks/{}", webhook["id"].as_str().expect("an id"))
    };
    let mut members: Vec<String> = Vec::new();
    let mut secrets = 0;
    while storm.goes_on() {
        let admin = ApiClient {
            server: &server,
            key: key.clone(),
        };
        let number = storm.steps;
        match storm.below(12) {
            0..=3 if members.len() < 60 => {
                let made = admin.create(&json!({
                    "name": format!("Nieuw {number}"), "slug": format!("new-{number}"),
                    "country": "NL", "membership": { "status": "member" },
                    "confirm_publication": true, "allow_duplicate": true,
                }));
                members.push(made["id"].as_str().expect("an id").to_owned());
            }
            4 if !members.is_empty() => {
                let id = members[storm.below(members.len())].clone();
                let listing = ["listed", "unlisted"][storm.below(2)];
                let patch = json!({ "listing": listing, "confirm_publication": true });
                admin.patch(&id, &patch);
            }
            5 => {
                secrets += 1;
                let path = format!("{webhook}/rotate-secret");
                admin.change("POST", &path, &webhook, &json!({})).ok();
            }
            _ if !members.is_empty() => {
                let id = members[storm.below(members.len())].clone();
                admin.patch(&id, &json!({ "acronym": format!("A{number}") }));
            }
            _ => {}
        }
        match storm.below(30) {
            0 => receiver.behave(Manner::status(503)),
            1 => receiver.behave(Manner::CloseEarly),
            2 => receiver.behave(Manner::BreakOff),
            3 => receiver.behave(Manner::Hang),
            4 => receiver.behave(Manner::Endless),
            5 => receiver.behave(Manner::redirect("http://127.0.0.1:9/")),
            6 => receiver.behave(Manner::Slow(Duration::from_millis(200))),
            7..=12 => receiver.behave(Manner::status(200)),
            13 | 14 => {
                storm.pause(150);
                storm.end(&mut server);
                server = serve(database.clone());
            }
            _ => storm.pause(30),
        }
    }
    receiver.behave(Manner::status(204));
    let admin = ApiClient {
        server: &server,
        key,
    };
    // Eight minutes of a receiver that mostly fails leave many.
    let mut waiting = u64::MAX;
    while waiting > 0 {
        waiting = eventually("fewer wait", || {
            let shown = admin.get(&webhook).ok();
            assert_eq!(shown["status"], "active", "{shown}");
            let pending = shown["health"]["pending"].as_u64().expect("a number");
            (pending < waiting).then_some(pending)
        });
    }
    let lost = admin
        .get(&format!("{webhook}/deliveries?status=failed"))
        .ok();
    assert_eq!(lost["page"]["total"], 0, "{lost}");
    // What was told last of each is how it is.
    let mut told: BTreeMap<String, Value> = BTreeMap::new();
    let messages = receiver.received();
    for message in &messages {
        let message = message.json();
        if let Some(id) = message["data"]["id"].as_str() {
            told.insert(id.to_owned(), message);
        }
    }
    for id in &members {
        let last = told
            .get(id)
            .unwrap_or_else(|| panic!("nothing was told of {id}"));
        let shown = server.get(&format!("/v1/members/{id}"));
        match shown.status {
            200 => assert_eq!(
                last["data"]["member"]["acronym"],
                shown.json()["acronym"],
                "{last}"
            ),
            _ => assert_eq!(last["type"], "member.withdrawn", "{last}"),
        }
    }
    println!(
        "webhooks: {} members, {} messages, {secrets} rotations",
        members.len(),
        messages.len()
    );
}
