//! What search engines ask for: `/robots.txt`, and in `/sitemap.xml` every page that is worth finding.
//! Of a directory whose members are invented there is no map.

use std::{collections::BTreeSet, fmt::Write, sync::Arc};

use actix_web::{HttpRequest, HttpResponse, web};

use directory::{PublicUrl, Snapshot};
use http::{
    answer::Answer,
    problem::{Kind, Problem},
};
use network::Date;

use crate::{
    address::Address,
    serving::{Site, page},
    words::Escaped,
};

/// How many addresses a part of the map has; the protocol has room for 50,000.
const PART: usize = 10_000;

/// Registers what there is.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    page(config, "/robots.txt", web::get().to(robots));
    page(config, "/sitemap.xml", web::get().to(parts));
    page(config, "/sitemap/{number}.xml", web::get().to(part));
}

async fn robots(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let snapshot = site.directory.current();
    give(
        &site,
        &request,
        &snapshot,
        "text/plain; charset=utf-8",
        || {
            // What is not to be found must be read, so that it can say so itself.
            let mut text = "User-agent: *\nDisallow:\n".to_owned();
            if !snapshot.network.sample_data {
                let map = Address::of(site.directory.public_url(), "/sitemap.xml").url();
                // Writing into a text does not fail.
                let _ = writeln!(text, "\nSitemap: {map}");
            }
            text
        },
    )
}

/// The parts of the map.
async fn parts(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let snapshot = known(&site)?;
    let public_url = site.directory.public_url();
    give(&site, &request, &snapshot, XML, || {
        let count = Places::of(&snapshot, public_url).0.len().div_ceil(PART);
        let parts = (1..=count).map(|number| {
            let at = Address::of(public_url, format_args!("/sitemap/{number}.xml"));
            format!("<sitemap><loc>{}</loc></sitemap>\n", Escaped(&at.url()))
        });
        wrapped("sitemapindex", parts)
    })
}

/// A part of the map, counted from one.
async fn part(
    request: HttpRequest,
    site: web::Data<Site>,
    number: web::Path<usize>,
) -> Result<HttpResponse, Problem> {
    let snapshot = known(&site)?;
    let places = Places::of(&snapshot, site.directory.public_url()).0;
    let part = number
        .checked_sub(1)
        .and_then(|before| places.chunks(PART).nth(before));
    let part = part.ok_or_else(none)?;
    give(&site, &request, &snapshot, XML, || {
        let places = part.iter().map(|(at, changed)| {
            let changed = changed.map_or(String::new(), |day| format!("<lastmod>{day}</lastmod>"));
            format!("<url><loc>{}</loc>{changed}</url>\n", Escaped(&at.url()))
        });
        wrapped("urlset", places)
    })
}

const XML: &str = "application/xml; charset=utf-8";

fn wrapped(element: &str, items: impl Iterator<Item = String>) -> String {
    let items: String = items.collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{element} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{items}</{element}>\n"
    )
}

fn none() -> Problem {
    Problem::new(Kind::NotFound, "There is no such map of the pages.")
}

/// The directory, if it is to be found.
fn known(site: &Site) -> Result<Arc<Snapshot>, Problem> {
    let snapshot = Arc::clone(&site.directory.current());
    match snapshot.network.sample_data {
        true => Err(none()),
        false => Ok(snapshot),
    }
}

fn give(
    site: &Site,
    request: &HttpRequest,
    snapshot: &Arc<Snapshot>,
    media_type: &'static str,
    text: impl FnOnce() -> String,
) -> Result<HttpResponse, Problem> {
    let answer = Answer {
        request,
        snapshot,
        lang: None,
        media_type,
        passing: None,
    };
    site.answers.give(&answer, |out| {
        out.extend_from_slice(text().as_bytes());
        Ok([])
    })
}

/// The pages worth finding, each with the day of its last change: the start, the services, the
/// countries, services in cities, and the members.
struct Places(Vec<(Address, Option<Date>)>);

impl Places {
    fn of(snapshot: &Snapshot, public_url: &PublicUrl) -> Self {
        let home = Address::of(public_url, "/");
        let mut places = vec![(home.clone(), Some(snapshot.updated_at.date()))];
        let indexes = snapshot.members.indexes();
        let services = indexes.service.keys();
        places.extend(services.map(|code| (home.with("service", code.as_str()), None)));
        let countries = indexes.country.keys();
        places.extend(countries.map(|code| (home.with("country", code.as_str()), None)));
        let mut in_cities = BTreeSet::new();
        for card in snapshot.members.cards() {
            let Some((published, _)) = snapshot.record(card.key) else {
                continue;
            };
            let member = &published.member;
            for city in member.locations.iter().map(|place| place.city()) {
                let services = card.traits.service.iter();
                in_cities.extend(services.map(|code| (code.as_str(), city)));
            }
            let page = home.of_member(&member.slug);
            places.push((page, Some(published.updated_at.date())));
        }
        places.extend(
            in_cities
                .into_iter()
                .map(|(code, city)| (home.with("service", code).with("city", city), None)),
        );
        Self(places)
    }
}
