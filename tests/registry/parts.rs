//! Places, offers, people and notes of a member, one at a time.

use serde_json::{Value, json};

use super::trail::{assert_the_trail_rebuilds_everything, entry_of};
use crate::support::{Answer, ApiClient, TestServer};

const RECORD: &str = "/members/open-huis-gent";
const NOBODY: &str = "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11";

/// A list of parts: its address, its field, a part, a patch of it, and another one to write in its
/// place.
struct List {
    path: &'static str,
    field: &'static str,
    part: Value,
    patch: Value,
    anew: Value,
}

fn lists() -> [List; 4] {
    [
        List {
            path: "locations",
            field: "locations",
            part: json!({"kind": "office", "city": "Aalst", "label": {"nl": "RegistryState"}, "phones": [{"number": "+32 9 234 56 78", "uri": "tel:+3292345678"}]}),
            patch: json!({"label": {"nl": "Balie", "en": "Front desk"}, "phones": []}),
            anew: json!({"kind": "office", "city": "Brugge"}),
        },
        List {
            path: "service-offers",
            field: "service_offers",
            part: json!({"service": "housing", "audience": {"en": "women"}, "access": {"en": "by phone"}}),
            patch: json!({"audience": {"en": "families"}, "access": null}),
            anew: json!({"service": "labour"}),
        },
        List {
            path: "contacts",
            field: "contacts",
            part: json!({"name": "Zyta Quillfeather", "role": "nurse", "legal_basis": "contract"}),
            patch: json!({"name": "Zyta Quill", "role": null}),
            anew: json!({"name": "Ann", "legal_basis": "consent", "consented_on": "2026-01-05"}),
        },
        List {
            path: "notes",
            field: "notes",
            part: json!({"text": "They called."}),
            patch: json!({"text": "They called twice."}),
            anew: json!({"text": "They wrote."}),
        },
    ]
}

#[track_caller]
fn change(clerk: &ApiClient<'_>, method: &str, path: &str, body: &Value) -> Answer {
    clerk.change(method, &format!("{RECORD}/{path}"), RECORD, body)
}

#[track_caller]
fn remove(clerk: &ApiClient<'_>, path: &str) -> Answer {
    let tag = clerk.tag(RECORD);
    clerk.send(
        "DELETE",
        &format!("{RECORD}/{path}"),
        &[("If-Match", &tag)],
        None,
    )
}

fn told(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

#[track_caller]
fn assert_has(part: &Value, fields: &Value) {
    for (name, value) in fields.as_object().unwrap() {
        assert_eq!(&part[name], value, "{name} of {part}");
    }
}

#[test]
fn a_part_is_added_read_changed_written_anew_and_removed() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = editor.get(RECORD).ok();
    for List {
        path,
        field,
        part,
        patch,
        anew,
    } in lists()
    {
        let count = before[field].as_array().unwrap().len();
        let added = change(&editor, "POST", path, &part);
        let stored = added.created();
        assert_has(&stored, &part);
        let id = stored["id"].as_str().unwrap();
        let own = format!("{path}/{id}");
        let location = added.header("location").unwrap();
        let whose = before["id"].as_str().unwrap();
        assert!(
            location.ends_with(&format!("/v1/registry/members/{whose}/{own}")),
            "{location}"
        );
        // The tag is that of the whole record.
        assert_eq!(added.etag(), editor.tag(RECORD));
        let read = editor.get(&format!("{RECORD}/{own}"));
        assert_eq!((read.ok(), read.etag()), (stored.clone(), added.etag()));
        let list = editor.get(&format!("{RECORD}/{path}")).ok()["data"].clone();
        assert_eq!(list, editor.get(RECORD).ok()[field]);
        assert_eq!(
            (list.as_array().unwrap().len(), &list[count]),
            (count + 1, &stored)
        );

        let patched = change(&editor, "PATCH", &own, &patch).ok();
        let mut expected = stored.clone();
        for (name, value) in patch.as_object().unwrap() {
            // A text by language that is taken out has none.
            expected[name] = match value.is_null() && stored[name].is_object() {
                true => json!({}),
                false => value.clone(),
            };
        }
        assert_eq!(patched, expected);
        let replaced = change(&editor, "PUT", &own, &anew).ok();
        assert_has(&replaced, &anew);
        assert_eq!(replaced["id"], id);
        for gone in part.as_object().unwrap().keys() {
            if anew.get(gone).is_none() {
                let empty = [Value::Null, json!([]), json!({})];
                assert!(empty.contains(&replaced[gone]), "{gone} of {replaced}");
            }
        }
        assert_eq!(replaced["recorded_at"], stored["recorded_at"]);
        assert_eq!(editor.get(RECORD).ok()[field][count], replaced);

        let removed = remove(&editor, &own);
        assert_eq!((removed.status, removed.body.len()), (204, 0));
        assert_eq!(removed.etag(), editor.tag(RECORD));
        editor.get(&format!("{RECORD}/{own}")).problem(404);
    }
    let after = editor.get(RECORD).ok();
    assert_eq!(entry_of(&after), entry_of(&before));
    assert_eq!(after["version"], before["version"].as_i64().unwrap() + 16);
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn a_part_is_written_only_by_who_has_read_the_record_as_it_is() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    for List {
        path,
        part,
        patch,
        anew,
        ..
    } in lists()
    {
        let stored = change(&editor, "POST", path, &part).created();
        let list = format!("{RECORD}/{path}");
        let own = format!("{list}/{}", stored["id"].as_str().unwrap());
        let seen = editor.tag(RECORD);
        editor.patch("open-huis-gent", &json!({"acronym": path}));
        let now = editor.get(RECORD).ok();
        for (method, address, body) in [
            ("POST", &list, Some(&part)),
            ("PUT", &own, Some(&anew)),
            ("PATCH", &own, Some(&patch)),
            ("DELETE", &own, None),
        ] {
            editor.send(method, address, &[], body).problem(428);
            let stale = editor.send(method, address, &[("If-Match", &seen)], body);
            assert_eq!(stale.problem(412)["current"], now, "{method} {address}");
        }
        assert_eq!(editor.get(RECORD).ok(), now);
    }
}

