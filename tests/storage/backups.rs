//! Backups, putting them back, and putting them back wrongly.

use std::{fs, os::unix::fs::PermissionsExt};

use serde_json::json;

use crate::support::{Database, Serve, eventually};

fn backup_of(database: &Database) -> String {
    let file = database.folder().join("backup.db");
    let file = file.to_str().expect("UTF-8").to_owned();
    database.run(&["backup", &file]).well();
    file
}

#[test]
fn admins_download_a_backup_that_can_be_put_back() {
    let server = Serve::on(Database::sample()).start();
    let (admin, editor) = (server.clerk("admin"), server.clerk("editor"));
    editor.patch("open-huis-gent", &json!({ "acronym": "SAVED" }));
    assert_eq!(editor.get("/backup").status, 403);
    let backup = admin.get("/backup");
    assert_eq!(backup.status, 200, "{}", backup.text());
    assert_eq!(backup.header("cache-control"), Some("no-store"));
    let name = backup.header("content-disposition").unwrap_or_default();
    assert!(name.ends_with(".backup\""), "{name}");
    let trail = admin.get("/audit?action=read&limit=1").ok();
    assert_eq!(trail["data"][0]["details"]["format"], "backup", "{trail}");
    editor.patch("open-huis-gent", &json!({ "acronym": "LOST" }));
    let database = server.stop();
    let file = database.folder().join("downloaded.backup");
    fs::write(&file, &backup.body).expect("a file");
    let told = database.run(&["restore", file.to_str().expect("UTF-8")]);
    told.well();
    let server = Serve::on(database).start();
    let shown = server.json("/v1/members/open-huis-gent");
    assert_eq!(shown["acronym"], "SAVED");
}

#[test]
fn a_backup_is_whole_private_and_made_while_the_books_are_in_use() {
    let server = Serve::on(Database::sample()).start();
    let editor = server.clerk("editor");
    editor.patch("open-huis-gent", &json!({ "acronym": "SAVED" }));
    let file = backup_of(&server.database);
    editor.patch("open-huis-gent", &json!({ "acronym": "LOST" }));
    let rights = fs::metadata(&file).expect("a file").permissions().mode();
    assert_eq!(rights & 0o077, 0, "{rights:o}");
    let database = server.stop();
    let told = database.run(&["restore", &file]).well();
    assert!(told.stdout.contains("epoch"), "{told:?}");
    let server = Serve::on(database).start();
    let shown = server.json("/v1/members/open-huis-gent");
    assert_eq!(shown["acronym"], "SAVED");
    assert_eq!(server.json("/v1/members")["page"]["total"], 155);
}

#[test]
fn what_is_no_backup_changes_nothing() {
    let database = Database::sample();
    let before = database.revisions();
    let file = database.folder().join("other");
    let shown = file.to_str().expect("UTF-8");
    for content in [
        None,
        Some(&b""[..]),
        Some(b"no database at all, only words"),
    ] {
        if let Some(content) = content {
            fs::write(&file, content).expect("a file");
        }
        let run = database.run(&["restore", shown]).ended_with(1);
        assert!(!run.said().contains("panicked"), "{run:?}");
        assert_eq!(database.revisions(), before);
    }
    if !database.is_postgres() {
        // Of another program.
        fs::remove_file(&file).expect("it goes");
        let other = Database::sample();
        other
            .execute("DROP TABLE network_descriptions; DROP TABLE network")
            .expect("it goes");
        fs::copy(other.file(), &file).expect("a copy");
        let run = database.run(&["restore", shown]).ended_with(1);
        assert!(run.said().contains("no books"), "{run:?}");
        assert_eq!(database.revisions(), before);
    }
}

