//! `/v1/registry/members/{member}/membership-events`: the steps of a membership.

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    operation::{Operation, STAFF, STAFF_AND_MEMBER, text},
    reply::Reply,
    state::PREFIX,
    views::RecordView,
};
use editing::{
    members,
    memberships::{self, MembershipStep},
};
use network::{MembershipEvent, MembershipMove};
use registry::membership_events;

/// A step in a membership.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MembershipEventRecord)]
pub struct EventView {
    #[serde(flatten)]
    event: MembershipEvent,
    /// The move, if it was one: an import may set a status that no move leads to.
    r#move: Option<MembershipMove>,
}

/// The history of a membership.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembershipHistory {
    /// The steps, the oldest first.
    data: Vec<EventView>,
    /// The moves that are allowed now.
    allowed_moves: Vec<MembershipMove>,
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get(
            "/members/{member}/membership-events",
            "listMembershipEvents",
            STAFF_AND_MEMBER,
        )
        .says(text! {
            /// Shows the history of a membership.
            ///
            /// Every step with its date and reason, the first one first, and which steps are allowed now.
        })
        .answers::<MembershipHistory>("The steps, and the moves that are allowed now")
        .read(|connection, session| {
            let record = members::find(connection, session.at("member"))?;
            let events = membership_events::load(connection, record.member.id)?;
            let status = record.member.membership.status;
            Reply::json(&MembershipHistory {
                data: events
                    .into_iter()
                    .map(|event| EventView {
                        r#move: event
                            .from
                            .and_then(|from| MembershipMove::between(from, event.to)),
                        event,
                    })
                    .collect(),
                allowed_moves: MembershipMove::allowed_from(status).collect(),
            })
            .map(|reply| reply.of(&record))
        }),
        Operation::post(
            "/members/{member}/membership-events",
            "createMembershipEvent",
            STAFF,
        )
        .says(text! {
            /// Adds a step to a membership.
            ///
            /// Admits, suspends, reinstates, ends, with a day and a reason. A move that the status does not
            /// allow is refused (409) with those that it does.
        })
        .conditional()
        .takes::<MembershipStep>(json!({
            "move": "suspend",
            "occurred_on": "2026-10-01",
            "reason": "Decided by the general assembly",
        }))
        .makes::<RecordView<'static>>("The record as it is now")
        .write(|change, wanted| {
            let saved = memberships::step(change, wanted.edit)?;
            let id = saved.record.member.id;
            let location = format!("{}/members/{id}/membership-events", PREFIX);
            Ok(Reply::saved(&saved, wanted.session.key.role)?.created(location))
        }),
    ]
}
