//! The language of labels and texts.

use serde_json::{Value, json};

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
        ("pt", "Bélgica", "Alojamento"),
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

/// The language asked for, then the member's own, then English: of every text by language.
#[test]
fn a_text_falls_back() {
    let columns = |text: &str| {
        ["en", "nl", "fr"]
            .map(|lang| format!("{text}_{lang}"))
            .join(",")
    };
    let (mut members, mut places, mut offers) = (
        format!("slug,name,language,country,{}\n", columns("summary")),
        format!(
            "member,kind,city,{},{}\n",
            columns("place_name"),
            columns("accessibility")
        ),
        format!(
            "member,service,{},{},{},{}\n",
            columns("description"),
            columns("audience"),
            columns("eligibility"),
            columns("access")
        ),
    );
    for (slug, own, texts) in [
        ("all", "nl", "english,nederlands,français"),
        ("own", "nl", "english,nederlands,"),
        ("last", "nl", "english,,"),
        ("none", "nl", ",,"),
        ("foreign", "el", ",,français"),
    ] {
        members += &format!("{slug},{slug},{own},BE,{texts}\n");
        places += &format!("{slug},office,Gent,{texts},{texts}\n");
        offers += &format!("{slug},housing,{texts},{texts},{texts},{texts}\n");
    }
    let files = sheets().members(members).locations(places).services(offers);
    let server = TestServer::of(&files);
    let check = |slug: &str, lang: &str, text: Option<(&str, &str)>| {
        let member = server.json(&format!("/v1/members/{slug}?lang={lang}"));
        let (place, offer) = (&member["locations"][0], &member["service_offers"][0]);
        for (of, field) in [
            (&member, "summary"),
            (place, "label"),
            (place, "accessibility"),
            (offer, "description"),
            (offer, "audience"),
            (offer, "eligibility"),
            (offer, "access"),
        ] {
            let (text, language) = text.unzip();
            assert_eq!(of[field], json!(text), "{slug} {lang} {field}");
            let named = format!("{field}_language");
            assert_eq!(of[&named], json!(language), "{slug} {lang} {field}");
        }
    };
    check("all", "fr", Some(("français", "fr")));
    check("own", "fr", Some(("nederlands", "nl")));
    check("last", "fr", Some(("english", "en")));
    check("none", "fr", None);
    check("foreign", "fr", Some(("français", "fr")));
    // In none of the three: what there is.
    check("foreign", "de", Some(("français", "fr")));
    // The page shows each in its language, and a table says which that is.
    let page = server.get("/members/own?lang=fr").text();
    let shown = page.matches("lang=\"nl\" dir=\"ltr\">nederlands").count();
    assert_eq!(shown, 7, "{page}");
    let table = server.get("/v1/locations.csv?lang=fr").text();
    assert!(table.contains(",nederlands,nl,"), "{table}");
    // Each is found by its words in any language.
    for word in ["english", "nederlands"] {
        let found = server.json(&format!("/v1/members?q={word}&lang=fr"));
        assert!(found["page"]["total"].as_u64() >= Some(2), "{word}");
    }
}

#[test]
fn what_is_no_language_is_refused_by_parameter() {
    for lang in ["xx", "japanese", ""] {
        assert_eq!(
            shared().mistakes(&format!("/v1/members?lang={lang}")),
            [("lang".to_owned(), "unknown_language".to_owned())],
            "{lang}"
        );
    }
    // Labels are in one of the seven: as the header likes them, else in English.
    let answer = shared().get_with("/v1/members?lang=ja&limit=1", &[("Accept-Language", "fr")]);
    assert_eq!(answer.header("content-language"), Some("fr"));
}

#[test]
fn a_text_in_the_readers_own_language_is_shown() {
    let server = TestServer::of(
        &sheets()
            .members(
                "slug,name,country,summary_en,summary_ar\n\
                 beit,Beit Aman,BE,A house,بيت للجميع\n\
                 huis,Open Huis,BE,Another house,\n",
            )
            .locations(
                "member,label,address,city,country,visibility\nbeit,office,A 1,Gent,BE,public\n",
            ),
    );
    let arabic = "بيت للجميع";
    let header = [("Accept-Language", "ar-MA, fr;q=0.8")];
    for (path, headers) in [
        ("/v1/members?lang=ar", &[][..]),
        (
            "/v1/members?lang=ar-EG&fields=summary,summary_language",
            &[],
        ),
        ("/v1/members", &header),
    ] {
        let data = server.get_with(path, headers).json()["data"].clone();
        assert_eq!(data[0]["summary"], arabic, "{path}");
        assert_eq!(data[0]["summary_language"], "ar", "{path}");
        assert_eq!(data[1]["summary_language"], "en", "{path}");
    }
    assert_eq!(server.json("/v1/members/beit?lang=ar")["summary"], arabic);
    assert_eq!(
        server.json("/v1/members/beit?lang=fr")["summary"],
        "A house"
    );
    let table = server.get("/v1/members.csv?lang=ar").text();
    assert!(table.contains(arabic), "{table}");
    let linked = server.json("/v1/members.jsonld?lang=ar");
    let description = json!({"@language": "ar", "@value": arabic});
    assert_eq!(linked["@graph"][0]["description"], description);
    // A page is in one of the seven, and the member's own words in the reader's.
    for path in ["/?lang=en", "/members/beit?lang=en"] {
        let page = server.get_with(path, &header).text();
        assert!(page.contains(arabic), "{page}");
        assert!(!server.get(path).text().contains(arabic), "{path}");
    }
    // Who asks again in another language is not told that nothing changed.
    let tag = server.get_with("/v1/members/beit", &[("Accept-Language", "ar")]);
    let other = [("Accept-Language", "en"), ("If-None-Match", tag.etag())];
    assert_eq!(server.get_with("/v1/members/beit", &other).status, 200);
}
