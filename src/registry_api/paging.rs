//! Lists that are read page by page, the latest first.

use serde::{Serialize, de::DeserializeOwned};

use editing::Refusal;
use http::{
    cursor,
    list::{LIMIT, Page, limit},
    parameters::Query,
};
use network::Timestamp;

/// What is asked of a list whose things have a time and an identifier.
pub struct Paging<I> {
    limit: usize,
    question: String,
    /// The time and the identifier of the last thing of the page before.
    pub after: Option<(Timestamp, I)>,
}

impl<I: Serialize + DeserializeOwned> Paging<I> {
    /// Reads `limit` and `cursor`; `question` names the list with its filters, so that a cursor of
    /// another one is told.
    pub fn read(query: &mut Query<'_>, question: String) -> Self {
        Self {
            limit: query.one("limit", limit).unwrap_or(LIMIT),
            after: query.one("cursor", |text| cursor::read(question.as_bytes(), text)),
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
        let next = last.map(|last| cursor::write(self.question.as_bytes(), &position(last)));
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
