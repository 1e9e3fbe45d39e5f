//! The database goes away and comes back under the registry API.

use serde_json::json;

use super::desk::everything;
use crate::support::{TestServer, eventually};

#[test]
fn without_its_database_the_registry_says_so_and_the_directory_goes_on() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let member = "/members/open-huis-gent";
    let tag = editor.tag(member);
    let condition = [("If-Match", tag.as_str())];
    let once = [("Idempotency-Key", "during-the-outage")];
    let before = everything(&editor);
    let public = server.get("/v1/members?limit=200");

    server.database.take_away();
    let new = json!({"name": "Huis in de Storm", "country": "BE"});
    let patch = json!({"acronym": "STORM"});
    let suspend = json!({"move": "suspend"});
    let events = format!("{member}/membership-events");
    let verify = format!("{member}/verify");
    for (method, path, headers, body) in [
        ("GET", "/members", &[][..], None),
        ("GET", member, &[], None),
        ("GET", &events, &[], None),
        ("POST", "/members", &once, Some(&new)),
        ("POST", "/members?dry_run=true", &[], Some(&new)),
        ("PATCH", member, &condition, Some(&patch)),
        ("PUT", member, &condition, Some(&new)),
        ("DELETE", member, &condition, None),
        ("POST", &events, &condition, Some(&suspend)),
        ("POST", &verify, &condition, None),
    ] {
        let answer = editor.send(method, path, headers, body);
        let problem = answer.problem(503);
        assert!(answer.header("retry-after").is_some(), "{method} {path}");
        assert!(!answer.text().contains("sqlite"), "{problem}");
        assert!(!answer.text().contains("postgres"), "{problem}");
        assert!(!answer.text().contains("directory.db"), "{problem}");
    }
    let during = server.get("/v1/members?limit=200");
    assert_eq!(during.body, public.body);
    assert_eq!(during.etag(), public.etag());
    server.get("/v1/members/open-huis-gent").ok();
    server.get("/v1/network").ok();

    server.database.bring_back();
    eventually("the registry answers again", || {
        (editor.get(member).status == 200).then_some(())
    });
    assert_eq!(everything(&editor), before);
    // What was asked meanwhile is taken when it is asked again.
    editor.send("POST", "/members", &once, Some(&new)).created();
    let taken = editor.send("PATCH", member, &condition, Some(&patch)).ok();
    assert_eq!(taken["acronym"], "STORM");
    let panics = server
        .log()
        .iter()
        .filter(|line| line.to_string().contains("panicked"))
        .count();
    assert_eq!(panics, 0, "{:#?}", server.log());
}

/// Whoever has no key learns no more from an outage than at any other time.
#[test]
fn an_outage_opens_nothing() {
    let server = TestServer::sample();
    server.database.take_away();
    let nobody = server.get("/v1/registry/members");
    nobody.problem(401);
    server.database.bring_back();
}
