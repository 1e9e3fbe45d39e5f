//! The orders of `/v1/members`.

use serde_json::Value;

use crate::support::{TestServer, sample::SAMPLE, shared, sheets::sheets};

fn field(path: &str, field: &str) -> Vec<Value> {
    let page = shared().json(path);
    let members = page["data"].as_array().unwrap().clone();
    members
        .into_iter()
        .map(|mut member| member[field].take())
        .collect()
}

/// Latin, then Greek, then Cyrillic; accents do not tear a letter from its neighbours.
#[test]
fn by_name_as_readers_expect() {
    let server = TestServer::of(&sheets().members(
        "slug,name,country\n\
         a1,Zürich hilft,CH\n\
         a2,École ouverte,FR\n\
         a3,Eau vive,FR\n\
         a4,Ecolab,FR\n\
         a5,Åbo hjälp,FI\n\
         a6,Αθήνα μαζί,GR\n\
         a7,Заедно София,BG\n\
         a8,abeceda,CZ\n\
         a9,\"\"\"Solidarność\"\"\",PL\n\
         b1,Solidair 10,BE\n\
         b2,Solidair 9,BE\n",
    ));
    let expected = [
        "abeceda",
        "Åbo hjälp",
        "Eau vive",
        "Ecolab",
        "École ouverte",
        "Solidair 9",
        "Solidair 10",
        "\"Solidarność\"",
        "Zürich hilft",
        "Αθήνα μαζί",
        "Заедно София",
    ];
    let names = |query: &str| {
        crate::support::answer::texts(&server.json(&format!("/v1/members{query}"))["data"], "name")
    };
    assert_eq!(names(""), expected);
    assert_eq!(names("?sort=name"), expected);
    let mut turned = expected;
    turned.reverse();
    assert_eq!(names("?sort=-name"), turned);
}

/// In Spanish, ñ is a letter of its own after n.
#[test]
fn the_order_of_names_is_that_of_the_answers_language() {
    let server = TestServer::of(
        &sheets().members("slug,name,country\na,Ñandú,ES\nb,Nube,ES\nc,Ola,ES\nd,Nadie,ES\n"),
    );
    assert_eq!(server.slugs("/v1/members?lang=en"), ["d", "a", "b", "c"]);
    assert_eq!(server.slugs("/v1/members?lang=es"), ["d", "b", "a", "c"]);
    let spanish = server.get_with("/v1/members", &[("Accept-Language", "es-MX")]);
    assert_eq!(
        crate::support::answer::texts(&spanish.ok()["data"], "slug"),
        ["d", "b", "a", "c"]
    );
}

#[test]
fn by_the_day_of_joining_both_ways() {
    let mut days: Vec<Value> = SAMPLE
        .members
        .iter()
        .map(|member| Value::from(member["joined_on"].as_str()))
        .collect();
    days.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
    let joined = |sort: &str| {
        field(&format!("/v1/members?limit=200&sort={sort}"), "membership")
            .into_iter()
            .map(|mut membership| membership["joined_on"].take())
            .collect::<Vec<_>>()
    };
    assert_eq!(joined("joined_on"), days);
    days.reverse();
    assert_eq!(joined("-joined_on"), days);
}

#[test]
fn what_has_no_date_comes_last_both_ways() {
    let server = TestServer::of(&sheets().members(
        "slug,name,country,joined_on\n\
         old,Old,BE,1999-01-01\n\
         unknown,Unknown,BE,\n\
         new,New,BE,2020-05-06\n\
         also-unknown,Also unknown,BE,\n",
    ));
    let undated = |slugs: &[String]| {
        let mut last = slugs[2..].to_vec();
        last.sort();
        assert_eq!(last, ["also-unknown", "unknown"]);
    };
    let forward = server.slugs("/v1/members?sort=joined_on");
    assert_eq!(forward[..2], ["old", "new"]);
    undated(&forward);
    let backward = server.slugs("/v1/members?sort=-joined_on");
    assert_eq!(backward[..2], ["new", "old"]);
    undated(&backward);
}

#[test]
fn by_the_last_change_both_ways() {
    let server = TestServer::of(&sheets().members("slug,name,country\na,A,BE\nb,B,BE\nc,C,BE\n"));
    for slug in ["b", "a", "c"] {
        let changed = format!("slug,name,country\n{slug},{slug} anew,BE\n");
        server.import(&sheets().members(changed), &[]);
    }
    assert_eq!(server.slugs("/v1/members?sort=updated_at"), ["b", "a", "c"]);
    assert_eq!(
        server.slugs("/v1/members?sort=-updated_at"),
        ["c", "a", "b"]
    );
}
