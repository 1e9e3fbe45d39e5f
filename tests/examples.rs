//! Every example of the OpenAPI document really answers as shown.
//!
//! After a wanted change: `UPDATE_EXAMPLES=1 cargo test --test suite examples::`, then
//! `cargo run -- openapi`.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use crate::support::document::{Operation, operations, text, whole};
use serde_json::Value;

const PUBLIC_URL: &str = "https://directory.example.org";
const MEMBER: &str = "open-huis-gent";
/// Answers that are no JSON, that name every member of the sample network or one by chance, or that are about what
/// it does not have (people, notes, proposals) or about today.
const WITHOUT_EXAMPLE: [&str; 59] = [
    "exportRegistry",
    "exportRegistryAsCsv",
    "exportRegistryAsHsds",
    "exportRegistryAsXlsx",
    "followChanges",
    "followImport",
    "getApiCatalog",
    "getBackup",
    "getDataset",
    "getDigest",
    "getDigestAsHtml",
    "getDigestAsMarkdown",
    "getFeed",
    "getHsdsOrganization",
    "getHsdsService",
    "getHsdsServiceAtLocation",
    "getImport",
    "getImportPlan",
    "getImportProposal",
    "getImportWorkbook",
    "getKey",
    "getMapping",
    "getMemberAsJsonld",
    "getMemberContact",
    "getMemberLocation",
    "getMemberNote",
    "getMemberServiceOffer",
    "getMetrics",
    "getOpenApiJson",
    "getOpenApiVolume",
    "getOpenApiYaml",
    "getPersonalData",
    "getProposal",
    "getStaff",
    "getToday",
    "getWebhook",
    "getWebhookDelivery",
    "getWorkingSheet",
    "listChanges",
    "listExposures",
    "listHsdsServices",
    "listHsdsServicesAtLocations",
    "listLocationsAsCsv",
    "listLocationsAsJson",
    "listLocationsAsJsonld",
    "listLocationsAsNdjson",
    "listLocationsAsXlsx",
    "listMemberContacts",
    "listMemberNotes",
    "listMemberProposals",
    "listMembersAsCsv",
    "listMembersAsGeojson",
    "listMembersAsJsonld",
    "listMembersAsNdjson",
    "listMembersAsXlsx",
    "listProposals",
    "listReminders",
    "listSessions",
    "listWebhookDeliveries",
];

/// Changes of what the sample network does not have: a withdrawn entry, a change 42, a service below
/// another, a report, mail.
const NEEDS_MORE: [&str; 6] = [
    "decideReport",
    "mailDigest",
    "mergeServiceType",
    "restoreMember",
    "revertChange",
    "revertMember",
];

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

/// A key of the role `admin`.
fn admin_key(folder: &Path) -> String {
    let made = Command::new(env!("CARGO_BIN_EXE_member-directory"))
        .args(["keys", "create", "--role", "admin", "--database-url"])
        .arg(format!(
            "sqlite://{}",
            folder.join("directory.db").display()
        ))
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    String::from_utf8(made.stdout).unwrap().trim().to_owned()
}

/// The request that the examples of an operation's parameters make.
fn example_request(operation: &Operation) -> String {
    let query: Vec<String> = operation
        .parameters()
        .filter(|parameter| parameter["in"] == "query")
        .filter_map(|parameter| {
            let name = parameter["name"].as_str().unwrap();
            Some(format!("{name}={}", text(&parameter["example"])?))
        })
        .collect();
    format!("{}?{}", operation.path_of(MEMBER), query.join("&"))
}

/// Whether a text is an identifier, or an address that ends in one.
fn ends_in_identifier(text: &str) -> bool {
    let last = text.rsplit('/').next();
    last.is_some_and(|last| uuid::Uuid::try_parse(last).is_ok())
}

