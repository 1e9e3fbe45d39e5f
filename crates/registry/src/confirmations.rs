//! When entries were confirmed last, and which members were asked since: found in the database, which
//! reads nothing else of them.

use diesel::{
    dsl::{IntoBoxed, exists, not},
    prelude::*,
    sql_types::{Nullable, Text},
};

use crate::{
    connection::AnyConnection,
    error::{Error, stored},
    members::members,
    people::contacts,
    schema::personal_links,
};
use network::{LegalBasis, MemberId, MembershipStatus, Timestamp};

diesel::allow_tables_to_appear_in_same_query!(members, personal_links);
diesel::allow_tables_to_appear_in_same_query!(members, contacts);

#[diesel::declare_sql_function]
extern "SQL" {
    /// The first of two that is there.
    #[sql_name = "coalesce"]
    fn either(first: Nullable<Text>, second: Text) -> Text;
}

/// When an entry was confirmed, or made where nobody ever did: as the index has it.
macro_rules! confirmed {
    () => {
        either(members::verified_at, members::created_at)
    };
}

/// A member, and when its entry was confirmed, or made where nobody ever did.
pub type Confirmation = (Timestamp, MemberId);

/// Which members are meant, of those for whom somebody speaks: those that were asked lately or have not
/// answered since, and those that were not confirmed for long.
#[derive(Debug, Clone, Copy)]
pub struct Asking {
    /// Reminders of an earlier time count only while they wait for an answer.
    pub reminders_since: Timestamp,
    /// An entry is meant, asked about or not, that was confirmed at this time or earlier.
    pub long_ago: Timestamp,
    /// Only members that were asked, or only those that were not.
    pub asked: Option<bool>,
    /// Only members with a contact that agreed to be written to and has an address.
    pub has_contact: bool,
}

type Backend = <AnyConnection as Connection>::Backend;
type Members = IntoBoxed<'static, members::table, Backend>;

/// The members for whom somebody speaks ([`network::has_ended`]).
fn spoken_for() -> Members {
    let over = MembershipStatus::ALL
        .iter()
        .filter(|status| status.is_over());
    let over: Vec<&str> = over.map(|status| status.as_str()).collect();
    members::table
        .filter(members::withdrawn_at.is_null())
        .filter(members::merged_into.is_null())
        .filter(members::membership_status.ne_all(over))
        .into_boxed()
}

fn meant(asking: &Asking) -> Members {
    let lately = personal_links::made_at.ge(asking.reminders_since.to_string());
    let waits = personal_links::answered_at.is_null();
    let reminders = personal_links::table
        .filter(personal_links::member_id.eq(members::id))
        .filter(personal_links::round.is_not_null())
        .filter(lately.or(waits.and(personal_links::made_at.gt(confirmed!()))));
    let is_old = confirmed!().le(asking.long_ago.to_string());
    let mut query = match asking.asked {
        Some(true) => spoken_for().filter(exists(reminders)),
        Some(false) => spoken_for().filter(is_old).filter(not(exists(reminders))),
        None => spoken_for().filter(is_old.or(exists(reminders))),
    };
    if asking.has_contact {
        let agreed = contacts::table
            .filter(contacts::member_id.eq(members::id))
            .filter(contacts::legal_basis.eq(LegalBasis::Consent.as_str()))
            .filter(contacts::email.is_not_null());
        query = query.filter(exists(agreed));
    }
    query
}

/// For how many members somebody speaks.
pub fn count_spoken_for(connection: &mut AnyConnection) -> Result<usize, Error> {
    let count: i64 = spoken_for().count().get_result(connection)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// How many are meant.
pub fn count(connection: &mut AnyConnection, asking: &Asking) -> Result<i64, Error> {
    Ok(meant(asking).count().get_result(connection)?)
}

/// Those that are meant, the longest unconfirmed first: behind a place in that order, `limit` at most.
pub fn page(
    connection: &mut AnyConnection,
    asking: &Asking,
    after: Option<Confirmation>,
    limit: i64,
) -> Result<Vec<Confirmation>, Error> {
    let mut query = meant(asking);
    if let Some((at, id)) = after {
        let (at, id) = (at.to_string(), id.to_string());
        query = query
            .filter(confirmed!().ge(at.clone()))
            .filter(confirmed!().gt(at).or(members::id.gt(id)));
    }
    let rows: Vec<(String, String)> = query
        .order((confirmed!(), members::id))
        .select((confirmed!(), members::id))
        .limit(limit)
        .load(connection)?;
    let confirmations = rows.into_iter().map(|(at, id)| {
        Ok((
            stored("members.verified_at", at)?,
            stored("members.id", id)?,
        ))
    });
    confirmations.collect()
}
