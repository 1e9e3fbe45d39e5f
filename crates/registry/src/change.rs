//! The write transaction: the only way in which the books change.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    audit::{self, Action, Actor, Entry, Subject},
    connection::AnyConnection,
    error::Error,
    likeness::Likeness,
    members::{
        Published, Record,
        storing::{self, Rewritten},
    },
    membership_events,
    mirror::mark,
    outbox::{self, Announcement},
    profile::{self, NetworkState},
    public_changes::{self, PublicMove},
    public_digest::PublicDigestOf,
    purged, service_types,
};
use network::{
    Date, DuplicateIndex, EventId, Member, MemberId, MembershipEvent, MembershipStatus,
    NetworkProfile, ServiceCode, ServiceType, Timestamp,
};

/// A change under way: everything written through it is committed together or not at all.
pub struct Change<'c> {
    connection: &'c mut AnyConnection,
    actor: Actor,
    pub(super) at: Timestamp,
    digest_of: PublicDigestOf,
    /// Whether mail goes out from these books.
    pub(super) has_mail: bool,
    likeness: Likeness,
    network: NetworkState,
    audit_position: i32,
    moves: Vec<PublicMove>,
    pub(super) announced: Vec<Announcement>,
    /// The members of which the public sees more by it than before.
    pub(super) more_public: BTreeMap<MemberId, Member>,
    /// Whether webhooks are told of it before anything else.
    pub(super) told_first: bool,
    /// Of which directory these books are a mirror.
    mirror_of: Option<String>,
}

/// A member that is to be written again.
#[derive(Debug)]
pub struct Rewrite {
    /// Its record as it is.
    pub before: Record,
    /// The member as it shall be.
    pub after: Member,
    /// What is done by that.
    pub action: Action,
    /// What belongs to the action.
    pub details: Option<Value>,
    /// Day and reason of the step, if the membership takes one.
    pub step: Option<(Date, Option<String>)>,
}

impl Rewrite {
    /// An ordinary change.
    pub fn new(action: Action, before: Record, after: Member) -> Self {
        Self {
            before,
            after,
            action,
            details: None,
            step: None,
        }
    }
}

impl<'c> Change<'c> {
    /// Begins a change: takes the next revision, which makes all other writers wait.
    pub(super) fn begin(
        connection: &'c mut AnyConnection,
        actor: Actor,
        digest_of: PublicDigestOf,
        has_mail: bool,
        likeness: &Likeness,
    ) -> Result<Self, Error> {
        profile::increment_revision(connection)?;
        let network = profile::load(connection)?;
        let mirror_of = mark::origin(connection)?;
        // Times tell changes apart, so no change is of the same time as the one before it.
        let at = Timestamp::now().max(network.updated_at.next());
        Ok(Self {
            connection,
            actor,
            at,
            digest_of,
            has_mail,
            likeness: likeness.clone(),
            network,
            audit_position: 0,
            moves: Vec::new(),
            announced: Vec::new(),
            more_public: BTreeMap::new(),
            told_first: false,
            mirror_of,
        })
    }

    /// The connection, for reading within the change.
    pub fn connection(&mut self) -> &mut AnyConnection {
        self.connection
    }

    /// Asks the index of duplicates, before anything is written.
    pub fn ask_likeness<T>(
        &mut self,
        ask: impl FnOnce(&mut DuplicateIndex) -> T,
    ) -> Result<T, Error> {
        self.likeness.ask(self.connection, ask)
    }

    /// The number of this change.
    pub fn revision(&self) -> i64 {
        self.network.revision
    }

    /// The time of this change.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// Who makes it.
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// The network as it stands, changes of this transaction included.
    pub fn network(&self) -> &NetworkState {
        &self.network
    }

    /// Tells webhooks of this change before all that they wait for.
    pub fn tell_first(&mut self) {
        self.told_first = true;
    }

    /// Fails in a mirror: what it holds is changed at its origin alone.
    fn own_books(&self) -> Result<(), Error> {
        match &self.mirror_of {
            None => Ok(()),
            Some(origin) => Err(Error::Mirror(origin.clone())),
        }
    }

    /// Writes new members, and the beginning of their membership.
    pub fn create_members(&mut self, new: Vec<Member>) -> Result<Vec<Record>, Error> {
        self.own_books()?;
        let records: Vec<Record> = new
            .into_iter()
            .map(|member| {
                let moved = PublicMove::of(member.id, None, (self.digest_of)(&member));
                let published = moved.is_some().then(|| self.next_public());
                self.moves.extend(moved);
                Record {
                    member,
                    created_at: self.at,
                    updated_at: self.at,
                    version: 1,
                    revision: self.network.revision,
                    published,
                }
            })
            .collect();
        storing::insert(self.connection, &records)?;
        let steps = records
            .iter()
            .map(|record| (record.member.id, self.event(None, &record.member, None)))
            .collect();
        membership_events::insert(self.connection, self.network.revision, steps)?;
        self.audit(records.iter().map(|record| {
            let id = record.member.id;
            let entry = Entry::new(Subject::Member, id, None, Some(&record.member))?;
            Ok(entry.about(Some(id)))
        }))?;
        Ok(records)
    }

