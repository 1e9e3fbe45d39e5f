//! Mail: who is told what, in which language and how often, and who is told nothing.

use std::time::Duration;

use serde_json::{Value, json};

use super::own_entries::post;
use crate::support::{ApiClient, Database, Serve, TestServer, program::run, sheets::sheets};
use member_directory::{
    editing::newsletter,
    network::{Lang, MailContent, NewMail, Timestamp},
    publication::public_digest,
    registry::{Actor, Error, Intent, Registry, mails::Sending},
};

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
pub fn writing() -> TestServer {
    Serve::on(Database::new())
        .with("MAIL_DRY_RUN", "true")
        .with("MAIL_FROM", "directory@example.org")
        .start()
}

pub fn member_with_contacts(editor: &ApiClient<'_>) -> Value {
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

/// To whom it was mailed that more of a member is public.
#[track_caller]
fn told_of_more(admin: &ApiClient<'_>) -> Vec<String> {
    let log = admin.get("/mails?limit=200").ok();
    let mails = log["data"].as_array().expect("mails").iter();
    let told = mails.filter(|mail| mail["kind"] == "more_public");
    told.map(|mail| mail["recipient"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn in_whatever_way_more_becomes_public_the_contacts_are_told() {
    let server = writing();
    let admin = server.clerk("admin");
    let member = member_with_contacts(&admin);
    let slug = member["slug"].as_str().unwrap();
    let path = format!("/members/{slug}");
    let mut told = 0;
    let mut is_told = |way: &str| {
        let all = told_of_more(&admin);
        assert_eq!(all.len(), told + 1, "{way}");
        assert!(all.iter().all(|to| to == "lies@huis.example"), "{all:?}");
        told = all.len();
    };
    let seen = |visibility: &str| {
        let mut places = admin.get(&path).ok()["locations"].clone();
        places[0]["visibility"] = visibility.into();
        json!({ "locations": places })
    };
    let confirmed = |mut body: Value| {
        body["confirm_publication"] = true.into();
        body
    };

    admin.patch(slug, &confirmed(seen("city")));
    is_told("a patch, by the city");
    let hidden = admin.patch(slug, &seen("hidden"));
    let back = json!({ "revision": hidden["revision"], "confirm_publication": true });
    admin
        .change("POST", &format!("{path}/revert"), &path, &back)
        .ok();
    is_told("a change taken back");
    admin.patch(slug, &confirmed(seen("public")));
    is_told("a patch, to the address");
    admin.patch(
        slug,
        &json!({ "phones": [{ "number": "+32 9 123 45 67" }] }),
    );
    let mut anew = admin.get(&path).ok()["locations"].clone();
    anew[0].as_object_mut().unwrap().remove("id");
    admin.patch(slug, &confirmed(json!({ "locations": anew })));
    assert_eq!(
        told_of_more(&admin).len(),
        3,
        "the same place, written anew, is no more"
    );

    admin.patch(slug, &seen("hidden"));
    let own = server.member_clerk(slug);
    let filed = own.post(
        &format!("{path}/proposals"),
        &json!({ "patch": seen("public") }),
    );
    let proposal = format!("/proposals/{}", filed.created()["id"].as_str().unwrap());
    let accept = format!("{proposal}/accept");
    admin
        .change("POST", &accept, &proposal, &confirmed(json!({})))
        .ok();
    is_told("a proposal that is accepted");

    admin.take_step(slug, &json!({ "move": "suspend", "reason": "Fees" }));
    let mut bulk = json!({ "members": [slug], "kind": "move", "value": "reinstate" });
    bulk["confirm_publication"] = true.into();
    let trial = admin.post("/members/bulk?dry_run", &bulk);
    trial.ok();
    assert_eq!(told_of_more(&admin).len(), 4, "a trial tells nobody");
    let tag = [("If-Match", trial.etag())];
    admin.send("POST", "/members/bulk", &tag, Some(&bulk)).ok();
    is_told("many changed at once");

    let tag = admin.tag(&path);
    let gone = admin.send("DELETE", &path, &[("If-Match", &tag)], None);
    assert!(gone.status < 300, "{}", gone.text());
    let restore = format!("{path}/restore");
    admin
        .change("POST", &restore, &path, &confirmed(json!({})))
        .ok();
    is_told("an entry brought back");

    admin.patch(slug, &json!({ "listing": "unlisted" }));
    let files = sheets().members(format!(
        "slug,name,country,listing\n{slug},Huis,BE,listed\n"
    ));
    let mut import = server
        .database
        .importing(&files, &["--confirm-publication"]);
    import
        .env("MAIL_DRY_RUN", "true")
        .env("MAIL_FROM", "directory@example.org");
    run(&mut import).well();
    is_told("an import");
}

#[test]
fn what_became_of_what_was_written_is_told_to_whoever_wrote_it() {
    let server = writing();
    let admin = server.clerk("admin");
    let member = member_with_contacts(&admin);
    let slug = member["slug"].as_str().unwrap();
    let body = json!({ "contact_id": member["contacts"][1]["id"] });
    let made = admin
        .post(&format!("/members/{slug}/links"), &body)
        .created();
    let (_, link) = made["url"].as_str().unwrap().split_once("/own/").unwrap();
    server.catch_up();
    let own = format!("/own/{link}");
    assert_eq!(
        post(&server, &format!("{own}/change"), "name=Huizen").status,
        303
    );
    assert_eq!(
        post(&server, &format!("{own}/objection"), "text=The+street").status,
        303
    );
    let form = format!("/members/{slug}/report?lang=de");
    let page = server.get(&form).text();
    let (_, began) = page.split_once("name=\"began\" value=\"").expect("a time");
    let began = began.split('"').next().unwrap_or_default();
    std::thread::sleep(std::time::Duration::from_millis(4_100));
    for visitor in ["vera", "spam"] {
        let form_body = format!("text=Closed&email={visitor}%40visitors.example&began={began}");
        assert_eq!(post(&server, &form, &form_body).status, 200);
    }

    let filed = admin.get(&format!("/members/{slug}/proposals")).ok();
    let proposal = format!("/proposals/{}", filed["data"][0]["id"].as_str().unwrap());
    admin
        .change("POST", &format!("{proposal}/accept"), &proposal, &json!({}))
        .ok();
    let reports = admin.get("/reports?status=open").ok();
    for report in reports["data"].as_array().expect("reports") {
        let is_spam = report["email"] == "spam@visitors.example";
        let status = if is_spam { "discarded" } else { "done" };
        let path = format!("/reports/{}/decide", report["id"].as_str().unwrap());
        admin.post(&path, &json!({ "status": status })).ok();
    }
    let log = admin.get("/mails").ok();
    let mails = log["data"].as_array().expect("mails").iter();
    let decided = mails.filter(|mail| mail["kind"] == "decided");
    let mut told: Vec<(&str, &str)> = decided
        .map(|mail| {
            (
                mail["recipient"].as_str().unwrap(),
                mail["language"].as_str().unwrap(),
            )
        })
        .collect();
    told.sort_unstable();
    let lies = ("lies@huis.example", "nl");
    assert_eq!(told, [lies, lies, ("vera@visitors.example", "de")]);
    let page = server.get(&format!("{own}?lang=en")).text();
    assert!(
        page.contains("accepted") && page.contains("dealt with"),
        "{page}"
    );
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

#[test]
fn the_news_go_to_the_staff_once_a_month_and_whenever_somebody_sends_them() {
    let server = writing();
    let admin = server.clerk("admin");
    for (name, language) in [("Ann", "en"), ("Jef", "nl")] {
        let email = format!("{name}@secretariat.example.org");
        let person =
            json!({ "name": name, "email": email, "role": "editor", "language": language });
        admin.post("/staff", &person).created();
    }
    let news = || {
        let log = admin.get("/mails").ok();
        let mails = log["data"].as_array().expect("mails").iter();
        let news = mails.filter(|mail| mail["kind"] == "digest");
        let mut to: Vec<String> = news
            .map(|mail| {
                format!(
                    "{} {}",
                    mail["recipient"].as_str().unwrap(),
                    mail["language"]
                )
            })
            .collect();
        to.sort_unstable();
        to
    };
    let registry = Registry::new(server.database.url().parse().unwrap(), public_digest);
    let registry = registry.with_mail(true);
    let on = |day: i64| {
        let first = Timestamp::start_of(Timestamp::now().date().first_of_month()).unwrap();
        let day = first.later(Duration::from_secs(86_400 * (day as u64 - 1)));
        newsletter::mail_monthly(&registry, day).expect("the news are mailed")
    };
    server
        .database
        .execute("DELETE FROM mails")
        .expect("as if nothing was mailed");
    assert_eq!(on(4), 0, "the month is not new any more");
    assert_eq!(on(2), 2);
    assert_eq!(on(3), 0, "once a month");
    let both = [
        "Ann@secretariat.example.org \"en\"",
        "Jef@secretariat.example.org \"nl\"",
    ];
    assert_eq!(news(), both);
    let period = json!({ "since": "2026-10-01", "until": "2026-11-01" });
    assert_eq!(admin.post("/digest/mail", &period).ok()["mailed"], 2);
    assert_eq!(news().len(), 4);
}
