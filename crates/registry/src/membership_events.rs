//! Membership events: who moved from which status to which.

use diesel::prelude::*;

use crate::{
    columns::row,
    connection::{AnyConnection, insert_rows},
    error::Error,
    schema::membership_events,
};
use network::{Date, EventId, MemberId, MembershipEvent, MembershipStatus, Timestamp};

row! {
    struct Row in membership_events of MembershipEvent {
        id: EventId,
        from = from_status: Option<MembershipStatus>,
        to = to_status: MembershipStatus,
        occurred_on: Date,
        reason: Option<String>,
        recorded_at: Timestamp,
    }
    with {
        member_id: MemberId,
        revision: i64,
    }
}

/// The events of a member, in the order in which they were written.
pub fn load(
    connection: &mut AnyConnection,
    member: MemberId,
) -> Result<Vec<MembershipEvent>, Error> {
    membership_events::table
        .filter(membership_events::member_id.eq(member.to_string()))
        .order((membership_events::revision, membership_events::id))
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(Row::read)
        .collect()
}

/// Writes events of the change numbered `revision`.
pub fn insert(
    connection: &mut AnyConnection,
    revision: i64,
    events: Vec<(MemberId, MembershipEvent)>,
) -> Result<(), Error> {
    let rows: Vec<Row> = events
        .into_iter()
        .map(|(member, event)| Row::of(&event, member, revision))
        .collect();
    insert_rows!(connection, membership_events::table, rows);
    Ok(())
}