    /// Writes members anew that are in the books already; each comes with its record as it was.
    /// What is the same as before is left alone, and the number of those that differ is returned.
    pub fn replace_members(&mut self, changes: Vec<(Record, Member)>) -> Result<usize, Error> {
        let rewrites = changes
            .into_iter()
            .filter(|(before, after)| before.member != *after)
            .map(|(before, after)| Rewrite::new(Action::Update, before, after))
            .collect();
        Ok(self.rewrite_members(rewrites)?.len())
    }

    /// Writes members anew, whether they differ or not, and returns their records.
    pub fn rewrite_members(&mut self, mut rewrites: Vec<Rewrite>) -> Result<Vec<Record>, Error> {
        self.own_books()?;
        let mut records = Vec::with_capacity(rewrites.len());
        let mut steps: Vec<(MemberId, MembershipEvent)> = Vec::new();
        for rewrite in &mut rewrites {
            // A slug that names somebody who is erased is not kept.
            if rewrite.action != Action::Erase {
                keep_slugs(&rewrite.before, &mut rewrite.after);
            }
            let Rewrite { before, after, .. } = &*rewrite;
            let (was, shown) = ((self.digest_of)(&before.member), (self.digest_of)(after));
            if shown
                .as_ref()
                .is_some_and(|shown| shown.shows_more_than(was.as_ref()))
            {
                self.more_public.insert(after.id, after.clone());
            }
            let mut moved = PublicMove::of(after.id, was, shown);
            if rewrite.action == Action::Erase
                && let Some(moved) = &mut moved
            {
                // The history tells of nothing that was erased.
                moved.before.clone_from(&moved.after);
            }
            let published = match moved {
                Some(_) => Some(self.next_public()),
                None => before.published,
            };
            self.moves.extend(moved);
            let status = before.member.membership.status;
            if status != after.membership.status {
                let told = rewrite.step.clone();
                steps.push((after.id, self.event(Some(status), after, told)));
            }
            records.push(Record {
                member: after.clone(),
                created_at: before.created_at,
                updated_at: self.at,
                version: before.version + 1,
                revision: self.network.revision,
                published,
            });
        }
        let ended: Vec<MemberId> = rewrites
            .iter()
            .filter(|rewrite| rewrite.after.has_ended() && !rewrite.before.member.has_ended())
            .map(|rewrite| rewrite.after.id)
            .collect();
        let rewritten = rewrites.iter().zip(&records);
        let rewritten = rewritten.map(|(rewrite, record)| Rewritten {
            record,
            before: Some(&rewrite.before.member),
        });
        storing::update(self.connection, &rewritten.collect::<Vec<_>>())?;
        membership_events::insert(self.connection, self.network.revision, steps)?;
        self.audit(rewrites.into_iter().map(|rewrite| {
            let Rewrite { before, after, .. } = rewrite;
            let entry = Entry::new(
                Subject::Member,
                after.id,
                Some(&before.member),
                Some(&after),
            )?;
            Ok(entry
                .with_action(rewrite.action)
                .about(Some(after.id))
                .with_details(rewrite.details))
        }))?;
        self.end_keys_of(&ended)?;
        Ok(records)
    }

    /// Removes a member for good. Its public addresses answer from then on that it is gone. What
    /// the trail holds of it is erased by the caller, who knows what else there is.
    pub fn purge_member(&mut self, record: &Record) -> Result<(), Error> {
        self.own_books()?;
        let id = record.member.id;
        public_changes::forget(self.connection, id)?;
        if record.published.is_some() {
            // Even if it was withdrawn long ago: what the history told of it is gone now.
            self.moves.push(PublicMove::forgotten(id));
        }
        purged::insert(self.connection, record, self.network.revision, self.at)?;
        storing::delete(self.connection, &[id.to_string()])?;
        let remains = serde_json::json!({ "id": id });
        let entry = Entry::new(Subject::Member, id, Some(&remains), None)?;
        self.audit([Ok(entry.about(Some(id)))])
    }

    /// Notes that personal data were erased, from more than the records of members. The line names
    /// nobody.
    pub fn note_erasure(&mut self, details: Option<Value>) -> Result<(), Error> {
        let line = Entry::of_registry(Action::Erase, "personal_data");
        self.audit([Ok(line.with_details(details))])
    }

