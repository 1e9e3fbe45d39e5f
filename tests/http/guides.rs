//! The guides as they are served beside the API.

use serde_json::Value;

use crate::support::{Database, Serve, TestServer, shared};

const GUIDES: [&str; 9] = [
    "api-guide",
    "hsds",
    "embed",
    "webhooks",
    "api-conventions",
    "changelog",
    "registry-guide",
    "import",
    "export",
];

#[test]
fn every_guide_is_a_page_of_the_directory() {
    for name in GUIDES {
        let page = shared().get(&format!("/guides/{name}"));
        assert_eq!(page.status, 200, "{name}");
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        let policy = page.header("content-security-policy").unwrap();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        let html = page.text();
        assert!(
            html.contains("<article class=\"text\" lang=\"en\" dir=\"ltr\">"),
            "{name}"
        );
        // The examples ask this server, and what is not served is not linked to.
        assert!(
            !html.contains("localhost:8080") && !html.contains(".md\""),
            "{name}"
        );
        for other in GUIDES {
            assert!(
                html.contains(&format!("href=\"/guides/{other}?lang=en\"")),
                "{name}: {other}"
            );
        }
        let again = shared().get_with(
            &format!("/guides/{name}"),
            &[("If-None-Match", page.etag())],
        );
        assert_eq!(again.status, 304, "{name}");
    }
    assert_eq!(shared().get("/guides/api-guide/").status, 308);
    // Where they stood before.
    let moved = shared().get("/docs/api-guide");
    assert_eq!(
        (moved.status, moved.header("location")),
        (308, Some("/guides/api-guide"))
    );
    shared().get("/guides/operations").problem(404);
    shared()
        .request("POST", "/guides/api-guide", &[])
        .problem(405);
}

#[test]
fn a_partner_finds_out_whom_to_ask_for_a_key() {
    let serve = Serve::on(Database::sample());
    let server = serve.with("CONTACT_EMAIL", "desk@example.org").start();
    let network = server.json("/v1/network");
    let name = network["short_name"]
        .as_str()
        .or(network["name"].as_str())
        .unwrap();
    for (lang, words) in [
        ("en", "Do you need an API key"),
        ("nl", "Heb je een API-sleutel nodig"),
    ] {
        let html = server.get(&format!("/guides/api-guide?lang={lang}")).text();
        assert!(html.contains(words) && html.contains(name), "{lang}");
        assert!(html.contains("href=\"mailto:desk@example.org\""), "{lang}");
    }
}

#[test]
fn the_documents_lead_to_their_guides_and_to_what_changed() {
    let network = shared().json("/v1/network");
    let name = network["name"].as_str().unwrap();
    for (document, guide) in [
        ("/openapi.json", "/guides/api-guide"),
        ("/openapi/registry.json", "/guides/registry-guide"),
        ("/openapi/webhooks.json", "/guides/webhooks"),
    ] {
        let document: Value = shared().json(document);
        let url = format!("{}{guide}", shared().url);
        assert_eq!(document["externalDocs"]["url"], url);
        let description = document["info"]["description"].as_str().unwrap();
        assert!(
            description.contains(&format!("For keys and questions: {}", name)),
            "{description}"
        );
        for url in [&url, &format!("{}/guides/changelog", shared().url)] {
            assert!(description.contains(&format!("({url})")), "{description}");
        }
    }
    let tool = shared().get("/docs/").text();
    assert!(
        tool.contains("<a href=\"/guides/changelog\">API changelog</a>"),
        "{tool}"
    );
}

/// At an address of its own there are no pages, so what is there leads to the public ones.
#[test]
fn the_internal_address_leads_to_the_public_guides() {
    let server: TestServer = Serve::on(Database::sample()).internal().start();
    let tool = server.internally("GET", "/docs/", &[]).text();
    let guide = format!("href=\"{}/guides/registry-guide\"", server.url);
    assert!(tool.contains(&guide), "{tool}");
    assert_eq!(server.get("/guides/registry-guide").status, 200);
}
