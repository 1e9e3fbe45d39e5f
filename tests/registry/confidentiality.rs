//! Nothing private comes near the public side: not by a body, a header, a number or a time.

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

use crate::support::{ApiClient, TestServer, sheets::sheets};

const MEMBERS: &str = "slug,name,language,country,status,listing\n\
    open,Open Huis,nl,BE,active,listed\n\
    quiet,Stil Huis,nl,BE,active,unlisted\n\
    waiting,Wachtend,nl,NL,applicant,listed\n\
    shut,Dicht,nl,DE,suspended,listed\n";
const LOCATIONS: &str = "member,label,address,city,visibility\n\
    open,office,Kerkstraat 1,Gent,public\n\
    open,shelter,Verborgenlaan 7,Gent,hidden\n\
    quiet,office,Stille 4,Brugge,public\n";
const PUBLIC: [&str; 18] = [
    "/v1/members?facets=country,service,language,membership_type",
    "/v1/members?country=BE&sort=-updated_at",
    "/v1/members?city=Gent",
    "/v1/members?format=geojson",
    "/v1/members/open",
    "/v1/members/quiet",
    "/v1/members/waiting",
    "/v1/locations",
    "/v1/network",
    "/v1/countries",
    "/v1/languages",
    "/v1/services",
    "/v1/changes",
    "/v1/feed.atom",
    "/v1/digest?since=2020-01-01",
    "/v1/digest.md?since=2020-01-01&lang=nl",
    "/v1/members.jsonld",
    "/v1/locations.jsonld?lang=nl",
];

/// Every public answer, with all its headers but those that differ from one request to the next.
fn seen(server: &TestServer) -> Vec<(u16, Vec<String>, String)> {
    PUBLIC
        .iter()
        .map(|path| {
            let answer = server.get_with(path, &[("X-Request-Id", "the-same")]);
            let headers = answer.headers.iter();
            let mut headers: Vec<String> = headers
                .filter(|(name, _)| *name != "date")
                .map(|(name, value)| format!("{name}: {value:?}"))
                .collect();
            headers.sort();
            (answer.status, headers, answer.text())
        })
        .collect()
}

/// A change that the public must not notice.
#[derive(Debug, Clone)]
enum Private {
    Contact(String),
    Note(String),
    ExternalId(u32),
    HiddenPlace(String),
    HiddenAddress(String),
    OfHiddenMember(usize, String),
    Applicant(u32),
    WithdrawnAndBack,
}

fn private() -> impl Strategy<Value = Private> {
    let text = "[a-z]{3,12}";
    prop_oneof![
        text.prop_map(Private::Contact),
        text.prop_map(Private::Note),
        any::<u32>().prop_map(Private::ExternalId),
        text.prop_map(Private::HiddenPlace),
        text.prop_map(Private::HiddenAddress),
        (0..3usize, text).prop_map(|(member, text)| Private::OfHiddenMember(member, text)),
        any::<u32>().prop_map(Private::Applicant),
        Just(Private::WithdrawnAndBack),
    ]
}

fn make(editor: &ApiClient<'_>, change: &Private) {
    let record = editor.get("/members/open").ok();
    let with = |list: &str, part: Value| {
        let mut parts = record[list].as_array().unwrap().clone();
        parts.push(part);
        json!({ list: parts })
    };
    match change {
        Private::Contact(name) => {
            let part = json!({"name": name, "legal_basis": "contract"});
            editor.patch("open", &with("contacts", part));
        }
        Private::Note(text) => {
            editor.patch("open", &with("notes", json!({ "text": text })));
        }
        Private::ExternalId(number) => {
            editor.patch("open", &json!({"external_id": format!("E-{number}")}));
        }
        Private::HiddenPlace(city) => {
            let part = json!({"kind": "shelter", "city": city, "address": city});
            editor.patch("open", &with("locations", part));
        }
        Private::HiddenAddress(address) => {
            let mut places = record["locations"].clone();
            for place in places.as_array_mut().unwrap() {
                if place["visibility"] == "hidden" {
                    place["address"] = json!(address);
                }
            }
            editor.patch("open", &json!({ "locations": places }));
        }
        Private::OfHiddenMember(member, text) => {
            let slug = ["quiet", "waiting", "shut"][*member];
            editor.patch(slug, &json!({"name": text, "summary": {"nl": text}}));
        }
        Private::Applicant(number) => {
            let body = json!({"name": format!("Nieuw {number}"), "country": "FI", "allow_duplicate": true});
            editor.create(&body);
        }
        Private::WithdrawnAndBack => {
            let path = "/members/quiet";
            editor.change("DELETE", path, path, &json!({})).ok();
            editor
                .change("POST", "/members/quiet/restore", path, &json!({}))
                .ok();
        }
    }
}

