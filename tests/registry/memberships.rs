//! Memberships: which step leads where, and what the public sees of it.

use serde_json::{Value, json};

use super::desk::{everything, path};
use crate::support::{Answer, ApiClient, TestServer};

const MOVES: [&str; 6] = [
    "admit",
    "withdraw",
    "suspend",
    "reinstate",
    "end",
    "reapply",
];

/// From a status, the moves that are allowed and where they lead.
const TABLE: [(&str, &[(&str, &str)]); 5] = [
    (
        "applicant",
        &[("admit", "member"), ("withdraw", "withdrawn")],
    ),
    ("member", &[("suspend", "suspended"), ("end", "former")]),
    ("suspended", &[("reinstate", "member"), ("end", "former")]),
    ("former", &[("reapply", "applicant")]),
    ("withdrawn", &[]),
];

/// A new member in this status.
fn in_status(clerk: &ApiClient<'_>, status: &str, number: usize) -> Value {
    clerk.create(&json!({
        "name": format!("Huis {status} {number}"),
        "country": "BE",
        "membership": {"status": status},
        "allow_duplicate": true,
    }))
}

#[track_caller]
fn step(clerk: &ApiClient<'_>, record: &Value, body: &Value) -> Answer {
    let record = path(record);
    clerk.change(
        "POST",
        &format!("{record}/membership-events"),
        &record,
        body,
    )
}

#[test]
fn every_status_takes_its_own_moves_and_no_other() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    for (from, allowed) in TABLE {
        for (number, wanted) in MOVES.into_iter().enumerate() {
            let record = in_status(&editor, from, number);
            assert_eq!(record["membership"]["status"], from);
            let names: Vec<&str> = allowed.iter().map(|(name, _)| *name).collect();
            let events = format!("{}/membership-events", path(&record));
            let history = editor.get(&events).ok();
            assert_eq!(history["allowed_moves"], json!(names), "{from}");
            let before = everything(&editor);
            let body = json!({"move": wanted, "confirm_publication": true});
            let answer = step(&editor, &record, &body);
            match allowed.iter().find(|(name, _)| *name == wanted) {
                Some((_, to)) => {
                    let after = answer.created();
                    assert_eq!(after["membership"]["status"], *to, "{from} {wanted}");
                    let public = server.get(&format!("/v1{}", path(&record))).status;
                    // Whoever is a member now is seen at once; who was one is gone.
                    let seen = match (from, *to) {
                        (_, "member") => 200,
                        ("member", _) => 410,
                        _ => 404,
                    };
                    assert_eq!(public, seen, "{from} {wanted}");
                }
                None => {
                    let problem = answer.problem(409);
                    assert!(problem["type"].as_str().unwrap().ends_with("/wrong-move"));
                    assert_eq!(problem["allowed_moves"], json!(names), "{from} {wanted}");
                    assert_eq!(problem["status"], 409);
                    assert_eq!(everything(&editor), before, "{from} {wanted}");
                }
            }
        }
    }
}

#[test]
fn admission_of_a_listed_member_is_confirmed_and_then_public_at_once() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.create(&json!({"name": "Aap", "country": "BE"}));
    let before = everything(&editor);
    for body in [
        json!({"move": "admit"}),
        json!({"move": "admit", "confirm_publication": false}),
    ] {
        assert_eq!(
            step(&editor, &record, &body).body_mistakes(),
            [(
                "/confirm_publication".to_owned(),
                "confirmation_required".to_owned()
            )]
        );
    }
    assert_eq!(everything(&editor), before);
    server.get("/v1/members/aap").problem(404);
    let made = step(
        &editor,
        &record,
        &json!({"move": "admit", "confirm_publication": true}),
    );
    let admitted = made.created();
    assert_eq!(server.json("/v1/members/aap")["id"], record["id"]);
    let there = super::desk::location(&server, &made).to_owned();
    assert_eq!(
        there,
        format!("/v1/registry{}/membership-events", path(&record))
    );
    assert_eq!(made.etag(), editor.tag("/members/aap"));
    assert_eq!(admitted, editor.get("/members/aap").ok());
    assert!(admitted["published"].is_object());
}

/// Who stays out of the directory is admitted without a question: nothing is shown by it.
#[test]
fn admission_of_an_unlisted_member_shows_nothing() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let body = json!({"name": "Aap", "country": "BE", "listing": "unlisted"});
    let record = editor.create(&body);
    let public = server.get("/v1/members");
    step(&editor, &record, &json!({"move": "admit"})).created();
    server.get("/v1/members/aap").problem(404);
    assert_eq!(server.get("/v1/members").etag(), public.etag());
    let list = editor.change(
        "PATCH",
        &path(&record),
        &path(&record),
        &json!({"listing": "listed"}),
    );
    assert_eq!(list.body_mistakes()[0].0, "/confirm_publication");
}

