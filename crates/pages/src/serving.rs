//! How a page is given: made by its template, conditional, written and compressed once, protected.

use std::{future::Future, pin::Pin, sync::Arc};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse, Route,
    dev::Payload,
    http::{Method, header},
    web,
};
use askama::Template;

use crate::{
    address::Address,
    layout::{self, Sheet},
};
use directory::{Directory, Snapshot};
use http::{
    answer::{Answer, Answers, KeptBodies, Passing},
    body,
    entrance::{LONGEST_URL, well_encoded},
    parameters,
    problem::{Kind, Problem},
};
use network::{Email, PageLang, Timestamp};

/// Reads the rows of the first sheet of a workbook or an .ods; nothing where it is none.
pub type SheetReader = fn(Vec<u8>) -> Option<Vec<Vec<String>>>;

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
    /// What reads workbooks that people hand over; nothing where nothing does.
    pub sheets: Option<SheetReader>,
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
            answers: Answers::new(KeptBodies::new(COMPRESSED_CACHE), &settings),
            directory,
            contact,
            sheets: None,
        }
    }

    /// Gives a page in a language, made by `body` where the browser does not have it already.
    pub fn give(
        &self,
        request: &HttpRequest,
        snapshot: &Arc<Snapshot>,
        lang: PageLang,
        sheet: &Sheet,
        body: impl FnOnce() -> Result<String, Problem>,
    ) -> Result<HttpResponse, Problem> {
        self.give_passing(None, request, snapshot, lang, sheet, body)
    }

    /// The same for a page that says who is open at this moment, and how long ago something was.
    pub fn give_at(
        &self,
        now: Timestamp,
        request: &HttpRequest,
        snapshot: &Arc<Snapshot>,
        lang: PageLang,
        sheet: &Sheet,
        body: impl FnOnce() -> Result<String, Problem>,
    ) -> Result<HttpResponse, Problem> {
        let open = snapshot.members.open_at(now).digest;
        let state = open ^ now.unix_seconds().div_euclid(24 * 3600).cast_unsigned();
        let passing = Some(Passing::within_minute(state, now));
        self.give_passing(passing, request, snapshot, lang, sheet, body)
    }

    fn give_passing(
        &self,
        passing: Option<Passing>,
        request: &HttpRequest,
        snapshot: &Arc<Snapshot>,
        lang: PageLang,
        sheet: &Sheet,
        body: impl FnOnce() -> Result<String, Problem>,
    ) -> Result<HttpResponse, Problem> {
        let answer = Answer {
            request,
            snapshot,
            lang: Some(lang),
            media_type: HTML,
            passing,
        };
        let mut response = self.answers.give(&answer, |out| {
            out.extend_from_slice(body()?.as_bytes());
            Ok([])
        })?;
        let headers = response.headers_mut();
        if request.method() != Method::POST {
            // What was taken back is to be gone at once, so a page is asked about each time.
            headers.insert(
                header::CACHE_CONTROL,
                header::HeaderValue::from_static("public, no-cache, stale-if-error=3600"),
            );
        }
        layout::protect(headers, sheet);
        Ok(response)
    }
}

/// A page as HTML.
pub fn written(page: &impl Template) -> Result<String, Problem> {
    page.render().map_err(|error| Problem::internal(&error))
}

/// What a page is asked: the query of its address, or of a body, where it says the position of a
/// device, which is to stand in no address.
pub struct Asked {
    /// The query, well encoded.
    pub query: String,
    /// Whether it came in a body.
    pub is_posted: bool,
}

impl FromRequest for Asked {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            if request.method() != Method::POST {
                return Ok(Self {
                    query: request.query_string().to_owned(),
                    is_posted: false,
                });
            }
            parameters::none(&request)?;
            Ok(Self {
                query: form(&request, &mut payload, LONGEST_URL).await?,
                is_posted: true,
            })
        })
    }
}

/// Reads what a form sends, `longest` bytes at most: the pairs of a query, well encoded.
pub async fn form(
    request: &HttpRequest,
    payload: &mut Payload,
    longest: usize,
) -> Result<String, Problem> {
    body::require_type(request, &["application/x-www-form-urlencoded"])?;
    let body = body::read(request, payload, longest).await?;
    let query = String::from_utf8(body.to_vec()).ok();
    query
        .filter(|query| well_encoded(query))
        .ok_or_else(|| Problem::new(Kind::MalformedBody, "The form is not well encoded UTF-8."))
}

impl Asked {
    /// What its links begin from: what was asked in a body is to stand in none.
    pub fn linked(&self, address: &Address) -> Address {
        match self.is_posted {
            true => address.without_position(),
            false => address.clone(),
        }
    }
}

/// Registers a page, which takes GET and HEAD alone.
pub fn page(config: &mut web::ServiceConfig, path: &str, route: Route) {
    register(config, path, "GET, HEAD", [route]);
}

/// Registers a page that takes its query in a body too ([`Asked`]).
pub fn page_of_question(config: &mut web::ServiceConfig, path: &str, routes: [Route; 2]) {
    register(config, path, "GET, HEAD, POST", routes);
}

fn register<const N: usize>(
    config: &mut web::ServiceConfig,
    path: &str,
    methods: &'static str,
    routes: [Route; N],
) {
    let others = move |request: HttpRequest| async move {
        Err::<HttpResponse, _>(Problem {
            allow: Some(methods.to_owned()),
            ..Problem::new(
                Kind::MethodNotAllowed,
                format!("This address takes {methods}, not {}.", request.method()),
            )
        })
    };
    let resource = routes
        .into_iter()
        .fold(web::resource(path), |resource, route| resource.route(route));
    config.service(resource.default_service(web::to(others)));
}
