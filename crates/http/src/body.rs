//! Bodies of requests: how much of one is read, how long it may take, and what it may be.

use std::time::Duration;

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header,
    web::{self, Bytes},
};

use super::problem::{Kind, Problem};

/// How long a body may take to arrive.
const SLOWEST: Duration = Duration::from_secs(30);

/// Reads a body of `longest` bytes at most.
pub async fn read(
    request: &HttpRequest,
    payload: &mut Payload,
    longest: usize,
) -> Result<Bytes, Problem> {
    let too_large = || {
        Problem::new(
            Kind::BodyTooLarge,
            format!("The body may have {longest} bytes at most."),
        )
    };
    let broken = |_| Problem::new(Kind::BadRequest, "The body could not be read to its end.");
    let declared = text(request, header::CONTENT_LENGTH).parse::<usize>();
    if declared.is_ok_and(|length| length > longest) {
        return Err(too_large());
    }
    let payload = web::Payload::from_request(request, payload)
        .await
        .map_err(broken)?;
    match tokio::time::timeout(SLOWEST, payload.to_bytes_limited(longest)).await {
        Ok(Ok(body)) => body.map_err(broken),
        Ok(Err(_)) => Err(too_large()),
        Err(_) => Err(Problem::new(
            Kind::Timeout,
            format!(
                "The body did not arrive within {} seconds. Nothing was changed.",
                SLOWEST.as_secs()
            ),
        )),
    }
}

/// Refuses a body that is compressed, or of none of the media types that are taken, the usual one
/// first.
pub fn require_type(request: &HttpRequest, taken: &[&str]) -> Result<(), Problem> {
    let encoding = text(request, header::CONTENT_ENCODING);
    let content_type = text(request, header::CONTENT_TYPE);
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    let usual = taken.first().copied().unwrap_or_default();
    let detail = match (encoding.as_str(), media_type) {
        ("" | "identity", media_type) if taken.contains(&media_type) => return Ok(()),
        ("" | "identity", "") => format!("Say what the body is: \"Content-Type: {usual}\"."),
        ("" | "identity", other) => {
            format!("The body is \"{other}\"; this address takes {usual}.")
        }
        (encoding, _) => format!("The body is compressed (\"{encoding}\"); send it as it is."),
    };
    Err(Problem::new(Kind::UnsupportedMediaType, detail))
}

fn text(request: &HttpRequest, name: header::HeaderName) -> String {
    let value = request.headers().get(name);
    let value = value.and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_ascii_lowercase()
}
