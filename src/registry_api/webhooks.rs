//! `/v1/registry/webhooks`: who is told of what happens, and how that went.

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    call,
    operation::{ADMIN, Operation, text},
    paging::Paging,
    reply::Reply,
    state::PREFIX,
};
use editing::{
    Refusal,
    edit::value_tag,
    webhooks::{self, SecretRotation, WebhookPause, WebhookReplay, WebhookWish},
};
use http::{
    list::Page,
    parameters,
    parameters::{CursorText, Limit, Query, TimeOrDay, Values},
};
use network::{
    Webhook, WebhookDelivery, WebhookDeliveryId, WebhookDeliveryStatus, WebhookEventKind, WebhookId,
};
use registry::{
    AnyConnection, Change,
    outbox::{self, DeliveryFilter},
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

parameters! {
    /// The parameters of a list of deliveries. All are optional and combine.
    pub struct DeliveryParameters {
        /// Filter by status.
        status: Values<WebhookDeliveryStatus>,
        /// Only those of these events.
        event: Values<WebhookEventKind>,
        /// Only what happened at this time (RFC 3339) or day, or later.
        since: Option<TimeOrDay>,
        /// How many at a time.
        limit: Limit<50, 200>,
        /// Where to go on: `page.next` of the page before, unchanged, with the same filters.
        cursor: Option<CursorText>,
    }
}

fn record(connection: &mut AnyConnection, webhook: Webhook) -> Result<WebhookRecord, Refusal> {
    Ok(WebhookRecord {
        health: kept::health(connection, webhook.id)?,
        webhook,
    })
}

fn reply(connection: &mut AnyConnection, webhook: Webhook) -> Result<Reply, Refusal> {
    let tag = value_tag(&webhook)?;
    Ok(Reply::json(&record(connection, webhook)?)?.tagged(tag))
}

fn update(change: &mut Change<'_>, asked: call::WriteRequest) -> Result<Reply, Refusal> {
    let allowed = asked.session.state.outbound.allowed;
    let after = webhooks::update(change, asked.edit, allowed)?;
    reply(change.connection(), after)
}

/// The answer that shows a secret once. It is kept nowhere.
fn shown_once(
    connection: &mut AnyConnection,
    webhook: Webhook,
    secret: &SigningSecret,
    is_meant: bool,
) -> Result<Reply, Refusal> {
    let tag = value_tag(&webhook)?;
    let view = NewWebhookRecord {
        record: record(connection, webhook)?,
        secret: is_meant.then(|| secret.reveal().to_owned()),
    };
    Ok(Reply::json(&view)?.tagged(tag).secret())
}

/// What is asked of a list of deliveries.
struct Asked {
    wanted: DeliveryFilter,
    paging: Paging<WebhookDeliveryId>,
}

impl Asked {
    fn new(query: &mut Query<'_>, webhook: &str, asked: DeliveryParameters) -> Self {
        let mut wanted = DeliveryFilter {
            statuses: asked.status.0,
            events: asked.event.0,
            since: asked.since.map(|TimeOrDay(time)| time),
            after: None,
            limit: 0,
        };
        let question = format!("deliveries {webhook} {wanted:?}");
        let paging = Paging::new(query, question, asked.limit.0, asked.cursor);
        wanted.limit = paging.sought();
        wanted.after = paging.after;
        Self { wanted, paging }
    }

    fn answer(self, connection: &mut AnyConnection, webhook: WebhookId) -> Result<Reply, Refusal> {
        let mut data = outbox::load(connection, webhook, &self.wanted)?;
        let total = outbox::count(connection, webhook, &self.wanted)?;
        let page = self.paging.page(&mut data, total, |delivery| {
            (delivery.occurred_at, delivery.id)
        })?;
        Reply::json(&WebhookDeliveryPage { data, page })
    }
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/webhooks", "listWebhooks", ADMIN)
            .says(text! {
                /// Lists the webhooks.
                ///
                /// Who is told of what, and how the last messages went.
            })
            .answers::<WebhookList>("The webhooks, without their secrets")
            .read(|connection, _| {
                let webhooks = kept::load(connection)?.into_iter();
                let data = webhooks.map(|webhook| record(connection, webhook));
                Reply::json(&WebhookList {
                    data: data.collect::<Result<_, _>>()?,
                })
            }),
        Operation::post("/webhooks", "createWebhook", ADMIN)
            .says(text! {
                /// Creates a webhook.
                ///
                /// Its messages are described in `/openapi/webhooks.json`, signed as the Standard Webhooks
                /// specification says. The answer shows the secret once, so a request that is sent again with the
                /// same `Idempotency-Key` is refused. Whatever happens from now on is sent; what was before is found
                /// in the directory.
            })
            .takes::<WebhookWish>(json!({
                "url": "https://hooks.example.org/directory",
                "description": "Website of Open Huis Gent",
                "events": ["member.published", "member.changed", "member.withdrawn"],
                "lang": "nl",
            }))
            .makes::<NewWebhookRecord>("The webhook that was made")
            .write(|change, wanted| {
                let allowed = wanted.session.state.outbound.allowed;
                let (webhook, secret) = webhooks::create(change, wanted.edit, allowed)?;
                let location = format!("{PREFIX}/webhooks/{}", webhook.id);
                let reply = shown_once(change.connection(), webhook, &secret, wanted.is_meant)?;
                Ok(reply.created(location))
            }),
        Operation::get("/webhooks/{webhook}", "getWebhook", ADMIN)
            .says(text! {
                /// Shows a webhook.
                ///
                /// Where its messages go, what they tell of, and how the last ones went.
            })
            .answers::<WebhookRecord>("The webhook, without its secret")
            .read(|connection, session| {
                let webhook = webhooks::find(connection, session.at("webhook"))?;
                reply(connection, webhook)
            }),
        Operation::put("/webhooks/{webhook}", "replaceWebhook", ADMIN)
            .says(text! {
                /// Replaces a webhook.
                ///
                /// What is left out is taken out. The secret stays: `rotate-secret` changes it.
            })
            .takes::<WebhookWish>(
                json!({"url": "https://hooks.example.org/directory", "events": []}),
            )
            .answers::<WebhookRecord>("The webhook as it is now")
            .write(update),
        Operation::patch("/webhooks/{webhook}", "patchWebhook", ADMIN)
            .says(text! {
                /// Changes a webhook.
                ///
                /// The body is a JSON Merge Patch (RFC 7396). What waits for the webhook is sent to its new address.
            })
            .takes::<WebhookWish>(json!({"events": ["member.withdrawn"], "lang": null}))
            .answers::<WebhookRecord>("The webhook as it is now")
            .write(update),
        Operation::delete("/webhooks/{webhook}", "removeWebhook", ADMIN)
            .says(text! {
                /// Deletes a webhook and its deliveries.
                ///
                /// Nothing more is sent. To stop for a while, pause it instead.
            })
            .removes()
            .write(|change, wanted| {
                webhooks::remove(change, wanted.edit)?;
                Ok(Reply::empty())
            }),
        Operation::post(
            "/webhooks/{webhook}/rotate-secret",
            "rotateWebhookSecret",
            ADMIN,
        )
        .says(text! {
            /// Rotates the secret of a webhook.
            ///
            /// The answer shows it once. Messages are signed with the old one too until
            /// `previous_secret_until`, so that the receiver can change over without losing any.
        })
        .conditional()
        .takes::<SecretRotation>(json!({"keep_hours": 24}))
        .answers::<NewWebhookRecord>("The webhook as it is now, with its secret")
        .write(|change, wanted| {
            let (after, secret) = webhooks::rotate(change, wanted.edit)?;
            shown_once(change.connection(), after, &secret, wanted.is_meant)
        }),
        Operation::post("/webhooks/{webhook}/pause", "pauseWebhook", ADMIN)
            .says(text! {
                /// Pauses a webhook.
                ///
                /// Nothing is sent to it, and what happens is kept for it as long as deliveries are kept. This needs
                /// no `If-Match`: to stop must never have to wait.
            })
            .takes::<WebhookPause>(json!({"reason": "They move to another server"}))
            .answers::<WebhookRecord>("The webhook as it is now")
            .write(|change, wanted| {
                let after = webhooks::pause(change, wanted.edit)?;
                reply(change.connection(), after)
            }),
        Operation::post("/webhooks/{webhook}/resume", "resumeWebhook", ADMIN)
            .says(text! {
                /// Resumes a webhook.
                ///
                /// What waits for it is sent at once, in order. What failed for good before is sent again with
                /// POST …/replay.
            })
            .answers::<WebhookRecord>("The webhook as it is now")
            .write(|change, wanted| {
                let after = webhooks::resume(change, wanted.edit)?;
                reply(change.connection(), after)
            }),
        Operation::post("/webhooks/{webhook}/test", "testWebhook", ADMIN)
            .says(text! {
                /// Sends a test to a webhook.
                ///
                /// It is tried once, though the webhook is paused; how that went is seen at `Location`.
            })
            .makes::<WebhookDelivery>("The delivery of the test")
            .write(|change, wanted| {
                let (webhook, delivery) = webhooks::test(change, wanted.edit)?;
                let location = format!(
                    "{PREFIX}/webhooks/{}/deliveries/{}",
                    webhook.id, delivery.id
                );
                Ok(Reply::json(&delivery)?.created(location))
            }),
        Operation::post("/webhooks/{webhook}/replay", "replayWebhook", ADMIN)
            .says(text! {
                /// Resends everything that happened since a time.
                ///
                /// As far as it is kept, and as the public sees it now. A message that comes again has the
                /// `webhook-id` that it had.
            })
            .takes::<WebhookReplay>(json!({"since": "2026-11-24T00:00:00Z"}))
            .answers::<Replayed>("How much that is")
            .write(|change, wanted| {
                let deliveries = webhooks::replay_since(change, wanted.edit)?;
                Reply::json(&Replayed { deliveries })
            }),
        Operation::get(
            "/webhooks/{webhook}/deliveries",
            "listWebhookDeliveries",
            ADMIN,
        )
        .says(text! {
            /// Lists the deliveries of a webhook.
            ///
            /// The latest event first, each with every try to deliver it.
        })
        .answers::<WebhookDeliveryPage>("A page of deliveries")
        .read_checked(
            |query, _, session, asked| Asked::new(query, session.at("webhook"), asked),
            |connection, session, asked| {
                let webhook = webhooks::find(connection, session.at("webhook"))?;
                asked.answer(connection, webhook.id)
            },
        ),
        Operation::get(
            "/webhooks/{webhook}/deliveries/{delivery}",
            "getWebhookDelivery",
            ADMIN,
        )
        .says(text! {
            /// Shows a delivery.
            ///
            /// What was sent, when, and what was answered each time.
        })
        .answers::<WebhookDelivery>("The delivery")
        .read(|connection, session| {
            let webhook = webhooks::find(connection, session.at("webhook"))?;
            let delivery = webhooks::find_delivery(connection, &webhook, session.at("delivery"))?;
            Reply::json(&delivery)
        }),
        Operation::post(
            "/webhooks/{webhook}/deliveries/{delivery}/replay",
            "replayWebhookDelivery",
            ADMIN,
        )
        .says(text! {
            /// Resends a delivery.
            ///
            /// As the public sees it now, and under the `webhook-id` that it had. One that waits already stays
            /// as it is.
        })
        .answers::<WebhookDelivery>("The delivery as it is now")
        .write(|change, wanted| {
            let delivery = wanted.session.at("delivery");
            Reply::json(&webhooks::replay_one(change, wanted.edit, delivery)?)
        }),
    ]
}
