//! `/hsds/v3`, as a referral system meets it: every record is what the specification says it is, and
//! pages are what the validator of Open Referral UK looks for.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    export::specification,
    support::{sample::SAMPLE, shared},
};

const LISTS: [(&str, &str); 5] = [
    ("organizations", "organization"),
    ("services", "service"),
    ("service_at_locations", "service_at_location"),
    ("taxonomies", "taxonomy"),
    ("taxonomy_terms", "taxonomy_term"),
];

/// The schema of what stands in a field.
fn schema_of(field: &str) -> &'static str {
    match field {
        "organization" => "organization",
        "services" | "service" => "service",
        "service_at_locations" => "service_at_location",
        "locations" | "location" => "location",
        "addresses" => "address",
        "phones" => "phone",
        "contacts" => "contact",
        "schedules" => "schedule",
        "languages" => "language",
        "accessibility" => "accessibility",
        "attributes" => "attribute",
        "service_areas" => "service_area",
        "organization_identifiers" => "organization_identifier",
        "taxonomy_term" => "taxonomy_term",
        "taxonomy_detail" => "taxonomy",
        other => panic!("the specification has no field {other}"),
    }
}

/// Fails at the first thing that the specification does not allow.
#[track_caller]
fn check(schema: &str, record: &Value) {
    let file = specification::files()
        .into_iter()
        .find(|file| file.schema == schema)
        .expect("a schema");
    let fields = record.as_object().expect("a record");
    for (name, value) in fields {
        match value {
            Value::Array(parts) => parts.iter().for_each(|part| check(schema_of(name), part)),
            Value::Object(_) => check(schema_of(name), value),
            plain => {
                let column = file.column(name);
                let text = plain.as_str().unwrap_or_default();
                let holds = match column.format {
                    Some("number") => plain.is_number(),
                    Some("uuid") => uuid::Uuid::try_parse(text).is_ok(),
                    Some("uri") => url::Url::parse(text).is_ok() && text.is_ascii(),
                    Some("email") => text.contains('@') && text.is_ascii(),
                    Some("date-time") => text.contains('T') && text.ends_with('Z'),
                    Some(other) => panic!("nothing is known of {other}"),
                    None => plain.is_string(),
                };
                assert!(holds, "{schema} {name}: {plain}");
                let choices = &column.choices;
                let is_choice = choices.is_empty() || choices.iter().any(|choice| choice == text);
                assert!(is_choice, "{schema} {name}: {plain}");
            }
        }
    }
    // What a record within another belongs to, the other one says.
    let required = file.columns.iter().filter(|column| column.is_required);
    for column in required.filter(|column| !column.name.ends_with("_id")) {
        assert!(
            fields.contains_key(column.name),
            "{schema} lacks {}: {record}",
            column.name
        );
    }
}

/// The things of all pages; every page says of itself what is true.
#[track_caller]
fn all(list: &str, query: &str, per_page: usize) -> Vec<Value> {
    let mut found = Vec::new();
    let mut number = 1;
    loop {
        let path = format!("/hsds/v3/{list}?page={number}&per_page={per_page}&{query}");
        let page = shared().json(&path);
        let contents = page["contents"].as_array().expect("contents").clone();
        let total = page["total_items"].as_u64().expect("a total") as usize;
        assert_eq!(page["page_number"], number, "{path}");
        assert_eq!(page["size"], contents.len(), "{path}");
        assert_eq!(page["empty"], contents.is_empty(), "{path}");
        assert_eq!(page["first_page"], number == 1, "{path}");
        assert_eq!(page["total_pages"], total.div_ceil(per_page), "{path}");
        found.extend(contents);
        let is_last = found.len() == total;
        assert_eq!(page["last_page"], is_last, "{path}");
        if is_last {
            return found;
        }
        number += 1;
    }
}

fn ids(records: &[Value]) -> Vec<&str> {
    let ids = records.iter().map(|record| record["id"].as_str());
    ids.map(|id| id.expect("an identifier")).collect()
}

