//! Webhooks as their receivers and admins meet them: SQLite, or Postgres where `TEST_POSTGRES_URL`
//! names a server.

mod addresses;
mod confidentiality;
mod crashes;
mod endpoints;
mod messages;
mod retries;

use std::sync::Arc;

use serde_json::{Value, json};

use crate::support::{ApiClient, Database, Receiver, Serve, TestServer, eventually};

/// A server that calls this machine, and waits between its tries as a test can.
fn serve(database: impl Into<Arc<Database>>) -> Serve {
    Serve::on(database)
        .with("WEBHOOK_ALLOW_HTTP", "true")
        .with("WEBHOOK_ALLOW_PRIVATE", "true")
        .with("WEBHOOK_TIMEOUT_S", "1")
        .with("WEBHOOK_PAUSES", "50ms,50ms,50ms,50ms,50ms")
}

/// The sample network on such a server.
fn sample() -> TestServer {
    serve(Database::sample()).start()
}

/// Makes a webhook; returns it with its secret.
#[track_caller]
pub fn subscribe(admin: &ApiClient<'_>, receiver: &Receiver, events: &[&str]) -> Value {
    let wish = json!({ "url": receiver.url, "events": events });
    admin.post("/webhooks", &wish).created()
}

fn path(webhook: &Value) -> String {
    format!("/webhooks/{}", webhook["id"].as_str().expect("an id"))
}

#[track_caller]
fn deliveries(admin: &ApiClient<'_>, webhook: &Value, query: &str) -> Vec<Value> {
    let page = admin.get(&format!("{}/deliveries{query}", path(webhook)));
    page.ok()["data"].as_array().expect("deliveries").clone()
}

/// Waits until nothing is pending at a webhook.
#[track_caller]
pub fn settled(admin: &ApiClient<'_>, webhook: &Value) {
    eventually("nothing waits", || {
        let shown = admin.get(&path(webhook)).ok();
        (shown["health"]["pending"] == 0).then_some(())
    });
}

/// Waits for a webhook to have a status.
#[track_caller]
fn wait_for_status(admin: &ApiClient<'_>, webhook: &Value, status: &str) -> Value {
    eventually("the webhook's status", || {
        let shown = admin.get(&path(webhook)).ok();
        (shown["status"] == status).then_some(shown)
    })
}
