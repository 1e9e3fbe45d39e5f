//! Brings together the rows that are about one member, and finds that member in the registry.

use std::collections::{BTreeMap, HashMap};

use super::{
    drafts::{LocationDraft, MemberDraft, MemberKey, OfferDraft, is_own_key, own_key},
    plan::{Sheets, refusal, refuse_parts},
    report::{LikeMember, Report},
};
use network::{Invalid, Slug};
use registry::members::Keys;

/// One member that the files speak about.
pub struct Subject {
    /// Its identifier, when the registry has it.
    pub id: Option<String>,
    /// Its own row.
    pub draft: Option<MemberDraft>,
    /// The rows of its places.
    pub locations: Vec<LocationDraft>,
    /// The rows of its services.
    pub offers: Vec<OfferDraft>,
    /// The members of the registry that a new one may be.
    pub resembles: Vec<LikeMember>,
}

/// Brings together the rows that are about one member, and refuses those that are about none.
pub fn gather(sheets: &mut Sheets, keys: &Keys, report: &mut Report) -> Vec<Subject> {
    refuse_ambiguous_keys(sheets, keys, report);
    let mut subjects: Vec<Subject> = Vec::with_capacity(sheets.members.len());
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for draft in std::mem::take(&mut sheets.members) {
        let itself = draft.id.map(|id| id.to_string());
        let itself = itself.filter(|id| keys.ids.contains(id));
        let by_id = draft
            .external_id
            .as_ref()
            .and_then(|id| keys.by_external_id.get(id));
        let by_slug = draft
            .slug
            .as_ref()
            .and_then(|slug| keys.by_slug.get(slug.as_str()));
        let id = itself.clone().or(by_id.or(by_slug).cloned());
        let names: Vec<String> = row_keys(&draft, id.as_deref()).collect();
        let mistake = if itself.is_none()
            && by_id.is_some()
            && by_slug.is_some()
            && by_id != by_slug
        {
            Some(Invalid::new(
                "two_members",
                "its external_id and its slug belong to two members of the registry; correct one of them",
            ))
        } else if itself.is_some()
            // The slug of one that was merged leads to another.
            && [by_id, by_slug.filter(|_| draft.merged_into.is_none())]
                .into_iter()
                .flatten()
                .any(|other| Some(other) != itself.as_ref())
        {
            Some(Invalid::new(
                "two_members",
                "its id belongs to another member of the registry than its slug or its external_id; correct one of them",
            ))
        } else {
            names.iter().find_map(|name| {
                let line = seen.get(name)?;
                Some(Invalid::new(
                    "repeated",
                    format!("line {line} is about the same member ({name}); one row is one member"),
                ))
            })
        };
        let locations = take_rows(&mut sheets.locations, &draft);
        let offers = take_rows(&mut sheets.services, &draft);
        if let Some(invalid) = mistake {
            report.members.refused += 1;
            report
                .refusals
                .push(refusal(&sheets.members_from, draft.line, invalid));
            refuse_parts(sheets, report, &locations, &offers);
            continue;
        }
        for name in names {
            seen.insert(name, draft.line);
        }
        if let Some(id) = &id {
            places.insert(id.clone(), subjects.len());
        }
        subjects.push(Subject {
            id,
            draft: Some(draft),
            locations,
            offers,
            resembles: Vec::new(),
        });
    }
    gather_parts_alone(sheets, keys, report, &mut subjects, &mut places);
    subjects
}

