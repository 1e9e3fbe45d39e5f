//! A new member, with what is asked first.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde_json::{Value, json};

use crate::{
    api::{Fault, part},
    ask::{Outcome, Wanted},
    form::{Fields, Form},
    frame::{self, Frame},
    member,
    member_form::{self, Input, MEMBER},
    session::Visitor,
};
use http::problem::Problem;
use pages::address::Address;

/// No member can have this address: those stand below `/members`.
const PATH: &str = "/new-member";

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource(PATH)
            .route(web::get().to(begin))
            .route(web::post().to(create)),
    );
}

#[derive(Template)]
#[template(path = "new_member.html")]
struct NewMember {
    frame: Frame,
    inputs: Vec<Input>,
    mistakes: Vec<String>,
    /// Members that it may be.
    candidates: Vec<(String, Address)>,
    city: String,
    is_applicant: bool,
}

fn screen(visitor: &Visitor, refused: Option<(&Fields, &Fault)>) -> Result<HttpResponse, Problem> {
    let texts = visitor.texts();
    let frame = Frame::of(visitor, "members", texts.say("console-new-member"));
    let inputs = member_form::inputs(texts, &MEMBER, &Value::Null, refused);
    let mistakes = refused.map(|(_, fault)| member_form::unsaid(fault, &inputs));
    let (given, status) = match refused {
        Some((given, fault)) => (Some(given), StatusCode::from_u16(fault.status)),
        None => (None, Ok(StatusCode::OK)),
    };
    let candidates = refused.map_or_else(Vec::new, |(_, fault)| {
        let candidates = fault.candidates.iter().filter_map(|candidate| {
            let slug = candidate["slug"].as_str()?;
            let name = candidate["name"].as_str()?.to_owned();
            Some((name, frame.at(&format!("/members/{}", part(slug)))))
        });
        candidates.collect()
    });
    frame::give(
        status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY),
        &NewMember {
            frame,
            inputs,
            mistakes: mistakes.unwrap_or_default(),
            candidates,
            city: given.map_or_else(String::new, |given| given.get("city").to_owned()),
            is_applicant: given.is_some_and(|given| given.get("status") == "applicant"),
        },
    )
}

async fn begin(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, None)?)
}

async fn create(form: Form) -> Result<HttpResponse, Error> {
    let fields = &form.fields;
    let mut body = member_form::patch(&MEMBER, &Value::Null, fields);
    let status = match fields.get("status") {
        "applicant" => "applicant",
        _ => "member",
    };
    body["membership"]["status"] = status.into();
    if fields.has("city") {
        // Nothing of it but its city is shown until somebody says more of it.
        body["locations"] = json!([{
            "kind": "office",
            "city": fields.get("city"),
            "visibility": "city",
        }]);
    }
    if fields.has("not_a_duplicate") {
        body["allow_duplicate"] = true.into();
    }
    let wanted = Wanted {
        method: Method::POST,
        path: "/members",
        body,
        expected: None,
        screen: "members",
        action: PATH,
        back: "/members",
    };
    match form.change(wanted).await? {
        Outcome::Done(answer) => Ok(member::done(&form.visitor, "", "made", &answer.body)),
        Outcome::Asked(question) => Ok(question),
        Outcome::Refused(fault) => Ok(screen(&form.visitor, Some((fields, &fault)))?),
    }
}
