//! The write transaction: the only way in which the books change.

use super::{
    AnyConnection, Error,
    audit::{self, Actor, Entry, Subject},
    members::{self, Published, Record},
    membership_events,
    network::{self, NetworkState},
    service_types,
};
use crate::network::{
    EventId, Member, MemberId, MembershipEvent, MembershipStatus, NetworkProfile, ServiceType,
    Timestamp,
};

/// What the public sees of a member, as a digest; nothing when it sees nothing.
///
/// The gate is handed to the books when they are opened, so that they can tell a public change
/// from a private one without knowing what is public.
pub type PublicFace = fn(&Member) -> Option<u128>;

/// A change under way: everything written through it is committed together or not at all.
pub struct Change<'c> {
    connection: &'c mut AnyConnection,
    actor: Actor,
    pub(super) at: Timestamp,
    face: PublicFace,
    network: NetworkState,
    audit_position: i32,
    public_moved: bool,
}

impl<'c> Change<'c> {
    /// Begins a change: takes the next revision, which makes all other writers wait.
    pub(super) fn begin(
        connection: &'c mut AnyConnection,
        actor: Actor,
        face: PublicFace,
    ) -> Result<Self, Error> {
        network::increment_revision(connection)?;
        let network = network::load(connection)?;
        Ok(Self {
            connection,
            actor,
            at: Timestamp::now(),
            face,
            network,
            audit_position: 0,
            public_moved: false,
        })
    }

    /// The connection, for reading within the change.
    pub fn connection(&mut self) -> &mut AnyConnection {
        self.connection
    }

    /// The number of this change.
    pub fn revision(&self) -> i64 {
        self.network.revision
    }

    /// The network as it stands, changes of this transaction included.
    pub fn network(&self) -> &NetworkState {
        &self.network
    }

    /// Writes new members, and the beginning of their membership.
    pub fn create_members(&mut self, new: Vec<Member>) -> Result<(), Error> {
        let records: Vec<Record> = new
            .into_iter()
            .map(|member| {
                let published = (self.face)(&member).map(|_| self.next_public());
                self.public_moved |= published.is_some();
                Record {
                    member,
                    former_slugs: Vec::new(),
                    created_at: self.at,
                    updated_at: self.at,
                    version: 1,
                    revision: self.network.revision,
                    published,
                }
            })
            .collect();
        members::insert(self.connection, &records)?;
        let moves = records
            .iter()
            .map(|record| (record.member.id, self.event(None, &record.member)))
            .collect();
        membership_events::insert(self.connection, self.network.revision, moves)?;
        self.audit(records.iter().map(|record| {
            Entry::new(
                Subject::Member,
                record.member.id,
                None,
                Some(&record.member),
            )
        }))
    }

    /// Writes members anew that are in the books already; each comes with its record as it was.
    /// What is the same as before is left alone, and the number of those that differ is returned.
    pub fn replace_members(&mut self, changes: Vec<(Record, Member)>) -> Result<usize, Error> {
        let changes: Vec<(Record, Member)> = changes
            .into_iter()
            .filter(|(before, after)| before.member != *after)
            .collect();
        let mut records = Vec::with_capacity(changes.len());
        let mut moves: Vec<(MemberId, MembershipEvent)> = Vec::new();
        for (before, after) in &changes {
            let moved = (self.face)(&before.member) != (self.face)(after);
            self.public_moved |= moved;
            let status = before.member.membership.status;
            if status != after.membership.status {
                moves.push((after.id, self.event(Some(status), after)));
            }
            records.push(Record {
                former_slugs: former_slugs(before, after),
                member: after.clone(),
                created_at: before.created_at,
                updated_at: self.at,
                version: before.version + 1,
                revision: self.network.revision,
                published: if moved {
                    Some(self.next_public())
                } else {
                    before.published
                },
            });
        }
        members::update(self.connection, &records)?;
        membership_events::insert(self.connection, self.network.revision, moves)?;
        self.audit(changes.iter().map(|(before, after)| {
            Entry::new(Subject::Member, after.id, Some(&before.member), Some(after))
        }))?;
        Ok(changes.len())
    }

    /// Writes the network's profile, all of which is public.
    pub fn set_profile(&mut self, profile: NetworkProfile) -> Result<(), Error> {
        if profile == self.network.profile {
            return Ok(());
        }
        let before = std::mem::replace(&mut self.network.profile, profile);
        self.public_moved = true;
        self.audit([Entry::new(
            Subject::Network,
            self.network.id,
            Some(&before),
            Some(&self.network.profile.clone()),
        )])
    }

    /// Adds service types, parents before children. The taxonomy is public.
    pub fn create_service_types(&mut self, new: &[ServiceType]) -> Result<(), Error> {
        service_types::insert(self.connection, new)?;
        self.public_moved |= !new.is_empty();
        self.audit(
            new.iter().map(|service| {
                Entry::new(Subject::ServiceType, &service.code, None, Some(service))
            }),
        )
    }

    /// Ends the change; says whether there was anything to commit.
    pub(super) fn end(mut self) -> Result<bool, Error> {
        if self.audit_position == 0 {
            return Ok(false);
        }
        if self.public_moved {
            let Published { revision, at } = self.next_public();
            self.network.public_revision = revision;
            self.network.public_updated_at = at;
        }
        self.network.updated_at = self.at;
        network::update(self.connection, &self.network)?;
        Ok(true)
    }

    fn next_public(&self) -> Published {
        Published {
            revision: self.network.public_revision + 1,
            at: self.at,
        }
    }

    fn event(&self, from: Option<MembershipStatus>, member: &Member) -> MembershipEvent {
        let membership = &member.membership;
        let told = match membership.status {
            MembershipStatus::Former => membership.left_on,
            _ if from.is_none() => membership.joined_on,
            _ => None,
        };
        let today = self.at.date();
        MembershipEvent {
            id: EventId::new(),
            from,
            to: membership.status,
            occurred_on: told.unwrap_or(today),
            reason: None,
            recorded_at: self.at,
        }
    }

    pub(super) fn audit(
        &mut self,
        entries: impl IntoIterator<Item = Result<Entry, Error>>,
    ) -> Result<(), Error> {
        let entries = entries.into_iter().collect::<Result<Vec<_>, _>>()?;
        let written = i32::try_from(entries.len()).unwrap_or(i32::MAX);
        audit::insert(
            self.connection,
            self.network.revision,
            self.audit_position,
            self.at,
            self.actor,
            entries,
        )?;
        self.audit_position += written;
        Ok(())
    }
}

/// A slug that the public has seen leads to its member for ever; one that it never saw is free.
fn former_slugs(before: &Record, after: &Member) -> Vec<crate::network::Slug> {
    let seen = before.published.is_some().then_some(&before.member.slug);
    before
        .former_slugs
        .iter()
        .chain(seen)
        .filter(|slug| **slug != after.slug)
        .cloned()
        .collect()
}
