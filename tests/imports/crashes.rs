//! A server that is killed half-way.

use std::{sync::Arc, thread};

use crate::support::{ApiClient, Database, Serve, TestServer, eventually, imports::import_path};

fn large() -> Vec<u8> {
    let mut members = "slug,name,country,working_languages,summary_en\n".to_owned();
    for number in 0..6_000 {
        members += &format!("m-{number},M {number},BE,nl|fr|en,A summary of {number}\n");
    }
    members.into_bytes()
}

/// The same database under another server, and the same key.
fn again(server: &TestServer) -> TestServer {
    Serve::on(Arc::clone(&server.database)).start()
}

#[test]
fn a_plan_that_was_interrupted_says_so_and_is_made_again() {
    let mut server = Serve::on(Database::new()).start();
    let key = server.clerk("editor").key;
    let file = large();
    let import = {
        let editor = ApiClient {
            server: &server,
            key: key.clone(),
        };
        editor.hand_over(&[("members.csv", &file)], &[], &[]).json()
    };
    eventually("it is being planned", || {
        (server.database.count("import_items") > 0).then_some(())
    });
    server.signal("KILL");
    server.wait();
    let server = again(&server);
    let editor = ApiClient {
        server: &server,
        key,
    };
    let path = import_path(&import);
    let now = editor.settled(&import);
    assert_eq!(now["status"], "interrupted", "{now}");
    editor.get(&format!("{path}/plan")).problem(409);
    let answer = editor.post(&format!("{path}/plan"), &serde_json::json!({}));
    assert_eq!(answer.status, 202, "{}", answer.text());
    let planned = editor.settled(&answer.json());
    assert_eq!(planned["plan"]["items"]["created"], 6_000);
    assert_eq!(editor.items(&planned, "").len(), 6_000);
}

#[test]
fn a_killed_application_was_made_or_was_not_and_the_import_knows() {
    let mut server = Serve::on(Database::new()).start();
    let key = server.clerk("editor").key;
    let file = large();
    let import = {
        let editor = ApiClient {
            server: &server,
            key: key.clone(),
        };
        editor.plan(&[("members.csv", &file)], &[])
    };
    let before = server.database.revisions();
    thread::scope(|scope| {
        let client = crate::support::server::client(|builder| builder);
        let url = format!("{}/v1/registry{}/apply", server.url, import_path(&import));
        let body = format!("{{\"revision\": {}}}", import["plan"]["revision"]);
        let key = key.clone();
        scope.spawn(move || {
            // It ends in the middle of the answer.
            let request = client.post(url).bearer_auth(key);
            drop(
                request
                    .header("Content-Type", "application/json")
                    .body(body)
                    .send(),
            );
        });
        eventually("it writes", || {
            server.database.is_being_written().then_some(())
        });
        server.signal("KILL");
    });
    server.wait();
    eventually("nobody writes any more", || {
        (!server.database.is_being_written()).then_some(())
    });
    let server = again(&server);
    let editor = ApiClient {
        server: &server,
        key,
    };
    let now = editor.get(&import_path(&import)).ok();
    let written = server.database.revisions() != before;
    assert_eq!(now["status"], if written { "applied" } else { "planned" });
    assert_eq!(
        server.database.count("members"),
        if written { 6_000 } else { 0 }
    );
    if !written {
        editor.apply(&import).ok();
        assert_eq!(server.database.count("members"), 6_000);
    }
}
