//! Counts for a filter panel: each facet under the other filters, not its own.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{
    sample::{Row, SAMPLE, has},
    shared,
};

/// The counts of a facet under a query.
fn counts(query: &str, facet: &str) -> BTreeMap<String, u64> {
    let page = shared().json(&format!("/v1/members?limit=1&facets={facet}&{query}"));
    page["facets"][facet]
        .as_array()
        .unwrap_or_else(|| panic!("no {facet} in {page}"))
        .iter()
        .map(|count| {
            (
                count["value"].as_str().unwrap().to_owned(),
                count["count"].as_u64().unwrap(),
            )
        })
        .collect()
}

/// Counts members that fit by each of their values.
fn expected(
    fits: impl Fn(&Row) -> bool,
    values: impl Fn(&Row) -> Vec<String>,
) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for member in SAMPLE.members.iter().filter(|member| fits(member)) {
        let mut values = values(member);
        values.sort();
        values.dedup();
        for value in values {
            *counts.entry(value).or_default() += 1;
        }
    }
    counts
}

fn country(member: &Row) -> Vec<String> {
    vec![member["country"].clone()]
}

fn membership_type(member: &Row) -> Vec<String> {
    vec![member["membership_type"].clone()]
}

fn languages(member: &Row) -> Vec<String> {
    member["working_languages"]
        .split('|')
        .map(str::to_owned)
        .collect()
}

fn services(member: &Row) -> Vec<String> {
    SAMPLE
        .services
        .iter()
        .filter(|offer| offer["member"] == member["slug"])
        .map(|offer| offer["service"].clone())
        .collect()
}

#[test]
fn of_all_members() {
    assert_eq!(counts("", "country"), expected(|_| true, country));
    assert_eq!(counts("", "service"), expected(|_| true, services));
    assert_eq!(counts("", "language"), expected(|_| true, languages));
    assert_eq!(
        counts("", "membership_type"),
        expected(|_| true, membership_type)
    );
}

#[test]
fn a_facet_leaves_out_its_own_filter_and_keeps_the_others() {
    let belgian = |member: &Row| member["country"] == "BE";
    let housing = |member: &Row| SAMPLE.offers(member, "housing");
    let dutch = |member: &Row| has(&member["working_languages"], "nl");
    let query = "country=BE&service=housing&language=nl";
    assert_eq!(
        counts(query, "country"),
        expected(|member| housing(member) && dutch(member), country)
    );
    assert_eq!(
        counts(query, "service"),
        expected(|member| belgian(member) && dutch(member), services)
    );
    assert_eq!(
        counts(query, "language"),
        expected(|member| belgian(member) && housing(member), languages)
    );
    assert_eq!(
        counts(query, "membership_type"),
        expected(
            |member| belgian(member) && housing(member) && dutch(member),
            membership_type
        )
    );
}

#[test]
fn a_filter_by_city_is_kept_for_other_facets() {
    assert_eq!(
        counts("city=koln&country=FR", "country")
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .collect::<BTreeMap<_, _>>(),
        expected(|member| SAMPLE.is_in(member, "Köln"), country)
    );
}

/// Who ticked a box must see it to untick it.
#[test]
fn what_was_chosen_stays_even_with_nothing() {
    let query = "country=JP&service=housing&city=koln&language=fr-CA&membership_type=affiliate";
    assert_eq!(counts(query, "country")["JP"], 0);
    assert_eq!(
        counts(query, "service"),
        BTreeMap::from([("housing".to_owned(), 0)])
    );
    assert_eq!(counts(query, "language")["fr-CA"], 0);
    assert_eq!(
        counts(query, "city"),
        BTreeMap::from([("Köln".to_owned(), 0)])
    );
    assert_eq!(counts("city=atlantis", "city")["atlantis"], 0);
}

#[test]
fn cities_are_named_as_people_write_them_and_the_filter_takes_the_name() {
    let cities = counts("country=DE", "city");
    assert!(cities.contains_key("Köln"), "{cities:?}");
    for (city, count) in &cities {
        let found = shared().json(&format!("/v1/members?limit=1&country=DE&city={city}"));
        assert_eq!(found["page"]["total"], *count, "{city}");
    }
    assert!(counts("", "city").len() <= 100);
    let places = shared().json("/v1/locations?facets=city&country=DE&limit=1");
    assert!(!places["facets"]["city"].as_array().unwrap().is_empty());
}

/// Equals stand by their labels, not by their codes: Allemagne before Belgique.
#[test]
fn equals_are_ordered_by_their_labels() {
    for lang in ["fr", "es"] {
        let page = shared().json(&format!("/v1/members?facets=country&limit=1&lang={lang}"));
        let counts: Vec<(u64, String)> = page["facets"]["country"]
            .as_array()
            .unwrap()
            .iter()
            .map(|count| {
                let label = count["label"].as_str().unwrap();
                let plain = any_ascii::any_ascii(label).to_lowercase();
                (count["count"].as_u64().unwrap(), plain)
            })
            .collect();
        assert!(
            counts.is_sorted_by(|a, b| a.0 > b.0 || a.0 == b.0 && a.1 <= b.1),
            "{counts:?}"
        );
    }
}

#[test]
fn the_most_frequent_first_and_named_in_the_answers_language() {
    let page = shared().json("/v1/members?facets=country,service,language,membership_type&lang=fr");
    for facet in ["country", "service", "language", "membership_type"] {
        let counts: Vec<u64> = page["facets"][facet]
            .as_array()
            .unwrap()
            .iter()
            .map(|count| count["count"].as_u64().unwrap())
            .collect();
        assert!(counts.is_sorted_by(|a, b| a >= b), "{facet}: {counts:?}");
        assert!(counts.iter().all(|count| *count > 0));
    }
    let label = |facet: &str, value: &str| {
        let counts = page["facets"][facet].as_array().unwrap();
        let count = counts.iter().find(|count| count["value"] == value);
        count.expect(value)["label"].as_str().unwrap().to_owned()
    };
    assert_eq!(label("country", "BE"), "Belgique");
    assert_eq!(label("language", "nl"), "néerlandais");
    assert_eq!(label("membership_type", "affiliate"), "Membre associé");
}

#[test]
fn only_what_was_asked_for_is_counted() {
    assert_eq!(shared().json("/v1/members")["facets"], Value::Null);
    let facets = shared().json("/v1/members?facets=language")["facets"].clone();
    assert_eq!(facets.as_object().unwrap().len(), 1);
}

/// The counts are those of the whole list, whatever page of it is shown.
#[test]
fn every_page_has_the_same_counts() {
    let first = shared().json("/v1/members?facets=service&limit=3&country=DE");
    let next = first["page"]["next"].as_str().unwrap();
    let second = shared().json(&format!(
        "/v1/members?facets=service&limit=3&country=DE&cursor={next}"
    ));
    assert_eq!(first["facets"], second["facets"]);
}
