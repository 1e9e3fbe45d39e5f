//! What a row gives for the fields of a record, and how it is applied to them.

use std::collections::BTreeMap;

use network::{Invalid, LanguageTag, LocalizedText, text};

/// What a row gives for a field: nothing when its file does not feed the field at all.
pub type Given<T> = Option<T>;

/// A text by language: for each language that is fed, the text or nothing.
pub type Texts = BTreeMap<LanguageTag, Option<String>>;

/// What can be applied to a field of a record.
pub trait Apply {
    /// The type of the field.
    type Field;

    /// Sets the field to what was given; leaves it as it is where nothing was.
    fn apply(&self, field: &mut Self::Field);
}

impl<T: Clone> Apply for Given<T> {
    type Field = T;

    fn apply(&self, field: &mut T) {
        if let Some(value) = self {
            field.clone_from(value);
        }
    }
}

impl Apply for Texts {
    type Field = LocalizedText;

    fn apply(&self, field: &mut LocalizedText) {
        for (language, given) in self {
            match given {
                Some(given) => field.0.insert(language.clone(), given.clone()),
                None => field.0.remove(language),
            };
        }
    }
}

/// Reads a name.
pub fn name(given: &str) -> Result<String, Invalid> {
    text::line(given, text::NAME_LENGTH)
}

/// Reads a text of one line.
pub fn line(given: &str) -> Result<String, Invalid> {
    text::line(given, text::LINE_LENGTH)
}

/// Reads a word for yes or no.
pub fn yes_or_no(text: &str) -> Result<bool, Invalid> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Ok(true),
        "false" | "no" | "0" => Ok(false),
        _ => Err(Invalid::new(
            "invalid_boolean",
            format!("\"{text}\" is neither true nor false; translate other words in the mapping"),
        )),
    }
}
