//! Signing in by a link, and signing out. An opened link asks for a click, because programs that scan
//! mail open links too.

use std::sync::Arc;

use actix_web::{
    Error, HttpRequest, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;

use crate::{
    account,
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
    /// Why an attempt to sign in came to nothing; empty where it is none.
    refusal: String,
    /// Where one signs in with an account instead, where that can be done.
    account: Option<Address>,
}

/// The texts for somebody who is not signed in.
pub fn texts(request: &HttpRequest) -> Texts {
    Texts(negotiation::reader::<Lang>(request, None).lang)
}

/// The screen before anybody is signed in: with a link that was opened, or with why an attempt came to
/// nothing.
pub fn screen(
    request: &HttpRequest,
    link: &str,
    refusal: Option<(StatusCode, String)>,
) -> Result<HttpResponse, Problem> {
    let console = session::console(request)?;
    let texts = texts(request);
    let title = texts.say("console-sign-in");
    let network = &console.directory.current().network;
    let public_url = console.directory.public_url();
    let (status, refusal) = refusal.unwrap_or((StatusCode::OK, String::new()));
    let frame = Frame::new(texts, public_url, network, "sign-in", title);
    let account = console.door.provider().map(|_| frame.at(account::PATH));
    frame::give(
        status,
        &SignIn {
            frame,
            link: link.to_owned(),
            refusal,
            account,
        },
    )
}

async fn show(request: HttpRequest) -> Result<HttpResponse, Error> {
    let console = session::console(&request)?;
    let public_url = console.directory.public_url();
    let address = Address::read(public_url, request.path(), request.query_string());
    let link = address.get("link").unwrap_or_default();
    Ok(screen(&request, link, None)?)
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
        let told = texts(&request).say("console-link-refused");
        return Ok(screen(&request, "", Some((StatusCode::FORBIDDEN, told)))?);
    };
    let public_url = console.directory.public_url();
    let mut response = session::see_other(public_url, CONSOLE);
    session::keep(&mut response, &session::cookie(public_url, key))?;
    Ok(response)
}

async fn sign_out(form: Form) -> Result<HttpResponse, Error> {
    let visitor = &form.visitor;
    let api = visitor.api().await?;
    let ended = api.change(Method::DELETE, "/key", None, None).await?;
    ended.map_err(|fault| fault.problem())?;
    let public_url = visitor.directory().public_url();
    let mut response = session::see_other(public_url, &format!("{CONSOLE}/sign-in"));
    session::keep(&mut response, &session::no_cookie(public_url))?;
    Ok(response)
}
