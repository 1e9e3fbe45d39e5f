//! One connection type over SQLite and Postgres, and the pool of them.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use diesel::{
    Connection as _, PgConnection, RunQueryDsl, SqliteConnection, connection::SimpleConnection,
    r2d2,
};

use crate::{
    database_url::{self, DatabaseUrl, FileId},
    deadline::{CHECK, Deadline, Deadlines, STATEMENT},
    error::Error,
    sqlite_file,
    statements::{Last, Noting},
};

/// A connection to whichever database was chosen.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// To a file of this machine.
    Sqlite(SqliteConnection),
    /// To a server.
    Postgres(PgConnection),
}

impl DatabaseUrl {
    /// Opens a connection of its own, outside the pool; makes the database file if it is missing.
    pub fn create(&self) -> Result<AnyConnection, diesel::ConnectionError> {
        if let Self::Sqlite(path) = self {
            sqlite_file::make_private_file(path).map_err(|error| {
                diesel::ConnectionError::BadConnection(format!(
                    "the file {} cannot be made: {error}",
                    path.display()
                ))
            })?;
        }
        self.connect()
    }

    /// Opens a connection to a database that exists.
    pub(crate) fn connect(&self) -> Result<AnyConnection, diesel::ConnectionError> {
        match self {
            Self::Sqlite(path) => {
                if !path.exists() {
                    return Err(diesel::ConnectionError::BadConnection(format!(
                        "the file {} is not there",
                        path.display()
                    )));
                }
                let mut connection = SqliteConnection::establish(&path.to_string_lossy())?;
                connection
                    .batch_execute(
                        // The busy timeout first: the switch to WAL may itself have to wait. What is
                        // deleted is overwritten: it may be the data of a person.
                        "PRAGMA busy_timeout = 10000;
                         PRAGMA journal_mode = WAL;
                         PRAGMA synchronous = FULL;
                         PRAGMA foreign_keys = ON;
                         PRAGMA secure_delete = ON;",
                    )
                    .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
                Ok(AnyConnection::Sqlite(connection))
            }
            Self::Postgres(address) => {
                PgConnection::establish(&database_url::with_defaults(address))
                    .map(AnyConnection::Postgres)
                    .map_err(|error| {
                        let message = database_url::without_secrets(&error.to_string(), address);
                        diesel::ConnectionError::BadConnection(message)
                    })
            }
        }
    }
}

/// Makes and checks the pool's connections.
pub struct Manager {
    url: DatabaseUrl,
    /// Of Postgres: a file answers or fails by itself.
    deadlines: Option<Arc<Deadlines>>,
    refusals: Arc<Last>,
    /// The file whose log is its own. What is put in its place may find the log of this one there.
    checked: Mutex<Option<FileId>>,
}

impl Manager {
    fn check_log_of(&self, file: Option<FileId>) -> Result<(), Error> {
        let mut checked = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        // Never the file that connections may still be open on: to close it once more would let go
        // of their locks.
        if file.is_some() && *checked != file {
            self.url.check_log()?;
            *checked = file;
        }
        Ok(())
    }
}

/// A connection of the pool.
pub struct Pooled {
    connection: AnyConnection,
    deadline: Option<Arc<Deadline>>,
    /// The file that it was opened on, as the file system knows it.
    file: Option<FileId>,
}

impl Pooled {
    /// Does something whose statements may take as long as they need.
    pub fn without_deadline<T>(
        &mut self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.limit(None)?;
        let done = work(&mut self.connection);
        self.limit(Some(STATEMENT))?;
        done
    }

    fn limit(&mut self, limit: Option<Duration>) -> Result<(), Error> {
        let (Some(deadline), AnyConnection::Postgres(connection)) =
            (&self.deadline, &mut self.connection)
        else {
            return Ok(());
        };
        let longest = limit.map_or(0, |limit| limit.as_millis());
        connection.batch_execute(&format!("SET statement_timeout = {longest}"))?;
        match limit {
            None => deadline.limit(None),
            Some(_) => deadline.limit_as_usual(),
        }
        Ok(())
    }
}

impl std::ops::Deref for Pooled {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.connection
    }
}

impl std::ops::DerefMut for Pooled {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }
}

impl r2d2::ManageConnection for Manager {
    type Connection = Pooled;
    type Error = Error;

    fn connect(&self) -> Result<Pooled, Error> {
        let file = self.url.file_id();
        self.check_log_of(file)?;
        let mut pooled = Pooled {
            connection: self.url.connect()?,
            deadline: self.deadlines.as_ref().map(|deadlines| deadlines.add()),
            file,
        };
        pooled.connection.set_instrumentation(Noting {
            deadline: pooled.deadline.clone(),
            refusals: Arc::clone(&self.refusals),
        });
        pooled.limit(Some(STATEMENT))?;
        Ok(pooled)
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<(), Error> {
        // SQLite would go on reading a file that was moved away or replaced.
        if pooled.file != self.url.file_id() {
            return Err(Error::Unreachable(
                "the database file is not the one that was opened".to_owned(),
            ));
        }
        if let Some(deadline) = &pooled.deadline {
            deadline.limit(Some(CHECK));
        }
        diesel::sql_query("SELECT 1").execute(&mut pooled.connection)?;
        if let Some(deadline) = &pooled.deadline {
            deadline.limit_as_usual();
        }
        Ok(())
    }

    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        std::thread::panicking() || r2d2::R2D2Connection::is_broken(&mut pooled.connection)
    }
}

/// Connections that are kept open and lent out.
pub type Pool = r2d2::Pool<Manager>;

/// A pool of at most `size` connections, waited for `patience` at most; opens none yet.
pub fn pool(url: DatabaseUrl, size: u32, patience: Duration, refusals: Arc<Last>) -> Pool {
    r2d2::Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .connection_timeout(patience)
        .error_handler(Box::new(LogAsDebug))
        .build_unchecked(Manager {
            deadlines: url.places().map(Deadlines::watch),
            refusals,
            checked: Mutex::default(),
            url,
        })
}

/// The pool retries in the background; whoever needed the connection reports the failure itself.
#[derive(Debug)]
struct LogAsDebug;

impl r2d2::HandleError<Error> for LogAsDebug {
    fn handle_error(&self, error: Error) {
        tracing::debug!(%error, "a database connection could not be opened");
    }
}

/// Inserts rows into a table, many a statement.
///
/// MultiConnection has no multi-row insert, so this opens it; it is the only place that does so
/// for rows. 1,000 rows of the widest table stay under SQLite's 32,766 variables.
macro_rules! insert_rows {
    ($connection:expr, $table:expr, $rows:expr) => {{
        for rows in $rows.chunks(1_000) {
            match $connection {
                $crate::connection::AnyConnection::Sqlite(connection) => {
                    diesel::insert_into($table)
                        .values(rows)
                        .execute(connection)?
                }
                $crate::connection::AnyConnection::Postgres(connection) => {
                    diesel::insert_into($table)
                        .values(rows)
                        .execute(connection)?
                }
            };
        }
    }};
}
pub(super) use insert_rows;
