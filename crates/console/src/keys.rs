//! The keys of tools and members: made, changed for another one, revoked. A key is shown once.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    api::{Fault, part},
    form::{Fields, Form},
    frame::{self, Frame},
    session::Visitor,
};
use http::problem::Problem;
use network::Timestamp;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/keys")
            .route(web::get().to(show))
            .route(web::post().to(make)),
    );
    config.service(web::resource("/keys/{id}/rotate").route(web::post().to(rotate)));
    config.service(web::resource("/keys/{id}/revoke").route(web::post().to(revoke)));
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Key>,
}

#[derive(Deserialize)]
struct Key {
    id: String,
    label: String,
    role: String,
    prefix: String,
    state: String,
    staff_id: Option<String>,
    expires_at: Option<Timestamp>,
    last_used_at: Option<Timestamp>,
}

impl Key {
    fn is_active(&self) -> bool {
        self.state == "active"
    }

    fn role_text(&self) -> String {
        format!("console-role-{}", self.role)
    }

    fn state_text(&self) -> String {
        format!("console-key-{}", self.state)
    }
}

/// A key that was just made.
#[derive(Deserialize)]
struct Made {
    label: String,
    key: Option<String>,
}

#[derive(Template)]
#[template(path = "keys.html")]
struct Keys {
    frame: Frame,
    keys: Vec<Key>,
    made: Option<Made>,
    mistakes: Vec<String>,
    /// What was typed, where it was refused: label, role, member, end.
    typed: [String; 4],
}

impl Keys {
    fn path(&self, key: &Key, what: &str) -> String {
        format!("/keys/{}/{what}", part(&key.id))
    }

    fn roles(&self) -> [(&'static str, &'static str); 4] {
        [
            ("partner", "console-role-partner"),
            ("member", "console-role-member"),
            ("editor", "console-role-editor"),
            ("admin", "console-role-admin"),
        ]
    }
}

/// The fields of a new key, as the API names them.
const FIELDS: [&str; 4] = ["label", "role", "member", "expires_at"];

async fn screen(
    visitor: &Visitor,
    made: Option<Made>,
    refused: Option<(&Fields, Fault)>,
) -> Result<HttpResponse, Problem> {
    let mut keys: Page = visitor.api().await?.get("/keys").await?.read()?;
    // Sessions end with whoever has them: at the team's screen.
    keys.data.retain(|key| key.staff_id.is_none());
    let (typed, mistakes, status) = match refused {
        None => (Default::default(), Vec::new(), StatusCode::OK),
        Some((fields, fault)) => (
            FIELDS.map(|name| fields.get(name).to_owned()),
            fault.told(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    };
    let title = visitor.texts().say("console-keys");
    frame::give(
        status,
        &Keys {
            frame: Frame::of(visitor, "team", title),
            keys: keys.data,
            made,
            mistakes,
            typed,
        },
    )
}

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, None, None).await?)
}

/// Makes a key, and shows it the one time that it can be shown.
async fn made(form: &Form, path: &str, body: Value) -> Result<HttpResponse, Problem> {
    let visitor = &form.visitor;
    let api = visitor.api().await?;
    match api.change(Method::POST, path, Some(&body), None).await? {
        Ok(answer) => screen(visitor, Some(answer.read()?), None).await,
        Err(fault) => screen(visitor, None, Some((&form.fields, fault))).await,
    }
}

async fn make(form: Form) -> Result<HttpResponse, Error> {
    let given = FIELDS.iter().filter(|name| form.fields.has(name));
    let body = given
        .map(|name| ((*name).to_owned(), json!(form.fields.get(name))))
        .collect();
    Ok(made(&form, "/keys", body).await?)
}

async fn rotate(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let path = format!("/keys/{}/rotate", part(&path.into_inner()));
    Ok(made(&form, &path, json!({})).await?)
}

async fn revoke(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let path = format!("/keys/{}", part(&path.into_inner()));
    let visitor = &form.visitor;
    let api = visitor.api().await?;
    match api.change(Method::DELETE, &path, None, None).await? {
        Ok(_) => Ok(visitor.done("/keys", "revoked")),
        Err(fault) => Ok(screen(visitor, None, Some((&form.fields, fault))).await?),
    }
}