#[test]
fn a_suspended_member_is_out_of_the_directory_until_it_is_reinstated() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let member = "/members/open-huis-gent";
    let record = editor.get(member).ok();
    let joined = record["membership"]["joined_on"].clone();
    step(
        &editor,
        &record,
        &json!({"move": "suspend", "reason": "Fee unpaid"}),
    )
    .created();
    server.get("/v1/members/open-huis-gent").problem(410);
    assert!(
        !server
            .slugs("/v1/members?country=BE&limit=200")
            .contains(&"open-huis-gent".to_owned())
    );
    let back = json!({"move": "reinstate"});
    assert_eq!(
        step(&editor, &record, &back).body_mistakes()[0].1,
        "confirmation_required"
    );
    let back = json!({"move": "reinstate", "confirm_publication": true});
    let back = step(&editor, &record, &back).created();
    assert_eq!(back["membership"]["joined_on"], joined);
    server.get("/v1/members/open-huis-gent").ok();
}

#[test]
fn the_days_of_joining_and_leaving_follow_from_the_moves() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.create(&json!({"name": "Aap", "country": "BE", "listing": "unlisted"}));
    let dates = |answer: Answer| {
        let membership = answer.created()["membership"].clone();
        (
            membership["joined_on"].clone(),
            membership["left_on"].clone(),
        )
    };
    let on =
        |name: &str, day: &str| step(&editor, &record, &json!({"move": name, "occurred_on": day}));
    assert_eq!(
        dates(on("admit", "2020-02-29")),
        (json!("2020-02-29"), Value::Null)
    );
    assert_eq!(
        dates(on("suspend", "2021-01-01")),
        (json!("2020-02-29"), Value::Null)
    );
    let before = everything(&editor);
    let mistake = |code: &str| vec![("/occurred_on".to_owned(), code.to_owned())];
    assert_eq!(
        on("end", "2019-12-31").body_mistakes(),
        mistake("out_of_order")
    );
    assert_eq!(
        on("end", "2999-01-01").body_mistakes(),
        mistake("in_the_future")
    );
    assert_eq!(
        on("end", "2021-02-29").body_mistakes(),
        mistake("invalid_date")
    );
    assert_eq!(everything(&editor), before);
    assert_eq!(
        dates(on("end", "2022-03-04")),
        (json!("2020-02-29"), json!("2022-03-04"))
    );
    assert_eq!(
        dates(on("reapply", "2023-01-01")),
        (json!("2020-02-29"), json!("2022-03-04"))
    );
    assert_eq!(
        dates(on("admit", "2024-01-01")),
        (json!("2024-01-01"), Value::Null)
    );
    // Without a day it is today.
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    let left = step(&editor, &record, &json!({"move": "end"})).created();
    assert!(left["membership"]["left_on"].as_str().unwrap() >= &today[..]);

    let history = editor
        .get(&format!("{}/membership-events", path(&record)))
        .ok();
    let told: Vec<[&Value; 4]> = history["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| ["move", "from", "to", "occurred_on"].map(|name| &event[name]))
        .collect();
    let event =
        |name: Value, from: Value, to: &str, on: &Value| [name, from, json!(to), on.clone()];
    let made = json!(&record["created_at"].as_str().unwrap()[..10]);
    let wanted = [
        event(Value::Null, Value::Null, "applicant", &made),
        event(
            json!("admit"),
            json!("applicant"),
            "member",
            &json!("2020-02-29"),
        ),
        event(
            json!("suspend"),
            json!("member"),
            "suspended",
            &json!("2021-01-01"),
        ),
        event(
            json!("end"),
            json!("suspended"),
            "former",
            &json!("2022-03-04"),
        ),
        event(
            json!("reapply"),
            json!("former"),
            "applicant",
            &json!("2023-01-01"),
        ),
        event(
            json!("admit"),
            json!("applicant"),
            "member",
            &json!("2024-01-01"),
        ),
        event(
            json!("end"),
            json!("member"),
            "former",
            &left["membership"]["left_on"],
        ),
    ];
    let wanted: Vec<[&Value; 4]> = wanted.iter().map(|event| event.each_ref()).collect();
    assert_eq!(told, wanted);
    assert_eq!(history["allowed_moves"], json!(["reapply"]));
}

#[test]
fn the_history_holds_reasons_and_is_the_members_own_to_read() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.get("/members/open-huis-gent").ok();
    let reason = "Decided by the <general> assembly.\nUnanimously.";
    step(
        &editor,
        &record,
        &json!({"move": "suspend", "reason": reason}),
    )
    .created();
    let events = "/members/open-huis-gent/membership-events";
    let history = editor.get(events);
    let last = history.ok()["data"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()
        .clone();
    assert_eq!(last["reason"], reason);
    assert_eq!(
        last["recorded_at"],
        editor.get(&path(&record)).ok()["updated_at"]
    );
    let own = server.member_clerk("open-huis-gent");
    assert_eq!(own.get(events).ok(), history.json());
    own.get("/members/offene-tur-graz/membership-events")
        .problem(403);
    // Reading it gives the tag for the next step, which is staff's to take.
    let headers = [("If-Match", history.etag())];
    let end = json!({"move": "end"});
    own.send("POST", events, &headers, Some(&end)).problem(403);
    editor.send("POST", events, &headers, Some(&end)).created();
}
