//! One person in all of the books: found in every text of every table, and taken out of them.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use xxhash_rust::xxh3::xxh3_64;

use super::document::{ERASED, Fate, Kind, Met, Reader};
use crate::Refusal;
use network::{Member, MemberId, NetworkProfile, ServiceType, disclosure::Person};
use registry::{
    AnyConnection, Change, Rewrite,
    audit::Action,
    members, profile, service_types,
    texts::{self, Table, Texts},
};

/// In what a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// The entry of a member, as it is.
    Entry,
    /// The profile of the network.
    Network,
    /// A kind of service.
    ServiceType,
    /// A step of a membership.
    MembershipEvent,
    /// What a member proposed.
    Proposal,
    /// The label of a key.
    ApiKey,
    /// A webhook.
    Webhook,
    /// The audit trail: how something stood once.
    AuditEntry,
    /// What the public once saw of a member.
    PublicChange,
    /// The slug of a member that was purged.
    PurgedMember,
}

/// Where a text stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TextPlace {
    /// In what.
    #[serde(rename = "in")]
    pub holder: Holder,
    /// Which one of these: an identifier or a code.
    pub id: String,
    /// The member that it is about.
    pub member_id: Option<String>,
    /// The field: a JSON pointer, in which the `id` of an element stands for its place in a list.
    pub pointer: String,
    /// In the past: the revisions whose lines of the trail have it.
    pub revisions: Vec<i64>,
}

/// Something that names a person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Finding {
    /// By what `keep` and `remove` name it. The same sentence has the same one wherever it stands.
    #[schema(example = "9f2c1b7a60d4e385")]
    pub id: String,
    /// What it says; of a contact, its name.
    pub text: String,
    /// Everywhere that it stands.
    pub places: Vec<TextPlace>,
}

/// All that names a person, in the whole registry and its past.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Found {
    /// The person as a contact. An erasure takes it out as a whole.
    pub contacts: Vec<Finding>,
    /// Fields for an e-mail address or a telephone number that have the person's. An erasure empties
    /// them.
    pub fields: Vec<Finding>,
    /// Sentences of texts, and lines such as a label or a name. An erasure needs a word about each of
    /// them.
    pub sentences: Vec<Finding>,
    /// How many copies that are kept for a while (answers to requests, what is known of imports, what
    /// webhooks answered) have the person. An erasure takes it out of them.
    pub copies: usize,
}

