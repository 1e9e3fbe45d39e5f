//! A person's right to see what is kept about them, and to have it erased (GDPR, articles 15 and
//! 17); and the end of a member with everything about it.

mod document;
mod found;
mod looking;
mod rows;
mod sentences;

use std::{collections::BTreeSet, time::Duration};

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use super::{
    Edit, Refusal,
    document::Mistake,
    members::{expected, load},
};
pub use found::{Finding, Found, Holder, TextPlace};
pub use looking::Taken;
use looking::Wanted;
use network::{
    Contact, ContactId, Invalid, MemberId, Timestamp, codes::codes, disclosure::Person, fold,
};
use registry::{
    AnyConnection, Change, Record,
    audit::Subject,
    imports, mails, members,
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
    /// Everywhere else that the person is named, in the whole registry and its past.
    pub found: Found,
}

/// Somebody, by all that they are known by.
#[derive(Debug, Clone, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SoughtPerson {
    /// Names, former and short ones too; the order of their words, accents and case do not matter.
    #[serde(default)]
    #[validate(length(max = 50, message = "50 are the most"))]
    #[schema(max_items = 50, example = json!(["Anna Vandenbroucke"]))]
    pub names: Vec<String>,
    /// E-mail addresses.
    #[serde(default)]
    #[validate(length(max = 50, message = "50 are the most"))]
    #[schema(max_items = 50, example = json!(["anna@huis.example"]))]
    pub emails: Vec<String>,
    /// Telephone numbers, with the country or without.
    #[serde(default)]
    #[validate(length(max = 50, message = "50 are the most"))]
    #[schema(max_items = 50, example = json!(["+32 475 12 34 56"]))]
    pub phones: Vec<String>,
}

codes! {
    /// What becomes of sentences that name a person.
    SentenceRule ("rule for sentences") {
        /// They stay.
        Keep = "keep",
        /// They are taken out, in the past too.
        Remove = "remove",
    }
}

/// What becomes of what names a person. Nothing is done until something is said of every sentence.
#[derive(Debug, Clone, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    /// Names, former and short ones too. Of a contact, what is kept is known already.
    #[serde(default)]
    #[validate(length(max = 50, message = "50 are the most"))]
    #[schema(max_items = 50, example = json!(["Anna Vandenbroucke"]))]
    pub names: Vec<String>,
    /// E-mail addresses.
    #[serde(default)]
    #[validate(length(max = 50, message = "50 are the most"))]
    #[schema(max_items = 50, example = json!(["anna@huis.example"]))]
    pub emails: Vec<String>,
    /// Telephone numbers, with the country or without.
    #[serde(default)]
    #[validate(length(max = 50, message = "50 are the most"))]
    #[schema(max_items = 50, example = json!(["+32 475 12 34 56"]))]
    pub phones: Vec<String>,
    /// What becomes of the sentences that neither `keep` nor `remove` names.
    #[serde(default)]
    pub sentences: Option<SentenceRule>,
    /// What stays, by the `id` that it was found with: sentences, and also fields and contacts, which
    /// go when nothing is said of them.
    #[serde(default)]
    pub keep: Vec<String>,
    /// Sentences that are taken out, by their `id`.
    #[serde(default)]
    pub remove: Vec<String>,
}

/// What was erased.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Erased {
    /// The contact whose data were erased; null when somebody was named by text.
    pub contact_id: Option<ContactId>,
    /// How many lines of the audit trail they were taken out of.
    pub audit_lines: usize,
    /// How many records of members were changed.
    pub entries: usize,
    /// How many other texts were changed: proposals, reasons, labels, copies.
    pub texts: usize,
    /// Fields of the contact's entry that name the person still, by the editor's word (JSON pointers).
    pub mentions: Vec<String>,
    /// All that names the person still, by the editor's word. Nothing else does.
    pub kept: Found,
}

/// All that is kept about a person who is a contact.
pub fn personal_data(
    connection: &mut AnyConnection,
    record: &Record,
    contact: ContactId,
) -> Result<PersonalData, Refusal> {
    let (mut data, wanted) = of_contact(connection, record, contact, Person::default())?;
    data.mentions = wanted.mentions(&record.member)?;
    data.found = wanted.look(connection)?;
    Ok(data)
}

/// All that names somebody, who need not be a contact.
pub fn find(connection: &mut AnyConnection, sought: &SoughtPerson) -> Result<Found, Refusal> {
    let person = person(&sought.names, &sought.emails, &sought.phones)?;
    Wanted::by_text(somebody(person)?).look(connection)
}

