//! Postal codes that a few houses have, and so tell where one is.

use super::letters::words_and_numbers;
use crate::{Country, fold};

/// The postal code of a street, or of a side of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NarrowCode(String);

impl NarrowCode {
    /// Reads a code; nothing where that of its country is a town's or a quarter's.
    pub fn parse(code: &str, country: Country) -> Option<Self> {
        let mut code = fold(code);
        code.retain(char::is_alphanumeric);
        let shape: String = code
            .chars()
            .map(|c| if c.is_ascii_digit() { '9' } else { 'a' })
            .collect();
        let is_narrow = match country.as_str() {
            "CA" => shape == "a9a9a9",
            "GB" => (5..=7).contains(&shape.len()) && shape.ends_with("9aa"),
            "IE" => shape.len() == 7,
            "NL" => shape == "9999aa",
            "PT" => shape == "9999999",
            "SG" => shape == "999999",
            _ => false,
        };
        is_narrow.then_some(Self(code))
    }

    /// Whether it stands in a folded text, with a space or a hyphen within it or none.
    pub fn is_in(&self, folded: &str) -> bool {
        let words = words_and_numbers(folded);
        (0..words.len()).any(|from| {
            let mut rest = self.0.as_str();
            for word in &words[from..] {
                match rest.strip_prefix(word.as_str()) {
                    Some("") => return true,
                    Some(behind) => rest = behind,
                    None => return false,
                }
            }
            false
        })
    }

    /// The code, in letters and figures alone.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
