//! A wire between two programs that somebody cuts.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// Hands on what comes to another address, until it is cut.
pub struct Proxy {
    pub url: String,
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    to: String,
    /// Whether connections are taken at all.
    open: bool,
    /// Whether what comes on old connections goes nowhere.
    deaf: Arc<AtomicBool>,
    /// After which words the answer to the next COMMIT is lost, with its connection.
    loses_commit: Arc<Mutex<Option<&'static str>>>,
    /// After how many bytes of an answer the next connections break.
    most: Option<usize>,
    under_way: Vec<TcpStream>,
}

impl Proxy {
    /// A wire to `HOST:PORT`. Its thread ends with the tests.
    pub fn to(address: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let inner = Arc::new(Mutex::new(Inner {
            to: address.to_owned(),
            open: true,
            deaf: Arc::default(),
            loses_commit: Arc::default(),
            most: None,
            under_way: Vec::new(),
        }));
        std::thread::spawn({
            let inner = Arc::clone(&inner);
            move || {
                for client in listener.incoming().map_while(Result::ok) {
                    let (to, open, manners) = {
                        let inner = inner.lock().expect("the wire");
                        let manners = Manners {
                            most: inner.most.unwrap_or(usize::MAX),
                            deaf: Arc::clone(&inner.deaf),
                            loses_commit: Arc::clone(&inner.loses_commit),
                            lost: Arc::default(),
                        };
                        (inner.to.clone(), inner.open, manners)
                    };
                    let Some(server) = open.then(|| TcpStream::connect(to).ok()).flatten() else {
                        continue;
                    };
                    let mut held = inner.lock().expect("the wire");
                    held.under_way.extend(
                        [client.try_clone(), server.try_clone()]
                            .into_iter()
                            .flatten(),
                    );
                    drop(held);
                    join(client, server, manners);
                }
            }
        });
        Self { url, inner }
    }

    /// Breaks all connections, and lets new ones through to this address.
    pub fn lead_to(&self, address: &str) {
        self.inner.lock().expect("the wire").to = address.to_owned();
        self.cut();
    }

    /// Breaks all connections that are under way.
    pub fn cut(&self) {
        for stream in self.inner.lock().expect("the wire").under_way.drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Takes connections, or none.
    pub fn open(&self, open: bool) {
        {
            let mut inner = self.inner.lock().expect("the wire");
            inner.open = open;
            // Those under way stay deaf, and open: nobody tells who waits on them.
            if inner.deaf.load(Ordering::Relaxed) {
                inner.deaf = Arc::default();
                inner.under_way.clear();
            }
        }
        self.cut();
    }

    /// Swallows what comes on the connections that are under way and new ones, and breaks none of them,
    /// until the wire is opened again.
    pub fn swallow(&self) {
        let inner = self.inner.lock().expect("the wire");
        inner.deaf.store(true, Ordering::Relaxed);
    }

    /// Loses the answer to the COMMIT of the transaction that says these words, and the connection with
    /// it.
    pub fn lose_commit_after(&self, words: &'static str) {
        let inner = self.inner.lock().expect("the wire");
        *inner.loses_commit.lock().expect("the words") = Some(words);
    }

    /// Breaks every new connection after so many bytes of answers.
    pub fn break_after(&self, most: Option<usize>) {
        self.inner.lock().expect("the wire").most = most;
        self.cut();
    }
}

/// What a connection does to what it hands on.
#[derive(Clone)]
struct Manners {
    /// How many bytes of answers come through.
    most: usize,
    deaf: Arc<AtomicBool>,
    loses_commit: Arc<Mutex<Option<&'static str>>>,
    /// Whether the next answer is lost.
    lost: Arc<AtomicBool>,
}

fn join(client: TcpStream, server: TcpStream, manners: Manners) {
    let asking = Manners {
        most: usize::MAX,
        ..manners.clone()
    };
    if let (Ok(from), Ok(to)) = (client.try_clone(), server.try_clone()) {
        std::thread::spawn(move || hand_on(from, to, asking, true));
    }
    std::thread::spawn(move || hand_on(server, client, manners, false));
}

fn hand_on(mut from: TcpStream, mut to: TcpStream, mut manners: Manners, asks: bool) {
    let _ = from.set_read_timeout(Some(Duration::from_secs(120)));
    let mut buffer = [0; 4096];
    // What was said since the words were, or the end of what was said: a read may end within a word.
    let mut heard = Vec::new();
    let mut wrote = false;
    while manners.most > 0 {
        let Ok(read @ 1..) = from.read(&mut buffer) else {
            break;
        };
        if manners.deaf.load(Ordering::Relaxed) {
            continue;
        }
        if asks {
            let mut words = manners.loses_commit.lock().expect("the words");
            if let Some(said) = *words {
                heard.extend_from_slice(&buffer[..read]);
                wrote |= hear(&mut heard, said.as_bytes());
                if wrote && hear(&mut heard, b"COMMIT") {
                    manners.lost.store(true, Ordering::Relaxed);
                    *words = None;
                }
            }
        } else if manners.lost.load(Ordering::Relaxed) {
            break;
        }
        let sent = read.min(manners.most);
        manners.most -= sent;
        if to.write_all(&buffer[..sent]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}

/// Whether the words were said; what was heard up to their end, or to where they may begin, is forgotten.
fn hear(heard: &mut Vec<u8>, words: &[u8]) -> bool {
    let at = heard.windows(words.len()).position(|part| part == words);
    let end = match at {
        Some(at) => at + words.len(),
        None => heard.len().saturating_sub(words.len() - 1),
    };
    heard.drain(..end);
    at.is_some()
}
