//! Deciding a proposal: accepting its fields one by one, refusing it, taking it back.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use super::{Case, Proposal, ProposalHead, ProposalStatus, find, identifier, key_of};
use crate::{
    document::Mistake,
    edit::{Edit, Expected},
    members,
    refusal::{Conflict, Refusal},
};
use network::{FieldChange, Invalid, MailContent, ProposalId, difference, text::serde_text};
use registry::{Change, Record, audit::Action, personal_links, telling::tell_contact};

/// What of a proposal is accepted.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The pointers of the changes that are accepted; one takes the changes below it too. All when
    /// it is left out.
    #[serde(default)]
    #[validate(length(min = 1, message = "name a field, or refuse the proposal"))]
    #[schema(min_items = 1, example = json!(["/phones"]))]
    fields: Option<Vec<String>>,
    /// Why.
    #[serde(default, deserialize_with = "serde_text::optional_paragraphs")]
    #[schema(max_length = 10000)]
    reason: Option<String>,
    /// Must be true when the public sees more by it than before.
    #[serde(default)]
    confirm_publication: bool,
    /// Must be true when a point lies outside the country of its place.
    #[serde(default)]
    confirm_positions: bool,
}

/// Why a proposal is refused.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Rejection {
    /// Why. The member reads it.
    #[serde(deserialize_with = "serde_text::required_paragraphs")]
    #[schema(
        min_length = 1,
        max_length = 10000,
        example = "The number is that of a person"
    )]
    reason: String,
}

/// Accepts a proposal, or some of its fields: the entry is changed by them.
pub fn accept(change: &mut Change<'_>, edit: Edit) -> Result<(Case, Vec<Mistake>), Refusal> {
    let id = identifier(&edit.key)?;
    let Acceptance {
        fields,
        reason,
        confirm_publication,
        confirm_positions,
    } = edit.read()?;
    let Case { proposal, record } = open_case(change, id, &edit.expected)?;
    let all = proposal.changes.len();
    let chosen = match fields {
        None => proposal.changes.clone(),
        Some(fields) => select(proposal.changes.clone(), &fields)?,
    };
    let details = json!({ "proposal": id });
    let saved = members::edit_record(
        change,
        record,
        Action::Accept,
        Some(details),
        |whole, flags| {
            flags.confirm_publication = confirm_publication;
            flags.confirm_positions = confirm_positions;
            flags.own_identifiers = true;
            difference::apply(whole, &chosen).map_err(moved_on)
        },
    )
    .map_err(of_entry)?;
    let status = match chosen.len() == all {
        true => ProposalStatus::Accepted,
        false => ProposalStatus::PartlyAccepted,
    };
    let mut after = decided(change, &proposal, status, reason);
    after.head.accepted = chosen.into_iter().map(|change| change.pointer).collect();
    change.rewrite_proposal(&after.key(), Action::Accept, &proposal, &after)?;
    tell_filer(change, &after, &saved.record)?;
    let case = Case {
        proposal: after,
        record: saved.record,
    };
    Ok((case, saved.warnings))
}

fn select(changes: Vec<FieldChange>, fields: &[String]) -> Result<Vec<FieldChange>, Refusal> {
    difference::select(changes, fields).map_err(|idle| {
        let idle = fields.iter().enumerate().filter(|(_, field)| idle.contains(field));
        Refusal::Invalid(
            idle.map(|(place, field)| Mistake {
                pointer: format!("/fields/{place}"),
                invalid: Invalid::new(
                    "unknown_change",
                    format!("the proposal changes nothing at \"{field}\"; take a pointer from its \"changes\""),
                ),
            })
            .collect(),
        )
    })
}

fn moved_on(pointers: Vec<String>) -> Refusal {
    let detail = format!(
        "These fields are not any more as they were when this was filed: {}. Accept the others by \
         naming them in \"fields\", or refuse the proposal and ask for a new one.",
        pointers.join(", ")
    );
    Refusal::conflict(Conflict::MovedOn, detail).with_help("moved_on", json!(pointers))
}

/// What is wrong with the entry that would come out is told of the fields that were chosen.
fn of_entry(refusal: Refusal) -> Refusal {
    let Refusal::Invalid(mistakes) = refusal else {
        return refusal;
    };
    let of_entry = |mistake: Mistake| match mistake.pointer.as_str() {
        "/confirm_publication" => mistake,
        pointer => Mistake {
            invalid: Invalid::new(
                mistake.invalid.code,
                format!(
                    "the entry would be wrong at \"{pointer}\": {}",
                    mistake.invalid.message
                ),
            ),
            pointer: "/fields".to_owned(),
        },
    };
    Refusal::Invalid(mistakes.into_iter().map(of_entry).collect())
}

/// Refuses a proposal.
pub fn refuse(change: &mut Change<'_>, edit: Edit) -> Result<Case, Refusal> {
    let id = identifier(&edit.key)?;
    let Rejection { reason } = edit.read()?;
    let case = open_case(change, id, &edit.expected)?;
    let proposal = decided(
        change,
        &case.proposal,
        ProposalStatus::Refused,
        Some(reason),
    );
    change.rewrite_proposal(&proposal.key(), Action::Refuse, &case.proposal, &proposal)?;
    tell_filer(change, &proposal, &case.record)?;
    Ok(Case { proposal, ..case })
}

/// Tells the contact by whose personal link a proposal came what became of it.
fn tell_filer(
    change: &mut Change<'_>,
    proposal: &Proposal,
    record: &Record,
) -> Result<(), Refusal> {
    let Some(link) = proposal.head.link_id else {
        return Ok(());
    };
    let Some(link) = personal_links::load_one(change.connection(), link)? else {
        return Ok(());
    };
    let content = MailContent::Decided {
        member: record.member.name.clone(),
        status: proposal.head.status.to_string(),
        reason: proposal.head.reason.clone(),
    };
    Ok(tell_contact(
        change,
        &record.member,
        &link,
        link.language,
        content,
    )?)
}

/// Takes a proposal back.
pub fn take_back(change: &mut Change<'_>, case: Case) -> Result<Case, Refusal> {
    case.check_open()?;
    let proposal = decided(change, &case.proposal, ProposalStatus::TakenBack, None);
    change.rewrite_proposal(&proposal.key(), Action::TakeBack, &case.proposal, &proposal)?;
    Ok(Case { proposal, ..case })
}

fn open_case(
    change: &mut Change<'_>,
    id: ProposalId,
    expected: &Expected,
) -> Result<Case, Refusal> {
    let case = find(change.connection(), id)?;
    case.check(expected)?;
    Ok(case)
}

fn decided(
    change: &Change<'_>,
    proposal: &Proposal,
    status: ProposalStatus,
    reason: Option<String>,
) -> Proposal {
    let mut decided = proposal.clone();
    decided.head = ProposalHead {
        status,
        reason,
        decided_at: Some(change.at()),
        decided_by: key_of(change.actor()),
        ..decided.head
    };
    decided
}
