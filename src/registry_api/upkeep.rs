//! What is done to members as wholes and to the people in them: merging, purging, showing and
//! erasing personal data.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};

use super::{
    call::{Call, Condition, Idempotency, WriteParameters},
    reply::Reply,
    session::Session,
    views::RecordView,
};
use editing::{
    Refusal,
    erasure::{self, Erased, PersonalData},
    members,
    merging::{self, Merge},
};
use http::{parameters::Query, problem::Problem};
use network::ContactId;

/// Merges another member into this one.
///
/// The other one's places, offers, contacts and notes move here, what this one does not say of
/// itself is taken from it, and its slugs lead here for ever. Its own record stays, with its
/// history, as withdrawn. A wrong merge is taken back with POST …/revert.
#[utoipa::path(
    operation_id = "mergeMembers",
    tag = "Registry: members",
    params(
        ("member" = String, Path, description = "Identifier or slug of the member that stays", example = "open-huis-gent"),
        WriteParameters, Condition, Idempotency,
    ),
    request_body(content = Merge, example = json!({"absorb": "noodopvang-de-haven-gent"})),
    responses((status = 200, description = "The record that stays, as it is now", body = RecordView<'static>)),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/members/{member}/merge")]
pub async fn merge_members(call: Call, member: web::Path<String>) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let saved = merging::merge(change, &member, &wanted.expected, &wanted.document)?;
        Reply::saved(&saved, &wanted.session)
    })
    .await
}

/// Removes a member for good.
///
/// Its record, the personal data in it, its proposals and its keys are erased, in the audit trail
/// too; what is left is that there was one, and when it was purged. There is no way back: to take
/// an entry out of sight, withdraw it.
#[utoipa::path(
    operation_id = "purgeMember",
    tag = "Registry: members",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        WriteParameters, Condition, Idempotency,
    ),
    responses((status = 204, description = "It is gone")),
    security(("key" = ["admin"])),
)]
#[post("/v1/registry/members/{member}/purge")]
pub async fn purge_member(call: Call, member: web::Path<String>) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        members::nothing_more(&wanted.document)?;
        erasure::purge(change, &member, &wanted.expected)?;
        Ok(Reply::empty().erasing())
    })
    .await
}

/// Shows all that is kept about a person.
///
/// For a person who asks (GDPR, article 15): the data as they are, every version of them in the
/// audit trail, and the fields of the entry that name the person too.
#[utoipa::path(
    operation_id = "getPersonalData",
    tag = "Registry: personal data",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        ("contact" = ContactId, Path, description = "The contact's identifier"),
    ),
    responses((status = 200, description = "All that is kept", body = PersonalData)),
    security(("key" = ["editor", "admin"])),
)]
#[get("/v1/registry/members/{member}/contacts/{contact}/personal-data")]
pub async fn get_personal_data(
    session: Session,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(move |connection, _| {
            let (member, contact) = path.into_inner();
            let record = members::find(connection, &member)?;
            let data = erasure::personal_data(connection, &member, contact_id(&contact)?)?;
            Ok(Reply::json(&data)?.tagged(members::tag(&record)))
        })
        .await
}

/// Erases all that is kept about a person.
///
/// For a person who wants it (GDPR, article 17): from the entry, from every line of the audit
/// trail, from proposals and kept answers. There is no way back. The answer names the fields of
/// the entry whose text still names the person.
#[utoipa::path(
    operation_id = "erasePersonalData",
    tag = "Registry: personal data",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        ("contact" = ContactId, Path, description = "The contact's identifier"),
        WriteParameters, Condition,
    ),
    responses((status = 200, description = "What was erased", body = Erased)),
    security(("key" = ["editor", "admin"])),
)]
#[delete("/v1/registry/members/{member}/contacts/{contact}/personal-data")]
pub async fn erase_personal_data(
    call: Call,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        members::nothing_more(&wanted.document)?;
        let (member, contact) = path.into_inner();
        let contact = contact_id(&contact)?;
        let (record, erased) = erasure::erase_contact(change, &member, &wanted.expected, contact)?;
        Ok(Reply::json(&erased)?
            .tagged(members::tag(&record))
            .erasing())
    })
    .await
}

fn contact_id(text: &str) -> Result<ContactId, Refusal> {
    text.parse()
        .map_err(|_| Refusal::NotFound(format!("There is no contact \"{text}\".")))
}
