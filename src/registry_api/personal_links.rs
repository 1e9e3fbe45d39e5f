//! `/v1/registry/members/{member}/links`: personal links, by which members confirm and correct their
//! entries without an account; and `/v1/registry/reminders`, who was asked and who answered.

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use super::{
    call::WriteRequest,
    operation::{Operation, STAFF, text},
    paging::Paging,
    parameters::Switch,
    reply::Reply,
    session::Session,
};
use editing::{Refusal, members, own::make_link, reminding};
use http::{
    list::Page,
    parameters,
    parameters::{CursorText, Limit},
    paths::OWN,
};
use network::{Contact, ContactId, LinkId, MailContent, MemberId, PersonalLink, Slug, Timestamp};
use registry::{
    AnyConnection, Change,
    confirmations::{self, Asking, Confirmation},
    personal_links as kept, telling,
};

/// For whom a link is.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct LinkWish {
    /// The contact of the member that it is for; null for whoever you give it to.
    #[serde(default)]
    contact_id: Option<ContactId>,
    /// Whether to mail it to that contact, which must have agreed to be written to.
    #[serde(default)]
    mail: bool,
}

/// A link that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeLink {
    #[serde(flatten)]
    #[schema(inline)]
    link: PersonalLink,
    /// Its address, to be given to whoever looks after the entry. It is shown now and never again, and is
    /// null in a trial.
    #[schema(example = "https://directory.example.org/own/mnd_k3v9x0ab_…")]
    url: Option<String>,
    /// Whether it is mailed.
    mailed: bool,
}

/// The links of a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkList {
    /// The links, the latest first.
    data: Vec<PersonalLink>,
}

/// How a member stands with its confirmation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReminderStanding {
    /// The member.
    member_id: MemberId,
    /// Its slug.
    slug: Slug,
    /// Its name.
    name: String,
    /// When its entry was last confirmed; null when it never was.
    confirmed_at: Option<Timestamp>,
    /// Whether a contact agreed to be written to, and mail goes there.
    can_be_asked: bool,
    /// The reminders of the last 400 days, and those of before that nobody answered, the first one first.
    asked: Vec<PersonalLink>,
    /// Which reminder is due now, from 1; null when none is.
    due: Option<i32>,
    /// Whether it was asked three times since its last word, and did not answer.
    never_answers: bool,
}

/// Who was asked, and who is to be.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReminderList {
    /// The members that were asked lately, or are to be asked, the longest unconfirmed first.
    data: Vec<ReminderStanding>,
    /// Where the page stands in the list.
    page: Page,
    /// Whether mail goes out at all (`SMTP_URL`): never for the sample network.
    sends_mail: bool,
}

parameters! {
    /// The parameters of the list of who was asked.
    pub struct ReminderParameters {
        /// Only members that were asked lately or have not answered; with `false` only those that were
        /// not, and are to be.
        asked: Option<Switch>,
        /// How many at a time.
        #[example = 2]
        limit: Limit<50, 200>,
        /// Where to go on: `page.next` of the page before, unchanged, with the same filters.
        cursor: Option<CursorText>,
    }
}

fn make(change: &mut Change<'_>, wanted: &WriteRequest) -> Result<Reply, Refusal> {
    let wish: LinkWish = wanted.edit.read()?;
    let record = members::find(change.connection(), &wanted.edit.key)?;
    let member = &record.member;
    let contact = wish.contact_id.map(|id| contact(&member.contacts, id));
    let contact = contact.transpose()?;
    let email = contact.and_then(telling::may_be_asked);
    if wish.mail && email.is_none() {
        return Err(Refusal::mistake(
            "/mail",
            "may_not_be_mailed",
            "name a contact in \"contact_id\" that agreed to be written to and has an e-mail address",
        ));
    }
    let (link, secret) = make_link(change, member, contact, None)?;
    let mailed = match email.filter(|_| wish.mail) {
        None => false,
        Some(email) => {
            let content = MailContent::PersonalLink {
                member: member.name.clone(),
                link: secret.reveal().to_owned(),
                until: link.expires_at,
            };
            telling::mail_to(change, member, email, content)?
        }
    };
    // Members' pages are at the public address, wherever the registry is.
    let public_url = wanted.session.state.directory.public_url();
    let url = public_url.url(format!("{OWN}/{}", secret.reveal()));
    let location = format!("{}/members/{}/links", super::state::PREFIX, member.id);
    let made = MadeLink {
        url: wanted.is_meant.then_some(url),
        link,
        mailed,
    };
    Ok(Reply::json(&made)?.created(location).secret())
}

