//! Bodies with mistakes: all are told at once, by their place, and nothing is changed.

use serde_json::{Value, json};

use super::desk::{everything, path, send_bytes};
use crate::support::{Answer, ApiClient, TestServer, raw};

/// The mistakes that a new member is refused with.
#[track_caller]
fn mistakes(clerk: &ApiClient<'_>, body: &Value) -> Vec<(String, String)> {
    clerk.post("/members", body).body_mistakes()
}

#[track_caller]
fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

/// What is said of the one mistake.
fn said(answer: &Answer) -> String {
    let problem = answer.problem(422);
    let errors = problem["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1, "{problem}");
    errors[0]["message"].as_str().unwrap().to_owned()
}

fn plain() -> Value {
    json!({"name": "Huis Zonder Zorgen", "country": "BE"})
}

/// A new member with one more field, or several.
fn with(fields: Value) -> Value {
    let mut body = plain();
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

#[test]
fn all_mistakes_of_a_body_are_told_at_once() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let elsewhere = editor.get("/members/open-huis-gent").ok();
    let before = everything(&editor);
    let body = json!({
        "nmae": "Huis",
        "name": "\u{202e}siuH",
        "country": "BX",
        "acronym": 7,
        "website": "javascript:alert(1)",
        "email": "info(at)example.org",
        "phones": [{"number": "call us"}],
        "founded_year": 99,
        "languages": ["nl", "xx", "nl"],
        "summary": {"qq": "?", "nl": "a\u{1}b"},
        "slug": "Not A Slug",
        "listing": "secret",
        "membership": {"type": "gold", "joined_on": "2026-02-30"},
        "verified_at": "2026-01-01T00:00:00Z",
        "confirm_publication": "yes",
        "locations": [
            {"kind": "castle", "city": "", "point": {"latitude": 91, "longitude": 0}},
            {"kind": "office", "visibility": "visible"},
            "Gent",
        ],
        "service_offers": [
            {"service": "housting"},
            {"service": "housing", "location_id": elsewhere["locations"][0]["id"]},
        ],
        "contacts": [
            {"name": "Ann", "legal_basis": "consent"},
            {"name": "Bob", "legal_basis": "hope"},
        ],
        "notes": [{"text": "<b>ok</b>"}, {"txt": "no"}],
    });
    let mut told = mistakes(&editor, &body);
    told.sort();
    let mut wanted: Vec<(String, String)> = [
        ("/acronym", "invalid_type"),
        ("/confirm_publication", "invalid_type"),
        ("/contacts/0/consented_on", "required"),
        ("/contacts/1/legal_basis", "unknown_code"),
        ("/country", "unknown_country"),
        ("/email", "invalid_email"),
        ("/founded_year", "invalid_year"),
        ("/languages/1", "unknown_language"),
        ("/listing", "unknown_code"),
        ("/locations/0/city", "required"),
        ("/locations/0/kind", "unknown_code"),
        ("/locations/0/point/latitude", "out_of_range"),
        ("/locations/1/city", "required"),
        ("/locations/1/visibility", "unknown_code"),
        ("/locations/2", "invalid_type"),
        ("/membership/joined_on", "invalid_date"),
        ("/membership/type", "unknown_code"),
        ("/name", "invalid_character"),
        ("/nmae", "unknown_field"),
        ("/notes/1/text", "required"),
        ("/notes/1/txt", "unknown_field"),
        ("/phones/0/number", "invalid_phone"),
        ("/service_offers/0/service", "unknown_service"),
        ("/slug", "invalid_slug"),
        ("/summary/nl", "invalid_character"),
        ("/summary/qq", "unknown_language"),
        ("/verified_at", "read_only"),
        ("/website", "invalid_url"),
    ]
    .map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
    .into();
    wanted.sort();
    // A rule about several places at once is asked when those can be read.
    assert_eq!(told, wanted);
    assert_eq!(everything(&editor), before);
}

#[test]
fn rules_about_several_fields_are_told_together_with_other_mistakes() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let elsewhere = editor.get("/members/open-huis-gent").ok();
    let before = everything(&editor);
    let mut told = mistakes(
        &editor,
        &json!({
            "name": "Huis",
            "country": "BE",
            "languages": ["nl", "fr", "nl"],
            "names": [
                {"language": "fr", "name": "Maison"},
                {"language": "wa", "name": "Maison"},
                {"language": "FR", "name": " Maison "},
            ],
            "membership": {"joined_on": "2020-01-02", "left_on": "2020-01-01"},
            "service_offers": [
                {"service": "education"},
                {"service": "housing", "location_id": elsewhere["locations"][0]["id"]},
            ],
            "contacts": [{"name": "Ann", "legal_basis": "consent"}],
        }),
    );
    told.sort();
    assert_eq!(
        told,
        [
            one("/contacts/0/consented_on", "required"),
            one("/languages", "repeated"),
            one("/membership/left_on", "out_of_order"),
            one("/names", "repeated"),
            one("/service_offers/1/location_id", "unknown_location"),
        ]
        .concat()
    );
    assert_eq!(everything(&editor), before);
}

