//! `/v1/registry/service-types`: the taxonomy of services.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    PREFIX,
    call::{Call, Condition, Idempotency, WriteParameters},
    reply::Reply,
    session::Session,
};
use editing::{
    Refusal,
    taxonomy::{self, ServiceTypeMerge},
};
use http::{parameters::Query, problem::Problem};
use network::ServiceType;
use registry::{AnyConnection, service_types};

/// A service type in use.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceTypeRecord {
    #[serde(flatten)]
    #[schema(inline)]
    service: ServiceType,
    /// Whether it is one of the four that every network has.
    core: bool,
    /// How many members offer exactly this.
    #[schema(example = 12)]
    members: usize,
}

/// The whole taxonomy.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceTypeList {
    /// The service types, in their order.
    data: Vec<ServiceTypeRecord>,
}

fn record(
    connection: &mut AnyConnection,
    service: ServiceType,
) -> Result<ServiceTypeRecord, Refusal> {
    Ok(ServiceTypeRecord {
        core: service.is_core(),
        members: service_types::members_offering(connection, &service.code)?.len(),
        service,
    })
}

fn reply(service: &ServiceType) -> Result<Reply, Refusal> {
    Ok(Reply::json(service)?.tagged(taxonomy::tag(service)?))
}

/// Lists the taxonomy.
#[utoipa::path(
    operation_id = "listServiceTypes",
    tag = "Registry: taxonomy",
    responses((status = 200, description = "The service types", body = ServiceTypeList)),
    security(("key" = ["editor", "admin"])),
)]
#[get("/v1/registry/service-types")]
pub async fn list_service_types(
    session: Session,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(|connection, _| {
            let types = service_types::load(connection)?;
            let data = types.into_iter().map(|service| record(connection, service));
            let data = data.collect::<Result<_, _>>()?;
            Reply::json(&ServiceTypeList { data })
        })
        .await
}

/// Adds a service type.
///
/// A child's code begins with its parent's and a slash.
#[utoipa::path(
    operation_id = "createServiceType",
    tag = "Registry: taxonomy",
    params(WriteParameters, Idempotency),
    request_body(content = ServiceType, example = json!({"code": "healthcare/eyes", "labels": {"en": "Eye care", "nl": "Oogzorg"}})),
    responses((status = 201, description = "The service type that was added", body = ServiceType)),
    security(("key" = ["admin"])),
)]
#[post("/v1/registry/service-types")]
pub async fn create_service_type(call: Call) -> Result<HttpResponse, Problem> {
    call.write(|change, wanted| {
        let service = taxonomy::create(change, wanted.document)?;
        let code = service.code.as_str().replace('/', "%2F");
        Ok(reply(&service)?.created(format!("{PREFIX}/service-types/{code}")))
    })
    .await
}

/// Shows a service type.
#[utoipa::path(
    operation_id = "getServiceType",
    tag = "Registry: taxonomy",
    params(("code" = String, Path, description = "The code; a slash in it is written %2F", example = "housing")),
    responses((status = 200, description = "The service type", body = ServiceType)),
    security(("key" = ["editor", "admin"])),
)]
#[get("/v1/registry/service-types/{code}")]
pub async fn get_service_type(
    session: Session,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(move |connection, _| reply(&taxonomy::find(connection, &code)?.0))
        .await
}

/// Writes the labels of a service type anew.
#[utoipa::path(
    operation_id = "replaceServiceType",
    tag = "Registry: taxonomy",
    params(
        ("code" = String, Path, description = "The code; a slash in it is written %2F", example = "housing"),
        WriteParameters, Condition,
    ),
    request_body(content = ServiceType, example = json!({"code": "housing", "labels": {"en": "Housing", "nl": "Wonen"}})),
    responses((status = 200, description = "The service type as it is now", body = ServiceType)),
    security(("key" = ["admin"])),
)]
#[put("/v1/registry/service-types/{code}")]
pub async fn replace_service_type(
    call: Call,
    code: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        reply(&taxonomy::replace(
            change,
            &code,
            &wanted.expected,
            wanted.document,
        )?)
    })
    .await
}

/// Changes labels of a service type.
///
/// The body is a JSON Merge Patch (RFC 7396).
#[utoipa::path(
    operation_id = "patchServiceType",
    tag = "Registry: taxonomy",
    params(
        ("code" = String, Path, description = "The code; a slash in it is written %2F", example = "housing"),
        WriteParameters, Condition,
    ),
    request_body(content(
        (Object = "application/merge-patch+json", example = json!({"labels": {"nl": "Wonen"}})),
        (Object = "application/json", example = json!({"labels": {"pt": null}})),
    )),
    responses((status = 200, description = "The service type as it is now", body = ServiceType)),
    security(("key" = ["admin"])),
)]
#[patch("/v1/registry/service-types/{code}")]
pub async fn patch_service_type(
    call: Call,
    code: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        reply(&taxonomy::patch(
            change,
            &code,
            &wanted.expected,
            &wanted.document,
        )?)
    })
    .await
}

/// Removes a service type that nobody offers.
///
/// The four core codes cannot go. One that is offered is merged into another one instead.
#[utoipa::path(
    operation_id = "removeServiceType",
    tag = "Registry: taxonomy",
    params(
        ("code" = String, Path, description = "The code; a slash in it is written %2F", example = "healthcare/dental"),
        WriteParameters, Condition,
    ),
    responses((status = 204, description = "It is gone")),
    security(("key" = ["admin"])),
)]
#[delete("/v1/registry/service-types/{code}")]
pub async fn remove_service_type(
    call: Call,
    code: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        taxonomy::remove(change, &code, &wanted.expected)?;
        Ok(Reply::empty())
    })
    .await
}

/// Merges a service type into another one.
///
/// What members offer under its code is offered under the other's from then on, and its code still
/// finds that as a filter of the public directory.
#[utoipa::path(
    operation_id = "mergeServiceType",
    tag = "Registry: taxonomy",
    params(
        ("code" = String, Path, description = "The code that goes; a slash in it is written %2F", example = "healthcare/dental"),
        WriteParameters, Condition, Idempotency,
    ),
    request_body(content = ServiceTypeMerge, example = json!({"into": "healthcare"})),
    responses((status = 200, description = "The service type that stays, as it is now", body = ServiceType)),
    security(("key" = ["admin"])),
)]
#[post("/v1/registry/service-types/{code}/merge")]
pub async fn merge_service_type(
    call: Call,
    code: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        reply(&taxonomy::merge(
            change,
            &code,
            &wanted.expected,
            &wanted.document,
        )?)
    })
    .await
}
