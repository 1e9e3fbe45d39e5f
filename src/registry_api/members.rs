//! `/v1/registry/members`: the records of members, of whatever status.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put, web};
use serde::Serialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::{
    PREFIX,
    call::{Call, Condition, Idempotency, WriteParameters},
    listing::{self, RegistryListParameters},
    reply::Reply,
    session::Session,
    views::{Confirmation, MemberWrite, RecordView, hide_notes},
};
use editing::{Refusal, Saved, members};
use http::{
    list::Page,
    parameters::{Query, names},
    problem::Problem,
};
use network::{Invalid, Member};

/// A page of records.
#[derive(Serialize, ToSchema)]
pub struct MemberRecordPage {
    /// The records.
    data: Vec<RecordView<'static>>,
    /// Where the page stands in the list.
    page: Page,
    /// The registry's revision: the number of its last change.
    #[schema(example = 42)]
    revision: i64,
}

/// Lists the records of members.
///
/// Of every status, those that nobody but staff sees included. All filters combine.
#[utoipa::path(
    operation_id = "listMemberRecords",
    tag = "Registry: members",
    params(RegistryListParameters),
    responses((status = 200, description = "A page of records", body = MemberRecordPage)),
    security(("key" = ["editor", "admin"])),
)]
#[get("/v1/registry/members")]
pub async fn list_registry_members(
    session: Session,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let asked = listing::read(&request)?;
    session
        .read(move |connection, session| listing::answer(connection, session, asked))
        .await
}

/// Makes a member.
///
/// It begins as an applicant unless the body says otherwise, with a slug made from its name, and
/// with every shelter hidden.
#[utoipa::path(
    operation_id = "createMember",
    tag = "Registry: members",
    params(WriteParameters, Idempotency),
    request_body(content = MemberWrite, example = json!({
        "name": "Nieuw Huis Mechelen",
        "country": "BE",
        "website": "https://nieuwhuis.example",
        "languages": ["nl", "fr"],
        "summary": {"nl": "Opvang en advies."},
        "locations": [{"kind": "office", "address": "Grote Markt 1", "city": "Mechelen"}],
        "service_offers": [{"service": "housing"}],
    })),
    responses((status = 201, description = "The record that was made", body = RecordView<'static>)),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/members")]
pub async fn create_member(call: Call) -> Result<HttpResponse, Problem> {
    call.write(|change, wanted| {
        let saved = members::create(change, wanted.document)?;
        let location = member_path(&saved);
        Ok(Reply::saved(&saved, &wanted.session)?.created(location))
    })
    .await
}

fn member_path(saved: &Saved) -> String {
    format!("{PREFIX}/members/{}", saved.record.member.id)
}

/// A record as it stood.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct AsOfParameters {
    /// The entry as it stood after this revision of the registry, read from the audit trail.
    #[param(minimum = 1)]
    as_of: Option<i64>,
}

/// Shows a record.
///
/// A `member` key reads the record of its own member, without the notes of the staff. An earlier
/// slug redirects to the present one, for ever.
#[utoipa::path(
    operation_id = "getMemberRecord",
    tag = "Registry: members",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        AsOfParameters,
    ),
    responses((status = 200, description = "The record", body = RecordView<'static>)),
    security(("key" = ["member", "editor", "admin"])),
)]
#[get("/v1/registry/members/{member}")]
pub async fn get_registry_member(
    session: Session,
    request: HttpRequest,
    member: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let mut query = Query::read(request.query_string(), &names::<AsOfParameters>());
    let as_of = query.one("as_of", revision);
    query.finish()?;
    session
        .read(move |connection, session| {
            session.may_see(own(session, connection, &member)?)?;
            match as_of {
                None => Reply::record(&members::find(connection, &member)?, session),
                Some(revision) => as_it_stood(connection, session, &member, revision),
            }
        })
        .await
}

/// The identifier under a path's key; a `member` key learns of its own member only.
pub fn own(
    session: &Session,
    connection: &mut registry::AnyConnection,
    key: &str,
) -> Result<network::MemberId, Refusal> {
    match members::identify(connection, key) {
        Err(Refusal::NotFound(_)) if !session.is_staff() => Err(Refusal::Forbidden(
            "This key reaches the entry of its own member only.".to_owned(),
        )),
        other => other,
    }
}

fn as_it_stood(
    connection: &mut registry::AnyConnection,
    session: &Session,
    key: &str,
    revision: i64,
) -> Result<Reply, Refusal> {
    let line = members::as_of(connection, key, revision)?;
    // What was written by an earlier version is shown in today's form.
    let member: Member = match line.after {
        Some(after) => serde_json::from_value(after)?,
        None => return Err(Refusal::NotFound("This member was purged.".to_owned())),
    };
    let mut entry = serde_json::to_value(&member)?;
    hide_notes(&mut entry, session);
    if let Some(fields) = entry.as_object_mut() {
        fields.insert("revision".to_owned(), json!(line.revision));
        fields.insert("updated_at".to_owned(), json!(line.recorded_at));
    }
    Ok(Reply::ok(entry).about(member.id))
}

