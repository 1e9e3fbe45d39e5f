//! Two records that are one member become one.

use serde_json::{Value, json};

use super::trail::assert_the_trail_rebuilds_everything;
use crate::support::{Answer, ApiClient, TestServer, sheets::sheets};

const MEMBERS: &str = "slug,name,language,country,status,external_id,email,summary_fr\n\
    one,Eén Huis,nl,BE,active,,,\n\
    other,Une Maison,fr,BE,active,E-2,une@maison.example,Accueil.\n\
    third,Drie,nl,BE,active,,,\n\
    quiet,Stil,nl,BE,suspended,,,\n";
const LOCATIONS: &str = "member,label,address,city,visibility\n\
    one,office,Kerkstraat 1,Gent,public\n\
    other,office,Rue Neuve 2,Bruxelles,public\n\
    other,shelter,Secret 3,Bruxelles,hidden\n\
    quiet,office,Stille 4,Brugge,public\n";

fn network() -> TestServer {
    TestServer::of(&sheets().members(MEMBERS).locations(LOCATIONS))
}

#[track_caller]
fn merge(clerk: &ApiClient<'_>, member: &str, body: &Value) -> Answer {
    let record = format!("/members/{member}");
    clerk.change("POST", &format!("{record}/merge"), &record, body)
}

