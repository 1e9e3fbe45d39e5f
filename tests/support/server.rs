//! The real program, serving on a free port.

use std::{
    io::{BufRead, BufReader},
    ops::Deref,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, LazyLock, Mutex},
    thread::JoinHandle,
};

use reqwest::{
    Method,
    blocking::{Client, ClientBuilder},
    redirect::Policy,
};
use serde_json::Value;

use super::{Answer, Database, PATIENCE, Sheets, eventually};

/// How a server is to be started.
pub struct Serve {
    database: Arc<Database>,
    sample: bool,
    mirror_of: Option<String>,
    largest_file: Option<u64>,
    settings: Vec<(String, String)>,
}

impl Serve {
    /// A server on this database.
    pub fn on(database: impl Into<Arc<Database>>) -> Self {
        Self {
            database: database.into(),
            sample: false,
            mirror_of: None,
            largest_file: None,
            settings: Vec::new(),
        }
    }

    /// Fills the database with the sample network.
    pub fn sample(mut self) -> Self {
        self.sample = true;
        self
    }

    /// As a mirror of another directory.
    pub fn mirror_of(mut self, url: &str) -> Self {
        self.mirror_of = Some(url.to_owned());
        self
    }

    /// Lets no file grow beyond so many blocks of 512 bytes, as a full disk does.
    pub fn with_largest_file(mut self, blocks: u64) -> Self {
        self.largest_file = Some(blocks);
        self
    }

    /// Sets a variable of the environment.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Keeps the registry and the counts at an address of their own.
    pub fn internal(self) -> Self {
        self.with("INTERNAL_BIND", "127.0.0.1:0")
    }

    #[track_caller]
    pub fn start(self) -> TestServer {
        TestServer::ready(self)
    }

    /// The command that starts it.
    pub fn command(&self) -> Command {
        let mut command = match &self.mirror_of {
            None => self.database.program(&["serve", "--create"]),
            Some(url) => self.database.program(&["mirror", url]),
        };
        if self.sample {
            command.arg("--sample");
        }
        if let Some(blocks) = self.largest_file {
            // A write beyond it fails, instead of ending the program.
            let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
            command = limited(&command, &script);
        }
        command
            .env("PORT", "0")
            .env("POLL_INTERVAL_MS", "50")
            .envs(self.settings.iter().map(|(name, value)| (name, value)));
        command
    }
}

/// The same command, begun by a shell that runs `script` first.
fn limited(command: &Command, script: &str) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", script]).arg(command.get_program());
    shell
        .args(command.get_args())
        .env_clear()
        .stdin(Stdio::null());
    shell.envs(
        command
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    if let Some(folder) = command.get_current_dir() {
        shell.current_dir(folder);
    }
    shell
}

/// A server; killed when it is dropped.
pub struct TestServer {
    pub url: String,
    /// The address of the registry and the counts, where it is another one.
    pub internal_url: Option<String>,
    pub database: Arc<Database>,
    child: Child,
    log: Arc<Mutex<Vec<Value>>>,
    reader: Option<JoinHandle<()>>,
    client: Client,
}

impl TestServer {
    /// Serves the sample network from a database of its own.
    #[track_caller]
    pub fn sample() -> Self {
        Serve::on(Database::sample()).start()
    }

    /// Serves what these files hold from a database of its own.
    #[track_caller]
    pub fn of(sheets: &Sheets) -> Self {
        Serve::on(Database::of(sheets)).start()
    }

    #[track_caller]
    pub fn start(serve: Serve) -> Self {
        let mut child = serve
            .command()
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let log = Arc::new(Mutex::new(Vec::new()));
        let stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        let reader = std::thread::spawn({
            let log = Arc::clone(&log);
            move || {
                for line in stderr.lines().map_while(Result::ok) {
                    let entry = serde_json::from_str(&line).unwrap_or(Value::String(line));
                    log.lock().expect("the log").push(entry);
                }
            }
        });
        let mut server = Self {
            url: String::new(),
            internal_url: None,
            database: serve.database,
            child,
            log,
            reader: Some(reader),
            client: CLIENT.clone(),
        };
        (server.url, server.internal_url) = eventually("the server listens", || {
            if let Some(status) = server.child.try_wait().expect("a child can be asked") {
                panic!("the server ended: {status}; {:#?}", server.log());
            }
            server.log().iter().find_map(|entry| {
                let listening = entry["message"] == "listening";
                listening.then(|| {
                    let url = entry["url"].as_str().expect("a URL").to_owned();
                    (url, entry["internal"].as_str().map(str::to_owned))
                })
            })
        });
        server
    }

    /// As [`TestServer::start`], and it has answered once.
    #[track_caller]
    pub fn ready(serve: Serve) -> Self {
        let server = Self::start(serve);
        server.json("/health/live");
        server
    }

