//! The forms of a member's own page: a change, a colleague's name, an objection. None of them
//! overwrites anything.

use std::collections::HashMap;

use actix_web::{Error, HttpRequest, HttpResponse, http::StatusCode, web};
use askama::Template;
use serde_json::{Map, Value, json};

use crate::{
    desk::{Fault, Own, Visit, ask, own},
    frame::{self, Frame, LONGEST},
    mistakes::told,
    own_page::{opened, refused},
    view::{Place, View},
};
use http::paths::OWN;
use network::{EntryWish, ReportDraft, ReportKind};
use pages::{Fields, address::Address};
use translations::Texts;

pub fn configure(config: &mut web::ServiceConfig) {
    for (path, form) in [
        ("change", WhichForm::Change),
        ("handover", WhichForm::Write(ReportKind::Handover)),
        ("objection", WhichForm::Write(ReportKind::Objection)),
    ] {
        config.service(
            web::resource(format!("{OWN}/{{link}}/{path}"))
                .app_data(web::Data::new(form))
                .route(web::get().to(show))
                .route(web::post().to(send)),
        );
    }
}

/// Which of the forms an address is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WhichForm {
    Change,
    Write(ReportKind),
}

/// A field of a form.
struct Input {
    name: String,
    label: String,
    value: String,
    /// What the browser takes it for; empty for several lines.
    r#type: &'static str,
    /// How many lines it has at first.
    rows: u8,
    mistake: Option<String>,
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage {
    frame: Frame,
    link: String,
    lead: String,
    inputs: Vec<Input>,
    /// What is wrong that no field shows.
    unsaid: Vec<String>,
}

impl FormPage {
    fn back(&self) -> Address {
        self.frame.at(&frame::path(&self.link, ""))
    }
}

/// The fields of a member that the form has, and what the browser takes each for.
const MEMBER: [(&str, &str); 5] = [
    ("name", "text"),
    ("summary", ""),
    ("website", "url"),
    ("email", "email"),
    ("phones", ""),
];

/// Those of a place whose address everybody sees.
const PLACE: [(&str, &str); 4] = [
    ("address", ""),
    ("postal_code", "text"),
    ("city", "text"),
    ("opening_hours", "text"),
];

fn value_of<'a>(view: &'a View, field: &str) -> &'a str {
    match field {
        "name" => &view.name,
        "summary" => &view.summary,
        "website" => &view.website,
        "email" => &view.email,
        _ => &view.phones,
    }
}

fn value_at<'a>(place: &'a Place, field: &str) -> &'a str {
    match field {
        "address" => &place.address,
        "postal_code" => &place.postal_code,
        "city" => &place.city,
        _ => &place.opening_hours,
    }
}

fn rows(field: &str) -> u8 {
    match field {
        "phones" | "address" => 2,
        _ => 5,
    }
}

/// Every field of the form for a change, with what stands there now.
fn fields_of(texts: Texts, view: Option<&View>) -> Vec<Input> {
    let label = |field: &str| texts.say(&format!("own-field-{}", field.replace('_', "-")));
    let mut inputs = Vec::new();
    if let Some(view) = view {
        for (field, r#type) in MEMBER {
            inputs.push(Input {
                name: field.to_owned(),
                label: label(field),
                value: value_of(view, field).to_owned(),
                r#type,
                rows: rows(field),
                mistake: None,
            });
        }
        let exact: Vec<&Place> = view.places.iter().filter(|place| place.is_exact).collect();
        for place in &exact {
            for (field, r#type) in PLACE {
                let label = match exact.len() {
                    1 => label(field),
                    _ => format!("{} – {}", place.line(), label(field)),
                };
                inputs.push(Input {
                    name: format!("{}.{field}", place.id),
                    label,
                    value: value_at(place, field).to_owned(),
                    r#type,
                    rows: rows(field),
                    mistake: None,
                });
            }
        }
    }
    inputs.push(Input {
        name: "message".to_owned(),
        label: texts.say("own-field-message"),
        value: String::new(),
        r#type: "",
        rows: rows("message"),
        mistake: None,
    });
    inputs
}

/// The fields of a form by which somebody writes to the secretariat.
fn fields_to_write(texts: Texts, kind: ReportKind) -> Vec<Input> {
    let fields: &[(&str, &str, &str)] = match kind {
        ReportKind::Handover => &[
            ("name", "own-handover-name", "text"),
            ("email", "own-handover-email", "email"),
            ("text", "own-field-message", ""),
        ],
        _ => &[("text", "own-objection-text", "")],
    };
    let input = |(name, label, r#type): &(&str, &str, &'static str)| Input {
        name: (*name).to_owned(),
        label: texts.say(label),
        value: String::new(),
        r#type,
        rows: rows(name),
        mistake: None,
    };
    fields.iter().map(input).collect()
}

