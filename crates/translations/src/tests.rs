use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use fluent_bundle::FluentResource;

use super::*;

/// Every message of a language with the names of what is put into it; fails when a file is no
/// Fluent, or a message is there twice.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut known = BTreeMap::new();
    for (subject, source) in FILES[lang.index()] {
        let file = format!("translations/{lang}/{subject}.ftl");
        let resource = FluentResource::try_new(source.to_owned())
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
            if path.ends_with("translations") {
                continue;
            }
            open.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path
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

#[test]
fn every_language_says_all_that_english_says() {
    let english = messages(Lang::En);
    for lang in Lang::ALL {
        let own = messages(lang);
        let missing: Vec<_> = english.keys().filter(|id| !own.contains_key(*id)).collect();
        assert!(missing.is_empty(), "{lang} lacks {missing:?}");
        let more: Vec<_> = own.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(more.is_empty(), "English lacks {more:?} of {lang}");
        for (id, variables) in &own {
            assert_eq!(*variables, english[id], "what is put into {id} in {lang}");
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
fn every_text_is_used_and_every_text_that_is_used_is_there() {
    let sources = sources();
    let english = messages(Lang::En);
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
    let written = Lang::ALL.map(|lang| (lang, number(lang, 12345.5), date(lang, day)));
    insta::assert_debug_snapshot!(written);
}
