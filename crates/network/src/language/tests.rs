//! Which texts are languages, and what languages are called.

use super::*;
use utoipa::{PartialSchema, ToSchema};

fn tag(text: &str) -> LanguageTag {
    text.parse().unwrap()
}

#[track_caller]
fn assert_meant(given: &str, meant: &str) {
    let refusal = LanguageTag::parse(given).unwrap_err();
    assert_eq!(refusal.code, "unknown_language");
    let hint = format!("did you mean {meant} (");
    assert!(refusal.message.contains(&hint), "{}", refusal.message);
}

#[test]
fn every_language_of_the_members_is_known() {
    let real = "af az bg bn bs ca cs da de el en es eu fi fr ga gl hi hr hu id is it ja ka kl \
        ko la lb lt lv mi ms ne nl no pl pt ro se sk sl so sq sr sv tl tn tr uz vi zh aa am \
        ar as ba be br cy dv dz et fa fo gd gu ha he hy jv kk km kn kr ku ky lo lu mk ml mn \
        mr my nb nn nr oc oj om or pa ps rm ru rw sd si ss st sw ta te tg th tk ts tt ug uk \
        ur ve xh yo zu prs kmr ti zgh wo ln mnk ff zh-Hant sr-Latn pt-BR";
    for code in real.split_whitespace() {
        let tag = LanguageTag::parse(code).unwrap();
        assert_eq!(
            LanguageTag::parse(tag.as_str()),
            Ok(tag.clone()),
            "canonical is stable"
        );
        for lang in PageLang::ALL {
            let name = tag.name(lang);
            assert!(
                name.chars().count() > 1 && name != tag.as_str(),
                "{code} {} {name}",
                lang.code()
            );
        }
    }
}

#[test]
fn a_tag_is_kept_in_canonical_form() {
    for (text, canonical) in [
        ("NL", "nl"),
        (" nl ", "nl"),
        ("FR-be", "fr-BE"),
        ("fr_BE", "fr-BE"),
        ("ZH-hANT-tw", "zh-Hant-TW"),
        ("eng", "en"),
        ("ger", "de"),
        ("iw", "he"),
        ("in", "id"),
        ("sh", "sr-Latn"),
        ("tl", "fil"),
        ("prs", "fa-AF"),
        ("kmr", "ku"),
        ("no", "no"),
        ("nb", "nb"),
        ("en-UK", "en-GB"),
        ("es-419", "es-419"),
        ("ca-valencia", "ca-valencia"),
        ("aaf", "aaf"),
    ] {
        assert_eq!(tag(text).as_str(), canonical, "{text}");
    }
}

#[test]
fn no_language_in_particular_is_refused() {
    for text in ["und", "und-BE", "mul", "zxx", "mis", "UND"] {
        let refusal = LanguageTag::parse(text).unwrap_err();
        assert_eq!(
            refusal.message,
            format!(
                "\"{text}\" names no language in particular; it is a BCP 47 tag, such as nl \
                 or fr-BE"
            )
        );
    }
    for text in ["qaa", "qtz", "x-klingon", "X-a"] {
        let refusal = LanguageTag::parse(text).unwrap_err();
        assert!(
            refusal.message.contains("private use"),
            "{}",
            refusal.message
        );
    }
}

#[test]
fn what_is_no_language_is_refused() {
    for text in ["", "x", "zz", "xq", "qqqq", "€", "--", "-", "\u{0}", "12"] {
        let refusal = LanguageTag::parse(text).unwrap_err();
        assert_eq!(refusal.code, "unknown_language", "{text}");
        assert!(
            refusal.message.ends_with("such as nl or fr-BE"),
            "{}",
            refusal.message
        );
    }
    assert!(LanguageTag::parse(&"fr-".repeat(100_000)).is_err());
}

#[test]
fn the_code_of_a_country_gets_its_language() {
    for (given, meant) in [
        ("gr", "el"),
        ("GR", "el"),
        ("cz", "cs"),
        ("dk", "da"),
        ("jp", "ja"),
    ] {
        assert_meant(given, meant);
    }
    assert_eq!(
        LanguageTag::parse("gr").unwrap_err().message,
        "\"gr\" is not a language; did you mean el (Greek)?"
    );
}

