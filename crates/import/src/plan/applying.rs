//! Lays the rows about one member over what the registry has of it.

use std::collections::{HashMap, HashSet};

use super::{
    SoFar,
    hiding::{self, NewlyHidden},
    matching::Subject,
    positions,
    reconcile::{self, Reconciled},
    step::Step,
};
use crate::{
    bounds::MOST_PARTS,
    drafts::MemberDraft,
    fields::TableName,
    finding::Origin,
    given::Stated,
    options::ImportOptions,
    report::{Outcome, Report},
    rows::ImportRows,
};
use network::{Invalid, Listing, Member, MembershipStatus, Slug, disclosure::SecretIndex};
use registry::members::Record;

/// What becomes of the member that a row is about; nothing when there is no member.
pub fn step(
    subject: &Subject,
    record: Option<Record>,
    rows: &ImportRows,
    options: &ImportOptions,
    sofar: &mut SoFar,
    report: &mut Report,
) -> Option<Step> {
    let mut member = member_of(subject, record.as_ref(), sofar)?;
    let own = without_parts(&member);
    let secrets = (&sofar.secrets, &mut sofar.hidden);
    apply_parts(&mut member, subject, rows, options, secrets, report);
    let Some(record) = record else {
        report.members.add(&Outcome::Created);
        return Some(Step::Create {
            member: Box::new(member),
            resembles: subject.resembles.clone(),
        });
    };
    if subject.draft.is_some() {
        let is_changed = own != without_parts(&record.member);
        report.members.add(&Outcome::of(is_changed));
    }
    let before = Box::new(record);
    Some(if before.member == member {
        Step::Same(before)
    } else {
        Step::Change {
            before,
            after: Box::new(member),
        }
    })
}

fn without_parts(member: &Member) -> Member {
    Member {
        locations: Vec::new(),
        service_offers: Vec::new(),
        ..member.clone()
    }
}

/// Why a member's row cannot be laid over its record.
pub fn refuse_member(
    subject: &Subject,
    record: Option<&Record>,
    options: &ImportOptions,
) -> Option<Invalid> {
    let draft = subject.draft.as_ref()?;
    let Some(record) = record else {
        if let Some(undecided) = &draft.undecided {
            return Some(undecided.invalid());
        }
        let missing = match (&draft.name, draft.country) {
            (None, _) => "name",
            (_, None) => "country",
            _ if draft.slug.is_none()
                && free_slug(draft, &HashSet::new(), &mut HashMap::new()).is_none() =>
            {
                "slug"
            }
            _ if draft.fields.listing == Stated::Open => {
                return told(
                    "required",
                    "the listing of a new member is empty; write listed or unlisted".to_owned(),
                );
            }
            _ => return left_before_joined(draft, None).or_else(|| unverified(draft, None)),
        };
        return told(
            "required",
            format!("a new member needs a {missing}; no column feeds it"),
        );
    };
    let (now, member) = (&record.member.membership.status, &record.member);
    if let Some(into) = member.merged_into
        && draft.merged_into != Some(into)
    {
        return told(
            "merged",
            format!(
                "this member was merged into {into}; give the row that one's slug, or remove it"
            ),
        );
    }
    let brought_back = member.withdrawn_at.is_some() && draft.withdrawn_at.is_none();
    if brought_back && !options.confirm_publication {
        return told(
            "confirmation_required",
            "this member's entry is withdrawn in the registry and would be brought back; confirm \
             that with --confirm-publication, or remove the row"
                .to_owned(),
        );
    }
    if let Some(status) = draft.fields.membership_status
        && status != *now
        && !now.can_become(status)
    {
        let next: Vec<&str> = now.next().iter().map(|status| status.as_str()).collect();
        return told(
            "wrong_move",
            match &next[..] {
                [] => {
                    format!("its status is {now}, which nothing follows; it cannot become {status}")
                }
                next => format!(
                    "its status is {now} and cannot become {status}; it can become {}",
                    next.join(" or ")
                ),
            },
        );
    }
    let mistake = left_before_joined(draft, Some(member));
    if let Some(mistake) = mistake.or_else(|| unverified(draft, Some(member))) {
        return Some(mistake);
    }
    if let (Some(given), Some(known)) = (&draft.external_id, &member.external_id)
        && given != known
    {
        return told(
            "other_external_id",
            format!(
                "the registry knows this slug with the external_id \"{known}\", not \"{given}\"; \
                 correct the one that is wrong"
            ),
        );
    }
    let status = draft.fields.membership_status.unwrap_or(*now);
    if *now == MembershipStatus::Suspended
        && status == MembershipStatus::Member
        && !options.confirm_publication
    {
        return told(
            "confirmation_required",
            "this member is suspended in the registry and would be published again; confirm that \
             with --confirm-publication, or write suspended"
                .to_owned(),
        );
    }
    if member.listing == Listing::Unlisted
        && draft.fields.listing == Stated::Says(Listing::Listed)
        && !options.confirm_publication
    {
        return told(
            "confirmation_required",
            "this member is unlisted in the registry and would become listed; confirm that with \
             --confirm-publication, or write unlisted"
                .to_owned(),
        );
    }
    None
}

