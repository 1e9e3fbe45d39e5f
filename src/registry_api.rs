//! The registry API, `/v1/registry`: for the secretariat's tools, and for members about their own
//! entry.
//!
//! It is the one part of [`http`] that touches the books of record. A handler gets at them
//! through a [`session::Session`] alone, and there is none without a key whose role the OpenAPI
//! document names for the operation: what the document says is what is enforced.
//!
//! Each file of a resource has `operations`, which describes and does what can be asked of it;
//! [`document`] registers them all.

pub mod audit;
pub mod background;
pub mod call;
pub mod child;
pub mod counted;
pub mod document;
pub mod duplicates;
pub mod export;
pub mod exposures;
pub mod imports;
pub mod keys;
pub mod listing;
pub mod mails;
pub mod mappings;
pub mod members;
pub mod memberships;
pub mod network;
pub mod operation;
pub mod paging;
pub mod parameters;
pub mod parts;
pub mod personal_data;
pub mod personal_links;
pub mod planner;
pub mod preview;
pub mod proposals;
pub mod refused_keys;
pub mod reply;
pub mod reports;
pub mod reverting;
pub mod session;
pub mod staff;
pub mod state;
pub mod statistics;
pub mod taxonomy;
pub mod today;
pub mod upkeep;
pub mod views;
mod webhook_messages;
pub mod webhooks;

use std::sync::Arc;

use actix_web::web;

use state::RegistryState;

/// What the handlers of the registry API work with, and the console beside it. Without a state there
/// is neither.
pub fn data(
    state: Option<web::Data<RegistryState>>,
) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
    move |config| {
        let Some(state) = state.clone() else {
            return;
        };
        config.app_data(state.clone());
        let directory = Arc::clone(&state.directory);
        let door = Arc::new(staff::Door::new(Arc::clone(&state)));
        console::configure(directory, door, move |config| {
            config.app_data(state.clone());
        })(config);
    }
}
