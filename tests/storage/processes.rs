//! Several processes on one database.

use std::{collections::BTreeSet, sync::Arc};

use crate::support::{
    Database, Serve, Sheets, TestServer, eventually, program::run, sheets::sheets,
};

fn many(prefix: &str, count: usize) -> Sheets {
    let mut members = "slug,name,country\n".to_owned();
    let mut locations = "member,label,address,city\n".to_owned();
    for number in 0..count {
        members += &format!("{prefix}-{number},{prefix} {number},BE\n");
        locations += &format!("{prefix}-{number},office,Street {number},Gent\n");
    }
    sheets().members(members).locations(locations)
}

#[test]
fn a_server_sees_what_another_process_imports() {
    let server = TestServer::of(&sheets().members("slug,name,country\na,A,BE\n"));
    server
        .database
        .import(&sheets().members("slug,name,country\nb,B,BE\n"), &[])
        .well();
    eventually("the new member is served", || {
        (server.get("/v1/members/b").status == 200).then_some(())
    });
    let published = eventually("a line in the log", || {
        let mut log = server.log().into_iter();
        log.find(|entry| entry["message"] == "published")
    });
    assert_eq!(published["published"], 1);
}

/// Two servers on one database serve the same, whoever was there first.
#[test]
fn every_server_on_a_database_sees_it() {
    let first = TestServer::of(&sheets().members("slug,name,country\na,A,BE\n"));
    let second = Serve::on(Arc::clone(&first.database)).start();
    first.import(&sheets().members("slug,name,country\nb,B,BE\n"), &[]);
    second.catch_up();
    for server in [&first, &second] {
        assert_eq!(server.slugs("/v1/members"), ["a", "b"]);
    }
    let without_address = |server: &TestServer| {
        let text = server.get("/v1/members?facets=country").text();
        text.replace(&server.url, "")
    };
    assert_eq!(without_address(&first), without_address(&second));
}

/// A server that started on an empty database without tables is no different.
#[test]
fn a_server_on_an_empty_database_follows_it_too() {
    let server = Serve::on(Database::new()).start();
    assert_eq!(server.json("/v1/members")["page"]["total"], 0);
    server.import(&many("m", 3), &[]);
    assert_eq!(server.json("/v1/members")["page"]["total"], 3);
    assert_eq!(server.json("/v1/locations")["page"]["total"], 3);
}

/// Both are written, one after the other, and each has a number of its own without a gap.
#[test]
fn of_two_imports_at_once_one_waits() {
    let database = Database::new();
    database.run(&["migrate"]).well();
    let (before, _) = database.revisions();
    let (left, right) = (many("left", 1500), many("right", 1500));
    let mut second = database.importing(&right, &[]);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| database.import(&left, &[]));
        eventually("the first one writes", || {
            database.is_being_written().then_some(())
        });
        let second = run(&mut second).well();
        let first = first.join().unwrap().well();
        assert!(
            first.stdout.contains(&format!("revision {}", before + 1)),
            "{first:?}"
        );
        assert!(
            second.stdout.contains(&format!("revision {}", before + 2)),
            "{second:?}"
        );
    });
    assert_eq!(database.count("members"), 3000);
    assert_eq!(database.revisions().0, before + 2);
    let revisions = |table: &str| -> BTreeSet<String> {
        let query =
            format!("SELECT DISTINCT revision AS value FROM {table} WHERE revision > {before}");
        database.values(&query).into_iter().collect()
    };
    let both = BTreeSet::from([(before + 1).to_string(), (before + 2).to_string()]);
    assert_eq!(revisions("members"), both);
    assert_eq!(revisions("audit_entries"), both);
}

/// Many small ones: every one is applied, every revision is used once.
#[test]
fn many_imports_at_once_have_one_order() {
    let database = Database::new();
    database.run(&["migrate"]).well();
    let (before, _) = database.revisions();
    std::thread::scope(|scope| {
        for number in 0..6 {
            let database = &database;
            scope.spawn(move || {
                let rows = format!("slug,name,country\nm-{number},M {number},BE\n");
                database.import(&sheets().members(rows), &[]).well();
            });
        }
    });
    let mut revisions = database.values("SELECT revision AS value FROM members");
    revisions.sort();
    let expected: Vec<String> = (before + 1..=before + 6).map(|n| n.to_string()).collect();
    assert_eq!(revisions, expected);
    assert_eq!(database.revisions().0, before + 6);
}

/// Reading goes on while a long change is under way, and shows nothing of it before its end.
#[test]
fn nothing_is_seen_of_a_change_before_its_end() {
    let server = TestServer::of(&sheets().members("slug,name,country\na,A,BE\n"));
    let long = many("m", 1500);
    let mut seen = BTreeSet::new();
    std::thread::scope(|scope| {
        let import = scope.spawn(|| server.database.import(&long, &[]));
        while !import.is_finished() {
            seen.insert(
                server.json("/v1/members?limit=1")["page"]["total"]
                    .as_u64()
                    .unwrap(),
            );
        }
        import.join().unwrap().well();
    });
    server.catch_up();
    seen.insert(
        server.json("/v1/members?limit=1")["page"]["total"]
            .as_u64()
            .unwrap(),
    );
    assert_eq!(seen, BTreeSet::from([1, 1501]));
}
