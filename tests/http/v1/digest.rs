//! `/v1/digest`: what changed, for a newsletter.

use serde_json::{Value, json};

use crate::support::{
    Database, Serve, TestServer,
    answer::texts,
    server::shared,
    sheets::{Sheets, sheets},
};

const NOVEMBER: &str = "since=2026-11-01&until=2026-11-30";
const HOSTILE: &str = "*Tres* <b>Amigos</b> & Söhne_ [x](http://a.b)";

fn network() -> Sheets {
    sheets()
        .members(
            "slug,name,language,country,status\n\
             gent,De Haven,nl,BE,active\n\
             liege,Santé Sans Frontière,fr,BE,active\n\
             graz,Offene Tür Graz,de,AT,active\n\
             linz,Wohnen Linz,de,AT,active\n\
             salzburg,Offene Tür Salzburg,de,AT,active\n\
             wien,Schule für alle,de,AT,active\n\
             quiet,Stil Huis,nl,NL,applicant\n",
        )
        .services(
            "member,service\n\
             gent,housing\ngent,education\nliege,healthcare\ngraz,housing\nlinz,housing\n\
             salzburg,healthcare\nwien,housing\nwien,education\nquiet,housing\n",
        )
}

/// A network that had a month of November 2026 after it was set up in October.
pub fn november() -> TestServer {
    let server = Serve::on(Database::of(&network())).start();
    let editor = server.clerk("editor");
    let founded = server.database.revisions().1;
    let mut times: Vec<(u64, &str)> = Vec::new();
    let mut at = |time| times.push((server.database.revisions().1, time));
    let joins = |name: &str, country: &str, language: &str, services: &[&str]| -> String {
        let offers: Vec<Value> = services
            .iter()
            .map(|service| json!({ "service": service }))
            .collect();
        let record = editor.create(&json!({
            "name": name, "country": country, "name_language": language,
            "service_offers": offers, "allow_duplicate": true,
        }));
        let id = record["id"].as_str().unwrap().to_owned();
        editor.step(&id, "admit");
        id
    };
    let gives = |member: &str, services: &[&str]| {
        let offers: Vec<Value> = services
            .iter()
            .map(|service| json!({ "service": service }))
            .collect();
        editor.patch(member, &json!({ "service_offers": offers }));
    };
    joins("Casa Aberta Évora", "PT", "pt", &["housing", "education"]);
    at("2026-11-03T09:30:00");
    joins("مركز الأمل", "GR", "ar", &["healthcare"]);
    at("2026-11-04T09:30:00");
    joins(HOSTILE, "ES", "es", &["labour"]);
    at("2026-11-05T09:30:00");
    let slip = joins("Oups", "FR", "fr", &["labour"]);
    at("2026-11-06T09:30:00");
    editor.step(&slip, "suspend");
    at("2026-11-06T15:00:00");
    editor.step("graz", "suspend");
    at("2026-11-09T09:30:00");
    gives("gent", &["housing", "education", "labour"]);
    at("2026-11-10T09:30:00");
    gives("wien", &["labour", "education"]);
    at("2026-11-10T10:00:00");
    gives("salzburg", &["healthcare", "labour"]);
    at("2026-11-11T09:30:00");
    gives("salzburg", &["healthcare"]);
    at("2026-11-12T09:30:00");
    editor.patch("liege", &json!({"acronym": "SSF"}));
    at("2026-11-13T09:30:00");
    editor.patch("linz", &json!({"name": "Wohnen für alle Linz"}));
    at("2026-11-20T09:30:00");
    let database = server.stop();
    let redate = |time: &str, which: String| {
        let sql = format!(
            "UPDATE public_changes SET recorded_at = '{time}.000000Z' WHERE public_revision {which}"
        );
        database.execute(&sql).unwrap();
    };
    redate("2026-10-15T08:00:00", format!("<= {founded}"));
    for (revision, time) in times {
        redate(time, format!("= {revision}"));
    }
    Serve::on(database)
        .with("PUBLIC_URL", "https://directory.example.org")
        .start()
}

/// The texts of a month, without what differs from run to run.
fn blotted(mut value: Value) -> Value {
    assert!(value["epoch"].is_string());
    value["epoch"] = "[epoch]".into();
    for list in [
        "joined",
        "no_longer_listed",
        "services_changed",
        "otherwise_changed",
    ] {
        for member in value[list].as_array_mut().unwrap() {
            assert!(member["id"].is_string());
            member["id"] = "[id]".into();
        }
    }
    value
}

