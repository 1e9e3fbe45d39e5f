//! What the registry API works with.

use std::{sync::Arc, time::Duration};

use tokio::sync::Semaphore;

use super::{
    background::Cleaner, child::Children, counted::Counted, planner::Planner,
    refused_keys::RefusedKeys,
};
use crate::{dispatch::Waker, openid::OpenId};
use directory::{Directory, PublicUrl, Publisher};
use editing::Refusal;
pub use http::paths::PRIVATE as PREFIX;
use network::{ApiKey, KeyState, Outward, Role, Timestamp};
use registry::{Registry, keys, staff};

/// The most bytes that uploaded files may have, unless something else is said.
const UPLOAD_LIMIT: u64 = 64_000_000;

/// How long an upload may take, unless something else is said.
const UPLOAD_TIME: Duration = Duration::from_secs(600);

/// How long keys live, unless something else is said.
const KEY_LIFETIME: Duration = Duration::from_secs(365 * 86_400);

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
    pub(super) cleaner: Cleaner,
    pub(super) children: Children,
    /// Places of those who have a spreadsheet made: each may take what a child process may.
    pub(super) workbooks: Arc<Semaphore>,
    pub(super) upload_time: Duration,
    pub(super) uploads: Arc<Semaphore>,
    pub(super) upload_limit: u64,
    pub(super) key_lifetime: Duration,
    pub(super) refused_keys: RefusedKeys,
    pub(super) counted: Counted,
    /// Nothing where it is served at the public address.
    internal: Option<PublicUrl>,
    /// By which staff may sign in beside their links.
    pub(super) provider: Option<OpenId>,
}

/// What the program calls by itself.
pub struct Outbound {
    /// What may be called.
    pub allowed: Outward,
    /// Has what was written sent at once.
    pub waker: Waker,
}

impl RegistryState {
    /// Asks `publisher` to publish what is written, and those beside it to plan what is uploaded, in
    /// such `children`, and to clean.
    pub fn new(
        registry: Registry,
        directory: Arc<Directory>,
        publisher: Publisher,
        outbound: Outbound,
        (planner, cleaner): (Planner, Cleaner),
        children: Children,
    ) -> Self {
        Self {
            registry,
            directory,
            publisher,
            outbound,
            planner,
            cleaner,
            children,
            workbooks: Arc::new(Semaphore::new(1)),
            upload_time: UPLOAD_TIME,
            uploads: Arc::new(Semaphore::new(MOST_UPLOADS)),
            upload_limit: UPLOAD_LIMIT,
            key_lifetime: KEY_LIFETIME,
            refused_keys: RefusedKeys::default(),
            counted: Counted::default(),
            internal: None,
            provider: None,
        }
    }

    /// The same, with a provider of accounts by which staff may sign in.
    pub fn with_provider(self, provider: Option<OpenId>) -> Self {
        Self { provider, ..self }
    }

    /// The same, with another limit of the bytes that uploaded files may have.
    pub fn with_upload_limit(self, upload_limit: u64) -> Self {
        Self {
            upload_limit,
            ..self
        }
    }

    /// The same, with another time that an upload may take.
    pub fn with_upload_time(self, upload_time: Duration) -> Self {
        Self {
            upload_time,
            ..self
        }
    }

    /// The same, with another lifetime of keys.
    pub fn with_key_lifetime(self, key_lifetime: Duration) -> Self {
        Self {
            key_lifetime,
            ..self
        }
    }

    /// The same at an address of its own, which the public address does not lead to.
    pub fn internal(self) -> Self {
        Self {
            internal: Some(PublicUrl::unknown()),
            ..self
        }
    }

    /// Finds what takes long to find before somebody asks for it, where there is staff, or a program
    /// with a key of staff, who will.
    pub fn warm_up(&self) -> Result<(), Refusal> {
        let now = Timestamp::now();
        let is_of_staff = |key: &ApiKey| {
            matches!(key.role, Role::Editor | Role::Admin) && key.state(now) == KeyState::Active
        };
        let (has_staff, has_keys) = self.registry.read(|connection| {
            let keys = keys::load(connection)?;
            let has_staff = !staff::load(connection)?.is_empty();
            Ok::<_, Refusal>((has_staff, keys.iter().any(is_of_staff)))
        })?;
        if !has_staff && !has_keys {
            return Ok(());
        }
        self.registry.know_members()?;
        self.registry.read(|connection| {
            let likeness = self.registry.likeness();
            self.counted.duplicates(connection, likeness)?;
            if has_staff {
                self.counted.exposures(connection)?;
            }
            Ok(())
        })
    }

    /// Where links to the registry begin: nowhere at an address that is not the public one, for
    /// nobody but its visitor knows what that is called.
    pub fn links(&self) -> &PublicUrl {
        let public_url = self.directory.public_url();
        self.internal.as_ref().unwrap_or(public_url)
    }
}
