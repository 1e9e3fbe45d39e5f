//! Public answers: conditional, cacheable, written and compressed once.
//!
//! An answer is a pure function of the directory's revision and of what was asked, so its ETag is
//! known before its body: a client that has the body already costs no work at all.

use std::{sync::Arc, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::{Method, StatusCode, header, header::HeaderName},
    web::Bytes,
};
use quick_cache::{Weighter, sync::Cache};
use xxhash_rust::xxh3::Xxh3;

use super::{
    compression::compress,
    negotiation::{self, Encoding, own_language},
    problem::Problem,
};
use directory::Snapshot;
use network::{PageLang, Timestamp};

/// How long an answer may be used, how long while a newer one is fetched, and how long while the
/// server is away.
const CACHE_CONTROL: &str = "public, max-age=60, stale-while-revalidate=300, stale-if-error=3600";
/// How long a cache that reaches the server may show an answer at most: `max-age` and
/// `stale-while-revalidate` of [`CACHE_CONTROL`].
pub const LONGEST_IN_CACHE: Duration = Duration::from_secs(60 + 300);

/// Bodies that were given, by their ETag: one that repeats is written once, and compressed once.
pub struct KeptBodies(Cache<u128, Kept, ByteLength>);

/// Headers that come from writing a body.
type Headers = Vec<(header::HeaderName, String)>;

/// A body with the headers that came from writing it.
#[derive(Clone)]
struct Kept {
    headers: Headers,
    body: Bytes,
}

#[derive(Clone)]
struct ByteLength;

impl Weighter<u128, Kept> for ByteLength {
    fn weight(&self, _: &u128, kept: &Kept) -> u64 {
        let headers = kept.headers.iter().map(|(_, value)| value.len() + 64);
        (kept.body.len() + headers.sum::<usize>() + 64) as u64
    }
}

impl KeptBodies {
    /// Room for this many bytes.
    pub fn new(capacity: u64) -> Self {
        Self(Cache::with_weighter(2_000, capacity, ByteLength))
    }
}

/// What answers have in common.
pub struct Answers {
    kept: KeptBodies,
    /// What of the program goes into an answer: an ETag of another version is another ETag.
    program: u64,
}

/// An answer whose head is written.
pub enum Begun {
    /// The client has it already.
    Known(HttpResponse),
    /// Its body is to be made; the number is that of its ETag.
    Wanted(HttpResponseBuilder, u128),
}

/// An answer that is about to be given.
pub struct Answer<'a> {
    /// What was asked.
    pub request: &'a HttpRequest,
    /// The directory at the revision that answers.
    pub snapshot: &'a Arc<Snapshot>,
    /// The language of labels and texts; nothing when there are none.
    pub lang: Option<PageLang>,
    /// The media type.
    pub media_type: &'static str,
    /// What it depends on beside, where it becomes another one by itself.
    pub passing: Option<Passing>,
}

/// What an answer depends on because time goes by: who is open, say.
#[derive(Debug, Clone, Copy)]
pub struct Passing {
    /// Tells one state from another.
    state: u64,
    /// How long it lasts for certain, in seconds.
    seconds: i64,
}

impl Passing {
    /// A state that lasts until the minute is over.
    pub fn within_minute(state: u64, now: Timestamp) -> Self {
        let seconds = 60 - now.unix_seconds().rem_euclid(60);
        Self { state, seconds }
    }
}

impl Answers {
    /// `settings` are those that go into the answers: with others they are other answers. One of
    /// them tells the build of the program.
    pub fn new(kept: KeptBodies, settings: &[&str]) -> Self {
        let mut program = Xxh3::new();
        for part in settings {
            program.update(part.as_bytes());
            program.update(&[0]);
        }
        Self {
            kept,
            program: program.digest(),
        }
    }

    /// The same where a setting more goes into the answers.
    pub fn with_setting(mut self, setting: &str) -> Self {
        let mut program = Xxh3::new();
        program.update(&self.program.to_le_bytes());
        program.update(setting.as_bytes());
        self.program = program.digest();
        self
    }

    /// Begins an answer with all of its head that does not come from its body.
    pub fn begin(&self, answer: &Answer<'_>, encoding: Encoding) -> Begun {
        let tag = self.tag(answer, encoding);
        let etag = format!("\"{}-{tag:032x}\"", answer.snapshot.revision);
        let mut response = HttpResponse::build(StatusCode::OK);
        response.insert_header((header::ETAG, etag.as_str()));
        // What is invented is to be found by nobody who looks for help.
        if answer.snapshot.network.sample_data {
            response.insert_header((HeaderName::from_static("x-robots-tag"), "noindex"));
        }
        match answer.passing {
            // Nothing of it may be used when its time is over.
            Some(Passing { seconds, .. }) => {
                let lasting = format!("public, max-age={seconds}, must-revalidate");
                response.insert_header((header::CACHE_CONTROL, lasting));
            }
            None => {
                response.insert_header((header::CACHE_CONTROL, CACHE_CONTROL));
            }
        }
        match answer.lang {
            Some(lang) => {
                response.insert_header((header::VARY, "Accept, Accept-Encoding, Accept-Language"));
                response.insert_header((header::CONTENT_LANGUAGE, lang.code()));
            }
            None => {
                response.insert_header((header::VARY, "Accept, Accept-Encoding"));
            }
        }
        // What changes by itself has not the date of the directory's last change.
        let changed = match answer.passing {
            Some(_) => None,
            None => Some(answer.snapshot.updated_at),
        };
        if let Some(changed) = changed.filter(|changed| tells_apart(*changed)) {
            let changed = httpdate::fmt_http_date(changed.system_time());
            response.insert_header((header::LAST_MODIFIED, changed));
        }
        if not_modified(answer.request, &etag, changed) {
            return Begun::Known(response.status(StatusCode::NOT_MODIFIED).finish());
        }
        response.insert_header((header::CONTENT_TYPE, answer.media_type));
        Begun::Wanted(response, tag)
    }

