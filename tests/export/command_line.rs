//! `member-directory export`.

use std::{
    fs,
    os::unix::fs::{FileTypeExt, PermissionsExt, symlink},
    path::Path,
    process::{Command, Stdio},
};

use super::{FORMATS, packed};
use crate::support::{Database, program};

/// The names of what is in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort_unstable();
    names
}

/// A folder within that of the database.
fn folder(database: &Database) -> std::path::PathBuf {
    let folder = database.folder().join("out");
    fs::create_dir(&folder).expect("a folder is made");
    folder
}

/// Runs a script in which `$0` is the program, on this database.
fn script(database: &Database, script: &str) -> crate::support::Run {
    let mut command = Command::new("sh");
    command
        .args(["-c", script, env!("CARGO_BIN_EXE_member-directory")])
        .current_dir(database.folder())
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("DATABASE_URL", database.url())
        .stdin(Stdio::null());
    program::run(&mut command)
}

#[test]
fn each_format_goes_to_a_file_of_its_owner_alone_and_to_standard_output() {
    let database = Database::sample();
    let out = folder(&database);
    for (format, extension, _) in FORMATS {
        let name = format!("out/registry-{format}.{extension}");
        let run = database
            .run(&["export", "--format", format, "--output", &name])
            .well();
        assert_eq!(run.stdout, "");
        let (revision, _) = database.revisions();
        let said = format!("members at revision {revision}, in {name}\n");
        assert!(run.stderr.ends_with(&said), "{}", run.stderr);
        let file = database.folder().join(&name);
        let mode = fs::metadata(&file).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{format}");
        let written = fs::read(&file).expect("its content");
        match format {
            "ndjson" => assert!(written.ends_with(b"}\n")),
            _ => assert!(!packed(&written).is_empty()),
        }
        let run = script(
            &database,
            &format!("\"$0\" export --format {format} > out/again"),
        );
        assert_eq!(run.well().stderr, "", "{format}");
        if format != "xlsx" {
            let again = fs::read(out.join("again")).expect("a file");
            assert!(again == written, "{format}");
        }
        fs::remove_file(out.join("again")).expect("it goes");
    }
    assert_eq!(names(&out).len(), FORMATS.len(), "{:?}", names(&out));
}

/// Progress is for who looks at it.
#[test]
fn progress_is_shown_on_a_terminal_only() {
    let database = Database::sample();
    let plain = database
        .run(&["export", "--format", "csv", "--output", "a.zip"])
        .well();
    assert_eq!(plain.stderr.lines().count(), 1, "{:?}", plain.stderr);
    assert!(!plain.stderr.contains('\u{1b}'), "{:?}", plain.stderr);
    // `script` gives what it runs a terminal.
    let run = script(
        &database,
        "TERM=xterm script -qec \"'$0' export --format csv --output b.zip\" /dev/null; \
         TERM=xterm script -qec \"'$0' export --format csv\" /dev/null || true",
    );
    assert!(run.stdout.contains('\u{1b}'), "{run:#?}");
    assert!(run.stdout.contains("in b.zip"), "{run:#?}");
    // Nor is a zip poured over a terminal.
    assert!(run.stdout.contains("name a file with --output"), "{run:#?}");
}

#[test]
fn a_file_that_is_there_is_replaced_once_the_new_one_is_whole() {
    let database = Database::sample();
    let out = folder(&database);
    fs::write(out.join("a.zip"), "before").expect("a file");
    fs::set_permissions(out.join("a.zip"), fs::Permissions::from_mode(0o644)).expect("open");
    symlink("a.zip", out.join("link.zip")).expect("a link");
    let export = |limit: &str, name: &str| {
        script(
            &database,
            &format!("{limit} \"$0\" export --format csv --output out/{name}"),
        )
    };
    // The shell's blocks have 512 bytes, or 1024; SQLite needs some. Whoever ignores the signal
    // gets an error.
    let failed = export("trap '' XFSZ; ulimit -f 70;", "a.zip").ended_with(1);
    assert!(
        failed
            .stderr
            .contains("out/a.zip cannot be written: File too large"),
        "{failed:#?}"
    );
    assert_eq!(fs::read(out.join("a.zip")).expect("a file"), b"before");
    assert_eq!(names(&out), ["a.zip", "link.zip"]);
    export("", "link.zip").well();
    assert!(!packed(&fs::read(out.join("a.zip")).expect("a file")).is_empty());
    let link = fs::symlink_metadata(out.join("link.zip")).expect("a link");
    assert!(link.is_symlink(), "a link stays one");
    // What others could read, they cannot read now.
    let mode = fs::metadata(out.join("a.zip"))
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(names(&out), ["a.zip", "link.zip"]);
}

#[test]
fn where_nothing_can_be_written_nothing_is_left_and_the_place_is_named() {
    let database = Database::sample();
    let out = folder(&database);
    let before = names(database.folder());
    for (output, reason) in [
        (
            "nowhere/a.zip",
            "nowhere/a.zip cannot be written: No such file or directory",
        ),
        ("out", "out is a folder; name a file in it"),
        ("/proc/a.zip", "/proc/a.zip cannot be written: "),
        (
            "/dev/full",
            "/dev/full cannot be written: No space left on device",
        ),
    ] {
        let run = database.run(&["export", "--format", "csv", "--output", output]);
        let run = run.ended_with(1);
        assert!(run.stderr.contains(reason), "{output}: {run:#?}");
        assert_eq!(run.stderr.lines().count(), 1, "{run:#?}");
    }
    let run = script(&database, "\"$0\" export --format csv > /dev/full").ended_with(1);
    assert!(
        run.stderr
            .contains("standard output cannot be written: No space left on device"),
        "{run:#?}"
    );
    assert_eq!(names(&out), [""; 0]);
    assert_eq!(names(database.folder()), before);
}

/// A pipe, and what root may write to, are no files to be replaced.
#[test]
fn a_pipe_is_written_to_and_stays_one() {
    let database = Database::sample();
    let run = script(
        &database,
        "mkfifo pipe; cat pipe > got.zip & \"$0\" export --format csv --output pipe; code=$?; wait; exit $code",
    );
    run.well();
    let pipe = fs::metadata(database.folder().join("pipe")).expect("a pipe");
    assert!(pipe.file_type().is_fifo());
    let got = fs::read(database.folder().join("got.zip")).expect("a file");
    assert!(packed(&got).contains_key("members.csv"));
}

#[test]
fn what_cannot_be_exported_is_said() {
    let database = Database::sample();
    let run = database.run(&["export", "--format", "pdf", "--output", "a.pdf"]);
    let run = run.ended_with(2);
    for (format, ..) in FORMATS {
        assert!(run.stderr.contains(format), "{run:#?}");
    }
    let nobody = Database::new();
    let before = names(nobody.folder());
    let run = nobody.run(&["export", "--format", "csv", "--output", "a.zip"]);
    assert_ne!(run.code, Some(0), "{run:#?}");
    assert_eq!(run.stderr.lines().count(), 1, "{run:#?}");
    assert_eq!(names(nobody.folder()), before, "{run:#?}");
}
