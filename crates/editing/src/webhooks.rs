//! Webhooks: made, changed, paused and set going, tried, asked again, removed.

use std::time::Duration;

use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    document::{self, Mistake},
    edit::Edit,
    refusal::Refusal,
};
use network::{
    Lang, Outward, Timestamp, WebAddress, Webhook, WebhookDelivery, WebhookDeliveryId,
    WebhookDeliveryStatus, WebhookId, WebhookStatus, WebhookTopic, all_different, text::serde_text,
};
use registry::{
    AnyConnection, Change,
    audit::Action,
    outbox::{self, Replay},
    webhooks::{self, SigningSecret},
};

/// How many webhooks there can be.
const MOST: i64 = 100;
/// How long the secret before the last rotation is good, when nothing else is said, in hours.
const KEPT_HOURS: u64 = 24;
/// How long it can be, in hours.
const LONGEST_KEPT_HOURS: u64 = 168;
/// Fields that have a way of their own to change, with that way.
const READ_ONLY: [(&str, &str); 6] = [
    ("id", "an identifier stays for ever"),
    ("status", "use POST …/pause and POST …/resume"),
    ("status_reason", "send it with POST …/pause"),
    ("previous_secret_until", "use POST …/rotate-secret"),
    ("created_at", "it follows from what is done"),
    ("updated_at", "it follows from what is done"),
];

/// What can be said of a webhook.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct WebhookWish {
    /// Where messages are sent: an `https` address that anyone on the internet can reach, without a
    /// user name or password.
    #[schema(example = "https://hooks.example.org/directory")]
    pub url: WebAddress,
    /// What it is for, or whose it is.
    #[serde(default, deserialize_with = "serde_text::optional_line")]
    #[schema(
        min_length = 1,
        max_length = 500,
        example = "Website of Open Huis Gent"
    )]
    pub description: Option<String>,
    /// What it is told of; everything when this is empty or left out.
    #[serde(default, deserialize_with = "list")]
    #[schema(nullable = false, example = json!(["member.published", "member.changed", "member.withdrawn"]))]
    #[validate(custom(function = "all_different"))]
    pub events: Vec<WebhookTopic>,
    /// The language of labels and texts in messages; English when nothing is said.
    #[serde(default)]
    pub lang: Option<Lang>,
}

fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<WebhookTopic>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// How a secret is changed for another one.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SecretRotation {
    /// For how many hours messages are signed with the old secret too: 0 to 168, 24 when nothing is
    /// said. 0 if it has leaked.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 168, default = 24, example = 24)]
    #[validate(range(min = 0, max = LONGEST_KEPT_HOURS, message = "it is 0 to 168 hours"))]
    pub keep_hours: Option<u64>,
}

/// Why a webhook is paused.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct WebhookPause {
    /// Why.
    #[serde(default, deserialize_with = "serde_text::optional_line")]
    #[schema(
        min_length = 1,
        max_length = 500,
        example = "They move to another server"
    )]
    pub reason: Option<String>,
}

/// From when on everything is sent again.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct WebhookReplay {
    /// What happened at this time (RFC 3339) or later.
    #[schema(example = "2026-11-24T00:00:00Z")]
    pub since: Timestamp,
}

/// One webhook.
pub fn find(connection: &mut AnyConnection, id: &str) -> Result<Webhook, Refusal> {
    let unknown = || Refusal::NotFound(format!("There is no webhook \"{id}\"."));
    let parsed: WebhookId = id.parse().map_err(|_| unknown())?;
    webhooks::load_one(connection, parsed)?.ok_or_else(unknown)
}

/// One delivery of a webhook.
pub fn find_delivery(
    connection: &mut AnyConnection,
    webhook: &Webhook,
    id: &str,
) -> Result<WebhookDelivery, Refusal> {
    let unknown = || Refusal::NotFound(format!("This webhook has no delivery \"{id}\"."));
    let parsed: WebhookDeliveryId = id.parse().map_err(|_| unknown())?;
    outbox::load_one(connection, webhook.id, parsed)?.ok_or_else(unknown)
}

