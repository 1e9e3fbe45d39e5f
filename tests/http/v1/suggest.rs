//! `/v1/suggest`: what somebody who has begun to type may mean.

use serde_json::{Value, json};

use crate::support::{sample::SAMPLE, shared};

fn suggest(query: &str) -> Value {
    shared().json(&format!("/v1/suggest?{query}"))
}

fn texts<'a>(group: &'a Value, field: &str) -> Vec<&'a str> {
    let group = group.as_array().unwrap();
    group
        .iter()
        .map(|item| item[field].as_str().unwrap())
        .collect()
}

#[test]
fn members_cities_countries_and_services_come_in_groups() {
    let found = suggest("q=gen&lang=nl");
    assert_eq!(
        texts(&found["cities"], "name"),
        ["Genève", "Gent", "Genova"]
    );
    assert_eq!(found["cities"][1]["near"], "Gent, BE");
    assert_eq!(
        found["cities"][1]["country"],
        json!({"code": "BE", "name": "België"})
    );
    assert!(
        texts(&found["members"], "name")
            .iter()
            .all(|name| name.contains("Gen")),
        "{found}"
    );
    assert_eq!(
        found["members"][0]["url"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next(),
        found["members"][0]["slug"].as_str()
    );
}

#[test]
fn towns_without_a_member_and_other_names_of_cities_are_suggested() {
    let found = suggest("q=aals");
    assert_eq!(texts(&found["cities"], "name"), [""; 0]);
    assert_eq!(found["towns"][0]["near"], "Aalst, BE");
    let found = suggest("q=gand");
    assert_eq!(texts(&found["cities"], "near"), ["Gent, BE"]);
    assert_eq!(texts(&suggest("q=ge")["towns"], "near"), [""; 0]);
}

#[test]
fn what_was_typed_may_be_in_any_language_and_the_labels_are_in_one() {
    let found = suggest("q=belgi&lang=fr");
    assert_eq!(
        found["countries"][0],
        json!({"code": "BE", "name": "Belgique", "count": 14})
    );
    let found = suggest("q=wohn&lang=en");
    assert_eq!(found["services"][0]["code"], "housing");
    assert_eq!(found["services"][0]["label"], "Housing");
}

#[test]
fn accents_and_a_mistake_are_forgiven() {
    assert_eq!(texts(&suggest("q=geneve")["cities"], "name"), ["Genève"]);
    assert_eq!(texts(&suggest("q=brugga")["cities"], "name"), ["Brugge"]);
    assert_eq!(
        suggest("q=opn+huis+gent")["members"][0]["slug"],
        "open-huis-gent"
    );
}

#[test]
fn one_letter_is_enough_and_nothing_unpublished_is_suggested() {
    for letter in 'a'..='z' {
        let found = suggest(&format!("q={letter}&limit=20"));
        for city in texts(&found["cities"], "name") {
            assert!(
                SAMPLE
                    .published_locations()
                    .any(|place| place["city"] == city),
                "{city}"
            );
        }
        for slug in texts(&found["members"], "slug") {
            assert!(
                SAMPLE.members.iter().any(|member| member["slug"] == slug),
                "{slug}"
            );
        }
    }
}

#[test]
fn mistakes_are_told() {
    for (query, code, parameter) in [
        ("", "required", "q"),
        ("q=-", "no_words", "q"),
        ("q=a&limit=21", "out_of_range", "limit"),
        ("q=a&near=b", "unknown_parameter", "near"),
    ] {
        let answer = shared().get(&format!("/v1/suggest?{query}"));
        assert_eq!(answer.status, 400, "{query}");
        let error = &answer.json()["errors"][0];
        assert_eq!(
            (&error["code"], &error["parameter"]),
            (&json!(code), &json!(parameter)),
            "{query}"
        );
    }
}
