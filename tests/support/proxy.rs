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
            most: None,
            under_way: Vec::new(),
        }));
        std::thread::spawn({
            let inner = Arc::clone(&inner);
            move || {
                for client in listener.incoming().map_while(Result::ok) {
                    let (to, open, most, deaf) = {
                        let inner = inner.lock().expect("the wire");
                        (
                            inner.to.clone(),
                            inner.open,
                            inner.most,
                            Arc::clone(&inner.deaf),
                        )
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
                    join(client, server, most, &deaf);
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

    /// Breaks every new connection after so many bytes of answers.
    pub fn break_after(&self, most: Option<usize>) {
        self.inner.lock().expect("the wire").most = most;
        self.cut();
    }
}

fn join(client: TcpStream, server: TcpStream, most: Option<usize>, deaf: &Arc<AtomicBool>) {
    let pairs = [
        (client.try_clone(), server.try_clone(), None),
        (Ok(server), Ok(client), most),
    ];
    for (from, to, most) in pairs {
        if let (Ok(from), Ok(to)) = (from, to) {
            let deaf = Arc::clone(deaf);
            std::thread::spawn(move || hand_on(from, to, most.unwrap_or(usize::MAX), &deaf));
        }
    }
}

fn hand_on(mut from: TcpStream, mut to: TcpStream, mut most: usize, deaf: &AtomicBool) {
    let _ = from.set_read_timeout(Some(Duration::from_secs(120)));
    let mut buffer = [0; 4096];
    while most > 0 {
        let Ok(read @ 1..) = from.read(&mut buffer) else {
            break;
        };
        if deaf.load(Ordering::Relaxed) {
            continue;
        }
        let sent = read.min(most);
        most -= sent;
        if to.write_all(&buffer[..sent]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}
