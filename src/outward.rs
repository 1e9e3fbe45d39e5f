//! Calls to other servers: to what may be called, with an end, and what is said of them.

use std::{
    error::Error,
    io,
    net::{IpAddr, SocketAddr, ToSocketAddrs},
    time::{Duration, SystemTime},
};

use reqwest::{
    Client, Response,
    dns::{Addrs, Name, Resolve, Resolving},
    header::RETRY_AFTER,
    redirect::Policy,
};
use url::{Host, Url};

use network::{Outward, parse_retry_after};

/// What the program calls itself.
pub const AGENT: &str = concat!("member-directory/", env!("CARGO_PKG_VERSION"));

/// How much of an answer is read, in bytes.
const MOST_READ: usize = 64_000;

/// A client that follows no redirect, asks no proxy, and connects to nothing that is not allowed.
pub fn client(outward: Outward, timeout: Duration) -> reqwest::Result<Client> {
    Client::builder()
        .user_agent(AGENT)
        .redirect(Policy::none())
        .no_proxy()
        .referer(false)
        .timeout(timeout)
        .pool_max_idle_per_host(1)
        .dns_resolver(Guarded(outward))
        .build()
}

/// Resolves names to what may be reached. The client connects to these very addresses, so a name
/// cannot lead elsewhere between the check and the call.
#[derive(Debug, Clone, Copy)]
struct Guarded(Outward);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let outward = self.0;
        Box::pin(async move {
            let name = name.as_str().to_owned();
            // The port is the client's to set.
            let found = tokio::task::spawn_blocking(move || (name.as_str(), 0).to_socket_addrs());
            let allowed = allowed(outward, found.await??)?;
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

fn allowed(
    outward: Outward,
    found: impl Iterator<Item = SocketAddr>,
) -> Result<Vec<SocketAddr>, io::Error> {
    let allowed: Vec<_> = found
        .filter(|address| outward.may_reach(address.ip()))
        .collect();
    match allowed.is_empty() {
        false => Ok(allowed),
        true => Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the name leads to no address that may be called",
        )),
    }
}

/// Whether an address leads to this machine, which needs no encryption on the way.
pub fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        // The host of a scheme that is not the web's is not read as a number.
        Some(Host::Domain(name)) => match name.parse::<IpAddr>() {
            Ok(address) => address.is_loopback(),
            Err(_) => name == "localhost",
        },
        None => false,
    }
}

/// The beginning of what was answered.
pub async fn read(mut response: Response) -> Vec<u8> {
    let mut body = Vec::new();
    while body.len() < MOST_READ {
        match response.chunk().await {
            Ok(Some(chunk)) => body.extend(&chunk[..chunk.len().min(MOST_READ - body.len())]),
            Ok(None) | Err(_) => break,
        }
    }
    body
}

/// How long whoever answered asks to be left alone.
pub fn retry_after(response: &Response) -> Option<Duration> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    parse_retry_after(text, SystemTime::now())
}

/// What went wrong with a call, and each cause of it; never the address, which may hold anything.
pub fn words(error: reqwest::Error) -> String {
    with_causes(&error.without_url())
}

/// What went wrong, and each cause of it that is not said already.
pub fn with_causes(error: &dyn Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !told.contains(&more) {
            told.push_str(&format!(": {more}"));
        }
        cause = error.source();
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_name_s_addresses_only_the_public_ones_are_left() {
        let addresses = |list: &[&str]| -> Vec<SocketAddr> {
            list.iter().map(|one| one.parse().unwrap()).collect()
        };
        let found = addresses(&["127.0.0.1:0", "1.1.1.1:0", "[::1]:0", "[2606:4700::1111]:0"]);
        let left = allowed(Outward::default(), found.clone().into_iter()).unwrap();
        assert_eq!(left, addresses(&["1.1.1.1:0", "[2606:4700::1111]:0"]));
        let private = addresses(&["10.0.0.1:0", "[::ffff:192.168.0.1]:0"]);
        assert!(allowed(Outward::default(), private.into_iter()).is_err());
        let all = Outward {
            allow_private: true,
            ..Outward::default()
        };
        assert_eq!(allowed(all, found.clone().into_iter()).unwrap(), found);
    }

    #[test]
    fn this_machine_is_known_in_any_scheme() {
        let is_here = |text: &str| is_here(&text.parse().unwrap());
        for here in [
            "http://localhost:8",
            "https://127.1/",
            "http://[::1]:8/",
            "smtp://localhost",
            "smtp://127.0.0.2:25",
            "smtp://[::1]",
        ] {
            assert!(is_here(here), "{here}");
        }
        for away in [
            "http://localhost.example.org",
            "http://192.0.2.1",
            "smtp://192.0.2.1",
            "smtp://mail.example.org",
            "mailto:localhost",
        ] {
            assert!(!is_here(away), "{away}");
        }
    }
}
