//! The parts of a member that a screen changes one by one: places, services, people and notes.

use actix_web::{Error, HttpResponse, http::Method, web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Refused, again, done};
use crate::{
    api::{Answer, Fault, part},
    ask::{Outcome, Wanted},
    conflict,
    form::Form,
    member_form::{self, Choice, Input, Kind, NEW_OFFER, NEW_PLACE, NOTE, OFFER, PERSON, PLACE},
    words::Words,
};
use http::problem::{Kind as ProblemKind, Problem};

/// Registers what is done to parts.
pub fn configure(config: &mut web::ServiceConfig) {
    const ALL: &str = "/members/{member}/{part:places|services|people|notes}";
    config.service(web::resource(ALL).route(web::post().to(add)));
    config.service(web::resource(format!("{ALL}/{{id}}")).route(web::post().to(save)));
    config.service(web::resource(format!("{ALL}/{{id}}/remove")).route(web::post().to(remove)));
    config.service(
        web::resource("/members/{member}/places/{id}/hide").route(web::post().to(hide_place)),
    );
}

/// A kind of part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    #[serde(rename = "places")]
    Place,
    #[serde(rename = "services")]
    Offer,
    #[serde(rename = "people")]
    Person,
    #[serde(rename = "notes")]
    Note,
}

impl Part {
    /// Its name in the paths of the console.
    pub fn name(self) -> &'static str {
        match self {
            Self::Place => "places",
            Self::Offer => "services",
            Self::Person => "people",
            Self::Note => "notes",
        }
    }

    /// Its name in the record.
    pub fn list(self) -> &'static str {
        match self {
            Self::Place => "locations",
            Self::Offer => "service_offers",
            Self::Person => "contacts",
            Self::Note => "notes",
        }
    }

    /// Its name in the paths of the API.
    fn path(self) -> &'static str {
        match self {
            Self::Offer => "service-offers",
            other => other.list(),
        }
    }

    /// The fields of its form.
    pub fn fields(self) -> &'static [(&'static str, Kind)] {
        match self {
            Self::Place => &PLACE,
            Self::Offer => &OFFER,
            Self::Person => &PERSON,
            Self::Note => &NOTE,
        }
    }

    /// Those that are asked for a new one.
    fn new_fields(self) -> &'static [(&'static str, Kind)] {
        match self {
            Self::Place => &NEW_PLACE,
            Self::Offer => &NEW_OFFER,
            other => other.fields(),
        }
    }

    /// What one is called in a line.
    fn title(self, words: &Words, record: &Value, one: &Value) -> String {
        let texts = words.texts;
        let text = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
        let parts = match self {
            Self::Place => vec![
                texts.say(&format!("console-kind-{}", text("kind"))),
                text("city"),
            ],
            Self::Offer => {
                let mut places = record["locations"].as_array().into_iter().flatten();
                let place = places.find(|place| place["id"] == one["location_id"]);
                vec![
                    words.service(&text("service")),
                    place.map_or_else(String::new, |place| Self::Place.title(words, record, place)),
                ]
            }
            Self::Person => ["name", "role", "email", "phone"].map(text).into(),
            Self::Note => vec![text("text").chars().take(80).collect()],
        };
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

/// A part with its form.
pub struct PartForm {
    /// Its identifier; nothing for a new one.
    pub id: Option<String>,
    /// What it is called.
    pub title: String,
    /// Of a place, how much of it is shown.
    pub visibility: String,
    /// The fields.
    pub inputs: Vec<Input>,
}

impl PartForm {
    /// The fields of which all that can be chosen stands in sight.
    pub fn switches(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| input.is_switch())
    }

    /// All others.
    pub fn others(&self) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(|input| !input.is_switch())
    }

    /// Whether it has texts in one more language, with nothing in them yet.
    pub fn has_spare(&self) -> bool {
        self.inputs.iter().any(Input::is_spare)
    }

    /// Whether something is wrong with it.
    pub fn has_mistake(&self) -> bool {
        self.inputs.iter().any(|input| input.mistake.is_some())
    }
}

/// What a form is called that a refusal is about: of a part, or of a new one.
fn form_name(kind: Part, id: Option<&str>) -> String {
    format!("{}/{}", kind.name(), id.unwrap_or_default())
}

/// The forms of the parts of a kind, with one for a new part behind them.
pub fn forms(
    words: &Words,
    kind: Part,
    record: &Value,
    refused: Option<&Refused<'_>>,
) -> Vec<PartForm> {
    let refused_here = |id: Option<&str>| {
        let name = form_name(kind, id);
        refused
            .filter(|refused| refused.form == name)
            .map(|refused| (refused.given, &refused.fault))
    };
    let inputs = |fields, one: &Value, refused| {
        let mut inputs = member_form::inputs(words.texts, fields, one, refused);
        for input in &mut inputs {
            match input.name.as_str() {
                "service" => input.choices = words.services(),
                "location_id" => input.choices = own_places(words, record),
                _ => {}
            }
        }
        inputs
    };
    let known = record[kind.list()].as_array().into_iter().flatten();
    let mut forms: Vec<PartForm> = known
        .map(|one| {
            let id = one["id"].as_str().unwrap_or_default().to_owned();
            PartForm {
                title: kind.title(words, record, one),
                visibility: one["visibility"].as_str().unwrap_or_default().to_owned(),
                inputs: inputs(kind.fields(), one, refused_here(Some(&id))),
                id: Some(id),
            }
        })
        .collect();
    // Nothing of a new place but its city is shown until somebody says more of it.
    let new =
        json!({ "id": format!("new-{}", kind.name()), "visibility": "city", "kind": "office" });
    forms.push(PartForm {
        id: None,
        title: String::new(),
        visibility: String::new(),
        inputs: inputs(kind.new_fields(), &new, refused_here(None)),
    });
    forms
}

