//! The database goes away and comes back: the public notices nothing.

use crate::support::{Database, Serve, TestServer, eventually, sheets::sheets};

fn database_is(server: &TestServer, state: &str) -> Option<()> {
    (server.json("/health/ready")["database"] == state).then_some(())
}

fn outage(server: &TestServer) {
    let before = server.get("/v1/members?limit=200");
    server.database.take_away();
    eventually("the outage is noticed", || {
        database_is(server, "unreachable")
    });
    for path in [
        "/v1/members?limit=200",
        "/v1/members/open-huis-gent",
        "/v1/locations",
        "/v1/network",
        "/health/live",
    ] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    let during = server.get("/v1/members?limit=200");
    assert_eq!(during.body, before.body);
    assert_eq!(during.etag(), before.etag());
    server.get("/v1/members/no-such-member").problem(404);

    let run = server
        .database
        .import(&sheets().members("slug,name,country\nnew,New,BE\n"), &[]);
    // A SQLite file that is not there is made; all else is refused.
    if server.database.is_postgres() {
        let run = run.ended_with(1);
        assert!(!run.said().contains("panicked"), "{run:?}");
    }

    server.database.bring_back();
    eventually("the recovery is noticed", || {
        database_is(server, "reachable")
    });
    server.import(
        &sheets().members("slug,name,country\nnew,New,BE\n"),
        &["--into-sample"],
    );
    assert_eq!(server.get("/v1/members/new").status, 200);
    // Once an outage, not once a poll.
    let said = |text: &str| {
        let log = server.log();
        log.iter()
            .filter(|entry| {
                entry["message"]
                    .as_str()
                    .is_some_and(|message| message.contains(text))
            })
            .count()
    };
    assert_eq!(
        (
            said("cannot be brought up to date"),
            said("database is back")
        ),
        (1, 1)
    );
}

/// A Postgres server lets nobody in, or the folder of a SQLite file goes away, as when its volume
/// does.
#[test]
fn public_reads_go_on_while_the_database_is_away() {
    outage(&Serve::on(Database::sample()).start());
}

/// A server cannot begin without its database, and says why in one line without a secret.
#[test]
fn a_server_does_not_start_without_its_database() {
    let database = Database::new();
    let url = if database.is_postgres() {
        "postgres://ann:s3cret@127.0.0.1:1/nothing"
    } else {
        "sqlite:///proc/nothing/directory.db"
    };
    let serve = Serve::on(database).with("DATABASE_URL", url);
    let run = crate::support::program::run(&mut serve.command()).ended_with(1);
    assert!(run.stderr.contains("cannot be used"), "{run:?}");
    assert!(!run.said().contains("s3cret"), "{run:?}");
    assert!(!run.said().contains("panicked"), "{run:?}");
}

/// Every table is gone under a running server: it goes on with what it has.
#[test]
fn the_directory_outlives_its_tables() {
    let server = Serve::on(Database::sample()).start();
    server
        .database
        .run(&["migrate", "--revert-all", "--yes"])
        .well();
    eventually("it is noticed", || database_is(&server, "unreachable"));
    assert_eq!(server.json("/v1/members")["page"]["total"], 155);
}