fn contact(contacts: &[Contact], id: ContactId) -> Result<&Contact, Refusal> {
    let found = contacts.iter().find(|contact| contact.id == id);
    found.ok_or_else(|| {
        Refusal::mistake(
            "/contact_id",
            "unknown_contact",
            "the member has no such contact; take an identifier from its \"contacts\"",
        )
    })
}

fn find(
    connection: &mut AnyConnection,
    session: &Session,
    member: MemberId,
) -> Result<PersonalLink, Refusal> {
    let key = session.at("link");
    let unknown = || Refusal::NotFound(format!("This member has no link \"{key}\"."));
    let id: LinkId = key.parse().map_err(|_| unknown())?;
    let found = kept::load_one(connection, id)?;
    found
        .filter(|link| link.member_id == member)
        .ok_or_else(unknown)
}

fn told(
    connection: &mut AnyConnection,
    asking: &Asking,
    found: &[Confirmation],
) -> Result<Vec<ReminderStanding>, Refusal> {
    let ids = found.iter().map(|(_, id)| *id);
    let mut records = registry::members::load_map(connection, ids)?;
    let stopped = telling::stopped(connection)?;
    let now = Timestamp::now();
    let standings = reminding::standings(connection, asking, found)?.into_iter();
    let told = standings.filter_map(|standing| {
        let member = records.remove(&standing.member)?.member;
        Some(ReminderStanding {
            due: standing.due(now),
            never_answers: standing.never_answers(now),
            can_be_asked: telling::asked_contact(&member, &stopped).is_some(),
            confirmed_at: member.verified_at,
            member_id: member.id,
            slug: member.slug,
            name: member.name,
            asked: standing.asked,
        })
    });
    Ok(told.collect())
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/members/{member}/links", "listPersonalLinks", STAFF)
            .says(text! {
                /// Lists the personal links of a member.
                ///
                /// Which were made or mailed, until when they open anything, and whether somebody answered by them.
                /// Their texts are not kept.
            })
            .answers::<LinkList>("The links")
            .read(|connection, session| {
                let member = members::find(connection, session.at("member"))?.member.id;
                Reply::json(&LinkList {
                    data: kept::of_member(connection, member)?,
                })
            }),
        Operation::post("/members/{member}/links", "makePersonalLink", STAFF)
            .says(text! {
                /// Makes a personal link.
                ///
                /// For 30 days whoever has it sees what strangers see of the member, and can confirm that, propose
                /// a change, or write to the secretariat, and nothing else. It is shown once, or mailed to a
                /// contact that agreed to be written to.
            })
            .takes::<LinkWish>(json!({}))
            .makes::<MadeLink>("The link")
            .write(|change, wanted| make(change, &wanted)),
        Operation::delete(
            "/members/{member}/links/{link}",
            "revokePersonalLink",
            STAFF,
        )
        .says(text! {
            /// Revokes a personal link.
            ///
            /// It opens nothing from then on. What was proposed by it stays.
        })
        .unconditional()
        .removes()
        .write(|change, wanted| {
            wanted.edit.has_no_body()?;
            let member = members::find(change.connection(), &wanted.edit.key)?;
            let link = find(change.connection(), &wanted.session, member.member.id)?;
            change.revoke_personal_link(&link)?;
            Ok(Reply::empty())
        }),
        Operation::get("/reminders", "listReminders", STAFF)
            .says(text! {
                /// Lists who was asked whether their entry is still right.
                ///
                /// A member whose entry nobody confirmed for 11 months is asked by mail, and again after 12 and 13.
                /// Only a contact that agreed to be written to is. Nothing is taken down by itself.
            })
            .answers::<ReminderList>("A page of the members")
            .read_checked(
                |query, _, _, wanted: ReminderParameters| {
                    let asked = wanted.asked.map(|Switch(asked)| asked);
                    let question = format!("reminders {asked:?}");
                    let (limit, cursor) = (wanted.limit.0, wanted.cursor);
                    (
                        Paging::<MemberId>::new(query, question, limit, cursor),
                        reminding::asking(Timestamp::now(), asked),
                    )
                },
                |connection, session, (paging, asking)| {
                    let limit = paging.sought();
                    let mut found = confirmations::page(connection, &asking, paging.after, limit)?;
                    let total = confirmations::count(connection, &asking)?;
                    let page = paging.page(&mut found, total, |place| *place)?;
                    let is_sample = registry::profile::load(connection)?.profile.sample_data;
                    Reply::json(&ReminderList {
                        data: told(connection, &asking, &found)?,
                        page,
                        sends_mail: session.registry().has_mail() && !is_sample,
                    })
                },
            ),
    ]
}
