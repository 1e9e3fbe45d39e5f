//! Files that are compiled into the program and read as they lie there, so that they cost no start
//! and no memory but for the pages that are looked at.
//!
//! A file is a few parts, one behind the other. Before them stand the lengths of all but the last,
//! in bytes. Numbers are little-endian.

use std::borrow::Cow;

use fst::{IntoStreamer, Map, Streamer};

/// A dictionary of a file, or one that was made at run time.
pub type Packed = Map<Cow<'static, [u8]>>;

/// The parts of a file; nothing where it is too short for them.
pub fn parts<const N: usize>(file: &'static [u8]) -> Option<[&'static [u8]; N]> {
    let (head, mut rest) = file.split_at_checked((N - 1) * 4)?;
    let mut parts = [rest; N];
    for (number, part) in parts[..N - 1].iter_mut().enumerate() {
        let length = word(head, number * 4)? as usize;
        (*part, rest) = rest.split_at_checked(length)?;
    }
    parts[N - 1] = rest;
    Some(parts)
}

/// A file of these parts.
pub fn file(parts: &[&[u8]]) -> Vec<u8> {
    let (_, with_length) = parts.split_last().unwrap_or((&&[][..], &[]));
    let mut file: Vec<u8> = with_length
        .iter()
        .flat_map(|part| (part.len() as u32).to_le_bytes())
        .collect();
    file.extend(parts.concat());
    file
}

/// The number of four bytes at a place.
pub fn word(bytes: &[u8], place: usize) -> Option<u32> {
    let four = bytes.get(place..place + 4)?.try_into().ok()?;
    Some(u32::from_le_bytes(four))
}

/// A dictionary that lies in a file.
pub fn dictionary(bytes: &'static [u8]) -> Option<Packed> {
    Map::new(Cow::Borrowed(bytes)).ok()
}

/// Gives the keys of a dictionary that begin so, with their values.
pub fn beginning_with(dictionary: &Packed, beginning: &str, mut each: impl FnMut(&[u8], u64)) {
    // Walking on from the first of them is quicker than an automaton that looks at each letter.
    let mut keys = dictionary.range().ge(beginning).into_stream();
    while let Some((key, value)) = keys.next()
        && key.starts_with(beginning.as_bytes())
    {
        each(key, value);
    }
}

/// A dictionary of keys in their order, each once.
pub fn made<K: AsRef<[u8]>>(
    entries: impl IntoIterator<Item = (K, u64)>,
) -> Result<Packed, fst::Error> {
    Map::from_iter(entries)?.map_data(Cow::Owned)
}

#[cfg(test)]
pub mod tests;
