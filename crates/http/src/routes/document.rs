//! `/openapi.json`, `/openapi.yaml`: the document of the API.

use actix_web::{HttpRequest, HttpResponse, get, http::header, web};

use crate::state::State;

/// Shows this document as JSON.
#[utoipa::path(
    operation_id = "getOpenApiJson",
    tag = "Document",
    responses((status = 200, description = "The OpenAPI document", content_type = "application/json", body = Object)),
)]
#[get("/openapi.json")]
pub async fn get_json(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    give(&request, &state, state.document.json(), "application/json")
}

/// Shows this document as YAML.
#[utoipa::path(
    operation_id = "getOpenApiYaml",
    tag = "Document",
    responses((status = 200, description = "The OpenAPI document", content_type = "application/yaml", body = Object)),
)]
#[get("/openapi.yaml")]
pub async fn get_yaml(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    give(&request, &state, state.document.yaml(), "application/yaml")
}

fn give(
    request: &HttpRequest,
    state: &State,
    text: &str,
    media_type: &'static str,
) -> HttpResponse {
    let etag = format!("\"{:016x}\"", state.document.digest());
    let known = request.headers().get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return HttpResponse::NotModified()
            .insert_header((header::ETAG, etag))
            .finish();
    }
    HttpResponse::Ok()
        .insert_header((header::ETAG, etag))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .content_type(media_type)
        .body(text.to_owned())
}