/// Makes a webhook. Its secret is shown now and never again.
pub fn create(
    change: &mut Change<'_>,
    edit: Edit,
    outward: Outward,
) -> Result<(Webhook, SigningSecret), Refusal> {
    let wish = read(&edit.document, Vec::new(), outward, None)?;
    if webhooks::count(change.connection())? >= MOST {
        return Err(Refusal::wrong_state(format!(
            "There are {MOST} webhooks, which is the most. Remove one that is not needed."
        )));
    }
    let webhook = Webhook {
        id: WebhookId::new(),
        url: wish.url,
        description: wish.description,
        events: wish.events,
        lang: wish.lang,
        status: WebhookStatus::Active,
        status_reason: None,
        previous_secret_until: None,
        created_at: change.at(),
        updated_at: change.at(),
    };
    let secret = SigningSecret::new()?;
    change.create_webhook(&webhook, &secret)?;
    Ok((webhook, secret))
}

/// Reads what is said of a webhook; fails with what is wrong besides the mistakes known already. An
/// address that stays as it was needs not be one that is allowed now.
fn read(
    document: &Value,
    mut mistakes: Vec<Mistake>,
    outward: Outward,
    before: Option<&Webhook>,
) -> Result<WebhookWish, Refusal> {
    let wish = document::read_beside::<WebhookWish>(document, &mut mistakes);
    let known = before.map(serde_json::to_value).transpose()?;
    document::tell_unseen(document, known.as_ref(), &mut mistakes);
    let url = document.get("url").and_then(Value::as_str);
    let url = url.and_then(|url| url.parse::<WebAddress>().ok());
    let moved = url.filter(|url| before.is_none_or(|before| before.url != *url));
    if let Some(Err(invalid)) = moved.map(|url| outward.check(&url)) {
        mistakes.push(Mistake::of("/url", invalid));
    }
    Refusal::unless(wish, mistakes)
}

/// Changes a webhook by a document: the whole of it, or a merge patch.
pub fn update(change: &mut Change<'_>, edit: Edit, outward: Outward) -> Result<Webhook, Refusal> {
    let before = expected(change, &edit)?;
    let known = serde_json::to_value(&before)?;
    let mut whole = known.clone();
    edit.apply(&mut whole);
    let mistakes = take_read_only(&mut whole, &known);
    let wish = read(&whole, mistakes, outward, Some(&before))?;
    let mut after = Webhook {
        url: wish.url,
        description: wish.description,
        events: wish.events,
        lang: wish.lang,
        ..before.clone()
    };
    if after != before {
        after.updated_at = change.at();
        change.rewrite_webhook(&before, &after, Action::Update)?;
    }
    Ok(after)
}

/// Takes out what cannot be written; a mistake for each that is not as it is.
fn take_read_only(whole: &mut Value, known: &Value) -> Vec<Mistake> {
    let Value::Object(fields) = whole else {
        return Vec::new();
    };
    READ_ONLY
        .into_iter()
        .filter_map(|(name, way)| {
            let sent = fields.shift_remove(name)?;
            let told = format!("it cannot be written here: {way}");
            (sent != known[name]).then(|| Mistake::new(format!("/{name}"), "read_only", told))
        })
        .collect()
}

/// The webhook that an edit is about; fails unless it is as expected.
fn expected(change: &mut Change<'_>, edit: &Edit) -> Result<Webhook, Refusal> {
    let webhook = find(change.connection(), &edit.key)?;
    edit.expected.check_value(&webhook)?;
    Ok(webhook)
}

/// Removes a webhook with its deliveries.
pub fn remove(change: &mut Change<'_>, edit: Edit) -> Result<(), Refusal> {
    let webhook = expected(change, &edit)?;
    Ok(change.remove_webhook(&webhook)?)
}

