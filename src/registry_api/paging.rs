//! Lists that are read page by page, the latest first.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use xxhash_rust::xxh3::xxh3_64;

use editing::Refusal;
use http::{
    cursor,
    list::Page,
    parameters::{CursorText, Query},
};
use network::Timestamp;

/// A position of such a list, as a cursor holds it.
#[derive(Serialize, Deserialize)]
struct Place<I> {
    #[serde(rename = "p")]
    last: (Timestamp, I),
}

/// What is asked of a list whose things have a time and an identifier.
pub struct Paging<I> {
    limit: usize,
    question: u64,
    /// The time and the identifier of the last thing of the page before.
    pub after: Option<(Timestamp, I)>,
}

impl<I: Serialize + DeserializeOwned> Paging<I> {
    /// Reads the cursor; `question` names the list with its filters, so that a cursor of another
    /// one is told.
    pub fn new(
        query: &mut Query<'_>,
        question: String,
        limit: usize,
        cursor: Option<CursorText>,
    ) -> Self {
        let question = xxh3_64(question.as_bytes());
        let place = cursor.and_then(|CursorText(text)| {
            query.check("cursor", cursor::decode::<Place<I>>(question, &text))
        });
        Self {
            limit,
            after: place.map(|place| place.last),
            question,
        }
    }

    /// How many things to load: one more than a page tells whether there is a next one.
    pub fn sought(&self) -> i64 {
        self.limit as i64 + 1
    }

    /// Cuts what was loaded to a page, and says where that stands.
    pub fn page<T>(
        &self,
        found: &mut Vec<T>,
        total: i64,
        position: impl Fn(&T) -> (Timestamp, I),
    ) -> Result<Page, Refusal> {
        let last = last_of_page(found, self.limit);
        let next = last.map(|last| {
            let last = position(last);
            cursor::encode(self.question, Place { last })
        });
        Ok(Page {
            total: total.unsigned_abs(),
            limit: self.limit,
            next: next.transpose()?,
        })
    }
}

/// Cuts what was found to a page; gives its last thing where there is a next page.
pub fn last_of_page<T>(found: &mut Vec<T>, limit: usize) -> Option<&T> {
    let more = found.len() > limit;
    found.truncate(limit);
    found.last().filter(|_| more)
}
