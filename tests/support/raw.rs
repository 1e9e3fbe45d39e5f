//! HTTP by hand, for what no client library sends.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use super::{Answer, PATIENCE, TestServer};

/// Opens a connection.
pub fn connect(server: &TestServer) -> TcpStream {
    connect_to(server.address())
}

fn connect_to(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).expect("a connection");
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a timeout is set");
    stream
        .set_write_timeout(Some(PATIENCE))
        .expect("a timeout is set");
    stream
}

/// Sends bytes and reads the answer to the end of the connection.
#[track_caller]
pub fn exchange(server: &TestServer, request: &[u8]) -> Answer {
    exchange_with(server.address(), request)
}

/// As [`exchange`], with whatever listens at an address.
#[track_caller]
pub fn exchange_with(address: &str, request: &[u8]) -> Answer {
    let mut stream = connect_to(address);
    // A server that refuses a long request may close before all of it was sent.
    let _ = stream.write_all(request);
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received);
    parse(&received)
        .unwrap_or_else(|| panic!("no answer: {:?}", String::from_utf8_lossy(&received)))
}

/// The first answer in what was received, its body everything that follows.
pub fn parse(received: &[u8]) -> Option<Answer> {
    let end = received.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&received[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines
        .filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.parse().ok()?, value.trim().parse().ok()?))
        })
        .collect();
    Some(Answer {
        status,
        headers,
        body: received[end + 4..].to_vec(),
    })
}
