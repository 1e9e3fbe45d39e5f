//! Taking changes back: a whole one, or what it did to one member.

use actix_web::{HttpResponse, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::{
    call::{Call, Condition, Idempotency, WriteParameters},
    members::revision,
    reply::Reply,
    views::{Confirmation, RecordView},
};
use editing::{Refusal, document, members, reverting};
use http::problem::Problem;

/// What a change wrote when it was taken back.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reverted {
    /// The records of members that were written.
    data: Vec<RecordView<'static>>,
}

/// Takes a change back, as a new one.
///
/// Every field that it changed becomes what it was before, in every record. Where one of them was
/// changed again since, nothing is done (409, naming them). A member that was made is withdrawn by
/// it; what was erased or purged does not come back.
#[utoipa::path(
    operation_id = "revertChange",
    tag = "Registry: audit",
    params(
        ("revision" = i64, Path, description = "The number of the change", example = 42),
        WriteParameters, Idempotency,
    ),
    request_body(content = Confirmation, example = json!({"confirm_publication": true})),
    responses((status = 200, description = "The records of members as they are now", body = Reverted)),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/audit/{revision}/revert")]
pub async fn revert_change(
    call: Call,
    change_number: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, mut wanted| {
        let flags = members::only_flags(&mut wanted.document)?;
        let number =
            revision(&change_number).map_err(|invalid| Refusal::NotFound(invalid.message))?;
        let saved = reverting::revert_change(change, number, flags.confirm_publication)?;
        let data = saved
            .iter()
            .map(|saved| super::views::record(&saved.record, &saved.warnings, &wanted.session))
            .collect::<Result<Vec<_>, _>>()?;
        Reply::json(&serde_json::json!({ "data": data }))
    })
    .await
}

/// Which change of a member is to be taken back.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Revert {
    /// The number of the change.
    #[schema(example = 42, minimum = 1)]
    revision: i64,
    /// Must be true when the public sees more by it than before.
    #[serde(default)]
    confirm_publication: bool,
}

/// Takes back what a change did to a member, as a new change.
///
/// As for a whole change; other records that the same change touched stay as they are. A merge is
/// taken back as a whole.
#[utoipa::path(
    operation_id = "revertMember",
    tag = "Registry: audit",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        WriteParameters, Condition, Idempotency,
    ),
    request_body(content = Revert, example = json!({"revision": 42})),
    responses((status = 200, description = "The record as it is now", body = RecordView<'static>)),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/members/{member}/revert")]
pub async fn revert_member(call: Call, member: web::Path<String>) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let asked: Revert = document::read(&wanted.document).map_err(Refusal::Invalid)?;
        let saved = reverting::revert_member(
            change,
            &member,
            &wanted.expected,
            asked.revision,
            asked.confirm_publication,
        )?;
        Reply::saved(&saved, &wanted.session)
    })
    .await
}
