//! The network itself: what it says of itself, and its services with their labels and search words.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    api::{Answer, Fault, part},
    ask::{Outcome, Wanted},
    conflict,
    form::{Fields, Form},
    frame::{self, Frame},
    member_form::{self, Input, Kind, NETWORK, SERVICE},
    members,
    session::Visitor,
};
use http::problem::Problem;
use pages::address::Address;

const PROFILE: &str = "/network";
const SERVICES: &str = "/services";
/// The code of a service may hold a slash, so it stands in the query, and not in the path.
const ONE: &str = "/services/one";
const MERGE: &str = "/services/merge";
const REMOVE: &str = "/services/remove";

pub fn configure(config: &mut web::ServiceConfig) {
    let mut both = |path: &str, shown, posted| {
        config.service(web::resource(path).route(shown).route(posted));
    };
    both(PROFILE, web::get().to(profile), web::post().to(save));
    both(SERVICES, web::get().to(services), web::post().to(add));
    both(ONE, web::get().to(service), web::post().to(save_service));
    config.service(web::resource(MERGE).route(web::post().to(merge)));
    config.service(web::resource(REMOVE).route(web::post().to(remove)));
}

/// A form of the network or of a service, by what was refused of it.
type Refused<'a> = Option<(&'a Fields, &'a Fault)>;

fn mistakes_of(refused: Refused<'_>, inputs: &[Input]) -> (Vec<String>, StatusCode) {
    match refused {
        None => (Vec::new(), StatusCode::OK),
        Some((_, fault)) => (
            member_form::unsaid(fault, inputs),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    }
}

#[derive(Template)]
#[template(path = "network.html")]
struct Profile {
    frame: Frame,
    inputs: Vec<Input>,
    mistakes: Vec<String>,
    etag: String,
}

async fn profile_screen(visitor: &Visitor, refused: Refused<'_>) -> Result<HttpResponse, Problem> {
    let texts = visitor.texts();
    let Answer { body, etag } = visitor.api().await?.get(PROFILE).await?;
    let inputs = member_form::inputs(texts, &NETWORK, &body, refused);
    let (mistakes, status) = mistakes_of(refused, &inputs);
    let frame = Frame::of(visitor, "network", texts.say("console-network"));
    let screen = Profile {
        frame,
        inputs,
        mistakes,
        etag,
    };
    frame::give(status, &screen)
}

async fn profile(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(profile_screen(&visitor, None).await?)
}

/// A form of the network or of a service: what it is about, and where it leads.
struct Saved<'a> {
    /// The record's path below the registry's.
    path: &'a str,
    fields: &'a [(&'a str, Kind)],
    action: &'a str,
    back: &'a str,
    /// Where it is shown once it is saved.
    shown: &'a str,
}

/// Saves what a form says; what the form alone can tell is given back.
async fn saved(form: &Form, saved: Saved<'_>) -> Result<Result<HttpResponse, Fault>, Problem> {
    let Answer { body: now, etag } = form.visitor.api().await?.get(saved.path).await?;
    let wanted = Wanted {
        method: Method::PATCH,
        path: saved.path,
        body: member_form::patch(saved.fields, &now, &form.fields),
        expected: Some(form.fields.get("etag")),
        screen: "network",
        action: saved.action,
        back: saved.back,
    };
    let done = || form.visitor.done(saved.shown, "saved");
    Ok(match form.change(wanted).await? {
        Outcome::Done(_) => Ok(done()),
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) if fault.is_stale() => {
            let meeting = conflict::Meeting {
                screen: "network",
                fields: saved.fields,
                now: &now,
                base: None,
                etag: &etag,
                revision: &Value::Null,
                action: saved.action,
                back: saved.back,
            };
            Ok(conflict::ask(form, &meeting)?.unwrap_or_else(done))
        }
        Outcome::Refused(fault) => Err(fault),
    })
}

async fn save(form: Form) -> Result<HttpResponse, Error> {
    let profile = Saved {
        path: PROFILE,
        fields: &NETWORK,
        action: PROFILE,
        back: PROFILE,
        shown: PROFILE,
    };
    Ok(match saved(&form, profile).await? {
        Ok(answer) => answer,
        Err(fault) => profile_screen(&form.visitor, Some((&form.fields, &fault))).await?,
    })
}

#[derive(Deserialize)]
struct Types {
    data: Vec<Type>,
}

#[derive(Deserialize)]
struct Type {
    code: String,
    core: bool,
    members: usize,
}

#[derive(Template)]
#[template(path = "services.html")]
struct Services {
    frame: Frame,
    types: Vec<Type>,
    named: Vec<(String, String)>,
    /// The form of a new one.
    inputs: Vec<Input>,
    code: String,
    mistakes: Vec<String>,
}

impl Services {
    fn label(&self, code: &str) -> &str {
        let known = self.named.iter().find(|(known, _)| known == code);
        known.map_or("", |(_, label)| label)
    }

