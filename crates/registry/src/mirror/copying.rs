//! A copy of an origin's changes under way: all of it is taken in, or nothing.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::Row;
use crate::{
    audit::{self, Actor, Entry, Subject},
    connection::AnyConnection,
    error::{Error, stored, stored_option},
    members::{
        self, Published, Record,
        storing::{self, Rewritten},
    },
    profile::{self, NetworkState},
    public_changes::{self, PublicMove},
    public_digest::PublicDigestOf,
    purged::{self, Purged, Withdrawal},
    schema::{mirror, mirror_pages},
    service_types,
};
use network::{
    Epoch, Hold, Member, MemberId, NetworkId, NetworkProfile, PublicChangeKind, ServiceType, Slug,
    Timestamp,
};

/// One member as the origin tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Copied {
    /// Its identifier.
    pub id: MemberId,
    /// The public revision of its last change, and when that was, as far as it is known.
    pub revision: u64,
    /// When that was.
    pub at: Option<Timestamp>,
    /// How it is now.
    pub now: Now,
}

/// How a member is now.
#[derive(Debug, Clone, PartialEq)]
pub enum Now {
    /// The public sees it.
    Listed(Box<Member>),
    /// The public sees it no more.
    Withdrawn {
        /// Its last slug and where the public is sent; nothing when it was purged.
        withdrawal: Option<Withdrawal>,
        /// Slugs that it had before.
        former_slugs: Vec<Slug>,
    },
}

/// What the origin tells of itself, as of the revision that all of the copy is of.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// Which network it is.
    pub network_id: NetworkId,
    /// The epoch of its books; an older one does not tell it.
    pub epoch: Option<Epoch>,
    /// Its profile, if that or the taxonomy moved.
    pub profile: Option<NetworkProfile>,
    /// Its taxonomy, if that or the profile moved.
    pub service_types: Option<Vec<ServiceType>>,
    /// The number of its last public change.
    pub revision: u64,
    /// When that was.
    pub updated_at: Timestamp,
    /// Where to go on reading.
    pub next: String,
}

/// A copy under way.
pub struct Copying<'c> {
    connection: &'c mut AnyConnection,
    digest_of: PublicDigestOf,
    fresh: bool,
    network: NetworkState,
    at: Timestamp,
    /// What is written anew, as it was.
    before: HashMap<MemberId, Before>,
    /// How many lines of the history each revision has by now.
    lines: HashMap<u64, i32>,
}

/// A member as it was.
#[derive(Debug, Default)]
struct Before {
    /// What the books knew about it; nothing when it was not there.
    known: Option<(Timestamp, i64)>,
    /// How the public saw it, in short.
    summary: Option<String>,
    /// Every slug that led to it.
    slugs: Vec<Slug>,
}

impl<'c> Copying<'c> {
    pub(super) fn begin(
        connection: &'c mut AnyConnection,
        digest_of: PublicDigestOf,
    ) -> Result<Self, Error> {
        let fresh = mirror::table.select(mirror::fresh).first(connection)?;
        let mut network = profile::load(connection)?;
        network.revision += 1;
        let at = Timestamp::now().max(network.updated_at.next());
        Ok(Self {
            connection,
            digest_of,
            fresh,
            network,
            at,
            before: HashMap::new(),
            lines: HashMap::new(),
        })
    }

    /// What somebody has to say about before this is copied; nothing for a first copy, and once
    /// somebody did. `listed` are the members of a whole copy.
    pub fn hold(
        &mut self,
        network: NetworkId,
        epoch: Option<Epoch>,
        listed: usize,
    ) -> Result<Option<Hold>, Error> {
        let row = mirror::table
            .select(Row::as_select())
            .first(self.connection)?;
        if row.accepted || row.copied_at == 0 {
            return Ok(None);
        }
        let known: Option<Epoch> = stored_option("mirror.epoch", row.epoch)?;
        let hold = match known.is_some() && known != epoch {
            _ if self.network.id != network => Some(Hold::Network),
            true => Some(Hold::Epoch),
            false => None,
        };
        if hold.is_some() || !self.fresh {
            return Ok(hold);
        }
        let before = usize::try_from(members::count(self.connection)?).unwrap_or_default();
        let far_fewer = listed * 2 < before;
        Ok(far_fewer.then_some(Hold::FarFewer))
    }

    /// The places of the pages that were kept, in order.
    pub fn pages(&mut self) -> Result<Vec<i32>, Error> {
        Ok(mirror_pages::table
            .select(mirror_pages::position)
            .order(mirror_pages::position)
            .load(self.connection)?)
    }

