//! The migrations of both databases, embedded in the program.

use diesel::RunQueryDsl;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::{connection::AnyConnection, error::Error};

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// Runs what is pending, while no other process does the same, and returns the names of what was
/// run.
pub fn run(connection: &mut AnyConnection) -> Result<Vec<String>, Error> {
    let names = |versions: Vec<diesel::migration::MigrationVersion<'_>>| {
        versions.iter().map(ToString::to_string).collect()
    };
    let failed =
        |error: Box<dyn std::error::Error + Send + Sync>| Error::Migration(error.to_string());
    match connection {
        AnyConnection::Sqlite(connection) => {
            // Mostly there is nothing to do, and no reason to wait for whoever writes.
            if connection.has_pending_migration(SQLITE).map_err(failed)? {
                connection.immediate_transaction(|connection| {
                    connection
                        .run_pending_migrations(SQLITE)
                        .map(names)
                        .map_err(failed)
                })
            } else {
                Ok(Vec::new())
            }
        }
        AnyConnection::Postgres(connection) => {
            diesel::sql_query("SELECT pg_advisory_lock(7301)").execute(connection)?;
            let run = connection
                .run_pending_migrations(POSTGRES)
                .map(names)
                .map_err(failed);
            diesel::sql_query("SELECT pg_advisory_unlock(7301)").execute(connection)?;
            run
        }
    }
}

/// Takes every migration back, the newest first: all data is lost.
pub fn revert_all(connection: &mut AnyConnection) -> Result<usize, Error> {
    let versions = match connection {
        AnyConnection::Sqlite(connection) => connection.revert_all_migrations(SQLITE),
        AnyConnection::Postgres(connection) => connection.revert_all_migrations(POSTGRES),
    };
    Ok(versions
        .map_err(|error| Error::Migration(error.to_string()))?
        .len())
}

/// The names of what is still to be run.
pub fn pending(connection: &mut AnyConnection) -> Result<Vec<String>, Error> {
    fn names<DB: diesel::backend::Backend>(
        migrations: Vec<Box<dyn diesel::migration::Migration<DB>>>,
    ) -> Vec<String> {
        migrations
            .iter()
            .map(|migration| migration.name().version().to_string())
            .collect()
    }
    match connection {
        AnyConnection::Sqlite(connection) => connection.pending_migrations(SQLITE).map(names),
        AnyConnection::Postgres(connection) => connection.pending_migrations(POSTGRES).map(names),
    }
    .map_err(|error| Error::Migration(error.to_string()))
}
