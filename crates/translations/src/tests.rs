use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use fluent_bundle::FluentResource;

use icu_plurals::PluralRules;
use network::Lang;

use super::*;

/// Every message of some files of a language with the names of what is put into it; fails when a file is no
/// Fluent, or a message is there twice.
fn messages(lang: PageLang, subjects: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut known = BTreeMap::new();
    for (subject, source) in FILES[lang.index()] {
        if !subjects.contains(subject) {
            continue;
        }
        let file = format!("translations/{}/{subject}.ftl", lang.code());
        let resource = FluentResource::try_new((*source).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        assert!(
            resource
                .entries()
                .all(|entry| !format!("{entry:?}").starts_with("Junk"))
        );
        for block in blocks(source) {
            let (id, pattern) = block.split_once('=').expect("a message");
            let id = id.trim().to_owned();
            assert!(!pattern.trim().is_empty(), "{file}: {id} is empty");
            let before = known.insert(id.clone(), variables(pattern));
            assert!(before.is_none(), "{file}: {id} is there twice");
        }
    }
    known
}

/// The messages of a file, each with the lines that go on with it.
fn blocks(source: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            blocks.push(line.to_owned());
        } else if let Some(block) = blocks.last_mut() {
            block.push('\n');
            block.push_str(line);
        }
    }
    blocks
}

fn variables(pattern: &str) -> BTreeSet<String> {
    let names = pattern.split('$').skip(1);
    names
        .map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            rest[..end.unwrap_or(rest.len())].to_owned()
        })
        .collect()
}

/// The text of every source that may name a message.
fn sources() -> Vec<String> {
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut open = vec![root.join("src"), root.join("crates")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if !path.ends_with("translations/src/tests.rs")
            && path
                .extension()
                .is_some_and(|end| ["rs", "html", "js"].iter().any(|known| end == *known))
        {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
    found
}

/// The messages that a source asks for by name.
fn asked(source: &str) -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    for (call, first) in [
        (".say(", 0),
        (".say_with(", 0),
        (".labelled(", 0),
        ("translations::text(", 1),
        ("say!(", 1),
    ] {
        for rest in source.split(call).skip(1) {
            let Some((before, after)) = rest.split_once('"') else {
                continue;
            };
            let plain = |c: char| c.is_ascii_alphanumeric() || "_., \n".contains(c);
            let parts = before.split(',').filter(|part| !part.trim().is_empty());
            let at_once = parts.count() == first && before.chars().all(plain);
            if let Some((id, _)) = after.split_once('"').filter(|_| at_once) {
                asked.insert(id.to_owned());
            }
        }
    }
    asked
}

/// The subjects of a language, each of which it must have as a whole.
fn subjects(lang: PageLang) -> Vec<&'static str> {
    let files = FILES[lang.index()].iter();
    files.map(|(subject, _)| *subject).collect()
}

#[test]
fn every_language_says_all_that_english_says() {
    for lang in PageLang::ALL {
        let subjects = subjects(lang);
        let code = lang.code();
        let english = messages(Lang::En.into(), &subjects);
        let own = messages(lang, &subjects);
        let missing: Vec<_> = english.keys().filter(|id| !own.contains_key(*id)).collect();
        assert!(missing.is_empty(), "{code} lacks {missing:?}");
        let more: Vec<_> = own.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(more.is_empty(), "English lacks {more:?} of {code}");
        for (id, variables) in &own {
            assert_eq!(*variables, english[id], "what is put into {id} in {code}");
        }
    }
}

/// The blocks of a text that chooses its form by a number, each with the forms that it has.
fn counted(pattern: &str) -> Vec<BTreeSet<String>> {
    let blocks = pattern.split("->").skip(1);
    let forms = blocks.map(|block| {
        let lines = block.lines().skip(1).map(str::trim);
        let lines = lines.take_while(|line| !line.starts_with('}'));
        let keys = lines.filter_map(|line| line.trim_start_matches('*').strip_prefix('['));
        keys.filter_map(|line| Some(line.split_once(']')?.0.to_owned()))
            .collect()
    });
    forms.collect()
}

