//! What every request goes through: its id, its line in the log, its place in the counts, and the
//! form of its error.

mod path;

use std::{cell::RefCell, collections::HashMap, panic::AssertUnwindSafe, time::Instant};

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse, ResponseError,
    body::{BodySize, BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};
use futures_util::FutureExt;
use metrics::{Counter, Histogram};
use tracing::Instrument;
use uuid::Uuid;

use super::{
    connections::UnderWay,
    crowd::HasSeat,
    deprecation::{self, DEPRECATED},
    docs,
    holding::Holding,
    paths::{PRIVATE, is_below, is_for_programs},
    problem::{Kind, Problem},
    site::Visit,
    state::State,
};
use directory::PublicUrl;

pub use path::{LONGEST_URL, well_encoded};

/// The header that holds the request's id, in and out.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A request's id: the client's own, or a new UUID version 7.
#[derive(Debug, Clone)]
pub struct RequestId(HeaderValue);

impl RequestId {
    fn of(request: &ServiceRequest) -> Self {
        let given = request.headers().get(&REQUEST_ID).filter(|given| {
            // Nothing that could break a log line or tell a story in it.
            (1..=64).contains(&given.len())
                && given
                    .as_bytes()
                    .iter()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
        });
        Self(match given {
            Some(given) => given.clone(),
            None => {
                let mut text = Uuid::encode_buffer();
                let id = Uuid::new_v7(uuid::Timestamp::now(uuid::NoContext));
                let text = id.hyphenated().encode_lower(&mut text);
                HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("unknown"))
            }
        })
    }

    fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or("unknown")
    }
}

/// Headers that stand in every answer. They do not depend on the request, so that a shared cache
/// may hand one client's answer to another.
const STANDING: [(HeaderName, &str); 5] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "API-Version, Content-Disposition, Content-Language, Deprecation, ETag, Last-Modified, Link, Location, RateLimit, RateLimit-Policy, Retry-After, Sunset, X-Request-Id",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("api-version"),
        env!("CARGO_PKG_VERSION"),
    ),
];

/// What a page may do that does not say it itself: show its words, within no other page.
const POLICY: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// How many of them let pages of other sites read an answer.
const CORS: usize = 2;

/// A request on its arrival.
#[derive(Debug, Clone)]
struct Arrival {
    id: RequestId,
    /// The method that the client named.
    method: &'static str,
    at: Instant,
}

impl Arrival {
    fn note(request: &ServiceRequest) -> Self {
        let arrival = Self {
            id: RequestId::of(request),
            method: known_method(request.method()),
            at: Instant::now(),
        };
        request.extensions_mut().insert(arrival.clone());
        arrival
    }

    /// Writes the one line in the log and counts. The route is its pattern, not its path: what
    /// people ask for stays out of both.
    fn tell(&self, route: &str, status: StatusCode) {
        let seconds = self.at.elapsed().as_secs_f64();
        tracing::info!(
            method = self.method,
            route,
            status = status.as_u16(),
            milliseconds = (seconds * 1e6).round() / 1e3,
            request_id = self.id.as_str(),
            "request"
        );
        match is_below(route, PRIVATE) {
            false => count(self.method, route, status, seconds),
            // How much is changed there, and what, is nobody's to count.
            true if status.is_server_error() => count("any", PRIVATE, status, seconds),
            true => {}
        }
    }
}

/// Where a kind of request is counted. The routes, methods and statuses are few, and looking a
/// count up by its labels costs more than counting.
type Counts = HashMap<(&'static str, u16), HashMap<String, (Histogram, Counter)>>;

thread_local! {
    static COUNTS: RefCell<Counts> = RefCell::default();
}

fn count(method: &'static str, route: &str, status: StatusCode, seconds: f64) {
    let status = status.as_u16();
    COUNTS.with_borrow_mut(|counts| {
        let routes = counts.entry((method, status)).or_default();
        if !routes.contains_key(route) {
            let labels = [("method", method.to_owned()), ("route", route.to_owned())];
            let durations = metrics::histogram!("http_request_duration_seconds", &labels);
            let [method, route_label] = labels;
            let labels = [method, route_label, ("status", status.to_string())];
            let requests = metrics::counter!("http_requests_total", &labels);
            routes.insert(route.to_owned(), (durations, requests));
        }
        if let Some((durations, requests)) = routes.get(route) {
            durations.record(seconds);
            requests.increment(1);
        }
    });
}

/// Takes a request in, gives its answer the form that all answers have, and tells of it: a line in
/// the log, and its place in the counts.
pub async fn enter<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let arrival = Arrival::note(&request);
    // The line has all that is worth reading; the span is for whoever looks closer.
    let span = tracing::debug_span!("request", request_id = arrival.id.as_str());
    let answered = answer(request, next, &arrival).instrument(span).await;
    match &answered {
        Ok(response) => {
            let route = response.request().match_pattern();
            arrival.tell(route.as_deref().unwrap_or("none"), response.status());
        }
        Err(error) => arrival.tell("none", error.as_response_error().status_code()),
    }
    answered
}