    fn link(&self, code: &str) -> Address {
        self.frame.at(ONE).with("code", code)
    }
}

async fn services_screen(visitor: &Visitor, refused: Refused<'_>) -> Result<HttpResponse, Problem> {
    let texts = visitor.texts();
    let types: Types = visitor.api().await?.get("/service-types").await?.read()?;
    let inputs = member_form::inputs(texts, &SERVICE, &Value::Null, refused);
    let (mistakes, status) = mistakes_of(refused, &inputs);
    let code = refused.map_or("", |(given, _)| given.get("code"));
    frame::give(
        status,
        &Services {
            frame: Frame::of(visitor, "network", texts.say("console-shown-services")),
            types: types.data,
            named: members::services(visitor).await?,
            inputs,
            code: code.to_owned(),
            mistakes,
        },
    )
}

async fn services(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(services_screen(&visitor, None).await?)
}

async fn add(form: Form) -> Result<HttpResponse, Error> {
    let mut body = member_form::patch(&SERVICE, &Value::Null, &form.fields);
    body["code"] = form.fields.get("code").into();
    let wanted = Wanted {
        method: Method::POST,
        path: "/service-types",
        body,
        expected: None,
        screen: "network",
        action: SERVICES,
        back: SERVICES,
    };
    match form.change(wanted).await? {
        Outcome::Done(_) => Ok(form.visitor.done(SERVICES, "made")),
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) => {
            Ok(services_screen(&form.visitor, Some((&form.fields, &fault))).await?)
        }
    }
}

#[derive(Template)]
#[template(path = "service.html")]
struct Service {
    frame: Frame,
    code: String,
    etag: String,
    inputs: Vec<Input>,
    mistakes: Vec<String>,
    /// Into which it can be merged.
    others: Vec<(String, String)>,
    /// Whether it stays whatever happens: one of those that every network has.
    is_core: bool,
    members: usize,
}

async fn service_screen(
    visitor: &Visitor,
    code: &str,
    refused: Refused<'_>,
) -> Result<HttpResponse, Problem> {
    let texts = visitor.texts();
    let api = visitor.api().await?;
    let path = format!("/service-types/{}", part(code));
    let Answer { body, etag } = api.get(&path).await?;
    let types: Types = api.get("/service-types").await?.read()?;
    let one = types.data.into_iter().find(|one| one.code == code);
    let mut others = members::services(visitor).await?;
    let place = others.iter().position(|(known, _)| known == code);
    let title = place.map(|place| others.remove(place).1);
    let inputs = member_form::inputs(texts, &SERVICE, &body, refused);
    let (mistakes, status) = mistakes_of(refused, &inputs);
    frame::give(
        status,
        &Service {
            frame: Frame::of(visitor, "network", title.unwrap_or(code.to_owned())),
            code: code.to_owned(),
            etag,
            inputs,
            mistakes,
            others,
            is_core: one.as_ref().is_none_or(|one| one.core),
            members: one.map_or(0, |one| one.members),
        },
    )
}

async fn service(visitor: Visitor) -> Result<HttpResponse, Error> {
    let request = visitor.request();
    let public_url = visitor.directory().public_url();
    let address = Address::read(public_url, request.path(), request.query_string());
    let code = address.get("code").unwrap_or_default().to_owned();
    Ok(service_screen(&visitor, &code, None).await?)
}

/// Where a service is, below the console's path.
fn at(code: &str) -> String {
    format!("{ONE}?code={}", part(code))
}

async fn save_service(form: Form) -> Result<HttpResponse, Error> {
    let code = form.fields.get("code");
    let service = Saved {
        path: &format!("/service-types/{}", part(code)),
        fields: &SERVICE,
        action: ONE,
        back: SERVICES,
        shown: &at(code),
    };
    Ok(match saved(&form, service).await? {
        Ok(answer) => answer,
        Err(fault) => service_screen(&form.visitor, code, Some((&form.fields, &fault))).await?,
    })
}

/// Asks for what ends a service, and leads to the others.
async fn end(
    form: Form,
    method: Method,
    what: &str,
    body: Option<Value>,
    told: &str,
) -> Result<HttpResponse, Error> {
    let code = form.fields.get("code");
    let path = format!("/service-types/{}{what}", part(code));
    let etag = Some(form.fields.get("etag"));
    let api = form.visitor.api().await?;
    match api.change(method, &path, body.as_ref(), etag).await? {
        Ok(_) => Ok(form.visitor.done(SERVICES, told)),
        Err(fault) => {
            let nothing_typed = Some((&form.fields, &fault));
            Ok(service_screen(&form.visitor, code, nothing_typed).await?)
        }
    }
}

async fn merge(form: Form) -> Result<HttpResponse, Error> {
    let body = json!({ "into": form.fields.get("into") });
    end(form, Method::POST, "/merge", Some(body), "joined").await
}

async fn remove(form: Form) -> Result<HttpResponse, Error> {
    end(form, Method::DELETE, "", None, "removed").await
}
