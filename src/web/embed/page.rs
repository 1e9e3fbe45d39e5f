//! What the pages of the list have in common: their answers and what protects them.

use std::sync::OnceLock;

use actix_web::{
    HttpResponse,
    http::header::{self, HeaderValue},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use xxhash_rust::xxh3::xxh3_64;

use super::words;
use crate::http::{
    answer::{Answer, Answers, CompressedBodies},
    problem::Problem,
};

/// The pages' media type.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// How much compressed pages may take, in bytes.
const COMPRESSED_CACHE: u64 = 4_000_000;

/// What the pages are made of: a change of it makes other pages.
const MADE_OF: [&str; 6] = [
    include_str!("../templates/embed/frame.html"),
    include_str!("../templates/embed/configure.html"),
    include_str!("../templates/embed/select.html"),
    include_str!("assets/list.css"),
    include_str!("assets/frame.css"),
    include_str!("assets/configure.css"),
];

static ANSWERS: OnceLock<Answers> = OnceLock::new();

/// Gives a page, made by `body` where the browser does not have it already.
pub(super) fn give(
    answer: &Answer<'_>,
    public_url: &str,
    policy: &HeaderValue,
    body: impl FnOnce() -> Result<String, Problem>,
) -> Result<HttpResponse, Problem> {
    let answers = ANSWERS.get_or_init(|| {
        let made_of = [&MADE_OF.concat(), public_url, &words::table().to_string()].concat();
        Answers::new(
            CompressedBodies::new(COMPRESSED_CACHE),
            xxh3_64(made_of.as_bytes()),
        )
    });
    let mut response = answers.give(answer, |out| {
        out.extend_from_slice(body()?.as_bytes());
        Ok([])
    })?;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    Ok(response)
}

/// The policy of a page with this style: its own scripts, this style, and what `more` allows.
pub(super) fn policy(style: &str, more: &str) -> HeaderValue {
    let digest = STANDARD.encode(Sha256::digest(style.as_bytes()));
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'sha256-{digest}'; form-action 'self'; \
         base-uri 'none'; {more}"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
