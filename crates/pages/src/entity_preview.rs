//! `/reconcile/preview/{id}`: a member in short, in a frame of a program that matches lists. It has
//! the size that the manifest of the service says.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::{
    layout::{Sheet, network_name},
    serving::{Site, page, written},
    words::Foreign,
};
use directory::{Found, views::services};
use http::{
    negotiation, parameters,
    problem::{Kind, Problem},
};
use network::{PageLang, Slug};
use translations::Texts;

/// Any site may put it into a frame; nothing runs in it.
static SHEET: LazyLock<Sheet> =
    LazyLock::new(|| Sheet::bare(&[include_str!("assets/preview.css")], "frame-ancestors *"));

/// Registers the page.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    page(config, "/reconcile/preview/{id}", web::get().to(show));
}

#[derive(Template)]
#[template(path = "preview.html")]
struct Preview<'a> {
    t: Texts,
    sheet: &'static Sheet,
    lang: PageLang,
    network: String,
    name: Foreign<'a>,
    acronym: Option<&'a str>,
    place: String,
    services: Vec<&'a str>,
    summary: Option<Foreign<'a>>,
    href: String,
    sample: bool,
}

fn href(site: &Site, slug: &Slug, lang: PageLang) -> String {
    let public_url = site.directory.public_url();
    public_url.url(format_args!("/members/{slug}?lang={}", lang.code()))
}

async fn show(
    request: HttpRequest,
    site: web::Data<Site>,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    let snapshot = site.directory.current();
    let lang: PageLang = negotiation::language(&request, None);
    let published = match snapshot.find(&id) {
        Found::Member(card) => snapshot.published_member(card.key.member.into()),
        _ => None,
    };
    let published = published.ok_or_else(|| {
        Problem::new(
            Kind::NotFound,
            "There is no member with this identifier or slug.",
        )
    })?;
    site.give(&request, &snapshot, lang, &SHEET, || {
        let member = &published.member;
        let t = Texts(lang);
        let offered = services(&member.service_offers, &snapshot.taxonomy, lang);
        let mut places: Vec<&str> = member.locations.iter().map(|place| place.city()).collect();
        places.dedup();
        places.truncate(2);
        places.push(member.country.name(lang));
        written(&Preview {
            t,
            sheet: &SHEET,
            lang,
            network: network_name(t, &snapshot.network),
            name: Foreign::new(&member.name, member.name_language.as_ref()),
            acronym: member.acronym.as_deref(),
            place: places.join(t.separator().as_str()),
            services: offered.iter().map(|service| service.label.get()).collect(),
            summary: member
                .summary
                .pick(lang, member.tongues(None))
                .map(Foreign::of),
            href: href(&site, &member.slug, lang),
            sample: snapshot.network.sample_data,
        })
    })
}
