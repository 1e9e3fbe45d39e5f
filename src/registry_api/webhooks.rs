//! `/v1/registry/webhooks`: who is told of what happens, and how that went.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put, web};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    PREFIX,
    call::{Call, Condition, Idempotency, WriteParameters},
    listing::time_or_day,
    reply::Reply,
    session::Session,
};
use directory::{Key, Position, Value};
use editing::{
    Refusal,
    webhooks::{self, SecretRotation, WebhookPause, WebhookReplay, WebhookWish},
};
use http::{
    cursor,
    list::{LIMIT, Page, limit},
    parameters::{Query, names},
    problem::Problem,
};
use network::{
    Timestamp, Webhook, WebhookDelivery, WebhookDeliveryId, WebhookDeliveryStatus,
    WebhookEventKind, WebhookId,
};
use registry::{
    AnyConnection,
    outbox::{self, Wanted},
    webhooks::{self as kept, SigningSecret, WebhookHealth},
};

/// A webhook, without its secret, and how its deliveries go.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookRecord {
    #[serde(flatten)]
    #[schema(inline)]
    webhook: Webhook,
    /// How its deliveries go. The `ETag` does not depend on it.
    health: WebhookHealth,
}

/// Every webhook.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookList {
    /// The webhooks, the oldest first.
    data: Vec<WebhookRecord>,
}

/// A webhook with a secret that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewWebhookRecord {
    #[serde(flatten)]
    #[schema(inline)]
    record: WebhookRecord,
    /// What messages are signed with. It is shown now and never again; null in a trial.
    #[schema(example = "whsec_…")]
    secret: Option<String>,
}

/// A page of deliveries.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookDeliveryPage {
    /// The deliveries, the latest event first.
    data: Vec<WebhookDelivery>,
    /// Where the page stands in the list.
    page: Page,
}

/// What is sent again.
#[derive(Debug, Serialize, ToSchema)]
pub struct Replayed {
    /// How many deliveries; those that wait already are not counted.
    #[schema(example = 12)]
    deliveries: usize,
}

/// The parameters of a list of deliveries. All are optional and combine.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // It documents what `Asked::read` reads.
pub struct DeliveryParameters {
    /// Only those of which this became. A comma means *or*.
    #[param(style = Form, explode = false, min_items = 1)]
    status: Option<Vec<WebhookDeliveryStatus>>,
    /// Only those of these events. A comma means *or*.
    #[param(style = Form, explode = false, min_items = 1)]
    event: Option<Vec<WebhookEventKind>>,
    /// Only what happened at this time (RFC 3339) or day, or later.
    since: Option<Timestamp>,
    /// How many at a time.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// Where to go on: `page.next` of the page before, unchanged, with the same filters.
    #[param(min_length = 1)]
    cursor: Option<String>,
}

fn record(connection: &mut AnyConnection, webhook: Webhook) -> Result<WebhookRecord, Refusal> {
    Ok(WebhookRecord {
        health: kept::health(connection, webhook.id)?,
        webhook,
    })
}

fn reply(connection: &mut AnyConnection, webhook: Webhook) -> Result<Reply, Refusal> {
    let tag = webhooks::tag(&webhook)?;
    Ok(Reply::json(&record(connection, webhook)?)?.tagged(tag))
}

/// The answer that shows a secret once. It is kept nowhere.
fn shown_once(
    connection: &mut AnyConnection,
    webhook: Webhook,
    secret: &SigningSecret,
    is_meant: bool,
) -> Result<Reply, Refusal> {
    let tag = webhooks::tag(&webhook)?;
    let view = NewWebhookRecord {
        record: record(connection, webhook)?,
        secret: is_meant.then(|| secret.reveal().to_owned()),
    };
    Ok(Reply::json(&view)?.tagged(tag).secret())
}

/// Lists the webhooks.
#[utoipa::path(
    operation_id = "listWebhooks",
    tag = "Registry: webhooks",
    responses((status = 200, description = "The webhooks, without their secrets", body = WebhookList)),
    security(("key" = ["admin"])),
)]
#[get("/v1/registry/webhooks")]
pub async fn list_webhooks(
    session: Session,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(|connection, _| {
            let webhooks = kept::load(connection)?.into_iter();
            let data = webhooks.map(|webhook| record(connection, webhook));
            Reply::json(&WebhookList {
                data: data.collect::<Result<_, _>>()?,
            })
        })
        .await
}