/// Refuses rows of locations and services whose key is one member's slug and another's external
/// identifier.
fn refuse_ambiguous_keys(sheets: &mut Sheets, keys: &Keys, report: &mut Report) {
    let (mut slugs, mut external_ids) = (HashMap::new(), HashMap::new());
    for draft in &sheets.members {
        slugs.extend(
            draft
                .slug
                .as_ref()
                .map(|slug| (slug.to_string(), draft.line)),
        );
        external_ids.extend(draft.external_id.clone().map(|id| (id, draft.line)));
    }
    let ambiguous = |key: &String| {
        let in_files = slugs.get(key).zip(external_ids.get(key));
        let in_registry = keys.by_slug.get(key).zip(keys.by_external_id.get(key));
        in_files.is_some_and(|(a, b)| a != b) || in_registry.is_some_and(|(a, b)| a != b)
    };
    let invalid = |key: &str| {
        Invalid::new(
            "ambiguous_member",
            format!(
                "\"{key}\" is the slug of one member and the external_id of another; name the member by its other key"
            ),
        )
    };
    for (key, rows) in sheets.locations.extract_if(|key, _| ambiguous(key)) {
        report.locations.refused += rows.len();
        let refused = rows
            .iter()
            .map(|row| refusal(&sheets.locations_from, row.line, invalid(&key)));
        report.refusals.extend(refused);
    }
    for (key, rows) in sheets.services.extract_if(|key, _| ambiguous(key)) {
        report.services.refused += rows.len();
        let refused = rows
            .iter()
            .map(|row| refusal(&sheets.services_from, row.line, invalid(&key)));
        report.refusals.extend(refused);
    }
}

/// Rows of locations and services whose member has no row of its own in the files.
fn gather_parts_alone(
    sheets: &mut Sheets,
    keys: &Keys,
    report: &mut Report,
    subjects: &mut Vec<Subject>,
    places: &mut HashMap<String, usize>,
) {
    let mut alone: BTreeMap<MemberKey, (Vec<LocationDraft>, Vec<OfferDraft>)> = BTreeMap::new();
    for (key, rows) in std::mem::take(&mut sheets.locations) {
        alone.entry(key).or_default().0 = rows;
    }
    for (key, rows) in std::mem::take(&mut sheets.services) {
        alone.entry(key).or_default().1 = rows;
    }
    for (key, (locations, offers)) in alone {
        if is_own_key(&key) {
            // Parts of a record that cannot be taken.
            refuse_parts(sheets, report, &locations, &offers);
            continue;
        }
        let id = keys
            .by_slug
            .get(&key)
            .or_else(|| keys.by_external_id.get(&key));
        if let Some(place) = id.and_then(|id| places.get(id)) {
            // They name the member otherwise than its own row does: by an earlier slug, say.
            subjects[*place].locations.extend(locations);
            subjects[*place].offers.extend(offers);
            continue;
        }
        if let Some(id) = id {
            places.insert(id.clone(), subjects.len());
            subjects.push(Subject {
                id: Some(id.clone()),
                draft: None,
                locations,
                offers,
                resembles: Vec::new(),
            });
            continue;
        }
        let invalid = Invalid::new(
            "unknown_member",
            format!(
                "no member has the slug or the external_id \"{key}\", neither in the files nor in the registry; \
                 correct it, or add the member's row"
            ),
        );
        report.locations.refused += locations.len();
        report.services.refused += offers.len();
        let lines = locations
            .iter()
            .map(|row| (&sheets.locations_from, row.line));
        let lines = lines.chain(offers.iter().map(|row| (&sheets.services_from, row.line)));
        report
            .refusals
            .extend(lines.map(|(origin, line)| refusal(origin, line, invalid.clone())));
    }
}

/// Under which names a row's member can be known to other rows, told apart by kind.
fn row_keys(draft: &MemberDraft, id: Option<&str>) -> impl Iterator<Item = String> {
    let external = draft
        .external_id
        .as_ref()
        .map(|key| format!("external_id {key}"));
    let slug = draft.slug.as_ref().map(|slug| format!("slug {slug}"));
    let id = id.map(|id| format!("id {id}"));
    external.into_iter().chain(slug).chain(id)
}

/// The rows of locations or services that name this member, in the order of the file.
fn take_rows<T>(rows: &mut HashMap<MemberKey, Vec<T>>, draft: &MemberDraft) -> Vec<T> {
    let line = own_key(draft.line);
    let mut taken = rows.remove(&line).unwrap_or_default();
    for key in [
        draft.slug.as_ref().map(Slug::as_str),
        draft.external_id.as_deref(),
    ] {
        taken.extend(key.and_then(|key| rows.remove(key)).unwrap_or_default());
    }
    taken
}
