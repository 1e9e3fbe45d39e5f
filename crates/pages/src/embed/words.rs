//! The words of the list, as its script takes them.

use std::collections::BTreeMap;

use icu_plurals::{PluralCategory, PluralRules};
use serde_json::{Map, Value, json};

use crate::facets::EMBEDDED;
use network::{Lang, MembershipType, PageLang, ServiceType};
use translations::{FIRST_OF_MONTH, digits, text};

/// The texts that the script says beside those of the filters, by their Fluent names. There they
/// are called the same without the `embed-` before it.
pub(super) const TEXTS: [&str; 21] = [
    "embed-label",
    "distance",
    "less-than-a-kilometre",
    "list",
    "embed-search",
    "embed-clear",
    "embed-loading",
    "embed-found",
    "embed-shown",
    "embed-more",
    "embed-none",
    "embed-none-hint",
    "embed-error",
    "embed-wrong",
    "embed-offline",
    "embed-retry",
    "embed-whole",
    "embed-website",
    "embed-verified",
    "embed-credit",
    "embed-sample",
];

/// What is put into them; the script does that.
const HOLES: [(&str, &str); 7] = [
    ("shown", "{shown}"),
    ("total", "{total}"),
    ("date", "{date}"),
    ("network", "{network}"),
    ("km", "{km}"),
    ("first", "{first}"),
    ("second", "{second}"),
];

/// A text that counts is had once for each of CLDR's categories that a whole number can be in.
const COUNTED: [&str; 1] = ["embed-found"];

/// The numbers among which each of these categories is met.
const EXAMPLES: u32 = 120;

/// All texts, those of the filters last.
fn texts() -> impl Iterator<Item = &'static str> {
    let filters = EMBEDDED.into_iter();
    TEXTS
        .into_iter()
        .chain(filters.flat_map(|(_, label, all)| [label, all]))
}

/// The texts by language, those in which the API answers.
pub(super) fn table() -> Value {
    let langs = Lang::ALL.map(|lang| (lang.code().to_owned(), words(lang.into())));
    Value::Object(langs.into_iter().collect())
}

/// The other languages, whose texts the script fetches where a page wants them: most want none.
pub(super) fn more() -> impl Iterator<Item = PageLang> {
    let langs = PageLang::ALL.into_iter();
    langs.filter(|lang| Lang::try_from(*lang).is_err())
}

/// The texts of a language by name, with what the script must know to write as the server does.
pub(super) fn words(lang: PageLang) -> Value {
    let texts = texts().map(|id| (short(id), said(lang, id)));
    let mut table: Map<_, _> = texts.collect();
    table.insert("locale".to_owned(), locale(lang).into());
    table.insert("labels".to_owned(), labels(lang));
    if let Some((_, first)) = FIRST_OF_MONTH.iter().find(|(code, _)| *code == lang.code()) {
        table.insert("first".to_owned(), (*first).into());
    }
    if lang.direction() == "rtl" {
        table.insert("dir".to_owned(), "rtl".into());
    }
    table.into()
}

/// The locale by which a browser writes days and numbers as the server does: with its digits, and
/// in the Gregorian calendar.
fn locale(lang: PageLang) -> String {
    let digits = match &*digits(lang, "0") {
        "٠" => "arab",
        "۰" => "arabext",
        _ => "latn",
    };
    format!("{}-u-ca-gregory-nu-{digits}", lang.locale())
}

/// The labels of what every network has, which the API tells in its own languages alone.
fn labels(lang: PageLang) -> Value {
    let core = ServiceType::core();
    let services = core
        .iter()
        .map(|service| (service.code.as_str(), service.label(lang)));
    let kinds = MembershipType::ALL.iter();
    let kinds = kinds.map(|kind| (kind.as_str(), kind.label(lang)));
    let labels = services.chain(kinds);
    labels
        .map(|(code, label)| (code.to_owned(), label.into()))
        .collect::<Map<_, _>>()
        .into()
}

fn short(id: &str) -> String {
    id.trim_start_matches("embed-").to_owned()
}

fn said(lang: PageLang, id: &str) -> Value {
    if COUNTED.contains(&id) {
        return counted(lang, id);
    }
    text(lang, id, &HOLES.map(|(name, hole)| (name, hole.into()))).into()
}

/// The forms of a text that counts, by the category of the number.
fn counted(lang: PageLang, id: &str) -> Value {
    let Ok(rules) = PluralRules::try_new_cardinal((&lang.locale()).into()) else {
        return json!({ "other": text(lang, id, &[("count", "{count}".into())]) });
    };
    let mut forms = BTreeMap::new();
    for number in 0..EXAMPLES {
        let form = || {
            let form = text(lang, id, &[("count", number.into())]);
            form.replacen(&digits(lang, &number.to_string()), "{count}", 1)
        };
        forms
            .entry(category(rules.category_for(number)))
            .or_insert_with(form);
    }
    json!(forms)
}

/// A category as a browser names it.
fn category(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_stands_once_in_every_form() {
        for lang in PageLang::ALL {
            let (texts, lang) = (words(lang), lang.code());
            for (category, form) in texts["found"].as_object().unwrap() {
                let form = form.as_str().unwrap();
                // One and two are words in some languages.
                let is_said = !["zero", "one", "two"].contains(&category.as_str());
                assert!(form.matches("{count}").count() <= 1, "{lang}: {form}");
                assert!(!is_said || form.contains("{count}"), "{lang}: {form}");
                assert!(!form.contains(char::is_numeric), "{lang}: {form}");
            }
            for (id, hole) in [
                ("shown", "{shown}"),
                ("shown", "{total}"),
                ("verified", "{date}"),
                ("credit", "{network}"),
                ("distance", "{km}"),
            ] {
                let text = texts[id].as_str().unwrap();
                assert_eq!(text.matches(hole).count(), 1, "{lang}: {text}");
            }
        }
    }

    #[test]
    fn a_text_that_counts_has_the_forms_of_its_language() {
        let words = |lang: &str| words(PageLang::of_range(lang).unwrap());
        let forms = |lang: &str| {
            let words = words(lang);
            let forms = words["found"].as_object().unwrap();
            forms.keys().cloned().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(forms("ar"), "few many one other two zero");
        assert_eq!(forms("uk"), "few many one");
        assert_eq!(forms("tr"), "one other");
        assert_eq!(forms("en"), "one other");
        assert_eq!(words("ar")["locale"], "ar-u-ca-gregory-nu-latn");
        assert_eq!(words("fa")["locale"], "fa-u-ca-gregory-nu-arabext");
        assert_eq!(words("pt")["locale"], "pt-PT-u-ca-gregory-nu-latn");
    }

    #[test]
    fn the_script_says_each_of_them() {
        let script = super::super::script::source();
        for id in texts() {
            let name = short(id);
            let choice = name.trim_start_matches("all-").replace('-', "_");
            let said = [name, choice]
                .iter()
                .any(|name| script.contains(&format!("'{name}'")));
            assert!(said, "nothing says {id}");
        }
    }
}
