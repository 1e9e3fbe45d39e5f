//! By what members are recognised, read without the rest of them, and the index of duplicates.

use std::{
    collections::HashSet,
    iter,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use diesel::prelude::*;

use crate::{
    columns::Column,
    connection::AnyConnection,
    error::{Error, stored, stored_option},
    lists::by_owner,
    members::{self as all_members, member_names, members},
    profile,
};
use network::{DuplicateIndex, Epoch, Features, MemberId, Slug};

/// How many members are read at a time: all at once would take the memory several times.
const PIECE: i64 = 2_000;
/// The names of so many members are asked for in one statement.
const MANY: usize = 500;

/// The index of duplicates, kept from question to question: a question costs what changed since the
/// one before.
#[derive(Clone, Default)]
pub struct Likeness(Arc<Kept>);

#[derive(Default)]
struct Kept {
    known: Mutex<Option<Known>>,
    /// Held by whoever fills it, which takes a while.
    filling: Mutex<()>,
}

/// The members as they were at a revision.
pub(super) struct Known {
    epoch: Epoch,
    revision: i64,
    /// Those that live on in others.
    merged: HashSet<MemberId>,
    index: DuplicateIndex,
}

impl Likeness {
    /// Asks the index of the members as they stand. Within a change it must come before what that
    /// writes, which may yet be taken back, and is best filled before: others wait for a change.
    pub fn ask<T>(
        &self,
        connection: &mut AnyConnection,
        ask: impl FnOnce(&mut DuplicateIndex) -> T,
    ) -> Result<T, Error> {
        self.fill(|| Known::load(connection))?;
        let epoch = profile::moment(connection)?.epoch;
        let mut kept = held(&self.0.known);
        let followed = match kept.take().filter(|known| known.epoch == epoch) {
            Some(known) => known.follow(connection)?,
            None => None,
        };
        let mut known = match followed {
            Some(known) => known,
            None => Known::load(connection)?,
        };
        let answer = ask(&mut known.index);
        *kept = Some(known);
        Ok(answer)
    }

    /// Fills the index where it is empty; others who want that meanwhile wait.
    pub(super) fn fill(&self, load: impl FnOnce() -> Result<Known, Error>) -> Result<(), Error> {
        if self.is_filled() {
            return Ok(());
        }
        let _alone = held(&self.0.filling);
        if !self.is_filled() {
            let known = load()?;
            *held(&self.0.known) = Some(known);
        }
        Ok(())
    }

    fn is_filled(&self) -> bool {
        held(&self.0.known).is_some()
    }
}

/// What a thread that panicked left behind is whole: it is put in its place at once.
fn held<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Known {
    /// The members as they stand, and every two of them that are probably one.
    pub(super) fn load(connection: &mut AnyConnection) -> Result<Self, Error> {
        let mut known = Self {
            epoch: profile::moment(connection)?.epoch,
            revision: 0,
            merged: HashSet::new(),
            index: DuplicateIndex::default(),
        };
        let mut failed = None;
        let features = pieces(connection)
            .map_while(|piece| {
                let features = piece.and_then(|rows| known.note(rows));
                features.map_err(|error| failed = Some(error)).ok()
            })
            .flatten();
        let mut index = DuplicateIndex::new(features);
        if let Some(error) = failed {
            return Err(error);
        }
        index.pairs();
        known.index = index;
        Ok(known)
    }

    /// The members as they stand now; nothing when some went away altogether, for that leaves no
    /// revision behind.
    fn follow(mut self, connection: &mut AnyConnection) -> Result<Option<Self>, Error> {
        let known_merged = self.merged.clone();
        let changed = written_after(connection, self.revision)?;
        let changed = self.note(changed)?;
        let gone: Vec<MemberId> = self.merged.difference(&known_merged).copied().collect();
        if !changed.is_empty() || !gone.is_empty() {
            self.index.change(changed, &gone);
        }
        let expected = self.index.len() + self.merged.len();
        let is_whole = usize::try_from(all_members::count(connection)?) == Ok(expected);
        Ok(is_whole.then_some(self))
    }

    /// Notes the revision and who was merged, and gives the features of the others.
    fn note(&mut self, rows: Vec<Named>) -> Result<Vec<Features>, Error> {
        let mut alive = Vec::with_capacity(rows.len());
        for (row, further) in rows {
            self.revision = self.revision.max(row.revision);
            let id: MemberId = stored("members.id", row.id.clone())?;
            if row.merged_into.is_some() {
                self.merged.insert(id);
            } else {
                self.merged.remove(&id);
                alive.push(row.features(&further)?.0);
            }
        }
        Ok(alive)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = members)]
struct Row {
    id: String,
    revision: i64,
    merged_into: Option<String>,
    slug: String,
    name: String,
    acronym: Option<String>,
    country: String,
    website: Option<String>,
    identifiers: Option<String>,
}

/// A member, and what it is called besides.
type Named = (Row, Vec<String>);

impl Row {
    fn features(self, further: &[String]) -> Result<(Features, Slug), Error> {
        let further = further.iter().map(String::as_str);
        let features = Features::new(
            stored("members.id", self.id)?,
            stored("members.country", self.country)?,
            stored_option("members.website", self.website)?.as_ref(),
            &self.name,
            further.chain(self.acronym.as_deref()),
        )
        .known_as(Vec::restore("members.identifiers", self.identifiers)?);
        Ok((features, stored("members.slug", self.slug)?))
    }
}

/// Every member, so many at a time.
fn pieces(connection: &mut AnyConnection) -> impl Iterator<Item = Result<Vec<Named>, Error>> {
    let mut after = String::new();
    iter::from_fn(move || match piece(connection, &mut after) {
        Ok(rows) if rows.is_empty() => None,
        rows => Some(rows),
    })
}

fn piece(connection: &mut AnyConnection, after: &mut String) -> Result<Vec<Named>, Error> {
    let rows: Vec<Row> = members::table
        .filter(members::id.gt(after.as_str()))
        .order(members::id)
        .limit(PIECE)
        .select(Row::as_select())
        .load(connection)?;
    let Some(last) = rows.last().map(|row| row.id.clone()) else {
        return Ok(Vec::new());
    };
    let further = member_names::table
        .filter(member_names::member_id.gt(after.as_str()))
        .filter(member_names::member_id.le(last.as_str()))
        .order((member_names::member_id, member_names::position))
        .select((member_names::member_id, member_names::name))
        .load(connection)?;
    *after = last;
    named(rows, further)
}

/// The members that were written after a revision.
fn written_after(connection: &mut AnyConnection, revision: i64) -> Result<Vec<Named>, Error> {
    let rows: Vec<Row> = members::table
        .filter(members::revision.gt(revision))
        .select(Row::as_select())
        .load(connection)?;
    let mut further = Vec::new();
    for rows in rows.chunks(MANY) {
        let of_these = member_names::member_id.eq_any(rows.iter().map(|row| row.id.as_str()));
        let names: Vec<(String, String)> = member_names::table
            .filter(of_these)
            .order((member_names::member_id, member_names::position))
            .select((member_names::member_id, member_names::name))
            .load(connection)?;
        further.extend(names);
    }
    named(rows, further)
}

/// Names must be in the order of whose they are.
fn named(rows: Vec<Row>, further: Vec<(String, String)>) -> Result<Vec<Named>, Error> {
    let mut names = by_owner(further.into_iter().map(Ok))?;
    let named = rows.into_iter().map(|row| {
        let further = names.take(&row.id);
        (row, further)
    });
    Ok(named.collect())
}

/// The features of every member, of whatever status, with its slug; one that was merged into
/// another lives on in that one.
pub fn load_features(connection: &mut AnyConnection) -> Result<Vec<(Features, Slug)>, Error> {
    let mut features = Vec::new();
    for piece in pieces(connection) {
        let alive = piece?
            .into_iter()
            .filter(|(row, _)| row.merged_into.is_none());
        for (row, further) in alive {
            features.push(row.features(&further)?);
        }
    }
    Ok(features)
}
