//! `/reconcile`, held to the rules of the Reconciliation Service API 0.2 as its test bench holds
//! services to them, and asked as OpenRefine asks.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, TestServer, eventually, shared, sheets::sheets};

/// What OpenRefine sends: a form with one field.
fn post(field: &str, value: &Value) -> Answer {
    post_form(&[(field, &value.to_string())])
}

fn post_form(fields: &[(&str, &str)]) -> Answer {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    let headers = [
        (
            "Content-Type",
            "application/x-www-form-urlencoded; charset=UTF-8",
        ),
        ("Origin", "https://openrefine.example.org"),
    ];
    let body = form.finish().into_bytes();
    shared().ask(Method::POST, "/reconcile", &headers, Some(body))
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The candidates of the one query `q0`.
fn candidates(query: Value) -> Vec<Value> {
    let answer = post("queries", &json!({ "q0": query })).ok();
    check_results(&answer);
    answer["q0"]["result"].as_array().unwrap().clone()
}

fn matched(query: Value) -> Option<String> {
    let found = candidates(query);
    let matched: Vec<_> = found.iter().filter(|one| one["match"] == true).collect();
    assert!(matched.len() <= 1, "{matched:?}");
    matched
        .first()
        .map(|one| one["name"].as_str().unwrap().to_owned())
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

fn check_type(value: &Value) {
    assert!(is_text(&value["id"]) && is_text(&value["name"]), "{value}");
}

/// The rules of a result batch.
fn check_results(batch: &Value) {
    for answered in batch.as_object().expect("an object").values() {
        let mut last = f64::INFINITY;
        for candidate in answered["result"].as_array().expect("a list") {
            assert!(
                is_text(&candidate["id"]) && is_text(&candidate["name"]),
                "{candidate}"
            );
            assert!(candidate["description"].is_string() && candidate["match"].is_boolean());
            let score = candidate["score"].as_f64().expect("a number");
            assert!(
                (0.0..=100.0).contains(&score) && score <= last,
                "sorted: {batch}"
            );
            last = score;
            candidate["type"]
                .as_array()
                .unwrap()
                .iter()
                .for_each(check_type);
            let mut ids = Vec::new();
            for feature in candidate["features"].as_array().unwrap() {
                assert!(feature["value"].is_number() || feature["value"].is_boolean());
                ids.push(feature["id"].as_str().expect("a text"));
            }
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all, "no feature twice");
        }
    }
}

#[test]
fn the_manifest_says_what_there_is_and_all_of_it_answers() {
    let manifest = shared().json("/reconcile");
    assert_eq!(manifest["versions"], json!(["0.2"]));
    assert_eq!(manifest["name"], "Sample Member Network");
    for space in ["identifierSpace", "schemaSpace", "documentation"] {
        url::Url::parse(manifest[space].as_str().unwrap()).unwrap();
    }
    check_type(&manifest["defaultTypes"][0]);
    assert_eq!(manifest["batchSize"], 100);
    let first = candidates(json!({ "query": "Open Huis Gent" })).remove(0);
    let id = first["id"].as_str().unwrap();
    let local = |url: &str| url.strip_prefix(shared().url.as_str()).unwrap().to_owned();
    // The whole of an identifier is what the member is called among linked data.
    let whole = format!("{}{id}", manifest["identifierSpace"].as_str().unwrap());
    assert_eq!(shared().json(&local(&whole))["slug"], "open-huis-gent");
    for place in ["view", "preview"] {
        let template = manifest[place]["url"].as_str().unwrap();
        assert!(template.contains("{{id}}"));
        let answer = shared().get(&local(&template.replace("{{id}}", id)));
        assert_eq!(answer.status, 200, "{place}");
    }
    for kind in ["entity", "property", "type"] {
        let service = &manifest["suggest"][kind];
        let url = format!(
            "{}{}?prefix=",
            service["service_url"].as_str().unwrap(),
            service["service_path"].as_str().unwrap()
        );
        let found = shared().json(&(local(&url) + "o"));
        for item in found["result"].as_array().expect("a list") {
            check_type(item);
        }
    }
}

#[test]
fn openrefine_matches_a_column_with_the_columns_beside_it() {
    // As it asks to guess the type of a column …
    let guess = post(
        "queries",
        &json!({ "q0": { "query": "Open Huis Gent", "limit": 3 }, "q1": { "query": "Nobody at All", "limit": 3 } }),
    )
    .ok();
    check_results(&guess);
    assert_eq!(guess["q0"]["result"][0]["type"][0]["id"], "Organization");
    // … and then to match.
    let query = json!({
        "query": "Opne Huis Gent vzw", "type": "Organization", "type_strict": "should", "limit": 5,
        "properties": [
            { "pid": "country", "v": { "id": "Q31", "name": "Belgium" } },
            { "pid": "city", "v": ["Gand"] },
            { "pid": "no-property-of-ours", "v": 7 },
        ],
    });
    let found = candidates(query);
    assert_eq!(found[0]["name"], "Open Huis Gent");
    assert_eq!(found[0]["match"], true);
    let features = found[0]["features"].as_array().unwrap();
    for said in ["country_match", "city_match"] {
        let feature = features.iter().find(|feature| feature["id"] == said);
        assert_eq!(feature.unwrap()["value"], true, "{said}");
    }
}

#[test]
fn what_is_forgiven_and_what_is_not() {
    for name in [
        "Open Huis Gent",
        "OPEN HUIS GENT",
        "Gent, Open Huis",
        "open huis gent v.z.w.",
        "Openhuis Gent",
        "Open Huis Gnet",
    ] {
        let found = matched(json!({ "query": name }));
        assert_eq!(found.as_deref(), Some("Open Huis Gent"), "{name}");
    }
    for name in [
        "Open Huis",
        "Open Huis Genk",
        "Open Huis Brugge",
        "Huis",
        "x",
        "12",
    ] {
        assert_eq!(matched(json!({ "query": name })), None, "{name}");
    }
    // What speaks against it.
    for (pid, v) in [
        ("country", "Norway"),
        ("country", "النرويج"),
        ("city", "Oslo"),
    ] {
        let query = json!({ "query": "Open Huis Gent", "properties": [{ "pid": pid, "v": v }] });
        assert_eq!(matched(query), None, "{pid} {v}");
    }
    // What cannot be read says nothing; neither does another kind of thing.
    let query =
        json!({ "query": "Open Huis Gent", "properties": [{ "pid": "country", "v": "Atlantis" }] });
    assert!(matched(query).is_some());
    assert_eq!(
        matched(json!({ "query": "Open Huis Gent", "type": "Person" })),
        None
    );
}

#[test]
fn an_identifier_is_found_at_once() {
    let id = shared().json("/v1/members/open-huis-gent")["id"].clone();
    let text = id.as_str().unwrap();
    let url = format!("{}/v1/members/{text}", shared().url);
    for query in [
        json!({ "query": id }),
        json!({ "query": "open-huis-gent" }),
        json!({ "properties": [{ "pid": "id", "v": id }] }),
        json!({ "query": "Something else", "properties": [{ "pid": "url", "v": url }] }),
    ] {
        let found = candidates(query.clone());
        assert_eq!(
            (&found[0]["id"], &found[0]["score"]),
            (&id, &json!(100.0)),
            "{query}"
        );
    }
    let suggested = shared().json(&format!("/reconcile/suggest/entity?prefix={text}"));
    assert_eq!(suggested["result"][0]["id"], id);
}

#[test]
fn an_identifier_elsewhere_is_a_match_whatever_the_name() {
    let server = TestServer::sample();
    let wikidata = json!({ "identifiers": [{ "scheme": "wikidata", "value": "Q42" }] });
    let record = server.clerk("editor").patch("open-huis-gent", &wikidata);
    for query in [
        json!({ "query": "wikidata:Q42" }),
        json!({ "query": "Something else", "properties": [{ "pid": "identifier", "v": "wikidata:Q42" }] }),
        json!({ "properties": [{ "pid": "identifier_uri", "v": "https://www.wikidata.org/wiki/Q42" }] }),
    ] {
        let asked = encoded(&json!({ "q0": query }).to_string());
        let answer = eventually("the change is public", || {
            let answer = server.json(&format!("/reconcile?queries={asked}"));
            let found = answer["q0"]["result"][0].clone();
            found.is_object().then_some(found)
        });
        assert_eq!(
            (&answer["id"], &answer["match"]),
            (&record["id"], &json!(true)),
            "{query}"
        );
    }
    let fetched = encoded(
        &json!({ "ids": ["open-huis-gent"], "properties": [{ "id": "identifier" }] }).to_string(),
    );
    let fetched = server.json(&format!("/reconcile?extend={fetched}"));
    assert_eq!(
        fetched["rows"]["open-huis-gent"]["identifier"],
        json!([{ "str": "wikidata:Q42" }])
    );
}

#[test]
fn a_slip_is_forgiven_where_nothing_else_can_be_meant() {
    let server = TestServer::sample();
    let clerk = server.clerk("editor");
    for (slug, name) in [
        ("open-huis-gent", "Ministry of Culture"),
        ("aben-dor-kobenhavn", "Meo Carbon Solutions"),
        ("offene-tur-salzburg", "SGS Germany (Germany)"),
    ] {
        clerk.patch(slug, &json!({ "name": name, "names": [] }));
    }
    let matched = |name: &str| -> Option<Value> {
        let asked = encoded(&json!({ "q0": { "query": name } }).to_string());
        let answer = server.json(&format!("/reconcile?queries={asked}"));
        let first = &answer["q0"]["result"][0];
        (first["match"] == true).then(|| first["name"].clone())
    };
    for (asked, name) in [
        ("SGS Germtany (Germany)", "SGS Germany (Germany)"),
        ("Meo Carbon Solution", "Meo Carbon Solutions"),
    ] {
        eventually(&format!("{asked} is found"), || {
            matched(asked).filter(|found| found == name)
        });
    }
    // Every state has one, be it mistyped.
    for name in [
        "Ministry of Culture",
        "Minishtry of Culture",
        "Ministry of Cultrue",
    ] {
        assert_eq!(matched(name), None, "{name}");
    }
}

#[test]
fn every_member_is_matched_by_each_of_its_names() {
    let members = shared()
        .get("/v1/members.ndjson?fields=id,name,names")
        .text();
    let members: Vec<Value> = members
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let mut names = Vec::new();
    for member in &members {
        names.push((member["id"].clone(), member["name"].clone()));
        for other in member["names"].as_array().unwrap() {
            names.push((member["id"].clone(), other["name"].clone()));
        }
    }
    let (mut right, mut wrong) = (0, Vec::new());
    for batch in names.chunks(100) {
        let queries = batch.iter().enumerate();
        let queries =
            queries.map(|(number, (_, name))| (format!("q{number}"), json!({ "query": name })));
        let answer = post("queries", &Value::Object(queries.collect())).ok();
        check_results(&answer);
        for (number, (id, name)) in batch.iter().enumerate() {
            let first = &answer[format!("q{number}")]["result"][0];
            match (first["match"] == true, first["id"] == *id) {
                (true, true) => right += 1,
                (true, false) => wrong.push(name),
                (false, _) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(
        right * 100 >= names.len() * 98,
        "{right} of {}",
        names.len()
    );
}

#[test]
fn properties_are_proposed_and_fetched() {
    let proposed = shared().json("/reconcile/properties?type=Organization&limit=3&callback=x");
    assert_eq!(
        (&proposed["type"], &proposed["limit"]),
        (&json!("Organization"), &json!(3))
    );
    assert_eq!(proposed["properties"].as_array().unwrap().len(), 3);
    let all = shared().json("/reconcile/properties")["properties"].clone();
    let ids: Vec<Value> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|one| json!({ "id": one["id"] }))
        .collect();
    let asked = json!({ "ids": ["open-huis-gent", "nobody"], "properties": ids });
    let answer = post("extend", &asked).ok();
    assert_eq!(answer["meta"].as_array().unwrap().len(), ids.len());
    answer["meta"]
        .as_array()
        .unwrap()
        .iter()
        .for_each(check_type);
    let row = &answer["rows"]["open-huis-gent"];
    assert_eq!(row["city"], json!([{ "str": "Gent" }]));
    assert_eq!(row["country"], json!([{ "str": "BE" }]));
    let mut filled = 0;
    for values in row.as_object().unwrap().values() {
        for value in values.as_array().unwrap() {
            filled += 1;
            let (kind, value) = value.as_object().unwrap().iter().next().unwrap();
            assert!(match kind.as_str() {
                "str" => is_text(value),
                "int" => value.is_i64(),
                "float" => value.is_f64(),
                "date" =>
                    value.as_str().unwrap().ends_with('Z') && value.as_str().unwrap().contains('T'),
                _ => false,
            });
        }
    }
    assert!(filled > 10);
    assert_eq!(answer["rows"]["nobody"]["city"], json!([]));
    let few = json!({ "ids": ["open-huis-gent"], "properties": [{ "id": "slug", "settings": { "limit": "1" } }] });
    let by_address = format!("/reconcile?extend={}", encoded(&few.to_string()));
    assert_eq!(shared().json(&by_address), post("extend", &few).ok());
}

#[test]
fn whoever_goes_on_through_suggestions_comes_to_an_end() {
    let rows: Vec<String> = (0..210)
        .map(|number| format!("oak-{number},Oak {number},BE"))
        .collect();
    let table = format!("slug,name,country\n{}\n", rows.join("\n"));
    let server = TestServer::of(&sheets().members(table));
    let (mut seen, mut cursor) = (BTreeSet::new(), 0);
    loop {
        let path = format!("/reconcile/suggest/entity?prefix=oak&cursor={cursor}");
        let found = server.json(&path)["result"].as_array().unwrap().clone();
        if found.is_empty() {
            break;
        }
        cursor += found.len();
        for one in found {
            assert!(seen.insert(one["id"].to_string()), "{cursor}");
        }
    }
    assert_eq!(seen.len(), 200);
}

#[test]
fn what_is_typed_is_completed() {
    let at = |cursor: usize| {
        let found = shared().json(&format!(
            "/reconcile/suggest/entity?prefix=o&cursor={cursor}&type=any&_=1"
        ));
        found["result"].as_array().unwrap().clone()
    };
    let (first, second) = (at(0), at(10));
    assert_eq!(first.len(), 10);
    assert!(second.iter().all(|one| !first.contains(one)));
    assert!(first[0]["notable"][0]["id"] == "Organization");
    let properties = shared().json("/reconcile/suggest/property?prefix=coun");
    assert_eq!(properties["result"][0]["id"], "country");
    assert_eq!(
        shared().json("/reconcile/suggest/type?prefix=mem")["result"][0]["id"],
        "Organization"
    );
    assert_eq!(
        shared().json("/reconcile/suggest/type?prefix=x")["result"],
        json!([])
    );
    assert_eq!(
        shared().json("/reconcile/suggest/entity?prefix=")["result"],
        json!([])
    );
    shared().get("/reconcile/suggest/entity").problem(400);
}

#[test]
fn mistakes_are_told_and_bounds_are_kept() {
    shared().get("/reconcile?query=Open").problem(400);
    shared().get("/reconcile?queries=x").problem(400);
    for (field, text) in [
        ("queries", "[]"),
        ("queries", r#"{"q0": {"limit": 1}}"#),
        ("queries", r#"{"q0": {"properties": []}}"#),
        ("queries", r#"{"q0": {"query": "a", "props": []}}"#),
        ("extend", r#"{"ids": []}"#),
        (
            "extend",
            r#"{"ids": ["a"], "properties": [{"id": "contry"}]}"#,
        ),
        ("what", "{}"),
    ] {
        post_form(&[(field, text)]).problem(422);
    }
    post_form(&[]).problem(422);
    post_form(&[("queries", "{}"), ("extend", "{}")]).problem(422);
    let many: serde_json::Map<String, Value> = (0..101)
        .map(|number| (number.to_string(), json!({ "query": "a" })))
        .collect();
    post("queries", &Value::Object(many)).problem(413);
    post_form(&[("queries", &"x".repeat(300_000))]).problem(413);
    // A name as long as anybody can send is looked for like another.
    candidates(json!({ "query": "x".repeat(20_000) }));
    candidates(json!({ "query": "\"-(*) \u{0} 'OR" }));
}

#[test]
fn other_sites_may_ask_and_nothing_keeps_the_answer() {
    let answer = post("queries", &json!({ "q0": { "query": "Open Huis Gent" } }));
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert!(shared().get("/reconcile").header("etag").is_some());
    let preview = shared().get("/reconcile/preview/open-huis-gent");
    let policy = preview.header("content-security-policy").unwrap();
    assert!(
        policy.contains("default-src 'none'") && policy.contains("frame-ancestors *"),
        "{policy}"
    );
    assert!(preview.text().contains("Open Huis Gent"));
    shared().get("/reconcile/preview/nobody").problem(404);
}
