//! A database that an older program wrote, at commit 8b43212, opens and reads the same.
//!
//! `upgrade/` holds what that program left on each database, the whole export of the one on SQLite,
//! and what its public answer was.

use std::{io::Read as _, path::Path};

use flate2::read::GzDecoder;
use member_directory::network::earlier;
use serde_json::{Value, json};

use crate::{
    registry::trail::assert_the_trail_rebuilds_everything,
    storage::migrations::schema,
    support::{Database, Serve, answer::leave_out},
};

/// Where the older program was said to serve.
const PUBLIC_URL: &str = "http://directory.example";

fn kept(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/storage/upgrade");
    let file = std::fs::File::open(folder.join(format!("{name}.gz"))).expect("it is kept");
    let mut content = Vec::new();
    let mut unpacked = GzDecoder::new(file);
    unpacked.read_to_end(&mut content).expect("it is whole");
    content
}

fn kept_text(name: &str) -> String {
    String::from_utf8(kept(name)).expect("it is text")
}

/// The database as the older program left it.
fn older() -> Database {
    let database = Database::new();
    if database.is_postgres() {
        let dump = statements(&kept_text("8b43212.sql"));
        database.execute(&dump).expect("the dump is loaded");
    } else {
        let file = database.file();
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder is made");
        std::fs::write(file, kept("8b43212.db")).expect("the file is written");
    }
    database
}

/// A dump of `pg_dump` without what only `psql` understands: its `COPY` blocks as `INSERT`s.
fn statements(dump: &str) -> String {
    let mut sql = String::new();
    let mut lines = dump.lines();
    while let Some(line) = lines.next() {
        if let Some(copied) = line.strip_suffix(" FROM stdin;") {
            let into = copied.replacen("COPY", "INSERT INTO", 1);
            for row in lines.by_ref().take_while(|row| *row != "\\.") {
                let values: Vec<String> = row.split('\t').map(literal).collect();
                sql += &format!("{into} VALUES ({});\n", values.join(", "));
            }
        } else if !line.starts_with('\\') {
            sql += line;
            sql.push('\n');
        }
    }
    sql
}

/// A value of a `COPY` block as SQL has it.
fn literal(value: &str) -> String {
    if value == "\\N" {
        return "NULL".to_owned();
    }
    let mut text = String::new();
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        match (sign, sign == '\\') {
            (_, true) => match signs.next() {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('r') => text.push('\r'),
                other => text.extend(other),
            },
            ('\'', _) => text.push_str("''"),
            (sign, _) => text.push(sign),
        }
    }
    format!("'{text}'")
}

/// The rows of each table that the older program knew.
fn rows(database: &Database) -> Vec<(String, usize)> {
    let tables = match database.is_postgres() {
        true => {
            "SELECT table_name AS value FROM information_schema.tables \
             WHERE table_schema = 'public' ORDER BY table_name"
        }
        false => "SELECT name AS value FROM sqlite_master WHERE type = 'table' ORDER BY name",
    };
    let mut tables = database.values(tables);
    tables.retain(|table| !table.starts_with("__") && !table.starts_with("sqlite_"));
    let count = |table: String| (table.clone(), database.count(&table));
    tables.into_iter().map(count).collect()
}

