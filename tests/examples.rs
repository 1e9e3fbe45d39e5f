//! Every example of the OpenAPI document really answers as shown.
//!
//! After a wanted change: `UPDATE_EXAMPLES=1 cargo test --test examples`, then
//! `cargo run -- openapi`.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use serde_json::Value;

const PUBLIC_URL: &str = "https://directory.example.org";

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(folder: &Path) -> (Server, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_member-directory"))
        .args(["serve", "--sample", "--port", "0", "--log-format", "json"])
        .args(["--public-url", PUBLIC_URL, "--rust-log", "info"])
        .arg("--database-url")
        .arg(format!(
            "sqlite://{}",
            folder.join("directory.db").display()
        ))
        .current_dir(folder)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let log = BufReader::new(child.stderr.take().unwrap());
    let mut url = None;
    let mut lines = log.lines();
    for line in lines.by_ref() {
        let line: Value = serde_json::from_str(&line.unwrap()).unwrap();
        if line["message"] == "listening" {
            url = line["url"].as_str().map(String::from);
            break;
        }
    }
    // The rest is read so that the program never waits for room in the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    (Server(child), url.expect("the program listens"))
}

/// The request that the examples of an operation's parameters make.
fn example_request(path: &str, operation: &Value) -> String {
    let mut path = path.to_owned();
    let mut query = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap();
        let text = match &parameter["example"] {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            Value::Array(items) => items
                .iter()
                .map(|item| item.as_str().unwrap())
                .collect::<Vec<_>>()
                .join(","),
            other => other.to_string(),
        };
        match parameter["in"].as_str() {
            Some("path") => path = path.replace(&format!("{{{name}}}"), &text),
            _ => query.push(format!("{name}={text}")),
        }
    }
    format!("{path}?{}", query.join("&"))
}

/// What differs from one database to the next, made alike.
fn alike(value: &Value) -> Value {
    match value {
        Value::String(text) if uuid::Uuid::try_parse(text).is_ok() => "an identifier".into(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| {
                let value = match name.as_str() {
                    "updated_at" => "a time".into(),
                    "next" if value.is_string() => "a cursor".into(),
                    // The places of one member stand in the order of their random identifiers.
                    "features" => {
                        let mut features = alike(value);
                        if let Some(features) = features.as_array_mut() {
                            features.sort_by_key(Value::to_string);
                        }
                        features
                    }
                    _ => alike(value),
                };
                (name.clone(), value)
            })
            .collect(),
        Value::Array(items) => items.iter().map(alike).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_example_answers_as_shown() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, url) = start(folder.path());
    let get = |path: &str| -> Value {
        let answer = reqwest::blocking::get(format!("{url}{path}")).unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().unwrap()
    };
    let document = get("/openapi.json");
    let mut seen = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let operation = &item["get"];
        let id = operation["operationId"].as_str().unwrap();
        let content = operation["responses"]["200"]["content"]
            .as_object()
            .unwrap();
        let Some(example) = content.values().find_map(|content| content.get("example")) else {
            assert!(
                ["getMetrics", "getOpenApiJson", "getOpenApiYaml"].contains(&id),
                "{id} has no example"
            );
            continue;
        };
        seen += 1;
        let request = example_request(path, operation);
        let answer = get(&request);
        if std::env::var_os("UPDATE_EXAMPLES").is_some() {
            let file = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("openapi/examples")
                .join(format!("{id}.json"));
            fs::write(
                file,
                format!("{}\n", serde_json::to_string_pretty(&answer).unwrap()),
            )
            .unwrap();
        } else {
            assert_eq!(alike(&answer), alike(example), "{id}: {request}");
        }
    }
    assert!(seen >= 9);
}
