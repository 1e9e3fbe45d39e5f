//! What public entries tell of secrets with an editor's word that they may.
//!
//! Each is known by a digest of the public text and the secret, so it ends once either changes.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::{
    connection::{AnyConnection, insert_rows},
    error::Error,
    schema::accepted_exposures,
};
use network::MemberId;

#[derive(Insertable)]
#[diesel(table_name = accepted_exposures)]
struct Row {
    id: String,
    member_id: String,
}

/// Writes what a member's entry may tell, instead of what was accepted of it before.
pub fn replace(
    connection: &mut AnyConnection,
    member: MemberId,
    ids: impl IntoIterator<Item = String>,
) -> Result<(), Error> {
    let member_id = member.to_string();
    delete(connection, std::slice::from_ref(&member_id))?;
    let ids: HashSet<String> = ids.into_iter().collect();
    let rows: Vec<Row> = ids
        .into_iter()
        .map(|id| Row {
            id,
            member_id: member_id.clone(),
        })
        .collect();
    insert_rows!(connection, accepted_exposures::table, rows);
    Ok(())
}

/// What these members' entries may tell, or all.
pub fn load(
    connection: &mut AnyConnection,
    members: Option<&[String]>,
) -> Result<HashSet<String>, Error> {
    let mut wanted = accepted_exposures::table.into_boxed();
    if let Some(members) = members {
        wanted = wanted.filter(accepted_exposures::member_id.eq_any(members));
    }
    let ids: Vec<String> = wanted.select(accepted_exposures::id).load(connection)?;
    Ok(ids.into_iter().collect())
}

/// Forgets what was accepted of these members.
pub(super) fn delete(connection: &mut AnyConnection, members: &[String]) -> Result<(), Error> {
    diesel::delete(accepted_exposures::table.filter(accepted_exposures::member_id.eq_any(members)))
        .execute(connection)?;
    Ok(())
}
