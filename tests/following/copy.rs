//! Whoever pages through the changes while the directory changes has an exact copy at the end.

use std::collections::BTreeMap;

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

use crate::support::{ApiClient, TestServer, sheets::sheets};

const SLUGS: [&str; 9] = ["a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8", "i9"];

/// A copy of the directory, kept as the guide says.
#[derive(Default)]
struct Copy {
    members: BTreeMap<String, Value>,
    since: String,
}

impl Copy {
    /// Takes a page in; says whether there is more.
    fn take(&mut self, server: &TestServer, limit: usize) -> bool {
        let page = server.json(&format!("/v1/changes?limit={limit}{}", self.since));
        for change in page["data"].as_array().unwrap() {
            let id = change["id"].as_str().unwrap().to_owned();
            match &change["member"] {
                Value::Null => self.members.remove(&id),
                member => self.members.insert(id, member.clone()),
            };
        }
        self.since = format!("&since={}", page["next"].as_str().unwrap());
        page["page"]["more"] == true
    }
}

#[derive(Debug, Clone)]
enum Step {
    /// Somebody reads a page of so many.
    Read(usize),
    /// A member gets another acronym.
    Change(usize),
    /// A member is listed, or not.
    List(usize, bool),
    /// A private change.
    Note(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let member = 0..SLUGS.len();
    prop_oneof![
        4 => (1..4usize).prop_map(Step::Read),
        3 => member.clone().prop_map(Step::Change),
        2 => (member.clone(), any::<bool>()).prop_map(|(member, listed)| Step::List(member, listed)),
        1 => member.prop_map(Step::Note),
    ]
}

fn make(editor: &ApiClient<'_>, number: usize, step: &Step) {
    match step {
        Step::Read(_) => {}
        Step::Change(member) => {
            editor.patch(SLUGS[*member], &json!({ "acronym": format!("A{number}") }));
        }
        Step::List(member, listed) => {
            let listing = if *listed { "listed" } else { "unlisted" };
            editor.patch(
                SLUGS[*member],
                &json!({ "listing": listing, "confirm_publication": true }),
            );
        }
        Step::Note(member) => {
            editor.patch(
                SLUGS[*member],
                &json!({ "external_id": format!("x{number}") }),
            );
        }
    }
}

#[test]
fn a_copy_that_is_read_while_things_change_is_exact() {
    let mut runner = TestRunner::new(Config {
        cases: 6,
        failure_persistence: None,
        ..Config::default()
    });
    let steps = prop::collection::vec(step(), 5..30);
    runner
        .run(&steps, |steps| {
            let mut rows = "slug,name,country,status,listing\n".to_owned();
            for slug in SLUGS {
                rows.push_str(&format!("{slug},Member {slug},BE,active,listed\n"));
            }
            let server = TestServer::of(&sheets().members(rows));
            let editor = server.clerk("editor");
            let mut copy = Copy::default();
            for (number, step) in steps.iter().enumerate() {
                match step {
                    Step::Read(limit) => {
                        copy.take(&server, *limit);
                    }
                    step => make(&editor, number, step),
                }
            }
            while copy.take(&server, 2) {}
            let mut fresh = Copy::default();
            while fresh.take(&server, 1_000) {}
            prop_assert_eq!(&copy.members, &fresh.members);
            let listed = server.json("/v1/members")["page"]["total"].clone();
            prop_assert_eq!(listed, json!(copy.members.len()));
            Ok(())
        })
        .unwrap();
}
