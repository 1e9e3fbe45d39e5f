//! The pages for developers: the Swagger UI, and an explanation of every kind of error.

use actix_web::{HttpResponse, http::header, web};
use utoipa_swagger_ui::{Config, SwaggerUi};

use super::{
    openapi::is_below,
    problem::{Description, KINDS, Kind, Problem},
};

/// What the Swagger UI may do: run its own scripts, set styles as it goes, and ask this site.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// Whether a path is one of the Swagger UI.
pub fn is_tool(path: &str) -> bool {
    is_below(path, "/docs") && !is_below(path, "/docs/problems")
}

/// Adds the pages under `/docs`.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/docs", web::get().to(async || redirect("/docs/")))
        .route("/docs/problems", web::get().to(list_problems))
        .route("/docs/problems/", web::get().to(list_problems))
        .route("/docs/problems/{name}", web::get().to(show_problem))
        .service(
            SwaggerUi::new("/docs/{_:.*}").config(
                Config::new(["../openapi.json"])
                    .deep_linking(true)
                    .display_request_duration(true)
                    .default_models_expand_depth(0)
                    // Otherwise the page sends the document to a service elsewhere.
                    .validator_url("none"),
            ),
        );
}

fn redirect(to: &'static str) -> HttpResponse {
    HttpResponse::Found()
        .insert_header((header::LOCATION, to))
        .finish()
}

async fn list_problems() -> HttpResponse {
    let items: Vec<String> = KINDS
        .iter()
        .map(|kind| {
            format!(
                "<li><a href=\"/docs/problems/{}\">{}</a> ({})</li>",
                kind.name, kind.title, kind.status
            )
        })
        .collect();
    page("Errors", &format!("<ul>{}</ul>", items.join("")))
}

async fn show_problem(name: web::Path<String>) -> Result<HttpResponse, Problem> {
    let Description {
        status,
        title,
        remedy,
        ..
    } = KINDS
        .iter()
        .find(|kind| kind.name == *name)
        .ok_or_else(|| Problem::new(Kind::NotFound, "There is no such kind of error."))?;
    Ok(page(
        title,
        &format!(
            "<p>Status {status}</p><p>{remedy}</p><p><a href=\"/docs/problems/\">All kinds of errors</a></p>"
        ),
    ))
}

fn page(title: &str, body: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\">\
             <title>{title} — Member Network Directory</title><h1>{title}</h1>{body}</html>"
        ))
}