async fn answer<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
    arrival: &Arrival,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let under_way = UnderWay::note(request.request());
    if request.method() == Method::HEAD {
        // Answered as GET; the HTTP library leaves the body out.
        request.head_mut().method = Method::GET;
    }
    let state = request.app_data::<web::Data<State>>();
    let public_url = state.map(|state| state.directory.public_url().clone());
    let public_url = public_url.unwrap_or_else(PublicUrl::unknown);
    path::come_within(&mut request, &public_url);
    let links = Links::of(&request, &public_url);
    let checked = match admit(&request).await {
        Ok(()) => path::check(&request, &public_url),
        Err(problem) => Err(problem),
    };
    let mut response = match checked {
        Err(problem) => request.error_response(problem),
        Ok(Some(plain)) => {
            let moved = path::redirect(&plain, &request, &public_url);
            request.into_response(moved).map_into_boxed_body()
        }
        Ok(None) => match AssertUnwindSafe(next.call(request)).catch_unwind().await {
            Ok(Ok(response)) => response.map_into_boxed_body(),
            // The request is gone with the handler, so there is only the error to answer with.
            Ok(Err(error)) => {
                let status = error.as_response_error().status_code();
                return Err(Last::error(from_library(status), links, arrival));
            }
            Err(_) => {
                let problem = Problem::internal(&"a handler panicked");
                return Err(Last::error(problem, links, arrival));
            }
        },
    };
    response = seated(response);
    if let Some(under_way) = under_way
        && response.response().body().size() == BodySize::Stream
    {
        response = response.map_body(|_, body| Holding::new(body, under_way).boxed());
    }
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if is_error && !is_page(response.headers()) {
        let error = response.response().error();
        let problem = match error.and_then(|error| error.as_error()) {
            Some(problem) => Problem::clone(problem),
            None => from_library(status),
        };
        let (request, response) = response.into_parts();
        let private = is_private(&request);
        let mut body = explain(response, &problem, &links, &arrival.id, private);
        guard(body.headers_mut(), policy_of(request.path()));
        return Ok(ServiceResponse::new(request, body));
    }
    let private = is_private(response.request());
    let policy = policy_of(response.request().path());
    guard(response.headers_mut(), policy);
    stamp(response.headers_mut(), &arrival.id, private);
    if !DEPRECATED.is_empty() {
        let path = response.request().path().to_owned();
        deprecation::tell(DEPRECATED, &path, response.headers_mut());
    }
    Ok(response)
}

/// From how many bytes on an answer is a large one, of which one client cannot have many at a time.
/// What is shorter mostly fits into the connection, whether it is read or not.
const LARGE: u64 = 256 * 1024;

/// Gives a large answer its seat, if it has none yet.
fn seated(response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let size = response.response().body().size();
    let is_large = matches!(size, BodySize::Sized(size) if size >= LARGE);
    if !is_large || response.response().extensions().contains::<HasSeat>() {
        return response;
    }
    let state = response.request().app_data::<web::Data<State>>();
    match state.map(|state| state.crowd.seat_large(response.request())) {
        None => response,
        Some(Ok(seat)) => response.map_body(|_, body| Holding::new(body, seat).boxed()),
        Some(Err(problem)) => ServiceResponse::from_err(problem, response.into_parts().0),
    }
}

/// Lets a request in, unless too many came from there.
async fn admit(request: &ServiceRequest) -> Result<(), Problem> {
    match request.app_data::<web::Data<State>>() {
        Some(state) => state.crowd.admit(request.request()).await,
        None => Ok(()),
    }
}

