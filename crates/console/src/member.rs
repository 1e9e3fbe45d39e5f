//! One member: a form on one side, what strangers see on the other; its places with what is shown of
//! each, its people and notes, its membership, and its history.

mod changes;
pub mod parts;
mod preview;

use actix_web::{Error, HttpResponse, http::StatusCode, web};
use askama::Template;
use serde::Deserialize;
use serde_json::Value;

use crate::{
    api::{Answer, Fault, part},
    form::{Fields, Form},
    frame::{self, Frame},
    history::{self, Act},
    member_form::{self, Input, MEMBER},
    script,
    session::Visitor,
    words::Words,
};
use http::problem::Problem;
use network::Timestamp;
use pages::address::Address;
use parts::{Part, PartForm};
use preview::Seen;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/members/{member}")
            .route(web::get().to(show))
            .route(web::post().to(changes::save)),
    );
    config
        .configure(preview::configure)
        .configure(changes::configure)
        .configure(parts::configure);
}

#[derive(Deserialize)]
struct Steps {
    allowed_moves: Vec<String>,
}

#[derive(Template)]
#[template(path = "member.html")]
struct MemberScreen {
    frame: Frame,
    slug: String,
    etag: String,
    /// The books' revision when the record was read.
    revision: i64,
    status: String,
    verified_at: Option<Timestamp>,
    is_withdrawn: bool,
    is_admin: bool,
    inputs: Vec<Input>,
    places: Vec<PartForm>,
    offers: Vec<PartForm>,
    people: Vec<PartForm>,
    notes: Vec<PartForm>,
    /// What is wrong that no field says.
    mistakes: Vec<String>,
    seen: Seen,
    moves: Vec<String>,
    acts: Vec<Act>,
    back: String,
}

impl MemberScreen {
    fn at(&self, path: &str) -> Address {
        self.frame
            .at(&format!("/members/{}{path}", part(&self.slug)))
    }

    /// Where the form of a part goes; `what` says what is done to it.
    fn part_at(&self, kind: Part, form: &PartForm, what: &str) -> Address {
        let id = form.id.as_ref().map(|id| format!("/{}", part(id)));
        let id = id.unwrap_or_default();
        self.at(&format!("/{}{id}{what}", kind.name()))
    }

    /// All that was done to it.
    fn history(&self) -> Address {
        self.frame.at("/history").with("member", &self.slug)
    }

    /// The member's public page.
    fn page(&self) -> String {
        format!("/members/{}", self.slug)
    }

    /// What stands beside a place: how much of it is shown.
    fn sign(&self, place: &PartForm) -> String {
        format!("console-visibility-{}", place.visibility)
    }

    fn script(&self) -> Address {
        script::address(&self.frame)
    }

    fn status_text(&self) -> String {
        format!("console-status-{}", self.status)
    }

    fn step_text(&self, step: &str) -> String {
        format!("console-step-{step}")
    }
}

/// The form of the member itself, as refusals name it.
const MEMBER_FORM: &str = "";

/// What is no form with fields: the record is shown as it is.
pub const NO_FORM: &str = "-";

/// What was refused: which form, what was typed, and why.
pub struct Refused<'a> {
    form: &'a str,
    given: &'a Fields,
    fault: Fault,
}

async fn screen(
    visitor: &Visitor,
    member: &str,
    refused: Option<Refused<'_>>,
) -> Result<HttpResponse, Problem> {
    let api = visitor.api().await?;
    let texts = visitor.texts();
    let path = format!("/members/{}", part(member));
    let Answer { body: record, etag } = api.get(&path).await?;
    let slug = record["slug"].as_str().unwrap_or(member).to_owned();
    let steps: Steps = api
        .get(&format!("{path}/membership-events"))
        .await?
        .read()?;
    let of_member = refused
        .as_ref()
        .filter(|refused| refused.form == MEMBER_FORM)
        .map(|refused| (refused.given, &refused.fault));
    let inputs = member_form::inputs(texts, &MEMBER, &record, of_member);
    let words = Words::of(visitor);
    let [places, offers, people, notes] = [Part::Place, Part::Offer, Part::Person, Part::Note]
        .map(|kind| parts::forms(&words, kind, &record, refused.as_ref()));
    let mistakes = refused.as_ref().map_or_else(Vec::new, |refused| {
        let parts = [&places, &offers, &people, &notes].into_iter().flatten();
        let of_parts = parts.flat_map(|part| &part.inputs);
        member_form::unsaid(&refused.fault, inputs.iter().chain(of_parts))
    });
    let status = match &refused {
        Some(refused) => StatusCode::from_u16(refused.fault.status),
        None => Ok(StatusCode::OK),
    };
    let name = record["name"].as_str().unwrap_or_default().to_owned();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    frame::give(
        status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY),
        &MemberScreen {
            frame: Frame::of(visitor, "members", name),
            etag,
            revision: record["revision"].as_i64().unwrap_or_default(),
            status: text(&record["membership"]["status"]),
            verified_at: serde_json::from_value(record["verified_at"].clone()).ok(),
            is_withdrawn: !record["withdrawn_at"].is_null(),
            is_admin: visitor.is_admin(),
            inputs,
            places,
            offers,
            people,
            notes,
            mistakes,
            seen: preview::now(visitor, &path).await?,
            moves: steps.allowed_moves,
            acts: history::of_member(visitor, &slug).await?,
            back: format!("/members/{slug}"),
            slug,
        },
    )
}

async fn show(visitor: Visitor, path: web::Path<String>) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, &path.into_inner(), None).await?)
}

/// Leads to a member, saying what was done and how it is taken back.
pub fn done(visitor: &Visitor, member: &str, what: &str, record: &Value) -> HttpResponse {
    let slug = record["slug"].as_str().unwrap_or(member);
    let path = format!("/members/{}", part(slug));
    visitor.undoable(&path, what, record["revision"].as_i64())
}

/// The record as it stood when a form was made; nothing where the books do not know that any more.
async fn as_it_was(form: &Form, at: &str) -> Result<Option<Value>, Problem> {
    let revision = part(form.fields.get("revision"));
    let api = form.visitor.api().await?;
    let path = format!("{at}?as_of={revision}");
    let answer = api.change(actix_web::http::Method::GET, &path, None, None);
    Ok(answer.await?.ok().map(|answer| answer.body))
}

/// The member again, with why something was not done.
pub async fn again(
    form: &Form,
    member: &str,
    name: &str,
    fault: Fault,
) -> Result<HttpResponse, Problem> {
    let refused = Refused {
        form: name,
        given: &form.fields,
        fault,
    };
    screen(&form.visitor, member, Some(refused)).await
}
