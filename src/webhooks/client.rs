//! Sending: to what may be called, with an end.

use std::{
    error::Error as _,
    io,
    net::{SocketAddr, ToSocketAddrs},
    time::{Duration, SystemTime},
};

use reqwest::{
    Client, Response, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{CONTENT_TYPE, RETRY_AFTER},
    redirect::Policy,
};

use network::{Outward, parse_retry_after};

/// How much of an answer is read, in bytes.
const MOST_READ: usize = 64_000;
/// How much of an answer is kept, in characters.
const EXCERPT: usize = 200;

/// What came back.
#[derive(Debug)]
pub struct Received {
    /// The status.
    pub status: u16,
    /// How long the webhook asks to be left alone.
    pub retry_after: Option<Duration>,
    /// The beginning of the body.
    pub excerpt: Option<String>,
}

/// A client that follows no redirect, asks no proxy, and connects to nothing that is not allowed.
pub fn client(outward: Outward, timeout: Duration) -> reqwest::Result<Client> {
    Client::builder()
        .user_agent(concat!("member-directory/", env!("CARGO_PKG_VERSION")))
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

/// Sends a message; fails with words for what went wrong, which hold no address.
pub async fn send(
    client: &Client,
    url: Url,
    headers: &[(&'static str, String)],
    body: Vec<u8>,
) -> Result<Received, String> {
    let request = client.post(url).header(CONTENT_TYPE, "application/json");
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, value)
    });
    let response = request.body(body).send().await.map_err(words)?;
    Ok(Received {
        status: response.status().as_u16(),
        retry_after: retry_after(&response),
        // What counts is the status; the body may end early.
        excerpt: excerpt(&read(response).await),
    })
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

fn excerpt(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(&body[..body.len().min(4 * EXCERPT)]);
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !network::text::turns_direction(*c))
        .take(EXCERPT)
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn retry_after(response: &Response) -> Option<Duration> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    parse_retry_after(text, SystemTime::now())
}

/// What went wrong, in words.
fn words(error: reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".to_owned();
    }
    let mut cause: &dyn std::error::Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
        if let Some(io) = cause.downcast_ref::<io::Error>()
            && io.get_ref().is_none()
        {
            break;
        }
    }
    // The outermost text has the address; without a cause there is nothing more to tell.
    let told = match error.source() {
        Some(_) => cause.to_string(),
        None => "it could not be sent".to_owned(),
    };
    told.chars().take(EXCERPT).collect()
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

    /// The name is resolved, and refused, by what makes the connection.
    #[test]
    fn a_name_that_leads_home_is_not_called() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!(
            "http://localhost:{}/",
            listener.local_addr().unwrap().port()
        );
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let client = client(Outward::default(), Duration::from_secs(5)).unwrap();
        let sent = runtime.block_on(send(&client, url.parse().unwrap(), &[], Vec::new()));
        assert_eq!(
            sent.unwrap_err(),
            "the name leads to no address that may be called"
        );
    }

    #[test]
    fn an_excerpt_is_short_and_plain() {
        assert_eq!(excerpt(b" \n"), None);
        assert_eq!(excerpt(b"a\nb\x1b[31m\xff").unwrap(), "a b [31m\u{fffd}");
        let long = "\u{202e}é".repeat(1_000);
        assert_eq!(excerpt(long.as_bytes()).unwrap().chars().count(), 160);
    }
}
