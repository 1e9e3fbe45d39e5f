//! The languages in which the directory speaks.

use std::fmt;

use serde::Serialize;

use crate::{checked_text::read_by_parse, invalid::Invalid, page_lang::PageLang};

/// One of the seven languages in which the directory is published: names of countries, languages
/// and services are available in each. Written as its ISO 639-1 code.
///
/// Pages are read in more ([`PageLang`]); what members speak and write is a [`super::LanguageTag`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, which stands in wherever another language is missing.
    En,
    /// German.
    De,
    /// Dutch.
    Nl,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Italian.
    It,
    /// Portuguese.
    Pt,
}

impl Lang {
    /// Every language, in the order in which tables of names are kept.
    pub const ALL: [Self; 7] = [
        Self::En,
        Self::De,
        Self::Nl,
        Self::Fr,
        Self::Es,
        Self::It,
        Self::Pt,
    ];

    /// The ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Nl => "nl",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::It => "it",
            Self::Pt => "pt",
        }
    }

    /// The place in [`Lang::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Reads a code or a BCP 47 tag in any case; of `fr-BE`, only the language counts.
    ///
    /// Fails with `unknown_lang` for any other language.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let given = text.trim();
        Self::of_range(given).ok_or_else(|| {
            Invalid::new(
                "unknown_lang",
                format!(
                    "\"{given}\" is not a language in which the directory is published; it is one \
                     of {}",
                    Self::ALL.map(Self::code).join(", ")
                ),
            )
        })
    }

    /// The language of a BCP 47 tag or a language range (RFC 4647), in any case; `None` for any
    /// other language, and for what is no tag.
    pub fn of_range(range: &str) -> Option<Self> {
        PageLang::of_range(range).and_then(|lang| lang.try_into().ok())
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

read_by_parse!(Lang);

#[cfg(test)]
mod tests {
    use super::*;
    use utoipa::PartialSchema;

    #[test]
    fn a_language_is_read_from_its_code_or_a_longer_tag() {
        for lang in Lang::ALL {
            assert_eq!(lang.code().parse(), Ok(lang));
            assert_eq!(Lang::ALL[lang.index()], lang);
            assert_eq!(lang.to_string(), lang.code());
        }
        for text in ["fr", "FR", " fr ", "fr-BE", "fr_BE", "fr-Latn-BE"] {
            assert_eq!(Lang::parse(text), Ok(Lang::Fr), "{text}");
        }
    }

    #[test]
    fn any_other_language_is_refused_naming_the_seven() {
        for text in ["sv", "", "french", "fr-", "fr-BE!", "fro", "*"] {
            assert_eq!(
                Lang::parse(text).unwrap_err().code,
                "unknown_lang",
                "{text}"
            );
        }
        assert_eq!(
            Lang::parse("sv").unwrap_err().message,
            "\"sv\" is not a language in which the directory is published; it is one of en, de, nl, \
             fr, es, it, pt"
        );
    }

    #[test]
    fn json_and_the_schema_have_the_codes() {
        assert_eq!(serde_json::to_string(&Lang::Pt).unwrap(), "\"pt\"");
        assert_eq!(serde_json::from_str::<Lang>("\"pt-BR\"").unwrap(), Lang::Pt);
        let refusal = serde_json::from_str::<Lang>("\"sv\"")
            .unwrap_err()
            .to_string();
        assert!(refusal.contains("one of en, de"), "{refusal}");
        let schema = serde_json::to_value(Lang::schema()).unwrap();
        assert_eq!(schema["type"], "string");
        assert_eq!(
            schema["enum"],
            serde_json::json!(["en", "de", "nl", "fr", "es", "it", "pt"])
        );
    }
}