#[test]
fn a_text_that_counts_has_no_form_that_its_language_does_not_know() {
    let categories = ["zero", "one", "two", "few", "many", "other"];
    for lang in PageLang::ALL {
        let rules = PluralRules::try_new_cardinal((&lang.locale()).into()).unwrap();
        let known: BTreeSet<String> = rules
            .categories()
            .map(|category| format!("{category:?}").to_lowercase())
            .collect();
        for (_, source) in FILES[lang.index()] {
            for block in blocks(source) {
                let by_number = counted(&block)
                    .into_iter()
                    .filter(|forms| forms.iter().all(|form| categories.contains(&form.as_str())));
                // A choice by a word may have "other" alone of these.
                for forms in by_number.filter(|forms| forms.len() > 1) {
                    assert!(forms.contains("other"), "{}: {block}", lang.code());
                    assert!(forms.is_subset(&known), "{}: {block}", lang.code());
                }
            }
        }
    }
}

/// How the messages begin that a source names with a code put in: `"console-status-{status}"`.
fn families(source: &str) -> BTreeSet<String> {
    let opened = source.match_indices('{').map(|(at, _)| &source[..at]);
    let begun = opened.filter_map(|before| before.rsplit_once('"'));
    let is_family = |family: &&str| {
        let plain = |c: char| c.is_ascii_lowercase() || c == '-';
        family.ends_with('-') && family.len() > 8 && family.chars().all(plain)
    };
    let begun = begun.map(|(_, family)| family).filter(is_family);
    begun.map(str::to_owned).collect()
}

#[test]
fn a_text_that_counts_takes_the_form_of_its_number() {
    let found = |lang: &str, count: u32| {
        let lang = PageLang::of_range(lang).unwrap();
        text(lang, "members-found", &[("count", count.into())])
    };
    let ar = [0, 1, 2, 3, 11, 100].map(|count| found("ar", count));
    assert_eq!(
        ar,
        [
            "لا توجد منظمات",
            "منظمة واحدة",
            "منظمتان",
            "3 منظمات",
            "11 منظمة",
            "100 منظمة",
        ]
    );
    let uk = [1, 2, 5, 11, 21, 24].map(|count| found("uk", count));
    assert_eq!(
        uk,
        [
            "1 організація",
            "2 організації",
            "5 організацій",
            "11 організацій",
            "21 організація",
            "24 організації",
        ]
    );
    assert_eq!(found("fa", 155), "۱۵۵ سازمان");
}

#[test]
fn every_text_is_used_and_every_text_that_is_used_is_there() {
    let sources = sources();
    let english = messages(Lang::En.into(), &subjects(Lang::En.into()));
    let families: BTreeSet<String> = sources.iter().flat_map(|source| families(source)).collect();
    for id in english.keys() {
        let literal = format!("\"{id}\"");
        assert!(
            sources.iter().any(|source| source.contains(&literal))
                || families
                    .iter()
                    .any(|family| id.starts_with(family.as_str())),
            "nothing says {id}"
        );
    }
    for source in &sources {
        for id in asked(source) {
            assert!(english.contains_key(&id), "there is no text {id}");
        }
    }
}

#[test]
fn a_text_that_is_asked_for_is_seen() {
    assert!(asked("texts.say(\"close\")").contains("close"));
    assert!(asked("{{ t.say_with(\"found\", \"count\", total) }}").contains("found"));
    assert!(asked("translations::text(\n    lang,\n    \"found\",").contains("found"));
    assert!(!asked("node.with(\"name\")").contains("name"));
}

#[test]
fn numbers_and_dates_are_as_each_language_writes_them() {
    let day = Date::constant(2026, 3, 4);
    let langs = [
        "en", "de", "nl", "fr", "es", "it", "pt", "ar", "uk", "ru", "tr", "fa",
    ];
    let written = langs.map(|code| {
        let lang = PageLang::of_range(code).unwrap();
        let (number, date) = (number(lang, 12345.5), date(lang, day));
        (
            lang.code(),
            number,
            date,
            weekday(lang, day),
            own_name(lang),
        )
    });
    insta::assert_debug_snapshot!(written);
}

#[test]
fn the_first_of_a_month_is_an_ordinal_where_people_say_so() {
    let day = Date::constant(2026, 11, 1);
    assert_eq!(date(Lang::Fr, day), "1er novembre 2026");
    assert_eq!(date(Lang::It, day), "1º novembre 2026");
    assert_eq!(date(Lang::De, day), "1. November 2026");
}

#[test]
fn an_hour_has_the_digits_of_its_language() {
    let written = ["en", "ar", "fa"].map(|lang| digits(PageLang::of_range(lang).unwrap(), "09:30"));
    assert_eq!(written, ["09:30", "09:30", "۰۹:۳۰"]);
}