impl Found {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none() && self.copies == 0
    }

    /// Everything that can be named.
    pub fn all(&self) -> impl Iterator<Item = &Finding> {
        let lists = [&self.contacts, &self.fields, &self.sentences];
        lists.into_iter().flatten()
    }
}

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
            self.in_row(row, "", &mut |met| {
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
            let fate = self.in_row(row, &at, &mut |met| goes(met));
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

    /// Goes through a row. `at` is the time that a line of the trail bears from which something was
    /// taken.
    fn in_row(
        &self,
        row: &mut Texts,
        at: &str,
        judge: &mut dyn FnMut(Met<'_>) -> bool,
    ) -> texts::Fate {
        let reader = self.reader(row.member.as_deref());
        let mut changes = false;
        match row.table {
            Table::AuditEntries => {
                for column in ["details", "before", "after"] {
                    changes |= in_document(&reader, row, column, judge);
                }
                if changes {
                    row.set("erased_at", Some(at.to_owned()));
                }
            }
            Table::Proposals => changes = in_document(&reader, row, "document", judge),
            Table::PublicChanges => {
                for column in ["before", "after"] {
                    changes |= in_document(&reader, row, column, judge);
                }
            }
            Table::MembershipEvents => changes = in_text(&reader, row, "reason", judge),
            Table::ApiKeys => {
                changes = in_text(&reader, row, "label", judge);
                if changes && row.get("label").is_none() {
                    row.set("label", Some(ERASED.to_owned()));
                }
            }
            Table::Webhooks => {
                for column in ["description", "status_reason", "url"] {
                    changes |= in_text(&reader, row, column, judge);
                }
                if changes && row.get("url").is_none() {
                    // Where it leads now, nothing can be sent.
                    row.set("url", Some("https://erased.invalid/".to_owned()));
                    row.set("status", Some("disabled".to_owned()));
                    let why = "The address named somebody who was erased.";
                    row.set("status_reason", Some(why.to_owned()));
                }
            }
            Table::PurgedMembers => changes = in_text(&reader, row, "slug", judge),
            Table::PurgedSlugs => {
                let path = ["slug".to_owned()];
                let taken = reader.taken_out(&row.key, false, true, Kind::Sentence, &path, judge);
                if taken.is_some() {
                    return texts::Fate::Goes;
                }
            }
            Table::KeptAnswers => {
                let names_it = |text: &str| names_person(&reader, text);
                if names_it(&row.key) && judge(copy()) {
                    return texts::Fate::Goes;
                }
                if row.get("answer").is_some_and(names_it) && judge(copy()) {
                    row.set("answer", None);
                    changes = true;
                }
            }
            Table::Imports => {
                let reader = Reader {
                    all_required: true,
                    ..reader
                };
                for column in ["document", "progress"] {
                    let named = row
                        .get(column)
                        .is_some_and(|text| names_person(&reader, text));
                    if named && judge(copy()) {
                        changes |= in_document(&reader, row, column, &mut |_| true);
                    }
                }
            }
            Table::WebhookAttempts => {
                for column in ["error", "excerpt"] {
                    let named = row
                        .get(column)
                        .is_some_and(|text| names_person(&reader, text));
                    if named && judge(copy()) {
                        row.set(column, None);
                        changes = true;
                    }
                }
            }
        }
        match changes {
            true => texts::Fate::Changes,
            false => texts::Fate::Stays,
        }
    }
}

fn copy() -> Met<'static> {
    Met {
        kind: Kind::Copy,
        key: "",
        text: "",
        path: &[],
    }
}

/// Whether a text, which may be JSON, has anything of the person.
fn names_person(reader: &Reader<'_>, text: &str) -> bool {
    let mut met = false;
    if let Ok(mut document) = serde_json::from_str::<Value>(text) {
        reader.read(&mut document, &mut |_| {
            met = true;
            false
        });
    }
    met || reader.person.is_in(text)
}

fn in_document(
    reader: &Reader<'_>,
    row: &mut Texts,
    column: &'static str,
    judge: &mut dyn FnMut(Met<'_>) -> bool,
) -> bool {
    let Some(mut document) = row
        .get(column)
        .and_then(|text| serde_json::from_str::<Value>(text).ok())
    else {
        return false;
    };
    let fate = reader.read(&mut document, judge);
    if fate != Fate::Same {
        row.set(column, Some(document.to_string()));
    }
    fate != Fate::Same
}

fn in_text(
    reader: &Reader<'_>,
    row: &mut Texts,
    column: &'static str,
    judge: &mut dyn FnMut(Met<'_>) -> bool,
) -> bool {
    let Some(text) = row.get(column) else {
        return false;
    };
    let undivided = matches!(column, "label" | "url" | "slug");
    let path = [column.to_owned()];
    match reader.taken_out(text, false, undivided, Kind::Sentence, &path, judge) {
        None => false,
        Some(left) => {
            row.set(column, Some(left).filter(|left| !left.is_empty()));
            true
        }
    }
}

/// In what a row's texts stand, which one it is, and the revision of a line of the trail.
fn place_of(row: &Texts) -> (Holder, &str, Option<i64>) {
    let holder = match row.table {
        Table::AuditEntries => {
            let revision = row.key.split('/').next().and_then(|text| text.parse().ok());
            return (
                Holder::AuditEntry,
                row.get("subject_id").unwrap_or_default(),
                revision,
            );
        }
        Table::Proposals => Holder::Proposal,
        Table::MembershipEvents => Holder::MembershipEvent,
        Table::ApiKeys => Holder::ApiKey,
        Table::Webhooks | Table::WebhookAttempts => Holder::Webhook,
        Table::PublicChanges => {
            let revision = row.key.split('/').next().and_then(|text| text.parse().ok());
            return (
                Holder::PublicChange,
                row.member.as_deref().unwrap_or_default(),
                revision,
            );
        }
        Table::PurgedMembers => Holder::PurgedMember,
        Table::PurgedSlugs => {
            return (
                Holder::PurgedMember,
                row.get("member_id").unwrap_or_default(),
                None,
            );
        }
        Table::Imports | Table::KeptAnswers => Holder::Entry,
    };
    (holder, &row.key, None)
}

/// By what a finding is named: the same for the same words, wherever they stand.
fn id_of(kind: Kind, key: &str) -> String {
    format!("{:016x}", xxh3_64(format!("{kind:?} {key}").as_bytes()))
}

/// A JSON pointer of a path.
fn pointer_of(path: &[String]) -> String {
    path.iter().fold(String::new(), |pointer, step| {
        network::difference::below(&pointer, step)
    })
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

/// Puts together what is met.
#[derive(Default)]
struct Finder {
    findings: BTreeMap<(Kind, String), Finding>,
    copies: usize,
}

impl Finder {
    /// Notes what was met; it stays where it is.
    fn note(
        &mut self,
        met: Met<'_>,
        holder: Holder,
        id: &str,
        member: Option<&str>,
        revision: Option<i64>,
    ) -> bool {
        if met.kind == Kind::Copy {
            self.copies += 1;
            return false;
        }
        let named = id_of(met.kind, met.key);
        let finding = self
            .findings
            .entry((met.kind, named.clone()))
            .or_insert_with(|| Finding {
                id: named,
                text: met.text.to_owned(),
                places: Vec::new(),
            });
        let pointer = pointer_of(met.path);
        let same = |place: &&mut TextPlace| {
            place.holder == holder && place.id == id && place.pointer == pointer
        };
        match finding.places.iter_mut().find(same) {
            Some(place) => {
                if let Some(revision) = revision
                    && place.revisions.last() != Some(&revision)
                {
                    place.revisions.push(revision);
                }
            }
            None => finding.places.push(TextPlace {
                holder,
                id: id.to_owned(),
                member_id: member.map(str::to_owned),
                pointer,
                revisions: revision.into_iter().collect(),
            }),
        }
        false
    }

    fn end(self) -> Found {
        let mut found = Found {
            copies: self.copies,
            ..Default::default()
        };
        for ((kind, _), finding) in self.findings {
            match kind {
                Kind::Contact => found.contacts.push(finding),
                Kind::Field => found.fields.push(finding),
                Kind::Sentence | Kind::Copy => found.sentences.push(finding),
            }
        }
        found
    }
}
