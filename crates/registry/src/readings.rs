//! The lines that are left in the trail when something is read as a whole.

use std::time::Duration;

use diesel::prelude::*;

use crate::{
    Registry,
    audit::{Action, Actor, Entry, insert},
    connection::AnyConnection,
    error::Error,
    profile,
    schema::audit_entries,
};
use network::{ContactId, MemberId, Timestamp};

/// For so long another page of the trail belongs to a reading that has its line.
const ONE_READING: Duration = Duration::from_secs(60 * 60);

/// Whether somebody began to read the trail not long ago.
fn is_noted(connection: &mut AnyConnection, actor: Actor) -> Result<bool, Error> {
    let since = Timestamp::now().earlier(ONE_READING).to_string();
    let mut query = audit_entries::table
        .filter(audit_entries::recorded_at.ge(since))
        .filter(audit_entries::action.eq(Action::Read.as_str()))
        .filter(audit_entries::subject_id.eq("audit"))
        .into_boxed();
    query = match actor {
        Actor::Key(id) => query.filter(audit_entries::key_id.eq(id.to_string())),
        Actor::CommandLine => query.filter(audit_entries::key_id.is_null()),
    };
    Ok(query.count().get_result::<i64>(connection)? > 0)
}

/// What of the books is read as a whole.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// All of them, as a file of this format.
    Export(&'static str),
    /// The audit trail.
    Trail {
        /// Whether it is another page of a reading that has begun, or about single members: that has its
        /// line if there was one not long ago.
        goes_on: bool,
    },
    /// What is kept about a person: a contact of a member, or somebody who was asked for by name.
    PersonalData(Option<(MemberId, ContactId)>),
}

impl Reading {
    /// The line that is left of it. It names nobody.
    fn entry(&self) -> Entry {
        let line = |what| Entry::of_registry(Action::Read, what);
        match self {
            Self::Export(format) => {
                line("export").with_details(Some(serde_json::json!({ "format": format })))
            }
            Self::Trail { .. } => line("audit"),
            Self::PersonalData(None) => line("personal_data"),
            Self::PersonalData(Some((member, contact))) => line("personal_data")
                .about(Some(*member))
                .with_details(Some(serde_json::json!({ "contact": contact }))),
        }
    }
}

impl Registry {
    /// Leaves a line in the trail that something was read as a whole. It is no change: it stands
    /// behind the last one, counts no revision, and nobody who follows the books wakes up by it.
    pub fn note_reading(&self, actor: Actor, reading: &Reading) -> Result<(), Error> {
        if *reading == (Reading::Trail { goes_on: true })
            && self.read(|connection| is_noted(connection, actor))?
        {
            return Ok(());
        }
        self.keep(|connection| {
            // The place behind the last line is free then.
            let revision = profile::lock(connection)?;
            let last: Option<i32> = audit_entries::table
                .filter(audit_entries::revision.eq(revision))
                .select(diesel::dsl::max(audit_entries::position))
                .first(connection)?;
            let position = last.map_or(0, |last| last + 1);
            let at = Timestamp::now();
            insert(
                connection,
                revision,
                position,
                at,
                actor,
                vec![reading.entry()],
            )
        })
    }
}
