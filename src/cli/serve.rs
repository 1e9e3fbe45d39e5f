//! `serve`: brings the tables up to date, reads the books through the gate, and serves.

use std::{
    io::IsTerminal,
    net::TcpListener,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::web;
use clap::Args;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::{failure::Failure, saying::note};
use crate::config::Config;
use crate::desk::Desk;
use crate::dispatch::{Dispatcher, books::Shown};
use crate::mail::Postman;
use crate::openid::OpenId;
use crate::registry_api::{
    self,
    background::Background,
    child::{Children, Limits},
    state::{Outbound, RegistryState},
};
use crate::telemetry;
use crate::watch::Watch;
use directory::{Directory, Follower, PublicUrl};
use http::{
    Publishing, ServerOptions,
    crowd::{Crowd, CrowdSettings},
    paths::CONSOLE,
};
use network::vital;
use own::letter::Letters;
use publication::Feed;
use registry::{DatabaseUrl, Registry};

#[derive(Debug, Args)]
pub struct Options {
    /// Fills an empty database with the sample network: 155 invented organisations.
    #[arg(long)]
    sample: bool,
    /// Makes a database file that is not there; without this, nothing is served from one.
    #[arg(long)]
    create: bool,
}

pub fn run(options: &Options, config: Config, registry: Registry) -> Result<ExitCode, Failure> {
    let begun = Instant::now();
    if !options.sample && !options.create {
        super::migrate::require(&registry)?;
    }
    let migrations = super::migrate::prepare(&registry)?;
    if !migrations.is_empty() {
        tracing::info!(database = %registry.url(), migrations = migrations.len(), "migrated");
    }
    if options.sample {
        super::import::fill_with_sample(&registry)?;
    }
    // Whoever tries the sample sits in front of it; a log is no place for a link.
    let welcome = (options.sample && std::io::stderr().is_terminal())
        .then(|| super::invite::sample_admin(&registry))
        .transpose()?;
    serve(config, registry, begun, welcome.as_deref(), |_| Ok(()))?;
    Ok(ExitCode::SUCCESS)
}

/// Serves the directory until it is told to stop. `beside` begins what runs beside it, and can have
/// changes published at once; what it gives is dropped at the end. `welcome` is the path of a link to
/// the console, which is shown once the program can be reached.
pub fn serve<B>(
    config: Config,
    registry: Registry,
    begun: Instant,
    welcome: Option<&str>,
    beside: impl FnOnce(&Follower) -> Result<B, Failure>,
) -> Result<(), Failure> {
    let listener = TcpListener::bind((config.host, config.port)).map_err(|error| {
        format!(
            "{}:{} cannot be listened on: {error}",
            config.host, config.port
        )
    })?;
    let url = address(&listener)?;
    let internal = config.internal_bind.map(|address| {
        TcpListener::bind(address)
            .map_err(|error| format!("{address} cannot be listened on: {error}"))
    });
    let internal = internal.transpose()?;
    let internal_url = internal.as_ref().map(address).transpose()?;
    let feed = Feed::new(registry.clone());
    let everything = feed
        .changes_since(None)?
        .ok_or("the books gave no answer")?;
    let mark = everything.mark;
    let public_url = config.public_url.clone();
    let public_url = public_url.unwrap_or_else(|| PublicUrl::new(&url));
    if config.public_url.is_none() && matches!(config.database, DatabaseUrl::Postgres(_)) {
        tracing::warn!(
            "PUBLIC_URL is not set: links lead to this node, and nodes give different ETags"
        );
    }
    let directory = Arc::new(Directory::new(everything, public_url)?);
    let metrics = internal.as_ref().map(|_| telemetry::start_metrics());
    let metrics = metrics.transpose()?;
    let follower = Follower::start(Arc::clone(&directory), feed, mark, config.poll_interval)?;
    if directory.current().network.sample_data {
        tracing::warn!("this is the sample network: its organisations are invented");
    }
    let state = match internal {
        Some(_) => crate::public_state,
        None => |directory, cache, health| crate::state(directory, cache, health, None),
    };
    let state = state(
        Arc::clone(&directory),
        config.compressed_cache,
        Some(follower.health()),
    );
    let contact = config.contact.clone();
    let site = pages::pages_reading(
        Arc::clone(&directory),
        crate::BUILD,
        contact,
        Some(sheet_rows),
    );
    let crowd = config.crowd();
    tell_of_addresses(&crowd, &config);
    let crowd = Arc::new(Crowd::new(
        &crowd,
        Some(registry_api::session::keys(registry.clone())),
    ));
    let state = state.publishing(Publishing {
        licence: config.data_licence.clone(),
        security_contact: config.security_contact.clone(),
    });
    let state = web::Data::new(state.with_site(site).with_crowd(Arc::clone(&crowd)));
    let letters = Letters::new(Arc::clone(&directory));
    let postman = config
        .mail()
        .map(|settings| Postman::new(settings, letters));
    let postman = postman.transpose()?;
    let dispatcher = Dispatcher::start(
        registry.clone(),
        Shown {
            directory: Arc::clone(&directory),
            publisher: follower.publisher(),
        },
        config.webhooks(),
        postman,
    )?;
    let desk = Arc::new(Desk::new(
        registry.clone(),
        follower.publisher(),
        dispatcher.waker(),
    )?);
    let own = own::configure(Arc::clone(&directory), desk);
    let watch = Watch::start(registry.clone(), follower.health())?;
    let children = Children::new(
        registry.url().clone(),
        Limits {
            memory: config.import_memory,
            time: config.import_time,
        },
    );
    let imports = Background::start(registry.clone(), children.clone(), config.audit_retention)?;
    let books = RegistryState::new(
        registry,
        Arc::clone(&directory),
        follower.publisher(),
        Outbound {
            allowed: config.webhooks().outward,
            waker: dispatcher.waker(),
        },
        (imports.planner(), imports.cleaner()),
        children,
    );
    let books = books
        .with_upload_limit(config.import_upload)
        .with_upload_time(config.upload_time)
        .with_key_lifetime(config.key_lifetime);
    let provider = config.provider().map(|provider| {
        let back = format!("{CONSOLE}{}", console::BACK);
        OpenId::new(provider, directory.public_url().url(back))
    });
    let books = books.with_provider(provider.transpose()?);
    let books = web::Data::new(match internal {
        Some(_) => books.internal(),
        None => books,
    });
    let warmed = books.clone();
    let server_options = ServerOptions {
        workers: config.workers,
        shutdown_timeout: config.shutdown_timeout,
    };
    let beside = beside(&follower)?;
    let internal = internal.map(|listener| {
        let health = Some(follower.health());
        let state = crate::state(Arc::clone(&directory), 0, health, metrics);
        let state = state.counting(crowd);
        (listener, web::Data::new(state))
    });
    actix_web::rt::System::new().block_on(async move {
        let books = registry_api::data(Some(books));
        let (public_books, internal) = match internal {
            None => (books, None),
            Some((listener, state)) => {
                let options = ServerOptions {
                    workers: server_options.workers.min(INTERNAL_WORKERS),
                    ..server_options
                };
                let server = http::server(listener, state, books, options)?;
                (registry_api::data(None), Some(server))
            }
        };
        let public = move |config: &mut web::ServiceConfig| {
            public_books(config);
            own(config);
        };
        let public = http::server(listener, state, public, server_options)?;
        let server = actix_web::rt::spawn(async move {
            match internal {
                None => public.await,
                Some(internal) => {
                    let both = futures_util::future::try_join(public, internal);
                    both.await.map(|_| ())
                }
            }
        });
        // The server listens to signals once it has run for a moment; what is said to be ready
        // must also be ready to stop.
        actix_web::rt::time::sleep(Duration::from_millis(20)).await;
        tracing::info!(
            url,
            internal = internal_url,
            docs = format!("{url}/docs/"),
            members = directory.current().members.len(),
            revision = directory.current().revision,
            milliseconds = begun.elapsed().as_millis() as u64,
            "listening"
        );
        warm_up(warmed)?;
        if let Some(path) = welcome {
            let url = internal_url.as_ref().unwrap_or(&url);
            note(format_args!(
                "The staff console, for you alone, once: {url}{path}"
            ));
        }
        close_on_signal(&directory, config.shutdown_timeout + PARTING)?;
        server.await.map_err(std::io::Error::other)?
    })?;
    // It needs the follower to the last.
    drop(beside);
    drop(imports);
    drop(watch);
    drop(dispatcher);
    drop(follower);
    tracing::info!("stopped");
    Ok(())
}

/// Finds beside the server what the first questions would wait for.
fn warm_up(books: web::Data<RegistryState>) -> std::io::Result<()> {
    let thread = std::thread::Builder::new().name("warming".to_owned());
    let warming = thread.spawn(move || {
        if let Err(refusal) = books.warm_up() {
            tracing::debug!(?refusal, "nothing was found beforehand");
        }
    });
    warming.map(drop)
}

/// Says whose address is limited, where that is not plain.
fn tell_of_addresses(crowd: &CrowdSettings, config: &Config) {
    if crowd.trusted_proxies.is_empty() {
        tracing::info!(
            "TRUSTED_PROXIES is not set: whoever comes through a proxy on this machine or in a private network is not limited by address"
        );
    }
    // The system's own limit must not be the first that is met: connections, files and the database
    // share it.
    let needed = config.connections as u64 + FILES;
    let files = getrlimit(Resource::Nofile);
    let most = files.maximum.map_or(needed, |most| most.min(needed));
    let raised = Rlimit {
        current: files.current.map(|now| now.max(most)),
        ..files
    };
    // With what there is, where it may not be raised.
    let _ = setrlimit(Resource::Nofile, raised);
    let has = getrlimit(Resource::Nofile).current;
    if has.is_some_and(|has| has < needed) {
        tracing::warn!(
            connections = config.connections,
            "the system lets this process open too few files for CONNECTIONS (ulimit -n)"
        );
    }
}

/// How many files the program has open beside connections, at most.
const FILES: u64 = 512;

/// How many threads answer requests at the internal address at most.
const INTERNAL_WORKERS: usize = 2;

/// How long the program may take to end beyond the time that requests have to finish.
const PARTING: Duration = Duration::from_secs(5);

/// Tells those who wait for changes when the server is to stop, so that it need not wait for them.
/// The program ends after `longest`, whatever it still waits for.
fn close_on_signal(directory: &Arc<Directory>, longest: Duration) -> std::io::Result<()> {
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

/// Where the listener can be reached from this machine.
fn address(listener: &TcpListener) -> std::io::Result<String> {
    let address = listener.local_addr()?;
    Ok(if address.ip().is_unspecified() {
        format!("http://localhost:{}", address.port())
    } else {
        format!("http://{address}")
    })
}

/// How much a workbook that anybody hands over may hold when it is unpacked, in bytes.
const MOST_UNPACKED: u64 = 32 * 1024 * 1024;

/// The rows of a workbook that somebody hands over to match them.
fn sheet_rows(bytes: Vec<u8>) -> Option<Vec<Vec<String>>> {
    let file = import::NamedFile::of_bytes("the file", bytes);
    import::package::first_sheet(file, MOST_UNPACKED).ok()
}
