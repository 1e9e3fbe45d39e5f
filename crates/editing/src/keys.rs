//! Keys: made for somebody, ended at once.

use std::{str::FromStr, time::Duration};

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use utoipa::ToSchema;
use validator::Validate;

use super::{
    Edit, Refusal,
    document::{self, Mistake},
    members::find,
};
use network::{
    ApiKey, Invalid, KeyId, KeyState, Member, MemberId, Role, Timestamp, parse_date,
    text::serde_text,
};
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
    /// The last moment at which it can be used, RFC 3339, or the last day (UTC), or `never` for a
    /// key without an end. When it is left out, the key ends as the setting `KEY_DAYS` says, which
    /// is after a year.
    #[serde(default, deserialize_with = "ending")]
    #[schema(value_type = Option<String>, example = "2099-12-31")]
    pub expires_at: Ending,
}

/// How a key is to be changed for a new one.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct KeyRotation {
    /// For how many days the old key goes on beside the new one: 0 to 90, and 7 when it is left
    /// out. It never goes on beyond its own end.
    #[serde(default = "usual_overlap")]
    #[validate(range(max = 90, message = "90 days are the most"))]
    #[schema(required = false, default = 7, minimum = 0, maximum = 90)]
    pub overlap_days: u16,
    /// When the new key ends, as for a key that is made.
    #[serde(default, deserialize_with = "ending")]
    #[schema(value_type = Option<String>, example = "2099-12-31")]
    pub expires_at: Ending,
}

/// How long an old key goes on beside a new one when nobody says, in days.
pub const OVERLAP_DAYS: u16 = 7;

const fn usual_overlap() -> u16 {
    OVERLAP_DAYS
}

/// When a key shall end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ending {
    /// After the time that keys usually have.
    #[default]
    Usual,
    /// At this moment.
    At(Timestamp),
    /// Only when somebody ends it.
    Never,
}

impl Ending {
    /// The last moment of a key that is made now and usually lives so long.
    pub fn of_key(self, now: Timestamp, usual: Duration) -> Option<Timestamp> {
        match self {
            Self::Usual => Some(now.later(usual)),
            Self::At(last) => Some(last),
            Self::Never => None,
        }
    }
}

impl FromStr for Ending {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        if text == "never" {
            return Ok(Self::Never);
        }
        let last: Timestamp = match text.contains(['T', 't', ' ']) {
            true => text.parse()?,
            false => {
                let last = format!("{}T23:59:59.999999Z", parse_date(text)?);
                last.parse().map_err(|_| {
                    let remedy =
                        format!("{text} is too far off; write an earlier day, or \"never\"");
                    Invalid::new("too_late", remedy)
                })?
            }
        };
        let now = Timestamp::now();
        if last > now {
            return Ok(Self::At(last));
        }
        let today = now.date();
        Err(Invalid::new(
            "in_the_past",
            format!("{text} is over; write {today} or a later day, or \"never\""),
        ))
    }
}

fn ending<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Ending, D::Error> {
    let given = serde_text::optional(deserializer, str::parse)?;
    Ok(given.unwrap_or_default())
}

/// Makes a key, which lives as long as keys usually do unless its wish says otherwise. Its text is
/// shown now and never again.
pub fn create(
    change: &mut Change<'_>,
    edit: &Edit,
    usual: Duration,
) -> Result<(ApiKey, Secret), Refusal> {
    let mut mistakes = Vec::new();
    let wish = document::read_beside::<KeyWish>(&edit.document, &mut mistakes);
    document::tell_unseen(&edit.document, None, &mut mistakes);
    let owner = owner(change.connection(), &edit.document)?
        .map_err(|invalid| mistakes.push(Mistake::of("/member", invalid)));
    let wish = Refusal::unless(wish, mistakes)?;
    Ok(change.create_key(NewKey {
        label: wish.label,
        role: wish.role,
        member_id: owner.ok().flatten(),
        expires_at: wish.expires_at.of_key(change.at(), usual),
    })?)
}

/// A key that was made in the place of another one.
pub struct Rotated {
    /// The new key.
    pub new: ApiKey,
    /// Its text.
    pub secret: Secret,
    /// The old key, which ends soon.
    pub old: ApiKey,
}

/// Makes a key in the place of another one, which goes on for a while.
pub fn rotate(
    change: &mut Change<'_>,
    key: &str,
    wish: &KeyRotation,
    usual: Duration,
) -> Result<Rotated, Refusal> {
    let found = find_key(change.connection(), key)?;
    let now = change.at();
    let state = found.state(now);
    if state != KeyState::Active {
        return Err(Refusal::wrong_state(format!(
            "This key is \"{state}\" already; make a new one instead."
        )));
    }
    let days = Duration::from_secs(86_400) * wish.overlap_days.into();
    let expires_at = wish.expires_at.of_key(now, usual);
    let (new, secret, old) = change.rotate_key(&found, expires_at, now.later(days))?;
    Ok(Rotated { new, secret, old })
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
        Some(Ok(member)) => Ok(check_owner(&member).map(|()| Some(member.id))),
        Some(Err(Refusal::NotFound(detail) | Refusal::Purged(detail))) => {
            Ok(Err(Invalid::new("unknown_member", detail)))
        }
        Some(Err(refusal)) => Err(refusal),
    }
}

/// Fails for a member for which no key can stand.
pub fn check_owner(member: &Member) -> Result<(), Invalid> {
    match member.has_ended() {
        false => Ok(()),
        true => Err(Invalid::new(
            "membership_ended",
            "its membership is over, or its entry was withdrawn or merged; no key stands for it",
        )),
    }
}

fn find_owner(connection: &mut AnyConnection, member: &str) -> Result<Member, Refusal> {
    let found = match find(connection, member) {
        Err(Refusal::Moved(slug)) => find(connection, slug.as_str()),
        other => other,
    };
    Ok(found?.member)
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
