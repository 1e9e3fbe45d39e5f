//! What the members are counted by, read without the rest of them.

use diesel::prelude::*;

use crate::{
    connection::AnyConnection,
    error::{Error, stored},
    members::{MembershipRow, members},
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

/// The traits of every member whose entry is not withdrawn.
pub fn load(connection: &mut AnyConnection) -> Result<Vec<Traits>, Error> {
    let rows: Vec<(MembershipRow, String)> = members::table
        .filter(members::withdrawn_at.is_null())
        .select((MembershipRow::as_select(), members::country))
        .load(connection)?;
    rows.into_iter()
        .map(|(membership, country)| {
            let membership = membership.read()?;
            Ok(Traits {
                kind: membership.kind,
                status: membership.status,
                country: stored("members.country", country)?,
                joined_on: membership.joined_on,
                left_on: membership.left_on,
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
