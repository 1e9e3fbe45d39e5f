//! What the holder of a personal link can do, and what nobody can: the page that it opens, replayed,
//! revoked and guessed links, and what a visitor reports.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, ApiClient, Database, Serve, TestServer};
use member_directory::network::PageLang;

const MEMBER: &str = "open-huis-gent";

/// Makes a link for a member and gives its path and its identifier.
#[track_caller]
fn link(editor: &ApiClient<'_>) -> (String, String) {
    let made = editor
        .post(&format!("/members/{MEMBER}/links"), &json!({}))
        .created();
    let url = made["url"].as_str().expect("an address");
    let (_, path) = url.split_once("/own/").expect("a page of a member");
    let id = made["id"].as_str().expect("an identifier");
    (format!("/own/{path}"), id.to_owned())
}

/// The sample network, for whoever asks very often.
fn unlimited() -> TestServer {
    Serve::on(Database::sample())
        .with("RATE_WRONG_KEYS", "off")
        .start()
}

#[track_caller]
pub fn post(server: &TestServer, path: &str, form: &str) -> Answer {
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let form = form.as_bytes().to_vec();
    server.ask(Method::POST, path, &headers, Some(form))
}

#[track_caller]
fn revision(editor: &ApiClient<'_>) -> Value {
    editor.get("/proposals").ok()["revision"].clone()
}

#[test]
fn two_clicks_confirm_an_entry_and_opening_it_changes_nothing() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let (path, id) = link(&editor);
    let before = revision(&editor);
    for below in ["", "/change", "/objection", "/handover"] {
        let opened = server.get(&format!("{path}{below}"));
        assert_eq!(opened.status, 200, "{below}");
        for (header, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-robots-tag", "noindex"),
        ] {
            assert_eq!(opened.header(header), Some(value), "{below}");
        }
    }
    assert_eq!(revision(&editor), before, "a program opened the link");

    let confirmed = post(&server, &format!("{path}/confirm"), "");
    assert_eq!(confirmed.status, 303, "{}", confirmed.text());
    let after = editor.get(&format!("/members/{MEMBER}")).ok();
    assert_eq!(after["verified_by"], "organisation");
    let links = editor.get(&format!("/members/{MEMBER}/links")).ok();
    assert_eq!(links["data"][0]["id"], id.as_str());
    assert!(links["data"][0]["answered_at"].is_string());

    // A form that is sent again confirms nothing again.
    let before = revision(&editor);
    assert_eq!(post(&server, &format!("{path}/confirm"), "").status, 303);
    assert_eq!(revision(&editor), before);
}

#[test]
fn a_change_becomes_a_proposal_and_what_became_of_it_stands_on_the_page() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let (path, id) = link(&editor);
    let before = editor.get(&format!("/members/{MEMBER}")).ok();
    let form = "name=Open+Huis+Gent+vzw&message=We+have+a+new+name";
    for _ in 0..2 {
        let sent = post(&server, &format!("{path}/change"), form);
        assert_eq!(sent.status, 303, "{}", sent.text());
    }
    assert_eq!(
        editor.get(&format!("/members/{MEMBER}")).ok()["name"],
        before["name"]
    );
    let proposals = editor.get(&format!("/members/{MEMBER}/proposals")).ok();
    assert_eq!(proposals["page"]["total"], 1, "the same twice is one");
    let proposal = &proposals["data"][0];
    assert_eq!(proposal["link_id"], id.as_str());
    assert_eq!(proposal["filed_by"], Value::Null);
    assert_eq!(proposal["patch"], json!({ "name": "Open Huis Gent vzw" }));

    let one = format!("/proposals/{}", proposal["id"].as_str().unwrap());
    let refused = editor.change(
        "POST",
        &format!("{one}/refuse"),
        &one,
        &json!({ "reason": "The statutes say otherwise." }),
    );
    refused.ok();
    let page = server.get(&path);
    assert!(
        page.text().contains("The statutes say otherwise."),
        "{}",
        page.text()
    );
}

