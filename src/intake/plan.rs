//! Matches what the files say with what the registry has, and writes the difference.

use std::collections::{HashMap, HashSet};

use super::{
    Options,
    drafts::{LocationDraft, MemberDraft, MemberKey, OfferDraft},
    duplicates,
    matching::{Subject, gather},
    reconcile::{self, Outcome, Reconciled},
    report::{Counts, Refusal, Report},
    visibility::Secrets,
};
use crate::{
    network::{Listing, Member, MembershipStatus, Slug},
    registry::{
        Change, Error, locations,
        members::{self, Record},
    },
};

/// All that the files say, by member. It holds what a change needs of each row and no more.
#[derive(Debug, Default)]
pub struct Sheets {
    /// What the members' file is called.
    pub members_file: String,
    /// What the locations' file is called.
    pub locations_file: String,
    /// What the services' file is called.
    pub services_file: String,
    /// The members' rows.
    pub members: Vec<MemberDraft>,
    /// The locations' rows, by the key that names the member.
    pub locations: HashMap<MemberKey, Vec<LocationDraft>>,
    /// The services' rows, by the key that names the member.
    pub services: HashMap<MemberKey, Vec<OfferDraft>>,
}

/// How many members are read and written together.
const BATCH: usize = 1_000;

/// Writes what the sheets say, and counts what became of each row. `progress` is told how many
/// members are done.
pub fn write(
    change: &mut Change<'_>,
    mut sheets: Sheets,
    options: &Options,
    report: &mut Report,
    progress: &dyn Fn(usize),
) -> Result<(), Error> {
    let keys = members::keys(change.connection())?;
    let mut slugs: HashSet<String> = keys.by_slug.keys().cloned().collect();
    slugs.extend(
        sheets
            .members
            .iter()
            .filter_map(|draft| Some(draft.slug.as_ref()?.to_string())),
    );
    let mut subjects = gather(&mut sheets, &keys, report);
    if !keys.by_slug.is_empty() && !options.allow_duplicates {
        subjects = duplicates::refuse(change, subjects, &sheets, report)?;
    }
    let secrets = Secrets::new(locations::load_not_public(change.connection())?);
    let mut done = 0;
    while !subjects.is_empty() {
        let batch: Vec<Subject> = subjects.drain(..subjects.len().min(BATCH)).collect();
        done += batch.len();
        write_batch(
            change, batch, &sheets, options, &secrets, &mut slugs, report,
        )?;
        progress(done);
    }
    Ok(())
}

fn write_batch(
    change: &mut Change<'_>,
    batch: Vec<Subject>,
    sheets: &Sheets,
    options: &Options,
    secrets: &Secrets,
    slugs: &mut HashSet<String>,
    report: &mut Report,
) -> Result<(), Error> {
    let ids: Vec<String> = batch
        .iter()
        .filter_map(|subject| subject.id.clone())
        .collect();
    let mut records: HashMap<String, Record> = members::load_by_ids(change.connection(), &ids)?
        .into_iter()
        .map(|record| (record.member.id.to_string(), record))
        .collect();
    let mut created = Vec::new();
    let mut changed = Vec::new();
    for subject in batch {
        let record = subject.id.as_ref().and_then(|id| records.remove(id));
        if let Some(message) = refuse_member(&subject, record.as_ref(), options) {
            report.members.refused += 1;
            let line = subject.draft.as_ref().map_or(0, |draft| draft.line);
            report
                .refusals
                .push(refusal(&sheets.members_file, line, message));
            refuse_parts(sheets, report, &subject.locations, &subject.offers);
            continue;
        }
        let Some(mut member) = member_of(&subject, record.as_ref(), slugs) else {
            continue;
        };
        let own = Member {
            locations: Vec::new(),
            service_offers: Vec::new(),
            ..member.clone()
        };
        lay_parts(&mut member, &subject, sheets, options, secrets, report);
        match record {
            None => {
                report.members.created += 1;
                created.push(member);
            }
            Some(record) => {
                if subject.draft.is_some() {
                    let before = Member {
                        locations: Vec::new(),
                        service_offers: Vec::new(),
                        ..record.member.clone()
                    };
                    count(&mut report.members, own != before);
                }
                if record.member != member {
                    changed.push((record, member));
                }
            }
        }
    }
    change.create_members(created)?;
    change.replace_members(changed)?;
    Ok(())
}

