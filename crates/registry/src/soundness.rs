//! Whether the books take what is written, and are whole.

use std::time::Duration;

use diesel::{QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types};

use super::{AnyConnection, Error, Registry, profile, sqlite_file, statements::DAMAGE};
use network::Timestamp;

#[derive(QueryableByName)]
struct Mark {
    #[diesel(sql_type = sql_types::Integer)]
    user_version: i32,
}

/// How long counts what was met. What is tried now is small, and may have room where a
/// change had none.
const LATELY: Duration = Duration::from_secs(60);

impl Registry {
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

    /// Whether something damaged was met lately.
    pub fn met_damage_lately(&self) -> bool {
        DAMAGE.within(LATELY)
    }

    /// Says what is damaged: of a SQLite file, all of which is read, or of what was met in Postgres,
    /// which looks at each page that it reads.
    pub fn find_damage(&self) -> Result<Option<String>, Error> {
        let mut pooled = self.pool.get()?;
        let connection: &mut AnyConnection = &mut pooled;
        let AnyConnection::Sqlite(connection) = connection else {
            let met = self.met_damage_lately();
            return Ok(met.then(|| "a page could not be read".to_owned()));
        };
        Ok(sqlite_file::damage(connection)?)
    }
}
