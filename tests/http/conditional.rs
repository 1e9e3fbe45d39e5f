//! Conditional requests: a client that has the answer already is told so, and is never told so
//! wrongly.

use std::{collections::BTreeSet, sync::Arc};

use crate::support::{Answer, Serve, TestServer, eventually, shared, sheets::sheets};

const CACHEABLE: [&str; 7] = [
    "/v1/members",
    "/v1/members/open-huis-gent",
    "/v1/locations",
    "/v1/services",
    "/v1/countries",
    "/v1/languages",
    "/v1/network",
];

fn conditional(path: &str, name: &str, value: &str) -> Answer {
    shared().get_with(path, &[(name, value)])
}

/// The sample was written before; `Last-Modified` stands once the second of the change is over.
fn last_modified(path: &str) -> String {
    eventually("the second of the change is over", || {
        let answer = shared().get(path);
        answer.header("last-modified").map(str::to_owned)
    })
}

#[test]
fn public_answers_may_be_kept_and_have_a_strong_etag() {
    for path in CACHEABLE {
        let answer = shared().get(path);
        let etag = answer.etag();
        assert!(
            etag.starts_with('"') && etag.ends_with('"') && etag.len() > 10,
            "{etag}"
        );
        assert_eq!(
            answer.header("cache-control"),
            Some("public, max-age=60, stale-while-revalidate=300, stale-if-error=3600")
        );
        let vary = answer.header("vary").unwrap().to_lowercase();
        for name in ["accept", "accept-encoding", "accept-language"] {
            assert!(
                vary.split(", ").any(|known| known == name),
                "{path}: {vary}"
            );
        }
        assert_eq!(shared().get(path).etag(), etag, "the same again");
    }
}

#[test]
fn who_has_it_already_is_told_so() {
    for path in CACHEABLE {
        let etag = shared().get(path).etag().to_owned();
        for known in [
            etag.clone(),
            format!("W/{etag}"),
            format!("\"other\", {etag}"),
            format!("{etag},\"other\""),
            format!("\"a\" ,  W/{etag} , \"b\""),
            "*".to_owned(),
        ] {
            let answer = conditional(path, "If-None-Match", &known);
            assert_eq!(answer.status, 304, "{path}: {known}");
            assert!(answer.body.is_empty());
            assert_eq!(answer.etag(), etag);
            for name in [
                "cache-control",
                "vary",
                "x-request-id",
                "access-control-allow-origin",
            ] {
                assert!(answer.header(name).is_some(), "{name}");
            }
        }
    }
}

#[test]
fn who_has_another_one_gets_it() {
    for known in ["\"other\"", "W/\"\"", "other", "", "\"", "\"a\", \"b\""] {
        assert_eq!(
            conditional("/v1/network", "If-None-Match", known).status,
            200,
            "{known}"
        );
    }
    let etag = shared().get("/v1/network").etag().to_owned();
    let bare = etag.trim_matches('"');
    assert_eq!(
        conditional("/v1/network", "If-None-Match", bare).status,
        200
    );
}

/// RFC 9110: no two representations share a strong ETag.
#[test]
fn every_representation_has_its_own() {
    let mut etags = BTreeSet::new();
    let mut bodies = BTreeSet::new();
    for query in [
        "",
        "limit=10",
        "country=BE",
        "fields=country",
        "facets=country",
        "sort=-name",
    ] {
        for lang in ["en", "nl"] {
            for format in ["application/json", "application/geo+json"] {
                for encoding in ["identity", "gzip", "br"] {
                    let answer = shared().get_with(
                        &format!("/v1/members?{query}"),
                        &[
                            ("Accept", format),
                            ("Accept-Language", lang),
                            ("Accept-Encoding", encoding),
                        ],
                    );
                    assert_eq!(answer.status, 200);
                    bodies.insert(answer.body.clone());
                    assert!(
                        etags.insert(answer.etag().to_owned()),
                        "{query} {lang} {format} {encoding}"
                    );
                }
            }
        }
    }
    assert_eq!(etags.len(), bodies.len(), "each of them is another one");
}

/// An ETag learnt under one language or encoding is not good for another.
#[test]
fn an_etag_is_good_for_its_own_representation_only() {
    let etag = shared().get_with("/v1/network", &[("Accept-Language", "nl")]);
    let other = shared().get_with(
        "/v1/network",
        &[("Accept-Language", "de"), ("If-None-Match", etag.etag())],
    );
    assert_eq!(other.status, 200);
    let gzipped = shared().get_with("/v1/network", &[("Accept-Encoding", "gzip")]);
    assert_eq!(
        conditional("/v1/network", "If-None-Match", gzipped.etag()).status,
        200
    );
}

