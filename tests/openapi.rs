//! The published OpenAPI document is the one that the program makes.

use std::{fs, path::Path};

use crate::support::program::{program, run};

fn published() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi")
}

#[test]
fn the_published_document_is_current() {
    let made = tempfile::tempdir().unwrap();
    let folder = made.path().display().to_string();
    run(&mut program(made.path(), ["openapi", "--folder", &folder])).well();
    for name in [
        "openapi.json",
        "openapi.yaml",
        "registry.json",
        "registry.yaml",
        "webhooks.json",
        "webhooks.yaml",
    ] {
        let expected = fs::read_to_string(made.path().join(name)).unwrap();
        let path = published().join(name);
        let found = fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!("{}: {error}; `make openapi` writes it", path.display())
        });
        // Compared as a whole: the first line that differs says enough.
        let differs = expected.lines().zip(found.lines()).find(|(a, b)| a != b);
        assert!(
            expected == found,
            "{name} is not current; `make openapi` writes it anew: {differs:?}"
        );
    }
}

/// `--check` says the same without writing anything.
#[test]
fn the_check_tells_current_from_old() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api").display().to_string();
    let check = || {
        run(&mut program(
            folder.path(),
            ["openapi", "--check", "--folder", &path],
        ))
    };
    let missing = check();
    assert_ne!(missing.code, Some(0), "{missing:?}");
    assert!(
        !folder.path().join("api").exists(),
        "a check writes nothing"
    );

    run(&mut program(folder.path(), ["openapi", "--folder", &path])).well();
    check().well();

    let file = folder.path().join("api/openapi.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("Member", "Mmeber", 1)).unwrap();
    let old = check();
    assert_ne!(old.code, Some(0), "{old:?}");
    assert!(old.stderr.contains("openapi.json"), "{old:?}");
}

/// What the documents promised before is kept, or declared with a day and a reason.
#[test]
fn a_broken_promise_must_be_declared() {
    let folder = tempfile::tempdir().unwrap();
    let api = folder.path().join("api");
    let path = api.display().to_string();
    let openapi = |check: &[&str]| {
        let arguments = [&["openapi", "--folder", &path], check].concat();
        run(&mut program(folder.path(), arguments))
    };
    openapi(&[]).well();
    let promise = api.join("promise.txt");
    let kept = fs::read_to_string(&promise).unwrap();

    // As if there had been a parameter more, and a condition less.
    let condition = "PATCH /v1/registry/network: for admin; is patchNetworkProfile; needs a body; needs header If-Match";
    assert!(kept.contains(condition));
    let before = kept.replace(
        condition,
        condition.trim_end_matches("; needs header If-Match"),
    );
    let before = format!("{before}GET /v1/members ?colour: takes string\n");
    fs::write(&promise, &before).unwrap();
    let lines = [
        "GET /v1/members ?colour: takes string, no more",
        "PATCH /v1/registry/network: needs header If-Match, which is new",
    ];
    for arguments in [&["--check"][..], &[]] {
        let told = openapi(arguments);
        assert_ne!(told.code, Some(0), "{told:?}");
        for line in lines {
            assert!(told.stderr.contains(line), "{told:?}");
        }
        assert!(told.stderr.contains("2 promises"), "{told:?}");
        assert_eq!(fs::read_to_string(&promise).unwrap(), before);
    }

    let declare = |text: &str| fs::write(api.join("broken.toml"), text).unwrap();
    let declared = |on: &str, reason: &str| {
        format!(
            "[[broken]]\non = \"{on}\"\nreason = \"{reason}\"\nlines = [\"GET /v1/members ?colour*\", \"{}\"]\n",
            lines[1]
        )
    };
    for wrong in [
        declared("2026-12-01", " "),
        declared("soon", "Nobody asked."),
        declared("2026-12-01", "Nobody asked.").replace("reason", "why"),
    ] {
        declare(&wrong);
        let told = openapi(&["--check"]);
        assert_ne!(told.code, Some(0), "{told:?}");
        assert!(told.stderr.contains("broken.toml"), "{told:?}");
    }
    declare(&declared("2026-12-01", "Nobody asked."));
    openapi(&[]).well();
    openapi(&["--check"]).well();
    assert_eq!(fs::read_to_string(&promise).unwrap(), kept);
}
