//! The list that other sites embed: as an element of their own page (`/embed.js`), as a frame
//! (`/embed/frame`), and the page on which it is put together (`/embed`).

mod configure;
mod frame;
mod question;
mod script;
mod words;

use actix_web::web::{self, ServiceConfig};

pub use configure::{Snippet, snippet};

/// Adds what is under `/embed`.
pub fn configure(config: &mut ServiceConfig) {
    for (path, route) in [
        ("/embed.js", web::get().to(script::get_element)),
        ("/embed", web::get().to(configure::get)),
        ("/embed/frame", web::get().to(frame::get)),
        ("/embed/resize.js", web::get().to(script::get_resize)),
        ("/embed/words/{lang}", web::get().to(script::get_words)),
    ] {
        super::page(config, path, route);
    }
}