/// What differs from one database to the next, made alike.
fn alike(value: &Value) -> Value {
    match value {
        Value::String(text) if ends_in_identifier(text) => "an identifier".into(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| {
                let value = match name.as_str() {
                    // Noted a moment after the use itself.
                    "last_used_at" => "a time or none".into(),
                    name if value.is_string() && (name == "at" || name.ends_with("_at")) => {
                        "a time".into()
                    }
                    // It is counted back from today.
                    "confirmed_within_a_year" => "a number".into(),
                    "prefix" => "a prefix".into(),
                    "next" if value.is_string() => "a cursor".into(),
                    // The places of one member stand in the order of their random identifiers.
                    "features" | "locations" | "service_offers" => {
                        let mut places = alike(value);
                        if let Some(places) = places.as_array_mut() {
                            places.sort_by_key(Value::to_string);
                        }
                        places
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
    let client = reqwest::blocking::Client::new();
    let get = |path: &str, key: &str| -> Value {
        let request = client.get(format!("{url}{path}")).bearer_auth(key);
        let answer = request.send().unwrap();
        assert_eq!(answer.status(), 200, "{path}: {}", answer.text().unwrap());
        answer.json().unwrap()
    };
    let document = whole(|path| get(path, ""));
    // The public part first: a key that is made counts up the revision.
    let (registry, public): (Vec<_>, Vec<_>) = operations(&document)
        .into_iter()
        .filter(|operation| operation.method == "GET")
        .partition(Operation::is_registry);
    let mut seen = 0;
    let mut compare = |operations: &[Operation], key: &str| {
        for operation in operations {
            let id = operation.id();
            let content = operation.words["responses"]["200"]["content"]
                .as_object()
                .unwrap();
            let Some(example) = content.values().find_map(|content| content.get("example")) else {
                assert!(
                    WITHOUT_EXAMPLE.contains(&id),
                    "{id} has no example: write {{}} into openapi/examples/{id}.json, and run this \
                     with UPDATE_EXAMPLES=1"
                );
                continue;
            };
            seen += 1;
            let request = example_request(operation);
            let answer = get(&request, key);
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
    };
    compare(&public, "");
    compare(&registry, &admin_key(folder.path()));
    assert!(seen >= 12);
}

/// Every example of a body does what it is an example of, on the sample network.
#[test]
fn every_example_of_a_body_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, url) = start(folder.path());
    let key = admin_key(folder.path());
    let client = reqwest::blocking::Client::new();
    let get = |path: &str| {
        let request = client.get(format!("{url}{path}")).bearer_auth(&key);
        request.send().unwrap()
    };
    let document = whole(|path| get(path).json().unwrap());
    let mut seen = 0;
    for operation in operations(&document) {
        let (id, body) = (operation.id(), &operation.words["requestBody"]);
        for (media_type, content) in body["content"].as_object().into_iter().flatten() {
            if media_type.starts_with("multipart/") {
                // Files: tests/imports hands them over.
                continue;
            }
            let example = content
                .get("example")
                .unwrap_or_else(|| panic!("{id} has no example of its {media_type}"));
            // A search changes nothing; whatever may, can be tried.
            let trial = match operation.is_registry() {
                true => "?dry_run=true",
                false => "",
            };
            assert_eq!(operation.takes("dry_run"), !trial.is_empty(), "{id}");
            seen += 1;
            let path = operation.path_of(MEMBER);
            let method = reqwest::Method::from_bytes(operation.method.as_bytes()).unwrap();
            let mut request = client
                .request(method, format!("{url}{path}{trial}"))
                .bearer_auth(&key)
                .header("Content-Type", media_type)
                .body(body_of(media_type, example));
            if let Some(tag) = tag(&operation, &path, get) {
                request = request.header("If-Match", tag);
            }
            let answer = request.send().unwrap();
            let status = answer.status().as_u16();
            let text = answer.text().unwrap();
            // The sample network lacks what some of them are about; a well-formed one says so.
            let about_nothing = operation
                .parameters()
                .any(|parameter| parameter["in"] == "path" && parameter["example"].is_null());
            let fits = (200..300).contains(&status)
                || (about_nothing || NEEDS_MORE.contains(&id)) && [404, 409].contains(&status);
            assert!(fits, "{id}: {status} {text}");
        }
    }
    assert!(seen >= 5);
}

/// An example as it is sent: JSON, or the fields of a form.
fn body_of(media_type: &str, example: &Value) -> String {
    if media_type != "application/x-www-form-urlencoded" {
        return example.to_string();
    }
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in example.as_object().unwrap() {
        form.append_pair(name, value.as_str().unwrap());
    }
    form.finish()
}

/// The tag of what an operation changes: that of the longest part of its path that has one.
fn tag(
    operation: &Operation,
    path: &str,
    get: impl Fn(&str) -> reqwest::blocking::Response,
) -> Option<String> {
    if !operation.takes("If-Match") {
        return None;
    }
    let mut part = path;
    while part.len() > "/v1/registry".len() {
        if let Some(tag) = get(part).headers().get("etag") {
            return Some(tag.to_str().unwrap().to_owned());
        }
        part = part.rsplit_once('/')?.0;
    }
    None
}
