//! `q`, of people who type what they need: needs, languages and places.

use serde_json::{Value, json};

use crate::support::{answer::texts, shared};

fn ask(query: &str, language: &str) -> Value {
    let query = query.replace(' ', "+").replace('"', "%22");
    let path = format!("/v1/members?q={query}&limit=200&lang={language}");
    shared().json(&path)
}

/// The filters that a query was understood as.
fn filters(page: &Value) -> Vec<String> {
    let understood = page["understood"]
        .as_array()
        .unwrap_or_else(|| panic!("{page}"));
    let filter = |one: &Value| {
        let text = |field: &str| one[field].as_str().unwrap().to_owned();
        let left_out = if one["left_out"] == true { "-" } else { "" };
        format!("{left_out}{}={}", text("parameter"), text("value"))
    };
    understood.iter().map(filter).collect()
}

fn slugs(page: &Value) -> Vec<String> {
    let mut slugs = texts(&page["data"], "slug");
    slugs.sort();
    slugs
}

#[test]
fn a_word_for_a_need_finds_everybody_who_meets_it() {
    for (query, language, service) in [
        ("doctor", "en", "healthcare"),
        ("docter", "en", "healthcare"),
        ("Arzt", "de", "healthcare"),
        ("Krankenschein", "de", "healthcare"),
        ("onderdak", "nl", "housing"),
        ("médecin", "fr", "healthcare"),
        ("a bed for tonight", "en", "housing"),
        ("no me pagan", "es", "labour"),
        ("طبيب", "ar", "healthcare"),
        ("الطبيب", "ar", "healthcare"),
        ("看医生", "zh", "healthcare"),
        ("ሐኪሞች", "am", "healthcare"),
        ("emergency room", "en", "healthcare"),
    ] {
        let page = ask(query, language);
        assert_eq!(filters(&page), [format!("service={service}")], "{query}");
        let all = shared().json(&format!("/v1/members?service={service}&limit=200"));
        assert_eq!(slugs(&page), slugs(&all), "{query}");
    }
}

#[test]
fn what_the_network_has_no_service_for_leads_to_the_nearest_and_says_so() {
    for (query, service) in [
        ("asylum", "labour"),
        ("food", "housing"),
        ("lawyer", "labour"),
    ] {
        let page = ask(query, "en");
        assert_eq!(
            page["understood"][0],
            json!({
                "kind": "need",
                "text": query,
                "label": if service == "labour" { "Labour rights" } else { "Housing" },
                "parameter": "service",
                "value": service,
                "nearest": true,
                "left_out": false,
            })
        );
    }
    assert_eq!(ask("doctor", "en")["understood"][0]["nearest"], false);
}

#[test]
fn languages_places_and_needs_narrow_one_another() {
    for query in [
        "arabe",
        "Arabic",
        "العربية",
        "arabisch",
        "someone who speaks Arabic",
    ] {
        let page = ask(query, "en");
        assert_eq!(filters(&page), ["language=ar"], "{query}");
        let all = shared().json("/v1/members?language=ar&limit=200");
        assert_eq!(slugs(&page), slugs(&all), "{query}");
    }
    for (query, asked) in [
        ("arabe Berlin", "language=ar&city=Berlin"),
        ("dokter Anvers", "service=healthcare&city=Antwerpen"),
        (
            "doctor ukrainian Paris",
            "service=healthcare&language=uk&city=Paris",
        ),
        ("doctor Belgium", "service=healthcare&country=BE"),
        ("Keulen", "city=Köln"),
    ] {
        let page = ask(query, "en");
        assert_eq!(filters(&page).join("&"), asked, "{query}");
        let all = shared().json(&format!("/v1/members?{asked}&limit=200"));
        let found = slugs(&page);
        assert!(!found.is_empty(), "{query}");
        assert!(
            slugs(&all).iter().all(|slug| found.contains(slug)),
            "{query}"
        );
    }
}

#[test]
fn where_nobody_meets_all_of_it_the_nearest_come_first() {
    let page = ask("doctor Gent", "en");
    assert_eq!(filters(&page), ["service=healthcare", "-city=Gent"]);
    let cities = page["data"][0]["locations"][0]["city"].clone();
    assert_eq!(cities, "Brugge", "{page}");
}

#[test]
fn a_town_where_nobody_is_brings_the_nearest_first() {
    for (query, place, first) in [
        ("shelter lille", "Lille, FR", "Gent"),
        ("Zahnarzt Kreuzberg", "Kreuzberg, DE", "Berlin"),
        (
            "doctor Springfield Illinois",
            "Springfield, Illinois, US",
            "Toronto",
        ),
        ("Marrakesch", "Marrakesh, MA", "Casablanca"),
        ("Neustadt", "Neustadt an der Weinstraße, DE", "Strasbourg"),
    ] {
        let page = ask(query, "de");
        let last = page["understood"].as_array().and_then(|all| all.last());
        let last = last.unwrap_or_else(|| panic!("{query}: {page}"));
        assert_eq!(last["parameter"], "near", "{query}");
        assert_eq!(
            (&last["value"], &last["left_out"]),
            (&json!(place), &json!(true))
        );
        assert_eq!(page["data"][0]["locations"][0]["city"], first, "{query}");
        let near = shared().get(&format!("/v1/members?near={}", place.replace(' ', "+")));
        assert_eq!(near.status, 200, "{place}");
    }
    // Words that needs are said with name no town.
    assert_eq!(
        filters(&ask("doctor for my kinder", "en")),
        ["service=healthcare"]
    );
}

