//! What strangers see of a member: as it is, and as it would be while somebody types.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};

use super::parts::Part;
use crate::{
    api::part,
    form::Form,
    frame,
    member_form::{self, MEMBER},
    session::Visitor,
};
use http::problem::Problem;
use translations::Texts;

/// Registers what the script of the page asks for.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/members/{member}/preview").route(web::post().to(of_entry)));
    config.service(
        web::resource("/members/{member}/places/{id}/preview").route(web::post().to(of_place)),
    );
}

/// A line of what strangers see.
pub struct Line {
    pub label: String,
    pub value: String,
}

#[derive(Deserialize)]
struct Answer {
    public: bool,
    reason: Option<String>,
    member: Option<Value>,
}

/// What strangers see of a member.
#[derive(Template)]
#[template(path = "seen.html")]
pub struct Seen {
    texts: Texts,
    /// Line by line.
    lines: Vec<Line>,
    /// Why they see nothing.
    nothing_because: String,
    /// Why what was typed cannot be saved.
    mistakes: Vec<String>,
    /// Whether it is what they would see.
    is_supposed: bool,
}

impl Seen {
    fn of(texts: Texts, answer: Answer, is_supposed: bool) -> Self {
        let because = answer.reason.filter(|_| !answer.public);
        let because = because
            .map(|reason| texts.say(&format!("console-not-public-{}", reason.replace('_', "-"))));
        Self {
            texts,
            lines: answer
                .member
                .map_or_else(Vec::new, |member| lines(texts, &member)),
            nothing_because: because.unwrap_or_default(),
            mistakes: Vec::new(),
            is_supposed,
        }
    }

    /// Whether they see anything.
    pub fn is_public(&self) -> bool {
        self.nothing_because.is_empty()
    }
}

/// What strangers see of a member as it is.
pub async fn now(visitor: &Visitor, path: &str) -> Result<Seen, Problem> {
    let api = visitor.api().await?;
    let answer = api.get(&format!("{path}/public-preview")).await?.read()?;
    Ok(Seen::of(visitor.texts(), answer, false))
}

/// What strangers see, line by line.
fn lines(texts: Texts, member: &Value) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            let label = texts.say(&format!("console-field-{name}"));
            lines.push(Line { label, value });
        }
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let numbers = |value: &Value| {
        let phones = value.as_array().into_iter().flatten();
        let numbers = phones.filter_map(|phone| phone["number"].as_str());
        numbers.collect::<Vec<_>>().join(", ")
    };
    for name in ["name", "acronym", "summary", "website", "email"] {
        add(name, text(&member[name]));
    }
    add("phone", numbers(&member["phones"]));
    for place in member["locations"].as_array().into_iter().flatten() {
        let parts = ["address", "postal_code", "city", "email", "opening_hours"]
            .map(|part| text(&place[part]));
        let parts = parts.into_iter().chain([numbers(&place["phones"])]);
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        add("place", parts.join(", "));
    }
    lines
}

async fn of_entry(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let at = format!("/members/{}", part(&path.into_inner()));
    let record = form.visitor.api().await?.get(&at).await?.body;
    let patch = member_form::patch(&MEMBER, &record, &form.fields);
    Ok(supposed(&form, &at, patch).await?)
}

async fn of_place(form: Form, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (member, id) = path.into_inner();
    let at = format!("/members/{}", part(&member));
    let record = form.visitor.api().await?.get(&at).await?.body;
    let mut places = record["locations"].clone();
    let mut all = places.as_array_mut().into_iter().flatten();
    if let Some(place) = all.find(|place| place["id"] == id.as_str()) {
        let patch = member_form::patch(Part::Place.fields(), place, &form.fields);
        member_form::patched(place, &patch);
    }
    Ok(supposed(&form, &at, json!({ "locations": places })).await?)
}

/// What strangers would see after a change.
async fn supposed(form: &Form, at: &str, patch: Value) -> Result<HttpResponse, Problem> {
    let texts = form.visitor.texts();
    let path = format!("{at}/public-preview");
    let api = form.visitor.api().await?;
    let answer = api.change(Method::POST, &path, Some(&patch), None).await?;
    let seen = match answer {
        Ok(answer) => Seen::of(texts, answer.read()?, true),
        Err(fault) => Seen {
            texts,
            lines: Vec::new(),
            nothing_because: String::new(),
            mistakes: fault.told(),
            is_supposed: true,
        },
    };
    frame::give(StatusCode::OK, &seen)
}
