//! Requests that are sent again: the header `Idempotency-Key`.

use serde_json::{Value, json};

use super::desk::{everything, path};
use crate::support::{Answer, ApiClient, TestServer};

fn create(clerk: &ApiClient<'_>, key: &str, body: &Value) -> Answer {
    clerk.send("POST", "/members", &[("Idempotency-Key", key)], Some(body))
}

fn body() -> Value {
    json!({
        "name": "Huis Eén", "country": "BE", "locations": [{
            "kind": "office", "city": "Gent", "address": "Kaai 1",
            "point": {"latitude": 50.850339600000005, "longitude": 4.351710300000001},
        }],
    })
}

/// All of an answer that counts.
fn whole(answer: &Answer) -> (u16, Option<&str>, Option<&str>, &[u8]) {
    let (location, etag) = (answer.header("location"), answer.header("etag"));
    (answer.status, location, etag, &answer.body)
}

#[test]
fn the_same_request_again_gets_the_same_answer_and_does_nothing() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let members = server.database.count("members");
    let first = create(&editor, "once", &body());
    let record = first.created();
    // The answer stays what it was, though the record moves on.
    editor.patch(record["id"].as_str().unwrap(), &json!({"acronym": "E"}));
    let before = everything(&editor);
    for _ in 0..3 {
        assert_eq!(whole(&create(&editor, "once", &body())), whole(&first));
    }
    assert_eq!(everything(&editor), before);
    assert_eq!(server.database.count("members"), members + 1);

    // The other POSTs keep their answers too, their condition notwithstanding.
    let verify = format!("{}/verify", path(&record));
    let tag = editor.tag(&path(&record));
    let headers = [("If-Match", tag.as_str()), ("Idempotency-Key", "verified")];
    let first = editor.send("POST", &verify, &headers, None);
    first.ok();
    assert_eq!(
        whole(&editor.send("POST", &verify, &headers, None)),
        whole(&first)
    );
}

#[test]
fn another_request_under_the_same_name_is_refused() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let record = create(&editor, "mine", &body()).created();
    let before = everything(&editor);
    let other = json!({"name": "Iets Heel Anders", "country": "NL"});
    let verify = format!("{}/verify", path(&record));
    let headers = [("If-Match", "\"x\""), ("Idempotency-Key", "mine")];
    for refused in [
        create(&editor, "mine", &other),
        editor.send("POST", &verify, &headers, None),
        editor.send(
            "POST",
            "/members?dry_run=true",
            &[("Idempotency-Key", "mine")],
            Some(&body()),
        ),
    ] {
        let problem = refused.problem(422);
        let kind = problem["type"].as_str().unwrap();
        assert!(kind.ends_with("/idempotency-key-reused"), "{problem}");
    }
    assert_eq!(everything(&editor), before);
    // Somebody else's names are their own.
    create(&server.clerk("editor"), "mine", &other).created();
}

#[test]
fn a_name_is_free_again_after_24_hours() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    create(&editor, "daily", &body()).created();
    let other = json!({"name": "Iets Heel Anders", "country": "NL"});
    let age = |hours: &str| {
        let at = (jiff::Timestamp::now() - hours.parse::<jiff::SignedDuration>().unwrap())
            .strftime("%Y-%m-%dT%H:%M:%S.000000Z");
        let sql = format!("UPDATE idempotent_requests SET recorded_at = '{at}'");
        server.database.execute(&sql).unwrap();
    };
    age("PT23H59M");
    create(&editor, "daily", &other).problem(422);
    age("PT24H1M");
    create(&editor, "daily", &other).created();
    // The old answer is let go of.
    assert_eq!(server.database.count("idempotent_requests"), 1);
}

#[test]
fn a_refused_request_is_not_kept() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let wrong = json!({"name": "Huis Eén"});
    assert_eq!(
        create(&editor, "again", &wrong).body_mistakes(),
        [("/country".to_owned(), "required".to_owned())]
    );
    assert_eq!(server.database.count("idempotent_requests"), 0);
    // Mended, it may have the same name. A trial keeps nothing either.
    let trial = [("Idempotency-Key", "again")];
    editor
        .send("POST", "/members?dry_run=1", &trial, Some(&body()))
        .ok();
    create(&editor, "again", &body()).created();
}

#[test]
fn a_name_for_a_request_is_1_to_255_visible_characters() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let before = everything(&editor);
    for name in ["", "  ", &"x".repeat(256), "caf\u{e9}"] {
        create(&editor, name, &body()).problem(400);
    }
    assert_eq!(everything(&editor), before);
    create(&editor, &"x".repeat(255), &body()).created();
}

#[test]
fn two_at_once_make_one_member() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let members = server.database.count("members");
    for round in 0..5 {
        let name = format!("round-{round}");
        let mut body = body();
        body["name"] = json!(format!(
            "{} nummer {round}",
            ["Aap", "Noot", "Mies", "Wim", "Zus"][round]
        ));
        body["locations"] = json!([]);
        let answers: Vec<Answer> = std::thread::scope(|scope| {
            let ask = || create(&editor, &name, &body);
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        answers[0].created();
        for answer in &answers {
            assert_eq!(whole(answer), whole(&answers[0]));
        }
        assert_eq!(server.database.count("members"), members + round + 1);
    }
}
