//! The kept corpora of `make fuzz`, each file tried once: what was found stays mended.

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::{fs, path::Path, time::Instant};

/// A name and what is tried with bytes.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 8] = [
    ("workbook", targets::workbook),
    ("csv", targets::csv),
    ("records", targets::records),
    ("mapping", targets::mapping),
    ("opening_hours", targets::opening_hours),
    ("q", targets::q),
    ("cursor", targets::cursor),
    ("merge_patch", targets::merge_patch),
];

#[test]
fn the_kept_corpora_are_read() {
    for (name, target) in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fuzz/corpus")
            .join(name);
        let files = fs::read_dir(&folder).expect("a corpus");
        let (begun, mut tried) = (Instant::now(), 0);
        for file in files {
            let path = file.expect("a file").path();
            println!("{}", path.display());
            target(&fs::read(&path).expect("a file"));
            tried += 1;
        }
        println!("{name}: {tried} in {:?}", begun.elapsed());
        assert!(tried > 0, "{name}");
    }
}
