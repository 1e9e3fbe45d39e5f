//! GeoJSON and JSON-LD without `limit`: whole lists in one document, made while they are sent.

use std::{fmt::Write, sync::LazyLock};

use serde_json::{Value, json};

use super::files::plain;
use crate::support::{Answer, Shared, TestServer, sheets::sheets};

const MEMBERS: usize = 430;
const COUNTRIES: [&str; 4] = ["BE", "NL", "FR", "ES"];

/// More members than a page has at most, every third of them with two places.
static MANY: LazyLock<Shared<TestServer>> = LazyLock::new(|| {
    let mut members = "slug,name,language,country,status,joined_on,summary_en\n".to_owned();
    let mut locations = "member,label,address,city,latitude,longitude,visibility\n".to_owned();
    for number in 0..MEMBERS {
        let country = COUNTRIES[number % COUNTRIES.len()];
        let day = 1 + number % 28;
        writeln!(
            members,
            "house-{number},Huis {number},nl,{country},active,2020-01-{day:02},Shelter number {number} for all"
        )
        .unwrap();
        for place in 0..[1, 0, 2][number % 3] {
            let latitude = 40.0 + number as f64 / 100.0;
            writeln!(
                locations,
                "house-{number},office,Straat {place},Stad {},{latitude},{},public",
                number % 7,
                3 + place
            )
            .unwrap();
        }
    }
    Shared::server(TestServer::of(
        &sheets().members(members).locations(locations),
    ))
});

/// A list, its format, its media type and the member of the document that holds its things.
const LISTS: [(&str, &str, &str, &str); 4] = [
    ("/v1/members", "geojson", "application/geo+json", "features"),
    (
        "/v1/locations",
        "geojson",
        "application/geo+json",
        "features",
    ),
    ("/v1/members", "jsonld", "application/ld+json", "@graph"),
    ("/v1/locations", "jsonld", "application/ld+json", "@graph"),
];

/// The address of the next page, from the header `Link`.
fn next(answer: &Answer) -> Option<String> {
    let url = answer.header("link")?.split(['<', '>']).nth(1).unwrap();
    Some(url[url.find("/v1").unwrap()..].to_owned())
}

/// The things of all pages.
fn pages(path: &str, things: &str) -> Vec<Value> {
    let mut read = Vec::new();
    let mut asked = Some(path.to_owned());
    while let Some(path) = asked {
        let answer = MANY.get(&path);
        asked = next(&answer);
        let page = answer.ok();
        let page = page[things].as_array().unwrap();
        assert!((1..=150).contains(&page.len()), "{path}");
        read.extend(page.iter().cloned());
    }
    read
}

#[test]
fn a_whole_list_is_all_of_its_pages() {
    for (list, format, _, things) in LISTS {
        for query in [
            "",
            "&sort=-joined_on&lang=fr",
            "&country=BE,NL&fields=id,country",
            "&near=42,3&radius=400",
            "&q=shelter",
        ] {
            let query = match list {
                "/v1/locations" => query.replace("&fields=id,country", "&fields=id,city"),
                _ => query.to_owned(),
            };
            let whole = MANY.get(&format!(
                "{list}.{format}?{}",
                query.trim_start_matches('&')
            ));
            assert_eq!(whole.header("link"), None);
            let whole = whole.ok();
            let read = pages(&format!("{list}.{format}?limit=150{query}"), things);
            assert!(read.len() > 150, "{list} {query}: {}", read.len());
            assert_eq!(whole[things].as_array().unwrap(), &read, "{list} {query}");
        }
    }
}

#[test]
fn it_is_whole_by_each_way_of_asking() {
    for (list, format, media_type, things) in LISTS {
        let whole = MANY.get(&format!("{list}.{format}"));
        let count = whole.ok()[things].as_array().unwrap().len();
        assert!(count > 400, "{list} {count}");
        for (path, accept) in [
            (format!("{list}?format={format}"), "*/*"),
            (format!("{list}.{format}?format={format}"), "image/png"),
            (list.to_owned(), media_type),
        ] {
            let answer = MANY.get_with(&path, &[("Accept", accept)]);
            assert!(answer.body == whole.body, "{path} {accept}");
            assert_eq!(answer.header("content-type"), Some(media_type));
        }
    }
    // The usual format of places is GeoJSON.
    assert!(MANY.get("/v1/locations").body == MANY.get("/v1/locations.geojson").body);
    // JSON is always a page.
    for path in ["/v1/members", "/v1/members.json", "/v1/locations.json"] {
        let page = MANY.json(path);
        assert_eq!(page["data"].as_array().unwrap().len(), 50, "{path}");
        assert_eq!(page["page"]["limit"], 50);
        assert!(page["page"]["next"].is_string());
    }
}

/// A whole list has the bytes of a page that it fits on.
#[test]
fn it_is_what_a_page_with_room_for_all_would_be() {
    for (list, format, _, things) in LISTS {
        let query = "country=BE&facets=city,language";
        let query = match format {
            "jsonld" => "country=BE",
            _ => query,
        };
        let whole = MANY.get(&format!("{list}.{format}?{query}"));
        let count = whole.ok()[things].as_array().unwrap().len();
        assert!((51..=200).contains(&count), "{count}");
        let page = MANY.get(&format!("{list}.{format}?{query}&limit={count}"));
        assert!(whole.body == page.body, "{list}.{format}");
    }
}

