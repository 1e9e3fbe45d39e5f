//! Whoever holds somebody's forwarded mail, or writes to the secretariat without an account: what they
//! cannot do, and who is told of what they do.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    mailing::{member_with_contacts, writing},
    own_entries::post,
};
use crate::support::{ApiClient, Database, Serve, TestServer, program::run};
use member_directory::{
    editing::reminding,
    network::Timestamp,
    publication::public_digest,
    registry::{Registry, mails::Letter},
};

/// The page that a new link of a member opens, for the contact with a number, or for nobody.
#[track_caller]
fn page_of(admin: &ApiClient<'_>, member: &Value, contact: Option<usize>) -> String {
    let contact = contact.map(|number| member["contacts"][number]["id"].clone());
    let links = format!("/members/{}/links", member["id"].as_str().unwrap());
    let made = admin.post(&links, &json!({ "contact_id": contact }));
    let made = made.created();
    let (_, link) = made["url"].as_str().unwrap().split_once("/own/").unwrap();
    format!("/own/{link}")
}

/// What was mailed, each as its kind, its recipient and its language, the first one first.
#[track_caller]
fn mailed(admin: &ApiClient<'_>) -> Vec<(String, String, String)> {
    let log = admin.get("/mails?limit=200").ok();
    let mails = log["data"].as_array().expect("mails").iter().rev();
    let said = |mail: &Value, field: &str| mail[field].as_str().unwrap_or_default().to_owned();
    mails
        .map(|mail| {
            (
                said(mail, "kind"),
                said(mail, "recipient"),
                said(mail, "language"),
            )
        })
        .collect()
}

fn mail(kind: &str, language: &str) -> (String, String, String) {
    (
        kind.to_owned(),
        "lies@huis.example".to_owned(),
        language.to_owned(),
    )
}

#[track_caller]
fn sent(server: &TestServer, path: &str, form: &str) {
    let answer = post(server, path, form);
    assert_eq!(answer.status, 303, "{path}: {}", answer.text());
}

#[test]
fn whoever_can_be_told_is_told_for_whomever_the_link_was_made() {
    let server = writing();
    let admin = server.clerk("admin");
    let member = member_with_contacts(&admin);
    // A link that staff gave to somebody, and one of a contact that may not be written to.
    for (contact, below, form, kind) in [
        (None, "/confirm", "", "confirmed"),
        (Some(0), "/objection", "text=The+street", "proposed"),
        (None, "/change", "name=Huizen", "proposed"),
    ] {
        let before = mailed(&admin);
        let page = page_of(&admin, &member, contact);
        server.catch_up();
        sent(&server, &format!("{page}{below}"), form);
        let told = mailed(&admin).split_off(before.len());
        assert_eq!(told, [mail(kind, "nl")], "{below}");
    }
}

#[test]
fn who_wrote_reads_what_became_of_it_in_their_language_and_the_warning_is_in_the_members() {
    let server = writing();
    let admin = server.clerk("admin");
    let member = member_with_contacts(&admin);
    let page = page_of(&admin, &member, Some(1));
    server.catch_up();
    sent(&server, &format!("{page}/change?lang=fr"), "name=Huizen");
    let path = format!("/members/{}/proposals", member["id"].as_str().unwrap());
    let filed = admin.get(&path).ok();
    let proposal = format!("/proposals/{}", filed["data"][0]["id"].as_str().unwrap());
    let accept = format!("{proposal}/accept");
    admin.change("POST", &accept, &proposal, &json!({})).ok();
    let told = mailed(&admin);
    assert_eq!(told, [mail("proposed", "nl"), mail("decided", "fr")]);
}

#[test]
fn nobody_is_flooded_with_warnings() {
    let server = writing();
    let admin = server.clerk("admin");
    let member = member_with_contacts(&admin);
    let page = page_of(&admin, &member, Some(1));
    for number in 0..15 {
        sent(
            &server,
            &format!("{page}/objection"),
            &format!("text={number}"),
        );
    }
    let told = mailed(&admin).len();
    assert!((1..=5).contains(&told), "{told} mails");
}

