//! Sending, with an end.

use std::{error::Error as _, io, time::Duration};

use reqwest::{Client, Url, header::CONTENT_TYPE};

use crate::outward::{read, retry_after};

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
    use crate::outward::client;
    use network::Outward;

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
