//! The people of the secretariat, the links that let them in, and their sessions.
//!
//! A session is a key (`keys.rs`) that names whose it is: so whatever holds for keys (their hash, their
//! end, the audit trail, what is safe to send again) holds for sessions too.

use std::time::Duration;

use diesel::prelude::*;
use serde_json::json;

use crate::{
    audit::{Entry, Subject},
    change::Change,
    columns::row,
    connection::{AnyConnection, insert_rows},
    error::Error,
    keys::{self, NewKey, Secret, hash},
    schema::{sign_in_links, staff},
};
use network::{ApiKey, Email, KeyState, Lang, StaffId, StaffPerson, StaffRole, Timestamp};

/// How long a link lets somebody in.
pub const LINK_LIFETIME: Duration = Duration::from_secs(2 * 86_400);

/// How long a session lives, however busy it is.
const SESSION_LIFETIME: Duration = Duration::from_secs(12 * 3_600);

row! {
    #[derive(AsChangeset)]
    #[diesel(treat_none_as_null = true)]
    struct Row in staff of StaffPerson {
        id: StaffId,
        name: String,
        email: Email,
        role: StaffRole,
        language: Lang,
        created_at: Timestamp,
        removed_at: Option<Timestamp>,
    }
}

/// Everybody who may sign in, by name.
pub fn load(connection: &mut AnyConnection) -> Result<Vec<StaffPerson>, Error> {
    staff::table
        .filter(staff::removed_at.is_null())
        .order((staff::name, staff::id))
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(Row::read)
        .collect()
}

/// One person, removed or not.
pub fn load_one(connection: &mut AnyConnection, id: StaffId) -> Result<Option<StaffPerson>, Error> {
    staff::table
        .find(id.to_string())
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(Row::read)
        .transpose()
}

/// Until when a link lets somebody in; nothing when there is none.
pub fn link_of(connection: &mut AnyConnection, id: StaffId) -> Result<Option<Timestamp>, Error> {
    let until: Option<String> = sign_in_links::table
        .find(id.to_string())
        .select(sign_in_links::expires_at)
        .first(connection)
        .optional()?;
    crate::error::stored_option("sign_in_links.expires_at", until)
}

/// Somebody who has just signed in.
pub struct SignedIn {
    /// Who it is.
    pub person: StaffPerson,
    /// The session.
    pub session: ApiKey,
    /// The text that opens it.
    pub secret: Secret,
}

impl Change<'_> {
    /// Writes a person of the staff, anew or for the first time.
    pub fn write_staff(
        &mut self,
        before: Option<&StaffPerson>,
        after: &StaffPerson,
    ) -> Result<(), Error> {
        let row = Row::of(after);
        match before {
            None => insert_rows!(self.connection(), staff::table, [row]),
            Some(before) => {
                diesel::update(staff::table.find(before.id.to_string()))
                    .set(row)
                    .execute(self.connection())?;
            }
        }
        let entry = Entry::new(Subject::Staff, after.id, before, Some(after))?;
        self.audit([Ok(entry)])
    }

    /// Makes a link that lets somebody in, once, in the place of any that was made before.
    pub fn make_sign_in_link(
        &mut self,
        person: &StaffPerson,
    ) -> Result<(Secret, Timestamp), Error> {
        let secret = Secret::new()?;
        let until = self.at().later(LINK_LIFETIME);
        self.forget_sign_in_link(person.id)?;
        let row = (
            sign_in_links::staff_id.eq(person.id.to_string()),
            sign_in_links::hash.eq(hash(secret.reveal())),
            sign_in_links::expires_at.eq(until.to_string()),
        );
        diesel::insert_into(sign_in_links::table)
            .values(row)
            .execute(self.connection())?;
        let entry = Entry::new(Subject::Staff, person.id, Some(person), Some(person))?;
        let details = json!({ "sign_in_link": until });
        self.audit([Ok(entry.with_details(Some(details)))])?;
        Ok((secret, until))
    }

    /// Lets nobody in by the link of a person any more.
    pub fn forget_sign_in_link(&mut self, id: StaffId) -> Result<(), Error> {
        diesel::delete(sign_in_links::table.find(id.to_string())).execute(self.connection())?;
        Ok(())
    }

    /// Lets in whoever has the text of a link, which is used up by it; nothing where it opens nothing.
    pub fn sign_in(&mut self, text: &str) -> Result<Option<SignedIn>, Error> {
        let found: Option<(String, String)> = sign_in_links::table
            .filter(sign_in_links::hash.eq(hash(text)))
            .select((sign_in_links::staff_id, sign_in_links::expires_at))
            .first(self.connection())
            .optional()?;
        let Some((id, until)) = found else {
            return Ok(None);
        };
        let id: StaffId = crate::error::stored("sign_in_links.staff_id", id)?;
        let until: Timestamp = crate::error::stored("sign_in_links.expires_at", until)?;
        let person = load_one(self.connection(), id)?.filter(|person| person.removed_at.is_none());
        let Some(person) = person.filter(|_| until >= self.at()) else {
            return Ok(None);
        };
        self.forget_sign_in_link(id)?;
        self.begin_session(person).map(Some)
    }

    /// Lets in whoever has shown elsewhere that they are this person; `by` says where.
    pub fn sign_in_as(&mut self, person: StaffPerson, by: &str) -> Result<SignedIn, Error> {
        let entry = Entry::new(Subject::Staff, person.id, Some(&person), Some(&person))?;
        let details = json!({ "signed_in_by": by });
        self.audit([Ok(entry.with_details(Some(details)))])?;
        self.begin_session(person)
    }

    fn begin_session(&mut self, person: StaffPerson) -> Result<SignedIn, Error> {
        let new = NewKey {
            label: person.name.clone(),
            role: person.role.into(),
            member_id: None,
            expires_at: Some(self.at().later(SESSION_LIFETIME)),
        };
        let (session, secret) = self.insert_key(new, Some(person.id))?;
        Ok(SignedIn {
            person,
            session,
            secret,
        })
    }

    /// Ends the sessions of a person that still open something.
    pub fn end_sessions_of(&mut self, id: StaffId, because: &str) -> Result<(), Error> {
        let now = self.at();
        for session in keys::sessions_of(self.connection(), id)? {
            if session.state(now) == KeyState::Active {
                self.revoke(session, Some(json!({ "because": because })))?;
            }
        }
        Ok(())
    }
}