#[test]
fn a_mistake_in_the_form_stands_beside_its_field_and_files_nothing() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let (path, _) = link(&editor);
    let before = revision(&editor);
    let sent = post(
        &server,
        &format!("{path}/change"),
        "name=Open+Huis+Gent&email=nobody",
    );
    assert_eq!(sent.status, 422);
    assert!(
        sent.text().contains("id=\"email-mistake\""),
        "{}",
        sent.text()
    );
    assert_eq!(revision(&editor), before);

    // A place's mistake stands beside the field of that place.
    let record = editor.get(&format!("/members/{MEMBER}")).ok();
    let places = record["locations"].as_array().expect("places").clone();
    let exact = places.iter().find(|place| place["visibility"] == "public");
    let field = format!(
        "{}.city",
        exact.expect("a public place")["id"].as_str().unwrap()
    );
    let sent = post(&server, &format!("{path}/change"), &format!("{field}="));
    assert_eq!(sent.status, 422);
    let beside = format!("id=\"{field}-mistake\"");
    assert!(sent.text().contains(&beside), "{}", sent.text());
}

#[test]
fn each_page_and_each_mistake_is_in_the_language_of_its_reader() {
    let server = unlimited();
    let editor = server.clerk("editor");
    let (path, _) = link(&editor);
    // Who chose nothing reads the member's language.
    assert!(
        server
            .get(&path)
            .text()
            .contains("<html lang=\"nl\" dir=\"ltr\">")
    );
    let mut told = Vec::new();
    for lang in PageLang::ALL {
        let code = lang.code();
        let head = format!("<html lang=\"{code}\" dir=\"{}\">", lang.direction());
        for page in [
            path.clone(),
            format!("{path}/change"),
            "/own/nobody".to_owned(),
            format!("/members/{MEMBER}/report"),
        ] {
            let page = format!("{page}?lang={code}");
            assert!(server.get(&page).text().contains(&head), "{page}");
        }
        let sent = post(
            &server,
            &format!("{path}/change?lang={code}"),
            "email=nobody",
        );
        let text = sent.text();
        let (_, mistake) = text.split_once("id=\"email-mistake\">").expect("a mistake");
        told.push(mistake.split('<').next().unwrap_or_default().to_owned());
        // The way back is in that language too.
        assert!(text.contains(&format!("{path}?lang={code}")), "{text}");
    }
    let all = told.len();
    told.sort();
    told.dedup();
    assert_eq!(told.len(), all, "{told:?}");
}

#[test]
fn programs_that_open_every_link_of_a_mail_change_nothing() {
    let server = unlimited();
    let editor = server.clerk("editor");
    let (path, _) = link(&editor);
    let stop = "/own/stop/019352a0-0000-7000-8000-000000000000";
    let before = revision(&editor);
    for method in ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PROPFIND"] {
        for below in ["", "/confirm", "/change", "/handover", "/objection"] {
            let purpose = [("Sec-Purpose", "prefetch")];
            let headers = if method == "GET" { &purpose[..] } else { &[] };
            server.request(method, &format!("{path}{below}"), headers);
        }
        server.request(method, stop, &[]);
    }
    assert_eq!(revision(&editor), before);
    let links = editor.get(&format!("/members/{MEMBER}/links")).ok();
    assert_eq!(links["data"][0]["answered_at"], Value::Null);
}

#[test]
fn links_that_are_revoked_guessed_or_too_old_get_one_answer() {
    let server = unlimited();
    let editor = server.clerk("editor");
    let (path, id) = link(&editor);
    let revoked = format!("/members/{MEMBER}/links/{id}");
    let headers = [("Authorization", format!("Bearer {}", editor.key))];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(a, b)| (*a, b.as_str())).collect();
    let done = server.ask_registry(
        Method::DELETE,
        &format!("/v1/registry{revoked}"),
        &headers,
        None,
    );
    assert_eq!(done.status, 204, "{}", done.text());
    let (old, id) = link(&editor);
    let past = "UPDATE personal_links SET expires_at = '2026-01-01T00:00:00.000000Z'";
    let aged = format!("{past} WHERE id = '{id}'");
    server.database.execute(&aged).expect("it has run out");
    let before = revision(&editor);
    let nobody = server.get("/own/nobody");
    assert_eq!(nobody.status, 404);
    // With those of the other tests, a thousand and more.
    for number in 0..200 {
        let guess = format!("/own/mnd_abcdefgh_{number}");
        let short = &path[..path.len() - 1 - number % 20];
        let cut = format!("{short}{number}");
        for path in [&path, &old, &guess, &cut] {
            let below = ["confirm", "change", "handover", "objection", "confirm"][number % 5];
            let form = "name=A&text=B&message=C";
            let sent = post(&server, &format!("{path}/{below}"), form);
            let answers = [server.get(path), sent];
            for answer in answers {
                assert_eq!(
                    (answer.status, answer.text()),
                    (404, nobody.text()),
                    "{path}"
                );
            }
        }
    }
    // One that was good, replayed: it was confirmed once.
    let (path, _) = link(&editor);
    assert_eq!(post(&server, &format!("{path}/confirm"), "").status, 303);
    let confirmed = revision(&editor);
    assert_ne!(confirmed, before);
    for _ in 0..200 {
        assert_eq!(post(&server, &format!("{path}/confirm"), "").status, 303);
    }
    assert_eq!(revision(&editor), confirmed);
}

