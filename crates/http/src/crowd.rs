//! Many who ask at once: so that nobody takes what others need.
//!
//! Whoever asks is known by a good key, or else by an address ([`clients`]). How often somebody may
//! ask is held by [`rates`]; how much somebody may hold at a time (a stream, a wait, a large
//! answer) by [`seats`]. All of it has a fixed size, however many come.

pub mod clients;
pub mod keys;
pub mod rates;
pub mod seats;

use std::{net::SocketAddr, sync::Arc};

use actix_web::{HttpRequest, http::header::HeaderMap};

use crate::{
    paths::{PRIVATE, is_below},
    problem::{Kind, Problem},
};
use clients::Clients;
pub use clients::{Client, TrustedProxies};
use keys::KnownKeys;
pub use keys::{KeyStanding, Keys, bearer};
pub use rates::{Class, Rate, Rates};
pub use seats::{HasSeat, Seat, Seats};

/// What whoever runs the program says of crowds.
#[derive(Debug, Clone)]
pub struct CrowdSettings {
    /// The proxies that tell whom they ask for.
    pub trusted_proxies: TrustedProxies,
    /// How often somebody may ask.
    pub rates: Rates,
    /// How many streams of changes there may be.
    pub followers: usize,
    /// How many connections there may be.
    pub connections: usize,
}

/// How many wait for a page of changes at a time beside the streams, so that short questions have
/// places that streams cannot take.
const MOST_WAITING: usize = 250;
/// How many large answers are under way at a time: whole lists, and what else is long.
const MOST_LARGE: usize = 200;
/// How many calls of the registry are under way at a time. Each may hold a thread.
const MOST_CALLS: usize = 160;

/// Who asks, and how much of everything they have.
pub struct Crowd {
    clients: Clients,
    limiters: Option<rates::Limiters>,
    known_keys: KnownKeys,
    /// Connections.
    pub connections: Arc<Seats>,
    /// Streams of changes.
    pub streams: Arc<Seats>,
    /// Those who wait for a page of changes.
    pub waiting: Arc<Seats>,
    /// Large answers.
    pub large: Arc<Seats>,
    /// Calls of the registry.
    pub calls: Arc<Seats>,
}

impl Crowd {
    /// A crowd that is held to these settings; `keys` tells what a key is worth.
    pub fn new(settings: &CrowdSettings, keys: Option<Keys>) -> Self {
        Self {
            clients: Clients::new(settings.trusted_proxies.clone()),
            limiters: Some(rates::Limiters::new(&settings.rates)),
            known_keys: KnownKeys::new(keys),
            connections: Seats::new(settings.connections),
            streams: Seats::new(settings.followers),
            waiting: Seats::new(MOST_WAITING),
            large: Seats::new(MOST_LARGE),
            calls: Seats::new(MOST_CALLS),
        }
    }

    /// A crowd of friends: whoever reaches an address that is not everybody's.
    pub fn of_friends() -> Self {
        let no_bound = usize::MAX;
        Self {
            clients: Clients::new(TrustedProxies::default()),
            limiters: None,
            known_keys: KnownKeys::new(None),
            connections: Seats::new(no_bound),
            streams: Seats::new(no_bound),
            waiting: Seats::new(no_bound),
            large: Seats::new(no_bound),
            calls: Seats::new(no_bound),
        }
    }

    /// Lets a request in, or says when to come again. Who comes with a good key for the registry is
    /// counted there, where the key is looked at anyway.
    pub async fn admit(&self, request: &HttpRequest) -> Result<(), Problem> {
        let Some(limiters) = &self.limiters else {
            return Ok(());
        };
        let path = request.path();
        if is_below(path, "/health") {
            return Ok(());
        }
        let client = self.client(request);
        let standing = match bearer(request.headers()) {
            None => None,
            Some(key) if is_below(path, PRIVATE) => match self.known_keys.known(key) {
                Some(Some(_)) => return Ok(()),
                _ => None,
            },
            Some(key) => self.standing(limiters, client, key).await,
        };
        match (standing, client) {
            (Some(standing), _) => limiters.check(standing.class, self.holder(standing)),
            (None, Some(client)) => limiters.check(Class::Public, client),
            (None, None) => Ok(()),
        }
    }

