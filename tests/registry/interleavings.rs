//! Many writers at once: revisions without gaps, and no update lost.

use std::collections::BTreeMap;

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

use super::trail::{assert_the_trail_rebuilds_everything, whole_trail};
use crate::support::{TestServer, sheets::sheets};

const MEMBERS: &str = "slug,name,country\none,One,BE\ntwo,Two,BE\nthree,Three,NL\n";
const SLUGS: [&str; 3] = ["one", "two", "three"];

/// What a writer does: which member, whether it reads the record first, which field.
#[derive(Debug, Clone)]
struct Step {
    member: usize,
    reads: bool,
    field: usize,
}

fn steps() -> impl Strategy<Value = Vec<Vec<Step>>> {
    let step = (0..SLUGS.len(), prop::bool::weighted(0.7), 0..3usize).prop_map(
        |(member, reads, field)| Step {
            member,
            reads,
            field,
        },
    );
    prop::collection::vec(prop::collection::vec(step, 1..8), 2..5)
}

/// One accepted change: the member, the field, its new value, and the answer's revision.
type Accepted = (String, &'static str, String, i64);

fn write(
    server: &TestServer,
    key: &str,
    writer: usize,
    round: usize,
    steps: &[Step],
) -> Vec<Accepted> {
    let clerk = crate::support::ApiClient {
        server,
        key: key.to_owned(),
    };
    let mut tags = BTreeMap::new();
    let mut accepted = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        let path = format!("/members/{}", SLUGS[step.member]);
        if step.reads || !tags.contains_key(&step.member) {
            tags.insert(step.member, clerk.tag(&path));
        }
        let field = ["acronym", "external_id", "name"][step.field];
        let value = format!("{field} {round}.{writer}.{number}");
        let headers = [("If-Match", tags[&step.member].as_str())];
        let answer = clerk.send("PATCH", &path, &headers, Some(&json!({ field: value })));
        match answer.status {
            200 => {
                let record = answer.json();
                assert_eq!(record[field], value.as_str());
                let id = record["id"].as_str().unwrap().to_owned();
                accepted.push((id, field, value, record["revision"].as_i64().unwrap()));
                tags.insert(step.member, answer.etag().to_owned());
            }
            412 => {
                let current = answer.problem(412);
                assert!(
                    current["current"]["id"].is_string(),
                    "the winner's record is there"
                );
            }
            other => panic!("{other}: {}", answer.text()),
        }
    }
    accepted
}

#[test]
fn writers_at_once_leave_no_gap_and_lose_no_update() {
    let server = TestServer::of(&sheets().members(MEMBERS));
    let admin = server.clerk("admin");
    let keys: Vec<String> = (0..4).map(|_| server.clerk("editor").key).collect();
    let config = Config {
        cases: 6,
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    };
    let mut round = 0;
    let mut all: Vec<Accepted> = Vec::new();
    let rounds = std::cell::RefCell::new((&mut round, &mut all));
    TestRunner::new(config)
        .run(&steps(), |writers| {
            let mut state = rounds.borrow_mut();
            *state.0 += 1;
            let round = *state.0;
            let accepted: Vec<Accepted> = std::thread::scope(|scope| {
                let running: Vec<_> = writers
                    .iter()
                    .enumerate()
                    .map(|(writer, steps)| {
                        let (server, key) = (&server, &keys[writer]);
                        scope.spawn(move || write(server, key, writer, round, steps))
                    })
                    .collect();
                running
                    .into_iter()
                    .flat_map(|one| one.join().unwrap())
                    .collect()
            });
            state.1.extend(accepted);
            Ok(())
        })
        .unwrap();
    assert!(all.len() > 10, "changes were accepted");
    assert_the_trail_rebuilds_everything(&admin);
    no_update_is_lost(&whole_trail(&admin), &all);
}

fn no_update_is_lost(trail: &[Value], accepted: &[Accepted]) {
    let lines: Vec<&Value> = trail
        .iter()
        .filter(|line| line["action"] == "update")
        .collect();
    assert_eq!(
        lines.len(),
        accepted.len(),
        "a line for each accepted change, and no other"
    );
    for (id, field, value, revision) in accepted {
        let line = lines
            .iter()
            .find(|line| line["revision"] == *revision)
            .expect("its line");
        assert_eq!(line["subject_id"], id.as_str());
        let changes = line["changes"].as_array().unwrap();
        assert_eq!(changes.len(), 1, "nothing else changed with it: {line}");
        assert_eq!(changes[0]["pointer"], format!("/{field}"));
        assert_eq!(changes[0]["after"], value.as_str());
    }
}
