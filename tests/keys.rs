//! API keys on the command line. In Postgres where `TEST_POSTGRES_URL` names a server.

use crate::support::{Database, Run, Serve, sheets::sheets};
use member_directory::{
    network::{KeyId, KeyState, Role, Timestamp},
    publication::public_digest,
    registry::{Actor, Error, Intent, NewKey, Registry},
};

/// Makes a key and returns its text.
#[track_caller]
fn create(database: &Database, flags: &[&str]) -> String {
    let run = create_run(database, flags).well();
    run.stdout.trim_end().to_owned()
}

#[track_caller]
fn create_run(database: &Database, flags: &[&str]) -> Run {
    database.run(&[&["keys", "--create", "create"], flags].concat())
}

fn prefix_of(key: &str) -> &str {
    &key[4..12]
}

/// The cells of the list, without its heads; no label here has two spaces in a row.
#[track_caller]
fn list(database: &Database) -> Vec<Vec<String>> {
    let run = database.run(&["keys", "list"]).well();
    run.stdout
        .lines()
        .skip(1)
        .map(|line| {
            let cells = line.split("  ").map(str::trim);
            cells
                .filter(|cell| !cell.is_empty())
                .map(str::to_owned)
                .collect()
        })
        .collect()
}

fn today(database: &Database) -> String {
    let day = "SELECT substr(created_at, 1, 10) AS value FROM api_keys ORDER BY created_at LIMIT 1";
    database.value(day)
}

#[test]
fn a_key_is_shown_once() {
    let database = Database::new();
    let run = create_run(
        &database,
        &[
            "--role",
            "admin",
            "--label",
            "Ann",
            "--expires",
            "2999-01-31",
        ],
    )
    .well();
    let key = run.stdout.strip_suffix('\n').expect("one line");
    let secret = &key[13..];
    assert!(key.starts_with("mnd_") && key.len() == 56, "{run:?}");
    assert!(
        prefix_of(key)
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    );
    assert_eq!(&key[12..13], "_");
    for told in ["shown once", prefix_of(key), "admin", "2999-01-31"] {
        assert!(run.stderr.contains(told), "{told}: {run:?}");
    }
    assert!(!run.stderr.contains(secret));

    let listed = database.run(&["keys", "list"]).well();
    assert!(!listed.said().contains(secret), "{listed:?}");
    let today = today(&database);
    assert_eq!(
        list(&database),
        [[
            prefix_of(key),
            "admin",
            "Ann",
            "-",
            &today,
            "2999-01-31",
            "-",
            "active"
        ]]
    );
    assert_ne!(create(&database, &["--role", "admin"]), key);
}

/// Neither the tables nor the audit trail have the secret, nor does any other file of SQLite.
#[test]
fn the_database_holds_no_secret() {
    let database = Database::new();
    let key = create(&database, &["--role", "editor"]);
    let secret = &key[13..];
    let stored = database.values(
        "SELECT hash AS value FROM api_keys UNION ALL SELECT prefix FROM api_keys \
         UNION ALL SELECT label FROM api_keys UNION ALL SELECT after FROM audit_entries",
    );
    assert!(stored.iter().any(|text| text == prefix_of(&key)));
    assert!(stored.iter().any(|text| text == "made on the command line"));
    assert!(stored.iter().all(|text| !text.contains(secret)));
    if !database.is_postgres() {
        let files = std::fs::read_dir(database.file().parent().unwrap()).unwrap();
        for file in files {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            let found = bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found);
        }
    }
}

