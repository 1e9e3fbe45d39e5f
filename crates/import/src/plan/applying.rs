//! Lays the rows about one member over what the registry has of it.

use std::collections::{HashMap, HashSet};

use super::{Sheets, Step};
use crate::{
    Options,
    drafts::{LocationDraft, MemberDraft, OfferDraft},
    matching::Subject,
    reconcile::{self, Outcome, Reconciled},
    report::{Counts, Origin, Refusal, Report},
    visibility::Secrets,
};
use network::{Invalid, Listing, Member, MembershipStatus, Slug};
use registry::members::Record;

/// What becomes of the member that a row is about; nothing when there is no member.
pub fn step(
    subject: Subject,
    record: Option<Record>,
    sheets: &Sheets,
    options: &Options,
    secrets: &Secrets,
    slugs: &mut HashSet<String>,
    report: &mut Report,
) -> Option<Step> {
    let mut member = member_of(&subject, record.as_ref(), slugs)?;
    let own = without_parts(&member);
    lay_parts(&mut member, &subject, sheets, options, secrets, report);
    let Some(record) = record else {
        report.members.created += 1;
        return Some(Step::Create {
            member: Box::new(member),
            resembles: subject.resembles,
        });
    };
    if subject.draft.is_some() {
        count(&mut report.members, own != without_parts(&record.member));
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

fn count(counts: &mut Counts, changed: bool) {
    if changed {
        counts.changed += 1;
    } else {
        counts.same += 1;
    }
}

/// Why a member's row cannot be laid over its record.
pub fn refuse_member(
    subject: &Subject,
    record: Option<&Record>,
    options: &Options,
) -> Option<Invalid> {
    let draft = subject.draft.as_ref()?;
    let Some(record) = record else {
        let missing = match (&draft.name, draft.country) {
            (None, _) => "name",
            (_, None) => "country",
            _ if draft.slug.is_none() && free_slug(draft, &HashSet::new()).is_none() => "slug",
            _ => return left_before_joined(draft, None),
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
    if let Some(status) = draft.status.flatten()
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
    if let Some(message) = left_before_joined(draft, Some(member)) {
        return Some(message);
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
    let status = draft.status.flatten().unwrap_or(*now);
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
    let listing = draft.listing.flatten();
    if member.listing == Listing::Unlisted
        && listing == Some(Listing::Listed)
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

fn told(code: &'static str, message: String) -> Option<Invalid> {
    Some(Invalid::new(code, message))
}

fn left_before_joined(draft: &MemberDraft, member: Option<&Member>) -> Option<Invalid> {
    let known = member.map(|member| member.membership);
    let joined = draft.joined_on.unwrap_or_else(|| known?.joined_on)?;
    let left = draft.left_on.unwrap_or_else(|| known?.left_on)?;
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
    slugs: &mut HashSet<String>,
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
                None => free_slug(draft, slugs)?,
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

/// A slug from the member's name that nobody has: with the country behind it, and then a number,
/// where the name alone is taken. Nothing when neither the name nor the external identifier has
/// a letter or a digit.
fn free_slug(draft: &MemberDraft, taken: &HashSet<String>) -> Option<Slug> {
    let plain = [&draft.name, &draft.external_id]
        .into_iter()
        .find_map(|text| Slug::from_name(text.as_deref()?))?;
    let country = draft
        .country
        .map(|country| country.as_str().to_ascii_lowercase());
    let with_country = country.map(|country| plain.with_ending(country));
    let numbered_from = with_country.clone().unwrap_or_else(|| plain.clone());
    std::iter::once(plain)
        .chain(with_country)
        .chain((2..=u32::MAX).map(|number| numbered_from.with_ending(number)))
        .find(|slug| !taken.contains(slug.as_str()))
}

fn lay_parts(
    member: &mut Member,
    subject: &Subject,
    sheets: &Sheets,
    options: &Options,
    secrets: &Secrets,
    report: &mut Report,
) {
    let mut places = HashMap::new();
    if !subject.locations.is_empty() {
        let country = member.country;
        let laid = reconcile::locations(
            &member.locations,
            &subject.locations,
            country,
            secrets,
            &sheets.taken,
            options.confirm_publication,
        );
        let lines = subject.locations.iter().map(|row| row.line);
        note(
            &laid,
            lines,
            &sheets.locations_from,
            &mut report.locations,
            &mut report.refusals,
        );
        report.left_alone += laid.left_alone;
        places = laid.called;
        member.locations = laid.things;
    }
    if !subject.offers.is_empty() {
        let laid = reconcile::offers(
            &member.service_offers,
            &subject.offers,
            &sheets.taken,
            |id| {
                let id = *places.get(&id).unwrap_or(&id);
                member
                    .locations
                    .iter()
                    .any(|place| place.id == id)
                    .then_some(id)
            },
        );
        let lines = subject.offers.iter().map(|row| row.line);
        note(
            &laid,
            lines,
            &sheets.services_from,
            &mut report.services,
            &mut report.refusals,
        );
        report.left_alone += laid.left_alone;
        member.service_offers = laid.things;
    }
}

fn note<T>(
    laid: &Reconciled<T>,
    lines: impl Iterator<Item = u64>,
    origin: &Origin,
    counts: &mut Counts,
    refusals: &mut Vec<Refusal>,
) {
    for (outcome, line) in laid.outcomes.iter().zip(lines) {
        match outcome {
            Outcome::Created => counts.created += 1,
            Outcome::Changed => counts.changed += 1,
            Outcome::Same => counts.same += 1,
            Outcome::Refused(invalid) => {
                counts.refused += 1;
                refusals.push(refusal(origin, line, invalid.clone()));
            }
        }
    }
}

/// The parts of a member that is refused are refused with it.
pub fn refuse_parts(
    sheets: &Sheets,
    report: &mut Report,
    locations: &[LocationDraft],
    offers: &[OfferDraft],
) {
    // Made from the member's own row, they are no rows of their own.
    let own = |origin: &Origin| *origin != sheets.members_from;
    let invalid = || {
        Invalid::new(
            "member_refused",
            "the row of its member is refused; mend that one first",
        )
    };
    if own(&sheets.locations_from) {
        report.locations.refused += locations.len();
        report.refusals.extend(
            locations
                .iter()
                .map(|row| refusal(&sheets.locations_from, row.line, invalid())),
        );
    }
    if own(&sheets.services_from) {
        report.services.refused += offers.len();
        report.refusals.extend(
            offers
                .iter()
                .map(|row| refusal(&sheets.services_from, row.line, invalid())),
        );
    }
}

/// The refusal of a row as a whole.
pub fn refusal(origin: &Origin, line: u64, invalid: Invalid) -> Refusal {
    Refusal::of_row(origin, line, invalid)
}
