//! Tells what a step makes of a member from anything else that could be made of it. Identifiers
//! and times that are made anew each time do not count.

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;
use xxhash_rust::xxh3::xxh3_64;

use super::step::Step;
use network::Member;

/// What becomes of one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// The member: its identifier, or the slug that a new one gets. For a record that is no member's,
    /// its kind and its code.
    pub member: String,
    /// What becomes of it.
    pub digest: String,
}

impl Fingerprint {
    /// That of a step that makes `after` of its member; nothing for one that does nothing.
    pub fn of(step: &Step, after: &Value) -> Result<Option<Self>, serde_json::Error> {
        let (what, member, known) = match step {
            Step::Create { member, .. } => ("create", member.slug.to_string(), Some(Vec::new())),
            Step::Change { before, after } => {
                let known = part_ids(&before.member);
                ("change", after.id.to_string(), Some(known))
            }
            Step::Withdraw(record) => ("withdraw", record.member.id.to_string(), None),
            Step::Same(_) | Step::Missing(_) => return Ok(None),
        };
        let mut text = format!("{what} ").into_bytes();
        match &known {
            Some(known) => serde_json::to_writer(
                &mut text,
                &Kept {
                    value: after,
                    known,
                },
            )?,
            None => serde_json::to_writer(&mut text, after)?,
        }
        Ok(Some(Self {
            member,
            digest: format!("{:016x}", xxh3_64(&text)),
        }))
    }

    /// That of a record that is no member's, which is called `member` here.
    pub fn of_value(member: String, value: &impl Serialize) -> Result<Self, serde_json::Error> {
        let digest = xxh3_64(serde_json::to_string(value)?.as_bytes());
        Ok(Self {
            member,
            digest: format!("{digest:016x}"),
        })
    }
}

fn part_ids(member: &Member) -> Vec<String> {
    let places = member.locations.iter().map(|place| place.id.to_string());
    let offers = member
        .service_offers
        .iter()
        .map(|offer| offer.id.to_string());
    let own = [member.id.to_string()];
    let contacts = member.contacts.iter().map(|one| one.id.to_string());
    let notes = member.notes.iter().map(|one| one.id.to_string());
    own.into_iter()
        .chain(places)
        .chain(offers)
        .chain(contacts)
        .chain(notes)
        .collect()
}

/// A value without what is made anew each time: the identifiers that are not known.
struct Kept<'v> {
    value: &'v Value,
    known: &'v [String],
}

impl Serialize for Kept<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let within = |value| Kept { value, ..*self };
        match self.value {
            Value::Object(fields) => {
                let id = fields.get("id").and_then(Value::as_str);
                let is_new = id.is_some_and(|id| !self.known.iter().any(|known| known == id));
                let mut map = serializer.serialize_map(None)?;
                for (name, value) in fields {
                    // A new note is recorded when it is written, unless its row says when.
                    if !is_new || !matches!(name.as_str(), "id" | "recorded_at") {
                        map.serialize_entry(name, &within(value))?;
                    }
                }
                map.end()
            }
            Value::Array(items) => serializer.collect_seq(items.iter().map(within)),
            value => value.serialize(serializer),
        }
    }
}
