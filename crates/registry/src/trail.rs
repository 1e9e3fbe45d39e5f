//! Reading the audit trail, and erasing personal data from it.

use diesel::prelude::*;
use serde_json::Value;

use super::{
    AnyConnection, Error,
    audit::{Action, Actor, Subject},
    error::{stored, stored_option},
    schema::audit_entries,
};
use network::{MemberId, Timestamp};

/// One line of the trail.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
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
}

/// Which lines are wanted; what is empty narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// About one of these members.
    pub members: Vec<MemberId>,
    /// By this actor.
    pub actor: Option<Actor>,
    /// With one of these actions.
    pub actions: Vec<Action>,
    /// About one of these kinds of records.
    pub subjects: Vec<Subject>,
    /// Of this change.
    pub revision: Option<i64>,
    /// Made at this time or later.
    pub since: Option<Timestamp>,
    /// Made before this time.
    pub until: Option<Timestamp>,
    /// After this place in the order that is asked for: revision and position.
    pub after: Option<(i64, i32)>,
    /// The latest first.
    pub latest_first: bool,
    /// So many at most; all of them when nothing is given.
    pub limit: Option<i64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
struct Row {
    revision: i64,
    position: i32,
    recorded_at: String,
    key_id: Option<String>,
    action: String,
    subject: String,
    subject_id: String,
    member_id: Option<String>,
    details: Option<String>,
    before: Option<String>,
    after: Option<String>,
    erased_at: Option<String>,
}

/// The lines that are wanted, in order.
pub fn read(connection: &mut AnyConnection, wanted: &Wanted) -> Result<Vec<Line>, Error> {
    let mut query = audit_entries::table.into_boxed();
    if !wanted.members.is_empty() {
        let ids: Vec<_> = wanted.members.iter().map(ToString::to_string).collect();
        query = query.filter(audit_entries::member_id.eq_any(ids));
    }
    match wanted.actor {
        Some(Actor::Key(id)) => query = query.filter(audit_entries::key_id.eq(id.to_string())),
        Some(Actor::CommandLine) => query = query.filter(audit_entries::key_id.is_null()),
        None => {}
    }
    if !wanted.actions.is_empty() {
        let actions: Vec<_> = wanted
            .actions
            .iter()
            .map(|action| action.as_str())
            .collect();
        query = query.filter(audit_entries::action.eq_any(actions));
    }
    if !wanted.subjects.is_empty() {
        let subjects: Vec<_> = wanted.subjects.iter().map(|one| one.as_str()).collect();
        query = query.filter(audit_entries::subject.eq_any(subjects));
    }
    if let Some(revision) = wanted.revision {
        query = query.filter(audit_entries::revision.eq(revision));
    }
    if let Some(since) = wanted.since {
        query = query.filter(audit_entries::recorded_at.ge(since.to_string()));
    }
    if let Some(until) = wanted.until {
        query = query.filter(audit_entries::recorded_at.lt(until.to_string()));
    }
    if let Some((revision, position)) = wanted.after {
        let same = audit_entries::revision.eq(revision);
        query = if wanted.latest_first {
            let within = same.and(audit_entries::position.lt(position));
            query.filter(audit_entries::revision.lt(revision).or(within))
        } else {
            let within = same.and(audit_entries::position.gt(position));
            query.filter(audit_entries::revision.gt(revision).or(within))
        };
    }
    if let Some(limit) = wanted.limit {
        query = query.limit(limit);
    }
    let rows = if wanted.latest_first {
        query
            .order((
                audit_entries::revision.desc(),
                audit_entries::position.desc(),
            ))
            .select(Row::as_select())
            .load(connection)?
    } else {
        query
            .order((audit_entries::revision.asc(), audit_entries::position.asc()))
            .select(Row::as_select())
            .load(connection)?
    };
    rows.into_iter().map(line).collect()
}

/// The last line about a record up to a revision.
pub fn last_until(
    connection: &mut AnyConnection,
    subject: Subject,
    subject_id: &str,
    revision: i64,
) -> Result<Option<Line>, Error> {
    audit_entries::table
        .filter(audit_entries::subject.eq(subject.as_str()))
        .filter(audit_entries::subject_id.eq(subject_id))
        .filter(audit_entries::revision.le(revision))
        .order((
            audit_entries::revision.desc(),
            audit_entries::position.desc(),
        ))
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(line)
        .transpose()
}

/// Rewrites every line about a member: `erase` changes a record of it as it stood, or what belongs
/// to an action, and says whether it did. Lines that were changed bear the time.
pub fn erase(
    connection: &mut AnyConnection,
    member: MemberId,
    at: Timestamp,
    mut erase: impl FnMut(Subject, &mut Value) -> bool,
) -> Result<usize, Error> {
    let wanted = Wanted {
        members: vec![member],
        ..Default::default()
    };
    let mut rewritten = 0;
    for mut line in read(connection, &wanted)? {
        let mut changed = false;
        let records = [&mut line.before, &mut line.after, &mut line.details];
        for record in records.into_iter().flatten() {
            changed |= erase(line.subject, record);
        }
        if !changed {
            continue;
        }
        rewritten += 1;
        let text = |record: Option<Value>| record.map(|record| record.to_string());
        diesel::update(audit_entries::table.find((line.revision, line.position)))
            .set((
                audit_entries::before.eq(text(line.before)),
                audit_entries::after.eq(text(line.after)),
                audit_entries::details.eq(text(line.details)),
                audit_entries::erased_at.eq(Some(at.to_string())),
            ))
            .execute(connection)?;
    }
    Ok(rewritten)
}

fn line(row: Row) -> Result<Line, Error> {
    let json = |text: Option<String>| -> Result<Option<Value>, Error> {
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    };
    Ok(Line {
        revision: row.revision,
        position: row.position,
        recorded_at: stored("audit_entries.recorded_at", row.recorded_at)?,
        actor: match stored_option("audit_entries.key_id", row.key_id)? {
            None => Actor::CommandLine,
            Some(id) => Actor::Key(id),
        },
        action: stored("audit_entries.action", row.action)?,
        subject: stored("audit_entries.subject", row.subject)?,
        subject_id: row.subject_id,
        member_id: stored_option("audit_entries.member_id", row.member_id)?,
        details: json(row.details)?,
        before: json(row.before)?,
        after: json(row.after)?,
        erased_at: stored_option("audit_entries.erased_at", row.erased_at)?,
    })
}
