//! The bookkeeping of deliveries: which one is next, who sends it, and how it went.
//!
//! None of it is a change of the books: it has no revision and leaves no line in the audit trail.
//! Each step is one short transaction whose first statement writes, so that SQLite never has to
//! turn a reader into a writer.
//!
//! A webhook is leased to one process at a time, which sends to it one delivery after the other. A
//! process that dies stops renewing its lease; when that runs out, another one sends again what the
//! dead one did not settle. So everything arrives at least once. Processes compare their clocks, so
//! those should not differ by more than a few seconds.

use std::time::Duration;

use diesel::{prelude::*, sql_types::Bool};
use uuid::Uuid;

use crate::{
    Registry,
    connection::AnyConnection,
    error::{Error, stored},
    outbox::{self, DeliveryRow, EventRow},
    profile, public_changes,
    schema::{webhook_deliveries, webhook_events, webhooks},
    webhooks::{Row, SigningSecret},
};
use network::{
    Timestamp, Webhook, WebhookAttempt, WebhookDeliveryId, WebhookDeliveryStatus, WebhookEvent,
    WebhookEventKind, WebhookId, WebhookStatus,
};

/// How many events are cleaned up in one transaction.
const SWEPT_AT_ONCE: i64 = 500;

/// Nothing is put off for longer than this, nor kept by one process. What is was written under a clock
/// that was ahead, and does not wait for it.
const LONGEST_WAIT: Duration = Duration::from_secs(31 * 86_400);
const LONGEST_LEASE: Duration = Duration::from_secs(3_600);

/// Something to be sent, and what is needed for it.
#[derive(Debug, Clone)]
pub struct Job {
    /// The delivery.
    pub delivery: WebhookDeliveryId,
    /// How often it was tried since it was last asked for.
    pub attempts: u32,
    /// The event.
    pub event: WebhookEvent,
    /// Where it goes.
    pub webhook: Webhook,
    /// How many tries in a row failed there.
    pub failures: u32,
    /// What it is signed with, the newest first.
    pub secrets: Vec<SigningSecret>,
    /// The public revision of the books: what is sent must not be older.
    pub public_revision: u64,
    /// What the public last saw of the member that the event is about, in short, as JSON; nothing
    /// when it was never taken from its sight, or was purged.
    pub last_seen: Option<String>,
}

/// What became of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settlement {
    /// It arrived.
    Delivered,
    /// It was not to be sent any more.
    Skipped,
    /// It is tried again at `at`, and nothing is sent to the webhook before `rests_until`.
    Retry {
        /// When.
        at: Timestamp,
        /// Until when the webhook is left alone.
        rests_until: Option<Timestamp>,
    },
    /// It is not tried again.
    Failed,
}

/// Texts of times, as they are compared in the database.
pub(crate) struct Clock {
    pub(crate) now: String,
    pub(crate) farthest: String,
    pub(crate) longest_lease: String,
}

impl Clock {
    pub(crate) fn at(now: Timestamp) -> Self {
        Self {
            now: now.to_string(),
            farthest: now.later(LONGEST_WAIT).to_string(),
            longest_lease: now.later(LONGEST_LEASE).to_string(),
        }
    }
}

/// Whether a time that something waits for is over, or there is none.
macro_rules! is_over {
    ($until:expr, $now:expr, $farthest:expr) => {
        $until
            .is_null()
            .or($until.le(Some(&$now)))
            .or($until.gt(Some(&$farthest)))
    };
}
pub(crate) use is_over;

/// The deliveries that a process may send now are those that are due, at a webhook that takes them.
/// A test is sent although the webhook is paused or left alone.
macro_rules! sendable {
    ($clock:expr) => {
        webhook_deliveries::status
            .eq(WebhookDeliveryStatus::Pending.as_str())
            // Its first time is that of the change, by a clock that may have been ahead.
            .and(webhook_deliveries::attempts.eq(0).or(is_over!(
                webhook_deliveries::next_attempt_at,
                $clock.now,
                $clock.farthest
            )))
            .and(
                webhooks::status
                    .eq(WebhookStatus::Active.as_str())
                    .or(webhooks::status
                        .eq(WebhookStatus::Paused.as_str())
                        .and(webhook_events::kind.eq(WebhookEventKind::Test.as_str()))),
            )
            .and(
                is_over!(webhooks::rests_until, $clock.now, $clock.farthest)
                    .or(webhook_events::kind.eq(WebhookEventKind::Test.as_str())),
            )
    };
}

