//! What members propose for their own entries, and what the secretariat makes of it.

use serde_json::{Value, json};

use super::trail::{assert_the_trail_rebuilds_everything, entry_of};
use crate::support::{Answer, ApiClient, TestServer, answer::texts};

const GENT: &str = "open-huis-gent";
const RECORD: &str = "/members/open-huis-gent";
const FILE: &str = "/members/open-huis-gent/proposals";

/// Files a proposal; it must be taken. Returns its path.
#[track_caller]
fn file(member: &ApiClient<'_>, patch: &Value) -> String {
    let filed = member.post(FILE, &json!({ "patch": patch })).created();
    assert_eq!(filed["status"], "open");
    format!("/proposals/{}", filed["id"].as_str().unwrap())
}

#[track_caller]
fn decide(clerk: &ApiClient<'_>, proposal: &str, decision: &str, body: &Value) -> Answer {
    clerk.change("POST", &format!("{proposal}/{decision}"), proposal, body)
}

fn told(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

#[test]
fn nothing_changes_before_somebody_accepts_a_proposal() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let before = editor.get(RECORD);
    let public = server.get("/v1/members/open-huis-gent").text();
    let body = json!({
        "patch": {"phones": [{"number": "+32 9 123 45 67"}], "summary": {"fr": "Accueil et conseil."}},
        "message": "We have a new number.",
    });
    let answer = own.post(FILE, &body);
    let filed = answer.created();
    let path = format!("/proposals/{}", filed["id"].as_str().unwrap());
    assert!(
        answer
            .header("location")
            .unwrap()
            .ends_with(&format!("/v1/registry{path}"))
    );
    let after = editor.get(RECORD);
    assert_eq!((after.ok(), after.etag()), (before.ok(), before.etag()));
    assert_eq!(server.get("/v1/members/open-huis-gent").text(), public);
    let listed = editor.get("/proposals?status=open").ok();
    assert_eq!(listed["page"]["total"], 1);
    let entry = &listed["data"][0];
    assert_eq!(entry["id"], filed["id"]);
    assert_eq!(entry["message"], "We have a new number.");
    assert_eq!(entry["base_version"], before.ok()["version"]);
    assert_eq!(entry["patch"], body["patch"]);
    assert_eq!(
        entry["changes"],
        json!([
            {"pointer": "/phones", "before": [{"number": before.ok()["phones"][0]["number"]}], "after": [{"number": "+32 9 123 45 67"}]},
            {"pointer": "/summary/fr", "before": null, "after": "Accueil et conseil."},
        ])
    );
    assert_eq!(
        entry["standing"][1],
        json!({"current": null, "moved_on": false})
    );
    assert_eq!(
        entry["member"],
        json!({"slug": GENT, "name": before.ok()["name"]})
    );
    assert_eq!(entry["etag"], editor.tag(&path));
    let shown = own.get(&path).ok();
    assert_eq!(shown, filed);
    for change in shown["changes"].as_array().unwrap() {
        assert_eq!(
            (&change["current"], &change["moved_on"]),
            (&change["before"], &json!(false))
        );
    }
}

