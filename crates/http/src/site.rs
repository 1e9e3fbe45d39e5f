//! Where the pages for people take their place beside the API.
//!
//! A route of the API is a part of the OpenAPI document; a page is not. So pages are registered
//! here, and an error is told to whoever asked for a page as a page.

use actix_web::{HttpResponse, dev::ServiceRequest, http::header, web};

use super::problem::Problem;

/// The pages for people.
pub trait Site: Send + Sync {
    /// Registers the pages.
    fn configure(&self, config: &mut web::ServiceConfig);

    /// The e-mail address of whoever answers for the directory, if it is known.
    fn contact(&self) -> Option<String>;

    /// The page that tells of an error; nothing for whoever asked for no page.
    fn explain(&self, visit: &Visit, problem: &Problem) -> Option<HttpResponse>;
}

/// What an error's page needs to know of the request, which may be gone by then.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The path that was asked for.
    pub path: String,
    /// The query, without the question mark.
    pub query: String,
    /// The languages that the reader knows, as the browser says it.
    pub accept_language: Option<String>,
    /// Whether the browser takes HTML.
    pub takes_html: bool,
}

impl Visit {
    /// What a request asks for.
    pub fn of(request: &ServiceRequest) -> Self {
        let text = |name| {
            let value = request.headers().get(name)?;
            value.to_str().ok()
        };
        Self {
            path: request.path().to_owned(),
            query: request.query_string().to_owned(),
            accept_language: text(header::ACCEPT_LANGUAGE).map(str::to_owned),
            takes_html: text(header::ACCEPT).is_some_and(|accept| accept.contains("text/html")),
        }
    }
}
