//! Keys: made for somebody, ended at once.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use utoipa::ToSchema;
use validator::Validate;

use super::{
    Edit, Refusal,
    document::{self, Mistake},
    members::{find, identify},
};
use network::{ApiKey, Invalid, KeyId, MemberId, Role, Timestamp, parse_date, text::serde_text};
use registry::{AnyConnection, Change, NewKey, Secret, keys};

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
    serde_text::optional(deserializer, |text| {
        let last: Timestamp = if text.contains(['T', 't', ' ']) {
            text.parse()?
        } else {
            format!("{}T23:59:59.999999Z", parse_date(text)?).parse()?
        };
        if last > Timestamp::now() {
            return Ok(last);
        }
        Err(Invalid::new(
            "in_the_past",
            "that time is over; name one to come, or none",
        ))
    })
}

/// Makes a key. Its text is shown now and never again.
pub fn create(change: &mut Change<'_>, edit: &Edit) -> Result<(ApiKey, Secret), Refusal> {
    let mut mistakes = Vec::new();
    let wish = document::read_beside::<KeyWish>(&edit.document, &mut mistakes);
    let owner = owner(change.connection(), &edit.document)?
        .map_err(|invalid| mistakes.push(Mistake::of("/member", invalid)));
    let wish = Refusal::unless(wish, mistakes)?;
    Ok(change.create_key(NewKey {
        label: wish.label,
        role: wish.role,
        member_id: owner.ok().flatten(),
        expires_at: wish.expires_at,
    })?)
}

/// The member that a key shall stand for, or what is wrong with it. It looks at the document
/// itself, so that this is told although something else in it cannot be read.
fn owner(
    connection: &mut AnyConnection,
    document: &Value,
) -> Result<Result<Option<MemberId>, Invalid>, Refusal> {
    let role = document.get("role").and_then(Value::as_str);
    let role = role.and_then(|role| Role::ALL.iter().find(|known| known.as_str() == role));
    let Some(member) = document.get("member").filter(|member| !member.is_null()) else {
        let missing = "a key of the role \"member\" names its member, by slug or identifier";
        return Ok(match role {
            Some(Role::Member) => Err(Invalid::new("required", missing)),
            _ => Ok(None),
        });
    };
    if let Some(role) = role.filter(|role| **role != Role::Member) {
        let stray = format!("only the role \"member\" has one, and this one's is \"{role}\"");
        return Ok(Err(Invalid::new("not_for_this_role", stray)));
    }
    match member.as_str().map(|member| find_owner(connection, member)) {
        // The reading tells what is wrong with it.
        None => Ok(Ok(None)),
        Some(Ok(id)) => Ok(Ok(Some(id))),
        Some(Err(Refusal::NotFound(detail) | Refusal::Purged(detail))) => {
            Ok(Err(Invalid::new("unknown_member", detail)))
        }
        Some(Err(refusal)) => Err(refusal),
    }
}

fn find_owner(connection: &mut AnyConnection, member: &str) -> Result<MemberId, Refusal> {
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
