//! Several members with one thing changed: chosen in the list, then a trial that says what would change
//! and who would be refused, then the change, with one undo.

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    api::{Fault, part},
    ask::{Outcome, Wanted},
    form::{Fields, Form},
    frame::{self, Frame},
    member_form,
    members::{self, FILTERS},
    session::Visitor,
};
use http::problem::Problem;
use pages::address::Address;

/// No member can have these addresses: those stand below `/members`.
const CHOOSE: &str = "/change-members";
const TRY: &str = "/change-members/try";
const CHANGE: &str = "/change-members/change";

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource(CHOOSE).route(web::post().to(choose)));
    config.service(web::resource(TRY).route(web::post().to(attempt)));
    config.service(web::resource(CHANGE).route(web::post().to(change)));
}

/// What can be changed, as the API names it, with what the value of each is.
const KINDS: [(&str, Of); 7] = [
    ("verify", Of::Nothing),
    ("move", Of::Move),
    ("add_service", Of::Service),
    ("remove_service", Of::Service),
    ("add_language", Of::Language),
    ("remove_language", Of::Language),
    ("country", Of::Country),
];

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Nothing,
    Move,
    Service,
    Language,
    Country,
}

/// The steps of a membership, as the API names them.
const MOVES: [&str; 6] = [
    "admit",
    "withdraw",
    "suspend",
    "reinstate",
    "end",
    "reapply",
];

/// Something that can be changed at all who were chosen.
struct Offer {
    kind: &'static str,
    of: Of,
    /// What the value can be, with what that is called; nothing where it is written, or where there is
    /// none.
    choices: Vec<(String, String)>,
}

impl Offer {
    fn text(&self) -> String {
        format!("console-bulk-{}", self.kind.replace('_', "-"))
    }

    fn takes_reason(&self) -> bool {
        self.of == Of::Move
    }

    fn is_written(&self) -> bool {
        self.of == Of::Language
    }
}

#[derive(Template)]
#[template(path = "bulk.html")]
struct Choosing {
    frame: Frame,
    /// How many were chosen; nothing where it is all that the filter finds.
    count: Option<usize>,
    offers: Vec<Offer>,
    /// Who, to be sent again.
    fields: Vec<(String, String)>,
    mistakes: Vec<String>,
}

#[derive(Template)]
#[template(path = "bulk_trial.html")]
struct Trial {
    frame: Frame,
    /// What would be done, in words.
    what: String,
    changed: usize,
    unchanged: usize,
    refused: Vec<Refused>,
    etag: String,
    fields: Vec<(String, String)>,
}

impl Trial {
    fn link(&self, member: &Refused) -> Address {
        self.frame.at(&format!("/members/{}", part(&member.slug)))
    }
}

#[derive(Deserialize)]
struct Refused {
    slug: String,
    name: String,
    message: String,
}

#[derive(Deserialize)]
struct Tried {
    changed: usize,
    unchanged: usize,
    refused: Vec<Refused>,
    revision: Option<i64>,
}

/// Whom a form names: those that were ticked, or all that its filters find.
fn whom(fields: &Fields) -> Value {
    let ticked = fields.all("member");
    if !fields.has("all") {
        return json!({ "members": ticked });
    }
    let filters = FILTERS.iter().filter(|name| fields.has(name));
    let filters: Map<String, Value> = filters
        .map(|name| {
            let value = fields.get(name);
            let value = match *name {
                "status" | "country" | "service" => json!([value]),
                "has_hidden_location" => json!(value == "true"),
                _ => json!(value),
            };
            ((*name).to_owned(), value)
        })
        .collect();
    json!({ "matching": filters })
}

/// What is to be done to whom, as the API takes it.
fn wanted(fields: &Fields) -> Value {
    let mut body = whom(fields);
    let kind = fields.get("kind");
    body["kind"] = kind.into();
    let value = fields.get(&format!("value.{kind}"));
    if !value.is_empty() {
        body["value"] = value.into();
    }
    if kind == "move" && fields.has("reason") {
        body["reason"] = fields.get("reason").into();
    }
    // Who is refused has been told by the trial.
    body["skip_refused"] = true.into();
    body
}

