//! `/v1/changes`: what moved after a revision, for whoever keeps a copy. As a page, as a page that
//! is waited for, or as a stream of events.

mod page;
mod stream;
mod token;

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{self, HeaderValue},
    web,
};
use tokio::sync::watch;

use crate::{
    answer::{Answer, write_json},
    crowd::busy,
    entrance::is_head,
    formats::schemas::ServerSentEvent,
    negotiation, parameters,
    parameters::{Limit, Number, Parameters, Query},
    problem::{Kind, Problem},
    state::State,
};
use directory::{Directory, Place, Tidings};
use network::Invalid;
use publication::ChangesPage;
use token::Token;

/// A copy must not take an earlier answer for the present one; asking again costs a 304 at most.
const CACHE_CONTROL: &str = "public, no-cache";

const JSON: &str = "application/json";
const EVENTS: &str = "text/event-stream";

parameters! {
    /// The parameters of the feed of changes.
    pub struct ChangesParameters {
        /// What is known already: the `next` of the page before, or a revision. Without it, everything.
        #[example = "0"]
        since: Option<Token>,
        /// How many changes.
        #[example = 1]
        limit: Limit<100, 1000>,
        /// While there is nothing new, wait for so many seconds before an empty page is given.
        wait: Option<Number<60>>,
    }
}

/// Lists changes since a revision.
///
/// For a copy that is never wrong: begin without `since`, ask on with `next` while `page.more` is
/// true, and then keep asking with the last `next`. Each member comes once, at its latest change,
/// with all that is public of it in every language; a withdrawn one must be taken out. With `wait`
/// the answer comes when there is something new. `/v1/changes/events` tells the same as a stream,
/// and so does this address with `Accept: text/event-stream`. A change that the public does not see
/// is not told by anything.
#[utoipa::path(
    operation_id = "listChanges",
    tag = "Following",
    params(ChangesParameters),
    responses(
        (status = 200, description = "What moved", body = ChangesPage, content_type = "application/json"),
        (status = 410, description = "`since` is not part of this directory's past: start again", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "Too many are waiting already, or too many of one client; `Retry-After` says when to try again", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/v1/changes")]
pub async fn list_changes(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let (mut query, asked) = Query::begin::<ChangesParameters>(request.query_string());
    let Limit(limit) = asked.limit;
    let streamed = negotiation::choose(&request, &[JSON, EVENTS])? == EVENTS;
    if streamed && query.has("wait") {
        query.refuse(
            "wait",
            Invalid::new("not_here", "a stream waits by itself; leave it out"),
        );
    }
    query.finish()?;
    if streamed {
        return stream_after(asked.since, limit, &request, &state);
    }
    let place = token::check(asked.since.unwrap_or_default(), &state.directory.current())?;
    if let Some(Number(seconds)) = asked.wait
        && !is_head(&request)
    {
        let patience = Duration::from_secs(seconds as u64);
        let crowd = &state.crowd;
        let seat = crowd.waiting.take(crowd.who(&request));
        let _waiting = seat.ok_or_else(|| {
            busy("Too many wait for changes already, or too many of yours; ask without waiting, or")
        })?;
        wait_for(&state.directory, place, patience).await;
    }
    let snapshot = state.directory.current();
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: None,
        media_type: JSON,
        passing: None,
    };
    let mut response = state.answers.give(&answer, |out| {
        write_json(out, &page::page(&snapshot, place, limit))
    })?;
    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(CACHE_CONTROL),
    );
    Ok(response)
}

parameters! {
    /// The parameters of the stream of changes.
    pub struct ChangeEventsParameters {
        /// What is known already: the `next` of a page, or a revision. Without it, everything.
        #[example = "0"]
        since: Option<Token>,
        /// How many changes are read at a time.
        #[example = 1]
        limit: Limit<100, 1000>,
    }
}

/// Streams changes since a revision.
///
/// For a copy that follows at once, as server-sent events: `published`, `changed` and `withdrawn`
/// (each a change as in `data` of `/v1/changes`), `network` (the profile and the taxonomy) and
/// `current` (the copy is exact as of this revision). After a cut a browser goes on by itself, with
/// the header `Last-Event-ID`, which wins over `since`.
#[utoipa::path(
    operation_id = "followChanges",
    tag = "Following",
    params(
        ChangeEventsParameters,
        ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was received"),
    ),
    responses(
        (status = 200, description = "What moves", body = ServerSentEvent, content_type = "text/event-stream"),
        (status = 410, description = "`since` is not part of this directory's past: start again", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "Too many are listening already, or too many of one client; `Retry-After` says when to try again", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/v1/changes/events")]
pub async fn follow_changes(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let asked = ChangeEventsParameters::read(&request)?;
    let Limit(limit) = asked.limit;
    negotiation::only(&request, EVENTS)?;
    stream_after(asked.since, limit, &request, &state)
}

fn stream_after(
    since: Option<Token>,
    limit: usize,
    request: &HttpRequest,
    state: &web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let since = last_event(request)?.or(since).unwrap_or_default();
    let place = token::check(since, &state.directory.current())?;
    stream::begin(request, state, place, limit)
}

/// What a stream goes on from, where it was cut.
fn last_event(request: &HttpRequest) -> Result<Option<Token>, Problem> {
    let Some(header) = request.headers().get("Last-Event-ID") else {
        return Ok(None);
    };
    let text = header.to_str().unwrap_or_default().trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|invalid: Invalid| {
        Problem::new(
            Kind::BadRequest,
            format!("The header \"Last-Event-ID\": {}.", invalid.message),
        )
    })
}

/// Waits until something moved after a place, patience is over, or the server wants to stop.
async fn wait_for(directory: &Directory, place: Place, patience: Duration) {
    let mut tidings = directory.listen();
    let moved = async {
        while !directory.current().moved_at_all_after(place) {
            if heard(&mut tidings).await == Tidings::Closing {
                break;
            }
        }
    };
    // Whether it moved or not, the answer tells how it is.
    let _ = tokio::time::timeout(patience, moved).await;
}

/// The next tidings; that of the end stays.
async fn heard(tidings: &mut watch::Receiver<Tidings>) -> Tidings {
    if *tidings.borrow() == Tidings::Closing {
        return Tidings::Closing;
    }
    match tidings.changed().await {
        Ok(()) => *tidings.borrow_and_update(),
        Err(_) => Tidings::Closing,
    }
}
