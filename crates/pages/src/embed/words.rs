//! The words of the list, as its script takes them.

use serde_json::{Map, Value};

use crate::facets::EMBEDDED;
use network::Lang;
use translations::text;

/// The texts that the script says beside those of the filters, by their Fluent names. There they are called the same without
/// the `embed-` before it.
pub(super) const TEXTS: [&str; 19] = [
    "embed-label",
    "less-than-a-kilometre",
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
const HOLES: [(&str, &str); 4] = [
    ("shown", "{shown}"),
    ("total", "{total}"),
    ("date", "{date}"),
    ("network", "{network}"),
];

/// A text that counts is had once for one thing and once for several.
const COUNTED: [&str; 1] = ["embed-found"];

/// All texts, those of the filters last.
fn texts() -> impl Iterator<Item = &'static str> {
    let filters = EMBEDDED.into_iter();
    TEXTS
        .into_iter()
        .chain(filters.flat_map(|(_, label, all)| [label, all]))
}

/// The texts by language and name.
pub(super) fn table() -> Value {
    let langs = Lang::ALL.map(|lang| {
        let texts = texts().map(|id| (short(id), said(lang, id)));
        (lang.code().to_owned(), texts.collect::<Map<_, _>>().into())
    });
    Value::Object(langs.into_iter().collect())
}

fn short(id: &str) -> String {
    id.trim_start_matches("embed-").to_owned()
}

fn said(lang: Lang, id: &str) -> Value {
    if COUNTED.contains(&id) {
        // The seven languages tell one from several; the script knows by CLDR which is meant.
        let forms = [1_u32, 2].map(|number| {
            text(lang, id, &[("count", number.into())]).replacen(&number.to_string(), "{count}", 1)
        });
        return forms.to_vec().into();
    }
    text(lang, id, &HOLES.map(|(name, hole)| (name, hole.into()))).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_stands_once_in_every_form() {
        let table = table();
        for lang in Lang::ALL {
            let texts = &table[lang.code()];
            for form in texts["found"].as_array().unwrap() {
                let form = form.as_str().unwrap();
                assert_eq!(form.matches("{count}").count(), 1, "{lang}: {form}");
                assert!(!form.contains(char::is_numeric), "{lang}: {form}");
            }
            for (id, hole) in [
                ("shown", "{shown}"),
                ("shown", "{total}"),
                ("verified", "{date}"),
                ("credit", "{network}"),
            ] {
                let text = texts[id].as_str().unwrap();
                assert_eq!(text.matches(hole).count(), 1, "{lang}: {text}");
            }
        }
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