async fn offers(visitor: &Visitor) -> Result<Vec<Offer>, Problem> {
    let texts = visitor.texts();
    let services = members::services(visitor).await?;
    let choices = |of| match of {
        Of::Nothing | Of::Language => Vec::new(),
        Of::Country => member_form::countries(texts.0)
            .into_iter()
            .map(|country| (country.code.to_owned(), country.label))
            .collect(),
        Of::Move => MOVES
            .map(|step| (step.to_owned(), texts.say(&format!("console-step-{step}"))))
            .into(),
        Of::Service => services.clone(),
    };
    let offer = |(kind, of): (&'static str, Of)| Offer {
        kind,
        of,
        choices: choices(of),
    };
    Ok(KINDS.map(offer).into())
}

/// The screen on which is said what is changed.
async fn choosing(
    visitor: &Visitor,
    fields: &Fields,
    mistakes: Vec<String>,
) -> Result<HttpResponse, Problem> {
    let ticked = fields.all("member").len();
    if ticked == 0 && !fields.has("all") {
        return Ok(visitor.leads("/members"));
    }
    let title = visitor.texts().say("console-bulk");
    let status = frame::status(&mistakes);
    let mut sent = fields.again();
    sent.retain(|(name, _)| is_about_whom(name));
    frame::give(
        status,
        &Choosing {
            frame: Frame::of(visitor, "members", title),
            count: (!fields.has("all")).then_some(ticked),
            offers: offers(visitor).await?,
            fields: sent,
            mistakes,
        },
    )
}

fn is_about_whom(name: &str) -> bool {
    name == "member" || name == "all" || FILTERS.contains(&name)
}

async fn choose(form: Form) -> Result<HttpResponse, Error> {
    Ok(choosing(&form.visitor, &form.fields, Vec::new()).await?)
}

/// The change in words.
fn in_words(form: &Form, offers: &[Offer]) -> String {
    let fields = &form.fields;
    let kind = fields.get("kind");
    let Some(offer) = offers.iter().find(|offer| offer.kind == kind) else {
        return String::new();
    };
    let value = fields.get(&format!("value.{kind}"));
    let chosen = offer.choices.iter().find(|(code, _)| code == value);
    let value = chosen.map_or(value, |(_, label)| label);
    let what = form.visitor.texts().say(&offer.text());
    match value {
        "" => what,
        value => format!("{what}: {value}"),
    }
}

async fn attempt(form: Form) -> Result<HttpResponse, Error> {
    let visitor = &form.visitor;
    let mut body = wanted(&form.fields);
    // Whether more becomes public is asked before it is done, not before it is tried.
    body["confirm_publication"] = true.into();
    let api = visitor.api().await?;
    let tried = api.change(
        Method::POST,
        "/members/bulk?dry_run=true",
        Some(&body),
        None,
    );
    let answer = match tried.await? {
        Ok(answer) => answer,
        Err(fault) => {
            let mistakes = fault.told();
            return Ok(choosing(visitor, &form.fields, mistakes).await?);
        }
    };
    let etag = answer.etag.clone();
    let tried: Tried = answer.read()?;
    let frame = Frame::of(visitor, "members", visitor.texts().say("console-bulk"));
    let screen = Trial {
        what: in_words(&form, &offers(visitor).await?),
        changed: tried.changed,
        unchanged: tried.unchanged,
        refused: tried.refused,
        etag,
        fields: form.fields.again(),
        frame,
    };
    Ok(frame::give(StatusCode::OK, &screen)?)
}

async fn change(form: Form) -> Result<HttpResponse, Error> {
    let wanted = Wanted {
        method: Method::POST,
        path: "/members/bulk",
        body: wanted(&form.fields),
        expected: Some(form.fields.get("etag")),
        screen: "members",
        action: CHANGE,
        back: "/members",
    };
    match form.change(wanted).await? {
        Outcome::Done(answer) => {
            let done: Tried = answer.read()?;
            Ok(form.visitor.undoable("/members", "changed", done.revision))
        }
        Outcome::Asked(screen) => Ok(screen),
        // Somebody changed one of them since the trial: it is tried once more.
        Outcome::Refused(fault) if fault.is_stale() => attempt(form).await,
        Outcome::Refused(fault) => Err(Fault::problem(fault).into()),
    }
}
