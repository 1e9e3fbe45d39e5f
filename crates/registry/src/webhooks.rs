//! Webhooks: where the outside is told of what happens.
//!
//! A secret is kept as it is, for messages are signed with it. It is read by what signs alone, and
//! stands in no answer, no line of the audit trail and no log.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use diesel::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    audit::{Action, Entry, Subject},
    change::Change,
    columns::row,
    connection::{AnyConnection, insert_rows},
    error::{Error, stored_option},
    schema::{webhook_deliveries, webhooks},
};
use network::{
    Lang, Timestamp, WebAddress, Webhook, WebhookDeliveryStatus, WebhookId, WebhookStatus,
    WebhookTopic,
};

/// How every secret begins (Standard Webhooks).
const MARK: &str = "whsec_";
/// Between 24 and 64 are asked for.
const SECRET_BYTES: usize = 32;

/// What the messages of a webhook are signed with. It is shown only by [`SigningSecret::reveal`],
/// never in a log by mistake.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningSecret(String);

impl SigningSecret {
    /// A new one, from 32 random bytes.
    pub fn new() -> Result<Self, Error> {
        let mut bytes = [0; SECRET_BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(format!("{MARK}{}", STANDARD.encode(bytes))))
    }

    /// The text itself, to hand it to whom it is for.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The bytes to sign with.
    pub fn key(&self) -> Result<Vec<u8>, Error> {
        let encoded = self.0.strip_prefix(MARK).unwrap_or(&self.0);
        STANDARD.decode(encoded).map_err(|error| Error::Corrupt {
            column: "webhooks.secret",
            value: "a secret".to_owned(),
            reason: error.to_string(),
        })
    }

    pub(super) fn stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningSecret({MARK}…)")
    }
}

/// How the deliveries to a webhook go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WebhookHealth {
    /// How many deliveries wait to be sent, or sent again.
    pub pending: i64,
    /// How many tries failed since the last one that did not.
    pub failures: i32,
    /// When something was last delivered.
    pub last_delivered_at: Option<Timestamp>,
    /// When a try last failed.
    pub last_failed_at: Option<Timestamp>,
}

row! {
    #[derive(AsChangeset)]
    pub(super) struct Row in webhooks of Webhook {
        id: WebhookId,
        url: WebAddress,
        description: Option<String>,
        events: Vec<WebhookTopic>,
        lang: Option<Lang>,
        status: WebhookStatus,
        status_reason: Option<String>,
        previous_secret_until: Option<Timestamp>,
        created_at: Timestamp,
        updated_at: Timestamp,
    }
}

/// Every webhook, the oldest first.
pub fn load(connection: &mut AnyConnection) -> Result<Vec<Webhook>, Error> {
    webhooks::table
        .order((webhooks::created_at, webhooks::id))
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(Row::read)
        .collect()
}

/// One webhook.
pub fn load_one(connection: &mut AnyConnection, id: WebhookId) -> Result<Option<Webhook>, Error> {
    webhooks::table
        .find(id.to_string())
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(Row::read)
        .transpose()
}

/// A line of the audit trail. More people read that than keep webhooks, and who knows the whole of an
/// address can mostly send to it; so it has no more of it than where it leads.
pub fn trail_entry(before: Option<&Webhook>, after: Option<&Webhook>) -> Result<Entry, Error> {
    let told = |webhook: &Webhook| Webhook {
        url: webhook.url.origin(),
        ..webhook.clone()
    };
    let id = after.or(before).map(|webhook| webhook.id.to_string());
    Entry::new(
        Subject::Webhook,
        id.unwrap_or_default(),
        before.map(told).as_ref(),
        after.map(told).as_ref(),
    )
}

/// How many webhooks there are.
pub fn count(connection: &mut AnyConnection) -> Result<i64, Error> {
    Ok(webhooks::table.count().get_result(connection)?)
}

