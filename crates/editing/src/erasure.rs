//! A person's right to see what is kept about them, and to have it erased (GDPR, articles 15 and
//! 17); and the end of a member with everything about it.

use std::{collections::BTreeSet, time::Duration};

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{
    Edit, Refusal,
    members::{expected, load},
};
use network::{Contact, ContactId, Member, MemberId, Timestamp};
use registry::{
    AnyConnection, Change, Record, Rewrite,
    audit::{Action, Subject},
    imports, members,
    trail::{self, TrailFilter},
};

/// A person's data as they once stood.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ContactVersion {
    /// The change that wrote them so.
    pub revision: i64,
    /// When it was made.
    pub recorded_at: Timestamp,
    /// What was kept from then on.
    pub contact: Contact,
}

/// All that is kept about a person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonalData {
    /// The member that the person is a contact of.
    pub member_id: MemberId,
    /// That member's name.
    pub member_name: String,
    /// The data as they are; null when the contact was taken out of the entry.
    pub contact: Option<Contact>,
    /// The data as they were, in the audit trail, the oldest first.
    pub history: Vec<ContactVersion>,
    /// Fields of the entry that hold the person's name, e-mail or telephone too (JSON pointers).
    pub mentions: Vec<String>,
}

/// What was erased.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Erased {
    /// The person whose data were erased.
    pub contact_id: ContactId,
    /// How many lines of the audit trail they were taken out of.
    pub audit_lines: usize,
    /// Fields of the entry that hold the person's name, e-mail or telephone still, for somebody to
    /// read and change (JSON pointers).
    pub mentions: Vec<String>,
}

/// All that is kept about a person.
pub fn personal_data(
    connection: &mut AnyConnection,
    record: &Record,
    contact: &str,
) -> Result<PersonalData, Refusal> {
    all_of(connection, record, contact_id(contact)?)
}

fn contact_id(text: &str) -> Result<ContactId, Refusal> {
    text.parse()
        .map_err(|_| Refusal::NotFound(format!("There is no contact \"{text}\".")))
}

fn all_of(
    connection: &mut AnyConnection,
    record: &Record,
    contact: ContactId,
) -> Result<PersonalData, Refusal> {
    let history = history(connection, record.member.id, contact)?;
    let now = record.member.contacts.iter().find(|one| one.id == contact);
    if now.is_none() && history.is_empty() {
        return Err(unknown(contact));
    }
    let traces = Traces::new(
        contact,
        now.into_iter()
            .chain(history.iter().map(|one| &one.contact)),
    );
    Ok(PersonalData {
        member_id: record.member.id,
        member_name: record.member.name.clone(),
        contact: now.cloned(),
        mentions: traces.mentions(&record.member)?,
        history,
    })
}

fn unknown(contact: ContactId) -> Refusal {
    Refusal::NotFound(format!(
        "Nothing is kept about a contact {contact} of this member."
    ))
}

/// The versions of a contact that the trail holds, each once.
fn history(
    connection: &mut AnyConnection,
    member: MemberId,
    contact: ContactId,
) -> Result<Vec<ContactVersion>, Refusal> {
    let wanted = TrailFilter {
        members: vec![member],
        subjects: vec![Subject::Member],
        ..Default::default()
    };
    let mut versions: Vec<ContactVersion> = Vec::new();
    for line in trail::read(connection, &wanted)? {
        let Some(after) = line.after else { continue };
        let found = after["contacts"].as_array().into_iter().flatten();
        let found = found.filter(|one| one["id"] == json!(contact));
        for value in found {
            let contact: Contact = serde_json::from_value(value.clone())?;
            if versions.last().is_none_or(|last| last.contact != contact) {
                versions.push(ContactVersion {
                    revision: line.revision,
                    recorded_at: line.recorded_at,
                    contact,
                });
            }
        }
    }
    Ok(versions)
}

/// Erases a person's data: from the entry, from every line of the trail, from proposals and from
/// the answers that are kept. What is left is that something was erased, when and by whom.
pub fn erase_contact(
    change: &mut Change<'_>,
    edit: &Edit,
    contact: &str,
) -> Result<(Record, Erased), Refusal> {
    edit.has_no_body()?;
    let contact = contact_id(contact)?;
    let record = expected(change.connection(), edit)?;
    let data = all_of(change.connection(), &record, contact)?;
    let versions = data.history.iter().map(|version| &version.contact);
    let traces = Traces::new(contact, data.contact.iter().chain(versions));
    let mut after = record.member.clone();
    after.contacts.retain(|one| one.id != contact);
    let id = after.id;
    let rewrite = Rewrite {
        details: Some(json!({ "contact": contact })),
        ..Rewrite::new(Action::Erase, record, after)
    };
    change.rewrite_members(vec![rewrite])?;
    let at = change.at();
    let audit_lines = trail::erase(change.connection(), id, at, |_, value| traces.erase(value))?;
    change.erase_in_proposals(id, |value| traces.erase(value))?;
    change.erase_answers(id)?;
    forget_imports(change)?;
    let record = load(change.connection(), id)?;
    let erased = Erased {
        contact_id: contact,
        audit_lines,
        mentions: traces.mentions(&record.member)?,
    };
    Ok((record, erased))
}

