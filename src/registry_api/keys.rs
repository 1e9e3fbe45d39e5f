//! `/v1/registry/keys`: who may ask the registry what.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    PREFIX,
    call::{Call, Idempotency, WriteParameters},
    reply::Reply,
    session::Session,
};
use editing::keys::{self, KeyWish};
use http::{parameters::Query, problem::Problem};
use network::{ApiKey, KeyState, Timestamp};
use registry::keys as kept;

/// A key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KeyRecord)]
pub struct KeyView {
    #[serde(flatten)]
    #[schema(inline)]
    key: ApiKey,
    /// Whether it opens anything now.
    state: KeyState,
}

impl KeyView {
    fn new(key: ApiKey) -> Self {
        Self {
            state: key.state(Timestamp::now()),
            key,
        }
    }
}

/// Every key.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeyList {
    /// The keys, the newest first.
    data: Vec<KeyView>,
}

/// A key that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewKeyView {
    #[serde(flatten)]
    #[schema(inline)]
    view: KeyView,
    /// The key itself. It is shown now and never again; null in a trial.
    #[schema(example = "mnd_k3v9x0ab_…")]
    key: Option<String>,
}

/// Shows the key that asks.
#[utoipa::path(
    operation_id = "getOwnKey",
    tag = "Registry: keys",
    responses((status = 200, description = "The key that the request came with", body = KeyView)),
    security(("key" = ["partner", "member", "editor", "admin"])),
)]
#[get("/v1/registry/key")]
pub async fn get_own_key(session: Session, request: HttpRequest) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(|_, session| Reply::json(&KeyView::new(session.key.clone())))
        .await
}

/// Lists the keys.
#[utoipa::path(
    operation_id = "listKeys",
    tag = "Registry: keys",
    responses((status = 200, description = "The keys, without their secrets", body = KeyList)),
    security(("key" = ["admin"])),
)]
#[get("/v1/registry/keys")]
pub async fn list_keys(session: Session, request: HttpRequest) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(|connection, _| {
            let keys = kept::load(connection)?;
            Reply::json(&KeyList {
                data: keys.into_iter().map(KeyView::new).collect(),
            })
        })
        .await
}

/// Makes a key.
///
/// The answer shows it once: only a hash of it is kept. So a request that is sent again with the
/// same `Idempotency-Key` is refused, and the key is made anew under another one.
#[utoipa::path(
    operation_id = "createKey",
    tag = "Registry: keys",
    params(WriteParameters, Idempotency),
    request_body(content = KeyWish, example = json!({"label": "Membership form", "role": "editor"})),
    responses((status = 201, description = "The key that was made", body = NewKeyView)),
    security(("key" = ["admin"])),
)]
#[post("/v1/registry/keys")]
pub async fn create_key(call: Call) -> Result<HttpResponse, Problem> {
    call.write(|change, wanted| {
        let (key, secret) = keys::create(change, &wanted.document)?;
        let location = format!("{PREFIX}/keys/{}", key.id);
        let view = NewKeyView {
            view: KeyView::new(key),
            key: wanted.is_meant.then(|| secret.reveal().to_owned()),
        };
        Ok(Reply::json(&view)?.created(location).secret())
    })
    .await
}

/// Shows a key.
#[utoipa::path(
    operation_id = "getKey",
    tag = "Registry: keys",
    params(("key" = String, Path, description = "The key's identifier or prefix")),
    responses((status = 200, description = "The key, without its secret", body = KeyView)),
    security(("key" = ["admin"])),
)]
#[get("/v1/registry/keys/{key}")]
pub async fn get_key(
    session: Session,
    request: HttpRequest,
    key: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(move |connection, _| Reply::json(&KeyView::new(keys::find_key(connection, &key)?)))
        .await
}

/// Revokes a key.
///
/// It opens nothing from then on. This needs no `If-Match`: to end a key must never have to wait.
#[utoipa::path(
    operation_id = "revokeKey",
    tag = "Registry: keys",
    params(
        ("key" = String, Path, description = "The key's identifier or prefix"),
        WriteParameters,
    ),
    responses((status = 200, description = "The key as it is now", body = KeyView)),
    security(("key" = ["admin"])),
)]
#[delete("/v1/registry/keys/{key}")]
pub async fn revoke_key(call: Call, key: web::Path<String>) -> Result<HttpResponse, Problem> {
    call.write(move |change, _| Reply::json(&KeyView::new(keys::revoke(change, &key)?)))
        .await
}
