//! Answers of the registry API: never cached, tagged with the state of their record; and refusals
//! in the form of errors.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::views;
use directory::PublicUrl;
use editing::{
    Conflict, Refusal, Saved,
    document::Mistake,
    edit::{tag, value_tag},
};
use http::problem::{FieldError, Kind, Problem};
use network::{MemberId, Role};
use registry::{Error, Record};

/// An answer, as it is given and as it is kept for a request that comes again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reply {
    status: u16,
    etag: Option<String>,
    /// A path, which links begin before.
    location: Option<String>,
    body: Option<Value>,
    /// The member that it is about: when that one's data are erased, so is a kept answer.
    #[serde(skip)]
    pub member: Option<MemberId>,
    /// Whether it holds what must not be kept.
    #[serde(skip)]
    secret: bool,
    /// Whether copies of what was erased are to be let go of.
    #[serde(skip)]
    pub erases: bool,
}

impl Reply {
    /// An answer with a body.
    pub fn ok(body: Value) -> Self {
        Self {
            status: 200,
            etag: None,
            location: None,
            body: Some(body),
            member: None,
            secret: false,
            erases: false,
        }
    }

    /// Anything that can be written as JSON.
    pub fn json(body: &impl Serialize) -> Result<Self, Refusal> {
        Ok(Self::ok(serde_json::to_value(body)?))
    }

    /// Anything that is known by its content alone.
    pub fn value(body: &impl Serialize) -> Result<Self, Refusal> {
        Ok(Self::json(body)?.tagged(value_tag(body)?))
    }

    /// A record as its reader may see it.
    pub fn record(record: &Record, reader: Role) -> Result<Self, Refusal> {
        Ok(Self::ok(views::record(record, &[], reader)?).of(record))
    }

    /// A record that was written.
    pub fn saved(saved: &Saved, reader: Role) -> Result<Self, Refusal> {
        let record = &saved.record;
        Ok(Self::ok(views::record(record, &saved.warnings, reader)?).of(record))
    }

    /// The same answer, with what is odd about what was written.
    pub fn warning(mut self, warnings: &[Mistake]) -> Result<Self, Refusal> {
        if let Some(Value::Object(fields)) = self.body.as_mut().filter(|_| !warnings.is_empty()) {
            let warnings = serde_json::to_value(views::warnings(warnings))?;
            fields.insert("warnings".to_owned(), warnings);
        }
        Ok(self)
    }

    /// The same answer, about a member and tagged with the state of its record.
    pub fn of(self, record: &Record) -> Self {
        self.tagged(tag(record)).about(record.member.id)
    }

    /// Nothing to say.
    pub fn empty() -> Self {
        Self {
            status: 204,
            body: None,
            ..Self::ok(Value::Null)
        }
    }

    /// The same answer with the tag of its record.
    pub fn tagged(mut self, etag: String) -> Self {
        self.etag = Some(etag);
        self
    }

    /// The same answer for something that was made, at a path.
    pub fn created(mut self, location: String) -> Self {
        self.status = 201;
        self.location = Some(location);
        self
    }

    /// The same answer for something that has begun, at a path.
    pub fn accepted(mut self, location: String) -> Self {
        self.status = 202;
        self.location = Some(location);
        self
    }

    /// The same answer about a member.
    pub fn about(mut self, member: MemberId) -> Self {
        self.member = Some(member);
        self
    }

    /// The same answer, which holds what must not be kept.
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// The same answer, after which copies of what was erased are let go of.
    pub fn erasing(mut self) -> Self {
        self.erases = true;
        self
    }

    /// The same answer to a trial: nothing was made.
    pub fn as_trial(self) -> Self {
        Self {
            status: match self.status {
                204 => 204,
                _ => 200,
            },
            location: None,
            ..self
        }
    }

    /// The answer as it is kept; nothing when it must not be.
    pub fn kept(&self) -> Result<Option<String>, Refusal> {
        match self.secret {
            true => Ok(None),
            false => Ok(Some(serde_json::to_string(self)?)),
        }
    }

    /// An answer that was kept.
    pub fn again(kept: &str) -> Result<Self, Refusal> {
        Ok(serde_json::from_str(kept)?)
    }

    /// The answer over HTTP.
    pub fn respond(self, public_url: &PublicUrl) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = HttpResponse::build(status);
        response
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::VARY, "Authorization"));
        if let Some(etag) = self.etag {
            response.insert_header((header::ETAG, etag));
        }
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, public_url.url(location)));
        }
        match self.body {
            Some(body) => response.json(body),
            None => response.finish(),
        }
    }
}

