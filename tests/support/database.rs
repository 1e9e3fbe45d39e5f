//! A database that lives as long as the test that made it, looked into with raw SQL.

use std::{
    path::Path,
    process::Command,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};

use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::SimpleConnection, sql_query, sql_types,
};
use tempfile::TempDir;

use super::{
    Run, Serve, Shared, Sheets,
    program::{program, run},
};

/// A database, and a folder for whatever belongs to it.
pub struct Database {
    folder: TempDir,
    server: Option<Server>,
}

/// Where a Postgres database is.
struct Server {
    /// The server's own database, from which others are made.
    root: String,
    name: String,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
    value: Option<String>,
}

impl Database {
    /// An empty database of the kind that this run of the tests is about.
    pub fn new() -> Self {
        Self::made_from(None)
    }

    /// A database filled with the sample network: a copy of one that is filled for all tests, which
    /// takes a tenth of the time.
    pub fn sample() -> Arc<Self> {
        static SAMPLE: LazyLock<Shared<Arc<Database>>> = LazyLock::new(|| {
            let filled = Serve::on(Database::new()).sample().start().stop();
            Shared::new(filled, |filled| (None, filled.folder()))
        });
        Arc::new(Self::made_from(Some(&SAMPLE)))
    }

    fn made_from(template: Option<&Self>) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("TEST_POSTGRES_URL").ok().map(|root| {
            let number = COUNT.fetch_add(1, Ordering::Relaxed);
            let name = format!("test_{}_{number}", std::process::id());
            let of = template.and_then(|template| template.server.as_ref());
            let of = of.map_or_else(String::new, |of| format!(" TEMPLATE {}", of.name));
            on_postgres(&root, &format!("CREATE DATABASE {name}{of}")).expect("a database is made");
            Server { root, name }
        });
        let made = Self {
            folder: tempfile::tempdir().expect("a folder is made"),
            server,
        };
        if let Some(template) = template.filter(|_| !made.is_postgres()) {
            let books = made.file();
            std::fs::create_dir(books.parent().expect("a folder")).expect("a folder is made");
            std::fs::copy(template.file(), books).expect("a database is copied");
        }
        made
    }

    /// A database into which these files were imported.
    #[track_caller]
    pub fn of(sheets: &Sheets) -> Self {
        let database = Self::new();
        // Tests have places at round degrees, wherever that is.
        database.import(sheets, &["--confirm-positions"]).well();
        database
    }

    pub fn is_postgres(&self) -> bool {
        self.server.is_some()
    }

    /// Its address as `DATABASE_URL` takes it.
    pub fn url(&self) -> String {
        match &self.server {
            None => format!("sqlite://{}", self.file().display()),
            Some(server) => server.url(),
        }
    }

    /// Host and port of the Postgres server, and the address of the database; nothing for SQLite.
    pub fn address_and_url(&self) -> Option<(String, String)> {
        let url = self.server.as_ref()?.url();
        let (_, rest) = url.split_once("://")?;
        let place = rest.split('/').next()?;
        let address = place.rsplit('@').next()?.to_owned();
        Some((address, url))
    }

    /// The SQLite file, in a folder of its own so that it can be taken away.
    pub fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("books").join("directory.db")
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The program's command line on this database.
    pub fn program(&self, arguments: &[&str]) -> Command {
        let mut command = program(self.folder(), arguments);
        command.env("DATABASE_URL", self.url());
        command
    }

    /// Runs the program's command line on this database.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Run {
        run(&mut self.program(arguments))
    }

    /// Imports files.
    #[track_caller]
    pub fn import(&self, sheets: &Sheets, flags: &[&str]) -> Run {
        run(&mut self.importing(sheets, flags))
    }

    /// The command that imports files.
    pub fn importing(&self, sheets: &Sheets, flags: &[&str]) -> Command {
        let written = sheets.write(self.folder());
        let mut command = self.program(&["import"]);
        command.arg(written).args(flags);
        command
    }

    /// Executes SQL; fails with what the database says.
    pub fn execute(&self, sql: &str) -> Result<(), String> {
        match &self.server {
            None => self.sqlite()?.batch_execute(sql),
            Some(server) => postgres(&server.url())?.batch_execute(sql),
        }
        .map_err(|error| error.to_string())
    }

    /// The column `value` of a query, as texts.
    #[track_caller]
    pub fn values(&self, sql: &str) -> Vec<String> {
        let sql = format!("SELECT CAST(value AS TEXT) AS value FROM ({sql}) AS asked");
        let rows: Vec<Row> = match &self.server {
            None => sql_query(sql).load(&mut self.sqlite().expect("a connection")),
            Some(server) => {
                sql_query(sql).load(&mut postgres(&server.url()).expect("a connection"))
            }
        }
        .unwrap_or_else(|error| panic!("{error}"));
        rows.into_iter()
            .map(|row| row.value.unwrap_or_else(|| "null".to_owned()))
            .collect()
    }

    /// The one `value` of a query.
    #[track_caller]
    pub fn value(&self, sql: &str) -> String {
        let values = self.values(sql);
        assert_eq!(values.len(), 1, "{sql}: {values:?}");
        values.into_iter().next().unwrap_or_default()
    }

    /// How many rows a table has.
    #[track_caller]
    pub fn count(&self, table: &str) -> usize {
        let count = self.value(&format!("SELECT count(*) AS value FROM {table}"));
        count.parse().expect("a number")
    }

    /// The network's revision and its public revision.
    #[track_caller]
    pub fn revisions(&self) -> (u64, u64) {
        let number = |column: &str| {
            self.value(&format!("SELECT {column} AS value FROM network"))
                .parse()
                .expect("a number")
        };
        (number("revision"), number("public_revision"))
    }

    /// Whether a change is under way somewhere: whether the lock that serialises writers is taken.
    pub fn is_being_written(&self) -> bool {
        let asked = match &self.server {
            None => {
                let mut connection = self.sqlite().expect("a connection");
                connection.batch_execute("PRAGMA busy_timeout = 0; BEGIN IMMEDIATE; ROLLBACK;")
            }
            Some(server) => postgres(&server.url())
                .expect("a connection")
                .batch_execute("SELECT revision FROM network FOR UPDATE NOWAIT"),
        };
        asked.is_err()
    }

    /// Lets nobody reach the database until it is brought back.
    pub fn take_away(&self) {
        let Some(server) = &self.server else {
            let away = self.folder.path().join("away");
            std::fs::rename(self.file().parent().expect("a folder"), away).expect("it moves");
            return;
        };
        server.reign(&format!(
            "ALTER DATABASE {} WITH ALLOW_CONNECTIONS false",
            server.name
        ));
        server.reign(&format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
            server.name
        ));
    }

    /// Undoes [`Database::take_away`].
    pub fn bring_back(&self) {
        match &self.server {
            None => {
                let books = self.file().parent().expect("a folder").to_owned();
                // The program may have made an empty folder meanwhile.
                let _ = std::fs::remove_dir_all(&books);
                std::fs::rename(self.folder.path().join("away"), books).expect("it moves back");
            }
            Some(server) => server.reign(&format!(
                "ALTER DATABASE {} WITH ALLOW_CONNECTIONS true",
                server.name
            )),
        }
    }

    fn sqlite(&self) -> Result<SqliteConnection, String> {
        let mut connection = SqliteConnection::establish(&self.file().to_string_lossy())
            .map_err(|error| error.to_string())?;
        connection
            .batch_execute("PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON;")
            .map_err(|error| error.to_string())?;
        Ok(connection)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(Server { root, name }) = &self.server {
            let dropped = on_postgres(
                root,
                &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            );
            if let Err(error) = dropped {
                eprintln!("{name} was not dropped: {error}");
            }
        }
    }
}

impl Server {
    fn url(&self) -> String {
        let (server, _) = self.root.rsplit_once('/').expect("a database in the URL");
        format!("{server}/{}", self.name)
    }

    fn reign(&self, sql: &str) {
        on_postgres(&self.root, sql).expect("the server obeys");
    }
}

fn postgres(url: &str) -> Result<PgConnection, String> {
    PgConnection::establish(url).map_err(|error| error.to_string())
}

fn on_postgres(url: &str, sql: &str) -> Result<(), String> {
    postgres(url)?
        .batch_execute(sql)
        .map_err(|error| error.to_string())
}
