//! A member's own page: what strangers see, and what its holder can say to it.

use actix_web::{Error, HttpRequest, HttpResponse, http::StatusCode, web};
use askama::Template;

use crate::{
    desk::{Own, Visit, ask, own},
    frame::{self, Frame, LONGEST},
    view::{Place, View},
};
use http::{
    paths::OWN,
    problem::{Kind, Problem},
};
use pages::{Fields, address::Address, hours};
use translations::date;

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

    /// When a place is open, in the page's language where that can be said.
    fn hours(&self, place: &Place) -> Vec<String> {
        match hours::lines(&place.opening_hours, self.frame.texts) {
            Some(lines) => lines
                .into_iter()
                .map(|line| format!("{} {}", line.days, line.hours))
                .collect(),
            None => vec![place.opening_hours.clone()],
        }
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
    let texts = frame::chosen(&request, &own, visit.language);
    // What an address says is anybody's: it names one of our texts, or nothing.
    let done =
        frame::done(&request, &own).and_then(|done| DONE.into_iter().find(|known| *known == done));
    let title = texts.say_with("own-title", "member", visit.name.as_str());
    let view = View::of(&own.directory.current(), visit.member, texts.0);
    let page = OwnPage {
        frame: Frame::new(&request, &own, texts, title),
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
    frame::admit(request, |crowd| crowd.admit_key(request, link))?;
    let link = link.to_owned();
    ask(own, move |desk| desk.open(&link)).await
}

async fn confirm(
    request: HttpRequest,
    link: web::Path<String>,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    let (own, link) = (own(&request)?, link.into_inner());
    let Some(visit) = opened(&request, &own, &link).await? else {
        return Ok(refused(&request, &own)?);
    };
    let given = Fields::read(&request, &mut payload.into_inner(), LONGEST).await?;
    // What its reader saw: where that has changed, it is shown once more.
    let shown = own.directory.current();
    let shown = shown.published_member(visit.member);
    let shown = shown.map(|member| member.revision.to_string());
    if given
        .sent("seen")
        .is_some_and(|seen| shown.as_deref() != Some(seen))
        && !visit.is_confirmed
    {
        let page = frame::path(&link, "");
        return Ok(frame::see_other(&request, &own, &page, None));
    }
    let tried = link.clone();
    let taken = ask(&own, move |desk| desk.confirm(&tried)).await?;
    Ok(match taken {
        Ok(true) => frame::see_other(&request, &own, &frame::path(&link, ""), Some("confirmed")),
        Ok(false) => refused(&request, &own)?,
        Err(_) => return Err(Problem::new(Kind::Conflict, "It cannot be confirmed.").into()),
    })
}

#[derive(Template)]
#[template(path = "refused.html")]
struct Refused {
    frame: Frame,
}

/// The one answer to a link that opens nothing, whatever the reason.
pub fn refused(request: &HttpRequest, own: &Own) -> Result<HttpResponse, Problem> {
    let texts = frame::reader(request, own);
    let title = texts.say("own-link-refused-title");
    let frame = Frame::new(request, own, texts, title).in_one_language();
    frame::give(StatusCode::NOT_FOUND, &Refused { frame })
}
