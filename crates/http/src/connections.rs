//! Connections whose waiting has an end.
//!
//! The HTTP library ends a connection that is idle, and one whose first request does not arrive. It
//! waits without end for the rest of a later request, and for whoever does not read an answer. Here
//! a connection waits for neither longer than it may; and where there are as many connections as
//! there may be, one that does nothing makes room for the next.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    io,
    net::SocketAddr,
    pin::Pin,
    rc::{Rc, Weak},
    sync::Arc,
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use actix_rt::net::TcpStream;
use actix_web::{
    HttpRequest,
    body::{BodySize, MessageBody},
    web::Bytes,
};
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
    requests: Cell<usize>,
    /// When something last happened that was not a wait.
    moved: Cell<Instant>,
    client: Option<Client>,
    /// Its place among the connections; without one it is to end.
    seat: RefCell<Option<Seat>>,
    waker: RefCell<Option<Waker>>,
}

impl Line {
    fn is_idle(&self) -> bool {
        self.requests.get() == 0
    }

    /// Ends it, and gives its place free at once.
    fn end(&self) {
        drop(self.seat.borrow_mut().take());
        if let Some(waker) = self.waker.borrow_mut().take() {
            waker.wake();
        }
    }
}

/// A request that is under way on a connection, until this is dropped.
pub struct UnderWay(Rc<Line>);

impl UnderWay {
    /// Notes that a request is under way; nothing where the connection is not one of ours.
    pub fn note(request: &HttpRequest) -> Option<Self> {
        let line = Rc::clone(request.conn_data::<Rc<Line>>()?);
        line.requests.set(line.requests.get() + 1);
        Some(Self(line))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.requests.set(self.0.requests.get() - 1);
        self.0.moved.set(Instant::now());
    }
}

/// A body that is made while it is sent: its request is under way for as long.
pub struct Lasting<B> {
    body: B,
    _request: UnderWay,
}

impl<B> Lasting<B> {
    /// The body of this request.
    pub fn new(body: B, request: UnderWay) -> Self {
        Self {
            body,
            _request: request,
        }
    }
}

impl<B: MessageBody + Unpin> MessageBody for Lasting<B> {
    type Error = B::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, B::Error>>> {
        Pin::new(&mut self.body).poll_next(context)
    }
}

/// The connections of one worker.
#[derive(Clone)]
pub struct Connections {
    crowd: Arc<Crowd>,
    lines: Rc<RefCell<Vec<Weak<Line>>>>,
}

impl Connections {
    /// None yet, of this crowd.
    pub fn new(crowd: Arc<Crowd>) -> Self {
        Self {
            crowd,
            lines: Rc::default(),
        }
    }

    /// Takes a connection in; fails where all places are taken by others that do something.
    pub fn take(&self, stream: TcpStream, peer: Option<SocketAddr>) -> io::Result<Connection> {
        let client = self.crowd.client_at(peer);
        let seats = &self.crowd.connections;
        let seat = seats.take(client).or_else(|| {
            // With room for others, it is its own place that the client has to make.
            let of = client.filter(|_| !seats.is_full());
            self.end_idle(of);
            seats.take(client)
        });
        let Some(seat) = seat else {
            metrics::counter!("connections_refused_total").increment(1);
            return Err(io::ErrorKind::ConnectionRefused.into());
        };
        let socket = SockRef::from(&stream);
        // What the system holds of an answer that nobody takes ends too, after the connection even.
        let _ = socket.set_tcp_user_timeout(Some(STALLED));
        let _ = socket.set_tcp_nodelay(true);
        let line = Rc::new(Line {
            requests: Cell::new(0),
            moved: Cell::new(Instant::now()),
            client,
            seat: RefCell::new(Some(seat)),
            waker: RefCell::default(),
        });
        self.keep(&line);
        Ok(Connection {
            stream,
            line,
            until: None,
            timer: None,
        })
    }

    fn keep(&self, line: &Rc<Line>) {
        let mut lines = self.lines.borrow_mut();
        if lines.len() == lines.capacity() {
            lines.retain(|line| line.strong_count() > 0);
        }
        lines.push(Rc::downgrade(line));
    }

    /// Ends the connection that has been idle for the longest time.
    fn end_idle(&self, of: Option<Client>) {
        let lines = self.lines.borrow();
        let idle = lines.iter().filter_map(Weak::upgrade).filter(|line| {
            let seated = line.seat.borrow().is_some();
            seated && line.is_idle() && (of.is_none() || line.client == of)
        });
        if let Some(longest) = idle.min_by_key(|line| line.moved.get()) {
            metrics::counter!("connections_ended_total", "reason" => "room").increment(1);
            longest.end();
        }
    }
}

/// A connection.
pub struct Connection {
    stream: TcpStream,
    line: Rc<Line>,
    /// Until when something of an answer must be taken for which there is no room.
    until: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Connection {
    /// What happens on it.
    pub fn line(&self) -> Rc<Line> {
        Rc::clone(&self.line)
    }

    /// Waits on, unless that was long enough.
    fn wait(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        if self.line.seat.borrow().is_none() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        *self.line.waker.borrow_mut() = Some(context.waker().clone());
        loop {
            let (end, reason) = match self.until {
                Some(until) => (until, "slow"),
                None if self.line.is_idle() => (self.line.moved.get() + IDLE, "idle"),
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
        self.line.moved.set(now);
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
