//! The formats, by parameter, by extension and by `Accept`.

use serde_json::Value;

use crate::support::{sample::SAMPLE, shared};

#[test]
fn json_unless_asked_otherwise() {
    for headers in [
        &[][..],
        &[("Accept", "*/*")],
        &[("Accept", "application/json")],
        &[("Accept", "text/html, application/*;q=0.8")],
        &[("Accept", "application/json, application/geo+json")],
    ] {
        let answer = shared().get_with("/v1/members?limit=1", headers);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert!(answer.ok()["data"].is_array());
    }
}

#[test]
fn geojson_by_parameter_and_by_header() {
    for (query, headers) in [
        ("&format=geojson", &[][..]),
        ("", &[("Accept", "application/geo+json")]),
        (
            "",
            &[("Accept", "application/json;q=0.1, application/geo+json")],
        ),
        ("&format=geojson", &[("Accept", "application/json")]),
    ] {
        let answer = shared().get_with(&format!("/v1/members?limit=1{query}"), headers);
        assert_eq!(answer.header("content-type"), Some("application/geo+json"));
        assert_eq!(answer.ok()["type"], "FeatureCollection");
    }
}

/// RFC 7946: longitude first, null where no place is known, MultiPoint for several.
#[test]
fn a_feature_has_its_members_published_places() {
    let json = shared().json("/v1/members?limit=200")["data"].clone();
    let collection = shared().json("/v1/members?limit=200&format=geojson");
    let features = collection["features"].as_array().unwrap();
    assert_eq!(features.len(), SAMPLE.members.len());
    let mut kinds = std::collections::BTreeSet::new();
    for (feature, member) in features.iter().zip(json.as_array().unwrap()) {
        assert_eq!(feature["type"], "Feature");
        assert_eq!(feature["id"], member["id"]);
        assert_eq!(&feature["properties"], member);
        let points: Vec<Value> = member["locations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|place| {
                serde_json::json!([place["point"]["longitude"], place["point"]["latitude"]])
            })
            .collect();
        let geometry = &feature["geometry"];
        kinds.insert(geometry["type"].as_str().unwrap_or("null").to_owned());
        match &points[..] {
            [] => assert!(geometry.is_null()),
            [point] => assert_eq!(&geometry["coordinates"], point),
            points => assert_eq!(geometry["coordinates"], Value::from(points.to_vec())),
        }
    }
    assert!(
        kinds.contains("Point") && kinds.contains("MultiPoint"),
        "{kinds:?}"
    );
}

/// The format, its media type, and what its body begins with.
const FORMATS: [(&str, &str, &[u8]); 6] = [
    ("json", "application/json", b"{\"data\":["),
    (
        "geojson",
        "application/geo+json",
        b"{\"type\":\"FeatureCollection\"",
    ),
    ("csv", "text/csv", b"\xef\xbb\xbfid,"),
    ("ndjson", "application/x-ndjson", b"{\"id\":"),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        b"PK",
    ),
    (
        "jsonld",
        "application/ld+json",
        b"{\"@context\":\"https://schema.org\",\"@graph\":[",
    ),
];

#[test]
fn each_format_by_each_way_of_asking() {
    for list in ["/v1/members", "/v1/locations"] {
        for (format, media_type, begin) in FORMATS {
            for (path, accept) in [
                (format!("{list}.{format}?limit=2"), "*/*"),
                (format!("{list}.{format}?limit=2"), "image/png"),
                (format!("{list}?limit=2&format={format}"), "image/png"),
                (format!("{list}.{format}?limit=2&format={format}"), "*/*"),
                (format!("{list}?limit=2"), media_type),
                (
                    format!("{list}?limit=2"),
                    &format!("*/*;q=0.1, {media_type};q=0.2"),
                ),
            ] {
                let answer = shared().get_with(&path, &[("Accept", accept)]);
                assert_eq!(answer.status, 200, "{path}: {}", answer.text());
                let given = answer.header("content-type").unwrap();
                assert_eq!(given.split(';').next(), Some(media_type), "{path} {accept}");
                assert!(answer.body.starts_with(begin), "{path}: {}", answer.text());
                let link = answer.header("link").unwrap();
                let page = path.split('?').next().unwrap();
                assert!(link.contains(&format!("{page}?")), "{link}");
                assert_eq!(answer.header("content-language"), Some("en"));
                assert!(answer.header("vary").unwrap().contains("Accept"));
            }
        }
    }
    let csv = shared().get("/v1/members.csv?limit=1");
    assert_eq!(
        csv.header("content-type"),
        Some("text/csv; charset=utf-8; header=present")
    );
}

#[test]
fn a_table_without_a_header_is_not_to_be_had() {
    let ask = |accept: &str| shared().get_with("/v1/members?limit=1", &[("Accept", accept)]);
    assert_eq!(ask("text/csv;header=present").status, 200);
    assert_eq!(ask("text/csv; charset=UTF-8").status, 200);
    ask("text/csv;header=absent").problem(406);
}