#[test]
fn what_is_wrong_with_a_part_is_told_by_its_place_within_it() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = editor.get(RECORD).ok();
    let mistakes = |path: &str, body: Value| {
        let mut mistakes = change(&editor, "POST", path, &body).body_mistakes();
        mistakes.sort();
        mistakes
    };
    assert_eq!(
        mistakes(
            "locations",
            json!({"kind": "office", "email": "no address"})
        )
        .into_iter()
        .map(|(pointer, _)| pointer)
        .collect::<Vec<_>>(),
        ["/city", "/email"]
    );
    assert_eq!(
        mistakes("service-offers", json!({"service": "housng"})),
        [told("/service", "unknown_service")]
    );
    let elsewhere = json!({"service": "housing", "location_id": NOBODY});
    assert_eq!(
        mistakes("service-offers", elsewhere),
        [told("/location_id", "unknown_location")]
    );
    let undated = json!({"name": "Ann", "legal_basis": "consent"});
    assert_eq!(
        mistakes("contacts", undated),
        [told("/consented_on", "required")]
    );
    assert_eq!(mistakes("notes", json!({"text": " "}))[0].0, "/text");
    assert_eq!(
        mistakes("notes", json!({"text": "A", "id": NOBODY})),
        [told("/id", "read_only")]
    );
    assert_eq!(mistakes("notes", json!([])), [told("", "invalid_type")]);
    assert_eq!(
        mistakes(
            "locations",
            json!({"kind": "office", "city": "Gent", "confirm_publication": 1})
        ),
        [told("/confirm_publication", "invalid_type")]
    );
    let own = format!(
        "service-offers/{}",
        before["service_offers"][1]["id"].as_str().unwrap()
    );
    for (method, body) in [
        ("PATCH", json!({"location_id": NOBODY})),
        ("PUT", json!({"service": "labour", "location_id": NOBODY})),
    ] {
        let refused = change(&editor, method, &own, &body);
        assert_eq!(
            refused.body_mistakes(),
            [told("/location_id", "unknown_location")]
        );
    }
    let refused = change(&editor, "PATCH", &own, &json!({"id": NOBODY}));
    assert_eq!(refused.body_mistakes(), [told("/id", "read_only")]);
    assert_eq!(editor.get(RECORD).ok(), before);
}

#[test]
fn a_part_that_a_member_does_not_have_is_not_found() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let other = editor.get("/members/schule-fur-alle-wien").ok();
    for List {
        path,
        field,
        patch,
        anew,
        ..
    } in lists()
    {
        // One that is there, at another member, is not here.
        let foreign = other[field][0]["id"].as_str().unwrap_or(NOBODY);
        for id in [NOBODY, foreign, "x"] {
            let own = format!("{path}/{id}");
            editor.get(&format!("{RECORD}/{own}")).problem(404);
            change(&editor, "PUT", &own, &anew).problem(404);
            change(&editor, "PATCH", &own, &patch).problem(404);
            remove(&editor, &own).problem(404);
        }
        editor.get(&format!("/members/nobody/{path}")).problem(404);
    }
    assert_eq!(editor.get("/members/schule-fur-alle-wien").ok(), other);
}

