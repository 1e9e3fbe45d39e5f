//! The registry API, as the console asks it.

use actix_http::BoxedPayloadStream;
use actix_web::{
    HttpResponse, body,
    http::{
        Method, StatusCode,
        header::{self, HeaderName},
    },
    web::Bytes,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use http::{
    paths::PRIVATE,
    problem::{Kind, Problem},
    within::{self, Body, Within},
};
use network::Lang;

/// The registry API in the name of whoever is signed in.
#[derive(Clone, Copy)]
pub struct Api<'a> {
    pub within: &'a Within,
    /// The text of the session.
    pub key: &'a str,
    /// The language of labels and texts.
    pub lang: Lang,
}

/// An answer of the API.
pub struct Answer {
    /// The body; null where there is none.
    pub body: Value,
    /// The state of the record.
    pub etag: String,
}

impl Answer {
    /// The body as a page needs it.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, Problem> {
        serde_json::from_value(self.body).map_err(|error| Problem::internal(&error))
    }
}

/// A refusal of the API.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fault {
    #[serde(default)]
    pub status: u16,
    #[serde(default)]
    pub detail: String,
    #[serde(default)]
    pub errors: Vec<Mistake>,
    /// The members that a new one may be.
    #[serde(default)]
    pub candidates: Vec<Value>,
}

/// One mistake in what was sent.
#[derive(Debug, Clone, Deserialize)]
pub struct Mistake {
    #[serde(default)]
    pub pointer: String,
    #[serde(default)]
    pub code: String,
    #[serde(default)]
    pub message: String,
}

/// What a person is asked before something is done, and by which field they say yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Whether strangers may see more.
    Publication,
    /// Whether a point is right outside the country of its place.
    Position,
}

impl Question {
    /// The field of the body, and of the form.
    pub fn field(self) -> &'static str {
        match self {
            Self::Publication => "confirm_publication",
            Self::Position => "confirm_positions",
        }
    }
}

impl Fault {
    /// What must be confirmed, in words, where nothing else is wrong.
    pub fn asks(&self) -> Option<(Question, &str)> {
        let [mistake] = &self.errors[..] else {
            return None;
        };
        let question = match (mistake.pointer.as_str(), mistake.code.as_str()) {
            ("/confirm_publication", _) => Question::Publication,
            (_, "outside_country") => Question::Position,
            _ => return None,
        };
        Some((question, &mistake.message))
    }

    /// Whether somebody else changed the record since it was read.
    pub fn is_stale(&self) -> bool {
        self.status == StatusCode::PRECONDITION_FAILED.as_u16()
    }

    /// What was refused, line by line.
    pub fn told(self) -> Vec<String> {
        match self.errors.is_empty() {
            true => vec![self.detail],
            false => self
                .errors
                .into_iter()
                .map(|mistake| mistake.message)
                .collect(),
        }
    }

    /// The refusal as an error, for what a form cannot tell.
    pub fn problem(self) -> Problem {
        let status = StatusCode::from_u16(self.status);
        let kind = Kind::for_status(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        let mistakes = self.errors.into_iter().map(|mistake| mistake.message);
        let told: Vec<String> = [self.detail].into_iter().chain(mistakes).collect();
        Problem::new(kind, told.join(" "))
    }
}

/// What stands plainly in an address (RFC 3986, unreserved): encoded, it would be another one.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A part of a path, encoded.
pub fn part(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// A refusal, as it was answered.
fn fault(status: StatusCode, body: &[u8]) -> Fault {
    let fault: Fault = serde_json::from_slice(body).unwrap_or_default();
    Fault {
        status: status.as_u16(),
        ..fault
    }
}

impl Api<'_> {
    /// Reads what stands at a path below the registry's.
    pub async fn get(&self, path: &str) -> Result<Answer, Problem> {
        let answer = self.change(Method::GET, path, None, None).await?;
        answer.map_err(Fault::problem)
    }

    /// Asks for a change. `expected` is the state of the record that was read, where the change is about
    /// one. A refusal is the caller's to show.
    pub async fn change(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        expected: Option<&str>,
    ) -> Result<Result<Answer, Fault>, Problem> {
        let mut headers = Vec::new();
        if let Some(tag) = expected {
            headers.push((header::IF_MATCH, tag.to_owned()));
        }
        let body = match body {
            None => Bytes::new(),
            Some(body) => {
                headers.push((header::CONTENT_TYPE, "application/json".to_owned()));
                let body = serde_json::to_vec(body);
                body.map_err(|error| Problem::internal(&error))?.into()
            }
        };
        self.ask(method, path, headers, Body::Whole(body)).await
    }

    /// Hands over files, as `multipart/form-data`, while they come.
    pub async fn upload(
        &self,
        path: &str,
        media_type: String,
        files: BoxedPayloadStream,
    ) -> Result<Result<Answer, Fault>, Problem> {
        let headers = vec![(header::CONTENT_TYPE, media_type)];
        self.ask(Method::POST, path, headers, Body::Coming(files))
            .await
    }

    /// A file to keep, handed on while it is read.
    pub async fn file(&self, path: &str) -> Result<HttpResponse, Problem> {
        let question = self.question(Method::GET, path, Vec::new(), Body::Whole(Bytes::new()));
        let (answer, content) = self.within.begin(question).await?.into_parts();
        if !answer.status().is_success() {
            let content = body::to_bytes(content).await;
            let content = content.map_err(|error| Problem::internal(&error))?;
            return Err(fault(answer.status(), &content).problem());
        }
        let mut response = HttpResponse::Ok();
        for name in [header::CONTENT_TYPE, header::CONTENT_DISPOSITION] {
            if let Some(value) = answer.headers().get(&name) {
                response.insert_header((name, value.clone()));
            }
        }
        Ok(response
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(content))
    }

    fn question(
        &self,
        method: Method,
        path: &str,
        mut headers: Vec<(HeaderName, String)>,
        body: Body,
    ) -> within::Question {
        headers.push((header::AUTHORIZATION, format!("Bearer {}", self.key)));
        headers.push((header::ACCEPT_LANGUAGE, self.lang.code().to_owned()));
        within::Question {
            method,
            path: format!("{PRIVATE}{path}"),
            headers,
            body,
        }
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: Vec<(HeaderName, String)>,
        body: Body,
    ) -> Result<Result<Answer, Fault>, Problem> {
        let question = self.question(method, path, headers, body);
        let reply = self.within.ask(question).await?;
        if !reply.status.is_success() {
            return Ok(Err(fault(reply.status, &reply.body)));
        }
        let body = match reply.body.is_empty() {
            true => Value::Null,
            false => {
                serde_json::from_slice(&reply.body).map_err(|error| Problem::internal(&error))?
            }
        };
        let etag = reply.headers.get(header::ETAG);
        let etag = etag.and_then(|tag| tag.to_str().ok()).unwrap_or_default();
        Ok(Ok(Answer {
            body,
            etag: etag.to_owned(),
        }))
    }
}
