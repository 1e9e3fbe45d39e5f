//! `/.well-known/`: where programs look first (RFC 8615).

use actix_web::{HttpRequest, HttpResponse, get, http::header, web};
use serde_json::{Value, json};

use crate::{
    docs::guides,
    human_services::subject::ROOT as HUMAN_SERVICES,
    negotiation, parameters,
    problem::{Kind, Problem},
    reconciliation::ROOT as RECONCILIATION,
    state::State,
};
use directory::PublicUrl;
use network::Timestamp;

/// Adds what is no part of the API.
pub fn configure(config: &mut web::ServiceConfig) {
    let path = "/.well-known/security.txt";
    config.route(path, web::get().to(get_security_text));
}

/// What a set of links is called, and that it is a catalogue of APIs.
const LINKSET: &str =
    "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";

/// For how long what stands in `security.txt` is said to hold: it is made anew each day, and is gone
/// with the program. RFC 9116 advises less than a year.
const SECURITY_DAYS: i64 = 90;

/// Lists the APIs that there are.
///
/// For programs that look for APIs on a host (RFC 9727): where each is, its document and its guide.
#[utoipa::path(
    operation_id = "getApiCatalog",
    tag = "Document",
    responses((status = 200, description = "The APIs as a set of links (RFC 9264)", body = Object, content_type = "application/linkset+json")),
)]
#[get("/.well-known/api-catalog")]
pub async fn get_api_catalog(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    negotiation::only(&request, "application/linkset+json")?;
    let public_url = state.directory.public_url();
    let own = public_url.url("/.well-known/api-catalog");
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, LINKSET))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((header::LINK, format!("<{own}>; rel=\"api-catalog\"")))
        .json(links(public_url)))
}

fn links(public_url: &PublicUrl) -> Value {
    let link = |path: &str, media_type: &str| json!([{ "href": public_url.url(path), "type": media_type }]);
    let api = |anchor: &str, guide: &str| {
        json!({
            "anchor": public_url.url(anchor),
            "service-desc": link("/openapi.json", "application/json"),
            "service-doc": link(guide, "text/html"),
            "service-meta": link("/v1/dataset", "application/ld+json"),
            "status": link("/health/ready", "application/json"),
        })
    };
    json!({ "linkset": [api("/v1", guides::FIRST), api(HUMAN_SERVICES, guides::HSDS), api(RECONCILIATION, guides::RECONCILIATION)] })
}

/// Says whom to tell of a weakness in the site (RFC 9116), where the setting `SECURITY_CONTACT` names
/// somebody. It is for people, and no part of the API.
async fn get_security_text(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    let contact = state.publishing.security_contact.as_deref();
    let contact = contact.ok_or_else(|| {
        Problem::new(
            Kind::NotFound,
            "This site names nobody for its security; the imprint under /imprint says who runs it.",
        )
    })?;
    let public_url = state.directory.public_url();
    let expires = Timestamp::now().day_after(SECURITY_DAYS);
    let text = format!(
        "Contact: {contact}\r\nExpires: {expires}\r\nPreferred-Languages: en\r\nCanonical: {}\r\n",
        public_url.url("/.well-known/security.txt")
    );
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(text))
}