fn form(
    request: &HttpRequest,
    own: &Own,
    visit: &Visit,
    link: &str,
    which: WhichForm,
    refusal: Option<(&Fields, &Fault)>,
) -> FormPage {
    let texts = frame::chosen(request, own, visit.language);
    let (title, lead, mut inputs) = match which {
        WhichForm::Change => {
            let view = View::of(&own.directory.current(), visit.member, texts.0);
            let inputs = fields_of(texts, view.as_ref());
            ("own-change", "own-change-lead", inputs)
        }
        WhichForm::Write(kind) => {
            let inputs = fields_to_write(texts, kind);
            match kind {
                ReportKind::Handover => ("own-not-me", "own-not-me-lead", inputs),
                _ => ("own-objection", "own-objection-lead", inputs),
            }
        }
    };
    let mut unsaid = Vec::new();
    if let Some((given, fault)) = refusal {
        for input in &mut inputs {
            input.value = given.get(&input.name).to_owned();
        }
        for (field, told) in told(texts, fault) {
            match inputs.iter_mut().find(|input| Some(&input.name) == field) {
                Some(input) => input.mistake = Some(told),
                None => unsaid.push(told),
            }
        }
    }
    FormPage {
        frame: Frame::new(request, own, texts, texts.say(title)),
        link: link.to_owned(),
        lead: texts.say(lead),
        inputs,
        unsaid,
    }
}

async fn show(
    request: HttpRequest,
    link: web::Path<String>,
    which: web::Data<WhichForm>,
) -> Result<HttpResponse, Error> {
    let (own, link) = (own(&request)?, link.into_inner());
    let Some(visit) = opened(&request, &own, &link).await? else {
        return Ok(refused(&request, &own)?);
    };
    let page = form(&request, &own, &visit, &link, **which, None);
    Ok(frame::give(StatusCode::OK, &page)?)
}

async fn send(
    request: HttpRequest,
    link: web::Path<String>,
    which: web::Data<WhichForm>,
    payload: web::Payload,
) -> Result<HttpResponse, Error> {
    let (own, link) = (own(&request)?, link.into_inner());
    let Some(visit) = opened(&request, &own, &link).await? else {
        return Ok(refused(&request, &own)?);
    };
    let given = Fields::read(&request, &mut payload.into_inner(), LONGEST).await?;
    let tried = link.clone();
    let texts = frame::chosen(&request, &own, visit.language);
    let language = texts.0.published();
    let taken = match **which {
        WhichForm::Change => {
            let view = View::of(&own.directory.current(), visit.member, texts.0);
            let wish = wish(view.as_ref(), &given);
            if wish.fields.is_empty() && wish.places.is_empty() && wish.message.is_none() {
                return Ok(frame::see_other(
                    &request,
                    &own,
                    &frame::path(&link, ""),
                    None,
                ));
            }
            ask(&own, move |desk| desk.propose(&tried, wish, language)).await?
        }
        WhichForm::Write(kind) => {
            let draft = draft(&given);
            ask(&own, move |desk| desk.write(&tried, kind, draft, language)).await?
        }
    };
    Ok(match taken {
        Ok(true) => frame::see_other(&request, &own, &frame::path(&link, ""), Some("sent")),
        Ok(false) => refused(&request, &own)?,
        Err(fault) => {
            let page = form(
                &request,
                &own,
                &visit,
                &link,
                **which,
                Some((&given, &fault)),
            );
            frame::give(StatusCode::UNPROCESSABLE_ENTITY, &page)?
        }
    })
}

/// What a form for writing to the secretariat says.
pub fn draft(given: &Fields) -> ReportDraft {
    ReportDraft {
        text: given.get("text").replace("\r\n", "\n"),
        name: given.get("name").to_owned(),
        email: given.get("email").to_owned(),
    }
}

/// What a form wants otherwise than strangers see it.
fn wish(view: Option<&View>, given: &Fields) -> EntryWish {
    let mut fields = Map::new();
    let mut places = HashMap::new();
    if let Some(view) = view {
        for (field, _) in MEMBER {
            let Some(typed) = changed(given, field, value_of(view, field)) else {
                continue;
            };
            let value = match field {
                "phones" => typed
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty())
                    .map(|number| json!({ "number": number }))
                    .collect(),
                "summary" => {
                    let language = view.summary_language.as_str();
                    json!({ language: line(&typed) })
                }
                _ => line(&typed),
            };
            fields.insert(field.to_owned(), value);
        }
        for place in view.places.iter().filter(|place| place.is_exact) {
            let mut of_place = Map::new();
            for (field, _) in PLACE {
                let name = format!("{}.{field}", place.id);
                if let Some(typed) = changed(given, &name, value_at(place, field)) {
                    of_place.insert(field.to_owned(), line(&typed));
                }
            }
            if !of_place.is_empty() {
                places.insert(place.id, of_place);
            }
        }
    }
    let message = given.get("message").replace("\r\n", "\n");
    EntryWish {
        fields,
        places,
        message: Some(message).filter(|message| !message.is_empty()),
    }
}

/// What was typed where it is other than before.
fn changed(given: &Fields, name: &str, before: &str) -> Option<String> {
    let typed = given.sent(name)?.trim().replace("\r\n", "\n");
    (typed != before.trim()).then_some(typed)
}

fn line(typed: &str) -> Value {
    match typed {
        "" => Value::Null,
        text => text.into(),
    }
}
