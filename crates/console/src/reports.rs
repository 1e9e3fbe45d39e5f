//! What visitors and the holders of personal links wrote about entries: apart from corrections, for
//! anybody may have written anything.

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
    config.service(web::resource("/reports").route(web::get().to(show)));
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

#[derive(Deserialize)]
struct Named {
    slug: String,
    name: String,
}

#[derive(Template)]
#[template(path = "reports.html")]
struct Reports {
    frame: Frame,
    reports: Vec<Report>,
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

/// How many are shown at a time.
const SHOWN: usize = 20;

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    let api = visitor.api().await?;
    let path = format!("/reports?status=open&limit={SHOWN}");
    let page: Page = api.get(&path).await?.read()?;
    let mut reports = Vec::with_capacity(page.data.len());
    for written in page.data {
        let path = format!("/members/{}", part(&written.member_id));
        let Named { slug, name } = api.get(&path).await?.read()?;
        reports.push(Report {
            written,
            member: name,
            slug,
        });
    }
    let title = visitor.texts().say("console-reports");
    let frame = Frame::of(&visitor, "reports", title);
    Ok(frame::give(StatusCode::OK, &Reports { frame, reports })?)
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
