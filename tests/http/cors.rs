//! OPTIONS, and a page of another site that reads the API.

use crate::support::shared;

const ORIGIN: (&str, &str) = ("Origin", "https://partner.example.org");

#[test]
fn any_site_may_read() {
    for path in [
        "/v1/members",
        "/v1/members/open-huis-gent",
        "/v1/network",
        "/nothing",
        "/v1/members?x=1",
    ] {
        let answer = shared().get_with(path, &[ORIGIN]);
        assert_eq!(
            answer.header("access-control-allow-origin"),
            Some("*"),
            "{path}"
        );
        assert_eq!(answer.header("access-control-allow-credentials"), None);
        let exposed = answer
            .header("access-control-expose-headers")
            .unwrap()
            .to_lowercase();
        for name in [
            "etag",
            "link",
            "last-modified",
            "x-request-id",
            "content-language",
        ] {
            assert!(exposed.contains(name), "{exposed}");
        }
    }
}

#[test]
fn a_browser_that_asks_first_is_let_through() {
    let answer = shared().request(
        "OPTIONS",
        "/v1/members?country=BE",
        &[
            ORIGIN,
            ("Access-Control-Request-Method", "GET"),
            (
                "Access-Control-Request-Headers",
                "if-none-match, x-request-id",
            ),
        ],
    );
    assert!([200, 204].contains(&answer.status), "{}", answer.status);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    let methods = answer.header("access-control-allow-methods").unwrap();
    assert!(
        methods.contains("GET") && methods.contains("HEAD"),
        "{methods}"
    );
    assert_eq!(answer.header("access-control-allow-headers"), Some("*"));
    assert!(answer.header("access-control-max-age").is_some());
    assert!(answer.body.is_empty());
}

#[test]
fn options_lists_the_methods() {
    for path in [
        "/v1/members",
        "/v1/members/anything",
        "/v1/locations",
        "/v1/network",
        "/health/live",
    ] {
        let answer = shared().request("OPTIONS", path, &[]);
        assert_eq!(answer.header("allow"), Some("GET, HEAD, OPTIONS"), "{path}");
    }
    shared().request("OPTIONS", "/nothing", &[]).problem(404);
}
