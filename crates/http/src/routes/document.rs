//! `/openapi.json` and the documents beside it: the description of the API.

use actix_web::{HttpRequest, HttpResponse, get, web};

use crate::{
    openapi::{Publisher, Volume},
    problem::Problem,
    state::State,
};

/// Shows this document as JSON.
///
/// Make a client from it, or read it into a tool. What else is served here has documents of its own.
#[utoipa::path(
    operation_id = "getOpenApiJson",
    tag = "Document",
    responses((status = 200, description = "The OpenAPI document", content_type = "application/json", body = Object)),
)]
#[get("/openapi.json")]
pub async fn get_json(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    give(&request, &state, Volume::Directory, false)
}

/// Shows this document as YAML.
///
/// The same as `/openapi.json`, for people who read it as it stands.
#[utoipa::path(
    operation_id = "getOpenApiYaml",
    tag = "Document",
    responses((status = 200, description = "The OpenAPI document", content_type = "application/yaml", body = Object)),
)]
#[get("/openapi.yaml")]
pub async fn get_yaml(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    give(&request, &state, Volume::Directory, true)
}

/// Shows another document of the API.
///
/// What the registry takes and gives, and what webhooks send, where the registry is served.
#[utoipa::path(
    operation_id = "getOpenApiVolume",
    tag = "Document",
    params(("volume" = String, Path, description = "`registry.json`, `registry.yaml`, `webhooks.json` or `webhooks.yaml`", example = "registry.json")),
    responses(
        (status = 200, description = "The OpenAPI document, as JSON or YAML", content_type = "application/json", body = Object),
        (status = 404, description = "There is no such document", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/openapi/{volume}")]
pub async fn get_volume(
    request: HttpRequest,
    state: web::Data<State>,
    name: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let volumes = state.document.volumes().iter();
    let named = volumes
        .filter(|volume| **volume != Volume::Directory)
        .find_map(|volume| {
            let extension = name.strip_prefix(volume.name())?;
            Some((
                *volume,
                [".json", ".yaml"]
                    .iter()
                    .position(|known| *known == extension)?
                    == 1,
            ))
        });
    let (volume, is_yaml) = named.ok_or_else(|| state.unknown(request.path()))?;
    Ok(give(&request, &state, volume, is_yaml))
}

fn give(request: &HttpRequest, state: &State, volume: Volume, is_yaml: bool) -> HttpResponse {
    let snapshot = state.directory.current();
    let network = &snapshot.network;
    let website = network.website.as_ref().map(ToString::to_string);
    let publisher = Publisher {
        public_url: state.directory.public_url().clone(),
        name: network.name.clone(),
        website,
        email: state.site.as_ref().and_then(|site| site.contact()),
    };
    let form = (volume, is_yaml, publisher);
    state.published.give(&state.document, form, request)
}
