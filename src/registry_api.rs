//! The registry API, `/v1/registry`: for the secretariat's tools, and for members about their own
//! entry.
//!
//! It is the one part of [`http`] that touches the books of record. A handler gets at them
//! through a [`session::Session`] alone, and there is none without a key whose role the OpenAPI
//! document names for the operation: what the document says is what is enforced.

pub mod audit;
pub mod call;
mod document;
pub mod duplicates;
pub mod export;
pub mod imports;
pub mod keys;
pub mod listing;
pub mod members;
pub mod memberships;
pub mod network;
pub mod parts;
pub mod preview;
pub mod proposals;
pub mod reply;
pub mod reverting;
pub mod session;
pub mod statistics;
pub mod taxonomy;
pub mod upkeep;
pub mod views;
mod webhook_messages;
pub mod webhooks;

pub use document::PART;
use http::entrance::PRIVATE as PREFIX;

use std::sync::Arc;

use actix_web::web;
use tokio::sync::Semaphore;
use utoipa_actix_web::service_config::ServiceConfig;

use imports::Planner;

use crate::webhooks::Waker;
use ::network::Outward;
use directory::{Directory, Publisher};
use registry::Registry;

/// What the registry API works with. Only [`session`] can open it.
pub struct RegistryState {
    registry: Registry,
    directory: Arc<Directory>,
    publisher: Publisher,
    outbound: Outbound,
    planner: Planner,
    uploads: Arc<Semaphore>,
    upload_limit: u64,
}

/// What the program calls by itself.
pub struct Outbound {
    /// What may be called.
    pub allowed: Outward,
    /// Has what was written sent at once.
    pub waker: Waker,
}

/// The most bytes that files may have which are handed over, unless something else is said.
const UPLOAD_LIMIT: u64 = 64_000_000;

/// The most uploads that are taken at a time; each is a file that grows.
const MOST_UPLOADS: usize = 4;

impl RegistryState {
    /// A desk at these books, that asks `publisher` to publish what it writes, and `planner` to
    /// plan what is handed over.
    pub fn new(
        registry: Registry,
        directory: Arc<Directory>,
        publisher: Publisher,
        outbound: Outbound,
        planner: Planner,
    ) -> Self {
        Self {
            registry,
            directory,
            publisher,
            outbound,
            planner,
            uploads: Arc::new(Semaphore::new(MOST_UPLOADS)),
            upload_limit: UPLOAD_LIMIT,
        }
    }

    /// The same desk, which takes files of so many bytes at most.
    pub fn with_upload_limit(self, upload_limit: u64) -> Self {
        Self {
            upload_limit,
            ..self
        }
    }
}

/// What the handlers of the registry API work with. Without a desk there is no registry.
pub fn data(
    state: Option<web::Data<RegistryState>>,
) -> impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static {
    move |config| {
        config.app_data(call::payload_config());
        if let Some(state) = &state {
            config.app_data(state.clone());
        }
    }
}

/// Every route of the registry API.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(members::list_registry_members)
        .service(members::create_member)
        .service(members::get_registry_member)
        .service(members::replace_member)
        .service(members::patch_member)
        .service(members::withdraw_member)
        .service(members::restore_member)
        .service(members::verify_member)
        .service(memberships::list_membership_events)
        .service(memberships::create_membership_event)
        .service(audit::list_audit_entries)
        .service(reverting::revert_change)
        .service(reverting::revert_member)
        .service(upkeep::merge_members)
        .service(upkeep::purge_member)
        .service(upkeep::get_personal_data)
        .service(upkeep::erase_personal_data)
        .service(proposals::create_proposal)
        .service(proposals::list_member_proposals)
        .service(proposals::list_proposals)
        .service(proposals::get_proposal)
        .service(proposals::accept_proposal)
        .service(proposals::refuse_proposal)
        .service(proposals::take_back_proposal)
        .configure(parts::configure)
        .service(preview::get_public_preview)
        .service(statistics::get_statistics)
        .service(duplicates::list_duplicates)
        .service(export::export_registry)
        .service(imports::list_imports)
        .service(imports::create_import)
        .service(imports::get_import)
        .service(imports::get_import_plan)
        .service(imports::get_import_workbook)
        .service(imports::follow_import)
        .service(imports::plan_import)
        .service(imports::apply_import)
        .service(imports::undo_import)
        .service(imports::delete_import)
        .service(keys::get_own_key)
        .service(keys::list_keys)
        .service(keys::create_key)
        .service(keys::get_key)
        .service(keys::revoke_key)
        .service(taxonomy::list_service_types)
        .service(taxonomy::create_service_type)
        .service(taxonomy::get_service_type)
        .service(taxonomy::replace_service_type)
        .service(taxonomy::patch_service_type)
        .service(taxonomy::remove_service_type)
        .service(taxonomy::merge_service_type)
        .service(network::get_network_profile)
        .service(network::replace_network_profile)
        .service(network::patch_network_profile)
        .service(webhooks::list_webhooks)
        .service(webhooks::create_webhook)
        .service(webhooks::get_webhook)
        .service(webhooks::replace_webhook)
        .service(webhooks::patch_webhook)
        .service(webhooks::remove_webhook)
        .service(webhooks::rotate_webhook_secret)
        .service(webhooks::pause_webhook)
        .service(webhooks::resume_webhook)
        .service(webhooks::test_webhook)
        .service(webhooks::replay_webhook)
        .service(webhooks::list_webhook_deliveries)
        .service(webhooks::get_webhook_delivery)
        .service(webhooks::replay_webhook_delivery);
}
