//! The map as a browser and its script ask for it.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::support::{Answer, shared};

/// The map of an address as a document: it is well-formed but for the attributes without a value.
fn markup(answer: &Answer) -> String {
    assert_eq!(answer.status, 200);
    let text = answer.text();
    let begin = text.find("<div class=\"map\"").expect("a map");
    let end = text[begin..].find("</details>").expect("its table") + begin;
    format!("{}</details></div>", &text[begin..end]).replace(" data-map ", " ")
}

fn with_class<'a>(
    document: &'a Document<'a>,
    class: &'a str,
) -> impl Iterator<Item = Node<'a, 'a>> {
    document.descendants().filter(move |node| {
        let classes = node.attribute("class").unwrap_or_default();
        classes.split(' ').any(|known| known == class)
    })
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(Node::is_text)
        .filter_map(|node| node.text())
        .collect()
}

/// The rows of the table, a text a cell.
fn rows(document: &Document<'_>) -> Vec<Vec<String>> {
    let rows = document
        .descendants()
        .filter(|node| node.has_tag_name("tr"))
        .skip(1);
    rows.map(|row| {
        let cells = row.children().filter(Node::is_element);
        cells.map(text).collect()
    })
    .collect()
}

/// What the marks of the drawing are called.
fn titles(document: &Document<'_>, class: &str) -> Vec<String> {
    with_class(document, class)
        .filter_map(|mark| mark.children().find(|node| node.has_tag_name("title")))
        .map(text)
        .collect()
}

#[test]
fn countries_stand_there_with_their_counts_in_the_drawing_and_in_the_table() {
    for narrowed in ["", "&service=housing", "&q=open"] {
        let facets = shared().json(&format!(
            "/v1/members?lang=en&limit=1&facets=country{narrowed}"
        ));
        let counts = facets["facets"]["country"].as_array().expect("counts");
        let expected: BTreeMap<String, String> = counts
            .iter()
            .map(|count| {
                let label = count["label"].as_str().expect("a name");
                (label.to_owned(), count["count"].to_string())
            })
            .filter(|(_, count)| count != "0")
            .collect();
        assert!(expected.len() > 3);

        let answer = shared().get(&format!("/map?lang=en&map=3/40/0&size=1600x1600{narrowed}"));
        let markup = markup(&answer);
        let document = Document::parse(&markup).expect("well-formed");
        let rows = rows(&document);
        let told: BTreeMap<String, String> = rows
            .iter()
            .map(|row| (row[0].clone(), row[1].clone()))
            .collect();
        assert_eq!(told, expected, "{narrowed}");
        assert_eq!(told.len(), rows.len(), "no country is there twice");

        let alone: Vec<String> = titles(&document, "map-count")
            .into_iter()
            .filter(|title| !title.contains(" countries, "))
            .collect();
        assert!(!alone.is_empty());
        for title in alone {
            let (country, count) = title.rsplit_once(": ").expect("a count");
            let count = count.split(' ').next().expect("a number");
            assert_eq!(
                told.get(country).map(String::as_str),
                Some(count),
                "{title}"
            );
        }
    }
}

#[test]
fn places_are_those_of_the_api_and_a_coarse_one_is_never_a_pin() {
    let places = shared().json("/v1/locations?country=BE&format=json&limit=200");
    let places = places["data"].as_array().expect("places");
    let mut expected: Vec<Vec<String>> = places
        .iter()
        .map(|place| {
            let shown = match place["precision"].as_str().expect("how exact it is") {
                "exact" => "exact",
                _ => "city only",
            };
            let member = place["member"]["name"].as_str().expect("a name");
            let city = place["city"].as_str().expect("a city");
            [member, city, "Belgium", shown].map(str::to_owned).into()
        })
        .collect();
    expected.sort();

    let markup = markup(&shared().get("/map?lang=en&country=BE&map=8/50.6/4.6&size=1600x1600"));
    let document = Document::parse(&markup).expect("well-formed");
    let mut told = rows(&document);
    told.sort();
    assert_eq!(told, expected);

    let coarse: Vec<&Vec<String>> = told.iter().filter(|row| row[3] == "city only").collect();
    assert!(!coarse.is_empty() && coarse.len() < told.len());
    for title in titles(&document, "map-exact") {
        let (member, city) = title.rsplit_once(", ").expect("a city");
        let exact = ["exact".to_owned()];
        let row = told.iter().find(|row| row[0] == member && row[1] == city);
        assert_eq!(row.map(|row| &row[3..]), Some(&exact[..]), "{title}");
    }
    for mark in with_class(&document, "map-coarse") {
        assert!(mark.descendants().all(|node| {
            !["map-pin", "map-reach"].contains(&node.attribute("class").unwrap_or_default())
        }));
    }
}