/// How the deliveries to a webhook go.
pub fn health(connection: &mut AnyConnection, id: WebhookId) -> Result<WebhookHealth, Error> {
    let pending = webhook_deliveries::table
        .filter(webhook_deliveries::webhook_id.eq(id.to_string()))
        .filter(webhook_deliveries::status.eq(WebhookDeliveryStatus::Pending.as_str()))
        .count()
        .get_result(connection)?;
    let (failures, delivered, failed): (i32, Option<String>, Option<String>) = webhooks::table
        .find(id.to_string())
        .select((
            webhooks::failures,
            webhooks::last_delivered_at,
            webhooks::last_failed_at,
        ))
        .first(connection)?;
    Ok(WebhookHealth {
        pending,
        failures,
        last_delivered_at: stored_option("webhooks.last_delivered_at", delivered)?,
        last_failed_at: stored_option("webhooks.last_failed_at", failed)?,
    })
}

impl Change<'_> {
    /// Makes a webhook.
    pub fn create_webhook(
        &mut self,
        webhook: &Webhook,
        secret: &SigningSecret,
    ) -> Result<(), Error> {
        #[derive(Insertable)]
        #[diesel(table_name = webhooks, treat_none_as_default_value = false)]
        struct New {
            #[diesel(embed)]
            row: Row,
            secret: String,
            failures: i32,
        }
        let new = New {
            row: Row::of(webhook),
            secret: secret.0.clone(),
            failures: 0,
        };
        insert_rows!(self.connection(), webhooks::table, [new]);
        let entry = trail_entry(None, Some(webhook))?;
        self.audit([Ok(entry)])
    }

    /// Writes a webhook anew. One that is set going again or is somewhere else begins with a clean
    /// sheet.
    pub fn rewrite_webhook(
        &mut self,
        before: &Webhook,
        after: &Webhook,
        action: Action,
    ) -> Result<(), Error> {
        let row = webhooks::table.find(after.id.to_string());
        diesel::update(row.clone())
            .set(Row::of(after))
            .execute(self.connection())?;
        let set_going = after.status == WebhookStatus::Active && before.status != after.status;
        if set_going || before.url != after.url {
            let never: Option<String> = None;
            diesel::update(row)
                .set((webhooks::failures.eq(0), webhooks::rests_until.eq(never)))
                .execute(self.connection())?;
            let waiting = webhook_deliveries::table
                .filter(webhook_deliveries::webhook_id.eq(after.id.to_string()))
                .filter(webhook_deliveries::status.eq(WebhookDeliveryStatus::Pending.as_str()));
            let now = Some(self.at.to_string());
            diesel::update(waiting)
                .set((
                    webhook_deliveries::attempts.eq(0),
                    webhook_deliveries::next_attempt_at.eq(now),
                ))
                .execute(self.connection())?;
        }
        let entry = trail_entry(Some(before), Some(after))?;
        self.audit([Ok(entry.with_action(action))])
    }

    /// Has a webhook's messages signed with a new secret; the one before stays good until
    /// `after.previous_secret_until`.
    pub fn rotate_webhook_secret(
        &mut self,
        before: &Webhook,
        after: &Webhook,
        secret: &SigningSecret,
    ) -> Result<(), Error> {
        let row = webhooks::table.find(after.id.to_string());
        let current: String = row
            .clone()
            .select(webhooks::secret)
            .first(self.connection())?;
        let until = after.previous_secret_until.map(|until| until.to_string());
        diesel::update(row)
            .set((
                webhooks::previous_secret.eq(until.is_some().then_some(current)),
                webhooks::previous_secret_until.eq(until),
                webhooks::secret.eq(&secret.0),
            ))
            .execute(self.connection())?;
        self.rewrite_webhook(before, after, Action::Rotate)
    }

    /// Removes a webhook with its deliveries.
    pub fn remove_webhook(&mut self, webhook: &Webhook) -> Result<(), Error> {
        diesel::delete(webhooks::table.find(webhook.id.to_string())).execute(self.connection())?;
        let entry = trail_entry(Some(webhook), None)?;
        self.audit([Ok(entry)])
    }
}

/// Ends the rest of every webhook that failed: it is tried again at once.
pub(super) fn end_rest(connection: &mut AnyConnection) -> Result<(), Error> {
    diesel::update(webhooks::table)
        .set(webhooks::rests_until.eq(None::<String>))
        .execute(connection)?;
    Ok(())
}
