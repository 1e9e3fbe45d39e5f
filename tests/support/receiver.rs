//! Somebody who is sent messages: takes them, or does what receivers do wrong.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    time::Duration,
};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use super::eventually;

/// How a receiver answers.
#[derive(Debug, Clone)]
pub enum Manner {
    /// With a status, headers and a body.
    Answer(u16, Vec<(&'static str, String)>, String),
    /// Not at all, for as long as the other side waits.
    Hang,
    /// It hangs up in the middle of its answer's head.
    CloseEarly,
    /// It says 200 and hangs up in the middle of its answer's body.
    BreakOff,
    /// With 200, after a while.
    Slow(Duration),
    /// With 200 and a body without an end, for as long as the other side reads.
    Endless,
}

impl Manner {
    pub fn status(status: u16) -> Self {
        Self::Answer(status, Vec::new(), String::new())
    }

    pub fn redirect(to: &str) -> Self {
        Self::Answer(302, vec![("Location", to.to_owned())], String::new())
    }
}

/// A message as it came.
#[derive(Debug, Clone)]
pub struct Received {
    pub path: String,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Received {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        let value = value.unwrap_or_else(|| panic!("no {name} in {:?}", self.headers));
        value.to_str().expect("a text")
    }

    /// The event, by its identifier.
    pub fn id(&self) -> &str {
        self.header("webhook-id")
    }

    /// Whether it is signed with this secret, as the reference library of Standard Webhooks sees it.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let reference = standardwebhooks::Webhook::new(secret).expect("a secret");
        reference.verify(&self.body, &self.headers).is_ok()
    }
}

/// A receiver on a free port of this machine. It takes messages until the tests end.
pub struct Receiver {
    pub url: String,
    manner: Arc<Mutex<Manner>>,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Default for Receiver {
    fn default() -> Self {
        Self::new()
    }
}

impl Receiver {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let manner = Arc::new(Mutex::new(Manner::status(200)));
        let received = Arc::new(Mutex::new(Vec::new()));
        let (now, all) = (Arc::clone(&manner), Arc::clone(&received));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (now, all) = (Arc::clone(&now), Arc::clone(&all));
                std::thread::spawn(move || while attend(&stream, &now, &all).is_some() {});
            }
        });
        Self {
            url: format!("http://{address}/hook"),
            manner,
            received,
        }
    }

    /// Host and port.
    pub fn address(&self) -> &str {
        self.url.split('/').nth(2).expect("an address")
    }

    /// Answers like this from now on.
    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().expect("a manner") = manner;
    }

    /// What came so far, whatever was answered.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().expect("messages").clone()
    }

    /// Waits until so many have come, and returns all.
    #[track_caller]
    pub fn wait_for(&self, count: usize) -> Vec<Received> {
        eventually(&format!("{count} messages come"), || {
            let received = self.received();
            (received.len() >= count).then_some(received)
        })
    }

    /// Waits for a message that fits, and returns it.
    #[track_caller]
    pub fn wait_until(&self, what: &str, fits: impl Fn(&Received) -> bool) -> Received {
        eventually(what, || self.received().into_iter().find(&fits))
    }

    /// Forgets what came so far.
    pub fn forget(&self) {
        self.received.lock().expect("messages").clear();
    }

    /// All that came so far, as text.
    pub fn text(&self) -> String {
        let received = self.received();
        let texts = received
            .iter()
            .map(|one| String::from_utf8_lossy(&one.body).into_owned());
        texts.collect::<Vec<_>>().join("\n")
    }
}

/// Reads one request and answers it; nothing when the connection is over.
fn attend(
    stream: &TcpStream,
    manner: &Mutex<Manner>,
    received: &Mutex<Vec<Received>>,
) -> Option<()> {
    let request = read(stream)?;
    let manner = manner.lock().expect("a manner").clone();
    if !matches!(manner, Manner::Slow(_)) {
        received.lock().expect("messages").push(request.clone());
    }
    let mut out = stream;
    let ok = "HTTP/1.1 200 OK\r\n";
    match manner {
        Manner::Answer(status, headers, body) => {
            let mut head = format!(
                "HTTP/1.1 {status} Said\r\nContent-Length: {}\r\n",
                body.len()
            );
            for (name, value) in headers {
                head += &format!("{name}: {value}\r\n");
            }
            write!(out, "{head}\r\n{body}").ok()
        }
        Manner::Hang => {
            // The other side hangs up.
            let _ = out.read(&mut [0; 1]);
            None
        }
        Manner::CloseEarly => {
            let _ = write!(out, "HTTP/1.1 20");
            let _ = stream.shutdown(std::net::Shutdown::Both);
            None
        }
        Manner::BreakOff => {
            let _ = write!(out, "{ok}Content-Length: 1000\r\n\r\nonly this");
            let _ = stream.shutdown(std::net::Shutdown::Both);
            None
        }
        Manner::Slow(pause) => {
            std::thread::sleep(pause);
            received.lock().expect("messages").push(request);
            write!(out, "{ok}Content-Length: 0\r\n\r\n").ok()
        }
        Manner::Endless => {
            write!(out, "{ok}\r\n").ok()?;
            let much = [b'x'; 10_000];
            while out.write_all(&much).is_ok() {}
            None
        }
    }
}

fn read(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = HeaderMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        headers.append(name, HeaderValue::from_str(value).ok()?);
    }
    let length = match headers.get("content-length") {
        Some(length) => length.to_str().ok()?.parse().ok()?,
        None => 0,
    };
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Received {
        path,
        headers,
        body,
    })
}
