//! What an answer of the public API costs, as a share of the rate of a bare actix handler in the
//! same process that answers the same bytes.
//!
//! A child process serves both, with one worker thread each and its log, JSON as in production,
//! thrown away. This process asks: one thread, several kept-alive connections, requests written
//! beforehand. Where `taskset` is there, each process has a core of its own. The two are asked in
//! turn, round by round, and compared round by round, so that what else the machine does meets
//! both.

mod network;

use std::{
    cell::RefCell,
    collections::HashMap,
    io::{BufRead, BufReader, ErrorKind, Read, Write},
    mem::MaybeUninit,
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, LazyLock},
    time::{Duration, Instant},
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    http::{
        StatusCode,
        header::{HeaderName, HeaderValue},
    },
    web,
};
use member_directory::{
    config::Config,
    directory::{Directory, PublicUrl},
    http::{
        self, ServerOptions,
        crowd::{Crowd, CrowdSettings, Rates},
    },
    publication::Feed,
    telemetry,
};
use network::{Spread, books, fill, sizes, spread};
use socket2::Socket;

const CONNECTIONS: usize = 16;
/// How long one server is asked in one round.
const TURN: Duration = Duration::from_millis(300);
const ROUNDS: usize = 7;
/// A turn that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads what there is and throws it away; the client asks again and again and never sleeps, so
/// that it costs little itself, and waking it costs the server nothing.
const UNREAD: i32 = libc::MSG_TRUNC | libc::MSG_DONTWAIT;

const BOOKS: &str = "BENCH_PAGE_BOOKS";
/// The filter of the log as it is by default, and one that leaves the line of each request out.
const LOGS: [&str; 2] = ["info,actix_server=warn", "warn"];

fn main() {
    match std::env::var_os(BOOKS) {
        Some(folder) => serve(Path::new(&folder)),
        None => measure(),
    }
}

// The child: both servers.

/// What the bare handler answers with.
#[derive(Default)]
struct Recorded {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: web::Bytes,
}

thread_local! {
    /// There is one worker, so what it was told to answer stands in its own thread.
    static RECORDED: RefCell<Recorded> = RefCell::default();
}

fn serve(folder: &Path) {
    let config = Config::read(&HashMap::from([("LOG_FORMAT", "json".to_owned())]))
        .expect("the settings can be used");
    let _log = telemetry::start_logging(&config);
    let everything = Feed::new(books(folder))
        .changes_since(None)
        .expect("the books can be read")
        .expect("they say something");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let bare = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    let bare_address = bare.local_addr().expect("it is bound");
    let directory = Directory::new(everything, PublicUrl::new(&format!("http://{address}")))
        .expect("it is built");
    let metrics = telemetry::start_metrics().expect("nobody counts yet");
    let state =
        member_directory::state(Arc::new(directory), 32_000_000, None, Some(metrics.clone()));
    // This machine is a client that is counted, and may ask without end.
    let crowd = CrowdSettings {
        trusted_proxies: "192.0.2.1".parse().expect("an address"),
        rates: Rates {
            public: "1000000/1s".parse().expect("a rate"),
            ..config.crowd().rates
        },
        ..config.crowd()
    };
    let state = web::Data::new(state.with_crowd(Arc::new(Crowd::new(&crowd, None))));
    // What is not read away is kept: the rounds must not meet more and more of it.
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            metrics.run_upkeep();
        }
    });
    // It ends with the process that asks.
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    actix_web::rt::System::new().block_on(async move {
        let options = ServerOptions {
            workers: 1,
            shutdown_timeout: Duration::ZERO,
        };
        let server = http::server(
            listener,
            state,
            member_directory::registry_api::data(None),
            options,
        )
        .expect("it can listen");
        let bare = HttpServer::new(|| {
            App::new()
                .app_data(web::PayloadConfig::new(16 << 20))
                .route("/record", web::put().to(record))
                .route("/body", web::get().to(answer_body))
                .route("/all", web::get().to(answer_all))
        })
        .workers(1)
        .listen(bare)
        .expect("it can listen")
        .run();
        println!("{address} {bare_address}");
        let (server, bare) = futures_util::future::join(server, bare).await;
        server.and(bare).expect("they serve");
    });
}

