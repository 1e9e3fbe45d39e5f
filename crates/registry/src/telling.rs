//! Who of a member is written to, and in which language.

use std::collections::HashSet;

use crate::{
    change::Change,
    connection::AnyConnection,
    error::Error,
    mail_stops::{self, is_open},
    personal_links::NewLink,
};
use network::{
    Contact, Email, Lang, LegalBasis, MailContent, MailKind, Member, NewMail, PersonalLink,
};

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
    let agreed = member.contacts.iter();
    let mut agreed = agreed.filter_map(|contact| Some((contact, may_be_asked(contact)?)));
    agreed.find(|(_, email)| !stopped.contains(&in_small_letters(email)))
}

/// Mails something about a member to an address; says whether it is mailed.
pub fn mail_to(
    change: &mut Change<'_>,
    member: &Member,
    email: &Email,
    content: MailContent,
) -> Result<bool, Error> {
    let mail = NewMail {
        recipient: email.clone(),
        language: language_of(member),
        member: Some(member.id),
        content,
    };
    Ok(change.mail(mail)?.is_some())
}

/// Tells the contact that a link was made for something, if it may be written to.
pub fn tell_contact(
    change: &mut Change<'_>,
    member: &Member,
    link: &PersonalLink,
    content: MailContent,
) -> Result<(), Error> {
    let mut contacts = member.contacts.iter();
    let contact = contacts.find(|contact| Some(contact.id) == link.contact_id);
    if let Some(email) = contact.and_then(may_be_asked) {
        mail_to(change, member, email, content)?;
    }
    Ok(())
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
        let mut told = HashSet::new();
        for contact in &member.contacts {
            let Some(email) = may_be_asked(contact) else {
                continue;
            };
            let kind = MailKind::MorePublic;
            if !told.insert(in_small_letters(email)) || !is_open(change.connection(), email, kind)?
            {
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
