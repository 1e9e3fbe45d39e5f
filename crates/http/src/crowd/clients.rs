//! Who asks, without a key: whoever is at an address.
//!
//! An address is never kept. What is kept is a number that it is mixed into with a secret, which is
//! another one every day.

use std::{
    net::IpAddr,
    str::FromStr,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use actix_web::http::header::{self, HeaderMap, HeaderName};
use ipnet::IpNet;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use network::Outward;

/// Somebody who is told apart from others, for a day at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Client(pub(super) u64);

/// How long a secret is mixed in.
const SECRET_LASTS: Duration = Duration::from_secs(86_400);

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies that tell whom they ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn trusts(&self, ip: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&ip))
    }
}

/// Addresses and networks, with commas between them: `127.0.0.1,10.0.0.0/8,fd00::/8`.
impl FromStr for TrustedProxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let read = |part: &str| {
            let network = part.parse::<IpNet>().ok();
            let address = || part.parse::<IpAddr>().ok().map(IpNet::from);
            network.or_else(address).ok_or_else(|| {
                format!("\"{part}\" is neither an IP address nor a network such as 10.0.0.0/8")
            })
        };
        parts.map(read).collect::<Result<_, _>>().map(Self)
    }
}

/// Tells clients apart.
pub struct Clients {
    trusted: TrustedProxies,
    begun: Instant,
    secret: AtomicU64,
    /// Which of the secrets it is, counted from the beginning.
    turn: AtomicU64,
}

impl Clients {
    /// Tells clients apart, behind these proxies too.
    pub fn new(trusted: TrustedProxies) -> Self {
        Self {
            trusted,
            begun: Instant::now(),
            secret: AtomicU64::new(fresh()),
            turn: AtomicU64::new(0),
        }
    }

    /// Whoever is at an address; nothing where nobody can say who that is.
    pub fn at(&self, peer: Option<IpAddr>, headers: &HeaderMap) -> Option<Client> {
        Some(
            match origin(peer?.to_canonical(), headers, &self.trusted)? {
                Origin::Address(IpAddr::V4(v4)) => self.named(&v4.octets()),
                // Whoever has one address of IPv6 has 2^64 of them.
                Origin::Address(IpAddr::V6(v6)) => self.named(&v6.octets()[..8]),
                Origin::Name(name) => self.named(name.as_bytes()),
            },
        )
    }

    /// Whoever has this name.
    pub fn named(&self, name: &[u8]) -> Client {
        Client(xxh3_64_with_seed(name, self.secret()))
    }

    fn secret(&self) -> u64 {
        let turn = self.begun.elapsed().as_secs() / SECRET_LASTS.as_secs();
        let is_over = self.turn.load(Ordering::Relaxed) != turn;
        if is_over && self.turn.swap(turn, Ordering::Relaxed) != turn {
            self.secret.store(fresh(), Ordering::Relaxed);
        }
        self.secret.load(Ordering::Relaxed)
    }
}

fn fresh() -> u64 {
    // Without the system's randomness the program does not even begin; nothing is lost by a zero.
    getrandom::u64().unwrap_or_default()
}

/// Where a request comes from.
#[derive(Debug, PartialEq, Eq)]
enum Origin<'a> {
    Address(IpAddr),
    /// What a trusted proxy calls it instead (RFC 7239, 6.3).
    Name(&'a str),
}

/// Where a request comes from, as far as that is to be believed: the last one that no trusted proxy
/// stands for. Whoever wrote what stands before it may have invented it.
fn origin<'a>(
    peer: IpAddr,
    headers: &'a HeaderMap,
    trusted: &TrustedProxies,
) -> Option<Origin<'a>> {
    if trusted.is_empty() {
        // Behind a proxy nobody knows of, all would be one.
        let is_public = Outward::default().may_reach(peer);
        return is_public.then_some(Origin::Address(peer));
    }
    if !trusted.trusts(peer) {
        return Some(Origin::Address(peer));
    }
    let mut hops = hops(headers);
    hops.find_map(|hop| match address(hop) {
        Some(ip) if trusted.trusts(ip) => None,
        Some(ip) => Some(Origin::Address(ip)),
        None => Some(Origin::Name(hop)),
    })
}

/// Whom the request came from on its way, the last one first.
fn hops(headers: &HeaderMap) -> Box<dyn Iterator<Item = &str> + '_> {
    let values = |name| {
        let values: Vec<_> = headers.get_all(name).collect();
        let values = values.into_iter().rev();
        values.flat_map(|value| value.to_str().unwrap_or("unreadable").rsplit(','))
    };
    if headers.contains_key(X_FORWARDED_FOR) {
        return Box::new(values(X_FORWARDED_FOR).map(str::trim));
    }
    Box::new(values(header::FORWARDED).filter_map(|element| {
        let mut pairs = element.split(';').filter_map(|pair| pair.split_once('='));
        let (_, node) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
        Some(node.trim().trim_matches('"'))
    }))
}