    /// A page that was kept.
    pub fn page(&mut self, position: i32) -> Result<String, Error> {
        Ok(mirror_pages::table
            .find(position)
            .select(mirror_pages::body)
            .first(self.connection)?)
    }

    /// Makes room: lets go of everything where a whole copy comes, and of what these members have
    /// where they are written anew, so that a slug or a place can move from one to another.
    pub fn make_room(&mut self, changed: &HashSet<MemberId>) -> Result<(), Error> {
        if self.fresh {
            let all: Vec<String> = members::members::table
                .select(members::members::id)
                .load(self.connection)?;
            for ids in all.chunks(500) {
                storing::delete(self.connection, ids)?;
            }
            purged::delete_all(self.connection)?;
            public_changes::delete_all(self.connection)?;
            return Ok(());
        }
        let changed: Vec<String> = changed.iter().map(ToString::to_string).collect();
        for ids in changed.chunks(500) {
            for record in members::load_by_ids(self.connection, ids)? {
                let before = Before {
                    known: Some((record.created_at, record.version)),
                    summary: (self.digest_of)(&record.member).map(|digest_of| digest_of.summary),
                    slugs: record.member.slugs().cloned().collect(),
                };
                self.before.insert(record.member.id, before);
            }
            for (id, slug) in purged::delete(self.connection, ids)? {
                let id = stored("purged_slugs.member_id", id)?;
                let slug = stored("purged_slugs.slug", slug)?;
                self.before.entry(id).or_default().slugs.push(slug);
            }
            storing::empty(self.connection, ids)?;
            // No member has an identifier as its slug.
            diesel::update(members::members::table.filter(members::members::id.eq_any(ids)))
                .set(members::members::slug.eq(members::members::id))
                .execute(self.connection)?;
        }
        Ok(())
    }

    /// Writes the taxonomy as it is now; what is not in it any more goes when nothing names it.
    pub fn write_service_types(&mut self, types: &[ServiceType]) -> Result<(), Error> {
        service_types::write_all(self.connection, types)
    }

    /// Lets go of the service types that the taxonomy has no more.
    pub fn drop_other_service_types(&mut self, types: &[ServiceType]) -> Result<(), Error> {
        service_types::delete_others(self.connection, types)
    }

    /// Writes members as they are now. Each must be written once.
    pub fn write(&mut self, copied: Vec<Copied>) -> Result<(), Error> {
        let (mut new, mut rewritten) = (Vec::new(), Vec::new());
        let (mut gone, mut leaving, mut moves) = (Vec::new(), Vec::new(), Vec::new());
        for entry in copied {
            let before = self.before.remove(&entry.id).unwrap_or_default();
            let revision = i64::try_from(entry.revision).unwrap_or(i64::MAX);
            let published = entry.at.map(|at| Published { revision, at });
            let mut moved = PublicMove {
                member: Some(entry.id),
                kind: match (&entry.now, &before.summary) {
                    (Now::Withdrawn { .. }, _) => PublicChangeKind::Withdrawn,
                    (Now::Listed(_), Some(_)) => PublicChangeKind::Changed,
                    (Now::Listed(_), None) => PublicChangeKind::Published,
                },
                before: before.summary,
                after: None,
            };
            match entry.now {
                Now::Listed(member) => {
                    moved.after = (self.digest_of)(&member).map(|digest_of| digest_of.summary);
                    let (created_at, version) = before.known.unwrap_or((self.at, 0));
                    let record = Record {
                        member: *member,
                        created_at,
                        updated_at: self.at,
                        version: version + 1,
                        revision: self.network.revision,
                        published,
                    };
                    match before.known {
                        Some(_) => rewritten.push(record),
                        None => new.push(record),
                    }
                }
                Now::Withdrawn {
                    withdrawal,
                    former_slugs,
                } => {
                    if withdrawal.is_none() {
                        // A member that was purged is not remembered.
                        moved.before = None;
                        public_changes::forget(self.connection, entry.id)?;
                    }
                    if before.known.is_some() {
                        leaving.push(entry.id.to_string());
                    }
                    gone.push(Purged {
                        id: entry.id,
                        slugs: slugs_of_gone(withdrawal.as_ref(), former_slugs, before.slugs),
                        withdrawn: published,
                        withdrawal,
                    });
                }
            }
            moves.extend(published.map(|published| (published, moved)));
        }
        for ids in leaving.chunks(500) {
            storing::delete(self.connection, ids)?;
        }
        let rewritten = rewritten.iter().map(|record| Rewritten {
            record,
            before: None,
        });
        storing::update(self.connection, &rewritten.collect::<Vec<_>>())?;
        storing::insert(self.connection, &new)?;
        for gone in gone {
            purged::insert_mirrored(self.connection, &gone, self.network.revision, self.at)?;
        }
        // A whole copy tells how things are, not how they came to be.
        if !self.fresh {
            for (published, moved) in moves {
                self.tell(published, moved)?;
            }
        }
        Ok(())
    }