#[test]
fn what_is_written_is_a_text_or_is_not_taken() {
    let server = Serve::on(Database::new()).start();
    let admin = server.clerk("admin");
    let member = member_with_contacts(&admin);
    let page = page_of(&admin, &member, None);
    server.catch_up();
    let report = format!("/members/{}/report", member["slug"].as_str().unwrap());
    let form = server.get(&report).text();
    let (_, began) = form.split_once("name=\"began\" value=\"").expect("a time");
    let began = began.split('"').next().unwrap_or_default();
    std::thread::sleep(Duration::from_millis(4_100));
    let long = "a".repeat(60_000);
    // A character that turns the direction, one that no database takes, and too much.
    for text in ["%E2%80%AEgpj.exe", "a%00b", "%07", "a%C2%9Bb", &long] {
        let text_and_time = format!("text={text}&began={began}");
        for (path, form) in [
            (format!("{page}/objection"), format!("text={text}")),
            (format!("{page}/handover"), format!("name={text}")),
            (format!("{page}/change"), format!("message={text}")),
            (
                format!("{page}/change"),
                format!("name=Huizen&message={text}"),
            ),
            (format!("{page}/change"), format!("name={text}")),
            (report.clone(), text_and_time),
        ] {
            let answer = post(&server, &path, &form);
            let told: String = form.chars().take(40).collect();
            let refused = [400, 422].contains(&answer.status);
            assert!(
                refused,
                "{} {path} {told}: {}",
                answer.status,
                answer.text()
            );
        }
    }
    assert_eq!(admin.get("/reports").ok()["page"]["total"], 0);
    assert_eq!(admin.get("/proposals").ok()["page"]["total"], 0);
    // A mistake of the last field stands beside it.
    let answer = post(&server, &format!("{page}/change"), "message=a%07b");
    assert!(answer.text().contains("id=\"message-mistake\""));
}

#[test]
fn what_its_reader_did_not_see_is_not_confirmed() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let path = "/members/open-huis-gent";
    let page = page_of(&editor, &editor.get(path).ok(), None);
    let seen = || {
        let page = server.get(&page).text();
        let (_, seen) = page.split_once("name=\"seen\" value=\"").expect("a state");
        format!("seen={}", seen.split('"').next().unwrap_or_default())
    };
    let confirmed_by = || editor.get(path).ok()["verified_by"].clone();
    let before = (seen(), confirmed_by());
    editor.patch("open-huis-gent", &json!({ "acronym": "OHX" }));
    server.catch_up();
    let confirm = format!("{page}/confirm");
    let answer = post(&server, &confirm, &before.0);
    assert_eq!(answer.header("location"), Some(page.as_str()));
    assert_eq!(confirmed_by(), before.1);

    let answer = post(&server, &confirm, &seen());
    let done = format!("{page}?done=confirmed");
    assert_eq!(answer.header("location"), Some(done.as_str()));
    assert_eq!(confirmed_by(), "organisation");
}

#[test]
fn a_link_confirms_nothing_again_after_that_was_taken_back() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let path = "/members/open-huis-gent";
    let before = editor.get(path).ok();
    let page = page_of(&editor, &before, None);
    let confirm = format!("{page}/confirm");
    sent(&server, &confirm, "");
    let confirmed = editor.get(path).ok();
    assert_ne!(confirmed["verified_at"], before["verified_at"]);
    let back = json!({ "revision": confirmed["revision"] });
    let back = editor.change("POST", &format!("{path}/revert"), path, &back);
    assert_eq!(back.ok()["verified_at"], before["verified_at"]);
    assert_eq!(post(&server, &confirm, "").status, 404);
    let after = editor.get(path).ok();
    assert_eq!(after["verified_at"], before["verified_at"]);
}

#[test]
fn a_link_ends_with_the_membership() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let path = "/members/open-huis-gent";
    let page = page_of(&editor, &editor.get(path).ok(), None);
    assert_eq!(server.get(&page).status, 200);
    let tag = editor.tag(path);
    let gone = editor.send("DELETE", path, &[("If-Match", &tag)], None);
    assert!(gone.status < 300, "{}", gone.text());
    for below in ["", "/change", "/objection", "/handover"] {
        assert_eq!(server.get(&format!("{page}{below}")).status, 404, "{below}");
    }
    for below in ["/confirm", "/change", "/objection", "/handover"] {
        let answer = post(&server, &format!("{page}{below}"), "name=A&text=B");
        assert_eq!(answer.status, 404, "{below}");
    }
}

