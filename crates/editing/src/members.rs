//! A member's entry: found, made, changed, withdrawn, restored, verified, purged.

use std::collections::HashSet;

use serde_json::Value;

use crate::{
    document::Mistake,
    edit::Edit,
    entry::{self, Flags},
    exposure,
    refusal::{Conflict, Refusal},
};
use network::{
    Location, Member, MemberId, Slug, Timestamp, VerifiedBy, hours, nearest::nearest,
    position::Misplaced,
};
use registry::{
    AnyConnection, Change, Record, Rewrite,
    audit::{Action, Subject},
    members, purged, service_types, trail,
};

/// A record that was written, and what is odd about it.
#[derive(Debug)]
pub struct Saved {
    /// The record as it is now.
    pub record: Record,
    /// What should be looked at again, although it was taken.
    pub warnings: Vec<Mistake>,
}

impl Saved {
    /// A record, looked at for what is odd.
    pub fn new(record: Record) -> Self {
        Self {
            warnings: warnings(&record.member),
            record,
        }
    }

    /// The same record, of which more is odd.
    pub fn warning(mut self, more: Vec<Mistake>) -> Self {
        self.warnings.extend(more);
        self
    }
}

/// The identifier under a member's identifier or slug, whatever its case. An earlier slug is
/// answered with [`Refusal::Moved`].
pub fn identify(connection: &mut AnyConnection, key: &str) -> Result<MemberId, Refusal> {
    if let Ok(id) = key.parse::<MemberId>() {
        return Ok(id);
    }
    let unknown = || Refusal::NotFound(format!("There is no member \"{key}\"."));
    let slug: Slug = key.to_ascii_lowercase().parse().map_err(|_| unknown())?;
    members::id_by_slug(connection, &slug)?.ok_or_else(|| {
        let slugs = members::keys(connection)
            .map(|keys| keys.by_slug)
            .unwrap_or_default();
        match nearest(key, slugs.keys().map(String::as_str)) {
            Some(near) => Refusal::NotFound(format!(
                "There is no member \"{key}\". Did you mean \"{near}\"?"
            )),
            None => unknown(),
        }
    })
}

/// The record under a member's identifier or slug.
pub fn find(connection: &mut AnyConnection, key: &str) -> Result<Record, Refusal> {
    let id = identify(connection, key)?;
    let record = load(connection, id)?;
    let by_slug = key.parse::<MemberId>().is_err();
    if by_slug && record.member.slug.as_str() != key {
        return Err(Refusal::Moved(record.member.slug));
    }
    Ok(record)
}

/// The record with an identifier.
pub fn load(connection: &mut AnyConnection, id: MemberId) -> Result<Record, Refusal> {
    if let Some(record) = members::load_one(connection, id)? {
        return Ok(record);
    }
    Err(if purged::is_purged(connection, id)? {
        Refusal::Purged("This member was purged: everything about it was erased.".to_owned())
    } else {
        Refusal::NotFound(format!("There is no member {id}."))
    })
}

/// A member as it stood after a change; fails when it was not there yet, or when the trail has let
/// go of it.
pub fn as_of(
    connection: &mut AnyConnection,
    key: &str,
    revision: i64,
) -> Result<trail::TrailLine, Refusal> {
    let record = find(connection, key)?;
    let id = record.member.id.to_string();
    let subject = Subject::Member;
    let line = trail::last_until(connection, subject, &id, revision)?.ok_or_else(|| {
        Refusal::NotFound(format!(
            "This member was not in the registry at revision {revision}."
        ))
    })?;
    if line.emptied_at.is_none() {
        return Ok(line);
    }
    // It stood so until the next change, whose line may have it still.
    let after = match trail::first_after(connection, subject, &id, line.revision)? {
        None => Some(serde_json::to_value(&record.member)?),
        Some(next) if next.emptied_at.is_none() => next.before,
        Some(_) => None,
    };
    match after {
        Some(after) => Ok(trail::TrailLine {
            after: Some(after),
            ..line
        }),
        None => Err(Refusal::Purged(format!(
            "How this entry stood at revision {revision} is not kept any more: the trail lets go of \
             how records stood after AUDIT_RETENTION_DAYS. That and when it was changed is still in \
             the trail."
        ))),
    }
}

/// Makes a member from a document.
pub fn create(change: &mut Change<'_>, edit: Edit) -> Result<Saved, Refusal> {
    let mut document = edit.document;
    let flags = Flags::take(&mut document);
    let taxonomy = service_types::load(change.connection())?;
    let written = entry::new_member(document, &taxonomy, change.at(), &flags)?;
    let mut member = written.member;
    if !written.chose_slug {
        member.slug = free_slug(change.connection(), &member)?;
    }
    check_keys(change.connection(), None, &member)?;
    let warnings = exposure::check(change, &[], &[&member], flags.confirm_publication)?;
    super::duplicates::check(change, &member, flags.allow_duplicate)?;
    let record = change.create_members(vec![member])?.pop();
    record
        .map(|record| Saved::new(record).warning(warnings))
        .ok_or_else(|| Refusal::wrong_state("The member could not be read back."))
}

