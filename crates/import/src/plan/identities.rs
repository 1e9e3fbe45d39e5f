//! Identifiers that rows bring along: those of a registry that was exported.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::{drafts::MemberDraft, report::Report, rows::ImportRows};
use network::{ContactId, Invalid, LocationId, MemberId, NoteId, OfferId, Slug};
use registry::{
    AnyConnection, Error,
    members::{self, Keys},
};

/// Sees to it that nothing new gets an identifier that another has, and that whoever was merged
/// comes after whom it was merged into.
pub fn settle(
    connection: &mut AnyConnection,
    keys: &Keys,
    rows: &mut ImportRows,
    report: &mut Report,
) -> Result<(), Error> {
    let known = known(connection, rows)?;
    let mut parts: HashSet<Uuid> = HashSet::new();
    // The second of two rows with one identifier is about something new.
    for row in rows.locations.by_member.values_mut().flatten() {
        row.id = row.id.filter(|id| parts.insert(id.uuid()));
    }
    for row in rows.services.by_member.values_mut().flatten() {
        row.id = row.id.filter(|id| parts.insert(id.uuid()));
    }
    let mut seen: HashSet<MemberId> = HashSet::new();
    let given: HashSet<MemberId> = rows.members.iter().filter_map(|draft| draft.id).collect();
    let mut kept = Vec::with_capacity(rows.members.len());
    for mut draft in std::mem::take(&mut rows.members) {
        let twice = draft.id.is_some_and(|id| !seen.insert(id));
        let stray = draft
            .merged_into
            .is_some_and(|into| !given.contains(&into) && !keys.ids.contains(&into.to_string()));
        let invalid = match (twice, stray) {
            (true, _) => Invalid::new(
                "repeated",
                "another row has this identifier; remove it from one that is a copy",
            ),
            (_, true) => Invalid::new(
                "unknown_member",
                "the member that it was merged into is neither in the files nor in the registry; \
                 clear the cell",
            ),
            _ => {
                settle_parts(&mut draft, keys, &known, &mut parts);
                kept.push(draft);
                continue;
            }
        };
        // It is about a member all the same, who is not missing.
        rows.refused_keys.extend(draft.keys());
        rows.refuse_member(draft.line, invalid, report);
    }
    rows.members = in_order_of_mergers(kept);
    rows.taken = known.into_keys().collect();
    Ok(())
}

/// A person or a note keeps its identifier unless another member's has it, or another row.
fn settle_parts(
    draft: &mut MemberDraft,
    keys: &Keys,
    known: &HashMap<Uuid, String>,
    parts: &mut HashSet<Uuid>,
) {
    let own = draft.id.map(|id| id.to_string());
    let own = own.filter(|id| keys.ids.contains(id));
    // Of a member that was purged, say.
    draft.id = draft
        .id
        .filter(|id| own.is_some() || !known.contains_key(&id.uuid()));
    let slug = draft.slug.as_ref().map(Slug::as_str);
    let member = own
        .as_ref()
        .or_else(|| keys.by_external_id.get(draft.external_id.as_ref()?))
        .or_else(|| keys.by_slug.get(slug?));
    let mut is_free =
        |id: Uuid| known.get(&id).is_none_or(|owner| Some(owner) == member) && parts.insert(id);
    for contact in &mut draft.contacts {
        contact.id = contact.id.filter(|id| is_free(id.uuid()));
    }
    for note in &mut draft.notes {
        note.id = note.id.filter(|id| is_free(id.uuid()));
    }
}

/// The identifiers among those of the rows that the registry has already, with their member.
fn known(
    connection: &mut AnyConnection,
    rows: &ImportRows,
) -> Result<HashMap<Uuid, String>, Error> {
    let members = rows.members.iter();
    let people = members.clone().flat_map(|draft| {
        let contacts = draft.contacts.iter().filter_map(|row| row.id);
        let notes = draft.notes.iter().filter_map(|row| row.id);
        contacts.map(ContactId::uuid).chain(notes.map(NoteId::uuid))
    });
    let places = rows.locations.by_member.values().flatten();
    let offers = rows.services.by_member.values().flatten();
    let ids: Vec<String> = members
        .filter_map(|draft| draft.id.map(MemberId::uuid))
        .chain(places.filter_map(|row| row.id.map(LocationId::uuid)))
        .chain(offers.filter_map(|row| row.id.map(OfferId::uuid)))
        .chain(people)
        .map(|id| id.to_string())
        .collect();
    members::known_ids(connection, &ids)
}

/// Whoever was merged stands behind whom it was merged into.
fn in_order_of_mergers(drafts: Vec<MemberDraft>) -> Vec<MemberDraft> {
    let into: HashMap<MemberId, MemberId> = drafts
        .iter()
        .filter_map(|draft| Some((draft.id?, draft.merged_into?)))
        .collect();
    if into.is_empty() {
        return drafts;
    }
    let mut depths: HashMap<MemberId, usize> = HashMap::new();
    let mut depth = |draft: &MemberDraft| {
        let Some(merged_into) = draft.merged_into else {
            return 0;
        };
        let mut way = Vec::new();
        let mut next = Some(merged_into);
        let mut known = 0;
        while let Some(id) = next {
            if let Some(depth) = depths.get(&id) {
                known = *depth;
                break;
            }
            way.push(id);
            // Until it is known better, a circle ends here.
            depths.insert(id, into.len());
            next = into.get(&id).copied();
        }
        for id in way.into_iter().rev() {
            known += 1;
            depths.insert(id, known);
        }
        known
    };
    let mut drafts = drafts;
    drafts.sort_by_cached_key(&mut depth);
    drafts
}
