//! Errors that belong to no path of their own: what does not exist, what a path does not take, and
//! what can hardly be read.

use std::io::{Read, Write};

use crate::support::{Answer, Database, Serve, raw, shared};

#[test]
fn an_unknown_path_names_the_nearest() {
    for (path, nearest) in [
        ("/v1/member", "/v1/members"),
        ("/v1/Members", "/v1/members"),
        ("/v1/locatoins", "/v1/locations"),
        ("/v1/service", "/v1/services"),
        ("/v1/contries", "/v1/countries"),
        ("/health", "/health/"),
        ("/openapi.jsn", "/openapi.json"),
    ] {
        let problem = shared().get(path).problem(404);
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains(nearest), "{path}: {detail}");
    }
    for path in [
        "/etc/passwd",
        "/v2/everything",
        "/v1",
        "/%E2%82%AC",
        "/v1/members/a/b",
        "/v1/nothing/",
        "//metrics",
        "/metrics/",
        "//v1/registry/members",
    ] {
        let problem = shared().get(path).problem(404);
        assert!(!problem["detail"].as_str().unwrap().is_empty(), "{path}");
    }
}

/// A slash too many, the full stop of a sentence, a name with capitals: as people write addresses.
#[test]
fn an_address_that_is_nearly_right_leads_to_the_right_one() {
    for (path, right) in [
        ("/v1/members/", "/v1/members"),
        ("/v1//members?country=BE", "/v1/members?country=BE"),
        ("//v1/members", "/v1/members"),
        ("/v1/members/open-huis-gent/", "/v1/members/open-huis-gent"),
        (
            "/v1/members/Open-Huis-Gent?lang=nl",
            "/v1/members/open-huis-gent?lang=nl",
        ),
        ("/v1/members.csv/", "/v1/members.csv"),
        ("/v1/registry/members/", "/v1/registry/members"),
        ("/members/open-huis-gent/", "/members/open-huis-gent"),
        ("/members/open-huis-gent.", "/members/open-huis-gent"),
        ("/members/OPEN-HUIS-GENT", "/members/open-huis-gent"),
        (
            "/members//open-huis-gent/?lang=nl",
            "/members/open-huis-gent?lang=nl",
        ),
        ("/embed/?country=BE", "/embed?country=BE"),
        ("//", "/"),
    ] {
        let answer = shared().get(path);
        assert_eq!(answer.status, 308, "{path}");
        let location = answer.header("location").unwrap();
        let rest = location
            .split_once("://")
            .map_or(location, |(_, rest)| rest);
        let location = &rest[rest.find('/').unwrap()..];
        assert_eq!(location, right, "{path}");
    }
    assert_eq!(shared().get("/docs/").status, 200);
    assert_eq!(shared().get("/members/nobody/").status, 308);
}

#[test]
fn a_method_that_a_path_does_not_take_is_answered_with_those_it_does() {
    let internal = Serve::on(Database::new()).internal().start();
    for path in [
        "/v1/members",
        "/v1/members/open-huis-gent",
        "/v1/network",
        "/health/live",
        "/metrics",
    ] {
        for method in [
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "TRACE",
            "PROPFIND",
            "FROBNICATE",
        ] {
            let answer = match path {
                "/metrics" => internal.internally(method, path, &[]),
                path => shared().request(method, path, &[]),
            };
            answer.problem(405);
            assert_eq!(
                answer.header("allow"),
                Some("GET, HEAD, OPTIONS"),
                "{method} {path}"
            );
        }
    }
    shared().request("POST", "/nothing", &[]).problem(404);
}

#[test]
fn a_body_that_nobody_asked_for_does_no_harm() {
    let body = "x".repeat(100_000);
    let request = format!(
        "POST /v1/members HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    raw::exchange(shared(), request.as_bytes()).problem(405);
}

#[test]
fn nothing_acceptable_is_said_with_what_there_is() {
    for path in ["/v1/members", "/v1/locations", "/v1/network"] {
        for accept in [
            "text/html",
            "application/xml, image/*",
            "application/json;q=0, application/geo+json;q=0",
        ] {
            let problem = shared().get_with(path, &[("Accept", accept)]).problem(406);
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains("json"), "{path}: {detail}");
        }
    }
}

