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
use utoipa::ToSchema;

use crate::network::Invalid;

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
    /// The address is too long.
    UrlTooLong,
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
        kind: Kind::Gone,
        name: "gone",
        status: 410,
        title: "Gone",
        remedy: "This member was published once and is not any more. Remove it from your copy.",
    },
    Description {
        kind: Kind::UrlTooLong,
        name: "url-too-long",
        status: 414,
        title: "Address too long",
        remedy: "The address has more than 8192 bytes. Ask for fewer values at a time.",
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
            414 => Self::UrlTooLong,
            503 => Self::Unavailable,
            400..500 => Self::BadRequest,
            _ => Self::InternalError,
        }
    }
}

/// One mistake in a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// The query parameter that is wrong.
    #[schema(example = "country")]
    pub parameter: String,
    /// A stable name for the mistake, for programs.
    #[schema(example = "unknown_country")]
    pub code: String,
    /// The mistake and its remedy, for people.
    pub message: String,
}

impl FieldError {
    /// A mistake in a query parameter.
    pub fn parameter(name: impl Into<String>, invalid: Invalid) -> Self {
        Self {
            parameter: name.into(),
            code: invalid.code.into_owned(),
            message: invalid.message,
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
}

impl Problem {
    /// A problem of a kind.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            errors: Vec::new(),
            allow: None,
        }
    }

    /// Parameters are wrong: all of them, at once.
    pub fn invalid_parameters(errors: Vec<FieldError>) -> Self {
        let detail = match &errors[..] {
            [one] => {
                let end = if one.message.ends_with('?') { "" } else { "." };
                let FieldError {
                    parameter, message, ..
                } = one;
                format!("The parameter \"{parameter}\" cannot be used: {message}{end}")
            }
            many => format!("{} parameters cannot be used.", many.len()),
        };
        Self {
            errors,
            ..Self::new(Kind::InvalidParameters, detail)
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
            Kind::InternalError,
            Kind::Unavailable,
        ];
        for kind in all {
            assert_eq!(kind.description().kind, kind);
        }
    }
}
