//! One member: a form on one side, what strangers see on the other; its places with what is shown of
//! each, its membership, and its history.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    api::{Answer, Fault, part},
    ask::{Outcome, Wanted},
    form::{Fields, Form},
    frame::{self, Frame},
    history::{self, Line, plain},
    member_form::{self, Input, MEMBER, PLACE},
    session::{self, Visitor},
};
use http::{paths::CONSOLE, problem::Problem};
use network::Timestamp;
use pages::address::Address;
use translations::Texts;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/members/{member}")
            .route(web::get().to(show))
            .route(web::post().to(save)),
    );
    config
        .service(web::resource("/members/{member}/places/{id}").route(web::post().to(save_place)));
    config.service(web::resource("/members/{member}/hide").route(web::post().to(hide)));
    config.service(web::resource("/members/{member}/confirm").route(web::post().to(confirm)));
    config.service(web::resource("/members/{member}/move").route(web::post().to(step)));
}

/// What strangers see of a member.
#[derive(Deserialize)]
struct Preview {
    public: bool,
    reason: Option<String>,
    member: Option<Value>,
}

#[derive(Deserialize)]
struct Steps {
    allowed_moves: Vec<String>,
}

/// A place with its form.
struct PlaceForm {
    id: String,
    title: String,
    visibility: String,
    inputs: Vec<Input>,
}

impl PlaceForm {
    fn is(&self, visibility: &str) -> bool {
        self.visibility == visibility
    }

    fn has_mistake(&self) -> bool {
        self.inputs.iter().any(|input| input.mistake.is_some())
    }
}

/// A line of what strangers see.
struct Seen {
    label: String,
    value: String,
}

#[derive(Template)]
#[template(path = "member.html")]
struct MemberScreen {
    frame: Frame,
    slug: String,
    etag: String,
    status: String,
    verified_at: Option<Timestamp>,
    inputs: Vec<Input>,
    places: Vec<PlaceForm>,
    /// What is wrong that no field says.
    mistakes: Vec<String>,
    /// The fields that somebody else changed since the form was read, with what they are now.
    moved_on: Vec<Seen>,
    is_public: bool,
    not_public_because: String,
    seen: Vec<Seen>,
    moves: Vec<String>,
    lines: Vec<Line>,
    back: String,
}

impl MemberScreen {
    fn at(&self, path: &str) -> Address {
        self.frame
            .at(&format!("/members/{}{path}", part(&self.slug)))
    }

    fn place(&self, place: &PlaceForm) -> Address {
        self.at(&format!("/places/{}", part(&place.id)))
    }

    /// The member's public page.
    fn page(&self) -> String {
        format!("/members/{}", self.slug)
    }

    fn status_text(&self) -> String {
        format!("console-status-{}", self.status)
    }

    fn visibility_text(&self, visibility: &str) -> String {
        format!("console-visibility-{visibility}")
    }

    fn visibility_lead(&self, visibility: &str) -> String {
        format!("console-visibility-{visibility}-lead")
    }

    fn step_text(&self, step: &str) -> String {
        format!("console-step-{step}")
    }
}

/// What was refused: which form, what was typed, and why.
struct Refused<'a> {
    /// The place, where it is the form of one.
    place: Option<&'a str>,
    given: &'a Fields,
    fault: Fault,
}

