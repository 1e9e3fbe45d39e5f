//! `q` and `highlight`: finding members by text.

use serde_json::{Value, json};

use crate::support::{sample::SAMPLE, shared};

fn names(path: &str) -> Vec<String> {
    let page = shared().json(path);
    let data = page["data"].as_array().unwrap_or_else(|| panic!("{page}"));
    data.iter()
        .map(|member| member["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_best_answer_comes_first_unless_another_order_is_asked_for() {
    let best = names("/v1/members?q=open+huis+gent&fields=name");
    assert_eq!(best[0], "Open Huis Gent");
    let by_name = names("/v1/members?q=open+huis&sort=name&fields=name");
    assert!(
        by_name.is_sorted_by_key(|name| name.to_lowercase()),
        "{by_name:?}"
    );
    let nearest = names("/v1/members?q=huis&near=51.2194,4.4025&radius=400&fields=name");
    assert_eq!(nearest[0], "Open Huis Antwerpen");
}

#[test]
fn a_text_combines_with_filters_facets_and_pages() {
    let whole = shared()
        .json("/v1/members?q=housing&country=BE,NL&facets=country,service&limit=200&fields=id");
    let total = whole["page"]["total"].as_u64().unwrap();
    assert!(total > 4, "{whole}");
    let counted: u64 = whole["facets"]["country"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|count| ["BE", "NL"].contains(&count["value"].as_str().unwrap()))
        .map(|count| count["count"].as_u64().unwrap())
        .sum();
    assert_eq!(counted, total);
    let mut paged: Vec<Value> = Vec::new();
    let mut path = "/v1/members?q=housing&country=BE,NL&limit=3&fields=id".to_owned();
    loop {
        let page = shared().json(&path);
        paged.extend(page["data"].as_array().unwrap().iter().cloned());
        let Some(next) = page["page"]["next"].as_str() else {
            break;
        };
        path = format!("/v1/members?q=housing&country=BE,NL&limit=3&fields=id&cursor={next}");
    }
    assert_eq!(json!(paged), whole["data"]);
}

#[test]
fn what_was_met_is_shown_escaped_and_only_when_it_is_asked_for() {
    let page = shared().json("/v1/members?q=huis+gent&highlight=true&limit=1&fields=name");
    assert_eq!(
        page["data"][0]["highlights"][0],
        json!({"field": "name", "text": "Open <mark>Huis</mark> <mark>Gent</mark>"})
    );
    let page = shared().json("/v1/members?q=huis+gent&limit=1&fields=name");
    assert_eq!(page["data"][0], json!({"name": "Open Huis Gent"}));
    let page =
        shared().json("/v1/members?q=huis+gent&highlight=true&limit=1&format=geojson&fields=name");
    assert!(
        page["features"][0]["properties"]["highlights"].is_array(),
        "{page}"
    );
}

#[test]
fn places_are_found_by_their_own_city_and_by_their_member() {
    let page = shared().json("/v1/locations?q=schule+innsbruck&format=json&highlight=true");
    let cities: Vec<&str> = page["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| place["city"].as_str().unwrap())
        .collect();
    assert!(
        cities.iter().all(|city| *city == "Innsbruck") && !cities.is_empty(),
        "{cities:?}"
    );
    assert_eq!(
        page["data"][0]["highlights"][1],
        json!({"field": "city", "text": "<mark>Innsbruck</mark>"})
    );
}

#[test]
fn every_member_is_found_by_its_own_name_and_by_no_hidden_city() {
    for member in &SAMPLE.members {
        let name = &member["name"];
        let query: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
        let found = names(&format!("/v1/members?q={query}&limit=3&fields=name"));
        assert!(found.contains(name), "{name}: {found:?}");
    }
}

#[test]
fn mistakes_are_told() {
    for (query, code, parameter) in [
        ("q=", "no_words", "q"),
        ("q=!!!", "no_words", "q"),
        ("q=a&q=b", "repeated", "q"),
        ("sort=relevance", "q_missing", "sort"),
        ("highlight=true", "q_missing", "highlight"),
        ("q=a&highlight=yes", "invalid_boolean", "highlight"),
        (
            "q=a&highlight=true&format=csv",
            "not_in_format",
            "highlight",
        ),
    ] {
        let answer = shared().get(&format!("/v1/members?{query}"));
        assert_eq!(answer.status, 400, "{query}");
        let error = &answer.json()["errors"][0];
        assert_eq!(
            (&error["code"], &error["parameter"]),
            (&json!(code), &json!(parameter)),
            "{query}"
        );
    }
    let long = "a".repeat(501);
    let answer = shared().get(&format!("/v1/members?q={long}"));
    assert_eq!(answer.json()["errors"][0]["code"], "too_long");
}
