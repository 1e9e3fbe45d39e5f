//! What search engines are told: everything that is worth finding, and nothing that is invented.

use std::sync::LazyLock;

use serde_json::json;

use crate::support::{Shared, TestServer, shared, sheets::sheets};

static SERVER: LazyLock<Shared<TestServer>> = LazyLock::new(|| {
    let members = "slug,name,country\nhuis,Huis,BE\nhaven,Haven & Co,NL\n";
    let places = "member,city,country,visibility\nhuis,Gent,BE,public\nhaven,Utrecht,NL,hidden\n";
    let services = "member,service\nhuis,housing\nhaven,education\n";
    let sheets = sheets()
        .members(members)
        .locations(places)
        .services(services);
    Shared::server(TestServer::of(&sheets))
});

fn page(server: &TestServer, path: &str) -> String {
    server.get_with(path, &[("Accept", "text/html")]).text()
}

/// The addresses that a map of pages names, without the server's own.
fn named(server: &TestServer, map: &str) -> Vec<String> {
    let parts = map.split("<loc>").skip(1);
    let urls = parts.filter_map(|rest| rest.split("</loc>").next());
    urls.map(|url| url.replace(&server.url, "").replace("&amp;", "&"))
        .collect()
}

#[test]
fn the_map_names_every_page_that_is_worth_finding() {
    let robots = SERVER.get("/robots.txt").text();
    assert!(
        robots.contains(&format!("Sitemap: {}/sitemap.xml", SERVER.url)),
        "{robots}"
    );
    let parts = named(&SERVER, &SERVER.get("/sitemap.xml").text());
    assert_eq!(parts, ["/sitemap/1.xml"]);
    let mut pages = named(&SERVER, &SERVER.get("/sitemap/1.xml").text());
    pages.sort();
    assert_eq!(
        pages,
        [
            "/",
            "/?country=BE",
            "/?country=NL",
            "/?service=education",
            "/?service=housing",
            "/?service=housing&city=Gent",
            "/members/haven",
            "/members/huis",
        ],
        "of a hidden place there is nothing"
    );
    for path in pages {
        let answer = SERVER.get_with(&path, &[("Accept", "text/html")]);
        assert_eq!(
            (answer.status, answer.header("x-robots-tag")),
            (200, None),
            "{path}"
        );
        let text = answer.text();
        assert!(
            !text.contains("noindex") && text.contains("<meta property=\"og:title\""),
            "{path}"
        );
    }
    assert_eq!(SERVER.get("/sitemap/2.xml").status, 404);
    assert_eq!(SERVER.get("/sitemap/0.xml").status, 404);
}

#[test]
fn titles_have_the_service_and_the_city() {
    let list = page(&SERVER, "/?service=housing&city=Gent&lang=nl");
    assert!(
        list.contains("<title>Huisvesting, Gent – Ledengids – "),
        "{list}"
    );
    let member = page(&SERVER, "/members/huis?lang=nl");
    assert!(
        member.contains("<title>Huis – Gent – Huisvesting – "),
        "{member}"
    );
    let narrow = page(&SERVER, "/?service=housing&country=BE&city=Gent&lang=nl");
    assert!(
        narrow.contains("noindex"),
        "a combination is no page of its own"
    );
    let empty = page(&SERVER, "/?service=labour&lang=nl");
    assert!(empty.contains("noindex"));
}

#[test]
fn a_sample_is_found_by_nobody() {
    for path in [
        "/",
        "/members/open-huis-gent",
        "/?service=housing",
        "/about",
        "/news",
        "/v1/members",
    ] {
        let answer = shared().get_with(path, &[("Accept", "text/html, application/json")]);
        assert_eq!(
            (answer.status, answer.header("x-robots-tag")),
            (200, Some("noindex")),
            "{path}"
        );
        let text = answer.text();
        assert!(
            path.starts_with("/v1") || text.contains("content=\"noindex\""),
            "{path}"
        );
    }
    assert_eq!(shared().get("/sitemap.xml").status, 404);
    assert_eq!(shared().get("/sitemap/1.xml").status, 404);
    let robots = shared().get("/robots.txt").text();
    // It must be read to say itself that it is not to be found.
    assert!(
        !robots.contains("Sitemap") && !robots.contains("Disallow: /"),
        "{robots}"
    );
}

#[test]
fn who_answers_for_the_directory_stands_on_a_page_of_its_own() {
    let server = TestServer::of(&sheets().members("slug,name,country\nhuis,Huis,BE\n"));
    assert_eq!(server.get("/imprint").status, 404);
    assert!(!page(&server, "/?lang=nl").contains("/imprint"));
    let admin = server.clerk("admin");
    let imprint =
        json!({"imprint": {"nl": "Netwerk vzw\nVoorbeeldstraat 1, Gent", "en": "Network"}});
    admin.change("PATCH", "/network", "/network", &imprint).ok();
    server.catch_up();
    let text = page(&server, "/imprint?lang=nl");
    assert!(
        text.contains("lang=\"nl\"") && text.contains("Netwerk vzw\nVoorbeeldstraat 1, Gent"),
        "{text}"
    );
    assert!(page(&server, "/?lang=nl").contains("href=\"/imprint?lang=nl\""));
    let network = server.json("/v1/network?lang=fr");
    assert_eq!(
        (&network["imprint"], &network["imprint_language"]),
        (&json!("Network"), &json!("en"))
    );
}

#[test]
fn browsers_find_an_icon_and_what_a_home_screen_needs() {
    assert_eq!(
        shared().get("/favicon.ico").header("content-type"),
        Some("image/x-icon")
    );
    let manifest = shared().json("/manifest.webmanifest?lang=de");
    assert_eq!(manifest["start_url"], "/?lang=de");
    for icon in manifest["icons"].as_array().expect("icons") {
        let src = icon["src"].as_str().expect("an address");
        assert_eq!(
            shared().get(src).header("content-type"),
            icon["type"].as_str(),
            "{src}"
        );
    }
}
