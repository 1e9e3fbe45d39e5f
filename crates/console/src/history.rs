//! Who did what, and when; and taking it back.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    api::part,
    ask::{Outcome, Wanted},
    form::Form,
    frame::{self, Frame},
    member_form::pointed,
    session::Visitor,
};
use http::problem::Problem;
use network::Timestamp;
use pages::address::Address;
use translations::Texts;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/history").route(web::get().to(show)));
    config.service(web::resource("/history/{revision}/undo").route(web::post().to(undo)));
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Line>,
    next: Option<String>,
}

/// A line of the audit trail.
#[derive(Deserialize)]
pub struct Line {
    pub revision: i64,
    pub recorded_at: Timestamp,
    key: Option<Who>,
    pub action: String,
    pub subject: String,
    pub changes: Vec<FieldChange>,
    before: Option<Value>,
    after: Option<Value>,
}

#[derive(Deserialize)]
struct Who {
    label: Option<String>,
}

/// A field that changed.
#[derive(Deserialize)]
pub struct FieldChange {
    pointer: String,
    before: Value,
    after: Value,
}

impl FieldChange {
    pub fn field(&self, texts: &Texts) -> String {
        pointed(*texts, &self.pointer)
    }

    pub fn was(&self) -> String {
        plain(&self.before)
    }

    pub fn is(&self) -> String {
        plain(&self.after)
    }
}

/// A value as a person reads it.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !value.is_null());
            let fields = fields.map(|(name, value)| format!("{name}: {}", plain(value)));
            fields.collect::<Vec<_>>().join("; ")
        }
    }
}

impl Line {
    /// Who did it; nothing for the command line.
    pub fn who(&self) -> Option<&str> {
        self.key.as_ref()?.label.as_deref()
    }

    /// The name of the text that says what was done.
    pub fn action_text(&self) -> String {
        format!("console-action-{}", self.action.replace('_', "-"))
    }

    /// What it was done to, by its name where it has one.
    pub fn what(&self) -> String {
        let record = self.after.as_ref().or(self.before.as_ref());
        let name = record.and_then(|record| {
            let name = record.get("name").or_else(|| record.get("label"));
            name?.as_str().map(str::to_owned)
        });
        name.unwrap_or_default()
    }

    /// Whether it can be taken back by whoever reads it.
    pub fn can_be_undone(&self) -> bool {
        matches!(self.subject.as_str(), "member" | "network" | "service_type")
            && !matches!(self.action.as_str(), "purge" | "erase" | "read")
    }
}

/// The lines about a member, or about everything.
pub async fn lines(visitor: &Visitor, member: Option<&str>) -> Result<Vec<Line>, Problem> {
    let about = member.map(|member| format!("&member={}", part(member)));
    let path = format!("/audit?limit=20{}", about.unwrap_or_default());
    let page: Page = visitor.api().await?.get(&path).await?.read()?;
    Ok(page.data)
}

#[derive(Template)]
#[template(path = "history.html")]
struct History {
    frame: Frame,
    lines: Vec<Line>,
    next: Option<Address>,
}

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    let request = visitor.request();
    let public_url = visitor.directory().public_url();
    let address = Address::read(public_url, request.path(), request.query_string());
    let cursor = address
        .get("cursor")
        .map(|cursor| format!("&cursor={}", part(cursor)));
    let path = format!("/audit?limit=50{}", cursor.unwrap_or_default());
    let page: Page = visitor.api().await?.get(&path).await?.read()?;
    let title = visitor.texts().say("console-history");
    let frame = Frame::of(&visitor, "history", title);
    let next = page
        .next
        .map(|cursor| frame.at("/history").with("cursor", &cursor));
    let screen = History {
        frame,
        lines: page.data,
        next,
    };
    Ok(frame::give(StatusCode::OK, &screen)?)
}

async fn undo(form: Form, path: web::Path<i64>) -> Result<HttpResponse, Error> {
    let revision = path.into_inner();
    let action = format!("/history/{revision}/undo");
    let back = form.fields.get("back");
    let member = back.strip_prefix("/members/").map(part);
    let back = member.as_ref().map_or("/history", |_| back);
    let undone = match member {
        // At a member, what the same change did to others stays.
        Some(member) => {
            let record = format!("/members/{member}");
            let etag = form.visitor.api().await?.get(&record).await?.etag;
            let wanted = Wanted {
                method: Method::POST,
                path: &format!("{record}/revert"),
                body: json!({ "revision": revision }),
                expected: Some(&etag),
                screen: "members",
                action: &action,
                back,
            };
            form.change(wanted).await?
        }
        None => {
            let wanted = Wanted {
                method: Method::POST,
                path: &format!("/audit/{revision}/revert"),
                body: json!({}),
                expected: None,
                screen: "history",
                action: &action,
                back,
            };
            form.change(wanted).await?
        }
    };
    match undone {
        Outcome::Done(_) => Ok(form.visitor.done(back, "undone")),
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) => Err(fault.problem().into()),
    }
}