#[test]
fn what_there_is_is_listed() {
    for list in ["/v1/members", "/v1/locations"] {
        for problem in [
            shared()
                .get_with(list, &[("Accept", "text/html")])
                .problem(406),
            shared().get(&format!("{list}.xml")).problem(404),
        ] {
            let detail = problem["detail"].as_str().unwrap();
            for (format, media_type, _) in FORMATS {
                assert!(
                    detail.contains(&format!("{format} ({media_type})")),
                    "{detail}"
                );
            }
            assert!(detail.contains(&format!("{list}?format=csv")), "{detail}");
            assert!(detail.contains(&format!("{list}.csv")), "{detail}");
        }
    }
    let answer = shared().get("/v1/members?format=xml");
    assert_eq!(
        answer.mistakes(),
        [("format".to_owned(), "unknown_code".to_owned())]
    );
}

#[test]
fn extension_and_parameter_may_not_contradict_each_other() {
    assert_eq!(
        shared().mistakes("/v1/members.csv?format=json&limit=0"),
        [
            ("limit".to_owned(), "out_of_range".to_owned()),
            ("format".to_owned(), "contradiction".to_owned()),
        ]
    );
}

#[test]
fn an_extension_is_an_address_like_any_other() {
    let answer = shared().request("POST", "/v1/members.csv", &[]);
    answer.problem(405);
    assert_eq!(answer.header("allow"), Some("GET, HEAD, OPTIONS"));
    let options = shared().request("OPTIONS", "/v1/members.xlsx", &[]);
    assert_eq!(
        (options.status, options.header("allow")),
        (204, Some("GET, HEAD, OPTIONS"))
    );
    assert_eq!(shared().get("/v1/members/open-huis-gent").status, 200);
    shared().get("/v1/members/open-huis-gent.csv").problem(404);
}

#[test]
fn only_json_and_geojson_have_room_for_facets() {
    for format in ["csv", "ndjson", "xlsx", "jsonld"] {
        for (path, accept) in [
            (
                format!("/v1/members.{format}?facets=country"),
                "*/*".to_owned(),
            ),
            (
                "/v1/members?facets=country".to_owned(),
                FORMATS
                    .iter()
                    .find(|(name, ..)| *name == format)
                    .unwrap()
                    .1
                    .to_owned(),
            ),
        ] {
            let answer = shared().get_with(&path, &[("Accept", &accept)]);
            assert_eq!(
                answer.mistakes(),
                [("facets".to_owned(), "not_in_format".to_owned())]
            );
        }
    }
    assert!(shared().json("/v1/members.geojson?facets=country")["facets"]["country"].is_array());
}

/// JSON-LD that a reader without a library understands: types, identifiers, languages.
#[test]
fn a_member_is_an_ngo() {
    let document = shared().json("/v1/members.jsonld?limit=200&lang=fr");
    let nodes = document["@graph"].as_array().unwrap();
    let members = shared().json("/v1/members?limit=200&lang=fr")["data"].clone();
    assert_eq!(nodes.len(), members.as_array().unwrap().len());
    for (node, member) in nodes.iter().zip(members.as_array().unwrap()) {
        assert_eq!(node["@type"], "NGO");
        assert!(
            node["@id"]
                .as_str()
                .unwrap()
                .ends_with(member["id"].as_str().unwrap())
        );
        assert_eq!(node["url"], member["url"]);
        assert_eq!(node["name"]["@value"], member["name"]);
        assert_eq!(node["name"]["@language"], member["name_language"]);
        assert_eq!(node["sameAs"], member["website"]);
        assert_eq!(node["areaServed"]["name"], member["country"]["name"]);
        let places = member["locations"].as_array().unwrap();
        assert_eq!(
            node["location"].as_array().map_or(0, Vec::len),
            places.len()
        );
        for (place, shown) in node["location"]
            .as_array()
            .into_iter()
            .flatten()
            .zip(places)
        {
            let geo = &place["geo"];
            match shown["precision"].as_str() {
                Some("exact") => assert_eq!(geo["latitude"], shown["point"]["latitude"]),
                // A box of 0.1 degrees, and no point.
                _ => {
                    assert!(geo["latitude"].is_null(), "{place}");
                    let numbers: Vec<f64> = geo["box"]
                        .as_str()
                        .unwrap()
                        .split([',', ' '])
                        .map(|number| number.parse().unwrap())
                        .collect();
                    let latitude = shown["point"]["latitude"].as_f64().unwrap();
                    let longitude = shown["point"]["longitude"].as_f64().unwrap();
                    assert!((numbers[0] + 0.05 - latitude).abs() < 1e-9, "{place}");
                    assert!((numbers[3] - 0.05 - longitude).abs() < 1e-9, "{place}");
                }
            }
        }
    }
    let chosen = shared().json("/v1/members.jsonld?limit=1&fields=name");
    let fields: Vec<&String> = chosen["@graph"][0].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["@type", "@id", "name"]);
}

#[test]
fn a_place_says_whose_it_is() {
    let document = shared().json("/v1/locations.jsonld?limit=200");
    for node in document["@graph"].as_array().unwrap() {
        assert_eq!(node["@type"], "Place");
        assert_eq!(node["@reverse"]["location"]["@type"], "NGO");
        let owner = node["@reverse"]["location"]["@id"].as_str().unwrap();
        assert!(node["@id"].as_str().unwrap().starts_with(owner));
    }
}
