//! Mails: the outbox, which is written with what causes a mail, and the log of what was sent.
//!
//! What a mail tells stands there until the mail came to its end; the log says to whom, of which kind,
//! when, and what became of it. As with webhooks (`dispatch.rs`), sending is no change of the books,
//! and a process that dies settles nothing: its lease runs out, and another one sends again, under
//! the same identifier.

use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::{
    Registry,
    audit::{Action, Entry},
    change::Change,
    columns::{lies_behind, row},
    connection::AnyConnection,
    dispatch::{Clock, is_over},
    error::Error,
    mail_stops::{is_open, stop},
    schema::mails,
    telling,
};
use network::{
    Date, Email, Lang, Mail, MailContent, MailId, MailKind, MailStatus, MailStopCause, MemberId,
    NewMail, Timestamp,
};

/// The longest account of an error that is kept, in characters.
const LONGEST_ERROR: usize = 500;

row! {
    struct Row in mails of Mail {
        id: MailId,
        kind: MailKind,
        recipient: Email,
        language: Lang,
        member = member_id: Option<MemberId>,
        created_at: Timestamp,
        status: MailStatus,
        attempts: i32,
        next_attempt_at: Option<Timestamp>,
        finished_at: Option<Timestamp>,
        error: Option<String>,
    }
}

/// A mail that a process may send now.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The mail.
    pub mail: Mail,
    /// What it tells.
    pub content: MailContent,
    /// Why it is not to be sent any more; nothing where it is.
    pub unwanted: Option<&'static str>,
}

/// How sending a mail went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sending {
    /// The mail server took it.
    Sent,
    /// It was not to be sent.
    Skipped(&'static str),
    /// It is tried again.
    Retry {
        /// When.
        at: Timestamp,
        /// Why not now.
        error: String,
    },
    /// The server takes no mail for this address, and nothing is mailed there any more.
    Refused(String),
    /// It is not tried again.
    Failed(String),
}

/// Which mails of the log are wanted; what is empty narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct MailFilter {
    /// With this status.
    pub status: Option<MailStatus>,
    /// After this place, the latest first.
    pub after: Option<(Timestamp, MailId)>,
    /// So many at most.
    pub limit: i64,
}

impl Change<'_> {
    /// Has something mailed once this change is committed. Nothing is, and nothing is given, where
    /// the program sends no mail, in the sample network, and to an address that takes none or whose
    /// reader wants none.
    pub fn mail(&mut self, new: NewMail) -> Result<Option<MailId>, Error> {
        if !self.mails() {
            return Ok(None);
        }
        if !is_open(self.connection(), &new.recipient, new.content.kind())? {
            return Ok(None);
        }
        let mail = Mail {
            id: MailId::new(),
            kind: new.content.kind(),
            recipient: new.recipient,
            language: new.language,
            member: new.member,
            created_at: self.at(),
            status: MailStatus::Pending,
            attempts: 0,
            next_attempt_at: Some(self.at()),
            finished_at: None,
            error: None,
        };
        let content = serde_json::to_string(&new.content)?;
        diesel::insert_into(mails::table)
            .values((Row::of(&mail), mails::content.eq(Some(content))))
            .execute(self.connection())?;
        Ok(Some(mail.id))
    }

    /// Notes that the news of a period were mailed.
    pub fn note_digest(&mut self, since: Date, until: Date) -> Result<(), Error> {
        let details = json!({ "since": since, "until": until });
        let entry = Entry::of_registry(Action::Create, "digest");
        self.audit([Ok(entry.with_details(Some(details)))])
    }

    /// Whether mail goes out from these books at all.
    pub fn mails(&self) -> bool {
        self.has_mail && !self.network().profile.sample_data
    }
}