#[test]
fn a_name_gets_its_tag() {
    for (given, meant) in [
        ("Dutch", "nl"),
        ("dutch", "nl"),
        ("Français", "fr"),
        ("Francais", "fr"),
        ("Deutch", "de"),
        ("Englisch", "en"),
        ("Nederlands", "nl"),
        ("Ελληνικά", "el"),
        ("русский", "ru"),
        ("Spanish", "es"),
        ("Castellano", "es"),
        ("Flemish", "nl-BE"),
        ("Kurmanji", "ku"),
        ("Tok Pisin", "tpi"),
        ("West Flemish", "vls"),
        ("Ukranian", "uk"),
        ("sp", "es"),
    ] {
        assert_meant(given, meant);
    }
}

#[test]
fn of_a_tag_that_goes_wrong_the_language_is_kept() {
    assert_meant("fr-B", "fr");
    assert_meant("fr-XX", "fr");
    assert_meant("fr-Abcd", "fr");
    assert_meant("fr-foobar", "fr");
    assert_meant("fr-x-ours", "fr");
    assert_meant("ar-u-nu-latn", "ar");
    assert_meant("zh-yue", "yue");
    assert_eq!(
        LanguageTag::parse("fr-XX").unwrap_err().message,
        "\"fr-XX\" has a script, region or variant that does not exist; did you mean fr (French)?"
    );
}

#[test]
fn a_language_has_a_name_in_every_published_language() {
    assert_eq!(
        Lang::ALL.map(|lang| tag("nl").name(lang)),
        [
            "Dutch",
            "Niederländisch",
            "Nederlands",
            "néerlandais",
            "neerlandés",
            "olandese",
            "neerlandês"
        ]
    );
    assert_eq!(tag("nl-BE").name(Lang::En), "Flemish");
    assert_eq!(tag("el-BE").name(Lang::Fr), "grec (Belgique)");
    assert_eq!(tag("sr-Latn").name(Lang::En), "Serbian (Latin)");
    assert_eq!(tag("zh-Hant").name(Lang::En), "Traditional Chinese");
}

#[test]
fn a_language_unknown_to_cldr_has_its_reference_name() {
    assert_eq!(tag("aaf").name(Lang::De), "Aranadan");
    assert_eq!(tag("aaf-IN").name(Lang::De), "Aranadan (Indien)");
}

#[test]
fn a_language_has_a_name_of_its_own() {
    for (code, name) in [
        ("nl", "Nederlands"),
        ("el", "Ελληνικά"),
        ("fr-BE", "français"),
        ("ba", "башҡорт теле"),
    ] {
        assert_eq!(tag(code).native_name(), Some(name));
    }
    assert_eq!(tag("aaf").native_name(), None);
}

#[test]
fn a_range_covers_its_own_tag_and_longer_ones() {
    for (range, covered) in [
        ("fr", "fr"),
        ("fr", "fr-BE"),
        ("zh", "zh-Hant-TW"),
        ("zh-Hant", "zh-Hant-TW"),
    ] {
        assert!(tag(covered).matches(&tag(range)), "{range} {covered}");
    }
    for (range, other) in [
        ("fr-BE", "fr"),
        ("fr", "fy"),
        ("fr", "fro"),
        ("zh-TW", "zh-Hant-TW"),
    ] {
        assert!(!tag(other).matches(&tag(range)), "{range} {other}");
    }
}

#[test]
fn the_published_languages_are_tags() {
    for lang in Lang::ALL {
        assert_eq!(LanguageTag::from(lang), tag(lang.code()));
    }
}

#[test]
fn json_has_the_tag() {
    assert_eq!(serde_json::to_string(&tag("fr-be")).unwrap(), "\"fr-BE\"");
    assert_eq!(
        serde_json::from_str::<LanguageTag>("\"EL\"").unwrap(),
        tag("el")
    );
    let refusal = serde_json::from_str::<LanguageTag>("\"gr\"")
        .unwrap_err()
        .to_string();
    assert!(refusal.contains("did you mean el"), "{refusal}");
    let texts: std::collections::BTreeMap<LanguageTag, String> =
        serde_json::from_str(r#"{"NL": "ja"}"#).unwrap();
    assert_eq!(serde_json::to_string(&texts).unwrap(), r#"{"nl":"ja"}"#);
}

#[test]
fn the_schema_is_a_string() {
    let schema = serde_json::to_value(LanguageTag::schema()).unwrap();
    assert_eq!(schema["type"], "string");
    assert_eq!(schema["examples"][0], "nl");
    assert!(schema["description"].as_str().unwrap().contains("BCP 47"));
    assert_eq!(<LanguageTag as ToSchema>::name(), "LanguageTag");
}
