//! What the public saw before: who came, who went, who changed.

use std::{collections::HashSet, sync::Arc};

use crate::summary::PublicSummary;
use network::{HISTORY, MemberId, Timestamp, sharing::Pieces};

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
    lines: Pieces<HistoryLine>,
    /// The members that were erased.
    forgotten: Arc<HashSet<MemberId>>,
    complete_since: Option<Timestamp>,
}

impl History {
    /// The history that goes on from this one with later lines. `last` is the time of the last
    /// public change.
    pub fn after(previous: Option<&Self>, later: Vec<HistoryLine>, last: Timestamp) -> Self {
        let mut lines = previous.map_or_else(Pieces::default, |history| history.lines.clone());
        let known = previous.map(|history| &history.forgotten);
        let mut forgotten = known.map(Arc::clone).unwrap_or_default();
        let newly = later.iter().filter_map(|line| match line.event {
            Event::Forgotten(id) => Some(id),
            _ => None,
        });
        let newly: HashSet<MemberId> = newly.filter(|id| !forgotten.contains(id)).collect();
        if !newly.is_empty() {
            Arc::make_mut(&mut forgotten).extend(&newly);
            lines = lines.iter().map(|line| line.without(&newly)).collect();
        }
        let end = lines.len();
        let later = later.iter().map(|line| (end, line.without(&forgotten)));
        lines = lines.after(&[], later);
        let surplus = lines.len().saturating_sub(HISTORY.lines as usize);
        let oldest = last.earlier(HISTORY.age);
        let start = surplus.max(lines.partition_point(|line| line.at < oldest));
        // A change that is not here as a whole would be told wrongly.
        let torn = lines.from(start).take_while(|line| line.position != 0);
        let start = start + torn.count();
        if start > 0 {
            let gone: Vec<usize> = (0..start).collect();
            lines = lines.after(&gone, []);
        }
        let complete_since = match lines.get(0) {
            Some(first) if first.revision == 1 => None,
            Some(first) => Some(first.at),
            // Books that are older than their history, in which nothing has changed since.
            None => Some(last.next()),
        };
        Self {
            lines,
            forgotten,
            complete_since,
        }
    }

    /// Its lines, the oldest first.
    pub fn lines(&self) -> &Pieces<HistoryLine> {
        &self.lines
    }

    /// The lines from a time on.
    pub fn from(&self, time: Timestamp) -> impl Iterator<Item = &HistoryLine> + Clone {
        let place = self.lines.partition_point(|line| line.at < time);
        self.lines.from(place)
    }

    /// From when on everything is told; nothing when it is told from the beginning.
    pub fn complete_since(&self) -> Option<Timestamp> {
        self.complete_since
    }
}

impl HistoryLine {
    /// The line, of which nothing is told where it is of a member that was erased later.
    fn without(&self, forgotten: &HashSet<MemberId>) -> Self {
        let mut line = self.clone();
        if let Some(id) = line.event.member()
            && forgotten.contains(&id)
        {
            line.event = Event::Forgotten(id);
        }
        line
    }
}
