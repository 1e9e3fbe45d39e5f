//! `POST /v1/members/search`: the list's query as a body, so that it stands in no address.

use proptest::{
    collection::btree_map,
    prelude::*,
    test_runner::{Config, TestRunner},
};
use reqwest::Method;
use serde_json::{Map, Value, json};

use super::filters::{LISTS, lists};
use crate::support::{Answer, Database, Serve, TestServer, shared};

const JSON: (&str, &str) = ("Content-Type", "application/json");

fn search_with(server: &TestServer, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Answer {
    let path = "/v1/members/search";
    server.ask(Method::POST, path, headers, Some(body.into()))
}

fn search(body: &Value) -> Answer {
    search_with(shared(), &[JSON], body.to_string())
}

/// Parameters that are given once, with values right and wrong.
fn others() -> impl Strategy<Value = std::collections::BTreeMap<&'static str, Value>> {
    let values: Vec<(&str, Value)> = vec![
        ("q", json!("huis")),
        ("q", json!("open -gent")),
        ("near", json!("51.05,3.72")),
        ("near", json!("Gent")),
        ("near", json!("Nowhere at all")),
        ("radius", json!(10)),
        ("radius", json!(0.5)),
        ("radius", json!(0)),
        ("bbox", json!([2.5, 49.5, 6.4, 51.5])),
        ("bbox", json!("2.5,49.5,6.4,51.5")),
        ("updated_since", json!("2020-01-01")),
        ("updated_since", json!("2020-01-01T00:00:00+02:00")),
        ("sort", json!("-name")),
        ("sort", json!("distance")),
        ("limit", json!(3)),
        ("limit", json!(201)),
        ("facets", json!(["country", "service"])),
        ("fields", json!(["slug", "name"])),
        ("lang", json!("nl")),
        ("highlight", json!(true)),
        ("cursor", json!("abc")),
        ("country", json!(["XX", ""])),
        ("contry", json!("BE")),
    ];
    btree_map(0..values.len(), Just(()), 0..5).prop_map(move |chosen| {
        let chosen = chosen.into_keys().map(|number| values[number].clone());
        chosen.collect()
    })
}

