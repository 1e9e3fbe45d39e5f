//! The migrations of both databases, embedded in the program.

use diesel::{
    SqliteConnection,
    migration::MigrationSource,
    prelude::*,
    result::{DatabaseErrorKind, Error as Diesel},
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::{connection::AnyConnection, error::Error, schema::program};

/// The version of this program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// Runs what is pending, while no other process does the same, and returns the names of what was
/// run.
pub fn run(connection: &mut AnyConnection) -> Result<Vec<String>, Error> {
    let names = |versions: Vec<diesel::migration::MigrationVersion<'_>>| {
        versions.iter().map(ToString::to_string).collect()
    };
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
        AnyConnection::Postgres(connection) => alone(connection, |connection| {
            connection
                .run_pending_migrations(POSTGRES)
                .map(names)
                .map_err(failed)
        }),
    }
}

/// Does what looks at the migrations while no other process does: to look makes their table too.
fn alone<T>(
    connection: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> Result<T, Error>,
) -> Result<T, Error> {
    diesel::sql_query("SELECT pg_advisory_lock(7301)").execute(connection)?;
    let done = work(connection);
    let unlocked = diesel::sql_query("SELECT pg_advisory_unlock(7301)").execute(connection);
    // Why the work failed says more than that the lock cannot be given back.
    let done = done?;
    unlocked?;
    Ok(done)
}

fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::Migration(error.to_string())
}

/// Fails where a later version of the program has changed the tables.
pub fn check(connection: &mut AnyConnection) -> Result<(), Error> {
    match connection {
        AnyConnection::Sqlite(connection) => check_sqlite(connection),
        AnyConnection::Postgres(connection) => {
            alone(connection, |connection| check_in(connection, POSTGRES))
        }
    }
}

/// As [`check`], of a file.
pub fn check_sqlite(connection: &mut SqliteConnection) -> Result<(), Error> {
    check_in(connection, SQLITE)
}

fn check_in<C, DB>(connection: &mut C, known: EmbeddedMigrations) -> Result<(), Error>
where
    C: MigrationHarness<DB> + diesel::connection::LoadConnection<Backend = DB>,
    DB: diesel::backend::Backend,
    program::version: diesel::expression::SelectableExpression<program::table>,
    diesel::dsl::Select<program::table, program::version>:
        for<'query> diesel::query_dsl::LoadQuery<'query, C, String>,
{
    let known = MigrationSource::<DB>::migrations(&known).map_err(failed)?;
    let known: Vec<String> = known
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect();
    let applied = connection.applied_migrations().map_err(failed)?;
    let later = applied.iter().map(ToString::to_string);
    let Some(later) = later.filter(|one| !known.contains(one)).max() else {
        return Ok(());
    };
    let writer = program::table
        .select(program::version)
        .load::<String>(connection);
    let writer = writer.unwrap_or_default().pop();
    Err(Error::Schema(format!(
        "it was last brought up to date by version {} of this program, with the migration {later}, \
         and this is version {VERSION}, which does not know that; run that version or a later one, \
         or put back a backup from before",
        writer.as_deref().unwrap_or("(unknown)"),
    )))
}

/// Notes that this version of the program brought the tables up to date.
pub fn note_version(connection: &mut AnyConnection) -> Result<(), Error> {
    let known: Vec<String> = program::table.select(program::version).load(connection)?;
    match known.first() {
        Some(known) if known == VERSION => {}
        Some(_) => {
            diesel::update(program::table)
                .set(program::version.eq(VERSION))
                .execute(connection)?;
        }
        None => {
            let written = diesel::insert_into(program::table)
                .values((program::only_row.eq(1), program::version.eq(VERSION)))
                .execute(connection);
            match written.map_err(Error::from) {
                // Another process was quicker.
                Err(Error::Database(Diesel::DatabaseError(
                    DatabaseErrorKind::UniqueViolation,
                    _,
                ))) => {}
                written => drop(written?),
            }
        }
    }
    Ok(())
}

/// Takes every migration back, the newest first: all data is lost.
pub fn revert_all(connection: &mut AnyConnection) -> Result<usize, Error> {
    let reverted = match connection {
        AnyConnection::Sqlite(connection) => connection
            .revert_all_migrations(SQLITE)
            .map_err(failed)?
            .len(),
        AnyConnection::Postgres(connection) => alone(connection, |connection| {
            let reverted = connection.revert_all_migrations(POSTGRES);
            Ok(reverted.map_err(failed)?.len())
        })?,
    };
    Ok(reverted)
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
        AnyConnection::Sqlite(connection) => connection
            .pending_migrations(SQLITE)
            .map(names)
            .map_err(failed),
        AnyConnection::Postgres(connection) => alone(connection, |connection| {
            connection
                .pending_migrations(POSTGRES)
                .map(names)
                .map_err(failed)
        }),
    }
}
