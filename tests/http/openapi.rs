//! The OpenAPI document as it is served, held against the running program.

use serde_json::Value;

use crate::support::{
    Answer,
    document::{Operation, operations, text, whole},
    shared,
};

fn document() -> Value {
    whole(|path| shared().json(path))
}

const VOLUMES: [&str; 3] = ["/openapi", "/openapi/registry", "/openapi/webhooks"];

/// The header of somebody who may ask for everything.
fn authorization() -> String {
    format!("Bearer {}", shared().clerk("admin").key)
}

/// Asks for an operation, with a key where it needs one.
fn ask(operation: &Operation, path: &str, authorization: &str) -> Answer {
    let headers = [("Authorization", authorization)];
    let headers = &headers[..usize::from(operation.is_registry())];
    shared().get_with(path, headers)
}

#[test]
fn it_is_served_in_both_forms() {
    for volume in VOLUMES {
        let document = shared().json(&format!("{volume}.json"));
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        let yaml = shared().get(&format!("{volume}.yaml"));
        assert_eq!(yaml.status, 200);
        let text = yaml.text();
        assert!(text.starts_with("openapi: 3.1"), "{}", &text[..80]);
        // Whoever is in doubt writes to the network.
        let contact = &document["info"]["contact"];
        assert_eq!(contact["name"], shared().json("/v1/network")["name"]);
    }
    assert_eq!(shared().get("/openapi/openapi.json").status, 404);
}

/// Every documented GET answers, with a documented media type.
#[test]
fn every_documented_path_answers() {
    let authorization = authorization();
    let operations = operations(&document());
    assert!(operations.len() >= 10);
    for operation in operations {
        if operation.method != "GET" || operation.is_endless() {
            continue;
        }
        let path = operation.path_of("open-huis-gent");
        let answer = ask(&operation, &path, &authorization);
        // What has no example stands for something that the sample network does not have.
        let needs_more = operation.parameters().any(|parameter| {
            parameter["in"] == "path" && parameter["example"].is_null()
                || parameter["in"] == "query" && parameter["required"] == true
        });
        let fits = answer.status == 200 || needs_more && [400, 404].contains(&answer.status);
        assert!(fits, "{path}: {} {}", answer.status, answer.text());
        let media_type = answer.header("content-type").unwrap();
        let media_type = media_type.split(';').next().unwrap();
        let promised =
            operation.words["responses"][answer.status.to_string()]["content"].as_object();
        assert!(
            promised.is_some_and(|content| content.contains_key(media_type)),
            "{path}: {media_type}"
        );
    }
}

/// Every documented example of a parameter, tried alone, is accepted.
#[test]
fn every_example_of_a_parameter_runs() {
    let authorization = authorization();
    let mut tried = 0;
    for operation in operations(&document()) {
        if operation.method != "GET" || operation.is_endless() {
            continue;
        }
        for parameter in operation.parameters() {
            let Some(value) = text(&parameter["example"]) else {
                continue;
            };
            if parameter["in"] != "query" {
                continue;
            }
            let name = parameter["name"].as_str().unwrap();
            let path = format!("{}?{name}={value}", operation.path_of("open-huis-gent"));
            let answer = ask(&operation, &path, &authorization);
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
            tried += 1;
        }
    }
    assert!(tried > 0, "there are examples");
}