#[test]
fn an_address_that_no_mail_has_offers_nothing_to_send() {
    let server = TestServer::sample();
    for made_up in ["nobody", "..%2F..%2Fstaff%2Fsign-in", "%2F%2Fevil.example"] {
        let path = format!("/own/stop/{made_up}");
        let looked = server.get(&path);
        assert_eq!(looked.status, 404, "{}", looked.text());
        assert_eq!(post(&server, &path, "").status, 404);
    }
}

#[test]
fn mails_that_nobody_can_get_rid_of_do_not_say_where() {
    let server = writing();
    let admin = server.clerk("admin");
    let member = member_with_contacts(&admin);
    let page = page_of(&admin, &member, Some(1));
    sent(&server, &format!("{page}/confirm"), "");
    // Its identifier stands in its Message-ID, whoever got it forwarded.
    let id = admin.get("/mails").ok()["data"][0]["id"].clone();
    let stop = format!("/own/stop/{}", id.as_str().unwrap());
    assert_eq!(post(&server, &stop, "").status, 200);
    assert_eq!(admin.get("/mail-stops").ok()["data"], json!([]));
}

/// The next mail that waits.
fn next(registry: &Registry) -> Letter {
    let now = Timestamp::now();
    let until = now.later(Duration::from_secs(600));
    let claimed = registry.claim_mail(uuid::Uuid::now_v7(), now, until);
    claimed.expect("books").expect("a mail that waits")
}

