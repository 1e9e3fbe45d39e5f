//! What other sites embed, as their browsers ask for it.

use crate::support::shared;

#[test]
fn the_script_is_a_module_for_every_site_and_is_asked_for_again_cheaply() {
    let script = shared().get("/embed.js");
    assert_eq!(script.status, 200);
    assert_eq!(
        script.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(script.header("access-control-allow-origin"), Some("*"));
    assert_eq!(script.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(script.header("vary"), Some("Accept-Encoding"));
    assert_eq!(script.header("set-cookie"), None);
    let kept = script.header("cache-control").unwrap();
    assert!(kept.contains("public, max-age=3600"), "{kept}");

    for tag in [
        script.etag().to_owned(),
        format!("W/{}", script.etag()),
        format!("\"other\", {}", script.etag()),
    ] {
        let again = shared().get_with("/embed.js", &[("If-None-Match", &tag)]);
        assert_eq!(again.status, 304, "{tag}");
        assert_eq!(again.etag(), script.etag());
        assert!(again.body.is_empty());
    }
    let other = shared().get_with("/embed.js", &[("If-None-Match", "\"other\"")]);
    assert_eq!(other.body, script.body);
}

#[test]
fn each_encoding_has_its_own_tag() {
    let tags = ["identity", "gzip", "br"].map(|encoding| {
        let answer = shared().get_with("/embed.js", &[("Accept-Encoding", encoding)]);
        answer.etag().to_owned()
    });
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2]);
}
