//! Cursors: where a list that is read page by page goes on.
//!
//! There are two ways to page. Counting (*skip 100*) is simple, but whatever is added or removed
//! meanwhile shifts the rest, so a reader misses things or meets them twice. Naming the last thing
//! that was read, and going on behind it, has neither fault, so that is what a cursor does: it
//! holds the thing's value in the order and its key. It is text without meaning for clients. It
//! also holds what was asked, so that it cannot be mistaken for a place in another list, and a
//! version, so that it can change its form.

use std::borrow::Cow;

use actix_web::HttpRequest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_64;

use directory::{Key, Position, Value};
use network::{Invalid, Point};

const VERSION: u8 = 1;

#[derive(Serialize, Deserialize)]
struct Cursor<P> {
    #[serde(rename = "v")]
    version: u8,
    /// What was asked.
    #[serde(rename = "q")]
    question: u64,
    #[serde(flatten)]
    place: P,
}

/// A place in a list of members or of their places.
#[derive(Serialize, Deserialize)]
struct Place {
    #[serde(rename = "a")]
    value: Value,
    #[serde(rename = "m")]
    member: Uuid,
    #[serde(rename = "l", default, skip_serializing_if = "Uuid::is_nil")]
    location: Uuid,
    /// The point that a place's name stood for on the first page: it may move meanwhile.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    centre: Option<Point>,
}

/// A place in a list of something else.
#[derive(Serialize, Deserialize)]
struct Other<T> {
    #[serde(rename = "p")]
    position: T,
}

/// Writes a cursor that goes on after `position` in the list that `question` stands for.
pub fn encode(question: u64, position: Position) -> Result<String, serde_json::Error> {
    encode_with_centre(question, position, None)
}

/// As [`encode`], with the point that a name stands for.
pub fn encode_with_centre(
    question: u64,
    position: Position,
    centre: Option<Point>,
) -> Result<String, serde_json::Error> {
    let place = Place {
        value: position.value,
        member: position.key.member,
        location: position.key.location,
        centre,
    };
    to_text(question, place)
}

/// As [`encode`], for a list whose order is known by anything that can be written as JSON.
pub fn write<T: Serialize>(question: &[u8], position: &T) -> Result<String, serde_json::Error> {
    to_text(xxh3_64(question), Other { position })
}

fn to_text<P: Serialize>(question: u64, place: P) -> Result<String, serde_json::Error> {
    let cursor = Cursor {
        version: VERSION,
        question,
        place,
    };
    Ok(URL_SAFE_NO_PAD.encode(serde_json::to_vec(&cursor)?))
}

/// Reads a cursor of the list that `question` stands for.
pub fn decode(question: u64, text: &str) -> Result<Position, Invalid> {
    decode_with_centre(question, text).map(|(position, _)| position)
}

/// As [`decode`], with the point that a name stands for.
pub fn decode_with_centre(question: u64, text: &str) -> Result<(Position, Option<Point>), Invalid> {
    let place: Place = from_text(question, text)?;
    let position = Position {
        value: place.value,
        key: Key {
            member: place.member,
            location: place.location,
        },
    };
    Ok((position, place.centre))
}

/// As [`decode`], for a cursor of [`write`].
pub fn read<T: DeserializeOwned>(question: &[u8], text: &str) -> Result<T, Invalid> {
    let place: Other<T> = from_text(xxh3_64(question), text)?;
    Ok(place.position)
}

fn from_text<P: DeserializeOwned>(question: u64, text: &str) -> Result<P, Invalid> {
    let unreadable = || {
        Invalid::new(
            "invalid_cursor",
            "it is no cursor of this version; take it from \"page.next\" unchanged, or leave it out to start again",
        )
    };
    // The place is read last: what it looks like depends on the list.
    let cursor: Cursor<serde_json::Value> = URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .filter(|cursor: &Cursor<_>| cursor.version == VERSION)
        .ok_or_else(unreadable)?;
    if cursor.question != question {
        return Err(Invalid::new(
            "foreign_cursor",
            "it belongs to another list; use it with the same filters and the same sort, or leave it out to start again",
        ));
    }
    serde_json::from_value(cursor.place).map_err(|_| unreadable())
}

/// The request's own address with another cursor.
pub fn next_link(public_url: &str, path: &str, request: &HttpRequest, cursor: &str) -> String {
    let mut link = format!("{public_url}{path}?");
    for pair in request.query_string().split('&') {
        if !pair.is_empty() && pair.split('=').next() != Some("cursor") {
            // What may stand in a query but not between < and > of the header (RFC 8288).
            let pair: Cow<'_, str> = match pair.contains(['<', '>', '"']) {
                true => pair
                    .replace('<', "%3C")
                    .replace('>', "%3E")
                    .replace('"', "%22")
                    .into(),
                false => pair.into(),
            };
            link.push_str(&pair);
            link.push('&');
        }
    }
    link.push_str("cursor=");
    link.push_str(cursor);
    link
}
