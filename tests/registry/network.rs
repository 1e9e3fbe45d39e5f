//! What the network says of itself.

use serde_json::json;

use crate::support::TestServer;

#[test]
fn the_network_is_renamed_and_the_public_sees_it_at_once() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let patch = json!({"name": "Network of Open Houses", "website": "https://network.example.org"});
    let profile = admin.change("PATCH", "/network", "/network", &patch).ok();
    assert_eq!(profile["short_name"], "SMN");
    let public = server.json("/v1/network");
    assert_eq!(public["name"], "Network of Open Houses");
    assert_eq!(public["website"], "https://network.example.org");
    let whole = json!({"name": "Only a Name"});
    let replaced = admin.change("PUT", "/network", "/network", &whole).ok();
    assert!(replaced["short_name"].is_null() && replaced["website"].is_null());
    assert_eq!(replaced["sample_data"], true);
}

#[test]
fn what_is_wrong_is_told_and_nobody_is_overwritten() {
    let server = TestServer::sample();
    let (admin, editor) = (server.clerk("admin"), server.clerk("editor"));
    let wrong = json!({"name": "", "website": "javascript:alert(1)", "founded_year": 99, "nme": 1});
    let told = admin
        .change("PATCH", "/network", "/network", &wrong)
        .body_mistakes();
    let pointers: Vec<&str> = told.iter().map(|(pointer, _)| pointer.as_str()).collect();
    for pointer in ["/name", "/website", "/founded_year", "/nme"] {
        assert!(pointers.contains(&pointer), "{pointer} in {pointers:?}");
    }
    let sample = admin.change(
        "PATCH",
        "/network",
        "/network",
        &json!({"sample_data": false}),
    );
    assert_eq!(
        sample.body_mistakes(),
        [("/sample_data".to_owned(), "read_only".to_owned())]
    );
    admin
        .send("PATCH", "/network", &[], Some(&json!({"name": "X"})))
        .problem(428);
    let stale = admin.send(
        "PATCH",
        "/network",
        &[("If-Match", "\"0\"")],
        Some(&json!({"name": "X"})),
    );
    assert_eq!(stale.problem(412)["current"]["short_name"], "SMN");
    editor
        .change("PATCH", "/network", "/network", &json!({"name": "X"}))
        .problem(403);
    assert_eq!(editor.get("/network").ok()["name"], "Sample Member Network");
}
