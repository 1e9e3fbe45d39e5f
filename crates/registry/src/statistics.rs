//! What the members are counted by, read without the rest of them.

use diesel::prelude::*;

use super::{
    AnyConnection, Error,
    error::{stored, stored_option},
    schema::members,
};
use network::{Country, Date, MembershipStatus, MembershipType};

/// What of a member is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits {
    /// The kind of member.
    pub kind: MembershipType,
    /// Where it stands.
    pub status: MembershipStatus,
    /// The country that it works in.
    pub country: Country,
    /// When it joined.
    pub joined_on: Option<Date>,
    /// When it left.
    pub left_on: Option<Date>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = members)]
struct Row {
    membership_type: String,
    membership_status: String,
    country: String,
    joined_on: Option<String>,
    left_on: Option<String>,
}

/// The traits of every member whose entry is not withdrawn.
pub fn load(connection: &mut AnyConnection) -> Result<Vec<Traits>, Error> {
    let rows: Vec<Row> = members::table
        .filter(members::withdrawn_at.is_null())
        .select(Row::as_select())
        .load(connection)?;
    rows.into_iter()
        .map(|row| {
            Ok(Traits {
                kind: stored("members.membership_type", row.membership_type)?,
                status: stored("members.membership_status", row.membership_status)?,
                country: stored("members.country", row.country)?,
                joined_on: stored_option("members.joined_on", row.joined_on)?,
                left_on: stored_option("members.left_on", row.left_on)?,
            })
        })
        .collect()
}

/// How many entries are withdrawn; one that was merged into another one is.
pub fn count_withdrawn(connection: &mut AnyConnection) -> Result<i64, Error> {
    Ok(members::table
        .filter(members::withdrawn_at.is_not_null())
        .count()
        .get_result(connection)?)
}