/// Reads the number of a change.
pub fn revision(text: &str) -> Result<i64, Invalid> {
    text.parse()
        .ok()
        .filter(|revision| *revision >= 1)
        .ok_or_else(|| {
            Invalid::new(
                "out_of_range",
                format!("\"{text}\" is no revision: a whole number from 1"),
            )
        })
}

/// Writes a record anew.
///
/// The body is the whole entry: what is left out is taken out. Slug, listing, visibility and the
/// kind of membership stay as they are when they are left out, so that nothing becomes public by
/// it. Send what GET gave, changed.
#[utoipa::path(
    operation_id = "replaceMember",
    tag = "Registry: members",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        WriteParameters, Condition,
    ),
    request_body(content = MemberWrite, example = json!({
        "name": "Open Huis Gent",
        "country": "BE",
        "languages": ["nl", "fr"],
        "summary": {"nl": "Opvang en advies."},
        "locations": [{"kind": "office", "address": "Kerkstraat 1", "city": "Gent"}],
        "service_offers": [{"service": "housing"}],
    })),
    responses((status = 200, description = "The record as it is now", body = RecordView<'static>)),
    security(("key" = ["editor", "admin"])),
)]
#[put("/v1/registry/members/{member}")]
pub async fn replace_member(
    call: Call,
    member: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let saved = members::replace(change, &member, &wanted.expected, wanted.document)?;
        Reply::saved(&saved, &wanted.session)
    })
    .await
}

/// Changes fields of a record.
///
/// The body is a JSON Merge Patch (RFC 7396): what it names is changed, null takes a field out, and
/// a list is replaced as a whole.
#[utoipa::path(
    operation_id = "patchMember",
    tag = "Registry: members",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        WriteParameters, Condition,
    ),
    request_body(content(
        (Object = "application/merge-patch+json", example = json!({"phone": "+32 9 123 45 67", "summary": {"fr": "Accueil et conseil."}})),
        (Object = "application/json", example = json!({"acronym": null})),
    )),
    responses((status = 200, description = "The record as it is now", body = RecordView<'static>)),
    security(("key" = ["editor", "admin"])),
)]
#[patch("/v1/registry/members/{member}")]
pub async fn patch_member(call: Call, member: web::Path<String>) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let saved = members::patch(change, &member, &wanted.expected, wanted.document)?;
        Reply::saved(&saved, &wanted.session)
    })
    .await
}

/// Withdraws an entry.
///
/// It is kept, can be restored, and nobody but staff sees it. To end a membership, take the move
/// `end` instead; to erase everything, purge.
#[utoipa::path(
    operation_id = "withdrawMember",
    tag = "Registry: members",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        WriteParameters, Condition,
    ),
    responses((status = 200, description = "The record as it is now", body = RecordView<'static>)),
    security(("key" = ["editor", "admin"])),
)]
#[delete("/v1/registry/members/{member}")]
pub async fn withdraw_member(
    call: Call,
    member: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let saved = members::withdraw(change, &member, &wanted.expected)?;
        Reply::saved(&saved, &wanted.session)
    })
    .await
}

/// Brings a withdrawn entry back.
#[utoipa::path(
    operation_id = "restoreMember",
    tag = "Registry: members",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        WriteParameters, Condition, Idempotency,
    ),
    request_body(content = Confirmation, example = json!({"confirm_publication": true})),
    responses((status = 200, description = "The record as it is now", body = RecordView<'static>)),
    security(("key" = ["editor", "admin"])),
)]
#[post("/v1/registry/members/{member}/restore")]
pub async fn restore_member(
    call: Call,
    member: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let saved = members::restore(change, &member, &wanted.expected, wanted.document)?;
        Reply::saved(&saved, &wanted.session)
    })
    .await
}

/// Confirms that an entry is still true.
///
/// Sets `verified_at`. A `member` key confirms the entry of its own member.
#[utoipa::path(
    operation_id = "verifyMember",
    tag = "Registry: members",
    params(
        ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
        WriteParameters, Condition, Idempotency,
    ),
    responses((status = 200, description = "The record as it is now", body = RecordView<'static>)),
    security(("key" = ["member", "editor", "admin"])),
)]
#[post("/v1/registry/members/{member}/verify")]
pub async fn verify_member(call: Call, member: web::Path<String>) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let id = own(&wanted.session, change.connection(), &member)?;
        wanted.session.may_see(id)?;
        members::nothing_more(&wanted.document)?;
        let saved = members::verify(change, &member, &wanted.expected)?;
        Reply::saved(&saved, &wanted.session)
    })
    .await
}
