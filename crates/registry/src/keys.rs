//! API keys: made once, shown once, and kept as a hash.

use std::{collections::HashMap, fmt, time::Duration};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use utoipa::ToSchema;

use super::{
    AnyConnection, Change, Error, Registry,
    audit::{Action, Entry, Subject},
    columns::row,
    connection::insert_rows,
    error::stored,
    members::{member_slugs, members},
    schema::api_keys,
};
use network::{
    ApiKey, KeyId, MemberId, MembershipStatus, Role, Slug, StaffId, Timestamp, has_ended,
};

/// How every key begins, so that tools that look for leaked secrets can know it.
const MARK: &str = "mnd_";
const PREFIX_LENGTH: usize = 8;
/// How old the note of a key's last use may become: a busy key is not worth a write a request.
const USE_NOTED_EVERY: Duration = Duration::from_secs(60);

/// A key that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    /// What it is for, or who has it: 1 to 300 characters.
    pub label: String,
    /// What its holder may do.
    pub role: Role,
    /// The member that it stands for; there if and only if the role is `member`.
    pub member_id: Option<MemberId>,
    /// The last moment at which it can be used; nothing when it has no end.
    pub expires_at: Option<Timestamp>,
}

/// The text of a new key, which nobody can find out again. It is shown only by
/// [`Secret::reveal`], never in a log by mistake.
pub struct Secret(String);

impl Secret {
    /// A new key from 8 random bytes for its prefix and 32 for its secret.
    pub(super) fn new() -> Result<Self, Error> {
        let mut number = [0; 8];
        getrandom::fill(&mut number)?;
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)?;
        let prefix = prefix_from(u64::from_le_bytes(number));
        let secret = URL_SAFE_NO_PAD.encode(secret);
        Ok(Self(format!("{MARK}{prefix}_{secret}")))
    }

    /// The text itself, to hand it to whom it is for.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARK}{}_…", prefix_of(&self.0).unwrap_or_default())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({self})")
    }
}

fn prefix_from(mut number: u64) -> String {
    const DIGITS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    (0..PREFIX_LENGTH)
        .map(|_| {
            let digit = DIGITS[(number % 36) as usize];
            number /= 36;
            char::from(digit)
        })
        .collect()
}

/// The prefix of a text that has the form of a key, by which people recognise it; nothing for any
/// other text, which may be anything, a password too.
pub fn prefix_of(text: &str) -> Option<&str> {
    let (prefix, secret) = text.strip_prefix(MARK)?.split_at_checked(PREFIX_LENGTH)?;
    let is_digit = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (prefix.bytes().all(is_digit) && secret.starts_with('_')).then_some(prefix)
}

/// What is kept of a key. A plain hash is enough: slow ones guard what people make up, and nobody
/// guesses 256 random bits, however fast the guesses are.
pub(super) fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

row! {
    struct Row in api_keys of ApiKey {
        id: KeyId,
        label: String,
        role: Role,
        member_id: Option<MemberId>,
        staff_id: Option<StaffId>,
        prefix: String,
        created_at: Timestamp,
        expires_at: Option<Timestamp>,
        last_used_at: Option<Timestamp>,
        revoked_at: Option<Timestamp>,
    }
    with {
        hash: String,
    }
}