/// Operations are named once and alike, in one line, under a tag that the document explains.
#[test]
fn every_operation_is_named_and_summed_up() {
    let document = document();
    let tags: Vec<&str> = document["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| tag["name"].as_str().unwrap())
        .collect();
    let mut seen = std::collections::HashSet::new();
    let mut used = std::collections::HashSet::new();
    for operation in operations(&document) {
        let id = operation.id().to_owned();
        let is_camel_case = id.starts_with(|first: char| first.is_ascii_lowercase())
            && id.chars().all(|letter| letter.is_ascii_alphanumeric());
        assert!(
            is_camel_case,
            "{} {}: {id}",
            operation.method, operation.path
        );
        assert!(seen.insert(id.clone()), "{id} is there twice");
        let summary = operation.words["summary"].as_str().unwrap_or_default();
        assert!(
            (5..=80).contains(&summary.len()) && summary.ends_with('.') && !summary.contains('\n'),
            "{id}: {summary:?}"
        );
        let tagged = operation.words["tags"].as_array().unwrap();
        assert_eq!(tagged.len(), 1, "{id}");
        let tag = tagged[0].as_str().unwrap();
        assert!(tags.contains(&tag), "{id}: the tag {tag} is not explained");
        assert_eq!(
            tag.starts_with("Registry"),
            operation.is_registry(),
            "{id}: {tag}"
        );
        used.insert(tag.to_owned());
        for parameter in operation.parameters() {
            let words = parameter["description"].as_str().unwrap_or_default();
            assert!(
                !words.is_empty(),
                "{id}: {} is not described",
                parameter["name"]
            );
        }
    }
    for tag in tags {
        assert!(used.contains(tag), "nothing has the tag {tag}");
    }
}

/// What the document refers to is in it.
#[test]
fn every_reference_leads_somewhere() {
    fn follow(document: &Value, part: &Value) {
        match part {
            Value::Object(fields) => {
                if let Some(Value::String(place)) = fields.get("$ref") {
                    let found = document.pointer(place.trim_start_matches('#'));
                    assert!(found.is_some(), "{place} leads nowhere");
                }
                fields.values().for_each(|part| follow(document, part));
            }
            Value::Array(parts) => parts.iter().for_each(|part| follow(document, part)),
            _ => {}
        }
    }
    for volume in VOLUMES {
        let document = shared().json(&format!("{volume}.json"));
        follow(&document, &document);
    }
}

/// What is answered has the fields that its schema names. (Of two types of one name the document
/// would have one alone.)
#[test]
fn every_example_has_the_fields_of_its_schema() {
    fn hold(document: &Value, schema: &Value, example: &Value, place: &str) {
        if let Some(named) = schema["$ref"].as_str() {
            let found = document.pointer(named.trim_start_matches('#')).unwrap();
            return hold(document, found, example, place);
        }
        let choices = schema["oneOf"].as_array().into_iter().flatten();
        if let ([choice], false) = (
            &choices
                .filter(|one| one["type"] != "null")
                .collect::<Vec<_>>()[..],
            example.is_null(),
        ) {
            return hold(document, choice, example, place);
        }
        match (example, schema["properties"].as_object()) {
            (Value::Object(fields), Some(known)) => {
                for required in schema["required"].as_array().into_iter().flatten() {
                    let required = required.as_str().unwrap();
                    assert!(fields.contains_key(required), "{place} has no {required}");
                }
                for (field, value) in fields {
                    let place = format!("{place}/{field}");
                    assert!(known.contains_key(field), "{place} is not documented");
                    hold(document, &known[field], value, &place);
                }
            }
            (Value::Array(items), _) => {
                for (number, item) in items.iter().enumerate() {
                    hold(
                        document,
                        &schema["items"],
                        item,
                        &format!("{place}/{number}"),
                    );
                }
            }
            _ => {}
        }
    }
    let document = document();
    let mut held = 0;
    for operation in operations(&document) {
        let answer = &operation.words["responses"]["200"]["content"];
        let body = &operation.words["requestBody"]["content"];
        for content in [answer, body]
            .iter()
            .filter_map(|content| content.as_object())
        {
            for content in content
                .values()
                .filter(|content| content["example"].is_object())
            {
                hold(
                    &document,
                    &content["schema"],
                    &content["example"],
                    operation.id(),
                );
                held += 1;
            }
        }
    }
    assert!(held > 20, "{held}");
}

/// No schema is put together from others: clients are made better from one object, and what is closed
/// could not be met as a part of another.
#[test]
fn every_object_is_written_as_one() {
    for volume in VOLUMES {
        let text = shared().get(&format!("{volume}.json")).text().to_owned();
        assert!(!text.contains("\"allOf\""), "{volume}");
        // Nor does it speak of the code.
        for inside in ["crate::", "super::", "](network", "](crate"] {
            assert!(!text.contains(inside), "{inside} in {volume}");
        }
    }
}

/// What is public needs no key, and says so; every answer has one media type.
#[test]
fn every_answer_has_one_form() {
    for operation in operations(&document()) {
        let id = operation.id();
        if !operation.is_registry() {
            assert_eq!(operation.words["security"], serde_json::json!([]), "{id}");
        }
        for (status, answer) in operation.words["responses"].as_object().unwrap() {
            let forms = answer["content"]
                .as_object()
                .map_or(0, |content| content.len());
            assert!(forms <= 1, "{id} {status} has {forms} media types");
        }
        let sent = operation.words["requestBody"]["content"].as_object();
        assert!(sent.is_none_or(|sent| sent.len() == 1), "{id}");
    }
}

#[test]
fn what_a_client_writes_and_reads_is_told_apart() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    let written = &schemas["MemberWrite"];
    assert_eq!(written["required"], serde_json::json!(["name", "country"]));
    assert_eq!(written["additionalProperties"], false);
    let fields = &written["properties"];
    for read_only in [
        "id",
        "former_slugs",
        "verified_at",
        "verified_by",
        "withdrawn_at",
        "merged_into",
        "created_at",
        "updated_at",
        "version",
        "revision",
        "published",
        "warnings",
    ] {
        assert_eq!(fields[read_only]["readOnly"], true, "{read_only}");
    }
    for flag in ["confirm_publication", "allow_duplicate"] {
        assert_eq!(fields[flag]["default"], false, "{flag}");
    }
    let record = &schemas["MemberRecord"]["properties"];
    let flags = [
        "confirm_publication",
        "allow_duplicate",
        "confirm_positions",
    ];
    for (field, _) in fields.as_object().unwrap() {
        let is_flag = flags.contains(&field.as_str());
        assert_eq!(record[field].is_object(), !is_flag, "{field}");
    }
    assert!(record["version"].is_object() && record["confirm_publication"].is_null());
    assert!(schemas["FieldError"]["properties"]["pointer"].is_object());
    for help in ["current", "candidates", "allowed_moves"] {
        assert!(schemas["Problem"]["properties"][help].is_object(), "{help}");
    }
    assert_ne!(schemas["Problem"]["additionalProperties"], false);
}