/// The same query for an address.
fn in_address(body: &Map<String, Value>) -> String {
    fn text(value: &Value) -> String {
        match value {
            Value::String(text) => text.clone(),
            Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(","),
            other => other.to_string(),
        }
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in body {
        query.append_pair(name, &text(value));
    }
    query.finish()
}

/// What is wrong, wherever it stands: which parameter, and how.
fn mistakes(answer: &Answer) -> Vec<(String, Value)> {
    let problem = answer.json();
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let told = errors.into_iter().map(|mut error| {
        let name = match error["pointer"].as_str() {
            Some(pointer) => pointer[1..].to_owned(),
            None => error["parameter"].as_str().unwrap().to_owned(),
        };
        error.as_object_mut().unwrap().remove("pointer");
        error.as_object_mut().unwrap().remove("parameter");
        (name, error)
    });
    told.collect()
}

#[test]
fn a_body_is_answered_as_the_same_query_in_an_address() {
    let strategy = (lists(), others(), any::<bool>());
    let mut runner = TestRunner::new(Config::with_cases(96));
    let tried = runner.run(&strategy, |(lists, others, with_commas)| {
        let mut body = Map::new();
        for (list, values) in lists {
            let (name, known) = LISTS[list];
            let texts: Vec<&str> = values.iter().map(|(value, _)| known[*value]).collect();
            body.insert(
                name.to_owned(),
                match with_commas {
                    true => texts.join(",").into(),
                    false => texts.into(),
                },
            );
        }
        for (name, value) in others {
            body.insert(name.to_owned(), value);
        }
        let got = shared().get(&format!("/v1/members?{}", in_address(&body)));
        let found = search(&body.into());
        if got.status == 200 {
            prop_assert_eq!(found.status, 200, "{}", found.text());
            prop_assert_eq!(found.text(), got.text());
            prop_assert_eq!(
                found.header("content-language"),
                got.header("content-language")
            );
        } else {
            prop_assert_eq!(found.status, 422, "{}", found.text());
            prop_assert_eq!(mistakes(&found), mistakes(&got));
        }
        Ok(())
    });
    tried.unwrap();
}

#[test]
fn it_is_kept_by_nobody_and_its_headers_tell_nothing() {
    let body = json!({"near": "51.05,3.72", "service": ["housing"], "limit": 1});
    let answer = search(&body);
    assert_eq!(answer.ok()["data"].as_array().unwrap().len(), 1);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    for header in ["etag", "link", "last-modified", "location"] {
        assert_eq!(answer.header(header), None, "{header}");
    }
    let headers = format!("{:?}", answer.headers);
    assert!(!headers.contains("51.05") && !headers.contains("housing"));
    // Nor does a client's own tag make it an empty answer.
    let tagged = [JSON, ("If-None-Match", "*")];
    assert_eq!(search_with(shared(), &tagged, body.to_string()).status, 200);
    let packed = [JSON, ("Accept-Encoding", "gzip")];
    let packed = search_with(shared(), &packed, body.to_string());
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
}

#[test]
fn its_pages_follow_each_other_by_the_cursor_in_the_body() {
    let mut body = json!({"near": "51.05,3.72", "radius": 1000, "limit": 5, "fields": ["slug"]});
    let whole = "/v1/members?near=51.05,3.72&radius=1000&limit=200&fields=slug";
    let mut slugs = Vec::new();
    loop {
        let page = search(&body).ok();
        slugs.extend(page["data"].as_array().unwrap().clone());
        match page["page"]["next"].as_str() {
            Some(next) => body["cursor"] = next.into(),
            None => break,
        }
    }
    assert!(slugs.len() > 10);
    assert_eq!(Value::from(slugs), shared().json(whole)["data"]);
}

#[test]
fn each_mistake_is_told_by_its_field() {
    let answer = search(&json!({
        "contry": "BE", "service": ["housng"], "limit": "10", "format": "csv", "q": null, "a/b": 1,
        "radius": 5,
    }));
    let mut told = answer.body_mistakes();
    told.sort();
    let expected = [
        ("/a~1b", "unknown_parameter"),
        ("/contry", "unknown_parameter"),
        ("/format", "unknown_parameter"),
        ("/limit", "invalid_type"),
        ("/q", "invalid_type"),
        ("/radius", "near_missing"),
        ("/service", "unknown_service"),
    ];
    assert_eq!(
        told,
        expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
    );
    let unclear = search(&json!({"near": "Nowhere at all"})).problem(422);
    assert_eq!(unclear["errors"][0]["pointer"], "/near");
    assert!(unclear["type"].as_str().unwrap().ends_with("unclear-place"));
}

#[test]
fn what_is_no_query_is_refused() {
    let refused = |headers: &[(&str, &str)], body: &str, status| {
        let answer = search_with(shared(), headers, body);
        let problem = answer.problem(status);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        problem
    };
    for body in ["", "[]", "{", "\"q\"", "{\"q\": \"a\\u0000\"}"] {
        refused(&[JSON], body, 400);
    }
    refused(&[JSON], r#"{"country": "BE", "country": "NL"}"#, 400);
    refused(&[], "{}", 415);
    refused(&[("Content-Type", "text/plain")], "{}", 415);
    refused(&[JSON, ("Content-Encoding", "gzip")], "{}", 415);
    refused(&[JSON, ("Accept", "text/csv")], "{}", 406);
    refused(
        &[JSON],
        &format!("{{\"q\": \"{}\"}}", "a".repeat(9000)),
        413,
    );
    refused(&[JSON], &"[".repeat(8000), 400);
    let path = "/v1/members/search?country=BE";
    let answer = shared().ask(Method::POST, path, &[JSON], Some(b"{}".to_vec()));
    assert_eq!(answer.mistakes()[0].0, "country");
}

#[test]
fn it_takes_no_get() {
    let answer = shared().get("/v1/members/search");
    assert_eq!(answer.status, 405);
    assert_eq!(answer.header("allow"), Some("POST, OPTIONS"));
}

/// Other sites may ask it from their pages; a browser asks for leave first.
#[test]
fn any_site_may_search() {
    let asked = [
        ("Origin", "https://partner.example.org"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "content-type"),
    ];
    let leave = shared().request("OPTIONS", "/v1/members/search", &asked);
    assert_eq!(leave.status, 204);
    let methods = leave.header("access-control-allow-methods").unwrap();
    assert!(methods.contains("POST"), "{methods}");
    assert_eq!(leave.header("access-control-allow-headers"), Some("*"));
    let answer = search(&json!({}));
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
}

/// However closely the program is watched, its log has neither a place nor a need.
#[test]
fn the_log_has_nothing_of_it() {
    let server = Serve::on(Database::sample())
        .with("RUST_LOG", "trace")
        .start();
    let headers = [JSON, ("Content-Type", "application/x-www-form-urlencoded")];
    for body in [
        json!({"near": "51.0507,3.7231", "q": "zorgvuldig"}),
        json!({"near": "Zorgvuldigem", "limit": "51.0507"}),
    ] {
        search_with(&server, &headers[..1], body.to_string());
    }
    for path in ["/", "/map"] {
        let form = "near=51.0507%2C3.7231&q=zorgvuldig".as_bytes().to_vec();
        let page = server.ask(Method::POST, path, &headers[1..], Some(form));
        assert_eq!(page.status, 200, "{}", page.text());
    }
    let log = format!("{:?}", server.log());
    assert!(log.contains("/v1/members/search"));
    for told in ["51.05", "3.7231", "orgvuldig"] {
        assert!(!log.contains(told), "{told}");
    }
}

/// A page that was asked with a position in the body has it in no link: the script in the page knows it.
#[test]
fn a_page_has_the_position_of_a_device_in_no_link() {
    let form = ("Content-Type", "application/x-www-form-urlencoded");
    let post = |path: &str, body: &str| {
        shared().ask(Method::POST, path, &[form], Some(body.as_bytes().to_vec()))
    };
    for path in ["/", "/map"] {
        let body = "near=51.05,3.72&radius=25&service=housing&lang=en";
        let page = post(path, body);
        assert_eq!(page.status, 200, "{}", page.text());
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("etag"), None);
        let text = page.text();
        let links: Vec<&str> = text.split("href=\"").skip(1).collect();
        assert!(!links.is_empty());
        for link in links {
            let link = link.split('"').next().unwrap();
            let tells = ["51.05,3.72", "map="]
                .iter()
                .any(|place| link.contains(place));
            assert!(!tells, "{link}");
        }
        post(path, "near=%zz").problem(400);
        let elsewhere = post(&format!("{path}?lang=en"), body);
        assert_eq!(elsewhere.mistakes()[0].0, "lang");
    }
    let page = post("/", "near=51.05,3.72&cursor=abc&lang=en&radius=25");
    assert_eq!(page.status, 200, "a cursor that leads nowhere begins again");
    assert!(page.text().contains("value=\"51.05,3.72\""));
    // Opened elsewhere, such a link is the list without the position.
    let opened = shared().get("/?near=@here&radius=25&sort=distance&service=housing");
    assert_eq!(
        (opened.status, opened.header("location")),
        (303, Some("/?service=housing"))
    );
}
