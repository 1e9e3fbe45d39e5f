//! The HTTP API.
//!
//! A route and its place in the OpenAPI document are one act ([`routes`]): what is served and not
//! documented cannot exist. A request enters through [`entrance`], is read by [`parameters`] and
//! [`negotiation`], and is answered by [`answer`] from the directory alone. The registry API, which
//! needs a key and the books, is handed in by the program as a [`openapi::Part`].

pub mod answer;
pub mod body;
mod compression;
pub mod connections;
pub mod crowd;
pub mod cursor;
pub mod deprecation;
pub mod docs;
pub mod entrance;
pub mod fixed;
pub mod formats;
mod holding;
pub mod human_services;
pub mod list;
pub mod negotiation;
pub mod openapi;
pub mod parameters;
pub mod paths;
pub mod problem;
mod published;
pub mod reconciliation;
pub mod routes;
pub mod site;
mod state;
pub mod within;

use std::{net::TcpListener, sync::Arc, time::Duration};

use actix_http::{HttpService, Protocol, error::DispatchError};
use actix_rt::net::TcpStream;
use actix_server::Server;
use actix_service::{IntoServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::{
    App, Error,
    body::BoxBody,
    dev::{AppConfig, ServiceFactory, ServiceRequest, ServiceResponse},
    middleware, web,
};

use connections::{Connection, Connections};
pub use state::{Publishing, State};

/// How the server runs.
#[derive(Debug, Clone, Copy)]
pub struct ServerOptions {
    /// How many threads answer requests.
    pub workers: usize,
    /// How long requests under way may take to finish once it is told to stop.
    pub shutdown_timeout: Duration,
}

/// The whole application: every route behind the one entrance. `data` adds what the handlers of the
/// private part work with.
pub fn app(
    state: web::Data<State>,
    data: impl FnOnce(&mut web::ServiceConfig),
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<BoxBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let site = state.site.clone();
    let public = state.document.public().serve;
    let private = state.document.private();
    App::new()
        .app_data(state)
        // Routes are tried one after the other: what is asked for most comes first.
        .configure(public)
        .configure(data)
        .configure(private)
        .configure(|config| {
            if let Some(site) = &site {
                site.configure(config);
            }
        })
        .configure(docs::configure)
        .configure(routes::well_known::configure)
        .default_service(web::to(routes::fallback))
        .wrap(middleware::from_fn(entrance::enter))
}

/// How long an idle connection is kept for the client's next request.
const KEEP_ALIVE: Duration = Duration::from_secs(5);
/// How long the head of a connection's first request may take to arrive.
const FIRST_HEAD: Duration = Duration::from_secs(5);
/// How long a connection may take to end once it is to end.
const ENDING: Duration = Duration::from_secs(1);

/// Begins to serve on a listener; the server runs while its result is awaited, and on SIGTERM and
/// SIGINT finishes what is under way.
pub fn server(
    listener: TcpListener,
    state: web::Data<State>,
    data: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static,
    options: ServerOptions,
) -> std::io::Result<Server> {
    let builder = Server::build()
        .workers(options.workers)
        .shutdown_timeout(options.shutdown_timeout.as_secs());
    let stopping = builder.graceful_shutdown_signal();
    let connections = Connections::new(Arc::clone(&state.crowd));
    let builder = builder.listen("http", listener, move || {
        let connections = connections.clone();
        let app = app(state.clone(), data.clone()).into_factory();
        let app = app.map_err(|error: Error| error.error_response());
        let stopping = stopping.clone();
        let http = HttpService::<Connection, _, _>::build()
            .graceful_shutdown_signal(move || {
                let stopping = stopping.clone();
                async move { stopping.notified().await }
            })
            .keep_alive(KEEP_ALIVE)
            .client_request_timeout(FIRST_HEAD)
            .client_disconnect_timeout(ENDING)
            // Whoever does not listen any more gets no answer, and nothing is made for them.
            .h1_allow_half_closed(false)
            .on_connect_ext(|connection: &Connection, data| {
                data.insert(connection.line());
            })
            .finish(map_config(app, |()| AppConfig::default()));
        fn_service(move |stream: TcpStream| {
            let peer = stream.peer_addr().ok();
            let taken = connections.take(stream, peer);
            async move {
                let connection = taken.map_err(DispatchError::Io)?;
                Ok((connection, Protocol::Http1, peer))
            }
        })
        .and_then(http)
    })?;
    Ok(builder.run())
}
