//! What the holder of a personal link can do, and what nobody can: the page that it opens, replayed,
//! revoked and guessed links, and what a visitor reports.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, ApiClient, Database, Serve, TestServer};
use member_directory::{
    network::{Lang, MailContent, NewMail, Timestamp},
    publication::public_digest,
    registry::{Actor, Error, Intent, Registry, mails::Sending},
};

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

#[track_caller]
fn post(server: &TestServer, path: &str, form: &str) -> Answer {
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
}

#[test]
fn links_that_are_revoked_guessed_or_too_old_get_one_answer() {
    let server = Serve::on(Database::new())
        .sample()
        .with("RATE_WRONG_KEYS", "off")
        .start();
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
    for number in 0..50 {
        let guess = format!("/own/mnd_abcdefgh_{number}");
        for path in [&path, &old, &guess] {
            assert_eq!(server.get(path).text(), nobody.text(), "{path}");
            for below in ["confirm", "change", "handover", "objection"] {
                let sent = post(
                    &server,
                    &format!("{path}/{below}"),
                    "name=A&text=B&message=C",
                );
                assert_eq!(
                    (sent.status, sent.text()),
                    (404, nobody.text()),
                    "{path}/{below}"
                );
            }
        }
    }
    assert_eq!(revision(&editor), before);
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
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let path = format!("/members/{MEMBER}/report");
    let page = server.get(&format!("/members/{MEMBER}"));
    assert!(page.text().contains(&path), "the page leads to the form");
    assert_eq!(server.get(&path).status, 200);
    let total = || editor.get("/reports").ok()["page"]["total"].clone();

    let quick = post(&server, &path, "text=The+number+is+wrong&began=99999999999");
    assert_eq!(quick.status, 422, "nobody writes in no time");
    assert_eq!(post(&server, &path, "text=The+number+is+wrong").status, 422);
    let trapped = "text=Buy+now&began=1000&homepage=https%3A%2F%2Fspam.example";
    assert_eq!(post(&server, &path, trapped).status, 200);
    assert_eq!(post(&server, &path, "text=&began=1000").status, 422);
    assert_eq!(total(), 0);

    for number in 0..20 {
        let form = format!("text=The+number+is+wrong+{number}&began=1000");
        assert_eq!(post(&server, &path, &form).status, 200);
    }
    let flood = post(&server, &path, "text=And+once+more&began=1000");
    assert_eq!(flood.status, 422, "{}", flood.text());
    assert_eq!(total(), 20);
}

#[test]
fn nothing_is_mailed_for_the_sample_network() {
    let server = Serve::on(Database::new())
        .sample()
        .with("MAIL_DRY_RUN", "true")
        .with("MAIL_FROM", "directory@example.org")
        .start();
    let admin = server.clerk("admin");
    let body = json!({ "name": "Ann", "email": "ann@secretariat.example.org", "role": "editor" });
    let invited = admin.post("/staff", &body).created();
    assert_eq!(invited["mailed"], false);
    assert!(invited["link"].is_string(), "the link is there to copy");
    assert_eq!(admin.get("/mails").ok()["page"]["total"], 0);
}

/// A network of its own that sends no mail and writes what it would send.
fn writing() -> TestServer {
    Serve::on(Database::new())
        .with("MAIL_DRY_RUN", "true")
        .with("MAIL_FROM", "directory@example.org")
        .start()
}

fn member_with_contacts(editor: &ApiClient<'_>) -> Value {
    editor.create(&json!({
        "name": "Huis", "country": "BE", "name_language": "nl",
        "membership": { "status": "member" },
        "contacts": [
            { "name": "Jan", "email": "jan@huis.example", "legal_basis": "contract" },
            {
                "name": "Lies", "email": "lies@huis.example", "legal_basis": "consent",
                "consented_on": "2025-01-01",
            },
        ],
        "locations": [
            { "kind": "office", "city": "Gent", "country": "BE", "address": "Straat 1", "visibility": "hidden" },
        ],
    }))
}

