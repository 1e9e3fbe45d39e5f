//! The index of duplicates while it is being filled, and the list by words that it stands beside.

use std::thread;

use serde_json::{Value, json};

use crate::support::{ApiClient, Serve, TestServer};
use member_directory::{
    network::DuplicateIndex,
    publication::public_digest,
    registry::{Error, Registry, profile},
};

#[test]
fn of_many_who_make_one_member_right_after_a_start_one_succeeds() {
    let first = TestServer::sample();
    let key = first.clerk("editor").key;
    let server = Serve::on(first.stop()).start();
    let editor = ApiClient {
        server: &server,
        key,
    };
    let body = json!({"name": "Qwyx Zorvalen Huis", "country": "BE"});
    let statuses = thread::scope(|scope| {
        let posts: Vec<_> = (0..6)
            .map(|_| scope.spawn(|| editor.post("/members", &body).status))
            .collect();
        let lists: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| editor.get("/duplicates").status))
            .collect();
        for list in lists {
            assert_eq!(list.join().expect("an answer"), 200);
        }
        let mut statuses: Vec<u16> = posts
            .into_iter()
            .map(|post| post.join().expect("an answer"))
            .collect();
        statuses.sort_unstable();
        statuses
    });
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409]);
}

#[test]
fn what_changes_while_the_members_are_read_is_known_at_the_next_question() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let registry = Registry::new(server.database.url().parse().unwrap(), public_digest);
    let body = json!({"name": "Open Huis Gent vzw", "country": "BE", "allow_duplicate": true});
    let mut made = Value::Null;
    // What is read is of the moment before.
    let (before, pairs_before) = registry
        .read(|connection| {
            profile::moment(connection)?;
            made = editor.create(&body);
            let likeness = registry.likeness();
            Ok::<_, Error>((
                likeness.ask(connection, |known| known.len())?,
                likeness.ask(connection, DuplicateIndex::pairs)?,
            ))
        })
        .unwrap();
    let now = || {
        let asked = registry.read(|connection| {
            registry
                .likeness()
                .ask(connection, |known| (known.len(), known.pairs().len()))
        });
        asked.unwrap()
    };
    assert_eq!(now(), (before + 1, pairs_before.len() + 1));
    let path = format!("/members/{}", made["slug"].as_str().unwrap());
    let admin = server.clerk("admin");
    admin.change("POST", &format!("{path}/purge"), &path, &json!({}));
    assert_eq!(now(), (before, pairs_before.len()));
}

#[test]
fn what_is_found_by_words_is_found_page_by_page_in_either_order() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let gone = editor.get("/members?q=huis&limit=1").ok()["data"][0]["slug"].clone();
    let path = format!("/members/{}", gone.as_str().unwrap());
    editor.change("DELETE", &path, &path, &json!({})).ok();
    for words in ["huis", "gent", "a", "e o", "zzz", "huis%"] {
        let all = editor.get("/members?limit=200").ok();
        let told = |record: &Value| -> String {
            let names = record["names"].as_array().into_iter().flatten();
            let names = names.map(|other| &other["name"]);
            let texts = ["name", "slug", "acronym", "external_id"].map(|field| &record[field]);
            let texts = texts.into_iter().chain(names).filter_map(Value::as_str);
            member_directory::network::fold(&texts.collect::<Vec<_>>().join("\n"))
        };
        let expected: Vec<&str> = all["data"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|record| words.split(' ').all(|word| told(record).contains(word)))
            .filter_map(|record| record["slug"].as_str())
            .collect();
        for (sort, turned) in [("name", false), ("-name", true)] {
            let mut expected = expected.clone();
            if turned {
                expected.reverse();
            }
            let mut found: Vec<String> = Vec::new();
            let mut cursor = String::new();
            loop {
                let asked = format!(
                    "/members?q={}&limit=3&sort={sort}",
                    words.replace('%', "%25")
                );
                let page = editor.get(&format!("{asked}{cursor}")).ok();
                assert_eq!(page["page"]["total"], expected.len(), "{words}");
                let slugs = page["data"].as_array().unwrap().iter();
                found.extend(slugs.map(|record| record["slug"].as_str().unwrap().to_owned()));
                match page["page"]["next"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(found, expected, "{words} {sort}");
        }
    }
    let only_gone = editor.get("/members?q=huis&withdrawn=true").ok();
    assert_eq!(only_gone["page"]["total"], 1);
    assert_eq!(only_gone["data"][0]["slug"], gone);
}
