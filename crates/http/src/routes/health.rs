//! `/health/live`, `/health/ready`, `/metrics`: for whoever runs the program.

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::state::State;
use directory::{Health, Standing, health::Origin};
use network::Hold;

/// How the program is.
#[derive(Serialize, ToSchema)]
#[schema(as = Health)]
pub struct Liveness {
    /// Always `ok`: whoever is not does not answer.
    #[schema(example = "ok")]
    status: &'static str,
}

/// Liveness check.
///
/// For whatever starts it again when it does not answer. It says nothing about the database.
#[utoipa::path(
    operation_id = "getLiveness",
    tag = "Operation",
    responses((status = 200, description = "The program runs", body = Liveness, content_type = "application/json")),
)]
#[get("/health/live")]
pub async fn get_liveness() -> HttpResponse {
    HttpResponse::Ok().json(Liveness { status: "ok" })
}

/// What the program can do.
#[derive(Serialize, ToSchema)]
pub struct Readiness {
    /// Always `ready`: the directory is in memory before the first request is taken.
    #[schema(example = "ready")]
    status: &'static str,
    #[serde(flatten)]
    standing: Standing,
    /// Whether the database answered the last time it was asked. The directory is served all the
    /// same while it is away.
    #[schema(example = "reachable")]
    database: Database,
    /// Whether it took what was written last: not while its disk is full, or it is read-only.
    #[schema(example = true)]
    writable: bool,
    /// How this machine's clock stands to the books.
    #[schema(example = "right")]
    clock: Clock,
    /// How a mirror stands to its origin; only a mirror has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    origin: Option<OriginState>,
}

/// How the database is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Database {
    /// It answers.
    Reachable,
    /// It does not.
    Unreachable,
    /// Pages of it are damaged: put a backup back.
    Damaged,
}

/// How the clock stands to the books.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// The books' last change is past.
    Right,
    /// The books' last change is later than this machine's time: its clock is slow, or another's was
    /// fast.
    BehindTheBooks,
}

/// How a mirror stands to its origin.
#[derive(Serialize, ToSchema)]
#[schema(as = MirrorOrigin)]
pub struct OriginState {
    /// `followed`, `away` (nothing that can be used came the last time) or `held`.
    #[schema(example = "followed")]
    state: &'static str,
    /// Why it holds still until somebody says that what the origin shows is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reason: Option<Hold>,
}

impl From<Origin> for OriginState {
    fn from(origin: Origin) -> Self {
        let (state, reason) = match origin {
            Origin::Followed => ("followed", None),
            Origin::Away => ("away", None),
            Origin::Held(why) => ("held", Some(why)),
        };
        Self { state, reason }
    }
}

/// Readiness check.
///
/// For a load balancer: 503 until the directory is read, and where the public must not be sent here.
#[utoipa::path(
    operation_id = "getReadiness",
    tag = "Operation",
    responses((status = 200, description = "The directory can be queried", body = Readiness, content_type = "application/json")),
)]
#[get("/health/ready")]
pub async fn get_readiness(state: web::Data<State>) -> HttpResponse {
    let health = state.health.as_deref();
    HttpResponse::Ok().json(Readiness {
        status: "ready",
        standing: state.directory.current().standing(),
        database: match (
            database_reachable(&state),
            health.is_some_and(|health| health.damaged.is_set()),
        ) {
            // Where its pages are damaged, it may give no answer for that.
            (_, true) => Database::Damaged,
            (false, false) => Database::Unreachable,
            (true, false) => Database::Reachable,
        },
        writable: health.is_none_or(|health| health.writable.is_set()),
        clock: match health.is_some_and(|health| health.ahead.is_set()) {
            true => Clock::BehindTheBooks,
            false => Clock::Right,
        },
        origin: health.and_then(Health::origin).map(OriginState::from),
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
    if let Some(health) = &state.health {
        let said = |said: bool| f64::from(u8::from(said));
        metrics::gauge!("database_writable").set(said(health.writable.is_set()));
        metrics::gauge!("database_damaged").set(said(health.damaged.is_set()));
        metrics::gauge!("database_ahead_of_clock").set(said(health.ahead.is_set()));
        if let Some(origin) = health.origin() {
            metrics::gauge!("mirror_held").set(said(matches!(origin, Origin::Held(_))));
        }
    }
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
