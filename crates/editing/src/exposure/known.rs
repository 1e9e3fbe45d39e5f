//! What all public entries tell, kept from question to question.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Mutex, PoisonError},
};

use xxhash_rust::xxh3::xxh3_64;

use crate::refusal::Refusal;
use network::{
    Contact, Epoch, Member, MemberId,
    disclosure::{Hidden, SecretIndex},
};
use publication::exposure::{Exposure, told};
use registry::{AnyConnection, Error, Record, accepted_exposures, locations, people, profile};

/// The exposures of all members. A question costs the members that changed since the one before, as
/// long as they keep the same things secret.
#[derive(Default)]
pub struct KnownExposures(Mutex<Option<Known>>);

struct Known {
    epoch: Epoch,
    revision: i64,
    members: HashSet<MemberId>,
    /// Hashes of what each member keeps secret, if it does.
    secrets: HashMap<MemberId, u64>,
    told: BTreeMap<MemberId, Vec<Exposure>>,
}

impl KnownExposures {
    /// What public entries tell of secrets without an editor's word that they may, by their members'
    /// identifiers.
    pub fn find(&self, connection: &mut AnyConnection) -> Result<Vec<Exposure>, Refusal> {
        let epoch = profile::moment(connection)?.epoch;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let followed = match kept.take().filter(|known| known.epoch == epoch) {
            Some(known) => known.follow(connection)?,
            None => None,
        };
        let known = match followed {
            Some(known) => known,
            None => Known::load(connection, epoch)?,
        };
        let accepted = accepted_exposures::load(connection, None)?;
        let told = known.told.values().flatten();
        let found = told.filter(|exposure| !accepted.contains(&exposure.id));
        let found = found.cloned().collect();
        *kept = Some(known);
        Ok(found)
    }
}

impl Known {
    fn load(connection: &mut AnyConnection, epoch: Epoch) -> Result<Self, Refusal> {
        let mut known = Self {
            epoch,
            revision: 0,
            members: HashSet::new(),
            secrets: HashMap::new(),
            told: BTreeMap::new(),
        };
        let records = registry::members::load_all(connection)?;
        for record in &records {
            let member = &record.member;
            if let Some(secret) = secret_of(member) {
                known.secrets.insert(member.id, secret);
            }
        }
        let all = || records.iter().map(|record| &record.member);
        let places =
            all().flat_map(|member| member.locations.iter().map(|place| (member.id, place)));
        let secrets = SecretIndex::new(places);
        let people: HashMap<MemberId, &Vec<Contact>> =
            all().map(|member| (member.id, &member.contacts)).collect();
        known.look_at(&records, &secrets, &mut |id| {
            let found = people.get(&id).copied();
            Ok(found.cloned().unwrap_or_default())
        })?;
        Ok(known)
    }

    /// The same as it is now; nothing when members keep other things secret, for then any entry may
    /// tell them, or when some are gone altogether.
    fn follow(mut self, connection: &mut AnyConnection) -> Result<Option<Self>, Refusal> {
        let records = registry::members::load_changed_since(connection, self.revision)?;
        let is_the_same =
            |member: &Member| self.secrets.get(&member.id) == secret_of(member).as_ref();
        if !records.iter().all(|record| is_the_same(&record.member)) {
            return Ok(None);
        }
        if !records.is_empty() {
            let places = locations::load_not_public(connection)?;
            let secrets = SecretIndex::new(places.iter().map(|(member, place)| (*member, place)));
            self.look_at(&records, &secrets, &mut |id| {
                let found = people::load_contacts(connection, Some(&[id.to_string()]))?;
                Ok(found.into_values().flatten().collect())
            })?;
        }
        let count = registry::members::count(connection)?;
        let is_whole = usize::try_from(count) == Ok(self.members.len());
        Ok(is_whole.then_some(self))
    }

    fn look_at(
        &mut self,
        records: &[Record],
        secrets: &SecretIndex,
        people: &mut dyn FnMut(MemberId) -> Result<Vec<Contact>, Error>,
    ) -> Result<(), Refusal> {
        for record in records {
            let member = &record.member;
            self.revision = self.revision.max(record.revision);
            self.members.insert(member.id);
            match told(member, secrets, people)? {
                told if told.is_empty() => self.told.remove(&member.id),
                told => self.told.insert(member.id, told),
            };
        }
        Ok(())
    }
}

/// A hash of what entries of others may tell of a member: what it keeps secret of its places, and the
/// people there. Nothing where it keeps no place secret: its people are looked for in its own entry
/// alone then.
fn secret_of(member: &Member) -> Option<u64> {
    let places = member.locations.iter();
    let places: Vec<Hidden> = places
        .filter_map(|place| Hidden::location(member.id, place))
        .collect();
    let people = &member.contacts;
    (!places.is_empty()).then(|| xxh3_64(format!("{places:?} {people:?}").as_bytes()))
}