#[track_caller]
fn total(list_and_query: &str) -> u64 {
    let page = shared().json(&format!("/hsds/v3/{list_and_query}"));
    page["total_items"].as_u64().expect("a total")
}

#[test]
fn the_root_says_which_version_this_is() {
    let root = shared().json("/hsds/v3");
    assert_eq!(root["version"], "3.0");
    for field in ["profile", "openapi_url"] {
        let url = root[field].as_str().unwrap();
        assert_eq!(
            shared().get(&url[shared().url.len()..]).status,
            200,
            "{url}"
        );
    }
}

#[test]
fn every_record_is_what_the_specification_says() {
    for (list, schema) in LISTS {
        let queries: &[&str] = match list {
            "organizations" => &["", "full=true", "full_service=true"],
            "services" | "service_at_locations" => &["", "full=true"],
            _ => &[""],
        };
        for query in queries {
            let records = all(list, query, 100);
            assert!(!records.is_empty(), "{list}");
            records.iter().for_each(|record| check(schema, record));
        }
        for id in ids(&all(list, "", 500)).iter().step_by(9) {
            let record = shared().json(&format!("/hsds/v3/{list}/{id}"));
            assert_eq!(record["id"], **id);
            check(schema, &record);
        }
    }
}

#[test]
fn pages_hold_everything_once_in_one_order() {
    for (list, _) in LISTS {
        let whole = all(list, "", 500);
        assert_eq!(all(list, "", 7), whole, "{list}");
        let distinct: BTreeSet<&str> = ids(&whole).into_iter().collect();
        assert_eq!(distinct.len(), whole.len(), "{list}");
    }
    assert_eq!(total("organizations"), 155);
    assert_eq!(total("services"), SAMPLE.services.len() as u64);
    let behind = shared().json("/hsds/v3/organizations?page=1000");
    assert_eq!(
        (&behind["empty"], &behind["last_page"]),
        (&true.into(), &true.into())
    );
}

#[test]
fn whole_lists_are_the_pages_line_by_line() {
    for (list, _) in LISTS {
        let lines = shared().get(&format!("/hsds/v3/{list}?format=ndjson"));
        assert_eq!(lines.header("content-type"), Some("application/x-ndjson"));
        let lines = lines.text();
        let lines: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines, all(list, "", 500), "{list}");
        let table = shared().get(&format!("/hsds/v3/{list}?format=csv")).text();
        assert_eq!(table.lines().count(), lines.len() + 1, "{list}");
    }
    let two = shared()
        .get("/hsds/v3/services?format=ndjson&per_page=2&full=true")
        .text();
    assert_eq!(two.lines().count(), 2);
    let by_header = shared().get_with("/hsds/v3/services", &[("accept", "text/csv")]);
    assert!(
        by_header
            .text()
            .starts_with("\u{feff}id,organization_id,name,")
    );
}

/// With `full_service` an organisation has what its services have under addresses of their own.
#[test]
fn the_same_thing_is_the_same_everywhere() {
    let organization = &all("organizations", "full_service=true", 50)[3];
    let id = organization["id"].as_str().unwrap();
    let alone = shared().json(&format!("/hsds/v3/organizations/{id}?full_service=true"));
    assert_eq!(alone, *organization);
    let services = all("services", &format!("organization_id={id}&full=true"), 50);
    let of_organization = organization["services"].as_array().unwrap();
    assert_eq!(services.len(), of_organization.len());
    for (mut service, within) in services.into_iter().zip(of_organization) {
        let path = format!("/hsds/v3/services/{}", service["id"].as_str().unwrap());
        assert_eq!(shared().json(&path), service);
        let owner = service
            .as_object_mut()
            .unwrap()
            .remove("organization")
            .unwrap();
        assert_eq!(owner["id"], id);
        assert_eq!(service, *within);
    }
}

