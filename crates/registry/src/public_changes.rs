//! The history of what the public saw, written with every public change.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::{
    columns::row,
    connection::{AnyConnection, insert_rows},
    error::{Error, stored},
    members::Published,
    public_digest::PublicDigest,
    schema::public_changes,
};
use network::{HISTORY, MemberId, PublicChangeKind, Timestamp};

/// One thing that moved in the eyes of the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicMove {
    /// The member; nothing for the network itself, its profile or its taxonomy.
    pub member: Option<MemberId>,
    /// What became of it.
    pub kind: PublicChangeKind,
    /// What the public saw of the member, in short.
    pub before: Option<String>,
    /// What it sees of it now.
    pub after: Option<String>,
}

impl PublicMove {
    /// How a member moved; nothing when the public sees no difference.
    pub(super) fn of(
        member: MemberId,
        before: Option<PublicDigest>,
        after: Option<PublicDigest>,
    ) -> Option<Self> {
        let kind = match (&before, &after) {
            (None, None) => return None,
            (None, Some(_)) => PublicChangeKind::Published,
            (Some(_), None) => PublicChangeKind::Withdrawn,
            (Some(before), Some(after)) if before.digest == after.digest => return None,
            (Some(_), Some(_)) => PublicChangeKind::Changed,
        };
        Some(Self {
            member: Some(member),
            kind,
            before: before.map(|digest_of| digest_of.summary),
            after: after.map(|digest_of| digest_of.summary),
        })
    }

    /// Everything about a member was erased, the history of it too.
    pub(super) const fn forgotten(member: MemberId) -> Self {
        Self {
            member: Some(member),
            kind: PublicChangeKind::Withdrawn,
            before: None,
            after: None,
        }
    }

    /// The network's profile or taxonomy moved.
    pub(super) const NETWORK: Self = Self {
        member: None,
        kind: PublicChangeKind::Changed,
        before: None,
        after: None,
    };
}

/// A move as it stands in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicChange {
    /// The public revision that it was part of.
    pub revision: i64,
    /// Its place within that revision, from 0.
    pub position: i32,
    /// When that was.
    pub at: Timestamp,
    /// What moved.
    pub moved: PublicMove,
}

row! {
    struct Row in public_changes of PublicMove {
        member = member_id: Option<MemberId>,
        kind: PublicChangeKind,
        before: Option<String>,
        after: Option<String>,
    }
    with {
        public_revision: i64,
        position: i32,
        recorded_at: Timestamp,
    }
}

impl TryFrom<Row> for PublicChange {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            revision: row.public_revision,
            position: row.position,
            at: stored("public_changes.recorded_at", &row.recorded_at)?,
            moved: row.read()?,
        })
    }
}

/// The lines of the history in their order: those after the public revision `since`, or all that [`HISTORY`] keeps
/// when `last` is the time of the last public change.
pub(super) fn load(
    connection: &mut AnyConnection,
    since: Option<i64>,
    last: Timestamp,
) -> Result<Vec<PublicChange>, Error> {
    let oldest = last.earlier(HISTORY.age).to_string();
    let mut rows: Vec<Row> = public_changes::table
        .filter(public_changes::public_revision.gt(since.unwrap_or(0)))
        .filter(public_changes::recorded_at.ge(oldest))
        .order((
            public_changes::public_revision.desc(),
            public_changes::position.desc(),
        ))
        .limit(HISTORY.lines.into())
        .select(Row::as_select())
        .load(connection)?;
    rows.reverse();
    rows.into_iter().map(PublicChange::try_from).collect()
}

/// Writes how the public saw one change.
pub(super) fn insert(
    connection: &mut AnyConnection,
    published: Published,
    moves: &[PublicMove],
) -> Result<(), Error> {
    let rows: Vec<Row> = moves
        .iter()
        .zip(0..)
        .map(|(moved, position)| Row::of(moved, published.revision, position, published.at))
        .collect();
    insert_rows!(connection, public_changes::table, rows);
    Ok(())
}

/// Writes one line of the history at its place.
pub(super) fn insert_at(
    connection: &mut AnyConnection,
    published: Published,
    position: i32,
    moved: &PublicMove,
) -> Result<(), Error> {
    let row = Row::of(moved, published.revision, position, published.at);
    insert_rows!(connection, public_changes::table, [row]);
    Ok(())
}

/// Lets go of all of the history.
pub(super) fn delete_all(connection: &mut AnyConnection) -> Result<(), Error> {
    diesel::delete(public_changes::table).execute(connection)?;
    Ok(())
}

/// Forgets how a member was seen; that it was seen, and when, stays.
pub(super) fn forget(connection: &mut AnyConnection, member: MemberId) -> Result<(), Error> {
    let none: Option<String> = None;
    diesel::update(public_changes::table.filter(public_changes::member_id.eq(member.to_string())))
        .set((
            public_changes::before.eq(&none),
            public_changes::after.eq(&none),
        ))
        .execute(connection)?;
    Ok(())
}

/// What the public last saw of a member before it was taken from its sight, in short, as JSON.
pub(super) fn last_seen(
    connection: &mut AnyConnection,
    member: MemberId,
) -> Result<Option<String>, Error> {
    let seen: Option<Option<String>> = public_changes::table
        .filter(public_changes::member_id.eq(member.to_string()))
        .filter(public_changes::kind.eq(PublicChangeKind::Withdrawn.as_str()))
        .order((
            public_changes::public_revision.desc(),
            public_changes::position.desc(),
        ))
        .select(public_changes::before)
        .first(connection)
        .optional()?;
    Ok(seen.flatten())
}

/// When the public lost sight of each of these members, the last time.
pub(super) fn withdrawals(
    connection: &mut AnyConnection,
    members: &[String],
) -> Result<HashMap<String, Published>, Error> {
    let mut withdrawn = HashMap::new();
    for members in members.chunks(500) {
        let rows: Vec<(Option<String>, i64, String)> = public_changes::table
            .filter(public_changes::member_id.eq_any(members))
            .filter(public_changes::kind.eq(PublicChangeKind::Withdrawn.as_str()))
            .order((public_changes::public_revision, public_changes::position))
            .select((
                public_changes::member_id,
                public_changes::public_revision,
                public_changes::recorded_at,
            ))
            .load(connection)?;
        for (member, revision, at) in rows {
            let at = stored("public_changes.recorded_at", at)?;
            // The last one wins.
            withdrawn.extend(member.map(|member| (member, Published { revision, at })));
        }
    }
    Ok(withdrawn)
}
