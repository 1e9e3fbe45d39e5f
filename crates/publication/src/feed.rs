//! The books, read through the gate: what the directory is built from.

use std::{collections::HashMap, sync::Arc};

use crate::{
    history::{Event, HistoryLine},
    is_public,
    public::{PublicMember, PublicNetwork},
    shown,
    summary::PublicSummary,
};
use network::{
    Epoch, MemberId, NetworkId, NetworkProfile, PublicChangeKind, ServiceType, Slug, Timestamp,
};
use registry::{
    Error, Moment, PublicChange, Record, Registry,
    audit::{self, PastMember},
};

/// How far a reader of the feed has come. It tells nothing and is never shown: the number behind
/// it counts private changes too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark(Moment);

/// A member that the public may see, with when it last saw it change.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// What it may see.
    pub member: PublicMember,
    /// Slugs under which it was published before.
    pub former_slugs: Vec<Slug>,
    /// When the public last saw it change.
    pub updated_at: Timestamp,
    /// The public revision of that change.
    pub revision: u64,
}

/// A member that the public saw once and may not see any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Its identifier.
    pub id: MemberId,
    /// Every slug that led to it.
    pub slugs: Vec<Slug>,
    /// The member that it was merged into.
    pub merged_into: Option<MemberId>,
    /// When it was taken from the public's sight; nothing where that was before a history was kept.
    pub withdrawn_at: Option<Timestamp>,
    /// The public revision of that change.
    pub revision: u64,
    /// Whether it was erased: nothing may name it any more.
    pub purged: bool,
}

/// What a reader does not know yet. The whole of it comes from one moment.
#[derive(Debug)]
pub struct Changes {
    /// Whether this is everything: a reader that has something already lets go of it.
    pub complete: bool,
    /// Where the reader stands once it took them in.
    pub mark: Mark,
    /// Which network this is.
    pub network_id: NetworkId,
    /// The epoch of its books.
    pub epoch: Epoch,
    /// The network itself.
    pub network: PublicNetwork,
    /// The taxonomy.
    pub service_types: Vec<ServiceType>,
    /// The number of the last public change.
    pub public_revision: u64,
    /// When that was.
    pub public_updated_at: Timestamp,
    /// Members that may be seen and are new or changed.
    pub published: Vec<Published>,
    /// Members that may not be seen any more.
    pub gone: Vec<Gone>,
    /// What the public saw meanwhile, in order.
    pub history: Vec<HistoryLine>,
}

/// Reads the books through the gate.
#[derive(Clone)]
pub struct Feed {
    registry: Registry,
}

impl Feed {
    /// A feed of these books.
    pub fn new(registry: Registry) -> Self {
        Self { registry }
    }

    /// What changed after `mark`, or everything for a reader that has nothing yet. Returns nothing
    /// when nothing changed, which costs one tiny query.
    pub fn changes_since(&self, mark: Option<Mark>) -> Result<Option<Changes>, Error> {
        let since = mark.map(|Mark(moment)| moment);
        if since.is_some() && since == Some(self.registry.moment()?) {
            return Ok(None);
        }
        let mut books = self.registry.books(since)?;
        if books.put_back {
            tracing::warn!(
                "the books are at an earlier state than they were; they begin another epoch"
            );
            // Of several nodes that see it, one gives the name.
            match self.registry.begin_epoch(books.network.epoch) {
                Ok(()) => books = self.registry.books(None)?,
                Err(error) => tracing::warn!(%error, "no other epoch can be begun now"),
            }
        }
        let mut changes = Changes {
            complete: books.complete,
            mark: Mark(books.network.moment()),
            network_id: books.network.id,
            epoch: books.network.epoch,
            network: PublicNetwork::of(books.network.profile),
            service_types: books.service_types,
            public_revision: books.network.public_revision.unsigned_abs(),
            public_updated_at: books.network.public_updated_at,
            published: Vec::new(),
            gone: Vec::new(),
            history: lines(books.public_changes)?,
        };
        for record in books.records {
            changes.take(record);
        }
        self.as_last_seen(&mut changes.gone)?;
        for purged in books.purged {
            changes.gone.push(Gone {
                id: purged.id,
                slugs: purged.slugs,
                purged: purged.withdrawal.is_none(),
                merged_into: purged
                    .withdrawal
                    .and_then(|withdrawal| withdrawal.merged_into),
                withdrawn_at: purged.withdrawn.map(|withdrawn| withdrawn.at),
                revision: purged
                    .withdrawn
                    .map_or(0, |withdrawn| withdrawn.revision.unsigned_abs()),
            });
        }
        Ok(Some(changes))
    }
}

impl Feed {
    fn states(&self, changes: Vec<(MemberId, Timestamp)>) -> Result<States, Error> {
        if changes.is_empty() {
            return Ok(States::new());
        }
        let states = self
            .registry
            .read(|connection| audit::states(connection, &changes))?;
        Ok(states
            .into_iter()
            .map(|(id, at, stood)| ((id, at), stood))
            .collect())
    }

