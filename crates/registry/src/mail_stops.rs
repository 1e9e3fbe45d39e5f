//! Addresses to which nothing is mailed, and why.

use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::{Action, Entry},
    change::Change,
    columns::row,
    connection::{AnyConnection, insert_rows},
    error::Error,
    schema::mail_stops,
};
use network::{Email, MailId, MailKind, MailStop, MailStopCause, Timestamp};

row! {
    struct StopRow in mail_stops of MailStop {
        id: MailId,
        address: Email,
        cause: MailStopCause,
        detail: Option<String>,
        since: Timestamp,
    }
}

impl Change<'_> {
    /// Lets mail go to an address again.
    pub fn lift_mail_stop(&mut self, stop: &MailStop) -> Result<(), Error> {
        diesel::delete(mail_stops::table.find(stop.id.to_string())).execute(self.connection())?;
        let details = json!({ "stop": stop.id, "cause": stop.cause });
        let entry = Entry::of_registry(Action::Restore, "mail_stop");
        self.audit([Ok(entry.with_details(Some(details)))])
    }
}

/// Whether mail of a kind goes to an address.
pub(super) fn is_open(
    connection: &mut AnyConnection,
    address: &Email,
    kind: MailKind,
) -> Result<bool, Error> {
    let stop = stop_of(connection, address)?;
    Ok(match stop.map(|stop| stop.cause) {
        None => true,
        Some(MailStopCause::Refused) => false,
        Some(MailStopCause::Declined) => kind.is_necessary(),
    })
}

/// Why nothing is mailed to an address; nothing where mail goes there.
fn stop_of(connection: &mut AnyConnection, address: &Email) -> Result<Option<MailStop>, Error> {
    mail_stops::table
        .filter(lower(mail_stops::address).eq(address.to_string().to_lowercase()))
        .select(StopRow::as_select())
        .first(connection)
        .optional()?
        .map(StopRow::read)
        .transpose()
}

/// Every address to which nothing is mailed, the latest first.
pub fn stops(connection: &mut AnyConnection) -> Result<Vec<MailStop>, Error> {
    mail_stops::table
        .order((mail_stops::since.desc(), mail_stops::id))
        .select(StopRow::as_select())
        .load(connection)?
        .into_iter()
        .map(StopRow::read)
        .collect()
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// A text in small letters.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// Notes that nothing is mailed to an address; what was noted first stands.
pub(super) fn stop(
    connection: &mut AnyConnection,
    address: &Email,
    cause: MailStopCause,
    detail: Option<String>,
    since: Timestamp,
) -> Result<(), Error> {
    if stop_of(connection, address)?.is_some() {
        return Ok(());
    }
    let row = StopRow::of(&MailStop {
        id: MailId::new(),
        address: address.clone(),
        cause,
        detail,
        since,
    });
    insert_rows!(connection, mail_stops::table, [row]);
    Ok(())
}