/// The address of a hop, which may have a port: `192.0.2.1:80`, `[2001:db8::1]:80`.
fn address(hop: &str) -> Option<IpAddr> {
    let inner = hop
        .strip_prefix('[')
        .and_then(|rest| rest.split(']').next());
    let v4 = || hop.split_once(':').map_or(hop, |(address, _)| address);
    let ip = hop.parse().or_else(|_| inner.unwrap_or_else(v4).parse());
    ip.ok().map(|ip: IpAddr| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    fn headers(given: &[(HeaderName, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in given {
            headers.append(name.clone(), HeaderValue::from_static(value));
        }
        headers
    }

    fn come_from(
        peer: &str,
        trusted: &str,
        given: &[(HeaderName, &'static str)],
    ) -> Option<String> {
        let headers = headers(given);
        let trusted = trusted.parse().unwrap();
        let origin = origin(peer.parse().unwrap(), &headers, &trusted)?;
        Some(match origin {
            Origin::Address(ip) => ip.to_string(),
            Origin::Name(name) => name.to_owned(),
        })
    }

    #[test]
    fn without_trusted_proxies_nobody_says_who_they_are() {
        let forged = [(X_FORWARDED_FOR, "9.9.9.9")];
        for private in ["127.0.0.1", "10.1.2.3", "192.168.0.7", "::1", "fd00::7"] {
            assert_eq!(come_from(private, "", &forged), None, "{private}");
        }
        for public in ["8.8.8.8", "2a00:1450::1"] {
            assert_eq!(come_from(public, "", &forged).unwrap(), public);
        }
    }

    #[test]
    fn a_trusted_proxy_is_believed_what_it_saw_itself() {
        let trusted = "127.0.0.1, 10.0.0.0/8";
        let x = |value| come_from("127.0.0.1", trusted, &[(X_FORWARDED_FOR, value)]);
        assert_eq!(x("9.9.9.9").unwrap(), "9.9.9.9");
        // What stands before it the client may have written.
        assert_eq!(x("1.1.1.1, 9.9.9.9").unwrap(), "9.9.9.9");
        assert_eq!(x("1.1.1.1, 9.9.9.9, 10.0.0.2").unwrap(), "9.9.9.9");
        assert_eq!(x("9.9.9.9:4711").unwrap(), "9.9.9.9");
        assert_eq!(x("[2a00::1]:80").unwrap(), "2a00::1");
        assert_eq!(x("::ffff:9.9.9.9").unwrap(), "9.9.9.9");
        assert_eq!(x("10.0.0.3"), None);
        assert_eq!(x("1.1.1.1, nobody").unwrap(), "nobody");
        assert_eq!(come_from("127.0.0.1", trusted, &[]), None);
        let lines = [(X_FORWARDED_FOR, "1.1.1.1"), (X_FORWARDED_FOR, "9.9.9.9")];
        assert_eq!(come_from("127.0.0.1", trusted, &lines).unwrap(), "9.9.9.9");
        // Whoever is no proxy speaks for themselves, wherever they are.
        let forged = [(X_FORWARDED_FOR, "9.9.9.9")];
        assert_eq!(
            come_from("127.0.0.2", trusted, &forged).unwrap(),
            "127.0.0.2"
        );
    }

    #[test]
    fn forwarded_is_read_where_that_is_all_there_is() {
        let given = |value| come_from("127.0.0.1", "127.0.0.1", &[(header::FORWARDED, value)]);
        assert_eq!(
            given("for=1.1.1.1, for=9.9.9.9;proto=https").unwrap(),
            "9.9.9.9"
        );
        assert_eq!(
            given("proto=https;For=\"[2a00::1]:80\"").unwrap(),
            "2a00::1"
        );
        assert_eq!(given("for=_hidden").unwrap(), "_hidden");
        let both = [
            (header::FORWARDED, "for=1.1.1.1"),
            (X_FORWARDED_FOR, "9.9.9.9"),
        ];
        assert_eq!(
            come_from("127.0.0.1", "127.0.0.1", &both).unwrap(),
            "9.9.9.9"
        );
    }

    #[test]
    fn one_network_of_ipv6_is_one_client() {
        let clients = Clients::new(TrustedProxies::default());
        let at = |ip: &str| {
            clients
                .at(Some(ip.parse().unwrap()), &HeaderMap::new())
                .unwrap()
        };
        assert_eq!(at("2a00:1:2:3::1"), at("2a00:1:2:3:ffff::9"));
        assert_ne!(at("2a00:1:2:3::1"), at("2a00:1:2:4::1"));
        assert_ne!(at("8.8.8.8"), at("8.8.4.4"));
        let others = Clients::new(TrustedProxies::default());
        let same = others.at(Some("8.8.8.8".parse().unwrap()), &HeaderMap::new());
        assert_ne!(Some(at("8.8.8.8")), same);
    }

    #[test]
    fn what_is_no_proxy_is_refused() {
        for wrong in ["proxy.example.org", "10.0.0.0/40", "10.0.0"] {
            assert!(wrong.parse::<TrustedProxies>().is_err(), "{wrong}");
        }
        assert!("".parse::<TrustedProxies>().unwrap().is_empty());
    }
}
