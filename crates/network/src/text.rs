//! Texts that people write: one line or several, in one language or many.

use std::{borrow::Cow, collections::BTreeMap};

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use crate::{invalid::Invalid, lang::Lang, language::LanguageTag, page_lang::PageLang};

/// The most characters a name may have.
pub const NAME_LENGTH: usize = 300;
/// The most characters a single line (an address, a label) may have.
pub const LINE_LENGTH: usize = 500;
/// The most characters a text of several lines (a summary, a note) may have.
pub const TEXT_LENGTH: usize = 10_000;

/// One line of text: trimmed, in Unicode normalization form C, with one plain space between words
/// (none that keeps a line together), no control characters and no invisible characters that turn
/// the reading direction (they let a name show as another one).
///
/// Fails when the text is empty, longer than `most` characters, or has such a character.
pub fn line(given: &str, most: usize) -> Result<String, Invalid> {
    clean(&spaced(given), most, |c| {
        c.is_control() || turns_direction(c)
    })
}

/// The lines of a postal address: [`paragraphs`] with the spaces of a [`line`].
pub fn address(given: &str) -> Result<String, Invalid> {
    paragraphs(&spaced(given))
}

/// A text with one plain space for the spaces of any kind that stand together.
fn spaced(text: &str) -> Cow<'_, str> {
    let is_space =
        |c: char| c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}');
    if text.is_ascii() && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut spaced = String::with_capacity(text.len());
    for c in text.chars() {
        match is_space(c) {
            true if spaced.ends_with(' ') => {}
            true => spaced.push(' '),
            false => spaced.push(c),
        }
    }
    Cow::Owned(spaced)
}

/// A text that may have several lines, ended by a line feed each, whatever ended them before;
/// otherwise as [`line`].
pub fn paragraphs(given: &str) -> Result<String, Invalid> {
    let given = match given.contains('\r') {
        true => Cow::Owned(given.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(given),
    };
    clean(&given, TEXT_LENGTH, |c| {
        (c.is_control() && !matches!(c, '\n' | '\t')) || turns_direction(c)
    })
}

fn clean(given: &str, most: usize, forbidden: impl Fn(char) -> bool) -> Result<String, Invalid> {
    let text = given.trim();
    if text.is_empty() {
        return Err(Invalid::new(
            "required",
            "it is empty; it must say something",
        ));
    }
    if let Some(c) = text.chars().find(|c| forbidden(*c)) {
        return Err(Invalid::new(
            "invalid_character",
            format!(
                "it has the character U+{:04X}, which is not shown as text; write it without",
                c as u32
            ),
        ));
    }
    let text = icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(text);
    let length = text.chars().count();
    if length > most {
        return Err(Invalid::new(
            "too_long",
            format!("it has {length} characters; {most} is the most"),
        ));
    }
    Ok(text.into_owned())
}

/// Whether it is one of the explicit embeddings, overrides and isolates of UAX #9.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether it is a character that nobody sees and that no language needs to be written: what turns
/// the direction, marks and joins nothing, fills, or tags. The joiners that Persian and emoji need
/// are none of them.
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFC}'
            | '\u{13430}'..='\u{1343F}'
            | '\u{16FE4}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D159}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// A text as it comes in, from a file or over HTTP, without the characters that nobody sees and that
/// say nothing ([`is_unseen`]). Joiners stay, which some scripts are written with, and so does what
/// turns the direction in the middle of a text: it is refused, for what people saw was another text.
/// Around a whole text, as it is copied from address books, it turns nothing.
pub fn taken_in(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let is_wrapping = |c: char| {
        matches!(
            c,
            '\u{202A}' | '\u{202B}' | '\u{202C}' | '\u{2066}'..='\u{2069}'
        )
    };
    let seen = text.chars().filter_map(|c| match c {
        '\u{2028}' | '\u{2029}' => Some('\n'),
        c if is_unseen(c) && !turns_direction(c) => None,
        c => Some(c),
    });
    let seen: String = seen.collect();
    let text = seen.trim();
    Cow::Owned(text.trim_matches(is_wrapping).trim().to_owned())
}

/// A text without the characters that nobody sees ([`is_unseen`]) and without joiners, as codes and
/// addresses of all kinds are read.
pub fn without_unseen(text: &str) -> Cow<'_, str> {
    let is_unseen = |c: char| is_unseen(c) || matches!(c, '\u{200C}' | '\u{200D}');
    match !text.is_ascii() && text.contains(is_unseen) {
        true => Cow::Owned(text.replace(is_unseen, "")),
        false => Cow::Borrowed(text),
    }
}

