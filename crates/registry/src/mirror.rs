//! The books of a mirror: a copy of what another directory's public knows, with the numbers and
//! times that were given there. Nobody else writes in them.

mod copying;
pub(crate) mod mark;

use std::collections::HashSet;

use diesel::prelude::*;

pub use copying::{Copied, Copying, Now, Origin};

use crate::{
    Registry,
    connection::{AnyConnection, insert_rows},
    error::{Error, stored_option},
    members, profile,
    schema::{mirror, mirror_pages},
};
use network::{Epoch, Hold, MemberId, NetworkId};

/// How many pages of an origin are kept at most: 500 changes each, so of a million members.
const MOST_PAGES: i32 = 2_000;

/// How far a mirror has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Where to go on reading; nothing for the beginning.
    pub next: Option<String>,
    /// Whether a whole copy is being read, which takes the place of the one before.
    pub fresh: bool,
    /// Whether anything was copied yet.
    pub copied: bool,
    /// Why the mirror holds still, if it does.
    pub held: Option<Hold>,
    /// Which network is mirrored, and the epoch of its books, as far as they are known.
    pub known: (NetworkId, Option<Epoch>),
}

/// Why books cannot become a mirror.
#[derive(Debug, thiserror::Error)]
pub enum NoMirror {
    /// They are one already.
    #[error(
        "this database is a mirror of {0}; take another database for a mirror of another directory"
    )]
    OfAnother(String),
    /// They have members of their own.
    #[error("this database has members of its own; a mirror needs an empty one")]
    OwnMembers,
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] Error),
}

impl From<diesel::result::Error> for NoMirror {
    fn from(error: diesel::result::Error) -> Self {
        Self::Storage(error.into())
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = mirror)]
struct Row {
    only_row: i32,
    origin: String,
    next: Option<String>,
    fresh: bool,
    copied_at: i64,
    epoch: Option<String>,
    held: Option<String>,
    accepted: bool,
}

#[derive(Insertable)]
#[diesel(table_name = mirror_pages)]
struct PageRow<'a> {
    position: i32,
    body: &'a str,
}

impl Registry {
    /// Makes these books a mirror of the directory at `origin`, unless they are one already.
    pub fn become_mirror(&self, origin: &str) -> Result<(), NoMirror> {
        self.in_turn(|connection| {
            match mark::origin(connection)? {
                Some(known) if known == origin => return Ok(()),
                Some(other) => return Err(NoMirror::OfAnother(other)),
                None => {}
            }
            if members::count(connection)? > 0 {
                return Err(NoMirror::OwnMembers);
            }
            let row = Row {
                only_row: 1,
                origin: origin.to_owned(),
                next: None,
                fresh: true,
                copied_at: 0,
                epoch: None,
                held: None,
                accepted: false,
            };
            insert_rows!(connection, mirror::table, [row]);
            Ok(())
        })
    }

    /// How far the mirror has come.
    pub fn mirror_progress(&self) -> Result<Progress, Error> {
        self.read(|connection| {
            let row = mirror::table.select(Row::as_select()).first(connection)?;
            Ok(Progress {
                next: row.next,
                fresh: row.fresh,
                copied: row.copied_at > 0,
                held: stored_option("mirror.held", row.held)?,
                known: (
                    profile::load(connection)?.id,
                    stored_option("mirror.epoch", row.epoch)?,
                ),
            })
        })
    }

    /// Keeps a page until the last one of its kind is there, and goes on behind it; says whether there
    /// was room for it.
    pub fn keep_mirror_page(&self, body: &str, next: &str) -> Result<bool, Error> {
        self.in_turn(|connection| {
            let last: Option<i32> = mirror_pages::table
                .select(diesel::dsl::max(mirror_pages::position))
                .first(connection)?;
            let position = last.map_or(0, |last| last.saturating_add(1));
            if position >= MOST_PAGES {
                return Ok(false);
            }
            insert_rows!(
                connection,
                mirror_pages::table,
                [PageRow { position, body }]
            );
            diesel::update(mirror::table)
                .set(mirror::next.eq(next))
                .execute(connection)?;
            Ok(true)
        })
    }

    /// Has the mirror read everything again; what it has stays until then.
    pub fn begin_mirror_anew(&self) -> Result<(), Error> {
        self.in_turn(begin_anew)
    }

    /// Has the mirror read everything again and take it as it is, whatever it held still for.
    pub fn accept_origin(&self) -> Result<(), Error> {
        self.in_turn(|connection| {
            begin_anew(connection)?;
            diesel::update(mirror::table)
                .set(mirror::accepted.eq(true))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Has the mirror hold still. It reads on all the same, from the beginning, for whom the origin
    /// withdraws.
    pub fn hold_mirror(&self, why: Hold) -> Result<(), Error> {
        self.in_turn(|connection| {
            begin_anew(connection)?;
            diesel::update(mirror::table)
                .set(mirror::held.eq(Some(why.as_str())))
                .execute(connection)?;
            Ok(())
        })
    }

    /// Takes the members that the origin withdrew from a mirror that holds still, and goes on at
    /// `next`. Says how many the mirror had. What it shows has an epoch of its own from then on.
    pub fn withdraw_from_held(
        &self,
        withdrawn: Vec<Copied>,
        next: Option<&str>,
    ) -> Result<usize, Error> {
        let digest_of = self.digest_of;
        self.in_turn(|connection| {
            let ids: Vec<String> = withdrawn.iter().map(|one| one.id.to_string()).collect();
            let known: HashSet<MemberId> = members::load_by_ids(connection, &ids)?
                .into_iter()
                .map(|record| record.member.id)
                .collect();
            if !known.is_empty() {
                let here = withdrawn.into_iter().filter(|one| known.contains(&one.id));
                Copying::begin(connection, digest_of)?.withdraw(here.collect(), &known)?;
            }
            diesel::update(mirror::table)
                .set(mirror::next.eq(next))
                .execute(connection)?;
            Ok(known.len())
        })
    }

    /// Takes the origin's changes into the mirror, all or nothing: `work` reads the pages that
    /// were kept and writes what they say.
    pub fn copy<T, E: From<Error> + From<diesel::result::Error>>(
        &self,
        work: impl FnOnce(&mut Copying<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let digest_of = self.digest_of;
        self.in_turn(|connection| work(&mut Copying::begin(connection, digest_of)?))
    }

    /// A transaction in which no other writer is under way.
    fn in_turn<T, E: From<Error> + From<diesel::result::Error>>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transaction(true, |connection| {
            // Touching the row makes all others wait; it counts nothing.
            diesel::update(profile::network::table)
                .set(profile::network::revision.eq(profile::network::revision))
                .execute(connection)?;
            work(connection)
        })
    }
}

fn begin_anew(connection: &mut AnyConnection) -> Result<(), Error> {
    diesel::delete(mirror_pages::table).execute(connection)?;
    diesel::update(mirror::table)
        .set((
            mirror::next.eq(None::<String>),
            mirror::fresh.eq(true),
            mirror::held.eq(None::<String>),
        ))
        .execute(connection)?;
    Ok(())
}
