//! Tells builds apart: a digest of everything that an answer is made by, for the ETags.
//!
//! An ETag that knew nothing of the code would let a browser keep a page that a newer program
//! writes otherwise. Two servers of one build have one digest, wherever they run.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

/// The code, what it holds within itself, and the versions of what it is built from.
const SOURCES: [&str; 10] = [
    "Cargo.lock",
    "crates",
    "data/languages/names.bin",
    "data/natural-earth/shapes.bin",
    "data/needs/words.bin",
    "data/towns/towns.bin",
    "docs",
    "openapi",
    "src",
    "translations",
];

fn main() -> io::Result<()> {
    let mut digest = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        for file in files(Path::new(source))? {
            // The name as it is on every system.
            for part in &file {
                part.to_string_lossy().hash(&mut digest);
            }
            fs::read(&file)?.hash(&mut digest);
        }
    }
    println!("cargo::rustc-env=SOURCES_DIGEST={}", digest.finish());
    Ok(())
}

/// The files at a path or below it, in an order that no file system decides.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    let below: Vec<Vec<PathBuf>> = entries
        .iter()
        .map(|entry| files(entry))
        .collect::<io::Result<_>>()?;
    Ok(below.concat())
}