#[test]
fn everything_of_both_is_kept_and_both_slugs_lead_to_the_one() {
    let server = network();
    let editor = server.clerk("editor");
    editor.patch(
        "other",
        &json!({
            "contacts": [{"name": "Ann", "legal_basis": "contract"}],
            "notes": [{"text": "Same people."}],
        }),
    );
    let other = editor.get("/members/other").ok();
    let one = merge(&editor, "one", &json!({"absorb": "other"})).ok();
    assert_eq!(one["former_slugs"], json!(["other"]));
    assert_eq!(
        one["names"],
        json!([{"language": "fr", "name": "Une Maison"}])
    );
    assert_eq!(one["external_id"], "E-2");
    assert_eq!(one["email"], "une@maison.example");
    assert_eq!(one["summary"], json!({"fr": "Accueil."}));
    assert_eq!(one["locations"].as_array().unwrap().len(), 3);
    assert_eq!(one["contacts"], other["contacts"]);
    assert_eq!(one["notes"], other["notes"]);
    let id = other["id"].as_str().unwrap();
    for old in ["other", id] {
        let answer = server.get(&format!("/v1/members/{old}"));
        assert_eq!(answer.status, 308, "{old}");
        assert!(
            answer
                .header("location")
                .unwrap()
                .ends_with("/v1/members/one")
        );
    }
    let left = editor.get(&format!("/members/{id}")).ok();
    assert_eq!(left["merged_into"], one["id"]);
    assert_eq!(
        (&left["contacts"], &left["locations"]),
        (&json!([]), &json!([]))
    );
    let history = editor.get("/audit?member=one").ok();
    let of = |id: &Value| {
        let lines = history["data"].as_array().unwrap();
        lines.iter().filter(|line| line["member_id"] == *id).count()
    };
    assert_eq!((of(&one["id"]), of(&other["id"])), (2, 3));
    assert!(!server.get("/v1/locations").text().contains("Secret"));
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn somebody_says_field_by_field_whose_value_stays() {
    let server = network();
    let editor = server.clerk("editor");
    editor.patch(
        "one",
        &json!({"email": "een@huis.example", "founded_year": 1990, "summary": {"nl": "Opvang.", "fr": "Vieux."}}),
    );
    editor.patch("other", &json!({"founded_year": 1991}));
    let unknown = merge(
        &editor,
        "one",
        &json!({"absorb": "other", "take": ["slug"]}),
    );
    assert_eq!(unknown.status, 422, "{}", unknown.text());
    assert!(unknown.text().contains("/take/0"), "{}", unknown.text());
    let one = merge(
        &editor,
        "one",
        &json!({"absorb": "other", "take": ["name", "email", "summary"]}),
    )
    .ok();
    assert_eq!(
        (&one["name"], &one["name_language"]),
        (&json!("Une Maison"), &json!("fr"))
    );
    assert_eq!(
        one["names"],
        json!([{"language": "nl", "name": "Eén Huis"}])
    );
    assert_eq!(one["email"], "une@maison.example");
    assert_eq!(one["founded_year"], 1990);
    assert_eq!(one["summary"], json!({"fr": "Accueil.", "nl": "Opvang."}));
    assert_eq!(one["slug"], "one");
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn a_merged_entry_is_changed_no_more() {
    let server = network();
    let editor = server.clerk("editor");
    let id = editor.get("/members/other").ok()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    merge(&editor, "one", &json!({"absorb": "other"})).ok();
    let path = format!("/members/{id}");
    for (method, path_of, body) in [
        ("PATCH", path.clone(), json!({"acronym": "X"})),
        ("POST", format!("{path}/restore"), json!({})),
        ("POST", format!("{path}/verify"), json!({})),
        (
            "POST",
            format!("{path}/membership-events"),
            json!({"move": "end"}),
        ),
    ] {
        let answer = editor.change(method, &path_of, &path, &body);
        answer.problem(409);
    }
    let itself = merge(&editor, "one", &json!({"absorb": "one"}));
    assert_eq!(
        itself.body_mistakes(),
        [("/absorb".to_owned(), "unknown_member".to_owned())]
    );
    let nobody = merge(&editor, "one", &json!({"absorb": "thrid"}));
    assert!(nobody.text().contains("third"), "{}", nobody.text());
}

#[test]
fn what_is_not_public_is_merged_into_what_is_only_when_that_is_meant() {
    let server = network();
    let editor = server.clerk("editor");
    let refused = merge(&editor, "one", &json!({"absorb": "quiet"}));
    assert_eq!(refused.body_mistakes()[0].0, "/confirm_publication");
    assert!(!server.get("/v1/locations").text().contains("Stille"));
    merge(
        &editor,
        "one",
        &json!({"absorb": "quiet", "confirm_publication": true}),
    )
    .ok();
    assert!(server.get("/v1/locations").text().contains("Stille"));
}

#[test]
fn merges_follow_each_other_and_are_taken_back_in_turn() {
    let server = network();
    let editor = server.clerk("editor");
    let before = editor.get("/members?sort=name").ok()["data"].clone();
    let first = merge(&editor, "one", &json!({"absorb": "other"})).ok();
    let second = merge(&editor, "third", &json!({"absorb": "one"})).ok();
    assert_eq!(second["former_slugs"], json!(["one", "other"]));
    for old in ["one", "other"] {
        let answer = server.get(&format!("/v1/members/{old}"));
        assert!(
            answer
                .header("location")
                .unwrap()
                .ends_with("/v1/members/third"),
            "{old}"
        );
    }
    for merged in [second, first] {
        let path = format!("/audit/{}/revert", merged["revision"]);
        editor
            .post(&path, &json!({"confirm_publication": true}))
            .ok();
    }
    let after = editor.get("/members?sort=name").ok()["data"].clone();
    let entries = |records: &Value| -> Vec<Value> {
        let records = records.as_array().unwrap();
        records.iter().map(super::trail::entry_of).collect()
    };
    assert_eq!(entries(&after), entries(&before));
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn a_row_of_a_merged_member_is_refused() {
    let server = network();
    let editor = server.clerk("editor");
    editor.patch("one", &json!({"external_id": "E-1"}));
    merge(&editor, "one", &json!({"absorb": "other"})).ok();
    let row = "external_id,name,country\nE-2,Une Maison Neuve,BE\n";
    let run = server
        .database
        .import(&sheets().members(row), &[])
        .ended_with(3);
    assert!(run.said().contains("merged into"), "{}", run.said());
}
