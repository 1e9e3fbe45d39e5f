//! What the registry API works with.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::background::Planner;
use crate::webhooks::Waker;
use directory::{Directory, Publisher};
pub use http::openapi::PRIVATE as PREFIX;
use network::Outward;
use registry::Registry;

/// The most bytes that uploaded files may have, unless something else is said.
const UPLOAD_LIMIT: u64 = 64_000_000;

/// The most uploads that are taken at a time; each is a file that grows.
pub const MOST_UPLOADS: usize = 4;

/// What the registry API works with. A handler gets at it through a
/// [`Session`](super::session::Session) alone.
pub struct RegistryState {
    pub(super) registry: Registry,
    pub(super) directory: Arc<Directory>,
    pub(super) publisher: Publisher,
    pub(super) outbound: Outbound,
    pub(super) planner: Planner,
    pub(super) uploads: Arc<Semaphore>,
    pub(super) upload_limit: u64,
}

/// What the program calls by itself.
pub struct Outbound {
    /// What may be called.
    pub allowed: Outward,
    /// Has what was written sent at once.
    pub waker: Waker,
}

impl RegistryState {
    /// Asks `publisher` to publish what is written, and `planner` to plan what is uploaded.
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

    /// The same, with another limit of the bytes that uploaded files may have.
    pub fn with_upload_limit(self, upload_limit: u64) -> Self {
        Self {
            upload_limit,
            ..self
        }
    }
}
