//! Whether the books take what is written, and are whole.

use std::time::Duration;

use diesel::{QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types};

use super::{AnyConnection, DatabaseUrl, Error, Registry, profile, sqlite_file};
use network::Timestamp;

#[derive(QueryableByName)]
struct Mark {
    #[diesel(sql_type = sql_types::Integer)]
    user_version: i32,
}

/// How long a refusal counts. What is tried now is small, and may have room where that had none.
const LATELY: Duration = Duration::from_secs(60);

impl Registry {
    /// Fails where a SQLite file has the log of another one beside it, before that destroys it.
    pub(super) fn check_file(&self) -> Result<(), Error> {
        let DatabaseUrl::Sqlite(path) = &self.url else {
            return Ok(());
        };
        if sqlite_file::is_missing(path) {
            return Ok(());
        }
        match sqlite_file::strange_log(path).map_err(Error::File)? {
            None => Ok(()),
            Some(strange) => Err(Error::Schema(format!(
                "{0}-wal is not of this file ({strange}), and would destroy it. If a backup was put \
                 back, delete {0}-wal and {0}-shm; the command \"restore\" does all of it",
                path.display()
            ))),
        }
    }

    /// Has the books begin another epoch where their file is a backup that was put into place.
    pub(super) fn settle_backup(&self, connection: &mut AnyConnection) -> Result<(), Error> {
        let AnyConnection::Sqlite(file) = connection else {
            return Ok(());
        };
        let mark: Mark = sql_query("PRAGMA user_version").get_result(file)?;
        if mark.user_version != sqlite_file::BACKUP {
            return Ok(());
        }
        file.batch_execute("PRAGMA user_version = 0")?;
        tracing::warn!("the file is a backup that was put back; its books begin another epoch");
        profile::begin_epoch(connection, None)
    }

    /// Tries whether a change can be written, by one that changes nothing. Gives the time of the last
    /// real one.
    pub fn probe(&self) -> Result<Timestamp, Error> {
        self.keep(|connection| {
            if let AnyConnection::Postgres(connection) = connection {
                // Nobody is to wait behind this for whoever writes for long.
                connection.batch_execute("SET LOCAL lock_timeout = '1s'")?;
            }
            profile::lock(connection)?;
            Ok(profile::moment(connection)?.at)
        })
    }

    /// Whether something that was to be written was refused lately, for there was no room or no right.
    pub fn refused_lately(&self) -> bool {
        self.refusals.within(LATELY)
    }

    /// Reads all of a SQLite file, and says what is damaged in it. Postgres tells that by itself, of
    /// what is read.
    pub fn find_damage(&self) -> Result<Option<String>, Error> {
        let mut pooled = self.pool.get()?;
        let connection: &mut AnyConnection = &mut pooled;
        let AnyConnection::Sqlite(connection) = connection else {
            return Ok(None);
        };
        Ok(sqlite_file::damage(connection)?)
    }
}
