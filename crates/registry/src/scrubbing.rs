//! The copies that a database keeps of what was erased, let go of.

use diesel::{QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types};

use super::{AnyConnection, Error, Registry};

/// What a checkpoint of SQLite's log came to.
#[derive(QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = sql_types::Integer)]
    busy: i32,
}

/// A table of Postgres.
#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = sql_types::Text)]
    name: String,
}

impl Registry {
    /// Lets go of the copies that a database keeps of what was erased: SQLite's log and what it left
    /// behind when it moved rows within its file, rows that Postgres has only marked as dead, and
    /// its statistics, which have examples of what stands in a column.
    ///
    /// Each table is written anew. Whoever reads for long at the same time can keep that from being
    /// done; then it fails, and is to be tried again.
    pub fn scrub(&self) -> Result<(), Error> {
        self.pool.get()?.without_deadline(scrub)
    }
}

fn scrub(connection: &mut AnyConnection) -> Result<(), Error> {
    match connection {
        AnyConnection::Sqlite(connection) => {
            connection.batch_execute("VACUUM")?;
            let done: Checkpoint =
                sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(connection)?;
            match done.busy {
                0 => Ok(()),
                _ => Err(Error::Unreachable(
                    "somebody reads from the file, so its log was not emptied".to_owned(),
                )),
            }
        }
        AnyConnection::Postgres(connection) => {
            let tables: Vec<Named> = sql_query(
                "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name \
                     FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
            )
            .load(connection)?;
            connection.batch_execute("SET lock_timeout = '5s'")?;
            let mut cleaned = Ok(());
            let tables = tables.iter().map(|table| table.name.as_str());
            for table in tables.chain(["pg_catalog.pg_statistic"]) {
                let analyze = match table.starts_with("pg_catalog") {
                    true => "",
                    false => ", ANALYZE",
                };
                let vacuumed = connection.batch_execute(&format!("VACUUM (FULL{analyze}) {table}"));
                if let Err(error) = vacuumed {
                    // Nobody else need wait for a table that somebody reads for long.
                    let plain = connection.batch_execute(&format!("VACUUM {table}"));
                    cleaned = cleaned.and(plain).and(Err(error));
                }
            }
            connection.batch_execute("RESET lock_timeout")?;
            Ok(cleaned?)
        }
    }
}
