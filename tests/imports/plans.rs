//! What a plan says, before anything is written.

use serde_json::{Value, json};

use crate::support::{Database, Serve, TestServer, imports::number, sheets::sheets};

/// A registry with two members of their own.
pub fn registry() -> TestServer {
    let files = sheets()
        .members("external_id,slug,name,country,phone\n1,alpha,Alpha Haus,DE,+49 30 1\n2,beta,Beta Huis,NL,\n")
        .locations("member,kind,address,city,visibility\nalpha,shelter,Geheimweg 1,Berlin,hidden\n");
    Serve::on(Database::of(&files)).start()
}

pub const MEMBERS: &str = "\
external_id,slug,name,country,phone
1,alpha,Alpha Haus,DE,+49 30 2
2,beta,Beta Huis,NL,
3,gamma,Gamma Casa,ES,
4,delta,Delta,Belgium,
5,,Alpha Haus,DE,
";

#[test]
fn a_plan_says_what_would_become_of_each_row_and_writes_nothing() {
    let server = registry();
    let editor = server.clerk("editor");
    let before = server.database.revisions();
    let import = editor.plan(&[("members.csv", MEMBERS.as_bytes())], &[]);
    assert_eq!(
        import["plan"]["members"],
        json!({"created": 1, "changed": 1, "same": 1, "refused": 2})
    );
    assert_eq!(
        import["plan"]["items"],
        json!({
            "refused": 1, "duplicate": 1, "warning": 0, "created": 1, "changed": 1,
            "withdrawn": 0, "missing": 0, "same": 1,
        })
    );
    assert_eq!(import["plan"]["obstacles"][0]["code"], "refused_rows");
    assert_eq!(import["files"][0]["name"], "members.csv");
    assert_eq!(number(&import, "/plan/revision"), before.0);

    let items = editor.items(&import, "");
    let kinds: Vec<&str> = items
        .iter()
        .filter_map(|item| item["kind"].as_str())
        .collect();
    assert_eq!(
        kinds,
        ["refused", "duplicate", "created", "changed", "same"]
    );
    let refusal = &items[0]["refusal"];
    assert_eq!(refusal["row"], 5, "{refusal}");
    assert_eq!(
        (&refusal["column"], &refusal["value"], &refusal["code"]),
        (
            &json!("country"),
            &json!("Belgium"),
            &json!("unknown_country")
        )
    );
    assert_eq!(refusal["remedy"], "did you mean BE (Belgium)?");
    assert_eq!(items[1]["refusal"]["candidates"][0]["slug"], "alpha");
    assert_eq!(
        items[1]["refusal"]["candidates"][0]["reasons"],
        json!(["similar_name"])
    );
    assert_eq!(items[2]["member"]["slug"], "gamma");
    assert_eq!(items[2]["member"]["id"], Value::Null);
    assert_eq!(items[2]["entry"]["country"], "ES");
    assert_eq!(
        items[3]["changes"],
        json!([{
            "pointer": "/phones",
            "before": [{"number": "+49 30 1"}],
            "after": [{"number": "+49 30 2"}],
        }])
    );
    assert_eq!(
        items[3]["row"],
        json!({"file": "members.csv", "sheet": null, "row": 2})
    );
    assert_eq!(editor.items(&import, "created,same").len(), 2);

    assert_eq!(server.database.revisions(), before);
    assert_eq!(server.database.count("members"), 2);
}

#[test]
fn a_plan_is_read_page_by_page() {
    let server = registry();
    let editor = server.clerk("editor");
    let mut members = "slug,name,country\n".to_owned();
    for number in 0..25 {
        members += &format!("new-{number},New {number},BE\n");
    }
    let import = editor.plan(&[("members.csv", members.as_bytes())], &[]);
    let path = format!("/imports/{}/plan", import["id"].as_str().unwrap());
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = editor.get(&format!("{path}?limit=10{cursor}")).ok();
        for item in page["data"].as_array().unwrap() {
            seen.push(item["member"]["slug"].as_str().unwrap().to_owned());
        }
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let expected: Vec<String> = (0..25).map(|number| format!("new-{number}")).collect();
    assert_eq!(seen, expected);
    assert_eq!(
        editor
            .get(&format!("{path}?kind=creatd&limit=0"))
            .mistakes()
            .len(),
        2
    );
}

#[test]
fn another_option_plans_the_same_files_again() {
    let server = registry();
    let editor = server.clerk("editor");
    let import = editor.plan(&[("members.csv", MEMBERS.as_bytes())], &[]);
    editor.apply(&import).problem(409);
    let path = format!("/imports/{}/plan", import["id"].as_str().unwrap());
    let answer = editor.post(
        &path,
        &json!({"skip_refused": true, "allow_duplicates": true}),
    );
    assert_eq!(answer.status, 202, "{}", answer.text());
    let import = editor.settled(&answer.json());
    assert_eq!(import["plan"]["obstacles"], json!([]), "{import}");
    assert_eq!(import["options"]["skip_refused"], true);
    let created = editor.items(&import, "created");
    assert_eq!(created[1]["resembles"][0]["slug"], "alpha");
    editor.apply(&import).ok();
    assert_eq!(server.database.count("members"), 4);
    // What is no option is named.
    let import = editor.plan(&[("members.csv", MEMBERS.as_bytes())], &[]);
    let path = format!("/imports/{}/plan", import["id"].as_str().unwrap());
    let answer = editor.post(&path, &json!({"skip_refusd": true}));
    assert_eq!(
        answer.body_mistakes(),
        [("/skip_refusd".to_owned(), "unknown_field".to_owned())]
    );
    let answer = editor.post(&path, &json!({"header_row": 0}));
    assert_eq!(
        answer.body_mistakes(),
        [("/header_row".to_owned(), "range".to_owned())]
    );
}

#[test]
fn files_that_cannot_be_used_fail_with_every_reason() {
    let server = registry();
    let editor = server.clerk("editor");
    let answer = editor.hand_over(&[("members.csv", b"slug,nam,country\na,A,BE\n")], &[], &[]);
    let import = editor.settled(&answer.json());
    assert_eq!(import["status"], "failed", "{import}");
    let faults = import["faults"].to_string();
    assert!(faults.contains("if it is \\\"name\\\""), "{faults}");
    let path = format!("/imports/{}", import["id"].as_str().unwrap());
    assert!(
        editor.get(&format!("{path}/plan")).problem(409)["detail"]
            .as_str()
            .unwrap()
            .contains("nam")
    );
}

#[test]
fn whoever_follows_an_import_hears_how_it_ends() {
    let server = registry();
    let editor = server.clerk("editor");
    let answer = editor.hand_over(&[("members.csv", MEMBERS.as_bytes())], &[], &[]);
    let path = format!("/imports/{}/events", answer.json()["id"].as_str().unwrap());
    // The answer ends by itself.
    let events = editor.get(&path);
    assert_eq!(events.status, 200);
    assert_eq!(
        events.header("content-type"),
        Some("text/event-stream; charset=utf-8")
    );
    let text = events.text();
    let last = text.trim_end().rsplit("\n\n").next().unwrap();
    let data = last.strip_prefix("event: end\ndata: ").expect("an end");
    let import: Value = serde_json::from_str(data).unwrap();
    assert_eq!(import["status"], "planned");
}
