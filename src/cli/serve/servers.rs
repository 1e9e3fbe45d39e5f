//! What answers requests: the public server and the one at the internal address, and how they end.

use std::{net::TcpListener, sync::Arc, time::Duration};

use actix_web::web;

use crate::registry_api::{self, state::RegistryState};
use directory::Directory;
use http::{ServerOptions, State};
use network::vital;

/// How many threads answer requests at the internal address at most.
const INTERNAL_WORKERS: usize = 2;

/// How long the program may take to end beyond the time that requests have to finish.
pub(super) const PARTING: Duration = Duration::from_secs(5);

/// What the servers answer with.
pub(super) struct Servers<C> {
    /// What the public is shown, and where.
    pub public: (TcpListener, web::Data<State>),
    /// The same for the internal address, where there is one: the registry answers there alone.
    pub internal: Option<(TcpListener, web::Data<State>)>,
    /// What the registry answers with.
    pub books: web::Data<RegistryState>,
    /// The pages of members' own entries.
    pub own: C,
    pub options: ServerOptions,
}

impl<C: Fn(&mut web::ServiceConfig) + Clone + Send + 'static> Servers<C> {
    /// Makes the servers, and gives what runs until they are told to stop.
    pub(super) fn start(self) -> std::io::Result<impl Future<Output = std::io::Result<()>>> {
        let (books, own) = (registry_api::data(Some(self.books)), self.own);
        let (public_books, internal) = match self.internal {
            None => (books, None),
            Some((listener, state)) => {
                let options = ServerOptions {
                    workers: self.options.workers.min(INTERNAL_WORKERS),
                    ..self.options
                };
                let server = http::server(listener, state, books, options)?;
                (registry_api::data(None), Some(server))
            }
        };
        let public = move |config: &mut web::ServiceConfig| {
            public_books(config);
            own(config);
        };
        let (listener, state) = self.public;
        let public = http::server(listener, state, public, self.options)?;
        Ok(async move {
            match internal {
                None => public.await,
                Some(internal) => {
                    let both = futures_util::future::try_join(public, internal);
                    both.await.map(|_| ())
                }
            }
        })
    }
}

/// Tells those who wait for changes when the server is to stop, so that it need not wait for them.
/// The program ends after `longest`, whatever it still waits for.
pub(super) fn close_on_signal(
    directory: &Arc<Directory>,
    longest: Duration,
) -> std::io::Result<()> {
    use actix_web::rt::signal::unix::{SignalKind, signal};
    for kind in [SignalKind::terminate(), SignalKind::interrupt()] {
        let mut signal = signal(kind)?;
        let directory = Arc::clone(directory);
        actix_web::rt::spawn(async move {
            signal.recv().await;
            let bound = vital::spawn("stopping", move || {
                std::thread::sleep(longest);
                tracing::error!("it did not stop in time, and is ended");
                // For the log.
                std::thread::sleep(Duration::from_millis(100));
                std::process::exit(1);
            });
            if let Err(error) = bound {
                tracing::warn!(%error, "the time to stop is not bounded");
            }
            directory.close();
        });
    }
    Ok(())
}