/// Nothing before it in its lane waits.
fn is_first_of_its_lane() -> diesel::expression::SqlLiteral<Bool> {
    diesel::dsl::sql::<Bool>(
        "NOT EXISTS (SELECT 1 FROM webhook_deliveries AS earlier \
         WHERE earlier.webhook_id = webhook_deliveries.webhook_id \
         AND earlier.status = 'pending' AND earlier.lane = webhook_deliveries.lane \
         AND earlier.place < webhook_deliveries.place)",
    )
}

impl Registry {
    /// The webhooks to which something is to be sent and nobody sends.
    pub fn due_webhooks(&self, now: Timestamp) -> Result<Vec<WebhookId>, Error> {
        let clock = Clock::at(now);
        let ids: Vec<String> = webhook_deliveries::table
            .inner_join(webhook_events::table)
            .inner_join(webhooks::table)
            .filter(sendable!(&clock))
            .filter(is_first_of_its_lane())
            .filter(is_over!(
                webhooks::leased_until,
                clock.now,
                clock.longest_lease
            ))
            .select(webhooks::id)
            .distinct()
            .load(&mut **self.pool.get()?)?;
        ids.iter().map(|id| stored("webhooks.id", id)).collect()
    }

    /// Takes or renews the lease of a webhook and gives what to send to it next. Nothing when
    /// somebody else has the lease, or nothing is to be sent; the lease is given back then.
    pub fn claim_delivery(
        &self,
        webhook: WebhookId,
        lease: Uuid,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Job>, Error> {
        let (own, clock) = (lease.to_string(), Clock::at(now));
        self.transaction(true, |connection| {
            let free = is_over!(webhooks::leased_until, clock.now, clock.longest_lease)
                .or(webhooks::lease.eq(Some(&own)));
            let taken = diesel::update(webhooks::table.find(webhook.to_string()).filter(free))
                .set((
                    webhooks::lease.eq(Some(&own)),
                    webhooks::leased_until.eq(Some(until.to_string())),
                ))
                .execute(connection)?;
            if taken == 0 {
                return Ok(None);
            }
            let job = next(connection, webhook, &clock)?;
            if job.is_none() {
                release(connection, webhook, &own)?;
            }
            Ok(job)
        })
    }

    /// Gives the lease of a webhook back.
    pub fn release_webhook(&self, webhook: WebhookId, lease: Uuid) -> Result<(), Error> {
        release(&mut *self.pool.get()?, webhook, &lease.to_string())
    }

    /// Notes how a job went. When the lease was lost meanwhile, somebody else has the say; that it
    /// arrived is true all the same.
    pub fn settle_delivery(
        &self,
        job: &Job,
        lease: Uuid,
        attempt: Option<&WebhookAttempt>,
        settlement: &Settlement,
    ) -> Result<(), Error> {
        let now = Timestamp::now().to_string();
        self.transaction(true, |connection| {
            let leased = webhooks::table
                .find(job.webhook.id.to_string())
                .filter(webhooks::lease.eq(Some(lease.to_string())));
            let has_lease = match settlement {
                Settlement::Delivered => diesel::update(leased)
                    .set((
                        webhooks::failures.eq(0),
                        webhooks::rests_until.eq(None::<String>),
                        webhooks::last_delivered_at.eq(Some(&now)),
                    ))
                    .execute(connection)?,
                Settlement::Skipped => diesel::update(leased)
                    .set(webhooks::lease.eq(webhooks::lease))
                    .execute(connection)?,
                Settlement::Retry { .. } | Settlement::Failed => {
                    let rests_until = match settlement {
                        Settlement::Retry { rests_until, .. } => {
                            rests_until.map(|until| until.to_string())
                        }
                        _ => None,
                    };
                    diesel::update(leased)
                        .set((
                            webhooks::failures.eq(webhooks::failures + 1),
                            webhooks::rests_until.eq(rests_until),
                            webhooks::last_failed_at.eq(Some(&now)),
                        ))
                        .execute(connection)?
                }
            } > 0;
            // It is gone when its webhook was removed meanwhile.
            let still = webhook_deliveries::table
                .find(job.delivery.to_string())
                .count()
                .get_result::<i64>(connection)?;
            if still == 0 {
                return Ok(());
            }
            if let Some(attempt) = attempt {
                outbox::insert_attempt(connection, job.delivery, attempt)?;
            }
            if has_lease || *settlement == Settlement::Delivered {
                settle(connection, job, settlement, &now)?;
            }
            Ok(())
        })
    }

    /// Lets go of events that happened before a time, with their deliveries; says how many.
    pub fn sweep_deliveries(&self, before: Timestamp) -> Result<usize, Error> {
        let mut pooled = self.pool.get()?;
        let connection: &mut AnyConnection = &mut pooled;
        let mut swept = 0;
        loop {
            let ids: Vec<String> = webhook_events::table
                .filter(webhook_events::occurred_at.lt(before.to_string()))
                .order(webhook_events::occurred_at)
                .limit(SWEPT_AT_ONCE)
                .select(webhook_events::id)
                .load(connection)?;
            if ids.is_empty() {
                return Ok(swept);
            }
            swept += diesel::delete(webhook_events::table.filter(webhook_events::id.eq_any(ids)))
                .execute(connection)?;
        }
    }

    /// How many deliveries wait.
    pub fn pending_deliveries(&self) -> Result<i64, Error> {
        Ok(webhook_deliveries::table
            .inner_join(webhook_events::table)
            .filter(webhook_deliveries::status.eq(WebhookDeliveryStatus::Pending.as_str()))
            .filter(webhook_events::public_revision.is_not_null())
            .count()
            .get_result(&mut **self.pool.get()?)?)
    }
}

/// What to send to a webhook next: the first in the order of events that is due and waits for
/// nothing before it in its lane.
fn next(
    connection: &mut AnyConnection,
    webhook: WebhookId,
    clock: &Clock,
) -> Result<Option<Job>, Error> {
    let found: Option<(DeliveryRow, EventRow)> = webhook_deliveries::table
        .inner_join(webhook_events::table)
        .inner_join(webhooks::table)
        .filter(webhook_deliveries::webhook_id.eq(webhook.to_string()))
        .filter(sendable!(clock))
        .filter(is_first_of_its_lane())
        .order(webhook_deliveries::place)
        .select((DeliveryRow::as_select(), EventRow::as_select()))
        .first(connection)
        .optional()?;
    let Some((delivery, event)) = found else {
        return Ok(None);
    };
    let row = webhooks::table.find(webhook.to_string());
    let (record, failures, secret, previous, until): (
        Row,
        i32,
        String,
        Option<String>,
        Option<String>,
    ) = row
        .select((
            Row::as_select(),
            webhooks::failures,
            webhooks::secret,
            webhooks::previous_secret,
            webhooks::previous_secret_until,
        ))
        .first(connection)?;
    let mut secrets = vec![SigningSecret::stored(secret)];
    // Texts of times are in the order of times.
    let is_good = until.is_some_and(|until| until > clock.now);
    secrets.extend(previous.filter(|_| is_good).map(SigningSecret::stored));
    let event = event.read()?;
    let last_seen = match event.member {
        Some(member) => public_changes::last_seen(connection, member)?,
        None => None,
    };
    Ok(Some(Job {
        delivery: stored("webhook_deliveries.id", delivery.id)?,
        attempts: delivery.attempts.unsigned_abs(),
        event,
        webhook: record.read()?,
        failures: failures.unsigned_abs(),
        secrets,
        public_revision: profile::load(connection)?.public_revision.unsigned_abs(),
        last_seen,
    }))
}

fn release(connection: &mut AnyConnection, webhook: WebhookId, lease: &str) -> Result<(), Error> {
    let none: Option<String> = None;
    let own = webhooks::table
        .find(webhook.to_string())
        .filter(webhooks::lease.eq(Some(lease)));
    diesel::update(own)
        .set((webhooks::lease.eq(&none), webhooks::leased_until.eq(&none)))
        .execute(connection)?;
    Ok(())
}

fn settle(
    connection: &mut AnyConnection,
    job: &Job,
    settlement: &Settlement,
    now: &str,
) -> Result<(), Error> {
    let (status, next, finished) = match settlement {
        Settlement::Delivered => (WebhookDeliveryStatus::Delivered, None, Some(now)),
        Settlement::Skipped => (WebhookDeliveryStatus::Skipped, None, Some(now)),
        Settlement::Failed => (WebhookDeliveryStatus::Failed, None, Some(now)),
        Settlement::Retry { at, .. } => (WebhookDeliveryStatus::Pending, Some(at), None),
    };
    diesel::update(webhook_deliveries::table.find(job.delivery.to_string()))
        .set((
            webhook_deliveries::status.eq(status.as_str()),
            webhook_deliveries::attempts.eq(webhook_deliveries::attempts + 1),
            webhook_deliveries::next_attempt_at.eq(next.map(|at| at.to_string())),
            webhook_deliveries::finished_at.eq(finished),
        ))
        .execute(connection)?;
    Ok(())
}
