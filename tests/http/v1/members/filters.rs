//! What each filter finds, alone and with others, compared with the sample's own files.

use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestRunner},
};

use crate::support::{
    TestServer,
    sample::{SAMPLE, has},
    shared,
    sheets::sheets,
};

/// The slugs that a query finds, in alphabetical order, and its total agrees.
#[track_caller]
fn found(query: &str) -> Vec<String> {
    let page = shared().json(&format!("/v1/members?limit=200&{query}"));
    let mut slugs = crate::support::answer::texts(&page["data"], "slug");
    assert_eq!(page["page"]["total"], slugs.len(), "{query}");
    slugs.sort();
    slugs
}

#[test]
fn without_a_filter_every_member_is_there() {
    assert_eq!(found(""), SAMPLE.slugs(|_| true));
}

#[test]
fn country_finds_each_countrys_members() {
    let mut countries: Vec<&str> = SAMPLE
        .members
        .iter()
        .map(|member| member["country"].as_str())
        .collect();
    countries.sort_unstable();
    countries.dedup();
    assert_eq!(countries.len(), 30);
    for country in countries {
        assert_eq!(
            found(&format!("country={country}")),
            SAMPLE.slugs(|member| member["country"] == country),
            "{country}"
        );
    }
    assert_eq!(found("country=be"), found("country=BE"));
}

#[test]
fn service_finds_who_offers_it() {
    for service in ["housing", "healthcare", "labour", "education"] {
        assert_eq!(
            found(&format!("service={service}")),
            SAMPLE.slugs(|member| SAMPLE.offers(member, service)),
            "{service}"
        );
    }
}

#[test]
fn language_finds_who_works_in_it() {
    for language in ["nl", "el", "ar", "uk"] {
        let expected = SAMPLE.slugs(|member| has(&member["working_languages"], language));
        assert!(!expected.is_empty(), "{language}");
        assert_eq!(found(&format!("language={language}")), expected);
    }
}

#[test]
fn membership_type_finds_each_kind() {
    for kind in ["ordinary", "affiliate"] {
        assert_eq!(
            found(&format!("membership_type={kind}")),
            SAMPLE.slugs(|member| member["membership_type"] == kind)
        );
    }
}

#[test]
fn city_finds_published_places_however_it_is_spelt() {
    for (city, spellings) in [
        (
            "München",
            ["München", "munchen", "MÜNCHEN", "mu%CC%88nchen"],
        ),
        ("Αθήνα", ["Αθήνα", "αθηνα", "ΑΘΗΝΑ", "Αθηνα"]),
        ("Liège", ["Liège", "liege", "LIEGE", "Li%C3%A8ge"]),
        (
            "Marne La Vallée",
            [
                "Marne+La+Vall%C3%A9e",
                "marne la vallee",
                "marne%20la%20%20vallee",
                "MARNE LA VALLEE",
            ],
        ),
    ] {
        let expected = SAMPLE.slugs(|member| SAMPLE.is_in(member, city));
        assert!(!expected.is_empty(), "{city}");
        for spelling in spellings {
            assert_eq!(found(&format!("city={spelling}")), expected, "{spelling}");
        }
    }
}

/// A member whose only place in a city is a hidden shelter is not found by that city.
#[test]
fn city_does_not_find_hidden_places() {
    let mut tried = 0;
    for hidden in SAMPLE
        .locations
        .iter()
        .filter(|location| location["visibility"] == "hidden")
    {
        let (slug, city) = (&hidden["member"], &hidden["city"]);
        let known = SAMPLE
            .published_locations()
            .any(|location| &location["member"] == slug && &location["city"] == city);
        if !known {
            assert!(!found(&format!("city={city}")).contains(slug), "{slug}");
            tried += 1;
        }
    }
    assert!(tried > 0, "the sample has such a member");
}

#[test]
fn a_comma_means_or() {
    assert_eq!(
        found("country=BE,NL"),
        SAMPLE.slugs(|member| ["BE", "NL"].contains(&member["country"].as_str()))
    );
    assert_eq!(
        found("service=housing,labour"),
        SAMPLE.slugs(|member| SAMPLE.offers(member, "housing") || SAMPLE.offers(member, "labour"))
    );
    assert_eq!(
        found("language=ar,uk"),
        SAMPLE.slugs(|member| ["ar", "uk"]
            .iter()
            .any(|language| has(&member["working_languages"], language)))
    );
    assert_eq!(found("membership_type=ordinary,affiliate"), found(""));
    assert_eq!(
        found("city=gent,koln"),
        SAMPLE.slugs(|member| SAMPLE.is_in(member, "Gent") || SAMPLE.is_in(member, "Köln"))
    );
}

