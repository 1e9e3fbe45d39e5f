//! The migrations of both databases, embedded in the program.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Error, connection::AnyConnection};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs what is pending and returns the names of what was run.
pub fn run(connection: &mut AnyConnection) -> Result<Vec<String>, Error> {
    let names = |versions: Vec<diesel::migration::MigrationVersion<'_>>| {
        versions.iter().map(ToString::to_string).collect()
    };
    let versions = match connection {
        AnyConnection::Sqlite(connection) => connection.run_pending_migrations(SQLITE).map(names),
        AnyConnection::Postgres(connection) => {
            // Two nodes that start together must not migrate together.
            diesel::RunQueryDsl::execute(
                diesel::sql_query("SELECT pg_advisory_lock(7301)"),
                connection,
            )?;
            let versions = connection.run_pending_migrations(POSTGRES).map(names);
            diesel::RunQueryDsl::execute(
                diesel::sql_query("SELECT pg_advisory_unlock(7301)"),
                connection,
            )?;
            versions
        }
    };
    versions.map_err(|error| Error::Migration(error.to_string()))
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
