//! Whether files are what they are made of.

use std::{fs, path::Path};

use super::*;

/// Whether a file has what it is made of today; `UPDATE_PACKED=1` writes it anew.
pub fn is_made_of(name: &str, bytes: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name);
    if std::env::var_os("UPDATE_PACKED").is_some() {
        fs::write(&path, bytes).unwrap();
    }
    assert!(
        fs::read(&path).is_ok_and(|file| file == bytes),
        "{name} is not what it is made of today: run UPDATE_PACKED=1 cargo test --workspace --lib packed"
    );
}

#[test]
fn a_file_has_its_parts() {
    static FILE: &[u8] = &[2, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3];
    let three = [&[1, 2][..], &[], &[3]];
    assert_eq!(file(&three), FILE);
    assert_eq!(parts(FILE), Some(three));
    assert_eq!(parts::<3>(&FILE[..9]), None);
}
