//! Sends to webhooks what is due: to each one delivery after the other.

use std::{
    sync::OnceLock,
    time::{Duration, Instant},
};

use reqwest::Client;
use tokio::time::sleep;
use uuid::Uuid;

use super::{
    Settings,
    client::{self, Received},
    message::{Composed, compose},
    signature::sign,
};
use crate::{
    dispatch::{
        books::{Shown, books},
        schedule::{self, Failure, chance},
    },
    outward,
};
use network::{Timestamp, WebhookAttempt, WebhookEventKind, WebhookId, WebhookStatus};
use registry::{
    Actor, Error, Intent, Registry,
    audit::Action,
    dispatch::{Job, Settlement},
    webhooks,
};

/// How much longer than two answers may take a lease lasts.
const LEASE_MARGIN: Duration = Duration::from_secs(5);

/// What is needed to send to webhooks.
pub struct Courier {
    /// Made when there is something to send: it reads all certificates of the system, which would take
    /// a good part of a start.
    client: OnceLock<Client>,
    registry: Registry,
    shown: Shown,
    /// Names this process among those that send.
    lease: Uuid,
    settings: Settings,
}

impl Courier {
    /// Somebody who sends what `registry` has to send, made from what is `shown`.
    pub fn new(registry: Registry, shown: Shown, lease: Uuid, settings: Settings) -> Self {
        metrics::describe_counter!(
            "webhook_attempts_total",
            "Tries to deliver a message about a public change to a webhook, by outcome."
        );
        metrics::describe_gauge!(
            "webhook_deliveries_pending",
            "Deliveries about public changes to webhooks that wait to be sent, or sent again."
        );
        Self {
            client: OnceLock::new(),
            registry,
            shown,
            lease,
            settings,
        }
    }

