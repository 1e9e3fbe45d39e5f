//! A mirror is its origin, byte by byte, whatever is cut, stopped or killed.

use std::io::Write;

use serde_json::{Value, json};

use crate::support::{
    Database, Manner, Receiver, Serve, TestServer, eventually,
    proxy::Proxy,
    raw,
    twins::{list, merge, mirror, origin, purge, same, small},
};

#[test]
fn a_mirror_is_its_origin_byte_by_byte_after_every_kind_of_change() {
    let origin = origin(small());
    let mirror = mirror(Database::new(), &origin.url);
    same(&origin, &mirror);
    let (editor, admin) = (origin.clerk("editor"), origin.clerk("admin"));
    editor.patch("haven", &json!({ "acronym": "DH", "slug": "de-haven" }));
    same(&origin, &mirror);
    list(&editor, "licht", "unlisted");
    list(&editor, "stil", "listed");
    same(&origin, &mirror);
    assert_eq!(mirror.get("/v1/members/licht").status, 410);
    assert_eq!(mirror.get("/v1/members/haven").status, 308);
    list(&editor, "licht", "listed");
    merge(&editor, "open", "brug");
    same(&origin, &mirror);
    purge(&admin, "anker");
    admin
        .post(
            "/service-types",
            &json!({ "code": "healthcare/dental", "labels": { "en": "Dental care" } }),
        )
        .created();
    admin
        .change(
            "PATCH",
            "/network",
            "/network",
            &json!({ "short_name": "NET" }),
        )
        .ok();
    same(&origin, &mirror);
    // A private change is none.
    let before = mirror.database.revisions();
    editor.patch("open", &json!({ "external_id": "crm-7" }));
    editor.patch("stil", &json!({ "acronym": "SH" }));
    same(&origin, &mirror);
    assert_eq!(mirror.database.revisions().1, before.1 + 1);
    // Whoever begins now has the same.
    let late = self::mirror(Database::new(), &origin.url);
    same(&origin, &late);
    // And so has who follows the mirror.
    let second = self::mirror(Database::new(), &mirror.url);
    same(&origin, &second);
    for server in [&mirror, &late] {
        for table in ["locations", "mirror_pages", "audit_entries"] {
            let rows = server.database.values(&match table {
                "locations" => "SELECT coalesce(address, '') AS value FROM locations".to_owned(),
                "mirror_pages" => "SELECT body AS value FROM mirror_pages".to_owned(),
                _ => "SELECT coalesce(after, '') AS value FROM audit_entries".to_owned(),
            });
            assert!(!rows.concat().contains("Verborgenlaan"), "{table}");
            assert!(!rows.concat().contains("Stille Steeg"), "{table}");
        }
    }
}

/// What was merged in private took its slugs along, and went after it: both had them, and what was told
/// of one does not depend on what becomes of the other.
#[test]
fn a_slug_of_two_that_are_gone_is_told_of_both() {
    let origin = origin(small());
    let mirror = mirror(Database::new(), &origin.url);
    let (editor, admin) = (origin.clerk("editor"), origin.clerk("admin"));
    editor.patch("haven", &json!({ "slug": "de-haven" }));
    same(&origin, &mirror);
    merge(&editor, "stil", "de-haven");
    list(&editor, "stil", "listed");
    same(&origin, &mirror);
    list(&editor, "stil", "unlisted");
    same(&origin, &mirror);
    let gone = |slug: &str| {
        let changes = origin.json("/v1/changes?limit=1000");
        let all = changes["data"].as_array().unwrap().clone();
        let one = all.into_iter().find(|change| change["slug"] == slug);
        one.unwrap()["former_slugs"].clone()
    };
    assert_eq!(gone("stil"), json!(["de-haven", "haven"]));
    assert_eq!(gone("de-haven"), json!(["haven"]));
    // Erased with what it took in, it takes none from anybody.
    merge(&editor, "stil", "licht");
    list(&editor, "stil", "listed");
    same(&origin, &mirror);
    purge(&admin, "stil");
    same(&origin, &mirror);
    same(&origin, &self::mirror(Database::new(), &origin.url));
}

