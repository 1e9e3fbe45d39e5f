//! What no export holds, and what no spreadsheet program runs.

use member_directory::network::spreadsheet::unguarded;
use serde_json::json;

use super::{FORMATS, packed, registry};
use crate::support::{Receiver, Serve, TestServer};

/// Everything of each format, unpacked, with all that is private.
fn exports(server: &TestServer) -> Vec<(&'static str, String)> {
    let admin = server.clerk("admin");
    FORMATS
        .iter()
        .map(|(format, ..)| {
            let answer = admin.get(&format!("/export?format={format}&private=true"));
            let held = match *format {
                "ndjson" => answer.text(),
                _ => packed(&answer.body)
                    .into_values()
                    .map(|content| String::from_utf8_lossy(&content).into_owned())
                    .collect(),
            };
            (*format, held)
        })
        .collect()
}

#[test]
fn nothing_that_opens_anything_is_exported() {
    let server = Serve::on(registry::with_types())
        .with("WEBHOOK_ALLOW_HTTP", "true")
        .with("WEBHOOK_ALLOW_PRIVATE", "true")
        .start();
    let admin = server.clerk("admin");
    admin.create(&json!({ "name": "Open Huis", "country": "BE" }));
    let receiver = Receiver::new();
    let wish = json!({ "url": receiver.url, "events": ["member.changed"] });
    let webhook = admin.post("/webhooks", &wish).created();
    let path = format!("/webhooks/{}", webhook["id"].as_str().expect("an id"));
    let rotated = admin
        .change("POST", &format!("{path}/rotate-secret"), &path, &json!({}))
        .ok();
    let mut secrets = vec![admin.key.clone()];
    for made in [&webhook, &rotated] {
        secrets.push(made["secret"].as_str().expect("a secret").to_owned());
    }
    secrets.extend(server.database.values("SELECT hash AS value FROM api_keys"));
    secrets.extend(
        server
            .database
            .values("SELECT secret AS value FROM webhooks"),
    );
    for (format, held) in exports(&server) {
        assert!(held.contains("Open Huis"), "{format}");
        for secret in &secrets {
            assert!(secret.len() > 10, "{secret}");
            assert!(!held.contains(secret.as_str()), "{format}: {secret}");
        }
    }
}

/// Cells that begin like a formula: in CSV with an apostrophe before them, in a workbook texts.
#[test]
fn no_cell_is_a_formula() {
    let server = registry::odd();
    let admin = server.clerk("admin");
    let dangerous = ['=', '+', '-', '@', '\t', '\r', '＝'];
    let mut guarded = 0;
    let answer = admin.get("/export?format=csv");
    for (name, content) in packed(&answer.body) {
        let content = content
            .strip_prefix("\u{feff}".as_bytes())
            .expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(content);
        for row in reader.records() {
            for cell in &row.expect("a row") {
                let is_number = cell.parse::<f64>().is_ok();
                assert!(is_number || !cell.starts_with(dangerous), "{name}: {cell}");
                guarded += usize::from(unguarded(cell).starts_with(dangerous) && !is_number);
            }
        }
    }
    assert!(guarded > 20, "{guarded}");
    let answer = admin.get("/export?format=xlsx");
    let mut texts = String::new();
    for (name, content) in packed(&answer.body) {
        let content = String::from_utf8_lossy(&content);
        if name.starts_with("xl/worksheets/") {
            assert!(
                !content.contains("<f>") && !content.contains("<f "),
                "{name}"
            );
        }
        texts += &content;
    }
    assert!(texts.contains("=1+1"), "a workbook holds it as it is");
    assert!(!texts.contains("'=1+1"));
}
