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

#[test]
fn any_site_may_frame_the_frame_and_none_the_configuration() {
    for (path, ancestors) in [
        ("/embed/frame?country=BE&lang=fr", "frame-ancestors *"),
        ("/embed?country=BE&lang=fr", "frame-ancestors 'none'"),
    ] {
        let page = shared().get(path);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(page.header("content-language"), Some("fr"));
        assert_eq!(page.header("x-frame-options"), None);
        assert_eq!(page.header("set-cookie"), None);
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains(ancestors), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        let again = shared().get_with(path, &[("If-None-Match", page.etag())]);
        assert_eq!(again.status, 304, "{path}");
    }
}

#[test]
fn the_language_comes_from_the_address_and_then_from_the_browser() {
    let dutch = [("Accept-Language", "nl-BE, en;q=0.5")];
    for path in ["/embed/frame", "/embed"] {
        let negotiated = shared().get_with(path, &dutch);
        assert_eq!(negotiated.header("content-language"), Some("nl"), "{path}");
        let named = shared().get_with(&format!("{path}?lang=it"), &dutch);
        assert_eq!(named.header("content-language"), Some("it"), "{path}");
    }
}

#[test]
fn what_an_address_holds_is_text_on_the_page() {
    let evil = "%3Cscript%3Ealert(1)%3C/script%3E%22%27";
    for path in [
        format!("/embed/frame?q={evil}&near={evil}&x={evil}"),
        format!("/embed?country={evil}&near={evil}&radius={evil}&lang={evil}&x={evil}"),
    ] {
        let page = shared().get(&path);
        assert_eq!(page.status, 200, "{path}");
        let body = String::from_utf8(page.body).unwrap();
        assert!(!body.contains("<script>alert"), "{path}");
        assert!(!body.contains("\"'>"), "{path}");
    }
}
