//! The audit trail: what was changed, by whom, and how it stood before and after.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    columns::{Column as _, row},
    connection::{AnyConnection, insert_rows},
    error::{Error, stored, stored_option},
    schema::audit_entries,
};
use network::{KeyId, Member, MemberId, Slug, Timestamp, codes::codes, earlier};

/// Who makes a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Whoever may run the program on its machine, or the program itself.
    CommandLine,
    /// The holder of an API key.
    Key(KeyId),
}

codes! {
    /// What kind of record a change is about.
    Subject ("kind of record") {
        /// The network's profile.
        Network = "network",
        /// A kind of service.
        ServiceType = "service_type",
        /// A member with everything it has.
        Member = "member",
        /// What a member proposed for its entry.
        Proposal = "proposal",
        /// Somebody of the secretariat.
        Staff = "staff",
        /// An API key.
        ApiKey = "api_key",
        /// A webhook.
        Webhook = "webhook",
        /// A mapping that is remembered.
        Mapping = "mapping",
        /// The books as a whole.
        Registry = "registry",
    }
}

codes! {
    /// What was done.
    Action ("action") {
        /// A record was made.
        Create = "create",
        /// A record was changed.
        Update = "update",
        /// A member's entry was withdrawn.
        Withdraw = "withdraw",
        /// A withdrawn entry was restored.
        Restore = "restore",
        /// A record was removed for good.
        Purge = "purge",
        /// A member or a place was hidden at once.
        Hide = "hide",
        /// A membership moved.
        Move = "move",
        /// An entry was confirmed to be true.
        Verify = "verify",
        /// Two records became one.
        Merge = "merge",
        /// Somebody said of two members whether they are one.
        TellApart = "tell_apart",
        /// An earlier change was taken back.
        Revert = "revert",
        /// A person's data were erased everywhere.
        Erase = "erase",
        /// A member proposed something.
        Propose = "propose",
        /// A proposal was accepted, wholly or in part.
        Accept = "accept",
        /// A proposal was refused.
        Refuse = "refuse",
        /// A member took its proposal back.
        TakeBack = "take_back",
        /// A key was revoked.
        Revoke = "revoke",
        /// The secret of a webhook was changed for another one.
        Rotate = "rotate",
        /// A webhook was paused, or was gone.
        Pause = "pause",
        /// A webhook was set going again.
        Resume = "resume",
        /// A test was sent to a webhook.
        Test = "test",
        /// Messages to a webhook were asked for again.
        Replay = "replay",
        /// The whole of something was read.
        Read = "read",
    }
}

/// One line of the trail, before it gets its number.
#[derive(Debug)]
pub struct Entry {
    /// What was done.
    pub action: Action,
    /// What kind of record it was done to.
    pub subject: Subject,
    /// Which record.
    pub subject_id: String,
    /// The member that it is about, whatever the subject.
    pub member_id: Option<MemberId>,
    /// What belongs to the action.
    pub details: Option<Value>,
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
                (None, _) => Action::Create,
                (Some(_), Some(_)) => Action::Update,
                (Some(_), None) => Action::Purge,
            },
            subject,
            subject_id: subject_id.to_string(),
            member_id: None,
            details: None,
            before: json(before)?,
            after: json(after)?,
        })
    }

    /// A line about the books as a whole; `what` names the part of them that it is about.
    pub fn of_registry(action: Action, what: &str) -> Self {
        Self {
            action,
            subject: Subject::Registry,
            subject_id: what.to_owned(),
            member_id: None,
            details: None,
            before: None,
            after: None,
        }
    }

    /// The same line with another action.
    pub fn with_action(self, action: Action) -> Self {
        Self { action, ..self }
    }

    /// The same line about a member.
    pub fn about(self, member: Option<MemberId>) -> Self {
        Self {
            member_id: member,
            ..self
        }
    }

    /// The same line with what belongs to its action.
    pub fn with_details(self, details: Option<Value>) -> Self {
        Self { details, ..self }
    }
}

