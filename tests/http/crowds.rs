//! Many who ask: whoever asks too much is held back, and nobody else is.
//!
//! The tests stand behind a proxy that is trusted, so that one machine can be many clients.

use std::{
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use serde_json::{Value, json};

use crate::support::{Answer, Database, PATIENCE, Serve, TestServer, eventually, raw};

const GREEDY: &str = "198.51.100.7";
const MODEST: &str = "203.0.113.9";

fn behind_a_proxy() -> Serve {
    Serve::on(Database::sample()).with("TRUSTED_PROXIES", "127.0.0.1")
}

/// A GET that the proxy sends for somebody.
fn get(server: &TestServer, client: &str, path: &str) -> Answer {
    get_with(server, client, path, &[])
}

fn get_with(
    server: &TestServer,
    client: &str,
    path: &str,
    headers: &[(&'static str, &str)],
) -> Answer {
    let mut all = vec![("X-Forwarded-For", client)];
    all.extend(headers);
    server.get_with(path, &all)
}

#[track_caller]
fn too_many(answer: &Answer) -> Value {
    let problem = answer.problem(429);
    let kind = problem["type"].as_str().unwrap_or_default();
    assert!(kind.ends_with("/too-many-requests"), "{kind}");
    problem
}

/// What a request brought that is not read any further.
struct Open {
    status: u16,
    _stream: TcpStream,
}

/// Sends a GET for somebody and reads the head of the answer alone.
fn open(server: &TestServer, client: &str, path: &str, accept: &str) -> Open {
    let mut stream = raw::connect(server);
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {client}\r\nAccept: {accept}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut head = [0; 12];
    stream.read_exact(&mut head).unwrap();
    let status = std::str::from_utf8(&head[9..]).unwrap().parse().unwrap();
    Open {
        status,
        _stream: stream,
    }
}

fn listen(server: &TestServer, client: &str) -> Open {
    open(server, client, "/v1/changes", "text/event-stream")
}

/// Takes until something is refused, and gives what was had.
fn take_all(mut take: impl FnMut() -> Open) -> Vec<Open> {
    let mut held = Vec::new();
    loop {
        let one = take();
        match one.status {
            200 => held.push(one),
            status => {
                assert_eq!(status, 503);
                return held;
            }
        }
        assert!(held.len() < 2_000, "nothing is ever refused");
    }
}

#[test]
fn a_scraper_is_held_back_and_others_are_not() {
    let server = behind_a_proxy()
        .with("RATE_PUBLIC", "20/1h")
        .internal()
        .start();
    for _ in 0..20 {
        get(&server, GREEDY, "/v1/members?limit=1").ok();
    }
    let refused = get(&server, GREEDY, "/v1/members?limit=1");
    let problem = too_many(&refused);
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("20 within 3600 seconds"), "{detail}");
    assert_eq!(
        refused.header("ratelimit-policy"),
        Some("\"public\";q=20;w=3600")
    );
    let wait = refused.header("retry-after").unwrap();
    assert_eq!(
        refused.header("ratelimit"),
        Some(&*format!("\"public\";r=0;t={wait}"))
    );
    assert!((1..=180).contains(&wait.parse::<u32>().unwrap()), "{wait}");
    assert_eq!(refused.header("cache-control"), Some("no-store"));
    let page = get_with(&server, GREEDY, "/", &[("Accept", "text/html")]);
    assert_eq!(page.status, 429);
    assert!(
        page.header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
    assert!(page.header("retry-after").is_some());
    // What it writes before its own address is its own invention.
    let forged = format!("{MODEST}, {GREEDY}");
    assert_eq!(get(&server, &forged, "/v1/members?limit=1").status, 429);
    get(&server, MODEST, "/v1/members?limit=1").ok();
    for path in ["/health/live", "/health/ready"] {
        for _ in 0..50 {
            get(&server, GREEDY, path).ok();
        }
    }
    let metrics = server.metrics();
    assert!(
        metrics.contains("requests_held_back_total{class=\"public\"} 3"),
        "{metrics}"
    );
    let log = format!("{:?}", server.log());
    assert!(!log.contains(GREEDY) && !log.contains(MODEST));
}

#[test]
fn a_partner_may_ask_ten_times_as_often_and_is_told_the_same() {
    let server = behind_a_proxy().with("RATE_PUBLIC", "20/1h").start();
    let partner = format!("Bearer {}", server.clerk("partner").key);
    let member = format!("Bearer {}", server.member_clerk("open-huis-gent").key);
    let path = "/v1/members?limit=1";
    let plain = get(&server, MODEST, path);
    while get(&server, GREEDY, path).status == 200 {}
    let ask = |key: &str| get_with(&server, GREEDY, path, &[("Authorization", key)]);
    let keyed = ask(&partner);
    assert_eq!(keyed.body, plain.body);
    for name in ["etag", "cache-control", "vary", "content-type"] {
        assert_eq!(keyed.header(name), plain.header(name), "{name}");
    }
    assert!(keyed.header("ratelimit").is_none());
    for _ in 1..200 {
        ask(&partner).ok();
    }
    let refused = ask(&partner);
    too_many(&refused);
    assert_eq!(
        refused.header("ratelimit-policy"),
        Some("\"partner\";q=200;w=3600")
    );
    // The key of a member counts for itself, and not ten times.
    for _ in 0..20 {
        ask(&member).ok();
    }
    assert_eq!(ask(&member).status, 429);
    // A key that opens nothing is none.
    assert_eq!(ask("Bearer mnd_abcdefgh_nothing").status, 429);
    let wrong = [("Authorization", "Bearer mnd_abcdefgh_nothing")];
    assert_eq!(get_with(&server, MODEST, path, &wrong).body, plain.body);
}

#[test]
fn nobody_is_held_back_by_an_address_that_nobody_vouches_for() {
    let server = Serve::on(Database::sample())
        .with("RATE_PUBLIC", "3/1h")
        .start();
    for _ in 0..20 {
        get(&server, GREEDY, "/v1/members?limit=1").ok();
    }
    let told = server.log().iter().any(|line| {
        let message = line["message"].as_str().unwrap_or_default();
        message.starts_with("TRUSTED_PROXIES is not set")
    });
    assert!(told);
}

#[test]
fn wrong_keys_are_looked_at_for_a_while_only() {
    let server = behind_a_proxy().with("RATE_WRONG_KEYS", "5/1h").start();
    let key = format!("Bearer {}", server.clerk("admin").key);
    let ask = |client: &str, key: &str| {
        get_with(
            &server,
            client,
            "/v1/registry/key",
            &[("Authorization", key)],
        )
    };
    for number in 0..5 {
        assert_eq!(ask(GREEDY, &format!("Bearer wrong{number}")).status, 401);
    }
    let refused = ask(GREEDY, "Bearer wrong");
    too_many(&refused);
    assert!(refused.header("www-authenticate").is_none());
    // Others at the same time, and those who were let in before, go on.
    ask(MODEST, &key).ok();
    ask(GREEDY, &key).ok();
    let log = server.log();
    let told = log.iter().any(|line| line["reason"] == "malformed");
    assert!(told && !format!("{log:?}").contains("wrong3"));
}

#[test]
fn changes_have_a_rate_of_their_own_but_not_at_the_internal_address() {
    // The answer to the last of so many.
    let change = |server: &TestServer, number: usize| {
        let admin = server.clerk("admin");
        let body = json!({ "name": "N", "country": "BE" });
        let change = || admin.post("/members?dry_run", &body);
        for _ in 1..number {
            change();
        }
        change()
    };
    let server = behind_a_proxy().with("RATE_WRITES", "3/1h").start();
    assert_eq!(change(&server, 3).status, 200);
    let refused = change(&server, 4);
    too_many(&refused);
    assert_eq!(
        refused.header("ratelimit-policy"),
        Some("\"writes\";q=3;w=3600")
    );
    let server = behind_a_proxy()
        .with("RATE_WRITES", "3/1h")
        .internal()
        .start();
    assert_eq!(change(&server, 5).status, 200);
}

#[test]
fn whole_files_have_a_rate_of_their_own() {
    let server = behind_a_proxy().with("RATE_FILES", "3/1h").start();
    for path in [
        "/v1/members.csv",
        "/v1/members.xlsx",
        "/v1/locations.ndjson",
    ] {
        assert_eq!(get(&server, GREEDY, path).status, 200);
    }
    let whole = get(&server, GREEDY, "/v1/members.csv");
    too_many(&whole);
    assert_eq!(get(&server, GREEDY, "/v1/members.csv?limit=5").status, 200);
    assert_eq!(get(&server, MODEST, "/v1/members.csv").status, 200);
    // Who has it already asks for nothing.
    let tag = get(&server, MODEST, "/v1/members.csv");
    let known = [("If-None-Match", tag.etag())];
    for _ in 0..10 {
        let again = get_with(&server, GREEDY, "/v1/members.csv", &known);
        assert_eq!(again.status, 304);
    }
}

/// One client takes all that it can get, and the other does not notice.
#[test]
fn one_client_cannot_take_what_others_need() {
    let server = behind_a_proxy()
        .with("FOLLOWERS", "40")
        .with("RATE_FILES", "off")
        .with("RATE_PUBLIC", "off")
        .internal()
        .start();
    let next = server.json("/v1/changes?limit=1000")["next"].clone();
    let wait = format!("/v1/changes?since={}&wait=60", next.as_str().unwrap());
    let streams = take_all(|| listen(&server, GREEDY));
    assert_eq!(streams.len(), 4);
    // Those who wait are answered later, so that their number is counted elsewhere.
    let mut waiting = Vec::new();
    eventually("one client has all places to wait that it may have", || {
        let mut stream = raw::connect(&server);
        let request =
            format!("GET {wait} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {GREEDY}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        waiting.push(stream);
        taken(&server, "waiting", 25).then_some(())
    });
    assert_eq!(get(&server, GREEDY, &wait).status, 503);
    let refused = get_with(
        &server,
        GREEDY,
        "/v1/changes",
        &[("Accept", "text/event-stream")],
    );
    refused.problem(503);
    assert_eq!(refused.header("retry-after"), Some("5"));
    // Short questions have a place always, and so have all others.
    get(&server, GREEDY, "/v1/changes").ok();
    assert_eq!(listen(&server, MODEST).status, 200);
    get(&server, MODEST, &wait.replace("wait=60", "wait=1")).ok();
    for path in [
        "/v1/members",
        "/v1/members.csv",
        "/v1/members.xlsx",
        "/",
        "/health/ready",
    ] {
        assert_eq!(get(&server, MODEST, path).status, 200, "{path}");
    }
    // What is given back can be had again.
    drop(streams);
    drop(waiting);
    eventually("places are free again", || {
        (taken(&server, "streams", 0) && taken(&server, "waiting", 0)).then_some(())
    });
    assert_eq!(listen(&server, GREEDY).status, 200);
}

fn taken(server: &TestServer, kind: &str, number: usize) -> bool {
    let line = format!("seats_taken{{kind=\"{kind}\"}} {number}");
    let metrics = server.metrics();
    let known = metrics.lines().find(|known| {
        let name = known.rsplit_once(' ').map(|(name, _)| name);
        name == line.rsplit_once(' ').map(|(name, _)| name)
    });
    known.is_some_and(|known| match kind {
        // The stream that is opened last may not be counted out yet.
        "streams" => known.ends_with(" 0") || known.ends_with(" 1"),
        _ => known == line,
    })
}

/// A connection from another address of this machine.
fn connect_from(source: &str, server: &TestServer) -> TcpStream {
    let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    let source: SocketAddr = format!("{source}:0").parse().unwrap();
    socket.bind(&source.into()).unwrap();
    let address: SocketAddr = server.address().parse().unwrap();
    socket.connect(&address.into()).unwrap();
    let stream = TcpStream::from(socket);
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Whether the other side ends a connection, whatever it says before.
fn is_ended(mut stream: &TcpStream) -> bool {
    let mut bytes = [0; 4_096];
    loop {
        match stream.read(&mut bytes) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }
}

#[test]
fn connections_that_do_nothing_make_room() {
    let server = Serve::on(Database::sample())
        .with("CONNECTIONS", "10")
        .start();
    let idle: Vec<TcpStream> = (0..50).map(|_| raw::connect(&server)).collect();
    // Those that are still taken in make room at the cost of whoever came just before them.
    eventually("no more are held than may be", || {
        let held = idle.iter().filter(|stream| is_held(stream)).count();
        (held <= 10).then_some(())
    });
    for _ in 0..20 {
        let answer = raw::exchange(
            &server,
            b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        );
        assert_eq!(answer.status, 200);
    }
    drop(idle);
    // One client of two has a tenth, and makes room for itself alone. Where the machine is so busy that
    // one of them idles out meanwhile, all of it is done again.
    let server = behind_a_proxy().with("CONNECTIONS", "20").start();
    eventually("two are left, and the other client's", || {
        let held = connect_from("127.0.0.3", &server);
        let greedy: Vec<TcpStream> = (0..30)
            .map(|_| connect_from("127.0.0.2", &server))
            .collect();
        // Those that wait to be accepted are answered while the first ones are asked.
        let answered = || greedy.iter().filter(|stream| is_answered(stream)).count();
        let left = (0..20).map(|_| answered()).find(|left| *left <= 2);
        (left == Some(2) && is_answered(&held)).then_some(())
    });
}

/// Whether nothing was said on a connection, and it was not closed.
fn is_held(stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let peeked = stream.peek(&mut [0]);
    peeked.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
}

/// Whether a connection is still there to be asked on.
fn is_answered(mut stream: &TcpStream) -> bool {
    if stream
        .write_all(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
        .is_err()
    {
        return false;
    }
    let (mut told, mut bytes) = (Vec::new(), [0; 4_096]);
    // To its end, so that the next answer is not taken for the rest of this one.
    while !told.ends_with(b"}") {
        match stream.read(&mut bytes) {
            Ok(length @ 1..) => told.extend_from_slice(&bytes[..length]),
            _ => return false,
        }
    }
    told.starts_with(b"HTTP/1.1 200")
}

/// Half a first request, half a second one, an answer that nobody reads and a body that does not
/// come: each ends by itself.
#[test]
fn what_waits_for_ever_is_ended() {
    let server = Serve::on(Database::sample()).start();
    let half = b"GET /health/live HTTP/1.1\r\nHost:";
    let send = |bytes: &[u8]| {
        let mut stream = raw::connect(&server);
        stream.write_all(bytes).unwrap();
        stream
    };
    let first = send(half);
    let second = send(&[b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n", &half[..]].concat());
    let unread = send(&[]);
    unread
        .set_write_timeout(Some(Duration::from_millis(200)))
        .unwrap();
    let question = b"GET /v1/members?limit=100 HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100);
    // Until nothing more is taken.
    while (&unread).write_all(&question).is_ok() {}
    let body = send(
        format!(
            "POST /v1/registry/members HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{\"na",
            server.clerk("admin").key
        )
        .as_bytes(),
    );
    assert!(is_ended(&second));
    let mut told = String::new();
    let _ = (&first).read_to_string(&mut told);
    assert!(told.starts_with("HTTP/1.1 408"), "{told}");
    let mut told = vec![0; 12];
    (&body).read_exact(&mut told).unwrap();
    assert_eq!(told, b"HTTP/1.1 408");
    // Nothing of it is read until the other side has given up: what was on the way then comes with
    // an end that is no orderly one, or without the rest.
    eventually("an unread answer is given up", || {
        (&unread)
            .write_all(b"G")
            .is_err_and(|error| {
                !matches!(
                    error.kind(),
                    std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                )
            })
            .then_some(())
    });
    server.json("/v1/members?limit=1");
}