#[test]
fn each_mistake_alone_is_named_by_its_place() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = everything(&editor);
    let place = |fields: Value| {
        let mut place = json!({"kind": "office", "city": "Gent"});
        for (name, value) in fields.as_object().unwrap() {
            place[name] = value.clone();
        }
        json!({"locations": [place]})
    };
    for (fields, pointer, code) in [
        (json!({"name": null}), "/name", "required"),
        (json!({"name": ""}), "/name", "required"),
        (json!({"name": " \t "}), "/name", "required"),
        (json!({"name": 5}), "/name", "invalid_type"),
        (json!({"name": "x".repeat(301)}), "/name", "too_long"),
        (json!({"name": "a\u{202e}b"}), "/name", "invalid_character"),
        (json!({"name": "a\u{7}b"}), "/name", "invalid_character"),
        (json!({"name": "a\nb"}), "/name", "invalid_character"),
        (json!({"country": "ZZ"}), "/country", "unknown_country"),
        (json!({"country": "UK"}), "/country", "unknown_country"),
        (json!({"country": null}), "/country", "required"),
        (
            json!({"languages": ["english"]}),
            "/languages/0",
            "unknown_language",
        ),
        (json!({"languages": "nl"}), "/languages", "invalid_type"),
        (
            json!({"website": "javascript:alert(1)"}),
            "/website",
            "invalid_url",
        ),
        (json!({"website": "example.org"}), "/website", "invalid_url"),
        (
            json!({"website": "https://a:b@example.org"}),
            "/website",
            "invalid_url",
        ),
        (json!({"email": "a@"}), "/email", "invalid_email"),
        (
            json!({"founded_year": "1998"}),
            "/founded_year",
            "invalid_type",
        ),
        (
            json!({"founded_year": 1998.5}),
            "/founded_year",
            "invalid_type",
        ),
        (
            json!({"founded_year": 3000}),
            "/founded_year",
            "invalid_year",
        ),
        (
            json!({"membership": {"joined_on": "2026-02-30"}}),
            "/membership/joined_on",
            "invalid_date",
        ),
        (
            json!({"membership": {"joined_on": 5}}),
            "/membership/joined_on",
            "invalid_type",
        ),
        (
            json!({"membership": "ordinary"}),
            "/membership",
            "invalid_type",
        ),
        (
            json!({"membership": {"status": "boss"}}),
            "/membership/status",
            "unknown_code",
        ),
        (
            place(json!({"point": {"latitude": 91, "longitude": 3}})),
            "/locations/0/point/latitude",
            "out_of_range",
        ),
        (
            place(json!({"point": {"latitude": 51, "longitude": -181}})),
            "/locations/0/point/longitude",
            "out_of_range",
        ),
        (
            place(json!({"point": {"latitude": 51}})),
            "/locations/0/point/longitude",
            "required",
        ),
        (
            place(json!({"point": [51, 3]})),
            "/locations/0/point",
            "invalid_type",
        ),
        (place(json!({"address": "x\u{0}"})), "", "invalid_character"),
        (json!({"locations": {}}), "/locations", "invalid_type"),
        (
            json!({"service_offers": [{}]}),
            "/service_offers/0/service",
            "required",
        ),
        (
            json!({"contacts": [{"name": "A"}]}),
            "/contacts/0/legal_basis",
            "required",
        ),
        (
            json!({"allow_duplicate": 1}),
            "/allow_duplicate",
            "invalid_type",
        ),
    ] {
        let answer = editor.post("/members", &with(fields.clone()));
        match pointer {
            // A NUL is refused before anything is read.
            "" => assert_eq!(answer.problem(400)["errors"][0]["code"], code),
            pointer => assert_eq!(answer.body_mistakes(), one(pointer, code), "{fields}"),
        }
    }
    assert_eq!(
        mistakes(&editor, &json!({})),
        [one("/name", "required"), one("/country", "required")].concat()
    );
    assert_eq!(everything(&editor), before);
}

