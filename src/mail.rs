//! Mail: what the books hold to be mailed ([`registry::mails`]) is written ([`own::letter`]) and handed
//! to a mail server ([`smtp`]). It goes out beside webhooks, by the same dispatcher and with the same
//! pauses after failures; [`Postman`] is what is different.

mod smtp;

use std::{
    cell::Cell,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::task::spawn_blocking;
use uuid::Uuid;

use crate::dispatch::{
    books::{Shown, books},
    schedule::{Failure, after, chance},
};
use network::{Email, MailKind, Timestamp};
use own::letter::Letters;
use registry::{
    Error, Registry,
    dispatch::Settlement,
    mails::{Letter, Sending},
};
pub use smtp::SmtpServer;
use smtp::{Failed, Mailbox};

/// How many answers of a mail server one mail may wait for: a lease lasts for all of them.
const ANSWERS: u32 = 12;
/// How much longer a lease lasts.
const LEASE_MARGIN: Duration = Duration::from_secs(5);

/// How mail goes out.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The mail server; nothing where mail is written and not sent.
    pub server: Option<SmtpServer>,
    /// Whom mail comes from.
    pub from: Email,
    /// Whom answers go to.
    pub reply_to: Option<Email>,
    /// How long an answer of the mail server is waited for.
    pub timeout: Duration,
    /// The pauses before each further try.
    pub pauses: Vec<Duration>,
    /// How long the log is kept.
    pub retention: Duration,
    /// Whether a link of the staff leads anywhere: the console is at the public address.
    pub has_console: bool,
}

/// Takes mails out of the books and sends them, one after the other.
pub struct Postman {
    settings: Settings,
    letters: Letters,
    server: Option<Arc<smtp::Transport>>,
    /// How many tries in a row the mail server did not take anything.
    failures: Cell<u32>,
    rests_until: Cell<Option<Instant>>,
}

/// What a mail came to.
enum Outcome {
    /// It is done with, and the next one can go.
    Settled(Sending),
    /// The mail server takes nothing now.
    Unreachable(String),
}

impl Postman {
    /// A postman with these settings, for letters of a directory.
    ///
    /// # Errors
    ///
    /// Fails where TLS cannot be had.
    pub fn new(settings: Settings, letters: Letters) -> Result<Self, Box<dyn std::error::Error>> {
        let server = settings.server.as_ref();
        let server = server.map(|server| server.transport(settings.timeout));
        metrics::describe_counter!("mail_attempts_total", "Tries to send a mail, by outcome.");
        metrics::describe_gauge!(
            "mails_pending",
            "Mails that wait to be sent, or sent again."
        );
        Ok(Self {
            server: server.transpose()?.map(Arc::new),
            settings,
            letters,
            failures: Cell::new(0),
            rests_until: Cell::new(None),
        })
    }

    /// Whether something may be sent now.
    pub fn is_ready(&self) -> bool {
        self.rests_until
            .get()
            .is_none_or(|until| until <= Instant::now())
    }

    /// How long mails are kept in the log.
    pub fn retention(&self) -> Duration {
        self.settings.retention
    }

