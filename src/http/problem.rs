//! Errors as clients meet them: problem details (RFC 9457).
//!
//! [`KINDS`] is the one table of what can go wrong; the pages under `/docs/problems/` and the
//! OpenAPI document come from it.

use std::fmt;

use actix_web::{
    HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::network::{Country, Invalid, MembershipMove, MembershipStatus};

/// A kind of error, with a stable name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Query parameters are wrong.
    InvalidParameters,
    /// The address itself is broken.
    MalformedUrl,
    /// There is nothing there.
    NotFound,
    /// There was a member once.
    Gone,
    /// The method does not fit.
    MethodNotAllowed,
    /// None of the formats is acceptable.
    NotAcceptable,
    /// The request holds no key that counts.
    Unauthorized,
    /// The key's role does not reach so far.
    Forbidden,
    /// Something stands in the way of the change.
    Conflict,
    /// The membership cannot take this step.
    WrongMove,
    /// The member is probably there already.
    PossibleDuplicate,
    /// The record has changed since it was read.
    Stale,
    /// The body is too long.
    BodyTooLarge,
    /// The address is too long.
    UrlTooLong,
    /// The body is of another media type.
    UnsupportedMediaType,
    /// The body is no JSON.
    MalformedBody,
    /// The body has mistakes.
    InvalidBody,
    /// A place's name stands for no one place.
    UnclearPlace,
    /// An idempotency key was used for something else.
    IdempotencyKeyReused,
    /// The request does not say which state of the record it is about.
    PreconditionRequired,
    /// The request cannot be read at all.
    BadRequest,
    /// A fault of the server.
    InternalError,
    /// Something that the server needs is away.
    Unavailable,
}

/// How a kind of error is described.
#[derive(Debug, Clone, Copy)]
pub struct Description {
    /// The kind.
    pub kind: Kind,
    /// Its name in addresses.
    pub name: &'static str,
    /// Its status code.
    pub status: u16,
    /// What it is, in a few words.
    pub title: &'static str,
    /// What it means and what to do, for its page.
    pub remedy: &'static str,
}

