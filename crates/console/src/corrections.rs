//! What members proposed for their own entries: what was, what is proposed, what is now.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    api::{Fault, part},
    ask::{Outcome, Wanted},
    form::Form,
    frame::{self, Frame},
    session::Visitor,
    words::{FieldChange, Words},
};
use http::problem::Problem;
use network::Timestamp;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/corrections").route(web::get().to(show)));
    config.service(web::resource("/corrections/{id}/accept").route(web::post().to(accept)));
    config.service(web::resource("/corrections/{id}/refuse").route(web::post().to(refuse)));
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Correction>,
}

/// A proposal with how the entry stands now.
#[derive(Deserialize)]
struct Correction {
    id: String,
    filed_at: Timestamp,
    message: Option<String>,
    changes: Vec<FieldChange>,
    standing: Vec<Standing>,
    member: Named,
    /// The state in which it was read.
    etag: String,
}

/// How it stands now.
#[derive(Deserialize)]
struct Standing {
    current: Value,
    moved_on: bool,
}

impl Correction {
    /// The fields that are to change, with how they stand.
    fn fields(&self) -> impl Iterator<Item = (&FieldChange, &Standing)> {
        self.changes.iter().zip(&self.standing)
    }
}

#[derive(Deserialize)]
struct Named {
    slug: String,
    name: String,
}

#[derive(Template)]
#[template(path = "corrections.html")]
struct Corrections {
    frame: Frame,
    words: Words,
    corrections: Vec<Correction>,
    /// Why something was not done.
    mistakes: Vec<String>,
}

impl Corrections {
    fn path(&self, correction: &Correction) -> String {
        format!("/members/{}", part(&correction.member.slug))
    }

    fn decide(&self, correction: &Correction, how: &str) -> String {
        format!("/corrections/{}/{how}", part(&correction.id))
    }
}

/// How many are shown at a time.
const SHOWN: usize = 20;

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, None).await?)
}

async fn screen(visitor: &Visitor, refused: Option<Fault>) -> Result<HttpResponse, Problem> {
    let api = visitor.api().await?;
    let path = format!("/proposals?status=open&limit={SHOWN}");
    let page: Page = api.get(&path).await?.read()?;
    let title = visitor.texts().say("console-corrections");
    let frame = Frame::of(visitor, "corrections", title);
    let (status, mistakes) = match refused {
        None => (StatusCode::OK, Vec::new()),
        Some(fault) => (
            StatusCode::from_u16(fault.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY),
            fault.told(),
        ),
    };
    frame::give(
        status,
        &Corrections {
            frame,
            words: Words::of(visitor),
            corrections: page.data,
            mistakes,
        },
    )
}

async fn accept(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = part(&path.into_inner());
    let wanted = Wanted {
        method: Method::POST,
        path: &format!("/proposals/{id}/accept"),
        body: json!({ "fields": form.fields.all("field") }),
        expected: Some(form.fields.get("etag")),
        screen: "corrections",
        action: &format!("/corrections/{id}/accept"),
        back: "/corrections",
    };
    match form.change(wanted).await? {
        Outcome::Done(_) => Ok(form.visitor.done("/corrections", "accepted")),
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) => Ok(screen(&form.visitor, Some(fault)).await?),
    }
}

async fn refuse(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let (visitor, fields) = (&form.visitor, &form.fields);
    let body = json!({ "reason": fields.get("reason") });
    let path = format!("/proposals/{}/refuse", part(&path.into_inner()));
    let etag = fields.get("etag");
    let api = visitor.api().await?;
    let refused = api.change(Method::POST, &path, Some(&body), Some(etag));
    if let Err(fault) = refused.await? {
        return Ok(screen(visitor, Some(fault)).await?);
    }
    Ok(visitor.done("/corrections", "refused"))
}
