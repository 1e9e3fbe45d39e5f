//! Members that are probably there already.

use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::refusal::{Conflict, Refusal};
use network::{
    Country, DuplicateIndex, Features, LikenessReason, Member, MemberId, MembershipStatus, Slug,
};
use registry::{AnyConnection, Record, likeness, members};

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
pub fn check(
    connection: &mut AnyConnection,
    member: &Member,
    allowed: bool,
) -> Result<(), Refusal> {
    if allowed {
        return Ok(());
    }
    let known = duplicate_index(connection)?;
    let found = known.candidates(&Features::of(member));
    if found.is_empty() {
        return Ok(());
    }
    let mut candidates = Vec::with_capacity(found.len());
    for candidate in found {
        if let Some(record) = members::load_one(connection, candidate.id)? {
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

/// The pairs of members that are probably one, the likeliest first, `limit` at most; and how many
/// there are.
pub fn suspects(
    connection: &mut AnyConnection,
    limit: usize,
) -> Result<(Vec<DuplicateSuspects>, usize), Refusal> {
    let pairs = duplicate_index(connection)?.pairs();
    let total = pairs.len();
    let shown = pairs.into_iter().take(limit);
    let mut suspects = Vec::new();
    for pair in shown {
        let ids = pair.members.map(|id| id.to_string());
        let records = members::load_by_ids(connection, &ids)?;
        suspects.push(DuplicateSuspects {
            members: records.iter().map(suspect).collect(),
            reasons: pair.reasons,
            likeness: pair.likeness,
        });
    }
    Ok((suspects, total))
}

fn duplicate_index(connection: &mut AnyConnection) -> Result<DuplicateIndex, Refusal> {
    let features = likeness::load_features(connection)?;
    Ok(DuplicateIndex::new(
        features.into_iter().map(|(features, _)| features),
    ))
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
