//! Sends what is due: one delivery after the other to each webhook, to several webhooks at a time, and
//! one mail after the other beside them.

use std::{
    collections::HashSet,
    rc::Rc,
    sync::Arc,
    time::{Duration, Instant},
};

use reqwest::Client;
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::{LocalSet, spawn_blocking, spawn_local},
    time::{sleep, timeout},
};
use uuid::Uuid;

use super::{
    Settings,
    client::{self, Received},
    message::{Composed, compose},
    schedule::{self, Failure},
    signature::sign,
};
use crate::mail::Postman;
use directory::{Directory, Publisher, YEAR};
use editing::{newsletter, reminding};
use network::{Timestamp, WebhookAttempt, WebhookEventKind, WebhookId, WebhookStatus, vital};
use registry::{
    Actor, Error, Intent, Registry,
    audit::Action,
    dispatch::{Job, Settlement},
    webhooks,
};

/// To how many webhooks one process sends at a time.
const MOST_LINES: usize = 32;
/// How much longer than two answers may take a lease lasts.
const LEASE_MARGIN: Duration = Duration::from_secs(5);
/// How long what is under way may take to finish when the program ends.
const FAREWELL: Duration = Duration::from_secs(5);
/// How long a directory that is behind the books is waited for.
const CATCHING_UP: Duration = Duration::from_secs(2);
/// How often old deliveries are cleaned up.
const SWEEP_EVERY: Duration = Duration::from_secs(3_600);

/// Sends what is due. Stops when dropped: what is under way is finished, or sent again later.
pub struct Dispatcher {
    messages: UnboundedSender<Note>,
    _thread: vital::Thread,
}

/// Tells a dispatcher that there may be something to send.
#[derive(Clone)]
pub struct Waker(UnboundedSender<Note>);

/// What the dispatcher's thread is told.
enum Note {
    /// There may be something to send.
    Ring,
    /// Nothing is sent in a lane any more.
    Ended(Lane),
    /// Stop.
    Stop,
}

/// In which one thing is sent after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Lane {
    /// To a webhook.
    Webhook(WebhookId),
    /// To the mail server.
    Mail,
}

impl Waker {
    /// Has it looked for what is due now.
    pub fn ring(&self) {
        // A dispatcher that has stopped hears nothing.
        let _ = self.0.send(Note::Ring);
    }
}