    /// What the public once saw is told otherwise from now on, although nothing that it sees now has
    /// changed: answers that were given before are good no more.
    pub fn public_past_moved(&mut self) {
        self.network_moved();
    }

    /// Writes the network's profile, all of which is public.
    pub fn set_profile(&mut self, profile: NetworkProfile) -> Result<(), Error> {
        self.rewrite_profile(profile, Action::Update, None)
    }

    /// As [`Self::set_profile`], naming what is done by that.
    pub fn rewrite_profile(
        &mut self,
        profile: NetworkProfile,
        action: Action,
        details: Option<Value>,
    ) -> Result<(), Error> {
        self.own_books()?;
        if profile == self.network.profile {
            return Ok(());
        }
        let before = std::mem::replace(&mut self.network.profile, profile);
        self.network_moved();
        profile::update(self.connection, &self.network)?;
        let after = &self.network.profile;
        let entry = Entry::new(
            Subject::Network,
            self.network.id,
            Some(&before),
            Some(after),
        )?;
        self.audit([Ok(entry.with_action(action).with_details(details))])
    }

    /// Adds service types, parents before children. The taxonomy is public.
    pub fn create_service_types(&mut self, new: &[ServiceType]) -> Result<(), Error> {
        self.own_books()?;
        service_types::insert(self.connection, new)?;
        if !new.is_empty() {
            self.network_moved();
        }
        self.audit(
            new.iter().map(|service| {
                Entry::new(Subject::ServiceType, &service.code, None, Some(service))
            }),
        )
    }

    /// Writes a service type again, under its code.
    pub fn rewrite_service_type(
        &mut self,
        before: &ServiceType,
        after: &ServiceType,
        action: Action,
        details: Option<Value>,
    ) -> Result<(), Error> {
        self.own_books()?;
        service_types::update(self.connection, after)?;
        self.network_moved();
        let entry = Entry::new(Subject::ServiceType, &after.code, Some(before), Some(after))?;
        self.audit([Ok(entry.with_action(action).with_details(details))])
    }

    /// Removes a service type that no offer and no child names.
    pub fn remove_service_type(
        &mut self,
        service: &ServiceType,
        action: Action,
        merged_into: Option<&ServiceCode>,
    ) -> Result<(), Error> {
        self.own_books()?;
        service_types::delete(self.connection, &service.code)?;
        self.network_moved();
        let entry = Entry::new(Subject::ServiceType, &service.code, Some(service), None)?;
        let details = merged_into.map(|code| serde_json::json!({ "merged_into": code }));
        self.audit([Ok(entry.with_action(action).with_details(details))])
    }

    /// Ends the change; says whether there was anything to commit.
    pub(super) fn end(mut self) -> Result<bool, Error> {
        if self.audit_position == 0 {
            return Ok(false);
        }
        let moves = std::mem::take(&mut self.moves);
        let published = (!moves.is_empty()).then(|| self.next_public());
        let announced = std::mem::take(&mut self.announced);
        outbox::write(&mut self, published, &moves, &announced)?;
        if let Some(published) = published {
            self.network.public_revision = published.revision;
            self.network.public_updated_at = published.at;
            public_changes::insert(self.connection, published, &moves)?;
        }
        self.network.updated_at = self.at;
        profile::update(self.connection, &self.network)?;
        Ok(true)
    }

    fn network_moved(&mut self) {
        if !self.moves.contains(&PublicMove::NETWORK) {
            self.moves.push(PublicMove::NETWORK);
        }
    }

    fn next_public(&self) -> Published {
        Published {
            revision: self.network.public_revision + 1,
            at: self.at,
        }
    }

    fn event(
        &self,
        from: Option<MembershipStatus>,
        member: &Member,
        step: Option<(Date, Option<String>)>,
    ) -> MembershipEvent {
        let membership = &member.membership;
        let told = match membership.status {
            MembershipStatus::Former => membership.left_on,
            _ if from.is_none() => membership.joined_on,
            _ => None,
        };
        let usual = (told.unwrap_or(self.at.date()), None);
        let (occurred_on, reason) = step.unwrap_or(usual);
        MembershipEvent {
            id: EventId::new(),
            from,
            to: membership.status,
            occurred_on,
            reason,
            recorded_at: self.at,
        }
    }

    /// Writes lines of the audit trail. A change without any is none, and is rolled back.
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
fn keep_slugs(before: &Record, after: &mut Member) {
    let old = &before.member.slug;
    if before.published.is_some() && *old != after.slug && !after.former_slugs.contains(old) {
        after.former_slugs.push(old.clone());
    }
    let current = after.slug.clone();
    after.former_slugs.retain(|slug| *slug != current);
    // As they are read back.
    after.former_slugs.sort();
}
