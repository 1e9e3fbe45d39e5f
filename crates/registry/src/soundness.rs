//! Whether the books take what is written, and are whole.

use diesel::{QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types};

use super::{AnyConnection, Error, Registry, profile};
use network::Timestamp;

#[derive(QueryableByName)]
struct Check {
    #[diesel(sql_type = sql_types::Text)]
    quick_check: String,
}

impl Registry {
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

    /// Reads all of a SQLite file, and says what is damaged in it. Postgres tells that by itself, of
    /// what is read.
    pub fn find_damage(&self) -> Result<Option<String>, Error> {
        let mut pooled = self.pool.get()?;
        let connection: &mut AnyConnection = &mut pooled;
        let AnyConnection::Sqlite(connection) = connection else {
            return Ok(None);
        };
        let checked = sql_query("PRAGMA quick_check(1)").load::<Check>(connection);
        match checked {
            Ok(rows) => {
                let mut said = rows.into_iter().map(|row| row.quick_check);
                Ok(said.find(|said| said != "ok"))
            }
            Err(diesel::result::Error::DatabaseError(_, info))
                if info.message().contains("malformed") =>
            {
                Ok(Some(info.message().to_owned()))
            }
            Err(error) => Err(error.into()),
        }
    }
}