impl Change<'_> {
    /// Makes a key. Its text is not kept anywhere.
    pub fn create_key(&mut self, new: NewKey) -> Result<(ApiKey, Secret), Error> {
        self.insert_key(new, None)
    }

    /// Makes a key; one with somebody of the staff is that one's session.
    pub(super) fn insert_key(
        &mut self,
        new: NewKey,
        staff_id: Option<StaffId>,
    ) -> Result<(ApiKey, Secret), Error> {
        let secret = Secret::new()?;
        let key = ApiKey {
            id: KeyId::new(),
            label: new.label,
            role: new.role,
            member_id: new.member_id,
            staff_id,
            prefix: prefix_of(secret.reveal()).unwrap_or_default().to_owned(),
            created_at: self.at,
            expires_at: new.expires_at,
            last_used_at: None,
            revoked_at: None,
        };
        let row = Row::of(&key, hash(secret.reveal()));
        insert_rows!(self.connection(), api_keys::table, [row]);
        let entry = Entry::new(Subject::ApiKey, key.id, None, Some(&key))?;
        self.audit([Ok(entry.about(key.member_id))])?;
        Ok((key, secret))
    }

    /// Ends a key for good; returns nothing when there is none. One that was revoked before stays
    /// as it is.
    pub fn revoke_key(&mut self, id: KeyId) -> Result<Option<ApiKey>, Error> {
        let Some(before) = load_by_id(self.connection(), id)? else {
            return Ok(None);
        };
        if before.revoked_at.is_some() {
            return Ok(Some(before));
        }
        Ok(Some(self.revoke(before, None)?))
    }

    /// Makes a key in the place of another one, which opens what it opened until `overlap` for the
    /// last time, or until its own end where that is earlier. Returns the new one, its text, and
    /// the old one as it is now.
    pub fn rotate_key(
        &mut self,
        old: &ApiKey,
        expires_at: Option<Timestamp>,
        overlap: Timestamp,
    ) -> Result<(ApiKey, Secret, ApiKey), Error> {
        let (new, secret) = self.create_key(NewKey {
            label: old.label.clone(),
            role: old.role,
            member_id: old.member_id,
            expires_at,
        })?;
        let after = ApiKey {
            expires_at: Some(old.expires_at.map_or(overlap, |end| end.min(overlap))),
            ..old.clone()
        };
        self.write_key(old, &after, Action::Rotate, None)?;
        Ok((new, secret, after))
    }

    /// Revokes what keys members have whose membership ended with this change. Whoever comes back
    /// gets a new key: nobody knows who has the old one by then.
    pub(super) fn end_keys_of(&mut self, members: &[MemberId]) -> Result<(), Error> {
        let ids: Vec<String> = members.iter().map(ToString::to_string).collect();
        for ids in ids.chunks(500) {
            let rows = api_keys::table
                .filter(api_keys::member_id.eq_any(ids))
                .filter(api_keys::revoked_at.is_null())
                .order(api_keys::id)
                .select(Row::as_select())
                .load(self.connection())?;
            for row in rows {
                let details = serde_json::json!({ "because": "membership_ended" });
                self.revoke(row.read()?, Some(details))?;
            }
        }
        Ok(())
    }

    pub(super) fn revoke(
        &mut self,
        before: ApiKey,
        details: Option<Value>,
    ) -> Result<ApiKey, Error> {
        let after = ApiKey {
            revoked_at: Some(self.at),
            ..before.clone()
        };
        self.write_key(&before, &after, Action::Revoke, details)?;
        Ok(after)
    }

    fn write_key(
        &mut self,
        before: &ApiKey,
        after: &ApiKey,
        action: Action,
        details: Option<Value>,
    ) -> Result<(), Error> {
        diesel::update(api_keys::table.find(after.id.to_string()))
            .set((
                api_keys::expires_at.eq(after.expires_at.map(|time| time.to_string())),
                api_keys::revoked_at.eq(after.revoked_at.map(|time| time.to_string())),
            ))
            .execute(self.connection())?;
        // To use a key is no change of it, so the trail does not speak of its use.
        let [before, told] = [before, after].map(|key| ApiKey {
            last_used_at: None,
            ..key.clone()
        });
        let entry = Entry::new(Subject::ApiKey, after.id, Some(&before), Some(&told))?;
        let entry = entry.with_action(action).about(after.member_id);
        self.audit([Ok(entry.with_details(details))])
    }
}

/// The member that a key stands for, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The member.
    pub id: MemberId,
    /// Every slug that leads to it.
    slugs: Vec<String>,
    /// Whether nobody speaks for it any more.
    pub has_ended: bool,
}

impl Owner {
    /// Whether a part of a path names this member, by its identifier or a slug.
    pub fn is_called(&self, name: &str) -> bool {
        match name.parse::<MemberId>() {
            Ok(id) => id == self.id,
            Err(_) => self.slugs.iter().any(|slug| slug == name),
        }
    }
}

impl Registry {
    /// Every key of a tool, the newest first.
    pub fn keys(&self) -> Result<Vec<ApiKey>, Error> {
        load(&mut *self.pool.get()?)
    }

    /// The key with this text. Whether it is expired or revoked is the caller's to judge.
    pub fn key_by_text(&self, text: &str) -> Result<Option<ApiKey>, Error> {
        let given = hash(text);
        let found = api_keys::table
            .filter(api_keys::prefix.eq(prefix_of(text).unwrap_or_default()))
            .select(Row::as_select())
            .first(&mut **self.pool.get()?)
            .optional()?;
        // An unknown prefix is compared too, so that the time does not tell it from a known one.
        let nothing = "0".repeat(given.len());
        let kept = found.as_ref().map_or(&nothing, |row| &row.hash);
        let same = bool::from(kept.as_bytes().ct_eq(given.as_bytes()));
        found.filter(|_| same).map(Row::read).transpose()
    }

