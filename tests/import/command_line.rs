//! The commands around an import: their words, their exit codes, and the sample.

use crate::support::{
    Database, Serve,
    program::{program, run},
    sheets::sheets,
};

#[test]
fn help_tells_every_command_and_setting() {
    let database = Database::new();
    let help = database.run(&["--help"]).well().stdout;
    for command in ["serve", "migrate", "import", "openapi"] {
        assert!(help.contains(command), "{command} in {help}");
    }
    let help = database.run(&["import", "--help"]).well().stdout;
    for flag in [
        "--dry-run",
        "--skip-refused",
        "--confirm-publication",
        "--mapping",
        "--database-url",
    ] {
        assert!(help.contains(flag), "{flag} in {help}");
    }
}

#[test]
fn what_is_missing_is_said() {
    let database = Database::new();
    database.run(&["import"]).ended_with(2);
    database.run(&["improt"]).ended_with(2);
    let run = database.run(&["import", "no-such-folder"]).ended_with(1);
    assert!(!run.stderr.is_empty());
    let run = database
        .run(&["import", "--members", "no-such-file.csv"])
        .ended_with(1);
    assert!(run.stderr.contains("no-such-file.csv"), "{run:?}");
    std::fs::create_dir(database.folder().join("empty")).unwrap();
    let run = database.run(&["import", "empty"]).ended_with(1);
    assert!(run.stderr.contains("no file"), "{run:?}");
}

#[test]
fn files_may_be_named_one_by_one() {
    let database = Database::new();
    let folder = sheets()
        .members("slug,name,country\na,A,BE\n")
        .services("member,service\na,housing\n")
        .write(database.folder());
    let path = |name: &str| folder.join(name).display().to_string();
    database
        .run(&[
            "import",
            "--members",
            &path("members.csv"),
            "--services",
            &path("services.csv"),
        ])
        .well();
    assert_eq!(database.count("service_offers"), 1);
}

#[test]
fn the_sample_fills_an_empty_database_once() {
    let database = Database::sample();
    assert_eq!(database.count("members"), 155);
    let before = database.revisions();
    let server = Serve::on(database).sample().start();
    assert_eq!(server.json("/v1/network")["sample_data"], true);
    assert_eq!(server.database.revisions(), before);
}

#[test]
fn the_sample_never_touches_a_database_that_has_members() {
    for listing in ["listed", "unlisted"] {
        let database = Database::of(
            &sheets().members(format!("slug,name,country,listing\na,A,BE,{listing}\n")),
        );
        let before = database.revisions();
        let database = std::sync::Arc::new(database);
        let serve = Serve::on(std::sync::Arc::clone(&database)).sample();
        let ended = run(&mut serve.command()).ended_with(1);
        assert!(
            ended.stderr.contains("1 members") && ended.stderr.contains("empty"),
            "{ended:?}"
        );
        assert_eq!(database.revisions(), before);
        assert_eq!(database.count("members"), 1);
    }
}

/// Real members that came into a sample network stay what they are.
#[test]
fn an_import_into_the_sample_is_kept_on_the_next_start() {
    let database = Database::sample();
    database
        .import(
            &sheets().members("slug,name,country\nreal,Real,BE\n"),
            &["--into-sample"],
        )
        .well();
    let server = Serve::on(database).sample().start();
    assert_eq!(server.json("/v1/members")["page"]["total"], 156);
}

/// One's own members do not end up among invented ones by accident.
#[test]
fn an_import_into_the_sample_must_be_meant() {
    let database = Database::sample();
    let before = database.revisions();
    let run = database.import(&sheets().members("slug,name,country\nreal,Real,BE\n"), &[]);
    assert!(run.stderr.contains("--into-sample"), "{run:?}");
    run.ended_with(1);
    assert_eq!(database.revisions(), before);
}

/// The program needs nothing but itself: the sample and the documents are in it.
#[test]
fn it_runs_from_an_empty_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program(folder.path(), ["migrate"]);
    let ended = run(&mut command).well();
    assert!(
        ended.stdout.contains("sqlite://var/directory.db"),
        "{ended:?}"
    );
    assert!(folder.path().join("var/directory.db").exists());
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let serve = Serve::on(Database::new()).with("PORT", &port);
    let ended = run(&mut serve.command()).ended_with(1);
    assert!(ended.stderr.contains(&port), "{ended:?}");
}
