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

use directory::PublicUrl;
use network::Invalid;

const VERSION: u8 = 1;

/// What every cursor says before its position.
#[derive(Serialize, Deserialize)]
struct Head {
    #[serde(rename = "v")]
    version: u8,
    /// What was asked.
    #[serde(rename = "q")]
    question: u64,
}

#[derive(Serialize)]
struct Cursor<P> {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    position: P,
}

/// Writes a cursor that goes on after `position` in the list that `question` stands for. A position
/// is a struct whose fields stand beside `v` and `q`.
pub fn encode(question: u64, position: impl Serialize) -> Result<String, serde_json::Error> {
    let cursor = Cursor {
        head: Head {
            version: VERSION,
            question,
        },
        position,
    };
    Ok(URL_SAFE_NO_PAD.encode(serde_json::to_vec(&cursor)?))
}

/// Reads a cursor of the list that `question` stands for.
pub fn decode<P: DeserializeOwned>(question: u64, text: &str) -> Result<P, Invalid> {
    let invalid = || {
        Invalid::new(
            "invalid_cursor",
            "it is not a cursor of this version; take it from \"page.next\" unchanged, or leave it out to start again",
        )
    };
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| invalid())?;
    let head: Head = serde_json::from_slice(&bytes).map_err(|_| invalid())?;
    if head.version != VERSION {
        return Err(invalid());
    }
    if head.question != question {
        return Err(Invalid::new(
            "foreign_cursor",
            "it belongs to another list; use it with the same filters and the same sort, or leave it out to start again",
        ));
    }
    serde_json::from_slice(&bytes).map_err(|_| invalid())
}

/// The request's own address with another cursor.
pub fn next_link(
    public_url: &PublicUrl,
    path: &str,
    request: &HttpRequest,
    cursor: &str,
) -> String {
    let mut link = public_url.url(path);
    link.push('?');
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
