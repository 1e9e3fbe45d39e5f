//! The directions in which the parts may depend on each other. Cargo refuses a circle of crates; this
//! keeps somebody from adding a dependency that goes round the gate.

use std::{collections::BTreeSet, fs, path::Path};

/// The parts of the program that a part names among its dependencies.
fn parts_used(part: &str) -> BTreeSet<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    let manifest = fs::read_to_string(crates.join(part).join("Cargo.toml")).expect("a manifest");
    let used = manifest
        .lines()
        .filter_map(|line| line.strip_suffix(".workspace = true"))
        .filter(|name| crates.join(name).is_dir());
    used.map(str::to_owned).collect()
}

#[test]
fn what_is_public_knows_no_books() {
    let above_the_gate = ["directory", "http", "pages"];
    for part in above_the_gate {
        let used = parts_used(part);
        assert!(used.contains("publication"), "{part} shows nothing");
        for books in ["registry", "editing", "import", "export"] {
            assert!(!used.contains(books), "{part} uses {books}");
        }
    }
}

#[test]
fn the_domain_stands_alone() {
    assert_eq!(parts_used("network"), BTreeSet::new());
    assert_eq!(parts_used("registry"), ["network".to_owned()].into());
}
