//! How a page is given: made by its template, conditional, compressed once, protected.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use askama::Template;

use crate::layout::{self, Sheet};
use directory::{Directory, Snapshot};
use http::{
    answer::{Answer, Answers, CompressedBodies},
    problem::{Kind, Problem},
};
use network::{Email, Lang};

/// How much compressed pages may take, in bytes.
const COMPRESSED_CACHE: u64 = 8_000_000;

/// The pages' media type.
pub const HTML: &str = "text/html; charset=utf-8";

/// The pages, and what they need beside the directory.
pub struct Site {
    /// What answers have in common.
    pub answers: Answers,
    /// The directory.
    pub directory: Arc<Directory>,
    /// Whom to write to about a mistake.
    pub contact: Option<Email>,
}

impl Site {
    /// The pages of a directory. `build` tells builds of the program apart, for the ETags;
    /// `contact` is the e-mail address that mistakes are to be told to.
    pub fn new(directory: Arc<Directory>, build: &str, contact: Option<Email>) -> Self {
        let settings = [
            build,
            directory.public_url().as_str(),
            contact.as_ref().map(Email::as_str).unwrap_or_default(),
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
            header::HeaderValue::from_static("public, no-cache, stale-if-error=3600"),
        );
        layout::protect(headers, sheet);
        Ok(response)
    }
}

/// A page as HTML.
pub fn written(page: &impl Template) -> Result<String, Problem> {
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
