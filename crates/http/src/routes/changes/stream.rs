//! Changes as server-sent events (WHATWG HTML, "Server-sent events").
//!
//! A piece of the stream is made when the connection has room for it, from the directory as it
//! stands then. So a slow reader holds nothing but its place.

use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::{HttpRequest, HttpResponse, http::header, web::Bytes};
use futures_util::stream::unfold;
use serde::Serialize;
use serde_json::json;
use tokio::sync::watch;

use super::{CACHE_CONTROL, EVENTS, heard, page::change, token::Token};
use crate::{
    crowd::{Client, Seat, Seats, busy},
    entrance::is_head,
    problem::Problem,
    state::State,
};
use directory::{Directory, Place, Snapshot, Tidings};

/// After so much silence a comment is sent, by which both ends learn of a connection that is gone.
const SILENCE: Duration = Duration::from_secs(15);

/// How long a stream is at most. A client goes on by itself where it was, and what is behind the
/// stream (who it is, where it runs) is not what it was yesterday.
const LONGEST: Duration = Duration::from_secs(3_600);

/// How many changes one piece has at most.
const PIECE: usize = 20;

/// How long a stream that is far behind waits for its turn, while others are.
const TURN: Duration = Duration::from_millis(200);

/// Begins a stream of what moves after a place.
pub fn begin(
    request: &HttpRequest,
    state: &State,
    place: Place,
    limit: usize,
) -> Result<HttpResponse, Problem> {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, EVENTS))
        .insert_header((header::CACHE_CONTROL, CACHE_CONTROL))
        .insert_header((header::VARY, "Accept"))
        // So that a proxy hands on each event when it comes.
        .insert_header(("X-Accel-Buffering", "no"));
    if is_head(request) {
        return Ok(response.finish());
    }
    let crowd = &state.crowd;
    let seat = crowd.streams.take(crowd.who(request));
    let listener = Listener {
        tidings: state.directory.listen(),
        directory: Arc::clone(&state.directory),
        ends: Instant::now() + LONGEST,
        place,
        told: None,
        piece: limit.min(PIECE),
        client: crowd.who(request),
        large: Arc::clone(&crowd.large),
        catching_up: None,
        _seat: seat.ok_or_else(|| {
            busy("Too many listen to changes already, or too many of yours; ask for pages, or")
        })?,
    };
    Ok(
        response.streaming(unfold(listener, |mut listener| async move {
            let piece = listener.next().await?;
            Some((Ok::<_, io::Error>(piece), listener))
        })),
    )
}

/// Somebody who listens.
struct Listener {
    directory: Arc<Directory>,
    tidings: watch::Receiver<Tidings>,
    /// All up to here was told.
    place: Place,
    /// Up to which revision it was told that nothing is left to tell.
    told: Option<u64>,
    piece: usize,
    ends: Instant,
    client: Option<Client>,
    large: Arc<Seats>,
    /// Whoever is far behind is given a large answer, and has its seat.
    catching_up: Option<Seat>,
    _seat: Seat,
}

impl Listener {
    /// The next piece; nothing when the server wants to stop.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if *self.tidings.borrow() == Tidings::Closing || Instant::now() > self.ends {
                return None;
            }
            if self.told != Some(self.directory.current().revision) {
                if self.catching_up.is_none() && self.is_far_behind() {
                    self.catching_up = self.large.take(self.client);
                    if self.catching_up.is_none() {
                        tokio::time::sleep(TURN).await;
                        continue;
                    }
                }
                if let Some(piece) = self.piece() {
                    return Some(piece);
                }
            }
            self.catching_up = None;
            match tokio::time::timeout(SILENCE, heard(&mut self.tidings)).await {
                Err(_) => return Some(Bytes::from_static(b": nothing new\n\n")),
                Ok(Tidings::Closing) => return None,
                Ok(Tidings::At(_)) => {}
            }
        }
    }

    /// Whether more is to be told than goes into one piece.
    fn is_far_behind(&self) -> bool {
        let snapshot = self.directory.current();
        let (_, more) = snapshot.moved_after(self.place, self.piece);
        more
    }

    /// What is to be told now, if there is anything.
    fn piece(&mut self) -> Option<Bytes> {
        let snapshot = self.directory.current();
        if self.told == Some(snapshot.revision) {
            return None;
        }
        let mut out = String::new();
        let (moved, more) = snapshot.moved_after(self.place, self.piece);
        if snapshot.network_moved_after(self.place) {
            let network = json!({
                "network": snapshot.network,
                "service_types": snapshot.taxonomy.types(),
            });
            event(&mut out, "network", None, &network);
        }
        for moved in &moved {
            let token = Token::of(&snapshot, moved.place);
            let name = moved.kind.as_str();
            event(&mut out, name, Some(token), &change(&snapshot, moved));
            self.place = moved.place;
        }
        if !more {
            self.place = Place::after(snapshot.revision);
            self.told = Some(snapshot.revision);
            current(&mut out, &snapshot, self.place);
        }
        Some(out.into())
    }
}

/// Nothing more is to be told as of this revision.
fn current(out: &mut String, snapshot: &Snapshot, place: Place) {
    let token = Token::of(snapshot, place);
    let body = json!({
        "revision": snapshot.revision,
        "updated_at": snapshot.updated_at,
        "network_id": snapshot.network_id,
        "epoch": snapshot.epoch,
        "next": token.to_string(),
    });
    event(out, "current", Some(token), &body);
}

fn event(out: &mut String, name: &str, id: Option<Token>, data: &impl Serialize) {
    // JSON has no line breaks. Serialising plain data into memory cannot fail.
    let Ok(data) = serde_json::to_string(data) else {
        return;
    };
    if let Some(id) = id {
        out.push_str(&format!("id: {id}\n"));
    }
    out.push_str(&format!("event: {name}\ndata: {data}\n\n"));
}
