//! The languages in which the directory speaks.

use std::fmt;

use serde::Serialize;

use super::{Invalid, checked_text::read_by_parse};

/// One of the seven languages in which the directory is published: names of countries, languages
/// and services are had in each. Written as its ISO 639-1 code.
///
/// What members speak and write is a [`super::LanguageTag`] instead.
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
                    "\"{given}\" is no language in which the directory is published; it is one \
                     of {}",
                    Self::ALL.map(Self::code).join(", ")
                ),
            )
        })
    }

    /// The language that the reader likes best by an `Accept-Language` header (RFC 9110, section
    /// 12.5.4), found by lookup (RFC 4647, section 3.4); `None` when the header names none of the
    /// seven.
    ///
    /// `*` says nothing about which language to take, so that it is passed over, as is whatever
    /// cannot be read: a header that a browser sent is no reason to refuse a reader.
    pub fn negotiate(accept_language: &str) -> Option<Self> {
        let mut wanted = Vec::new();
        let mut refused = Vec::new();
        for item in accept_language.split(',') {
            let mut parts = item.split(';').map(str::trim);
            let range = parts.next().unwrap_or_default();
            let Some(quality) = quality(parts) else {
                continue;
            };
            let Some(lang) = Self::of_range(range) else {
                continue;
            };
            if quality > 0 {
                wanted.push((quality, lang));
            } else if range.eq_ignore_ascii_case(lang.code()) {
                // `fr-BE;q=0` refuses Belgian French only, which is not what we would answer.
                refused.push(lang);
            }
        }
        // Stable, so that of equals the first named wins.
        wanted.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
        wanted
            .into_iter()
            .map(|(_, lang)| lang)
            .find(|lang| !refused.contains(lang))
    }

    fn of_range(range: &str) -> Option<Self> {
        let mut subtags = range.split(['-', '_']);
        let primary = subtags.next()?;
        let well_formed = |subtag: &str| {
            (1..=8).contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        subtags
            .all(well_formed)
            .then(|| {
                Self::ALL
                    .into_iter()
                    .find(|lang| lang.code().eq_ignore_ascii_case(primary))
            })
            .flatten()
    }
}

/// The weight in thousandths; `None` when it is not as RFC 9110, section 12.4.2 has it.
fn quality<'a>(parameters: impl Iterator<Item = &'a str>) -> Option<u16> {
    for parameter in parameters {
        let Some((name, value)) = parameter.split_once('=') else {
            continue;
        };
        if !name.trim().eq_ignore_ascii_case("q") {
            continue;
        }
        let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
        if fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let thousandths = format!("{fraction:0<3}").parse().ok()?;
        return match (whole, thousandths) {
            ("0", thousandths) => Some(thousandths),
            ("1", 0) => Some(1000),
            _ => None,
        };
    }
    Some(1000)
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
            "\"sv\" is no language in which the directory is published; it is one of en, de, nl, \
             fr, es, it, pt"
        );
    }

    #[test]
    fn the_reader_gets_the_language_they_like_best() {
        for (header, lang) in [
            ("fr", Some(Lang::Fr)),
            ("nl-BE,nl;q=0.8,en;q=0.5", Some(Lang::Nl)),
            ("en;q=0.5, de;q=0.8", Some(Lang::De)),
            ("pl, sv;q=0.9, it;q=0.1", Some(Lang::It)),
            ("es;q=0.8,pt;q=0.8", Some(Lang::Es)),
            ("DE-ch;Q=0.7", Some(Lang::De)),
            ("de-Latn-1996-x-y", Some(Lang::De)),
            ("en;q=0.9, de; q = 1.000", Some(Lang::De)),
            ("pl,uk", None),
            ("", None),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
    }

    #[test]
    fn a_star_alone_says_nothing_and_is_passed_over() {
        assert_eq!(Lang::negotiate("*"), None);
        assert_eq!(Lang::negotiate("*, fr;q=0.5"), Some(Lang::Fr));
        assert_eq!(Lang::negotiate("*-CH"), None);
        assert_eq!(Lang::negotiate("*;q=0, nl"), Some(Lang::Nl));
    }

    #[test]
    fn what_is_refused_is_not_given() {
        assert_eq!(Lang::negotiate("fr;q=0"), None);
        assert_eq!(Lang::negotiate("fr;q=0.000, en;q=0.1"), Some(Lang::En));
        assert_eq!(Lang::negotiate("fr-BE, fr;q=0, en;q=0.1"), Some(Lang::En));
        assert_eq!(Lang::negotiate("fr-BE;q=0, fr;q=0.1"), Some(Lang::Fr));
    }

    #[test]
    fn garbage_is_passed_over() {
        for garbage in [
            ";;;",
            "q=1",
            "fr;q=2",
            "fr;q=-1",
            "fr;q=0.1234",
            "fr;q=",
            "fr;q=1.5",
            "fr-",
            "fr--BE",
            "f r",
            "fr-abcdefghi",
            "\u{0}",
            "é",
            ",,,",
            "fr;q=0.+1",
            "fr;q=0.5.5",
        ] {
            assert_eq!(Lang::negotiate(garbage), None, "{garbage}");
            assert_eq!(
                Lang::negotiate(&format!("{garbage}, nl;q=0.1")),
                Some(Lang::Nl)
            );
        }
        assert_eq!(Lang::negotiate("fr;level=1"), Some(Lang::Fr));
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
