//! The list that other sites embed: as an element of their own page (`/embed.js`), or as a frame.

mod script;
mod words;

use actix_web::web::{self, ServiceConfig};

/// Adds what is under `/embed`.
pub fn configure(config: &mut ServiceConfig) {
    config.route("/embed.js", web::get().to(script::get));
}
