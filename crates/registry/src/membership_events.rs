//! Membership events: who moved from which status to which.

use diesel::prelude::*;

use super::{
    AnyConnection, Error,
    connection::insert_rows,
    error::{stored, stored_option},
    schema::membership_events,
};
use network::{MemberId, MembershipEvent};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = membership_events, treat_none_as_default_value = false)]
struct Row {
    id: String,
    member_id: String,
    from_status: Option<String>,
    to_status: String,
    occurred_on: String,
    reason: Option<String>,
    recorded_at: String,
    revision: i64,
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
        .map(|row| {
            Ok(MembershipEvent {
                id: stored("membership_events.id", row.id)?,
                from: stored_option("membership_events.from_status", row.from_status)?,
                to: stored("membership_events.to_status", row.to_status)?,
                occurred_on: stored("membership_events.occurred_on", row.occurred_on)?,
                reason: row.reason,
                recorded_at: stored("membership_events.recorded_at", row.recorded_at)?,
            })
        })
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
        .map(|(member, event)| Row {
            id: event.id.to_string(),
            member_id: member.to_string(),
            from_status: event.from.map(|status| status.to_string()),
            to_status: event.to.to_string(),
            occurred_on: event.occurred_on.to_string(),
            reason: event.reason,
            recorded_at: event.recorded_at.to_string(),
            revision,
        })
        .collect();
    insert_rows!(connection, membership_events::table, rows);
    Ok(())
}
