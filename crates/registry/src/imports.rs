//! Imports that were handed over: their files, and the plans of what they would do.
//!
//! None of this is a change of the books: it counts no revision and leaves no line in the trail. It
//! is written in small transactions of its own ([`super::Registry::keep`]), and the statement that
//! begins each of them writes, so that SQLite gives it the right to write at once.

use std::{
    collections::HashMap,
    io::{Read, Write},
};

use diesel::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    columns::lies_behind,
    connection::{AnyConnection, insert_rows},
    error::{Error, stored},
    schema::{import_items, import_pieces, imports},
};
use network::{ImportId, KeyId, Timestamp, codes::codes};

codes! {
    /// What is known of an import.
    Stage ("stage") {
        /// It is being planned.
        Planning = "planning",
        /// Its plan can be read.
        Planned = "planned",
        /// It cannot be planned as it is.
        Failed = "failed",
        /// It was written.
        Applied = "applied",
        /// It was written and taken back.
        Undone = "undone",
        /// Its files and its plan are not kept any more.
        Forgotten = "forgotten",
    }
}

/// An import, with all that is said of it besides as `T`.
#[derive(Debug, Clone)]
pub struct ImportJob<T> {
    /// Its identifier.
    pub id: ImportId,
    /// The key that handed it over.
    pub key: KeyId,
    /// What is known of it.
    pub stage: Stage,
    /// When it was handed over.
    pub created_at: Timestamp,
    /// How often it was planned.
    pub attempt: i32,
    /// The last sign of life of who plans it.
    pub beat_at: Timestamp,
    /// How far the planning is, as JSON.
    pub progress: Option<String>,
    /// All else.
    pub document: T,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = imports, treat_none_as_default_value = false)]
struct Row {
    id: String,
    key_id: String,
    status: String,
    created_at: String,
    attempt: i32,
    beat_at: String,
    progress: Option<String>,
    document: String,
}

#[derive(Insertable)]
#[diesel(table_name = import_pieces)]
struct Piece {
    import_id: String,
    file: i32,
    position: i32,
    content: Vec<u8>,
}

/// An item of a plan.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = import_items, treat_none_as_default_value = false)]
pub struct Item {
    /// The import.
    pub import_id: String,
    /// Its place in the plan.
    pub position: i64,
    /// Its kind.
    pub kind: String,
    /// The member that becomes something else.
    pub member_key: Option<String>,
    /// A digest of what it becomes.
    pub digest: Option<String>,
    /// The item, as JSON.
    pub document: String,
}

/// The stages of an import that can still be applied.
const OPEN: [Stage; 3] = [Stage::Planning, Stage::Planned, Stage::Failed];

/// How many bytes are kept in one piece of a file.
const PIECE: usize = 1024 * 1024;

/// Begins an import, whose planning begins with it.
pub fn insert<T: Serialize>(
    connection: &mut AnyConnection,
    id: ImportId,
    key: KeyId,
    now: Timestamp,
    document: &T,
) -> Result<(), Error> {
    let row = Row {
        id: id.to_string(),
        key_id: key.to_string(),
        status: Stage::Planning.to_string(),
        created_at: now.to_string(),
        attempt: 1,
        beat_at: now.to_string(),
        progress: None,
        document: serde_json::to_string(document)?,
    };
    insert_rows!(connection, imports::table, [row]);
    Ok(())
}

/// Keeps a file of an import, piece by piece.
pub fn insert_file(
    connection: &mut AnyConnection,
    id: ImportId,
    file: i32,
    content: &mut dyn Read,
) -> Result<(), Error> {
    for position in 0.. {
        let mut piece = Vec::with_capacity(PIECE);
        content
            .take(PIECE as u64)
            .read_to_end(&mut piece)
            .map_err(Error::File)?;
        if piece.is_empty() {
            break;
        }
        let piece = Piece {
            import_id: id.to_string(),
            file,
            position,
            content: piece,
        };
        insert_rows!(connection, import_pieces::table, [piece]);
    }
    Ok(())
}

