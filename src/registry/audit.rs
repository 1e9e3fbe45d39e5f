//! The audit trail: what was changed, by whom, and how it stood before and after.

use diesel::prelude::*;
use serde::Serialize;

use super::{
    AnyConnection, Error, connection::insert_rows, error::stored_option, schema::audit_entries,
};
use crate::network::{KeyId, Timestamp};

/// Who makes a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Whoever may run the program on its machine.
    CommandLine,
    /// The holder of an API key.
    Key(KeyId),
}

/// What kind of record a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The network's profile.
    Network,
    /// A kind of service.
    ServiceType,
    /// A member with everything it has.
    Member,
    /// A key of the registry API.
    ApiKey,
}

impl Subject {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::ServiceType => "service_type",
            Self::Member => "member",
            Self::ApiKey => "api_key",
        }
    }
}

/// One line of the trail, before it gets its number.
#[derive(Debug)]
pub struct Entry {
    action: &'static str,
    subject: Subject,
    subject_id: String,
    before: Option<String>,
    after: Option<String>,
}

impl Entry {
    /// A line that says that `before` became `after`; the action is named by what happened.
    pub fn new<T: Serialize>(
        subject: Subject,
        subject_id: impl ToString,
        before: Option<&T>,
        after: Option<&T>,
    ) -> Result<Self, Error> {
        let json = |record: Option<&T>| record.map(serde_json::to_string).transpose();
        Ok(Self {
            action: match (before, after) {
                (None, _) => "create",
                (Some(_), Some(_)) => "update",
                (Some(_), None) => "purge",
            },
            subject,
            subject_id: subject_id.to_string(),
            before: json(before)?,
            after: json(after)?,
        })
    }
}

#[derive(Insertable)]
#[diesel(table_name = audit_entries, treat_none_as_default_value = false)]
struct Row {
    revision: i64,
    position: i32,
    recorded_at: String,
    key_id: Option<String>,
    action: String,
    subject: String,
    subject_id: String,
    before: Option<String>,
    after: Option<String>,
}

/// When a change was made; nothing when the trail does not have it.
pub fn time_of(connection: &mut AnyConnection, revision: i64) -> Result<Option<Timestamp>, Error> {
    let at: Option<String> = audit_entries::table
        .filter(audit_entries::revision.eq(revision))
        .select(audit_entries::recorded_at)
        .first(connection)
        .optional()?;
    stored_option("audit_entries.recorded_at", at)
}

/// Writes the lines of one change, the first one at `position`.
pub fn insert(
    connection: &mut AnyConnection,
    revision: i64,
    position: i32,
    at: Timestamp,
    actor: Actor,
    entries: Vec<Entry>,
) -> Result<(), Error> {
    let rows: Vec<Row> = entries
        .into_iter()
        .zip(position..)
        .map(|(entry, position)| Row {
            revision,
            position,
            recorded_at: at.to_string(),
            key_id: match actor {
                Actor::CommandLine => None,
                Actor::Key(id) => Some(id.to_string()),
            },
            action: entry.action.to_owned(),
            subject: entry.subject.as_str().to_owned(),
            subject_id: entry.subject_id,
            before: entry.before,
            after: entry.after,
        })
        .collect();
    insert_rows!(connection, audit_entries::table, rows);
    Ok(())
}
