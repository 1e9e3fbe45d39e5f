//! Brings together the rows that are about one member, and finds that member in the registry.

use std::collections::HashMap;

use crate::{
    drafts::MemberDraft,
    finding::LikeMember,
    report::Report,
    rows::{ImportRows, MemberParts, is_own_key, member_refused},
};
use network::{Invalid, Slug};
use registry::members::Keys;

/// One member that the files speak about.
#[derive(Default)]
pub struct Subject {
    /// Its identifier, when the registry has it.
    pub id: Option<String>,
    /// Its own row.
    pub draft: Option<MemberDraft>,
    /// The rows of its places and services.
    pub parts: MemberParts,
    /// The members of the registry that a new one may be.
    pub resembles: Vec<LikeMember>,
}

/// Brings together the rows that are about one member, and refuses those that are about none.
pub fn gather(rows: &mut ImportRows, keys: &Keys, report: &mut Report) -> Vec<Subject> {
    refuse_ambiguous_keys(rows, keys, report);
    let mut subjects: Vec<Subject> = Vec::with_capacity(rows.members.len());
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for draft in std::mem::take(&mut rows.members) {
        let found = Found::new(&draft, keys);
        let names: Vec<String> = row_keys(&draft, found.id).collect();
        let mistake = found.mistake(&draft).or_else(|| {
            names.iter().find_map(|name| {
                let line = seen.get(name)?;
                Some(Invalid::new(
                    "repeated",
                    format!("line {line} is about the same member ({name}); one row is one member"),
                ))
            })
        });
        let parts = rows.take_parts(&draft);
        if let Some(invalid) = mistake {
            rows.refuse_member(draft.line, invalid, report);
            rows.refuse_parts(&parts, &member_refused(), report);
            continue;
        }
        seen.extend(names.into_iter().map(|name| (name, draft.line)));
        let id = found.id.cloned();
        numbers.extend(id.clone().map(|id| (id, subjects.len())));
        subjects.push(Subject {
            id,
            draft: Some(draft),
            parts,
            ..Subject::default()
        });
    }
    gather_parts_alone(rows, keys, report, &mut subjects, &mut numbers);
    subjects
}

/// The members of the registry that a row's three keys name.
struct Found<'k> {
    itself: Option<&'k String>,
    by_external_id: Option<&'k String>,
    by_slug: Option<&'k String>,
    /// The member that the row is about, if there is one.
    id: Option<&'k String>,
}

impl<'k> Found<'k> {
    fn new(draft: &MemberDraft, keys: &'k Keys) -> Self {
        let itself = draft.id.and_then(|id| keys.ids.get(&id.to_string()));
        let external_id = draft.external_id.as_ref();
        let by_external_id = external_id.and_then(|id| keys.by_external_id.get(id));
        let slug = draft.slug.as_ref().map(Slug::as_str);
        let by_slug = slug.and_then(|slug| keys.by_slug.get(slug));
        Self {
            itself,
            by_external_id,
            by_slug,
            id: itself
                .or(by_external_id)
                .or(by_slug)
                .or_else(|| by_identifier(draft, keys)),
        }
    }

    /// Whether the keys name two members.
    fn mistake(&self, draft: &MemberDraft) -> Option<Invalid> {
        let others = [
            self.by_external_id,
            // The slug of one that was merged leads to another.
            self.by_slug.filter(|_| draft.merged_into.is_none()),
        ];
        let is_another = |other: &&String| Some(*other) != self.itself;
        let message = match (self.itself, self.by_external_id, self.by_slug) {
            (None, Some(by_external_id), Some(by_slug)) if by_external_id != by_slug => {
                "its external_id and its slug belong to two members of the registry; correct one of them"
            }
            (Some(_), ..) if others.iter().flatten().any(is_another) => {
                "its id belongs to another member of the registry than its slug or its external_id; correct one of them"
            }
            _ => return None,
        };
        Some(Invalid::new("two_members", message))
    }
}

/// The one member that is known elsewhere by an identifier of a row which names none by its own keys.
/// Where that member has another key in the network's own spreadsheet, it is another one.
fn by_identifier<'k>(draft: &MemberDraft, keys: &'k Keys) -> Option<&'k String> {
    if draft.id.is_some() || draft.slug.is_some() {
        return None;
    }
    let identifiers = draft.fields.identifiers.iter().flatten();
    let mut known = identifiers.filter_map(|identifier| keys.by_identifier.get(identifier));
    let [(id, external_id)] = &known.next()?[..] else {
        return None;
    };
    let is_one = known.all(|others| matches!(&others[..], [(other, _)] if other == id));
    let is_free = draft.external_id.is_none() || external_id.is_none();
    (is_one && is_free).then_some(id)
}

/// Refuses rows of locations and services whose key is one member's slug and another's external
/// identifier.
fn refuse_ambiguous_keys(rows: &mut ImportRows, keys: &Keys, report: &mut Report) {
    let (mut slugs, mut external_ids) = (HashMap::new(), HashMap::new());
    for draft in &rows.members {
        let slug = draft.slug.as_ref().map(ToString::to_string);
        slugs.extend(slug.map(|slug| (slug, draft.line)));
        external_ids.extend(draft.external_id.clone().map(|id| (id, draft.line)));
    }
    let ambiguous = rows.take_parts_if(|key| {
        let in_files = slugs.get(key).zip(external_ids.get(key));
        let in_registry = keys.by_slug.get(key).zip(keys.by_external_id.get(key));
        in_files.is_some_and(|(a, b)| a != b) || in_registry.is_some_and(|(a, b)| a != b)
    });
    for (key, parts) in ambiguous {
        let invalid = Invalid::new(
            "ambiguous_member",
            format!(
                "\"{key}\" is the slug of one member and the external_id of another; name the member by its other key"
            ),
        );
        rows.refuse_parts(&parts, &invalid, report);
    }
}

/// Rows of locations and services whose member has no row of its own in the files.
fn gather_parts_alone(
    rows: &mut ImportRows,
    keys: &Keys,
    report: &mut Report,
    subjects: &mut Vec<Subject>,
    numbers: &mut HashMap<String, usize>,
) {
    for (key, mut parts) in rows.take_parts_if(|_| true) {
        if is_own_key(&key) {
            // Parts of a record that cannot be taken.
            rows.refuse_parts(&parts, &member_refused(), report);
            continue;
        }
        let by_external_id = || keys.by_external_id.get(&key);
        let Some(id) = keys.by_slug.get(&key).or_else(by_external_id) else {
            let invalid = Invalid::new(
                "unknown_member",
                format!(
                    "no member has the slug or the external_id \"{key}\", neither in the files nor in the registry; \
                     correct it, or add the member's row"
                ),
            );
            rows.refuse_parts(&parts, &invalid, report);
            continue;
        };
        // They may name the member otherwise than its own row does: by an earlier slug, say.
        let number = *numbers.entry(id.clone()).or_insert_with(|| {
            subjects.push(Subject {
                id: Some(id.clone()),
                ..Subject::default()
            });
            subjects.len() - 1
        });
        let known = &mut subjects[number].parts;
        known.locations.append(&mut parts.locations);
        known.offers.append(&mut parts.offers);
    }
}

/// Under which names a row's member can be known to other rows, told apart by kind.
fn row_keys(draft: &MemberDraft, id: Option<&String>) -> impl Iterator<Item = String> {
    let external = draft.external_id.as_ref();
    let external = external.map(|key| format!("external_id {key}"));
    let slug = draft.slug.as_ref().map(|slug| format!("slug {slug}"));
    let id = id.map(|id| format!("id {id}"));
    external.into_iter().chain(slug).chain(id)
}
