//! What is killed half-way leaves nothing half done.

use std::{process::Stdio, time::Duration};

use crate::support::{Database, Serve, Sheets, eventually, sheets::sheets};

fn large() -> Sheets {
    let mut members = "slug,name,country,working_languages,summary_en\n".to_owned();
    let mut locations = "member,label,address,city\n".to_owned();
    let mut services = "member,service\n".to_owned();
    for number in 0..3000 {
        members += &format!("m-{number},M {number},BE,nl|fr|en,A summary of {number}\n");
        locations += &format!("m-{number},office,Street {number},Gent\n");
        services += &format!("m-{number},housing\n");
    }
    sheets()
        .members(members)
        .locations(locations)
        .services(services)
}

/// Killed at several moments after it began to write.
#[test]
fn an_import_that_is_killed_was_never_there() {
    let database = Database::of(&sheets().members("slug,name,country\nbefore,Before,BE\n"));
    let large = large();
    let before = database.revisions();
    let mut killed = 0;
    for milliseconds in [0, 20, 80, 200] {
        let mut command = database.importing(&large, &[]);
        let mut import = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        eventually("it writes", || database.is_being_written().then_some(()));
        std::thread::sleep(Duration::from_millis(milliseconds));
        import.kill().unwrap();
        let ended = import.wait().unwrap();
        assert!(!ended.success(), "it had ended before it was killed");
        killed += 1;
        // Postgres notices the end of its client a moment later.
        eventually("nobody writes any more", || {
            (!database.is_being_written()).then_some(())
        });
        assert_eq!(database.revisions(), before);
        for (table, rows) in [
            ("members", 1),
            ("member_slugs", 1),
            ("member_languages", 0),
            ("member_summaries", 0),
            ("locations", 0),
            ("service_offers", 0),
            ("membership_events", 1),
        ] {
            assert_eq!(
                database.count(table),
                rows,
                "{table} after {milliseconds} ms"
            );
        }
    }
    assert_eq!(killed, 4);
    // The next one takes it all.
    database.import(&large, &[]).well();
    assert_eq!(database.revisions().0, before.0 + 1);
    assert_eq!(database.count("members"), 3001);
    assert_eq!(database.count("locations"), 3000);
}

#[test]
fn a_server_that_is_killed_starts_again_with_all_there_was() {
    let mut server = Serve::on(Database::sample()).start();
    let list = |server: &crate::support::TestServer| {
        let text = server.get("/v1/members?limit=200").text();
        text.replace(&server.url, "")
    };
    let before = list(&server);
    server.signal("KILL");
    server.wait();
    let again = Serve::on(std::sync::Arc::clone(&server.database))
        .sample()
        .start();
    assert_eq!(list(&again), before);
}
