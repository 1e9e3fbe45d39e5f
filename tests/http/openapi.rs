//! The OpenAPI document as it is served, held against the running program.

use serde_json::Value;

use crate::support::shared;

fn document() -> Value {
    shared().json("/openapi.json")
}

#[test]
fn it_is_served_in_both_forms() {
    let document = document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let yaml = shared().get("/openapi.yaml");
    assert_eq!(yaml.status, 200);
    assert!(
        yaml.text().starts_with("openapi: 3.1"),
        "{}",
        &yaml.text()[..80]
    );
}

/// Every documented GET answers, with a documented media type.
#[test]
fn every_documented_path_answers() {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.len() >= 10);
    for (path, item) in paths {
        let real = path.replace("{member}", "open-huis-gent");
        let answer = shared().get(&real);
        assert_eq!(answer.status, 200, "{path}");
        let media_type = answer.header("content-type").unwrap();
        let media_type = media_type.split(';').next().unwrap();
        let promised = item["get"]["responses"]["200"]["content"].as_object();
        assert!(
            promised.is_some_and(|content| content.contains_key(media_type)),
            "{path}: {media_type}"
        );
    }
}

/// Every documented example of a parameter, tried alone, is accepted.
#[test]
fn every_example_of_a_parameter_runs() {
    let document = document();
    let mut tried = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for parameter in item["get"]["parameters"].as_array().into_iter().flatten() {
            let example = &parameter["example"];
            if parameter["in"] != "query" || example.is_null() {
                continue;
            }
            let value = match example {
                Value::String(text) => text.clone(),
                Value::Array(items) => items
                    .iter()
                    .map(|item| item.as_str().unwrap().to_owned())
                    .collect::<Vec<_>>()
                    .join(","),
                other => other.to_string(),
            };
            let name = parameter["name"].as_str().unwrap();
            let real = path.replace("{member}", "open-huis-gent");
            let answer = shared().get(&format!("{real}?{name}={value}"));
            assert_eq!(
                answer.status,
                200,
                "{path} {name}={value}: {}",
                answer.text()
            );
            tried += 1;
        }
    }
    assert!(tried > 0, "there are examples");
}

/// The statuses that a client meets are the documented ones.
#[test]
fn the_errors_that_happen_are_documented() {
    let document = document();
    let documented = |path: &str, status: &str| {
        assert!(
            document["paths"][path]["get"]["responses"][status].is_object(),
            "{status} of {path}"
        );
    };
    for path in [
        "/v1/members",
        "/v1/locations",
        "/v1/network",
        "/v1/services",
        "/v1/countries",
        "/v1/languages",
    ] {
        for status in ["200", "304", "400", "406", "414", "500"] {
            documented(path, status);
        }
    }
    for status in ["200", "304", "308", "400", "404", "406", "410"] {
        documented("/v1/members/{member}", status);
    }
}

#[test]
fn the_swagger_ui_is_served_by_the_program_itself() {
    let answer = shared().get("/docs");
    assert_eq!(
        (answer.status, answer.header("location")),
        (302, Some("/docs/"))
    );
    let page = shared().get("/docs/");
    assert_eq!(page.status, 200);
    for elsewhere in ["https://", "http://", "//cdn", "//unpkg"] {
        let found = page.text().matches(elsewhere).count();
        assert_eq!(found, 0, "{elsewhere} in {}", page.text());
    }
    for file in [
        "swagger-ui.css",
        "swagger-ui-bundle.js",
        "swagger-initializer.js",
    ] {
        assert_eq!(shared().get(&format!("/docs/{file}")).status, 200, "{file}");
    }
}
