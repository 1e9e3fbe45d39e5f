//! A visitor reports a mistake: a short form without an account. What is sent waits for the secretariat
//! apart from what members propose.
//!
//! Against programs that fill in every form there is a field that people do not see, and a time that
//! nobody is quicker than, which the form brings back under our seal; what comes too often is refused,
//! and what the page of another site sends from its visitors' browsers is shown to them first.

use std::time::Duration;

use actix_web::{Error, HttpRequest, HttpResponse, http::StatusCode, web};
use askama::Template;

use crate::{
    change::draft,
    desk::{Own, ask, own},
    frame::{self, Frame, LONGEST},
    mistakes::told,
};
use directory::Found;
use http::problem::{Kind, Problem};
use network::MemberId;
use pages::{Fields, address::Address};

/// Nobody reads, writes and sends in less.
const SHORTEST: Duration = Duration::from_secs(3);
/// After so long the form is given once more, so that a seal is good for no more than a day.
const LONGEST_OPEN: Duration = Duration::from_secs(86_400);

/// The field that people do not see. Its name is one that programs like to fill in.
const TRAP: &str = "homepage";

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/members/{slug}/report")
            .route(web::get().to(show))
            .route(web::post().to(send)),
    );
}

#[derive(Template)]
#[template(path = "report.html")]
struct Report {
    frame: Frame,
    member: String,
    action: Address,
    back: Address,
    /// When the form was given, sealed.
    began: String,
    trap: &'static str,
    /// What was typed.
    text: String,
    email: String,
    mistakes: Vec<String>,
    is_sent: bool,
}

/// The member at an address, and its name.
fn member(own: &Own, slug: &str) -> Result<(MemberId, String, String), Problem> {
    let snapshot = own.directory.current();
    let unknown = || Problem::new(Kind::NotFound, "There is no such member.");
    let card = match snapshot.find(slug) {
        Found::Member(card) => card,
        _ => return Err(unknown()),
    };
    let (published, _) = snapshot.record(card.key).ok_or_else(unknown)?;
    let member = &published.member;
    Ok((member.id, member.name.clone(), member.slug.to_string()))
}

fn page(
    request: &HttpRequest,
    own: &Own,
    slug: &str,
    refusal: Option<(&Fields, Vec<String>)>,
    is_sent: bool,
) -> Result<HttpResponse, Problem> {
    let (id, name, slug) = member(own, slug)?;
    let texts = frame::reader(request, own);
    let frame = Frame::new(request, own, texts, texts.say("own-report"));
    let status = match refusal {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let (text, email, mistakes) = match refusal {
        Some((given, mistakes)) => (
            given.get("text").to_owned(),
            given.get("email").to_owned(),
            mistakes,
        ),
        None => Default::default(),
    };
    frame::give(
        status,
        &Report {
            member: name,
            action: frame.at(&format!("/members/{slug}/report")),
            back: frame.at(&format!("/members/{slug}")),
            began: own.desk.seal(id),
            trap: TRAP,
            text,
            email,
            mistakes,
            is_sent,
            frame,
        },
    )
}

async fn show(request: HttpRequest, slug: web::Path<String>) -> Result<HttpResponse, Error> {
    let own = own(&request)?;
    Ok(page(&request, &own, &slug, None, false)?)
}

async fn send(
    request: HttpRequest,
    slug: web::Path<String>,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    let own = own(&request)?;
    let given = Fields::read(&request, &mut payload.into_inner(), LONGEST).await?;
    let (id, ..) = member(&own, &slug)?;
    let texts = frame::reader(&request, &own);
    if !given.get(TRAP).is_empty() {
        // A program is told what it wants to hear.
        return Ok(page(&request, &own, &slug, None, true)?);
    }
    let age = own.desk.age(id, given.get("began"));
    let takes_time = age.is_some_and(|age| (SHORTEST..LONGEST_OPEN).contains(&age));
    // Browsers that are not very old say so.
    let sent_from = request.headers().get("sec-fetch-site");
    if !takes_time || sent_from.is_some_and(|site| site == "cross-site") {
        let again = vec![texts.say("own-report-again")];
        return Ok(page(&request, &own, &slug, Some((&given, again)), false)?);
    }
    frame::admit(&request, |crowd| crowd.admit_report(&request))?;
    let draft = draft(&given);
    let taken = ask(&own, move |desk| {
        desk.report(id, draft, texts.0.published())
    })
    .await?;
    Ok(match taken {
        Ok(_) => page(&request, &own, &slug, None, true)?,
        Err(fault) => {
            let told = told(texts, &fault).into_iter().map(|(_, told)| told);
            page(&request, &own, &slug, Some((&given, told.collect())), false)?
        }
    })
}