#[test]
fn the_page_holds_the_same_map_and_the_list_beside_it() {
    let server = shared();
    let page = server.get("/?view=map&lang=nl&country=BE");
    let alone = server.get("/map?view=map&lang=nl&country=BE");
    assert_eq!(markup(&page), markup(&alone));
    let text = page.text();
    assert!(text.contains("data-view=\"map\""));
    assert!(text.matches("class=\"card\"").count() > 10);
    let list = server.get("/?lang=nl&country=BE").text();
    assert!(!list.contains("class=\"map\""));
    // From each there is a way to the other.
    assert!(list.contains("href=\"/?lang=nl&#38;country=BE&#38;view=map\""));
    assert!(text.contains("href=\"/?lang=nl&#38;country=BE\""));
}

#[test]
fn a_button_is_called_by_what_it_does() {
    let markup = markup(&shared().get("/map?lang=fr&map=5/50/5"));
    let document = Document::parse(&markup).expect("well-formed");
    let buttons: Vec<Node<'_, '_>> = with_class(&document, "map-button").collect();
    assert_eq!(buttons.len(), 7);
    for button in buttons {
        let label = button.attribute("aria-label");
        assert!(label.is_some_and(|label| !label.contains('/')), "{label:?}");
        assert_eq!(button.attribute("title"), label);
    }
}

#[test]
fn what_is_no_view_is_told_to_the_script_and_taken_from_the_page() {
    let server = shared();
    for (query, parameter, code) in [
        ("map=99/50/5", "map", "invalid_map"),
        ("map=5/95/5", "map", "invalid_map"),
        ("map=here", "map", "invalid_map"),
        ("size=1x1", "size", "invalid_size"),
        ("size=9999x400", "size", "invalid_size"),
        ("country=XX", "country", "unknown_country"),
        ("zoom=5", "zoom", "unknown_parameter"),
    ] {
        let problem = server.get(&format!("/map?{query}")).problem(400);
        assert_eq!(problem["errors"][0]["parameter"], parameter, "{query}");
        assert_eq!(problem["errors"][0]["code"], code, "{query}");
    }
    for (asked, plain) in [
        ("/?view=map&map=99/50/5", "/?view=map"),
        ("/?map=5/50/5&lang=nl", "/?lang=nl"),
        ("/?view=globe", "/"),
    ] {
        let answer = server.get(asked);
        assert_eq!(answer.status, 303, "{asked}");
        assert_eq!(answer.header("location"), Some(plain), "{asked}");
    }
}

#[test]
fn a_map_that_the_browser_has_is_not_sent_again() {
    let server = shared();
    let asked = "/map?lang=de&map=5/50/5&size=500x600";
    let first = server.get(asked);
    assert_eq!(
        first.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(first.header("content-language"), Some("de"));
    let kept = first.header("cache-control").expect("a policy");
    assert!(kept.contains("no-cache"), "{kept}");
    assert_eq!(first.header("set-cookie"), None);
    let again = server.get_with(asked, &[("If-None-Match", first.etag())]);
    assert_eq!(again.status, 304);
    for other in [
        "/map?lang=fr&map=5/50/5&size=500x600",
        "/map?lang=de&map=6/50/5&size=500x600",
        "/map?lang=de&map=5/50/5&size=600x500",
        "/map?lang=de&map=5/50/5&size=500x600&service=housing",
    ] {
        assert_ne!(server.get(other).etag(), first.etag(), "{other}");
    }
    let put = server.request("PUT", "/map", &[]);
    assert_eq!(put.header("allow"), Some("GET, HEAD, POST"));
}