/// Why a member cannot be noted as merged: the one that it was merged into is not there, because
/// its own row is refused.
pub fn refuse_merger(subject: &Subject, ids: &HashSet<String>) -> Option<Invalid> {
    let into = subject.draft.as_ref()?.merged_into?;
    if ids.contains(&into.to_string()) {
        return None;
    }
    told(
        "member_refused",
        "the row of the member that it was merged into is refused; mend that one first".to_owned(),
    )
}

fn told(code: &'static str, message: String) -> Option<Invalid> {
    Some(Invalid::new(code, message))
}

/// Who verified an entry is said of a time alone.
fn unverified(draft: &MemberDraft, member: Option<&Member>) -> Option<Invalid> {
    draft.fields.verified_by.flatten()?;
    let known = member.and_then(|member| member.verified_at);
    let verified_at = draft.fields.verified_at.unwrap_or(known);
    if verified_at.is_some() {
        return None;
    }
    told(
        "unverified",
        "verified_by has no verified_at; say when it was verified, or clear the cell".to_owned(),
    )
}

fn left_before_joined(draft: &MemberDraft, member: Option<&Member>) -> Option<Invalid> {
    let known = member.map(|member| member.membership);
    let joined = draft.fields.joined_on.unwrap_or_else(|| known?.joined_on)?;
    let left = draft.fields.left_on.unwrap_or_else(|| known?.left_on)?;
    (left < joined).then(|| {
        Invalid::new(
            "left_before_joined",
            format!("left_on {left} is before joined_on {joined}; correct one of them"),
        )
    })
}

/// The member with its own row laid over it, its places and offers as they were.
fn member_of(
    subject: &Subject,
    record: Option<&Record>,
    SoFar {
        slugs, numbered, ..
    }: &mut SoFar,
) -> Option<Member> {
    match (record, &subject.draft) {
        (Some(record), Some(draft)) => {
            let mut member = record.member.clone();
            draft.apply(&mut member);
            // A row that says so itself, as an export does, brings nobody back.
            if draft.withdrawn_at.is_none() {
                member.withdrawn_at = None;
            }
            // A row found by a former slug does not bring that slug back.
            if record.member.former_slugs.contains(&member.slug) {
                member.slug = record.member.slug.clone();
            }
            Some(member)
        }
        (Some(record), None) => Some(record.member.clone()),
        (None, Some(draft)) => {
            let slug = match &draft.slug {
                Some(slug) => slug.clone(),
                None => free_slug(draft, slugs, numbered)?,
            };
            slugs.insert(slug.to_string());
            let mut member = draft.create(slug)?;
            let former = draft.former_slugs.iter();
            let free = former.filter(|former| slugs.insert(former.to_string()));
            member.former_slugs = free.cloned().collect();
            // As they are read back.
            member.former_slugs.sort();
            Some(member)
        }
        (None, None) => None,
    }
}