impl Dispatcher {
    /// Begins to send what `registry` has to send, made from `directory`.
    pub fn start(
        registry: Registry,
        directory: Arc<Directory>,
        publisher: Publisher,
        settings: Settings,
        postman: Option<Postman>,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let (messages, received) = unbounded_channel();
        let line = Line {
            client: client::client(settings.outward, settings.timeout)?,
            registry,
            directory,
            publisher,
            lease: Uuid::now_v7(),
            settings,
            postman,
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let thread = vital::Thread::start("webhooks", {
            let messages = messages.clone();
            move || {
                LocalSet::new().block_on(&runtime, attend(line, messages, received));
                // What still resolves a name or waits for the database is not waited for.
                runtime.shutdown_background();
            }
        })?;
        metrics::describe_counter!(
            "webhook_attempts_total",
            "Tries to deliver a message about a public change to a webhook, by outcome."
        );
        metrics::describe_gauge!(
            "entries_confirmed_ratio",
            "The share of public entries that somebody confirmed within a year."
        );
        metrics::describe_gauge!(
            "webhook_deliveries_pending",
            "Deliveries about public changes to webhooks that wait to be sent, or sent again."
        );
        Ok(Self {
            messages,
            _thread: thread,
        })
    }

    /// A way to have it look for what is due.
    pub fn waker(&self) -> Waker {
        Waker(self.messages.clone())
    }
}

impl Drop for Dispatcher {
    fn drop(&mut self) {
        // It is gone already if this fails.
        let _ = self.messages.send(Note::Stop);
    }
}

/// Looks for what is due after every interval and whenever somebody rings, until it is told to stop.
async fn attend(line: Line, own: UnboundedSender<Note>, mut notes: UnboundedReceiver<Note>) {
    let line = Rc::new(line);
    let stopping = Rc::new(std::cell::Cell::new(false));
    let mut busy = HashSet::new();
    let mut sweep = Instant::now();
    let mut reachable = true;
    loop {
        let looked = line.due().await;
        match &looked {
            // Once an outage, not once a look.
            Err(error) if reachable => {
                tracing::warn!(%error, "webhooks wait for the database");
            }
            _ => {}
        }
        reachable = looked.is_ok();
        for lane in looked.unwrap_or_default() {
            if busy.len() < MOST_LINES && busy.insert(lane) {
                let (line, own) = (Rc::clone(&line), own.clone());
                let stopping = Rc::clone(&stopping);
                spawn_local(async move {
                    match lane {
                        Lane::Webhook(webhook) => line.serve(webhook, || stopping.get()).await,
                        Lane::Mail => line.carry(|| stopping.get()).await,
                    }
                    let _ = own.send(Note::Ended(lane));
                });
            }
        }
        if sweep <= Instant::now() {
            line.measure();
            sweep = Instant::now() + SWEEP_EVERY;
            line.sweep().await;
        }
        let first = timeout(line.settings.interval, notes.recv()).await;
        let mut note = first.ok().flatten();
        while let Some(taken) = note {
            match taken {
                Note::Ring => {}
                Note::Ended(lane) => {
                    busy.remove(&lane);
                }
                Note::Stop => {
                    stopping.set(true);
                    return line.part(busy, notes).await;
                }
            }
            note = notes.try_recv().ok();
        }
    }
}

/// What is needed to send.
struct Line {
    client: Client,
    registry: Registry,
    directory: Arc<Directory>,
    publisher: Publisher,
    /// Names this process among those that send.
    lease: Uuid,
    settings: Settings,
    /// Who carries mail; nobody where none goes out.
    postman: Option<Postman>,
}

impl Line {
    /// Does something with the books, on a thread that may wait.
    async fn books<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Registry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let registry = self.registry.clone();
        spawn_blocking(move || work(&registry))
            .await
            .unwrap_or_else(|error| Err(Error::Unreachable(error.to_string())))
    }

    async fn due(&self) -> Result<Vec<Lane>, Error> {
        let now = Timestamp::now();
        let due = self.books(move |registry| {
            Ok((registry.due_webhooks(now)?, registry.pending_deliveries()?))
        });
        let (webhooks, pending) = due.await?;
        metrics::gauge!("webhook_deliveries_pending").set(pending as f64);
        let mail = match &self.postman {
            Some(postman) => self.has_mail(now).await? && postman.is_ready(),
            None => false,
        };
        // Mail has a place beside whatever webhooks there are.
        let mail = mail.then_some(Lane::Mail).into_iter();
        Ok(mail
            .chain(webhooks.into_iter().map(Lane::Webhook))
            .collect())
    }

    /// Whether a mail is to be sent now: others may wait for a later time.
    async fn has_mail(&self, now: Timestamp) -> Result<bool, Error> {
        let mails = self
            .books(move |registry| Ok((registry.has_due_mail(now)?, registry.pending_mails()?)));
        let (is_due, pending) = mails.await?;
        metrics::gauge!("mails_pending").set(pending as f64);
        Ok(is_due)
    }

    /// Sends what is to be mailed.
    async fn carry(&self, stop: impl Fn() -> bool) {
        let Some(postman) = &self.postman else {
            return;
        };
        if let Err(error) = postman.serve(&self.registry, self.lease, stop).await {
            tracing::debug!(%error, "a mail waits for the database");
            // Everybody would ask at once.
            sleep(self.settings.interval).await;
        }
    }

    /// Tells how true the directory is.
    fn measure(&self) {
        let snapshot = self.directory.current();
        let since = Timestamp::now().earlier(YEAR);
        let confirmed = snapshot.confirmed_since(since) as f64;
        let all = f64::from(snapshot.members.len()).max(1.0);
        metrics::gauge!("entries_confirmed_ratio").set(confirmed / all);
    }