/// Reads the identifier of a contact in a path.
pub fn contact_id(text: &str) -> Result<ContactId, Refusal> {
    text.parse()
        .map_err(|_| Refusal::NotFound(format!("There is no contact \"{text}\".")))
}

/// By what a person is known; fails for what would be found everywhere or nowhere.
fn person(names: &[String], emails: &[String], phones: &[String]) -> Result<Person, Refusal> {
    let mut mistakes = Vec::new();
    let mut person = Person::default();
    let lists: [(_, _, &[String]); 3] = [
        (
            "names",
            "it has no name; write at least two letters of one",
            names,
        ),
        (
            "emails",
            "it is not an e-mail address; one looks like info@example.org",
            emails,
        ),
        (
            "phones",
            "it is not a telephone number; one looks like +32 9 123 45 67",
            phones,
        ),
    ];
    for (list, remedy, texts) in lists {
        for (place, text) in texts.iter().map(String::as_str).enumerate() {
            let one = match list {
                "names" => Person::new([text], [], []),
                "emails" if text.trim().contains('@') => Person::new([], [text], []),
                "phones" => Person::new([], [], [text]),
                _ => Person::default(),
            };
            if one.is_empty() {
                let invalid = Invalid::new("says_nothing", remedy);
                mistakes.push(Mistake::of(format!("/{list}/{place}"), invalid));
            }
            person = person.with(&one);
        }
    }
    Refusal::unless(Some(person), mistakes)
}

fn somebody(person: Person) -> Result<Person, Refusal> {
    match person.is_empty() {
        false => Ok(person),
        true => Err(Refusal::mistake(
            "/names",
            "required",
            "nobody is named; write a name, an e-mail address or a telephone number",
        )),
    }
}

fn of_contact(
    connection: &mut AnyConnection,
    record: &Record,
    contact: ContactId,
    told: Person,
) -> Result<(PersonalData, Wanted), Refusal> {
    let known = known_contacts(connection, record.member.id)?;
    let is_it = |version: &&ContactVersion| version.contact.id == contact;
    let mut history: Vec<ContactVersion> = known.iter().filter(is_it).cloned().collect();
    history.dedup_by(|later, before| later.contact == before.contact);
    let now = record.member.contacts.iter().find(|one| one.id == contact);
    if now.is_none() && history.is_empty() {
        return Err(Refusal::NotFound(format!(
            "Nothing is kept about a contact {contact} of this member."
        )));
    }
    let versions = || {
        now.into_iter()
            .chain(history.iter().map(|version| &version.contact))
    };
    let named = Person::new(versions().map(|version| version.name.as_str()), [], []);
    // Who was removed and added again has another identifier, and may have been reached otherwise.
    let again = known
        .iter()
        .map(|version| &version.contact)
        .filter(|one| named.has_name(&one.name));
    let again: Vec<&Contact> = versions().chain(again).collect();
    let kept = Person::new(
        // A contact that is called as the organisation is names no person.
        versions()
            .map(|version| version.name.as_str())
            .filter(|name| fold(name) != fold(&record.member.name)),
        again
            .iter()
            .filter_map(|version| version.email.as_ref())
            .map(|email| email.as_str()),
        again
            .iter()
            .filter_map(|version| version.phone.as_ref())
            .map(|phone| phone.as_str()),
    );
    let wanted = Wanted::contact(record.member.id, contact.to_string(), kept, told);
    let data = PersonalData {
        member_id: record.member.id,
        member_name: record.member.name.clone(),
        contact: now.cloned(),
        mentions: Vec::new(),
        found: Found::default(),
        history,
    };
    Ok((data, wanted))
}

/// The contacts of a member as the trail holds them.
fn known_contacts(
    connection: &mut AnyConnection,
    member: MemberId,
) -> Result<Vec<ContactVersion>, Refusal> {
    let wanted = TrailFilter {
        members: vec![member],
        subjects: vec![Subject::Member],
        ..Default::default()
    };
    let mut versions: Vec<ContactVersion> = Vec::new();
    for line in trail::read(connection, &wanted)? {
        let Some(after) = line.after else { continue };
        for value in after["contacts"].as_array().into_iter().flatten() {
            versions.push(ContactVersion {
                revision: line.revision,
                recorded_at: line.recorded_at,
                contact: serde_json::from_value(value.clone())?,
            });
        }
    }
    Ok(versions)
}

