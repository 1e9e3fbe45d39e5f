//! Ends what a silent Postgres server never answers.
//!
//! A server that is stopped, or behind a network that swallows everything, neither answers nor
//! closes the connection, and libpq waits for ever. No setting of TCP ends that while somebody on
//! the way acknowledges what is sent. So a thread looks whether a statement is over its time, and
//! shuts down this program's connections to that server: who waits on one gets an error at once.

use std::{
    net::{SocketAddr, ToSocketAddrs},
    os::fd::RawFd,
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use nix::sys::socket::{Shutdown, SockaddrStorage, getpeername, shutdown};

/// How long a statement may take before the server ends it itself.
pub const STATEMENT: Duration = Duration::from_secs(30);
/// How long the answer to a question may take that costs nothing.
pub const CHECK: Duration = Duration::from_secs(3);
/// How much longer is waited for a server that ends a statement itself.
const GRACE: Duration = Duration::from_secs(5);
/// How often is looked.
const EVERY: Duration = Duration::from_millis(250);
/// What stands for no limit, and for no statement under way.
const NONE: u64 = 0;

/// The connections of a pool whose statements have a deadline.
pub struct Deadlines {
    /// Where the server is: hosts and ports as in its address.
    places: Vec<Place>,
    begun: Instant,
    watched: Mutex<Vec<Weak<Deadline>>>,
}

/// One address of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A host and its port.
    Host(String, u16),
    /// A socket of this machine, by its path.
    Socket(String),
}

/// The deadline of the statement that is under way on one connection.
pub struct Deadline {
    begun: Instant,
    /// In milliseconds since the beginning.
    due: AtomicU64,
    /// In milliseconds.
    limit: AtomicU64,
}

impl Deadlines {
    /// Begins to watch connections to these addresses.
    pub fn watch(places: Vec<Place>) -> Arc<Self> {
        let deadlines = Arc::new(Self {
            places,
            begun: Instant::now(),
            watched: Mutex::default(),
        });
        let watching = Arc::downgrade(&deadlines);
        let spawned = network::vital::spawn("deadlines", move || {
            while let Some(deadlines) = watching.upgrade() {
                deadlines.look();
                drop(deadlines);
                std::thread::sleep(EVERY);
            }
        });
        if let Err(error) = spawned {
            tracing::warn!(%error, "a database that falls silent is waited for");
        }
        deadlines
    }

    /// A deadline for the statements of one more connection.
    pub fn add(&self) -> Arc<Deadline> {
        let deadline = Arc::new(Deadline {
            begun: self.begun,
            due: AtomicU64::new(NONE),
            limit: AtomicU64::new(NONE),
        });
        deadline.limit_as_usual();
        let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        watched.retain(|one| one.strong_count() > 0);
        watched.push(Arc::downgrade(&deadline));
        deadline
    }

    fn look(&self) {
        let now = millis(self.begun.elapsed());
        let watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        let watched: Vec<_> = watched.iter().filter_map(Weak::upgrade).collect();
        let is_over = |one: &Arc<Deadline>| {
            let due = one.due.load(Ordering::Relaxed);
            due != NONE && due < now
        };
        if watched.iter().any(is_over) {
            tracing::warn!("the database does not answer; its connections are cut");
            for one in watched.iter().filter(|one| is_over(one)) {
                one.due.store(NONE, Ordering::Relaxed);
            }
            self.cut();
        }
    }

    /// Shuts down every connection of this process to the server.
    fn cut(&self) {
        let hosts: Vec<SocketAddr> = self.places.iter().flat_map(Place::resolve).collect();
        let is_there = |fd: &RawFd| {
            let Ok(peer) = getpeername::<SockaddrStorage>(*fd) else {
                return false;
            };
            let v4 = peer.as_sockaddr_in().map(|to| SocketAddr::from(*to));
            let v6 = peer.as_sockaddr_in6().map(|to| SocketAddr::from(*to));
            match (v4.or(v6), peer.as_unix_addr().and_then(|to| to.path())) {
                (Some(peer), _) => hosts.iter().any(|host| is_same(*host, peer)),
                (None, Some(path)) => self
                    .places
                    .iter()
                    .any(|place| matches!(place, Place::Socket(known) if path.starts_with(known))),
                (None, None) => false,
            }
        };
        for fd in open_files().filter(is_there) {
            // One that is gone by now needs nothing.
            let _ = shutdown(fd, Shutdown::Both);
        }
    }
}

impl Place {
    fn resolve(&self) -> Vec<SocketAddr> {
        match self {
            Self::Host(host, port) => (host.as_str(), *port)
                .to_socket_addrs()
                .map_or_else(|_| Vec::new(), Iterator::collect),
            Self::Socket(_) => Vec::new(),
        }
    }
}

fn is_same(host: SocketAddr, peer: SocketAddr) -> bool {
    host.port() == peer.port() && host.ip().to_canonical() == peer.ip().to_canonical()
}

/// The open files of this process, by their numbers.
fn open_files() -> impl Iterator<Item = RawFd> {
    let files = std::fs::read_dir("/proc/self/fd").into_iter().flatten();
    files.filter_map(|file| file.ok()?.file_name().to_str()?.parse().ok())
}

impl Deadline {
    /// Sets how long each statement may take from now on.
    pub fn limit(&self, limit: Option<Duration>) {
        self.limit
            .store(limit.map_or(NONE, millis), Ordering::Relaxed);
    }

    /// As long as most statements may take.
    pub fn limit_as_usual(&self) {
        self.limit(Some(STATEMENT + GRACE));
    }

    /// A statement begins.
    pub fn begin(&self) {
        let due = match self.limit.load(Ordering::Relaxed) {
            NONE => NONE,
            limit => millis(self.begun.elapsed()) + limit,
        };
        self.due.store(due, Ordering::Relaxed);
    }

    /// It ended.
    pub fn end(&self) {
        self.due.store(NONE, Ordering::Relaxed);
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
