//! Settings: all mistakes at once, in words, and never a secret.

use crate::support::{
    Database, Run, Serve,
    program::{program, run},
};

fn serve_with(settings: &[(&str, &str)]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program(folder.path(), ["serve"]);
    command.envs(settings.iter().copied());
    run(&mut command)
}

#[test]
fn all_mistakes_come_at_once() {
    let run = serve_with(&[
        ("DATABASE_URL", "mysql://ann:s3cret@db/x"),
        ("HOST", "nowhere"),
        ("PORT", "70000"),
        ("PUBLIC_URL", "directory.example.org"),
        ("RUST_LOG", "a=b=c"),
        ("LOG_FORMAT", "xml"),
        ("POLL_INTERVAL_MS", "1"),
        ("WORKERS", "-1"),
        ("COMPRESSED_CACHE_MB", "a lot"),
        ("SHUTDOWN_TIMEOUT_S", "1h"),
    ])
    .ended_with(2);
    for name in [
        "DATABASE_URL",
        "HOST",
        "PORT",
        "PUBLIC_URL",
        "RUST_LOG",
        "LOG_FORMAT",
        "POLL_INTERVAL_MS",
        "WORKERS",
        "COMPRESSED_CACHE_MB",
        "SHUTDOWN_TIMEOUT_S",
    ] {
        assert!(
            run.stderr.contains(&format!("{name}: ")),
            "{name} in {}",
            run.stderr
        );
    }
    assert!(!run.said().contains("s3cret"), "{}", run.stderr);
}

/// Whatever is wrong with the address of the database, its password stays out of every word.
#[test]
fn a_secret_is_never_said() {
    for url in [
        "postgre://ann:s3cret@127.0.0.1/x",
        "postgres//ann:s3cret@127.0.0.1/x",
        "ann:s3cret@127.0.0.1",
        "postgres://ann:s3cret@127.0.0.1:1/x",
        "postgres://ann:s3cret@127.0.0.1:1,127.0.0.1:2/x",
        "postgres://ann:s3cret@127.0.0.1:notaport/x",
        "postgres://ann:s3cret@[::1/x",
        "postgres://127.0.0.1:1/x?user=ann&password=s3cret",
        "postgres://ann:s3cret@127.0.0.1:1/x?nonsense=1",
        "postgres://ann:s3%ZZcret@127.0.0.1:1/x",
        "postgres://ann:1/s3cret@127.0.0.1:1/x",
        "postgres://ann:1?s3cret/x@127.0.0.1:1/x",
        "postgres://ann:x@s3cret@127.0.0.1:1/x",
        "postgres://ann:s3cret/x",
        "postgres://ann:%733cret@127.0.0.1:1/x",
        "postgres://127.0.0.1:1/x?s3cret",
        "postgres://127.0.0.1:1/x?password=%733cret",
        "postgres://127.0.0.1:1/x?sslpassword=s3cret",
        "sqlite:/ann:s3cret",
    ] {
        for arguments in [&["serve"][..], &["migrate"], &["import", "."]] {
            for log in ["info", "trace"] {
                let folder = tempfile::tempdir().unwrap();
                let mut command = program(folder.path(), arguments);
                command
                    .env("DATABASE_URL", url)
                    .env("RUST_LOG", log)
                    .env("PORT", "0");
                let run = run(&mut command);
                assert_ne!(run.code, Some(0), "{url}");
                assert!(!run.said().contains("s3cret"), "{url}: {run:#?}");
                assert!(!run.said().contains("cret@"), "{url}: {run:#?}");
                assert!(!run.said().contains("panicked"), "{url}: {run:#?}");
            }
        }
    }
}

/// Flags win over the environment, the environment over the file.
#[test]
fn flags_before_environment_before_file() {
    let folder = tempfile::tempdir().unwrap();
    let used = |arguments: &[&str], environment: Option<&str>| {
        let mut command = program(folder.path(), arguments);
        if let Some(url) = environment {
            command.env("DATABASE_URL", url);
        }
        run(&mut command).well().stdout
    };
    std::fs::write(
        folder.path().join(".env"),
        "DATABASE_URL=sqlite://file.db\n",
    )
    .unwrap();
    assert!(used(&["migrate"], None).contains("sqlite://file.db"));
    let environment = Some("sqlite://environment.db");
    assert!(used(&["migrate"], environment).contains("sqlite://environment.db"));
    let flag = ["migrate", "--database-url", "sqlite://flag.db"];
    assert!(used(&flag, environment).contains("sqlite://flag.db"));
}

#[test]
fn a_broken_file_of_settings_is_said_without_its_content() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(".env"), "DATABASE_URL 's3cret\n= x\n").unwrap();
    let run = run(&mut program(folder.path(), ["migrate"])).ended_with(2);
    assert!(run.stderr.contains(".env"), "{run:?}");
    assert!(!run.said().contains("s3cret"), "{run:?}");
}

#[test]
fn the_log_is_json_or_for_people() {
    let server = Serve::on(Database::new())
        .with("LOG_FORMAT", "json")
        .start();
    assert!(server.log().iter().all(serde_json::Value::is_object));
    let serve = Serve::on(Database::new())
        .with("LOG_FORMAT", "pretty")
        .with("HOST", "192.0.2.1");
    let ended = run(&mut serve.command()).ended_with(1);
    assert!(ended.stderr.contains("migrated"), "{ended:?}");
    assert!(!ended.stderr.contains("{\""), "{ended:?}");
}