/// The trail tells of both, has no hash, and the public sees neither.
#[test]
fn a_key_is_revoked_once() {
    let database = Database::new();
    let key = create(&database, &["--role", "partner", "--label", "Site"]);
    let other = create(&database, &["--role", "partner"]);
    let before = database.revisions();
    let run = database.run(&["keys", "revoke", prefix_of(&key)]).well();
    assert!(run.stdout.contains("is revoked"), "{run:?}");
    assert_eq!(database.revisions(), (before.0 + 1, before.1));
    let states: Vec<_> = list(&database)
        .into_iter()
        .map(|cells| (cells[0].clone(), cells[7].clone()))
        .collect();
    assert_eq!(
        states,
        [
            (prefix_of(&other).to_owned(), "active".to_owned()),
            (prefix_of(&key).to_owned(), "revoked".to_owned())
        ]
    );
    let trail = database.values(
        "SELECT action || ' ' || subject AS value FROM audit_entries \
         WHERE subject = 'api_key' ORDER BY revision",
    );
    assert_eq!(
        trail,
        ["create api_key", "create api_key", "revoke api_key"]
    );
    let hashes = database.values("SELECT hash AS value FROM api_keys");
    let told = database.values("SELECT after AS value FROM audit_entries");
    assert!(
        told.iter()
            .all(|text| hashes.iter().all(|hash| !text.contains(hash)))
    );

    let at = "SELECT revoked_at AS value FROM api_keys WHERE revoked_at IS NOT NULL";
    let when = database.value(at);
    let again = database.run(&["keys", "revoke", prefix_of(&key)]).well();
    assert!(again.stdout.contains("was revoked before"), "{again:?}");
    assert_eq!(database.value(at), when);
    assert_eq!(database.revisions().0, before.0 + 1);
}

/// By identifier, or by the whole key, which is not repeated.
#[test]
fn a_key_is_found_by_whatever_is_at_hand() {
    let database = Database::new();
    let key = create(&database, &["--role", "partner"]);
    let run = database.run(&["keys", "revoke", &key]).well();
    assert!(!run.said().contains(&key[13..]), "{run:?}");
    let id = database.value("SELECT id AS value FROM api_keys");
    let run = database.run(&["keys", "revoke", &id]).well();
    assert!(run.stdout.contains("was revoked before"), "{run:?}");
}

#[test]
fn an_unknown_prefix_gets_the_nearest() {
    let database = Database::new();
    database.run(&["migrate"]).well();
    let none = database.run(&["keys", "revoke", "abcdefgh"]).ended_with(1);
    assert!(none.stderr.contains("keys list"), "{none:?}");
    let key = create(&database, &["--role", "partner"]);
    let slip = format!("{}!", &prefix_of(&key)[..7]);
    let run = database.run(&["keys", "revoke", &slip]).ended_with(1);
    let hint = format!("did you mean {}?", prefix_of(&key));
    assert!(run.stderr.contains(&hint), "{run:?}");
}

#[test]
fn a_key_of_a_member_names_it_and_no_other_does() {
    let database = Database::of(&sheets().members("slug,name,country\nopen-huis,Open Huis,BE\n"));
    let id = database.value("SELECT id AS value FROM members");
    for named in ["open-huis", &id] {
        create(&database, &["--role", "member", "--member", named]);
    }
    assert!(list(&database).iter().all(|cells| cells[3] == "open-huis"));
    let before = (database.count("api_keys"), database.revisions());
    for (flags, code, told) in [
        (&["--role", "member"][..], 2, "--member"),
        (
            &["--role", "admin", "--member", "open-huis"],
            2,
            "leave --member out",
        ),
        (
            &["--role", "member", "--member", "open-hius"],
            1,
            "did you mean open-huis?",
        ),
        (
            &["--role", "member", "--member", "nobody"],
            1,
            "no member is called",
        ),
        (&["--role", "admn"], 2, "did you mean \"admin\"?"),
        (&["--role", "admin", "--label", " "], 2, "empty"),
        (&[], 2, "--role"),
    ] {
        let run = create_run(&database, flags).ended_with(code);
        assert!(run.stderr.contains(told), "{flags:?}: {run:?}");
        assert_eq!(run.stdout, "", "{flags:?}");
    }
    assert_eq!((database.count("api_keys"), database.revisions()), before);
}

#[test]
fn a_day_that_is_over_is_refused() {
    let database = Database::new();
    for (day, told) in [
        ("2020-01-31", "2020-01-31 is over"),
        ("2027-02-30", "not a date"),
        ("31.1.2027", "not a date"),
    ] {
        let run = create_run(&database, &["--role", "admin", "--expires", day]).ended_with(2);
        assert!(run.stderr.contains(told), "{run:?}");
        assert_eq!(run.stdout, "");
    }
    create(&database, &["--role", "admin", "--expires", "2999-12-31"]);
    assert_eq!(
        database.value("SELECT expires_at AS value FROM api_keys"),
        "2999-12-31T23:59:59.999999Z"
    );
    database
        .execute("UPDATE api_keys SET expires_at = '2026-01-01T23:59:59.999999Z'")
        .unwrap();
    assert_eq!(list(&database)[0][7], "expired");
}

