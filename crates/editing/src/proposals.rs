//! What members propose for their own entries: filed, decided field by field, taken back.
//!
//! A proposal is kept as the list of fields that it would change, each with what it was. So it can
//! be accepted long after, on top of other changes, as long as those fields are as they were.

mod deciding;
mod filing;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use xxhash_rust::xxh3::Xxh3;

pub use deciding::{Acceptance, Rejection, accept, refuse, take_back};
pub use filing::{NewProposal, file, file_by_link};

use crate::{
    edit::{Expected, tag},
    members,
    refusal::Refusal,
};
use network::{
    FieldChange, KeyId, LinkId, MemberId, ProposalId, Timestamp, codes::codes, difference,
};
use registry::{Actor, AnyConnection, Record, proposals as stored};

codes! {
    /// What became of a proposal.
    ProposalStatus ("status of a proposal") {
        /// Nobody decided yet.
        Open = "open",
        /// All of it was accepted.
        Accepted = "accepted",
        /// Some of its fields were accepted, and the others not.
        PartlyAccepted = "partly_accepted",
        /// It was refused.
        Refused = "refused",
        /// The member took it back.
        TakenBack = "taken_back",
    }
}

/// What was proposed for a member's entry, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Proposal {
    /// The proposal without its changes.
    #[serde(flatten)]
    #[schema(inline)]
    pub head: ProposalHead,
    /// The fields that it would change.
    pub changes: Vec<FieldChange>,
}

/// A proposal without its changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProposalHead {
    /// Its identifier.
    pub id: ProposalId,
    /// The member that it is about.
    pub member_id: MemberId,
    /// What became of it.
    pub status: ProposalStatus,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// The key that filed it.
    pub filed_by: Option<KeyId>,
    /// The personal link that it came by; null for one that a key filed.
    #[serde(default)]
    pub link_id: Option<LinkId>,
    /// What was said with it.
    pub message: Option<String>,
    /// The version of the record that it was made from.
    pub base_version: i64,
    /// The merge patch (RFC 7396) as it was sent.
    #[schema(value_type = Object)]
    pub patch: Map<String, Value>,
    /// When it was decided, or taken back.
    pub decided_at: Option<Timestamp>,
    /// The key that did.
    pub decided_by: Option<KeyId>,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// The pointers of the changes that were accepted.
    pub accepted: Vec<String>,
}

impl Proposal {
    /// Whether nobody decided yet.
    pub fn is_open(&self) -> bool {
        self.head.status == ProposalStatus::Open
    }

    fn key(&self) -> stored::Key {
        stored::Key {
            id: self.head.id,
            member: self.head.member_id,
            status: self.head.status.as_str(),
            filed_at: self.head.filed_at,
        }
    }
}

/// A proposal with the record that it is about.
#[derive(Debug)]
pub struct Case {
    /// The proposal.
    pub proposal: Proposal,
    /// The record as it is now.
    pub record: Record,
}

impl Case {
    /// The entity tag: another one after every change of the proposal or of the record, so that
    /// whoever decides knows both.
    pub fn tag(&self) -> String {
        let mut hash = Xxh3::new();
        hash.update(self.proposal.head.id.uuid().as_bytes());
        hash.update(self.proposal.head.status.as_str().as_bytes());
        hash.update(tag(&self.record).as_bytes());
        format!("\"{:016x}\"", hash.digest())
    }

    /// The proposal with its changes held against the record.
    pub fn shown(&self) -> Result<ProposalView, Refusal> {
        let changes = self.proposal.changes.iter().cloned();
        let changes = changes.zip(self.standings()?);
        Ok(ProposalView {
            changes: changes
                .map(|(change, standing)| ProposedChange { change, standing })
                .collect(),
            head: self.proposal.head.clone(),
        })
    }

    /// How each field that it would change stands in the record.
    pub fn standings(&self) -> Result<Vec<Standing>, Refusal> {
        let entry = serde_json::to_value(&self.record.member)?;
        let changes = self.proposal.changes.iter();
        let standing = |change| Standing {
            current: difference::current(&entry, change),
            moved_on: difference::apply(&mut entry.clone(), std::slice::from_ref(change)).is_err(),
        };
        Ok(changes.map(standing).collect())
    }

    fn check_open(&self) -> Result<(), Refusal> {
        let status = self.proposal.head.status;
        if status == ProposalStatus::Open {
            return Ok(());
        }
        let refusal = Refusal::wrong_state(format!(
            "This proposal is \"{status}\" already; file a new one to go on."
        ));
        // "status" is the status code of the error.
        Err(refusal.with_help("proposal_status", json!(status)))
    }

    fn check(&self, expected: &Expected) -> Result<(), Refusal> {
        // A request that would fail whatever the state fails for that reason (RFC 9110, 13.2.1).
        self.check_open()?;
        expected.check_tagged(self.tag(), || self.shown())
    }
}

/// A field that a proposal would change, as it was, as it is and as it would be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProposedChange {
    #[serde(flatten)]
    #[schema(inline)]
    change: FieldChange,
    #[serde(flatten)]
    #[schema(inline)]
    standing: Standing,
}

/// How a field that a proposal would change stands now.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FieldStanding)]
pub struct Standing {
    /// Its value now; null when it is absent.
    current: Value,
    /// Whether the field is not as it was any more when this was filed: the change does not fit
    /// then, and cannot be accepted.
    moved_on: bool,
}

/// A proposal, its changes held against the record as it is now.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProposalView {
    #[serde(flatten)]
    #[schema(inline)]
    head: ProposalHead,
    /// The fields that it would change.
    changes: Vec<ProposedChange>,
}

/// Reads the identifier of a proposal in a path.
pub fn identifier(key: &str) -> Result<ProposalId, Refusal> {
    key.parse()
        .map_err(|_| Refusal::NotFound(format!("There is no proposal \"{key}\".")))
}

/// One proposal with its record.
pub fn find(connection: &mut AnyConnection, id: ProposalId) -> Result<Case, Refusal> {
    let proposal: Proposal = stored::load_one(connection, id)?
        .ok_or_else(|| Refusal::NotFound(format!("There is no proposal {id}.")))?;
    let record = members::load(connection, proposal.head.member_id)?;
    Ok(Case { proposal, record })
}

/// Proposals with their records, in their order.
pub fn with_records(
    connection: &mut AnyConnection,
    proposals: Vec<Proposal>,
) -> Result<Vec<Case>, Refusal> {
    let ids = proposals.iter().map(|proposal| proposal.head.member_id);
    let records = registry::members::load_map(connection, ids)?;
    let cases = proposals.into_iter().filter_map(|proposal| {
        let record = records.get(&proposal.head.member_id)?.clone();
        Some(Case { proposal, record })
    });
    Ok(cases.collect())
}

fn key_of(actor: Actor) -> Option<KeyId> {
    match actor {
        Actor::Key(id) => Some(id),
        Actor::CommandLine => None,
    }
}
