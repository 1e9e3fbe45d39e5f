//! What languages, scripts, regions and variants are called, by CLDR and ISO 639-3.

use std::sync::LazyLock;

use icu_experimental::displaynames::{
    DisplayNamesOptions,
    multi::{
        LanguageDisplayNames, LocaleDisplayNamesFormatter, RegionDisplayNames, ScriptDisplayNames,
        VariantDisplayNames,
    },
};
use icu_locale::{locale, subtags::Language};

use crate::{lang::Lang, page_lang::PageLang};

/// The entry of ISO 639-3.
pub(super) fn iso(language: Language) -> Option<isolang::Language> {
    let code = language.as_str();
    isolang::Language::from_639_1(code).or_else(|| isolang::Language::from_639_3(code))
}

pub(super) fn english_or_reference_name(language: Language) -> Option<&'static str> {
    let english = &NAMES[Lang::En.index()];
    english
        .languages
        .of(language)
        .or_else(|| Some(iso(language)?.to_name()))
}

/// Names of languages in one language of pages, borrowed from the data compiled in.
pub(super) struct Names {
    pub(super) tags: LocaleDisplayNamesFormatter,
    pub(super) languages: LanguageDisplayNames,
}

pub(super) static NAMES: LazyLock<[Names; PageLang::COUNT]> = LazyLock::new(|| {
    PageLang::ALL.map(|lang| {
        let locale = lang.locale();
        let options = DisplayNamesOptions::default();
        Names {
            tags: LocaleDisplayNamesFormatter::try_new((&locale).into(), options)
                .expect("names of locales are compiled in"),
            languages: LanguageDisplayNames::try_new((&locale).into(), options)
                .expect("names of languages are compiled in"),
        }
    })
});

pub(super) static SCRIPTS: LazyLock<ScriptDisplayNames> = LazyLock::new(|| {
    ScriptDisplayNames::try_new(locale!("en").into(), DisplayNamesOptions::default())
        .expect("names of scripts are compiled in")
});

pub(super) static VARIANTS: LazyLock<VariantDisplayNames> = LazyLock::new(|| {
    VariantDisplayNames::try_new(locale!("en").into(), DisplayNamesOptions::default())
        .expect("names of variants are compiled in")
});

pub(super) static REGIONS: LazyLock<RegionDisplayNames> = LazyLock::new(|| {
    RegionDisplayNames::try_new(locale!("en").into(), DisplayNamesOptions::default())
        .expect("names of regions are compiled in")
});