    fn client(&self) -> Result<&Client, String> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let made = outward::client(self.settings.outward, self.settings.timeout);
        let made = made.map_err(outward::words)?;
        Ok(self.client.get_or_init(|| made))
    }

    /// The webhooks for which something is due.
    pub async fn due(&self, now: Timestamp) -> Result<Vec<WebhookId>, Error> {
        let due = books(&self.registry, move |registry| {
            Ok((registry.due_webhooks(now)?, registry.pending_deliveries()?))
        });
        let (webhooks, pending) = due.await?;
        metrics::gauge!("webhook_deliveries_pending").set(pending as f64);
        Ok(webhooks)
    }

    /// Sends to a webhook what is due there, one after the other.
    pub async fn serve(&self, webhook: WebhookId, stop: impl Fn() -> bool) {
        while !stop() {
            let now = Timestamp::now();
            let until = now.later(self.settings.timeout * 2 + LEASE_MARGIN);
            let lease = self.lease;
            let claimed = books(&self.registry, move |registry| {
                registry.claim_delivery(webhook, lease, now, until)
            })
            .await;
            let went_on = match claimed {
                Ok(Some(job)) => self.send(job).await,
                Ok(None) => return,
                Err(error) => Err(error),
            };
            match went_on {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::debug!(%error, "a delivery waits for the database");
                    // Everybody would ask at once.
                    sleep(self.settings.interval).await;
                    break;
                }
            }
        }
        self.release(webhook).await;
    }

    /// Gives the lease of a webhook back.
    pub async fn release(&self, webhook: WebhookId) {
        let lease = self.lease;
        let released = books(&self.registry, move |registry| {
            registry.release_webhook(webhook, lease)
        })
        .await;
        if let Err(error) = released {
            tracing::debug!(%error, "a lease runs out by itself");
        }
    }

    /// Sends one delivery and notes how it went. False when it cannot be sent now.
    async fn send(&self, job: Job) -> Result<bool, Error> {
        if job.event.member.is_some() && !self.shown.reaches(job.public_revision).await {
            sleep(self.settings.interval).await;
            return Ok(false);
        }
        let composed = compose(
            &job.event,
            &job.webhook,
            &self.shown.directory.current(),
            job.last_seen.as_deref(),
        );
        let body = match composed {
            Ok(Composed::Message(body)) => body,
            Ok(Composed::Skip) => {
                self.settle(job, None, Settlement::Skipped).await?;
                return Ok(true);
            }
            Err(error) => return Err(error.into()),
        };
        let (began_at, clock) = (Timestamp::now(), Instant::now());
        let received = self.post(&job, body).await;
        let attempt = WebhookAttempt {
            // It is counted where it is written.
            number: 0,
            began_at,
            duration_ms: clock.elapsed().as_millis() as i64,
            status_code: received.as_ref().ok().map(|received| received.status),
            error: problem(&received),
            excerpt: received.as_ref().ok().and_then(|one| one.excerpt.clone()),
        };
        let status = attempt.status_code;
        let failure = Failure {
            attempts: job.attempts,
            failures: job.failures,
            retry_after: received.ok().and_then(|received| received.retry_after),
        };
        let settlement = self.judge(&job, status, failure);
        let (outcome, ends) = match &settlement {
            Settlement::Delivered => ("delivered", None),
            Settlement::Skipped => ("skipped", None),
            Settlement::Retry { .. } => ("retried", None),
            Settlement::Failed => ("failed", end(&job, status, failure)),
        };
        // What the public sees nothing of is nobody's to count.
        if job.event.public_revision.is_some() {
            metrics::counter!("webhook_attempts_total", "outcome" => outcome).increment(1);
        }
        let webhook = job.webhook.id;
        self.settle(job, Some(attempt), settlement).await?;
        if let Some((status, reason)) = ends {
            self.stop(webhook, status, reason).await?;
        }
        Ok(true)
    }

    async fn post(&self, job: &Job, body: Vec<u8>) -> Result<Received, String> {
        // Again before each call: the settings may have changed since it was written down.
        let url = self
            .settings
            .outward
            .check(&job.webhook.url)
            .map_err(|invalid| invalid.message)?;
        let keys: Vec<Vec<u8>> = job
            .secrets
            .iter()
            .map(webhooks::SigningSecret::key)
            .collect::<Result<_, _>>()
            .map_err(|_| "the secret cannot be read; rotate it".to_owned())?;
        let id = job.event.id.to_string();
        let now = Timestamp::now().unix_seconds();
        let headers = [
            ("webhook-signature", sign(&keys, &id, now, &body)),
            ("webhook-timestamp", now.to_string()),
            ("webhook-id", id),
        ];
        client::send(self.client()?, url, &headers, body).await
    }

    fn judge(&self, job: &Job, status: Option<u16>, failure: Failure) -> Settlement {
        match status {
            Some(200..300) => Settlement::Delivered,
            Some(410) => Settlement::Failed,
            // Who tries it waits for how it goes.
            _ if job.event.kind == WebhookEventKind::Test => Settlement::Failed,
            _ => schedule::after(failure, &self.settings.pauses, Timestamp::now(), chance()),
        }
    }

    async fn settle(
        &self,
        job: Job,
        attempt: Option<WebhookAttempt>,
        settlement: Settlement,
    ) -> Result<(), Error> {
        let lease = self.lease;
        books(&self.registry, move |registry| {
            registry.settle_delivery(&job, lease, attempt.as_ref(), &settlement)
        })
        .await
    }

    /// Pauses or disables a webhook, with its line in the audit trail.
    async fn stop(
        &self,
        webhook: WebhookId,
        status: WebhookStatus,
        reason: String,
    ) -> Result<(), Error> {
        tracing::warn!(%webhook, %status, reason, "a webhook is sent nothing any more");
        books(&self.registry, move |registry| {
            registry.write(Actor::CommandLine, Intent::Commit, |change| {
                let Some(before) = webhooks::load_one(change.connection(), webhook)? else {
                    return Ok(());
                };
                if before.status != WebhookStatus::Active {
                    return Ok(());
                }
                let after = network::Webhook {
                    status,
                    status_reason: Some(reason),
                    updated_at: change.at(),
                    ..before.clone()
                };
                change.rewrite_webhook(&before, &after, Action::Pause)
            })
        })
        .await
        .map(|_| ())
    }
}

/// What was wrong with an answer, or why there was none.
fn problem(received: &Result<Received, String>) -> Option<String> {
    match received {
        Err(words) => Some(words.clone()),
        Ok(received) => match received.status {
            200..300 => None,
            300..400 => Some("it redirects, and redirects are not followed".to_owned()),
            410 => Some("it says that it is gone".to_owned()),
            status => Some(format!("it answered {status}")),
        },
    }
}

/// What a delivery that failed for good means for its webhook.
fn end(job: &Job, status: Option<u16>, failure: Failure) -> Option<(WebhookStatus, String)> {
    if status == Some(410) {
        let reason = "it answered that it is gone (410)".to_owned();
        return Some((WebhookStatus::Disabled, reason));
    }
    let is_test = job.event.kind == WebhookEventKind::Test;
    (!is_test && schedule::is_dead(failure)).then(|| {
        let tries = failure.attempts + 1;
        let reason = format!(
            "{tries} tries to deliver a message failed, and none to deliver another went well"
        );
        (WebhookStatus::Paused, reason)
    })
}