#[test]
fn an_accepted_proposal_is_in_the_entry_and_its_member_sees_who_decided_when() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let before = editor.get(RECORD).ok();
    let path = file(
        &own,
        &json!({"phones": [{"number": "+32 9 123 45 67"}], "acronym": "OH"}),
    );
    let accepted = decide(&editor, &path, "accept", &json!({"reason": "Thank you."})).ok();
    assert_eq!(accepted["status"], "accepted");
    let mut pointers: Vec<&str> = accepted["accepted"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pointer| pointer.as_str().unwrap())
        .collect();
    pointers.sort_unstable();
    assert_eq!(pointers, ["/acronym", "/phones"]);
    let after = editor.get(RECORD).ok();
    let mut expected = entry_of(&before);
    expected["phones"] = json!([{"number": "+32 9 123 45 67"}]);
    expected["acronym"] = json!("OH");
    assert_eq!(entry_of(&after), expected);
    let public = server.json("/v1/members/open-huis-gent");
    assert_eq!(public["acronym"], "OH");
    let seen = own.get(&path).ok();
    assert_eq!(
        (&seen["status"], &seen["reason"], &seen["decided_at"]),
        (
            &json!("accepted"),
            &json!("Thank you."),
            &after["updated_at"]
        )
    );
    assert_eq!(seen["decided_by"], editor.get("/key").ok()["id"]);
    assert_eq!(seen["filed_by"], own.get("/key").ok()["id"]);
    let line = &editor
        .get(&format!(
            "/audit?member={GENT}&subject=member&action=accept"
        ))
        .ok()["data"][0];
    assert_eq!(line["details"]["proposal"], accepted["id"]);
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn of_a_proposal_only_the_fields_that_are_named_are_accepted() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let before = editor.get(RECORD).ok();
    let path = file(
        &own,
        &json!({"acronym": "OH", "summary": {"fr": "Accueil.", "de": "Empfang."}, "phones": [{"number": "+32 9 123 45 67"}]}),
    );
    let accept = |fields: Value| decide(&editor, &path, "accept", &json!({ "fields": fields }));
    assert_eq!(
        accept(json!(["/phones", "/name"])).body_mistakes(),
        [told("/fields/1", "unknown_change")]
    );
    assert_eq!(accept(json!([])).body_mistakes()[0].0, "/fields");
    assert_eq!(entry_of(&editor.get(RECORD).ok()), entry_of(&before));
    // A pointer takes the changes below it too.
    let accepted = accept(json!(["/summary"])).ok();
    assert_eq!(accepted["status"], "partly_accepted");
    assert_eq!(accepted["accepted"].as_array().unwrap().len(), 2);
    let mut expected = entry_of(&before);
    expected["summary"]["fr"] = json!("Accueil.");
    expected["summary"]["de"] = json!("Empfang.");
    assert_eq!(entry_of(&editor.get(RECORD).ok()), expected);
    assert_eq!(own.get(&path).ok()["status"], "partly_accepted");
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn a_refused_proposal_changes_nothing_and_its_member_reads_why() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let before = editor.get(RECORD).ok();
    let path = file(&own, &json!({"phones": [{"number": "+32 9 123 45 67"}]}));
    let without = decide(&editor, &path, "refuse", &json!({}));
    assert_eq!(without.body_mistakes(), [told("/reason", "required")]);
    let reason = "The number is that of a person";
    decide(&editor, &path, "refuse", &json!({ "reason": reason })).ok();
    let seen = own.get(&path).ok();
    assert_eq!(
        (&seen["status"], &seen["reason"], &seen["accepted"]),
        (&json!("refused"), &json!(reason), &json!([]))
    );
    assert_eq!(editor.get(RECORD).ok(), before);
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn nobody_decides_about_a_proposal_twice() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let reason = json!({"reason": "No."});
    for (first, body) in [
        ("accept", json!({})),
        ("refuse", reason.clone()),
        ("take-back", json!({})),
    ] {
        let path = file(&own, &json!({"acronym": first.to_uppercase()}));
        match first {
            "take-back" => own.post(&format!("{path}/take-back"), &body).ok(),
            _ => decide(&editor, &path, first, &body).ok(),
        };
        let record = editor.get(RECORD).ok();
        let status = editor.get(&path).ok()["status"].clone();
        for again in [
            decide(&editor, &path, "accept", &json!({})),
            decide(&editor, &path, "refuse", &reason),
            own.post(&format!("{path}/take-back"), &json!({})),
        ] {
            assert_eq!(again.problem(409)["proposal_status"], status);
        }
        assert_eq!(editor.get(&path).ok()["status"], status);
        assert_eq!(editor.get(RECORD).ok(), record);
    }
}

#[test]
fn whoever_decides_knows_the_proposal_and_the_record_as_they_are() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let path = file(&own, &json!({"acronym": "OH"}));
    let seen = editor.tag(&path);
    editor.patch(GENT, &json!({"phones": [{"number": "+32 9 111 11 11"}]}));
    for (decision, body) in [("accept", json!({})), ("refuse", json!({"reason": "No."}))] {
        let address = format!("{path}/{decision}");
        editor.post(&address, &body).problem(428);
        let any = [("If-Match", "*")];
        editor
            .send("POST", &address, &any, Some(&body))
            .problem(428);
        let stale = editor.send("POST", &address, &[("If-Match", &seen)], Some(&body));
        assert_eq!(stale.problem(412)["current"], editor.get(&path).ok());
        assert_eq!(stale.etag(), editor.tag(&path));
    }
    assert_eq!(editor.get(&path).ok()["status"], "open");
    let tag = editor.tag(&path);
    let address = format!("{path}/accept");
    let accepted = editor.send("POST", &address, &[("If-Match", &tag)], Some(&json!({})));
    assert_eq!(accepted.ok()["status"], "accepted");
    assert_eq!(accepted.etag(), editor.tag(&path));
}

