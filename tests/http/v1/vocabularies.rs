//! `/v1/services`, `/v1/countries`, `/v1/languages`.

use std::collections::BTreeMap;

use crate::support::{
    sample::{SAMPLE, has},
    shared,
};

fn counts(path: &str) -> BTreeMap<String, u64> {
    shared().json(path)["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| {
            (
                entry["code"].as_str().unwrap().to_owned(),
                entry["count"].as_u64().unwrap(),
            )
        })
        .collect()
}

/// Each count is what the filter of the same name finds.
#[test]
fn each_count_is_what_its_filter_finds() {
    for (path, filter) in [
        ("/v1/services", "service"),
        ("/v1/countries", "country"),
        ("/v1/languages", "language"),
    ] {
        let counts = counts(path);
        assert!(!counts.is_empty());
        for (code, count) in counts {
            let page = shared().json(&format!("/v1/members?limit=1&{filter}={code}"));
            assert_eq!(page["page"]["total"], count, "{filter}={code}");
        }
    }
}

#[test]
fn every_value_of_the_sample_is_there() {
    let countries = counts("/v1/countries");
    for member in &SAMPLE.members {
        assert!(countries.contains_key(&member["country"]));
    }
    assert_eq!(countries["BE"], 14);
    for (language, count) in counts("/v1/languages") {
        let speakers = SAMPLE.slugs(|member| has(&member["working_languages"], &language));
        assert_eq!(speakers.len() as u64, count, "{language}");
    }
    let services = counts("/v1/services");
    assert_eq!(
        services.keys().collect::<Vec<_>>(),
        ["education", "healthcare", "housing", "labour"]
    );
}

#[test]
fn names_are_in_the_answers_language_and_in_its_order() {
    for (lang, first, austria) in [
        ("en", "Austria", "Austria"),
        ("de", "Belgien", "Österreich"),
    ] {
        let countries = shared().json(&format!("/v1/countries?lang={lang}"))["data"].clone();
        let names = crate::support::answer::texts(&countries, "name");
        assert_eq!(names[0], first, "{names:?}");
        assert!(names.contains(&austria.to_owned()));
    }
    // Ö stands beside O, not after Z.
    let german = shared().json("/v1/countries?lang=de")["data"].clone();
    let german = crate::support::answer::texts(&german, "name");
    let place = |name: &str| german.iter().position(|known| known == name).unwrap();
    assert!(place("Norwegen") < place("Österreich"));
    assert!(place("Österreich") < place("Polen"));

    let languages = shared().get_with("/v1/languages", &[("Accept-Language", "fr")]);
    let languages = crate::support::answer::texts(&languages.ok()["data"], "name");
    assert!(
        languages.contains(&"néerlandais".to_owned()),
        "{languages:?}"
    );
}

#[test]
fn only_json_is_offered() {
    for path in [
        "/v1/services",
        "/v1/countries",
        "/v1/languages",
        "/v1/network",
    ] {
        shared()
            .get_with(path, &[("Accept", "application/xml")])
            .problem(406);
        assert_eq!(
            shared().get(path).header("content-type"),
            Some("application/json")
        );
    }
}
