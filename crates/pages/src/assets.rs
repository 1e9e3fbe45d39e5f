//! Files that pages link to: under a name that changes with what is in them, so that a browser may
//! keep them for ever.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use xxhash_rust::xxh3::xxh3_64;

use super::Site;
use http::{
    State,
    answer::Answer,
    problem::{Kind, Problem},
};

/// A file as it lies in the program.
struct File {
    name: &'static str,
    extension: &'static str,
    media_type: &'static str,
    content: &'static str,
}

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// Every file. Pages name it by its first part.
static FILES: &[File] = &[
    File {
        name: "pages",
        extension: "js",
        media_type: JAVASCRIPT,
        content: include_str!("assets/pages.js"),
    },
    File {
        name: "map",
        extension: "js",
        media_type: JAVASCRIPT,
        content: include_str!("assets/map.js"),
    },
    File {
        name: "configure",
        extension: "js",
        media_type: JAVASCRIPT,
        content: include_str!("embed/assets/configure.js"),
    },
    File {
        name: "frame",
        extension: "js",
        media_type: JAVASCRIPT,
        content: include_str!("embed/assets/frame.js"),
    },
    File {
        name: "icon",
        extension: "svg",
        media_type: "image/svg+xml",
        content: include_str!("assets/icon.svg"),
    },
];

/// The addresses of the files, in their order.
static ADDRESSES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = FILES.iter().map(|file| {
        let digest = xxh3_64(file.content.as_bytes());
        format!("/assets/{}.{digest:016x}.{}", file.name, file.extension)
    });
    files.collect()
});

/// Where a file is: `address("pages")` is `/assets/pages.0123….js`.
pub fn address(name: &str) -> &'static str {
    let place = FILES.iter().position(|file| file.name == name);
    place.map_or("", |place| ADDRESSES[place].as_str())
}

/// Gives a file. Of an older version there is nothing any more: a page that still names it is
/// older than this program.
pub async fn give(
    request: HttpRequest,
    state: web::Data<State>,
    site: web::Data<Site>,
) -> Result<HttpResponse, Problem> {
    let place = ADDRESSES
        .iter()
        .position(|address| address == request.path())
        .ok_or_else(|| Problem::new(Kind::NotFound, "There is no such file."))?;
    let file = &FILES[place];
    let answer = Answer {
        request: &request,
        snapshot: &state.directory.current(),
        lang: None,
        media_type: file.media_type,
    };
    let mut response = site.answers.give(&answer, |out| {
        out.extend_from_slice(file.content.as_bytes());
        Ok([])
    })?;
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    Ok(response)
}