#[test]
fn a_field_that_moved_on_is_not_overwritten_by_a_proposal() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let path = file(
        &own,
        &json!({"acronym": "OH", "phones": [{"number": "+32 9 123 45 67"}]}),
    );
    let moved = editor.patch(GENT, &json!({"acronym": "GENT"}));
    let refused = decide(&editor, &path, "accept", &json!({}));
    assert_eq!(refused.problem(409)["moved_on"], json!(["/acronym"]));
    assert_eq!(editor.get(RECORD).ok(), moved);
    let shown = own.get(&path).ok();
    let change = |pointer: &str| {
        let changes = shown["changes"].as_array().unwrap();
        changes
            .iter()
            .find(|change| change["pointer"] == pointer)
            .unwrap()
            .clone()
    };
    assert_eq!(
        (
            &change("/acronym")["moved_on"],
            &change("/acronym")["current"]
        ),
        (&json!(true), &json!("GENT"))
    );
    assert_eq!(change("/phones")["moved_on"], false);
    decide(&editor, &path, "accept", &json!({"fields": ["/phones"]})).ok();
    let record = editor.get(RECORD).ok();
    assert_eq!(
        (&record["acronym"], &record["phones"][0]["number"]),
        (&json!("GENT"), &json!("+32 9 123 45 67"))
    );
}

#[test]
fn what_only_the_secretariat_may_change_is_not_proposed() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let propose = |patch: Value| own.post(FILE, &json!({ "patch": patch }));
    let patch = json!({
        "slug": "huis", "notes": [], "membership": {"status": "former"}, "external_id": "E-1",
        "withdrawn_at": "2026-01-01T00:00:00Z", "phones": [{"number": "+32 9 123 45 67"}],
    });
    let mut mistakes = propose(patch).body_mistakes();
    mistakes.sort();
    let forbidden = |name: &str| told(&format!("/patch/{name}"), "forbidden_field");
    assert_eq!(
        mistakes,
        ["external_id", "membership", "notes", "slug", "withdrawn_at"].map(forbidden)
    );
    assert_eq!(
        propose(json!({"slug": "huis", "email": "no address", "locations": [{"kind": "office"}]}))
            .body_mistakes()
            .into_iter()
            .map(|(pointer, _)| pointer)
            .collect::<Vec<_>>(),
        ["/patch/slug", "/patch/email", "/patch/locations/0/city"]
    );
    let record = own.get(RECORD).ok();
    let same =
        json!({"slug": GENT, "membership": record["membership"], "acronym": record["acronym"]});
    assert_eq!(propose(same).body_mistakes(), [told("/patch", "no_change")]);
    assert_eq!(
        propose(json!([])).body_mistakes(),
        [told("/patch", "invalid_type")]
    );
    assert_eq!(editor.get("/proposals").ok()["page"]["total"], 0);
}

#[test]
fn a_member_has_to_do_with_its_own_proposals_only() {
    let server = TestServer::sample();
    let own = server.member_clerk(GENT);
    let other = server.member_clerk("schule-fur-alle-wien");
    let path = file(&own, &json!({"acronym": "OH"}));
    let patch = json!({"patch": {"acronym": "X"}});
    other.post(FILE, &patch).problem(403);
    other.get(FILE).problem(403);
    other.get(&path).problem(403);
    other
        .post(&format!("{path}/take-back"), &json!({}))
        .problem(403);
    let unknown = "/proposals/0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11";
    other.get(unknown).problem(403);
    server.clerk("editor").get(unknown).problem(404);
    own.get("/proposals").problem(403);
    let tag = own.tag(&path);
    let accept = format!("{path}/accept");
    own.send("POST", &accept, &[("If-Match", &tag)], Some(&json!({})))
        .problem(403);
    let listed = own.get(FILE).ok();
    assert_eq!(listed["page"]["total"], 1);
    assert_eq!(listed["data"][0]["status"], "open");
}

#[test]
fn a_proposal_that_shows_more_is_accepted_only_when_that_is_meant() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let mut locations = own.get(RECORD).ok()["locations"].clone();
    assert_eq!(locations[1]["visibility"], "hidden");
    locations[1]["visibility"] = json!("public");
    let path = file(&own, &json!({ "locations": locations }));
    let public = || server.get("/v1/members/open-huis-gent").text();
    let refused = decide(&editor, &path, "accept", &json!({}));
    assert_eq!(
        refused.body_mistakes(),
        [told("/confirm_publication", "confirmation_required")]
    );
    assert!(!public().contains("Voorbeeldstraat 104"));
    decide(
        &editor,
        &path,
        "accept",
        &json!({"confirm_publication": true}),
    )
    .ok();
    assert!(public().contains("Voorbeeldstraat 104"));
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn a_new_place_that_was_proposed_keeps_its_identifier() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let mut locations = own.get(RECORD).ok()["locations"].clone();
    let new = json!({"kind": "office", "city": "Aalst"});
    locations.as_array_mut().unwrap().push(new);
    let path = file(&own, &json!({ "locations": locations }));
    let change = own.get(&path).ok()["changes"][0].clone();
    decide(
        &editor,
        &path,
        "accept",
        &json!({"confirm_publication": true}),
    )
    .ok();
    let place = editor.get(RECORD).ok()["locations"][2].clone();
    assert_eq!(place["city"], "Aalst");
    assert_eq!(
        change["pointer"],
        format!("/locations/{}", place["id"].as_str().unwrap())
    );
}

