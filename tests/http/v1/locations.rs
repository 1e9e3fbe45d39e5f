//! `/v1/locations`: the places that may be known, and of some only the city.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{sample::SAMPLE, shared};

fn all() -> Vec<Value> {
    let page = shared().json("/v1/locations?limit=200");
    page["features"].as_array().unwrap().clone()
}

#[test]
fn all_but_the_hidden_ones() {
    let page = shared().json("/v1/locations?limit=200");
    assert_eq!(page["page"]["total"], 178);
    assert_eq!(page["page"]["total"], SAMPLE.published_locations().count());
    assert_eq!(all().len(), 178);
}

#[test]
fn hidden_places_are_nowhere() {
    let hidden: Vec<_> = SAMPLE
        .locations
        .iter()
        .filter(|location| location["visibility"] == "hidden")
        .collect();
    assert_eq!(hidden.len(), 10);
    let everything: String = [
        "/v1/locations?limit=200",
        "/v1/locations?limit=200&format=json",
        "/v1/members?limit=200",
        "/v1/members?limit=200&format=geojson",
    ]
    .map(|path| shared().get(path).text())
    .concat();
    for place in hidden {
        let member = shared()
            .get(&format!("/v1/members/{}", place["member"]))
            .text();
        // Other members may have an address of the same words.
        assert!(
            !member.contains(&format!("\"{}\"", place["address"])),
            "{place:?}"
        );
        for degrees in [&place["latitude"], &place["longitude"]] {
            assert!(!member.contains(degrees.as_str()), "{place:?}");
            assert!(!everything.contains(degrees.as_str()), "{place:?}");
        }
    }
}

/// Of a coarse place the public sees the city and the centre of its cell of 0.1 degrees.
#[test]
fn of_a_coarse_place_only_the_city_is_shown() {
    let coarse: Vec<Value> = all()
        .into_iter()
        .filter(|feature| feature["properties"]["precision"] == "city")
        .collect();
    let expected = SAMPLE
        .locations
        .iter()
        .filter(|location| location["visibility"] == "city");
    assert_eq!(coarse.len(), expected.clone().count());
    let text = Value::from(coarse.clone()).to_string();
    for place in expected {
        assert!(!text.contains(&place["address"]), "{place:?}");
        let cell = |degrees: &str| {
            let degrees: f64 = degrees.parse().unwrap();
            (((degrees * 10.0).floor() + 0.5) * 10.0).round() / 100.0
        };
        let centre = serde_json::json!([cell(&place["longitude"]), cell(&place["latitude"])]);
        let found = coarse.iter().find(|feature| {
            let properties = &feature["properties"];
            properties["member"]["slug"] == place["member"].as_str()
                && properties["city"] == place["city"].as_str()
        });
        let found = found.unwrap_or_else(|| panic!("{place:?}"));
        assert_eq!(found["geometry"]["coordinates"], centre, "{place:?}");
    }
    for feature in &coarse {
        let properties = feature["properties"].as_object().unwrap();
        for private in [
            "address",
            "postal_code",
            "email",
            "label",
            "opening_hours",
            "accessibility",
        ] {
            assert!(properties[private].is_null(), "{private} in {feature}");
        }
        assert_eq!(properties["phones"], json!([]), "{feature}");
    }
}

/// Whatever is exact is as the file has it.
#[test]
fn an_exact_place_is_shown_as_it_is() {
    let exact: BTreeSet<String> = all()
        .iter()
        .filter(|feature| feature["properties"]["precision"] == "exact")
        .map(|feature| {
            let place = &feature["properties"];
            let coordinates = &feature["geometry"]["coordinates"];
            format!(
                "{} {} {} {} {} {}",
                place["member"]["slug"].as_str().unwrap(),
                place["kind"].as_str().unwrap(),
                place["address"].as_str().unwrap(),
                place["city"].as_str().unwrap(),
                coordinates[1],
                coordinates[0],
            )
        })
        .collect();
    let number = |text: &str| Value::from(text.parse::<f64>().unwrap()).to_string();
    let expected: BTreeSet<String> = SAMPLE
        .locations
        .iter()
        .filter(|location| location["visibility"] == "public")
        .map(|place| {
            format!(
                "{} {} {} {} {} {}",
                place["member"],
                place["label"],
                place["address"],
                place["city"],
                number(&place["latitude"]),
                number(&place["longitude"])
            )
        })
        .collect();
    assert_eq!(exact, expected);
}

