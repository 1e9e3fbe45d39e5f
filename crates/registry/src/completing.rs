//! Completes at a start what lists are ordered and searched by.

use diesel::prelude::*;

use crate::{
    connection::AnyConnection,
    error::Error,
    lookups::{MADE_BY, delete, insert, member_lookups},
    members::{load_by_ids, members},
};

diesel::joinable!(member_lookups -> members (member_id));
diesel::allow_tables_to_appear_in_same_query!(member_lookups, members);

/// How many are made at a time.
const BATCH: i64 = 500;

/// Makes what is missing, or was made by another version of the program or of the member.
pub(super) fn complete(connection: &mut AnyConnection) -> Result<(), Error> {
    let mut after = String::new();
    loop {
        let ids = outdated(connection, &after)?;
        let Some(last) = ids.last() else {
            return Ok(());
        };
        connection.transaction(|connection| {
            if let AnyConnection::Postgres(connection) = connection {
                // Another node may start at the same time.
                diesel::sql_query("SELECT pg_advisory_xact_lock(7302)").execute(connection)?;
            }
            delete(connection, &ids)?;
            let records = load_by_ids(connection, &ids)?;
            let members = records
                .iter()
                .map(|record| (&record.member, record.version));
            insert(connection, members)
        })?;
        after.clone_from(last);
    }
}

/// The next members without what would be made of them today.
fn outdated(connection: &mut AnyConnection, after: &str) -> Result<Vec<String>, Error> {
    let other_program = member_lookups::made_by.nullable().ne(MADE_BY);
    let other_member = member_lookups::version
        .nullable()
        .ne(members::version.nullable());
    let missing = member_lookups::member_id.nullable().is_null();
    Ok(members::table
        .left_join(member_lookups::table)
        .filter(members::id.gt(after))
        .filter(missing.or(other_program.or(other_member).assume_not_null()))
        .order(members::id)
        .select(members::id)
        .limit(BATCH)
        .load(connection)?)
}
