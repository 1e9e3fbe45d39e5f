//! What the lists of staff are ordered and searched by, made from the members, so that the database
//! finds a page by its indexes.

use std::fmt::Write as _;

use diesel::prelude::*;

use crate::{
    connection::{AnyConnection, insert_rows},
    error::Error,
    locations::locations,
    members::{Record, languages::member_languages, load_by_ids, members},
    service_offers::service_offers,
};
use network::{Collation, fold};

diesel::table! {
    member_lookups (member_id) {
        member_id -> Text,
        version -> BigInt,
        made_by -> Text,
        name_key -> Text,
        words -> Text,
    }
}

diesel::joinable!(member_lookups -> members (member_id));
diesel::allow_tables_to_appear_in_same_query!(
    member_lookups,
    members,
    locations,
    service_offers,
    member_languages
);

/// The version of the program, and with it of the rules of order.
const MADE_BY: &str = env!("CARGO_PKG_VERSION");

/// How many are made at a time.
const BATCH: i64 = 500;

#[derive(Insertable)]
#[diesel(table_name = member_lookups)]
struct Row {
    member_id: String,
    version: i64,
    made_by: &'static str,
    name_key: String,
    words: String,
}

impl Row {
    fn of(record: &Record) -> Self {
        let member = &record.member;
        let names = member.names.iter().map(|other| other.name.as_str());
        let words: Vec<&str> = [member.name.as_str(), member.slug.as_str()]
            .into_iter()
            .chain(member.acronym.as_deref())
            .chain(member.external_id.as_deref())
            .chain(names)
            .collect();
        Self {
            member_id: member.id.to_string(),
            version: record.version,
            made_by: MADE_BY,
            name_key: name_key(&member.name),
            words: fold(&words.join("\n")),
        }
    }
}

/// How many bytes of a key are kept: PostgreSQL's indexes take no more than 2,704 in a row.
const KEY: usize = 200;

/// The collation key of a name, in hexadecimal digits: their order is the order of the names.
pub(super) fn name_key(name: &str) -> String {
    let key = Collation::Root.sort_key(name);
    let mut digits = String::with_capacity(2 * key.len());
    for byte in key.iter().take(KEY) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

pub(super) fn insert(connection: &mut AnyConnection, records: &[Record]) -> Result<(), Error> {
    let rows: Vec<Row> = records.iter().map(Row::of).collect();
    insert_rows!(connection, member_lookups::table, rows);
    Ok(())
}

pub(super) fn delete(connection: &mut AnyConnection, ids: &[String]) -> Result<(), Error> {
    diesel::delete(member_lookups::table.filter(member_lookups::member_id.eq_any(ids)))
        .execute(connection)?;
    Ok(())
}

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
            insert(connection, &records)
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