#[test]
fn a_public_change_gives_a_new_etag_and_a_private_one_does_not() {
    let server = TestServer::of(
        &sheets()
            .members("slug,name,country\na,A,BE\n")
            .locations("member,label,address,city,visibility\na,shelter,Secret 1,Gent,hidden\n"),
    );
    let etag = |path: &str| server.get(path).etag().to_owned();
    let before = (
        etag("/v1/members"),
        etag("/v1/members/a"),
        etag("/v1/locations"),
    );

    let (revision, public) = server.database.revisions();
    server.import(
        &sheets()
            .locations("member,label,address,city,visibility\na,shelter,Secret 2,Gent,hidden\n"),
        &[],
    );
    assert_eq!(server.database.revisions(), (revision + 1, public));
    // Its own revision is private, so wait for something public behind it on another server.
    let fresh = Serve::on(Arc::clone(&server.database))
        .with("PUBLIC_URL", &server.url)
        .start();
    assert_eq!(
        fresh.get("/v1/members").etag(),
        before.0,
        "a private change shows"
    );

    server.import(&sheets().members("slug,name,country\na,A anew,BE\n"), &[]);
    assert_ne!(etag("/v1/members"), before.0);
    assert_ne!(etag("/v1/members/a"), before.1);
    assert_ne!(etag("/v1/locations"), before.2);
    let answer = server.get_with("/v1/members", &[("If-None-Match", &before.0)]);
    assert_eq!(answer.status, 200);
}

/// Behind a load balancer, one node's ETag is every node's.
#[test]
fn two_servers_on_one_database_agree() {
    let url = "https://directory.example.org";
    let first = Serve::on(shared_database()).with("PUBLIC_URL", url).start();
    let second = Serve::on(Arc::clone(&first.database))
        .with("PUBLIC_URL", url)
        .start();
    for path in CACHEABLE {
        for encoding in ["identity", "gzip", "br"] {
            let headers = [("Accept-Encoding", encoding), ("Accept-Language", "fr")];
            let (a, b) = (
                first.get_with(path, &headers),
                second.get_with(path, &headers),
            );
            assert_eq!(a.etag(), b.etag(), "{path} {encoding}");
            assert_eq!(a.body, b.body, "{path} {encoding}");
            let answer =
                second.get_with(path, &[headers[0], headers[1], ("If-None-Match", a.etag())]);
            assert_eq!(answer.status, 304);
        }
    }
}

fn shared_database() -> Arc<crate::support::Database> {
    Arc::clone(&shared().database)
}

#[test]
fn the_date_of_the_last_change() {
    for path in CACHEABLE {
        let modified = last_modified(path);
        assert!(modified.ends_with(" GMT"), "{modified}");
        assert_eq!(
            conditional(path, "If-Modified-Since", &modified).status,
            304
        );
        let later = "Fri, 01 Jan 2100 00:00:00 GMT";
        assert_eq!(conditional(path, "If-Modified-Since", later).status, 304);
        let earlier = "Sat, 01 Jan 2000 00:00:00 GMT";
        assert_eq!(conditional(path, "If-Modified-Since", earlier).status, 200);
        for nonsense in ["yesterday", "", "2020-01-01T00:00:00Z"] {
            assert_eq!(
                conditional(path, "If-Modified-Since", nonsense).status,
                200,
                "{nonsense}"
            );
        }
    }
}

/// RFC 9110, 13.1.3: with If-None-Match, If-Modified-Since is not looked at.
#[test]
fn the_etag_wins_over_the_date() {
    let modified = last_modified("/v1/network");
    let answer = shared().get_with(
        "/v1/network",
        &[
            ("If-None-Match", "\"other\""),
            ("If-Modified-Since", &modified),
        ],
    );
    assert_eq!(answer.status, 200);
}

/// A date to the second cannot tell two changes in one second apart, so it must not be trusted
/// within that second: whoever read between the two would miss the second for ever.
#[test]
fn two_changes_within_a_second_are_never_taken_for_one() {
    let server = TestServer::of(&sheets().members("slug,name,country\na,Name 0,BE\n"));
    for number in 1..=6 {
        let before = server.get("/v1/members/a");
        let rows = format!("slug,name,country\na,Name {number},BE\n");
        server.import(&sheets().members(rows), &[]);
        if let Some(date) = before.header("last-modified") {
            let answer = server.get_with("/v1/members/a", &[("If-Modified-Since", date)]);
            assert_eq!(answer.status, 200, "{number}");
        }
        assert_eq!(
            server.json("/v1/members/a")["name"],
            format!("Name {number}")
        );
    }
}

#[test]
fn head_is_get_without_the_body() {
    for path in CACHEABLE.iter().chain(&[
        "/health/live",
        "/openapi.json",
        "/v1/members?limit=1&country=BE",
        "/nothing",
        "/v1/members?x=1",
    ]) {
        for encoding in ["identity", "gzip"] {
            let headers = [("Accept-Encoding", encoding), ("X-Request-Id", "one")];
            let get = shared().get_with(path, &headers);
            let head = shared().request("HEAD", path, &headers);
            assert_eq!(head.status, get.status, "{path}");
            assert!(head.body.is_empty(), "{path}");
            let comparable = |answer: &Answer| {
                let mut headers: Vec<_> = answer
                    .headers
                    .iter()
                    .filter(|(name, _)| *name != "date")
                    .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
                    .collect();
                headers.sort();
                headers
            };
            assert_eq!(comparable(&head), comparable(&get), "{path}");
            // A whole list is made while it is sent; nobody knows before how long it is.
            let length = get.body.len().to_string();
            let told = (*path != "/v1/locations").then_some(&*length);
            assert_eq!(head.header("content-length"), told, "{path}");
        }
    }
    let etag = shared().get("/v1/network").etag().to_owned();
    let answer = shared().request("HEAD", "/v1/network", &[("If-None-Match", &etag)]);
    assert_eq!(answer.status, 304);
}