    /// What it has logged: an object a line.
    pub fn log(&self) -> Vec<Value> {
        self.log.lock().expect("the log").clone()
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Host and port.
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[])
    }

    /// A GET with headers.
    #[track_caller]
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.request("GET", path, headers)
    }

    #[track_caller]
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        self.ask(method, path, headers, None)
    }

    /// The counts, from the internal address.
    #[track_caller]
    pub fn metrics(&self) -> String {
        self.internally("GET", "/metrics", &[]).text()
    }

    /// A request to the internal address.
    #[track_caller]
    pub fn internally(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let base = self.internal_url.as_deref().expect("an internal address");
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        self.ask_at(base, method, path, headers, None)
    }

    /// A request with a body, if it has one.
    #[track_caller]
    pub fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Answer {
        self.ask_at(&self.url, method, path, headers, body)
    }

    /// A request to where the registry is.
    #[track_caller]
    pub fn ask_registry(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Answer {
        let base = self.internal_url.as_ref().unwrap_or(&self.url);
        self.ask_at(base, method, path, headers, body)
    }

    #[track_caller]
    fn ask_at(
        &self,
        base: &str,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Answer {
        let url = format!("{base}{path}");
        let mut request = headers.iter().fold(
            self.client.request(method, url),
            |request, (name, value)| request.header(*name, *value),
        );
        if let Some(body) = body {
            request = request.body(body);
        }
        let response = request.send().unwrap_or_else(|error| {
            panic!("{path} was not answered: {error}; {:#?}", self.log().last())
        });
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.bytes().expect("a whole body").to_vec(),
        }
    }

    /// The JSON of a GET that must be answered with 200.
    #[track_caller]
    pub fn json(&self, path: &str) -> Value {
        self.get(path).ok()
    }

    /// The slugs that a list of members answers with, in its order.
    #[track_caller]
    pub fn slugs(&self, path: &str) -> Vec<String> {
        super::answer::texts(&self.json(path)["data"], "slug")
    }

    /// The mistakes that a GET is answered with, as (parameter, code).
    #[track_caller]
    pub fn mistakes(&self, path: &str) -> Vec<(String, String)> {
        self.get(path).mistakes()
    }

    /// Waits until the directory shows what was just written into its database.
    #[track_caller]
    pub fn catch_up(&self) {
        let (_, written) = self.database.revisions();
        eventually("the server follows its database", || {
            let shown = self.json("/health/ready")["revision"].as_u64()?;
            (shown >= written).then_some(())
        });
    }

    /// Imports files in another process and waits until they are served.
    #[track_caller]
    pub fn import(&self, sheets: &Sheets, flags: &[&str]) {
        self.database.import(sheets, flags).well();
        self.catch_up();
    }

    /// Sends a signal: `TERM`, `INT`, `KILL`.
    pub fn signal(&self, signal: &str) {
        let script = format!("kill -{signal} {}", self.child.id());
        let status = Command::new("sh").args(["-c", &script]).status();
        assert!(status.expect("a shell").success());
    }

    pub fn is_running(&mut self) -> bool {
        self.child
            .try_wait()
            .expect("a child can be asked")
            .is_none()
    }

    /// Waits for its end after a signal, and returns its exit code.
    #[track_caller]
    pub fn wait(&mut self) -> Option<i32> {
        let status = eventually("the server ends", || {
            self.child.try_wait().expect("a child can be asked")
        });
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the log is read");
        }
        status.code()
    }

    /// Asks it to stop, and returns its database; fails when it does not end well.
    #[track_caller]
    pub fn stop(mut self) -> Arc<Database> {
        self.signal("TERM");
        assert_eq!(self.wait(), Some(0), "{:#?}", self.log());
        Arc::clone(&self.database)
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One for all servers: each client that is made reads all certificates of the system.
static CLIENT: LazyLock<Client> = LazyLock::new(|| client(|builder| builder.no_gzip().no_brotli()));

/// A client that follows no redirects and waits no longer than [`PATIENCE`].
pub fn client(configure: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    let builder = Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .timeout(PATIENCE);
    configure(builder).build().expect("a client")
}

/// What all tests of a suite share.
///
/// What is static is never dropped, so a shell waits for the end of the tests (whatever it is: its
/// standard input then closes), stops the server if there is one, and removes the folder.
pub struct Shared<T> {
    shared: T,
    _guard: Child,
}

impl<T> Shared<T> {
    /// `remains` says which process and which folder are to go.
    pub fn new(shared: T, remains: impl FnOnce(&T) -> (Option<u32>, &Path)) -> Self {
        let (process, folder) = remains(&shared);
        let kill = process.map_or_else(String::new, |process| format!("kill -KILL {process};"));
        let guard = Command::new("sh")
            .args(["-c", &format!(r#"read _; {kill} rm -rf "$1""#), "guard"])
            .arg(folder)
            .stdin(Stdio::piped())
            .spawn()
            .expect("a shell");
        Self {
            shared,
            _guard: guard,
        }
    }
}

impl Shared<TestServer> {
    /// A server for all tests of a suite.
    pub fn server(server: TestServer) -> Self {
        Self::new(server, |server| {
            (Some(server.child.id()), server.database.folder())
        })
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.shared
    }
}

/// One server with the sample network for all tests of a suite that only read.
pub fn shared() -> &'static TestServer {
    static SHARED: LazyLock<Shared<TestServer>> =
        LazyLock::new(|| Shared::server(TestServer::sample()));
    &SHARED
}