#[test]
fn services_are_found_by_their_terms() {
    let terms = all("taxonomy_terms", "", 500);
    let term = |code: &str| {
        let found = terms.iter().find(|term| term["code"] == code);
        found.expect(code)["id"].as_str().unwrap()
    };
    let given = |service: &str| {
        let offers = SAMPLE.services.iter();
        offers.filter(|offer| offer["service"] == service).count() as u64
    };
    assert_eq!(
        total(&format!("services?taxonomy_term_id={}", term("housing"))),
        given("housing")
    );
    let givers = SAMPLE.services.iter();
    let givers = givers.filter(|offer| offer["service"] == "housing");
    let givers: BTreeSet<&str> = givers.map(|offer| &*offer["member"]).collect();
    assert_eq!(
        total(&format!(
            "organizations?taxonomy_term_id={}",
            term("housing")
        )),
        givers.len() as u64
    );
    let at_places = all("service_at_locations", "", 500);
    let services = at_places
        .iter()
        .map(|at| at["service"]["id"].as_str().unwrap());
    let services: BTreeSet<&str> = services.collect();
    let by_kind = terms
        .iter()
        .filter(|term| term["taxonomy"] == "location-kinds");
    let by_kind = by_kind.map(|term| {
        let id = term["id"].as_str().unwrap();
        let found = total(&format!("service_at_locations?taxonomy_term_id={id}"));
        assert_eq!(
            found > 0,
            total(&format!("services?taxonomy_term_id={id}")) > 0
        );
        found
    });
    let by_kind: Vec<u64> = by_kind.collect();
    assert_eq!(by_kind.iter().sum::<u64>(), at_places.len() as u64);
    assert!(
        by_kind.iter().filter(|found| **found > 0).count() > 1,
        "{by_kind:?}"
    );
    for taxonomy in all("taxonomies", "", 10) {
        let id = taxonomy["id"].as_str().unwrap();
        let expected = match taxonomy["name"].as_str().unwrap() {
            "location-kinds" => services.len(),
            _ => SAMPLE.services.len(),
        };
        assert_eq!(
            total(&format!("services?taxonomy_id={id}")),
            expected as u64
        );
        let its = terms
            .iter()
            .filter(|term| term["taxonomy_id"] == id)
            .count();
        assert_eq!(
            all("taxonomy_terms", &format!("taxonomy_id={id}"), 10).len(),
            its
        );
    }
    assert_eq!(
        total("services?search=Krankenschein"),
        total("services?search=doctor")
    );
    let names = all("services", "search=doctor", 50);
    let names: BTreeSet<&str> = names
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, BTreeSet::from(["Healthcare"]));
    assert!(
        terms
            .iter()
            .all(|term| term["taxonomy_detail"]["id"] == term["taxonomy_id"])
    );
    let german = all("taxonomy_terms", "search=Wohnen", 10);
    assert_eq!((german.len(), &german[0]["code"]), (1, &"housing".into()));
}

#[test]
fn copies_ask_for_what_changed() {
    assert_eq!(
        total("services?modified_after=2000-01-01T00:00:00Z"),
        total("services")
    );
    assert_eq!(total("services?modified_after=2200-01-01"), 0);
    let page = shared().json("/hsds/v3/services?minimal=true");
    assert_eq!(
        (&page["total_pages"], &page["size"]),
        (&1.into(), &page["total_items"])
    );
    let fields: Vec<&String> = page["contents"][0].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["id", "last_modified", "modified_date"]);
    let table = shared()
        .get("/hsds/v3/services?minimal=true&format=csv")
        .text();
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("\u{feff}id,last_modified"));
    let first = &page["contents"][0];
    let [id, modified] = ["id", "last_modified"].map(|field| first[field].as_str().unwrap());
    assert_eq!(lines.next(), Some(format!("{id},{modified}").as_str()));
    let answer = shared().get("/hsds/v3/services");
    let known = [("if-none-match", answer.etag())];
    assert_eq!(shared().get_with("/hsds/v3/services", &known).status, 304);
}

