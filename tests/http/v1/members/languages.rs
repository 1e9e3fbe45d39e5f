//! The language of labels and texts.

use serde_json::Value;

use crate::support::{TestServer, shared, sheets::sheets};

fn member_in(headers: &[(&str, &str)], query: &str) -> (Value, String) {
    let path = format!("/v1/members?city=gent&service=housing&limit=1{query}");
    let answer = shared().get_with(&path, headers);
    let language = answer.header("content-language").unwrap().to_owned();
    (answer.ok()["data"][0].clone(), language)
}

#[test]
fn by_parameter_in_all_seven() {
    for (lang, country, housing) in [
        ("en", "Belgium", "Housing"),
        ("de", "Belgien", "Wohnen"),
        ("nl", "België", "Huisvesting"),
        ("fr", "Belgique", "Logement"),
        ("es", "Bélgica", "Vivienda"),
        ("it", "Belgio", "Alloggio"),
        ("pt", "Bélgica", "Habitação"),
    ] {
        let (member, language) = member_in(&[], &format!("&lang={lang}"));
        assert_eq!(language, lang);
        assert_eq!(member["country"]["name"], country);
        assert_eq!(member["country"]["code"], "BE");
        let labels = member["services"].as_array().unwrap();
        let label = labels.iter().find(|service| service["code"] == "housing");
        assert_eq!(label.unwrap()["label"], housing, "{lang}");
    }
}

#[test]
fn by_the_header_with_weights_and_regions() {
    for (header, expected) in [
        ("nl", "nl"),
        ("nl-BE", "nl"),
        ("de;q=0.5, fr;q=0.9", "fr"),
        ("pt-BR, en;q=0.1", "pt"),
        ("ja, it;q=0.3", "it"),
        ("ja", "en"),
        ("*", "en"),
        ("nl;q=0, de;q=0.1", "de"),
        ("%%%, ,;q=9", "en"),
        ("", "en"),
    ] {
        let (_, language) = member_in(&[("Accept-Language", header)], "");
        assert_eq!(language, expected, "{header}");
    }
}

#[test]
fn the_parameter_wins_over_the_header() {
    let (member, language) = member_in(&[("Accept-Language", "fr")], "&lang=de");
    assert_eq!(
        (language.as_str(), &member["country"]["name"]),
        ("de", &"Belgien".into())
    );
}

/// The language asked for, then the member's own, then English.
#[test]
fn a_text_falls_back() {
    let server = TestServer::of(&sheets().members(
        "slug,name,language,country,summary_en,summary_nl,summary_fr\n\
         all,All,nl,BE,english,nederlands,français\n\
         own,Own,nl,BE,english,nederlands,\n\
         last,Last,nl,BE,english,,\n\
         none,None,nl,BE,,,\n\
         foreign,Foreign,el,GR,,,français\n",
    ));
    let text = |slug: &str| {
        let member = server.json(&format!("/v1/members/{slug}?lang=fr"));
        (
            member["summary"].clone(),
            member["summary_language"].clone(),
        )
    };
    assert_eq!(text("all"), ("français".into(), "fr".into()));
    assert_eq!(text("own"), ("nederlands".into(), "nl".into()));
    assert_eq!(text("last"), ("english".into(), "en".into()));
    assert_eq!(text("none"), (Value::Null, Value::Null));
    assert_eq!(text("foreign"), ("français".into(), "fr".into()));
    // In none of the three: another is not made up.
    let member = server.json("/v1/members/foreign?lang=de");
    assert!(member["summary"].is_null() || member["summary_language"] == "fr");
}

#[test]
fn another_language_is_refused_by_parameter() {
    for lang in ["xx", "japanese", "", "ja"] {
        assert_eq!(
            shared().mistakes(&format!("/v1/members?lang={lang}")),
            [("lang".to_owned(), "unknown_lang".to_owned())],
            "{lang}"
        );
    }
}
