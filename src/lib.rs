//! The Member Network Directory: the member organisations of a civil-society network, kept safely
//! and served as a public JSON API.
//!
//! The modules depend in one direction, from the top to the bottom of this list:
//!
//! - [`network`]: the domain, plain types and rules.
//! - [`registry`]: the books of record, in SQLite or Postgres.
//! - [`import`]: what comes in bulk, planned and written into the registry.
//! - [`editing`]: what the secretariat and the members do with the books.
//! - [`publication`]: the gate that decides what the public sees.
//! - [`export`]: what goes out in bulk, the whole registry as a file.
//! - [`directory`]: the read model in memory that public answers are made from.
//! - [`translations`]: what pages and digests say, in their languages.
//! - [`mirror`]: keeps the registry a copy of what another directory tells the public.
//! - [`http`]: routes, formats, errors, and the OpenAPI document.
//! - [`pages`]: the pages for people, made from the same answers.
//! - [`own`]: what members and visitors tell without an account, and the mails.
//! - [`desk`]: what they say there, taken into the books.
//! - [`mail`], [`webhooks`]: mails and messages, sent; [`dispatch`]: when, and again when it failed.
//! - [`console`]: the screens of the staff, made from the registry API's answers.
//! - [`openid`]: signing in there with an account of the network's own.
//! - `outward`: calls to other servers, to what may be called.
//! - `watch`: whether the books take what is written, and are whole.
//! - [`config`], [`telemetry`], [`cli`]: settings, logs and metrics, the command line.
//!
//! `docs/ARCHITECTURE.md` follows one query and one change through all of them.

// Where they cannot write, they panic: `cli::saying` does not.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod cli;
pub mod config;
pub mod desk;
pub mod dispatch;
pub mod mail;
pub mod mirror;
pub mod openid;
mod outward;
pub mod registry_api;
pub mod telemetry;
mod watch;
pub mod webhooks;

pub use {
    console, directory, editing, export, http, import, network, own, pages, publication, registry,
    translations,
};

use std::sync::Arc;

use ::directory::{Directory, Health};
use ::http::{State, openapi::Document, routes};
use metrics_exporter_prometheus::PrometheusHandle;

/// What tells builds of the program apart: the digest of its sources, which `build.rs` takes.
const BUILD: &str = env!("SOURCES_DIGEST");

/// What is needed to serve a directory, with the registry API in its document, and with `/metrics`
/// where somebody counts. `compressed_cache` is the most that answers which are kept may take, in bytes.
pub fn state(
    directory: Arc<Directory>,
    compressed_cache: u64,
    health: Option<Arc<Health>>,
    metrics: Option<PrometheusHandle>,
) -> State {
    let public = match metrics {
        Some(_) => routes::PUBLIC_WITH_METRICS,
        None => routes::PUBLIC,
    };
    let document = Document::new(public, Some(registry_api::document::PART));
    State::new(
        directory,
        document,
        BUILD,
        compressed_cache,
        health,
        metrics,
    )
}

/// As [`state`], for an address that has neither the registry nor `/metrics`.
pub fn public_state(
    directory: Arc<Directory>,
    compressed_cache: u64,
    health: Option<Arc<Health>>,
) -> State {
    let document = Document::new(routes::PUBLIC, None);
    State::new(directory, document, BUILD, compressed_cache, health, None)
}
