//! What members and visitors tell the secretariat without an account: a member's own page, `/own/…`,
//! which a personal link opens; the form by which a visitor reports a mistake; and the mails that go
//! out ([`letter`]).
//!
//! A personal link may be forwarded, and programs open it by themselves. So a page shows what strangers
//! see and nothing else; it is made from the directory, as every public page is. What its forms ask for
//! goes to the books through a [`Desk`], which the program gives it: this crate knows neither the books
//! nor their types. Everything works without JavaScript.

mod change;
mod desk;
mod frame;
pub mod letter;
mod mistakes;
mod own_page;
mod report;
mod stop;
mod view;

use std::{rc::Rc, sync::Arc};

use actix_web::web;

use desk::Own;
pub use desk::{Desk, Fault, Filed, Taken, Visit};
use directory::Directory;

/// Registers the pages.
pub fn configure(
    directory: Arc<Directory>,
    desk: Arc<dyn Desk>,
) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
    move |config| {
        config.app_data(Rc::new(Own {
            directory: Arc::clone(&directory),
            desk: Arc::clone(&desk),
        }));
        config
            .configure(stop::configure)
            .configure(change::configure)
            .configure(own_page::configure)
            .configure(report::configure);
    }
}
