//! Reading the list page by page while nothing changes.

use serde_json::Value;

use crate::support::{answer::texts, sample::SAMPLE, shared};

const SORTS: [&str; 6] = [
    "name",
    "-name",
    "updated_at",
    "-updated_at",
    "joined_on",
    "-joined_on",
];

/// Follows `page.next` from the first page to the last, and returns the pages.
fn pages(query: &str) -> Vec<Value> {
    let mut pages: Vec<Value> = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = shared().json(&format!("/v1/members?{query}{cursor}"));
        let next = page["page"]["next"].as_str().map(str::to_owned);
        pages.push(page);
        match next {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return pages,
        }
        assert!(pages.len() <= 200, "the pages do not end");
    }
}

#[test]
fn every_page_has_fifty_unless_asked() {
    let pages = pages("");
    let sizes: Vec<usize> = pages
        .iter()
        .map(|page| page["data"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [50, 50, 50, 5]);
    for page in &pages {
        assert_eq!(page["page"]["limit"], 50);
        assert_eq!(page["page"]["total"], SAMPLE.members.len());
    }
}

#[test]
fn all_pages_together_are_the_whole_list_in_its_order() {
    for sort in SORTS {
        let whole = shared().slugs(&format!("/v1/members?limit=200&sort={sort}"));
        assert_eq!(whole.len(), SAMPLE.members.len());
        for limit in [1, 7, 31, 154, 155, 200] {
            let read: Vec<String> = pages(&format!("limit={limit}&sort={sort}"))
                .iter()
                .flat_map(|page| texts(&page["data"], "slug"))
                .collect();
            assert_eq!(read, whole, "sort={sort} limit={limit}");
        }
    }
}

#[test]
fn filters_hold_on_every_page() {
    let query = "country=DE,FR,NL&service=education&lang=es";
    let whole = shared().slugs(&format!("/v1/members?limit=200&{query}"));
    assert!(whole.len() > 6);
    let read: Vec<String> = pages(&format!("limit=3&{query}"))
        .iter()
        .flat_map(|page| texts(&page["data"], "slug"))
        .collect();
    assert_eq!(read, whole);
}

/// A page that ends exactly at the end of the list is the last.
#[test]
fn the_last_page_has_no_next() {
    let last = shared().get("/v1/members?limit=155");
    assert!(last.ok()["page"]["next"].is_null());
    assert_eq!(last.header("link"), None);
}

#[test]
fn the_link_leads_to_the_next_page() {
    let first = shared().get("/v1/members?limit=2&country=BE&service=education&lang=fr");
    let link = first.header("link").expect("a Link").to_owned();
    let (url, relation) = link.split_once(';').unwrap();
    assert_eq!(relation.trim(), "rel=\"next\"");
    let url = url.trim_start_matches('<').trim_end_matches('>');
    let path = url
        .strip_prefix(&shared().url)
        .expect("an address of this server");
    let second = shared().json(path);
    let cursor = first.ok()["page"]["next"].as_str().unwrap().to_owned();
    assert_eq!(
        second["data"],
        shared().json(&format!(
            "/v1/members?country=BE&service=education&lang=fr&limit=2&cursor={cursor}"
        ))["data"]
    );
    assert_ne!(second["data"], first.ok()["data"]);
    // A cursor that stands in the request already is replaced, not repeated.
    if let Some(link) = shared().get(path).header("link") {
        assert_eq!(link.matches("cursor=").count(), 1, "{link}");
    }
}

/// What a query may hold and the header may not is encoded.
#[test]
fn the_link_survives_strange_queries() {
    let answer = shared().get("/v1/members?limit=1&lang=en&city=Gent,%3Cb%3E%22");
    let link = answer.header("link").expect("a Link");
    assert_eq!(link.matches('<').count(), 1, "{link}");
    assert_eq!(link.matches('>').count(), 1, "{link}");
    assert_eq!(link.matches('"').count(), 2, "{link}");
}

#[test]
fn the_size_of_a_page_has_bounds() {
    for (limit, size) in [("1", 1), ("200", 155), ("50", 50)] {
        let page = shared().json(&format!("/v1/members?limit={limit}"));
        assert_eq!(page["data"].as_array().unwrap().len(), size);
    }
    for limit in [
        "0",
        "201",
        "-1",
        "1.5",
        "ten",
        "",
        "99999999999999999999",
        "1e2",
    ] {
        assert_eq!(
            shared().mistakes(&format!("/v1/members?limit={limit}")),
            [("limit".to_owned(), "out_of_range".to_owned())],
            "limit={limit}"
        );
    }
}

#[test]
fn a_cursor_is_good_for_its_own_list_only() {
    let cursor = |query: &str| {
        let page = shared().json(query);
        page["page"]["next"].as_str().unwrap().to_owned()
    };
    let of_members = cursor("/v1/members?limit=2&country=BE");
    let of_locations = cursor("/v1/locations?limit=2&country=BE");
    let one = |code: &str| vec![("cursor".to_owned(), code.to_owned())];
    for query in [
        format!("/v1/members?limit=2&cursor={of_members}"),
        format!("/v1/members?limit=2&country=NL&cursor={of_members}"),
        format!("/v1/members?limit=2&country=BE&sort=-name&cursor={of_members}"),
        format!("/v1/locations?limit=2&country=BE&cursor={of_members}"),
        format!("/v1/members?limit=2&country=BE&cursor={of_locations}"),
    ] {
        assert_eq!(shared().mistakes(&query), one("foreign_cursor"), "{query}");
    }
    let torn = &of_members[..of_members.len() - 3];
    for cursor in ["", "x", "%00a", "eyJ2IjoxfQ", "AAAA", "ünicode", torn, "🦆"] {
        let answer = shared().get(&format!("/v1/members?limit=2&country=BE&cursor={cursor}"));
        if cursor == "%00a" {
            answer.problem(400);
        } else {
            assert_eq!(answer.mistakes(), one("invalid_cursor"), "{cursor}");
        }
    }
    // The size of the pages may change on the way, and the language where the order stays.
    shared().json(&format!(
        "/v1/members?limit=9&country=BE&lang=nl&cursor={of_members}"
    ));
}