/// Fails for a text with a character that nobody sees ([`is_unseen`]); in an address, for one that
/// is percent-encoded too, however often, and for joiners, which no address needs as they are.
pub fn check_visible(text: &str) -> Result<(), Invalid> {
    if text.is_ascii() && !text.contains('%') {
        return Ok(());
    }
    let refuse = |c: char, how: &str| {
        let message = format!(
            "it has the character U+{:04X}{how}, which nobody sees; write it without",
            c as u32
        );
        Err(Invalid::new("invalid_character", message))
    };
    if let Some(c) = text.chars().find(|c| is_unseen(*c)) {
        return refuse(c, "");
    }
    if !text.contains("://") {
        return Ok(());
    }
    if let Some(c) = text.chars().find(|c| matches!(c, '\u{200C}' | '\u{200D}')) {
        return refuse(c, "");
    }
    let mut address = text.to_owned();
    while address.contains('%') {
        let decoded = percent_decode_str(&address).decode_utf8_lossy();
        if let Some(c) = decoded.chars().find(|c| is_unseen(*c)) {
            return refuse(c, " (percent-encoded)");
        }
        if *decoded == address {
            break;
        }
        address = decoded.into_owned();
    }
    Ok(())
}

/// How texts are read from a document: by the same rules as from anywhere else.
pub mod serde_text {
    use serde::{Deserialize, Deserializer, de::Error};

    use std::collections::BTreeMap;

    use crate::invalid::Invalid;
    use crate::language::LanguageTag;
    use crate::text::{LINE_LENGTH, LocalizedText, NAME_LENGTH, address, line, paragraphs};

    /// Reads a name.
    pub fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        required(deserializer, |text| line(text, NAME_LENGTH))
    }

    /// Reads a name that may be absent.
    pub fn optional_name<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<String>, D::Error> {
        optional(deserializer, |text| line(text, NAME_LENGTH))
    }

    /// Reads a line.
    pub fn required_line<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        required(deserializer, |text| line(text, LINE_LENGTH))
    }

    /// Reads a line that may be absent.
    pub fn optional_line<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<String>, D::Error> {
        optional(deserializer, |text| line(text, LINE_LENGTH))
    }

    /// Reads a text of several lines.
    pub fn required_paragraphs<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<String, D::Error> {
        required(deserializer, paragraphs)
    }

    /// Reads a text of several lines that may be absent.
    pub fn optional_paragraphs<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<String>, D::Error> {
        optional(deserializer, paragraphs)
    }

    /// Reads a postal address that may be absent.
    pub fn optional_address<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<String>, D::Error> {
        optional(deserializer, address)
    }

    /// Reads a line by language.
    pub fn line_by_language<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<LocalizedText, D::Error> {
        #[derive(Deserialize)]
        struct Line(#[serde(deserialize_with = "required_line")] String);
        let lines = BTreeMap::<LanguageTag, Line>::deserialize(deserializer)?.into_iter();
        let lines = lines.map(|(language, Line(line))| (language, line));
        Ok(LocalizedText(lines.collect()))
    }

    /// Reads a text by a rule.
    pub fn required<'de, D: Deserializer<'de>, T>(
        deserializer: D,
        read: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Result<T, D::Error> {
        read(&String::deserialize(deserializer)?).map_err(Error::custom)
    }

    /// Reads a text that may be absent by a rule.
    pub fn optional<'de, D: Deserializer<'de>, T>(
        deserializer: D,
        read: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Result<Option<T>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| read(&text))
            .transpose()
            .map_err(Error::custom)
    }
}

/// A text of several lines, read by [`paragraphs`].
#[derive(Deserialize)]
struct Paragraphs(#[serde(deserialize_with = "serde_text::required_paragraphs")] String);

fn texts<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<LanguageTag, String>, D::Error> {
    let texts = BTreeMap::<LanguageTag, Paragraphs>::deserialize(deserializer)?;
    Ok(texts
        .into_iter()
        .map(|(language, Paragraphs(text))| (language, text))
        .collect())
}

/// A text in one or more languages, keyed by BCP 47 tag.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = BTreeMap<String, String>)]
pub struct LocalizedText(#[serde(deserialize_with = "texts")] pub BTreeMap<LanguageTag, String>);

/// The languages of who reads a text and of who wrote it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tongues<'a> {
    /// The reader's own, where it is none of the seven.
    pub reader: Option<&'a LanguageTag>,
    /// The writer's.
    pub writer: Option<&'a LanguageTag>,
}

impl<'a> From<Option<&'a LanguageTag>> for Tongues<'a> {
    fn from(writer: Option<&'a LanguageTag>) -> Self {
        Self {
            reader: None,
            writer,
        }
    }
}