/// The record that an edit is about; fails unless it is as expected.
pub fn expected(connection: &mut AnyConnection, edit: &Edit) -> Result<Record, Refusal> {
    let record = find(connection, &edit.key)?;
    edit.expected.check(&record)?;
    Ok(record)
}

/// Changes a member by a document: the whole of it, or a merge patch.
pub fn update(change: &mut Change<'_>, mut edit: Edit) -> Result<Saved, Refusal> {
    let record = expected(change.connection(), &edit)?;
    edit_record(change, record, Action::Update, None, |whole, flags| {
        *flags = Flags::take(&mut edit.document);
        lay_over(edit, whole)
    })
}

fn lay_over(edit: Edit, whole: &mut Value) -> Result<(), Refusal> {
    if edit.is_patch && !edit.document.is_object() {
        return Err(Refusal::mistake(
            "",
            "invalid_type",
            "a merge patch is an object",
        ));
    }
    edit.apply(whole);
    Ok(())
}

/// A record as a merge patch would leave it, whatever state was read. Nothing is written.
pub fn supposed(connection: &mut AnyConnection, edit: Edit) -> Result<Record, Refusal> {
    let record = find(connection, &edit.key)?;
    let mut edit = Edit {
        is_patch: true,
        ..edit
    };
    let flags = Flags::take(&mut edit.document);
    let mut whole = serde_json::to_value(&record.member)?;
    lay_over(edit, &mut whole)?;
    let taxonomy = service_types::load(connection)?;
    let now = Timestamp::now();
    Ok(Record {
        member: entry::changed_member(&record.member, whole, &taxonomy, now, &flags)?,
        ..record
    })
}

/// Changes a record that was found and checked by changing its JSON, naming what is done by that.
pub fn edit_record(
    change: &mut Change<'_>,
    record: Record,
    action: Action,
    details: Option<Value>,
    edit: impl FnOnce(&mut Value, &mut Flags) -> Result<(), Refusal>,
) -> Result<Saved, Refusal> {
    refuse_merged(&record.member)?;
    let mut whole = serde_json::to_value(&record.member)?;
    let mut flags = Flags::default();
    edit(&mut whole, &mut flags)?;
    let taxonomy = service_types::load(change.connection())?;
    let after = entry::changed_member(&record.member, whole, &taxonomy, change.at(), &flags)?;
    if after == record.member && action == Action::Update {
        return Ok(Saved::new(record));
    }
    check_keys(change.connection(), Some(&record.member), &after)?;
    let rewrite = Rewrite {
        details,
        ..Rewrite::new(action, record, after)
    };
    write_confirmed(change, rewrite, flags.confirm_publication)
}

/// Refuses rewrites that would show the public more than before, unless that was confirmed; gives
/// what should be looked at again.
pub fn check_rewrites(
    change: &mut Change<'_>,
    rewrites: &[Rewrite],
    confirmed: bool,
) -> Result<Vec<Mistake>, Refusal> {
    let before: Vec<&Member> = rewrites.iter().map(|one| &one.before.member).collect();
    let after: Vec<&Member> = rewrites.iter().map(|one| &one.after).collect();
    exposure::check(change, &before, &after, confirmed)
}

/// Writes a change of one member, unless it would show the public more and that was not confirmed.
pub fn write_confirmed(
    change: &mut Change<'_>,
    rewrite: Rewrite,
    confirmed: bool,
) -> Result<Saved, Refusal> {
    let warnings = check_rewrites(change, std::slice::from_ref(&rewrite), confirmed)?;
    Ok(write(change, rewrite)?.warning(warnings))
}

/// Writes one member anew.
pub fn write(change: &mut Change<'_>, rewrite: Rewrite) -> Result<Saved, Refusal> {
    let before = rewrite.before.clone();
    let record = change.rewrite_members(vec![rewrite])?.pop();
    Ok(Saved::new(record.unwrap_or(before)))
}

/// Withdraws an entry: it is kept, and nobody but staff sees it.
pub fn withdraw(change: &mut Change<'_>, edit: Edit) -> Result<Saved, Refusal> {
    let record = expected(change.connection(), &edit)?;
    if record.member.withdrawn_at.is_some() {
        return Err(Refusal::wrong_state(
            "This entry is withdrawn already. POST …/restore brings it back.",
        ));
    }
    let after = Member {
        withdrawn_at: Some(change.at()),
        ..record.member.clone()
    };
    write(change, Rewrite::new(Action::Withdraw, record, after))
}

