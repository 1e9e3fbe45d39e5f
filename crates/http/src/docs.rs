//! The Swagger UI.

pub mod guides;

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use serde_json::json;
use utoipa_swagger_ui::{Config, serve};

use guides::GUIDES;

use super::{
    fixed::Fixed, formats::newsletter::html::escape, paths::is_below, problem::Problem,
    state::State,
};

/// What the Swagger UI may do: run its own scripts, set styles as it goes, and ask this site.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// Whether a path is one of the Swagger UI.
pub fn is_tool(path: &str) -> bool {
    is_below(path, "/docs") && !is_below(path, "/docs/problems")
}

/// The Swagger UI's own files that the page asks for.
const FILES: [&str; 4] = [
    "swagger-ui.css",
    "swagger-ui-bundle.js",
    "swagger-ui-standalone-preset.js",
    "favicon-32x32.png",
];

/// How long a browser keeps them without asking: a new version of the program may have others.
const CACHE_CONTROL: &str = "public, max-age=3600";

/// Adds the pages under `/docs`.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/docs", web::get().to(to_tool))
        .route("/docs/index.html", web::get().to(to_tool))
        .route("/docs/", web::get().to(show_tool))
        .route("/docs/{file}", web::get().to(show_file));
}

async fn to_tool(state: web::Data<State>) -> HttpResponse {
    HttpResponse::Found()
        .insert_header((
            header::LOCATION,
            state.directory.public_url().path("/docs/"),
        ))
        .finish()
}

/// The page with the Swagger UI, for the documents that there are.
async fn show_tool(state: web::Data<State>) -> HttpResponse {
    let volumes = state.document.volumes();
    let documents: Vec<_> = volumes
        .iter()
        .map(|volume| json!({ "url": format!("..{}.json", volume.path()), "name": volume.title() }))
        .collect();
    let links: Vec<_> = volumes
        .iter()
        .map(|volume| format!("<a href=\"..{0}.json\">{0}.json</a>", volume.path()))
        .collect();
    let public_url = state.directory.public_url();
    let guides = GUIDES.iter().map(|guide| {
        // They are pages, and there are none at the internal address.
        let href = match state.site {
            Some(_) => public_url.path(guide.path()),
            None => public_url.url(guide.path()),
        };
        format!(
            "<a href=\"{}\">{}</a>",
            escape(&href),
            escape(guide.title())
        )
    });
    let guides: Vec<String> = guides.collect();
    let name = &state.directory.current().network.name;
    let page = include_str!("docs/tool.html")
        .replace("{title}", &escape(&format!("{name}: API")))
        .replace("{guides}", &guides.join("\n"))
        .replace("{links}", &links.join(", "))
        .replace("{documents}", &escape(&json!(documents).to_string()));
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(page)
}

/// A file of the Swagger UI, compressed once.
async fn show_file(
    request: HttpRequest,
    state: web::Data<State>,
    name: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    static FIXED: LazyLock<HashMap<&str, Fixed>> = LazyLock::new(|| {
        let config = Arc::new(Config::default());
        let own = [
            ("tool.js", "text/javascript", include_str!("docs/tool.js")),
            ("tool.css", "text/css", include_str!("docs/tool.css")),
        ];
        let own = own.map(|(name, media_type, text)| {
            let fixed = Fixed::new(media_type, CACHE_CONTROL, text.as_bytes().to_vec());
            (name, fixed)
        });
        let theirs = FILES.into_iter().filter_map(|name| {
            let file = serve(name, Arc::clone(&config)).ok()??;
            let media_type = match name.rsplit('.').next() {
                Some("css") => "text/css",
                Some("js") => "text/javascript",
                _ => "image/png",
            };
            Some((
                name,
                Fixed::new(media_type, CACHE_CONTROL, file.bytes.into_owned()),
            ))
        });
        own.into_iter().chain(theirs).collect()
    });
    // Guides stood here once.
    if let Some(guide) = GUIDES.iter().find(|guide| guide.name == *name) {
        let path = state.directory.public_url().path(guide.path());
        return Ok(HttpResponse::PermanentRedirect()
            .insert_header((header::LOCATION, path))
            .finish());
    }
    let file = FIXED.get(name.as_str());
    let file = file.ok_or_else(|| state.unknown(request.path()))?;
    Ok(file.give(&request))
}