/// Whether the news were mailed since a time.
pub fn digest_since(connection: &mut AnyConnection, since: Timestamp) -> Result<bool, Error> {
    let mailed: i64 = mails::table
        .filter(mails::kind.eq(MailKind::Digest.as_str()))
        .filter(mails::created_at.ge(since.to_string()))
        .count()
        .get_result(connection)?;
    Ok(mailed > 0)
}

/// The reader of a mail wants no more of those that are not necessary. A mail that there is not, or
/// not any more, changes nothing, nor does one that does not offer it: its identifier is no secret.
pub fn decline(connection: &mut AnyConnection, mail: MailId) -> Result<(), Error> {
    // The first statement of a transaction writes.
    diesel::update(mails::table.find(mail.to_string()))
        .set(mails::id.eq(mails::id))
        .execute(connection)?;
    if let Some(mail) = load_one(connection, mail)?.filter(|mail| !mail.kind.is_necessary()) {
        let now = Timestamp::now();
        stop(
            connection,
            &mail.recipient,
            MailStopCause::Declined,
            None,
            now,
        )?;
    }
    Ok(())
}

/// Forgets what was mailed about a member that is purged, and what waits to be.
pub fn forget(connection: &mut AnyConnection, member: MemberId) -> Result<(), Error> {
    diesel::delete(mails::table.filter(mails::member_id.eq(member.to_string())))
        .execute(connection)?;
    Ok(())
}

/// One mail of the log.
pub fn load_one(connection: &mut AnyConnection, id: MailId) -> Result<Option<Mail>, Error> {
    mails::table
        .find(id.to_string())
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(Row::read)
        .transpose()
}

/// The mails that are wanted, the latest first.
pub fn load(connection: &mut AnyConnection, wanted: &MailFilter) -> Result<Vec<Mail>, Error> {
    let mut query = narrowed(wanted);
    if let Some(after) = wanted.after {
        query = query.filter(lies_behind!(mails::created_at, mails::id, after));
    }
    query
        .order((mails::created_at.desc(), mails::id.desc()))
        .limit(wanted.limit)
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(Row::read)
        .collect()
}

/// How many mails are wanted, wherever a page of them begins or ends.
pub fn count(connection: &mut AnyConnection, wanted: &MailFilter) -> Result<i64, Error> {
    Ok(narrowed(wanted).count().get_result(connection)?)
}

type Query = mails::BoxedQuery<'static, <AnyConnection as diesel::Connection>::Backend>;

fn narrowed(wanted: &MailFilter) -> Query {
    let query = mails::table.into_boxed();
    match wanted.status {
        Some(status) => query.filter(mails::status.eq(status.as_str())),
        None => query,
    }
}

/// A mail that waits, whose time has come, and that nobody sends.
macro_rules! free {
    ($clock:expr) => {
        mails::status
            .eq(MailStatus::Pending.as_str())
            .and(is_over!(
                mails::next_attempt_at,
                $clock.now,
                $clock.farthest
            ))
            .and(is_over!(
                mails::leased_until,
                $clock.now,
                $clock.longest_lease
            ))
    };
}

/// The mail that is to be sent next.
fn next(connection: &mut AnyConnection, clock: &Clock) -> Result<Option<String>, Error> {
    let first = mails::table
        .filter(free!(clock))
        .order((mails::next_attempt_at, mails::id))
        .select(mails::id)
        .first(connection);
    Ok(first.optional()?)
}

impl Registry {
    /// The same books, from which mail goes out, or not.
    pub fn with_mail(self, has_mail: bool) -> Self {
        Self { has_mail, ..self }
    }

    /// Whether mail goes out from these books.
    pub fn has_mail(&self) -> bool {
        self.has_mail
    }

    /// Whether a mail is to be sent that nobody sends.
    pub fn has_due_mail(&self, now: Timestamp) -> Result<bool, Error> {
        let due = next(&mut **self.pool.get()?, &Clock::at(now))?;
        Ok(due.is_some())
    }

