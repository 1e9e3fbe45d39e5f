//! `/v1/registry/members/{member}/locations`, `…/service-offers`, `…/contacts` and `…/notes`: the
//! parts of members, one at a time.

mod work;

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put, web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use self::work::{add_part, get_part, list_parts, patch_part, remove_part, replace_part};
use super::{
    call::{Call, Condition, Idempotency, WriteParameters},
    session::Session,
};
use editing::parts::PartList;
use http::problem::Problem;
use network::{Contact, Location, Note, ServiceOffer};

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
        paths $list_path:tt $part_path:tt,
        such as $example:tt patched by $patch_example:tt,
        $(#[doc = $list_doc:tt])+ list $list_id:tt,
        $(#[doc = $add_doc:tt])+ add $add_id:tt,
        $(#[doc = $get_doc:tt])+ get $get_id:tt,
        $(#[doc = $put_doc:tt])+ replace $put_id:tt,
        $(#[doc = $patch_doc:tt])+ patch $patch_id:tt,
        $(#[doc = $remove_doc:tt])+ remove $remove_id:tt,
    ) => {
        mod $module {
            use super::*;

            /// The parts of a member, in their order.
            #[derive(Serialize, ToSchema)]
            pub struct $page {
                /// The parts.
                data: Vec<$part>,
            }

            $(#[doc = $list_doc])+
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

            $(#[doc = $add_doc])+
            #[utoipa::path(
                operation_id = $add_id,
                tag = "Registry: parts of members",
                params(
                    ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
                    WriteParameters, Condition, Idempotency,
                ),
                request_body(content = $write, example = json!($example)),
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

            $(#[doc = $get_doc])+
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

            $(#[doc = $put_doc])+
            #[utoipa::path(
                operation_id = $put_id,
                tag = "Registry: parts of members",
                params(
                    ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
                    ("id" = uuid::Uuid, Path, description = "Its identifier"),
                    WriteParameters, Condition,
                ),
                request_body(content = $write, example = json!($example)),
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

            $(#[doc = $patch_doc])+
            #[utoipa::path(
                operation_id = $patch_id,
                tag = "Registry: parts of members",
                params(
                    ("member" = String, Path, description = "The member's identifier or slug", example = "open-huis-gent"),
                    ("id" = uuid::Uuid, Path, description = "Its identifier"),
                    WriteParameters, Condition,
                ),
                request_body(content(
                    (Object = "application/merge-patch+json", example = json!($patch_example)),
                    (Object = "application/json", example = json!($patch_example)),
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

            $(#[doc = $remove_doc])+
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
    paths "/v1/registry/members/{member}/locations" "/v1/registry/members/{member}/locations/{id}",
    such as {"kind": "office", "label": "Reception desk", "address": "Kerkstraat 1", "city": "Gent", "opening_hours": "Mo-Fr 09:00-17:00"} patched by {"opening_hours": "Mo-Fr 10:00-18:00"},
    /// Lists the places of a member.
    ///
    /// Hidden ones included.
    list "listMemberLocations",
    /// Adds a place to a member.
    ///
    /// A shelter is hidden and any other place public, unless the body says otherwise.
    add "createMemberLocation",
    /// Shows a place of a member.
    get "getMemberLocation",
    /// Writes a place of a member anew.
    ///
    /// What is left out is taken out; the visibility stays as it is.
    replace "replaceMemberLocation",
    /// Changes fields of a place of a member (RFC 7396).
    patch "patchMemberLocation",
    /// Removes a place of a member.
    ///
    /// One where a service is offered stays (409).
    remove "deleteMemberLocation",
}

parts! {
    service_offers, ServiceOffers, ServiceOffer, written as ServiceOffer, listed as ServiceOfferEntryList,
    paths "/v1/registry/members/{member}/service-offers" "/v1/registry/members/{member}/service-offers/{id}",
    such as {"service": "healthcare", "audience": "everyone", "languages": ["nl", "fr"], "free_of_charge": true} patched by {"audience": "families"},
    /// Lists the service offers of a member.
    list "listMemberServiceOffers",
    /// Adds a service offer to a member.
    add "createMemberServiceOffer",
    /// Shows a service offer of a member.
    get "getMemberServiceOffer",
    /// Writes a service offer of a member anew.
    ///
    /// What is left out is taken out.
    replace "replaceMemberServiceOffer",
    /// Changes fields of a service offer of a member (RFC 7396).
    patch "patchMemberServiceOffer",
    /// Removes a service offer of a member.
    remove "deleteMemberServiceOffer",
}

parts! {
    contacts, Contacts, Contact, written as Contact, listed as ContactList,
    paths "/v1/registry/members/{member}/contacts" "/v1/registry/members/{member}/contacts/{id}",
    such as {"name": "Ann Peeters", "role": "Coordinator", "email": "ann@example.org", "legal_basis": "contract"} patched by {"role": "Director"},
    /// Lists the people at a member.
    list "listMemberContacts",
    /// Adds a person to a member.
    add "createMemberContact",
    /// Shows a person at a member.
    get "getMemberContact",
    /// Writes a person at a member anew.
    ///
    /// What is left out is taken out.
    replace "replaceMemberContact",
    /// Changes fields of a person at a member (RFC 7396).
    patch "patchMemberContact",
    /// Takes a person out of a member's entry.
    ///
    /// The audit trail keeps what it holds; DELETE …/personal-data erases it there too.
    remove "deleteMemberContact",
}

parts! {
    notes, Notes, Note, written as Note, listed as NoteList,
    paths "/v1/registry/members/{member}/notes" "/v1/registry/members/{member}/notes/{id}",
    such as {"text": "Wants to be called before every visit."} patched by {"text": "Wants to be called the day before every visit."},
    /// Lists the notes about a member.
    list "listMemberNotes",
    /// Adds a note about a member.
    add "createMemberNote",
    /// Shows a note about a member.
    get "getMemberNote",
    /// Writes a note about a member anew.
    ///
    /// When it was first written stays as it is.
    replace "replaceMemberNote",
    /// Changes a note about a member (RFC 7396).
    patch "patchMemberNote",
    /// Removes a note about a member.
    remove "deleteMemberNote",
}

/// The routes of all lists of parts.
pub fn configure(config: &mut ServiceConfig) {
    config
        .configure(locations::configure)
        .configure(service_offers::configure)
        .configure(contacts::configure)
        .configure(notes::configure);
}
