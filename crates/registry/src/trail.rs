//! Reading the audit trail, and erasing personal data from it.

use diesel::prelude::*;
use serde_json::Value;

use super::{
    AnyConnection, Error,
    audit::{Action, Actor, Row, Subject},
    proposals,
    schema::audit_entries,
};

pub use super::audit::TrailLine;
use network::{KeyId, MemberId, Timestamp, earlier};

/// Which lines are wanted; what is empty narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct TrailFilter {
    /// About one of these members.
    pub members: Vec<MemberId>,
    /// By this actor.
    pub actor: Option<Actor>,
    /// With one of these keys, if any are named.
    pub keys: Option<Vec<KeyId>>,
    /// With one of these actions.
    pub actions: Vec<Action>,
    /// About one of these kinds of records.
    pub subjects: Vec<Subject>,
    /// Of this change; what was only read since is no part of it.
    pub revision: Option<i64>,
    /// Made at this time or later.
    pub since: Option<Timestamp>,
    /// Made before this time.
    pub until: Option<Timestamp>,
    /// After this place in the order that is asked for: revision and position.
    pub after: Option<(i64, i32)>,
    /// Without how records stand that a change made, for whoever takes it back: nothing is left of
    /// them to compare.
    pub without_new: bool,
    /// The latest first.
    pub latest_first: bool,
    /// So many at most; all of them when nothing is given.
    pub limit: Option<i64>,
}

/// The lines that are wanted, in order.
pub fn read(connection: &mut AnyConnection, wanted: &TrailFilter) -> Result<Vec<TrailLine>, Error> {
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
    if let Some(keys) = &wanted.keys {
        let ids: Vec<_> = keys.iter().map(ToString::to_string).collect();
        query = query.filter(audit_entries::key_id.eq_any(ids));
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
        query = query
            .filter(audit_entries::revision.eq(revision))
            .filter(audit_entries::action.ne(Action::Read.as_str()));
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
    let rows = rows.into_iter().map(|mut row| {
        row.after = row
            .after
            .filter(|_| row.before.is_some() || !wanted.without_new);
        line(connection, row)
    });
    rows.collect()
}

/// A line in today's form, whatever version wrote it.
fn line(connection: &mut AnyConnection, row: Row) -> Result<TrailLine, Error> {
    let mut line = row.read()?;
    for state in [&mut line.before, &mut line.after].into_iter().flatten() {
        match line.subject {
            Subject::Member => earlier::whole_member(state),
            Subject::Proposal => proposals::in_todays_form(connection, state)?,
            _ => {}
        }
    }
    Ok(line)
}

/// The first line about a record after a revision.
pub fn first_after(
    connection: &mut AnyConnection,
    subject: Subject,
    subject_id: &str,
    revision: i64,
) -> Result<Option<TrailLine>, Error> {
    audit_entries::table
        .filter(audit_entries::subject.eq(subject.as_str()))
        .filter(audit_entries::subject_id.eq(subject_id))
        .filter(audit_entries::revision.gt(revision))
        .order((audit_entries::revision, audit_entries::position))
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(|row| line(connection, row))
        .transpose()
}

/// The last line about a record up to a revision.
pub fn last_until(
    connection: &mut AnyConnection,
    subject: Subject,
    subject_id: &str,
    revision: i64,
) -> Result<Option<TrailLine>, Error> {
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
        .map(|row| line(connection, row))
        .transpose()
}

/// Whether personal data were erased after a revision: from the past too, so that whoever read it
/// before reads it again.
pub(super) fn erased_after(connection: &mut AnyConnection, revision: i64) -> Result<bool, Error> {
    let erased: i64 = audit_entries::table
        .filter(audit_entries::revision.gt(revision))
        .filter(audit_entries::action.eq(Action::Erase.as_str()))
        .count()
        .get_result(connection)?;
    Ok(erased > 0)
}

/// Rewrites every line about a member: `erase` changes a record of it as it stood, or what belongs
/// to an action, and says whether it did. Lines that were changed bear the time.
pub fn erase(
    connection: &mut AnyConnection,
    member: MemberId,
    at: Timestamp,
    mut erase: impl FnMut(Subject, &mut Value) -> bool,
) -> Result<usize, Error> {
    let wanted = TrailFilter {
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