#[test]
fn malformed_percent_encoding_is_refused() {
    for path in [
        "/v1/members?country=%",
        "/v1/members?country=%2",
        "/v1/members?country=%ZZ",
        "/v1/members?%GG=1",
        "/v1/members?city=%C3",
        "/v1/members?city=%FF%FE",
        "/v1/members?city=%00",
        "/v1/members?city=%ED%A0%80",
        "/v1/members/%",
        "/v1/members/%zz",
        "/v1/members/%C3%28",
        "/%",
        "/v1/members%2",
    ] {
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let problem = raw::exchange(shared(), request.as_bytes()).problem(400);
        assert!(
            problem["type"]
                .as_str()
                .unwrap()
                .ends_with("/docs/problems/malformed-url"),
            "{path}: {problem}"
        );
    }
}

#[test]
fn the_longest_address_is_read_and_a_longer_one_refused() {
    let path = |length: usize| {
        let start = "/v1/members?city=";
        format!("{start}{}", "a".repeat(length - start.len()))
    };
    assert_eq!(shared().get(&path(8192)).ok()["page"]["total"], 0);
    let problem = shared().get(&path(8193)).problem(414);
    assert!(
        problem["detail"].as_str().unwrap().contains("8192"),
        "{problem}"
    );
    shared().get(&path(40_000)).problem(414);
}

/// What lies beyond all that is read at all still gets an answer in HTTP, and the server goes on.
#[test]
fn beyond_everything_there_is_still_an_answer() {
    for length in [70_000, 300_000] {
        let request = format!(
            "GET /v1/members?city={} HTTP/1.1\r\nHost: x\r\n\r\n",
            "a".repeat(length)
        );
        let answer = raw::exchange(shared(), request.as_bytes());
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
    let header = format!(
        "GET /v1/members HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n",
        "a".repeat(300_000)
    );
    let answer = raw::exchange(shared(), header.as_bytes());
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    assert_eq!(shared().get("/health/live").status, 200);
}

#[test]
fn what_is_no_http_is_refused_as_http() {
    for request in [
        &b"HELO example.org\r\n\r\n"[..],
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET /v1/members HTTP/1.1\r\nHost: x\r\nContent-Length: nine\r\n\r\n",
        b"GET /v1/members HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
    ] {
        let answer = raw::exchange(shared(), request);
        assert_eq!(answer.status, 400, "{:?}", String::from_utf8_lossy(request));
    }
    assert_eq!(shared().get("/health/live").status, 200);
}

/// One connection, several requests, an error among them: the others are answered.
#[test]
fn an_error_does_not_end_the_connection() {
    let mut stream = raw::connect(shared());
    stream
        .write_all(
            b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n\
              GET /v1/members?limit=x HTTP/1.1\r\nHost: x\r\n\r\n\
              GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        )
        .unwrap();
    let mut received = String::new();
    stream.read_to_string(&mut received).unwrap();
    let statuses: Vec<&str> = received
        .split("HTTP/1.1 ")
        .skip(1)
        .map(|answer| &answer[..3])
        .collect();
    assert_eq!(statuses, ["404", "400", "200"]);
}

/// No error may be kept by a cache: the next request may be answered well.
#[test]
fn errors_are_not_kept() {
    for answer in [
        shared().get("/nothing"),
        shared().get("/v1/members?limit=x"),
        shared().request("POST", "/v1/members", &[]),
        shared().get_with("/v1/members", &[("Accept", "text/html")]),
    ] {
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("etag"), None);
    }
}

#[test]
fn no_error_speaks_of_the_inside() {
    let errors: Vec<Answer> = vec![
        shared().get("/v1/members/'%20OR%201=1--"),
        shared().get("/v1/members?country='%20OR%201=1--"),
        shared().get("/v1/members?cursor=eyJ2IjoxLCJxIjowLCJhIjp7fX0"),
        shared().get("/v1/members?updated_since=%27"),
        shared().get("/docs/problems/nothing"),
        shared().get("/docs/nothing.js"),
    ];
    for answer in errors {
        assert!((400..500).contains(&answer.status), "{}", answer.text());
        let text = answer.text();
        for inside in [
            "src/", ".rs", "diesel", "sqlite", "postgres", "panicked", "serde", "SELECT", "/home",
            "/work",
        ] {
            assert!(!text.contains(inside), "{inside} in {text}");
        }
    }
}
