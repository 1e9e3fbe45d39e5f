//! The console of the staff, `/staff`: the whole of the secretariat's work, for people.
//!
//! It knows neither the books nor their types. Whatever it shows or changes goes through the registry
//! API (`api.rs`), asked from within the program with the session of whoever is signed in, so that
//! the rules are those of the API and the audit trail names the person. Everything is made on the
//! server and works without JavaScript.

mod account;
mod api;
mod ask;
mod backup;
mod bulk;
mod conflict;
mod corrections;
mod duplicates;
mod erasing;
mod exposures;
mod form;
mod frame;
mod history;
mod imports;
mod keys;
mod links;
mod looks;
mod mails;
mod member;
mod member_form;
mod members;
mod network;
mod new_member;
mod publish;
mod reports;
mod script;
mod session;
mod sessions;
mod sign_in;
mod state;
mod team;
mod today;
mod undo;
mod webhooks;
mod words;

use std::{rc::Rc, sync::Arc};

use actix_web::web;
use tokio::sync::OnceCell;

use directory::Directory;
use state::Console;

pub use account::BACK;
pub use state::{Begun, Door, NoAccount, Provider, Returned};

/// Registers the console beside the registry API, whose handlers work with `books`.
pub fn configure(
    directory: Arc<Directory>,
    door: Arc<dyn Door>,
    books: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static,
) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
    move |config| {
        config.app_data(Rc::new(Console {
            directory: Arc::clone(&directory),
            door: Arc::clone(&door),
            books: Rc::new(books.clone()),
            within: OnceCell::new(),
        }));
        config.service(
            web::scope(http::paths::CONSOLE)
                .configure(script::configure)
                .configure(sign_in::configure)
                .configure(account::configure)
                .configure(today::configure)
                .configure(members::configure)
                .configure(bulk::configure)
                .configure(new_member::configure)
                .configure(member::configure)
                .configure(erasing::configure)
                .configure(links::configure)
                .configure(corrections::configure)
                .configure(reports::configure)
                .configure(exposures::configure)
                .configure(imports::configure)
                .configure(duplicates::configure)
                .configure(publish::configure)
                .configure(mails::configure)
                .configure(team::configure)
                .configure(sessions::configure)
                .configure(keys::configure)
                .configure(webhooks::configure)
                .configure(network::configure)
                .configure(looks::configure)
                .configure(backup::configure)
                .configure(history::configure)
                .configure(undo::configure),
        );
    }
}
