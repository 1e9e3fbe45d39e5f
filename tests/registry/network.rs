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

/// The smallest PNG: a black dot.
const DOT: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

#[test]
fn the_pages_have_the_colour_and_the_logo_of_the_network() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let before = server.get("/embed.js");
    let looks = json!({
        "email": "desk@network.example.org", "phone": "+32 9 210 00 00",
        "accent_color": "#8A1C4A", "logo": DOT,
    });
    let profile = admin.change("PATCH", "/network", "/network", &looks).ok();
    assert_eq!(profile["accent_color"], "#8a1c4a");
    assert_eq!(profile["logo"], DOT);
    let public = server.json("/v1/network");
    assert_eq!(public["email"], "desk@network.example.org");
    assert_eq!(public["accent_color"], "#8a1c4a");
    let logo = public["logo"].as_str().unwrap();
    let path = logo.find("/assets/").map(|place| &logo[place..]).unwrap();
    let picture = server.get(path);
    assert_eq!(picture.header("content-type"), Some("image/png"));
    assert!(
        picture
            .header("cache-control")
            .unwrap()
            .contains("immutable")
    );
    assert!(picture.body.starts_with(b"\x89PNG"));
    for page in ["/", "/about", "/members/open-huis-gent", "/nowhere"] {
        let answer = server.get_with(page, &[("Accept", "text/html")]);
        let html = answer.text();
        assert!(html.contains(path), "{page}");
        let colors = html.split("<link rel=\"stylesheet\" href=\"").nth(1);
        let colors = colors.and_then(|rest| rest.split('"').next()).unwrap();
        let css = server.get(colors).text();
        assert!(css.contains("--accent:#8a1c4a"), "{css}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("style-src 'self' 'sha256-"), "{policy}");
    }
    let framed = server.get("/embed/frame").text();
    assert!(framed.contains("/assets/colors."), "{framed}");
    let after = server.get("/embed.js");
    assert!(before.text().contains("#0d7f86") && !after.text().contains("#0d7f86"));
    assert_ne!(before.etag(), after.etag());

    // It goes out with everything else, and comes back with a change that is taken back.
    let export = admin.get("/export").text();
    assert!(export.contains(DOT));
    let removed = admin
        .change(
            "PATCH",
            "/network",
            "/network",
            &json!({"logo": null, "accent_color": null}),
        )
        .ok();
    assert!(removed["logo"].is_null());
    assert_eq!(server.get(path).status, 404);
    assert!(!server.get("/").text().contains("/assets/colors."));
    let trail = admin.get("/audit?subject=network&limit=1").ok();
    let revision = &trail["data"][0]["revision"];
    admin
        .send(
            "POST",
            &format!("/audit/{revision}/revert"),
            &[],
            Some(&json!({})),
        )
        .ok();
    assert_eq!(admin.get("/network").ok()["logo"], DOT);
}

#[test]
fn colours_that_cannot_be_read_and_pictures_that_are_none_are_refused() {
    let server = TestServer::sample();
    let admin = server.clerk("admin");
    let wrong = json!({
        "accent_color": "#ffcc00", "logo": "data:image/svg+xml;base64,PHN2Zy8+", "email": "desk",
    });
    let answer = admin.change("PATCH", "/network", "/network", &wrong);
    let mut told = answer.body_mistakes();
    told.sort();
    let code = |pointer: &str| {
        let found = told.iter().find(|(known, _)| known == pointer);
        found.map(|(_, code)| code.as_str())
    };
    assert_eq!(code("/accent_color"), Some("low_contrast"));
    assert_eq!(code("/logo"), Some("invalid_logo"));
    assert!(code("/email").is_some());
    assert!(answer.text().contains("4.5:1"), "{}", answer.text());
}
