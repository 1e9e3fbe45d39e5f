//! What is wrong with a value.

use std::{borrow::Cow, collections::HashSet, fmt, hash::Hash};

use validator::ValidationError;

/// Stands between code and message in the alternate form; no code has it.
const SEPARATOR: char = '\u{1F}';

/// Why a value cannot be taken, in words that name what would be right.
///
/// Its alternate form (`{:#}`) also has the code: serde hands on nothing but the text of an error,
/// and [`Invalid::from_alternate`] reads it back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Invalid {
    /// A stable name for the kind of mistake, for programs: `unknown_country`.
    pub code: Cow<'static, str>,
    /// The mistake and its remedy, for people.
    pub message: String,
}

impl Invalid {
    /// A mistake of the kind `code`, told by `message`.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
        }
    }

    /// What is wrong, and what would be right, apart. A message that does not say the second says it
    /// by the example that it gives, or leaves it to the first.
    pub fn reason_and_remedy(&self) -> (String, String) {
        let message = self.message.as_str();
        // A value that is quoted may hold any sign.
        let told = match message.starts_with('"') {
            true => message.find("\" ").unwrap_or(0),
            false => 0,
        };
        for sign in ["; ", ": "] {
            if let Some(place) = message[told..].find(sign) {
                let (reason, remedy) = message.split_at(told + place);
                return (reason.to_owned(), remedy[sign.len()..].to_owned());
            }
        }
        match message[told..].rfind(", such as ") {
            Some(place) => {
                let (reason, example) = message.split_at(told + place);
                (reason.to_owned(), format!("write one{}", &example[1..]))
            }
            None => (message.to_owned(), "correct it".to_owned()),
        }
    }

    /// Reads the alternate form back; `None` when the text is not one.
    pub fn from_alternate(text: &str) -> Option<Self> {
        let (code, message) = text.split_once(SEPARATOR)?;
        // The error of another library may quote a text that has the separator.
        let is_code = !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        is_code.then(|| Self::new(code.to_owned(), message))
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            write!(f, "{}{SEPARATOR}", self.code)?;
        }
        f.write_str(&self.message)
    }
}

/// A mistake that [`validator`] collects, in the field that `pointer` (RFC 6901) leads to from the
/// thing that is validated.
pub(super) fn at(
    pointer: impl Into<Cow<'static, str>>,
    code: &'static str,
    message: impl Into<Cow<'static, str>>,
) -> ValidationError {
    let mut error = ValidationError::new(code).with_message(message.into());
    error.add_param(Cow::Borrowed("pointer"), &pointer.into());
    error
}

/// Fails when a list has something twice.
pub fn all_different<T: Eq + Hash + fmt::Display>(list: &[T]) -> Result<(), ValidationError> {
    // One that is far too long for its own rule comes here too, so each item is looked at once.
    let mut seen = HashSet::with_capacity(list.len());
    match list.iter().find(|item| !seen.insert(*item)) {
        None => Ok(()),
        Some(item) => Err(ValidationError::new("repeated")
            .with_message(format!("{item} stands in it twice; once is enough").into())),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_list_of_any_length_is_looked_through_at_once() {
        let list: Vec<u32> = (0..300_000).collect();
        let begun = Instant::now();
        assert!(all_different(&list).is_ok());
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "{:?}",
            begun.elapsed()
        );
        let twice = all_different(&[1, 2, 3, 2]).unwrap_err().to_string();
        assert_eq!(twice, "2 stands in it twice; once is enough");
    }

    #[test]
    fn reason_and_remedy_are_told_apart() {
        let parts = |message: &str| Invalid::new("code", message).reason_and_remedy();
        let pair = |reason: &str, remedy: &str| (reason.to_owned(), remedy.to_owned());
        assert_eq!(
            parts("\"a; b\" is not a date; write year-month-day"),
            pair("\"a; b\" is not a date", "write year-month-day")
        );
        assert_eq!(
            parts("91 is not a latitude: it lies between -90 and 90 degrees"),
            pair("91 is not a latitude", "it lies between -90 and 90 degrees")
        );
        assert_eq!(
            parts("\"x\" is not a year between 800 and 2027, such as 1998"),
            pair(
                "\"x\" is not a year between 800 and 2027",
                "write one such as 1998"
            )
        );
        assert_eq!(parts("it is wrong"), pair("it is wrong", "correct it"));
    }

    #[test]
    fn the_alternate_form_keeps_the_code() {
        let invalid = Invalid::new("unknown_country", "\"a\u{1F}b\" is not a country");
        assert_eq!(invalid.to_string(), "\"a\u{1F}b\" is not a country");
        assert_eq!(
            Invalid::from_alternate(&format!("{invalid:#}")),
            Some(invalid)
        );
        for text in ["plain", "\u{1F}plain", "a text, \u{1F}quoted"] {
            assert_eq!(Invalid::from_alternate(text), None, "{text:?}");
        }
    }
}
