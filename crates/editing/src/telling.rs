//! Who of a member is written to, in which language, and what with: a mail, and mostly a personal link
//! in it.

use std::collections::HashSet;

use crate::refusal::Refusal;
use network::{
    Contact, Email, Lang, LegalBasis, MailContent, Member, NewMail, PersonalLink, writes_in,
};
use registry::{AnyConnection, Change, Secret, mails, personal_links::NewLink};

/// The language that a member is written to in: its own, where it is one of the seven.
pub fn language_of(member: &Member) -> Lang {
    let own = writes_in(member.name_language.as_ref(), &member.languages);
    Lang::of_range(&own.to_string()).unwrap_or(Lang::En)
}

/// A contact that may be written to, with the address.
pub fn may_be_asked(contact: &Contact) -> Option<&Email> {
    let agreed = contact.legal_basis == LegalBasis::Consent;
    contact.email.as_ref().filter(|_| agreed)
}

/// Addresses to which nothing is mailed, in small letters.
pub fn stopped(connection: &mut AnyConnection) -> Result<HashSet<String>, Refusal> {
    let stops = mails::stops(connection)?.into_iter();
    Ok(stops
        .map(|stop| stop.address.as_str().to_lowercase())
        .collect())
}

/// The contact of a member that is asked: the first that agreed and that mail goes to.
pub fn asked_contact<'a>(
    member: &'a Member,
    stopped: &HashSet<String>,
) -> Option<(&'a Contact, &'a Email)> {
    let agreed = member.contacts.iter();
    let mut agreed = agreed.filter_map(|contact| Some((contact, may_be_asked(contact)?)));
    agreed.find(|(_, email)| !stopped.contains(&email.as_str().to_lowercase()))
}

/// Makes a link for a member; for one of its contacts where that is named.
pub fn make_link(
    change: &mut Change<'_>,
    member: &Member,
    contact: Option<&Contact>,
    round: Option<i32>,
) -> Result<(PersonalLink, Secret), Refusal> {
    if member.has_ended() {
        return Err(Refusal::wrong_state(
            "Nobody speaks for this member any more: its membership is over, or its entry was \
             withdrawn or merged.",
        ));
    }
    Ok(change.make_personal_link(NewLink {
        member: member.id,
        contact: contact.map(|contact| contact.id),
        language: language_of(member),
        round,
    })?)
}

/// Mails a link to a contact.
pub fn mail_to(
    change: &mut Change<'_>,
    member: &Member,
    email: &Email,
    content: MailContent,
) -> Result<bool, Refusal> {
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
) -> Result<(), Refusal> {
    let mut contacts = member.contacts.iter();
    let contact = contacts.find(|contact| Some(contact.id) == link.contact_id);
    if let Some(email) = contact.and_then(may_be_asked) {
        mail_to(change, member, email, content)?;
    }
    Ok(())
}

/// Tells the contacts of members of which the public sees more than before what that is: each by the
/// page of a personal link, where it can say no.
pub fn tell_of_publication(change: &mut Change<'_>, members: &[&Member]) -> Result<(), Refusal> {
    if !change.mails() {
        return Ok(());
    }
    let stopped = stopped(change.connection())?;
    for member in members.iter().filter(|member| !member.has_ended()) {
        let Some((contact, email)) = asked_contact(member, &stopped) else {
            continue;
        };
        let (link, secret) = make_link(change, member, Some(contact), None)?;
        let content = MailContent::MorePublic {
            member: member.name.clone(),
            link: secret.reveal().to_owned(),
            until: link.expires_at,
        };
        mail_to(change, member, email, content)?;
    }
    Ok(())
}
