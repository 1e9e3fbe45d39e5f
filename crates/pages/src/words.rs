//! Texts on a page: in their language, in its direction, and without markup.

use std::fmt::{self, Write};

use askama::filters::Escaper;

use icu_locale::LanguageIdentifier;

use network::{LanguageTag, PageLang};

/// A text that is not in the page's language, or may not be.
#[derive(Debug, Clone, Copy)]
pub struct Foreign<'a> {
    /// The text.
    pub text: &'a str,
    language: Option<&'a LanguageTag>,
}

impl<'a> Foreign<'a> {
    /// A text in a language; none when nobody knows it.
    pub fn new(text: &'a str, language: Option<&'a LanguageTag>) -> Self {
        Self { text, language }
    }

    /// A text with its language as they come together.
    pub fn of((language, text): (&'a LanguageTag, &'a str)) -> Self {
        Self::new(text, Some(language))
    }

    /// Whether it is known to be in this language, in whatever region and script.
    pub fn is_in(&self, lang: PageLang) -> bool {
        self.language.map(LanguageTag::primary) == Some(lang.code())
    }

    /// The attributes of the element that it stands in: `lang="ar" dir="rtl"`. A language tag has
    /// letters, digits and hyphens alone.
    pub fn attributes(&self) -> String {
        let direction = self.language.map_or("auto", direction);
        // An empty tag says that nobody knows the language; none, that it is the page's.
        let language = self.language.map_or("", LanguageTag::as_str);
        format!("lang=\"{language}\" dir=\"{direction}\"")
    }
}

impl fmt::Display for Foreign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

/// Escapes texts for HTML and SVG with the named entities, in an element or in an attribute in
/// double quotes. Templates name it `entities`.
#[derive(Debug, Clone, Copy)]
pub struct NamedEntities;

impl Escaper for NamedEntities {
    fn write_escaped_str<W: Write>(&self, mut out: W, text: &str) -> fmt::Result {
        for sign in text.chars() {
            match sign {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                sign => out.write_char(sign)?,
            }
        }
        Ok(())
    }
}

/// A text as [`NamedEntities`] escapes it.
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        NamedEntities.write_escaped_str(out, self.0)
    }
}

/// Signs of Unicode that keep a text apart from the one around it, whose direction may be another.
const MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];

/// A text that is put into one of the page's, and may be of another direction: `Gent` in `«Gent»`.
pub fn apart(text: &str) -> String {
    let [begin, end] = MARKS;
    format!("{begin}{}{end}", text.replace(MARKS, ""))
}

/// A text as it is told where there is no markup, with nothing kept apart.
pub fn run_on(text: &str) -> String {
    text.replace(MARKS, "")
}

/// A text as HTML, in which elements keep apart what was put into it.
pub fn isolated(text: &str) -> String {
    let [begin, end] = MARKS;
    Escaped(text)
        .to_string()
        .replace(begin, "<bdi>")
        .replace(end, "</bdi>")
}

/// The direction in which a language is written.
fn direction(language: &LanguageTag) -> &'static str {
    let identifier = LanguageIdentifier::try_from_str(language.as_str());
    let known = identifier.ok();
    known
        .and_then(|identifier| network::direction(&identifier))
        .unwrap_or("auto")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_into_a_text_is_kept_apart_from_it() {
        let text = format!("«{}»: السكن", apart("<\u{2068}Gent>"));
        assert_eq!(isolated(&text), "«<bdi>&lt;Gent&gt;</bdi>»: السكن");
        assert_eq!(run_on(&text), "«<Gent>»: السكن");
    }

    #[test]
    fn a_text_is_written_in_the_direction_of_its_language() {
        for (tag, expected) in [
            ("ar", "rtl"),
            ("he", "rtl"),
            ("fa-AF", "rtl"),
            ("ckb", "rtl"),
            ("ku-Arab", "rtl"),
            ("nl-BE", "ltr"),
            ("sr-Latn", "ltr"),
            ("zh", "ltr"),
        ] {
            assert_eq!(
                direction(&LanguageTag::parse(tag).unwrap()),
                expected,
                "{tag}"
            );
        }
    }
}