/// Takes a whole answer, as it came over the wire.
async fn record(answer: web::Bytes) -> HttpResponse {
    let end = head_length(&answer).expect("it is an answer");
    let head = std::str::from_utf8(&answer[..end]).expect("it is text");
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok())
        .expect("it has a status");
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .filter(|(name, _)| !matches!(*name, "content-length" | "date"))
        .map(|(name, value)| {
            let name = name.parse().expect("it is a header");
            (name, HeaderValue::from_str(value).expect("it is a header"))
        })
        .collect();
    RECORDED.set(Recorded {
        status,
        headers,
        body: answer.slice(end..),
    });
    HttpResponse::NoContent().finish()
}

/// The recorded body, with no header but its type.
async fn answer_body(_: HttpRequest) -> HttpResponse {
    RECORDED.with_borrow(|recorded| {
        HttpResponse::build(recorded.status)
            .content_type("application/json")
            .body(recorded.body.clone())
    })
}

/// The recorded answer with all its headers: the same bytes.
async fn answer_all(_: HttpRequest) -> HttpResponse {
    RECORDED.with_borrow(|recorded| {
        let mut response = HttpResponse::build(recorded.status);
        for (name, value) in &recorded.headers {
            response.insert_header((name, value));
        }
        response.body(recorded.body.clone())
    })
}

fn head_length(answer: &[u8]) -> Option<usize> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(end + 4)
}

// The parent: asks.

struct Servers {
    child: Child,
    directory: SocketAddr,
    bare: SocketAddr,
    /// What the child has used of the processor, thread by thread.
    tasks: PathBuf,
}

impl Servers {
    fn start(folder: &Path, log: &str) -> Self {
        let myself = std::env::current_exe().expect("it is a file");
        let mut command = match pinned() {
            true => {
                let mut command = Command::new("taskset");
                command.args(["-c", "0"]).arg(myself);
                command
            }
            false => Command::new(myself),
        };
        let mut child = command
            .env(BOOKS, folder)
            .env("RUST_LOG", log)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the servers start");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("it is piped"))
            .read_line(&mut line)
            .expect("they say where they are");
        let (directory, bare) = line.trim().split_once(' ').expect("there are two");
        Self {
            directory: directory.parse().expect("it is an address"),
            bare: bare.parse().expect("it is an address"),
            tasks: PathBuf::from(format!("/proc/{}/task", child.id())),
            child,
        }
    }

    /// How long the child has run on a processor; nothing where the system does not say.
    fn processor_time(&self) -> Option<Duration> {
        let nanoseconds = std::fs::read_dir(&self.tasks).ok()?.filter_map(|task| {
            let text = std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok()?;
            text.split(' ').next()?.parse::<u64>().ok()
        });
        Some(Duration::from_nanos(nanoseconds.sum()))
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// Whether each process has a core of its own: asked once, for this one's core is soon all that it
/// sees.
fn pinned() -> bool {
    static PINNED: LazyLock<bool> = LazyLock::new(|| {
        std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1)
            && Command::new("taskset")
                .arg("--version")
                .stdout(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
    });
    *PINNED
}

/// Sends a request and returns the whole answer.
fn ask(address: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.write_all(request).expect("the server reads");
    let mut answer = Vec::new();
    let mut part = [0; 65_536];
    loop {
        if let Some(end) = head_length(&answer) {
            let head = std::str::from_utf8(&answer[..end]).expect("it is text");
            let length: usize = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().expect("it is a number"));
            if answer.len() == end + length {
                return answer;
            }
        }
        let count = stream.read(&mut part).expect("the server answers");
        assert!(count > 0, "the server hung up");
        answer.extend_from_slice(&part[..count]);
    }
}

fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n").into_bytes()
}

fn body(answer: &[u8]) -> &[u8] {
    &answer[head_length(answer).expect("it is an answer")..]
}

fn json(address: SocketAddr, path: &str) -> serde_json::Value {
    serde_json::from_slice(body(&ask(address, &get(path, "")))).expect("it is JSON")
}

/// Kept-alive connections, each with a request under way.
struct Load {
    streams: Vec<Socket>,
    request: Vec<u8>,
    /// Every answer to the request has so many bytes.
    length: usize,
}