/// What a member became part of stays told, whatever becomes of that one.
#[test]
fn a_mirror_that_begins_while_the_survivor_is_away_knows_whom_it_took_in() {
    let origin = origin(small());
    let editor = origin.clerk("editor");
    let id = |member: &str| origin.json(&format!("/v1/members/{member}"))["id"].clone();
    let (haven, licht) = (id("haven"), id("licht"));
    let became = |server: &TestServer, member: &Value| {
        let changes = server.json("/v1/changes?limit=1000");
        let all = changes["data"].as_array().unwrap().clone();
        let one = all.into_iter().find(|change| change["id"] == *member);
        one.unwrap()["merged_into"].clone()
    };
    merge(&editor, "haven", "licht");
    list(&editor, "haven", "unlisted");
    let early = mirror(Database::new(), &origin.url);
    same(&origin, &early);
    list(&editor, "haven", "listed");
    same(&origin, &early);
    assert_eq!(became(&early, &licht), haven);
    // Part of a third, until that is taken back.
    merge(&editor, "brug", "haven");
    let path = format!("/v1/members/{}", licht.as_str().unwrap());
    let led_to = origin.get(&path).header("location").map(str::to_owned);
    assert!(led_to.is_some_and(|url| url.ends_with("/v1/members/brug")));
    let late = mirror(Database::new(), &origin.url);
    same(&origin, &late);
    let merged = &editor.get("/audit?limit=1").json()["data"][0];
    let path = format!("/audit/{}/revert", merged["revision"]);
    editor
        .post(&path, &json!({ "confirm_publication": true }))
        .ok();
    for mirror in [&early, &late] {
        same(&origin, mirror);
        assert_eq!(became(mirror, &licht), haven);
    }
    // Nothing names whoever was erased.
    purge(&origin.clerk("admin"), "haven");
    for mirror in [&early, &late] {
        same(&origin, mirror);
        assert_eq!(became(mirror, &licht), Value::Null);
    }
}

