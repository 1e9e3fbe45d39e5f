//! What is done to a member as a whole: saved, confirmed, hidden, moved, withdrawn, purged.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde_json::{Value, json};

use super::{MEMBER_FORM, NO_FORM, again, as_it_was, done};
use crate::{
    api::{Answer, Fault, part},
    ask::{Outcome, Wanted},
    conflict,
    form::Form,
    frame::{self, Frame},
    member_form::{self, MEMBER},
    session::Visitor,
};
use http::{
    paths::CONSOLE,
    problem::{Kind, Problem},
};

/// Registers what is done to a member; its own address has its screen too.
pub fn configure(config: &mut web::ServiceConfig) {
    let mut posted = |path: &str, route| {
        let path = format!("/members/{{member}}/{path}");
        config.service(web::resource(path).route(route));
    };
    posted("hide", web::post().to(hide));
    posted("confirm", web::post().to(confirm));
    posted("move", web::post().to(step));
    posted("withdraw", web::post().to(withdraw));
    posted("restore", web::post().to(restore));
    config.service(
        web::resource("/members/{member}/purge")
            .route(web::get().to(ask_to_purge))
            .route(web::post().to(purge)),
    );
}

pub async fn save(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let member = path.into_inner();
    let at = format!("/members/{}", part(&member));
    let Answer { body: record, etag } = form.visitor.api().await?.get(&at).await?;
    let wanted = Wanted {
        method: Method::PATCH,
        path: &at,
        body: member_form::patch(&MEMBER, &record, &form.fields),
        expected: Some(form.fields.get("etag")),
        screen: "members",
        action: &at,
        back: &at,
    };
    match form.change(wanted).await? {
        Outcome::Done(answer) => Ok(done(&form.visitor, &member, "saved", &answer.body)),
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) if fault.is_stale() => {
            let base = as_it_was(&form, &at).await?;
            let meeting = conflict::Meeting {
                screen: "members",
                fields: &MEMBER,
                now: &record,
                base: base.as_ref(),
                etag: &etag,
                revision: &record["revision"],
                action: &at,
                back: &at,
            };
            let asked = conflict::ask(&form, &meeting)?;
            Ok(asked.unwrap_or_else(|| done(&form.visitor, &member, "saved", &Value::Null)))
        }
        Outcome::Refused(fault) => Ok(again(&form, &member, MEMBER_FORM, fault).await?),
    }
}

async fn hide(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let member = path.into_inner();
    let at = format!("/members/{}/hide", part(&member));
    let api = form.visitor.api().await?;
    let hidden = api.change(Method::POST, &at, None, None).await?;
    let hidden = hidden.map_err(Fault::problem)?.body;
    Ok(done(&form.visitor, &member, "hidden", &hidden["record"]))
}

/// Asks for a change that says nothing but itself.
async fn plainly(
    form: Form,
    member: String,
    method: Method,
    path: &str,
    what: &str,
) -> Result<HttpResponse, Error> {
    let api = form.visitor.api().await?;
    let etag = form.fields.get("etag");
    match api.change(method, path, None, Some(etag)).await? {
        Ok(answer) => Ok(done(&form.visitor, &member, what, &answer.body)),
        Err(fault) => Ok(again(&form, &member, NO_FORM, fault).await?),
    }
}

async fn confirm(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let member = path.into_inner();
    let at = format!("/members/{}/verify", part(&member));
    plainly(form, member, Method::POST, &at, "confirmed").await
}

async fn withdraw(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let member = path.into_inner();
    let at = format!("/members/{}", part(&member));
    plainly(form, member, Method::DELETE, &at, "withdrawn").await
}

async fn restore(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    stepped(form, path.into_inner(), "restore", json!({}), "restored").await
}

async fn step(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let mut body = json!({ "move": form.fields.get("move") });
    if form.fields.has("reason") {
        body["reason"] = form.fields.get("reason").into();
    }
    let member = path.into_inner();
    stepped(form, member, "membership-events", body, "moved").await
}

/// Asks for what may show strangers more; the console's path is the form's own.
async fn stepped(
    form: Form,
    member: String,
    path: &str,
    body: Value,
    what: &str,
) -> Result<HttpResponse, Error> {
    let at = format!("/members/{}", part(&member));
    let action = form.visitor.request().path().to_owned();
    let wanted = Wanted {
        method: Method::POST,
        path: &format!("{at}/{path}"),
        body,
        expected: Some(form.fields.get("etag")),
        screen: "members",
        action: action.strip_prefix(CONSOLE).unwrap_or_default(),
        back: &at,
    };
    match form.change(wanted).await? {
        Outcome::Done(answer) => Ok(done(&form.visitor, &member, what, &answer.body)),
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) => Ok(again(&form, &member, NO_FORM, fault).await?),
    }
}

#[derive(Template)]
#[template(path = "purge.html")]
struct Purge {
    frame: Frame,
    at: String,
    name: String,
    etag: String,
    /// Whether another name was typed.
    is_mistaken: bool,
}

async fn purge_screen(
    visitor: &Visitor,
    member: &str,
    is_mistaken: bool,
) -> Result<HttpResponse, Problem> {
    if !visitor.is_admin() {
        let why = "Only an admin removes an entry for good. You can withdraw it.";
        return Err(Problem::new(Kind::Forbidden, why));
    }
    let at = format!("/members/{}", part(member));
    let Answer { body, etag } = visitor.api().await?.get(&at).await?;
    let status = match is_mistaken {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    let title = visitor.texts().say("console-purge");
    frame::give(
        status,
        &Purge {
            frame: Frame::of(visitor, "members", title),
            name: body["name"].as_str().unwrap_or_default().to_owned(),
            at,
            etag,
            is_mistaken,
        },
    )
}

async fn ask_to_purge(visitor: Visitor, path: web::Path<String>) -> Result<HttpResponse, Error> {
    Ok(purge_screen(&visitor, &path.into_inner(), false).await?)
}

async fn purge(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let member = path.into_inner();
    let (visitor, fields) = (&form.visitor, &form.fields);
    let at = format!("/members/{}", part(&member));
    let api = visitor.api().await?;
    let record = api.get(&at).await?.body;
    let name = record["name"].as_str().unwrap_or_default();
    if network::fold(name) != network::fold(fields.get("name")) {
        return Ok(purge_screen(visitor, &member, true).await?);
    }
    let path = format!("{at}/purge");
    let purged = api.change(Method::POST, &path, None, Some(fields.get("etag")));
    match purged.await? {
        Ok(_) => Ok(visitor.done("/members", "purged")),
        Err(fault) => Ok(again(&form, &member, NO_FORM, fault).await?),
    }
}
