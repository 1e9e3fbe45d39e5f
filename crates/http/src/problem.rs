//! Errors as clients meet them: problem details (RFC 9457).
//!
//! [`KINDS`] is the one table of what can go wrong; the pages under `/docs/problems/` and the
//! OpenAPI document come from it.

mod kinds;

use std::fmt;

use actix_web::{
    HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use directory::PublicUrl;
pub use kinds::{Description, KINDS, Kind};
use network::{Country, Invalid, MembershipMove, MembershipStatus, difference::below};

/// One mistake in a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// The query parameter that is wrong, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "country", nullable = false)]
    pub parameter: Option<String>,
    /// The field of the body that is wrong, if it is one: a JSON pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/locations/0/city", nullable = false)]
    pub pointer: Option<String>,
    /// A stable name for the mistake, for programs.
    #[schema(example = "unknown_country")]
    pub code: String,
    /// The mistake and its remedy, for people.
    pub message: String,
    /// With a place that is not clear: those that may be meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub candidates: Vec<PlaceCandidate>,
}

/// A city that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlaceCandidate {
    /// What the parameter `near` takes for this city, as it stands.
    #[schema(example = "Gent, BE")]
    pub near: String,
    /// Its name, as it is called there.
    #[schema(example = "Gent")]
    pub name: String,
    /// Its region, province or state, where it is known.
    pub region: Option<String>,
    /// Its country, ISO 3166-1 alpha-2.
    pub country: Country,
    /// Its country's name in the language that was asked for.
    #[schema(example = "Belgium")]
    pub country_name: String,
    /// How many members have a published place there.
    #[schema(example = 8)]
    pub members: u32,
}

impl FieldError {
    /// A mistake in a query parameter.
    pub fn parameter(name: impl Into<String>, invalid: Invalid) -> Self {
        Self {
            parameter: Some(name.into()),
            pointer: None,
            code: invalid.code.to_string(),
            message: invalid.message,
            candidates: Vec::new(),
        }
    }

    /// A mistake in a field of the body.
    pub fn pointer(pointer: impl Into<String>, invalid: Invalid) -> Self {
        Self {
            parameter: None,
            pointer: Some(pointer.into()),
            code: invalid.code.to_string(),
            message: invalid.message,
            candidates: Vec::new(),
        }
    }

    /// What is wrong, in words: the parameter, or the field.
    fn place(&self) -> String {
        match (&self.parameter, self.pointer.as_deref()) {
            (Some(parameter), _) => format!("parameter \"{parameter}\""),
            (None, Some("") | None) => "body".to_owned(),
            (None, Some(pointer)) => format!("field \"{pointer}\""),
        }
    }
}

/// An error on its way to the client.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Its kind.
    pub kind: Kind,
    /// What went wrong this time.
    pub detail: String,
    /// Every mistake in the request.
    pub errors: Vec<FieldError>,
    /// The methods that are allowed, for the header of that name.
    pub allow: Option<String>,
    /// Headers of its own.
    pub headers: Vec<(header::HeaderName, String)>,
    /// What helps to go on (RFC 9457, 3.2): the current record, the candidates.
    pub help: Box<Map<String, Value>>,
}

impl Problem {
    /// A problem of a kind.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            errors: Vec::new(),
            allow: None,
            headers: Vec::new(),
            help: Box::default(),
        }
    }

    /// Parameters are wrong: all of them, at once.
    pub fn invalid_parameters(errors: Vec<FieldError>) -> Self {
        Self::of_errors(Kind::InvalidParameters, errors)
    }

    /// The body is wrong: all of its mistakes, at once.
    pub fn invalid_body(errors: Vec<FieldError>) -> Self {
        Self::of_errors(Kind::InvalidBody, errors)
    }

    /// The same where the parameters came as fields of a body.
    pub fn of_body(self) -> Self {
        let kind = match self.kind {
            Kind::InvalidParameters => Kind::InvalidBody,
            Kind::UnclearPlace => Kind::UnclearPlace,
            _ => return self,
        };
        let errors = self.errors.into_iter().map(|mut error| {
            if let Some(name) = error.parameter.take() {
                error.pointer = Some(below("", &name));
            }
            error
        });
        Self::of_errors(kind, errors.collect())
    }

    /// A place's name stands for no one place.
    pub fn unclear_place(error: FieldError) -> Self {
        Self::of_errors(Kind::UnclearPlace, vec![error])
    }

    fn of_errors(kind: Kind, errors: Vec<FieldError>) -> Self {
        let detail = match &errors[..] {
            [one] => {
                let end = if one.message.ends_with('?') { "" } else { "." };
                format!("The {} cannot be used: {}{end}", one.place(), one.message)
            }
            many if kind == Kind::InvalidBody => format!("The body has {} mistakes.", many.len()),
            many => format!("{} parameters cannot be used.", many.len()),
        };
        Self {
            errors,
            ..Self::new(kind, detail)
        }
    }

    /// A fault; `cause` goes to the log and never to the client.
    pub fn internal(cause: &dyn fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::new(
            Kind::InternalError,
            "The server failed to answer this request.",
        )
    }

    /// The problem as the client reads it.
    pub fn body(&self, public_url: &PublicUrl, request_id: &str) -> ProblemBody {
        let description = self.kind.description();
        ProblemBody {
            r#type: public_url.url(format_args!("/docs/problems/{}", description.name)),
            title: description.title.to_owned(),
            status: description.status,
            detail: self.detail.clone(),
            instance: request_id.to_owned(),
            errors: self.errors.clone(),
            help: Map::clone(&self.help),
        }
    }
}

