//! Personal links: each opens the page of one member, for 30 days, to whoever has it.
//!
//! Neighbours of the links that let staff in (`staff.rs`): their hash alone is kept. A link opens
//! nothing of the books; what its holder may do is said by whoever serves the page. Its line in the
//! trail is about the books as a whole, for no record changes by it.

use std::time::Duration;

use diesel::{dsl::count, prelude::*};
use serde_json::json;

use crate::{
    audit::{Action, Entry},
    change::Change,
    columns::row,
    connection::AnyConnection,
    error::Error,
    keys::{Secret, hash},
    schema::personal_links,
};
use network::{ContactId, Lang, LinkId, MemberId, PersonalLink, Timestamp};

/// How long a link opens anything.
pub const LIFETIME: Duration = Duration::from_secs(30 * 86_400);

/// By which name the trail speaks of links.
const NAME: &str = "personal_link";

row! {
    struct Row in personal_links of PersonalLink {
        id: LinkId,
        member_id: MemberId,
        contact_id: Option<ContactId>,
        language: Lang,
        round: Option<i32>,
        made_at: Timestamp,
        expires_at: Timestamp,
        revoked_at: Option<Timestamp>,
        answered_at: Option<Timestamp>,
    }
}

/// A link that is to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewLink {
    /// The member that it is bound to.
    pub member: MemberId,
    /// The contact it is for.
    pub contact: Option<ContactId>,
    /// The language of its page.
    pub language: Lang,
    /// Which reminder it goes out with.
    pub round: Option<i32>,
}

impl Change<'_> {
    /// Makes a link; its text is not kept.
    pub fn make_personal_link(&mut self, new: NewLink) -> Result<(PersonalLink, Secret), Error> {
        let secret = Secret::new()?;
        let link = PersonalLink {
            id: LinkId::new(),
            member_id: new.member,
            contact_id: new.contact,
            language: new.language,
            round: new.round,
            made_at: self.at(),
            expires_at: self.at().later(LIFETIME),
            revoked_at: None,
            answered_at: None,
        };
        diesel::insert_into(personal_links::table)
            .values((
                Row::of(&link),
                personal_links::hash.eq(hash(secret.reveal())),
            ))
            .execute(self.connection())?;
        self.note_link(Action::Create, &link)?;
        Ok((link, secret))
    }

    /// Has a link open nothing any more. One that was revoked before stays as it is.
    pub fn revoke_personal_link(&mut self, link: &PersonalLink) -> Result<(), Error> {
        if link.revoked_at.is_some() {
            return Ok(());
        }
        diesel::update(personal_links::table.find(link.id.to_string()))
            .set(personal_links::revoked_at.eq(Some(self.at().to_string())))
            .execute(self.connection())?;
        self.note_link(Action::Revoke, link)
    }

    /// Notes that the holder of a link did something, and in which language: what becomes of it is
    /// told in that.
    pub fn answer_personal_link(
        &mut self,
        link: &PersonalLink,
        language: Lang,
    ) -> Result<(), Error> {
        diesel::update(personal_links::table.find(link.id.to_string()))
            .set((
                personal_links::answered_at.eq(Some(self.at().to_string())),
                personal_links::language.eq(language.code()),
            ))
            .execute(self.connection())?;
        Ok(())
    }

    /// A line in the trail about what was done with a link.
    pub fn note_link(&mut self, action: Action, link: &PersonalLink) -> Result<(), Error> {
        let details = json!({ "link": link.id, "round": link.round, "until": link.expires_at });
        let entry = Entry::of_registry(action, NAME).about(Some(link.member_id));
        self.audit([Ok(entry.with_details(Some(details)))])
    }
}

/// The link with a text, if it opens anything now.
pub fn opened_by(
    connection: &mut AnyConnection,
    text: &str,
    now: Timestamp,
) -> Result<Option<PersonalLink>, Error> {
    let found = personal_links::table
        .filter(personal_links::hash.eq(hash(text)))
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(Row::read)
        .transpose()?;
    Ok(found.filter(|link| link.revoked_at.is_none() && now <= link.expires_at))
}

/// One link.
pub fn load_one(connection: &mut AnyConnection, id: LinkId) -> Result<Option<PersonalLink>, Error> {
    personal_links::table
        .find(id.to_string())
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(Row::read)
        .transpose()
}

/// The links of a member, the latest first.
pub fn of_member(
    connection: &mut AnyConnection,
    member: MemberId,
) -> Result<Vec<PersonalLink>, Error> {
    read(
        personal_links::table
            .filter(personal_links::member_id.eq(member.to_string()))
            .order((personal_links::made_at.desc(), personal_links::id.desc()))
            .select(Row::as_select())
            .load(connection)?,
    )
}

/// The links that went out with reminders since a time, and those of before that nobody answered, to
/// these members or to all; the earliest first.
pub fn reminders(
    connection: &mut AnyConnection,
    since: Timestamp,
    members: Option<&[String]>,
) -> Result<Vec<PersonalLink>, Error> {
    let lately = personal_links::made_at.ge(since.to_string());
    let mut query = personal_links::table
        .filter(personal_links::round.is_not_null())
        .filter(lately.or(personal_links::answered_at.is_null()))
        .into_boxed();
    if let Some(members) = members {
        query = query.filter(personal_links::member_id.eq_any(members.to_vec()));
    }
    read(
        query
            .order((personal_links::made_at, personal_links::id))
            .select(Row::as_select())
            .load(connection)?,
    )
}

/// How many links went out with reminders since a time.
pub fn count_reminders_since(
    connection: &mut AnyConnection,
    since: Timestamp,
) -> Result<usize, Error> {
    let count: i64 = personal_links::table
        .filter(personal_links::round.is_not_null())
        .filter(personal_links::made_at.ge(since.to_string()))
        .count()
        .get_result(connection)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// How many members answered by a personal link since a time.
pub fn answered_since(connection: &mut AnyConnection, since: Timestamp) -> Result<usize, Error> {
    let count: i64 = personal_links::table
        .filter(personal_links::answered_at.ge(since.to_string()))
        .select(count(personal_links::member_id).aggregate_distinct())
        .get_result(connection)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

fn read(rows: Vec<Row>) -> Result<Vec<PersonalLink>, Error> {
    rows.into_iter().map(Row::read).collect()
}
