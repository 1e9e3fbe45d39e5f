//! The webhooks: who is told of what, how that went, and sending it again.

use actix_web::{Error, HttpResponse, http::Method, web};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    api::{Answer, Fault, part},
    form::{Fields, Form},
    frame::{self, Frame},
    session::Visitor,
};
use http::problem::Problem;
use network::{Lang, Timestamp};
use translations::own_name;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/webhooks")
            .route(web::get().to(list))
            .route(web::post().to(make)),
    );
    config.service(
        web::resource("/webhooks/{id}")
            .route(web::get().to(show))
            .route(web::post().to(save)),
    );
    config.service(web::resource("/webhooks/{id}/rotate").route(web::post().to(rotate)));
    config.service(web::resource("/webhooks/{id}/remove").route(web::post().to(remove)));
    config.service(
        web::resource("/webhooks/{id}/{what:pause|resume|test}").route(web::post().to(act)),
    );
    config.service(
        web::resource("/webhooks/{id}/deliveries/{delivery}/replay")
            .route(web::post().to(send_again)),
    );
}

/// What a webhook can be told of, as the API names it.
const EVENTS: [&str; 5] = [
    "member.published",
    "member.changed",
    "member.withdrawn",
    "proposal.filed",
    "import.applied",
];

/// The name of the text for an event.
fn event_text(event: &str) -> String {
    format!("console-event-{}", event.replace('.', "-"))
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Webhook>,
}

#[derive(Deserialize)]
struct Webhook {
    id: String,
    url: String,
    description: Option<String>,
    events: Vec<String>,
    lang: Option<String>,
    status: String,
    status_reason: Option<String>,
    health: Health,
}

#[derive(Deserialize)]
struct Health {
    pending: i64,
    failures: i32,
    last_delivered_at: Option<Timestamp>,
}

impl Webhook {
    /// What it is called: its description, or where its messages go.
    fn title(&self) -> &str {
        self.description.as_deref().unwrap_or(&self.url)
    }

    fn status_text(&self) -> String {
        format!("console-webhook-{}", self.status)
    }

    fn is_active(&self) -> bool {
        self.status == "active"
    }
}

/// A webhook that has got a secret just now.
#[derive(Deserialize)]
struct Made {
    id: String,
    secret: Option<String>,
}

#[derive(Deserialize)]
struct Deliveries {
    data: Vec<Delivery>,
}

#[derive(Deserialize)]
struct Delivery {
    id: String,
    event: String,
    occurred_at: Timestamp,
    status: String,
    attempts: Vec<Attempt>,
}

#[derive(Deserialize)]
struct Attempt {
    status_code: Option<u16>,
    error: Option<String>,
}

impl Delivery {
    fn event_text(&self) -> String {
        event_text(&self.event)
    }

    fn status_text(&self) -> String {
        format!("console-delivery-{}", self.status)
    }

    /// What was answered last, or what went wrong.
    fn answer(&self) -> String {
        let Some(last) = self.attempts.last() else {
            return String::new();
        };
        let code = last.status_code.map(|code| code.to_string());
        code.or(last.error.clone()).unwrap_or_default()
    }

    fn waits(&self) -> bool {
        self.status == "pending"
    }
}

/// A form of a webhook: address, description, language, and what it is told of.
#[derive(Default)]
struct Wish {
    url: String,
    description: String,
    lang: String,
    events: Vec<String>,
}

impl Wish {
    fn typed(fields: &Fields) -> Self {
        let events = fields.all("event").into_iter();
        Self {
            url: fields.get("url").to_owned(),
            description: fields.get("description").to_owned(),
            lang: fields.get("lang").to_owned(),
            events: events.map(str::to_owned).collect(),
        }
    }

    fn of(webhook: &Webhook) -> Self {
        Self {
            url: webhook.url.clone(),
            description: webhook.description.clone().unwrap_or_default(),
            lang: webhook.lang.clone().unwrap_or_default(),
            events: webhook.events.clone(),
        }
    }

    fn body(&self) -> Value {
        let told = |text: &str| match text {
            "" => Value::Null,
            text => text.into(),
        };
        json!({
            "url": self.url,
            "description": told(&self.description),
            "lang": told(&self.lang),
            "events": self.events,
        })
    }

    fn has(&self, event: &str) -> bool {
        self.events.iter().any(|known| known == event)
    }

