//! Spreadsheets: handed over, looked at column by column, planned, applied, and taken back.

mod columns;
mod plan;
pub mod upload;
mod view;

use std::time::Duration;

use actix_web::{
    Error, HttpResponse,
    http::{Method, StatusCode, header},
    rt::time::sleep,
    web,
};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    api::{Fault, part},
    ask::{Outcome, Wanted},
    form::Form,
    frame::{self, Frame},
    session::Visitor,
};
use http::problem::Problem;
use pages::address::Address;
use upload::Upload;
use view::Import;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/import")
            .route(web::get().to(list))
            .route(web::post().to(hand_over)),
    );
    config.service(web::resource("/import/{id}").route(web::get().to(show)));
    config.service(
        web::resource("/import/{id}/columns")
            .route(web::get().to(columns::show))
            .route(web::post().to(columns::choose)),
    );
    config.service(web::resource("/import/{id}/rows").route(web::get().to(plan::rows)));
    config.service(web::resource("/import/{id}/marked.xlsx").route(web::get().to(marked)));
    config.service(web::resource("/import/{id}/plan").route(web::post().to(plan::again)));
    config.service(web::resource("/import/{id}/apply").route(web::post().to(plan::apply)));
    config.service(web::resource("/import/{id}/undo").route(web::post().to(undo)));
    config.service(web::resource("/import/{id}/forget").route(web::post().to(forget)));
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Import>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "imports.html")]
struct List {
    frame: Frame,
    imports: Vec<Import>,
    next: Option<Address>,
    mistakes: Vec<String>,
}

impl List {
    fn link(&self, import: &Import) -> Address {
        self.frame.at(&import.path())
    }
}

async fn list(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(listed(&visitor, None).await?)
}

async fn listed(visitor: &Visitor, refused: Option<Fault>) -> Result<HttpResponse, Problem> {
    let query = visitor.request().query_string();
    let asked = Address::read(visitor.directory().public_url(), "/import", query);
    let cursor = asked
        .get("cursor")
        .map(|cursor| format!("&cursor={}", part(cursor)));
    let path = format!("/imports?limit=20{}", cursor.unwrap_or_default());
    let page: Page = visitor.api().await?.get(&path).await?.read()?;
    let frame = Frame::of(visitor, "import", visitor.texts().say("console-import"));
    let status = refused
        .as_ref()
        .map(|fault| StatusCode::from_u16(fault.status));
    let screen = List {
        next: page
            .next
            .map(|next| frame.at("/import").with("cursor", &next)),
        frame,
        imports: page.data,
        mistakes: refused.map_or_else(Vec::new, Fault::told),
    };
    let status = status.and_then(Result::ok).unwrap_or(StatusCode::OK);
    frame::give(status, &screen)
}

async fn hand_over(upload: Upload) -> Result<HttpResponse, Error> {
    let (visitor, media_type, files) = upload.rest();
    let api = visitor.api().await?;
    match api.upload("/imports", media_type, files).await? {
        Ok(answer) => {
            let import: Import = answer.read()?;
            Ok(visitor.leads(&import.path()))
        }
        Err(fault) => Ok(listed(&visitor, Some(fault)).await?),
    }
}

/// How long a screen waits for a plan before it says that it is being made: most take less.
const PATIENCE: Duration = Duration::from_millis(1500);
const LOOK: Duration = Duration::from_millis(100);

/// An import, once nothing more happens to it by itself or the time is over.
async fn settled(visitor: &Visitor, id: &str) -> Result<Import, Problem> {
    let api = visitor.api().await?;
    let path = format!("/imports/{}", part(id));
    let mut waited = Duration::ZERO;
    loop {
        let import: Import = api.get(&path).await?.read()?;
        if !import.is("planning") || waited >= PATIENCE {
            return Ok(import);
        }
        sleep(LOOK).await;
        waited += LOOK;
    }
}