#[test]
fn whoever_agreed_is_told_what_became_public_and_nobody_else() {
    let server = writing();
    let admin = server.clerk("admin");
    let member = member_with_contacts(&admin);
    let [jan, lies] = [0, 1].map(|at| member["contacts"][at]["id"].clone());
    let links = format!("/members/{}/links", member["slug"].as_str().unwrap());
    let unasked = admin.post(&links, &json!({ "contact_id": jan, "mail": true }));
    unasked.problem(422);
    let mailed = admin.post(&links, &json!({ "contact_id": lies, "mail": true }));
    assert_eq!(mailed.created()["mailed"], true);

    let mut places = member["locations"].clone();
    places[0]["visibility"] = "public".into();
    let patch = json!({ "locations": places, "confirm_publication": true });
    admin.patch(member["slug"].as_str().unwrap(), &patch);
    let log = admin.get("/mails").ok();
    let told: Vec<(&Value, &Value)> = log["data"]
        .as_array()
        .expect("mails")
        .iter()
        .map(|mail| (&mail["kind"], &mail["recipient"]))
        .collect();
    let (more, link, lies) = (
        json!("more_public"),
        json!("personal_link"),
        json!("lies@huis.example"),
    );
    assert_eq!(told, [(&more, &lies), (&link, &lies)]);
}

#[test]
fn who_wants_no_more_gets_no_more_by_a_click_and_not_by_a_look() {
    let server = writing();
    let admin = server.clerk("admin");
    let member = member_with_contacts(&admin);
    let links = format!("/members/{}/links", member["slug"].as_str().unwrap());
    let body = json!({ "contact_id": member["contacts"][1]["id"], "mail": true });
    admin.post(&links, &body).created();
    let mail = admin.get("/mails").ok()["data"][0]["id"].clone();
    let stop = format!("/own/stop/{}", mail.as_str().unwrap());
    assert_eq!(server.get(&stop).status, 200);
    assert_eq!(admin.get("/mail-stops").ok()["data"], json!([]));
    assert_eq!(
        post(&server, &stop, "List-Unsubscribe=One-Click").status,
        200
    );
    let stops = admin.get("/mail-stops").ok();
    assert_eq!(stops["data"][0]["address"], "lies@huis.example");
    assert_eq!(stops["data"][0]["cause"], "declined");
    assert_eq!(admin.post(&links, &body).created()["mailed"], false);
}

#[test]
fn a_confirmation_counts_for_a_year() {
    let server = Serve::on(Database::new()).start();
    let editor = server.clerk("editor");
    let member = member_with_contacts(&editor);
    let confirmed = || {
        server.catch_up();
        server.json("/v1/network")["totals"]["confirmed_within_a_year"].clone()
    };
    assert_eq!(confirmed(), 0);
    let links = format!("/members/{}/links", member["slug"].as_str().unwrap());
    let made = editor.post(&links, &json!({})).created();
    let (_, link) = made["url"].as_str().unwrap().split_once("/own/").unwrap();
    assert_eq!(
        post(&server, &format!("/own/{link}/confirm"), "").status,
        303
    );
    assert_eq!(confirmed(), 1);
}

#[test]
fn a_mail_that_waits_for_a_later_time_is_not_due() {
    const HOUR: std::time::Duration = std::time::Duration::from_secs(3_600);
    let database = Database::new();
    database.run(&["migrate"]).well();
    let registry = Registry::new(database.url().parse().unwrap(), public_digest).with_mail(true);
    let now = Timestamp::now();
    assert!(!registry.has_due_mail(now).unwrap(), "nothing was mailed");
    let written = registry.write(Actor::CommandLine, Intent::Commit, |change| {
        // A mail goes out with a change alone.
        let day = Timestamp::now().date();
        change.note_digest(day, day)?;
        change.mail(NewMail {
            recipient: "ann@example.org".parse().expect("an address"),
            language: Lang::En,
            member: None,
            content: MailContent::Confirmed {
                member: "Open Huis".to_owned(),
            },
        })
    });
    let mailed: Result<_, Error> = written;
    assert!(mailed.unwrap().value.is_some());
    let now = Timestamp::now();
    assert!(registry.has_due_mail(now).unwrap());

    let lease = uuid::Uuid::now_v7();
    let letter = registry.claim_mail(lease, now, now.later(HOUR)).unwrap();
    let letter = letter.expect("it is due");
    assert!(!registry.has_due_mail(now).unwrap(), "somebody sends it");
    let later = Sending::Retry {
        at: now.later(HOUR),
        error: "451 later".to_owned(),
    };
    registry.settle_mail(&letter, lease, &later).unwrap();
    assert!(!registry.has_due_mail(Timestamp::now()).unwrap());
    assert!(registry.has_due_mail(now.later(2 * HOUR)).unwrap());
    assert_eq!(registry.pending_mails().unwrap(), 1);
}
