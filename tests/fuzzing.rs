//! The kept corpora of `make fuzz`, each file tried once: what was found stays mended.

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

/// A name and what is tried with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All that is tried.
pub const TARGETS: [Target; 9] = [
    ("workbook", targets::workbook),
    ("open_document", targets::open_document),
    ("csv", targets::csv),
    ("records", targets::records),
    ("mapping", targets::mapping),
    ("opening_hours", targets::opening_hours),
    ("q", targets::q),
    ("cursor", targets::cursor),
    ("merge_patch", targets::merge_patch),
];

/// The files of a kept corpus.
pub fn corpus(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let files = fs::read_dir(folder.join(name)).expect("a corpus");
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    files
}

#[test]
fn the_kept_corpora_are_read() {
    for (name, target) in TARGETS {
        let (begun, mut tried) = (Instant::now(), 0);
        for path in corpus(name) {
            println!("{}", path.display());
            target(&fs::read(&path).expect("a file"));
            tried += 1;
        }
        println!("{name}: {tried} in {:?}", begun.elapsed());
        assert!(tried > 0, "{name}");
    }
}
