//! `/v1/feed.atom`: who is new in the directory and who is no longer listed, for feed readers.

use actix_web::{HttpRequest, HttpResponse, get, web};

use super::vocabularies::LangParameter;
use crate::{
    answer::Answer,
    formats::{atom, newsletter::Writer},
    negotiation,
    parameters::Parameters,
    problem::Problem,
    state::State,
};

const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";

/// Lists who is new and who is no longer listed, as an Atom feed.
///
/// The 50 latest changes, the newest first (RFC 4287). What one change did to many members is one
/// entry. It is not told why somebody is no longer listed, nor of what was taken back within a day.
#[utoipa::path(
    operation_id = "getFeed",
    tag = "News",
    params(LangParameter),
    responses((status = 200, description = "The feed", body = String, content_type = "application/atom+xml")),
)]
#[get("/v1/feed.atom")]
pub async fn get_feed(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    let asked = LangParameter::read(&request)?;
    let lang = negotiation::language(&request, asked.lang);
    negotiation::only(&request, MEDIA_TYPE)?;
    let snapshot = state.directory.current();
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: Some(lang.into()),
        media_type: MEDIA_TYPE,
        passing: None,
    };
    state.answers.give(&answer, |out| {
        let writer = Writer {
            snapshot: &snapshot,
            lang,
            public_url: state.directory.public_url(),
        };
        out.extend_from_slice(atom::write(writer).as_bytes());
        Ok([])
    })
}
