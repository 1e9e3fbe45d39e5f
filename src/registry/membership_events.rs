//! Membership events: who moved from which status to which.

use diesel::prelude::*;

use super::{AnyConnection, Error, connection::insert_rows, schema::membership_events};
use crate::network::{MemberId, MembershipEvent};

#[derive(Insertable)]
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
