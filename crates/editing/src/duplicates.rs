//! Members that are probably there already.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    edit::Edit,
    members::{self as editing, Saved, expected, find},
    refusal::{Conflict, Refusal},
};
use network::{
    Country, DuplicateIndex, Features, LikenessReason, Member, MemberId, MembershipStatus, Slug,
    Suspects,
};
use registry::{
    AnyConnection, Change, Record, Rewrite, audit::Action, distinct_members, likeness::Likeness,
    members,
};

/// A member as a suspect is shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Suspect {
    /// Its identifier.
    pub id: MemberId,
    /// Its slug.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: Country,
    /// Its status.
    pub status: MembershipStatus,
}

/// A member that is probably the one that is to be made.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicateCandidate {
    #[serde(flatten)]
    #[schema(inline)]
    member: Suspect,
    /// Why.
    reasons: Vec<LikenessReason>,
    /// How alike the names are, from 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    likeness: f64,
}

/// Two members that are probably one.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DuplicateSuspects {
    /// The two.
    members: Vec<Suspect>,
    /// Why.
    reasons: Vec<LikenessReason>,
    /// How alike the names are, from 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    likeness: f64,
}

/// Refuses a new member that is probably there already, unless that is allowed.
pub fn check(change: &mut Change<'_>, member: &Member, allowed: bool) -> Result<(), Refusal> {
    if allowed {
        return Ok(());
    }
    let asked = Features::of(member);
    let found = change.ask_likeness(|known| known.candidates(&asked))?;
    if found.is_empty() {
        return Ok(());
    }
    let mut candidates = Vec::with_capacity(found.len());
    for candidate in found {
        if let Some(record) = members::load_one(change.connection(), candidate.id)? {
            candidates.push(DuplicateCandidate {
                member: suspect(&record),
                reasons: candidate.reasons,
                likeness: candidate.likeness,
            });
        }
    }
    let names: Vec<String> = candidates
        .iter()
        .take(3)
        .map(|candidate| format!("\"{}\" ({})", candidate.member.name, candidate.member.slug))
        .collect();
    Err(Refusal::conflict(
        Conflict::PossibleDuplicate,
        format!(
            "The registry probably has this member already: {}. Change that one, or send \
             \"allow_duplicate\": true if it is another organisation.",
            names.join(", ")
        ),
    )
    .with_help("candidates", json!(candidates)))
}

/// Every pair of members that is probably one, the likeliest first: those of which nobody has said
/// that they are not, and those of which somebody has.
pub struct Pairs {
    /// Those that are asked about.
    pub open: Vec<Suspects>,
    /// Those of which somebody said that they are two.
    pub distinct: Vec<Suspects>,
}

/// Finds the pairs. With many members that takes a while when it is asked first.
pub fn pairs(connection: &mut AnyConnection, likeness: &Likeness) -> Result<Pairs, Refusal> {
    let known: HashSet<_> = distinct_members::load(connection)?;
    let pairs = likeness.ask(connection, DuplicateIndex::pairs)?;
    let pairs = pairs.iter().cloned();
    let (distinct, open) = pairs.partition(|pair| known.contains(&pair.members));
    Ok(Pairs { open, distinct })
}

/// The first of these pairs with their members, `limit` at most.
pub fn shown(
    connection: &mut AnyConnection,
    pairs: &[Suspects],
    limit: usize,
) -> Result<Vec<DuplicateSuspects>, Refusal> {
    let mut suspects = Vec::new();
    for pair in pairs.iter().take(limit) {
        let ids = pair.members.map(|id| id.to_string());
        let records = members::load_by_ids(connection, &ids)?;
        suspects.push(DuplicateSuspects {
            members: records.iter().map(suspect).collect(),
            reasons: pair.reasons.clone(),
            likeness: pair.likeness,
        });
    }
    Ok(suspects)
}

/// Whether two members are one.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Distinction {
    /// Identifier or slug of the member that this one is not.
    #[schema(example = "noodopvang-de-haven-gent")]
    pub from: String,
    /// False takes that back: the two are asked about again.
    #[serde(default = "yes")]
    #[schema(default = true)]
    pub distinct: bool,
}

fn yes() -> bool {
    true
}

/// Notes that two members are not one, or takes that back.
pub fn tell_apart(change: &mut Change<'_>, edit: Edit) -> Result<Saved, Refusal> {
    let wanted: Distinction = edit.read()?;
    let record = expected(change.connection(), &edit)?;
    let other = match find(change.connection(), &wanted.from) {
        Err(Refusal::NotFound(told) | Refusal::Purged(told)) => {
            return Err(Refusal::mistake("/from", "unknown_member", told));
        }
        Err(Refusal::Moved(slug)) => find(change.connection(), slug.as_str())?,
        other => other?,
    };
    let (one, other) = (record.member.id, other.member.id);
    if one == other {
        let told = "a member cannot be told apart from itself; name another one";
        return Err(Refusal::mistake("/from", "unknown_member", told));
    }
    let pair = [one.min(other), one.max(other)];
    if !distinct_members::write(change.connection(), pair, wanted.distinct)? {
        return Ok(Saved::new(record));
    }
    let same = record.member.clone();
    let rewrite = Rewrite {
        details: Some(json!({"from": other, "distinct": wanted.distinct})),
        ..Rewrite::new(Action::TellApart, record, same)
    };
    editing::write(change, rewrite)
}

fn suspect(record: &Record) -> Suspect {
    let member = &record.member;
    Suspect {
        id: member.id,
        slug: member.slug.clone(),
        name: member.name.clone(),
        country: member.country,
        status: member.membership.status,
    }
}
