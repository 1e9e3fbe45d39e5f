//! What goes wrong around the program: nobody reads its log, its file is another one, its clock is
//! fast, its database falls silent.

use std::{
    fs::{self, File},
    io::{Seek, SeekFrom, Write},
    process::Stdio,
    time::Duration,
};

use serde_json::json;

use crate::{
    support::{Database, Receiver, Serve, TestServer, eventually, proxy::Proxy},
    webhooks::{settled, subscribe},
};

/// Nobody reads the log: its pipe is broken, or is never emptied.
#[test]
fn a_log_that_cannot_be_written_holds_up_no_answer() {
    for is_broken in [true, false] {
        let database = Database::sample();
        let key = database.run(&["keys", "create", "--role", "admin"]).well();
        let port = free_port();
        let mut child = Serve::on(database.clone())
            .command()
            .env("PORT", port.to_string())
            .env("RUST_LOG", "trace")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let unread = child.stderr.take().filter(|_| !is_broken);
        let client = reqwest::blocking::Client::builder().timeout(Duration::from_secs(20));
        let client = client.build().expect("a client");
        let url = |path: &str| format!("http://127.0.0.1:{port}{path}");
        let status = |request: reqwest::blocking::RequestBuilder| {
            request.send().ok().map(|answer| answer.status().as_u16())
        };
        eventually("it answers", || {
            status(client.get(url("/v1/members"))).filter(|status| *status == 200)
        });
        for round in 0..300 {
            assert_eq!(status(client.get(url("/v1/members"))), Some(200));
            if round % 100 == 0 {
                let types = client
                    .post(url("/v1/registry/service-types"))
                    .bearer_auth(key.stdout.trim())
                    .json(&json!({ "code": format!("food/r{round}"), "labels": { "en": "Food" } }));
                assert!(status(types).is_some_and(|status| status < 500));
            }
        }
        assert_eq!(status(client.get(url("/health/ready"))), Some(200));
        let _ = child.kill();
        let _ = child.wait();
        drop(unread);
    }
}