/// A backup of either kind is copied over the file, and the log of the file before it stays there.
#[test]
fn a_backup_beside_the_old_log_is_not_destroyed() {
    let database = Database::sample();
    if database.is_postgres() {
        return;
    }
    let folder = database.folder().to_owned();
    let shown = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    let vacuumed = shown("vacuumed.db");
    let acronym = |server: &crate::support::TestServer| {
        server.json("/v1/members/open-huis-gent")["acronym"].clone()
    };
    let mut server = Serve::on(database.clone()).start();
    let editor = server.clerk("editor");
    editor.patch("open-huis-gent", &json!({ "acronym": "SAVED" }));
    let backup = backup_of(&database);
    database
        .execute(&format!("VACUUM INTO '{vacuumed}'"))
        .expect("a copy");
    for round in 0..4 {
        editor.patch(
            "open-huis-gent",
            &json!({ "acronym": format!("LOST{round}") }),
        );
        // Now the log begins anew, and goes on from here.
        database
            .execute("PRAGMA wal_checkpoint(TRUNCATE)")
            .expect("a checkpoint");
    }
    editor.patch("open-huis-gent", &json!({ "acronym": "LAST" }));
    server.signal("KILL");
    server.wait();
    let log = fs::read(shown("books/directory.db-wal")).expect("a log");
    assert!(!log.is_empty());
    let file = fs::read(database.file()).expect("a file");
    for put_back in [&backup, &vacuumed] {
        fs::copy(put_back, database.file()).expect("a copy");
        let run = database.run(&["serve", "--port", "0"]).ended_with(1);
        assert!(run.said().contains("-wal is not of this file"), "{run:?}");
        assert_eq!(
            fs::read(database.file()).expect("a file"),
            fs::read(put_back).expect("a file"),
            "the backup is as it was"
        );
        assert_eq!(
            fs::read(shown("books/directory.db-wal")).expect("a log"),
            log
        );
    }
    // Nor is a backup laid under a log that happens to stand beside it when it is put back.
    let beside = shown("beside.db");
    fs::copy(&backup, &beside).expect("a copy");
    fs::write(format!("{beside}-wal"), &log).expect("a log");
    let run = database.run(&["restore", &beside]).ended_with(1);
    assert!(run.said().contains("-wal beside it"), "{run:?}");
    assert_eq!(
        fs::read(&beside).expect("a file"),
        fs::read(&backup).expect("a file")
    );
    // Its own log is no strange one.
    fs::write(database.file(), file).expect("it is back");
    let server = Serve::on(database.clone()).start();
    assert_eq!(acronym(&server), "LAST");
    let epoch = server.json("/v1/network")["epoch"].clone();
    server.stop();
    // By hand as the guide says: without the log.
    fs::copy(&backup, database.file()).expect("a copy");
    let server = Serve::on(database).start();
    assert_eq!(acronym(&server), "SAVED");
    assert_ne!(server.json("/v1/network")["epoch"], epoch);
}

/// Somebody puts a backup into place under a node that runs: it goes on from memory, and leaves the
/// backup as it is.
#[test]
fn a_backup_put_into_place_under_a_node_is_not_destroyed() {
    let server = Serve::on(Database::sample()).start();
    if server.database.is_postgres() {
        return;
    }
    let backup = backup_of(&server.database);
    let editor = server.clerk("editor");
    for number in 0..5 {
        let acronym = format!("LOST{number}");
        editor.patch("open-huis-gent", &json!({ "acronym": acronym }));
    }
    let before = fs::read(&backup).expect("a backup");
    fs::rename(&backup, server.database.file()).expect("it is put into place");
    eventually("it is noticed", || {
        (server.json("/health/ready")["database"] == "unreachable").then_some(())
    });
    let late = json!({ "name": "Late", "country": "BE" });
    editor.post("/members", &late).problem(503);
    assert_eq!(
        server.json("/v1/members/open-huis-gent")["acronym"],
        "LOST4"
    );
    let database = server.stop();
    assert!(
        fs::read(database.file()).expect("a file") == before,
        "it is as it was"
    );
    let run = database.run(&["serve", "--port", "0"]).ended_with(1);
    assert!(run.said().contains("-wal is not of this file"), "{run:?}");
    for ending in ["-wal", "-shm"] {
        let mut beside = database.file().into_os_string();
        beside.push(ending);
        fs::remove_file(beside).expect("it goes");
    }
    let server = Serve::on(database).start();
    assert_eq!(server.json("/v1/members/open-huis-gent")["acronym"], "OHG");
}

/// A node that runs, and books that were put back under it by whatever means.
#[test]
fn a_node_that_remembers_more_than_the_books_begins_another_epoch() {
    let server = Serve::on(Database::sample()).start();
    let editor = server.clerk("editor");
    let epoch = || server.json("/v1/network")["epoch"].clone();
    let before = epoch();
    editor.patch("open-huis-gent", &json!({ "acronym": "A" }));
    assert_eq!(epoch(), before);
    assert_eq!(server.json("/v1/members?limit=1")["epoch"], before);
    assert_eq!(server.json("/v1/changes?limit=1")["epoch"], before);
    let last = server.database.revisions().0;
    let back = format!(
        "DELETE FROM audit_entries WHERE revision = {last}; \
         UPDATE network SET revision = revision - 1, public_revision = public_revision - 1, \
         updated_at = (SELECT max(recorded_at) FROM audit_entries);"
    );
    server.database.execute(&back).expect("it is put back");
    eventually("another epoch", || (epoch() != before).then_some(()));
    let told = |entry: &serde_json::Value| {
        let message = entry["message"].as_str().unwrap_or_default();
        message.contains("another epoch")
    };
    assert!(server.log().iter().any(told));
}
