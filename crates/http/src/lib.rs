//! The HTTP API.
//!
//! A route and its place in the OpenAPI document are one act ([`routes`]): what is served and not
//! documented cannot exist. A request enters through [`entrance`], is read by [`parameters`] and
//! [`negotiation`], and is answered by [`answer`] from the directory alone. The registry API, which
//! needs a key and the books, is handed in by the program as a [`openapi::Part`].

pub mod answer;
mod compression;
pub mod cursor;
pub mod docs;
pub mod entrance;
pub mod fixed;
pub mod formats;
pub mod list;
pub mod negotiation;
pub mod openapi;
pub mod parameters;
pub mod problem;
pub mod routes;
pub mod site;
mod state;

use std::{net::TcpListener, time::Duration};

use actix_web::{
    App, Error, HttpServer,
    body::BoxBody,
    dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse},
    middleware, web,
};
use tracing_actix_web::{StreamSpan, TracingLogger};
use utoipa_actix_web::AppExt;

pub use state::State;

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
        Response = ServiceResponse<StreamSpan<BoxBody>>,
        Error = Error,
        InitError = (),
    >,
> {
    let site = state.site.clone();
    let public = state.document.public();
    let private = state.document.part().configure;
    let (app, _) = App::new()
        .app_data(state)
        .configure(data)
        .into_utoipa_app()
        .configure(public)
        .split_for_parts();
    app.configure(private)
        .configure(|config| {
            if let Some(site) = &site {
                site.configure(config);
            }
        })
        .configure(docs::configure)
        .default_service(web::to(routes::fallback))
        // The last one is met first.
        .wrap(middleware::from_fn(entrance::enter))
        .wrap(TracingLogger::<entrance::RequestLine>::new())
}

/// Begins to serve on a listener; the server runs while its result is awaited, and on SIGTERM and
/// SIGINT finishes what is under way.
pub fn server(
    listener: TcpListener,
    state: web::Data<State>,
    data: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static,
    options: ServerOptions,
) -> std::io::Result<Server> {
    Ok(HttpServer::new(move || app(state.clone(), data.clone()))
        .workers(options.workers)
        .shutdown_timeout(options.shutdown_timeout.as_secs())
        .listen(listener)?
        .run())
}
