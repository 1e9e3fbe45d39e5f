//! Who is open at a time, and how long the answer may be kept.

use std::sync::LazyLock;

use reqwest::Method;

use crate::support::{Shared, TestServer, sheets::sheets};

/// A place that is always open, one on working days, one that says so in words, one of which only
/// the city may be known, and a member without a place.
static SERVER: LazyLock<Shared<TestServer>> = LazyLock::new(|| {
    let members = "slug,name,country\nalways,Always,BE\ndays,Days,BE\nwords,Words,BE\ncity,City,BE\nnone,None,BE\n";
    let places = "member,city,country,latitude,longitude,visibility,opening_hours\n\
                  always,Gent,BE,51.05,3.72,public,24/7\n\
                  days,Gent,BE,51.05,3.72,public,Mo-Fr 09:00-17:00; PH off\n\
                  words,Gent,BE,51.05,3.72,public,na afspraak\n\
                  city,Gent,BE,51.05,3.72,city,24/7\n";
    Shared::server(TestServer::of(&sheets().members(members).locations(places)))
});

#[test]
fn a_place_is_open_by_its_hours_in_its_own_time() {
    for (at, expected) in [
        // A Wednesday: nine in the morning in Belgium is eight in UTC.
        ("2026-11-25T08:00:00Z", vec!["always", "days"]),
        ("2026-11-25T09:00:00%2B01:00", vec!["always", "days"]),
        ("2026-11-25T07:59:00Z", vec!["always"]),
        // A Saturday, and a public holiday on a Monday.
        ("2026-11-28T10:00:00Z", vec!["always"]),
        ("2025-07-21T10:00:00Z", vec!["always"]),
    ] {
        assert_eq!(
            SERVER.slugs(&format!("/v1/members?open_at={at}")),
            expected,
            "{at}"
        );
        let places = SERVER.json(&format!("/v1/locations?format=json&open_at={at}"));
        assert_eq!(places["page"]["total"], expected.len(), "{at}");
    }
    assert_eq!(SERVER.slugs("/v1/members?open_now=false").len(), 5);
    assert_eq!(
        SERVER
            .slugs("/v1/members?open_at=2026-11-25T08:00:00Z&city=Brugge")
            .len(),
        0
    );
}

#[test]
fn who_is_open_now_may_be_kept_for_this_minute_alone() {
    let answer = SERVER.get("/v1/members?open_now=true&fields=slug");
    assert!(answer.text().contains("always"), "{}", answer.text());
    let policy = answer.header("cache-control").expect("a policy");
    let seconds: u64 = policy
        .strip_prefix("public, max-age=")
        .and_then(|rest| rest.split(',').next())
        .and_then(|seconds| seconds.parse().ok())
        .unwrap_or_else(|| panic!("{policy}"));
    assert!(
        (1..=60).contains(&seconds) && !policy.contains("stale"),
        "{policy}"
    );
    assert_eq!(answer.header("last-modified"), None);
    let again = SERVER.get_with(
        "/v1/members?open_now=true&fields=slug",
        &[("If-Modified-Since", "Fri, 01 Jan 2038 00:00:00 GMT")],
    );
    assert_eq!(again.status, 200, "a date tells nothing of it");
    // A time that was named does not pass.
    let fixed = SERVER.get("/v1/members?open_at=2026-11-25T08:00:00Z");
    assert!(
        fixed
            .header("cache-control")
            .is_some_and(|policy| policy.contains("stale"))
    );
}

#[test]
fn one_time_is_asked_about_at_once() {
    for (query, parameter) in [
        ("open_now=true&open_at=2026-11-25T08:00:00Z", "open_at"),
        ("open_at=today", "open_at"),
        ("open_now=1", "open_now"),
    ] {
        let mistakes = SERVER.mistakes(&format!("/v1/members?{query}"));
        assert_eq!(mistakes.len(), 1, "{query}");
        assert_eq!(mistakes[0].0, parameter, "{query}");
    }
    let found = SERVER.ask(
        Method::POST,
        "/v1/members/search",
        &[("Content-Type", "application/json")],
        Some(br#"{"open_at": "2026-11-25T08:00:00Z", "near": "51.05,3.72"}"#.to_vec()),
    );
    assert_eq!(found.ok()["page"]["total"], 2);
}

#[test]
fn the_page_says_who_is_open() {
    let page = SERVER
        .get_with("/?open_now=true&lang=nl", &[("Accept", "text/html")])
        .text();
    assert!(
        page.contains("Always") && !page.contains(">Words<"),
        "{page}"
    );
    assert!(page.contains("<strong class=\"open\">Nu open</strong>"));
    let member = SERVER
        .get_with("/members/always?lang=nl", &[("Accept", "text/html")])
        .text();
    assert!(member.contains("<p class=\"open\">Nu open</p>"));
    // Of a place that is known by its city, the hours are nobody's business.
    let city = SERVER
        .get_with("/members/city?lang=nl", &[("Accept", "text/html")])
        .text();
    assert!(!city.contains("Nu open"));
}