/// What a turn came to.
#[derive(Clone, Copy)]
struct Turn {
    /// Answers in a second.
    rate: f64,
    /// Microseconds of the server's processor for each.
    cost: f64,
    /// The server's share of a processor.
    busy: f64,
}

impl Load {
    fn new(address: SocketAddr, request: Vec<u8>) -> Self {
        let length = ask(address, &request).len();
        let streams = (0..CONNECTIONS)
            .map(|_| {
                let stream = TcpStream::connect(address).expect("the server listens");
                stream.set_nodelay(true).expect("it is TCP");
                Socket::from(stream)
            })
            .collect();
        Self {
            streams,
            request,
            length,
        }
    }

    fn turn(&mut self, servers: &Servers, duration: Duration) -> Turn {
        let mut part = vec![MaybeUninit::uninit(); self.length];
        let mut left = vec![self.length; self.streams.len()];
        let mut answers = 0;
        let used = servers.processor_time();
        let begun = Instant::now();
        for stream in &self.streams {
            stream.send(&self.request).expect("the server reads");
        }
        let mut waiting = self.streams.len();
        let mut last = false;
        while waiting > 0 {
            last = last || begun.elapsed() >= duration;
            for (stream, left) in self.streams.iter().zip(&mut left) {
                if *left == 0 {
                    continue;
                }
                match stream.recv_with_flags(&mut part[..*left], UNREAD) {
                    Ok(0) => panic!("the server hung up"),
                    Ok(count) => *left -= count,
                    Err(error) if error.kind() == ErrorKind::WouldBlock => continue,
                    Err(error) => panic!("the server does not answer: {error}"),
                }
                if *left > 0 {
                    continue;
                }
                answers += 1;
                if last {
                    waiting -= 1;
                } else {
                    *left = self.length;
                    stream.send(&self.request).expect("the server reads");
                }
            }
            assert!(begun.elapsed() < PATIENCE, "the server does not answer");
        }
        let elapsed = begun.elapsed().as_secs_f64();
        let used = servers
            .processor_time()
            .zip(used)
            .map_or(f64::NAN, |(after, before)| {
                after.saturating_sub(before).as_secs_f64()
            });
        let answers = f64::from(answers);
        Turn {
            rate: answers / elapsed,
            cost: used / answers * 1e6,
            busy: used / elapsed,
        }
    }
}

struct Case {
    name: &'static str,
    path: String,
    headers: String,
}

fn cases(directory: SocketAddr, size: usize) -> Vec<Case> {
    let case = |name, path: &str, headers: &str| Case {
        name,
        path: path.to_owned(),
        headers: headers.to_owned(),
    };
    let list = json(directory, "/v1/members");
    let slug = list["data"][7]["slug"].as_str().expect("it has a slug");
    let answer = ask(directory, &get("/v1/members", ""));
    let etag = std::str::from_utf8(&answer)
        .expect("it is text")
        .lines()
        .find_map(|line| line.strip_prefix("etag: "))
        .expect("it has an ETag")
        .to_owned();
    let deep = format!("/v1/members?cursor={}", middle(directory, size));
    vec![
        case("a page of 50", "/v1/members", ""),
        case(
            "country and service",
            "/v1/members?country=DE&service=housing",
            "",
        ),
        case("deep cursor", &deep, ""),
        case("sort=updated_at", "/v1/members?sort=updated_at", ""),
        case("lang=fr", "/v1/members?lang=fr", ""),
        case(
            "fields=slug,name,country",
            "/v1/members?fields=slug,name,country",
            "",
        ),
        case(
            "four facets",
            "/v1/members?facets=country,service,language,membership_type",
            "",
        ),
        case(
            "country, filter and facets",
            "/v1/members?country=DE,BE&language=fr&facets=country,service,language",
            "",
        ),
        case("one member", &format!("/v1/members/{slug}"), ""),
        case("304", "/v1/members", &format!("if-none-match: {etag}\r\n")),
        case("gzip, repeated", "/v1/members", "accept-encoding: gzip\r\n"),
        case(
            "brotli, repeated",
            "/v1/members",
            "accept-encoding: gzip, br\r\n",
        ),
    ]
}

