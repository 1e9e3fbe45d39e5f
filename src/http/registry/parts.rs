//! `/v1/registry/members/{member}/locations`, `…/service-offers`, `…/contacts` and `…/notes`: the
//! parts of members, one at a time.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put, web};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    PREFIX,
    call::{Call, Condition, Idempotency, WriteParameters},
    reply::Reply,
    session::Session,
};
use crate::{
    http::{parameters::Query, problem::Problem},
    network::{Contact, Location, Note, ServiceOffer},
    secretariat::{
        Refusal, Saved, members,
        parts::{self, PartList},
    },
};

/// A place as it is written.
#[derive(Debug, Serialize, ToSchema)]
pub struct LocationWrite {
    #[serde(flatten)]
    #[schema(inline)]
    place: Location,
    /// Must be true when the public sees more by it than before.
    #[schema(required = false, default = false)]
    confirm_publication: bool,
}

/// Declares the routes of one list of parts.
macro_rules! parts {
    (
        $module:ident, $list:ident, $part:ident, written as $write:ident, listed as $page:ident,
        list $list_id:tt $list_doc:tt $list_path:tt,
        add $add_id:tt $add_doc:tt,
        get $get_id:tt $get_doc:tt $part_path:tt,
        replace $put_id:tt $put_doc:tt,
        patch $patch_id:tt $patch_doc:tt,
        remove $remove_id:tt $remove_doc:tt,
    ) => {
        mod $module {
            use super::*;

            /// The parts of a member, in their order.
            #[derive(Serialize, ToSchema)]
            pub struct $page {
                /// The parts.
                data: Vec<$part>,
            }

            #[doc = $list_doc]
            #[utoipa::path(
                operation_id = $list_id,
                tag = "Registry: parts of members",
                params(("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent")),
                responses((status = 200, description = "All of them, in their order", body = $page)),
                security(("key" = ["editor", "admin"])),
            )]
            #[get($list_path)]
            pub async fn list(
                session: Session,
                request: HttpRequest,
                member: web::Path<String>,
            ) -> Result<HttpResponse, Problem> {
                list_parts(session, &request, member.into_inner(), PartList::$list).await
            }

            #[doc = $add_doc]
            #[utoipa::path(
                operation_id = $add_id,
                tag = "Registry: parts of members",
                params(
                    ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
                    WriteParameters, Condition, Idempotency,
                ),
                request_body(content = $write),
                responses((status = 201, description = "It, as it was stored", body = $part)),
                security(("key" = ["editor", "admin"])),
            )]
            #[post($list_path)]
            pub async fn add(
                call: Call,
                member: web::Path<String>,
            ) -> Result<HttpResponse, Problem> {
                add_part(call, member.into_inner(), PartList::$list).await
            }

            #[doc = $get_doc]
            #[utoipa::path(
                operation_id = $get_id,
                tag = "Registry: parts of members",
                params(
                    ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
                    ("id" = uuid::Uuid, Path, description = "Its identifier"),
                ),
                responses((status = 200, description = "It, as it is stored", body = $part)),
                security(("key" = ["editor", "admin"])),
            )]
            #[get($part_path)]
            pub async fn get(
                session: Session,
                request: HttpRequest,
                path: web::Path<(String, String)>,
            ) -> Result<HttpResponse, Problem> {
                get_part(session, &request, path.into_inner(), PartList::$list).await
            }

            #[doc = $put_doc]
            #[utoipa::path(
                operation_id = $put_id,
                tag = "Registry: parts of members",
                params(
                    ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
                    ("id" = uuid::Uuid, Path, description = "Its identifier"),
                    WriteParameters, Condition,
                ),
                request_body(content = $write),
                responses((status = 200, description = "It, as it is now", body = $part)),
                security(("key" = ["editor", "admin"])),
            )]
            #[put($part_path)]
            pub async fn replace(
                call: Call,
                path: web::Path<(String, String)>,
            ) -> Result<HttpResponse, Problem> {
                replace_part(call, path.into_inner(), PartList::$list).await
            }

            #[doc = $patch_doc]
            #[utoipa::path(
                operation_id = $patch_id,
                tag = "Registry: parts of members",
                params(
                    ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
                    ("id" = uuid::Uuid, Path, description = "Its identifier"),
                    WriteParameters, Condition,
                ),
                request_body(content(
                    (serde_json::Value = "application/merge-patch+json"),
                    (serde_json::Value = "application/json"),
                )),
                responses((status = 200, description = "It, as it is now", body = $part)),
                security(("key" = ["editor", "admin"])),
            )]
            #[patch($part_path)]
            pub async fn patch_one(
                call: Call,
                path: web::Path<(String, String)>,
            ) -> Result<HttpResponse, Problem> {
                patch_part(call, path.into_inner(), PartList::$list).await
            }

            #[doc = $remove_doc]
            #[utoipa::path(
                operation_id = $remove_id,
                tag = "Registry: parts of members",
                params(
                    ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
                    ("id" = uuid::Uuid, Path, description = "Its identifier"),
                    WriteParameters, Condition,
                ),
                responses((status = 204, description = "It is gone")),
                security(("key" = ["editor", "admin"])),
            )]
            #[delete($part_path)]
            pub async fn remove(
                call: Call,
                path: web::Path<(String, String)>,
            ) -> Result<HttpResponse, Problem> {
                remove_part(call, path.into_inner(), PartList::$list).await
            }

            /// The routes of this list.
            pub fn configure(config: &mut ServiceConfig) {
                config
                    .service(list)
                    .service(add)
                    .service(get)
                    .service(replace)
                    .service(patch_one)
                    .service(remove);
            }
        }
    };
}

