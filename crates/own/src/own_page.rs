//! A member's own page: what strangers see, and what its holder can say to it.

use actix_web::{Error, HttpRequest, HttpResponse, http::StatusCode, web};
use askama::Template;

use crate::{
    desk::{Fault, Own, Visit, ask, own},
    frame::{self, Frame},
    view::View,
};
use http::{paths::OWN, problem::Problem};
use pages::address::Address;
use translations::{Texts, date};

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource(format!("{OWN}/{{link}}")).route(web::get().to(show)));
    config.service(web::resource(format!("{OWN}/{{link}}/confirm")).route(web::post().to(confirm)));
}

/// What may just have been done: each has a text, `own-thanks-…`.
const DONE: [&str; 2] = ["confirmed", "sent"];

#[derive(Template)]
#[template(path = "own.html")]
struct OwnPage {
    frame: Frame,
    link: String,
    visit: Visit,
    /// Nothing where strangers see nothing of it.
    view: Option<View>,
    /// What was just done.
    done: Option<String>,
}

impl OwnPage {
    fn at(&self, below: &str) -> Address {
        self.frame.at(&frame::path(&self.link, below))
    }

    fn day(&self, time: &network::Timestamp) -> String {
        date(self.frame.texts.0, time.date())
    }

    fn status(&self, status: &str) -> String {
        self.frame.texts.say(&format!("own-status-{status}"))
    }
}

async fn show(request: HttpRequest, link: web::Path<String>) -> Result<HttpResponse, Error> {
    let (own, link) = (own(&request)?, link.into_inner());
    let Some(visit) = opened(&request, &own, &link).await? else {
        return Ok(refused(&request, &own)?);
    };
    let lang = visit.language;
    let texts = Texts(lang.into());
    let public_url = own.directory.public_url();
    let address = Address::read(public_url, request.path(), request.query_string());
    // What an address says is anybody's: it names one of our texts, or nothing.
    let done = address
        .get("done")
        .and_then(|done| DONE.iter().find(|known| **known == done));
    let title = texts.say_with("own-title", "member", visit.name.as_str());
    let view = View::of(&own.directory.current(), visit.member, lang);
    let page = OwnPage {
        frame: Frame::new(&own, lang, title),
        done: done.map(|done| texts.say(&format!("own-thanks-{done}"))),
        link,
        visit,
        view,
    };
    Ok(frame::give(StatusCode::OK, &page)?)
}

/// What a link opens, for whoever has not tried too many.
pub async fn opened(
    request: &HttpRequest,
    own: &Own,
    link: &str,
) -> Result<Option<Visit>, Problem> {
    frame::admit(request, link)?;
    let link = link.to_owned();
    ask(own, move |desk| desk.open(&link)).await
}

async fn confirm(request: HttpRequest, link: web::Path<String>) -> Result<HttpResponse, Error> {
    let (own, link) = (own(&request)?, link.into_inner());
    frame::admit(&request, &link)?;
    let tried = link.clone();
    let taken = ask(&own, move |desk| desk.confirm(&tried)).await?;
    Ok(match taken {
        Ok(true) => frame::see_other(&own, &frame::path(&link, "?done=confirmed")),
        Ok(false) => refused(&request, &own)?,
        Err(fault) => return Err(conflict(fault).into()),
    })
}

/// The error for what no field of a form can tell.
pub fn conflict(fault: Fault) -> Problem {
    let mistakes = fault.mistakes.into_iter().map(|(_, message)| message);
    let told: Vec<String> = [fault.detail].into_iter().chain(mistakes).collect();
    Problem::new(http::problem::Kind::Conflict, told.join(" "))
}

#[derive(Template)]
#[template(path = "refused.html")]
struct Refused {
    frame: Frame,
}

/// The one answer to a link that opens nothing, whatever the reason.
pub fn refused(request: &HttpRequest, own: &Own) -> Result<HttpResponse, Problem> {
    let lang = frame::reader(request, own);
    let title = Texts(lang.into()).say("own-link-refused-title");
    let frame = Frame::new(own, lang, title);
    frame::give(StatusCode::NOT_FOUND, &Refused { frame })
}
