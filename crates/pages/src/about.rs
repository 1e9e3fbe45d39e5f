//! What the directory says of itself: where its data come from, how it is made for everybody, and
//! who answers for it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use http::{
    negotiation,
    problem::{Kind, Problem},
};
use translations::{Texts, say};

use crate::{
    address::Address,
    layout::{Layout, PLAIN},
    serving::{Site, page, written},
    words::Foreign,
};

/// Registers the pages.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    page(config, "/about", web::get().to(about));
    page(config, "/accessibility", web::get().to(accessibility));
    page(config, "/imprint", web::get().to(imprint));
}

/// Data of others: who made them, where they are, their licence, and the text of what they are
/// used for.
const SOURCES: [(&str, &str, &str, &str); 4] = [
    (
        "GeoNames",
        "https://www.geonames.org/",
        "CC BY 4.0",
        "source-towns",
    ),
    (
        "Natural Earth",
        "https://www.naturalearthdata.com/",
        "public domain",
        "source-map",
    ),
    (
        "Unicode CLDR",
        "https://cldr.unicode.org/",
        "Unicode-3.0",
        "source-names",
    ),
    (
        "tz database",
        "https://www.iana.org/time-zones",
        "public domain",
        "source-time",
    ),
];

/// A part of such a page, with a heading of its own.
struct Part {
    heading: String,
    paragraphs: Vec<String>,
}

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage<'a> {
    layout: Layout<'a>,
    /// What stands there first, if it is not in the words of the page.
    text: Option<Foreign<'a>>,
    lead: String,
    parts: Vec<Part>,
    /// Data of others: name, address, licence, what they are used for.
    sources: Vec<(&'static str, &'static str, &'static str, String)>,
    /// Whom to write to: an address with its words.
    contact: Option<(String, String)>,
}

/// Gives a page that `fill` fills, if there is one.
fn give(
    request: &HttpRequest,
    site: &Site,
    fill: impl FnOnce(&mut AboutPage<'_>) -> Option<()>,
) -> Result<HttpResponse, Problem> {
    let snapshot = site.directory.current();
    let public_url = site.directory.public_url();
    let address = Address::read(public_url, request.path(), request.query_string());
    let lang = negotiation::language(request, address.lang());
    site.give(request, &snapshot, lang, &PLAIN, || {
        let address = address.keeping(|name, _| name == "lang");
        let layout = Layout::new(Texts(lang), &snapshot, public_url, &address, &PLAIN);
        let website = layout.network.website.as_ref();
        let email = site.contact.as_ref();
        let contact = email.map(|email| (email.mailto(), email.as_str().to_owned()));
        let website = website.map(|website| website.as_str().to_owned());
        let mut page = AboutPage {
            text: None,
            lead: String::new(),
            parts: Vec::new(),
            sources: Vec::new(),
            contact: contact.or(website.map(|website| (website.clone(), website))),
            layout,
        };
        fill(&mut page).ok_or_else(|| Problem::new(Kind::NotFound, "There is no such page."))?;
        written(&page)
    })
}

async fn about(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    give(&request, &site, |page| {
        let texts = page.layout.texts;
        let part = |heading, paragraphs: &[&str]| Part {
            heading: texts.say(heading),
            paragraphs: paragraphs.iter().map(|id| texts.say(id)).collect(),
        };
        page.layout.title = texts.say("about-title");
        page.lead = say!(
            texts,
            "about-lead",
            network = &page.layout.whole_network_name()
        );
        page.parts = vec![
            part("about-entries", &["about-entries-words"]),
            part("about-privacy", &["privacy", "about-position"]),
        ];
        let source = |(name, url, licence, used_for)| (name, url, licence, texts.say(used_for));
        page.sources = SOURCES.map(source).into();
        Some(())
    })
}

async fn accessibility(
    request: HttpRequest,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    give(&request, &site, |page| {
        let texts = page.layout.texts;
        page.layout.title = texts.say("accessibility-title");
        page.lead = texts.say("accessibility-lead");
        page.parts = vec![Part {
            heading: texts.say("accessibility-limits"),
            paragraphs: vec![texts.say("accessibility-limits-words")],
        }];
        Some(())
    })
}

async fn imprint(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    give(&request, &site, |page| {
        let texts = page.layout.texts;
        page.layout.title = texts.say("imprint-title");
        page.text = Some(Foreign::of(
            page.layout.network.imprint.pick(texts.0, None)?,
        ));
        Some(())
    })
}
