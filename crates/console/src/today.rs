//! The screen one begins with: what waits.

use actix_web::{Error, HttpResponse, http::StatusCode, web};
use askama::Template;
use serde::Deserialize;

use crate::{
    frame::{self, Frame},
    session::Visitor,
};
use pages::address::Address;
use translations::say;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("").route(web::get().to(show)));
    config.service(web::resource("/").route(web::get().to(show)));
}

/// What waits, as the API counts it.
#[derive(Deserialize)]
struct Waiting {
    proposals: usize,
    reports: usize,
    answered: usize,
    unanswered: usize,
    unconfirmed: usize,
    unconfirmed_since: String,
    imports: usize,
    duplicates: usize,
    exposures: usize,
    failing_webhooks: usize,
    ending_keys: usize,
}

/// Something that waits.
struct Task {
    words: String,
    /// Where it is done; nothing for what admins alone do.
    href: Option<Address>,
    is_done: bool,
}

#[derive(Template)]
#[template(path = "today.html")]
struct Today {
    frame: Frame,
    tasks: Vec<Task>,
    /// How true the directory is.
    confirmed: String,
}

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    let api = visitor.api().await?;
    let waiting: Waiting = api.get("/today").await?.read()?;
    let texts = visitor.texts();
    let frame = Frame::of(&visitor, "today", texts.say("console-today"));
    let stale = format!("/members?stale_since={}", waiting.unconfirmed_since);
    let of_admins = |path| visitor.is_admin().then_some(path);
    let listed = [
        ("proposals", waiting.proposals, Some("/corrections")),
        ("reports", waiting.reports, Some("/reports")),
        ("answered", waiting.answered, Some("/mails")),
        ("unanswered", waiting.unanswered, Some("/mails")),
        ("unconfirmed", waiting.unconfirmed, Some(stale.as_str())),
        ("duplicates", waiting.duplicates, Some("/duplicates")),
        ("exposures", waiting.exposures, Some("/exposures")),
        ("imports", waiting.imports, Some("/import")),
        (
            "failing-webhooks",
            waiting.failing_webhooks,
            of_admins("/webhooks"),
        ),
        ("ending-keys", waiting.ending_keys, of_admins("/keys")),
    ];
    let task = |(name, count, path): (&str, usize, Option<&str>)| Task {
        words: texts.say_with(&format!("console-waiting-{name}"), "count", count),
        href: path.map(|path| {
            let (path, query) = path.split_once('?').unwrap_or((path, ""));
            Address::read(
                visitor.directory().public_url(),
                &format!("{}{path}", http::paths::CONSOLE),
                query,
            )
        }),
        is_done: count == 0,
    };
    let tasks = listed.map(task).into();
    let today = Today {
        confirmed: confirmed(&visitor),
        frame,
        tasks,
    };
    Ok(frame::give(StatusCode::OK, &today)?)
}

/// The share of public entries that somebody confirmed within a year, as `/v1/network` has it.
fn confirmed(visitor: &Visitor) -> String {
    let snapshot = visitor.directory().current();
    let (confirmed, all) = (
        snapshot.confirmed_within_a_year(),
        snapshot.members.len() as usize,
    );
    let percent = 100 * confirmed / all.max(1);
    say!(
        visitor.texts(),
        "console-confirmed-share",
        confirmed = confirmed,
        all = all,
        percent = percent,
    )
}