    /// Gives an answer; `body` writes it, and returns the headers that come from it. What was asked
    /// in a body is kept by nobody: its address does not tell what it was.
    pub fn give<H>(
        &self,
        answer: &Answer<'_>,
        body: impl FnOnce(&mut Vec<u8>) -> Result<H, Problem>,
    ) -> Result<HttpResponse, Problem>
    where
        H: IntoIterator<Item = (header::HeaderName, String)>,
    {
        let encoding = negotiation::encoding(answer.request);
        if answer.request.method() == Method::POST {
            return once(answer, encoding, body);
        }
        let (mut response, tag) = match self.begin(answer, encoding) {
            Begun::Known(response) => return Ok(response),
            Begun::Wanted(response, tag) => (response, tag),
        };
        let ready = self.kept.0.get_or_insert_with(&tag, || {
            let (headers, plain) = write(body)?;
            let body = compress(encoding, plain).map_err(|error| Problem::internal(&error))?;
            Ok::<_, Problem>(Kept { headers, body })
        })?;
        for header in ready.headers {
            response.insert_header(header);
        }
        if let Some(name) = encoding.name() {
            response.insert_header((header::CONTENT_ENCODING, name));
        }
        Ok(response.body(ready.body))
    }

    fn tag(&self, answer: &Answer<'_>, encoding: Encoding) -> u128 {
        let mut hash = Xxh3::new();
        hash.update(&self.program.to_le_bytes());
        hash.update(answer.snapshot.network_id.uuid().as_bytes());
        hash.update(answer.snapshot.epoch.uuid().as_bytes());
        // The time too: after a backup was restored, another change may get the same number.
        hash.update(&answer.snapshot.revision.to_le_bytes());
        hash.update(&answer.snapshot.updated_at.unix_microseconds().to_le_bytes());
        hash.update(answer.request.uri().path().as_bytes());
        hash.update(b"?");
        hash.update(answer.request.query_string().as_bytes());
        hash.update(b"\n");
        hash.update(answer.lang.map_or("", PageLang::code).as_bytes());
        if let Some(own) = answer.lang.and_then(|_| own_language(answer.request)) {
            hash.update(own.as_str().as_bytes());
        }
        hash.update(answer.media_type.as_bytes());
        if let Some(Passing { state, .. }) = answer.passing {
            hash.update(&state.to_le_bytes());
        }
        hash.update(&[encoding as u8]);
        hash.digest128()
    }
}

/// Gives an answer that is kept nowhere.
fn once<H: IntoIterator<Item = (header::HeaderName, String)>>(
    answer: &Answer<'_>,
    encoding: Encoding,
    body: impl FnOnce(&mut Vec<u8>) -> Result<H, Problem>,
) -> Result<HttpResponse, Problem> {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_TYPE, answer.media_type));
    if let Some(lang) = answer.lang {
        response.insert_header((header::CONTENT_LANGUAGE, lang.code()));
    }
    let (headers, plain) = write(body)?;
    for header in headers {
        response.insert_header(header);
    }
    let Some(name) = encoding.name() else {
        return Ok(response.body(plain));
    };
    let body = compress(encoding, plain).map_err(|error| Problem::internal(&error))?;
    response.insert_header((header::CONTENT_ENCODING, name));
    Ok(response.body(body))
}

/// A member has about so many bytes; a list makes room for what it has.
const USUAL_LENGTH: usize = 8 * 1024;

/// Writes a body, with the headers that come from it.
fn write<H: IntoIterator<Item = (header::HeaderName, String)>>(
    body: impl FnOnce(&mut Vec<u8>) -> Result<H, Problem>,
) -> Result<(Headers, Vec<u8>), Problem> {
    let mut plain = Vec::with_capacity(USUAL_LENGTH);
    let headers = body(&mut plain)?.into_iter().collect();
    Ok((headers, plain))
}

/// Whether the client has this answer already (RFC 9110, 13.2.2).
fn not_modified(request: &HttpRequest, etag: &str, changed: Option<Timestamp>) -> bool {
    if let Some(known) = has_tag(request, etag) {
        return known;
    }
    let Some(changed) = changed else {
        return false;
    };
    let since = request.headers().get(header::IF_MODIFIED_SINCE);
    since
        .and_then(|value| value.to_str().ok())
        .and_then(|since| httpdate::parse_http_date(since).ok())
        .and_then(|since| since.duration_since(std::time::UNIX_EPOCH).ok())
        .is_some_and(|since| {
            i64::try_from(since.as_secs()).is_ok_and(|since| changed.unix_seconds() <= since)
        })
}

/// Whether the client has the answer with this ETag; nothing when it does not say what it has.
pub fn has_tag(request: &HttpRequest, etag: &str) -> Option<bool> {
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)?
        .to_str()
        .ok()?;
    Some(
        known
            .split(',')
            .map(str::trim)
            .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == etag),
    )
}

/// A date to the second cannot tell two changes within it apart, so none is given while the
/// second of the last change lasts (RFC 9110, 8.8.2.2).
fn tells_apart(changed: Timestamp) -> bool {
    Timestamp::now().unix_seconds() > changed.unix_seconds()
}

/// Serialises a small body.
pub fn write_json(
    out: &mut Vec<u8>,
    body: &impl serde::Serialize,
) -> Result<[(header::HeaderName, String); 0], Problem> {
    serde_json::to_writer(out, body).map_err(|error| Problem::internal(&error))?;
    Ok([])
}
