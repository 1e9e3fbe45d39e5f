//! The whole of the books to take away: a backup, and the full export. For admins alone, as the API
//! has it.

use actix_web::{Error, HttpResponse, http::StatusCode, web};
use askama::Template;

use crate::{
    frame::{self, Frame},
    session::Visitor,
};
use http::problem::{Kind, Problem};

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/backup").route(web::get().to(show)));
    config.service(web::resource("/backup/{file}").route(web::get().to(file)));
}

/// What can be taken away: its name in addresses, and the API's path.
const FILES: [(&str, &str); 3] = [
    ("backup", "/backup"),
    ("ndjson", "/export"),
    ("xlsx", "/export.xlsx"),
];

#[derive(Template)]
#[template(path = "backup.html")]
struct Backup {
    frame: Frame,
    mistakes: Vec<String>,
}

fn screen(visitor: &Visitor, mistakes: Vec<String>) -> Result<HttpResponse, Problem> {
    if !visitor.is_admin() {
        let why = "Only an admin takes away the whole of the books.";
        return Err(Problem::new(Kind::Forbidden, why));
    }
    let status = match mistakes.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::SERVICE_UNAVAILABLE,
    };
    let title = visitor.texts().say("console-backup");
    let frame = Frame::of(visitor, "network", title);
    frame::give(status, &Backup { frame, mistakes })
}

async fn show(visitor: Visitor) -> Result<HttpResponse, Error> {
    Ok(screen(&visitor, Vec::new())?)
}

async fn file(visitor: Visitor, file: web::Path<String>) -> Result<HttpResponse, Error> {
    let file = FILES.iter().find(|(name, _)| *name == *file);
    let Some((_, path)) = file else {
        return Err(Problem::new(Kind::NotFound, "There is no such file.").into());
    };
    match visitor.api().await?.file(path).await {
        Ok(file) => Ok(file),
        // What the server lacks for it is told where it was asked for.
        Err(problem) if problem.kind == Kind::Unavailable => {
            Ok(screen(&visitor, vec![problem.detail])?)
        }
        Err(problem) => Err(problem.into()),
    }
}
