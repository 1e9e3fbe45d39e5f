//! `/hsds/v3`: the directory by the Human Services Data Specification.

use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    answer::{Answer, write_json},
    docs::guides,
    human_services::{
        asked::{
            HsdsOneOrganizationParameters, HsdsOrganizationParameters,
            HsdsServiceAtLocationParameters, HsdsServiceParameters, HsdsTaxonomyParameters,
            HsdsTermParameters,
        },
        list, one,
        page::{
            HsdsOrganizationPage, HsdsServiceAtLocationPage, HsdsServicePage, HsdsTaxonomyPage,
            HsdsTermPage,
        },
        subject::Subject,
    },
    negotiation, parameters,
    parameters::Parameters,
    problem::Problem,
    state::State,
};
use hsds::{Depth, Organization, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm, VERSION};

/// What this API is.
#[derive(Serialize, ToSchema)]
pub struct HsdsRoot {
    /// The version of the specification.
    #[schema(example = "3.0")]
    version: &'static str,
    /// What is said of it here.
    #[schema(format = Uri)]
    profile: String,
    /// The description of the API.
    #[schema(format = Uri)]
    openapi_url: String,
}

/// Tells which version of the specification this is.
///
/// With the address of the specification's profile and of this document.
#[utoipa::path(
    operation_id = "getHsds",
    tag = "HSDS",
    responses((status = 200, description = "The version", body = HsdsRoot, content_type = "application/json")),
)]
#[get("/hsds/v3")]
pub async fn get_root(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    negotiation::only(&request, "application/json")?;
    let snapshot = state.directory.current();
    let answer = Answer {
        request: &request,
        snapshot: &snapshot,
        lang: None,
        media_type: "application/json",
        passing: None,
    };
    let public_url = state.directory.public_url();
    let root = HsdsRoot {
        version: VERSION,
        profile: public_url.url(guides::HSDS),
        openapi_url: public_url.url("/openapi.json"),
    };
    state.answers.give(&answer, |out| write_json(out, &root))
}

/// Lists organisations.
///
/// By name.
///
/// `format=ndjson` and `format=csv` give everything, line by line.
#[utoipa::path(
    operation_id = "listHsdsOrganizations",
    tag = "HSDS",
    params(HsdsOrganizationParameters),
    responses((status = 200, description = "A page", body = HsdsOrganizationPage, content_type = "application/json")),
)]
#[get("/hsds/v3/organizations")]
pub async fn list_organizations(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    list::<HsdsOrganizationParameters>(Subject::Organizations, &request, &state)
}

