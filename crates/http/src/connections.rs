//! Connections whose waiting has an end.
//!
//! The HTTP library ends a connection that is idle, and one whose first request does not arrive. It
//! waits without end for the rest of a later request, and for whoever does not read an answer. Here
//! a connection waits for neither longer than it may; and where there are as many connections as
//! there may be, one that does nothing makes room for the next.

use std::{
    future::Future,
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc, LazyLock, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};

use actix_rt::net::TcpStream;
use actix_web::HttpRequest;
use futures_util::task::AtomicWaker;
use socket2::SockRef;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep_until},
};

use crate::crowd::{Client, Crowd, Seat};

/// How long a connection may be without a request under way: idle, or with half of one.
const IDLE: Duration = Duration::from_secs(15);
/// How long nothing of an answer may be taken.
const STALLED: Duration = Duration::from_secs(30);
/// How many bytes a second must be taken of an answer for which there is no room.
const SLOWEST: u64 = 2_048;

/// What happens on a connection.
pub struct Line {
    /// How many requests are under way.
    requests: AtomicUsize,
    /// When something last happened that was not a wait, in milliseconds from [`BEGUN`].
    moved: AtomicU64,
    client: Option<Client>,
    /// Its place among the connections; without one it is to end.
    seat: Mutex<Option<Seat>>,
    has_seat: AtomicBool,
    waker: AtomicWaker,
}

/// What times are counted from.
static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);

impl Line {
    fn new(client: Option<Client>, seat: Seat) -> Self {
        let line = Self {
            requests: AtomicUsize::new(0),
            moved: AtomicU64::new(0),
            client,
            seat: Mutex::new(Some(seat)),
            has_seat: AtomicBool::new(true),
            waker: AtomicWaker::new(),
        };
        line.moves(Instant::now());
        line
    }

    fn is_idle(&self) -> bool {
        self.requests.load(Ordering::Relaxed) == 0
    }

    fn moves(&self, now: Instant) {
        let since = now.saturating_duration_since(*BEGUN);
        self.moved
            .store(since.as_millis() as u64, Ordering::Relaxed);
    }

    fn moved(&self) -> Instant {
        *BEGUN + Duration::from_millis(self.moved.load(Ordering::Relaxed))
    }

    /// Ends it, and gives its place free at once.
    fn end(&self) {
        self.has_seat.store(false, Ordering::Relaxed);
        drop(
            self.seat
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
        self.waker.wake();
    }
}

/// A request that is under way on a connection, until this is dropped.
pub struct UnderWay(Arc<Line>);

impl UnderWay {
    /// Notes that a request is under way; nothing where the connection is not one of ours.
    pub fn note(request: &HttpRequest) -> Option<Self> {
        let line = Arc::clone(request.conn_data::<Arc<Line>>()?);
        line.requests.fetch_add(1, Ordering::Relaxed);
        Some(Self(line))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.requests.fetch_sub(1, Ordering::Relaxed);
        self.0.moves(Instant::now());
    }
}

/// The connections of a listener.
#[derive(Clone)]
pub struct Connections {
    crowd: Arc<Crowd>,
    lines: Arc<Mutex<Vec<Weak<Line>>>>,
}

/// How often room is made for one connection; others may be quicker to take it.
const TRIES: usize = 5;

impl Connections {
    /// None yet, of this crowd.
    pub fn new(crowd: Arc<Crowd>) -> Self {
        Self {
            crowd,
            lines: Arc::default(),
        }
    }

    /// Takes a connection in; fails where all places are taken by others that do something.
    pub fn take(&self, stream: TcpStream, peer: Option<SocketAddr>) -> io::Result<Connection> {
        let client = self.crowd.client_at(peer);
        let Some(seat) = self.seat(client) else {
            metrics::counter!("connections_refused_total").increment(1);
            return Err(io::ErrorKind::ConnectionRefused.into());
        };
        let socket = SockRef::from(&stream);
        // What the system holds of an answer that nobody takes ends too, after the connection even.
        let _ = socket.set_tcp_user_timeout(Some(STALLED));
        let _ = socket.set_tcp_nodelay(true);
        let line = Arc::new(Line::new(client, seat));
        self.keep(&line);
        Ok(Connection {
            stream,
            line,
            until: None,
            timer: None,
        })
    }

    fn seat(&self, client: Option<Client>) -> Option<Seat> {
        let seats = &self.crowd.connections;
        for _ in 0..TRIES {
            if let Some(seat) = seats.take(client) {
                return Some(seat);
            }
            // With room for others, it is its own place that the client has to make.
            if !self.end_idle(client.filter(|_| !seats.is_full())) {
                return None;
            }
        }
        None
    }

    fn keep(&self, line: &Arc<Line>) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == lines.capacity() {
            lines.retain(|line| line.strong_count() > 0);
        }
        lines.push(Arc::downgrade(line));
    }

    /// Ends the connection that has been idle for the longest time, if one is.
    fn end_idle(&self, of: Option<Client>) -> bool {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = lines.iter().filter_map(Weak::upgrade).filter(|line| {
            let is_seated = line.has_seat.load(Ordering::Relaxed);
            is_seated && line.is_idle() && (of.is_none() || line.client == of)
        });
        let longest = idle.min_by_key(|line| line.moved.load(Ordering::Relaxed));
        drop(lines);
        if let Some(longest) = &longest {
            metrics::counter!("connections_ended_total", "reason" => "room").increment(1);
            longest.end();
        }
        longest.is_some()
    }
}

/// A connection.
pub struct Connection {
    stream: TcpStream,
    line: Arc<Line>,
    /// Until when something of an answer must be taken for which there is no room.
    until: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Connection {
    /// What happens on it.
    pub fn line(&self) -> Arc<Line> {
        Arc::clone(&self.line)
    }

    /// Waits on, unless that was long enough.
    fn wait(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        self.line.waker.register(context.waker());
        if !self.line.has_seat.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        loop {
            let (end, reason) = match self.until {
                Some(until) => (until, "slow"),
                None if self.line.is_idle() => (self.line.moved() + IDLE, "idle"),
                None => return Ok(()),
            };
            let timer = self
                .timer
                .get_or_insert_with(|| Box::pin(sleep_until(end.into())));
            // A timer is only moved once it has run out, or runs too long.
            if timer.deadline().into_std() > end {
                timer.as_mut().reset(end.into());
            }
            if timer.as_mut().poll(context).is_pending() {
                return Ok(());
            }
            if Instant::now() >= end {
                metrics::counter!("connections_ended_total", "reason" => reason).increment(1);
                return Err(io::ErrorKind::TimedOut.into());
            }
            timer.as_mut().reset(end.into());
        }
    }

    /// Notes that so much was taken of what waited: `all` of it, or not.
    fn taken(&mut self, bytes: usize, all: bool) {
        let now = Instant::now();
        self.line.moves(now);
        let worth = Duration::from_millis(bytes as u64 * 1_000 / SLOWEST);
        self.until = match self.until {
            Some(until) if !all => Some((until + worth).min(now + STALLED)),
            _ => None,
        };
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Pending => match self.wait(context) {
                Ok(()) => Poll::Pending,
                Err(over) => Poll::Ready(Err(over)),
            },
            read => read,
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write(context, bytes) {
            Poll::Pending => {
                self.until.get_or_insert_with(|| Instant::now() + STALLED);
                match self.wait(context) {
                    Ok(()) => Poll::Pending,
                    Err(over) => Poll::Ready(Err(over)),
                }
            }
            Poll::Ready(Ok(length)) => {
                self.taken(length, length == bytes.len());
                Poll::Ready(Ok(length))
            }
            failed => failed,
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
