//! The news of the network, mailed to the staff: monthly, or when somebody asks for it.

use crate::refusal::Refusal;
use network::{Date, MailContent, NewMail, Timestamp};
use registry::{Actor, Change, Intent, Registry, mails, staff};

/// On which days of a month the news of the month before are mailed, if they were not yet.
const DAYS: i8 = 3;

/// Mails the news of a period to everybody of the staff; says to how many.
pub fn mail(change: &mut Change<'_>, since: Date, until: Date) -> Result<usize, Refusal> {
    if since >= until {
        return Err(Refusal::mistake(
            "/until",
            "before_since",
            "it is the day after the last one, so it comes after \"since\"",
        ));
    }
    if !change.mails() {
        return Err(Refusal::wrong_state(
            "No mail goes out from here: SMTP_URL is not set, or this is the sample network. Take the \
             digest from /v1/digest.",
        ));
    }
    let mut mailed = 0;
    for person in staff::load(change.connection())? {
        let mail = NewMail {
            recipient: person.email,
            language: person.language,
            member: None,
            content: MailContent::Digest { since, until },
        };
        mailed += usize::from(change.mail(mail)?.is_some());
    }
    if mailed > 0 {
        change.note_digest(since, until)?;
    }
    Ok(mailed)
}

/// Mails the news of the month before once, on the first days of a month.
pub fn mail_monthly(registry: &Registry, now: Timestamp) -> Result<usize, Refusal> {
    let today = now.date();
    let first = today.first_of_month();
    if today.day() > DAYS || !registry.has_mail() {
        return Ok(0);
    }
    let Some(before) = first.yesterday().ok().map(|day| day.first_of_month()) else {
        return Ok(0);
    };
    let written = registry.write(Actor::CommandLine, Intent::Commit, |change| {
        let since = Timestamp::start_of(first).unwrap_or_else(Timestamp::now);
        let is_mailed = mails::digest_since(change.connection(), since)?;
        match is_mailed || !change.mails() {
            true => Ok(0),
            false => mail(change, before, first),
        }
    });
    Ok(written?.value)
}
