//! Signing in by a link, and signing out. An opened link asks for a click, because programs that scan
//! mail open links too.

use std::sync::Arc;

use actix_web::{
    Error, HttpRequest, HttpResponse,
    http::{Method, StatusCode, header},
    web,
};
use askama::Template;

use crate::{
    form::{self, Form},
    frame::{self, Frame},
    session,
};
use http::{State, negotiation, paths::CONSOLE, problem::Problem};
use network::Lang;
use pages::address::Address;
use translations::Texts;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/sign-in")
            .route(web::get().to(show))
            .route(web::post().to(sign_in)),
    );
    config.service(web::resource("/sign-out").route(web::post().to(sign_out)));
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    frame: Frame,
    /// The link that was opened; empty where none was.
    link: String,
    /// Whether a link was tried that opens nothing.
    is_refused: bool,
}

fn screen(request: &HttpRequest, link: &str, is_refused: bool) -> Result<HttpResponse, Problem> {
    let console = session::console(request)?;
    let lang = negotiation::reader::<Lang>(request, None).lang;
    let texts = Texts(lang);
    let title = texts.say("console-sign-in");
    let network = &console.directory.current().network;
    let public_url = console.directory.public_url();
    let status = match is_refused {
        true => StatusCode::FORBIDDEN,
        false => StatusCode::OK,
    };
    frame::give(
        status,
        &SignIn {
            frame: Frame::new(texts, public_url, network, "sign-in", title),
            link: link.to_owned(),
            is_refused,
        },
    )
}

async fn show(request: HttpRequest) -> Result<HttpResponse, Error> {
    let console = session::console(&request)?;
    let public_url = console.directory.public_url();
    let address = Address::read(public_url, request.path(), request.query_string());
    Ok(screen(
        &request,
        address.get("link").unwrap_or_default(),
        false,
    )?)
}

async fn sign_in(request: HttpRequest, payload: web::Payload) -> Result<HttpResponse, Error> {
    let console = session::console(&request)?;
    let fields = form::read(&request, &mut payload.into_inner()).await?;
    let link = fields.get("link").to_owned();
    if let Some(state) = request.app_data::<web::Data<State>>() {
        state.crowd.admit_key(&request, &link)?;
    }
    let (door, tried) = (Arc::clone(&console.door), link.clone());
    let found = web::block(move || door.sign_in(&tried)).await;
    let found = found.map_err(|error| Problem::internal(&error))??;
    let Some(key) = found else {
        console.door.refused(&link);
        return Ok(screen(&request, "", true)?);
    };
    let public_url = console.directory.public_url();
    let mut response = session::see_other(public_url, CONSOLE);
    let cookie = session::cookie(public_url, key).to_string();
    let cookie = header::HeaderValue::try_from(cookie);
    let cookie = cookie.map_err(|error| Problem::internal(&error))?;
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

async fn sign_out(form: Form) -> Result<HttpResponse, Error> {
    let visitor = &form.visitor;
    let api = visitor.api().await?;
    let ended = api.change(Method::DELETE, "/key", None, None).await?;
    ended.map_err(|fault| fault.problem())?;
    let public_url = visitor.directory().public_url();
    let mut response = session::see_other(public_url, &format!("{CONSOLE}/sign-in"));
    let cookie = header::HeaderValue::try_from(session::no_cookie(public_url).to_string());
    let cookie = cookie.map_err(|error| Problem::internal(&error))?;
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}
