//! Filing a proposal: what may be proposed, and what would change by it.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use validator::Validate;

use super::{Case, Proposal, ProposalHead, ProposalStatus, key_of};
use crate::{
    document::Mistake,
    edit::Edit,
    entry::{self, Flags},
    members, merge_patch,
    refusal::Refusal,
};
use network::{FieldChange, Invalid, LinkId, MemberId, ProposalId, difference, text::serde_text};
use registry::{Announcement, Change, Record, proposals as stored, service_types};

/// How many proposals about a member may be open at a time.
const MOST_OPEN: i64 = 50;

/// How many may be filed for a member within a day, and within a month how many characters: also what
/// was decided or taken back is kept, and everything of it stands in the audit trail too.
const MOST_A_DAY: usize = 100;
const MOST_CHARACTERS_A_DAY: u64 = 2_000_000;
const MOST_CHARACTERS_A_MONTH: u64 = 10_000_000;
const DAY: Duration = Duration::from_secs(86_400);
const MONTH: Duration = Duration::from_secs(30 * 86_400);

/// What is proposed.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewProposal {
    /// What to change in the entry: a JSON Merge Patch (RFC 7396). What it names is changed, null
    /// takes a field out, and a list is replaced as a whole; its elements keep their `id`.
    #[schema(value_type = Object, example = json!({"phones": [{"number": "+32 9 123 45 67"}]}))]
    patch: Value,
    /// A word to the secretariat.
    #[serde(default, deserialize_with = "serde_text::optional_paragraphs")]
    #[schema(max_length = 10000, example = "We have a new number")]
    message: Option<String>,
}

/// Files a proposal for a member's entry. Nothing of the entry is changed.
pub fn file(change: &mut Change<'_>, edit: &Edit) -> Result<Case, Refusal> {
    file_from(change, edit, None)
}

/// The same by the holder of a personal link.
pub fn file_by_link(change: &mut Change<'_>, edit: &Edit, link: LinkId) -> Result<Case, Refusal> {
    file_from(change, edit, Some(link))
}

fn file_from(
    change: &mut Change<'_>,
    edit: &Edit,
    link_id: Option<LinkId>,
) -> Result<Case, Refusal> {
    let new: NewProposal = edit.read()?;
    let Value::Object(patch) = new.patch else {
        return Err(Refusal::mistake(
            "/patch",
            "invalid_type",
            "a merge patch is an object",
        ));
    };
    let record = members::find(change.connection(), &edit.key)?;
    members::refuse_merged(&record.member)?;
    let member_id = record.member.id;
    let wanted = stored::ProposalFilter {
        member: Some(member_id),
        status: Some(ProposalStatus::Open.as_str()),
        ..Default::default()
    };
    let open = stored::count(change.connection(), &wanted)?;
    if open >= MOST_OPEN {
        return Err(Refusal::wrong_state(format!(
            "{open} proposals for this member are open, which is the most. Wait until some \
                 are decided, or take some back."
        )));
    }
    let changes = changes(change, &record, &patch)?;
    let size = serde_json::to_string(&changes)?.len() + serde_json::to_string(&patch)?.len();
    refuse_flood(change, member_id, size as u64)?;
    let head = ProposalHead {
        id: ProposalId::new(),
        member_id,
        status: ProposalStatus::Open,
        filed_at: change.at(),
        filed_by: key_of(change.actor()),
        link_id,
        message: new.message,
        base_version: record.version,
        patch,
        decided_at: None,
        decided_by: None,
        reason: None,
        accepted: Vec::new(),
    };
    let proposal = Proposal { head, changes };
    change.create_proposal(&proposal.key(), &proposal)?;
    change.announce(Announcement::ProposalFiled {
        proposal: proposal.head.id,
        member: member_id,
    });
    Ok(Case { proposal, record })
}

/// Refuses one more proposal of a size for a member of whom too much was kept lately.
fn refuse_flood(change: &mut Change<'_>, member: MemberId, size: u64) -> Result<(), Refusal> {
    let now = change.at();
    let filed = stored::filed_since(change.connection(), member, now.earlier(MONTH))?;
    let day_ago = now.earlier(DAY);
    let of_day: Vec<u64> = filed
        .iter()
        .filter(|(at, _)| *at > day_ago)
        .map(|(_, length)| *length)
        .collect();
    let month: u64 = filed.iter().map(|(_, length)| length).sum();
    let told = if of_day.len() >= MOST_A_DAY {
        format!("{MOST_A_DAY} proposals for this member were filed within a day, which is the most")
    } else if of_day.iter().sum::<u64>() + size > MOST_CHARACTERS_A_DAY {
        "the proposals for this member within a day would have more than 2 million characters"
            .to_owned()
    } else if month + size > MOST_CHARACTERS_A_MONTH {
        "the proposals for this member within 30 days would have more than 10 million characters"
            .to_owned()
    } else {
        return Ok(());
    };
    Err(Refusal::wrong_state(format!(
        "It cannot be kept: {told}. Those that were decided or taken back count, for they are kept \
         too. File it later, or ask the secretariat to make the change."
    )))
}

/// The fields that a patch would change.
fn changes(
    change: &mut Change<'_>,
    record: &Record,
    patch: &Map<String, Value>,
) -> Result<Vec<FieldChange>, Refusal> {
    let before = serde_json::to_value(&record.member)?;
    let mut whole = before.clone();
    merge_patch::apply(&mut whole, &Value::Object(patch.clone()));
    let mut mistakes = forbidden(patch, &before, &mut whole);
    let taxonomy = service_types::load(change.connection())?;
    // Whether a point is meant where it lies is for those to say who accept it.
    let flags = Flags {
        confirm_positions: true,
        ..Flags::default()
    };
    match entry::changed_member(&record.member, whole, &taxonomy, change.at(), &flags) {
        Ok(after) if mistakes.is_empty() => {
            let changes = difference::between(&before, &serde_json::to_value(after)?);
            if changes.is_empty() {
                return Err(Refusal::mistake(
                    "/patch",
                    "no_change",
                    "the entry is like this already; propose what should be different",
                ));
            }
            return Ok(changes);
        }
        Ok(_) => {}
        Err(Refusal::Invalid(more)) => mistakes.extend(more.into_iter().map(|mistake| Mistake {
            pointer: format!("/patch{}", mistake.pointer),
            ..mistake
        })),
        Err(other) => return Err(other),
    }
    Err(Refusal::Invalid(mistakes))
}

/// What of a patch a member may not propose. It is put back as it was, so that nothing more is
/// said of it.
fn forbidden(patch: &Map<String, Value>, before: &Value, whole: &mut Value) -> Vec<Mistake> {
    let own = ["external_id", "slug", "notes", "membership"];
    let read_only = entry::READ_ONLY.iter().map(|(name, _)| *name);
    let mut mistakes = Vec::new();
    for name in own.into_iter().chain(read_only) {
        if !patch.contains_key(name) {
            continue;
        }
        // What a member read and sends back is no proposal; notes it does not read.
        let same = difference::between(&before[name], &whole[name]).is_empty();
        if let Some(fields) = whole.as_object_mut() {
            fields.insert(name.to_owned(), before[name].clone());
        }
        if !same || name == "notes" {
            mistakes.push(Mistake {
                pointer: format!("/patch/{name}"),
                invalid: Invalid::new(
                    "forbidden_field",
                    "it is for the secretariat alone to change; leave it out, and write what you \
                     wish in \"message\"",
                ),
            });
        }
    }
    mistakes
}
