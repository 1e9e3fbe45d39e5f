//! A `PUBLIC_URL` with a path: the program answers under the path, for a proxy that leaves it in
//! what it passes on, and at the root, for one that takes it off; and nothing leads out of it.

use std::sync::LazyLock;

use serde_json::Value;

use crate::support::{Answer, Database, Serve, TestServer, server::Shared};

const PUBLIC_URL: &str = "https://site.example/directory";

fn prefixed() -> &'static TestServer {
    static SHARED: LazyLock<Shared<TestServer>> = LazyLock::new(|| {
        let serve = Serve::on(Database::sample());
        Shared::server(serve.with("PUBLIC_URL", PUBLIC_URL).start())
    });
    &SHARED
}

const ANSWERS: [&str; 24] = [
    "/v1/members?limit=2",
    "/v1/members/open-huis-gent",
    "/v1/members.csv?country=BE",
    "/v1/members.jsonld?country=BE",
    "/v1/locations.geojson?country=BE",
    "/v1/suggest?q=gent",
    "/v1/network",
    "/v1/digest?since=2026-01-01",
    "/v1/digest.html?since=2026-01-01",
    "/v1/digest.md?since=2026-01-01",
    "/v1/feed.atom",
    "/v1/changes?limit=2",
    "/openapi.json",
    "/openapi/registry.yaml",
    "/embed.js",
    "/embed?lang=en",
    "/embed/frame?lang=en",
    "/embed/resize.js",
    "/?lang=en",
    "/?lang=en&view=map&map=6/50/4",
    "/map?lang=en",
    "/members/open-huis-gent?lang=en",
    "/docs/",
    "/docs/problems/",
];

fn html(path: &str) -> Answer {
    prefixed().get_with(path, &[("Accept", "text/html")])
}

#[test]
fn every_answer_is_the_same_under_the_path_and_at_the_root() {
    for path in ANSWERS {
        let root = prefixed().get(path);
        assert_eq!(root.status, 200, "{path}: {}", root.text());
        let under = prefixed().get(&format!("/directory{path}"));
        assert_eq!(under.status, 200, "{path}: {}", under.text());
        assert_eq!(root.text(), under.text(), "{path}");
        assert_eq!(root.header("etag"), under.header("etag"), "{path}");
        if let Some(etag) = root.header("etag") {
            let again =
                prefixed().get_with(&format!("/directory{path}"), &[("If-None-Match", etag)]);
            assert_eq!(again.status, 304, "{path}");
        }
    }
}

/// The values of the attributes of an HTML text that lead somewhere.
fn links(html: &str) -> Vec<String> {
    let names = ["href", "src", "action", "data-source"];
    let found = names.into_iter().flat_map(|name| {
        let begin = format!(" {name}=\"");
        let parts: Vec<&str> = html.split(begin.as_str()).skip(1).collect();
        parts.into_iter().filter_map(|rest| rest.split('"').next())
    });
    found.map(str::to_owned).collect()
}

#[test]
fn nothing_leads_out_of_the_path() {
    let mut linked = 0;
    for path in ANSWERS.into_iter().chain([
        "/nothing",
        "/members/nobody",
        "/?near=nowhere-at-all",
        "/?q=zzzzzzzz&country=BE&service=housing",
        "/v1/members?country=XX",
        "/docs/problems/not-found",
    ]) {
        let answer = html(path);
        let text = answer.text();
        for rest in text.split("https://site.example").skip(1) {
            let is_policy = rest.starts_with([';', ' ', '<']);
            assert!(
                is_policy || rest.starts_with("/directory"),
                "{path}: …{}",
                rest.chars().take(80).collect::<String>()
            );
        }
        for name in ["link", "location", "content-location"] {
            let value = answer.header(name).unwrap_or_default();
            assert!(
                value.is_empty() || value.contains(PUBLIC_URL),
                "{path}: {value}"
            );
        }
        let is_page = answer
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"));
        if is_page {
            for link in links(&text).iter().filter(|link| link.starts_with('/')) {
                assert!(link.starts_with("/directory/"), "{path}: {link}");
                linked += 1;
            }
        }
    }
    assert!(linked > 300, "{linked}");
}

#[test]
fn the_documents_name_the_path_as_their_server() {
    for document in [
        "/openapi.json",
        "/openapi/registry.json",
        "/openapi/webhooks.json",
    ] {
        let document = prefixed().json(document);
        assert_eq!(document["servers"][0]["url"], "/directory");
    }
    let problem = prefixed()
        .get("/directory/v1/members?country=XX")
        .problem(400);
    let page = problem["type"]
        .as_str()
        .and_then(|page| page.strip_prefix("https://site.example"));
    assert_eq!(html(page.unwrap()).status, 200);
}