/// A place whose country is left out has its member's; it is no second mistake.
#[test]
fn a_wrong_country_is_told_once_however_many_places_there_are() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let places = json!([{"kind": "office", "city": "Gent"}, {"kind": "clinic", "city": "Aalst"}]);
    let wrong = with(json!({"country": "Belgium", "locations": places}));
    assert_eq!(
        mistakes(&editor, &wrong),
        one("/country", "unknown_country")
    );
    let missing = json!({"name": "Huis", "locations": places});
    assert_eq!(mistakes(&editor, &missing), one("/country", "required"));
}

#[test]
fn a_slip_is_answered_with_what_was_probably_meant() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    for (fields, near) in [
        (json!({"summery": {"nl": "a"}}), "\"summary\""),
        (json!({"languges": ["nl"]}), "\"languages\""),
        (
            json!({"locations": [{"kind": "ofice", "city": "Gent"}]}),
            "\"office\"",
        ),
        (
            json!({"locations": [{"kind": "office", "city": "Gent", "adress": "a"}]}),
            "\"address\"",
        ),
        (
            json!({"service_offers": [{"service": "healtcare"}]}),
            "\"healthcare\"",
        ),
        (json!({"languages": ["Dutch"]}), "nl"),
        (json!({"country": "UK"}), "GB"),
        (json!({"country": "Belgium"}), "BE"),
        (json!({"slug": "Huis Één"}), "\"huis-een\""),
        (
            json!({"website": "www.example.org"}),
            "https://www.example.org",
        ),
        (
            json!({"confirm_publicaton": true}),
            "\"confirm_publication\"",
        ),
    ] {
        let message = said(&editor.post("/members", &with(fields.clone())));
        assert!(message.contains(near), "{fields}: {message}");
    }
}

#[test]
fn a_point_outside_the_country_is_a_warning() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    // Latitude and longitude swapped.
    let body = with(json!({"locations": [
        {"kind": "office", "city": "Gent", "point": {"latitude": 51.05, "longitude": 3.72}},
        {"kind": "clinic", "city": "Gent", "point": {"latitude": 3.72, "longitude": 51.05}},
    ]}));
    let refused = editor.post("/members", &body).problem(422);
    assert_eq!(refused["errors"][0]["pointer"], "/locations/1/point");
    assert_eq!(refused["errors"][0]["code"], "outside_country");
    let told = refused["errors"][0].to_string();
    assert!(told.contains("51.05, 3.72 lies there"), "{told}");
    let mut body = body;
    body["confirm_positions"] = json!(true);
    let record = editor.create(&body);
    assert_eq!(record["warnings"].as_array().unwrap().len(), 1, "{record}");
    assert_eq!(record["warnings"][0]["pointer"], "/locations/1/point");
    assert_eq!(record["warnings"][0]["code"], "outside_country");
    // It is said after a change, and may be sent back.
    let read = editor.get(&path(&record)).ok();
    assert!(read.get("warnings").is_none());
    let again = editor.change("PUT", &path(&record), &path(&record), &record);
    assert_eq!(again.ok(), record);
}

