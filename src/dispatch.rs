//! Sends what is due: one delivery after the other to each webhook, to several webhooks at a time, and
//! one mail after the other beside them.
//!
//! One machinery for both: when it looks, how many lanes there are, leases, pauses after failures
//! ([`schedule`]), and how it ends. What is sent in a lane, [`Courier`] and [`Postman`] know.

pub mod books;
pub mod schedule;
mod upkeep;

use std::{
    collections::HashSet,
    rc::Rc,
    time::{Duration, Instant},
};

use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::{LocalSet, spawn_local},
    time::{sleep, timeout},
};
use uuid::Uuid;

use crate::{
    mail::Postman,
    webhooks::{Settings, courier::Courier},
};
use books::{Shown, books};
use network::{Timestamp, WebhookId, vital};
use registry::{Error, Registry};

/// To how many webhooks one process sends at a time.
const MOST_LINES: usize = 32;
/// How long what is under way may take to finish when the program ends.
const FAREWELL: Duration = Duration::from_secs(5);
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
    /// Begins to send what `registry` has to send, made from what is `shown`.
    ///
    /// # Errors
    ///
    /// Fails where there can be no thread.
    pub fn start(
        registry: Registry,
        shown: Shown,
        settings: Settings,
        postman: Option<Postman>,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let (messages, received) = unbounded_channel();
        let lease = Uuid::now_v7();
        let line = Line {
            courier: Courier::new(registry.clone(), shown.clone(), lease, settings.clone()),
            registry,
            shown,
            lease,
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
        metrics::describe_gauge!(
            "entries_confirmed_ratio",
            "The share of public entries that somebody confirmed within a year."
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
                tracing::warn!(%error, "what is to be sent waits for the database");
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
                        Lane::Webhook(webhook) => {
                            line.courier.serve(webhook, || stopping.get()).await
                        }
                        Lane::Mail => line.carry(|| stopping.get()).await,
                    }
                    let _ = own.send(Note::Ended(lane));
                });
            }
        }
        if sweep <= Instant::now() {
            sweep = Instant::now() + SWEEP_EVERY;
            line.tend().await;
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
    courier: Courier,
    /// Who carries mail; nobody where none goes out.
    postman: Option<Postman>,
    registry: Registry,
    shown: Shown,
    /// Names this process among those that send.
    lease: Uuid,
    settings: Settings,
}

impl Line {
    async fn due(&self) -> Result<Vec<Lane>, Error> {
        let now = Timestamp::now();
        let webhooks = self.courier.due(now).await?;
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
        let mails = books(&self.registry, move |registry| {
            Ok((registry.has_due_mail(now)?, registry.pending_mails()?))
        });
        let (is_due, pending) = mails.await?;
        metrics::gauge!("mails_pending").set(pending as f64);
        Ok(is_due)
    }

    /// Sends what is to be mailed.
    async fn carry(&self, stop: impl Fn() -> bool) {
        let Some(postman) = &self.postman else {
            return;
        };
        let carried = postman.serve(&self.registry, &self.shown, self.lease, stop);
        match carried.await {
            Ok(true) => return,
            Ok(false) => {}
            Err(error) => tracing::debug!(%error, "a mail waits for the database"),
        }
        // Everybody would ask at once.
        sleep(self.settings.interval).await;
    }

    async fn tend(&self) {
        upkeep::measure(&self.shown.directory);
        upkeep::sweep(&self.registry, self.settings.retention).await;
        if let Some(postman) = &self.postman {
            upkeep::tend_mail(&self.registry, postman.retention()).await;
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
                Lane::Webhook(webhook) => self.courier.release(webhook).await,
                // Nobody knows whether it is there already, so its lease runs out by itself.
                Lane::Mail => {}
            }
        }
    }
}
