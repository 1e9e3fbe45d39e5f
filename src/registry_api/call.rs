//! A request to change something: its body, its conditions, and what makes it safe to send again.

use std::{future::Future, pin::Pin};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    http::{Method, header},
    web::Bytes,
};
use serde_json::{Value, json};
use utoipa::{
    IntoParams,
    openapi::{RefOr, Schema},
};
use xxhash_rust::xxh3::xxh3_128;

use super::{
    parameters::{OffSwitch, Switch},
    reply::Reply,
    session::Session,
};
use editing::{Edit, Expected, Refusal, document};
use http::{
    body, parameters,
    parameters::{Parameter, Parameters, Query, Value as _},
    problem::{FieldError, Kind, Problem},
};
use network::Timestamp;
use registry::{
    Actor, AnyConnection, Change, Intent,
    idempotency::{self, Known},
    readings::Reading,
};

/// The longest body that is read, in bytes.
pub const LONGEST_BODY: usize = 1_000_000;

/// How long an answer waits at most until the public directory shows what was written.
const PUBLICATION: std::time::Duration = std::time::Duration::from_secs(5);

parameters! {
    /// What every change may be asked with.
    pub struct WriteParameters {
        /// Validate without saving: the answer is what it would be, and nothing is changed.
        dry_run: DryRun,
    }
}

/// Whether it is a trial; no when it is not given, and yes when it is given without a value.
#[derive(Debug)]
pub struct DryRun(bool);

impl Parameter for DryRun {
    fn read(query: &mut Query<'_>, name: &'static str) -> Self {
        let given = query.one(name, |text| match text {
            "" => Ok(Switch(true)),
            text => Switch::parse(text),
        });
        Self(given.is_some_and(|Switch(on)| on))
    }

    fn schema() -> RefOr<Schema> {
        OffSwitch::schema()
    }
}

/// The state of the record that a change is about.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code)]
pub struct Condition {
    /// The `ETag` of the record as it was read: without it 428, and 412 when the record has changed since.
    #[param(rename = "If-Match", example = "\"1-0123456789abcdef\"")]
    if_match: String,
}

/// What makes a POST safe to send again.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code)]
pub struct Idempotency {
    /// A name for this request, such as a new UUID. Sent again within 24 hours, the same request gets the same answer and does nothing; another request under the same name is refused (422).
    #[param(rename = "Idempotency-Key", min_length = 1, max_length = 255)]
    idempotency_key: Option<String>,
}

/// A change that is asked for.
pub struct Call {
    /// Who asks.
    pub session: Session,
    intent: Intent,
    idempotent: Option<idempotency::Request>,
    wanted: WriteRequest,
}

/// What is wanted, for the work within the transaction.
pub struct WriteRequest {
    /// Who asks.
    pub session: Session,
    /// The record that it is about, and what shall become of it.
    pub edit: Edit,
    /// Whether it is meant, and no trial.
    pub is_meant: bool,
}

impl Call {
    /// Makes the change: all of it, or nothing. One that compares members gets to know them first.
    pub async fn write(
        self,
        compares: bool,
        work: impl FnOnce(&mut Change<'_>, WriteRequest) -> Result<Reply, Refusal> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let Self {
            session,
            intent,
            idempotent,
            wanted,
        } = self;
        session
            .answer_by(move |session| {
                if compares {
                    session.state.registry.know_members()?;
                }
                write(session, intent, idempotent.as_ref(), wanted, work)
            })
            .await
    }

    /// Reads what the body asks for.
    pub async fn read(
        self,
        work: impl FnOnce(&mut AnyConnection, &Session, Edit) -> Result<Reply, Refusal> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let (session, edit) = (self.session, self.wanted.edit);
        session
            .read(move |connection, session| work(connection, session, edit))
            .await
    }

    /// Reads something as a whole that the body asks for.
    pub async fn read_whole(
        self,
        work: impl FnOnce(&mut AnyConnection, &Edit) -> Result<(Reply, Reading), Refusal>
        + Send
        + 'static,
    ) -> Result<HttpResponse, Problem> {
        let (session, edit) = (self.session, self.wanted.edit);
        session
            .read_whole(move |connection, _| work(connection, &edit))
            .await
    }

    /// Does what is no change of the books; the work looks itself whether it is meant.
    pub async fn keep(
        self,
        work: impl FnOnce(&WriteRequest) -> Result<Reply, Refusal> + Send + 'static,
    ) -> Result<HttpResponse, Problem> {
        let (session, wanted) = (self.session, self.wanted);
        session
            .answer_by(move |_| {
                let reply = work(&wanted)?;
                Ok(match wanted.is_meant {
                    true => reply,
                    false => reply.as_trial(),
                })
            })
            .await
    }
}

