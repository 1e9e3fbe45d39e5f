//! The one script of the console, which shows what strangers will see while somebody types: under a
//! name that changes with it, so that a browser may keep it for ever.

use std::sync::LazyLock;

use actix_web::{HttpResponse, http::header, web};
use sha2::{Digest, Sha256};

use crate::frame::Frame;
use pages::address::Address;

const SCRIPT: &str = include_str!("assets/console.js");

static PATH: LazyLock<String> = LazyLock::new(|| {
    let digest = Sha256::digest(SCRIPT);
    let digest: String = digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("/console.{digest}.js")
});

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource(PATH.as_str()).route(web::get().to(give)));
}

/// Where it is.
pub fn address(frame: &Frame) -> Address {
    frame.at(&PATH)
}

async fn give() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/javascript; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(SCRIPT)
}
