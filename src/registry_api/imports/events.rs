//! The planning of an import as server-sent events (WHATWG HTML, 9.2).

use std::time::{Duration, Instant};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    rt::time::sleep,
    web::{self, Bytes},
};
use futures_util::stream;

use super::{finding::find, views::ImportView};
use crate::registry_api::session::{Session, blocking};
use editing::Refusal;
use http::{parameters, problem::Problem};

/// How often the import is looked at.
const LOOK: Duration = Duration::from_millis(250);
/// How long nothing may be said: proxies end connections that are silent.
const SILENCE: Duration = Duration::from_secs(10);
/// How long one connection lasts at most; a client asks again by itself.
const LONGEST: Duration = Duration::from_secs(10 * 60);

/// Streams the progress of an import.
pub async fn follow_import(
    session: Session,
    request: HttpRequest,
    import: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    let import = import.into_inner();
    // An import that is not there is told as an error, and no event.
    if let Err(refusal) = look(&session, &import).await? {
        return session.answer(Err(refusal));
    }
    let watch = Watch {
        session,
        import,
        last: String::new(),
        spoken: Instant::now(),
        ends: Instant::now() + LONGEST,
        ended: false,
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::VARY, "Authorization"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(stream::unfold(watch, |watch| watch.next())))
}

/// Somebody who watches an import.
struct Watch {
    session: Session,
    import: String,
    last: String,
    spoken: Instant,
    ends: Instant,
    ended: bool,
}

impl Watch {
    async fn next(mut self) -> Option<(Result<Bytes, actix_web::Error>, Self)> {
        if self.ended {
            return None;
        }
        loop {
            // A database that is away for a moment is no end.
            let (event, data) = match look(&self.session, &self.import).await {
                Ok(Ok(view)) => (
                    if view.is_settled() { "end" } else { "progress" },
                    serde_json::to_string(&view).unwrap_or_default(),
                ),
                Ok(Err(Refusal::NotFound(_))) => ("end", "null".to_owned()),
                Ok(Err(_)) | Err(_) => ("", String::new()),
            };
            self.ended = event == "end" || Instant::now() > self.ends;
            if !event.is_empty() && (self.ended || data != self.last) {
                self.last.clone_from(&data);
                return Some(self.send(format!("event: {event}\ndata: {data}\n\n")));
            }
            if self.ended {
                return None;
            }
            if self.spoken.elapsed() >= SILENCE {
                return Some(self.send(": still there\n\n".to_owned()));
            }
            sleep(LOOK).await;
        }
    }

    fn send(mut self, text: String) -> (Result<Bytes, actix_web::Error>, Self) {
        self.spoken = Instant::now();
        (Ok(Bytes::from(text)), self)
    }
}

async fn look(session: &Session, import: &str) -> Result<Result<ImportView, Refusal>, Problem> {
    let registry = session.registry().clone();
    let import = import.to_owned();
    blocking(move || {
        registry.read(|connection| Ok::<_, Refusal>(ImportView::new(find(connection, &import)?)))
    })
    .await
}
