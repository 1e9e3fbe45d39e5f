//! A mirror and its origin, both killed, with a wire between them that breaks.

use std::sync::Arc;

use serde_json::json;

use super::Storm;
use crate::support::{
    ApiClient, Database, TestServer,
    proxy::Proxy,
    twins::{list, merge, mirror, origin, purge, same, small},
};

/// The origin's members that the storm may change, and how many it made.
struct Members {
    ids: Vec<String>,
    made: usize,
}

#[test]
#[ignore = "as long as one wants: make torture"]
fn a_mirror_is_its_origin_whatever_happens() {
    let mut storm = Storm::begin("mirror");
    let books = Arc::new(small());
    let mut there = origin(books.clone());
    let admin = there.clerk("admin").key;
    let wire = Proxy::to(there.address());
    let copy = Arc::new(Database::new());
    let mut here = mirror(copy.clone(), &wire.url);
    let mut members = Members {
        ids: ["open", "haven", "licht", "brug", "anker", "stil"]
            .iter()
            .map(|slug| {
                let clerk = ApiClient {
                    server: &there,
                    key: admin.clone(),
                };
                let member = clerk.get(&format!("/members/{slug}")).ok();
                member["id"].as_str().expect("an id").to_owned()
            })
            .collect(),
        made: 0,
    };
    let mut rounds = 0;
    while storm.goes_on() {
        let clerk = ApiClient {
            server: &there,
            key: admin.clone(),
        };
        change(&mut storm, &clerk, &mut members);
        match storm.below(24) {
            0 | 1 => wire.cut(),
            2 => {
                let most = 1 << storm.below(15);
                wire.break_after(Some(most));
            }
            3 | 4 => wire.break_after(None),
            5 => {
                wire.open(false);
                storm.pause(300);
                wire.open(true);
            }
            6 | 7 => {
                storm.pause(100);
                storm.end(&mut here);
                // It does not begin where nothing can be read.
                wire.break_after(None);
                here = mirror(copy.clone(), &wire.url);
            }
            8 => {
                storm.kill(&mut there);
                there = origin(books.clone());
                wire.lead_to(there.address());
            }
            _ => storm.pause(30),
        }
        if storm.below(25) == 0 {
            rounds += 1;
            wire.break_after(None);
            alike(&there, &here);
        }
    }
    wire.break_after(None);
    alike(&there, &here);
    println!(
        "mirror: compared {} times, {} members were made",
        rounds + 1,
        members.made
    );
}

fn alike(there: &TestServer, here: &TestServer) {
    same(there, here);
}

/// One change of any kind.
fn change(storm: &mut Storm, clerk: &ApiClient<'_>, members: &mut Members) {
    let place = storm.below(members.ids.len());
    let id = members.ids[place].clone();
    let number = storm.steps;
    match storm.below(16) {
        0 | 1 => list(clerk, &id, "unlisted"),
        2..=4 => list(clerk, &id, "listed"),
        5 => {
            clerk.patch(&id, &json!({ "slug": format!("renamed-{number}") }));
        }
        6 => {
            clerk.patch(&id, &json!({ "external_id": format!("private-{number}") }));
        }
        7 if members.ids.len() > 3 => {
            let other = (place + 1) % members.ids.len();
            let absorbed = members.ids[other].clone();
            merge(clerk, &id, &absorbed);
            members.ids.remove(other);
        }
        8 if members.ids.len() > 3 => {
            purge(clerk, &id);
            members.ids.remove(place);
        }
        9..=11 if members.ids.len() < 40 => {
            let made = clerk.create(&json!({
                "name": format!("Nieuw {number}"), "slug": format!("new-{number}"), "country": "NL",
                "membership": { "status": "member" },
                "confirm_publication": true, "allow_duplicate": true,
            }));
            members
                .ids
                .push(made["id"].as_str().expect("an id").to_owned());
            members.made += 1;
        }
        12 => {
            let body = json!({ "code": format!("kind-{number}"), "labels": { "en": "New" } });
            clerk.post("/service-types", &body).created();
        }
        13 => {
            let body = json!({ "short_name": format!("NET {number}") });
            clerk.change("PATCH", "/network", "/network", &body).ok();
        }
        _ => {
            clerk.patch(&id, &json!({ "acronym": format!("A{number}") }));
        }
    }
}