#[test]
fn places_are_found_by_their_postal_codes() {
    let full = all("service_at_locations", "full=true", 500);
    let exact = full
        .iter()
        .find(|one| one["location"]["addresses"][0]["postal_code"] != "-");
    let code = exact.expect("a place with a code")["location"]["addresses"][0]["postal_code"]
        .as_str()
        .unwrap();
    let there = total(&format!("service_at_locations?postcode={code}"));
    let around = total(&format!(
        "service_at_locations?postcode={code}&proximity=50000"
    ));
    assert!(there > 0 && around >= there, "{there} and {around}");
    assert!(around < total("service_at_locations"));
    assert_eq!(total("service_at_locations?postcode=nowhere1"), 0);
}

/// Of a place that is shown by its city nothing is told but the city, whatever the specification
/// demands; a hidden one is nowhere.
#[test]
fn nothing_is_told_of_what_is_hidden() {
    let everything = shared()
        .get("/hsds/v3/organizations?full_service=true&format=ndjson")
        .text();
    let hidden = SAMPLE
        .locations
        .iter()
        .filter(|place| place["visibility"] == "hidden");
    for place in hidden {
        for degrees in [&place["latitude"], &place["longitude"]] {
            assert!(!everything.contains(degrees.as_str()), "{place:?}");
        }
    }
    let mut coarse = 0;
    for organization in all("organizations", "full=true", 500) {
        for place in organization["locations"].as_array().into_iter().flatten() {
            let address = &place["addresses"][0];
            if address["address_1"] == "-" && address["postal_code"] == "-" {
                coarse += 1;
                for within in [
                    "phones",
                    "contacts",
                    "schedules",
                    "accessibility",
                    "languages",
                ] {
                    assert!(place.get(within).is_none(), "{place}");
                }
                let rest = place["latitude"].as_f64().unwrap() * 20.0;
                assert!(
                    (rest - rest.round()).abs() < 1e-6,
                    "no centre of a cell: {place}"
                );
            }
        }
    }
    let by_city = SAMPLE
        .locations
        .iter()
        .filter(|place| place["visibility"] == "city");
    assert_eq!(coarse, by_city.count());
}

#[test]
fn mistakes_are_named() {
    let id = "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11";
    for (query, parameter, code) in [
        (
            format!("services?taxonomy_term_id={id}"),
            "taxonomy_term_id",
            "unknown_id",
        ),
        (
            format!("services?taxonomy_id={id}"),
            "taxonomy_id",
            "unknown_id",
        ),
        (
            format!("taxonomy_terms?parent_id={id}"),
            "parent_id",
            "unknown_id",
        ),
        (
            "services?organization_id=7".to_owned(),
            "organization_id",
            "invalid_id",
        ),
        (
            "service_at_locations?proximity=5".to_owned(),
            "proximity",
            "postcode_missing",
        ),
        (
            "service_at_locations?postcode=x9&proximity=5".to_owned(),
            "postcode",
            "unknown_postcode",
        ),
        (
            "service_at_locations?postcode=9000&proximity=-5".to_owned(),
            "proximity",
            "out_of_range",
        ),
        ("organizations?page=0".to_owned(), "page", "out_of_range"),
        (
            "organizations?per_page=501".to_owned(),
            "per_page",
            "out_of_range",
        ),
        (
            "organizations?format=xml".to_owned(),
            "format",
            "unknown_code",
        ),
        (
            "taxonomies?taxonomy_id=x".to_owned(),
            "taxonomy_id",
            "unknown_parameter",
        ),
    ] {
        let mistakes = shared().mistakes(&format!("/hsds/v3/{query}"));
        assert_eq!(
            mistakes,
            [(parameter.to_owned(), code.to_owned())],
            "{query}"
        );
    }
    for (list, _) in LISTS {
        for id in [id, "seven"] {
            shared().get(&format!("/hsds/v3/{list}/{id}")).problem(404);
        }
    }
    assert_eq!(total(&format!("services?organization_id={id}")), 0);
    // The identifier of a service is none of a service at a location.
    let service = all("services", "", 1)[0]["id"].as_str().unwrap().to_owned();
    shared()
        .get(&format!("/hsds/v3/service_at_locations/{service}"))
        .problem(404);
}