#[test]
fn all_of_several_have_parameters_of_their_own() {
    let both =
        SAMPLE.slugs(|member| SAMPLE.offers(member, "housing") && SAMPLE.offers(member, "labour"));
    assert!(!both.is_empty());
    for query in [
        "service_all=housing,labour",
        "service_all=labour&service_all=housing",
    ] {
        assert_eq!(found(query), both);
    }
    assert_eq!(
        found("language_all=ar&language=fr,es"),
        SAMPLE.slugs(|member| {
            let speaks = |language| has(&member["working_languages"], language);
            speaks("ar") && (speaks("fr") || speaks("es"))
        })
    );
    // What counts the services leaves `service` out, and all that must be there in.
    let counted = shared().json("/v1/members?service=housing&service_all=labour&facets=service");
    let housing = counted["facets"]["service"].as_array().unwrap().iter();
    let housing = housing.clone().find(|count| count["value"] == "housing");
    assert_eq!(housing.unwrap()["count"], both.len());
}

/// Parameters that are lists, with values of theirs.
pub(super) const LISTS: [(&str, [&str; 4]); 7] = [
    ("country", ["BE", "NL", "DE", "FR"]),
    ("service", ["housing", "labour", "education", "healthcare"]),
    (
        "service_all",
        ["housing", "labour", "education", "healthcare"],
    ),
    ("language", ["fr", "nl", "ar", "en"]),
    ("language_all", ["fr", "nl", "ar", "en"]),
    (
        "membership_type",
        ["ordinary", "affiliate", "ordinary", "affiliate"],
    ),
    ("city", ["gent", "Köln", "wien", "Paris"]),
];

/// Some lists, each with a few values and with whether each begins the parameter anew.
pub(super) fn lists() -> impl Strategy<Value = Vec<(usize, Vec<(usize, bool)>)>> {
    let values = vec((0..4usize, any::<bool>()), 1..4);
    vec((0..LISTS.len(), values), 1..4).prop_map(|mut lists| {
        lists.sort();
        lists.dedup_by_key(|(list, _)| *list);
        lists
    })
}

#[test]
fn a_list_that_is_given_again_is_the_same_as_with_commas() {
    let server = crate::support::Serve::on(crate::support::Database::new())
        .sample()
        .start();
    let reader = server.clerk("editor");
    let mut runner = TestRunner::new(Config::with_cases(48));
    let tried = runner.run(&lists(), |lists| {
        let (mut commas, mut again) = (Vec::new(), Vec::new());
        for (list, values) in &lists {
            let (name, known) = LISTS[*list];
            let texts: Vec<&str> = values.iter().map(|(value, _)| known[*value]).collect();
            commas.push(format!("{name}={}", texts.join(",")));
            let mut pieces = format!("{name}={}", texts[0]);
            for (text, (_, anew)) in texts.iter().zip(values).skip(1) {
                pieces += &match anew {
                    true => format!("&{name}={text}"),
                    false => format!(",{text}"),
                };
            }
            again.push(pieces);
        }
        let (commas, again) = (commas.join("&"), again.join("&"));
        for path in ["/v1/members", "/v1/locations", "/v1/members.csv"] {
            let ask = |query: &str| {
                server
                    .get(&format!("{path}?fields=id,country&{query}"))
                    .text()
            };
            prop_assert_eq!(ask(&commas), ask(&again));
        }
        let ask = |query: &str| reader.get(&format!("/members?limit=3&{query}")).text();
        prop_assert_eq!(ask(&commas), ask(&again));
        // Links repeat the address that was asked for.
        let members = |path: &str, query: &str| {
            let page = server.get(&format!("{path}?{query}")).text();
            let slugs = page.split("/members/").skip(1);
            let slugs = slugs.map(|rest| rest.split(['?', '"']).next().unwrap().to_owned());
            slugs.collect::<Vec<_>>()
        };
        for path in ["/", "/embed"] {
            prop_assert_eq!(members(path, &commas), members(path, &again));
        }
        Ok(())
    });
    tried.unwrap();
}

#[test]
fn a_day_is_a_time_and_a_space_is_the_plus_that_it_was() {
    let since = |text: &str| found(&format!("updated_since={text}"));
    assert_eq!(since("2026-03-01"), since("2026-03-01T00:00:00Z"));
    assert!(!since("2026-03-01").is_empty());
    assert_eq!(
        since("2026-03-01T02:00:00+02:00"),
        since("2026-03-01T02:00:00%2B02:00")
    );
}

