//! Imports over HTTP at a server that is killed.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};

use super::Storm;
use crate::support::{
    ApiClient, Database, Serve, TestServer, eventually, imports::import_path, server,
};

/// How many members each import is about.
const MEMBERS: usize = 400;

/// Rows that give every member the acronym of a round.
fn rows(round: usize) -> Vec<u8> {
    let mut rows = "slug,name,country,status,listing,acronym\n".to_owned();
    for number in 0..MEMBERS {
        rows += &format!("m-{number},Huis {number},BE,active,listed,R{round}\n");
    }
    rows.into_bytes()
}

/// The acronym that all members have.
#[track_caller]
fn acronym(database: &Database) -> String {
    let all = database.values("SELECT acronym AS value FROM members");
    let mut different: Vec<&String> = all.iter().collect();
    different.sort_unstable();
    different.dedup();
    assert_eq!(different.len(), 1, "{different:?}");
    assert_eq!(all.len(), MEMBERS);
    all[0].clone()
}

/// Sends a request whose answer may never come, and kills the server meanwhile.
fn interrupted(storm: &mut Storm, server: &mut TestServer, key: &str, path: &str, body: &Value) {
    let url = format!("{}/v1/registry{path}", server.url);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let client = server::client(|builder| builder);
            let request = client.post(url).bearer_auth(key).json(body);
            drop(request.send());
        });
        storm.pause(900);
        storm.kill(server);
    });
    let database = Arc::clone(&server.database);
    eventually("nobody writes any more", || {
        (!database.is_being_written()).then_some(())
    });
    *server = Serve::on(database).start();
}

#[test]
#[ignore = "as long as one wants: make torture"]
fn an_import_is_made_or_not_and_says_which() {
    let mut storm = Storm::begin("imports");
    let mut server = Serve::on(Database::new()).start();
    let key = server.clerk("editor").key;
    let file = rows(0);
    let first = ApiClient {
        server: &server,
        key: key.clone(),
    }
    .plan(&[("members.csv", &file)], &[]);
    ApiClient {
        server: &server,
        key: key.clone(),
    }
    .apply(&first)
    .ok();
    let (mut cut, mut applied) = (0, 0);
    while storm.goes_on() {
        let round = storm.steps;
        let before = acronym(&server.database);
        let file = rows(round);
        let editor = ApiClient {
            server: &server,
            key: key.clone(),
        };
        let handed = editor.hand_over(&[("members.csv", &file)], &[], &[]);
        assert_eq!(handed.status, 202, "{}", handed.text());
        let mut import = handed.json();
        let path = import_path(&import);
        if storm.below(2) == 0 {
            storm.pause(400);
            storm.kill(&mut server);
            server = Serve::on(Arc::clone(&server.database)).start();
        }
        let editor = ApiClient {
            server: &server,
            key: key.clone(),
        };
        import = editor.settled(&import);
        if import["status"] == "interrupted" {
            cut += 1;
            let again = editor.post(&format!("{path}/plan"), &json!({}));
            assert_eq!(again.status, 202, "{}", again.text());
            import = editor.settled(&import);
        }
        assert_eq!(import["status"], "planned", "{import}");
        assert_eq!(import["plan"]["items"]["changed"], MEMBERS, "{import}");
        assert_eq!(acronym(&server.database), before);
        let body = json!({ "revision": import["plan"]["revision"] });
        interrupted(
            &mut storm,
            &mut server,
            &key,
            &format!("{path}/apply"),
            &body,
        );
        let editor = ApiClient {
            server: &server,
            key: key.clone(),
        };
        let now = editor.get(&path).ok();
        let made = acronym(&server.database);
        match now["status"].as_str() {
            Some("applied") => {
                applied += 1;
                assert_eq!(made, format!("R{round}"));
            }
            Some("planned") => {
                assert_eq!(made, before);
                editor.apply(&import).ok();
                assert_eq!(acronym(&server.database), format!("R{round}"));
            }
            _ => panic!("{now}"),
        }
        if storm.below(3) == 0 {
            interrupted(
                &mut storm,
                &mut server,
                &key,
                &format!("{path}/undo"),
                &json!({}),
            );
            let editor = ApiClient {
                server: &server,
                key: key.clone(),
            };
            let now = editor.get(&path).ok();
            let expected = match now["status"].as_str() {
                Some("undone") => before,
                Some("applied") => format!("R{round}"),
                _ => panic!("{now}"),
            };
            assert_eq!(acronym(&server.database), expected);
        }
        // Nothing is kept of what was applied.
        assert_eq!(server.database.count("import_pieces"), 0);
        assert_eq!(server.database.count("import_items"), 0);
        // And it serves what is true.
        let shown = acronym(&server.database);
        eventually("the directory shows it", || {
            let member = server.json("/v1/members/m-7");
            (member["acronym"] == shown).then_some(())
        });
        std::thread::sleep(Duration::from_millis(1));
    }
    println!("imports: {cut} plans cut short, {applied} applied before the kill");
}
