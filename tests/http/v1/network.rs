//! `/v1/network`: the network itself and its totals.

use crate::support::{Database, Serve, TestServer, sample::SAMPLE, shared, sheets::sheets};

#[test]
fn its_totals_are_those_of_the_lists() {
    let network = shared().json("/v1/network");
    assert_eq!(network["totals"]["members"], SAMPLE.members.len());
    assert_eq!(network["totals"]["countries"], 30);
    assert_eq!(
        network["totals"]["locations"],
        SAMPLE.published_locations().count()
    );
    let facets = shared().json("/v1/members?facets=country,service")["facets"].clone();
    assert_eq!(network["by_country"], facets["country"]);
    assert_eq!(network["by_service"], facets["service"]);
    assert_eq!(
        network["revision"],
        shared().json("/v1/members")["revision"]
    );
}

#[test]
fn the_sample_says_that_it_is_one() {
    let network = shared().json("/v1/network?lang=de");
    assert_eq!(network["sample_data"], true);
    assert_eq!(network["description_language"], "de");
    assert!(shared().log().iter().any(|entry| {
        entry["message"]
            .as_str()
            .is_some_and(|text| text.contains("invented"))
    }));
}

#[test]
fn an_empty_network_is_served_too() {
    let server = Serve::on(Database::new()).start();
    let network = server.json("/v1/network");
    assert_eq!(network["sample_data"], false);
    assert_eq!(network["totals"]["members"], 0);
    assert_eq!(server.json("/v1/members")["page"]["total"], 0);
    assert_eq!(
        server.json("/v1/locations")["features"],
        serde_json::json!([])
    );
    assert_eq!(server.json("/v1/countries")["data"], serde_json::json!([]));
    assert_eq!(
        server.json("/v1/services")["data"]
            .as_array()
            .unwrap()
            .len(),
        4
    );
}

#[test]
fn a_network_of_ones_own_is_no_sample() {
    let server = TestServer::of(&sheets().members("slug,name,country\na,A,BE\n"));
    assert_eq!(server.json("/v1/network")["sample_data"], false);
}
