//! JSON and GeoJSON, by parameter and by `Accept`.

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
            .map(|place| serde_json::json!([place["longitude"], place["latitude"]]))
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

#[test]
fn no_other_format_is_promised() {
    let problem = shared()
        .get_with("/v1/members", &[("Accept", "text/csv")])
        .problem(406);
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        detail.contains("application/json") && detail.contains("application/geo+json"),
        "{detail}"
    );
    let answer = shared().get("/v1/members?format=xml");
    assert_eq!(
        answer.mistakes(),
        [("format".to_owned(), "unknown_code".to_owned())]
    );
}
