//! The pages for people: the directory, its members, and what tells of errors.
//!
//! Everything is made on the server from the snapshot, works without JavaScript, and every state
//! is an address with the API's own parameter names. A script makes it quicker where it runs; it
//! asks for the same pages. Nothing is stored in the browser, and no other site is asked.

mod about;
pub mod address;
pub mod assets;
mod card;
mod chips;
mod directory_page;
mod elsewhere;
pub mod embed;
mod empty;
mod entity_preview;
mod error_page;
mod facets;
mod fields;
mod guides;
pub mod hours;
mod indexing;
pub mod layout;
pub mod map;
mod match_list;
mod member_page;
mod news;
mod printed_code;
mod problems;
mod serving;
mod state;
mod vcard;
pub mod words;

use std::sync::Arc;

use actix_web::{HttpResponse, web};

use directory::Directory;
pub use fields::Fields;
use http::{
    problem::Problem,
    site::{self, Visit},
};
use serving::page_of_question;
pub use serving::{HTML, SheetReader, Site, page};

/// The pages as the HTTP side takes them.
pub struct Pages(pub web::Data<Site>);

impl site::Site for Pages {
    fn configure(&self, config: &mut web::ServiceConfig) {
        config.app_data(self.0.clone());
        config.configure(embed::configure);
        config.configure(guides::configure);
        config.configure(problems::configure);
        config.configure(news::configure);
        config.configure(indexing::configure);
        config.configure(about::configure);
        config.configure(match_list::configure);
        config.configure(entity_preview::configure);
        let routes = [web::get(), web::post()];
        page_of_question(
            config,
            "/",
            routes.map(|route| route.to(directory_page::show)),
        );
        let routes = [web::get(), web::post()];
        page_of_question(
            config,
            "/map",
            routes.map(|route| route.to(map::route::show)),
        );
        page(config, "/members/{slug}.vcf", web::get().to(vcard::give));
        page(config, "/members/{slug}", web::get().to(member_page::show));
        page(config, "/members", web::get().to(directory_page::moved));
        page(config, "/favicon.ico", web::get().to(assets::favicon));
        page(
            config,
            "/manifest.webmanifest",
            web::get().to(assets::manifest),
        );
        page(config, "/assets/{name}", web::get().to(assets::give));
    }

    fn contact(&self) -> Option<String> {
        self.0.contact.as_ref().map(ToString::to_string)
    }

    fn explain(&self, visit: &Visit, problem: &Problem) -> Option<HttpResponse> {
        error_page::explain(&self.0, visit, problem)
    }
}

/// Puts the pages together.
/// `build` tells builds of the program apart, for the ETags.
pub fn pages(
    directory: Arc<Directory>,
    build: &str,
    contact: Option<network::Email>,
) -> Arc<Pages> {
    pages_reading(directory, build, contact, None)
}

/// The same, which read the workbooks that people hand over.
pub fn pages_reading(
    directory: Arc<Directory>,
    build: &str,
    contact: Option<network::Email>,
    sheets: Option<SheetReader>,
) -> Arc<Pages> {
    let site = Site::new(directory, build, contact);
    Arc::new(Pages(web::Data::new(Site { sheets, ..site })))
}
