//! What the lists of staff are ordered and searched by, made from the members, so that the database
//! finds a page by its indexes.

use std::fmt::Write as _;

use diesel::prelude::*;

use crate::{
    connection::{AnyConnection, insert_rows},
    error::Error,
};
use network::{Collation, Member, fold};

diesel::table! {
    member_lookups (member_id) {
        member_id -> Text,
        version -> BigInt,
        made_by -> Text,
        name_key -> Text,
        words -> Text,
    }
}

/// The version of the program, and with it of the rules of order.
pub(super) const MADE_BY: &str = env!("CARGO_PKG_VERSION");

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
    fn of(member: &Member, version: i64) -> Self {
        let names = member.names.iter().map(|other| other.name.as_str());
        let words: Vec<&str> = [member.name.as_str(), member.slug.as_str()]
            .into_iter()
            .chain(member.acronym.as_deref())
            .chain(member.external_id.as_deref())
            .chain(names)
            .collect();
        Self {
            member_id: member.id.to_string(),
            version,
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

/// Makes what is missing of members with these versions.
pub(super) fn insert<'m>(
    connection: &mut AnyConnection,
    members: impl Iterator<Item = (&'m Member, i64)>,
) -> Result<(), Error> {
    let rows: Vec<Row> = members
        .map(|(member, version)| Row::of(member, version))
        .collect();
    insert_rows!(connection, member_lookups::table, rows);
    Ok(())
}

pub(super) fn delete(connection: &mut AnyConnection, ids: &[String]) -> Result<(), Error> {
    diesel::delete(member_lookups::table.filter(member_lookups::member_id.eq_any(ids)))
        .execute(connection)?;
    Ok(())
}