    /// Says of members that are gone what the public knew when it lost sight of them. What was done
    /// since (another slug, a merger) is private.
    fn as_last_seen(&self, gone: &mut [Gone]) -> Result<(), Error> {
        let ends = gone
            .iter()
            .filter_map(|gone| Some((gone.id, gone.withdrawn_at?)));
        let states = self.states(ends.collect())?;
        let merger = |at: Timestamp, after: &PastMember| Some((after.merged_into?, at));
        let survivors = states
            .iter()
            .filter_map(|((_, at), [_, after])| merger(*at, after));
        let survivors = self.states(survivors.collect())?;
        for gone in gone {
            let end = gone.withdrawn_at.map(|at| (gone.id, at));
            // An older trail may not have it, and an erasure may have emptied it.
            let Some((end, [before, after])) = end.and_then(|end| Some((end, states.get(&end)?)))
            else {
                continue;
            };
            // A merger into somebody who was not public then is private too.
            if let Some(merger) = merger(end.1, after)
                && survivors.get(&merger).is_none_or(was_public)
            {
                gone.merged_into = Some(merger.0);
                continue;
            }
            gone.merged_into = None;
            if !before.slugs.is_empty() {
                gone.slugs.clone_from(&before.slugs);
            }
        }
        Ok(())
    }
}

/// Members at the times of changes: before, and after.
type States = HashMap<(MemberId, Timestamp), [PastMember; 2]>;

/// Whether the public saw a member after a change.
fn was_public([_, after]: &[PastMember; 2]) -> bool {
    after.member().is_ok_and(|member| is_public(&member))
}

impl Changes {
    /// All of a directory of these members, for which no books are read: what tests of what is made
    /// from the public record begin with.
    pub fn of_no_books(published: Vec<Published>) -> Self {
        let (epoch, now) = (Epoch::new(), Timestamp::now());
        Self {
            complete: true,
            mark: Mark(Moment {
                epoch,
                revision: 0,
                at: now,
                public_revision: 0,
            }),
            network_id: NetworkId::new(),
            epoch,
            network: PublicNetwork::of(NetworkProfile::named("Network")),
            service_types: Vec::new(),
            public_revision: 1,
            public_updated_at: now,
            published,
            gone: Vec::new(),
            history: Vec::new(),
        }
    }

    fn take(&mut self, record: Record) {
        // What the public never saw leaves no trace.
        let Some(seen) = record.published else { return };
        let (mut member, revision) = (record.member, seen.revision.unsigned_abs());
        match is_public(&member) {
            true => self.published.push(Published {
                former_slugs: std::mem::take(&mut member.former_slugs),
                member: shown(member),
                updated_at: seen.at,
                revision,
            }),
            false => self.gone.push(Gone {
                id: member.id,
                slugs: member.slugs().cloned().collect(),
                merged_into: member.merged_into,
                withdrawn_at: Some(seen.at),
                revision,
                purged: false,
            }),
        }
    }
}

/// The lines of the history as the public may know them.
fn lines(changes: Vec<PublicChange>) -> Result<Vec<HistoryLine>, Error> {
    let mut summaries = Summaries::default();
    changes
        .into_iter()
        .map(|change| {
            Ok(HistoryLine {
                revision: change.revision.unsigned_abs(),
                position: change.position.unsigned_abs(),
                at: change.at,
                event: summaries.event(change)?,
            })
        })
        .collect()
}

/// Summaries by how they are stored: what was seen after one change is seen before the next.
#[derive(Default)]
struct Summaries(HashMap<String, Arc<PublicSummary>>);

impl Summaries {
    fn event(&mut self, change: PublicChange) -> Result<Event, Error> {
        let moved = change.moved;
        let Some(id) = moved.member else {
            return Ok(Event::Network);
        };
        let before = self.summary("public_changes.before", moved.before)?;
        let after = self.summary("public_changes.after", moved.after)?;
        Ok(match (moved.kind, before, after) {
            (PublicChangeKind::Published, _, Some(after)) => Event::Published(id, after),
            (PublicChangeKind::Changed, Some(before), Some(after)) => {
                Event::Changed { id, before, after }
            }
            (PublicChangeKind::Withdrawn, Some(before), _) => Event::Withdrawn(id, before),
            // A purge leaves neither.
            _ => Event::Forgotten(id),
        })
    }

    fn summary(
        &mut self,
        column: &'static str,
        stored: Option<String>,
    ) -> Result<Option<Arc<PublicSummary>>, Error> {
        let Some(json) = stored else { return Ok(None) };
        if let Some(summary) = self.0.get(&json) {
            return Ok(Some(Arc::clone(summary)));
        }
        let summary = serde_json::from_str(&json).map_err(|reason| Error::Corrupt {
            column,
            value: json.clone(),
            reason: reason.to_string(),
        })?;
        let summary = Arc::new(summary);
        self.0.insert(json, Arc::clone(&summary));
        Ok(Some(summary))
    }
}