    /// Takes the next mail on lease that is to be sent; nothing where none is.
    pub fn claim_mail(
        &self,
        lease: Uuid,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Letter>, Error> {
        let (own, clock) = (lease.to_string(), Clock::at(now));
        let Some(id) = next(&mut **self.pool.get()?, &clock)? else {
            return Ok(None);
        };
        self.transaction(true, |connection| {
            // Somebody else may have been quicker.
            let taken = mails::table.filter(mails::id.eq(&id)).filter(free!(clock));
            let taken = diesel::update(taken)
                .set((
                    mails::lease.eq(Some(&own)),
                    mails::leased_until.eq(Some(until.to_string())),
                ))
                .execute(connection)?;
            if taken == 0 {
                return Ok(None);
            }
            let (row, content): (Row, Option<String>) = mails::table
                .find(&id)
                .select((Row::as_select(), mails::content))
                .first(connection)?;
            let content = content.ok_or_else(|| Error::Corrupt {
                column: "mails.content",
                value: String::new(),
                reason: "a mail that waits tells something".to_owned(),
            })?;
            let (mail, content) = (row.read()?, serde_json::from_str(&content)?);
            Ok(Some(Letter {
                unwanted: telling::unwanted(connection, &mail, &content)?,
                mail,
                content,
            }))
        })
    }

    /// Notes how sending a mail went. When the lease was lost meanwhile, somebody else has the say;
    /// that it was sent is true all the same.
    pub fn settle_mail(
        &self,
        letter: &Letter,
        lease: Uuid,
        sending: &Sending,
    ) -> Result<(), Error> {
        let now = Timestamp::now();
        let (status, next, error) = match sending {
            Sending::Sent => (MailStatus::Sent, None, None),
            Sending::Skipped(why) => (MailStatus::Skipped, None, Some((*why).to_owned())),
            Sending::Retry { at, error } => (MailStatus::Pending, Some(at), Some(error.clone())),
            Sending::Refused(error) => (MailStatus::Refused, None, Some(error.clone())),
            Sending::Failed(error) => (MailStatus::Failed, None, Some(error.clone())),
        };
        let error = error.map(|error| error.chars().take(LONGEST_ERROR).collect::<String>());
        let error = error.filter(|error| !error.is_empty());
        let none: Option<String> = None;
        let ended = status != MailStatus::Pending;
        let values = (
            mails::status.eq(status.as_str()),
            mails::attempts.eq(mails::attempts + 1),
            mails::next_attempt_at.eq(next.map(|at| at.to_string())),
            mails::finished_at.eq(ended.then(|| now.to_string())),
            mails::error.eq(error.clone()),
            mails::lease.eq(&none),
            mails::leased_until.eq(&none),
            // What it told is nobody's to read any more.
            ended.then_some(mails::content.eq(&none)),
        );
        self.transaction(true, |connection| {
            let mail = mails::table.find(letter.mail.id.to_string());
            let settled = match sending {
                Sending::Sent => diesel::update(mail).set(values).execute(connection)?,
                _ => diesel::update(mail.filter(mails::lease.eq(Some(lease.to_string()))))
                    .set(values)
                    .execute(connection)?,
            };
            if settled > 0 && matches!(sending, Sending::Refused(_)) {
                let cause = MailStopCause::Refused;
                stop(connection, &letter.mail.recipient, cause, error, now)?;
            }
            Ok(())
        })
    }

    /// Lets go of mails that were written before a time; says how many.
    pub fn sweep_mails(&self, before: Timestamp) -> Result<usize, Error> {
        Ok(
            diesel::delete(mails::table.filter(mails::created_at.lt(before.to_string())))
                .execute(&mut **self.pool.get()?)?,
        )
    }

    /// How many mails wait.
    pub fn pending_mails(&self) -> Result<i64, Error> {
        let waiting = MailFilter {
            status: Some(MailStatus::Pending),
            ..MailFilter::default()
        };
        count(&mut **self.pool.get()?, &waiting)
    }
}