/// A cursor half-way through the list.
fn middle(directory: SocketAddr, size: usize) -> String {
    let mut cursor = String::new();
    for _ in 0..(size / 2).div_ceil(200) {
        let path = match cursor.as_str() {
            "" => "/v1/members?limit=200&fields=slug".to_owned(),
            cursor => format!("/v1/members?limit=200&fields=slug&cursor={cursor}"),
        };
        let page = json(directory, &path);
        match page["page"]["next"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    if cursor.is_empty() || size < 400 {
        let page = json(directory, "/v1/members?limit=50&fields=slug");
        cursor = page["page"]["next"]
            .as_str()
            .expect("there is more")
            .to_owned();
    }
    cursor
}

fn measure() {
    if pinned() {
        let process = std::process::id().to_string();
        let _ = Command::new("taskset")
            .args(["-p", "-c", "1", &process])
            .stdout(Stdio::null())
            .status();
    }
    println!(
        "{ROUNDS} rounds of {} ms for each server, {CONNECTIONS} connections; the medians, with the least and the greatest ratio of a round.",
        TURN.as_millis()
    );
    println!(
        "\"Same bytes\": to the bare handler that answers the same status, headers and body. \"Body only\": to one with no header but Content-Type."
    );
    println!(
        "Rate: answers a second. Cost: microseconds of the server's processor an answer. Busy: the server's share of its core; below 0.95 the client is the limit, and the ratio of costs tells more than that of rates."
    );
    for size in sizes() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        fill(&books(folder.path()), size);
        for log in LOGS {
            println!("\n### {size} members, RUST_LOG={log}\n");
            println!(
                "| case | bytes | rate | same bytes | body only | cost | cost, same bytes | cost ratio | busy |"
            );
            println!("|---|---|---|---|---|---|---|---|---|");
            let servers = Servers::start(folder.path(), log);
            // Last-Modified appears a second after the last change.
            std::thread::sleep(Duration::from_millis(1_200));
            let only = std::env::var("BENCH_CASES").unwrap_or_default();
            for case in cases(servers.directory, size) {
                // The line of the log costs the same for every case.
                let wanted = log == LOGS[0] || case.name == "a page of 50";
                if wanted && case.name.contains(&only) {
                    run(&servers, &case);
                }
            }
        }
    }
}

fn run(servers: &Servers, case: &Case) {
    let request = get(&case.path, &case.headers);
    let answer = ask(servers.directory, &request);
    let mut record = format!(
        "PUT /record HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n",
        answer.len()
    )
    .into_bytes();
    record.extend_from_slice(&answer);
    ask(servers.bare, &record);
    // The bare handlers are asked with headers of the same length.
    let same = get("/all", &case.headers);
    let plain = get("/body", &case.headers);
    let (expected, got) = (ask(servers.directory, &request), ask(servers.bare, &same));
    assert_eq!(
        body(&expected),
        body(&got),
        "the reference answers the same"
    );
    assert_eq!(expected.len(), got.len(), "the reference answers the same");
    let mut loads = [
        Load::new(servers.directory, request),
        Load::new(servers.bare, same),
        Load::new(servers.bare, plain),
    ];
    for load in &mut loads {
        load.turn(servers, TURN / 2);
    }
    let rounds: Vec<[Turn; 3]> = (0..ROUNDS)
        .map(|_| loads.each_mut().map(|load| load.turn(servers, TURN)))
        .collect();
    let middle = |of: &dyn Fn(&[Turn; 3]) -> f64| spread(rounds.iter().map(of));
    let ratio = |of: Spread| format!("{:.2} ({:.2}–{:.2})", of.median, of.least, of.most);
    println!(
        "| {} | {} | {:.0} | {} | {} | {:.1} | {:.1} | {} | {:.2} |",
        case.name,
        body(&answer).len(),
        middle(&|round| round[0].rate).median,
        ratio(middle(&|round| round[0].rate / round[1].rate)),
        ratio(middle(&|round| round[0].rate / round[2].rate)),
        middle(&|round| round[0].cost).median,
        middle(&|round| round[1].cost).median,
        ratio(middle(&|round| round[1].cost / round[0].cost)),
        middle(&|round| round[0].busy.min(round[1].busy)).median,
    );
}