async fn screen(
    visitor: &Visitor,
    member: &str,
    refused: Option<Refused<'_>>,
) -> Result<HttpResponse, Problem> {
    let api = visitor.api().await?;
    let lang = visitor.lang();
    let texts = visitor.texts();
    let path = format!("/members/{}", part(member));
    let Answer { body: record, etag } = api.get(&path).await?;
    let slug = record["slug"].as_str().unwrap_or(member).to_owned();
    let preview = format!("{path}/public-preview?lang={}", lang.code());
    let preview: Preview = api.get(&preview).await?.read()?;
    let steps: Steps = api
        .get(&format!("{path}/membership-events"))
        .await?
        .read()?;
    let of_member = refused.as_ref().filter(|refused| refused.place.is_none());
    let inputs = member_form::inputs(
        texts,
        &MEMBER,
        &record,
        of_member.map(|refused| (refused.given, &refused.fault)),
    );
    let places = record["locations"].as_array().into_iter().flatten();
    let places: Vec<PlaceForm> = places
        .map(|place| place_form(texts, place, refused.as_ref()))
        .collect();
    let mistakes = match &refused {
        Some(refused) if !refused.fault.is_stale() => {
            let of_places = places.iter().flat_map(|place| &place.inputs);
            member_form::unsaid(&refused.fault, inputs.iter().chain(of_places))
        }
        _ => Vec::new(),
    };
    let status = match &refused {
        Some(refused) => StatusCode::from_u16(refused.fault.status),
        None => Ok(StatusCode::OK),
    };
    let name = record["name"].as_str().unwrap_or_default().to_owned();
    let moved_on = of_member.filter(|refused| refused.fault.is_stale());
    let moved_on =
        moved_on.map_or_else(Vec::new, |refused| differing(texts, &record, refused.given));
    frame::give(
        status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY),
        &MemberScreen {
            frame: Frame::of(visitor, "members", name),
            etag,
            status: record["membership"]["status"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            verified_at: serde_json::from_value(record["verified_at"].clone()).ok(),
            inputs,
            places,
            mistakes,
            moved_on,
            is_public: preview.public,
            not_public_because: match preview.reason {
                Some(reason) => {
                    texts.say(&format!("console-not-public-{}", reason.replace('_', "-")))
                }
                None => String::new(),
            },
            seen: preview
                .member
                .map_or_else(Vec::new, |member| seen(texts, &member)),
            moves: steps.allowed_moves,
            lines: history::lines(visitor, Some(&slug)).await?,
            back: format!("/members/{slug}"),
            slug,
        },
    )
}

/// The fields whose value is now another one than the form's, with what they are now.
fn differing(texts: Texts, record: &Value, given: &Fields) -> Vec<Seen> {
    let patch = member_form::patch(&MEMBER, record, given);
    let fields = patch.as_object().into_iter().flat_map(Map::keys);
    fields
        .map(|name| Seen {
            label: texts.say(&format!("console-field-{}", name.replace('_', "-"))),
            value: plain(&record[name]),
        })
        .collect()
}

fn place_form(texts: Texts, place: &Value, refused: Option<&Refused<'_>>) -> PlaceForm {
    let id = place["id"].as_str().unwrap_or_default().to_owned();
    let kind = place["kind"].as_str().unwrap_or_default();
    let city = place["city"].as_str().unwrap_or_default();
    let refused = refused.filter(|refused| refused.place == Some(id.as_str()));
    let typed = refused.map(|refused| refused.given.get("visibility").to_owned());
    let kept = place["visibility"].as_str().unwrap_or_default().to_owned();
    PlaceForm {
        title: format!("{}, {city}", texts.say(&format!("console-kind-{kind}"))),
        visibility: typed.filter(|typed| !typed.is_empty()).unwrap_or(kept),
        inputs: member_form::inputs(
            texts,
            &PLACE,
            place,
            refused.map(|refused| (refused.given, &refused.fault)),
        ),
        id,
    }
}

/// What strangers see, line by line.
fn seen(texts: Texts, member: &Value) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            let label = texts.say(&format!("console-field-{name}"));
            seen.push(Seen { label, value });
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
    add("phones", numbers(&member["phones"]));
    for place in member["locations"].as_array().into_iter().flatten() {
        let parts = ["address", "postal_code", "city", "email", "opening_hours"]
            .map(|part| text(&place[part]));
        let parts = parts.into_iter().chain([numbers(&place["phones"])]);
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        add("place", parts.join(", "));
    }
    seen
}