/// Neither report nor error can be written: what a command does is done all the same, and its status
/// says how that went.
#[test]
fn a_report_that_cannot_be_written_undoes_nothing() {
    let database = Database::sample();
    let full = || {
        Stdio::from(
            File::options()
                .write(true)
                .open("/dev/full")
                .expect("/dev/full"),
        )
    };
    let ended = |arguments: &[&str]| {
        let mut command = database.program(arguments);
        let status = command.stdout(full()).stderr(full()).status();
        status.expect("it runs").code()
    };
    let members = database.folder().join("members.csv");
    fs::write(&members, "slug,name,country\nnew-one,New One,BE\n").expect("a file");
    let members = members.to_str().expect("UTF-8");
    assert_eq!(ended(&["import", members, "--into-sample"]), Some(0));
    let made = "SELECT name AS value FROM members WHERE slug = 'new-one'";
    assert_eq!(database.value(made), "New One");
    assert_eq!(ended(&["hide", "open-huis-gent"]), Some(0));
    let out = database.folder().join("out.ndjson");
    let out = out.to_str().expect("UTF-8");
    assert_eq!(
        ended(&["export", "--format", "ndjson", "--output", out]),
        Some(0)
    );
    assert!(
        fs::read_to_string(out)
            .expect("an export")
            .contains("New One")
    );
    assert_eq!(ended(&["migrate"]), Some(0));
    assert_eq!(ended(&["import", "nothing.csv"]), Some(1));
    assert_eq!(ended(&["serve", "--port", "none"]), Some(2));
    // A key that nobody read does not stay.
    assert_eq!(ended(&["keys", "create", "--role", "editor"]), Some(1));
    let keys = database.run(&["keys", "list"]).well();
    assert!(!keys.stdout.contains("active"), "{keys:?}");
    // Where the error can be read, it says what became of the report.
    let mut command = database.program(&["hide", "open-huis-gent"]);
    let told = command.stdout(full()).stderr(Stdio::piped()).output();
    let told = String::from_utf8(told.expect("it runs").stderr).expect("UTF-8");
    assert!(told.contains("standard output cannot be written"), "{told}");
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// The volume is not mounted, or it is another working directory.
#[test]
fn a_missing_file_is_not_taken_for_an_empty_directory() {
    let database = Database::new();
    if database.is_postgres() {
        return;
    }
    for arguments in [
        &["serve", "--port", "0"][..],
        &["keys", "list"],
        &["keys", "create", "--role", "admin"],
        &["export", "--format", "ndjson"],
        &["hide", "open-huis-gent"],
        &["backup", "backup.db"],
    ] {
        let run = database.run(arguments).ended_with(1);
        assert!(run.stderr.contains("is not there"), "{run:?}");
        assert!(!database.file().exists(), "{arguments:?}");
    }
    let run = database.run(&["keys", "--create", "create", "--role", "admin"]);
    assert!(run.well().stdout.starts_with("mnd_"));
    // What is made is said.
    let other = Database::new();
    let run = other.import(
        &crate::support::sheets::sheets().members("slug,name,country\na,A,BE\n"),
        &[],
    );
    assert!(run.well().stderr.contains("there was no database"));
}

/// A change was made while some clock was fast: the books are ahead, and tell of it; webhooks are
/// told all the same.
#[test]
fn a_clock_that_was_fast_holds_up_no_webhook() {
    let server = Serve::on(Database::sample())
        .with("WEBHOOK_ALLOW_HTTP", "true")
        .with("WEBHOOK_ALLOW_PRIVATE", "true")
        .internal()
        .start();
    let admin = server.clerk("admin");
    let receiver = Receiver::new();
    let webhook = subscribe(&admin, &receiver, &[]);
    let far = "2099-01-01T00:00:00.000000Z";
    let mut books = format!("UPDATE network SET updated_at = '{far}';");
    books += &format!("UPDATE webhooks SET lease = id, leased_until = '{far}';");
    server.database.execute(&books).expect("it is set");
    admin.patch("open-huis-gent", &json!({ "acronym": "A" }));
    receiver.wait_for(1);
    settled(&admin, &webhook);
    let database = server.stop();
    let again = Serve::on(database).internal().start();
    eventually("it is told", || {
        (again.json("/health/ready")["clock"] == "behind_the_books").then_some(())
    });
    assert!(again.metrics().contains("database_ahead_of_clock 1"));
    let warned = |entry: &serde_json::Value| {
        let message = entry["message"].as_str().unwrap_or_default();
        message.contains("ahead of this machine's clock")
    };
    assert!(again.log().iter().any(warned));
}

/// A database that a later version of the program has changed.
#[test]
fn a_database_of_a_later_version_is_refused_with_both_versions_named() {
    let database = Database::sample();
    database
        .execute(
            "INSERT INTO __diesel_schema_migrations (version, run_on) \
             VALUES ('20990101000001', CURRENT_TIMESTAMP); \
             UPDATE program SET version = '9.9.9';",
        )
        .expect("it is set");
    for arguments in [
        &["serve", "--port", "0"][..],
        &["keys", "list"],
        &["migrate"],
    ] {
        let run = database.run(arguments).ended_with(1);
        let said = run.said();
        for told in ["9.9.9", env!("CARGO_PKG_VERSION"), "20990101000001"] {
            assert!(said.contains(told), "{told} in {said}");
        }
    }
}

/// The disk is full: here, no file may grow beyond what it is.
#[test]
fn a_database_that_takes_nothing_shows_in_health() {
    let database = Database::sample();
    if database.is_postgres() {
        return;
    }
    let key = database.run(&["keys", "create", "--role", "editor"]).well();
    let size = std::fs::metadata(database.file()).expect("a file").len();
    let blocks = size / 512 + 200;
    let server = Serve::on(database).with_largest_file(blocks).start();
    let health = || server.json("/health/ready");
    assert_eq!(health()["writable"], true);
    let bearer = format!("Bearer {}", key.stdout.trim());
    let entry = |number: usize| {
        let summary = json!({ "en": "long ".repeat(400) });
        let name = format!("Member {number}");
        json!({ "name": name, "country": "BE", "summary": summary, "allow_duplicate": true })
    };
    let mut answers = (0..200).map(|number| {
        let headers = [
            ("authorization", bearer.as_str()),
            ("content-type", "application/json"),
        ];
        let body = entry(number).to_string().into_bytes();
        server.ask(
            reqwest::Method::POST,
            "/v1/registry/members",
            &headers,
            Some(body),
        )
    });
    let refused = answers.find(|answer| answer.status != 201);
    let told = refused.expect("the disk is full").problem(503);
    let detail = told["detail"].as_str().expect("a detail");
    assert!(detail.contains("its disk is full"), "{detail}");
    eventually("it is told", || {
        (health()["writable"] == false).then_some(())
    });
    assert_eq!(server.get("/v1/members").status, 200);
}

/// Pages are damaged under a node that has read all of them already: whoever reads them next finds
/// out, and it shows.
#[test]
fn damage_that_is_met_shows_in_health() {
    let server = Serve::on(Database::sample()).start();
    if server.database.is_postgres() {
        return;
    }
    let health = || server.json("/health/ready");
    assert_eq!(health()["database"], "reachable");
    let admin = server.clerk("admin");
    server
        .database
        .execute("PRAGMA wal_checkpoint(TRUNCATE)")
        .expect("a checkpoint");
    let file = server.database.file();
    let length = fs::metadata(&file).expect("a file").len();
    let mut file = File::options().write(true).open(file).expect("a file");
    // Not the first pages, where the tables are named.
    for page in 60..length / 4096 {
        file.seek(SeekFrom::Start(page * 4096)).expect("a place");
        file.write_all(&[0x5a; 4096]).expect("it is written");
    }
    eventually("it is told", || {
        admin.get("/audit?limit=200");
        admin.get("/members?limit=200");
        (health()["database"] == "damaged").then_some(())
    });
    assert_eq!(server.get("/v1/members").status, 200);
}

/// The sample network on a Postgres database that is reached over a wire; nothing for SQLite.
fn over_a_wire() -> Option<(Proxy, TestServer)> {
    let database = Database::new();
    let (address, url) = database.address_and_url()?;
    let wire = Proxy::to(&address);
    let through = url.replacen(&address, wire.url.trim_start_matches("http://"), 1);
    let serve = Serve::on(database).sample();
    Some((wire, serve.with("DATABASE_URL", &through).start()))
}

/// A wire that swallows everything: who asks gets an answer, the directory is brought up to date once
/// the database can be reached again by another way, and the program stops.
#[test]
fn a_database_that_falls_silent_is_let_go_of() {
    let Some((wire, server)) = over_a_wire() else {
        return;
    };
    let admin = server.clerk("admin");
    admin.patch("open-huis-gent", &json!({ "acronym": "A" }));
    wire.swallow();
    eventually("the silence is noticed", || {
        (server.json("/health/ready")["database"] == "unreachable").then_some(())
    });
    server.database.run(&["hide", "open-huis-gent"]).well();
    wire.open(true);
    eventually("the directory follows again", || {
        (server.get("/v1/members/open-huis-gent").status == 410).then_some(())
    });
    wire.swallow();
    server.stop();
}

/// The answer to COMMIT is lost on the way: nobody says that nothing was changed.
#[test]
fn a_change_that_was_not_confirmed_is_told_as_that_and_can_be_sent_again() {
    let Some((wire, server)) = over_a_wire() else {
        return;
    };
    let key = server.database.run(&["keys", "create", "--role", "editor"]);
    let bearer = format!("Bearer {}", key.well().stdout.trim());
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
        ("idempotency-key", "one-of-its-own"),
    ];
    let entry = json!({ "name": "Zonder Antwoord", "country": "BE" }).to_string();
    let send = || {
        let body = Some(entry.clone().into_bytes());
        server.ask(
            reqwest::Method::POST,
            "/v1/registry/members",
            &headers,
            body,
        )
    };
    wire.lose_commit_after("Zonder Antwoord");
    let told = send().problem(503);
    assert!(
        told["type"]
            .as_str()
            .expect("a type")
            .ends_with("/unconfirmed"),
        "{told}"
    );
    let detail = told["detail"].as_str().expect("a detail");
    assert!(
        detail.contains("not known") && detail.contains("Idempotency-Key"),
        "{detail}"
    );
    let again = send();
    assert_eq!(again.status, 201, "{}", again.text());
    let made = "SELECT name AS value FROM members WHERE name = 'Zonder Antwoord'";
    assert_eq!(server.database.values(made).len(), 1);
}