#[test]
fn without_keys_it_says_how_to_make_one() {
    let run = Database::new().run(&["keys", "list", "--create"]).well();
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("keys create"), "{run:?}");
}

/// A key changes nothing that the public sees, and nothing that a server beside it serves.
#[test]
fn a_server_goes_on_beside_it() {
    let server = Serve::on(Database::sample()).start();
    let before = server.get("/v1/members");
    let key = create(&server.database, &["--role", "admin"]);
    server
        .database
        .run(&["keys", "revoke", prefix_of(&key)])
        .well();
    let after = server.get("/v1/members");
    assert_eq!(after.body, before.body);
    assert_eq!(after.etag(), before.etag());
}

fn registry(database: &Database) -> Registry {
    Registry::new(database.url().parse().unwrap(), public_digest)
}

#[test]
fn a_key_is_known_by_its_whole_text() {
    let database = Database::new();
    let text = create(&database, &["--role", "editor"]);
    let other = create(&database, &["--role", "admin"]);
    let registry = registry(&database);
    let key = registry.key_by_text(&text).unwrap().expect("it is known");
    assert_eq!(
        (key.role, key.prefix.as_str()),
        (Role::Editor, prefix_of(&text))
    );
    assert_eq!(key.state(Timestamp::now()), KeyState::Active);
    let swapped = format!("{}{}", &text[..13], &other[13..]);
    let longer = format!("{text}x");
    for wrong in [
        "",
        "mnd_",
        "mnd_ééééé",
        &text[..12],
        &text[4..],
        &swapped,
        &longer,
        &text.to_uppercase(),
    ] {
        assert_eq!(registry.key_by_text(wrong).unwrap(), None, "{wrong}");
    }
    database.run(&["keys", "revoke", prefix_of(&text)]).well();
    let key = registry.key_by_text(&text).unwrap().expect("still known");
    assert_eq!(key.state(Timestamp::now()), KeyState::Revoked);
}

#[test]
fn its_use_is_noted_once_a_minute_and_is_no_change() {
    let database = Database::new();
    let text = create(&database, &["--role", "editor"]);
    let registry = registry(&database);
    let key = registry.key_by_text(&text).unwrap().unwrap();
    let before = database.revisions();
    for (at, noted) in [
        ("2026-11-24T09:30:00Z", "2026-11-24T09:30:00.000000Z"),
        ("2026-11-24T09:30:59Z", "2026-11-24T09:30:00.000000Z"),
        ("2026-11-24T09:31:01Z", "2026-11-24T09:31:01.000000Z"),
        ("2026-11-24T09:00:00Z", "2026-11-24T09:31:01.000000Z"),
    ] {
        registry.touch_key(key.id, at.parse().unwrap()).unwrap();
        let used = registry.keys().unwrap()[0].last_used_at;
        assert_eq!(used, Some(noted.parse().unwrap()), "{at}");
    }
    assert_eq!(database.revisions(), before);
    let ended = registry
        .write(Actor::Key(key.id), Intent::Commit, |change| {
            change.revoke_key(key.id)
        })
        .unwrap();
    let ended = ended.value.unwrap();
    assert!(ended.last_used_at.is_some() && ended.revoked_at.is_some());
    let told = database.value("SELECT after AS value FROM audit_entries WHERE key_id IS NOT NULL");
    assert!(told.contains("\"last_used_at\":null"), "{told}");
}

#[test]
fn a_secret_is_not_shown_by_mistake() {
    let database = Database::new();
    let registry = registry(&database);
    registry.migrate().unwrap();
    let new = NewKey {
        label: "Trial".to_owned(),
        role: Role::Partner,
        member_id: None,
        expires_at: None,
    };
    let trial = registry
        .write(Actor::CommandLine, Intent::Trial, |change| {
            Ok::<_, Error>((change.create_key(new)?, change.revoke_key(KeyId::new())?))
        })
        .unwrap();
    let ((key, secret), none) = trial.value;
    assert_eq!(none, None);
    let shown = format!("{secret} {secret:?}");
    assert!(!shown.contains(&secret.reveal()[13..]), "{shown}");
    assert!(shown.contains(&key.prefix));
    assert_eq!(registry.keys().unwrap(), []);
}