async fn show(visitor: Visitor, path: web::Path<String>) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, &path.into_inner(), None).await?)
}

/// Leads to a member, saying what was done and how it is taken back.
pub fn done(visitor: &Visitor, member: &str, what: &str, record: &Value) -> HttpResponse {
    let slug = record["slug"].as_str().unwrap_or(member);
    let undo = match record["revision"].as_i64() {
        Some(revision) => format!("&revision={revision}"),
        None => String::new(),
    };
    let path = format!("{CONSOLE}/members/{}?done={what}{undo}", part(slug));
    session::see_other(visitor.directory().public_url(), &path)
}

async fn save(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let member = path.into_inner();
    let at = format!("/members/{}", part(&member));
    let record = form.visitor.api().await?.get(&at).await?.body;
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
        Outcome::Refused(fault) => Ok(again(&form, &member, None, fault).await?),
    }
}

async fn save_place(form: Form, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (member, id) = path.into_inner();
    let at = format!("/members/{}", part(&member));
    let api = form.visitor.api().await?;
    let record = api.get(&at).await?.body;
    let mut places = record["locations"].as_array().into_iter().flatten();
    let known = places.find(|place| place["id"] == id.as_str());
    let known = known.cloned().unwrap_or_default();
    let mut body = member_form::patch(&PLACE, &known, &form.fields);
    let visibility = form.fields.get("visibility");
    let is_moved = !visibility.is_empty() && known["visibility"] != visibility;
    if is_moved {
        body["visibility"] = visibility.into();
    }
    let wanted = Wanted {
        method: Method::PATCH,
        path: &format!("{at}/locations/{}", part(&id)),
        body,
        expected: Some(form.fields.get("etag")),
        screen: "members",
        action: &format!("{at}/places/{}", part(&id)),
        back: &at,
    };
    match form.change(wanted).await? {
        Outcome::Done(_) => {
            let record = api.get(&at).await?.body;
            let what = match visibility {
                "hidden" if is_moved => "hidden",
                "city" if is_moved => "city",
                "public" if is_moved => "published",
                _ => "saved",
            };
            Ok(done(&form.visitor, &member, what, &record))
        }
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) => Ok(again(&form, &member, Some(&id), fault).await?),
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

async fn confirm(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let member = path.into_inner();
    let at = format!("/members/{}/verify", part(&member));
    let api = form.visitor.api().await?;
    let etag = form.fields.get("etag");
    let answer = api.change(Method::POST, &at, None, Some(etag)).await?;
    match answer {
        Ok(answer) => Ok(done(&form.visitor, &member, "confirmed", &answer.body)),
        Err(fault) => Ok(again(&form, &member, NO_FORM, fault).await?),
    }
}

async fn step(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let member = path.into_inner();
    let at = format!("/members/{}", part(&member));
    let mut body = json!({ "move": form.fields.get("move") });
    if form.fields.has("reason") {
        body["reason"] = form.fields.get("reason").into();
    }
    let wanted = Wanted {
        method: Method::POST,
        path: &format!("{at}/membership-events"),
        body,
        expected: Some(form.fields.get("etag")),
        screen: "members",
        action: &format!("{at}/move"),
        back: &at,
    };
    match form.change(wanted).await? {
        Outcome::Done(answer) => Ok(done(&form.visitor, &member, "moved", &answer.body)),
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) => Ok(again(&form, &member, NO_FORM, fault).await?),
    }
}

/// What is no form with fields: the record is shown as it is.
const NO_FORM: Option<&str> = Some("");

/// The member again, with why something was not done; of a place, the place.
async fn again(
    form: &Form,
    member: &str,
    place: Option<&str>,
    fault: Fault,
) -> Result<HttpResponse, Problem> {
    let refused = Refused {
        place,
        given: &form.fields,
        fault,
    };
    screen(&form.visitor, member, Some(refused)).await
}
