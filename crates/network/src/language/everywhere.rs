//! What languages are called in every language that CLDR has names in.

use icu_experimental::displaynames::{DisplayNamesOptions, multi::LanguageDisplayNames};
use icu_locale::{Locale, subtags::Language};

use super::{
    LanguageTag, RARE,
    reading::{CALLED, COLLOQUIAL, PLAIN, tag_of},
};

/// Languages with a code of three letters that people look for help in.
const MORE: [&str; 14] = [
    "ber", "ckb", "fil", "kab", "kea", "lua", "man", "mnk", "pcm", "rif", "rom", "shi", "yue",
    "zgh",
];

/// The languages that CLDR has most names of languages in.
const SAID_IN: &str = "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu \
    ha he hi hr hu hy id ig is it ja ka kk km kn ko ku ky lo lt lv mk ml mn mr ms my nb ne nl pa pl \
    ps pt ro ru sd si sk sl so sq sr sv sw ta te th ti tk tr uk ur uz vi yo zh zu";

/// Names of languages: the name as it is written, the language that it is a name in where that is
/// known, and the language that it is a name of. Some come more than once.
pub fn names() -> Vec<(String, Option<String>, LanguageTag)> {
    let is_rare = |tag: &LanguageTag| RARE.split_whitespace().any(|code| code == tag.as_str());
    let plain = || PLAIN.iter().flatten().filter(|tag| !is_rare(tag)).cloned();
    let wanted: Vec<LanguageTag> = plain().chain(MORE.into_iter().filter_map(tag_of)).collect();
    let mut names: Vec<(String, Option<String>, LanguageTag)> = Vec::new();
    let colloquial = COLLOQUIAL.into_iter();
    names
        .extend(colloquial.filter_map(|(name, code)| Some((name.to_owned(), None, tag_of(code)?))));
    let dialect = |tag: &LanguageTag| tag.as_str().contains('-');
    let known = CALLED
        .iter()
        .filter(|(_, tag)| wanted.contains(tag) || dialect(tag));
    names.extend(known.map(|(name, tag)| (name.clone(), None, tag.clone())));
    for said_in in SAID_IN.split_whitespace() {
        let Ok(locale) = Locale::try_from_str(said_in) else {
            continue;
        };
        let options = DisplayNamesOptions::default();
        let Ok(in_it) = LanguageDisplayNames::try_new((&locale).into(), options) else {
            continue;
        };
        for tag in &wanted {
            let language = Language::try_from_str(tag.as_str()).ok();
            if let Some(name) = language.and_then(|language| in_it.of(language)) {
                names.push((name.to_owned(), Some(said_in.to_string()), tag.clone()));
            }
        }
    }
    // Codes are names of nothing that people type.
    names.retain(|(name, _, tag)| !name.is_ascii() || name.len() > 2 && name != tag.as_str());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_called_by_their_names_anywhere() {
        let names = names();
        for (name, code) in [
            ("arabe", "ar"),
            ("العربية", "ar"),
            ("арабська", "ar"),
            ("Arapça", "ar"),
            ("阿拉伯语", "ar"),
            ("farsi", "fa"),
            ("ትግርኛ", "ti"),
            ("Tigrinya", "ti"),
            ("arabiska", "ar"),
        ] {
            let called = |(known, _, tag): &&(String, Option<String>, LanguageTag)| {
                known == name && tag.as_str() == code
            };
            assert!(names.iter().any(|it| called(&it)), "{name}");
        }
    }
}
