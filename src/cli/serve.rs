//! `serve`: brings the tables up to date, reads the books through the gate, and serves.

mod limits;
mod servers;

use std::{
    io::IsTerminal,
    net::{SocketAddr, TcpListener},
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::web;
use clap::Args;

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
use http::{Publishing, ServerOptions, State, crowd::Crowd, paths::CONSOLE};
use own::letter::Letters;
use publication::Feed;
use registry::{DatabaseUrl, Registry};
use servers::{PARTING, Servers, close_on_signal};

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
    let (listener, url) = listen((config.host, config.port).into())?;
    let internal = config.internal_bind.map(listen).transpose()?;
    let (directory, follower) = follow(&config, &registry, &url)?;
    let metrics = internal.as_ref().map(|_| telemetry::start_metrics());
    let metrics = metrics.transpose()?;
    let crowd = config.crowd();
    limits::tell_of_addresses(&crowd, &config);
    let keys = registry_api::session::keys(registry.clone());
    let crowd = Arc::new(Crowd::new(&crowd, Some(keys)));
    let shown = shown(&config, &directory, &follower).with_crowd(Arc::clone(&crowd));
    let postman = config.mail().map(|settings| {
        let letters = Letters::new(Arc::clone(&directory));
        Postman::new(settings, letters)
    });
    let dispatcher = Dispatcher::start(
        registry.clone(),
        Shown {
            directory: Arc::clone(&directory),
            publisher: follower.publisher(),
        },
        config.webhooks(),
        postman.transpose()?,
    )?;
    let desk = Arc::new(Desk::new(
        registry.clone(),
        follower.publisher(),
        dispatcher.waker(),
    )?);
    let watch = Watch::start(registry.clone(), follower.health())?;
    let (books, imports) = books(&config, registry, &directory, &follower, &dispatcher)?;
    let books = web::Data::new(books);
    let beside = beside(&follower)?;
    let (internal, internal_url) = internal.unzip();
    let servers = Servers {
        public: (listener, web::Data::new(shown)),
        internal: internal.map(|listener| {
            let health = Some(follower.health());
            let state = crate::state(Arc::clone(&directory), 0, health, metrics);
            (listener, web::Data::new(state.counting(crowd)))
        }),
        books: books.clone(),
        own: own::configure(Arc::clone(&directory), desk),
        options: ServerOptions {
            workers: config.workers,
            shutdown_timeout: config.shutdown_timeout,
        },
    };
    actix_web::rt::System::new().block_on(async move {
        let server = actix_web::rt::spawn(servers.start()?);
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
        warm_up(books)?;
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

/// A listener at an address, and where it can be reached from this machine.
fn listen(address: SocketAddr) -> Result<(TcpListener, String), Failure> {
    let listener = TcpListener::bind(address)
        .map_err(|error| format!("{address} cannot be listened on: {error}"))?;
    let address = listener.local_addr()?;
    let url = match address.ip().is_unspecified() {
        true => format!("http://localhost:{}", address.port()),
        false => format!("http://{address}"),
    };
    Ok((listener, url))
}

/// The directory as the books are now, and what follows them from there.
fn follow(
    config: &Config,
    registry: &Registry,
    url: &str,
) -> Result<(Arc<Directory>, Follower), Failure> {
    let feed = Feed::new(registry.clone());
    let everything = feed
        .changes_since(None)?
        .ok_or("the books gave no answer")?;
    let mark = everything.mark;
    let public_url = config.public_url.clone();
    let public_url = public_url.unwrap_or_else(|| PublicUrl::new(url));
    if config.public_url.is_none() && matches!(config.database, DatabaseUrl::Postgres(_)) {
        tracing::warn!(
            "PUBLIC_URL is not set: links lead to this node, and nodes give different ETags"
        );
    }
    let directory = Arc::new(Directory::new(everything, public_url)?);
    let follower = Follower::start(Arc::clone(&directory), feed, mark, config.poll_interval)?;
    if directory.current().network.sample_data {
        tracing::warn!("this is the sample network: its organisations are invented");
    }
    Ok((directory, follower))
}

/// What the public is shown.
fn shown(config: &Config, directory: &Arc<Directory>, follower: &Follower) -> State {
    let site = pages::pages_reading(
        Arc::clone(directory),
        crate::BUILD,
        config.contact.clone(),
        Some(sheet_rows),
    );
    let (room, health) = (config.compressed_cache, Some(follower.health()));
    let state = match config.internal_bind {
        Some(_) => crate::public_state(Arc::clone(directory), room, health),
        None => crate::state(Arc::clone(directory), room, health, None),
    };
    state.with_site(site).publishing(Publishing {
        licence: config.data_licence.clone(),
        security_contact: config.security_contact.clone(),
    })
}

/// What the registry answers with, and what works on imports and tidies the books.
fn books(
    config: &Config,
    registry: Registry,
    directory: &Arc<Directory>,
    follower: &Follower,
    dispatcher: &Dispatcher,
) -> Result<(RegistryState, Background), Failure> {
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
        Arc::clone(directory),
        follower.publisher(),
        Outbound {
            allowed: config.webhooks().outward,
            waker: dispatcher.waker(),
        },
        (imports.planner(), imports.cleaner()),
        children,
    );
    let provider = config.provider().map(|provider| {
        let back = format!("{CONSOLE}{}", console::BACK);
        OpenId::new(provider, directory.public_url().url(back))
    });
    let books = books
        .with_upload_limit(config.import_upload)
        .with_upload_time(config.upload_time)
        .with_key_lifetime(config.key_lifetime)
        .with_provider(provider.transpose()?);
    Ok(match config.internal_bind {
        Some(_) => (books.internal(), imports),
        None => (books, imports),
    })
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

/// How much a workbook that anybody hands over may hold when it is unpacked, in bytes.
const MOST_UNPACKED: u64 = 32 * 1024 * 1024;

/// The rows of a workbook that somebody hands over to match them.
fn sheet_rows(bytes: Vec<u8>) -> Option<Vec<Vec<String>>> {
    let file = import::NamedFile::of_bytes("the file", bytes);
    import::package::first_sheet(file, MOST_UNPACKED).ok()
}