/// Makes a webhook.
///
/// Its messages are those under *Webhooks* in this document, signed as the Standard Webhooks
/// specification says. The answer shows the secret once, so a request that is sent again with the
/// same `Idempotency-Key` is refused. Whatever happens from now on is sent; what was before is found
/// in the directory.
#[utoipa::path(
    operation_id = "createWebhook",
    tag = "Registry: webhooks",
    params(WriteParameters, Idempotency),
    request_body(content = WebhookWish, example = json!({
        "url": "https://hooks.example.org/directory",
        "description": "Website of Open Huis Gent",
        "events": ["member.published", "member.changed", "member.withdrawn"],
        "lang": "nl",
    })),
    responses((status = 201, description = "The webhook that was made", body = NewWebhookRecord)),
    security(("key" = ["admin"])),
)]
#[post("/v1/registry/webhooks")]
pub async fn create_webhook(call: Call) -> Result<HttpResponse, Problem> {
    call.write(|change, wanted| {
        let allowed = wanted.session.state.outbound.allowed;
        let (webhook, secret) = webhooks::create(change, &wanted.document, allowed)?;
        let location = format!("{PREFIX}/webhooks/{}", webhook.id);
        let reply = shown_once(change.connection(), webhook, &secret, wanted.is_meant)?;
        Ok(reply.created(location))
    })
    .await
}

/// Shows a webhook.
#[utoipa::path(
    operation_id = "getWebhook",
    tag = "Registry: webhooks",
    params(("webhook" = WebhookId, Path, description = "The webhook's identifier")),
    responses((status = 200, description = "The webhook, without its secret", body = WebhookRecord)),
    security(("key" = ["admin"])),
)]
#[get("/v1/registry/webhooks/{webhook}")]
pub async fn get_webhook(
    session: Session,
    request: HttpRequest,
    webhook: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    session
        .read(move |connection, _| {
            let webhook = webhooks::find(connection, &webhook)?;
            reply(connection, webhook)
        })
        .await
}

/// Writes a webhook anew.
#[utoipa::path(
    operation_id = "replaceWebhook",
    tag = "Registry: webhooks",
    params(
        ("webhook" = WebhookId, Path, description = "The webhook's identifier"),
        WriteParameters, Condition,
    ),
    request_body(content = WebhookWish, example = json!({"url": "https://hooks.example.org/directory", "events": []})),
    responses((status = 200, description = "The webhook as it is now", body = WebhookRecord)),
    security(("key" = ["admin"])),
)]
#[put("/v1/registry/webhooks/{webhook}")]
pub async fn replace_webhook(
    call: Call,
    webhook: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let allowed = wanted.session.state.outbound.allowed;
        let expected = &wanted.expected;
        let after = webhooks::replace(change, &webhook, expected, wanted.document, allowed)?;
        reply(change.connection(), after)
    })
    .await
}

/// Changes a webhook.
///
/// The body is a JSON Merge Patch (RFC 7396). What waits for the webhook is sent to its new address.
#[utoipa::path(
    operation_id = "patchWebhook",
    tag = "Registry: webhooks",
    params(
        ("webhook" = WebhookId, Path, description = "The webhook's identifier"),
        WriteParameters, Condition,
    ),
    request_body(content(
        (Object = "application/merge-patch+json", example = json!({"events": ["member.withdrawn"]})),
        (Object = "application/json", example = json!({"lang": null})),
    )),
    responses((status = 200, description = "The webhook as it is now", body = WebhookRecord)),
    security(("key" = ["admin"])),
)]
#[patch("/v1/registry/webhooks/{webhook}")]
pub async fn patch_webhook(
    call: Call,
    webhook: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let allowed = wanted.session.state.outbound.allowed;
        let expected = &wanted.expected;
        let after = webhooks::patch(change, &webhook, expected, &wanted.document, allowed)?;
        reply(change.connection(), after)
    })
    .await
}

/// Removes a webhook with its deliveries.
#[utoipa::path(
    operation_id = "removeWebhook",
    tag = "Registry: webhooks",
    params(
        ("webhook" = WebhookId, Path, description = "The webhook's identifier"),
        WriteParameters, Condition,
    ),
    responses((status = 204, description = "It is gone")),
    security(("key" = ["admin"])),
)]
#[delete("/v1/registry/webhooks/{webhook}")]
pub async fn remove_webhook(
    call: Call,
    webhook: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        webhooks::remove(change, &webhook, &wanted.expected)?;
        Ok(Reply::empty())
    })
    .await
}