/// Why a member cannot have so much as its rows say: each of them is compared with each that it has.
pub fn refuse_crowd(subject: &Subject) -> Option<Invalid> {
    let people = subject.draft.as_ref();
    [
        ("places", subject.parts.locations.len()),
        ("services", subject.parts.offers.len()),
        ("people", people.map_or(0, |draft| draft.contacts.len())),
        ("notes", people.map_or(0, |draft| draft.notes.len())),
    ]
    .into_iter()
    .find(|(_, number)| *number > MOST_PARTS)
    .map(|(what, number)| {
        Invalid::new(
            "too_many",
            format!("{number} rows say {what} of this member; {MOST_PARTS} are the most"),
        )
    })
}

/// A slug from the member's name that nobody has: with the country behind it, and then a number,
/// where the name alone is taken. Nothing when neither the name nor the external identifier has
/// a letter or a digit.
fn free_slug(
    draft: &MemberDraft,
    taken: &HashSet<String>,
    numbered: &mut HashMap<String, u32>,
) -> Option<Slug> {
    let plain = [&draft.name, &draft.external_id]
        .into_iter()
        .find_map(|text| Slug::from_name(text.as_deref()?))?;
    let country = draft
        .country
        .map(|country| country.as_str().to_ascii_lowercase());
    let with_country = country.map(|country| plain.with_ending(country));
    let numbered_from = with_country.clone().unwrap_or_else(|| plain.clone());
    let is_free = |slug: &Slug| !taken.contains(slug.as_str());
    if let Some(free) = [Some(plain), with_country]
        .into_iter()
        .flatten()
        .find(is_free)
    {
        return Some(free);
    }
    // Of many that are called the same, none counts from the beginning.
    let last = numbered.entry(numbered_from.to_string()).or_insert(1);
    (*last + 1..=u32::MAX).find_map(|number| {
        *last = number;
        Some(numbered_from.with_ending(number)).filter(is_free)
    })
}

fn apply_parts(
    member: &mut Member,
    subject: &Subject,
    rows: &ImportRows,
    options: &ImportOptions,
    (secrets, hidden): (&SecretIndex, &mut NewlyHidden),
    report: &mut Report,
) {
    let parts = &subject.parts;
    let language = member.writes_in();
    let mut called = HashMap::new();
    if !parts.locations.is_empty() {
        let applied = reconcile::locations(
            &member.locations,
            &parts.locations,
            (member.country, &language),
            secrets,
            &rows.taken,
            options,
        );
        called.clone_from(&applied.called);
        let from = &rows.locations.from;
        for (outcome, row) in applied.outcomes.into_iter().zip(&parts.locations) {
            match outcome {
                Outcome::Refused(invalid)
                    if positions::tell_refused(row, from, &invalid, report) => {}
                outcome => report.note(TableName::Locations, from, row.line, outcome),
            }
        }
        report.left_alone += applied.left_alone;
        for (made, row) in applied.made.into_iter().zip(&parts.locations) {
            if let Some(number) = made {
                let (before, place) = (member.locations.get(number), &applied.things[number]);
                if !options.confirm_positions {
                    positions::warn_taken((before, place), row, from, report);
                }
                hiding::warn_hidden(before, place, row, from, report);
                hidden.note(member.id, before, place, row.line);
            }
        }
        member.locations = applied.things;
    }
    if !parts.offers.is_empty() {
        let applied = reconcile::offers(
            &member.service_offers,
            &parts.offers,
            &language,
            &rows.taken,
            |id| {
                let id = *called.get(&id).unwrap_or(&id);
                let mut places = member.locations.iter();
                places.any(|place| place.id == id).then_some(id)
            },
        );
        let lines = parts.offers.iter().map(|row| row.line);
        let table = (TableName::Services, &rows.services.from);
        member.service_offers = note(applied, lines, table, report);
    }
}

/// Notes what became of the rows, and gives what they made of the member's things.
fn note<T>(
    applied: Reconciled<T>,
    lines: impl Iterator<Item = u64>,
    (table, origin): (TableName, &Origin),
    report: &mut Report,
) -> Vec<T> {
    for (outcome, line) in applied.outcomes.into_iter().zip(lines) {
        report.note(table, origin, line, outcome);
    }
    report.left_alone += applied.left_alone;
    applied.things
}
