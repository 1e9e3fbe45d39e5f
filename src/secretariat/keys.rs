//! Keys: made for somebody, ended at once.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use utoipa::ToSchema;
use validator::Validate;

use super::{
    Refusal, document,
    document::Mistake,
    members::{find, identify},
};
use crate::{
    network::{ApiKey, Invalid, KeyId, MemberId, Role, Timestamp, text::serde_text},
    registry::{AnyConnection, Change, NewKey, Secret, keys},
};

/// A key that is wanted.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct KeyWish {
    /// What it is for, or who has it.
    #[serde(deserialize_with = "serde_text::name")]
    #[schema(
        min_length = 1,
        max_length = 300,
        example = "Website of Open Huis Gent"
    )]
    pub label: String,
    /// What its holder may do.
    #[schema(example = "member")]
    pub role: Role,
    /// Identifier or slug of the member that it stands for: always with the role `member`, and
    /// with no other.
    #[serde(default)]
    #[schema(example = "open-huis-gent")]
    pub member: Option<String>,
    /// The last moment at which it can be used, RFC 3339, or the last day (UTC); it has no end
    /// when it is left out.
    #[serde(default, deserialize_with = "last_moment")]
    #[schema(value_type = Option<String>, example = "2099-12-31")]
    pub expires_at: Option<Timestamp>,
}

fn last_moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    serde_text::optional(deserializer, |text| match text.len() {
        10 => {
            crate::network::parse_date(text)?;
            format!("{text}T23:59:59.999999Z").parse()
        }
        _ => text.parse(),
    })
}

/// Makes a key. Its text is shown now and never again.
pub fn create(change: &mut Change<'_>, document: &Value) -> Result<(ApiKey, Secret), Refusal> {
    let wish: KeyWish = document::read(document).map_err(Refusal::Invalid)?;
    let mut mistakes = Vec::new();
    let mut refuse = |pointer: &str, invalid: Invalid| {
        mistakes.push(Mistake {
            pointer: pointer.to_owned(),
            invalid,
        });
    };
    if wish.expires_at.is_some_and(|last| last <= change.at()) {
        let over = Invalid::new(
            "in_the_past",
            "that time is over; name one to come, or none",
        );
        refuse("/expires_at", over);
    }
    let member = match (wish.role, &wish.member) {
        (Role::Member, None) => {
            let missing = "a key of the role \"member\" names its member, by slug or identifier";
            refuse("/member", Invalid::new("required", missing));
            None
        }
        (Role::Member, Some(member)) => match owner(change.connection(), member) {
            Ok(id) => Some(id),
            Err(Refusal::NotFound(detail) | Refusal::Purged(detail)) => {
                refuse("/member", Invalid::new("unknown_member", detail));
                None
            }
            Err(refusal) => return Err(refusal),
        },
        (role, Some(_)) => {
            let stray = format!("only the role \"member\" has one, and this one's is \"{role}\"");
            refuse("/member", Invalid::new("not_for_this_role", stray));
            None
        }
        (_, None) => None,
    };
    if !mistakes.is_empty() {
        return Err(Refusal::Invalid(mistakes));
    }
    Ok(change.create_key(NewKey {
        label: wish.label,
        role: wish.role,
        member_id: member,
        expires_at: wish.expires_at,
    })?)
}

fn owner(connection: &mut AnyConnection, member: &str) -> Result<MemberId, Refusal> {
    match find(connection, member) {
        Err(Refusal::Moved(slug)) => identify(connection, slug.as_str()),
        other => Ok(other?.member.id),
    }
}

/// One key.
pub fn find_key(connection: &mut AnyConnection, key: &str) -> Result<ApiKey, Refusal> {
    let unknown = || Refusal::NotFound(format!("There is no key \"{key}\"."));
    let all = keys::load(connection)?;
    let id = key.parse::<KeyId>().ok();
    all.into_iter()
        .find(|known| Some(known.id) == id || known.prefix == key)
        .ok_or_else(unknown)
}

/// Ends a key at once.
pub fn revoke(change: &mut Change<'_>, key: &str) -> Result<ApiKey, Refusal> {
    let found = find_key(change.connection(), key)?;
    Ok(change.revoke_key(found.id)?.unwrap_or(found))
}
