//! Pairs of members of which somebody said that they are not one.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::{
    connection::{AnyConnection, insert_rows},
    error::{Error, stored},
    schema::distinct_members,
};
use network::MemberId;

/// Two members, the smaller identifier first.
pub type Pair = [MemberId; 2];

#[derive(Insertable)]
#[diesel(table_name = distinct_members)]
struct Row {
    member_id: String,
    other_id: String,
}

/// Every pair.
pub fn load(connection: &mut AnyConnection) -> Result<HashSet<Pair>, Error> {
    let rows: Vec<(String, String)> = distinct_members::table
        .select((distinct_members::member_id, distinct_members::other_id))
        .load(connection)?;
    let ids = rows.into_iter().map(|(member, other)| {
        Ok([
            stored("distinct_members.member_id", member)?,
            stored("distinct_members.other_id", other)?,
        ])
    });
    ids.collect()
}

/// Notes that two members are not one, or that this is not known any more; tells whether that is new.
pub fn write(
    connection: &mut AnyConnection,
    pair: Pair,
    are_distinct: bool,
) -> Result<bool, Error> {
    let [member_id, other_id] = pair.map(|id| id.to_string());
    let known = distinct_members::table.find((&member_id, &other_id));
    let removed = diesel::delete(known).execute(connection)?;
    if are_distinct {
        let rows = [Row {
            member_id,
            other_id,
        }];
        insert_rows!(connection, distinct_members::table, rows);
    }
    Ok((removed > 0) != are_distinct)
}

/// Forgets what was said of these members.
pub(super) fn delete(connection: &mut AnyConnection, members: &[String]) -> Result<(), Error> {
    let of_members = distinct_members::member_id
        .eq_any(members)
        .or(distinct_members::other_id.eq_any(members));
    diesel::delete(distinct_members::table.filter(of_members)).execute(connection)?;
    Ok(())
}