#[test]
fn a_month_is_told_in_seven_languages() {
    let server = november();
    for lang in ["en", "de", "nl", "fr", "es", "it", "pt"] {
        let answer = server.get(&format!("/v1/digest.md?{NOVEMBER}&lang={lang}"));
        assert_eq!(
            answer.header("content-type"),
            Some("text/markdown; charset=utf-8")
        );
        assert_eq!(answer.header("content-language"), Some(lang));
        insta::assert_snapshot!(format!("digest_{lang}"), answer.text());
    }
    let html = server.get(&format!("/v1/digest.html?{NOVEMBER}&lang=fr"));
    insta::assert_snapshot!("digest_html", html.text());
    let json = server.json(&format!("/v1/digest?{NOVEMBER}&lang=en"));
    insta::assert_json_snapshot!("digest_json", blotted(json));

    // A slip of one day is told only to who asks for its hours.
    let day = server
        .get("/v1/digest.md?since=2026-11-06&until=2026-11-06")
        .text();
    assert!(
        day.contains("On 6 November 2026\n\nNothing changed"),
        "{day}"
    );
    let noon = server.json("/v1/digest?since=2026-11-06&until=2026-11-06T12:00:00Z");
    assert_eq!(texts(&noon["joined"], "name"), ["Oups"]);
    assert_eq!(
        noon["joined"][0]["url"],
        Value::Null,
        "it is not listed now"
    );
    assert_eq!(noon["totals"]["members"], 10);

    // The totals are those of the end of the period.
    let october = server.json("/v1/digest?since=2026-10-01&until=2026-10-31");
    assert_eq!(october["counts"]["joined"], 6);
    assert_eq!(october["totals"]["members"], 6);
    assert_eq!(october["totals"]["countries"], 2);
    assert_eq!(october["totals"]["by_service"][0]["count"], 4);
    assert_eq!(
        (&october["complete"], &october["complete_since"]),
        (&json!(true), &Value::Null)
    );
    let now = server.json("/v1/network");
    let all = server.json("/v1/digest?since=2026-10-01");
    assert_eq!(all["totals"]["members"], now["totals"]["members"]);
    assert_eq!(all["totals"]["countries"], now["totals"]["countries"]);
    assert!(!all.to_string().contains("Stil Huis"));

    // Books that are older than their history say so.
    let database = server.stop();
    let cut = "DELETE FROM public_changes WHERE recorded_at < '2026-11-05'";
    database.execute(cut).unwrap();
    let server = Serve::on(database).start();
    let old = server.json(&format!("/v1/digest?{NOVEMBER}"));
    assert_eq!(old["complete"], false);
    assert_eq!(old["complete_since"], "2026-11-05T09:30:00.000000Z");
    assert_eq!(old["counts"]["joined"], 1);
    let text = server.get(&format!("/v1/digest.md?{NOVEMBER}")).text();
    assert!(text.contains("history begins on 5 November 2026"), "{text}");
    let later = server.json("/v1/digest?since=2026-11-06");
    assert_eq!(later["complete"], true);
}

#[test]
fn an_erased_member_is_not_told_of_any_more() {
    let server = november();
    let admin = server.clerk("admin");
    let paths = [
        "/v1/feed.atom",
        "/v1/digest?since=2026-11-01",
        "/v1/digest.md?since=2026-10-01&until=2026-10-31",
    ];
    let tell = |server: &TestServer| paths.map(|path| server.get(path).text());
    let before = server.get(paths[0]);
    let told = tell(&server);
    assert!(told.iter().all(|text| text.contains("Graz")), "{told:?}");
    let change = admin.change("POST", "/members/graz/purge", "/members/graz", &json!({}));
    assert_eq!(change.status, 204);
    let erased = tell(&server);
    assert!(
        erased.iter().all(|text| !text.contains("Graz")),
        "{erased:?}"
    );
    // Who asks again is told that it has changed.
    let again = server.get_with(paths[0], &[("If-None-Match", before.etag())]);
    assert_eq!(again.status, 200);

    admin.change("POST", "/members/wien/purge", "/members/wien", &json!({}));
    let erased = tell(&server);
    assert!(
        erased.iter().all(|text| !text.contains("Schule")),
        "{erased:?}"
    );
    assert!(erased[2].contains("De Haven"), "{erased:?}");
    let anew = Serve::on(server.stop())
        .with("PUBLIC_URL", "https://directory.example.org")
        .start();
    assert_eq!(tell(&anew), erased, "every node tells the same");
}

#[test]
fn the_format_is_asked_for_by_address_parameter_or_header() {
    let asked = |path: &str, accept: &str| {
        let answer = shared().get_with(path, &[("Accept", accept)]);
        answer.header("content-type").unwrap_or_default().to_owned()
    };
    let (json, markdown, html) = (
        "application/json",
        "text/markdown; charset=utf-8",
        "text/html; charset=utf-8",
    );
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    for (path, accept, expected) in [
        ("/v1/digest?since=2026-11-01", "*/*", json),
        ("/v1/digest?since=2026-11-01", "text/markdown", markdown),
        ("/v1/digest?since=2026-11-01", browser, html),
        (
            "/v1/digest?since=2026-11-01&format=markdown",
            browser,
            markdown,
        ),
        ("/v1/digest.html?since=2026-11-01", "*/*", html),
        ("/v1/digest.md?since=2026-11-01", browser, markdown),
        ("/v1/digest.json?since=2026-11-01", browser, json),
    ] {
        assert_eq!(asked(path, accept), expected, "{path} {accept}");
    }
    shared().get("/v1/digest.pdf?since=2026-11-01").problem(404);
    let sound = [("Accept", "audio/ogg")];
    shared()
        .get_with("/v1/digest?since=2026-11-01", &sound)
        .problem(406);
}

#[test]
fn mistakes_are_told_all_at_once() {
    let mistake = |parameter: &str, code: &str| (parameter.to_owned(), code.to_owned());
    for (query, expected) in [
        ("", vec![mistake("since", "required")]),
        (
            "?since=yesterday&until=2026-02-30&lang=sv&format=pdf",
            vec![
                mistake("since", "invalid_time"),
                mistake("until", "invalid_time"),
                mistake("lang", "unknown_lang"),
                mistake("format", "unknown_code"),
            ],
        ),
        (
            "?since=2026-11-02&until=2026-11-01",
            vec![mistake("until", "before_since")],
        ),
        (
            "?sinse=2026-11-01",
            vec![
                mistake("sinse", "unknown_parameter"),
                mistake("since", "required"),
            ],
        ),
    ] {
        let told = shared().mistakes(&format!("/v1/digest{query}"));
        assert_eq!(told, expected, "{query}");
    }
    let told = shared().mistakes("/v1/digest.md?since=2026-11-01&format=html");
    assert_eq!(told, [mistake("format", "contradiction")]);
}