#[test]
fn html_is_text_like_any_other() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let text = "<script>alert('x')</script> & <b>\"bold\"</b>\nA line; Ünïcödé, \u{1f3e0}.";
    let body = with(json!({"summary": {"nl": text}}));
    let record = super::desk::admitted(&editor, &body);
    assert_eq!(record["summary"]["nl"], text);
    let slug = record["slug"].as_str().unwrap();
    assert_eq!(editor.get(&path(&record)).ok()["summary"]["nl"], text);
    let public = server.get(&format!("/v1/members/{slug}?lang=nl"));
    assert!(
        public
            .ok()
            .to_string()
            .contains("<script>alert('x')</script> & <b>")
    );
    assert_eq!(public.header("content-type"), Some("application/json"));
    assert_eq!(public.header("x-content-type-options"), Some("nosniff"));
}

#[test]
fn a_body_over_a_megabyte_is_refused_declared_or_not() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = everything(&editor);
    let head = format!(
        "POST /v1/registry/members HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nConnection: close\r\n",
        server.address(),
        editor.key
    );
    // Not a byte of it needs to be sent.
    let declared = format!("{head}Content-Length: 1000001\r\n\r\n");
    raw::exchange(&server, declared.as_bytes()).problem(413);
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    let chunked = format!(
        "{head}Transfer-Encoding: chunked\r\n\r\n{}0\r\n\r\n",
        chunk.repeat(16)
    );
    raw::exchange(&server, chunked.as_bytes()).problem(413);
    assert_eq!(everything(&editor), before);
    // A body of a megabyte is read; what of it is white counts like the rest.
    let json = plain().to_string();
    let headers = [("Content-Type", "application/json")];
    let padded = format!("{json}{}", " ".repeat(1_000_000 - json.len()));
    send_bytes(&editor, "POST", "/members", &headers, padded).created();
}

#[test]
fn a_body_that_is_not_json_is_refused() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = everything(&editor);
    let send = |headers: &[(&str, &str)], body: &[u8]| {
        send_bytes(&editor, "POST", "/members", headers, body)
    };
    let json = plain().to_string();
    for headers in [
        &[][..],
        &[("Content-Type", "text/plain")],
        &[("Content-Type", "application/x-www-form-urlencoded")],
        &[("Content-Type", "application/merge-patch+json")],
        &[
            ("Content-Type", "application/json"),
            ("Content-Encoding", "gzip"),
        ],
    ] {
        send(headers, json.as_bytes()).problem(415);
    }
    let deep = "[".repeat(100_000);
    let nested = format!(r#"{{"name": {}1{}}}"#, "[".repeat(70), "]".repeat(70));
    for (body, code, place) in [
        (&b"{\"name\": \"caf\xe9\"}"[..], "invalid_utf8", "byte 13"),
        (
            b"{\n  \"name\": \"Huis\",\n  oops}",
            "invalid_json",
            "line 3 column 3",
        ),
        (b"{\"name\": \"Huis\"", "invalid_json", "line 1 column 15"),
        (b"{\"name\": \"a\nb\"}", "invalid_json", "line 2 column 0"),
        (b"{\"name\": 1e999}", "invalid_json", "line 1"),
        (b"{\"name\": NaN}", "invalid_json", "line 1"),
        (b"{} {}", "invalid_json", "line 1 column 4"),
        (
            b"{\"name\": \"a\", \"name\": \"b\"}",
            "repeated_field",
            "\"name\"",
        ),
        (b"{\"name\": \"a\\u0000b\"}", "invalid_character", "U+0000"),
        (b"  \n", "required", "empty"),
        (deep.as_bytes(), "too_deep", "64"),
        (nested.as_bytes(), "too_deep", "64"),
    ] {
        let answer = send(&[("Content-Type", "application/json; charset=utf-8")], body);
        let problem = answer.problem(400);
        assert!(
            problem["type"]
                .as_str()
                .unwrap()
                .ends_with("/malformed-body")
        );
        assert_eq!(problem["errors"][0]["code"], code, "{problem}");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains(place), "{place}: {detail}");
    }
    // JSON, but no object.
    for body in ["[]", "null", "\"Huis\"", "5", "true"] {
        let answer = send(&[("Content-Type", "application/json")], body.as_bytes());
        let told = answer.body_mistakes();
        assert_eq!(told.len(), 1, "{body}: {told:?}");
        assert_eq!(told[0].0, "", "{body}");
    }
    // No body is an empty one: nothing of what must be there is.
    let told = send(&[], b"").body_mistakes();
    assert_eq!(
        told,
        [one("/name", "required"), one("/country", "required")].concat()
    );
    let path = "/members/open-huis-gent";
    for body in [json!([]), json!("x"), json!([{"op": "replace"}])] {
        let told = editor.change("PATCH", path, path, &body).body_mistakes();
        assert_eq!(told, one("", "invalid_type"), "{body}");
    }
    assert_eq!(everything(&editor), before);
}