    async fn sweep(&self) {
        let before = Timestamp::now().earlier(self.settings.retention);
        let swept = self
            .books(move |registry| registry.sweep_deliveries(before))
            .await;
        match swept {
            Ok(0) => {}
            Ok(events) => tracing::info!(events, "old events of webhooks were cleaned up"),
            Err(error) => tracing::debug!(%error, "old events of webhooks are not cleaned up yet"),
        }
        if let Some(postman) = &self.postman {
            self.tend_mail(postman).await;
        }
    }

    /// Lets go of old mails, and asks those whose entries nobody confirmed for long.
    async fn tend_mail(&self, postman: &Postman) {
        let before = Timestamp::now().earlier(postman.retention());
        let swept = self.books(move |registry| registry.sweep_mails(before));
        match swept.await {
            Ok(0) => {}
            Ok(mails) => tracing::info!(mails, "old mails were cleaned up"),
            Err(error) => tracing::debug!(%error, "old mails are not cleaned up yet"),
        }
        let asked = self.books(|registry| Ok(reminding::remind_members(registry, false)));
        match asked.await {
            Ok(Ok(0)) => {}
            Ok(Ok(members)) => tracing::info!(members, "asked whether entries are still right"),
            Ok(Err(refusal)) => tracing::debug!(?refusal, "nobody could be asked yet"),
            Err(error) => tracing::debug!(%error, "nobody could be asked yet"),
        }
        let news = self.books(|registry| Ok(newsletter::mail_monthly(registry)));
        if let Ok(Err(refusal)) = news.await {
            tracing::debug!(?refusal, "the news could not be mailed yet");
        }
    }

    /// Sends to a webhook what is due there, one after the other.
    async fn serve(&self, webhook: WebhookId, stop: impl Fn() -> bool) {
        while !stop() {
            let now = Timestamp::now();
            let until = now.later(self.settings.timeout * 2 + LEASE_MARGIN);
            let lease = self.lease;
            let claimed = self
                .books(move |registry| registry.claim_delivery(webhook, lease, now, until))
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

    async fn release(&self, webhook: WebhookId) {
        let lease = self.lease;
        let released = self
            .books(move |registry| registry.release_webhook(webhook, lease))
            .await;
        if let Err(error) = released {
            tracing::debug!(%error, "a lease runs out by itself");
        }
    }

    /// Ends: lets what is under way finish for a moment, and gives the leases back.
    async fn part(&self, mut busy: HashSet<Lane>, mut notes: UnboundedReceiver<Note>) {
        let end = Instant::now() + FAREWELL;
        while !busy.is_empty() {
            let left = end.saturating_duration_since(Instant::now());
            match timeout(left, notes.recv()).await {
                Ok(Some(Note::Ended(lane))) => {
                    busy.remove(&lane);
                }
                Ok(Some(_)) => {}
                Ok(None) | Err(_) => break,
            }
        }
        for lane in busy {
            match lane {
                Lane::Webhook(webhook) => self.release(webhook).await,
                // Nobody knows whether it is there already, so its lease runs out by itself.
                Lane::Mail => {}
            }
        }
    }

    /// Sends one delivery and notes how it went. False when it cannot be sent now.
    async fn send(&self, job: Job) -> Result<bool, Error> {
        if job.event.member.is_some() && !self.is_current(&job).await {
            sleep(self.settings.interval).await;
            return Ok(false);
        }
        let composed = compose(
            &job.event,
            &job.webhook,
            &self.directory.current(),
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

    /// Whether the directory shows what the books hold: what was hidden there must not be sent from
    /// here.
    async fn is_current(&self, job: &Job) -> bool {
        let wanted = job.public_revision;
        if self.directory.current().revision >= wanted {
            return true;
        }
        let publisher = self.publisher.clone();
        // Whether it went well is seen by what the directory shows.
        let _ = spawn_blocking(move || publisher.publish(CATCHING_UP)).await;
        self.directory.current().revision >= wanted
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
        client::send(&self.client, url, &headers, body).await
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
        self.books(move |registry| {
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
        self.books(move |registry| {
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

/// Any number from 0 to 1.
pub fn chance() -> f64 {
    let mut bytes = [0; 4];
    // Without random bytes all pauses are as planned.
    let _ = getrandom::fill(&mut bytes);
    f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX)
}