/// What a list without `limit` holds depends on its format, so there is no one usual number.
#[test]
fn it_tells_which_formats_come_whole() {
    let document = document();
    for path in ["/v1/members", "/v1/locations"] {
        for format in ["", ".geojson", ".csv", ".ndjson", ".xlsx", ".jsonld"] {
            let path = match (path, format) {
                // GeoJSON is what the list of places is, and JSON another form of it.
                ("/v1/locations", ".geojson") => "/v1/locations.json".to_owned(),
                _ => format!("{path}{format}"),
            };
            let operation = &document["paths"][&path]["get"];
            let parameters = operation["parameters"].as_array().unwrap();
            let limit = parameters.iter().find(|one| one["name"] == "limit");
            let limit = limit.unwrap();
            assert!(
                limit["description"]
                    .as_str()
                    .unwrap()
                    .contains("everything"),
                "{limit}"
            );
            assert!(limit["schema"]["default"].is_null(), "{limit}");
        }
    }
    let page = &document["components"]["schemas"]["Page"]["properties"];
    assert!(page["limit"]["maximum"].is_null(), "{page}");
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
        "swagger-ui-standalone-preset.js",
        "tool.js",
        "tool.css",
    ] {
        assert_eq!(shared().get(&format!("/docs/{file}")).status, 200, "{file}");
    }
}