#[test]
fn a_member_takes_its_proposal_back() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let before = editor.get(RECORD).ok();
    let path = file(&own, &json!({"acronym": "OH"}));
    let take_back = format!("{path}/take-back");
    editor.post(&take_back, &json!({})).problem(403);
    let taken = own.post(&take_back, &json!({})).ok();
    assert_eq!(
        (&taken["status"], &taken["decided_by"]),
        (&json!("taken_back"), &own.get("/key").ok()["id"])
    );
    assert_eq!(editor.get("/proposals?status=open").ok()["data"], json!([]));
    let listed = editor.get("/proposals?status=taken_back").ok();
    assert_eq!(listed["data"][0]["id"], taken["id"]);
    assert_eq!(editor.get(RECORD).ok(), before);
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn an_acceptance_that_is_taken_back_leaves_the_proposal_open_again() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let before = editor.get(RECORD).ok();
    let path = file(
        &own,
        &json!({"acronym": "OH", "phones": [{"number": "+32 9 123 45 67"}]}),
    );
    let filed = own.get(&path).ok();
    decide(&editor, &path, "accept", &json!({"fields": ["/acronym"]})).ok();
    let revision = editor.get(RECORD).ok()["revision"].clone();
    let revert = format!("/audit/{revision}/revert");
    editor.post(&revert, &json!({})).ok();
    assert_eq!(entry_of(&editor.get(RECORD).ok()), entry_of(&before));
    assert_eq!(own.get(&path).ok(), filed);
    assert_eq!(
        editor.get("/proposals?status=open").ok()["page"]["total"],
        1
    );
    let accepted = decide(&editor, &path, "accept", &json!({})).ok();
    assert_eq!(accepted["status"], "accepted");
    assert_eq!(
        editor.get(RECORD).ok()["phones"][0]["number"],
        "+32 9 123 45 67"
    );
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn proposals_are_listed_page_by_page_the_latest_first() {
    let server = TestServer::sample();
    let (own, editor) = (server.member_clerk(GENT), server.clerk("editor"));
    let other = server.member_clerk("schule-fur-alle-wien");
    let mut filed: Vec<String> = ["A", "B", "C"]
        .iter()
        .map(|acronym| file(&own, &json!({ "acronym": acronym })))
        .collect();
    other
        .post(
            "/members/schule-fur-alle-wien/proposals",
            &json!({"patch": {"acronym": "W"}}),
        )
        .created();
    filed.reverse();
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = editor
            .get(&format!("/proposals?member={GENT}&limit=2{cursor}"))
            .ok();
        assert_eq!(page["page"]["total"], 3);
        seen.extend(texts(&page["data"], "id"));
        match page["page"]["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let seen: Vec<String> = seen.iter().map(|id| format!("/proposals/{id}")).collect();
    assert_eq!(seen, filed);
    assert_eq!(editor.get("/proposals").ok()["page"]["total"], 4);
    assert_eq!(
        editor.get("/proposals?member=nobody").mistakes(),
        [told("member", "unknown_member")]
    );
    assert_eq!(
        editor
            .get("/proposals?status=opne&limit=0")
            .mistakes()
            .len(),
        2
    );
}

/// What was taken back is kept all the same, in the trail too.
#[test]
fn a_member_cannot_fill_the_disk_with_what_it_takes_back() {
    let server = TestServer::sample();
    let own = server.member_clerk(GENT);
    let file_one = |text: String| own.post(FILE, &json!({ "patch": {"summary": {"fr": text}} }));
    let take_back = |filed: &Value| {
        let path = format!("/proposals/{}", filed["id"].as_str().unwrap());
        let answer = own.post(&format!("{path}/take-back"), &json!({}));
        answer.ok();
    };
    let mut kept = 0;
    let refused = loop {
        let answer = file_one(format!("{kept} {}", "x".repeat(9_900)));
        if answer.status != 201 {
            break answer.problem(409);
        }
        take_back(&answer.json());
        kept += 1;
        assert!(kept <= 100, "{kept} were kept");
    };
    assert!(kept > 20, "{kept}");
    let detail = refused["detail"].as_str().unwrap();
    assert!(detail.contains("taken back count"), "{detail}");
    // Another member is not in the way.
    let other = server
        .slugs("/v1/members")
        .into_iter()
        .find(|slug| slug != GENT)
        .unwrap();
    let clerk = server.member_clerk(&other);
    let path = format!("/members/{other}/proposals");
    clerk
        .post(
            &path,
            &json!({ "patch": {"phones": [{"number": "+32 9 111 22 33"}]} }),
        )
        .created();
}
