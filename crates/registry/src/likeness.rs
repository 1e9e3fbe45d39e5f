//! By what members are recognised, read without the rest of them, and the index of duplicates.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use diesel::prelude::*;

use crate::{
    columns::Column,
    connection::AnyConnection,
    error::{Error, stored, stored_option},
    members::{self as all_members, member_names, members},
    profile,
};
use network::{DuplicateIndex, Epoch, Features, MemberId, Slug};

/// Above so many changed members it is quicker to read all.
const MANY: usize = 500;

/// The index of duplicates, kept from question to question: a question costs what changed since the
/// one before.
#[derive(Clone, Default)]
pub struct Likeness(Arc<Mutex<Option<Known>>>);

/// The members as they were at a revision.
struct Known {
    epoch: Epoch,
    revision: i64,
    /// Those that live on in others.
    merged: HashSet<MemberId>,
    index: DuplicateIndex,
}

impl Likeness {
    /// Asks the index of the members as they stand. Within a change it must come before what that
    /// writes, which may yet be taken back.
    pub fn ask<T>(
        &self,
        connection: &mut AnyConnection,
        ask: impl FnOnce(&mut DuplicateIndex) -> T,
    ) -> Result<T, Error> {
        let epoch = profile::moment(connection)?.epoch;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let followed = match kept.take().filter(|known| known.epoch == epoch) {
            Some(known) => known.follow(connection)?,
            None => None,
        };
        let mut known = match followed {
            Some(known) => known,
            None => Known::load(connection, epoch)?,
        };
        let answer = ask(&mut known.index);
        *kept = Some(known);
        Ok(answer)
    }
}

impl Known {
    fn load(connection: &mut AnyConnection, epoch: Epoch) -> Result<Self, Error> {
        let mut known = Self {
            epoch,
            revision: 0,
            merged: HashSet::new(),
            index: DuplicateIndex::default(),
        };
        let changed = known.changes(connection)?;
        known.index = DuplicateIndex::new(changed);
        Ok(known)
    }

    /// The members as they stand now; nothing when some went away altogether, for that leaves no
    /// revision behind.
    fn follow(mut self, connection: &mut AnyConnection) -> Result<Option<Self>, Error> {
        let known_merged = self.merged.clone();
        let changed = self.changes(connection)?;
        let gone: Vec<MemberId> = self.merged.difference(&known_merged).copied().collect();
        if !changed.is_empty() || !gone.is_empty() {
            self.index.change(changed, &gone);
        }
        let expected = self.index.len() + self.merged.len();
        let is_whole = usize::try_from(all_members::count(connection)?) == Ok(expected);
        Ok(is_whole.then_some(self))
    }

    /// Notes the revision and who was merged, and gives the features of the others that changed.
    fn changes(&mut self, connection: &mut AnyConnection) -> Result<Vec<Features>, Error> {
        let mut changed = Vec::new();
        let (mut rows, mut names) = rows(connection, self.revision)?;
        for row in rows.drain(..) {
            self.revision = self.revision.max(row.revision);
            let id: MemberId = stored("members.id", row.id.clone())?;
            if row.merged_into.is_some() {
                self.merged.insert(id);
            } else {
                self.merged.remove(&id);
                changed.push(row.features(&mut names)?.0);
            }
        }
        Ok(changed)
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

type Names = HashMap<String, Vec<String>>;

impl Row {
    fn features(self, names: &mut Names) -> Result<(Features, Slug), Error> {
        let further = names.remove(&self.id).unwrap_or_default();
        let features = Features::new(
            stored("members.id", self.id)?,
            stored("members.country", self.country)?,
            stored_option("members.website", self.website)?.as_ref(),
            &self.name,
            further
                .iter()
                .map(String::as_str)
                .chain(self.acronym.as_deref()),
        )
        .known_as(Vec::restore("members.identifiers", self.identifiers)?);
        Ok((features, stored("members.slug", self.slug)?))
    }
}

/// The rows of the members that were written after a revision, and their further names.
fn rows(connection: &mut AnyConnection, after: i64) -> Result<(Vec<Row>, Names), Error> {
    let rows: Vec<Row> = members::table
        .filter(members::revision.gt(after))
        .select(Row::as_select())
        .load(connection)?;
    let mut further = member_names::table.into_boxed();
    if rows.len() <= MANY {
        let ids = rows.iter().map(|row| row.id.clone());
        further = further.filter(member_names::member_id.eq_any(ids));
    }
    let mut names = Names::new();
    for (member, name) in further
        .order((member_names::member_id, member_names::position))
        .select((member_names::member_id, member_names::name))
        .load::<(String, String)>(connection)?
    {
        names.entry(member).or_default().push(name);
    }
    Ok((rows, names))
}

/// The features of every member, of whatever status, with its slug; one that was merged into
/// another lives on in that one.
pub fn load_features(connection: &mut AnyConnection) -> Result<Vec<(Features, Slug)>, Error> {
    let (rows, mut names) = rows(connection, 0)?;
    let alive = rows.into_iter().filter(|row| row.merged_into.is_none());
    alive.map(|row| row.features(&mut names)).collect()
}
