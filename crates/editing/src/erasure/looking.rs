//! One person in all of the books: found in every text of every table, and taken out of them.

use std::{cell::RefCell, collections::BTreeSet};

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    document::{Fate, Kind, Met, Reader},
    found::{Finder, Found, Holder, id_of},
    rows::{in_row, place_of},
};
use crate::Refusal;
use network::{Member, MemberId, NetworkProfile, ServiceType, disclosure::Person};
use registry::{
    AnyConnection, Change, Rewrite,
    audit::Action,
    members, profile, service_types,
    texts::{self, Table},
};

/// Whom it is about.
#[derive(Debug)]
pub struct Wanted {
    /// By what the person is known in texts about the members that it belongs to.
    person: Person,
    /// By what in all other texts: a single name is many people's.
    elsewhere: Person,
    /// The member that it belongs to; nothing when somebody was asked for by name.
    home: Option<String>,
    /// Identifiers of contacts that are the person.
    contacts: RefCell<BTreeSet<String>>,
    salt: u64,
}

/// What an erasure did.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub struct Taken {
    /// How many records of members are other than before.
    pub entries: usize,
    /// How many lines of the audit trail.
    pub audit_lines: usize,
    /// How many other texts: proposals, reasons, labels, copies.
    pub texts: usize,
}

impl Wanted {
    /// Somebody who is asked for by name, e-mail address and telephone number.
    pub fn by_text(person: Person) -> Self {
        Self {
            elsewhere: person.clone(),
            person,
            home: None,
            contacts: RefCell::default(),
            salt: xxh3_64(MemberId::new().uuid().as_bytes()),
        }
    }

    /// A contact of a member; `told` is what was said besides what is kept.
    pub fn contact(member: MemberId, contact: String, kept: Person, told: Person) -> Self {
        Self {
            elsewhere: kept.without_single_names().with(&told),
            person: kept.with(&told),
            home: Some(member.to_string()),
            contacts: RefCell::new(BTreeSet::from([contact])),
            ..Self::by_text(Person::default())
        }
    }

