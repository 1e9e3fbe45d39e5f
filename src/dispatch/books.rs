//! What is sent waits for the books and for the directory, beside threads that must not wait.

use std::{sync::Arc, time::Duration};

use tokio::task::spawn_blocking;

use directory::{Directory, Publisher};
use registry::{Error, Registry};

/// How long a directory that is behind the books is waited for.
const CATCHING_UP: Duration = Duration::from_secs(2);

/// Does something with the books, on a thread that may wait.
pub async fn books<T: Send + 'static>(
    registry: &Registry,
    work: impl FnOnce(&Registry) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let registry = registry.clone();
    spawn_blocking(move || work(&registry))
        .await
        .unwrap_or_else(|error| Err(Error::Unreachable(error.to_string())))
}

/// The directory that messages and mails are made from.
#[derive(Clone)]
pub struct Shown {
    /// The directory.
    pub directory: Arc<Directory>,
    /// Has it follow the books at once.
    pub publisher: Publisher,
}

impl Shown {
    /// Whether the directory shows what the books hold: what was hidden there must not be sent from
    /// here.
    pub async fn reaches(&self, public_revision: u64) -> bool {
        if self.directory.current().revision >= public_revision {
            return true;
        }
        let publisher = self.publisher.clone();
        // Whether it went well is seen by what the directory shows.
        let _ = spawn_blocking(move || publisher.publish(CATCHING_UP)).await;
        self.directory.current().revision >= public_revision
    }
}
