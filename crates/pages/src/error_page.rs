//! What tells of an error, to people.

use actix_web::{
    HttpResponse,
    http::header::{self, HeaderValue},
};
use askama::Template;

use http::{
    negotiation,
    problem::{FieldError, Kind, Problem},
    site::Visit,
};
use network::{Lang, PageLang};
use translations::Texts;

use crate::{
    address::Address,
    chips::Chip,
    layout::{self, Layout, PLAIN},
    serving::{HTML, Site},
};

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    layout: Layout<'a>,
    status: u16,
    words: String,
    /// What may have been meant.
    ways: Vec<Chip>,
    /// What is wrong, as the API says it.
    details: Vec<&'a str>,
    onward: Address,
    onward_label: String,
}

/// The page that tells of an error; nothing for whoever asked for no page.
pub fn explain(site: &Site, visit: &Visit, problem: &Problem) -> Option<HttpResponse> {
    if !visit.takes_html {
        return None;
    }
    let address = Address::read(site.directory.public_url(), &visit.path, &visit.query);
    let lang: PageLang = address
        .lang()
        .or_else(|| negotiation::best_language(visit.accept_language.as_deref()?))
        .unwrap_or(Lang::En.into());
    let directory = site.directory.current();
    let texts = Texts(lang);
    let mut layout = Layout::new(
        texts,
        &directory,
        site.directory.public_url(),
        &address,
        &PLAIN,
    );
    layout.indexed = false;
    let (title, words) = words(texts, visit, problem);
    layout.title = title;
    let unclear = problem.kind == Kind::UnclearPlace;
    let status = problem.kind.status();
    let again = status.is_server_error();
    let page = ErrorPage {
        status: status.as_u16(),
        words,
        ways: candidates(problem, &address, texts),
        details: match unclear || problem.kind == Kind::NotFound || again {
            true => Vec::new(),
            false => problem
                .errors
                .iter()
                .map(|error| error.message.as_str())
                .collect(),
        },
        onward: match (again, unclear) {
            (true, _) => address.clone(),
            (false, true) => address.without(&["near", "radius", "sort", "cursor"]),
            (false, false) => layout.home(),
        },
        onward_label: match (again, unclear) {
            (true, _) => texts.say("try-again"),
            (false, true) => texts.say("search-without-place"),
            (false, false) => texts.say("to-the-directory"),
        },
        layout,
    };
    let body = page.render().ok()?;
    let mut response = HttpResponse::build(status);
    let mut response = response.body(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(HTML));
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(lang.code()),
    );
    layout::protect(headers, &PLAIN);
    Some(response)
}

/// What went wrong, as a title and a sentence that helps.
fn words(texts: Texts, visit: &Visit, problem: &Problem) -> (String, String) {
    let member = visit.path.starts_with("/members/");
    let place = |error: &&FieldError| error.parameter.as_deref() == Some("near");
    match problem.kind {
        Kind::Gone => (texts.say("gone"), texts.say("gone-words")),
        Kind::NotFound if member => (texts.say("no-member"), texts.say("no-member-words")),
        Kind::NotFound => (texts.say("no-page"), texts.say("no-page-words")),
        Kind::UnclearPlace => {
            let code = problem
                .errors
                .iter()
                .find(place)
                .map(|error| error.code.as_str());
            let words = match code {
                Some("ambiguous") => texts.say("place-ambiguous"),
                Some("place_without_point") => texts.say("place-without-point"),
                _ => texts.say("place-unknown"),
            };
            (texts.say("place-unclear"), words)
        }
        Kind::Unavailable | Kind::TooManyRequests => {
            (texts.say("unavailable"), texts.say("unavailable-words"))
        }
        kind if kind.status().is_server_error() => (texts.say("failed"), texts.say("failed-words")),
        _ => (texts.say("wrong-address"), texts.say("wrong-address-words")),
    }
}

/// The cities that may have been meant, each with the search around it.
fn candidates(problem: &Problem, address: &Address, texts: Texts) -> Vec<Chip> {
    let candidates = problem.errors.iter().flat_map(|error| &error.candidates);
    candidates
        .map(|city| Chip {
            label: {
                let region = city.region.as_deref();
                let country = city.country.name(texts.0);
                let parts = [Some(city.name.as_str()), region, Some(country)];
                texts.list(&parts.into_iter().flatten().collect::<Vec<_>>())
            },
            href: address.with("near", &city.near),
        })
        .collect()
}