/// Every kind of error.
pub const KINDS: &[Description] = &[
    Description {
        kind: Kind::InvalidParameters,
        name: "invalid-parameters",
        status: 400,
        title: "Invalid parameters",
        remedy: "One or more query parameters are unknown or have a wrong value. The list \"errors\" names every one of them and says what would be right. Nothing was changed.",
    },
    Description {
        kind: Kind::MalformedUrl,
        name: "malformed-url",
        status: 400,
        title: "Malformed address",
        remedy: "The address has a percent sign that is not followed by two hexadecimal digits, or bytes that are no UTF-8. Encode every special character as UTF-8 and then percent-encode it (RFC 3986): \"é\" is %C3%A9, \"%\" itself is %25.",
    },
    Description {
        kind: Kind::BadRequest,
        name: "bad-request",
        status: 400,
        title: "Bad request",
        remedy: "The request could not be read. Check it against the OpenAPI document.",
    },
    Description {
        kind: Kind::MalformedBody,
        name: "malformed-body",
        status: 400,
        title: "Malformed body",
        remedy: "The body could not be read: it is no UTF-8, no JSON (RFC 8259), names a field twice or holds a NUL. The detail says where.",
    },
    Description {
        kind: Kind::Unauthorized,
        name: "unauthorized",
        status: 401,
        title: "Key needed",
        remedy: "This address needs an API key that is neither revoked nor expired. Send it in the header \"Authorization: Bearer KEY\". An admin makes keys, or whoever may run \"member-directory keys create\".",
    },
    Description {
        kind: Kind::Forbidden,
        name: "forbidden",
        status: 403,
        title: "Not allowed with this key",
        remedy: "The key is good, and its role does not reach so far. The detail names the roles that do; a \"member\" key reaches its own member only.",
    },
    Description {
        kind: Kind::NotFound,
        name: "not-found",
        status: 404,
        title: "Not found",
        remedy: "There is nothing under this address. Check it for slips; the OpenAPI document lists every path, and /v1/members lists every member.",
    },
    Description {
        kind: Kind::MethodNotAllowed,
        name: "method-not-allowed",
        status: 405,
        title: "Method not allowed",
        remedy: "This address does not take this method. The header \"Allow\" lists those that it takes.",
    },
    Description {
        kind: Kind::NotAcceptable,
        name: "not-acceptable",
        status: 406,
        title: "Not acceptable",
        remedy: "The answer cannot be given in any format that the header \"Accept\" allows. The detail lists the formats there are.",
    },
    Description {
        kind: Kind::Conflict,
        name: "conflict",
        status: 409,
        title: "Conflict",
        remedy: "The request is well formed, and the state of the record does not allow it. The detail says what stands in the way and how to go on. Nothing was changed.",
    },
    Description {
        kind: Kind::WrongMove,
        name: "wrong-move",
        status: 409,
        title: "Move not allowed",
        remedy: "A membership takes its steps in order: an applicant is admitted or withdraws; a member is suspended or its membership ends; a suspended member is reinstated or its membership ends; a former member applies again. \"allowed_moves\" lists what is allowed now.",
    },
    Description {
        kind: Kind::PossibleDuplicate,
        name: "possible-duplicate",
        status: 409,
        title: "Probably there already",
        remedy: "A member with the same website, or with nearly the same name in the same country, is in the registry. \"candidates\" lists it. Change that one instead, or send \"allow_duplicate\": true if it really is another organisation.",
    },
    Description {
        kind: Kind::Gone,
        name: "gone",
        status: 410,
        title: "Gone",
        remedy: "This member was published once and is not any more, or was purged. Remove it from your copy.",
    },
    Description {
        kind: Kind::Stale,
        name: "stale",
        status: 412,
        title: "Changed in the meantime",
        remedy: "The record has changed since you read it. \"current\" holds it as it is now, and the header \"ETag\" its tag: look at what changed, and send your change again with that tag in \"If-Match\". Nothing was changed.",
    },
    Description {
        kind: Kind::BodyTooLarge,
        name: "body-too-large",
        status: 413,
        title: "Body too large",
        remedy: "The body is longer than this address takes. The detail says how long it may be.",
    },
    Description {
        kind: Kind::UrlTooLong,
        name: "url-too-long",
        status: 414,
        title: "Address too long",
        remedy: "The address has more than 8192 bytes. Ask for fewer values at a time.",
    },
    Description {
        kind: Kind::UnsupportedMediaType,
        name: "unsupported-media-type",
        status: 415,
        title: "Unsupported media type",
        remedy: "The body is of a media type or compression that this address does not take. Send JSON with \"Content-Type: application/json\"; a merge patch may also say application/merge-patch+json.",
    },
    Description {
        kind: Kind::InvalidBody,
        name: "invalid-body",
        status: 422,
        title: "Invalid body",
        remedy: "The body is JSON and has mistakes. \"errors\" names every one of them by its JSON pointer (RFC 6901) and says what would be right. Nothing was changed.",
    },
    Description {
        kind: Kind::UnclearPlace,
        name: "unclear-place",
        status: 422,
        title: "Place unknown or ambiguous",
        remedy: "The name in \"near\" stands for no city in which members have published places, or for several. \"candidates\" lists those that may be meant: send the text \"near\" of one of them as it stands. A point does too: near=51.05,3.72, latitude first.",
    },
    Description {
        kind: Kind::IdempotencyKeyReused,
        name: "idempotency-key-reused",
        status: 422,
        title: "Idempotency-Key used for something else",
        remedy: "The same \"Idempotency-Key\" was sent within 24 hours with another request. Give every new request a new one, such as a UUID.",
    },
    Description {
        kind: Kind::PreconditionRequired,
        name: "precondition-required",
        status: 428,
        title: "If-Match needed",
        remedy: "A change must say which state of the record it is about, so that nobody's change is overwritten. Read the record, and send its \"ETag\" in the header \"If-Match\".",
    },
    Description {
        kind: Kind::InternalError,
        name: "internal-error",
        status: 500,
        title: "Internal error",
        remedy: "The server failed. It is not your mistake. Tell the operator the request's id, which stands in \"instance\" and in the header X-Request-Id.",
    },
    Description {
        kind: Kind::Unavailable,
        name: "unavailable",
        status: 503,
        title: "Unavailable",
        remedy: "Something that the server needs is away for the moment. Try again after the time in the header \"Retry-After\".",
    },
];

impl Kind {
    /// How it is described.
    pub fn description(self) -> &'static Description {
        // A test holds the table to having every kind; the last line is for the compiler.
        KINDS
            .iter()
            .find(|description| description.kind == self)
            .unwrap_or(&KINDS[0])
    }

    /// Its status code.
    pub fn status(self) -> StatusCode {
        StatusCode::from_u16(self.description().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The kind for an error that the HTTP library made.
    pub fn for_status(status: StatusCode) -> Self {
        match status.as_u16() {
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            406 => Self::NotAcceptable,
            413 => Self::BodyTooLarge,
            414 => Self::UrlTooLong,
            415 => Self::UnsupportedMediaType,
            503 => Self::Unavailable,
            400..500 => Self::BadRequest,
            _ => Self::InternalError,
        }
    }
}

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
    pub fn body(&self, public_url: &str, request_id: &str) -> ProblemBody {
        let description = self.kind.description();
        ProblemBody {
            r#type: format!("{public_url}/docs/problems/{}", description.name),
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
    /// With a proposal or a change that is to be taken back: the fields that changed since.
    #[schema(required = false)]
    moved_on: Vec<String>,
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
            Kind::InternalError,
            Kind::Unavailable,
        ];
        for kind in all {
            assert_eq!(kind.description().kind, kind);
        }
    }
}
