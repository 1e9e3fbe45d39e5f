//! The pages for people: the directory, its members, and what tells of errors.
//!
//! Everything is made on the server from the snapshot, works without JavaScript, and every state
//! is an address with the API's own parameter names. A script makes it quicker where it runs; it
//! asks for the same pages. Nothing is stored in the browser, and no other site is asked.

pub mod address;
pub mod assets;
mod card;
mod directory_page;
pub mod embed;
mod empty;
mod error_page;
mod facets;
mod hours;
pub mod layout;
pub mod map;
mod member_page;
pub mod words;

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use askama::Template;

use directory::{Directory, Snapshot};
use http::{
    answer::{Answer, Answers, CompressedBodies},
    problem::{Kind, Problem},
    site::{self, Visit},
};
use layout::Sheet;
use network::Lang;

/// How much compressed pages may take, in bytes.
const COMPRESSED_CACHE: u64 = 8_000_000;

/// The pages' media type.
pub const HTML: &str = "text/html; charset=utf-8";

/// The pages, and what they need beside the directory.
pub struct Site {
    answers: Answers,
    /// The directory.
    pub directory: Arc<Directory>,
    /// Whom to write to about a mistake.
    pub contact: Option<String>,
}

impl Site {
    /// The pages of a directory. `contact` is the e-mail address that mistakes are to be told to.
    pub fn new(directory: Arc<Directory>, contact: Option<String>) -> Self {
        let settings = [
            directory.public_url(),
            contact.as_deref().unwrap_or_default(),
        ];
        Self {
            answers: Answers::new(CompressedBodies::new(COMPRESSED_CACHE), &settings),
            directory,
            contact,
        }
    }

    /// Gives a page in a language, made by `body` where the browser does not have it already.
    pub fn give(
        &self,
        request: &HttpRequest,
        snapshot: &Arc<Snapshot>,
        lang: Lang,
        sheet: &Sheet,
        body: impl FnOnce() -> Result<String, Problem>,
    ) -> Result<HttpResponse, Problem> {
        let answer = Answer {
            request,
            snapshot,
            lang: Some(lang),
            media_type: HTML,
        };
        let mut response = self.answers.give(&answer, |out| {
            out.extend_from_slice(body()?.as_bytes());
            Ok([])
        })?;
        let headers = response.headers_mut();
        // What was taken back is to be gone at once, so a page is asked about each time.
        headers.insert(
            header::CACHE_CONTROL,
            header::HeaderValue::from_static("public, no-cache, stale-if-error=86400"),
        );
        layout::protect(headers, sheet);
        Ok(response)
    }
}

/// The pages as the HTTP side takes them.
pub struct Pages(pub web::Data<Site>);

impl site::Site for Pages {
    fn configure(&self, config: &mut web::ServiceConfig) {
        config.app_data(self.0.clone());
        config.configure(embed::configure);
        page(config, "/", web::get().to(directory_page::show));
        page(config, "/map", web::get().to(map::route::show));
        page(config, "/members/{slug}", web::get().to(member_page::show));
        page(config, "/members", web::get().to(directory_page::moved));
        page(config, "/assets/{name}", web::get().to(assets::give));
    }

    fn explain(&self, visit: &Visit, problem: &Problem) -> Option<HttpResponse> {
        error_page::explain(&self.0, visit, problem)
    }
}

/// A page as HTML.
fn written(page: &impl Template) -> Result<String, Problem> {
    page.render().map_err(|error| Problem::internal(&error))
}

/// Registers a page, which takes GET and HEAD alone.
pub fn page(config: &mut web::ServiceConfig, path: &str, route: actix_web::Route) {
    let others = async |request: HttpRequest| -> Result<HttpResponse, Problem> {
        Err(Problem {
            allow: Some("GET, HEAD".to_owned()),
            ..Problem::new(
                Kind::MethodNotAllowed,
                format!("This address takes GET, HEAD, not {}.", request.method()),
            )
        })
    };
    config.service(
        web::resource(path)
            .route(route)
            .default_service(web::to(others)),
    );
}

/// Puts the pages together.
pub fn pages(directory: Arc<Directory>, contact: Option<String>) -> Arc<Pages> {
    Arc::new(Pages(web::Data::new(Site::new(directory, contact))))
}
