//! A server that is killed loses no message.

use std::collections::BTreeSet;

use serde_json::json;

use super::{path, sample, serve, settled, subscribe};
use crate::support::{Receiver, eventually};

/// Killed in the middle of a storm, three times: every event that was acknowledged arrives.
#[test]
fn a_killed_server_loses_nothing() {
    let mut server = sample();
    let receiver = Receiver::new();
    let webhook = subscribe(&server.clerk("admin"), &receiver, &[]);
    let key = server.clerk("admin").key;
    let mut written = 0;
    for round in 0..3 {
        let clerk = crate::support::ApiClient {
            server: &server,
            key: key.clone(),
        };
        for number in 0..15 {
            let slug = format!("storm-{round}-{number}");
            let body = json!({
                "name": slug, "slug": slug, "country": "BE",
                "membership": {"status": "member"},
                "confirm_publication": true, "allow_duplicate": true,
            });
            clerk.create(&body);
            written += 1;
        }
        server.signal("KILL");
        server.wait();
        server = serve(std::sync::Arc::clone(&server.database)).start();
    }
    let admin = server.clerk("admin");
    settled(&admin, &webhook);
    let told: BTreeSet<String> = receiver
        .received()
        .iter()
        .map(|one| one.json()["data"]["slug"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(told.len(), written);
    let delivered = admin.get(&format!("{}/deliveries?status=delivered", path(&webhook)));
    assert_eq!(delivered.ok()["page"]["total"], written);
}

/// One that is told to stop finishes what it is sending, and its lease is free at once.
#[test]
fn a_server_that_stops_settles_what_it_sends() {
    let server = sample();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    receiver.behave(crate::support::Manner::Slow(
        std::time::Duration::from_millis(400),
    ));
    subscribe(&admin, &receiver, &[]);
    admin.patch("open-huis-gent", &json!({"acronym": "A"}));
    eventually("it is being sent", || {
        let leased = server
            .database
            .value("SELECT coalesce(lease, 'none') AS value FROM webhooks");
        (leased != "none").then_some(())
    });
    let database = server.stop();
    let left = "SELECT status AS value FROM webhook_deliveries UNION ALL \
                SELECT coalesce(lease, 'free') FROM webhooks";
    let mut left = database.values(left);
    left.sort();
    assert_eq!(left, ["delivered", "free"]);
    assert_eq!(receiver.received().len(), 1);
}
