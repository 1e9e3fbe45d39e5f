//! The languages in which pages are read.

use icu_locale::{Direction, LanguageIdentifier, Locale, LocaleDirectionality, locale};

use crate::lang::Lang;

/// Calls a macro with the languages of pages: those in which everything is published, in the order
/// of [`Lang::ALL`], then those that pages alone speak. Each is the name of its folder in
/// `translations/` with CLDR's locale, which names a region where a language has several ways: that
/// of Europe. A further language of pages is its folder and a line here.
#[macro_export]
macro_rules! page_languages {
    ($then:ident) => {
        $then! {
            published:
                "en" "en-GB",
                "de" "de",
                "nl" "nl",
                "fr" "fr",
                "es" "es",
                "it" "it",
                "pt" "pt-PT";
            pages:
                "ar" "ar",
                "uk" "uk",
                "ru" "ru",
                "tr" "tr",
                "fa" "fa",
        }
    };
}

macro_rules! table {
    (
        published: $($code:literal $locale:literal),+;
        pages: $($more:literal $more_locale:literal,)+
    ) => {
        const CODES: &[&str] = &[$($code,)+ $($more,)+];
        const LOCALES: [Locale; CODES.len()] =
            [$(locale!($locale),)+ $(locale!($more_locale),)+];
        /// What the program calls things itself, by language: a name and a text on each line.
        pub(crate) const LABELS: [&str; CODES.len()] = [
            $(include_str!(concat!("../../../translations/", $code, "/labels.ftl")),)+
            $(include_str!(concat!("../../../translations/", $more, "/labels.ftl")),)+
        ];
    };
}

page_languages!(table);

/// One of the languages in which pages are read: the seven of [`Lang`], and more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageLang(u8);

impl PageLang {
    /// How many there are.
    pub const COUNT: usize = CODES.len();

    /// Every language, those of [`Lang::ALL`] first.
    pub const ALL: [Self; Self::COUNT] = {
        let mut all = [Self(0); Self::COUNT];
        let mut number = 0;
        while number < Self::COUNT {
            all[number] = Self(number as u8);
            number += 1;
        }
        all
    };

    /// The ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        CODES[self.index()]
    }

    /// The place in [`PageLang::ALL`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Where CLDR has how it is written.
    pub fn locale(self) -> Locale {
        LOCALES[self.index()].clone()
    }

    /// The direction in which it is written, as HTML has it: `ltr` or `rtl`.
    pub fn direction(self) -> &'static str {
        direction(&self.locale().id).unwrap_or("ltr")
    }

    /// The language of answers that stands in for it: itself, or English.
    pub fn published(self) -> Lang {
        self.try_into().unwrap_or(Lang::En)
    }

    /// The language of a BCP 47 tag or a language range (RFC 4647), in any case; `None` for any
    /// other language, and for what is no tag.
    pub fn of_range(range: &str) -> Option<Self> {
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

impl From<Lang> for PageLang {
    fn from(lang: Lang) -> Self {
        Self::ALL[lang.index()]
    }
}

/// A language of pages alone is none of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagesAlone;

impl TryFrom<PageLang> for Lang {
    type Error = PagesAlone;

    fn try_from(lang: PageLang) -> Result<Self, PagesAlone> {
        Self::ALL.get(lang.index()).copied().ok_or(PagesAlone)
    }
}

/// The direction in which a language is written, as HTML has it; nothing where CLDR does not know.
pub fn direction(language: &LanguageIdentifier) -> Option<&'static str> {
    match LocaleDirectionality::new_common().get(language)? {
        Direction::RightToLeft => Some("rtl"),
        Direction::LeftToRight => Some("ltr"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_of_answers_come_first() {
        for lang in Lang::ALL {
            assert_eq!(PageLang::from(lang).code(), lang.code());
            assert_eq!(Lang::try_from(PageLang::from(lang)), Ok(lang));
        }
        let more = PageLang::ALL.into_iter().skip(Lang::ALL.len());
        for lang in more {
            assert_eq!(lang.published(), Lang::En, "{}", lang.code());
            assert_eq!(Lang::of_range(lang.code()), None, "{}", lang.code());
        }
    }

    #[test]
    fn a_language_is_found_by_its_tag_and_written_in_its_direction() {
        for lang in PageLang::ALL {
            assert_eq!(PageLang::of_range(lang.code()), Some(lang));
            assert_eq!(lang.locale().id.language.as_str(), lang.code());
        }
        let found = |tag| PageLang::of_range(tag).map(|lang| (lang.code(), lang.direction()));
        assert_eq!(found("fa-AF"), Some(("fa", "rtl")));
        assert_eq!(found("AR"), Some(("ar", "rtl")));
        assert_eq!(found("uk_UA"), Some(("uk", "ltr")));
        assert_eq!(found("sv"), None);
        assert_eq!(found("ar-"), None);
    }
}
