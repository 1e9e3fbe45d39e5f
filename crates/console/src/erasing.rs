//! Erasing a person: what names them is listed first, and of every sentence somebody says whether it
//! is taken out or kept. There is no way back.

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
    form::{Fields, Form},
    frame::{self, Frame},
    session::Visitor,
    words::Words,
};
use http::problem::Problem;
use pages::address::Address;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/erase")
            .route(web::get().to(begin))
            .route(web::post().to(erase_somebody)),
    );
    config.service(web::resource("/erase/look").route(web::post().to(look_for_somebody)));
    config.service(
        web::resource("/members/{member}/people/{id}/erase")
            .route(web::post().to(look_for_contact)),
    );
    config.service(
        web::resource("/members/{member}/people/{id}/erase/all")
            .route(web::post().to(erase_contact)),
    );
}

/// What somebody is known by, as forms and the API name it.
const KNOWN_BY: [&str; 3] = ["names", "emails", "phones"];

/// What a form says beside a finding: what becomes of it.
const DECISION: &str = "do.";

#[derive(Default, Deserialize)]
struct Found {
    contacts: Vec<Finding>,
    fields: Vec<Finding>,
    sentences: Vec<Finding>,
    copies: usize,
}

#[derive(Deserialize)]
struct Finding {
    id: String,
    text: String,
    places: Vec<Place>,
}

/// Where something stands.
#[derive(Deserialize)]
struct Place {
    r#in: String,
    member_id: Option<String>,
    pointer: String,
}

impl Place {
    fn holder_text(&self) -> String {
        format!("console-holder-{}", self.r#in.replace('_', "-"))
    }

    fn field(&self, words: &Words) -> String {
        let subject = match self.r#in.as_str() {
            "entry" => "member",
            subject => subject,
        };
        words.field_of(subject, &self.pointer)
    }
}

impl Found {
    /// The lists with their headings; of the last one every thing is decided by itself.
    fn lists(&self) -> [(&'static str, &[Finding], bool); 3] {
        [
            ("console-found-contacts", &self.contacts, false),
            ("console-found-fields", &self.fields, false),
            ("console-found-sentences", &self.sentences, true),
        ]
    }

    fn is_empty(&self) -> bool {
        self.copies == 0 && self.lists().iter().all(|(_, list, _)| list.is_empty())
    }
}

#[derive(Deserialize)]
struct PersonalData {
    found: Found,
}

#[derive(Deserialize)]
struct Erased {
    audit_lines: usize,
    entries: usize,
    texts: usize,
    kept: Found,
}

/// Whom to look for.
#[derive(Template)]
#[template(path = "erase.html")]
struct Whom {
    frame: Frame,
    /// What was typed, and what is wrong.
    typed: [String; 3],
    mistakes: Vec<String>,
}

/// What was found, with what is to become of it.
#[derive(Template)]
#[template(path = "found.html")]
struct Looked {
    frame: Frame,
    words: Words,
    found: Found,
    action: Address,
    back: Address,
    /// By what the person is known, to be sent again.
    fields: Vec<(String, String)>,
    mistakes: Vec<String>,
}

impl Looked {
    fn decision(&self, finding: &Finding) -> String {
        format!("{DECISION}{}", finding.id)
    }

