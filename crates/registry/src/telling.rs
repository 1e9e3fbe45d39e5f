//! Who of a member is written to, and in which language.

use std::{collections::HashSet, time::Duration};

use diesel::prelude::*;

use crate::{
    change::Change,
    connection::AnyConnection,
    error::Error,
    mail_stops::{self, is_open},
    members,
    personal_links::{self, NewLink},
    schema::mails,
};

use network::{
    Contact, Email, Lang, LegalBasis, Mail, MailContent, MailKind, Member, NewMail, PersonalLink,
    Timestamp,
};

/// How many mails within a day tell one contact that something was written by links: whoever holds one
/// must not be able to fill a mailbox.
const MOST_WARNINGS: i64 = 5;
const DAY: Duration = Duration::from_secs(86_400);

/// The language that a member is written to in: its own, where it is one of the seven.
pub fn language_of(member: &Member) -> Lang {
    Lang::of_range(&member.writes_in().to_string()).unwrap_or(Lang::En)
}

/// The address of a contact that may be written to.
pub fn may_be_asked(contact: &Contact) -> Option<&Email> {
    let agreed = contact.legal_basis == LegalBasis::Consent;
    contact.email.as_ref().filter(|_| agreed)
}

fn in_small_letters(address: &Email) -> String {
    address.as_str().to_lowercase()
}

/// Addresses to which nothing is mailed, in small letters.
pub fn stopped(connection: &mut AnyConnection) -> Result<HashSet<String>, Error> {
    let stops = mail_stops::stops(connection)?.into_iter();
    Ok(stops.map(|stop| in_small_letters(&stop.address)).collect())
}

/// The contact of a member that is asked: the first that agreed and that mail goes to.
pub fn asked_contact<'a>(
    member: &'a Member,
    stopped: &HashSet<String>,
) -> Option<(&'a Contact, &'a Email)> {
    agreed(member).find(|(_, email)| !stopped.contains(&in_small_letters(email)))
}

/// The contacts of a member that agreed, each address once.
fn agreed(member: &Member) -> impl Iterator<Item = (&Contact, &Email)> {
    let mut known = HashSet::new();
    let contacts = member.contacts.iter();
    let agreed = contacts.filter_map(|contact| Some((contact, may_be_asked(contact)?)));
    agreed.filter(move |(_, email)| known.insert(in_small_letters(email)))
}

/// Mails something about a member to an address, in the member's language; says whether it is mailed.
pub fn mail_to(
    change: &mut Change<'_>,
    member: &Member,
    email: &Email,
    content: MailContent,
) -> Result<bool, Error> {
    mail_in(change, member, email, language_of(member), content)
}

fn mail_in(
    change: &mut Change<'_>,
    member: &Member,
    email: &Email,
    language: Lang,
    content: MailContent,
) -> Result<bool, Error> {
    let mail = NewMail {
        recipient: email.clone(),
        language,
        member: Some(member.id),
        content,
    };
    Ok(change.mail(mail)?.is_some())
}

/// Tells the contact that a link was made for what was done by it, or what became of that. Where it
/// was made for nobody, or for somebody who cannot be written to, all who agreed are told.
pub fn tell_contact(
    change: &mut Change<'_>,
    member: &Member,
    link: &PersonalLink,
    language: Lang,
    content: MailContent,
) -> Result<(), Error> {
    let (own, others): (Vec<_>, Vec<_>) =
        agreed(member).partition(|(contact, _)| Some(contact.id) == link.contact_id);
    for (_, email) in own {
        if tell_one(change, member, email, language, &content)? {
            return Ok(());
        }
    }
    for (_, email) in others {
        tell_one(change, member, email, language, &content)?;
    }
    Ok(())
}

/// Tells one contact of something, unless it has read the same often today; says whether it knows.
fn tell_one(
    change: &mut Change<'_>,
    member: &Member,
    email: &Email,
    language: Lang,
    content: &MailContent,
) -> Result<bool, Error> {
    if content.kind() == MailKind::Proposed {
        let since = change.at().earlier(DAY);
        let told: i64 = mails::table
            .filter(mails::kind.eq(content.kind().as_str()))
            .filter(mails::recipient.eq(email.to_string()))
            .filter(mails::created_at.ge(since.to_string()))
            .count()
            .get_result(change.connection())?;
        if told >= MOST_WARNINGS {
            return Ok(true);
        }
    }
    mail_in(change, member, email, language, content.clone())
}

/// Why a mail that waits is not wanted any more: what was right when it was written may have changed
/// while the mail server took nothing.
pub(super) fn unwanted(
    connection: &mut AnyConnection,
    mail: &Mail,
    content: &MailContent,
) -> Result<Option<&'static str>, Error> {
    if !is_open(connection, &mail.recipient, mail.kind)? {
        return Ok(Some("nothing is mailed to this address any more"));
    }
    let record = match mail.member {
        Some(id) => members::load_one(connection, id)?,
        None => return Ok(None),
    };
    let Some(member) = record.map(|record| record.member) else {
        return Ok(Some("there is no such member any more"));
    };
    if let Some(link) = content.personal_link() {
        let opened = personal_links::opened_by(connection, link, Timestamp::now())?;
        if opened.is_none() || member.has_ended() {
            return Ok(Some("its link opens nothing any more"));
        }
    }
    let to = in_small_letters(&mail.recipient);
    let is_there = |email: &Email| in_small_letters(email) == to;
    let agrees = agreed(&member).any(|(_, email)| is_there(email));
    // A visitor who reported something is no contact.
    let mut addresses = member.contacts.iter().flat_map(|one| &one.email);
    let is_of_contact = mail.kind != MailKind::Decided || addresses.any(is_there);
    Ok((is_of_contact && !agrees).then_some("nobody agreed to be written to there any more"))
}

/// Tells the contacts of members of which the public sees more by a change what that is: each by the
/// page of a personal link of its own, where it can say no. Whoever made the change, in whatever way,
/// it is asked for where the change ends.
pub(super) fn tell_of_publication(change: &mut Change<'_>) -> Result<(), Error> {
    let members = std::mem::take(&mut change.more_public);
    if !change.mails() {
        return Ok(());
    }
    for member in members.values() {
        for (contact, email) in agreed(member) {
            if !is_open(change.connection(), email, MailKind::MorePublic)? {
                continue;
            }
            let (link, secret) = change.make_personal_link(NewLink {
                member: member.id,
                contact: Some(contact.id),
                language: language_of(member),
                round: None,
            })?;
            let content = MailContent::MorePublic {
                member: member.name.clone(),
                link: secret.reveal().to_owned(),
                until: link.expires_at,
            };
            mail_to(change, member, email, content)?;
        }
    }
    Ok(())
}
