//! Public texts that tell what is hidden: each with where it stands and what it tells, to be mended,
//! hidden at once, or kept as it is.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;

use crate::{
    api::{Api, Fault, part},
    form::Form,
    frame::{self, Frame},
    session::Visitor,
    words::Words,
};
use http::problem::Problem;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/exposures").route(web::get().to(show)));
    config.service(web::resource("/exposures/{id}/keep").route(web::post().to(keep)));
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Exposure>,
    total: usize,
}

/// A public text that tells something hidden.
#[derive(Deserialize)]
struct Exposure {
    id: String,
    pointer: String,
    text: String,
    tells: String,
    about: About,
    member: Named,
    secret_of: Named,
}

/// What is hidden.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum About {
    Location {
        kind: String,
        city: String,
        visibility: String,
    },
    Contact {},
}

#[derive(Deserialize)]
struct Named {
    slug: String,
    name: String,
}

impl Named {
    fn path(&self) -> String {
        format!("/members/{}", part(&self.slug))
    }
}

/// The same with what can be hidden at once.
struct Shown {
    exposure: Exposure,
    /// The public place that tells it; nothing where another part of the entry does.
    place: Option<String>,
}

impl Shown {
    /// Where the place, or else the whole entry, is hidden.
    fn hide_path(&self) -> String {
        let member = self.exposure.member.path();
        match &self.place {
            Some(place) => format!("{member}/places/{}/hide", part(place)),
            None => format!("{member}/hide"),
        }
    }

    fn keep_path(&self) -> String {
        format!("/exposures/{}/keep", part(&self.exposure.id))
    }

    fn tells(&self) -> String {
        format!("console-exposure-tells-{}", self.exposure.tells)
    }
}

#[derive(Template)]
#[template(path = "exposures.html")]
struct Exposures {
    frame: Frame,
    words: Words,
    exposures: Vec<Shown>,
    total: usize,
    mistakes: Vec<String>,
}

impl Exposures {
    /// Where the text stands in the entry.
    fn place(&self, shown: &Shown) -> String {
        self.words.field(&shown.exposure.pointer)
    }
}

/// How many are shown at a time.
const SHOWN: usize = 20;

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, None).await?)
}

async fn screen(visitor: &Visitor, refused: Option<Fault>) -> Result<HttpResponse, Problem> {
    let api = visitor.api().await?;
    let path = format!("/exposures?limit={SHOWN}");
    let page: Page = api.get(&path).await?.read()?;
    let mut exposures = Vec::with_capacity(page.data.len());
    for exposure in page.data {
        exposures.push(Shown {
            place: place_of(api, &exposure).await?,
            exposure,
        });
    }
    let title = visitor.texts().say("console-exposures");
    let mistakes = refused.map_or_else(Vec::new, Fault::told);
    let screen = Exposures {
        frame: Frame::of(visitor, "today", title),
        words: Words::of(visitor),
        exposures,
        total: page.total,
        mistakes,
    };
    frame::give(frame::status(&screen.mistakes), &screen)
}

/// The place that an exposure stands in.
async fn place_of(api: Api<'_>, exposure: &Exposure) -> Result<Option<String>, Problem> {
    let Some(rest) = exposure.pointer.strip_prefix("/locations/") else {
        return Ok(None);
    };
    let number = rest.split('/').next().unwrap_or_default();
    let record = api.get(&exposure.member.path()).await?.body;
    let place = record.pointer(&format!("/locations/{number}/id"));
    Ok(place.and_then(|id| id.as_str()).map(str::to_owned))
}

/// Takes an officer's word that a text may tell what it tells.
async fn keep(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let path = format!("/exposures/{}/accept", part(&path.into_inner()));
    let api = form.visitor.api().await?;
    match api.change(Method::POST, &path, None, None).await? {
        Ok(_) => Ok(form.visitor.done("/exposures", "kept")),
        // Somebody mended or kept it meanwhile: what is left is shown.
        Err(fault) if fault.status == StatusCode::NOT_FOUND.as_u16() => {
            Ok(form.visitor.leads("/exposures"))
        }
        Err(fault) => Ok(screen(&form.visitor, Some(fault)).await?),
    }
}
