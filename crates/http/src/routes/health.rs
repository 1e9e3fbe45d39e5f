//! `/health/live`, `/health/ready`, `/metrics`: for whoever runs the program.

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::state::State;

/// How the program is.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// Always `ok`: whoever is not does not answer.
    #[schema(example = "ok")]
    status: &'static str,
}

/// Says that the program runs.
#[utoipa::path(
    operation_id = "getLiveness",
    tag = "Operation",
    responses((status = 200, description = "The program runs", body = Health, content_type = "application/json")),
)]
#[get("/health/live")]
pub async fn get_liveness() -> HttpResponse {
    HttpResponse::Ok().json(Health { status: "ok" })
}

/// What the program can do.
#[derive(Serialize, ToSchema)]
pub struct Readiness {
    /// Always `ready`: the directory is in memory before the first request is taken.
    #[schema(example = "ready")]
    status: &'static str,
    /// The number of the directory's last public change.
    #[schema(example = 42)]
    revision: u64,
    /// Whether the database answered the last time it was asked. The directory is served all the
    /// same while it is away.
    #[schema(example = "reachable")]
    database: Database,
}

/// How the database is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Database {
    /// It answers.
    Reachable,
    /// It does not.
    Unreachable,
}

/// Says that the directory can be queried.
#[utoipa::path(
    operation_id = "getReadiness",
    tag = "Operation",
    responses((status = 200, description = "The directory can be queried", body = Readiness, content_type = "application/json")),
)]
#[get("/health/ready")]
pub async fn get_readiness(state: web::Data<State>) -> HttpResponse {
    HttpResponse::Ok().json(Readiness {
        status: "ready",
        revision: state.directory.current().revision,
        database: match database_reachable(&state) {
            true => Database::Reachable,
            false => Database::Unreachable,
        },
    })
}

/// Counts for Prometheus.
///
/// At the internal address alone, where the setting `INTERNAL_BIND` names one. Nothing in them tells
/// what anybody asked for, nor what the registry does that the public does not see.
#[utoipa::path(
    operation_id = "getMetrics",
    tag = "Operation",
    responses((status = 200, description = "Counts in the Prometheus text format", body = String, content_type = "text/plain")),
)]
#[get("/metrics")]
pub async fn get_metrics(state: web::Data<State>) -> HttpResponse {
    let snapshot = state.directory.current();
    metrics::gauge!("directory_members").set(f64::from(snapshot.members.len()));
    metrics::gauge!("database_reachable").set(f64::from(u8::from(database_reachable(&state))));
    metrics::gauge!("directory_revision").set(snapshot.revision as f64);
    let crowd = state.counted.as_ref().unwrap_or(&state.crowd);
    for (kind, seats) in crowd.seats() {
        metrics::gauge!("seats_taken", "kind" => kind).set(seats.taken() as f64);
    }
    let text = state.metrics.as_ref().map(|metrics| metrics.render());
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(text.unwrap_or_default())
}

fn database_reachable(state: &State) -> bool {
    state
        .health
        .as_ref()
        .is_none_or(|health| health.reachable())
}
