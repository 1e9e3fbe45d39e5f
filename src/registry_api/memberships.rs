//! `/v1/registry/members/{member}/membership-events`: the steps of a membership.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    call::{Call, Condition, Idempotency, WriteParameters},
    members::own,
    reply::Reply,
    session::Session,
    views::RecordView,
};
use editing::{
    members,
    memberships::{self, MembershipStep},
};
use http::{parameters::Query, problem::Problem};
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

/// Shows the history of a membership.
#[utoipa::path(
    operation_id = "listMembershipEvents",
    tag = "Registry: memberships",
    params(("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent")),
    responses((status = 200, description = "The steps, and the moves that are allowed now", body = MembershipHistory)),
    security(("key" = ["member", "editor", "admin"])),
)]
#[get("/v1/registry/members/{member}/membership-events")]
pub async fn list_membership_events(
    session: Session,
    request: HttpRequest,
    member: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(move |connection, session| {
            session.may_see(own(session, connection, &member)?)?;
            let record = members::find(connection, &member)?;
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
            .map(|reply| reply.tagged(members::tag(&record)))
        })
        .await
}

/// Takes a step in a membership.
///
/// Admits, suspends, reinstates, ends, with a day and a reason. A move that the status does not
/// allow is refused (409) with those that it does.
#[utoipa::path(
    operation_id = "createMembershipEvent",
    tag = "Registry: memberships",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        WriteParameters, Condition, Idempotency,
    ),
    request_body(content = MembershipStep, example = json!({
        "move": "suspend",
        "occurred_on": "2026-10-01",
        "reason": "Decided by the general assembly",
    })),
    responses((status = 201, description = "The record as it is now", body = RecordView<'static>)),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/members/{member}/membership-events")]
pub async fn create_membership_event(
    call: Call,
    member: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let saved = memberships::step(change, &member, &wanted.expected, &wanted.document)?;
        let id = saved.record.member.id;
        let location = format!("{}/members/{id}/membership-events", super::PREFIX);
        Ok(Reply::saved(&saved, &wanted.session)?.created(location))
    })
    .await
}
