//! Files that pages link to: under a name that changes with what is in them, so that a browser may
//! keep them for ever.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use serde_json::json;
use xxhash_rust::xxh3::xxh3_64;

use crate::{address::Address, layout::short_network_name, serving::Site};
use directory::PublicUrl;
use http::{
    answer::{Answer, write_json},
    problem::{Kind, Problem},
};
use translations::Texts;

/// Every file: the name by which pages ask for it, its ending, and what is in it.
const FILES: [(&str, &str, &[u8]); 10] = [
    ("exit", "js", include_bytes!("assets/exit.js")),
    ("pages", "js", include_bytes!("assets/pages.js")),
    ("member", "js", include_bytes!("assets/member.js")),
    ("map", "js", include_bytes!("assets/map.js")),
    ("copy", "js", include_bytes!("assets/copy.js")),
    (
        "configure",
        "js",
        include_bytes!("embed/assets/configure.js"),
    ),
    ("frame", "js", include_bytes!("embed/assets/frame.js")),
    ("icon", "svg", include_bytes!("assets/icon.svg")),
    ("icon-192", "png", include_bytes!("assets/icon-192.png")),
    ("icon-512", "png", include_bytes!("assets/icon-512.png")),
];

/// The paths of the files, in their order.
static PATHS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = FILES.iter().map(|(name, ending, content)| {
        let digest = xxh3_64(content);
        format!("/assets/{name}.{digest:016x}.{ending}")
    });
    files.collect()
});

/// Where a file is: that of `pages` is at `/assets/pages.0123….js`.
pub fn address(public_url: &PublicUrl, name: &str) -> Address {
    let place = FILES.iter().position(|(known, ..)| *known == name);
    let path = place.map_or("", |place| PATHS[place].as_str());
    Address::of(public_url, path)
}

/// The icon where browsers look for one by themselves.
pub async fn favicon() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/x-icon")
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .body(&include_bytes!("assets/favicon.ico")[..])
}

/// What a phone keeps on its home screen.
pub async fn manifest(
    request: HttpRequest,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let snapshot = site.directory.current();
    let public_url = site.directory.public_url();
    let home = Address::read(public_url, "/", request.query_string());
    let lang = home.reader(&request).lang;
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: Some(lang),
        media_type: "application/manifest+json",
        passing: None,
    };
    site.answers.give(&answer, |out| {
        let texts = Texts(lang);
        let short = short_network_name(texts, &snapshot.network);
        let title = texts.say("member-directory");
        let icon = |name: &str, sizes: &str, media_type: &str| {
            let src = address(public_url, name).to_string();
            json!({"src": src, "sizes": sizes, "type": media_type})
        };
        let manifest = json!({
            "name": format!("{short} – {title}"),
            "short_name": short,
            "lang": lang.code(),
            "dir": lang.direction(),
            "start_url": Address::of(public_url, "/").with("lang", lang.code()).to_string(),
            "scope": Address::of(public_url, "/").to_string(),
            "display": "minimal-ui",
            "background_color": "#f6f4ee",
            "theme_color": "#0f5c5c",
            "icons": [
                icon("icon", "any", "image/svg+xml"),
                icon("icon-192", "192x192", "image/png"),
                icon("icon-512", "512x512", "image/png"),
            ],
        });
        write_json(out, &manifest)
    })
}

/// Gives a file. Of an older version there is nothing any more: a page that still names it is
/// older than this program.
pub async fn give(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let snapshot = site.directory.current();
    let own = PATHS.iter().position(|path| path == request.path());
    let own = own.map(|place| {
        let (_, ending, content) = FILES[place];
        let media_type = match ending {
            "svg" => "image/svg+xml",
            "png" => "image/png",
            _ => "text/javascript; charset=utf-8",
        };
        (media_type, content)
    });
    let of_network = || {
        let file = snapshot.looks.file(request.path())?;
        Some((file.media_type, file.content.as_slice()))
    };
    let (media_type, content) = own
        .or_else(of_network)
        .ok_or_else(|| Problem::new(Kind::NotFound, "There is no such file."))?;
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: None,
        media_type,
        passing: None,
    };
    let mut response = site.answers.give(&answer, |out| {
        out.extend_from_slice(content);
        Ok([])
    })?;
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    Ok(response)
}
