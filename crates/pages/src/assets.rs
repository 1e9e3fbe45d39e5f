//! Files that pages link to: under a name that changes with what is in them, so that a browser may
//! keep them for ever.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use xxhash_rust::xxh3::xxh3_64;

use crate::{address::Address, serving::Site};
use directory::PublicUrl;
use http::{
    answer::Answer,
    problem::{Kind, Problem},
};

/// Every file: the name by which pages ask for it, its ending, and what is in it.
const FILES: [(&str, &str, &str); 5] = [
    ("pages", "js", include_str!("assets/pages.js")),
    ("map", "js", include_str!("assets/map.js")),
    ("configure", "js", include_str!("embed/assets/configure.js")),
    ("frame", "js", include_str!("embed/assets/frame.js")),
    ("icon", "svg", include_str!("assets/icon.svg")),
];

/// The paths of the files, in their order.
static PATHS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = FILES.iter().map(|(name, ending, content)| {
        let digest = xxh3_64(content.as_bytes());
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

/// Gives a file. Of an older version there is nothing any more: a page that still names it is
/// older than this program.
pub async fn give(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    let place = PATHS
        .iter()
        .position(|path| path == request.path())
        .ok_or_else(|| Problem::new(Kind::NotFound, "There is no such file."))?;
    let (_, ending, content) = FILES[place];
    let answer = Answer {
        request: &request,
        snapshot: &site.directory.current(),
        lang: None,
        media_type: match ending {
            "svg" => "image/svg+xml",
            _ => "text/javascript; charset=utf-8",
        },
    };
    let mut response = site.answers.give(&answer, |out| {
        out.extend_from_slice(content.as_bytes());
        Ok([])
    })?;
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    Ok(response)
}