#[test]
fn what_is_nearly_right_leads_to_the_right_address_under_the_path() {
    let redirects = [
        ("/directory", "/"),
        ("/directory?lang=nl", "/?lang=nl"),
        ("//directory", "/"),
        ("/directory//", "/"),
        ("/directory/v1/members/", "/v1/members"),
        ("/directory//v1/members?limit=1", "/v1/members?limit=1"),
        ("//directory//v1/members", "/v1/members"),
        ("/directory/v1/%6dembers", "/v1/members"),
        ("/d%69rectory/v1/members", "/v1/members"),
        (
            "/directory/members/open-huis-gent.",
            "/members/open-huis-gent",
        ),
        (
            "/directory/v1/members/Open-Huis-Gent",
            "/v1/members/open-huis-gent",
        ),
        ("/v1/members/", "/v1/members"),
    ];
    for (path, right) in redirects {
        let answer = prefixed().get(path);
        assert_eq!(answer.status, 308, "{path}");
        let right = format!("{PUBLIC_URL}{right}");
        assert_eq!(answer.header("location"), Some(right.as_str()), "{path}");
    }
    let pages = [
        (
            "/directory/members/OPEN-HUIS-GENT?lang=nl",
            308,
            "/members/open-huis-gent?lang=nl",
        ),
        ("/directory/members", 303, "/"),
        ("/directory/?q=&lang=nl", 303, "/?lang=nl"),
        ("/directory/docs", 302, "/docs/"),
    ];
    for (path, status, right) in pages {
        let answer = prefixed().get(path);
        assert_eq!(answer.status, status, "{path}");
        let right = format!("/directory{right}");
        assert_eq!(answer.header("location"), Some(right.as_str()), "{path}");
    }
    // Another path only begins like it, and it is taken off once.
    prefixed().get("/directoryx/v1/members").problem(404);
    prefixed()
        .get("/directory/directory/v1/members")
        .problem(404);
}

#[test]
fn what_stands_at_an_address_of_its_own_is_not_told_under_the_path() {
    let serve = Serve::on(Database::sample()).internal();
    let server = serve.with("PUBLIC_URL", PUBLIC_URL).start();
    for path in [
        "/v1/registry/members",
        "/metrics",
        "/v1/%72egistry/members",
        "/v1//registry/members/",
    ] {
        server.get(&format!("/directory{path}")).problem(404);
        server.get(path).problem(404);
    }
    assert_eq!(
        server.internally("GET", "/directory/metrics", &[]).status,
        200
    );
    server
        .internally("GET", "/v1/registry/members", &[])
        .problem(401);
}

#[test]
fn what_an_editor_made_is_at_its_location() {
    let database = Database::new();
    let server = Serve::on(database).with("PUBLIC_URL", PUBLIC_URL).start();
    let editor = server.clerk("editor");
    let body = serde_json::to_vec(&serde_json::json!({"name": "Aap", "country": "BE"}));
    let key = format!("Bearer {}", editor.key);
    let headers = [
        ("Authorization", key.as_str()),
        ("Content-Type", "application/json"),
    ];
    let created = server.ask_registry(
        reqwest::Method::POST,
        "/directory/v1/registry/members",
        &headers,
        Some(body.unwrap()),
    );
    let record: Value = created.created();
    let location = created.header("location").unwrap();
    assert!(
        location.starts_with(&format!("{PUBLIC_URL}/v1/registry/members/")),
        "{location}"
    );
    let path = location.strip_prefix("https://site.example").unwrap();
    let again = server.get_with(path, &headers[..1]).ok();
    assert_eq!(again["id"], record["id"]);
}

/// Pages of a path that somebody made up lead to this site and no other.
#[test]
fn a_path_that_looks_like_a_host_leads_nowhere_else() {
    for server in [prefixed(), crate::support::shared()] {
        for path in ["//evil.example/a", "///evil.example", "/%2F/evil.example"] {
            let page = server.get_with(path, &[("Accept", "text/html")]);
            for link in links(&page.text()) {
                assert!(
                    !link.starts_with("//") && !link.contains("://evil"),
                    "{path}: {link}"
                );
            }
        }
    }
}

#[test]
fn a_path_of_the_program_is_not_taken_for_the_public_one() {
    for (given, word) in [
        ("https://site.example/v1", "/v1"),
        ("https://site.example/members", "/members"),
        ("https://site.example/docs/us", "/docs/us"),
        ("https://site.example/a//b", "slash"),
    ] {
        let database = Database::new();
        let mut command = database.program(&["serve", "--create"]);
        let run = crate::support::program::run(command.env("PUBLIC_URL", given));
        assert_eq!(run.code, Some(2), "{given}: {run:#?}");
        assert!(
            run.stderr.contains("PUBLIC_URL") && run.stderr.contains(word),
            "{}",
            run.stderr
        );
    }
}