parts! {
    locations, Locations, Location, written as LocationWrite, listed as LocationEntryList,
    list "listMemberLocations" "Lists the places of a member.\n\nHidden ones included." "/v1/registry/members/{member}/locations",
    add "createMemberLocation" "Adds a place to a member.\n\nA shelter is hidden and any other place public, unless the body says otherwise.",
    get "getMemberLocation" "Shows a place of a member." "/v1/registry/members/{member}/locations/{id}",
    replace "replaceMemberLocation" "Writes a place of a member anew.\n\nWhat is left out is taken out; the visibility stays as it is.",
    patch "patchMemberLocation" "Changes fields of a place of a member (RFC 7396).",
    remove "deleteMemberLocation" "Removes a place of a member.\n\nOne where a service is offered stays (409).",
}

parts! {
    service_offers, ServiceOffers, ServiceOffer, written as ServiceOffer, listed as ServiceOfferEntryList,
    list "listMemberServiceOffers" "Lists the service offers of a member." "/v1/registry/members/{member}/service-offers",
    add "createMemberServiceOffer" "Adds a service offer to a member.",
    get "getMemberServiceOffer" "Shows a service offer of a member." "/v1/registry/members/{member}/service-offers/{id}",
    replace "replaceMemberServiceOffer" "Writes a service offer of a member anew.\n\nWhat is left out is taken out.",
    patch "patchMemberServiceOffer" "Changes fields of a service offer of a member (RFC 7396).",
    remove "deleteMemberServiceOffer" "Removes a service offer of a member.",
}

parts! {
    contacts, Contacts, Contact, written as Contact, listed as ContactList,
    list "listMemberContacts" "Lists the people at a member." "/v1/registry/members/{member}/contacts",
    add "createMemberContact" "Adds a person to a member.",
    get "getMemberContact" "Shows a person at a member." "/v1/registry/members/{member}/contacts/{id}",
    replace "replaceMemberContact" "Writes a person at a member anew.\n\nWhat is left out is taken out.",
    patch "patchMemberContact" "Changes fields of a person at a member (RFC 7396).",
    remove "deleteMemberContact" "Takes a person out of a member's entry.\n\nThe audit trail keeps what it holds; DELETE …/personal-data erases it there too.",
}

parts! {
    notes, Notes, Note, written as Note, listed as NoteList,
    list "listMemberNotes" "Lists the notes about a member." "/v1/registry/members/{member}/notes",
    add "createMemberNote" "Adds a note about a member.",
    get "getMemberNote" "Shows a note about a member." "/v1/registry/members/{member}/notes/{id}",
    replace "replaceMemberNote" "Writes a note about a member anew.\n\nWhen it was first written stays as it is.",
    patch "patchMemberNote" "Changes a note about a member (RFC 7396).",
    remove "deleteMemberNote" "Removes a note about a member.",
}

/// The routes of all lists of parts.
pub fn configure(config: &mut ServiceConfig) {
    config
        .configure(locations::configure)
        .configure(service_offers::configure)
        .configure(contacts::configure)
        .configure(notes::configure);
}

async fn list_parts(
    session: Session,
    request: &HttpRequest,
    member: String,
    list: PartList,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(move |connection, _| {
            let record = members::find(connection, &member)?;
            let body = json!({ "data": list.of(&record)? });
            Ok(Reply::ok(body).tagged(members::tag(&record)))
        })
        .await
}

async fn get_part(
    session: Session,
    request: &HttpRequest,
    (member, id): (String, String),
    list: PartList,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(move |connection, _| {
            let (record, part) = parts::get(connection, &member, list, &id)?;
            Ok(Reply::ok(part).tagged(members::tag(&record)))
        })
        .await
}

async fn add_part(call: Call, member: String, list: PartList) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let (saved, part) = parts::add(change, &member, &wanted.expected, list, wanted.document)?;
        let location = format!(
            "{PREFIX}/members/{}/{}/{}",
            saved.record.member.id,
            list.field().replace('_', "-"),
            part["id"].as_str().unwrap_or_default()
        );
        Ok(stored(&saved, Reply::ok(part)).created(location))
    })
    .await
}

async fn replace_part(
    call: Call,
    (member, id): (String, String),
    list: PartList,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let which = (list, id.as_str());
        let (saved, part) =
            parts::replace(change, &member, &wanted.expected, which, wanted.document)?;
        Ok(stored(&saved, Reply::ok(part)))
    })
    .await
}

async fn patch_part(
    call: Call,
    (member, id): (String, String),
    list: PartList,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let which = (list, id.as_str());
        let (saved, part) =
            parts::patch(change, &member, &wanted.expected, which, wanted.document)?;
        Ok(stored(&saved, Reply::ok(part)))
    })
    .await
}

async fn remove_part(
    call: Call,
    (member, id): (String, String),
    list: PartList,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        members::nothing_more(&wanted.document)?;
        let saved = parts::remove(change, &member, &wanted.expected, list, &id)?;
        Ok::<_, Refusal>(stored(&saved, Reply::empty()))
    })
    .await
}

fn stored(saved: &Saved, reply: Reply) -> Reply {
    let record = &saved.record;
    reply.tagged(members::tag(record)).about(record.member.id)
}