/// The places that a service may be given at.
fn own_places(words: &Words, record: &Value) -> Vec<Choice> {
    let places = record["locations"].as_array().into_iter().flatten();
    let choice = |place: &Value| Choice {
        code: place["id"].as_str().unwrap_or_default().to_owned(),
        label: Part::Place.title(words, record, place),
        lead: String::new(),
    };
    places.map(choice).collect()
}

/// What happens to a place is said by what becomes of its visibility.
fn what_was_done(kind: Part, before: &Value, visibility: &str) -> &'static str {
    let is_moved = kind == Part::Place && before["visibility"] != visibility;
    match visibility {
        "hidden" if is_moved => "hidden",
        "city" if is_moved => "city",
        "public" if is_moved => "published",
        _ => "saved",
    }
}

fn find(record: &Value, kind: Part, id: &str) -> Option<Value> {
    let mut parts = record[kind.list()].as_array().into_iter().flatten();
    parts.find(|one| one["id"] == id).cloned()
}

async fn save(form: Form, path: web::Path<(String, Part, String)>) -> Result<HttpResponse, Error> {
    let (member, kind, id) = path.into_inner();
    let at = format!("/members/{}", part(&member));
    let api = form.visitor.api().await?;
    let Answer { body: record, etag } = api.get(&at).await?;
    let now = find(&record, kind, &id).ok_or_else(|| {
        Problem::new(
            ProblemKind::NotFound,
            "Somebody has removed this from the entry since you opened it.",
        )
    })?;
    let action = format!("{at}/{}/{}", kind.name(), part(&id));
    let wanted = Wanted {
        method: Method::PATCH,
        path: &format!("{at}/{}/{}", kind.path(), part(&id)),
        body: member_form::patch(kind.fields(), &now, &form.fields),
        expected: Some(form.fields.get("etag")),
        screen: "members",
        action: &action,
        back: &at,
    };
    match form.change(wanted).await? {
        Outcome::Done(_) => {
            let record = api.get(&at).await?.body;
            let what = what_was_done(kind, &now, form.fields.get("visibility"));
            Ok(done(&form.visitor, &member, what, &record))
        }
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) if fault.is_stale() => {
            let base = super::as_it_was(&form, &at).await?;
            let base = base.and_then(|base| find(&base, kind, &id));
            let meeting = conflict::Meeting {
                screen: "members",
                fields: kind.fields(),
                now: &now,
                base: base.as_ref(),
                etag: &etag,
                revision: &record["revision"],
                action: &action,
                back: &at,
            };
            let asked = conflict::ask(&form, &meeting)?;
            Ok(asked.unwrap_or_else(|| done(&form.visitor, &member, "saved", &Value::Null)))
        }
        Outcome::Refused(fault) => {
            Ok(again(&form, &member, &form_name(kind, Some(&id)), fault).await?)
        }
    }
}

async fn add(form: Form, path: web::Path<(String, Part)>) -> Result<HttpResponse, Error> {
    let (member, kind) = path.into_inner();
    let at = format!("/members/{}", part(&member));
    let mut body = member_form::patch(kind.new_fields(), &Value::Null, &form.fields);
    if let Some(fields) = body.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    let wanted = Wanted {
        method: Method::POST,
        path: &format!("{at}/{}", kind.path()),
        body,
        expected: Some(form.fields.get("etag")),
        screen: "members",
        action: &format!("{at}/{}", kind.name()),
        back: &at,
    };
    match form.change(wanted).await? {
        Outcome::Done(_) => {
            let record = form.visitor.api().await?.get(&at).await?.body;
            Ok(done(&form.visitor, &member, "made", &record))
        }
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) => Ok(again(&form, &member, &form_name(kind, None), fault).await?),
    }
}

async fn remove(
    form: Form,
    path: web::Path<(String, Part, String)>,
) -> Result<HttpResponse, Error> {
    let (member, kind, id) = path.into_inner();
    let at = format!("/members/{}", part(&member));
    let api = form.visitor.api().await?;
    let path = format!("{at}/{}/{}", kind.path(), part(&id));
    let etag = form.fields.get("etag");
    match api.change(Method::DELETE, &path, None, Some(etag)).await? {
        Ok(_) => {
            let record = api.get(&at).await?.body;
            Ok(done(&form.visitor, &member, "removed", &record))
        }
        Err(fault) => Ok(again(&form, &member, super::NO_FORM, fault).await?),
    }
}

async fn hide_place(form: Form, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (member, id) = path.into_inner();
    let at = format!("/members/{}/locations/{}/hide", part(&member), part(&id));
    let api = form.visitor.api().await?;
    let hidden = api.change(Method::POST, &at, None, None).await?;
    let hidden = hidden.map_err(Fault::problem)?.body;
    Ok(done(&form.visitor, &member, "hidden", &hidden["record"]))
}
