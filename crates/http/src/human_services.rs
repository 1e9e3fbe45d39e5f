//! The Human Services Data Specification 3 as an API: what its lists are asked ([`asked`]), what
//! they find ([`finding`]), and how records are written ([`records`]). The records themselves are
//! made by the crate `hsds`, for the packages of exports too.

pub mod asked;
mod finding;
pub mod page;
pub mod records;
pub mod subject;

use std::sync::Arc;

use crate::{
    answer::{Answer, Begun},
    formats::file::Head,
    negotiation,
    parameters::{Parameters, Query},
    problem::Problem,
    state::State,
};
use actix_web::{HttpRequest, HttpResponse};
use asked::{Asked, HsdsFormat};
use hsds::Depth;
use page::Envelope;
use records::{Records, Written};
use subject::Subject;

/// Answers a request for a list; `P` are the parameters that it takes.
pub fn list<P: Parameters + Into<Asked>>(
    subject: Subject,
    request: &HttpRequest,
    state: &State,
) -> Result<HttpResponse, Problem> {
    let snapshot = Arc::clone(&state.directory.current());
    let (mut query, asked) = Query::begin::<P>(request.query_string());
    let mut asked: Asked = asked.into();
    let terms = finding::Terms::named(&asked, &snapshot, &mut query);
    let near = finding::Surroundings::named(&asked, &snapshot, &mut query);
    query.finish()?;
    let format = asked.format(request)?;
    let answer = Answer {
        request,
        snapshot: &snapshot,
        lang: None,
        media_type: format.media_type(),
        passing: None,
    };
    let find = || {
        let numbers = finding::find(subject, &asked, &terms, near.as_ref(), &snapshot);
        let (envelope, numbers) = Envelope::of(&numbers, asked.page, asked.page_size());
        let records = Records {
            snapshot: Arc::clone(&snapshot),
            subject,
            depth: asked.depth,
            numbers,
        };
        (envelope, records)
    };
    if format == HsdsFormat::Json {
        return state.answers.give(&answer, |out| {
            let (envelope, records) = find();
            envelope
                .write(out, &records)
                .map_err(|error| Problem::internal(&error))?;
            Ok([])
        });
    }
    let encoding = negotiation::encoding(request);
    let response = match state.answers.begin(&answer, encoding) {
        Begun::Known(response) => return Ok(response),
        Begun::Wanted(response, _) => response,
    };
    let head = Head {
        file: format!("{}.{format}", subject.name()),
        is_file: true,
        encoding,
        is_whole: asked.page_size().is_none(),
    };
    head.give_pieces(request, state, response, || {
        let (_, records) = find();
        Ok(Written { records, format })
    })
}

/// Answers a request for one thing with all that it has.
pub fn one(
    subject: Subject,
    id: &str,
    depth: Depth,
    request: &HttpRequest,
    state: &State,
) -> Result<HttpResponse, Problem> {
    negotiation::only(request, HsdsFormat::Json.media_type())?;
    let snapshot = Arc::clone(&state.directory.current());
    let number = finding::one(subject, id, &snapshot)?;
    let answer = Answer {
        request,
        snapshot: &snapshot,
        lang: None,
        media_type: HsdsFormat::Json.media_type(),
        passing: None,
    };
    state.answers.give(&answer, |out| {
        let records = Records {
            snapshot: Arc::clone(&snapshot),
            subject,
            depth,
            numbers: vec![number],
        };
        records
            .write(out, number)
            .map_err(|error| Problem::internal(&error))?;
        Ok([])
    })
}
