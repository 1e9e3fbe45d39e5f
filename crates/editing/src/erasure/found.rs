//! What was found of a person, put together: each thing once, with every place where it stands.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use xxhash_rust::xxh3::xxh3_64;

use super::document::{Kind, Met};

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
    /// Somebody of the secretariat.
    Staff,
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

/// By what a finding is named: the same for the same words, wherever they stand.
pub(super) fn id_of(kind: Kind, key: &str) -> String {
    format!("{:016x}", xxh3_64(format!("{kind:?} {key}").as_bytes()))
}

/// A JSON pointer of a path.
fn pointer_of(path: &[String]) -> String {
    path.iter().fold(String::new(), |pointer, step| {
        network::difference::below(&pointer, step)
    })
}

/// Puts together what is met.
#[derive(Default)]
pub(super) struct Finder {
    findings: BTreeMap<(Kind, String), Finding>,
    copies: usize,
}

impl Finder {
    /// Notes what was met; it stays where it is.
    pub(super) fn note(
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

    pub(super) fn end(self) -> Found {
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