    /// What a key is worth at the public address, where it opens nothing. Nobody waits long for the
    /// books, and wrong keys do not ask them often.
    async fn standing(
        &self,
        limiters: &rates::Limiters,
        client: Option<Client>,
        key: &str,
    ) -> Option<KeyStanding> {
        if let Some(known) = self.known_keys.known(key) {
            return known;
        }
        let may_ask = |client| limiters.check(Class::WrongKeys, client).is_ok();
        match client.is_none_or(may_ask) {
            true => self.known_keys.look_up(key).await,
            false => None,
        }
    }

    /// Lets a visitor report a mistake.
    pub fn admit_report(&self, request: &HttpRequest) -> Result<(), Problem> {
        match (&self.limiters, self.client(request)) {
            (Some(limiters), Some(client)) => limiters.check(Class::Reports, client),
            _ => Ok(()),
        }
    }

    /// Lets a key be looked up in the books, unless too many wrong ones came from there.
    pub fn admit_key(&self, request: &HttpRequest, key: &str) -> Result<(), Problem> {
        let known = self.known_keys.known(key).flatten();
        match (&self.limiters, self.client(request)) {
            (Some(limiters), Some(client)) if known.is_none() => {
                limiters.check(Class::WrongKeys, client)
            }
            _ => Ok(()),
        }
    }

    /// Lets the holder of a good key ask the registry.
    pub fn admit_holder(
        &self,
        key: &str,
        standing: KeyStanding,
        writes: bool,
    ) -> Result<Seat, Problem> {
        self.known_keys.remember(key, Some(standing));
        let holder = self.holder(standing);
        if let Some(limiters) = &self.limiters {
            limiters.check(standing.class, holder)?;
            if writes {
                limiters.check(Class::Writes, holder)?;
            }
        }
        self.calls
            .take(Some(holder))
            .ok_or_else(|| busy("Too many calls are under way already"))
    }

    /// Lets somebody have a file, and gives the seat to hold while it is read.
    pub fn admit_file(&self, request: &HttpRequest) -> Result<Seat, Problem> {
        let who = self.who(request);
        if let (Some(limiters), Some(who)) = (&self.limiters, who) {
            limiters.check(Class::Files, who)?;
        }
        self.take_large(who)
    }

    /// A seat for a large answer.
    pub fn seat_large(&self, request: &HttpRequest) -> Result<Seat, Problem> {
        self.take_large(self.who(request))
    }

    fn take_large(&self, who: Option<Client>) -> Result<Seat, Problem> {
        self.large
            .take(who)
            .ok_or_else(|| busy("Too many large answers are under way already"))
    }

    /// All seats, by what they are.
    pub fn seats(&self) -> [(&'static str, &Seats); 5] {
        [
            ("connections", &self.connections),
            ("streams", &self.streams),
            ("waiting", &self.waiting),
            ("large", &self.large),
            ("calls", &self.calls),
        ]
    }

    /// Who asks: the holder of a key that is known to be good, or whoever is at an address.
    pub fn who(&self, request: &HttpRequest) -> Option<Client> {
        let key = bearer(request.headers());
        let standing = key.and_then(|key| self.known_keys.known(key).flatten());
        match standing {
            Some(standing) => Some(self.holder(standing)),
            None => self.client(request),
        }
    }

    /// Whoever is at the other end of a connection, before anything is said on it.
    pub fn client_at(&self, peer: Option<SocketAddr>) -> Option<Client> {
        let peer = peer.map(|peer| peer.ip());
        self.clients.at(peer, &HeaderMap::new())
    }

    fn client(&self, request: &HttpRequest) -> Option<Client> {
        let peer = request.peer_addr().map(|peer| peer.ip());
        self.clients.at(peer, request.headers())
    }

    fn holder(&self, standing: KeyStanding) -> Client {
        self.clients.named(standing.id.as_bytes())
    }
}

/// Everything of a kind is taken.
pub fn busy(words: &str) -> Problem {
    Problem::new(Kind::Unavailable, format!("{words}; try again soon."))
}
