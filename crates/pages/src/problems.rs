//! What each kind of error means, under `/docs/problems/`, in English, for whoever builds on the API.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use http::{
    negotiation,
    problem::{Description, KINDS, Kind, Problem},
};
use translations::Texts;

use crate::{
    address::Address,
    layout::{Layout, PLAIN},
    serving::{Site, page, written},
};

/// Registers the pages.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    page(config, "/docs/problems", web::get().to(show));
    page(config, "/docs/problems/", web::get().to(show));
    page(config, "/docs/problems/{name}", web::get().to(show));
}

#[derive(Template)]
#[template(path = "problems.html")]
struct ProblemsPage<'a> {
    layout: Layout<'a>,
    /// The kind that is explained; all of them where it is none.
    one: Option<&'static Description>,
}

impl ProblemsPage<'_> {
    fn others(&self) -> impl Iterator<Item = (Address, &'static Description)> {
        let at = |kind: &Description| self.layout.link(&format!("/docs/problems/{}", kind.name));
        KINDS.iter().map(move |kind| (at(kind), kind))
    }
}

async fn show(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let one = match request.match_info().get("name") {
        None => None,
        Some(name) => {
            let one = KINDS.iter().find(|kind| kind.name == name);
            Some(
                one.ok_or_else(|| Problem::new(Kind::NotFound, "There is no such kind of error."))?,
            )
        }
    };
    let snapshot = site.directory.current();
    let public_url = site.directory.public_url();
    let address = Address::read(public_url, request.path(), request.query_string());
    let lang = negotiation::language(&request, address.lang());
    site.give(&request, &snapshot, lang, &PLAIN, || {
        let address = address.keeping(|name, _| name == "lang");
        let mut layout = Layout::new(Texts(lang), &snapshot, public_url, &address, &PLAIN);
        layout.title = one.map_or("Errors", |kind| kind.title).to_owned();
        layout.indexed = false;
        written(&ProblemsPage { layout, one })
    })
}
