//! The same files again, and trials: what changes nothing writes nothing.

use crate::support::{Database, Serve, Sheets, sheets::sheets};

fn files() -> Sheets {
    let sample = |name: &str| {
        let folder = env!("CARGO_MANIFEST_DIR");
        std::fs::read(format!("{folder}/data/sample-network/{name}.csv")).unwrap()
    };
    sheets()
        .members(sample("members"))
        .locations(sample("locations"))
        .services(sample("services"))
}

/// The row of the report about one kind: created, changed, same, refused.
fn counts(report: &str, kind: &str) -> Vec<usize> {
    report
        .lines()
        .find_map(|line| line.strip_prefix(kind))
        .unwrap_or_else(|| panic!("no {kind} in {report}"))
        .split_whitespace()
        .map(|count| count.parse().unwrap())
        .collect()
}

#[test]
fn the_second_time_everything_is_the_same() {
    let database = Database::new();
    let first = database.import(&files(), &[]).well().stdout;
    assert_eq!(counts(&first, "members"), [155, 0, 0, 0]);
    assert_eq!(counts(&first, "locations"), [188, 0, 0, 0]);
    assert_eq!(counts(&first, "services"), [304, 0, 0, 0]);
    assert!(first.contains("written as revision 2"), "{first}");

    let server = Serve::on(database).start();
    let database = &server.database;
    let etag = |path: &str| server.get(path).etag().to_owned();
    let before = (
        etag("/v1/members"),
        etag("/v1/locations"),
        database.revisions(),
    );
    let rows = |table| database.count(table);
    let audited = rows("audit_entries");

    let second = database.import(&files(), &[]).well().stdout;
    assert_eq!(counts(&second, "members"), [0, 0, 155, 0]);
    assert_eq!(counts(&second, "locations"), [0, 0, 188, 0]);
    assert_eq!(counts(&second, "services"), [0, 0, 304, 0]);
    assert!(second.contains("nothing was written"), "{second}");
    assert_eq!(database.revisions(), before.2);
    assert_eq!(rows("audit_entries"), audited);
    assert_eq!(
        (etag("/v1/members"), etag("/v1/locations")),
        (before.0, before.1)
    );
}

/// Each file alone, and with its rows turned round, says nothing new either.
#[test]
fn in_another_order_it_is_the_same_too() {
    let database = Database::of(&files());
    let before = database.revisions();
    let turned = |name: &str| {
        let folder = env!("CARGO_MANIFEST_DIR");
        let text =
            std::fs::read_to_string(format!("{folder}/data/sample-network/{name}.csv")).unwrap();
        let (header, rows) = text.split_once('\n').unwrap();
        let rows: Vec<&str> = rows.lines().rev().collect();
        format!("{header}\n{}\n", rows.join("\n"))
    };
    for files in [
        sheets().members(turned("members")),
        sheets().locations(turned("locations")),
        sheets().services(turned("services")),
    ] {
        let report = database.import(&files, &[]).well().stdout;
        assert!(report.contains("nothing was written"), "{report}");
    }
    assert_eq!(database.revisions(), before);
}

#[test]
fn a_trial_says_what_would_happen_and_writes_nothing() {
    let database = Database::new();
    let report = database.import(&files(), &["--dry-run"]).well().stdout;
    assert_eq!(counts(&report, "members"), [155, 0, 0, 0]);
    assert!(report.contains("trial"), "{report}");
    assert_eq!(database.count("members"), 0);
    assert_eq!(database.count("audit_entries WHERE subject = 'member'"), 0);
    assert_eq!(database.revisions(), (1, 1));

    database.import(&files(), &[]).well();
    let before = database.revisions();
    let changed = sheets().members("slug,name,country\nopen-huis-gent,Another name,BE\n");
    let report = database.import(&changed, &["--dry-run"]).well().stdout;
    assert_eq!(counts(&report, "members"), [0, 1, 0, 0]);
    assert_eq!(database.revisions(), before);
    let name = database.value("SELECT name AS value FROM members WHERE slug = 'open-huis-gent'");
    assert_eq!(name, "Open Huis Gent");
}

/// A trial with refusals ends as the real thing would.
#[test]
fn a_trial_refuses_as_the_real_thing_would() {
    let wrong = sheets().members("slug,name,country\na,A,XX\n");
    let database = Database::new();
    let trial = database.import(&wrong, &["--dry-run"]).ended_with(3);
    let real = database.import(&wrong, &[]).ended_with(3);
    let refused = |report: &str| -> Vec<String> {
        report
            .lines()
            .filter(|line| line.starts_with("refused"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(refused(&trial.stdout), refused(&real.stdout));
    assert_eq!(refused(&real.stdout).len(), 1);
}

/// What a file does not speak of is left alone.
#[test]
fn an_import_removes_nothing() {
    let database = Database::of(&files());
    let one = sheets()
        .members("slug,name,country\nopen-huis-gent,Open Huis,BE\n")
        .locations("member,label,address,city\nopen-huis-gent,clinic,New Street 1,Gent\n");
    let report = database.import(&one, &[]).well().stdout;
    assert!(report.contains("left alone"), "{report}");
    assert_eq!(database.count("members"), 155);
    assert_eq!(database.count("locations"), 189);
    assert_eq!(database.count("service_offers"), 304);
}
