//! Records of the Human Services Data Specification as JSON, from a file and from another API.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Database, Manner, Receiver, Run, TestServer};

/// A service with all that it has, as an API of the third version gives it.
fn service() -> Value {
    let id = |number: u8| format!("00000000-0000-4000-8000-0000000000{number:02}");
    json!({
        "id": id(1),
        "name": "Housing",
        "status": "active",
        "description": "A bed for a night",
        "fees_description": "free of charge",
        "accreditations": "ISO 9001",
        "organization": {
            "id": id(2), "name": "Open House", "description": "A house with open doors.",
            "website": "https://house.example", "legal_status": "charity", "year_incorporated": 1998,
            "organization_identifiers": [
                {"id": id(3), "identifier_scheme": "GB-CHC", "identifier_type": "Charity number", "identifier": "1234567"},
                {"id": id(4), "identifier_type": "Wikidata", "identifier": "Q42"},
                {"id": id(5), "identifier_type": "Club card", "identifier": "7"},
            ],
            "phones": [{"id": id(6), "number": "+44 20 7946 0000"}],
        },
        "service_at_locations": [{
            "id": id(7),
            "location": {
                "id": id(8), "location_type": "physical", "name": "Front desk",
                "latitude": 51.5, "longitude": -0.12,
                "addresses": [{
                    "id": id(9), "address_1": "1 Church Street", "city": "London",
                    "state_province": "Greater London", "postal_code": "N1 1AA", "country": "GB",
                    "address_type": "physical",
                }],
                "accessibility": [{"id": id(10), "description": "A lift"}],
                "languages": [{"id": id(11), "code": "en"}],
            },
        }],
        "cost_options": [{"id": id(12), "amount": 0}],
    })
}

#[track_caller]
fn is_taken(database: &Database) {
    let value = |sql: &str| database.value(&format!("SELECT {sql}"));
    assert_eq!(value("name AS value FROM members"), "Open House");
    assert_eq!(value("country AS value FROM members"), "GB");
    assert_eq!(
        value("identifiers AS value FROM members"),
        "GB-CHC:1234567\nwikidata:Q42"
    );
    assert_eq!(value("phone AS value FROM members"), "+44 20 7946 0000");
    assert_eq!(value("address AS value FROM locations"), "1 Church Street");
    assert_eq!(value("visibility AS value FROM locations"), "hidden");
    assert_eq!(value("text AS value FROM location_accessibility"), "A lift");
    assert_eq!(value("service AS value FROM service_offers"), "housing");
    assert!(!value("location_id AS value FROM service_offers").is_empty());
}

#[test]
fn a_dump_is_read_however_its_records_stand_in_it() {
    let service = service();
    let page = json!({"total_items": 1, "total_pages": 1, "page_number": 1, "contents": [service]});
    let listed = json!([service]);
    for (name, text) in [
        ("list.json", listed.to_string()),
        ("lines.json", format!("{service:#}")),
        ("page.json", page.to_string()),
        (
            "named.json",
            format!("{:#}", json!({"services": [service]})),
        ),
    ] {
        let database = Database::new();
        fs::write(database.folder().join(name), text).expect("a file is written");
        let run = database.run(&["import", name]);
        assert_eq!(run.code, Some(0), "{name}: {run:#?}");
        is_taken(&database);
        for told in [
            "the directory has no place for \"legal_status\"",
            "the directory has no place for \"accreditations\"",
            "the directory has no place for cost_options",
            "\"Club card\" is not a scheme of identifiers",
        ] {
            assert!(run.stdout.contains(told), "{name}: {told} in {run:?}");
        }
        let again = database.run(&["import", name]).well();
        assert!(
            again.stdout.contains("says all of this already"),
            "{name}: {again:?}"
        );
    }
}

#[test]
fn json_without_records_is_refused_in_words() {
    let database = Database::new();
    for (text, told) in [
        ("[{\"a\": 1}]", "has no records"),
        ("{\n\"a\": [1]}", "has no records"),
        ("[{]", "is not JSON that can be read"),
    ] {
        fs::write(database.folder().join("x.json"), text).expect("a file is written");
        let run = database.run(&["import", "x.json"]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains(told), "{told} in {run:?}");
    }
}

