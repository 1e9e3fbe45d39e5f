//! What the program itself calls things that every network has, in all languages of pages:
//! `translations/*/labels.ftl`.

use std::{collections::HashMap, sync::LazyLock};

use crate::page_lang::{LABELS, PageLang};

static TEXTS: LazyLock<[HashMap<&str, &str>; PageLang::COUNT]> = LazyLock::new(|| {
    LABELS.map(|file| {
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once(" = ")).collect()
    })
});

/// The label of a thing, by its code; the code itself where there is none, which a test excludes.
pub fn label(code: &'static str, lang: PageLang) -> &'static str {
    TEXTS[lang.index()].get(code).copied().unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_same_labels() {
        for lang in PageLang::ALL {
            let mut own: Vec<&str> = TEXTS[lang.index()].keys().copied().collect();
            own.sort_unstable();
            let all = [
                "affiliate",
                "education",
                "healthcare",
                "housing",
                "labour",
                "ordinary",
            ];
            assert_eq!(own, all, "{}", lang.code());
            assert!(
                TEXTS[lang.index()]
                    .values()
                    .all(|label| !label.trim().is_empty())
            );
        }
    }
}