#[test]
fn a_change_of_a_member_is_read_as_strictly_as_a_new_one() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = everything(&editor);
    let path = "/members/open-huis-gent";
    let mut whole = editor.get(path).ok();
    whole["nmae"] = json!("x");
    whole["name"] = Value::Null;
    whole["locations"][0]["point"]["latitude"] = json!(91);
    let put = editor.change("PUT", path, path, &whole);
    let mut told = put.body_mistakes();
    told.sort();
    assert_eq!(
        told,
        [
            one("/locations/0/point/latitude", "out_of_range"),
            one("/name", "required"),
            one("/nmae", "unknown_field"),
        ]
        .concat()
    );
    let patch = json!({"nmae": "x", "name": null, "confirm_publication": 1});
    let mut told = editor.change("PATCH", path, path, &patch).body_mistakes();
    told.sort();
    assert_eq!(
        told,
        [
            one("/confirm_publication", "invalid_type"),
            one("/name", "required"),
            one("/nmae", "unknown_field"),
        ]
        .concat()
    );
    let events = format!("{path}/membership-events");
    let step = json!({"mvoe": "end", "occurred_on": "2026-02-30", "reason": "a\u{202e}b"});
    let mut told = editor.change("POST", &events, path, &step).body_mistakes();
    told.sort();
    assert_eq!(
        told,
        [
            one("/move", "required"),
            one("/mvoe", "unknown_field"),
            one("/occurred_on", "invalid_date"),
            one("/reason", "invalid_character"),
        ]
        .concat()
    );
    assert_eq!(everything(&editor), before);
}

#[test]
fn an_unknown_query_parameter_is_refused() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = everything(&editor);
    let path = "/members/open-huis-gent";
    let unknown = |name: &str| vec![(name.to_owned(), "unknown_parameter".to_owned())];
    let tag = editor.tag(path);
    let headers = [("If-Match", tag.as_str())];
    let body = json!({"name": "Huis", "country": "BE"});
    for (method, below) in [
        ("PUT", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("POST", "/verify"),
    ] {
        let path = format!("{path}{below}?dryrun=true");
        let answer = editor.send(method, &path, &headers, Some(&body));
        assert_eq!(answer.mistakes(), unknown("dryrun"), "{method}");
    }
    assert_eq!(
        editor.post("/members?force=1", &body).mistakes(),
        unknown("force")
    );
    assert_eq!(
        editor.get(&format!("{path}?asof=3")).mistakes(),
        unknown("asof")
    );
    let asked =
        "/members?county=BE&limit=0&status=boss&stale_since=2026-02-30&cursor=x&withdrawn=2";
    let mut told: Vec<String> = editor
        .get(asked)
        .mistakes()
        .into_iter()
        .map(|(parameter, _)| parameter)
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "county",
            "cursor",
            "limit",
            "stale_since",
            "status",
            "withdrawn"
        ]
    );
    let twice = format!("{path}?dry_run=true&dry_run=false");
    editor
        .send("PATCH", &twice, &headers, Some(&body))
        .problem(400);
    let neither = format!("{path}?dry_run=perhaps");
    editor
        .send("PATCH", &neither, &headers, Some(&body))
        .problem(400);
    assert_eq!(everything(&editor), before);
}
