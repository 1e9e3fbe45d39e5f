//! The sessions of somebody of the secretariat: each can be ended by itself.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;

use crate::{
    api::part,
    form::Form,
    frame::{self, Frame, minute},
    session::Visitor,
};
use network::Timestamp;

pub fn configure(config: &mut web::ServiceConfig) {
    const ALL: &str = "/team/{id}/sessions/list";
    config.service(web::resource(ALL).route(web::get().to(show)));
    config.service(web::resource("/team/{id}/sessions/{session}/end").route(web::post().to(end)));
}

#[derive(Deserialize)]
struct Listed {
    data: Vec<Session>,
}

/// A session: a key that somebody signed in with.
#[derive(Deserialize)]
struct Session {
    id: String,
    created_at: Timestamp,
    last_used_at: Option<Timestamp>,
    state: String,
}

#[derive(Deserialize)]
struct Somebody {
    name: String,
}

#[derive(Template)]
#[template(path = "sessions.html")]
struct Sessions {
    frame: Frame,
    sessions: Vec<Session>,
    person: String,
}

impl Sessions {
    fn at(&self, what: &str) -> String {
        format!("/team/{}/sessions{what}", part(&self.person))
    }

    fn end(&self, session: &Session) -> String {
        self.at(&format!("/{}/end", part(&session.id)))
    }

    fn moment(&self, at: &Timestamp) -> String {
        format!("{}, {}", self.frame.day(at), minute(at))
    }

    fn state(&self, session: &Session) -> String {
        format!("console-key-{}", session.state)
    }
}

async fn show(visitor: Visitor, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let person = path.into_inner();
    let api = visitor.api().await?;
    let path = format!("/staff/{}", part(&person));
    let somebody: Somebody = api.get(&path).await?.read()?;
    let sessions: Listed = api.get(&format!("{path}/sessions")).await?.read()?;
    let title = visitor.texts().say("console-sessions");
    let title = format!("{title}: {}", somebody.name);
    let screen = Sessions {
        frame: Frame::of(&visitor, "team", title),
        sessions: sessions.data,
        person,
    };
    Ok(frame::give(StatusCode::OK, &screen)?)
}

async fn end(form: Form, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (person, session) = path.into_inner();
    let (person, session) = (part(&person), part(&session));
    let api = form.visitor.api().await?;
    let path = format!("/staff/{person}/sessions/{session}");
    let ended = api.change(Method::DELETE, &path, None, None).await?;
    ended.map_err(|fault| fault.problem())?;
    Ok(form
        .visitor
        .done(&format!("/team/{person}/sessions/list"), "revoked"))
}
