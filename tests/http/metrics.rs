//! `/metrics` and the log: how much and how long, never who asked for what.

use crate::support::{Database, Serve, TestServer, sample::SAMPLE};

/// The sample network, with the counts at an address of their own.
fn counting() -> TestServer {
    Serve::on(Database::sample()).internal().start()
}

#[test]
fn requests_are_counted_by_method_route_and_status() {
    let server = counting();
    for _ in 0..3 {
        server.json("/v1/members?limit=1");
    }
    server.get("/v1/members/open-huis-gent");
    server.get("/v1/members/no-such-member");
    server.get("/v1/members?limit=x");
    server.get("/nowhere");
    let text = server.metrics();
    for line in [
        r#"http_requests_total{method="GET",route="/v1/members",status="200"} 3"#,
        r#"http_requests_total{method="GET",route="/v1/members",status="400"} 1"#,
        r#"http_requests_total{method="GET",route="/v1/members/{member}",status="200"} 1"#,
        r#"http_requests_total{method="GET",route="/v1/members/{member}",status="404"} 1"#,
        r#"http_requests_total{method="GET",route="none",status="404"} 1"#,
        "directory_members 155",
    ] {
        assert!(
            text.lines().any(|known| known == line),
            "{line}\nin\n{text}"
        );
    }
    assert!(text.contains("# HELP http_requests_total "));
    assert!(text.contains("# TYPE http_request_duration_seconds histogram"));
    let revision = server.json("/v1/network")["revision"].to_string();
    assert!(
        text.lines()
            .any(|line| line == format!("directory_revision {revision}"))
    );
}

#[test]
fn it_is_prometheus_text() {
    let answer = counting().internally("GET", "/metrics", &[]);
    let media_type = answer.header("content-type").unwrap();
    assert!(
        media_type.starts_with("text/plain; version=0.0.4"),
        "{media_type}"
    );
    for line in answer.text().lines().filter(|line| !line.is_empty()) {
        let value = line.rsplit_once(' ').map(|(_, value)| value);
        assert!(
            line.starts_with('#') || value.is_some_and(|value| value.parse::<f64>().is_ok()),
            "{line}"
        );
    }
}

/// What people typed is in neither, whether it was found, refused or never existed.
#[test]
fn neither_counts_nor_log_tell_what_was_asked() {
    let server = counting();
    for path in [
        "/v1/members?city=secretville&country=GR",
        "/v1/members/secretville",
        "/v1/members?secretville=1",
        "/v1/members?limit=secretville",
        "/secretville",
        "/v1/members/open-huis-gent?lang=fr",
        "/v1/members?cursor=secretville",
    ] {
        server.get_with(
            path,
            &[
                ("User-Agent", "secretville/1.0"),
                ("Referer", "https://secretville.example/"),
            ],
        );
    }
    server.request("SECRETVILLE", "/v1/members", &[]);
    let metrics = server.metrics();
    let log: String = server
        .log()
        .iter()
        .map(|entry| format!("{entry}\n"))
        .collect();
    for (what, text) in [("metrics", &metrics), ("log", &log)] {
        let lower = text.to_lowercase();
        assert!(!lower.contains("secretville"), "{what}: {text}");
        assert!(!lower.contains("open-huis-gent"), "{what}: {text}");
        for member in &SAMPLE.members {
            assert!(
                !text.contains(&member["name"]),
                "{what}: {}",
                member["name"]
            );
        }
    }
}

/// One line a request: method, route, status, duration and id.
#[test]
fn every_request_has_its_line_in_the_log() {
    let server = counting();
    server.get_with("/v1/members/nobody", &[("X-Request-Id", "my-id")]);
    let line = crate::support::eventually("the line is written", || {
        server
            .log()
            .into_iter()
            .find(|entry| entry["request_id"] == "my-id")
    });
    assert_eq!(line["method"], "GET");
    assert_eq!(line["route"], "/v1/members/{member}");
    assert_eq!(line["status"], 404);
    assert!(line["milliseconds"].as_f64().is_some());
    let lines = server.log();
    let of_it = lines.iter().filter(|entry| entry["request_id"] == "my-id");
    assert_eq!(of_it.count(), 1);
}

/// However many paths a stranger tries, the counts do not grow with them.
#[test]
fn strangers_cannot_make_the_counts_grow() {
    let server = counting();
    let series = || {
        let text = server.metrics();
        text.lines().filter(|line| !line.starts_with('#')).count()
    };
    server.get("/nowhere/0");
    server.get("/v1/members?a0=1");
    server.request("METHOD0", "/v1/members", &[]);
    series();
    let before = series();
    for number in 1..20 {
        server.get(&format!("/nowhere/{number}"));
        server.get(&format!("/v1/members?a{number}=1"));
        server.request(&format!("METHOD{number}"), "/v1/members", &[]);
    }
    assert_eq!(series(), before);
}