    /// Ends the copy: from now on the mirror is as its origin was at this revision.
    pub fn end(&mut self, origin: Origin) -> Result<(), Error> {
        let revision = i64::try_from(origin.revision).unwrap_or(i64::MAX);
        if !self.lines.contains_key(&origin.revision) && revision > 0 {
            // So that the revision is part of this mirror's past.
            let published = Published {
                revision,
                at: origin.updated_at,
            };
            if self.fresh || self.network.public_revision < revision {
                self.tell(published, PublicMove::NETWORK)?;
            }
        }
        let before = self.network.profile.clone();
        let network = &mut self.network;
        // It counts every change, so it is never behind the public ones.
        network.revision = network.revision.max(revision);
        network.id = origin.network_id;
        if let Some(epoch) = origin.epoch {
            network.epoch = epoch;
        }
        if let Some(profile) = origin.profile {
            network.profile = profile;
        }
        network.public_revision = revision;
        network.public_updated_at = origin.updated_at;
        network.updated_at = self.at;
        profile::update(self.connection, network)?;
        // Ordinary changes never touch it, so that leaves it out.
        diesel::update(profile::network::table)
            .set(profile::network::id.eq(network.id.to_string()))
            .execute(self.connection)?;
        let details = serde_json::json!({ "mirrored": origin.next });
        self.note(&before, details)?;
        diesel::delete(mirror_pages::table).execute(self.connection)?;
        diesel::update(mirror::table)
            .set((
                mirror::next.eq(origin.next),
                mirror::fresh.eq(false),
                mirror::epoch.eq(origin.epoch.map(|epoch| epoch.to_string())),
                mirror::accepted.eq(false),
            ))
            .execute(self.connection)?;
        if self.fresh {
            diesel::update(mirror::table)
                .set(mirror::copied_at.eq(self.network.revision))
                .execute(self.connection)?;
        }
        Ok(())
    }

    /// Takes out members that the origin withdrew while the mirror holds still, by numbers that are
    /// the mirror's own.
    pub(super) fn withdraw(
        &mut self,
        mut here: Vec<Copied>,
        known: &HashSet<MemberId>,
    ) -> Result<(), Error> {
        self.fresh = false;
        self.network.public_revision += 1;
        self.network.public_updated_at = self.at;
        self.network.epoch = Epoch::new();
        for copied in &mut here {
            copied.revision = self.network.public_revision.unsigned_abs();
            copied.at = Some(self.at);
        }
        self.make_room(known)?;
        self.write(here)?;
        self.network.updated_at = self.at;
        profile::update(self.connection, &self.network)?;
        let before = self.network.profile.clone();
        self.note(&before, serde_json::json!({ "withdrawn": known.len() }))
    }

    /// Writes what was copied into the trail.
    fn note(&mut self, before: &NetworkProfile, details: serde_json::Value) -> Result<(), Error> {
        let network = &self.network;
        // A copy is taken again and again: a logo that stays needs no copies of its own.
        let [before, after] = [before, &network.profile].map(|profile| NetworkProfile {
            logo: profile
                .logo
                .clone()
                .filter(|_| before.logo != network.profile.logo),
            ..profile.clone()
        });
        let entry = Entry::new(Subject::Network, network.id, Some(&before), Some(&after))?;
        audit::insert(
            self.connection,
            network.revision,
            0,
            self.at,
            Actor::CommandLine,
            vec![entry.with_details(Some(details))],
        )
    }

    fn tell(&mut self, published: Published, moved: PublicMove) -> Result<(), Error> {
        let line = self
            .lines
            .entry(published.revision.unsigned_abs())
            .or_default();
        let position = *line;
        *line += 1;
        public_changes::insert_at(self.connection, published, position, &moved)
    }
}

/// The slugs of a member that is gone: those that were told, or of one that was purged those that were
/// known.
fn slugs_of_gone(
    withdrawal: Option<&Withdrawal>,
    former: Vec<Slug>,
    known: Vec<Slug>,
) -> Vec<Slug> {
    let mut slugs = match withdrawal {
        None => known,
        // Its own leads to the other one by now.
        Some(withdrawal) if withdrawal.merged_into.is_some() => former,
        Some(withdrawal) => [former, vec![withdrawal.slug.clone()]].concat(),
    };
    slugs.sort();
    slugs.dedup();
    slugs
}