/// Whether a client asks for the head of an answer alone. Handlers see every HEAD as a GET; what is
/// costly to make need not be made for one.
pub fn is_head(request: &HttpRequest) -> bool {
    let arrival = request.extensions();
    arrival
        .get::<Arrival>()
        .is_some_and(|arrival| arrival.method == "HEAD")
}

/// What an error is told with: where links begin, and the page where a page was asked for.
struct Links {
    public_url: PublicUrl,
    state: Option<web::Data<State>>,
    /// Nothing where errors are for programs.
    visit: Option<Visit>,
}

impl Links {
    fn of(request: &ServiceRequest, public_url: &PublicUrl) -> Self {
        let state = request.app_data::<web::Data<State>>().cloned();
        let has_site = state.as_ref().is_some_and(|state| state.site.is_some());
        Self {
            public_url: public_url.clone(),
            visit: (has_site && !is_for_programs(request.path())).then(|| Visit::of(request)),
            state,
        }
    }

    /// The page that tells of an error, where a page was asked for.
    fn page(&self, problem: &Problem) -> Option<HttpResponse> {
        let site = self.state.as_ref()?.site.as_ref()?;
        site.explain(self.visit.as_ref()?, problem)
    }
}

impl std::fmt::Debug for Links {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Links")
    }
}

/// Whether a request is for the registry, which no page of another site has to do with.
fn is_private(request: &HttpRequest) -> bool {
    let state = request.app_data::<web::Data<State>>();
    state.is_some_and(|state| state.document.is_private(request.path()))
}

/// What a page at a path may do, where it does not say it itself.
fn policy_of(path: &str) -> &'static str {
    match docs::is_tool(path) {
        true => docs::POLICY,
        false => POLICY,
    }
}

/// Gives a page that does not say it itself a policy of what it may do.
fn guard(headers: &mut HeaderMap, policy: &'static str) {
    if is_page(headers) && !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(policy),
        );
    }
}

/// Whether an answer is a page, which says itself what is wrong.
fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn stamp(headers: &mut HeaderMap, id: &RequestId, private: bool) {
    headers.insert(REQUEST_ID, id.0.clone());
    let standing = match private {
        true => &STANDING[CORS..],
        false => &STANDING[..],
    };
    for (name, value) in standing {
        headers.insert(name.clone(), HeaderValue::from_static(value));
    }
}

/// Writes the body of an error, whoever made it.
fn explain(
    response: HttpResponse,
    problem: &Problem,
    links: &Links,
    id: &RequestId,
    private: bool,
) -> HttpResponse {
    let mut explained = problem.error_response();
    let page = links.page(problem);
    for (name, value) in response.headers() {
        explained.headers_mut().insert(name.clone(), value.clone());
    }
    let headers = explained.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    stamp(headers, id, private);
    if let Some(page) = page {
        for (name, value) in page.headers() {
            headers.insert(name.clone(), value.clone());
        }
        return explained.set_body(page.into_body());
    }
    let body = problem.body(&links.public_url, id.as_str());
    let body = serde_json::to_vec(&body).unwrap_or_default();
    explained.set_body(body).map_into_boxed_body()
}

/// An error that no request is left to answer with.
#[derive(Debug)]
struct Last {
    problem: Problem,
    links: Links,
    id: RequestId,
}

impl Last {
    fn error(problem: Problem, links: Links, arrival: &Arrival) -> Error {
        let id = arrival.id.clone();
        Self { problem, links, id }.into()
    }
}

impl std::fmt::Display for Last {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.problem.fmt(f)
    }
}

impl ResponseError for Last {
    fn status_code(&self) -> StatusCode {
        self.problem.status_code()
    }

    fn error_response(&self) -> HttpResponse {
        explain(
            self.problem.error_response(),
            &self.problem,
            &self.links,
            &self.id,
            true,
        )
    }
}

fn from_library(status: StatusCode) -> Problem {
    let reason = status.canonical_reason().unwrap_or("The request failed");
    Problem::new(Kind::for_status(status), format!("{reason}."))
}

/// The methods that are told apart; a client can invent any number of others.
fn known_method(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "OPTIONS" => "OPTIONS",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        _ => "other",
    }
}