/// Shows an organisation with all that it has.
///
/// Its services, places, contacts and other names, as far as the public may know them.
#[utoipa::path(
    operation_id = "getHsdsOrganization",
    tag = "HSDS",
    params(
        ("id" = uuid::Uuid, Path, description = "Its identifier"),
        HsdsOneOrganizationParameters,
    ),
    responses(
        (status = 200, description = "It, with all that it has", body = Organization<'static>, content_type = "application/json"),
        (status = 404, description = "There is nothing with this identifier", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
        (status = 410, description = "It was published once and is not any more", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/hsds/v3/organizations/{id}")]
pub async fn get_organization(
    request: HttpRequest,
    state: web::Data<State>,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let depth = HsdsOneOrganizationParameters::read(&request)?.depth();
    one(Subject::Organizations, &id, depth, &request, &state)
}

/// Lists services.
///
/// By the names of their organisations. A text that names a need finds the services that meet it; any other one those of the organisations that it finds.
///
/// `format=ndjson` and `format=csv` give everything, line by line.
#[utoipa::path(
    operation_id = "listHsdsServices",
    tag = "HSDS",
    params(HsdsServiceParameters),
    responses((status = 200, description = "A page", body = HsdsServicePage, content_type = "application/json")),
)]
#[get("/hsds/v3/services")]
pub async fn list_services(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    list::<HsdsServiceParameters>(Subject::Services, &request, &state)
}

/// Shows a service with its organisation and the place where it is given.
///
/// The place is left out where it may not be known.
#[utoipa::path(
    operation_id = "getHsdsService",
    tag = "HSDS",
    params(
        ("id" = uuid::Uuid, Path, description = "Its identifier"),
    ),
    responses(
        (status = 200, description = "It, with all that it has", body = Service<'static>, content_type = "application/json"),
        (status = 404, description = "There is nothing with this identifier", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/hsds/v3/services/{id}")]
pub async fn get_service(
    request: HttpRequest,
    state: web::Data<State>,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    one(Subject::Services, &id, Depth::Full, &request, &state)
}

/// Lists services at the places where they are given.
///
/// Only those of which the place may be known.
///
/// `format=ndjson` and `format=csv` give everything, line by line.
#[utoipa::path(
    operation_id = "listHsdsServicesAtLocations",
    tag = "HSDS",
    params(HsdsServiceAtLocationParameters),
    responses((status = 200, description = "A page", body = HsdsServiceAtLocationPage, content_type = "application/json")),
)]
#[get("/hsds/v3/service_at_locations")]
pub async fn list_services_at_locations(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    list::<HsdsServiceAtLocationParameters>(Subject::ServicesAtLocations, &request, &state)
}

/// Shows a service at the place where it is given.
///
/// With the service, and the place as far as the public may know it.
#[utoipa::path(
    operation_id = "getHsdsServiceAtLocation",
    tag = "HSDS",
    params(
        ("id" = uuid::Uuid, Path, description = "Its identifier"),
    ),
    responses(
        (status = 200, description = "It, with all that it has", body = ServiceAtLocation<'static>, content_type = "application/json"),
        (status = 404, description = "There is nothing with this identifier", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/hsds/v3/service_at_locations/{id}")]
pub async fn get_service_at_location(
    request: HttpRequest,
    state: web::Data<State>,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    one(
        Subject::ServicesAtLocations,
        &id,
        Depth::Full,
        &request,
        &state,
    )
}

/// Lists the taxonomies.
///
/// There are two: the kinds of services, and what places are used for.
///
/// `format=ndjson` and `format=csv` give everything, line by line.
#[utoipa::path(
    operation_id = "listHsdsTaxonomies",
    tag = "HSDS",
    params(HsdsTaxonomyParameters),
    responses((status = 200, description = "A page", body = HsdsTaxonomyPage, content_type = "application/json")),
)]
#[get("/hsds/v3/taxonomies")]
pub async fn list_taxonomies(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    list::<HsdsTaxonomyParameters>(Subject::Taxonomies, &request, &state)
}

/// Shows a taxonomy.
///
/// Its terms are listed under `/hsds/v3/taxonomy_terms`.
#[utoipa::path(
    operation_id = "getHsdsTaxonomy",
    tag = "HSDS",
    params(
        ("id" = uuid::Uuid, Path, description = "Its identifier", example = "93744f2b-4b65-82ff-bd89-d9cdf10cb082"),
    ),
    responses(
        (status = 200, description = "It, with all that it has", body = Taxonomy, content_type = "application/json"),
        (status = 404, description = "There is nothing with this identifier", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/hsds/v3/taxonomies/{id}")]
pub async fn get_taxonomy(
    request: HttpRequest,
    state: web::Data<State>,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    one(Subject::Taxonomies, &id, Depth::Full, &request, &state)
}

/// Lists the terms of the taxonomies.
///
/// In the network's own order.
///
/// `format=ndjson` and `format=csv` give everything, line by line.
#[utoipa::path(
    operation_id = "listHsdsTerms",
    tag = "HSDS",
    params(HsdsTermParameters),
    responses((status = 200, description = "A page", body = HsdsTermPage, content_type = "application/json")),
)]
#[get("/hsds/v3/taxonomy_terms")]
pub async fn list_terms(
    request: HttpRequest,
    state: web::Data<State>,
) -> Result<HttpResponse, Problem> {
    list::<HsdsTermParameters>(Subject::Terms, &request, &state)
}

/// Shows a term with its taxonomy.
///
/// With its parent, where it has one.
#[utoipa::path(
    operation_id = "getHsdsTerm",
    tag = "HSDS",
    params(
        ("id" = uuid::Uuid, Path, description = "Its identifier", example = "18482ad2-c882-805c-baaf-c82343746bda"),
    ),
    responses(
        (status = 200, description = "It, with all that it has", body = TaxonomyTerm<'static>, content_type = "application/json"),
        (status = 404, description = "There is nothing with this identifier", body = crate::problem::ProblemBody, content_type = "application/problem+json"),
    ),
)]
#[get("/hsds/v3/taxonomy_terms/{id}")]
pub async fn get_term(
    request: HttpRequest,
    state: web::Data<State>,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    parameters::none(&request)?;
    one(Subject::Terms, &id, Depth::Full, &request, &state)
}
