//! Memberships: the steps that the state machine allows, each with its day and reason.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    document::Mistake,
    edit::Edit,
    members::{Saved, expected, refuse_merged, write_confirmed},
    refusal::{Conflict, Refusal},
};
use network::{Date, Member, MembershipMove, Timestamp, check_past, text::serde_text};
use registry::{Change, Record, Rewrite, audit::Action};

/// A step in a membership that is to be taken.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MembershipStep {
    /// The move.
    pub r#move: MembershipMove,
    /// The day from which it holds; today when it is left out.
    #[serde(default, deserialize_with = "network::optional_date")]
    #[schema(value_type = Option<String>, format = Date, example = "2026-11-24")]
    pub occurred_on: Option<Date>,
    /// Why.
    #[serde(default, deserialize_with = "serde_text::optional_paragraphs")]
    #[schema(max_length = 10000, example = "Decided by the general assembly")]
    pub reason: Option<String>,
    /// Must be true when the member comes to stand in the public directory by it.
    #[serde(default)]
    pub confirm_publication: bool,
}

/// Takes a step, if the state machine allows it.
pub fn step(change: &mut Change<'_>, edit: Edit) -> Result<Saved, Refusal> {
    let step: MembershipStep = edit.read()?;
    let record = expected(change.connection(), &edit)?;
    let confirmed = step.confirm_publication;
    let rewrite = rewrite(record, step, change.at())?;
    write_confirmed(change, rewrite, confirmed)
}

/// What a step writes of a record, if the state machine allows it.
pub fn rewrite(record: Record, step: MembershipStep, at: Timestamp) -> Result<Rewrite, Refusal> {
    refuse_merged(&record.member)?;
    let membership = record.member.membership;
    if !MembershipMove::allowed_from(membership.status).any(|allowed| allowed == step.r#move) {
        return Err(wrong_move(&record.member, step.r#move));
    }
    let on = step.occurred_on.unwrap_or(at.date());
    check_past(on, at)
        .map_err(|invalid| Refusal::Invalid(vec![Mistake::of("/occurred_on", invalid)]))?;
    let after = Member {
        membership: membership.moved(step.r#move.to(), on),
        ..record.member.clone()
    };
    if let (Some(joined), Some(left)) = (after.membership.joined_on, after.membership.left_on)
        && left < joined
    {
        return Err(Refusal::mistake(
            "/occurred_on",
            "out_of_order",
            format!("{on} is before the day on which it joined, {joined}"),
        ));
    }
    Ok(Rewrite {
        details: Some(json!({
            "move": step.r#move,
            "occurred_on": on.to_string(),
            "reason": step.reason,
        })),
        step: Some((on, step.reason)),
        ..Rewrite::new(Action::Move, record, after)
    })
}

fn wrong_move(member: &Member, wanted: MembershipMove) -> Refusal {
    let status = member.membership.status;
    let allowed: Vec<&str> = MembershipMove::allowed_from(status)
        .map(MembershipMove::as_str)
        .collect();
    let remedy = match &allowed[..] {
        [] => "no move leads on from there".to_owned(),
        allowed => format!("allowed from there: {}", allowed.join(", ")),
    };
    Refusal::conflict(
        Conflict::WrongMove,
        format!(
            "The membership is \"{status}\", so it cannot take the move \"{wanted}\"; {remedy}."
        ),
    )
    // "status" is the status code of the error.
    .with_help("membership_status", json!(status))
    .with_help("allowed_moves", json!(allowed))
}
