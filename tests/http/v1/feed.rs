//! `/v1/feed.atom`: who is new and who is no longer listed, read as a feed reader reads it.

use std::collections::HashSet;

use roxmltree::{Document, Node};

use super::digest::november;
use crate::support::{Serve, server::shared};

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// The one element of this name in another one.
#[track_caller]
fn one<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Node<'a, 'i> {
    let mut found = node
        .children()
        .filter(|child| child.has_tag_name((ATOM, name)));
    let first = found.next().unwrap_or_else(|| panic!("no {name}"));
    assert!(found.next().is_none(), "{name} is there twice");
    first
}

#[track_caller]
fn text(node: Node<'_, '_>, name: &str) -> String {
    one(node, name).text().unwrap_or_default().to_owned()
}

/// What RFC 4287 demands of a feed or an entry; returns its identifier.
#[track_caller]
fn check(node: Node<'_, '_>) -> String {
    let updated = text(node, "updated");
    assert!(updated.parse::<jiff::Timestamp>().is_ok(), "{updated}");
    assert!(!text(node, "title").is_empty());
    let id = text(node, "id");
    let uuid = id.strip_prefix("urn:uuid:").expect("a URN");
    uuid::Uuid::try_parse(uuid).expect("a UUID");
    for link in node
        .children()
        .filter(|child| child.has_tag_name((ATOM, "link")))
    {
        let href = link.attribute("href").expect("a link leads somewhere");
        assert!(href.starts_with("https://directory.example.org/"), "{href}");
    }
    id
}

/// The titles of the entries, each checked; and every identifier.
#[track_caller]
fn entries(xml: &str) -> (Vec<String>, HashSet<String>) {
    let document = Document::parse(xml).expect("XML");
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    assert!(!text(one(feed, "author"), "name").is_empty());
    let mut ids = HashSet::from([check(feed)]);
    let entries: Vec<Node<'_, '_>> = feed
        .children()
        .filter(|child| child.has_tag_name((ATOM, "entry")))
        .collect();
    let times: Vec<String> = entries
        .iter()
        .map(|entry| text(*entry, "updated"))
        .collect();
    assert!(
        times.is_sorted_by(|a, b| a >= b),
        "the newest first: {times:?}"
    );
    assert_eq!(times.first(), Some(&text(feed, "updated")));
    for entry in &entries {
        assert!(ids.insert(check(*entry)), "an identifier is there twice");
    }
    (
        entries.iter().map(|entry| text(*entry, "title")).collect(),
        ids,
    )
}

#[test]
fn it_tells_who_came_and_who_went() {
    let server = november();
    let answer = server.get("/v1/feed.atom?lang=en");
    assert_eq!(
        answer.header("content-type"),
        Some("application/atom+xml; charset=utf-8")
    );
    let (titles, ids) = entries(&answer.text());
    assert_eq!(
        titles,
        [
            "No longer listed: Offene Tür Graz",
            "New in the directory: *Tres* <b>Amigos</b> & Söhne_ [x](http://a.b)",
            "New in the directory: مركز الأمل",
            "New in the directory: Casa Aberta Évora",
            "6 organisations new in the directory",
        ]
    );
    // What stands in an entry is HTML, escaped once more.
    let document = answer.text();
    let document = Document::parse(&document).unwrap();
    let contents: String = document
        .descendants()
        .filter(|node| node.has_tag_name((ATOM, "content")))
        .filter_map(|node| node.text())
        .collect();
    assert!(contents.contains("&lt;b&gt;Amigos&lt;/b&gt; &amp; Söhne_"));
    assert!(!contents.contains("<b>"));
    assert!(contents.contains("lang=\"ar\" dir=\"auto\">مركز الأمل</a> – Healthcare"));
    assert!(!contents.contains("Stil Huis"));

    let german = server.get("/v1/feed.atom?lang=de").text();
    assert!(german.contains("<title>Nicht mehr aufgeführt: Offene Tür Graz</title>"));
    let (_, others) = entries(&german);
    assert!(ids.is_disjoint(&others), "another language is another feed");

    let again = server.get_with("/v1/feed.atom?lang=en", &[("If-None-Match", answer.etag())]);
    assert_eq!(again.status, 304);
    let anew = Serve::on(server.stop())
        .with("PUBLIC_URL", "https://directory.example.org")
        .start();
    assert_eq!(anew.get("/v1/feed.atom?lang=en").text(), answer.text());
}

#[test]
fn it_has_fifty_entries_at_most_and_one_for_each_import() {
    let sample = shared().get("/v1/feed.atom").text();
    assert_eq!(sample.matches("<entry>").count(), 1);
    assert!(sample.contains("155 organisations new in the directory"));
    assert!(sample.contains("and 55 more"));
    assert_eq!(
        shared().mistakes("/v1/feed.atom?limit=3")[0].1,
        "unknown_parameter"
    );
    let wanted = [("Accept", "application/json")];
    shared().get_with("/v1/feed.atom", &wanted).problem(406);
}
