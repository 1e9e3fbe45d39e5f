//! `/v1/registry/mails`: what was mailed to whom, addresses to which nothing is, and the news for the
//! staff.

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use super::{
    operation::{Operation, STAFF, text},
    paging::Paging,
    reply::Reply,
};
use editing::{Refusal, newsletter};
use http::{
    list::Page,
    parameters,
    parameters::{CursorText, Limit},
};
use network::{Mail, MailId, MailStatus, MailStop};
use registry::{
    AnyConnection, mail_stops,
    mails::{self as kept, MailFilter},
};

/// A page of the log of mails.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailPage {
    /// The mails, the latest first.
    data: Vec<Mail>,
    /// Where the page stands in the list.
    page: Page,
}

/// Addresses to which nothing is mailed.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailStopList {
    /// The addresses, the latest first.
    data: Vec<MailStop>,
}

/// Which news are mailed.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DigestWish {
    /// The first day that they tell of.
    #[serde(deserialize_with = "network::required_date")]
    #[schema(value_type = String, format = Date, example = "2026-10-01")]
    since: network::Date,
    /// The day after the last one.
    #[serde(deserialize_with = "network::required_date")]
    #[schema(value_type = String, format = Date, example = "2026-11-01")]
    until: network::Date,
}

/// To how many people something is mailed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Mailed {
    /// The people.
    #[schema(example = 3)]
    mailed: usize,
}

parameters! {
    /// The parameters of the log of mails.
    pub struct MailParameters {
        /// Filter by status.
        status: Option<MailStatus>,
        /// How many at a time.
        #[example = 2]
        limit: Limit<50, 200>,
        /// Where to go on: `page.next` of the page before, unchanged, with the same filters.
        cursor: Option<CursorText>,
    }
}

fn find_stop(connection: &mut AnyConnection, key: &str) -> Result<MailStop, Refusal> {
    let stops = mail_stops::stops(connection)?;
    let found = stops.into_iter().find(|stop| stop.id.to_string() == key);
    found.ok_or_else(|| Refusal::NotFound(format!("There is no stop \"{key}\".")))
}

/// The operations.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/mails", "listMails", STAFF)
            .says(text! {
                /// Lists what was mailed.
                ///
                /// To whom, of which kind, when, and what became of it; never what was in it.
            })
            .answers::<MailPage>("A page of the log")
            .read_checked(
                |query, _, _, asked: MailParameters| {
                    let question = format!("mails {:?}", asked.status);
                    let paging =
                        Paging::<MailId>::new(query, question, asked.limit.0, asked.cursor);
                    let wanted = MailFilter {
                        status: asked.status,
                        after: paging.after,
                        limit: paging.sought(),
                    };
                    (paging, wanted)
                },
                |connection, _, (paging, wanted)| {
                    let mut data = kept::load(connection, &wanted)?;
                    let total = kept::count(connection, &wanted)?;
                    let page = paging.page(&mut data, total, |one| (one.created_at, one.id))?;
                    Reply::json(&MailPage { data, page })
                },
            ),
        Operation::get("/mail-stops", "listMailStops", STAFF)
            .says(text! {
                /// Lists the addresses to which nothing is mailed.
                ///
                /// Because a mail server said for good that it takes nothing for them, or because whoever reads
                /// there wants no reminders and no news.
            })
            .answers::<MailStopList>("The addresses")
            .read(|connection, _| {
                Reply::json(&MailStopList {
                    data: mail_stops::stops(connection)?,
                })
            }),
        Operation::delete("/mail-stops/{stop}", "liftMailStop", STAFF)
            .says(text! {
                /// Lets mail go to an address again.
                ///
                /// As when a mailbox is there again, or somebody asks for reminders anew.
            })
            .unconditional()
            .removes()
            .write(|change, wanted| {
                wanted.edit.has_no_body()?;
                let stop = find_stop(change.connection(), &wanted.edit.key)?;
                change.lift_mail_stop(&stop)?;
                Ok(Reply::empty())
            }),
        Operation::post("/digest/mail", "mailDigest", STAFF)
            .says(text! {
                /// Mails the news to the staff.
                ///
                /// The digest of a period, to everybody of the staff in their language, ready to be put into the
                /// network's own newsletter tool. Without this it is mailed on the first days of each month, for the
                /// month before.
            })
            .takes::<DigestWish>(json!({"since": "2026-10-01", "until": "2026-11-01"}))
            .answers::<Mailed>("To how many people")
            .write(|change, wanted| {
                let DigestWish { since, until } = wanted.edit.read()?;
                let mailed = newsletter::mail(change, since, until)?;
                Reply::json(&Mailed { mailed })
            }),
    ]
}