impl LocalizedText {
    /// The text for a reader of `lang`: in the reader's own language, else in that one, else in the
    /// writer's, else in English, else in whichever there is.
    pub fn pick<'a>(
        &self,
        lang: impl Into<PageLang>,
        of: impl Into<Tongues<'a>>,
    ) -> Option<(&LanguageTag, &str)> {
        let lang: PageLang = lang.into();
        let Tongues { reader, writer } = of.into();
        reader
            .and_then(|own| self.in_language(own))
            .or_else(|| self.in_language(&lang.into()))
            .or_else(|| writer.and_then(|own| self.in_language(own)))
            .or_else(|| self.in_language(&Lang::En.into()))
            .or_else(|| self.0.first_key_value())
            .map(|(language, text)| (language, text.as_str()))
    }

    /// A text in one language.
    pub fn of(language: LanguageTag, text: String) -> Self {
        Self(BTreeMap::from([(language, text)]))
    }

    /// The text for who asks for no language: that in `own`, else in whichever there is.
    pub fn for_anybody(&self, own: &LanguageTag) -> Option<&str> {
        let own = self.in_language(own).or_else(|| self.0.first_key_value());
        own.map(|(_, text)| text.as_str())
    }

    /// Whether there is a text in a language, or in a variety of it.
    pub fn is_in(&self, range: &LanguageTag) -> bool {
        self.in_language(range).is_some()
    }

    fn in_language(&self, range: &LanguageTag) -> Option<(&LanguageTag, &String)> {
        self.0
            .get_key_value(range)
            .or_else(|| self.0.iter().find(|(language, _)| language.matches(range)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_show_as_something_else_are_refused() {
        for bad in [
            "a\0b",
            "a\nb",
            "abc\u{202E}gpj.exe",
            "a\u{2066}b",
            "a\u{7f}",
        ] {
            assert_eq!(
                line(bad, 50).unwrap_err().code,
                "invalid_character",
                "{bad:?}"
            );
        }
        assert_eq!(line(" \t ", 50).unwrap_err().code, "required");
        assert_eq!(line("abcdef", 5).unwrap_err().code, "too_long");
        // The joiners that Persian and emoji need stay.
        assert_eq!(line("می\u{200C}خواهم", 50).unwrap(), "می\u{200C}خواهم");
    }

    #[test]
    fn what_nobody_sees_and_says_nothing_is_taken_out() {
        for (given, taken) in [
            ("\u{FEFF}A\u{200B}l\u{AD}pha\u{200E}", "Alpha"),
            ("\u{202A}+32 9 234 56 78\u{202C}", "+32 9 234 56 78"),
            ("x@a.example\u{200B}\u{a0}", "x@a.example"),
            ("\u{200B}", ""),
            ("one\u{2028}two", "one\ntwo"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("abc\u{202E}gpj.exe", "abc\u{202E}gpj.exe"),
        ] {
            assert_eq!(taken_in(given), taken, "{given:?}");
        }
    }

    #[test]
    fn what_nobody_sees_is_found_in_addresses_too() {
        for bad in [
            "a\u{AD}b",
            "a\u{200B}b",
            "a\u{200E}b",
            "a\u{202E}b",
            "a\u{2060}b",
            "a\u{2067}b",
            "\u{FEFF}a",
            "a\u{E0041}b",
            "a\u{2800}b",
            "a\u{FFFC}b",
            "a\u{1D159}b",
            "https://a.example/%E2%80%AEgpj.exe",
            "https://a.example/%25E2%2580%25AEgpj.exe",
            "https://a.example/%e2%80%8B",
            "https://a.example/a\u{200D}b",
        ] {
            assert_eq!(
                check_visible(bad).unwrap_err().code,
                "invalid_character",
                "{bad:?}"
            );
        }
        for good in [
            "Zażółć",
            "می\u{200C}خواهم",
            "100%25",
            "https://a.example/caf%C3%A9?100%25",
            "👩\u{200D}👩\u{200D}👧 \u{2764}\u{FE0F}",
        ] {
            assert_eq!(check_visible(good), Ok(()), "{good:?}");
        }
    }

    #[test]
    fn text_is_normalized_so_that_equal_names_are_equal() {
        assert_eq!(line(" Cafe\u{301} ", 50).unwrap(), "Café");
        assert_eq!(
            line("Open\u{a0}Huis \u{202f}Gent", 50).unwrap(),
            "Open Huis Gent"
        );
        assert_eq!(address("Kerk\u{a0}1\nbus  2").unwrap(), "Kerk 1\nbus 2");
        assert_eq!(paragraphs("Bonjour\u{a0}!").unwrap(), "Bonjour\u{a0}!");
        assert_eq!(paragraphs("one\n\ntwo").unwrap(), "one\n\ntwo");
        assert_eq!(paragraphs("one\r\ntwo\rthree").unwrap(), "one\ntwo\nthree");
    }

    #[test]
    fn a_reader_gets_the_text_in_the_nearest_language() {
        let tag = |text: &str| text.parse::<LanguageTag>().unwrap();
        let text = LocalizedText(BTreeMap::from([
            (tag("en"), "hello".into()),
            (tag("fr-BE"), "bonjour".into()),
            (tag("el"), "γεια".into()),
        ]));
        let picked = |lang, own: Option<&str>| {
            text.pick(lang, own.map(tag).as_ref())
                .map(|(_, text)| text.to_owned())
        };
        assert_eq!(picked(Lang::Fr, None).as_deref(), Some("bonjour"));
        assert_eq!(picked(Lang::De, Some("el")).as_deref(), Some("γεια"));
        assert_eq!(picked(Lang::De, Some("nl")).as_deref(), Some("hello"));
        assert_eq!(LocalizedText::default().pick(Lang::De, None), None);
    }
}
