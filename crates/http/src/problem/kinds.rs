//! What can go wrong, with a page for each under `/docs/problems/`.

use actix_web::http::StatusCode;

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
    /// What a copy goes on from is no part of the directory's past.
    HistoryGone,
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
        kind: Kind::HistoryGone,
        name: "history-gone",
        status: 410,
        title: "Start again",
        remedy: "What was given as \"since\" is no part of this directory's past: a backup was restored, or it is of another directory. Read /v1/changes from the beginning (without \"since\", page by page with \"next\"), put what you get in the place of your copy when there is no more, and go on from the last \"next\". Until then your old copy is the best that you have.",
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