/// Copies a file of an import to where it is needed.
pub fn copy_file(
    connection: &mut AnyConnection,
    id: ImportId,
    file: i32,
    out: &mut dyn Write,
) -> Result<(), Error> {
    for position in 0.. {
        let piece: Option<Vec<u8>> = import_pieces::table
            .find((id.to_string(), file, position))
            .select(import_pieces::content)
            .first(connection)
            .optional()?;
        match piece {
            Some(piece) => out.write_all(&piece).map_err(Error::File)?,
            None => break,
        }
    }
    Ok(())
}

/// One import.
pub fn load_one<T: DeserializeOwned>(
    connection: &mut AnyConnection,
    id: ImportId,
) -> Result<Option<ImportJob<T>>, Error> {
    imports::table
        .find(id.to_string())
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(kept)
        .transpose()
}

/// The imports before a place, the latest first.
pub fn load<T: DeserializeOwned>(
    connection: &mut AnyConnection,
    after: Option<(Timestamp, ImportId)>,
    limit: i64,
) -> Result<Vec<ImportJob<T>>, Error> {
    let mut query = imports::table.into_boxed();
    if let Some(after) = after {
        query = query.filter(lies_behind!(imports::created_at, imports::id, after));
    }
    query
        .order((imports::created_at.desc(), imports::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(kept)
        .collect()
}

/// How many imports are at a stage.
pub fn count(connection: &mut AnyConnection, stage: Stage) -> Result<i64, Error> {
    let at = imports::table.filter(imports::status.eq(stage.as_str()));
    Ok(at.count().get_result(connection)?)
}

/// The imports whose files are kept: those that can still be applied.
pub fn load_open<T: DeserializeOwned>(
    connection: &mut AnyConnection,
) -> Result<Vec<ImportJob<T>>, Error> {
    imports::table
        .filter(imports::status.eq_any(OPEN.map(Stage::as_str)))
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(kept)
        .collect()
}

fn kept<T: DeserializeOwned>(row: Row) -> Result<ImportJob<T>, Error> {
    Ok(ImportJob {
        id: stored("imports.id", row.id)?,
        key: stored("imports.key_id", row.key_id)?,
        stage: stored("imports.status", row.status)?,
        created_at: stored("imports.created_at", row.created_at)?,
        attempt: row.attempt,
        beat_at: stored("imports.beat_at", row.beat_at)?,
        progress: row.progress,
        document: serde_json::from_str(&row.document)?,
    })
}

/// Begins to plan an import again; says whether it was at the attempt that was given.
pub fn plan_again<T: Serialize>(
    connection: &mut AnyConnection,
    id: ImportId,
    attempt: i32,
    now: Timestamp,
    document: &T,
) -> Result<bool, Error> {
    let open = OPEN.map(Stage::as_str);
    let at_attempt = imports::table
        .find(id.to_string())
        .filter(imports::attempt.eq(attempt))
        .filter(imports::status.eq_any(open));
    let updated = diesel::update(at_attempt)
        .set((
            imports::status.eq(Stage::Planning.as_str()),
            imports::attempt.eq(attempt + 1),
            imports::beat_at.eq(now.to_string()),
            imports::progress.eq(None::<String>),
            imports::document.eq(serde_json::to_string(document)?),
        ))
        .execute(connection)?;
    delete_items(connection, id)?;
    Ok(updated > 0)
}

/// A sign of life of who plans an import, and how far it is; says whether it is still theirs.
pub fn beat(
    connection: &mut AnyConnection,
    id: ImportId,
    attempt: i32,
    now: Timestamp,
    progress: Option<String>,
) -> Result<bool, Error> {
    let planning = imports::table
        .find(id.to_string())
        .filter(imports::attempt.eq(attempt))
        .filter(imports::status.eq(Stage::Planning.as_str()));
    let updated = match progress {
        Some(progress) => diesel::update(planning)
            .set((
                imports::beat_at.eq(now.to_string()),
                imports::progress.eq(progress),
            ))
            .execute(connection)?,
        None => diesel::update(planning)
            .set(imports::beat_at.eq(now.to_string()))
            .execute(connection)?,
    };
    Ok(updated > 0)
}

/// Adds items to the plan of an import.
pub fn insert_items(connection: &mut AnyConnection, items: Vec<Item>) -> Result<(), Error> {
    insert_rows!(connection, import_items::table, items);
    Ok(())
}

/// Writes what became of the planning of an import; says whether it was still at this attempt.
pub fn end_planning<T: Serialize>(
    connection: &mut AnyConnection,
    id: ImportId,
    attempt: i32,
    stage: Stage,
    document: &T,
) -> Result<bool, Error> {
    let planning = imports::table
        .find(id.to_string())
        .filter(imports::attempt.eq(attempt))
        .filter(imports::status.eq(Stage::Planning.as_str()));
    let updated = diesel::update(planning)
        .set((
            imports::status.eq(stage.as_str()),
            imports::progress.eq(None::<String>),
            imports::document.eq(serde_json::to_string(document)?),
        ))
        .execute(connection)?;
    Ok(updated > 0)
}

/// Writes what became of an import, and lets go of its files and its plan.
pub fn close<T: Serialize>(
    connection: &mut AnyConnection,
    id: ImportId,
    stage: Stage,
    document: &T,
) -> Result<(), Error> {
    diesel::update(imports::table.find(id.to_string()))
        .set((
            imports::status.eq(stage.as_str()),
            imports::progress.eq(None::<String>),
            imports::document.eq(serde_json::to_string(document)?),
        ))
        .execute(connection)?;
    delete_items(connection, id)?;
    diesel::delete(import_pieces::table.filter(import_pieces::import_id.eq(id.to_string())))
        .execute(connection)?;
    Ok(())
}

fn delete_items(connection: &mut AnyConnection, id: ImportId) -> Result<(), Error> {
    diesel::delete(import_items::table.filter(import_items::import_id.eq(id.to_string())))
        .execute(connection)?;
    Ok(())
}

/// Items of a plan in its order, those of some kinds or of all.
pub fn load_items(
    connection: &mut AnyConnection,
    id: ImportId,
    kinds: &[&'static str],
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<Item>, Error> {
    let mut query = import_items::table
        .filter(import_items::import_id.eq(id.to_string()))
        .into_boxed();
    if !kinds.is_empty() {
        query = query.filter(import_items::kind.eq_any(kinds.to_vec()));
    }
    if let Some(position) = after {
        query = query.filter(import_items::position.gt(position));
    }
    Ok(query
        .order(import_items::position.asc())
        .limit(limit)
        .load(connection)?)
}

/// What a plan makes of each member that becomes something else: a digest, by the member's key.
pub fn promises(
    connection: &mut AnyConnection,
    id: ImportId,
) -> Result<HashMap<String, String>, Error> {
    let rows: Vec<(Option<String>, Option<String>)> = import_items::table
        .filter(import_items::import_id.eq(id.to_string()))
        .filter(import_items::digest.is_not_null())
        .select((import_items::member_key, import_items::digest))
        .load(connection)?;
    Ok(rows
        .into_iter()
        .filter_map(|(key, digest)| key.zip(digest))
        .collect())
}

/// Removes an import that was not applied, with everything of it.
pub fn delete(connection: &mut AnyConnection, id: ImportId) -> Result<bool, Error> {
    let done = [Stage::Applied, Stage::Undone].map(Stage::as_str);
    let open = imports::table
        .find(id.to_string())
        .filter(imports::status.ne_all(done));
    Ok(diesel::delete(open).execute(connection)? > 0)
}

/// Lets go of the files and plans of all imports that were handed over before a time. What was not
/// applied by then is not any more.
pub fn forget(connection: &mut AnyConnection, before: Timestamp) -> Result<usize, Error> {
    let done = [Stage::Applied, Stage::Undone, Stage::Forgotten].map(Stage::as_str);
    let before = before.to_string();
    let forgotten = diesel::update(
        imports::table
            .filter(imports::created_at.lt(&before))
            .filter(imports::status.ne_all(done)),
    )
    .set((
        imports::status.eq(Stage::Forgotten.as_str()),
        imports::progress.eq(None::<String>),
    ))
    .execute(connection)?;
    if forgotten > 0 {
        let ids = imports::table
            .filter(imports::status.eq(Stage::Forgotten.as_str()))
            .select(imports::id);
        let ids: Vec<String> = ids.load(connection)?;
        diesel::delete(import_items::table.filter(import_items::import_id.eq_any(&ids)))
            .execute(connection)?;
        diesel::delete(import_pieces::table.filter(import_pieces::import_id.eq_any(&ids)))
            .execute(connection)?;
    }
    Ok(forgotten)
}