/// An error (RFC 9457).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// What kind of error it is: the address of a page that explains it.
    #[schema(format = Uri)]
    pub r#type: String,
    /// The kind in a few words.
    #[schema(example = "Invalid parameters")]
    pub title: String,
    /// The status code.
    #[schema(example = 400, minimum = 400, maximum = 599)]
    pub status: u16,
    /// What went wrong this time.
    pub detail: String,
    /// The request's id, as in the header X-Request-Id.
    pub instance: String,
    /// Every mistake in the request, where it has any that can be named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldError>,
    /// What helps to go on, under names of its own.
    #[serde(flatten)]
    #[schema(value_type = ProblemHelp)]
    pub help: Map<String, Value>,
}

/// What helps to go on after an error.
#[derive(Debug, Serialize, ToSchema)]
#[allow(dead_code)] // It documents what `help` holds.
pub struct ProblemHelp {
    /// With 412: the record as it is now.
    #[schema(value_type = Object, required = false, nullable = false)]
    current: Value,
    /// With a probable duplicate: the members that it may be.
    #[schema(value_type = Vec<Object>, required = false)]
    candidates: Vec<Value>,
    /// With a wrong move: where the membership stands.
    #[schema(required = false)]
    membership_status: MembershipStatus,
    /// With a wrong move: those that are allowed now.
    #[schema(required = false)]
    allowed_moves: Vec<MembershipMove>,
    /// With a proposal that was decided: what became of it.
    #[schema(required = false)]
    proposal_status: String,
    /// With a proposal, a change that is to be taken back, or an import: the fields, or the members,
    /// that changed since.
    #[schema(required = false)]
    moved_on: Vec<String>,
    /// Of an import that cannot be applied as it stands: what stands in its way.
    #[schema(value_type = Vec<Object>, required = false, nullable = false)]
    obstacles: Vec<Value>,
    /// With a place that is to be removed: what is offered there.
    #[schema(value_type = Vec<Object>, required = false)]
    service_offers: Vec<Value>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.kind.status()
    }

    /// Status and headers; the body is written on the way out, where the request's id is known.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Some(allow) = &self.allow {
            response.insert_header((header::ALLOW, allow.as_str()));
        }
        for (name, value) in &self.headers {
            response.insert_header((name.clone(), value.as_str()));
        }
        if self.kind == Kind::Unavailable {
            response.insert_header((header::RETRY_AFTER, "5"));
        }
        response.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_in_the_table_once() {
        for description in KINDS {
            assert_eq!(description.kind.description().name, description.name);
            assert!(StatusCode::from_u16(description.status).is_ok());
        }
        let all = [
            Kind::InvalidParameters,
            Kind::MalformedUrl,
            Kind::NotFound,
            Kind::Gone,
            Kind::MethodNotAllowed,
            Kind::NotAcceptable,
            Kind::Timeout,
            Kind::UrlTooLong,
            Kind::BadRequest,
            Kind::Unauthorized,
            Kind::Forbidden,
            Kind::Conflict,
            Kind::WrongMove,
            Kind::PossibleDuplicate,
            Kind::Stale,
            Kind::BodyTooLarge,
            Kind::UnsupportedMediaType,
            Kind::MalformedBody,
            Kind::InvalidBody,
            Kind::UnclearPlace,
            Kind::IdempotencyKeyReused,
            Kind::PreconditionRequired,
            Kind::TooManyRequests,
            Kind::InternalError,
            Kind::Unavailable,
        ];
        for kind in all {
            assert_eq!(kind.description().kind, kind);
        }
    }
}
