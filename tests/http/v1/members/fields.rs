//! `fields`: only what was asked for.

use serde_json::Value;

use crate::support::shared;

fn names(thing: &Value) -> Vec<&str> {
    thing
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

/// The fields that the contract promises for a member of a list.
const PROMISED: [&str; 23] = [
    "acronym",
    "country",
    "email",
    "id",
    "identifiers",
    "languages",
    "links",
    "locations",
    "membership",
    "name",
    "name_language",
    "names",
    "phones",
    "services",
    "slug",
    "summary",
    "summary_language",
    "updated_at",
    "url",
    "verified_at",
    "verified_by",
    "website",
    "founded_year",
];

#[test]
fn all_fields_unless_some_are_asked_for() {
    let page = shared().json("/v1/members?limit=1");
    let mut shown = names(&page["data"][0]);
    shown.sort_unstable();
    let mut promised = PROMISED;
    promised.sort_unstable();
    assert_eq!(shown, promised);
}

#[test]
fn each_field_alone_is_what_it_is_among_all() {
    let whole = shared().json("/v1/members?limit=5&lang=nl")["data"].clone();
    for field in PROMISED {
        let alone = shared().json(&format!("/v1/members?limit=5&lang=nl&fields={field}"));
        for (number, member) in alone["data"].as_array().unwrap().iter().enumerate() {
            assert_eq!(names(member), [field]);
            assert_eq!(member[field], whole[number][field], "{field}");
        }
    }
}

#[test]
fn several_fields_in_any_order_with_spaces_and_twice() {
    let page = shared().json("/v1/members?limit=1&fields=url,%20name,slug,name");
    let mut shown = names(&page["data"][0]);
    shown.sort_unstable();
    assert_eq!(shown, ["name", "slug", "url"]);
}

#[test]
fn in_geojson_they_are_those_of_the_properties() {
    let page = shared().json("/v1/members?limit=1&format=geojson&fields=slug");
    assert_eq!(names(&page["features"][0]["properties"]), ["slug"]);
    let page = shared().json("/v1/locations?limit=1&fields=city,precision");
    assert_eq!(
        names(&page["features"][0]["properties"]),
        ["city", "precision"]
    );
}

#[test]
fn an_unknown_field_is_refused_with_the_nearest() {
    let answer = shared().get("/v1/members?fields=slug,webiste,service_offers");
    assert_eq!(
        answer.mistakes(),
        [
            ("fields".to_owned(), "unknown_field".to_owned()),
            ("fields".to_owned(), "unknown_field".to_owned())
        ]
    );
    assert!(answer.text().contains("website"), "{}", answer.text());
}
