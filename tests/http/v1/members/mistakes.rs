//! What is wrong in a query is told in full: which parameter, what kind of mistake, and what would
//! be right.

use crate::support::shared;

fn one(parameter: &str, code: &str) -> Vec<(String, String)> {
    vec![(parameter.to_owned(), code.to_owned())]
}

/// Each bad value, its code, and what its message must offer.
#[test]
fn each_kind_of_bad_value_has_its_code_and_its_remedy() {
    for (query, code, offers) in [
        ("country=XX", "unknown_country", ""),
        ("country=belgium", "unknown_country", "BE"),
        ("country=UK", "unknown_country", "GB"),
        ("country=BEL", "unknown_country", "BE"),
        ("service=housng", "unknown_service", "housing"),
        ("service=helthcare", "unknown_service", "healthcare"),
        ("service=zzzzzzz", "unknown_service", "labour"),
        ("language=zzz", "unknown_language", ""),
        ("language=dutch", "unknown_language", "nl"),
        ("language=e", "unknown_language", ""),
        ("membership_type=ordinry", "unknown_code", "ordinary"),
        ("membership_type=x", "unknown_code", "affiliate"),
        ("updated_since=yesterday", "invalid_time", "20"),
        ("updated_since=2024-13-01T00:00:00Z", "invalid_time", ""),
        ("updated_since=2024-01-01T00:00:00", "invalid_time", "Z"),
        ("sort=nam", "unknown_code", "name"),
        ("sort=%2Dnam", "unknown_code", "-name"),
        ("limit=201", "out_of_range", "200"),
        ("facets=countries", "unknown_code", "country"),
        ("facets=town", "unknown_code", "country"),
        ("fields=nmae", "unknown_field", "name"),
        ("format=csv2", "unknown_code", "csv"),
        ("lang=japanese", "unknown_language", "ja"),
        ("cursor=abc", "invalid_cursor", "page.next"),
        ("country=", "empty", "leave the parameter out"),
        ("country=BE,,NL", "empty", "leave the parameter out"),
        ("service", "empty", ""),
        ("city=gent,", "empty", ""),
        ("facets=", "empty", ""),
        ("limit=1&limit=2", "repeated", "once"),
        ("sort=name&sort=name", "repeated", "once"),
        ("lang=nl&lang=nl", "repeated", "once"),
        (
            "updated_since=2024-01-01T00:00:00Z&updated_since=2024-01-01T00:00:00Z",
            "repeated",
            "",
        ),
        ("updated_since=2024-13-01", "invalid_date", "2024-13-01"),
        ("contry=BE", "unknown_parameter", "country"),
        ("country[]=BE", "unknown_parameter", "country=a,b"),
        (
            "country%5B0%5D=BE",
            "unknown_parameter",
            "country=a&country=b",
        ),
        ("_=1700000000", "unknown_parameter", "cache: true"),
        ("Country=BE", "unknown_parameter", "country"),
        ("offset=10", "unknown_parameter", ""),
        ("page=2", "unknown_parameter", ""),
        ("serivce=housing", "unknown_parameter", "service"),
    ] {
        let answer = shared().get(&format!("/v1/members?{query}"));
        let parameter = query.split('=').next().unwrap();
        let parameter = &parameter.replace("%5B", "[").replace("%5D", "]");
        assert_eq!(
            answer.mistakes(),
            one(parameter, code),
            "{query}: {}",
            answer.text()
        );
        let message = answer.json()["errors"][0]["message"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(message.contains(offers), "{query}: {message}");
        assert!(message.len() < 700, "{query}: {message}");
    }
}

#[test]
fn all_mistakes_of_a_request_come_at_once() {
    let answer = shared().get(
        "/v1/members?country=XX,BE,YY&service=housng&language=zzz&membership_type=x&updated_since=x\
         &sort=x&limit=0&facets=x&fields=x&lang=x&format=x&cursor=x&colour=red",
    );
    let mistakes = answer.mistakes();
    let mut parameters: Vec<&str> = mistakes.iter().map(|(name, _)| name.as_str()).collect();
    parameters.sort_unstable();
    assert_eq!(
        parameters,
        [
            "colour",
            "country",
            "country",
            "cursor",
            "facets",
            "fields",
            "format",
            "lang",
            "language",
            "limit",
            "membership_type",
            "service",
            "sort",
            "updated_since"
        ]
    );
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.starts_with("14 "), "{detail}");
}

/// What is sent back is never more than the client sent, and never markup that a page would run.
#[test]
fn a_hostile_value_comes_back_as_text_only() {
    let answer = shared().get("/v1/members?country=%3Cscript%3Ealert(1)%3C/script%3E");
    answer.problem(400);
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));

    let long = "a".repeat(4000);
    let answer = shared().get(&format!("/v1/members?country={long}&{long}=1"));
    assert_eq!(answer.mistakes().len(), 2);
}

/// The single object takes two of the parameters, and says so.
#[test]
fn other_paths_refuse_what_they_do_not_take() {
    for path in [
        "/v1/members/open-huis-gent?limit=1",
        "/v1/services?country=BE",
        "/v1/countries?limit=1",
        "/v1/languages?fields=code",
        "/v1/network?facets=country",
        "/v1/locations?distance=5",
    ] {
        let mistakes = shared().mistakes(path);
        assert_eq!(mistakes.len(), 1, "{path}");
        assert_eq!(mistakes[0].1, "unknown_parameter", "{path}");
    }
}
