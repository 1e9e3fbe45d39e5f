//! `/v1/registry/network`: what the network says of itself.

use actix_web::{HttpRequest, HttpResponse, get, patch, put};

use super::{
    call::{Call, Condition, WriteParameters},
    reply::Reply,
    session::Session,
};
use editing::{Refusal, profile};
use http::{parameters::Query, problem::Problem};
use network::NetworkProfile;
use registry::{NetworkState, profile::load};

fn reply(state: &NetworkState) -> Result<Reply, Refusal> {
    Ok(Reply::json(&state.profile)?.tagged(profile::tag(state)?))
}

/// Shows what the network says of itself.
#[utoipa::path(
    operation_id = "getNetworkProfile",
    tag = "Registry: network",
    responses((status = 200, description = "The profile", body = NetworkProfile)),
    security(("key" = ["editor", "admin"])),
)]
#[get("/v1/registry/network")]
pub async fn get_network_profile(
    session: Session,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(|connection, _| reply(&load(connection)?))
        .await
}

/// Writes the network's profile anew.
///
/// All of it is public. What is left out is taken out.
#[utoipa::path(
    operation_id = "replaceNetworkProfile",
    tag = "Registry: network",
    params(WriteParameters, Condition),
    request_body(content = NetworkProfile, example = json!({
        "name": "Network of Open Houses",
        "short_name": "NOH",
        "description": {"en": "Grassroots organisations for people without papers."},
        "website": "https://network.example.org",
        "founded_year": 2001,
    })),
    responses((status = 200, description = "The profile as it is now", body = NetworkProfile)),
    security(("key" = ["admin"])),
)]
#[put("/v1/registry/network")]
pub async fn replace_network_profile(call: Call) -> Result<HttpResponse, Problem> {
    call.write(|change, wanted| {
        reply(&profile::replace(
            change,
            &wanted.expected,
            wanted.document,
        )?)
    })
    .await
}

/// Changes fields of the network's profile.
///
/// The body is a JSON Merge Patch (RFC 7396). All of the profile is public.
#[utoipa::path(
    operation_id = "patchNetworkProfile",
    tag = "Registry: network",
    params(WriteParameters, Condition),
    request_body(content(
        (Object = "application/merge-patch+json", example = json!({"website": "https://network.example.org"})),
        (Object = "application/json", example = json!({"short_name": null})),
    )),
    responses((status = 200, description = "The profile as it is now", body = NetworkProfile)),
    security(("key" = ["admin"])),
)]
#[patch("/v1/registry/network")]
pub async fn patch_network_profile(call: Call) -> Result<HttpResponse, Problem> {
    call.write(|change, wanted| reply(&profile::patch(change, &wanted.expected, &wanted.document)?))
        .await
}
