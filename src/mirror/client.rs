//! Reading the origin's feed of changes, with bounds on what it may do.

use std::time::Duration;

use reqwest::{Response, StatusCode, Url, header, redirect::Policy};
use serde_json::Value;

use crate::outward::{self, is_here, retry_after};
use network::earlier;
use publication::ChangesPage;

/// How many changes a page has at most.
const LIMIT: u32 = 500;
/// The longest page, in bytes, unpacked.
const LONGEST_PAGE: usize = 64 * 1024 * 1024;
/// How long a connection may take, and a whole answer beyond what it was asked to wait.
const CONNECTING: Duration = Duration::from_secs(10);
const ANSWERING: Duration = Duration::from_secs(120);
/// How long nothing may come while an answer is read.
const SILENCE: u64 = 20;

/// Where the directory is that is mirrored: what stands before `/v1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// Why a text names no origin.
#[derive(Debug, thiserror::Error)]
#[error(
    "it is not an address of a directory, without a user name or password; write it as https://directory.example.org"
)]
pub struct NoOrigin;

impl Origin {
    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nobody on the way can change what it says: it is encrypted, or on this machine.
    pub fn is_safe(&self) -> bool {
        Url::parse(&self.0).is_ok_and(|url| url.scheme() == "https" || is_here(&url))
    }
}

impl std::str::FromStr for Origin {
    type Err = NoOrigin;

    fn from_str(text: &str) -> Result<Self, NoOrigin> {
        let url = Url::parse(text.trim()).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.has_host()
                && url.username().is_empty()
                && url.password().is_none()
                && url.query().is_none()
                && url.fragment().is_none()
        });
        let url = url.ok_or(NoOrigin)?;
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }
}

/// Why the origin gave nothing that can be used.
#[derive(Debug, thiserror::Error)]
#[error("the origin cannot be read: {words}")]
pub struct Failure {
    words: String,
    rest: Option<Duration>,
    is_busy: bool,
}

impl Failure {
    /// A failure in words.
    pub fn words(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            rest: None,
            is_busy: false,
        }
    }

    /// Whether the origin has no place for what was asked, for the moment.
    pub fn is_busy(&self) -> bool {
        self.is_busy
    }

    /// How long the origin asks to be left alone.
    pub fn rest(&self) -> Duration {
        self.rest.unwrap_or_default()
    }
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        Self::words(outward::words(error))
    }
}

/// What the origin gave.
#[derive(Debug)]
pub enum Got {
    /// A page, as it came and as it is understood.
    Page(String, Box<ChangesPage>),
    /// What was asked from is no part of its past, or nothing that it knows.
    StartAgain,
}

/// The highest revision that is believed, that which JSON's readers agree on (RFC 8259, 6): books
/// that have counted to the end could count no further.
const LAST_REVISION: u64 = (1 << 53) - 1;
/// The most service types, far beyond those of any network.
const MOST_SERVICE_TYPES: usize = 5_000;
/// The longest token to go on from, in bytes.
const LONGEST_TOKEN: usize = 200;

/// Reads a page, from an origin of an earlier version too.
pub fn read_page(body: &str) -> serde_json::Result<ChangesPage> {
    let mut page: Value = serde_json::from_str(body)?;
    let changes = page.get_mut("data").and_then(Value::as_array_mut);
    for change in changes.into_iter().flatten() {
        change.get_mut("member").map(earlier::member);
    }
    serde_json::from_value(page)
}

/// Refuses a page that would do harm for good.
fn bound(page: &ChangesPage) -> Result<(), Failure> {
    let wrong = |what: &str| Err(Failure::words(format!("its answer is refused: {what}")));
    if page.revision > LAST_REVISION {
        return wrong("its revision is beyond all measure");
    }
    if page.data.iter().any(|one| one.revision > page.revision) {
        return wrong("a change has a revision beyond its own");
    }
    if page.data.len() > LIMIT as usize {
        return wrong("it has more changes than were asked for");
    }
    let types = page.service_types.as_ref().map_or(0, Vec::len);
    if types > MOST_SERVICE_TYPES {
        return wrong("it has more service types than a mirror takes");
    }
    if page.next.is_empty() || page.next.len() > LONGEST_TOKEN {
        return wrong("\"next\" is none");
    }
    Ok(())
}