/// Changes the secret of a webhook for another one, which is shown now and never again.
pub fn rotate(change: &mut Change<'_>, edit: Edit) -> Result<(Webhook, SigningSecret), Refusal> {
    let wish: SecretRotation = edit.read()?;
    let before = expected(change, &edit)?;
    let hours = wish.keep_hours.unwrap_or(KEPT_HOURS);
    let kept = Duration::from_secs(hours * 3_600);
    let after = Webhook {
        previous_secret_until: (hours > 0).then(|| change.at().later(kept)),
        updated_at: change.at(),
        ..before.clone()
    };
    let secret = SigningSecret::new()?;
    change.rotate_webhook_secret(&before, &after, &secret)?;
    Ok((after, secret))
}

/// Pauses a webhook: what happens is kept for it.
pub fn pause(change: &mut Change<'_>, edit: Edit) -> Result<Webhook, Refusal> {
    let WebhookPause { reason } = edit.read()?;
    let before = find(change.connection(), &edit.key)?;
    refuse_disabled(&before)?;
    if before.status == WebhookStatus::Paused {
        return Ok(before);
    }
    turn(change, &before, WebhookStatus::Paused, reason)
}

/// Sets a webhook going: what waits for it is sent.
pub fn resume(change: &mut Change<'_>, edit: Edit) -> Result<Webhook, Refusal> {
    edit.has_no_body()?;
    let before = find(change.connection(), &edit.key)?;
    if before.status == WebhookStatus::Active {
        return Ok(before);
    }
    turn(change, &before, WebhookStatus::Active, None)
}

fn turn(
    change: &mut Change<'_>,
    before: &Webhook,
    status: WebhookStatus,
    reason: Option<String>,
) -> Result<Webhook, Refusal> {
    let after = Webhook {
        status,
        status_reason: reason,
        updated_at: change.at(),
        ..before.clone()
    };
    let action = match status {
        WebhookStatus::Active => Action::Resume,
        WebhookStatus::Paused | WebhookStatus::Disabled => Action::Pause,
    };
    change.rewrite_webhook(before, &after, action)?;
    Ok(after)
}

fn refuse_disabled(webhook: &Webhook) -> Result<(), Refusal> {
    if webhook.status != WebhookStatus::Disabled {
        return Ok(());
    }
    let detail = "This webhook is disabled, for it answered that it is gone. Resume it first.";
    let refusal = Refusal::wrong_state(detail);
    Err(refusal.with_help("webhook_status", json!(webhook.status)))
}

/// Has a test sent to a webhook.
pub fn test(change: &mut Change<'_>, edit: Edit) -> Result<(Webhook, WebhookDelivery), Refusal> {
    edit.has_no_body()?;
    let webhook = find(change.connection(), &edit.key)?;
    refuse_disabled(&webhook)?;
    let delivery = change.test_webhook(&webhook)?;
    let delivery = find_delivery(change.connection(), &webhook, &delivery.to_string())?;
    Ok((webhook, delivery))
}

/// Has one delivery sent again.
pub fn replay_one(
    change: &mut Change<'_>,
    edit: Edit,
    delivery: &str,
) -> Result<WebhookDelivery, Refusal> {
    edit.has_no_body()?;
    let webhook = find(change.connection(), &edit.key)?;
    let found = find_delivery(change.connection(), &webhook, delivery)?;
    refuse_disabled(&webhook)?;
    if found.status == WebhookDeliveryStatus::Pending {
        return Ok(found);
    }
    change.replay_deliveries(&webhook, Replay::One(found.id))?;
    find_delivery(change.connection(), &webhook, delivery)
}

/// Has everything sent again that happened since a time; says how many deliveries that is.
pub fn replay_since(change: &mut Change<'_>, edit: Edit) -> Result<usize, Refusal> {
    let WebhookReplay { since } = edit.read()?;
    let webhook = find(change.connection(), &edit.key)?;
    refuse_disabled(&webhook)?;
    Ok(change.replay_deliveries(&webhook, Replay::Since(since))?)
}