#[test]
fn a_private_change_leaves_every_public_answer_as_it_was_to_the_byte() {
    let server = TestServer::of(&sheets().members(MEMBERS).locations(LOCATIONS));
    let editor = server.clerk("editor");
    // Until the second of the last change is over, answers leave out when that was.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let before = seen(&server);
    assert_eq!(before[4].0, 200);
    assert_eq!((before[5].0, before[6].0), (404, 404));
    let (revision, _) = server.database.revisions();
    let config = Config {
        cases: 12,
        failure_persistence: None,
        ..Config::default()
    };
    let changes = prop::collection::vec(private(), 1..4);
    TestRunner::new(config)
        .run(&changes, |changes| {
            for change in &changes {
                make(&editor, change);
                prop_assert_eq!(&seen(&server), &before, "{:?}", change);
            }
            Ok(())
        })
        .unwrap();
    assert!(
        server.database.revisions().0 > revision,
        "there were changes"
    );
    editor.patch("open", &json!({"acronym": "OH"}));
    assert_ne!(seen(&server), before, "a public change is seen");
}

#[test]
fn what_is_left_out_of_a_whole_entry_is_not_published_by_it() {
    let server = TestServer::of(&sheets().members(MEMBERS).locations(LOCATIONS));
    let editor = server.clerk("editor");
    let replace = |slug: &str, edit: fn(&mut Value)| {
        let path = format!("/members/{slug}");
        let mut whole = editor.get(&path).ok();
        edit(&mut whole);
        editor.change("PUT", &path, &path, &whole)
    };
    let left_out = |whole: &mut Value| {
        whole.as_object_mut().unwrap().shift_remove("listing");
        for place in whole["locations"].as_array_mut().unwrap() {
            place.as_object_mut().unwrap().shift_remove("visibility");
        }
    };
    assert_eq!(replace("quiet", left_out).ok()["listing"], "unlisted");
    let open = replace("open", left_out).ok();
    assert_eq!(open["locations"][1]["visibility"], "hidden");
    // Nor by losing its identifier.
    let anonymous = replace("open", |whole| {
        for place in whole["locations"].as_array_mut().unwrap() {
            place["kind"] = json!("office");
            place
                .as_object_mut()
                .unwrap()
                .retain(|name, _| name != "id" && name != "visibility");
        }
    });
    assert_eq!(anonymous.body_mistakes()[0].0, "/confirm_publication");
    assert!(!server.get("/v1/locations").text().contains("Verborgenlaan"));
}

#[test]
fn more_is_shown_only_when_that_is_meant() {
    let server = TestServer::of(&sheets().members(MEMBERS).locations(LOCATIONS));
    let editor = server.clerk("editor");
    let mut places = editor.get("/members/open").ok()["locations"].clone();
    places[1]["visibility"] = json!("city");
    let new = json!([{"kind": "office", "city": "gent", "address": "VERBORGENLAAN 7"}]);
    for (member, method, path, body) in [
        ("open", "PATCH", "", json!({ "locations": places })),
        ("quiet", "PATCH", "", json!({ "locations": new })),
        ("quiet", "PATCH", "", json!({"listing": "listed"})),
        (
            "waiting",
            "POST",
            "/membership-events",
            json!({"move": "admit"}),
        ),
        (
            "shut",
            "POST",
            "/membership-events",
            json!({"move": "reinstate"}),
        ),
    ] {
        let record = format!("/members/{member}");
        let answer = editor.change(method, &format!("{record}{path}"), &record, &body);
        let told = answer.body_mistakes();
        let expected = (
            "/confirm_publication".to_owned(),
            "confirmation_required".to_owned(),
        );
        assert_eq!(told, [expected], "{body}");
        let mut meant = body.clone();
        meant["confirm_publication"] = json!(true);
        let path = format!("{record}{path}?dry_run=true");
        let answer = editor.change(method, &path, &record, &meant);
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
}
