//! What can go wrong, with a page for each under `/docs/problems/`.

use actix_web::http::StatusCode;

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

macro_rules! kinds {
    ($( $(#[doc = $doc:literal])+ $kind:ident = $status:literal $name:literal, $title:literal: $remedy:literal )+) => {
        /// A kind of error, with a stable name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind {
            $( $(#[doc = $doc])+ $kind, )+
        }

        /// Every kind of error.
        pub const KINDS: &[Description] = &[
            $( Description {
                kind: Kind::$kind,
                name: $name,
                status: $status,
                title: $title,
                remedy: $remedy,
            }, )+
        ];
    };
}

kinds! {
    /// Query parameters are wrong.
    InvalidParameters = 400 "invalid-parameters", "Invalid parameters":
        "One or more query parameters are unknown or have a wrong value. The list \"errors\" names every one of them and says what would be right. Nothing was changed."
    /// The address itself is broken.
    MalformedUrl = 400 "malformed-url", "Malformed address":
        "The address has a percent sign that is not followed by two hexadecimal digits, or bytes that are no UTF-8. Encode every special character as UTF-8 and then percent-encode it (RFC 3986): \"é\" is %C3%A9, \"%\" itself is %25."
    /// The request cannot be read at all.
    BadRequest = 400 "bad-request", "Bad request":
        "The request could not be read. Check it against the OpenAPI document."
    /// The body is no JSON.
    MalformedBody = 400 "malformed-body", "Malformed body":
        "The body could not be read: it is not UTF-8 or not JSON (RFC 8259), names a field twice or holds a NUL. The detail says where."
    /// The request holds no key that counts.
    Unauthorized = 401 "unauthorized", "Key needed":
        "This address needs an API key that is neither revoked nor expired. Send it in the header \"Authorization: Bearer KEY\". An admin makes keys, or whoever may run \"member-directory keys create\"."
    /// This key's role does not allow this.
    Forbidden = 403 "forbidden", "Not allowed with this key":
        "The key is good, and its role does not reach so far. The detail names the roles that do; a \"member\" key reaches its own member only."
    /// There is nothing there.
    NotFound = 404 "not-found", "Not found":
        "There is nothing under this address. Check it for slips; the OpenAPI document lists every path, and /v1/members lists every member."
    /// The method does not fit.
    MethodNotAllowed = 405 "method-not-allowed", "Method not allowed":
        "This address does not take this method. The header \"Allow\" lists those that it takes."
    /// None of the formats is acceptable.
    NotAcceptable = 406 "not-acceptable", "Not acceptable":
        "The answer cannot be given in any format that the header \"Accept\" allows. The detail lists the formats there are."
    /// The request did not arrive in time.
    Timeout = 408 "timeout", "Too slow":
        "The rest of the request did not arrive in time. Send it again; nothing was changed."
    /// Something stands in the way of the change.
    Conflict = 409 "conflict", "Conflict":
        "The request is well formed, and the state of the record does not allow it. The detail says what stands in the way and how to go on. Nothing was changed."
    /// The membership cannot take this step.
    WrongMove = 409 "wrong-move", "Move not allowed":
        "A membership takes its steps in order: an applicant is admitted or withdraws; a member is suspended or its membership ends; a suspended member is reinstated or its membership ends; a former member applies again. \"allowed_moves\" lists what is allowed now."
    /// The member is probably there already.
    PossibleDuplicate = 409 "possible-duplicate", "Probably there already":
        "A member with the same website, or with nearly the same name in the same country, is in the registry. \"candidates\" lists it. Change that one instead, or send \"allow_duplicate\": true if it really is another organisation."
    /// There was a member once.
    Gone = 410 "gone", "Gone":
        "This member was published once and is not any more, or was purged. Remove it from your copy."
    /// What a copy goes on from is no part of the directory's past.
    HistoryGone = 410 "history-gone", "Start again":
        "What was given as \"since\" is not part of this directory's past: a backup was restored, or it is of another directory. Read /v1/changes from the beginning (without \"since\", page by page with \"next\"), put what you get in the place of your copy when there is no more, and go on from the last \"next\". Until then your old copy is the best that you have."
    /// The record has changed since it was read.
    Stale = 412 "stale", "Changed in the meantime":
        "The record has changed since you read it. \"current\" holds it as it is now, and the header \"ETag\" its tag: look at what changed, and send your change again with that tag in \"If-Match\". Nothing was changed."
    /// The body is too long.
    BodyTooLarge = 413 "body-too-large", "Body too large":
        "The body is longer than this address takes. The detail says how long it may be."
    /// The address is too long.
    UrlTooLong = 414 "url-too-long", "Address too long":
        "The address has more than 8192 bytes. Ask for fewer values at a time."
    /// The body is of another media type.
    UnsupportedMediaType = 415 "unsupported-media-type", "Unsupported media type":
        "The body is of a media type or compression that this address does not take. Send JSON with \"Content-Type: application/json\"; a merge patch may also say application/merge-patch+json."
    /// The body has mistakes.
    InvalidBody = 422 "invalid-body", "Invalid body":
        "The body is JSON and has mistakes. \"errors\" names every one of them by its JSON pointer (RFC 6901) and says what would be right. Nothing was changed."
    /// A place's name stands for no one place.
    UnclearPlace = 422 "unclear-place", "Place unknown or ambiguous":
        "The name in \"near\" stands for no town that is known, or for several cities in which members have published places. \"candidates\" lists those that may be meant: send the text \"near\" of one of them as it stands. A point does too: near=51.05,3.72, latitude first."
    /// An idempotency key was used for something else.
    IdempotencyKeyReused = 422 "idempotency-key-reused", "Idempotency-Key used for something else":
        "The same \"Idempotency-Key\" was sent within 24 hours with another request. Give every new request a new one, such as a UUID."
    /// The request does not say which state of the record it is about.
    PreconditionRequired = 428 "precondition-required", "If-Match needed":
        "A change must say which state of the record it is about, so that nobody's change is overwritten. Read the record, and send its \"ETag\" in the header \"If-Match\"."
    /// Somebody asks too often.
    TooManyRequests = 429 "too-many-requests", "Too many requests":
        "More requests came from you than one client may send. Wait for the seconds in \"Retry-After\" and go on more slowly; \"RateLimit-Policy\" says how many are taken within how many seconds. Who needs more asks for a key of the role \"partner\" and sends it with every request, public ones too: it may ask ten times as often. A copy of the whole directory needs few requests: see /v1/changes."
    /// A fault of the server.
    InternalError = 500 "internal-error", "Internal error":
        "The server failed. It is not your mistake. Tell the operator the request's id, which stands in \"instance\" and in the header X-Request-Id."
    /// The database was lost while a change was committed.
    Unconfirmed = 503 "unconfirmed", "Not known whether it was done":
        "The connection to the database was lost before it confirmed the change, so it may have been made or not. With an \"Idempotency-Key\", send the same request with the same key again: it is done once, and you get its answer. Without one, look whether the change is there before you send it again."
    /// Something that the server needs is away.
    Unavailable = 503 "unavailable", "Unavailable":
        "Something that the server needs is away for the moment. Try again after the time in the header \"Retry-After\"."
}

impl Kind {
    /// How it is described.
    pub fn description(self) -> &'static Description {
        &KINDS[self as usize]
    }

    /// Its status code.
    pub fn status(self) -> StatusCode {
        StatusCode::from_u16(self.description().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The kind for an error that the HTTP library made.
    pub fn for_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 => Self::Unauthorized,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            406 => Self::NotAcceptable,
            408 => Self::Timeout,
            409 => Self::Conflict,
            410 => Self::Gone,
            412 => Self::Stale,
            413 => Self::BodyTooLarge,
            414 => Self::UrlTooLong,
            415 => Self::UnsupportedMediaType,
            429 => Self::TooManyRequests,
            503 => Self::Unavailable,
            400..500 => Self::BadRequest,
            _ => Self::InternalError,
        }
    }
}