/// Changes the secret of a webhook for a new one.
///
/// The answer shows it once. Messages are signed with the old one too until
/// `previous_secret_until`, so that the receiver can change over without losing any.
#[utoipa::path(
    operation_id = "rotateWebhookSecret",
    tag = "Registry: webhooks",
    params(
        ("webhook" = WebhookId, Path, description = "The webhook's identifier"),
        WriteParameters, Condition, Idempotency,
    ),
    request_body(content = SecretRotation, example = json!({"keep_hours": 24})),
    responses((status = 200, description = "The webhook as it is now, with its secret", body = NewWebhookRecord)),
    security(("key" = ["admin"])),
)]
#[post("/v1/registry/webhooks/{webhook}/rotate-secret")]
pub async fn rotate_webhook_secret(
    call: Call,
    webhook: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let (after, secret) =
            webhooks::rotate(change, &webhook, &wanted.expected, &wanted.document)?;
        shown_once(change.connection(), after, &secret, wanted.is_meant)
    })
    .await
}

/// Pauses a webhook.
///
/// Nothing is sent to it, and what happens is kept for it as long as deliveries are kept. This needs
/// no `If-Match`: to stop must never have to wait.
#[utoipa::path(
    operation_id = "pauseWebhook",
    tag = "Registry: webhooks",
    params(
        ("webhook" = WebhookId, Path, description = "The webhook's identifier"),
        WriteParameters, Idempotency,
    ),
    request_body(content = WebhookPause, example = json!({"reason": "They move to another server"})),
    responses((status = 200, description = "The webhook as it is now", body = WebhookRecord)),
    security(("key" = ["admin"])),
)]
#[post("/v1/registry/webhooks/{webhook}/pause")]
pub async fn pause_webhook(
    call: Call,
    webhook: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let after = webhooks::pause(change, &webhook, &wanted.document)?;
        reply(change.connection(), after)
    })
    .await
}

/// Sets a webhook going again.
///
/// What waits for it is sent at once, in order. What failed for good before is sent again with
/// POST …/replay.
#[utoipa::path(
    operation_id = "resumeWebhook",
    tag = "Registry: webhooks",
    params(
        ("webhook" = WebhookId, Path, description = "The webhook's identifier"),
        WriteParameters, Idempotency,
    ),
    responses((status = 200, description = "The webhook as it is now", body = WebhookRecord)),
    security(("key" = ["admin"])),
)]
#[post("/v1/registry/webhooks/{webhook}/resume")]
pub async fn resume_webhook(
    call: Call,
    webhook: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let after = webhooks::resume(change, &webhook, &wanted.document)?;
        reply(change.connection(), after)
    })
    .await
}

/// Sends a test to a webhook.
///
/// It is tried once, though the webhook is paused; how that went is seen at `Location`.
#[utoipa::path(
    operation_id = "testWebhook",
    tag = "Registry: webhooks",
    params(
        ("webhook" = WebhookId, Path, description = "The webhook's identifier"),
        WriteParameters, Idempotency,
    ),
    responses((status = 201, description = "The delivery of the test", body = WebhookDelivery)),
    security(("key" = ["admin"])),
)]
#[post("/v1/registry/webhooks/{webhook}/test")]
pub async fn test_webhook(call: Call, webhook: web::Path<String>) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let (webhook, delivery) = webhooks::test(change, &webhook, &wanted.document)?;
        let location = format!(
            "{PREFIX}/webhooks/{}/deliveries/{}",
            webhook.id, delivery.id
        );
        Ok(Reply::json(&delivery)?.created(location))
    })
    .await
}

/// Sends everything again that happened since a time.
///
/// As far as it is kept, and as the public sees it now. A message that comes again has the
/// `webhook-id` that it had.
#[utoipa::path(
    operation_id = "replayWebhook",
    tag = "Registry: webhooks",
    params(
        ("webhook" = WebhookId, Path, description = "The webhook's identifier"),
        WriteParameters, Idempotency,
    ),
    request_body(content = WebhookReplay, example = json!({"since": "2026-11-24T00:00:00Z"})),
    responses((status = 200, description = "How much that is", body = Replayed)),
    security(("key" = ["admin"])),
)]
#[post("/v1/registry/webhooks/{webhook}/replay")]
pub async fn replay_webhook(
    call: Call,
    webhook: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    call.write(move |change, wanted| {
        let deliveries = webhooks::replay_since(change, &webhook, &wanted.document)?;
        Reply::json(&Replayed { deliveries })
    })
    .await
}

/// What is asked of a list of deliveries.
struct Asked {
    wanted: Wanted,
    limit: usize,
    question: u64,
}