fn count(counts: &mut Counts, changed: bool) {
    if changed {
        counts.changed += 1;
    } else {
        counts.same += 1;
    }
}

/// Why a member's row cannot be laid over its record.
fn refuse_member(subject: &Subject, record: Option<&Record>, options: &Options) -> Option<String> {
    let draft = subject.draft.as_ref()?;
    let Some(record) = record else {
        let missing = match (&draft.name, draft.country) {
            (None, _) => "name",
            (_, None) => "country",
            _ if draft.slug.is_none() && free_slug(draft, &HashSet::new()).is_none() => "slug",
            _ => return left_before_joined(draft, None),
        };
        return Some(format!(
            "a new member needs a {missing}; no column feeds it"
        ));
    };
    let (now, member) = (&record.member.membership.status, &record.member);
    if let Some(into) = member.merged_into {
        return Some(format!(
            "this member was merged into {into}; give the row that one's slug, or remove it"
        ));
    }
    if let Some(status) = draft.status.flatten()
        && status != *now
        && !now.can_become(status)
    {
        let next: Vec<&str> = now.next().iter().map(|status| status.as_str()).collect();
        return Some(match &next[..] {
            [] => format!("its status is {now}, which nothing follows; it cannot become {status}"),
            next => format!(
                "its status is {now} and cannot become {status}; it can become {}",
                next.join(" or ")
            ),
        });
    }
    if let Some(message) = left_before_joined(draft, Some(member)) {
        return Some(message);
    }
    if let (Some(given), Some(known)) = (&draft.external_id, &member.external_id)
        && given != known
    {
        return Some(format!(
            "the registry knows this slug with the external_id \"{known}\", not \"{given}\"; \
             correct the one that is wrong"
        ));
    }
    let status = draft.status.flatten().unwrap_or(*now);
    if *now == MembershipStatus::Suspended
        && status == MembershipStatus::Member
        && !options.confirm_publication
    {
        return Some(
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
        return Some(
            "this member is unlisted in the registry and would become listed; confirm that with \
             --confirm-publication, or write unlisted"
                .to_owned(),
        );
    }
    None
}

fn left_before_joined(draft: &MemberDraft, member: Option<&Member>) -> Option<String> {
    let known = member.map(|member| member.membership);
    let joined = draft.joined_on.unwrap_or_else(|| known?.joined_on)?;
    let left = draft.left_on.unwrap_or_else(|| known?.left_on)?;
    (left < joined)
        .then(|| format!("left_on {left} is before joined_on {joined}; correct one of them"))
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
            draft.create(slug)
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
    if !subject.locations.is_empty() {
        let country = member.country;
        let laid = reconcile::locations(
            &member.locations,
            &subject.locations,
            country,
            secrets,
            options.confirm_publication,
        );
        let lines = subject.locations.iter().map(|row| row.line);
        note(
            &laid,
            lines,
            &sheets.locations_file,
            &mut report.locations,
            &mut report.refusals,
        );
        report.left_alone += laid.left_alone;
        member.locations = laid.things;
    }
    if !subject.offers.is_empty() {
        let laid = reconcile::offers(&member.service_offers, &subject.offers);
        let lines = subject.offers.iter().map(|row| row.line);
        note(
            &laid,
            lines,
            &sheets.services_file,
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
    file: &str,
    counts: &mut Counts,
    refusals: &mut Vec<Refusal>,
) {
    for (outcome, line) in laid.outcomes.iter().zip(lines) {
        match outcome {
            Outcome::Created => counts.created += 1,
            Outcome::Changed => counts.changed += 1,
            Outcome::Same => counts.same += 1,
            Outcome::Refused(message) => {
                counts.refused += 1;
                refusals.push(refusal(file, line, message.clone()));
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
    let own = |file: &str| *file != sheets.members_file;
    let message = "the row of its member is refused";
    if own(&sheets.locations_file) {
        report.locations.refused += locations.len();
        report.refusals.extend(
            locations
                .iter()
                .map(|row| refusal(&sheets.locations_file, row.line, message.to_owned())),
        );
    }
    if own(&sheets.services_file) {
        report.services.refused += offers.len();
        report.refusals.extend(
            offers
                .iter()
                .map(|row| refusal(&sheets.services_file, row.line, message.to_owned())),
        );
    }
}

pub fn refusal(file: &str, line: u64, message: String) -> Refusal {
    Refusal {
        file: file.to_owned(),
        line,
        column: None,
        value: String::new(),
        message,
    }
}