    /// Sends what is due, one mail after the other, until there is none or somebody says stop. Says
    /// whether more can be sent at once: it cannot while the directory, which mails are made from, is
    /// behind the books.
    ///
    /// # Errors
    ///
    /// Fails where the books cannot be asked; what was sent is sent again then.
    pub async fn serve(
        &self,
        registry: &Registry,
        shown: &Shown,
        lease: Uuid,
        stop: impl Fn() -> bool,
    ) -> Result<bool, Error> {
        while !stop() && self.is_ready() {
            let moment = books(registry, Registry::moment).await?;
            if !shown.reaches(moment.public_revision.unsigned_abs()).await {
                return Ok(false);
            }
            let now = Timestamp::now();
            let until = now.later(self.settings.timeout * ANSWERS + LEASE_MARGIN);
            let claimed = books(registry, move |registry| {
                registry.claim_mail(lease, now, until)
            });
            let Some(letter) = claimed.await? else {
                return Ok(true);
            };
            let attempts = letter.mail.attempts.unsigned_abs();
            let outcome = self.send(&letter).await;
            let sending = match outcome {
                Outcome::Settled(sending) => {
                    self.failures.set(0);
                    sending
                }
                Outcome::Unreachable(error) => {
                    tracing::warn!(error, "the mail server takes nothing");
                    self.put_off(attempts, error)
                }
            };
            let outcome = match &sending {
                Sending::Sent => "sent",
                Sending::Skipped(_) => "skipped",
                Sending::Retry { .. } => "retried",
                Sending::Refused(_) => "refused",
                Sending::Failed(_) => "failed",
            };
            metrics::counter!("mail_attempts_total", "outcome" => outcome).increment(1);
            books(registry, move |registry| {
                registry.settle_mail(&letter, lease, &sending)
            })
            .await?;
        }
        Ok(true)
    }

    /// What follows when the mail server takes nothing: this mail is tried later, and after some
    /// failures in a row the server is left alone for a while, as a webhook is.
    fn put_off(&self, attempts: u32, error: String) -> Sending {
        let failure = Failure {
            attempts,
            failures: self.failures.get(),
            retry_after: None,
        };
        self.failures.set(self.failures.get() + 1);
        let now = Timestamp::now();
        let settlement = after(failure, &self.settings.pauses, now, chance());
        if let Settlement::Retry {
            rests_until: Some(until),
            ..
        } = &settlement
        {
            let rest = until.unix_seconds().abs_diff(now.unix_seconds());
            let rest = Instant::now() + Duration::from_secs(rest);
            self.rests_until.set(Some(rest));
        }
        later(settlement, error)
    }

    async fn send(&self, letter: &Letter) -> Outcome {
        let mail = &letter.mail;
        if mail.kind == MailKind::SignIn && !self.settings.has_console {
            return Outcome::Settled(Sending::Skipped(
                "the console is at an address of its own (INTERNAL_BIND), which nobody knows here",
            ));
        }
        if let Some(why) = letter.unwanted {
            return Outcome::Settled(Sending::Skipped(why));
        }
        let written = self
            .letters
            .write(mail.id, mail.member, mail.language, &letter.content);
        let Some(server) = &self.server else {
            tracing::info!(kind = %mail.kind, id = %mail.id, "a mail was written and not sent (MAIL_DRY_RUN)");
            return Outcome::Settled(Sending::Skipped("MAIL_DRY_RUN is set"));
        };
        let mailbox = Mailbox {
            sender: self.letters.sender(mail.language),
            from: self.settings.from.clone(),
            reply_to: self.settings.reply_to.clone(),
        };
        let message = match smtp::message(&mailbox, mail, &written) {
            Ok(message) => message,
            Err(error) => return Outcome::Settled(Sending::Failed(error)),
        };
        let server = Arc::clone(server);
        let sent = spawn_blocking(move || server.send(&message)).await;
        let failed = match sent {
            Ok(Ok(())) => return Outcome::Settled(Sending::Sent),
            Ok(Err(failed)) => failed,
            Err(error) => Failed::Unreachable(error.to_string()),
        };
        match failed {
            Failed::Unreachable(error) => Outcome::Unreachable(error),
            Failed::NoSuchAddress(error) => Outcome::Settled(Sending::Refused(error)),
            Failed::ForGood(error) => Outcome::Settled(Sending::Failed(error)),
            Failed::ForNow(error) => {
                let failure = Failure {
                    attempts: mail.attempts.unsigned_abs(),
                    failures: 0,
                    retry_after: None,
                };
                let now = Timestamp::now();
                let settlement = after(failure, &self.settings.pauses, now, chance());
                Outcome::Settled(later(settlement, error))
            }
        }
    }
}

fn later(settlement: Settlement, error: String) -> Sending {
    match settlement {
        Settlement::Retry { at, .. } => Sending::Retry { at, error },
        _ => Sending::Failed(error),
    }
}
