//! Keeps a row from making a member that the registry probably has already.

use std::collections::HashMap;

use super::matching::Subject;
use crate::{
    drafts::MemberDraft,
    fields::TableName,
    finding::{Finding, LikeMember},
    report::Report,
    rows::{ImportRows, member_refused},
};
use network::{DuplicateIndex, Features, Invalid, LikenessReason, MemberId, Slug};
use registry::{AnyConnection, Error, likeness};

/// How many members a refusal names.
const MOST_NAMED: usize = 3;

/// Finds the rows that would make a member which the registry probably has. They are refused,
/// unless that is allowed; all others are given back.
pub fn find(
    connection: &mut AnyConnection,
    subjects: Vec<Subject>,
    rows: &ImportRows,
    allowed: bool,
    report: &mut Report,
) -> Result<Vec<Subject>, Error> {
    if !subjects.iter().any(|subject| subject.id.is_none()) {
        return Ok(subjects);
    }
    let registry = KnownMembers::load(connection)?;
    let mut kept = Vec::with_capacity(subjects.len());
    for mut subject in subjects {
        let new = subject.draft.as_ref().filter(|_| subject.id.is_none());
        let found = new.map(|draft| (draft.line, registry.like(draft)));
        match found {
            Some((line, candidates)) if !candidates.is_empty() && !allowed => {
                report.counts(TableName::Members).refused += 1;
                report.tell(Finding {
                    candidates: candidates.clone(),
                    ..Finding::of_row(&rows.members_from, line, invalid(&candidates))
                });
                rows.refuse_parts(&subject.parts, &member_refused(), report);
            }
            found => {
                subject.resembles = found.map(|(_, like)| like).unwrap_or_default();
                kept.push(subject);
            }
        }
    }
    Ok(kept)
}

/// The members that rows make, to be compared with each other by the same rules.
pub struct NewMembers {
    /// The row and the name of each.
    rows: HashMap<MemberId, (u64, String)>,
    features: Vec<Features>,
}

impl NewMembers {
    /// Those that these rows make.
    pub fn of(subjects: &[Subject]) -> Self {
        let (mut rows, mut all) = (HashMap::new(), Vec::new());
        let new = subjects.iter().filter(|subject| subject.id.is_none());
        for draft in new.filter_map(|subject| subject.draft.as_ref()) {
            if let Some(features) = features(draft) {
                let name = draft.name.clone().unwrap_or_default();
                rows.insert(features.id(), (draft.line, name));
                all.push(features);
            }
        }
        let features = all;
        Self { rows, features }
    }

    /// What is told of rows that make a member which another row before them makes as well.
    pub fn twice(self) -> Vec<(u64, Invalid)> {
        let mut index = DuplicateIndex::new(self.features);
        // The later one of two is told, with the first that it resembles.
        let mut twice: HashMap<u64, (u64, &str, Vec<LikenessReason>)> = HashMap::new();
        for pair in index.pairs().iter() {
            let [one, other] = pair.members.map(|id| self.rows.get(&id));
            if let (Some(one), Some(other)) = (one, other) {
                let (first, later) = (one.min(other), one.max(other));
                let told =
                    twice
                        .entry(later.0)
                        .or_insert((first.0, &first.1, pair.reasons.clone()));
                if first.0 < told.0 {
                    *told = (first.0, &first.1, pair.reasons.clone());
                }
            }
        }
        let told = twice.into_iter().map(|(line, (first, name, reasons))| {
            let reasons: Vec<&str> = reasons.iter().map(reason).collect();
            let told = Invalid::new(
                "twice_in_file",
                format!(
                    "row {first} is probably the same organisation, \"{name}\" ({}); remove one of \
                     them unless both are meant",
                    reasons.join(", ")
                ),
            );
            (line, told)
        });
        told.collect()
    }
}

/// The members that refused rows probably mean.
pub fn named(report: &Report) -> impl Iterator<Item = String> {
    report.meant.iter().map(ToString::to_string)
}

fn invalid(candidates: &[LikeMember]) -> Invalid {
    let named: Vec<String> = candidates.iter().map(told).collect();
    Invalid::new(
        "possible_duplicate",
        format!(
            "the registry probably has this member already: {}; give the row that slug, or \
             the external_id it has there, to change it; or add --allow-duplicates to create \
             it all the same",
            named.join(", ")
        ),
    )
}

fn told(candidate: &LikeMember) -> String {
    let reasons: Vec<&str> = candidate.reasons.iter().map(reason).collect();
    format!("{} ({})", candidate.slug, reasons.join(", "))
}

fn reason(reason: &LikenessReason) -> &'static str {
    match reason {
        LikenessReason::SameIdentifier => "same identifier",
        LikenessReason::SameWebsite => "same website",
        LikenessReason::SimilarName => "similar name",
    }
}

/// The members that were in the registry before this import.
struct KnownMembers {
    duplicate_index: DuplicateIndex,
    slugs: HashMap<MemberId, Slug>,
}

impl KnownMembers {
    fn load(connection: &mut AnyConnection) -> Result<Self, Error> {
        let mut slugs = HashMap::new();
        let members = likeness::load_features(connection)?;
        let features = members.into_iter().map(|(features, slug)| {
            slugs.insert(features.id(), slug);
            features
        });
        Ok(Self {
            duplicate_index: DuplicateIndex::new(features),
            slugs,
        })
    }

    /// The likeliest members that this row may mean.
    fn like(&self, draft: &MemberDraft) -> Vec<LikeMember> {
        let Some(features) = features(draft) else {
            return Vec::new();
        };
        let candidates = self.duplicate_index.candidates(&features);
        candidates
            .into_iter()
            .take(MOST_NAMED)
            .filter_map(|candidate| {
                Some(LikeMember {
                    slug: self.slugs.get(&candidate.id)?.clone(),
                    id: candidate.id,
                    reasons: candidate.reasons,
                })
            })
            .collect()
    }
}

/// What the member would be recognised by that this row makes; nothing when it can make none.
fn features(draft: &MemberDraft) -> Option<Features> {
    let fields = &draft.fields;
    let further = fields.names.iter().flatten().map(|other| &other.name);
    let acronym = fields.acronym.iter().flatten();
    let features = Features::new(
        MemberId::new(),
        draft.country?,
        fields.website.as_ref().and_then(Option::as_ref),
        draft.name.as_ref()?,
        further.chain(acronym).map(String::as_str),
    );
    Some(features.known_as(fields.identifiers.clone().unwrap_or_default()))
}