#[test]
fn a_mail_that_waits_goes_to_nobody_who_wants_it_no_more() {
    let server = Serve::on(Database::new()).start();
    let admin = server.clerk("admin");
    let url = server.database.url();
    let registry = Registry::new(url.parse().unwrap(), public_digest).with_mail(true);
    // Whoever is asked, and then says no before the mail server is there again.
    type Change = fn(&TestServer, &ApiClient<'_>, &Value);
    let changes: [(&str, Change); 5] = [
        ("nothing", |_, _, _| {}),
        ("no consent", |_, admin, member| {
            let mut contacts = member["contacts"].clone();
            contacts[1]["legal_basis"] = "contract".into();
            contacts[1]["consented_on"] = Value::Null;
            let slug = member["slug"].as_str().unwrap();
            admin.patch(slug, &json!({ "contacts": contacts }));
        }),
        ("a revoked link", |_, admin, member| {
            let links = format!("/members/{}/links", member["id"].as_str().unwrap());
            let link = admin.get(&links).ok()["data"][0]["id"].clone();
            let one = format!("{links}/{}", link.as_str().unwrap());
            assert_eq!(admin.send("DELETE", &one, &[], None).status, 204);
        }),
        ("an end", |_, admin, member| {
            let path = format!("/members/{}", member["id"].as_str().unwrap());
            let tag = admin.tag(&path);
            let gone = admin.send("DELETE", &path, &[("If-Match", &tag)], None);
            assert!(gone.status < 300, "{}", gone.text());
        }),
        ("a word", |server, _, _| {
            let id = server.database.value(
                "SELECT id AS value FROM mails WHERE status = 'pending' \
                 ORDER BY created_at DESC LIMIT 1",
            );
            assert_eq!(post(server, &format!("/own/stop/{id}"), "").status, 200);
        }),
    ];
    for (number, (change, happens)) in changes.into_iter().enumerate() {
        let member = member_with_contacts(&admin);
        let slug = member["slug"].as_str().unwrap();
        // Each has a name of its own.
        let member = admin.patch(slug, &json!({ "name": format!("Huis nummer {number}") }));
        let old = Timestamp::now().earlier(Duration::from_secs(340 * 86_400));
        let sql = format!(
            "UPDATE members SET verified_at = '{old}', verified_by = 'secretariat' WHERE id = '{}'",
            member["id"].as_str().unwrap()
        );
        server.database.execute(&sql).expect("it was confirmed");
        let asked = reminding::remind_members(&registry, true).expect("it is asked");
        assert_eq!(asked, 1, "{change}");
        happens(&server, &admin, &member);
        let letter = next(&registry);
        assert_eq!(letter.unwanted.is_none(), number == 0, "after {change}");
    }
}

#[test]
fn of_a_member_that_is_purged_the_log_knows_nothing() {
    let server = writing();
    let admin = server.clerk("admin");
    let member = member_with_contacts(&admin);
    let page = page_of(&admin, &member, Some(1));
    sent(&server, &format!("{page}/confirm"), "");
    assert_eq!(mailed(&admin).len(), 1);
    let path = format!("/members/{}", member["id"].as_str().unwrap());
    let purged = admin.change("POST", &format!("{path}/purge"), &path, &json!({}));
    assert_eq!(purged.status, 204, "{}", purged.text());
    assert_eq!(mailed(&admin), []);
    assert_eq!(server.get(&page).status, 404);
}

#[test]
fn another_site_reports_nothing_by_the_browsers_of_its_visitors() {
    let server = TestServer::sample();
    let editor = server.clerk("editor");
    let path = "/members/open-huis-gent/report";
    let form = server.get(path).text();
    let (_, began) = form.split_once("name=\"began\" value=\"").expect("a time");
    let began = began.split('"').next().unwrap_or_default();
    std::thread::sleep(Duration::from_millis(4_100));
    let form = format!("text=Buy+now&began={began}");
    for (site, status) in [("cross-site", 422), ("same-origin", 200)] {
        let headers = [
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Sec-Fetch-Site", site),
        ];
        let body = Some(form.clone().into_bytes());
        let answer = server.ask(reqwest::Method::POST, path, &headers, body);
        assert_eq!(answer.status, status, "{site}");
    }
    assert_eq!(editor.get("/reports").ok()["page"]["total"], 1);
}

#[test]
fn one_who_reports_again_and_again_is_held_back() {
    let server = Serve::on(Database::sample())
        .with("RATE_REPORTS", "3/1h")
        .with("TRUSTED_PROXIES", "127.0.0.1")
        .start();
    let editor = server.clerk("editor");
    let slugs = server.slugs("/v1/members?limit=5");
    let began: Vec<String> = slugs
        .iter()
        .map(|slug| {
            let form = server.get(&format!("/members/{slug}/report")).text();
            let (_, began) = form.split_once("name=\"began\" value=\"").expect("a time");
            began.split('"').next().unwrap_or_default().to_owned()
        })
        .collect();
    std::thread::sleep(Duration::from_millis(4_100));
    let from = [
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("X-Forwarded-For", "198.51.100.7"),
    ];
    let statuses: Vec<u16> = slugs
        .iter()
        .zip(&began)
        .map(|(slug, began)| {
            let form = format!("text=Buy+now&began={began}").into_bytes();
            let path = format!("/members/{slug}/report");
            let answer = server.ask(reqwest::Method::POST, &path, &from, Some(form));
            answer.status
        })
        .collect();
    assert_eq!(statuses, [200, 200, 200, 429, 429]);
    assert_eq!(editor.get("/reports").ok()["page"]["total"], 3);
    let kinds =
        |kinds: &str| editor.get(&format!("/reports?kind={kinds}")).ok()["page"]["total"].clone();
    assert_eq!(kinds("mistake"), 3);
    assert_eq!(kinds("wish,handover,objection"), 0);
}

#[test]
fn mail_does_not_lead_to_an_address_that_nobody_else_knows() {
    let database = Database::new();
    let mut command = database.program(&["migrate"]);
    command
        .env("SMTP_URL", "smtp://127.0.0.1:9")
        .env("MAIL_FROM", "directory@example.org");
    let told = run(&mut command).ended_with(2).said();
    assert!(told.contains("PUBLIC_URL"), "{told}");
    run(command.env("PUBLIC_URL", "https://directory.example.org")).well();
}

#[test]
fn the_share_of_what_is_confirmed_is_in_the_metrics() {
    let server = Serve::on(Database::sample()).internal().start();
    let totals = server.json("/v1/network")["totals"].clone();
    let count = |name: &str| totals[name].as_f64().expect("a number");
    let share = count("confirmed_within_a_year") / count("members");
    let measured = crate::support::eventually("it is measured", || {
        let metrics = server.metrics();
        let lines = metrics.lines();
        let mut values = lines.filter_map(|line| line.strip_prefix("entries_confirmed_ratio "));
        values.next()?.trim().parse::<f64>().ok()
    });
    assert!((measured - share).abs() < 0.02, "{measured} and {share}");
}
