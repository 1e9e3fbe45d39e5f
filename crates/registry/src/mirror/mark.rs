//! The mark that these books are a mirror.

use diesel::prelude::*;

use crate::{connection::AnyConnection, error::Error, schema::mirror};

/// Of which directory these books are a mirror, if they are one.
pub(crate) fn origin(connection: &mut AnyConnection) -> Result<Option<String>, Error> {
    Ok(mirror::table
        .select(mirror::origin)
        .first(connection)
        .optional()?)
}

/// Whether a whole copy took the place of what was there at a revision: then what changed since is
/// everything.
pub(crate) fn copied_after(connection: &mut AnyConnection, revision: i64) -> Result<bool, Error> {
    let copied: Option<i64> = mirror::table
        .select(mirror::copied_at)
        .first(connection)
        .optional()?;
    Ok(copied.is_some_and(|copied| copied > revision))
}
