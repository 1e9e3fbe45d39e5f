//! How the pages of the network look: its colour and its logo.

use actix_web::{Error, HttpResponse, http::Method, web};
use askama::Template;
use serde_json::{Map, Value, json};

use crate::{
    api::{Answer, Fault},
    form::Form,
    frame::{self, Frame},
    imports::upload::Upload,
    session::Visitor,
};
use http::problem::Problem;
use network::{LARGEST_LOGO, Logo};
use pages::address::Address;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/looks").route(web::get().to(show)));
    config.service(web::resource("/looks/color").route(web::post().to(color)));
    config.service(web::resource("/looks/logo").route(web::post().to(logo)));
    config.service(web::resource("/looks/no-logo").route(web::post().to(no_logo)));
}

/// Where the profile is that has the looks, below the registry's path.
const PROFILE: &str = "/network";

/// The colour that the pages have where no other is said: it stands for none.
const USUAL: &str = "#0f5c5c";

#[derive(Template)]
#[template(path = "looks.html")]
struct Looks {
    frame: Frame,
    color: String,
    is_usual: bool,
    logo: Option<Address>,
    size: (u32, u32),
    mistakes: Vec<String>,
}

async fn screen(
    visitor: &Visitor,
    typed: Option<&str>,
    fault: Option<Fault>,
) -> Result<HttpResponse, Problem> {
    let profile = visitor.api().await?.get(PROFILE).await?.body;
    let title = visitor.texts().say("console-looks");
    let frame = Frame::of(visitor, "network", title);
    let directory = visitor.directory().current();
    let logo = directory.looks.logo.as_ref();
    let color = typed.or(profile["accent_color"].as_str());
    let screen = Looks {
        color: color.unwrap_or(USUAL).to_owned(),
        is_usual: profile["accent_color"].is_null(),
        logo: logo.map(|logo| frame.outside(&logo.file.path)),
        size: logo.map_or((1, 1), |logo| logo.size),
        mistakes: fault.map_or_else(Vec::new, Fault::told),
        frame,
    };
    frame::give(frame::status(&screen.mistakes), &screen)
}

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, None, None).await?)
}

/// Changes the looks as they are now; nobody else's change of the profile is lost, for nothing else of
/// it is said.
async fn change(visitor: &Visitor, name: &str, value: Value) -> Result<Result<(), Fault>, Problem> {
    let api = visitor.api().await?;
    let Answer { etag, .. } = api.get(PROFILE).await?;
    let patch = Value::from(Map::from_iter([(name.to_owned(), value)]));
    let changed = api.change(Method::PATCH, PROFILE, Some(&patch), Some(&etag));
    Ok(changed.await?.map(|_| ()))
}

async fn color(form: Form) -> Result<HttpResponse, Error> {
    let typed = form.fields.get("color");
    let value = match form.fields.has("usual") || typed.eq_ignore_ascii_case(USUAL) {
        true => Value::Null,
        false => json!(typed),
    };
    match change(&form.visitor, "accent_color", value).await? {
        Ok(()) => Ok(form.visitor.done("/looks", "saved")),
        Err(fault) => Ok(screen(&form.visitor, Some(typed), Some(fault)).await?),
    }
}

async fn logo(upload: Upload) -> Result<HttpResponse, Error> {
    let (visitor, file) = upload.file(LARGEST_LOGO + 1).await?;
    let logo = Logo::of_file(&file).map_err(|invalid| Fault {
        detail: invalid.message,
        ..Fault::default()
    });
    let changed = match logo {
        Ok(logo) => change(&visitor, "logo", json!(logo)).await?,
        Err(fault) => Err(fault),
    };
    match changed {
        Ok(()) => Ok(visitor.done("/looks", "saved")),
        Err(fault) => Ok(screen(&visitor, None, Some(fault)).await?),
    }
}

async fn no_logo(form: Form) -> Result<HttpResponse, Error> {
    match change(&form.visitor, "logo", Value::Null).await? {
        Ok(()) => Ok(form.visitor.done("/looks", "saved")),
        Err(fault) => Ok(screen(&form.visitor, None, Some(fault)).await?),
    }
}
