//! What moved in the eyes of the public, for whoever keeps a copy: each member once, at its latest
//! change, in the order of the changes. What a member was in between is not told: a copy wants to
//! be right, and what is not public any more is nobody's business.

use uuid::Uuid;

use super::Snapshot;
use network::{
    MemberId, PublicChangeKind, Timestamp,
    sharing::{Drawers, Pieces},
};
use publication::{Event, Gone, HistoryLine, Published};

/// The order in which members last moved.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// Every member that is or was public, by its latest change.
    order: Pieces<Place>,
    /// Since which revision each listed member is listed without a break, as far as that is known.
    listed_since: Drawers<MemberId, u64>,
    /// The latest change of the network's own profile or of its taxonomy.
    network: u64,
}

/// A place in the log: all up to it is known to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The public revision.
    pub revision: u64,
    /// The last member of that revision, in the order of identifiers, that is known.
    pub member: Uuid,
}

impl Place {
    /// The place behind a whole revision.
    pub const fn after(revision: u64) -> Self {
        Self {
            revision,
            member: Uuid::max(),
        }
    }

    /// Whether the revision is known as a whole.
    pub fn is_whole(self) -> bool {
        self.member.is_max()
    }

    /// The last revision that is known as a whole.
    fn base(self) -> u64 {
        match self.is_whole() {
            true => self.revision,
            false => self.revision.saturating_sub(1),
        }
    }
}

/// A member that moved.
#[derive(Debug, Clone, Copy)]
pub struct Moved<'a> {
    /// Where it stands in the log.
    pub place: Place,
    /// When that was, as far as it is known.
    pub at: Option<Timestamp>,
    /// What became of it, for somebody who knew the directory as it was.
    pub kind: PublicChangeKind,
    /// How it stands now.
    pub now: Now<'a>,
}

/// How a member stands.
#[derive(Debug, Clone, Copy)]
pub enum Now<'a> {
    /// It is listed.
    Listed(&'a Published),
    /// It is listed no more.
    Gone(&'a Gone),
}

/// Whether a revision is part of a directory's past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// It is, and was made at this time.
    At(Timestamp),
    /// It is older than what the directory remembers.
    Forgotten,
    /// It is not.
    Never,
}

impl Log {
    /// The log after these lines of history, when the latest changes of some members are no longer
    /// where they `were`, but where they `are`.
    pub fn after(&self, lines: &[HistoryLine], were: Vec<Place>, are: Vec<Place>) -> Self {
        let mut log = Self {
            order: sorted_after(&self.order, were, are),
            ..self.clone()
        };
        for line in lines {
            match &line.event {
                Event::Published(id, _) => {
                    log.listed_since.insert(*id, line.revision);
                }
                Event::Withdrawn(id, _) | Event::Forgotten(id) => {
                    log.listed_since.remove(id);
                }
                Event::Network => log.network = line.revision,
                Event::Changed { .. } => {}
            }
        }
        log
    }
}

/// A row in order, after some things of it went and others came.
pub(super) fn sorted_after<T: Ord + Clone>(
    row: &Pieces<T>,
    mut gone: Vec<T>,
    mut come: Vec<T>,
) -> Pieces<T> {
    gone.sort_unstable();
    come.sort_unstable();
    let place = |thing: &T| row.partition_point(|known| known < thing);
    let mut places: Vec<usize> = Vec::with_capacity(gone.len());
    for thing in &gone {
        // Things that are alike go one after the other.
        let next = places.last().map_or(0, |last| last + 1);
        places.push(place(thing).max(next));
    }
    let come = come.into_iter().map(|thing| (place(&thing), thing));
    row.after(&places, come)
}

impl Snapshot {
    /// The members that moved after a place, `most` at most, in the order of the log; and whether
    /// there are more.
    pub fn moved_after(&self, place: Place, most: usize) -> (Vec<Moved<'_>>, bool) {
        let start = self.roll.log.order.partition_point(|moved| *moved <= place);
        let rest = self.roll.log.order.from(start);
        let moved = rest
            .take(most)
            .filter_map(|moved| self.moved(*moved, place.base()))
            .collect();
        (moved, self.roll.log.order.len() - start > most)
    }

    fn moved(&self, place: Place, known: u64) -> Option<Moved<'_>> {
        let id = MemberId::from(place.member);
        if let Some(entry) = self.roll.entries.get(&id) {
            let published = &entry.published;
            let since = self.roll.log.listed_since.get(&id).copied();
            return Some(Moved {
                place,
                at: Some(published.updated_at),
                kind: match known == 0 || since.is_some_and(|since| since > known) {
                    true => PublicChangeKind::Published,
                    false => PublicChangeKind::Changed,
                },
                now: Now::Listed(published),
            });
        }
        let gone = self.roll.gone.get(&id)?;
        Some(Moved {
            place,
            at: gone.withdrawn_at,
            kind: PublicChangeKind::Withdrawn,
            now: Now::Gone(gone),
        })
    }

    /// Whether the network's profile or its taxonomy moved after a place.
    pub fn network_moved_after(&self, place: Place) -> bool {
        place.base() == 0 || self.roll.log.network > place.base()
    }

    /// Whether anything moved after a place.
    pub fn moved_at_all_after(&self, place: Place) -> bool {
        place < Place::after(self.revision)
    }

    /// The member that another one was merged into in the eyes of the public, whatever became of it
    /// since: what is told of a change must not depend on what others do after it, for nobody is told
    /// again. Nothing names a member that was purged, or one that the public never saw.
    pub fn merged_into(&self, gone: &Gone) -> Option<MemberId> {
        gone.merged_into.filter(|into| {
            self.roll.entries.contains_key(into)
                || self.roll.gone.get(into).is_some_and(|gone| !gone.purged)
        })
    }

    /// When a revision was made that is the latest change of some member.
    fn moved_at(&self, revision: u64) -> Option<Timestamp> {
        let order = &self.roll.log.order;
        let place = order.get(order.partition_point(|moved| moved.revision < revision))?;
        (place.revision == revision)
            .then(|| self.moved(*place, revision)?.at)
            .flatten()
    }

    /// Whether a public revision is part of this directory's past.
    pub fn past(&self, revision: u64) -> Past {
        if revision >= self.revision {
            return match revision == self.revision {
                true => Past::At(self.updated_at),
                false => Past::Never,
            };
        }
        // A mirror knows when members moved, and not all that happened before it began.
        if let Some(at) = self.moved_at(revision) {
            return Past::At(at);
        }
        let lines = self.history.lines();
        let place = lines.partition_point(|line| line.revision < revision);
        match lines.get(place) {
            Some(line) if line.revision == revision => Past::At(line.at),
            // Every revision has a line, so one between two others never was.
            Some(_) if place > 0 => Past::Never,
            _ => Past::Forgotten,
        }
    }
}
