//! The directory as data that others link to and harvest: one name for a member, in whatever form it
//! is asked for, and where programs look first.

use serde_json::{Value, json};

use crate::support::{Answer, Database, Serve, shared, sheets::sheets};

const MEMBER: &str = "/v1/members/open-huis-gent";
const PAGE: &str = "/members/open-huis-gent";
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

fn asked(path: &str, accept: &str) -> Answer {
    shared().get_with(path, &[("accept", accept)])
}

/// What stands in a header that leads on, without the server.
#[track_caller]
fn leads_to(answer: &Answer) -> &str {
    assert_eq!(answer.status, 303);
    let vary = answer.header("vary").expect("what it depends on");
    assert!(vary.contains("Accept"), "{vary}");
    let location = answer.header("location").expect("where to");
    location.strip_prefix(&shared().url).unwrap_or(location)
}

#[test]
fn a_member_has_one_name_in_every_form() {
    let id = shared().json(MEMBER)["id"].as_str().unwrap().to_owned();
    let name = format!("{}/v1/members/{id}", shared().url);
    let whole = shared().json("/v1/members.jsonld");
    let nodes = whole["@graph"].as_array().unwrap();
    let within = nodes.iter().find(|node| node["@id"] == name.as_str());
    let alone = asked(&name[shared().url.len()..], "application/ld+json");
    assert_eq!(alone.header("content-type"), Some("application/ld+json"));
    let mut alone = alone.json();
    assert_eq!(alone["@context"], "https://schema.org");
    alone.as_object_mut().unwrap().remove("@context");
    assert_eq!(Some(&alone), within);
    assert_eq!(
        shared().get(&format!("{MEMBER}?format=jsonld")).json()["@id"],
        name.as_str()
    );
    assert_eq!(
        shared().get(&format!("{MEMBER}.jsonld")).ok(),
        shared().get(&format!("{MEMBER}?format=jsonld")).ok()
    );
    shared().get(&format!("{MEMBER}.csv")).problem(404);
    shared()
        .get(&format!("{MEMBER}.jsonld?format=json"))
        .problem(400);
    let short = shared()
        .get(&format!("{MEMBER}?format=jsonld&fields=name"))
        .json();
    assert_eq!(short.as_object().unwrap().len(), 4, "{short}");
}

#[test]
fn whoever_asks_gets_the_form_that_they_read() {
    for accept in [
        "*/*",
        "application/json",
        "application/json, text/html;q=0.5",
    ] {
        let answer = asked(MEMBER, accept);
        assert_eq!(
            answer.header("content-type"),
            Some("application/json"),
            "{accept}"
        );
    }
    assert_eq!(leads_to(&asked(MEMBER, BROWSER)), PAGE);
    assert_eq!(
        asked(&format!("{MEMBER}?format=json"), BROWSER).ok()["slug"],
        "open-huis-gent"
    );
    asked(MEMBER, "image/png").problem(406);
    for accept in [BROWSER, "*/*", "image/png"] {
        assert_eq!(asked(PAGE, accept).status, 200, "{accept}");
    }
    for accept in ["application/json", "application/ld+json"] {
        assert_eq!(leads_to(&asked(PAGE, accept)), MEMBER);
    }
    let page = asked(PAGE, BROWSER).text();
    for form in ["application/json", "application/ld+json"] {
        assert!(
            page.contains(&format!("<link rel=\"alternate\" type=\"{form}\"")),
            "{form}"
        );
    }
}

#[test]
fn portals_harvest_the_directory_as_a_data_set() {
    let answer = shared().get("/v1/dataset");
    assert_eq!(answer.header("content-type"), Some("application/ld+json"));
    let dataset = answer.json();
    assert_eq!(dataset["@type"], "dcat:Dataset");
    assert_eq!(dataset["dct:title"], shared().json("/v1/network")["name"]);
    assert_eq!(dataset.get("dct:license"), None);
    let distributions = dataset["dcat:distribution"].as_array().unwrap();
    assert_eq!(distributions.len(), 5);
    for distribution in distributions {
        let url = distribution["dcat:downloadURL"]["@id"].as_str().unwrap();
        let media_type = distribution["dcat:mediaType"]["@id"].as_str().unwrap();
        let media_type = media_type.split_once("media-types/").unwrap().1;
        let given = shared().request("HEAD", &url[shared().url.len()..], &[]);
        let given = given.header("content-type").unwrap();
        assert_eq!(given.split(';').next(), Some(media_type), "{url}");
    }
    for service in dataset["service"].as_array().unwrap() {
        let described = service["dcat:endpointDescription"]["@id"].as_str().unwrap();
        assert_eq!(shared().get(&described[shared().url.len()..]).status, 200);
    }
}

#[test]
fn programs_find_the_apis_where_they_look_first() {
    let answer = shared().get("/.well-known/api-catalog");
    let media_type = answer.header("content-type").unwrap();
    assert!(
        media_type.starts_with("application/linkset+json; profile="),
        "{media_type}"
    );
    let link = shared().request("HEAD", "/.well-known/api-catalog", &[]);
    assert!(
        link.header("link")
            .unwrap()
            .ends_with("rel=\"api-catalog\"")
    );
    let catalogue = answer.json();
    for api in catalogue["linkset"].as_array().unwrap() {
        for relation in ["service-desc", "service-doc", "service-meta", "status"] {
            let url = api[relation][0]["href"].as_str().unwrap();
            assert_eq!(
                shared().get(&url[shared().url.len()..]).status,
                200,
                "{url}"
            );
        }
    }
    shared().get("/.well-known/security.txt").problem(404);
    shared().get("/.well-known/else").problem(404);
}

#[test]
fn whoever_runs_the_site_names_a_licence_and_a_contact() {
    let licence = "https://creativecommons.org/licenses/by/4.0/";
    let members = sheets().members("slug,name,country,status\nh,Huis,BE,active\n");
    let server = Serve::on(Database::of(&members))
        .with("PUBLIC_URL", "https://directory.example.org")
        .with("DATA_LICENCE", licence)
        .with("SECURITY_CONTACT", "security@network.example")
        .start();
    let dataset = server.json("/v1/dataset");
    let named: Value = json!({ "@id": licence });
    assert_eq!(dataset["dct:license"], named);
    assert_eq!(dataset["dcat:distribution"][0]["dct:license"], named);
    let text = server.get("/.well-known/security.txt");
    assert_eq!(
        text.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    let text = text.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "Contact: mailto:security@network.example");
    assert!(
        lines[1].starts_with("Expires: 20") && lines[1].ends_with('Z'),
        "{text}"
    );
    assert_eq!(
        lines[3],
        "Canonical: https://directory.example.org/.well-known/security.txt"
    );
}