#[derive(Template)]
#[template(path = "import.html")]
struct Screen {
    frame: Frame,
    import: Import,
    plan: Option<plan::Read>,
    mistakes: Vec<String>,
}

impl Screen {
    fn at(&self, path: &str) -> Address {
        self.frame.at(&format!("{}{path}", self.import.path()))
    }

    fn rows(&self, kind: &str) -> Address {
        self.at("/rows").with("kind", kind)
    }
}

async fn show(visitor: Visitor, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let import = settled(&visitor, &path).await?;
    if import.is("failed") {
        // Its columns are called otherwise, or something of the files must be said first.
        return Ok(visitor.leads(&format!("{}/columns", import.path())));
    }
    Ok(shown(&visitor, import, None).await?)
}

/// An import as it stands, with why something was not done.
async fn shown(
    visitor: &Visitor,
    import: Import,
    refused: Option<Fault>,
) -> Result<HttpResponse, Problem> {
    let is_planning = import.is("planning");
    let plan = match import.is("planned") {
        true => Some(plan::Read::of(visitor, &import).await?),
        false => None,
    };
    let status = match &refused {
        Some(fault) => StatusCode::from_u16(fault.status),
        None => Ok(StatusCode::OK),
    };
    let screen = Screen {
        frame: Frame::of(visitor, "import", import.title()),
        import,
        plan,
        mistakes: refused.map_or_else(Vec::new, Fault::told),
    };
    let mut response = frame::give(status.unwrap_or(StatusCode::CONFLICT), &screen)?;
    if is_planning {
        let again = header::HeaderValue::from_static("1");
        response.headers_mut().insert(header::REFRESH, again);
    }
    Ok(response)
}

/// The import again, with why something was not done.
async fn again(visitor: &Visitor, id: &str, fault: Fault) -> Result<HttpResponse, Problem> {
    let import = settled(visitor, id).await?;
    shown(visitor, import, Some(fault)).await
}

/// The spreadsheet with its problems marked.
async fn marked(visitor: Visitor, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let path = format!("/imports/{}/plan.xlsx", part(&path));
    Ok(visitor.api().await?.file(&path).await?)
}

/// Plans an import anew, with this said of how.
async fn planned_anew(form: &Form, id: &str, body: Value) -> Result<HttpResponse, Problem> {
    let api = form.visitor.api().await?;
    let path = format!("/imports/{}/plan", part(id));
    match api.change(Method::POST, &path, Some(&body), None).await? {
        Ok(_) => Ok(form.visitor.leads(&format!("/import/{}", part(id)))),
        Err(fault) => again(&form.visitor, id, fault).await,
    }
}

async fn undo(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = part(&path);
    let at = format!("/import/{id}");
    let path = format!("/imports/{id}");
    let wanted = Wanted {
        method: Method::POST,
        path: &format!("{path}/undo"),
        body: json!({}),
        expected: None,
        screen: "import",
        action: &format!("{at}/undo"),
        back: &at,
    };
    match form.change(wanted).await? {
        Outcome::Done(_) => Ok(form.visitor.leads(&format!("{at}?done=undone"))),
        Outcome::Asked(screen) => Ok(screen),
        Outcome::Refused(fault) => Ok(again(&form.visitor, &id, fault).await?),
    }
}

async fn forget(form: Form, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let api = form.visitor.api().await?;
    let at = format!("/imports/{}", part(&path));
    match api.change(Method::DELETE, &at, None, None).await? {
        Ok(_) => Ok(form.visitor.leads("/import?done=forgotten")),
        Err(fault) => Ok(again(&form.visitor, &path, fault).await?),
    }
}

/// The text that names a kind of things in a plan.
pub fn kind_text(kind: &str) -> String {
    format!("console-import-kind-{kind}")
}

/// The text that says what a kind of readings mends.
pub fn mend_text(kind: &str) -> String {
    format!("console-mend-{}", kind.replace('_', "-"))
}
