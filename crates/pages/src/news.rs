//! What is new in the directory, for people: the digest of a period, by default of the three months
//! before the last change.

use std::{sync::LazyLock, time::Duration};

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use directory::digest::Digest;
use http::{
    formats::newsletter::{Block, Writer, html},
    negotiation,
    parameters::{Query, Value},
    problem::Problem,
    routes::digest::{Beginning, End, period},
};
use network::{Date, Lang, Timestamp};
use translations::Texts;

use crate::{
    address::Address,
    layout::{Layout, Sheet},
    serving::{Site, page, written},
};

/// How long the period is if nothing else is asked for.
const USUAL: Duration = Duration::from_secs(90 * 24 * 3600);

static SHEET: LazyLock<Sheet> = LazyLock::new(|| Sheet::new(&[include_str!("assets/news.css")]));

/// Registers the page.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    page(config, "/news", web::get().to(show));
}

#[derive(Template)]
#[template(path = "news.html")]
struct NewsPage<'a> {
    layout: Layout<'a>,
    since: Date,
    until: Option<Date>,
    /// The language of what is told: one of those that the newsletter has.
    lang: Lang,
    /// What is told, without its title.
    html: String,
}

async fn show(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let snapshot = site.directory.current();
    let public_url = site.directory.public_url();
    let address = Address::read(public_url, request.path(), request.query_string());
    // A field of the form that is left empty is sent all the same.
    let address = address.keeping(|_, value| !value.trim().is_empty());
    let asked_for = address.query();
    let mut query = Query::new(&asked_for, ["since", "until", "lang"]);
    let since = query.one("since", Beginning::parse);
    let until = query.one("until", End::parse);
    let usual = Timestamp::start_of(snapshot.updated_at.earlier(USUAL).date());
    let since = since.map(|Beginning(since)| since).or(usual);
    let period = period(&mut query, since, until);
    query.finish()?;
    let lang = negotiation::language(&request, address.lang());
    site.give(&request, &snapshot, lang, &SHEET, || {
        let mut layout = Layout::new(Texts(lang), &snapshot, public_url, &address, &SHEET);
        layout.title = layout.texts.say("news-title");
        layout.indexed = ["since", "until"]
            .iter()
            .all(|name| address.get(name).is_none());
        let writer = Writer {
            snapshot: &snapshot,
            lang: lang.published(),
            public_url,
        };
        let mut blocks = writer.digest(&Digest::new(&snapshot, period, writer.lang), period);
        blocks.retain(|block| !matches!(block, Block::Heading(1, _)));
        let (since, until) = http::formats::newsletter::days(period);
        written(&NewsPage {
            since,
            until,
            lang: writer.lang,
            html: html::fragment(&blocks),
            layout,
        })
    })
}