/// Erases a contact's data: from the entry, and wherever else the books and their past have them.
/// What is left is that something was erased, when and by whom, and what was to be kept.
pub fn erase_contact(
    change: &mut Change<'_>,
    edit: &Edit,
    contact: &str,
) -> Result<(Record, Erased), Refusal> {
    let erasure: Erasure = edit.read()?;
    let contact = contact_id(contact)?;
    let told = person(&erasure.names, &erasure.emails, &erasure.phones)?;
    let record = expected(change.connection(), edit)?;
    let (_, wanted) = of_contact(change.connection(), &record, contact, told)?;
    let details = json!({ "contact": contact });
    let erased = carry_out(change, &wanted, &erasure, Some(contact), Some(&details))?;
    let record = load(change.connection(), record.member.id)?;
    let mentions = wanted.mentions(&record.member)?;
    Ok((record, Erased { mentions, ..erased }))
}

/// Erases somebody who is named by text, as [`erase_contact`] erases a contact.
pub fn erase(change: &mut Change<'_>, edit: &Edit) -> Result<Erased, Refusal> {
    let erasure: Erasure = edit.read()?;
    let person = person(&erasure.names, &erasure.emails, &erasure.phones)?;
    let wanted = Wanted::by_text(somebody(person)?);
    carry_out(change, &wanted, &erasure, None, None)
}

fn carry_out(
    change: &mut Change<'_>,
    wanted: &Wanted,
    erasure: &Erasure,
    contact: Option<ContactId>,
    details: Option<&serde_json::Value>,
) -> Result<Erased, Refusal> {
    let found = wanted.look(change.connection())?;
    let mut kept = kept(&found, erasure)?;
    if let Some(contact) = contact {
        let own = found.contacts.iter().filter(|finding| {
            finding
                .places
                .iter()
                .any(|place| place.pointer == format!("/contacts/{contact}"))
        });
        for finding in own {
            kept.remove(&finding.id);
        }
    }
    let taken = wanted.take_out(change, &kept, details)?;
    forget_imports(change)?;
    Ok(Erased {
        contact_id: contact,
        audit_lines: taken.audit_lines,
        entries: taken.entries,
        texts: taken.texts,
        mentions: Vec::new(),
        kept: wanted.look(change.connection())?,
    })
}

/// What stays, by the editor's word; fails where there is none about a sentence.
fn kept(found: &Found, erasure: &Erasure) -> Result<BTreeSet<String>, Refusal> {
    let known: BTreeSet<&String> = found.all().map(|finding| &finding.id).collect();
    let mut mistakes = Vec::new();
    for (list, ids) in [("keep", &erasure.keep), ("remove", &erasure.remove)] {
        for (place, id) in ids.iter().enumerate() {
            let wrong = match () {
                () if !known.contains(id) => Invalid::new(
                    "unknown_finding",
                    format!(
                        "nothing was found that is called \"{id}\"; take an \"id\" of what was found"
                    ),
                ),
                () if list == "remove" && erasure.keep.contains(id) => Invalid::new(
                    "contradiction",
                    "it stands in \"keep\" too; leave it in one of them",
                ),
                () => continue,
            };
            mistakes.push(Mistake::of(format!("/{list}/{place}"), wrong));
        }
    }
    if !mistakes.is_empty() {
        return Err(Refusal::Invalid(mistakes));
    }
    let mut kept: BTreeSet<String> = erasure.keep.iter().cloned().collect();
    let open = found.sentences.iter().map(|finding| &finding.id);
    let open: Vec<&String> = open
        .filter(|id| !erasure.keep.contains(id) && !erasure.remove.contains(id))
        .collect();
    match erasure.sentences {
        None if !open.is_empty() => {
            let detail = format!(
                "Nothing was erased yet: texts name the person too ({} of them, in \"found\"). Say what \
                 becomes of them: \"sentences\": \"remove\" or \"keep\" for all, or \"remove\" and \
                 \"keep\" with their \"id\"s.",
                open.len()
            );
            return Err(Refusal::wrong_state(detail)
                .with_help("undecided", json!(open))
                .with_help("found", serde_json::to_value(found)?));
        }
        Some(SentenceRule::Keep) => kept.extend(open.into_iter().cloned()),
        None | Some(SentenceRule::Remove) => {}
    }
    Ok(kept)
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
        mails::forget(change.connection(), id)?;
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