#[test]
fn different_filters_narrow_each_other() {
    let expected = SAMPLE.slugs(|member| {
        ["DE", "FR", "BE"].contains(&member["country"].as_str())
            && SAMPLE.offers(member, "healthcare")
            && has(&member["working_languages"], "en")
            && member["membership_type"] == "ordinary"
    });
    assert!(expected.len() > 1);
    assert_eq!(
        found("country=DE,FR,BE&service=healthcare&language=en&membership_type=ordinary"),
        expected
    );
    let expected =
        SAMPLE.slugs(|member| SAMPLE.is_in(member, "Köln") && SAMPLE.offers(member, "education"));
    assert!(!expected.is_empty());
    assert_eq!(
        found("city=köln&service=education&updated_since=2020-01-01T00:00:00Z"),
        expected
    );
}

/// A code that exists and nobody has, and a city that nobody is in, are no mistakes.
#[test]
fn what_nobody_has_is_an_empty_list() {
    for query in [
        "country=JP",
        "language=ja",
        "city=Atlantis",
        "updated_since=2999-01-01T00:00:00Z",
    ] {
        let page = shared().json(&format!("/v1/members?{query}"));
        assert_eq!(page["data"], serde_json::json!([]), "{query}");
        assert_eq!(page["page"]["total"], 0);
        assert!(page["page"]["next"].is_null());
    }
}

#[test]
fn a_language_finds_its_regional_forms() {
    let server = TestServer::of(&sheets().members(
        "slug,name,country,working_languages\n\
         a,A,BE,fr-BE\n\
         b,B,FR,fr\n\
         c,C,BR,pt-BR|en\n",
    ));
    assert_eq!(server.slugs("/v1/members?language=fr"), ["a", "b"]);
    assert_eq!(server.slugs("/v1/members?language=fr-BE"), ["a"]);
    assert_eq!(server.slugs("/v1/members?language=fr-be"), ["a"]);
    assert_eq!(server.slugs("/v1/members?language=pt,en"), ["c"]);
    assert_eq!(server.slugs("/v1/members?language=pt-PT"), [""; 0]);
}

/// The command line cannot add a service type yet, so it is written into the books by hand.
#[test]
fn a_service_finds_those_below_it() {
    let database = crate::support::Database::new();
    database.run(&["migrate"]).well();
    database
        .execute(
            "INSERT INTO service_types (code, parent, position) VALUES ('healthcare/dental', 'healthcare', 10);
             INSERT INTO service_type_labels (code, language, label) VALUES ('healthcare/dental', 'en', 'Dental care');",
        )
        .unwrap();
    let sheets = sheets()
        .members("slug,name,country\nclinic,Clinic,BE\ndentist,Dentist,BE\nschool,School,BE\n")
        .services(
            "member,service\nclinic,healthcare\ndentist,healthcare/dental\nschool,education\n",
        );
    database.import(&sheets, &[]).well();
    let server = crate::support::Serve::on(database).start();

    assert_eq!(
        server.slugs("/v1/members?service=healthcare"),
        ["clinic", "dentist"]
    );
    for code in ["healthcare/dental", "healthcare%2Fdental"] {
        assert_eq!(
            server.slugs(&format!("/v1/members?service={code}")),
            ["dentist"]
        );
    }
    let counts = server.json("/v1/members?facets=service&limit=1")["facets"]["service"].clone();
    let of = |code: &str| {
        let counts = counts.as_array().unwrap();
        let count = counts.iter().find(|count| count["value"] == code);
        count.map(|count| count["count"].as_u64().unwrap())
    };
    assert_eq!(
        [of("healthcare"), of("healthcare/dental"), of("education")],
        [Some(2), Some(1), Some(1)]
    );
    let shown = server.json("/v1/members/dentist?fields=services");
    assert_eq!(shown["services"][0]["code"], "healthcare/dental");
    assert_eq!(shown["services"][0]["label"], "Dental care");
}

#[test]
fn updated_since_finds_what_changed_at_that_time_or_later() {
    let server =
        TestServer::of(&sheets().members("slug,name,country\na,Alpha,BE\nb,Beta,BE\nc,Gamma,BE\n"));
    let updated = |slug: &str| {
        let path = format!("/v1/members/{slug}");
        let at = server.json(&path)["updated_at"].clone();
        at.as_str().unwrap().to_owned()
    };
    let first = updated("a");
    server.import(
        &sheets().members("slug,name,country\nb,Beta of Gent,BE\n"),
        &[],
    );
    let second = updated("b");
    assert!(first < second);
    assert_eq!(updated("c"), first);

    let since = |time: &str| server.slugs(&format!("/v1/members?updated_since={time}"));
    assert_eq!(since(&first), ["a", "b", "c"]);
    assert_eq!(since(&second), ["b"]);
    assert_eq!(
        since("2001-02-03T04:05:06+02:00".replace('+', "%2B").as_str()).len(),
        3
    );
    assert_eq!(since("2999-01-01T00:00:00Z"), [""; 0]);
}