/// A refusal as the error that the client reads.
pub fn problem(refusal: Refusal, reader: Role) -> Problem {
    match refusal {
        Refusal::Storage(error) => storage_problem(error),
        Refusal::Invalid(mistakes) => Problem::invalid_body(
            mistakes
                .into_iter()
                .map(|mistake| FieldError::pointer(mistake.pointer, mistake.invalid))
                .collect(),
        ),
        Refusal::InvalidParameter(name, invalid) => {
            Problem::invalid_parameters(vec![FieldError::parameter(name, invalid)])
        }
        Refusal::NotFound(detail) => Problem::new(Kind::NotFound, detail),
        Refusal::Purged(detail) => Problem::new(Kind::Gone, detail),
        // Redirected before it comes here.
        Refusal::Moved(slug) => Problem::new(
            Kind::NotFound,
            format!("The member's slug is \"{slug}\" now."),
        ),
        Refusal::Forbidden(detail) => Problem::new(Kind::Forbidden, detail),
        Refusal::Unconditional(detail) => Problem::new(Kind::PreconditionRequired, detail),
        Refusal::Stale(record) => match views::record(&record, &[], reader) {
            Ok(current) => stale(tag(&record), current),
            Err(refusal) => problem(refusal, reader),
        },
        Refusal::StaleValue(tag, current) => stale(tag, *current),
        Refusal::Conflict {
            conflict,
            detail,
            help,
        } => Problem {
            help: Box::new(help),
            ..Problem::new(
                match conflict {
                    Conflict::WrongMove => Kind::WrongMove,
                    Conflict::PossibleDuplicate => Kind::PossibleDuplicate,
                    Conflict::MovedOn | Conflict::WrongState => Kind::Conflict,
                },
                detail,
            )
        },
        Refusal::KeyReused => Problem::new(
            Kind::IdempotencyKeyReused,
            "This Idempotency-Key was sent with another request within the last 24 hours.",
        ),
        Refusal::AnswerGone => Problem::new(
            Kind::Conflict,
            "This request was made already. Its answer is not kept: it held a secret, or personal \
             data that were erased since.",
        ),
    }
}

fn stale(tag: String, current: Value) -> Problem {
    let detail = match current {
        // What is about many records has a tag, and is none.
        Value::Null => "What it is about has changed since it was read; read it again.",
        _ => "The record has changed since it was read; \"current\" holds it as it is now.",
    };
    let mut problem = Problem::new(Kind::Stale, detail);
    problem.headers.push((header::ETAG, tag));
    if !current.is_null() {
        problem.help.insert("current".to_owned(), current);
    }
    problem
}

/// A file beside the database could not be written: those that grow while a request is answered
/// stand in the folder for temporary files.
pub fn no_room(error: &std::io::Error) -> Problem {
    tracing::error!(%error, folder = %std::env::temp_dir().display(), "a temporary file cannot be written");
    Problem::new(
        Kind::Unavailable,
        "The server's folder for temporary files (TMPDIR) is full or missing. Nothing was changed; \
         try again once whoever runs the server has seen to that.",
    )
}

/// A failure of the storage: a database that is away, or too busy to write, comes back.
pub fn storage_problem(error: Error) -> Problem {
    if let Error::Mirror(origin) = &error {
        return Problem::new(
            Kind::Conflict,
            format!(
                "This is a mirror of {origin}. Nothing was changed: make the change there, and it shows here."
            ),
        );
    }
    if let Error::Unconfirmed(_) = &error {
        tracing::warn!(%error, "it is not known whether a change was made");
        return Problem::new(
            Kind::Unconfirmed,
            "The connection to the registry's database was lost before it confirmed the change, so \
             it is not known whether it was made. If the request had an Idempotency-Key, send it \
             again with the same one: it is done once, and you get its answer. Without one, read \
             the record, or the newest lines of /v1/registry/audit, before you send it again.",
        );
    }
    if let Error::File(error) = &error {
        return no_room(error);
    }
    if let Error::Database(refused) = &error
        && Error::has_no_room(refused)
    {
        tracing::warn!(%error, "the database takes nothing that is written");
        return Problem::new(
            Kind::Unavailable,
            "The registry's database takes nothing that is written: its disk is full, or it is \
             read-only. Nothing was changed; try again once whoever runs the server has seen to that.",
        );
    }
    if error.is_passing() {
        tracing::warn!(%error, "the database cannot be used");
        return Problem::new(
            Kind::Unavailable,
            "The registry's database is away or busy. Nothing was changed; try again.",
        );
    }
    Problem::internal(&error)
}
