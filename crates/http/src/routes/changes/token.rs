//! What `since` takes: a revision, or what an earlier page gave as `next`.
//!
//! A revision alone does not name a moment: after a backup was restored, other changes get the
//! numbers of those that were lost. So `next` has a fingerprint of the revision's time too, and a
//! copy that went on after the backup was made is told to start again.

use std::{fmt, str::FromStr};

use utoipa::openapi::{ObjectBuilder, RefOr, Schema, schema::Type};
use uuid::Uuid;
use xxhash_rust::xxh3::Xxh3;

use crate::{
    parameters::Value,
    problem::{Kind, Problem},
};
use directory::{Past, Place, Snapshot};
use network::{Invalid, Timestamp};

/// A place in the feed with the fingerprint of its revision, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    place: Place,
    fingerprint: Option<u32>,
}

impl Default for Token {
    /// The beginning.
    fn default() -> Self {
        Self {
            place: Place::after(0),
            fingerprint: None,
        }
    }
}

impl Token {
    /// The token of a place in a directory.
    pub fn of(snapshot: &Snapshot, place: Place) -> Self {
        let fingerprint = match snapshot.past(place.revision) {
            Past::At(at) => Some(fingerprint(snapshot, place.revision, at)),
            Past::Forgotten | Past::Never => None,
        };
        Self { place, fingerprint }
    }
}

/// The place of a token; fails with 410 when it is no part of this directory's past.
pub fn check(token: Token, snapshot: &Snapshot) -> Result<Place, Problem> {
    let Token { place, .. } = token;
    if place.revision == 0 {
        return Ok(place);
    }
    let known = match snapshot.past(place.revision) {
        Past::At(at) => token
            .fingerprint
            .is_none_or(|given| given == fingerprint(snapshot, place.revision, at)),
        Past::Forgotten => true,
        Past::Never => false,
    };
    if known {
        return Ok(place);
    }
    Err(Problem::new(
        Kind::HistoryGone,
        format!(
            "Revision {} as you know it is not part of this directory's past, which stands at {}. Read it from the beginning, without \"since\".",
            place.revision, snapshot.revision
        ),
    ))
}

fn fingerprint(snapshot: &Snapshot, revision: u64, at: Timestamp) -> u32 {
    let mut hash = Xxh3::new();
    hash.update(snapshot.network_id.uuid().as_bytes());
    hash.update(&revision.to_le_bytes());
    hash.update(&at.unix_microseconds().to_le_bytes());
    (hash.digest() >> 32) as u32
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place.revision)?;
        if !self.place.is_whole() {
            write!(f, ".{}", self.place.member.simple())?;
        }
        match self.fingerprint {
            Some(fingerprint) => write!(f, "-{fingerprint:08x}"),
            None => Ok(()),
        }
    }
}

impl Value for Token {
    fn parse(text: &str) -> Result<Self, Invalid> {
        text.parse()
    }

    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^[0-9]+(\.[0-9a-f]{32})?(-[0-9a-f]{8})?$"))
            .into()
    }
}

impl FromStr for Token {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        parse(text).ok_or_else(|| {
            Invalid::new(
                "invalid_revision",
                "it is not a revision; give the \"next\" of the page before unchanged, or a number, or leave it out to start from the beginning",
            )
        })
    }
}

fn parse(text: &str) -> Option<Token> {
    let (place, fingerprint) = match text.split_once('-') {
        Some((place, given)) => (place, Some(hexadecimal(given, 8)?)),
        None => (text, None),
    };
    let (revision, member) = match place.split_once('.') {
        Some((revision, member)) => {
            let member = hexadecimal(member, 32).and_then(|_| Uuid::try_parse(member).ok())?;
            (revision, Some(member))
        }
        None => (place, None),
    };
    if !revision.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let revision = revision.parse().ok()?;
    Some(Token {
        place: match member {
            Some(member) => Place { revision, member },
            None => Place::after(revision),
        },
        fingerprint: fingerprint.map(|fingerprint| fingerprint as u32),
    })
}

/// A number of exactly so many lower-case hexadecimal digits.
fn hexadecimal(text: &str, digits: usize) -> Option<u128> {
    let plain = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    (text.len() == digits && text.bytes().all(plain))
        .then(|| u128::from_str_radix(text, 16).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_as_it_was_written() {
        for text in [
            "0",
            "42",
            "42-0000002a",
            "42.0190a5c27d3e7c4a9b1f2f6c8d0e4a11-9f3c21aa",
            "7.0190a5c27d3e7c4a9b1f2f6c8d0e4a11",
        ] {
            assert_eq!(text.parse::<Token>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "-1",
            "+1",
            "1.",
            "1-",
            "1-9F3C21AA",
            "1-9f3c21a",
            "1.1",
            "99999999999999999999",
            "1 ",
            "a",
            "1.0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11",
        ] {
            assert_eq!(
                text.parse::<Token>().unwrap_err().code,
                "invalid_revision",
                "{text}"
            );
        }
    }
}
