//! What visitors and the holders of personal links wrote about entries: apart from corrections, for
//! anybody may have written anything. What came by links stands before what strangers wrote, so that no
//! flood of that hides it.

use std::collections::HashMap;

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode},
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::json;

use crate::{
    api::part,
    form::Form,
    frame::{self, Frame},
    session::Visitor,
};
use network::Timestamp;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/reports")
            .route(web::get().to(show))
            .route(web::post().to(discard)),
    );
    config.service(web::resource("/reports/{id}").route(web::post().to(decide)));
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Written>,
}

/// What somebody wrote.
#[derive(Deserialize)]
struct Written {
    id: String,
    member_id: String,
    kind: String,
    filed_at: Timestamp,
    text: Option<String>,
    name: Option<String>,
    email: Option<String>,
}

/// The same with the member that it is about.
struct Report {
    written: Written,
    member: String,
    slug: String,
}

#[derive(Clone, Deserialize)]
struct Named {
    slug: String,
    name: String,
}

/// Reports of the same origin.
struct Group {
    /// The name of the text that says whose they are.
    title: &'static str,
    reports: Vec<Report>,
    /// Whether all that are shown can be discarded at once.
    is_of_strangers: bool,
}

/// Where reports come from: what each group is called, its kinds, and whether anybody may have written
/// it.
const GROUPS: [(&str, &str, bool); 2] = [
    (
        "console-reports-of-members",
        "wish,handover,objection",
        false,
    ),
    ("console-reports-of-visitors", "mistake", true),
];

#[derive(Template)]
#[template(path = "reports.html")]
struct Reports {
    frame: Frame,
    /// Those in which something waits.
    groups: Vec<Group>,
}

impl Reports {
    fn kind(&self, report: &Report) -> String {
        let id = format!("console-report-{}", report.written.kind);
        self.frame.texts.say(&id)
    }

    fn member_path(&self, report: &Report) -> String {
        format!("/members/{}", part(&report.slug))
    }

    fn path(&self, report: &Report) -> String {
        format!("/reports/{}", part(&report.written.id))
    }
}

/// How many of each group are shown at a time.
const SHOWN: usize = 50;

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    let api = visitor.api().await?;
    let mut groups = Vec::new();
    let mut known: HashMap<String, Named> = HashMap::new();
    for (title, kinds, is_of_strangers) in GROUPS {
        let path = format!("/reports?status=open&kind={kinds}&limit={SHOWN}");
        let page: Page = api.get(&path).await?.read()?;
        let mut reports = Vec::with_capacity(page.data.len());
        for written in page.data {
            let named = match known.get(&written.member_id) {
                Some(named) => named.clone(),
                None => {
                    let path = format!("/members/{}", part(&written.member_id));
                    let named: Named = api.get(&path).await?.read()?;
                    known.insert(written.member_id.clone(), named.clone());
                    named
                }
            };
            reports.push(Report {
                written,
                member: named.name,
                slug: named.slug,
            });
        }
        if !reports.is_empty() {
            groups.push(Group {
                title,
                reports,
                is_of_strangers,
            });
        }
    }
    let title = visitor.texts().say("console-reports");
    let frame = Frame::of(&visitor, "reports", title);
    Ok(frame::give(StatusCode::OK, &Reports { frame, groups })?)
}

/// Discards all that were shown. What somebody else decided meanwhile stays as it is.
async fn discard(form: Form) -> Result<HttpResponse, Error> {
    let visitor = &form.visitor;
    let body = json!({ "status": "discarded" });
    let api = visitor.api().await?;
    for id in form.fields.all("id").into_iter().take(SHOWN) {
        let path = format!("/reports/{}/decide", part(id));
        let done = api.change(Method::POST, &path, Some(&body), None).await?;
        if let Err(fault) = done
            && fault.status != StatusCode::CONFLICT.as_u16()
        {
            return Err(fault.problem().into());
        }
    }
    Ok(visitor.done("/reports", "saved"))
}

async fn decide(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let visitor = &form.visitor;
    let body = json!({ "status": form.fields.get("status") });
    let path = format!("/reports/{}/decide", part(&path.into_inner()));
    let api = visitor.api().await?;
    let done = api.change(Method::POST, &path, Some(&body), None).await?;
    done.map_err(|fault| fault.problem())?;
    Ok(visitor.done("/reports", "saved"))
}
