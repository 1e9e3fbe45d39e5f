//! Any bytes at all that reads what comes in, made from the kept corpora of `make fuzz` by changes at
//! random: for a machine without cargo-fuzz, and beside it.

use std::fs;

use super::Storm;
use crate::fuzzing::{TARGETS, corpus};

/// The longest bytes that are tried.
const LONGEST: usize = 20_000;

fn changed(storm: &mut Storm, files: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = files[storm.below(files.len())].clone();
    for _ in 0..=storm.below(4) {
        let place = storm.below(bytes.len() + 1);
        let length = storm.below(40).min(bytes.len() - place);
        match storm.below(6) {
            0 => drop(bytes.drain(place..place + length)),
            1 => bytes.insert(place, storm.below(256) as u8),
            2 if length > 0 => bytes[place] ^= 1 << storm.below(8),
            3 => {
                let part = bytes[place..place + length].to_vec();
                for _ in 0..storm.below(200) {
                    bytes.splice(place..place, part.iter().copied());
                }
            }
            4 => {
                let signs = [
                    "9999999999999999999",
                    "-1",
                    "\"",
                    "\n",
                    ",",
                    "<",
                    ">",
                    "&",
                    "\0",
                    "]",
                    "{",
                ];
                let sign = signs[storm.below(signs.len())];
                bytes.splice(place..place, sign.bytes());
            }
            _ => {
                let other = &files[storm.below(files.len())];
                let from = storm.below(other.len() + 1);
                bytes.truncate(place);
                bytes.extend_from_slice(&other[from..]);
            }
        }
        bytes.truncate(LONGEST);
    }
    bytes
}

#[test]
#[ignore = "make torture"]
fn any_bytes_come_to_an_end() {
    let mut storm = Storm::begin("bytes");
    let corpora = TARGETS.map(|(name, target)| {
        let files = corpus(name)
            .into_iter()
            .map(|path| fs::read(path).expect("a file"));
        (name, target, files.collect::<Vec<_>>())
    });
    // What ends the process, or does not end, is found here.
    let last = std::env::temp_dir().join("member-directory-last-bytes");
    while storm.goes_on() {
        let (name, target, files) = &corpora[storm.steps % corpora.len()];
        let bytes = changed(&mut storm, files);
        fs::write(&last, [name.as_bytes(), b"\n", &bytes].concat()).expect("a file is written");
        target(&bytes);
    }
    println!(
        "bytes: {} tried; the last stand in {}",
        storm.steps,
        last.display()
    );
}