    fn reader(&self, member: Option<&str>) -> Reader<'_> {
        let at_home = self
            .home
            .as_deref()
            .is_some_and(|home| member == Some(home));
        Reader {
            person: if at_home {
                &self.person
            } else {
                &self.elsewhere
            },
            contacts: &self.contacts,
            salt: self.salt,
            namesakes: self.home.is_some() && !at_home,
            all_required: false,
        }
    }

    /// Where an entry names the person: JSON pointers with the places in lists.
    pub fn mentions(&self, member: &Member) -> Result<Vec<String>, Refusal> {
        let mut pointers: Vec<String> = Vec::new();
        let entry = serde_json::to_value(member)?;
        self.reader(Some(&member.id.to_string()))
            .read(&mut entry.clone(), &mut |met| {
                if met.kind != Kind::Contact {
                    let pointer = with_places(&entry, met.path);
                    if !pointers.contains(&pointer) {
                        pointers.push(pointer);
                    }
                }
                false
            });
        Ok(pointers)
    }

    /// Finds all that names the person.
    pub fn look(&self, connection: &mut AnyConnection) -> Result<Found, Refusal> {
        let mut finder = Finder::default();
        for record in members::load_all(connection)? {
            let id = record.member.id.to_string();
            let mut entry = serde_json::to_value(&record.member)?;
            let about = Some(id.as_str());
            let reader = self.reader(about);
            reader.read(&mut entry, &mut |met| {
                finder.note(met, Holder::Entry, &id, about, None)
            });
        }
        let network = profile::load(connection)?;
        let mut document = serde_json::to_value(&network.profile)?;
        let id = network.id.to_string();
        self.reader(None).read(&mut document, &mut |met| {
            finder.note(met, Holder::Network, &id, None, None)
        });
        for service in service_types::load(connection)? {
            let mut document = serde_json::to_value(&service)?;
            let code = service.code.as_str();
            self.reader(None).read(&mut document, &mut |met| {
                finder.note(met, Holder::ServiceType, code, None, None)
            });
        }
        texts::each::<Refusal>(connection, |row| {
            let (holder, id, revision) = place_of(row);
            let (id, member) = (id.to_owned(), row.member.clone());
            in_row(self.reader(member.as_deref()), row, "", &mut |met| {
                finder.note(met, holder, &id, member.as_deref(), revision)
            });
            Ok(texts::Fate::Stays)
        })?;
        Ok(finder.end())
    }

    /// Takes all of it out, but for what is kept. `details` stands in the lines about members.
    pub fn take_out(
        &self,
        change: &mut Change<'_>,
        kept: &BTreeSet<String>,
        details: Option<&Value>,
    ) -> Result<Taken, Refusal> {
        let goes =
            |met: Met<'_>| met.kind == Kind::Copy || !kept.contains(&id_of(met.kind, met.key));
        let mut taken = Taken::default();
        let mut rewrites = Vec::new();
        for record in members::load_all(change.connection())? {
            let id = record.member.id.to_string();
            let mut entry = serde_json::to_value(&record.member)?;
            let fate = self
                .reader(Some(&id))
                .read(&mut entry, &mut |met| goes(met));
            if fate != Fate::Same || self.home.as_ref() == Some(&id) {
                let after: Member = serde_json::from_value(entry)?;
                rewrites.push(Rewrite {
                    details: details.cloned(),
                    ..Rewrite::new(Action::Erase, record, after)
                });
            }
        }
        taken.entries = rewrites.len();
        for rewrite in &rewrites {
            change.erase_answers(rewrite.after.id)?;
        }
        change.rewrite_members(rewrites)?;
        self.take_out_of_network(change, &mut |met| goes(met))?;
        change.note_erasure(details.cloned())?;
        let at = change.at().to_string();
        let mut public_past = false;
        texts::each::<Refusal>(change.connection(), |row| {
            let reader = self.reader(row.member.as_deref());
            let fate = in_row(reader, row, &at, &mut |met| goes(met));
            match (fate, row.table) {
                (texts::Fate::Stays, _) => {}
                (_, Table::AuditEntries) => taken.audit_lines += 1,
                (_, Table::PublicChanges | Table::PurgedMembers | Table::PurgedSlugs) => {
                    public_past = true
                }
                _ => taken.texts += 1,
            }
            Ok(fate)
        })?;
        if public_past {
            change.public_past_moved();
        }
        Ok(taken)
    }

    fn take_out_of_network(
        &self,
        change: &mut Change<'_>,
        goes: &mut dyn FnMut(Met<'_>) -> bool,
    ) -> Result<(), Refusal> {
        let reader = self.reader(None);
        let mut document = serde_json::to_value(&change.network().profile)?;
        if reader.read(&mut document, goes) != Fate::Same {
            let profile: NetworkProfile = serde_json::from_value(document)?;
            change.rewrite_profile(profile, Action::Erase, None)?;
        }
        for before in service_types::load(change.connection())? {
            let mut document = serde_json::to_value(&before)?;
            if reader.read(&mut document, goes) != Fate::Same {
                let after: ServiceType = serde_json::from_value(document)?;
                change.rewrite_service_type(&before, &after, Action::Erase, None)?;
            }
        }
        Ok(())
    }
}

/// A JSON pointer (RFC 6901) of a path in which identifiers stand for places.
fn with_places(document: &Value, path: &[String]) -> String {
    let mut value = document;
    let mut pointer = String::new();
    for step in path {
        let place = value.as_array().and_then(|items| {
            items
                .iter()
                .position(|item| item["id"].as_str() == Some(step))
        });
        let step = place.map_or_else(|| step.clone(), |place| place.to_string());
        value = match value {
            Value::Array(items) => step.parse().ok().and_then(|place: usize| items.get(place)),
            value => value.get(&step),
        }
        .unwrap_or(&Value::Null);
        pointer = network::difference::below(&pointer, &step);
    }
    pointer
}
