//! Keeps a row from making a member that the registry probably has already.

use std::collections::HashMap;

use super::{
    drafts::MemberDraft,
    matching::Subject,
    plan::{Sheets, refusal, refuse_parts},
    report::Report,
};
use crate::{
    network::{Acquaintances, Candidate, Features, LikenessReason, MemberId, Slug},
    registry::{Change, Error, likeness},
};

/// How many members a refusal names.
const MOST_NAMED: usize = 3;

/// Refuses the rows that would make a member which the registry probably has, and gives back all
/// others. Rows of the same files are not compared with each other.
pub fn refuse(
    change: &mut Change<'_>,
    subjects: Vec<Subject>,
    sheets: &Sheets,
    report: &mut Report,
) -> Result<Vec<Subject>, Error> {
    if !subjects.iter().any(|subject| subject.id.is_none()) {
        return Ok(subjects);
    }
    let registry = KnownMembers::load(change)?;
    let mut kept = Vec::with_capacity(subjects.len());
    for subject in subjects {
        let new = subject.draft.as_ref().filter(|_| subject.id.is_none());
        match new.and_then(|draft| Some((draft.line, registry.refuse(draft)?))) {
            None => kept.push(subject),
            Some((line, message)) => {
                report.members.refused += 1;
                report
                    .refusals
                    .push(refusal(&sheets.members_file, line, message));
                refuse_parts(sheets, report, &subject.locations, &subject.offers);
            }
        }
    }
    Ok(kept)
}

/// The members that were in the registry before this import.
struct KnownMembers {
    acquaintances: Acquaintances,
    slugs: HashMap<MemberId, Slug>,
}

impl KnownMembers {
    fn load(change: &mut Change<'_>) -> Result<Self, Error> {
        let mut slugs = HashMap::new();
        let members = likeness::load_features(change.connection())?;
        let features = members.into_iter().map(|(features, slug)| {
            slugs.insert(features.id(), slug);
            features
        });
        Ok(Self {
            acquaintances: Acquaintances::new(features),
            slugs,
        })
    }

    /// Why this row makes no new member.
    fn refuse(&self, draft: &MemberDraft) -> Option<String> {
        let candidates = self.acquaintances.candidates(&features(draft)?);
        let named: Vec<String> = candidates
            .iter()
            .take(MOST_NAMED)
            .filter_map(|candidate| Some(self.told(candidate, self.slugs.get(&candidate.id)?)))
            .collect();
        (!named.is_empty()).then(|| {
            format!(
                "the registry probably has this member already: {}; give the row that slug, or \
                 the external_id it has there, to change it; or add --allow-duplicates to create \
                 it all the same",
                named.join(", ")
            )
        })
    }

    fn told(&self, candidate: &Candidate, slug: &Slug) -> String {
        let reasons: Vec<&str> = candidate
            .reasons
            .iter()
            .map(|reason| match reason {
                LikenessReason::SameWebsite => "same website",
                LikenessReason::SimilarName => "similar name",
            })
            .collect();
        format!("{slug} ({})", reasons.join(", "))
    }
}

/// What the member would be recognised by that this row makes; nothing when it can make none.
fn features(draft: &MemberDraft) -> Option<Features> {
    let further = draft.names.iter().flatten().map(|other| &other.name);
    let acronym = draft.acronym.iter().flatten();
    Some(Features::new(
        MemberId::new(),
        draft.country?,
        draft.website.as_ref().and_then(Option::as_ref),
        draft.name.as_ref()?,
        further.chain(acronym).map(String::as_str),
    ))
}