/// Brings a withdrawn entry back.
pub fn restore(change: &mut Change<'_>, mut edit: Edit) -> Result<Saved, Refusal> {
    let flags = edit.only_flags()?;
    let record = expected(change.connection(), &edit)?;
    refuse_merged(&record.member)?;
    if record.member.withdrawn_at.is_none() {
        return Err(Refusal::wrong_state(
            "This entry is not withdrawn; there is nothing to restore.",
        ));
    }
    let after = Member {
        withdrawn_at: None,
        ..record.member.clone()
    };
    let rewrite = Rewrite::new(Action::Restore, record, after);
    write_confirmed(change, rewrite, flags.confirm_publication)
}

/// Confirms that an entry is still true; `by` says on whose side that is.
pub fn verify(change: &mut Change<'_>, edit: Edit, by: VerifiedBy) -> Result<Saved, Refusal> {
    edit.has_no_body()?;
    let record = expected(change.connection(), &edit)?;
    refuse_merged(&record.member)?;
    let after = Member {
        verified_at: Some(change.at()),
        verified_by: Some(by),
        ..record.member.clone()
    };
    write(change, Rewrite::new(Action::Verify, record, after))
}

/// Fails for an entry that lives on in another one.
pub fn refuse_merged(member: &Member) -> Result<(), Refusal> {
    match member.merged_into {
        None => Ok(()),
        Some(into) => Err(Refusal::wrong_state(format!(
            "This entry was merged into {into}; change that one, or take the merge back with \
                 POST …/revert."
        ))),
    }
}

/// Fails when a key of a member is another one's.
fn check_keys(
    connection: &mut AnyConnection,
    before: Option<&Member>,
    after: &Member,
) -> Result<(), Refusal> {
    let mut mistakes = Vec::new();
    let mut taken = |pointer: &str, owner: MemberId, what: &str| {
        let message = format!("it belongs to the member {owner} already; choose another {what}");
        mistakes.push(Mistake::new(pointer, "taken", message));
    };
    if before.is_none_or(|before| before.slug != after.slug)
        && let Some(owner) = slug_owner(connection, &after.slug)?
        && owner != after.id
    {
        taken("/slug", owner, "slug");
    }
    if let Some(external_id) = &after.external_id
        && let Some(owner) =
            members::owners_of_external_ids(connection, [&**external_id])?.remove(external_id)
        && owner != after.id
    {
        taken("/external_id", owner, "identifier");
    }
    match mistakes.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(mistakes)),
    }
}

/// Fails when members that are written together would take a key of another one, who has got it
/// since they had it themselves.
pub fn check_keys_among(
    connection: &mut AnyConnection,
    rewrites: &[Rewrite],
) -> Result<(), Refusal> {
    let own: HashSet<MemberId> = rewrites.iter().map(|one| one.before.member.id).collect();
    let after = || rewrites.iter().map(|rewrite| &rewrite.after);
    let by_slug = members::owners_of_slugs(connection, after().flat_map(Member::slugs))?;
    let external_ids = after().filter_map(|member| member.external_id.as_deref());
    let by_external_id = members::owners_of_external_ids(connection, external_ids)?;
    for member in after() {
        let slugs = member.slugs().map(Slug::as_str);
        let slugs = slugs.filter_map(|slug| Some((slug, by_slug.get(slug)?)));
        let external_id = member.external_id.as_deref();
        let external_id = external_id.and_then(|id| Some((id, by_external_id.get(id)?)));
        let mut owners = slugs.chain(external_id);
        if let Some((key, owner)) = owners.find(|(_, owner)| !own.contains(owner)) {
            return Err(Refusal::conflict(
                Conflict::MovedOn,
                format!("\"{key}\" belongs to the member {owner} by now."),
            ));
        }
    }
    Ok(())
}

fn slug_owner(connection: &mut AnyConnection, slug: &Slug) -> Result<Option<MemberId>, Refusal> {
    Ok(members::owners_of_slugs(connection, [slug])?.remove(slug.as_str()))
}

/// A slug from the member's name that nobody has.
fn free_slug(connection: &mut AnyConnection, member: &Member) -> Result<Slug, Refusal> {
    let plain = Slug::from_name(&member.name).unwrap_or_else(|| member.slug.clone());
    for slug in plain.variants(member.country) {
        if slug_owner(connection, &slug)?.is_none() {
            return Ok(slug);
        }
    }
    Ok(plain)
}

/// What is odd about a member: a point outside its country, which is hidden or was confirmed, and
/// opening hours that are none.
fn warnings(member: &Member) -> Vec<Mistake> {
    let places = member.locations.iter().enumerate();
    places
        .flat_map(|(number, place)| [outside_country(number, place), no_hours(number, place)])
        .flatten()
        .collect()
}

fn outside_country(number: usize, place: &Location) -> Option<Mistake> {
    let told = Misplaced::find(place.country, place.point?)?.told("\"confirm_positions\": true");
    Some(Mistake::of(format!("/locations/{number}/point"), told))
}

fn no_hours(number: usize, place: &Location) -> Option<Mistake> {
    let doubt = hours::doubt(place.opening_hours.as_deref()?)?;
    Some(Mistake::of(
        format!("/locations/{number}/opening_hours"),
        doubt,
    ))
}
