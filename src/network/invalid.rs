//! What is wrong with a value.

use std::borrow::Cow;

use validator::ValidationError;

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

/// A mistake that [`validator`] collects, in the field that `pointer` (RFC 6901) leads to from the
/// thing that is validated.
pub(super) fn at(
    pointer: &'static str,
    code: &'static str,
    message: impl Into<Cow<'static, str>>,
) -> ValidationError {
    let mut error = ValidationError::new(code).with_message(message.into());
    error.add_param(Cow::Borrowed("pointer"), &pointer);
    error
}

/// Fails when a list has something twice.
pub(super) fn all_different<T: PartialEq + std::fmt::Display>(
    list: &[T],
) -> Result<(), ValidationError> {
    let twice = list
        .iter()
        .enumerate()
        .find(|(place, item)| list[..*place].contains(item));
    match twice {
        None => Ok(()),
        Some((_, item)) => Err(ValidationError::new("repeated")
            .with_message(format!("{item} stands in it twice; once is enough").into())),
    }
}