impl Asked {
    fn read(request: &HttpRequest, webhook: &str) -> Result<Self, Problem> {
        let mut query = Query::read(request.query_string(), &names::<DeliveryParameters>());
        let limit = query.one("limit", limit).unwrap_or(LIMIT);
        let mut wanted = Wanted {
            statuses: query
                .list("status", str::parse::<WebhookDeliveryStatus>)
                .unwrap_or_default(),
            events: query
                .list("event", str::parse::<WebhookEventKind>)
                .unwrap_or_default(),
            since: query.one("since", time_or_day),
            after: None,
            // One more tells whether there is a next page.
            limit: limit as i64 + 1,
        };
        let question = xxh3_64(format!("deliveries {webhook} {wanted:?}").as_bytes());
        let after = query.one("cursor", |text| cursor::decode(question, text));
        query.finish()?;
        wanted.after = after.as_ref().and_then(place);
        Ok(Self {
            wanted,
            limit,
            question,
        })
    }

    fn answer(&self, connection: &mut AnyConnection, webhook: WebhookId) -> Result<Reply, Refusal> {
        let mut data = outbox::load(connection, webhook, &self.wanted)?;
        let more = data.len() > self.limit;
        data.truncate(self.limit);
        let next = match data.last().filter(|_| more) {
            Some(last) => Some(cursor::encode(self.question, position(last))?),
            None => None,
        };
        let total = outbox::count(connection, webhook, &self.wanted)?;
        Reply::json(&WebhookDeliveryPage {
            data,
            page: Page {
                total: total.unsigned_abs(),
                limit: self.limit,
                next,
            },
        })
    }
}

fn position(delivery: &WebhookDelivery) -> Position {
    Position {
        value: Value::UpdatedAt(delivery.occurred_at),
        key: Key {
            member: delivery.id.uuid(),
            location: Uuid::nil(),
        },
    }
}

fn place(position: &Position) -> Option<(Timestamp, WebhookDeliveryId)> {
    match position.value {
        Value::UpdatedAt(occurred_at) => Some((occurred_at, position.key.member.into())),
        _ => None,
    }
}

/// Lists the deliveries of a webhook.
///
/// The latest event first, each with every try to deliver it.
#[utoipa::path(
    operation_id = "listWebhookDeliveries",
    tag = "Registry: webhooks",
    params(
        ("webhook" = WebhookId, Path, description = "The webhook's identifier"),
        DeliveryParameters,
    ),
    responses((status = 200, description = "A page of deliveries", body = WebhookDeliveryPage)),
    security(("key" = ["admin"])),
)]
#[get("/v1/registry/webhooks/{webhook}/deliveries")]
pub async fn list_webhook_deliveries(
    session: Session,
    request: HttpRequest,
    webhook: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::read(&request, &webhook)?;
    session
        .read(move |connection, _| {
            let webhook = webhooks::find(connection, &webhook)?;
            asked.answer(connection, webhook.id)
        })
        .await
}

/// Shows a delivery.
#[utoipa::path(
    operation_id = "getWebhookDelivery",
    tag = "Registry: webhooks",
    params(
        ("webhook" = WebhookId, Path, description = "The webhook's identifier"),
        ("delivery" = WebhookDeliveryId, Path, description = "The delivery's identifier"),
    ),
    responses((status = 200, description = "The delivery", body = WebhookDelivery)),
    security(("key" = ["admin"])),
)]
#[get("/v1/registry/webhooks/{webhook}/deliveries/{delivery}")]
pub async fn get_webhook_delivery(
    session: Session,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    Query::read(request.query_string(), &[]).finish()?;
    let (webhook, delivery) = path.into_inner();
    session
        .read(move |connection, _| {
            let webhook = webhooks::find(connection, &webhook)?;
            Reply::json(&webhooks::find_delivery(connection, &webhook, &delivery)?)
        })
        .await
}

/// Sends a delivery again.
///
/// As the public sees it now, and under the `webhook-id` that it had. One that waits already stays
/// as it is.
#[utoipa::path(
    operation_id = "replayWebhookDelivery",
    tag = "Registry: webhooks",
    params(
        ("webhook" = WebhookId, Path, description = "The webhook's identifier"),
        ("delivery" = WebhookDeliveryId, Path, description = "The delivery's identifier"),
        WriteParameters, Idempotency,
    ),
    responses((status = 200, description = "The delivery as it is now", body = WebhookDelivery)),
    security(("key" = ["admin"])),
)]
#[post("/v1/registry/webhooks/{webhook}/deliveries/{delivery}/replay")]
pub async fn replay_webhook_delivery(
    call: Call,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (webhook, delivery) = path.into_inner();
    call.write(move |change, wanted| {
        let document = &wanted.document;
        Reply::json(&webhooks::replay_one(
            change, &webhook, &delivery, document,
        )?)
    })
    .await
}