/// One line of the trail, as it stands there.
#[derive(Debug, Clone, PartialEq)]
pub struct TrailLine {
    /// The change that it belongs to.
    pub revision: i64,
    /// Its place within the change.
    pub position: i32,
    /// When the change was made.
    pub recorded_at: Timestamp,
    /// Who made it.
    pub actor: Actor,
    /// What was done.
    pub action: Action,
    /// What kind of record it was done to.
    pub subject: Subject,
    /// Which record.
    pub subject_id: String,
    /// The member that it is about.
    pub member_id: Option<MemberId>,
    /// What belongs to the action.
    pub details: Option<Value>,
    /// The record before; nothing when it was made.
    pub before: Option<Value>,
    /// The record after; nothing when it was removed.
    pub after: Option<Value>,
    /// When personal data were erased from the line.
    pub erased_at: Option<Timestamp>,
    /// When the line let go of how the record stood: `before` and `after` say nothing since.
    pub emptied_at: Option<Timestamp>,
}

row! {
    pub(super) struct Row in audit_entries of TrailLine {
        revision: i64,
        position: i32,
        recorded_at: Timestamp,
        actor = key_id: Actor,
        action: Action,
        subject: Subject,
        subject_id: String,
        member_id: Option<MemberId>,
        details: Option<Value>,
        before: Option<Value>,
        after: Option<Value>,
        erased_at: Option<Timestamp>,
        emptied_at: Option<Timestamp>,
    }
}

/// A member as it stood once. Its JSON in the trail is read no further than it is asked for.
#[derive(Debug)]
pub struct PastMember {
    /// Its slug, and those that it had before, as far as the trail still has them.
    pub slugs: Vec<Slug>,
    /// The member that it was merged into.
    pub merged_into: Option<MemberId>,
    json: String,
}

impl PastMember {
    fn of(json: String) -> Result<Self, Error> {
        /// What no version of the program wrote otherwise.
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Addresses {
            slug: Value,
            former_slugs: Value,
            merged_into: Value,
        }
        let told: Addresses = serde_json::from_str(&json)?;
        let former = told.former_slugs.as_array().into_iter().flatten();
        let slugs = std::iter::once(&told.slug).chain(former);
        Ok(Self {
            slugs: slugs
                .filter_map(|slug| slug.as_str()?.parse().ok())
                .collect(),
            merged_into: told.merged_into.as_str().and_then(|id| id.parse().ok()),
            json,
        })
    }

    /// The whole of it, in today's form.
    pub fn member(&self) -> Result<Member, Error> {
        let mut member = serde_json::from_str(&self.json)?;
        earlier::whole_member(&mut member);
        Ok(serde_json::from_value(member)?)
    }
}

/// How members stood when a change at these times was made: before it, and after it.
pub fn states(
    connection: &mut AnyConnection,
    changes: &[(MemberId, Timestamp)],
) -> Result<Vec<(MemberId, Timestamp, [PastMember; 2])>, Error> {
    let mut states = Vec::new();
    for changes in changes.chunks(500) {
        let ids = changes.iter().map(|(id, _)| id.to_string());
        let times = changes.iter().map(|(_, at)| at.to_string());
        let rows: Vec<(String, String, Option<String>, Option<String>)> = audit_entries::table
            .filter(audit_entries::subject.eq(Subject::Member.to_string()))
            .filter(audit_entries::subject_id.eq_any(ids.collect::<Vec<_>>()))
            .filter(audit_entries::recorded_at.eq_any(times.collect::<Vec<_>>()))
            .select((
                audit_entries::subject_id,
                audit_entries::recorded_at,
                audit_entries::before,
                audit_entries::after,
            ))
            .load(connection)?;
        for (id, at, before, after) in rows {
            let (Some(before), Some(after)) = (before, after) else {
                continue;
            };
            states.push((
                stored("audit_entries.subject_id", id)?,
                stored("audit_entries.recorded_at", at)?,
                [PastMember::of(before)?, PastMember::of(after)?],
            ));
        }
    }
    Ok(states)
}

/// When a change was made; nothing when the trail does not have it.
pub fn time_of(connection: &mut AnyConnection, revision: i64) -> Result<Option<Timestamp>, Error> {
    let at: Option<String> = audit_entries::table
        .filter(audit_entries::revision.eq(revision))
        .order(audit_entries::position)
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
            actor: actor.store(),
            action: entry.action.to_string(),
            subject: entry.subject.to_string(),
            subject_id: entry.subject_id,
            member_id: entry.member_id.map(|id| id.to_string()),
            details: entry.details.map(|details| details.to_string()),
            before: entry.before,
            after: entry.after,
            erased_at: None,
            emptied_at: None,
        })
        .collect();
    insert_rows!(connection, audit_entries::table, rows);
    Ok(())
}