#[test]
fn places_are_understood_as_people_write_them() {
    for (query, language, asked) in [
        ("dottore roma", "it", "service=healthcare&city=Roma"),
        ("врач в Варшаве", "ru", "service=healthcare&city=Warszawa"),
        ("Berlin'de doktor", "tr", "city=Berlin&service=healthcare"),
        ("በለንደን ሐኪም", "am", "city=London&service=healthcare"),
        ("doctor usa", "en", "service=healthcare&country=US"),
        ("shelter UK", "en", "service=housing&country=GB"),
        // Bergen is in Norway, and Dutch for Mons, where there is a doctor.
        ("dokter Bergen", "nl", "service=healthcare&city=Mons"),
        ("买不起药", "zh", "service=healthcare"),
        ("ዝትርጉመለይ ሰብ", "ti", "service=education"),
        (
            "arabic speaking doctor",
            "en",
            "language=ar&service=healthcare",
        ),
        ("hospitality", "en", "service=housing"),
    ] {
        let page = ask(query, language);
        assert_eq!(filters(&page).join("&"), asked, "{query}");
        assert!(page["page"]["total"].as_u64() > Some(0), "{query}");
    }
}

#[test]
fn what_the_guides_ask_for_is_found() {
    let mut asked = 0;
    for guide in ["api-guide", "api-conventions", "embed"] {
        let text = shared().get(&format!("/guides/{guide}")).text();
        for example in text.split("/v1/members?q=").skip(1) {
            let end = example.find(|c: char| "&\"'< ".contains(c) || c == '`');
            let query = &example[..end.unwrap_or(example.len())];
            let page = shared().json(&format!("/v1/members?q={query}"));
            assert!(page["page"]["total"].as_u64() > Some(0), "{query}");
            asked += 1;
        }
    }
    assert!(asked > 0);
}

#[test]
fn names_go_before_needs() {
    let page = ask("open huis gent", "nl");
    assert_eq!(page["understood"], json!([]));
    assert_eq!(page["data"][0]["name"], "Open Huis Gent");
    let page = ask("opn huis", "nl");
    assert_eq!(
        page["data"][0]["name"].as_str().map(|name| &name[..9]),
        Some("Open Huis")
    );
    // In quotation marks, words are only words.
    assert_eq!(ask("\"doctor\"", "en")["understood"], json!([]));
    assert!(
        shared()
            .json("/v1/members?limit=1")
            .get("understood")
            .is_none()
    );
}

#[test]
fn the_searchs_own_examples_find_something_in_their_language() {
    for (lang, last) in [
        ("en", "a name"),
        ("de", "ein Name"),
        ("nl", "een naam"),
        ("fr", "un nom"),
        ("es", "un nombre"),
        ("it", "un nome"),
        ("pt", "um nome"),
        ("ar", "اسم"),
        ("uk", "назва"),
        ("ru", "название"),
        ("tr", "bir ad"),
        ("fa", "یک نام"),
    ] {
        let page = shared().get(&format!("/?lang={lang}")).text();
        let placeholder = |id: &str| {
            let field = page
                .split(&format!("id=\"{id}\""))
                .nth(1)
                .expect("the field");
            let text = field.split("placeholder=\"").nth(1).expect("its example");
            text.split('"').next().unwrap().to_owned()
        };
        let example = placeholder("q");
        let (words, rest) = example
            .split_once(last)
            .unwrap_or_else(|| panic!("{example}"));
        assert!(rest.trim() == "…", "{example}");
        for word in words
            .split([',', '،'])
            .map(str::trim)
            .filter(|word| !word.is_empty())
        {
            let found = ask(word, lang);
            assert_eq!(found["understood"][0]["kind"], "need", "{word}");
            assert!(found["page"]["total"].as_u64() > Some(0), "{word}");
        }
        let city = placeholder("near");
        let city = city.split_whitespace().last().expect("a city");
        let found = shared().json(&format!("/v1/members?near={city}"));
        assert!(found["page"]["total"].as_u64() > Some(0), "{city}");
    }
}

#[test]
fn suggestions_know_needs_and_languages() {
    let suggested = shared().json("/v1/suggest?q=doct");
    assert_eq!(
        suggested["services"][0]["code"], "healthcare",
        "{suggested}"
    );
    let suggested = shared().json("/v1/suggest?q=arab&lang=fr");
    assert_eq!(suggested["languages"][0]["name"], "arabe", "{suggested}");
}