/// RFC 7946, section 3: types, positions within the world, unique ids, no `crs`.
#[test]
fn it_is_valid_geojson() {
    let answer = shared().get("/v1/locations?limit=200");
    assert_eq!(answer.header("content-type"), Some("application/geo+json"));
    let collection = answer.ok();
    assert_eq!(collection["type"], "FeatureCollection");
    for reserved in ["geometry", "properties", "coordinates", "geometries", "crs"] {
        assert!(collection.get(reserved).is_none(), "{reserved}");
    }
    let mut ids = BTreeSet::new();
    for feature in collection["features"].as_array().unwrap() {
        assert_eq!(feature["type"], "Feature");
        assert!(feature["properties"].is_object());
        assert!(ids.insert(feature["id"].as_str().unwrap().to_owned()));
        assert_eq!(feature["id"], feature["properties"]["id"]);
        let geometry = feature.get("geometry").expect("even null must be there");
        assert_eq!(geometry["type"], "Point");
        let position = geometry["coordinates"].as_array().unwrap();
        assert_eq!(position.len(), 2);
        let [longitude, latitude] = [0, 1].map(|number| position[number].as_f64().unwrap());
        assert!((-180.0..=180.0).contains(&longitude));
        assert!((-90.0..=90.0).contains(&latitude));
    }
}

#[test]
fn as_json_on_demand() {
    let features = all();
    for (query, headers) in [
        ("&format=json", &[][..]),
        ("", &[("Accept", "application/json")]),
    ] {
        let answer = shared().get_with(&format!("/v1/locations?limit=200{query}"), headers);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        let page = answer.ok();
        for (place, feature) in page["data"].as_array().unwrap().iter().zip(&features) {
            assert_eq!(place, &feature["properties"]);
        }
        assert_eq!(page["data"].as_array().unwrap().len(), features.len());
    }
}

#[test]
fn the_filters_are_the_places_own() {
    let total = |query: &str| {
        let page = shared().json(&format!("/v1/locations?{query}"));
        page["page"]["total"].as_u64().unwrap() as usize
    };
    let count = |fits: &dyn Fn(&crate::support::sample::Row) -> bool| {
        SAMPLE
            .published_locations()
            .filter(|place| fits(place))
            .count()
    };
    for country in ["BE", "DE", "MA"] {
        assert_eq!(
            total(&format!("country={country}")),
            count(&|place| place["country"] == country)
        );
    }
    assert_eq!(
        total("city=k%C3%B6ln"),
        count(&|place| place["city"] == "Köln")
    );
    let of_housing: Vec<_> = SAMPLE
        .members
        .iter()
        .filter(|member| SAMPLE.offers(member, "housing"))
        .map(|member| member["slug"].clone())
        .collect();
    assert_eq!(
        total("service=housing"),
        count(&|place| of_housing.contains(&place["member"]))
    );
}

#[test]
fn read_page_by_page_each_place_is_there_once() {
    for sort in ["name", "-name", "updated_at", "joined_on", "-joined_on"] {
        let ids = |path: &str| {
            let page = shared().json(path);
            let ids = crate::support::answer::texts(&page["features"], "id");
            (ids, page["page"]["next"].as_str().map(str::to_owned))
        };
        let (whole, _) = ids(&format!("/v1/locations?limit=200&sort={sort}"));
        let mut read = Vec::new();
        let mut cursor = String::new();
        while read.len() <= whole.len() {
            let (page, next) = ids(&format!("/v1/locations?limit=13&sort={sort}{cursor}"));
            read.extend(page);
            match next {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(read, whole, "{sort}");
    }
}
