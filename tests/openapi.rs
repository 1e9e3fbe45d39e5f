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
