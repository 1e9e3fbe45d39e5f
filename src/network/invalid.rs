//! What is wrong with a value.

/// Why a value cannot be taken, in words that name what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Invalid {
    /// A stable name for the kind of mistake, for programs: `unknown_country`.
    pub code: &'static str,
    /// The mistake and its remedy, for people.
    pub message: String,
}

impl Invalid {
    /// A mistake of the kind `code`, told by `message`.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}