    /// The member that a key stands for. It looks at nothing but that member.
    pub fn owner_of(&self, key: &ApiKey) -> Result<Option<Owner>, Error> {
        let Some(id) = key.member_id else {
            return Ok(None);
        };
        let mut pooled = self.pool.get()?;
        let connection: &mut AnyConnection = &mut pooled;
        let (status, withdrawn_at, merged_into): (String, Option<String>, Option<String>) =
            members::table
                .find(id.to_string())
                .select((
                    members::membership_status,
                    members::withdrawn_at,
                    members::merged_into,
                ))
                .first(connection)?;
        let status: MembershipStatus = stored("members.membership_status", status)?;
        Ok(Some(Owner {
            id,
            slugs: member_slugs::table
                .filter(member_slugs::member_id.eq(id.to_string()))
                .select(member_slugs::slug)
                .load(connection)?,
            has_ended: has_ended(status, withdrawn_at.is_some(), merged_into.is_some()),
        }))
    }

    /// Notes that a key was used, unless that was noted within the minute. It is no change of the
    /// books: it has no revision and leaves no line in the audit trail.
    pub fn touch_key(&self, id: KeyId, at: Timestamp) -> Result<(), Error> {
        let mut pooled = self.pool.get()?;
        let connection: &mut AnyConnection = &mut pooled;
        let limit = at.earlier(USE_NOTED_EVERY).to_string();
        let due = api_keys::table.find(id.to_string()).filter(
            api_keys::last_used_at
                .is_null()
                .or(api_keys::last_used_at.lt(limit)),
        );
        // SQLite would take the write lock even for an update of no row.
        if due.clone().count().get_result::<i64>(connection)? > 0 {
            diesel::update(due)
                .set(api_keys::last_used_at.eq(Some(at.to_string())))
                .execute(connection)?;
        }
        Ok(())
    }

    /// Every member's identifier and slug: for whom a key can be.
    pub fn member_slugs(&self) -> Result<Vec<(MemberId, Slug)>, Error> {
        let rows: Vec<(String, String)> = members::table
            .order(members::slug)
            .select((members::id, members::slug))
            .load(&mut **self.pool.get()?)?;
        rows.into_iter()
            .map(|(id, slug)| Ok((stored("members.id", id)?, stored("members.slug", slug)?)))
            .collect()
    }
}

/// Every key of a tool, the newest first.
pub fn load(connection: &mut AnyConnection) -> Result<Vec<ApiKey>, Error> {
    api_keys::table
        .filter(api_keys::staff_id.is_null())
        .order((api_keys::created_at.desc(), api_keys::id.desc()))
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(Row::read)
        .collect()
}

/// One key.
pub fn load_by_id(connection: &mut AnyConnection, id: KeyId) -> Result<Option<ApiKey>, Error> {
    api_keys::table
        .find(id.to_string())
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(Row::read)
        .transpose()
}

/// What a key is called, for whoever reads of its deeds.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KeyName {
    /// Its identifier; whoever shows the name shows it beside.
    #[serde(skip)]
    #[schema(ignore)]
    pub id: KeyId,
    /// Its beginning.
    pub prefix: String,
    /// What it is for.
    pub label: String,
    /// Its role.
    pub role: Role,
    /// Whose session it is; null for a key that no person signed in with.
    pub staff_id: Option<StaffId>,
}

row! {
    struct NameRow in api_keys of KeyName {
        id: KeyId,
        prefix: String,
        label: String,
        role: Role,
        staff_id: Option<StaffId>,
    }
}

/// The names of all keys.
pub fn names(connection: &mut AnyConnection) -> Result<HashMap<KeyId, KeyName>, Error> {
    let rows = api_keys::table
        .select(NameRow::as_select())
        .load(connection)?;
    rows.into_iter()
        .map(|row| {
            let name = row.read()?;
            Ok((name.id, name))
        })
        .collect()
}

/// The sessions of somebody, the newest first.
pub fn sessions_of(connection: &mut AnyConnection, staff: StaffId) -> Result<Vec<ApiKey>, Error> {
    api_keys::table
        .filter(api_keys::staff_id.eq(staff.to_string()))
        .order((api_keys::created_at.desc(), api_keys::id.desc()))
        .select(Row::as_select())
        .load(connection)?
        .into_iter()
        .map(Row::read)
        .collect()
}