#[test]
fn a_collection_tells_what_a_page_tells() {
    let whole = MANY.json("/v1/members.geojson?facets=country");
    assert_eq!(
        whole["page"],
        json!({"total": MEMBERS, "limit": MEMBERS, "next": null})
    );
    let page = MANY.json("/v1/members?facets=country");
    assert_eq!(whole["facets"], page["facets"]);
    assert_eq!(whole["revision"], page["revision"]);
    let members: Vec<&str> = whole
        .as_object()
        .unwrap()
        .keys()
        .map(|key| &**key)
        .collect();
    assert_eq!(
        members,
        ["type", "features", "page", "facets", "revision", "epoch"]
    );
    let graph = MANY.json("/v1/members.jsonld");
    let members: Vec<&str> = graph
        .as_object()
        .unwrap()
        .keys()
        .map(|key| &**key)
        .collect();
    assert_eq!(members, ["@context", "@graph"]);
}

#[test]
fn what_answers_a_text_is_marked_in_all_of_it() {
    let whole = MANY.json("/v1/members.geojson?q=shelter&highlight=true&fields=slug");
    let features = whole["features"].as_array().unwrap();
    assert_eq!(features.len(), MEMBERS);
    for feature in features {
        let properties = &feature["properties"];
        let number = properties["slug"].as_str().unwrap().replace("house-", "");
        let text = format!("<mark>Shelter</mark> number {number} for all");
        assert_eq!(
            properties["highlights"],
            json!([{"field": "summary", "text": text}])
        );
    }
    for format in ["jsonld", "csv", "ndjson"] {
        assert_eq!(
            MANY.mistakes(&format!("/v1/members.{format}?q=shelter&highlight=true")),
            [("highlight".to_owned(), "not_in_format".to_owned())]
        );
    }
}

#[test]
fn limit_and_cursor_make_pages_of_it() {
    for (list, format, _, things) in LISTS {
        let path = format!("{list}.{format}?limit=7");
        let answer = MANY.get(&path);
        assert_eq!(answer.header("content-disposition"), None);
        assert_eq!(answer.ok()[things].as_array().unwrap().len(), 7);
        // A cursor goes on in pages of the usual size.
        let next = next(&answer).unwrap().replace("limit=7&", "");
        let following = MANY.json(&next);
        assert_eq!(following[things].as_array().unwrap().len(), 50, "{next}");
    }
    let page = MANY.json("/v1/members.geojson?limit=7")["page"].clone();
    assert_eq!(
        (&page["total"], &page["limit"]),
        (&json!(MEMBERS), &json!(7))
    );
    assert!(page["next"].is_string());
}

#[test]
fn nothing_found_is_a_whole_document() {
    for encoding in ["identity", "gzip", "br"] {
        let nothing = |path: &str| -> Value {
            let answer = MANY.get_with(path, &[("Accept-Encoding", encoding)]);
            assert_eq!(answer.status, 200);
            serde_json::from_slice(&plain(&answer)).unwrap()
        };
        let collection = nothing("/v1/locations.geojson?country=JP");
        assert_eq!(collection["features"], json!([]));
        assert_eq!(
            collection["page"],
            json!({"total": 0, "limit": 0, "next": null})
        );
        let graph = nothing("/v1/members.jsonld?country=JP");
        assert_eq!(
            graph,
            json!({"@context": "https://schema.org", "@graph": []})
        );
    }
}

#[test]
fn it_is_compressed_kept_and_asked_for_like_all_else() {
    for (list, format, media_type, _) in LISTS {
        let path = format!("{list}.{format}");
        let whole = MANY.get(&path);
        // In pieces: nobody knows before how long it is.
        assert_eq!(whole.header("transfer-encoding"), Some("chunked"));
        assert_eq!(whole.header("content-length"), None);
        let name = list.trim_start_matches("/v1/");
        let disposition = format!("inline; filename=\"{name}.{format}\"");
        assert_eq!(whole.header("content-disposition"), Some(&*disposition));
        let mut tags = vec![whole.etag().to_owned()];
        for encoding in ["gzip", "br"] {
            let answer = MANY.get_with(&path, &[("Accept-Encoding", encoding)]);
            assert_eq!(answer.header("content-encoding"), Some(encoding));
            assert!(answer.body.len() * 4 < whole.body.len(), "{path}");
            assert!(plain(&answer) == whole.body, "{path} {encoding}");
            tags.push(answer.etag().to_owned());
        }
        for (tag, encoding) in tags.iter().zip(["identity", "gzip", "br"]) {
            let headers = [("If-None-Match", &**tag), ("Accept-Encoding", encoding)];
            let known = MANY.get_with(&path, &headers);
            assert_eq!((known.status, known.body.len()), (304, 0));
        }
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), 3);
        let head = MANY.request("HEAD", &path, &[]);
        assert_eq!((head.status, head.body.len()), (200, 0));
        assert_eq!(head.header("content-type"), Some(media_type));
        for name in ["etag", "content-disposition", "cache-control", "vary"] {
            assert_eq!(head.header(name), whole.header(name), "{name} of {path}");
        }
        assert!(MANY.get(&path).body == whole.body, "{path}");
    }
}