#[test]
fn a_page_shows_nothing_that_strangers_do_not_see() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let (path, _) = link(&editor);
    let record = editor.get(&format!("/members/{MEMBER}")).ok();
    let pages = [path.clone(), format!("{path}/change")].map(|path| server.get(&path).text());
    for place in record["locations"].as_array().expect("places") {
        let address = place["address"].as_str().unwrap_or("nowhere at all");
        let is_public = place["visibility"] == "public";
        for page in &pages {
            assert!(is_public || !page.contains(address), "{address}");
        }
    }
    for contact in record["contacts"].as_array().expect("contacts") {
        for page in &pages {
            assert!(
                !page.contains(contact["name"].as_str().unwrap()),
                "{contact}"
            );
        }
    }
}

#[test]
fn what_is_written_to_the_secretariat_waits_apart() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let (path, _) = link(&editor);
    let handover = "name=Lies+Maes&email=lies%40openhuis.example";
    assert_eq!(
        post(&server, &format!("{path}/handover"), handover).status,
        303
    );
    let reports = editor.get("/reports?status=open").ok();
    assert_eq!(reports["data"][0]["kind"], "handover");
    assert_eq!(reports["data"][0]["email"], "lies@openhuis.example");
    let one = format!(
        "/reports/{}/decide",
        reports["data"][0]["id"].as_str().unwrap()
    );
    editor.post(&one, &json!({ "status": "done" })).ok();
    editor.post(&one, &json!({ "status": "done" })).problem(409);
}

#[test]
fn a_visitor_reports_a_mistake_and_programs_do_not() {
    let server = unlimited();
    let editor = server.clerk("editor");
    let path = format!("/members/{MEMBER}/report");
    let page = server.get(&format!("/members/{MEMBER}"));
    assert!(page.text().contains(&path), "the page leads to the form");
    assert_eq!(server.get(&path).status, 200);
    let total = || editor.get("/reports").ok()["page"]["total"].clone();

    let began = |path: &str| {
        let form = server.get(path).text();
        let (_, began) = form.split_once("name=\"began\" value=\"").expect("a time");
        began.split('"').next().unwrap_or_default().to_owned()
    };
    let slugs = server.slugs("/v1/members?limit=2");
    let other = slugs
        .iter()
        .find(|slug| *slug != MEMBER)
        .expect("another member");
    let (sealed, other) = (began(&path), began(&format!("/members/{other}/report")));
    let quick = post(&server, &path, &format!("text=Wrong&began={sealed}"));
    assert_eq!(quick.status, 422, "nobody writes in no time");
    assert_eq!(post(&server, &path, "text=The+number+is+wrong").status, 422);
    std::thread::sleep(std::time::Duration::from_millis(4_100));
    let (time, code) = sealed.split_once('.').expect("a time and its code");
    let earlier = time.parse::<i64>().expect("a time") - 60;
    for made_up in [
        "1000",
        &format!("{earlier}.{code}"),
        &format!("{time}."),
        &other,
    ] {
        let sent = post(&server, &path, &format!("text=Wrong&began={made_up}"));
        assert_eq!(sent.status, 422, "{made_up}");
    }
    let trapped = format!("text=Buy+now&began={sealed}&homepage=https%3A%2F%2Fspam.example");
    assert_eq!(post(&server, &path, &trapped).status, 200);
    let empty = post(&server, &path, &format!("text=&began={sealed}"));
    assert_eq!(empty.status, 422);
    assert_eq!(total(), 0);

    for number in 0..20 {
        let form = format!("text=The+number+is+wrong+{number}&began={sealed}");
        assert_eq!(post(&server, &path, &form).status, 200);
    }
    let flood = post(
        &server,
        &path,
        &format!("text=And+once+more&began={sealed}"),
    );
    assert_eq!(flood.status, 422, "{}", flood.text());
    assert_eq!(total(), 20);
    // Whoever has a link is heard all the same.
    let (link, _) = link(&editor);
    let objection = post(&server, &format!("{link}/objection"), "text=The+street");
    assert_eq!(objection.status, 303, "{}", objection.text());
    assert_eq!(total(), 21);
}