fn write(
    session: &Session,
    intent: Intent,
    idempotent: Option<&idempotency::Request>,
    wanted: WriteRequest,
    work: impl FnOnce(&mut Change<'_>, WriteRequest) -> Result<Reply, Refusal>,
) -> Result<Reply, Refusal> {
    let actor = Actor::Key(session.key.id);
    let written = session.state.registry.write(actor, intent, |change| {
        let now = change.at();
        if let Some(answer) = earlier(change.connection(), idempotent, now)? {
            return Reply::again(&answer);
        }
        let reply = work(change, wanted)?;
        if let Some(request) = idempotent.filter(|_| intent == Intent::Commit) {
            change.keep_answer(request, reply.member, reply.kept()?)?;
        }
        Ok::<_, Refusal>(reply)
    })?;
    if written.revision.is_some() && !session.state.publisher.publish(PUBLICATION) {
        tracing::warn!("what was written is not published yet; the follower goes on trying");
    }
    if written.revision.is_some() {
        session.state.outbound.waker.ring();
    }
    let erases = written.revision.is_some() && written.value.erases;
    if erases {
        // The imports are erased too, and who reads them would be waited for.
        session.state.planner.forget(None);
    }
    if erases && let Err(error) = session.state.registry.scrub() {
        tracing::warn!(%error, "the database still holds copies of what was erased; it is tried again soon");
        session.state.cleaner.scrub_later();
    }
    Ok(match intent {
        Intent::Commit => written.value,
        Intent::Trial => written.value.as_trial(),
    })
}

/// The answer that a request got before, as it was kept.
pub fn earlier(
    connection: &mut AnyConnection,
    request: Option<&idempotency::Request>,
    now: Timestamp,
) -> Result<Option<String>, Refusal> {
    let Some(request) = request else {
        return Ok(None);
    };
    match idempotency::find(connection, request, now)? {
        Known::New => Ok(None),
        Known::Answered(answer) => Ok(Some(answer)),
        Known::AnswerGone => Err(Refusal::AnswerGone),
        Known::Otherwise => Err(Refusal::KeyReused),
    }
}

impl FromRequest for Call {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let session = Session::from_request(&request, &mut payload).await?;
            let text = body::read(&request, &mut payload, LONGEST_BODY).await?;
            let DryRun(dry_run) = WriteParameters::read(&request)?.dry_run;
            Ok(Self {
                idempotent: idempotent(&request, &session, fingerprint(&request, &text))?,
                intent: match dry_run {
                    true => Intent::Trial,
                    false => Intent::Commit,
                },
                wanted: WriteRequest {
                    edit: Edit {
                        key: request
                            .match_info()
                            .iter()
                            .next()
                            .map_or("", |(name, _)| session.at(name))
                            .to_owned(),
                        expected: expected(&request)?,
                        document: parse(&request, &text)?,
                        is_patch: request.method() == Method::PATCH,
                    },
                    session: session.clone(),
                    is_meant: !dry_run,
                },
                session,
            })
        })
    }
}

/// The tags of `If-Match` (RFC 9110, 13.1.1). A weak one never matches.
fn expected(request: &HttpRequest) -> Result<Expected, Problem> {
    let mut tags = Vec::new();
    for value in request.headers().get_all(header::IF_MATCH) {
        let text = value.to_str().map_err(|_| {
            Problem::new(Kind::BadRequest, "The header \"If-Match\" cannot be read.")
        })?;
        tags.extend(text.split(',').map(|tag| tag.trim().to_owned()));
    }
    tags.retain(|tag| !tag.is_empty());
    Ok(Expected((!tags.is_empty()).then_some(tags)))
}

/// The request's own name for itself, where it is a POST and has one.
pub fn idempotent(
    request: &HttpRequest,
    session: &Session,
    fingerprint: String,
) -> Result<Option<idempotency::Request>, Problem> {
    let Some(given) = request.headers().get("Idempotency-Key") else {
        return Ok(None);
    };
    if request.method() != Method::POST {
        return Ok(None);
    }
    let name = given
        .to_str()
        .ok()
        .map(str::trim)
        .filter(|name| (1..=255).contains(&name.len()))
        .ok_or_else(|| {
            Problem::new(
                Kind::BadRequest,
                "The header \"Idempotency-Key\" has 1 to 255 visible ASCII characters, such as a UUID.",
            )
        })?;
    Ok(Some(idempotency::Request {
        key: session.key.id,
        idempotency_key: name.to_owned(),
        fingerprint,
    }))
}

/// A digest of what is asked.
fn fingerprint(request: &HttpRequest, body: &Bytes) -> String {
    let condition: Vec<&[u8]> = request
        .headers()
        .get_all(header::IF_MATCH)
        .map(header::HeaderValue::as_bytes)
        .collect();
    let asked = [
        request.uri().to_string().as_bytes(),
        &condition.concat(),
        body,
    ]
    .join(&b"\n"[..]);
    format!("{:032x}", xxh3_128(&asked))
}

fn parse(request: &HttpRequest, text: &Bytes) -> Result<Value, Problem> {
    if text.is_empty() {
        return Ok(json!({}));
    }
    let taken = match request.method() == Method::PATCH {
        true => &["application/json", "application/merge-patch+json"][..],
        false => &["application/json"],
    };
    body::require_type(request, taken).map_err(|mut problem| {
        problem.headers = vec![(
            header::HeaderName::from_static("accept-patch"),
            "application/merge-patch+json, application/json".to_owned(),
        )];
        problem
    })?;
    document::parse(text).map_err(|invalid| Problem {
        errors: vec![FieldError::pointer("", invalid.clone())],
        ..Problem::new(
            Kind::MalformedBody,
            format!("The body cannot be read: {}.", invalid.message),
        )
    })
}
