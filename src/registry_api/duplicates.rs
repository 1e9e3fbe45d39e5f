//! `/v1/registry/duplicates`: members that are probably in the registry twice.

use actix_web::{HttpRequest, HttpResponse, get};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{reply::Reply, session::Session};
use editing::duplicates::{self, DuplicateSuspects};
use http::{
    list::{LIMIT, limit},
    parameters::{Query, names},
    problem::Problem,
};

/// Pairs of members that are probably one.
#[derive(Serialize, ToSchema)]
pub struct DuplicateList {
    /// The pairs, the likeliest first.
    data: Vec<DuplicateSuspects>,
    /// How many there are in all.
    #[schema(example = 3)]
    total: usize,
}

/// How many pairs to show.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct DuplicateParameters {
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 2)]
    limit: Option<u32>,
}

/// Lists members that are probably in the registry twice.
///
/// By the same website, or nearly the same name in the same country. POST …/merge makes two one.
#[utoipa::path(
    operation_id = "listDuplicates",
    tag = "Registry: insight",
    params(DuplicateParameters),
    responses((status = 200, description = "The pairs, the likeliest first", body = DuplicateList)),
    security(("key" = ["editor", "admin"])),
)]
#[get("/v1/registry/duplicates")]
pub async fn list_duplicates(
    session: Session,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let mut query = Query::read(request.query_string(), &names::<DuplicateParameters>());
    let most = query.one("limit", limit).unwrap_or(LIMIT);
    query.finish()?;
    session
        .read(move |connection, _| {
            let (data, total) = duplicates::suspects(connection, most)?;
            Reply::json(&DuplicateList { data, total })
        })
        .await
}