    /// What it can be told of, with the names of the texts that say so.
    fn offered(&self) -> [(&'static str, String); 5] {
        EVENTS.map(|event| (event, event_text(event)))
    }

    fn languages(&self) -> [(&'static str, String); 7] {
        Lang::ALL.map(|lang| (lang.code(), own_name(lang)))
    }
}

#[derive(Template)]
#[template(path = "webhooks.html")]
struct Webhooks {
    frame: Frame,
    webhooks: Vec<Webhook>,
    wish: Wish,
    mistakes: Vec<String>,
}

impl Webhooks {
    fn path(&self, webhook: &Webhook) -> String {
        format!("/webhooks/{}", part(&webhook.id))
    }
}

#[derive(Template)]
#[template(path = "webhook.html")]
struct WebhookScreen {
    frame: Frame,
    webhook: Webhook,
    etag: String,
    deliveries: Vec<Delivery>,
    wish: Wish,
    mistakes: Vec<String>,
    /// A secret that was just made.
    secret: Option<String>,
}

impl WebhookScreen {
    fn path(&self, what: &str) -> String {
        format!("/webhooks/{}{what}", part(&self.webhook.id))
    }

    fn again(&self, delivery: &Delivery) -> String {
        self.path(&format!("/deliveries/{}/replay", part(&delivery.id)))
    }
}

async fn all(
    visitor: &Visitor,
    refused: Option<(&Fields, Fault)>,
) -> Result<HttpResponse, Problem> {
    let page: Page = visitor.api().await?.get("/webhooks").await?.read()?;
    let (wish, mistakes) = match refused {
        None => Default::default(),
        Some((fields, fault)) => (Wish::typed(fields), fault.told()),
    };
    let title = visitor.texts().say("console-webhooks");
    frame::give(
        frame::status(&mistakes),
        &Webhooks {
            frame: Frame::of(visitor, "team", title),
            webhooks: page.data,
            wish,
            mistakes,
        },
    )
}

/// How many deliveries are shown.
const SHOWN: usize = 50;

async fn one(
    visitor: &Visitor,
    id: &str,
    secret: Option<String>,
    refused: Option<(Option<&Fields>, Fault)>,
) -> Result<HttpResponse, Problem> {
    let api = visitor.api().await?;
    let path = format!("/webhooks/{}", part(id));
    let answer = api.get(&path).await?;
    let etag = answer.etag.clone();
    let webhook: Webhook = answer.read()?;
    let deliveries = format!("{path}/deliveries?limit={SHOWN}");
    let deliveries: Deliveries = api.get(&deliveries).await?.read()?;
    let typed = refused.as_ref().and_then(|(fields, _)| *fields);
    let wish = typed.map_or_else(|| Wish::of(&webhook), Wish::typed);
    let mistakes = refused.map_or_else(Vec::new, |(_, fault)| fault.told());
    frame::give(
        frame::status(&mistakes),
        &WebhookScreen {
            frame: Frame::of(visitor, "team", webhook.title().to_owned()),
            webhook,
            etag,
            deliveries: deliveries.data,
            wish,
            mistakes,
            secret,
        },
    )
}

async fn list(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(all(&visitor, None).await?)
}

async fn show(visitor: Visitor, path: web::Path<String>) -> Result<HttpResponse, Error> {
    Ok(one(&visitor, &path.into_inner(), None, None).await?)
}

async fn make(form: Form) -> Result<HttpResponse, Error> {
    let visitor = &form.visitor;
    let body = Wish::typed(&form.fields).body();
    let api = visitor.api().await?;
    let made = api.change(Method::POST, "/webhooks", Some(&body), None);
    match made.await? {
        Ok(answer) => {
            let made: Made = answer.read()?;
            Ok(one(visitor, &made.id, made.secret, None).await?)
        }
        Err(fault) => Ok(all(visitor, Some((&form.fields, fault))).await?),
    }
}

async fn save(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = path.into_inner();
    let body = Wish::typed(&form.fields).body();
    let done = ask(&form, &id, Method::PATCH, "", Some(&body)).await?;
    match done {
        Ok(_) => Ok(back(&form, &id, "saved")),
        Err(fault) => Ok(one(&form.visitor, &id, None, Some((Some(&form.fields), fault))).await?),
    }
}

/// Asks the API for something about a webhook, in the state that was read.
async fn ask(
    form: &Form,
    id: &str,
    method: Method,
    what: &str,
    body: Option<&Value>,
) -> Result<Result<Answer, Fault>, Problem> {
    let path = format!("/webhooks/{}{what}", part(id));
    let api = form.visitor.api().await?;
    let etag = Some(form.fields.get("etag")).filter(|etag| !etag.is_empty());
    api.change(method, &path, body, etag).await
}

fn back(form: &Form, id: &str, what: &str) -> HttpResponse {
    form.visitor.done(&format!("/webhooks/{}", part(id)), what)
}

async fn rotate(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = path.into_inner();
    let visitor = &form.visitor;
    match ask(&form, &id, Method::POST, "/rotate-secret", Some(&json!({}))).await? {
        Ok(answer) => {
            let made: Made = answer.read()?;
            Ok(one(visitor, &id, made.secret, None).await?)
        }
        Err(fault) => Ok(one(visitor, &id, None, Some((None, fault))).await?),
    }
}

async fn remove(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = path.into_inner();
    match ask(&form, &id, Method::DELETE, "", None).await? {
        Ok(_) => Ok(form.visitor.done("/webhooks", "removed")),
        Err(fault) => Ok(one(&form.visitor, &id, None, Some((None, fault))).await?),
    }
}

async fn act(form: Form, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (id, what) = path.into_inner();
    match ask(&form, &id, Method::POST, &format!("/{what}"), None).await? {
        Ok(_) => Ok(back(
            &form,
            &id,
            if what == "test" { "sent" } else { "changed" },
        )),
        Err(fault) => Ok(one(&form.visitor, &id, None, Some((None, fault))).await?),
    }
}

async fn send_again(form: Form, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (id, delivery) = path.into_inner();
    let what = format!("/deliveries/{}/replay", part(&delivery));
    match ask(&form, &id, Method::POST, &what, None).await? {
        Ok(_) => Ok(back(&form, &id, "sent")),
        Err(fault) => Ok(one(&form.visitor, &id, None, Some((None, fault))).await?),
    }
}
