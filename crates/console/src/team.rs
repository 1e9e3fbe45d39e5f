//! The people of the secretariat: invited, changed, removed.

use actix_web::{Error, HttpResponse, http::Method, web};
use askama::Template;
use serde::Deserialize;
use serde_json::json;

use crate::{
    api::{Fault, part},
    form::Form,
    frame::{self, Frame},
    session::Visitor,
};
use http::problem::Problem;
use network::{Lang, Timestamp};
use translations::own_name;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/team")
            .route(web::get().to(show))
            .route(web::post().to(invite)),
    );
    config.service(web::resource("/team/{id}/role").route(web::post().to(change_role)));
    config.service(web::resource("/team/{id}/link").route(web::post().to(make_link)));
    config.service(web::resource("/team/{id}/sessions").route(web::post().to(end_sessions)));
    config.service(web::resource("/team/{id}/remove").route(web::post().to(remove)));
}

#[derive(Deserialize)]
struct Staff {
    data: Vec<Colleague>,
}

/// Somebody of the staff.
#[derive(Deserialize)]
struct Colleague {
    id: String,
    name: String,
    email: String,
    role: String,
    link_expires_at: Option<Timestamp>,
    last_seen_at: Option<Timestamp>,
}

/// Somebody who was invited, with the link.
#[derive(Deserialize)]
struct Invitation {
    name: String,
    link: Option<String>,
    mailed: bool,
    link_expires_at: Option<Timestamp>,
}

#[derive(Template)]
#[template(path = "team.html")]
struct Team {
    frame: Frame,
    own: String,
    people: Vec<Colleague>,
    invitation: Option<Invitation>,
    mistakes: Vec<String>,
    /// What was typed, where it was refused.
    name: String,
    email: String,
    languages: [(&'static str, String); 7],
}

impl Team {
    fn path(&self, person: &Colleague, what: &str) -> String {
        format!("/team/{}/{what}", part(&person.id))
    }

    /// What can be done about somebody, with its text; nobody removes themselves.
    fn actions(&self, person: &Colleague) -> Vec<(&'static str, &'static str)> {
        let mut actions = vec![
            ("link", "console-new-link"),
            ("sessions", "console-end-sessions"),
        ];
        if person.id != self.own {
            actions.push(("remove", "console-remove"));
        }
        actions
    }
}

async fn screen(
    visitor: &Visitor,
    invitation: Option<Invitation>,
    refused: Option<(Fault, [&str; 2])>,
) -> Result<HttpResponse, Problem> {
    let people: Staff = visitor.api().await?.get("/staff").await?.read()?;
    let title = visitor.texts().say("console-team");
    let (mistakes, [name, email]) = match refused {
        Some((fault, typed)) => (fault.told(), typed.map(str::to_owned)),
        None => Default::default(),
    };
    frame::give(
        frame::status(&mistakes),
        &Team {
            frame: Frame::of(visitor, "team", title),
            own: visitor.person.id.to_string(),
            people: people.data,
            invitation,
            mistakes,
            name,
            email,
            languages: Lang::ALL.map(|lang| (lang.code(), own_name(lang))),
        },
    )
}

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, None, None).await?)
}

async fn invite(form: Form) -> Result<HttpResponse, Error> {
    let (visitor, fields) = (&form.visitor, &form.fields);
    let typed = [fields.get("name"), fields.get("email")];
    let body = json!({
        "name": typed[0],
        "email": typed[1],
        "role": fields.get("role"),
        "language": fields.get("language"),
    });
    let api = visitor.api().await?;
    let made = api
        .change(Method::POST, "/staff", Some(&body), None)
        .await?;
    Ok(match made {
        Ok(answer) => screen(visitor, Some(answer.read()?), None).await?,
        Err(fault) if !fault.errors.is_empty() => {
            screen(visitor, None, Some((fault, typed))).await?
        }
        Err(fault) => return Err(fault.problem().into()),
    })
}

async fn make_link(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let visitor = &form.visitor;
    let path = format!("/staff/{}/link", part(&path.into_inner()));
    let made = visitor
        .api()
        .await?
        .change(Method::POST, &path, None, None)
        .await?;
    let invitation = made.map_err(|fault| fault.problem())?.read()?;
    Ok(screen(visitor, Some(invitation), None).await?)
}

async fn change_role(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let visitor = &form.visitor;
    let path = format!("/staff/{}", part(&path.into_inner()));
    let api = visitor.api().await?;
    let etag = api.get(&path).await?.etag;
    let body = json!({ "role": form.fields.get("role") });
    let changed = api
        .change(Method::PATCH, &path, Some(&body), Some(&etag))
        .await?;
    match changed {
        Ok(_) => Ok(visitor.done("/team", "changed")),
        Err(fault) => Ok(screen(visitor, None, Some((fault, ["", ""]))).await?),
    }
}

async fn end_sessions(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let path = format!("/staff/{}/sessions", part(&path.into_inner()));
    delete(&form.visitor, &path, "ended").await
}

async fn remove(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let path = format!("/staff/{}", part(&path.into_inner()));
    delete(&form.visitor, &path, "removed").await
}

async fn delete(visitor: &Visitor, path: &str, what: &str) -> Result<HttpResponse, Error> {
    let api = visitor.api().await?;
    match api.change(Method::DELETE, path, None, None).await? {
        Ok(_) => Ok(visitor.done("/team", what)),
        Err(fault) => Ok(screen(visitor, None, Some((fault, ["", ""]))).await?),
    }
}
