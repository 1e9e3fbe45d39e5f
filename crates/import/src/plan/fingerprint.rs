//! Tells what a step makes of a member from anything else that could be made of it. Identifiers
//! and times that are made anew each time do not count.

use serde::Serialize;
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
    /// That of a step; nothing for one that does nothing.
    pub fn of(step: &Step) -> Result<Option<Self>, serde_json::Error> {
        let (what, member, value) = match step {
            Step::Create { member, .. } => {
                let mut value = serde_json::to_value(&**member)?;
                forget_ids(&mut value, &[]);
                ("create", member.slug.to_string(), value)
            }
            Step::Change { before, after } => {
                let mut value = serde_json::to_value(&**after)?;
                let known = part_ids(&before.member);
                forget_ids(&mut value, &known);
                ("change", after.id.to_string(), value)
            }
            Step::Withdraw(record) => (
                "withdraw",
                record.member.id.to_string(),
                serde_json::to_value(&record.member)?,
            ),
            Step::Same(_) | Step::Missing(_) => return Ok(None),
        };
        let digest = xxh3_64(format!("{what} {value}").as_bytes());
        Ok(Some(Self {
            member,
            digest: format!("{digest:016x}"),
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

fn forget_ids(value: &mut Value, known: &[String]) {
    match value {
        Value::Object(fields) => {
            let new = fields
                .get("id")
                .and_then(Value::as_str)
                .is_some_and(|id| !known.iter().any(|known| known == id));
            if new {
                fields.shift_remove("id");
                // Of a new note, which is recorded when it is written unless its row says when.
                fields.shift_remove("recorded_at");
            }
            for field in fields.values_mut() {
                forget_ids(field, known);
            }
        }
        Value::Array(items) => {
            for item in items {
                forget_ids(item, known);
            }
        }
        _ => {}
    }
}
