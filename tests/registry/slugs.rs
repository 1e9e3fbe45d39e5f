//! Renamed members: a slug that the public has seen leads to its member for ever.

use serde_json::{Value, json};

use super::desk::{admitted, location};
use crate::support::{ApiClient, TestServer};

fn rename(clerk: &ApiClient<'_>, member: &Value, slug: &str) {
    clerk.patch(member["id"].as_str().unwrap(), &json!({ "slug": slug }));
}

/// Under both addresses, each slug leads straight to the present one.
#[track_caller]
fn lead_to(clerk: &ApiClient<'_>, current: &str, former: &[&str]) {
    let server = clerk.server;
    assert_eq!(
        clerk.get(&format!("/members/{current}")).ok()["slug"],
        current
    );
    assert_eq!(
        server.json(&format!("/v1/members/{current}"))["slug"],
        current
    );
    for slug in former {
        let own = clerk.get(&format!("/members/{slug}"));
        assert_eq!(own.status, 308, "{slug}");
        assert_eq!(
            location(server, &own),
            format!("/v1/registry/members/{current}")
        );
        let public = server.get(&format!("/v1/members/{slug}?lang=fr"));
        assert_eq!(public.status, 308, "{slug}");
        assert_eq!(
            location(server, &public),
            format!("/v1/members/{current}?lang=fr")
        );
    }
}

#[test]
fn every_earlier_slug_leads_to_the_present_one() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let member = admitted(&editor, &json!({"name": "Aap", "country": "BE"}));
    lead_to(&editor, "aap", &[]);
    rename(&editor, &member, "noot");
    lead_to(&editor, "noot", &["aap"]);
    rename(&editor, &member, "mies");
    lead_to(&editor, "mies", &["aap", "noot"]);
    rename(&editor, &member, "aap");
    lead_to(&editor, "aap", &["mies", "noot"]);
    let record = editor.get("/members/aap").ok();
    assert_eq!(record["former_slugs"], json!(["mies", "noot"]));
    // A server that starts anew knows the same.
    let key = editor.key.clone();
    let database = server.stop();
    let server = crate::support::Serve::on(database).start();
    let editor = ApiClient {
        server: &server,
        key,
    };
    lead_to(&editor, "aap", &["mies", "noot"]);
}

#[test]
fn redirects_keep_what_stands_behind_the_slug() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let member = admitted(&editor, &json!({"name": "Aap", "country": "BE"}));
    rename(&editor, &member, "noot");
    let tag = editor.tag("/members/noot");
    let headers = [("If-Match", tag.as_str())];
    let patch = json!({"acronym": "N"});
    for (method, behind) in [
        ("GET", "?as_of=3"),
        ("GET", "/membership-events"),
        ("PATCH", "?dry_run=true"),
        ("DELETE", ""),
        ("POST", "/verify"),
        ("POST", "/restore"),
    ] {
        let body = (method == "PATCH").then_some(&patch);
        let moved = editor.send(method, &format!("/members/aap{behind}"), &headers, body);
        assert_eq!(moved.status, 308, "{method} {behind}: {}", moved.text());
        let there = format!("/v1/registry/members/noot{behind}");
        assert_eq!(location(&server, &moved), there);
        assert_eq!(moved.header("cache-control"), Some("no-store"));
    }
    assert_eq!(editor.tag("/members/noot"), tag);
}

/// What the public never saw is free, and leads nowhere.
#[test]
fn the_slug_of_an_applicant_is_free_after_its_change() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let member = editor.create(&json!({"name": "Aap", "country": "BE"}));
    rename(&editor, &member, "noot");
    editor.get("/members/aap").problem(404);
    let other = json!({"name": "Heel Anders", "country": "NL", "slug": "aap"});
    editor.create(&other);
    assert_eq!(editor.get("/members/aap").ok()["name"], "Heel Anders");
}