#[test]
fn a_place_where_something_is_offered_is_not_removed() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let place = change(
        &editor,
        "POST",
        "locations",
        &json!({"kind": "office", "city": "Aalst"}),
    )
    .created();
    let offer = json!({"service": "housing", "location_id": place["id"]});
    let offer = change(&editor, "POST", "service-offers", &offer).created();
    let (place, offer) = (place["id"].as_str().unwrap(), offer["id"].as_str().unwrap());
    let before = editor.get(RECORD).ok();
    let (place, own) = (
        format!("locations/{place}"),
        format!("service-offers/{offer}"),
    );
    let refused = remove(&editor, &place).problem(409);
    assert_eq!(
        refused["service_offers"],
        json!([format!("{offer} (housing)")])
    );
    assert_eq!(editor.get(RECORD).ok(), before);
    change(&editor, "PATCH", &own, &json!({"location_id": null})).ok();
    assert_eq!(remove(&editor, &place).status, 204);
    assert_eq!(
        editor.get(&format!("{RECORD}/{own}")).ok()["service"],
        "housing"
    );
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn a_hidden_place_becomes_public_only_when_that_is_meant() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = editor.get(RECORD).ok();
    let place = record["locations"][1].clone();
    assert_eq!(place["visibility"], "hidden");
    let own = format!("locations/{}", place["id"].as_str().unwrap());
    let public = || server.get("/v1/members/open-huis-gent").text();
    let needed = [told("/confirm_publication", "confirmation_required")];
    let mut whole = place.clone();
    whole["visibility"] = json!("public");
    for (method, body) in [
        ("PATCH", json!({"visibility": "public"})),
        ("PUT", whole.clone()),
    ] {
        assert_eq!(change(&editor, method, &own, &body).body_mistakes(), needed);
    }
    let shelter = json!({"kind": "shelter", "city": "Gent", "visibility": "city"});
    assert_eq!(
        change(&editor, "POST", "locations", &shelter).body_mistakes(),
        needed
    );
    assert_eq!(editor.get(RECORD).ok(), record);
    assert!(!public().contains("Voorbeeldstraat 104"));
    // Left out, it stays as it is.
    let silent = json!({"kind": "shelter", "city": "Brussels", "address": "Voorbeeldstraat 104"});
    assert_eq!(
        change(&editor, "PUT", &own, &silent).ok()["visibility"],
        "hidden"
    );
    whole["confirm_publication"] = json!(true);
    let shown = change(&editor, "PUT", &own, &whole).ok();
    assert!(shown.get("confirm_publication").is_none());
    assert!(public().contains("Voorbeeldstraat 104"));
    // To hide it again needs no word more.
    change(&editor, "PATCH", &own, &json!({"visibility": "hidden"})).ok();
    assert!(!public().contains("Voorbeeldstraat 104"));
    let body = json!({"visibility": "public", "confirm_publication": true});
    change(&editor, "PATCH", &own, &body).ok();
    assert!(public().contains("Voorbeeldstraat 104"));
    assert_the_trail_rebuilds_everything(&editor);
}

#[test]
fn a_trial_of_adding_a_part_changes_nothing() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = editor.get(RECORD).ok();
    for List { path, part, .. } in lists() {
        let tried = change(&editor, "POST", &format!("{path}?dry_run=true"), &part);
        assert_has(&tried.ok(), &part);
        assert!(tried.header("location").is_none());
    }
    assert_eq!(editor.get(RECORD).ok(), before);
}

/// What is odd is told whichever way a member is changed.
#[test]
fn a_part_is_told_what_a_record_is_told() {
    let server = TestServer::sample();
    let (editor, member) = (
        server.clerk("editor"),
        server.member_clerk("open-huis-gent"),
    );
    let place = json!({
        "kind": "office", "city": "Gent", "visibility": "hidden",
        "point": {"latitude": 3.72, "longitude": 51.05},
    });
    let odd = |answer: &Value, pointer: &str| {
        let warnings = answer["warnings"].as_array().expect("warnings");
        let told = |one: &Value| one["pointer"] == pointer && one["code"] == "outside_country";
        assert!(warnings.iter().any(told), "{warnings:?}");
    };
    let stored = change(&editor, "POST", "locations", &place).created();
    odd(&stored, "/point");
    let own = format!("locations/{}", stored["id"].as_str().unwrap());
    // What was answered can be sent back.
    odd(&change(&editor, "PUT", &own, &stored).ok(), "/point");
    odd(
        &change(&editor, "PATCH", &own, &json!({"label": {"en": "Desk"}})).ok(),
        "/point",
    );
    assert!(editor.get(&format!("{RECORD}/{own}")).ok()["warnings"].is_null());
    let record = editor.patch("open-huis-gent", &json!({"acronym": "OH"}));
    let number = record["locations"].as_array().unwrap().len() - 1;
    let pointer = format!("/locations/{number}/point");
    odd(&record, &pointer);
    let proposal = json!({"patch": {"acronym": "OHG"}});
    let filed = member
        .post(&format!("{RECORD}/proposals"), &proposal)
        .created();
    let path = format!("/proposals/{}", filed["id"].as_str().unwrap());
    let accepted = editor.change("POST", &format!("{path}/accept"), &path, &json!({}));
    odd(&accepted.ok(), &pointer);
}
