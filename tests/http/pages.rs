//! The pages for people, as a browser asks for them.

use serde_json::json;

use crate::support::{Answer, TestServer, shared, sheets::sheets};

const BROWSER: (&str, &str) = (
    "Accept",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
);

fn visit(server: &TestServer, path: &str) -> Answer {
    server.get_with(path, &[BROWSER])
}

#[track_caller]
fn assert_page(answer: &Answer, status: u16, lang: &str) -> String {
    assert_eq!(answer.status, status);
    assert_eq!(
        answer.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(answer.header("content-language"), Some(lang));
    let policy = answer.header("content-security-policy").expect("a policy");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(answer.header("set-cookie"), None);
    let text = answer.text();
    let direction = match lang {
        "ar" | "fa" => "rtl",
        _ => "ltr",
    };
    let root = format!("<html lang=\"{lang}\" dir=\"{direction}\">");
    assert!(text.contains(&root), "{root}");
    text
}

#[test]
fn the_directory_is_a_page_in_the_readers_language() {
    let server = shared();
    let text = assert_page(&visit(server, "/?lang=nl&country=BE"), 200, "nl");
    let total = server.json("/v1/members?country=BE&limit=1")["page"]["total"].clone();
    assert!(text.contains(&format!(">{total} organisaties</h2>")));
    assert!(text.contains("hreflang=\"pt\""));
    let french = server.get_with("/", &[BROWSER, ("Accept-Language", "fr-BE, en;q=0.5")]);
    assert_page(&french, 200, "fr");
    assert_page(&visit(server, "/"), 200, "en");
}

#[test]
fn a_page_is_read_in_languages_that_no_answer_is_in() {
    let server = shared();
    let of = |path: &str, languages: &str| {
        server.get_with(path, &[BROWSER, ("Accept-Language", languages)])
    };
    let total = server.json("/v1/members?country=BE&limit=1")["page"]["total"].clone();
    let ukrainian = assert_page(&of("/?country=BE", "uk-UA, de;q=0.5"), 200, "uk");
    assert!(ukrainian.contains(&format!(">{total} організацій</h2>")));
    assert!(ukrainian.contains("Бельгія") && ukrainian.contains("Житло"));
    // The feed has no Ukrainian: the link asks for one that there is.
    let feed = "/v1/feed.atom?lang=en";
    assert!(ukrainian.contains(feed));
    assert_eq!(server.get(feed).status, 200);
    assert_page(&of("/?lang=fa", "uk"), 200, "fa");
    assert_page(&of("/members/nobody", "ar"), 404, "ar");
    assert_page(&of("/embed", "tr, en;q=0.1"), 200, "tr");
    assert_page(&of("/", "pl, sv;q=0.5"), 200, "en");
    let answer = server.get_with("/v1/members", &[("Accept-Language", "uk-UA, de;q=0.5")]);
    assert_eq!(answer.header("content-language"), Some("de"));
}

#[test]
fn a_page_says_which_of_all_it_shows() {
    let server = shared();
    let first = visit(server, "/?lang=en").text();
    assert!(first.contains("<p>1–24 of 155</p>"));
    let next = first.split("rel=\"next nofollow\" href=\"").nth(1).unwrap();
    let next = next
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&")
        .replace("&#38;", "&");
    let second = visit(server, &next).text();
    assert!(second.contains("<p>25–48 of 155</p>"));
}

#[test]
fn what_a_form_leaves_empty_and_others_hang_on_is_taken_from_the_address() {
    let server = shared();
    for (asked, plain) in [
        ("/?q=&near=&radius=50&lang=nl", "/?lang=nl"),
        ("/?country=BE&utm_source=x&fbclid=y", "/?country=BE"),
        ("/?sort=distance&q=%21%21&lang=xx", "/"),
        ("/members?country=BE", "/?country=BE"),
    ] {
        let answer = visit(server, asked);
        assert_eq!(answer.status, 303, "{asked}");
        assert_eq!(answer.header("location"), Some(plain), "{asked}");
    }
}

#[test]
fn a_page_that_the_browser_has_is_not_sent_again() {
    let server = shared();
    let first = visit(server, "/?lang=de");
    let again = server.get_with("/?lang=de", &[BROWSER, ("If-None-Match", first.etag())]);
    assert_eq!(again.status, 304);
    assert_ne!(first.etag(), visit(server, "/?lang=fr").etag());
    let policy = first.header("cache-control").expect("a policy");
    assert!(policy.contains("no-cache"), "{policy}");
}

#[test]
fn files_of_the_pages_are_kept_for_ever_under_a_name_of_their_own() {
    let server = shared();
    let text = visit(server, "/?lang=en").text();
    let begin = text.find("/assets/pages.").expect("a script");
    let end = text[begin..].find('"').expect("its end") + begin;
    let script = server.get(&text[begin..end]);
    assert_eq!(script.status, 200);
    assert_eq!(
        script.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    assert_eq!(server.get("/assets/pages.0.js").status, 404);
}

#[test]
fn errors_are_pages_for_people_and_documents_for_programs() {
    let server = shared();
    let text = assert_page(&visit(server, "/members/nobody?lang=it"), 404, "it");
    assert!(text.contains("Questa organizzazione non è nella guida"));
    assert_page(&visit(server, "/nowhere"), 404, "en");
    let unclear = assert_page(&visit(server, "/?near=Nowhere&lang=es"), 422, "es");
    assert!(unclear.contains("No conocemos ninguna ciudad con este nombre"));
    server.get("/members/nobody").problem(404);
    visit(server, "/v1/members/nobody").problem(404);
    let put = server.request("PUT", "/", &[]);
    assert_eq!(put.header("allow"), Some("GET, HEAD, POST"));
    put.problem(405);
}

#[test]
fn whatever_a_member_is_called_stays_text() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let hostile = "</script><script>alert(1)</script> \"' & <img src=x onerror=alert(2)>";
    let record = editor.create(&json!({
        "name": hostile,
        "slug": "hostile",
        "country": "BE",
        "acronym": "<b>",
        "names": [{"language": "ar", "name": "الباب المفتوح"}],
        "summary": {"en": hostile},
        "locations": [{"kind": "office", "city": "<u>Gent", "address": hostile, "visibility": "public",
                       "opening_hours": "Mo-Fr 09:00-17:00; PH off"}],
        "service_offers": [{"service": "housing", "audience": {"nl": hostile}}],
    }));
    editor.step(record["slug"].as_str().expect("a slug"), "admit");
    for path in [
        "/members/hostile?lang=nl",
        "/?q=alert&lang=nl",
        "/?q=%3Cscript%3Ealert(3)&lang=nl",
    ] {
        let text = visit(&server, path).text();
        for markup in ["<script>alert", "<img src=x", "<u>Gent", "<b>"] {
            assert!(!text.contains(markup), "{markup} in {path}");
        }
    }
    let text = visit(&server, "/members/hostile?lang=nl").text();
    assert!(text.contains("<span lang=\"ar\" dir=\"rtl\">الباب المفتوح</span>"));
    assert!(text.contains("maandag tot en met vrijdag"));
    assert!(text.contains("application/ld+json"));
}

#[test]
fn a_member_is_found_by_an_earlier_slug_and_gone_when_it_is_withdrawn() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.create(&json!({"name": "Aap", "country": "BE"}));
    let id = record["id"].as_str().expect("an id").to_owned();
    editor.step(&id, "admit");
    editor.patch(&id, &json!({"slug": "noot"}));
    let moved = visit(&server, "/members/aap?lang=fr");
    assert_eq!(moved.status, 308);
    assert_eq!(moved.header("location"), Some("/members/noot?lang=fr"));
    assert_page(&visit(&server, "/members/noot?lang=fr"), 200, "fr");
    editor.step(&id, "suspend");
    let gone = assert_page(&visit(&server, "/members/noot?lang=de"), 410, "de");
    assert!(gone.contains("steht nicht mehr im Verzeichnis"));
    assert!(!gone.contains("Aap"));
}

/// No address of a member adds a receiver or a header to a letter.
#[test]
fn a_letter_goes_to_nobody_else() {
    let row = "slug,name,country,email\nhuis,Huis,BE,a?bcc=spy&cc=b%40c@example.org\n";
    let server = TestServer::of(&sheets().members(row));
    for path in ["/members/huis", "/embed/frame"] {
        let page = server.get_with(path, &[("Accept", "text/html")]).text();
        let links: Vec<&str> = page.split("href=\"mailto:").skip(1).collect();
        assert!(!links.is_empty(), "{path}");
        for link in links {
            let link = link.split('"').next().unwrap();
            assert!(
                link.starts_with("a%3Fbcc%3Dspy%26cc%3Db%2540c@example.org"),
                "{path}: {link}"
            );
        }
    }
}