/// Takes back the migrations that were added since, the newest first.
fn migrate_back(database: &Database, known: &[String]) {
    let kind = match database.is_postgres() {
        true => "postgres",
        false => "sqlite",
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("migrations")
        .join(kind);
    let mut added: Vec<_> = std::fs::read_dir(folder)
        .expect("the migrations")
        .map(|entry| entry.expect("a migration").path())
        .collect();
    added.sort();
    for migration in added.iter().rev() {
        let name = migration.file_name().expect("a name").to_string_lossy();
        let version: String = name.chars().filter(char::is_ascii_digit).take(14).collect();
        if !known.contains(&version) {
            let down = std::fs::read_to_string(migration.join("down.sql")).expect("its way back");
            database.execute(&down).expect("it is taken back");
        }
    }
}

#[test]
fn it_opens_and_migrates_back_and_nothing_is_lost() {
    let database = older();
    let (tables, before) = (schema(&database), rows(&database));
    let versions = "SELECT version AS value FROM __diesel_schema_migrations";
    let known = database.values(versions);
    database.run(&["migrate"]).well();
    for (table, count) in &before {
        assert_eq!(database.count(table), *count, "{table}");
    }
    migrate_back(&database, &known);
    assert_eq!(schema(&database), tables);
    assert_eq!(rows(&database), before);
}

#[test]
fn its_whole_export_is_the_same() {
    let database = older();
    database.run(&["migrate"]).well();
    let flags = ["export", "--format", "ndjson", "--output", "a.ndjson"];
    database.run(&flags).well();
    let written = std::fs::read_to_string(database.folder().join("a.ndjson")).expect("an export");
    let kept = kept_text("8b43212.ndjson");
    assert_eq!(written.lines().count(), kept.lines().count());
    if !database.is_postgres() {
        // The first line says when it was exported; on Postgres all identifiers are others.
        for (written, kept) in written.lines().zip(kept.lines()).skip(1) {
            assert_eq!(written, in_todays_form(kept).to_string());
        }
    }
}

#[test]
fn the_public_reads_the_same() {
    let server = Serve::on(older()).with("PUBLIC_URL", PUBLIC_URL).start();
    let answer = server.get("/v1/members.ndjson").text();
    let kept = kept_text("public-members.ndjson");
    let is_postgres = server.database.is_postgres();
    let shown = |text: &str, read: fn(&str) -> Value| -> Vec<String> {
        let members = text.lines().map(|line| {
            let mut member = read(line);
            leave_out(NOT_TOLD_THEN, &mut member);
            if is_postgres {
                leave_out(IDENTIFIERS_AND_TIMES, &mut member);
            }
            member.to_string()
        });
        members.collect()
    };
    let as_it_is = |line: &str| serde_json::from_str(line).expect("a member");
    assert_eq!(
        shown(&answer, as_it_is),
        shown(&kept, in_todays_public_form)
    );
}

/// A record in the form of today, where it is a member.
fn in_todays_form(line: &str) -> Value {
    let mut record: Value = serde_json::from_str(line).expect("a record");
    match record["kind"].as_str() {
        None | Some("member") => earlier::whole_member(&mut record),
        Some("network") => {
            let network = record.as_object_mut().expect("a network");
            let description = network.keys().position(|key| key == "description");
            let behind = description.expect("its description") + 1;
            network.shift_insert(behind, "imprint".to_owned(), serde_json::json!({}));
            for name in ["logo", "accent_color", "phone", "email"] {
                let year = network.keys().position(|key| key == "founded_year");
                let behind = year.expect("its year") + 1;
                network.shift_insert(behind, name.to_owned(), Value::Null);
            }
        }
        Some(_) => {}
    }
    record
}

/// A public answer of then in the form of today, but for what it did not tell.
fn in_todays_public_form(line: &str) -> Value {
    let mut member = in_todays_form(line);
    for place in member["locations"].as_array_mut().into_iter().flatten() {
        // The public is given the one text for it.
        let texts = place["label"].as_object().expect("texts by language");
        place["label"] = texts.values().next().cloned().unwrap_or_default();
    }
    member
}

/// What an answer tells today of what it told then: how a number is dialled, and in which language a
/// text is.
const NOT_TOLD_THEN: &[&str] = &["uri", "label_language", "accessibility_language"];

/// What is another on Postgres.
const IDENTIFIERS_AND_TIMES: &[&str] = &["id", "location_id", "updated_at", "verified_at"];

#[test]
fn its_trail_rebuilds_every_record_and_an_old_change_is_taken_back() {
    let server = Serve::on(older()).start();
    let admin = server.clerk("admin");
    assert_the_trail_rebuilds_everything(&admin);
    // The member that was made on that day got another telephone number.
    let lines = admin.get("/audit?revision=6").ok();
    let line = &lines["data"][0];
    let member = line["subject_id"].as_str().expect("a member");
    let record = format!("/members/{member}");
    let now = admin.get(&record).ok();
    let body = json!({"revision": 6});
    let reverted = admin
        .change("POST", &format!("{record}/revert"), &record, &body)
        .ok();
    assert_eq!(
        reverted["phones"][0]["number"],
        line["before"]["phones"][0]["number"]
    );
    assert_ne!(reverted["phones"][0]["number"], now["phones"][0]["number"]);
}

/// Then a number was three to twenty digits with any signs between them.
#[test]
fn numbers_that_were_one_then_are_read() {
    let database = older();
    let changed = "UPDATE contacts SET phone = '09 234 56 78 / 0470 12 34 56';
         UPDATE members SET phone = '09//234.56.78';";
    database.execute(changed).expect("numbers");
    let server = Serve::on(database).start();
    let admin = server.clerk("admin");
    let records = admin.get("/members?limit=200").ok();
    let records = records["data"].as_array().expect("records");
    let numbers = |list: &str, field: &str| -> Vec<&str> {
        let things = records
            .iter()
            .flat_map(|record| record[list].as_array().unwrap());
        things.filter_map(|thing| thing[field].as_str()).collect()
    };
    assert!(numbers("contacts", "phone").contains(&"09 234 56 78 0470 12 34 56"));
    assert!(numbers("phones", "number").contains(&"09 234 56 78"));
}

/// What was said in one text is in the language that its member writes in: in the books, for whom an
/// earlier version writes for meanwhile, and in what waits to be decided.
#[test]
fn what_was_one_text_is_in_the_language_of_its_member() {
    let database = older();
    database.run(&["migrate"]).well();
    // A node that still runs the earlier version writes the old column alone, and took a proposal.
    let written = "UPDATE locations SET label = 'Kantoor' WHERE label IS NOT NULL;
         DELETE FROM location_labels;
         UPDATE proposals SET document = replace(document, '\"/website\",\"before\":null,\"after\":\"https://nieuwhuis.example\"',
             '\"/service_offers/' || (SELECT id FROM service_offers WHERE access IS NOT NULL)
             || '/access\",\"before\":\"call before you come\",\"after\":\"bel aan\"');";
    database.execute(written).expect("it is written");
    let server = Serve::on(database).start();
    let admin = server.clerk("admin");
    let record = "/members/nieuw-huis";
    let entry = admin.get(record).ok();
    assert_eq!(entry["locations"][0]["label"], json!({"nl": "Kantoor"}));
    let offer = &entry["service_offers"][0];
    assert_eq!(offer["audience"], json!({"nl": "women"}));
    assert_eq!(
        offer["eligibility"],
        json!({"nl": "without a residence permit"})
    );
    assert_eq!(offer["access"], json!({"nl": "call before you come"}));
    assert_eq!(admin.get("/export?format=csv").status, 200);
    let proposals = admin.get("/proposals?status=open").ok();
    let change = &proposals["data"][0]["changes"][0];
    let pointer = change["pointer"].as_str().expect("a pointer");
    assert!(pointer.ends_with("/access/nl"), "{change}");
    assert_eq!(change["after"], "bel aan");
    let id = proposals["data"][0]["id"].as_str().expect("an id");
    let proposal = format!("/proposals/{id}");
    let accept = format!("{proposal}/accept");
    admin.change("POST", &accept, &proposal, &json!({})).ok();
    let entry = admin.get(record).ok();
    assert_eq!(
        entry["service_offers"][0]["access"],
        json!({"nl": "bel aan"})
    );
    // What is written now, an earlier version finds in its column.
    let column = "SELECT access AS value FROM service_offers WHERE access IS NOT NULL";
    assert_eq!(server.database.values(column), ["bel aan"]);
}
