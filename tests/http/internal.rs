//! An address of its own for the registry and the counts; and that no way of writing a path goes
//! past it, or past a rule of a proxy.

use serde_json::Value;

use crate::support::{Database, Serve, TestServer, raw, shared};

const METHODS: [&str; 7] = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

fn internal() -> TestServer {
    Serve::on(Database::sample()).internal().start()
}

/// An answer without what is of this one request, and the path.
fn face(server: &TestServer, method: &str, path: &str, key: &str) -> (u16, Vec<String>, Value) {
    let headers = [("Authorization", key), ("Origin", "https://example.org")];
    let answer = server.request(method, path, &headers);
    let mut names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
    names.sort();
    let mut body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    for field in ["instance", "request_id", "detail"] {
        body.as_object_mut().map(|body| body.remove(field));
    }
    (answer.status, names, body)
}

#[test]
fn at_the_public_address_the_registry_is_like_what_is_not_there() {
    let server = internal();
    let key = format!("Bearer {}", server.clerk("admin").key);
    for method in METHODS {
        let unknown = face(&server, method, "/v1/nothing/of/this", &key);
        assert_eq!(unknown.0, 404, "{method}");
        for path in [
            "/v1/registry",
            "/v1/registry/key",
            "/v1/registry/members",
            "/v1/registry/members/open-huis-gent",
            "/v1/registry/keys/abcdefgh/rotate",
            "/metrics",
        ] {
            assert_eq!(
                face(&server, method, path, &key),
                unknown,
                "{method} {path}"
            );
            let answer = server.request(method, path, &[]);
            assert!(
                !answer.text().contains("registry/"),
                "{path}: {}",
                answer.text()
            );
        }
    }
    let document = server.get("/openapi.json").text();
    assert!(!document.contains("\"/v1/registry") && !document.contains("\"/metrics"));
    assert_eq!(server.get("/openapi/registry.json").status, 404);
}

#[test]
fn the_internal_address_has_the_registry_the_counts_and_the_documents() {
    let server = internal();
    let admin = server.clerk("admin");
    admin.get("/key").ok();
    let made = admin.post(
        "/members",
        &serde_json::json!({"name": "Nieuw", "country": "BE"}),
    );
    // Nobody but its visitor knows what the address is called.
    let place = made.header("location").unwrap().to_owned();
    assert!(place.starts_with("/v1/registry/members/"), "{place}");
    for path in ["/metrics", "/health/live", "/health/ready", "/docs/"] {
        assert_eq!(server.internally("GET", path, &[]).status, 200, "{path}");
    }
    let directory = server.internally("GET", "/openapi.json", &[]).text();
    assert!(directory.contains("\"/metrics\""));
    let registry = server
        .internally("GET", "/openapi/registry.json", &[])
        .text();
    assert!(registry.contains("\"/v1/registry/key\""));
    // The public address has the directory, which shows what is written at the other one.
    admin.patch("open-huis-gent", &serde_json::json!({"acronym": "OHG"}));
    assert_eq!(server.json("/v1/members/open-huis-gent")["acronym"], "OHG");
    assert_eq!(server.stop().count("members"), 156);
}

#[test]
fn without_an_internal_address_nobody_is_told_counts() {
    for method in METHODS {
        let unknown = face(shared(), method, "/nothing-of-this", "");
        assert_eq!(face(shared(), method, "/metrics", ""), unknown, "{method}");
    }
}

#[test]
fn an_address_that_cannot_be_listened_on_is_told() {
    for address in ["nowhere", "127.0.0.1", "9090", "127.0.0.1:70000"] {
        let database = Database::new();
        let run = database
            .run(&["serve", "--internal-bind", address])
            .ended_with(2);
        assert!(run.stderr.contains("INTERNAL_BIND"), "{run:?}");
    }
}

/// A rule in a proxy that refuses the plain path holds for every way of writing it.
#[test]
fn no_way_of_writing_a_path_goes_past_a_rule() {
    let counting = internal();
    let key = format!("Bearer {}", shared().clerk("admin").key);
    let internal_key = format!("Bearer {}", counting.clerk("admin").key);
    let internal = counting.internal_url.as_deref().unwrap();
    let internal = internal.trim_start_matches("http://");
    let ways = [
        "/v1/%72egistry/key",
        "/%76%31/registry/key",
        "/v1/r%65gistr%79/key",
        "/v1/%2572egistry/key",
        "/v1/%252572egistry/key",
        "/v1//registry/key",
        "//v1/registry/key",
        "/v1/./registry/key",
        "/v1/%2e/registry/key",
        "/v1/x/../registry/key",
        "/v1/x/%2e%2e/registry/key",
        "/v1/x/%2E%2E/%72egistry/key",
        "/v1%2Fregistry/key",
        "/v1%2fregistry%2fkey",
        "/V1/registry/key",
        "/v1/Registry/key",
        "/v1/REGISTRY/key",
        "/v1/%52EGISTRY/key",
        "/%6detrics",
        "/%6Detrics",
        "/metric%73",
        "/%256detrics",
        "//metrics",
        "/./metrics",
        "/%2e/metrics",
        "/Metrics",
        "/x/..%2fmetrics",
    ];
    for method in METHODS {
        // By hand: a client would make the paths plain.
        for path in ways {
            for (address, key) in [(shared().address(), &key), (internal, &internal_key)] {
                let request = format!(
                    "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: {key}\r\nConnection: close\r\n\r\n"
                );
                let answer = raw::exchange_with(address, request.as_bytes());
                assert_eq!(answer.status, 404, "{method} {path}");
            }
        }
    }
}

#[test]
fn nothing_leads_from_the_internal_address_to_the_public_one() {
    let server = internal();
    let internal = server.internal_url.as_deref().unwrap();
    let address = internal.trim_start_matches("http://");
    for path in [
        "/v1/%6dembers",
        "/health%2Flive",
        "/health/%2E/live",
        "/%68ealth/live",
    ] {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        let answer = raw::exchange_with(address, request.as_bytes());
        assert_eq!(answer.status, 404, "{path}");
    }
}

#[test]
fn a_public_path_leads_to_its_plain_form() {
    for (path, plain) in [
        (
            "/v1/%6dembers?q=%C3%A9t%C3%A9&limit=1",
            "/v1/members?q=%C3%A9t%C3%A9&limit=1",
        ),
        (
            "/v1/members/open%2Dhuis%2dgent",
            "/v1/members/open-huis-gent",
        ),
        ("/%68ealth/live", "/health/live"),
        ("//evil.example/%61", "//evil.example/a"),
    ] {
        let answer = shared().get(path);
        assert_eq!(answer.status, 308, "{path}");
        let plain = format!("{}{plain}", shared().url);
        assert_eq!(answer.header("location"), Some(plain.as_str()), "{path}");
    }
    // What must be encoded is not touched.
    shared().get("/v1/members/caf%C3%A9").problem(404);
    shared().get("/v1/members/a%2Fb").problem(404);
}
