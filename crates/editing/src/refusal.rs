//! Why something is not done, in words that say what would be right.

use serde_json::{Map, Value};

use super::document::Mistake;
use network::{Invalid, Slug};
use registry::{self, Record};

/// What stands in the way of a change that is well formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    /// The membership cannot take this step.
    WrongMove,
    /// The member is probably there already.
    PossibleDuplicate,
    /// What the change is about has moved on.
    MovedOn,
    /// The state of the record does not allow it.
    WrongState,
}

/// Why something is not done. Nothing was changed.
#[derive(Debug)]
pub enum Refusal {
    /// The storage failed.
    Storage(registry::Error),
    /// What was sent has mistakes: all of them.
    Invalid(Vec<Mistake>),
    /// A query parameter is wrong.
    InvalidParameter(&'static str, Invalid),
    /// There is no such record.
    NotFound(String),
    /// There was one, and it was purged.
    Purged(String),
    /// The member has another slug now.
    Moved(Slug),
    /// The holder of the key may not do this.
    Forbidden(String),
    /// The request does not say which state of the record it is about.
    Unconditional(String),
    /// The record is not as the request expects it: here it is.
    Stale(Box<Record>),
    /// As [`Self::Stale`], for records of another kind: their tag and JSON.
    StaleValue(String, Box<Value>),
    /// The request's Idempotency-Key was used for something else.
    KeyReused,
    /// The request was made already, and its answer is not kept.
    AnswerGone,
    /// Something stands in the way.
    Conflict {
        /// What it is.
        conflict: Conflict,
        /// In words.
        detail: String,
        /// What helps to go on: the moves allowed, the candidates.
        help: Map<String, Value>,
    },
}

impl Refusal {
    /// One mistake in what was sent, at a JSON pointer.
    pub fn mistake(
        pointer: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self::Invalid(vec![Mistake::new(pointer, code, message)])
    }

    /// The state of the record does not allow it.
    pub fn wrong_state(detail: impl Into<String>) -> Self {
        Self::conflict(Conflict::WrongState, detail)
    }

    /// What was read, unless there are mistakes.
    pub fn unless<T>(read: Option<T>, mistakes: Vec<Mistake>) -> Result<T, Self> {
        match read {
            Some(read) if mistakes.is_empty() => Ok(read),
            _ => Err(Self::Invalid(mistakes)),
        }
    }

    /// Something stands in the way that words alone explain.
    pub fn conflict(conflict: Conflict, detail: impl Into<String>) -> Self {
        Self::Conflict {
            conflict,
            detail: detail.into(),
            help: Map::new(),
        }
    }

    /// The same refusal with something that helps to go on.
    pub fn with_help(mut self, name: &str, value: Value) -> Self {
        if let Self::Conflict { help, .. } = &mut self {
            help.insert(name.to_owned(), value);
        }
        self
    }
}

impl<E: Into<registry::Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Storage(error.into())
    }
}