    fn member(&self, id: &str) -> Address {
        self.frame.at(&format!("/members/{}", part(id)))
    }
}

/// What was erased, and what was kept.
#[derive(Template)]
#[template(path = "erased.html")]
struct Done {
    frame: Frame,
    erased: Erased,
}

fn lines(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}

/// By what somebody is known, as a form says it.
fn somebody(fields: &Fields) -> Value {
    let known = KNOWN_BY.map(|name| (name.to_owned(), json!(lines(fields.get(name)))));
    Value::Object(known.into_iter().collect())
}

fn whom(visitor: &Visitor, refused: Option<(&Fields, Fault)>) -> Result<HttpResponse, Problem> {
    let title = visitor.texts().say("console-erase-title");
    let (typed, mistakes, status) = match refused {
        None => (Default::default(), Vec::new(), StatusCode::OK),
        Some((fields, fault)) => (
            KNOWN_BY.map(|name| fields.get(name).to_owned()),
            fault.told(),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    };
    let frame = Frame::of(visitor, "members", title);
    let screen = Whom {
        frame,
        typed,
        mistakes,
    };
    frame::give(status, &screen)
}

async fn begin(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(whom(&visitor, None)?)
}

/// Shows what was found; `paths` are where the decisions go and where one goes who erases nothing.
fn looked(
    visitor: &Visitor,
    found: Found,
    paths: [&str; 2],
    fields: Vec<(String, String)>,
    mistakes: Vec<String>,
) -> Result<HttpResponse, Problem> {
    let title = visitor.texts().say("console-erase-title");
    let status = frame::status(&mistakes);
    let frame = Frame::of(visitor, "members", title);
    let [action, back] = paths.map(|path| frame.at(path));
    let screen = Looked {
        frame,
        words: Words::of(visitor),
        found,
        action,
        back,
        fields,
        mistakes,
    };
    frame::give(status, &screen)
}

async fn find_somebody(form: &Form, mistakes: Vec<String>) -> Result<HttpResponse, Problem> {
    let (visitor, fields) = (&form.visitor, &form.fields);
    let api = visitor.api().await?;
    let body = somebody(fields);
    let found = api.change(Method::POST, "/personal-data/search", Some(&body), None);
    let found = match found.await? {
        Ok(answer) => answer.read()?,
        Err(fault) => return whom(visitor, Some((fields, fault))),
    };
    let known = KNOWN_BY.map(|name| (name.to_owned(), fields.get(name).to_owned()));
    looked(visitor, found, ["/erase", "/erase"], known.into(), mistakes)
}

async fn look_for_somebody(form: Form) -> Result<HttpResponse, Error> {
    Ok(find_somebody(&form, Vec::new()).await?)
}

async fn find_contact(
    form: &Form,
    member: &str,
    id: &str,
    mistakes: Vec<String>,
) -> Result<HttpResponse, Problem> {
    let at = format!("/members/{}", part(member));
    let path = format!("{at}/contacts/{}/personal-data", part(id));
    let Answer { body, etag } = form.visitor.api().await?.get(&path).await?;
    let data: PersonalData =
        serde_json::from_value(body).map_err(|error| Problem::internal(&error))?;
    let action = format!("{at}/people/{}/erase/all", part(id));
    let fields = vec![("etag".to_owned(), etag)];
    looked(&form.visitor, data.found, [&action, &at], fields, mistakes)
}

async fn look_for_contact(
    form: Form,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let (member, id) = path.into_inner();
    Ok(find_contact(&form, &member, &id, Vec::new()).await?)
}

/// Writes into a body what is to become of what was found.
fn decide(body: &mut Value, fields: &Fields) {
    for what in ["keep", "remove"] {
        body[what] = fields.named(DECISION, what).into();
    }
}

fn done(visitor: &Visitor, answer: Answer) -> Result<HttpResponse, Problem> {
    let title = visitor.texts().say("console-erased");
    let screen = Done {
        frame: Frame::of(visitor, "members", title),
        erased: answer.read()?,
    };
    frame::give(StatusCode::OK, &screen)
}

async fn erase_somebody(form: Form) -> Result<HttpResponse, Error> {
    let mut body = somebody(&form.fields);
    decide(&mut body, &form.fields);
    let api = form.visitor.api().await?;
    let erased = api.change(Method::POST, "/personal-data/erase", Some(&body), None);
    match erased.await? {
        Ok(answer) => Ok(done(&form.visitor, answer)?),
        Err(fault) => Ok(find_somebody(&form, fault.told()).await?),
    }
}

async fn erase_contact(
    form: Form,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let (member, id) = path.into_inner();
    let mut body = json!({});
    decide(&mut body, &form.fields);
    let path = format!(
        "/members/{}/contacts/{}/personal-data",
        part(&member),
        part(&id)
    );
    let etag = form.fields.get("etag");
    let api = form.visitor.api().await?;
    let erased = api.change(Method::DELETE, &path, Some(&body), Some(etag));
    match erased.await? {
        Ok(answer) => Ok(done(&form.visitor, answer)?),
        Err(fault) => {
            let mistakes = fault.told();
            Ok(find_contact(&form, &member, &id, mistakes).await?)
        }
    }
}
