//! The directions in which modules may depend on each other, held by reading their source.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every source file under a folder or module of `src`.
fn sources(module: &str) -> Vec<PathBuf> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut open = vec![src.join(module), src.join(format!("{module}.rs"))];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder");
            open.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if path.is_file() {
            found.push(path);
        }
    }
    assert!(!found.is_empty(), "{module} has no source");
    found
}

/// Whether a source names a module of the crate, alone or within the braces of a `use crate::{…}`.
fn names(source: &str, module: &str) -> bool {
    let braces = format!("{module}::");
    let mut within = false;
    source.lines().any(|line| {
        if line.starts_with("use crate::{") {
            within = true;
        }
        let named = within && line.trim_start().starts_with(&braces);
        if line.starts_with("};") {
            within = false;
        }
        named || line.contains(&format!("crate::{module}::"))
    })
}

#[test]
fn no_module_uses_one_that_stands_above_it() {
    let above = [
        (
            "network",
            &[
                "registry",
                "intake",
                "publication",
                "secretariat",
                "directory",
                "webhooks",
                "outlet",
                "http",
            ][..],
        ),
        (
            "registry",
            &[
                "intake",
                "publication",
                "secretariat",
                "directory",
                "webhooks",
                "outlet",
                "http",
            ],
        ),
        (
            "intake",
            &[
                "publication",
                "secretariat",
                "directory",
                "webhooks",
                "outlet",
                "http",
            ],
        ),
        (
            "publication",
            &[
                "intake",
                "secretariat",
                "directory",
                "webhooks",
                "outlet",
                "http",
            ],
        ),
        (
            "directory",
            &[
                "registry",
                "intake",
                "secretariat",
                "webhooks",
                "outlet",
                "http",
            ],
        ),
        ("secretariat", &["http", "intake", "webhooks", "outlet"]),
        ("webhooks", &["http", "intake", "secretariat", "outlet"]),
        (
            "outlet",
            &["secretariat", "directory", "webhooks", "http", "web"],
        ),
        ("http", &["web"]),
        ("web", &["registry", "secretariat", "intake", "outlet"]),
        // What is sent to others is made from what the public sees.
        ("webhooks/message", &["registry"]),
    ];
    for (module, forbidden) in above {
        for path in sources(module) {
            let source = fs::read_to_string(&path).expect("a source");
            for other in forbidden {
                assert!(!names(&source, other), "{} uses {other}", path.display());
            }
        }
    }
}

#[test]
fn nothing_public_knows_the_books() {
    let registry_api = Path::new("http").join("registry");
    let public = sources("http").into_iter().filter(|path| {
        let path = path.with_extension("");
        !path
            .ancestors()
            .any(|folder| folder.ends_with(&registry_api))
    });
    for path in public {
        let source = fs::read_to_string(&path).expect("a source");
        for books in ["registry", "secretariat", "intake", "outlet"] {
            assert!(!names(&source, books), "{} uses {books}", path.display());
        }
    }
}

#[test]
fn a_forbidden_use_is_seen() {
    assert!(names("use crate::registry::Record;", "registry"));
    assert!(names(
        "use crate::{\n    network::Slug,\n    registry::{Record},\n};",
        "registry"
    ));
    assert!(!names("use crate::http::registry::Desk;", "registry"));
    assert!(!names("use super::{\n    registry::Desk,\n};", "registry"));
}