#[test]
fn another_api_is_read_whole_and_only_where_that_is_anyones_to_reach() {
    let server = TestServer::sample();
    let address = format!("{}/hsds/v3", server.url);
    let database = Database::new();
    let run = database.run(&["import", &address]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let allowed = [
        "--webhook-allow-http=true",
        "--webhook-allow-private=true",
        "import",
        &address,
    ];
    let run = database.run(&allowed);
    assert_eq!(run.code, Some(0), "{run:#?}");
    let total = server.json("/v1/members?limit=1")["page"]["total"].clone();
    assert_eq!(json!(database.count("members")), total);
    let offers = server.json("/hsds/v3/services?per_page=1")["total_items"].clone();
    assert_eq!(json!(database.count("service_offers")), offers);
    let again = database.run(&allowed).well();
    assert!(
        again.stdout.contains("says all of this already"),
        "{again:?}"
    );
}

/// An organisation as it stands within a service, with what a list needs.
fn organization(name: &str) -> Value {
    let id = "00000000-0000-4000-8000-000000000002";
    json!({
        "id": id, "organization_id": id, "name": name,
        "locations": [{
            "id": "00000000-0000-4000-8000-000000000008", "location_type": "physical",
            "addresses": [{"city": "London", "country": "GB"}],
        }],
    })
}

#[test]
fn what_is_said_of_one_record_in_two_ways_is_told() {
    let database = Database::new();
    let both = json!([organization("Open House"), organization("Closed House")]);
    fs::write(database.folder().join("x.json"), format!("{both:#}")).expect("a file is written");
    let run = database.run(&["import", "x.json"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    let name = database.value("SELECT name AS value FROM members");
    assert_eq!(name, "Open House");
    assert!(
        run.stdout.contains(
            "\"name\" of 00000000-0000-4000-8000-000000000002 stands there more than once"
        ),
        "{run:#?}"
    );
    fs::write(
        database.folder().join("y.json"),
        format!(
            "{:#}",
            json!([organization("Open House"), organization("Open House")])
        ),
    )
    .expect("a file is written");
    let run = database.run(&["import", "y.json"]).well();
    assert!(!run.stdout.contains("more than once"), "{run:#?}");
}

/// Reads the API of somebody who answers every request with the same.
fn read_from(receiver: &Receiver, database: &Database) -> Run {
    database.run(&[
        "--webhook-allow-http=true",
        "--webhook-allow-private=true",
        "import",
        &receiver.url,
    ])
}

#[test]
fn pages_that_never_end_and_answers_that_grow_are_not_read_on() {
    let (receiver, database) = (Receiver::new(), Database::new());
    let page = json!({ "contents": [organization("Open House")] });
    receiver.behave(Manner::Answer(200, Vec::new(), page.to_string()));
    let run = read_from(&receiver, &database);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert_eq!(database.count("members"), 1);
    assert_eq!(receiver.received().len(), 4, "two lists of two pages");
    let values = "[],".repeat(12_000_000);
    receiver.behave(Manner::Answer(
        200,
        Vec::new(),
        format!("{{\"contents\":[{values}[]]}}"),
    ));
    let run = read_from(&receiver, &database);
    assert_eq!(run.code, Some(1), "{run:#?}");
    assert!(run.stderr.contains("has more than 32 MB"), "{run:#?}");
    receiver.behave(Manner::redirect("http://127.0.0.1:1/"));
    let run = read_from(&receiver, &database);
    assert!(run.stderr.contains("is not followed"), "{run:#?}");
}

#[test]
fn a_document_of_many_small_values_is_refused_before_it_takes_the_memory() {
    let database = Database::new();
    let text = format!("[{{\"id\": 1, \"name\": [{}[]]}}]", "[],".repeat(8_000_000));
    fs::write(database.folder().join("x.json"), text).expect("a file is written");
    let run = database.run(&["import", "x.json"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stderr.contains("has more than 8000000 values"),
        "{run:?}"
    );
}