/// Others hold every stream and every place to wait: it asks short questions, which have a place.
#[test]
fn a_mirror_asks_plainly_where_others_hold_all_places_to_wait() {
    let origin = Serve::on(small())
        .with("FOLLOWERS", "50")
        .internal()
        .start();
    let next = origin.json("/v1/changes?limit=1000")["next"].clone();
    let wait = format!("/v1/changes?since={}&wait=60", next.as_str().unwrap());
    let held: Vec<_> = [("/v1/changes", "text/event-stream"), (&wait, "*/*")]
        .into_iter()
        .flat_map(|(path, accept)| std::iter::repeat_n((path, accept), 300))
        .map(|(path, accept)| {
            let mut stream = raw::connect(&origin);
            let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\n\r\n");
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    let answered = |status: u16| -> u64 {
        let metrics = origin.metrics();
        let of = format!(
            "http_requests_total{{method=\"GET\",route=\"/v1/changes\",status=\"{status}\"}} "
        );
        let line = metrics.lines().find_map(|line| line.strip_prefix(&of));
        line.map_or(0, |number| number.parse().unwrap())
    };
    // 250 of those who wait have a place, and 50 of those who listen.
    eventually("all places are taken", || {
        (answered(503) == 300).then_some(())
    });
    let mirror = mirror(Database::new(), &origin.url);
    let before = answered(200);
    eventually("it asks again and again", || {
        (answered(200) >= before + 3).then_some(())
    });
    assert_eq!(answered(503), 301);
    list(&origin.clerk("editor"), "haven", "unlisted");
    eventually("what was withdrawn is gone", || {
        (mirror.get("/v1/members/haven").status == 410).then_some(())
    });
    drop(held);
}

#[test]
fn nobody_edits_a_mirror_by_accident() {
    let origin = origin(small());
    let mirror = mirror(Database::new(), &origin.url);
    let editor = mirror.clerk("editor");
    let path = "/members/open";
    let refused = editor.change("PATCH", path, path, &json!({ "acronym": "X" }));
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains(&origin.url), "{}", refused.text());
    let refused = editor.post("/members", &json!({ "name": "Nieuw", "country": "BE" }));
    assert_eq!(refused.status, 409);
    same(&origin, &mirror);
    // Nor is a database with members of its own overwritten, nor one mirror by another.
    let own = small().run(&["mirror", &origin.url, "--once"]);
    assert!(own.ended_with(1).said().contains("members of its own"));
    let other = mirror
        .database
        .run(&["mirror", "http://127.0.0.1:9", "--once"]);
    assert!(other.ended_with(1).said().contains("is a mirror of"));
}

#[test]
fn a_mirror_lives_through_cuts_kills_and_restarts() {
    let books = std::sync::Arc::new(small());
    let mut there = origin(books.clone());
    let wire = Proxy::to(there.address());
    let copy = std::sync::Arc::new(Database::new());
    let mut here = mirror(copy.clone(), &wire.url);
    for round in 0..6 {
        let editor = there.clerk("editor");
        for (number, slug) in ["open", "haven", "licht", "brug"].iter().enumerate() {
            editor.patch(slug, &json!({ "acronym": format!("R{round}N{number}") }));
            match (round + number) % 5 {
                0 => wire.cut(),
                1 => wire.break_after(Some(700)),
                2 => wire.break_after(None),
                3 => here.signal("KILL"),
                _ => list(&editor, "anker", ["listed", "unlisted"][round % 2]),
            }
            if !here.is_running() {
                wire.break_after(None);
                here = mirror(copy.clone(), &wire.url);
            }
        }
        if round % 3 == 2 {
            there.signal("KILL");
            there.wait();
            there = origin(books.clone());
            wire.lead_to(there.address());
        }
        let _ = here.is_running();
    }
    wire.break_after(None);
    std::thread::sleep(std::time::Duration::from_millis(20));
    if !here.is_running() {
        here = mirror(copy, &wire.url);
    }
    same(&there, &here);
}

/// The state of a mirror's origin, once it is this.
#[track_caller]
fn origin_is(mirror: &TestServer, state: &str) -> Value {
    eventually("how the mirror stands to its origin", || {
        let origin = mirror.json("/health/ready")["origin"].clone();
        (origin["state"] == state).then_some(origin)
    })
}

#[test]
fn a_mirror_holds_still_for_another_directory_until_somebody_says_that_it_is_meant() {
    let first = origin(small());
    let wire = Proxy::to(first.address());
    let here = mirror(Database::new(), &wire.url);
    let editor = first.clerk("editor");
    editor.patch("open", &json!({ "acronym": "OLD" }));
    list(&editor, "licht", "unlisted");
    same(&first, &here);
    assert_eq!(origin_is(&here, "followed").get("reason"), None);
    // Another directory stands there now, with numbers of its own.
    let second = origin(small());
    second
        .clerk("editor")
        .patch("brug", &json!({ "acronym": "NEW" }));
    let before = here.get("/v1/members?limit=200");
    wire.lead_to(second.address());
    assert_eq!(origin_is(&here, "held")["reason"], "network");
    assert_eq!(here.get("/v1/members?limit=200").body, before.body);
    let told = |entry: &Value| {
        let message = entry["message"].as_str().unwrap_or_default();
        message.contains("holds still") && message.contains("--accept-origin")
    };
    eventually("it is told", || here.log().iter().any(told).then_some(()));
    let refused = here.database.run(&["mirror", &wire.url, "--once"]);
    assert!(refused.ended_with(1).said().contains("--accept-origin"));
    // What stood there before is followed again without a word.
    wire.lead_to(first.address());
    editor.patch("open", &json!({ "acronym": "BACK" }));
    same(&first, &here);
    // And the other one once somebody says so.
    wire.lead_to(second.address());
    origin_is(&here, "held");
    here.database
        .run(&["mirror", &wire.url, "--once", "--accept-origin"])
        .well();
    same(&second, &here);
    origin_is(&here, "followed");
}

/// The origin's books were put back to an earlier state: by the command, or by hand.
#[test]
fn a_mirror_holds_still_for_books_that_were_put_back_and_takes_whom_they_withdraw() {
    let books = std::sync::Arc::new(small());
    let there = origin(books.clone());
    let wire = Proxy::to(there.address());
    let here = mirror(Database::new(), &wire.url);
    let folder = books.folder().join("backup");
    let backup = folder.to_str().expect("UTF-8");
    books.run(&["backup", backup]).well();
    let editor = there.clerk("editor");
    editor.patch("open", &json!({ "acronym": "LOST" }));
    same(&there, &here);
    let epoch = there.json("/v1/network")["epoch"].clone();
    let in_use = books.run(&["restore", backup]).ended_with(1);
    assert!(in_use.said().contains("in use"), "{in_use:?}");
    there.stop();
    let run = books.run(&["restore", backup]).well();
    assert!(run.stdout.contains("put back"), "{run:?}");
    let there = origin(books);
    assert_ne!(there.json("/v1/network")["epoch"], epoch);
    assert_ne!(there.json("/v1/members/open")["acronym"], "LOST");
    wire.lead_to(there.address());
    assert_eq!(origin_is(&here, "held")["reason"], "epoch");
    assert_eq!(here.json("/v1/members/open")["acronym"], "LOST");
    // Who is withdrawn or hidden is taken from the public all the same.
    let editor = there.clerk("editor");
    list(&editor, "haven", "unlisted");
    eventually("the withdrawal", || {
        (here.get("/v1/members/haven").status == 410).then_some(())
    });
    assert_eq!(here.json("/v1/members/open")["acronym"], "LOST");
    assert_ne!(here.json("/v1/network")["epoch"], epoch);
    here.database
        .run(&["mirror", &wire.url, "--once", "--accept-origin"])
        .well();
    same(&there, &here);
}

/// An origin that lies or is broken does no harm for good.
#[test]
fn what_an_origin_does_wrong_once_stops_no_later_copy() {
    let first = origin(small());
    let wire = Proxy::to(first.address());
    let here = mirror(Database::new(), &wire.url);
    same(&first, &here);
    let good: Value = first.json("/v1/changes?limit=1000");
    let many_types: Vec<Value> = (0..50_000)
        .map(|number| json!({ "code": format!("t{number}"), "labels": { "en": "T" } }))
        .collect();
    let mut wrong = Vec::new();
    for (pointer, value) in [
        ("/revision", json!(u64::MAX)),
        ("/data/0/revision", json!(9_007_199_254_740_991_u64)),
        ("/data/0/member/name", json!("bad \u{202e} name")),
        ("/data/0/member/slug", json!("No Slug!")),
        ("/next", json!("")),
        ("/network/name", json!("")),
        ("/service_types/0/labels/en", json!("")),
        ("/service_types", json!(many_types)),
        ("/page/more", json!(true)),
    ] {
        let mut page = good.clone();
        page["next"] = json!("9999-0a0b0c0d");
        *page.pointer_mut(pointer).expect(pointer) = value;
        wrong.push(page.to_string());
    }
    for page in wrong {
        let liar = Receiver::new();
        let json = vec![("Content-Type", "application/json".to_owned())];
        liar.behave(Manner::Answer(200, json, page));
        wire.lead_to(liar.address());
        liar.wait_for(1);
        origin_is(&here, "away");
        assert_eq!(here.json("/v1/members")["page"]["total"], 5);
        wire.lead_to(first.address());
        origin_is(&here, "followed");
    }
    // It was the place to go on from that was wrong, which shows only later.
    let mut page = good;
    page["next"] = json!("nothing that anybody knows");
    let liar = Receiver::new();
    let json = vec![("Content-Type", "application/json".to_owned())];
    liar.behave(Manner::Answer(200, json, page.to_string()));
    wire.lead_to(liar.address());
    liar.wait_for(2);
    wire.lead_to(first.address());
    first
        .clerk("editor")
        .patch("open", &json!({ "acronym": "GOOD" }));
    same(&first, &here);
}

#[test]
fn an_origin_without_encryption_needs_a_word() {
    let database = Database::new();
    let url = "http://directory.example.org";
    let run = database.run(&["mirror", url, "--once"]).ended_with(1);
    assert!(run.said().contains("MIRROR_ALLOW_HTTP"), "{run:?}");
}

#[test]
fn once_copies_and_ends() {
    let origin = origin(small());
    let database = Database::new();
    database.run(&["mirror", &origin.url, "--once"]).well();
    let (_, public) = database.revisions();
    assert_eq!(public, origin.json("/v1/network")["revision"]);
    database.run(&["mirror", &origin.url, "--once"]).well();
    let away = Database::new().run(&["mirror", "http://127.0.0.1:9", "--once"]);
    assert!(away.ended_with(1).said().contains("cannot be read"));
    let wrong = Database::new().run(&["mirror", "ftp://x", "--once"]);
    assert!(
        wrong
            .ended_with(2)
            .said()
            .contains("not an address of a directory")
    );
}
