//! The id of a request, in and out.

use std::collections::BTreeSet;

use crate::support::shared;

fn answered_id(given: &str) -> String {
    let answer = shared().get_with("/v1/network", &[("X-Request-Id", given)]);
    answer.header("x-request-id").unwrap().to_owned()
}

#[test]
fn every_answer_has_its_own() {
    let paths = [
        "/v1/network",
        "/v1/network",
        "/nothing",
        "/health/live",
        "/openapi.json",
        "/docs/",
    ];
    let ids: BTreeSet<String> = paths
        .iter()
        .map(|path| {
            shared()
                .get(path)
                .header("x-request-id")
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(ids.len(), paths.len());
    for id in ids {
        assert_eq!(uuid::Uuid::try_parse(&id).unwrap().get_version_num(), 7);
    }
}

#[test]
fn a_clients_own_is_kept() {
    let longest = "a".repeat(64);
    for id in [
        "1",
        "my-request_1.2",
        "0190d7a5-0000-7000-8000-000000000000",
        &longest,
    ] {
        assert_eq!(answered_id(id), id);
    }
    let problem = shared()
        .get_with("/nothing", &[("X-Request-Id", "mine")])
        .problem(404);
    assert_eq!(problem["instance"], "mine");
}

/// Whatever could forge a line of a log or break a page is replaced.
#[test]
fn a_hostile_one_is_replaced() {
    let long = "a".repeat(65);
    for id in [
        "",
        "a b",
        "a\tb",
        "<script>",
        "a\"b",
        "a=b",
        "${jndi:ldap://x}",
        "é",
        "{}",
        "a,b",
        "a;b",
        &long,
    ] {
        let answered = answered_id(id);
        assert_ne!(answered, id);
        assert!(uuid::Uuid::try_parse(&answered).is_ok(), "{id}: {answered}");
    }
}