/// Asks an origin.
#[derive(Clone)]
pub struct Client {
    client: reqwest::Client,
    changes: String,
}

impl Client {
    /// A client of this origin, which follows redirects within it alone.
    pub fn new(origin: &Origin) -> reqwest::Result<Self> {
        let within = Policy::custom(|attempt| {
            let same = attempt
                .previous()
                .first()
                .is_some_and(|first| first.origin() == attempt.url().origin());
            match same && attempt.previous().len() <= 5 {
                true => attempt.follow(),
                false => attempt.error("it redirects to another site, or for ever"),
            }
        });
        let client = reqwest::Client::builder()
            .user_agent(outward::AGENT)
            .redirect(within)
            .referer(false)
            .connect_timeout(CONNECTING)
            .build()?;
        Ok(Self {
            client,
            changes: format!("{}/v1/changes", origin.as_str()),
        })
    }

    /// The changes after `since`; with `wait`, the answer may come so many seconds later.
    pub async fn changes(&self, since: Option<&str>, wait: Option<u32>) -> Result<Got, Failure> {
        let mut query = vec![("limit", LIMIT.to_string())];
        query.extend(since.map(|since| ("since", since.to_owned())));
        query.extend(wait.map(|wait| ("wait", wait.to_string())));
        let mut url =
            Url::parse(&self.changes).map_err(|error| Failure::words(error.to_string()))?;
        url.query_pairs_mut().extend_pairs(query);
        let waiting = Duration::from_secs(wait.unwrap_or(0).into());
        let request = self
            .client
            .get(url)
            .header(header::ACCEPT, "application/json")
            .timeout(waiting + ANSWERING);
        // A connection that died while nothing was to be told makes no sound.
        let head = tokio::time::timeout(waiting + Duration::from_secs(SILENCE), request.send());
        let response = head
            .await
            .map_err(|_| Failure::words("no answer in time"))??;
        match response.status() {
            StatusCode::OK => {
                let body = read(response).await?;
                let page = read_page(&body).map_err(|error| {
                    Failure::words(format!("its answer is not understood: {error}"))
                })?;
                bound(&page)?;
                Ok(Got::Page(body, Box::new(page)))
            }
            StatusCode::GONE => Ok(Got::StartAgain),
            // What is asked from is its own word, or was, when something else answered for it.
            StatusCode::BAD_REQUEST if since.is_some() => Ok(Got::StartAgain),
            status => Err(Failure {
                words: format!("it answers with {status}"),
                is_busy: status == StatusCode::SERVICE_UNAVAILABLE,
                rest: retry_after(&response),
            }),
        }
    }
}

async fn read(mut response: Response) -> Result<String, Failure> {
    let mut body = Vec::new();
    loop {
        let chunk = tokio::time::timeout(Duration::from_secs(SILENCE), response.chunk());
        let chunk = chunk
            .await
            .map_err(|_| Failure::words("its answer does not go on"))??;
        let Some(chunk) = chunk else { break };
        if body.len() + chunk.len() > LONGEST_PAGE {
            return Err(Failure::words(format!(
                "a page is longer than {LONGEST_PAGE} bytes"
            )));
        }
        body.extend_from_slice(&chunk);
    }
    String::from_utf8(body).map_err(|_| Failure::words("its answer is not UTF-8"))
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpListener,
    };

    use super::*;

    /// What is told by an origin that answers once, so.
    fn asked(answer: String) -> Failure {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let serving = std::thread::spawn(move || {
            let (mut connection, _) = listener.accept().unwrap();
            let _ = connection.read(&mut [0; 4096]).unwrap();
            connection.write_all(answer.as_bytes()).unwrap();
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let client = Client::new(&origin.parse().unwrap()).unwrap();
        let got = runtime.block_on(client.changes(None, None));
        serving.join().unwrap();
        got.unwrap_err()
    }

    #[test]
    fn an_origin_may_ask_for_time_in_seconds_or_until_a_date() {
        let hour = Duration::from_secs(3600);
        let date = httpdate::fmt_http_date(std::time::SystemTime::now() + 2 * hour);
        for after in ["7200", &date] {
            let failure = asked(format!(
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: {after}\r\nContent-Length: 0\r\n\r\n"
            ));
            let rest = failure.rest();
            assert!(hour < rest && rest <= 2 * hour, "{after}: {rest:?}");
        }
    }
}
