//! What the public saw before: who came, who went, who changed.

use std::{collections::HashSet, sync::Arc};

use crate::summary::PublicSummary;
use network::{HISTORY, MemberId, Timestamp};

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// The public revision that it was part of.
    pub revision: u64,
    /// Its place within that revision, from 0.
    pub position: u32,
    /// When that was.
    pub at: Timestamp,
    /// What happened.
    pub event: Event,
}

/// What happened in the eyes of the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A member came to be seen, for the first time or again.
    Published(MemberId, Arc<PublicSummary>),
    /// A member was seen otherwise than before.
    Changed {
        /// The member.
        id: MemberId,
        /// How it was seen before.
        before: Arc<PublicSummary>,
        /// How it was seen from then on.
        after: Arc<PublicSummary>,
    },
    /// A member was seen no more.
    Withdrawn(MemberId, Arc<PublicSummary>),
    /// Something of which nothing may be told any more: the member was erased.
    Forgotten(MemberId),
    /// The network's profile or its taxonomy changed.
    Network,
}

impl Event {
    /// The member that it tells of.
    pub fn member(&self) -> Option<MemberId> {
        match self {
            Self::Published(id, _) | Self::Withdrawn(id, _) | Self::Changed { id, .. } => Some(*id),
            Self::Forgotten(_) | Self::Network => None,
        }
    }

    /// How its member was seen before.
    pub fn before(&self) -> Option<&Arc<PublicSummary>> {
        match self {
            Self::Changed { before, .. } | Self::Withdrawn(_, before) => Some(before),
            _ => None,
        }
    }
}

/// What the public saw before, as far back as [`HISTORY`] goes. It depends on the books alone, not
/// on when they were read: every node tells the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    lines: Vec<HistoryLine>,
    complete_since: Option<Timestamp>,
}

impl History {
    /// The history that goes on from this one with later lines. `last` is the time of the last
    /// public change.
    pub fn after(previous: Option<&Self>, later: Vec<HistoryLine>, last: Timestamp) -> Self {
        let mut lines = previous.map_or_else(Vec::new, |history| history.lines.clone());
        lines.extend(later);
        forget(&mut lines);
        let surplus = lines.len().saturating_sub(HISTORY.lines as usize);
        let oldest = last.earlier(HISTORY.age);
        let mut start = surplus.max(lines.partition_point(|line| line.at < oldest));
        // A change that is not here as a whole would be told wrongly.
        while lines.get(start).is_some_and(|line| line.position != 0) {
            start += 1;
        }
        lines.drain(..start);
        let complete_since = match lines.first() {
            Some(first) if first.revision == 1 => None,
            Some(first) => Some(first.at),
            // Books that are older than their history, in which nothing has changed since.
            None => Some(last.next()),
        };
        Self {
            lines,
            complete_since,
        }
    }

    /// Its lines, the oldest first.
    pub fn lines(&self) -> &[HistoryLine] {
        &self.lines
    }

    /// The lines from a time on.
    pub fn from(&self, time: Timestamp) -> &[HistoryLine] {
        &self.lines[self.lines.partition_point(|line| line.at < time)..]
    }

    /// From when on everything is told; nothing when it is told from the beginning.
    pub fn complete_since(&self) -> Option<Timestamp> {
        self.complete_since
    }
}

/// Lets go of what was told of members that were erased later.
fn forget(lines: &mut [HistoryLine]) {
    let forgotten: HashSet<MemberId> = lines
        .iter()
        .filter_map(|line| match line.event {
            Event::Forgotten(id) => Some(id),
            _ => None,
        })
        .collect();
    for line in lines {
        if let Some(id) = line.event.member()
            && forgotten.contains(&id)
        {
            line.event = Event::Forgotten(id);
        }
    }
}
