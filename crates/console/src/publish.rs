//! What goes out: the digest to copy, tables for partners, the working spreadsheet, and the list that
//! other sites embed.

use std::time::Duration;

use actix_web::{Error, HttpResponse, http::StatusCode, web};
use askama::Template;
use url::form_urlencoded::Serializer;

use crate::{
    frame::{self, Frame},
    session::{self, Visitor},
};
use directory::{
    Snapshot,
    digest::{Digest, Period},
};
use http::formats::newsletter::{Block, Writer, html, markdown};
use network::{Lang, Timestamp, label_key, parse_beginning, parse_end};
use pages::{
    address::Address,
    embed::{Snippet, snippet},
};
use translations::{Texts, own_name};

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/publish").route(web::get().to(show)));
    config.service(web::resource("/publish/data").route(web::get().to(data)));
    config.service(web::resource("/publish/working.xlsx").route(web::get().to(working)));
}

/// How far back the digest goes when nobody says: a month.
const USUAL_PERIOD: Duration = Duration::from_secs(31 * 86_400);

/// What somebody asks for, as the address says it.
struct Asked(Address);

impl Asked {
    fn of(visitor: &Visitor) -> Self {
        let request = visitor.request();
        let public_url = visitor.directory().public_url();
        Self(Address::read(
            public_url,
            request.path(),
            request.query_string(),
        ))
    }

    fn get(&self, name: &str) -> &str {
        self.0.get(name).unwrap_or_default().trim()
    }
}

/// The digest of a period.
struct News {
    since: String,
    until: String,
    lang: Lang,
    /// What is wrong with the period.
    mistake: Option<String>,
    html: String,
    /// The same below the headings of the screen.
    shown: String,
    markdown: String,
}

/// Something to choose from: values with their labels.
type Choices = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "publish.html")]
struct Publish {
    frame: Frame,
    news: News,
    languages: Choices,
    countries: Choices,
    services: Choices,
    asked: Asked,
    snippet: Snippet,
    configure: Address,
}

impl Publish {
    fn given(&self, name: &str) -> &str {
        self.asked.get(name)
    }
}

/// What the form of the embedded list says, as the page says it on which the list is put together.
const EMBEDDED: [(&str, &str); 4] = [
    ("list_lang", "list_lang"),
    ("view", "view"),
    ("list_country", "country"),
    ("list_service", "service"),
];

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    let asked = Asked::of(&visitor);
    let public_url = visitor.directory().public_url();
    let snapshot = visitor.directory().current();
    let texts = visitor.texts();
    let mut query = Serializer::new(String::new());
    for (field, name) in EMBEDDED {
        if !asked.get(field).is_empty() {
            query.append_pair(name, asked.get(field));
        }
    }
    let query = query.finish();
    let frame = Frame::of(&visitor, "publish", texts.say("console-publish-screen"));
    let screen = Publish {
        news: news(&visitor, &snapshot, &asked),
        languages: Lang::ALL
            .map(|lang| (lang.code().to_owned(), own_name(lang)))
            .into(),
        countries: countries(texts, &snapshot),
        services: services(texts, &snapshot),
        snippet: snippet(public_url, &query, texts.0),
        configure: Address::read(public_url, "/embed", &query).with("lang", texts.0.code()),
        asked,
        frame,
    };
    Ok(frame::give(StatusCode::OK, &screen)?)
}

fn news(visitor: &Visitor, snapshot: &Snapshot, asked: &Asked) -> News {
    let lang = asked.get("lang").parse().unwrap_or(visitor.lang());
    let now = Timestamp::now();
    let since = match asked.get("since") {
        "" => now.earlier(USUAL_PERIOD).date().to_string(),
        since => since.to_owned(),
    };
    let until = match asked.get("until") {
        "" => now.date().to_string(),
        until => until.to_owned(),
    };
    let period = parse_beginning(&since).and_then(|begin| Ok((begin, parse_end(&until)?)));
    let (period, mistake) = match period {
        Ok((since, until)) if since < until => {
            let until = Some(until);
            (Some(Period { since, until }), None)
        }
        Ok(_) => {
            let told = visitor.texts().say("console-digest-backwards");
            (None, Some(told))
        }
        Err(invalid) => (None, Some(invalid.to_string())),
    };
    let writer = Writer {
        snapshot,
        lang,
        public_url: visitor.directory().public_url(),
    };
    let blocks = period.map(|period| writer.digest(&Digest::new(snapshot, period, lang), period));
    let blocks = blocks.as_deref().unwrap_or_default();
    News {
        since,
        until,
        lang,
        mistake,
        html: html::fragment(blocks),
        // Nobody has to go through all of its links to reach what stands behind it.
        shown: html::fragment(&below(blocks)).replace("<a ", "<a tabindex=\"-1\" "),
        markdown: markdown::write(blocks),
    }
}

/// The same blocks below a heading of the second level.
fn below(blocks: &[Block]) -> Vec<Block> {
    let blocks = blocks.iter().cloned();
    let lowered = blocks.map(|block| match block {
        Block::Heading(level, text) => Block::Heading(level + 2, text),
        other => other,
    });
    lowered.collect()
}

fn countries(texts: Texts, snapshot: &Snapshot) -> Choices {
    let countries = snapshot.members.indexes().country.keys();
    let named = countries.map(|code| (code.to_string(), code.name(texts.0).to_owned()));
    let mut choices: Choices = named.collect();
    choices.sort_by_cached_key(|(_, label)| label_key(texts.0, label));
    choices
}

fn services(texts: Texts, snapshot: &Snapshot) -> Choices {
    let services = snapshot.taxonomy.types().iter();
    let named = services.map(|service| {
        let label = service.label(texts.0).to_owned();
        (service.code.to_string(), label)
    });
    named.collect()
}

/// Leads to the table of the public API, whose address no field without a value stands in.
async fn data(visitor: Visitor) -> HttpResponse {
    let asked = Asked::of(&visitor);
    let format = match asked.get("format") {
        "xlsx" => "xlsx",
        _ => "csv",
    };
    let mut query = Serializer::new(String::new());
    query.append_pair("lang", visitor.lang().code());
    for name in ["country", "service"] {
        if !asked.get(name).is_empty() {
            query.append_pair(name, asked.get(name));
        }
    }
    let path = format!("/v1/members.{format}?{}", query.finish());
    session::see_other(visitor.directory().public_url(), &path)
}

async fn working(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(visitor.api().await?.file("/working-sheet.xlsx").await?)
}