/// Removes a member for good, with those that were merged into it: of their records, of the trail
/// and of all else only the identifiers are left.
pub fn purge(change: &mut Change<'_>, edit: &Edit) -> Result<(), Refusal> {
    edit.has_no_body()?;
    let record = expected(change.connection(), edit)?;
    let mut records = Vec::new();
    for id in members::ids_merged_into(change.connection(), record.member.id)? {
        records.push(load(change.connection(), id)?);
    }
    records.push(record);
    for record in records {
        let id = record.member.id;
        change.purge_member(&record)?;
        let at = change.at();
        trail::erase(change.connection(), id, at, |subject, value| {
            let purged = matches!(subject, Subject::Member | Subject::Proposal);
            let remains = match value.get("id") {
                Some(id) => json!({ "id": id }),
                None => json!({}),
            };
            let more = purged && *value != remains;
            if more {
                *value = remains;
            }
            more
        })?;
        change.erase_answers(id)?;
    }
    forget_imports(change)
}

/// Lets go of all imports that were handed over and not applied: nobody can tell of a spreadsheet
/// whom it does not name.
fn forget_imports(change: &mut Change<'_>) -> Result<(), Refusal> {
    // The clocks of other nodes may be a little ahead.
    let before = change.at().later(Duration::from_secs(60 * 60));
    imports::forget(change.connection(), before)?;
    Ok(())
}

/// By what a person is recognised in a document.
struct Traces {
    id: String,
    names: BTreeSet<String>,
    /// Names, e-mails and telephones, as a text may hold them.
    words: BTreeSet<String>,
}

impl Traces {
    fn new<'a>(id: ContactId, versions: impl Iterator<Item = &'a Contact>) -> Self {
        let mut traces = Self {
            id: id.to_string(),
            names: BTreeSet::new(),
            words: BTreeSet::new(),
        };
        for version in versions {
            traces.names.insert(version.name.clone());
            traces.words.insert(version.name.to_lowercase());
            let email = version.email.iter().map(ToString::to_string);
            let phone = version.phone.iter().map(ToString::to_string);
            let reach = email.chain(phone).map(|text| text.to_lowercase());
            traces.words.extend(reach);
        }
        traces
    }

    /// Takes the person out of a document, wherever in it a contact stands; says whether it was
    /// there.
    fn erase(&self, value: &mut Value) -> bool {
        let mut erased = false;
        match value {
            Value::Array(items) => {
                let all = items.len();
                items.retain(|item| !self.is_person(item) && !self.is_change(item));
                erased = items.len() < all;
                for item in items {
                    erased |= self.erase(item);
                }
            }
            Value::Object(fields) => {
                for item in fields.values_mut() {
                    // A proposal holds a new contact as the value that a field would get.
                    if self.is_person(item) {
                        *item = Value::Null;
                        erased = true;
                    }
                    erased |= self.erase(item);
                }
            }
            _ => {}
        }
        erased
    }

    /// Whether it is the contact, or one that was proposed without an identifier.
    fn is_person(&self, value: &Value) -> bool {
        value["id"] == self.id.as_str()
            || value["legal_basis"].is_string()
                && value["name"]
                    .as_str()
                    .is_some_and(|name| self.names.contains(name))
    }

    /// Whether it is a proposed change of the contact.
    fn is_change(&self, value: &Value) -> bool {
        let pointer = value["pointer"].as_str().unwrap_or_default();
        pointer.starts_with(&format!("/contacts/{}", self.id))
    }

    /// The fields of an entry whose text holds the person's name, e-mail or telephone.
    fn mentions(&self, member: &Member) -> Result<Vec<String>, Refusal> {
        let mut found = Vec::new();
        let mut entry = serde_json::to_value(member)?;
        self.erase(&mut entry);
        self.search("", &entry, &mut found);
        Ok(found)
    }

    fn search(&self, pointer: &str, value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => {
                let text = text.to_lowercase();
                if self.words.iter().any(|word| text.contains(word)) {
                    found.push(pointer.to_owned());
                }
            }
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    self.search(&format!("{pointer}/{place}"), item, found);
                }
            }
            Value::Object(fields) => {
                for (name, item) in fields {
                    self.search(&format!("{pointer}/{name}"), item, found);
                }
            }
            _ => {}
        }
    }
}
