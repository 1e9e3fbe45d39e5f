//! The tables are made, taken away and made again, through the command line.

use crate::support::{Database, sheets::sheets};

/// Everything that the database knows about its tables, as text.
pub fn schema(database: &Database) -> Vec<String> {
    let queries: &[&str] = if database.is_postgres() {
        &[
            "SELECT concat_ws(' ', table_name, ordinal_position, column_name, data_type, is_nullable, column_default, collation_name) AS value
             FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position",
            "SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS value
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY conrelid::regclass::text, conname",
            "SELECT indexdef AS value FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname",
            "SELECT proname AS value FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY proname",
            "SELECT typname AS value FROM pg_type WHERE typnamespace = 'public'::regnamespace ORDER BY typname",
        ]
    } else {
        &[
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS value FROM sqlite_master ORDER BY type, name",
        ]
    };
    queries
        .iter()
        .flat_map(|query| database.values(query))
        .collect()
}

/// What is left when every migration was taken back: only the record of migrations itself.
fn is_bare(schema: &[String]) -> bool {
    schema
        .iter()
        .all(|line| line.contains("__diesel_schema_migrations"))
}

#[test]
fn up_down_and_up_again() {
    let database = Database::new();
    let run = database.run(&["migrate"]).well();
    assert!(run.stdout.contains("migrations run"), "{run:?}");
    let first = schema(&database);
    assert!(first.len() > 20, "{first:?}");

    let again = database.run(&["migrate"]).well();
    assert!(again.stdout.contains("up to date"), "{again:?}");
    assert_eq!(schema(&database), first);

    database.run(&["migrate", "--revert-all", "--yes"]).well();
    let bare = schema(&database);
    assert!(is_bare(&bare), "{bare:#?}");

    database.run(&["migrate"]).well();
    assert_eq!(schema(&database), first);
    assert_eq!(database.count("service_types"), 4);
}

/// Down works with every table full, too.
#[test]
fn down_with_members_in_it_and_up_again() {
    let database = Database::sample();
    let full = schema(&database);
    database.run(&["migrate", "--revert-all", "--yes"]).well();
    assert!(is_bare(&schema(&database)));
    database.run(&["migrate"]).well();
    assert_eq!(schema(&database), full);
    assert_eq!(database.count("members"), 0);
    database
        .import(&sheets().members("slug,name,country\na,A,BE\n"), &[])
        .well();
    assert_eq!(database.count("members"), 1);
}

#[test]
fn all_data_is_never_lost_by_a_slip() {
    let database = Database::of(&sheets().members("slug,name,country\na,A,BE\n"));
    let run = database.run(&["migrate", "--revert-all"]).ended_with(2);
    assert!(run.stderr.contains("--yes"), "{run:?}");
    assert_eq!(database.count("members"), 1);
}

/// Two nodes that start together on an empty database both come up.
#[test]
fn two_that_migrate_together_do_not_fail() {
    let database = Database::new();
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| database.run(&["migrate"])))
            .collect();
        for run in runs {
            run.join().unwrap().well();
        }
    });
    assert_eq!(database.count("network"), 1);
    assert_eq!(database.count("service_types"), 4);
    assert_eq!(database.revisions(), (1, 1));
}

/// The two kinds of database are the same to the program, so they have the same migrations.
#[test]
fn both_kinds_have_the_same_migrations() {
    let names = |kind: &str| {
        let folder = format!("{}/migrations/{kind}", env!("CARGO_MANIFEST_DIR"));
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

/// A database that a newer program made is not touched by an older one.
#[test]
fn a_database_of_a_newer_program_is_recognised_or_left_alone() {
    let database = Database::new();
    database.run(&["migrate"]).well();
    database
        .execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('20991231000001')")
        .unwrap();
    let before = schema(&database);
    let run = database.run(&["migrate"]);
    assert!(run.code.is_some(), "{run:?}");
    assert!(!run.said().contains("panicked"), "{run:?}");
    assert_eq!(schema(&database), before);
}
