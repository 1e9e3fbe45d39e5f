//! No more mail: the page that a link in every mail leads to, and what mail programs ask by themselves
//! (RFC 8058). A click changes nothing, for programs that scan mail click too.

use actix_web::{Error, HttpRequest, HttpResponse, http::StatusCode, web};
use askama::Template;

use crate::{
    desk::{ask, own},
    frame::{self, Frame},
};
use http::{
    paths::OWN,
    problem::{Kind, Problem},
};
use network::MailId;
use pages::address::Address;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource(format!("{OWN}/stop/{{mail}}"))
            .route(web::get().to(show))
            .route(web::post().to(stop)),
    );
}

#[derive(Template)]
#[template(path = "stop.html")]
struct Stop {
    frame: Frame,
    action: Address,
    is_done: bool,
}

/// The mail that an address names.
fn named(mail: &str) -> Result<MailId, Problem> {
    mail.parse()
        .map_err(|_| Problem::new(Kind::NotFound, "There is no such mail."))
}

fn page(request: &HttpRequest, mail: MailId, is_done: bool) -> Result<HttpResponse, Error> {
    let own = own(request)?;
    let texts = frame::reader(request, &own);
    let frame = Frame::new(request, &own, texts, texts.say("own-stop"));
    let action = frame.at(&frame::path("stop", &format!("/{mail}")));
    Ok(frame::give(
        StatusCode::OK,
        &Stop {
            frame,
            action,
            is_done,
        },
    )?)
}

async fn show(request: HttpRequest, mail: web::Path<String>) -> Result<HttpResponse, Error> {
    page(&request, named(&mail)?, false)
}

async fn stop(request: HttpRequest, mail: web::Path<String>) -> Result<HttpResponse, Error> {
    let own = own(&request)?;
    frame::admit(&request, |crowd| crowd.admit_key(&request, &mail))?;
    let mail = named(&mail)?;
    ask(&own, move |desk| desk.decline(mail)).await?;
    page(&request, mail, true)
}
