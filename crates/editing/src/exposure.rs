//! What a change would bring to light. Whatever makes the public see more than before must be
//! meant, and so must whatever tells it what is kept secret: the document then says
//! `"confirm_publication": true`.

mod document;
mod known;

pub use self::{document::check_document, known::KnownExposures};

use std::collections::{HashMap, HashSet, hash_map::Entry};

use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::{
    document::Mistake,
    members::{self, Saved},
    refusal::Refusal,
};
use network::{
    Contact, Listing, Location, LocationId, Member, MemberId, Slug, Visibility,
    disclosure::{Hidden, SecretHolder, SecretIndex, Whereabouts},
};
use publication::{
    exposure::{Exposure, newly_told, told},
    is_public, publish,
};
use registry::{
    AnyConnection, Change, Error, Rewrite, accepted_exposures, audit::Action, locations, people,
};

/// Refuses a change that shows more than before, or tells what is secret, unless that is confirmed.
/// `before` holds the members as they are, `after` those that are written; a new one has no
/// counterpart. What was taken and should be looked at again is given back, for staff alone.
pub fn check(
    change: &mut Change<'_>,
    before: &[&Member],
    after: &[&Member],
    confirmed: bool,
) -> Result<Vec<Mistake>, Refusal> {
    let known: HashMap<MemberId, &Member> =
        before.iter().map(|member| (member.id, *member)).collect();
    let was = |member: &Member| known.get(&member.id).copied();
    let secrets = match after.iter().all(|member| is_the_same(was(member), member)) {
        true => None,
        false => Some(load_secrets(change.connection(), before, after)?),
    };
    let mut slips = Vec::new();
    if let Some(secrets) = &secrets {
        for member in after {
            let people = &mut |id| contacts_of(change.connection(), after, id);
            slips.extend(newly_told(was(member), member, secrets, people)?);
        }
    }
    if !confirmed {
        refuse(&known, after, &slips)?;
    }
    let Some(secrets) = &secrets else {
        return Ok(Vec::new());
    };
    let slipped: HashSet<MemberId> = slips.iter().map(|slip| slip.member_id).collect();
    let mut warnings = Vec::new();
    for member in after {
        if confirmed && slipped.contains(&member.id) {
            accept(change, member, &slips, secrets, after)?;
        }
        warnings.extend(told_already(change, was(member), member, secrets, after)?);
    }
    Ok(warnings)
}

/// Whether neither what the public sees nor what it must not see differs.
fn is_the_same(before: Option<&Member>, after: &Member) -> bool {
    before.is_some_and(|before| {
        before.locations == after.locations
            && before.contacts == after.contacts
            && publish(before) == publish(after)
    })
}

/// Refuses a merge by which an entry tells what is secret of the member that goes into it, unless
/// that is confirmed: its texts stood there before, the secrets did not.
pub fn check_merge(
    change: &mut Change<'_>,
    before: &[&Member],
    after: &[&Member],
    absorbed: &Member,
    confirmed: bool,
) -> Result<(), Refusal> {
    let secrets = load_secrets(change.connection(), before, after)?;
    let mut told_now = Vec::new();
    for member in after {
        let people = &mut |id| contacts_of(change.connection(), after, id);
        told_now.extend(told(member, &secrets, people)?);
    }
    told_now.retain(|exposure| match &exposure.about {
        SecretHolder::Location { id, .. } => absorbed.locations.iter().any(|one| one.id == *id),
        SecretHolder::Contact { id } => absorbed.contacts.iter().any(|one| one.id == *id),
    });
    if !confirmed {
        return refuse_telling(told_now.iter().map(|slip| slip.sentence.clone()).collect());
    }
    for member in after {
        accept(change, member, &told_now, &secrets, after)?;
    }
    Ok(())
}

fn refuse(
    before: &HashMap<MemberId, &Member>,
    after: &[&Member],
    slips: &[Exposure],
) -> Result<(), Refusal> {
    let mut shown = shown_more(before, after);
    shown.extend(slips.iter().map(|slip| slip.sentence.clone()));
    refuse_telling(shown)
}

/// What the public sees of members that it did not see before, in words.
fn shown_more(before: &HashMap<MemberId, &Member>, after: &[&Member]) -> Vec<String> {
    let members = after
        .iter()
        .filter_map(|member| of_member(before.get(&member.id)?, member));
    let mut shown: Vec<String> = members.collect();
    let places: HashMap<LocationId, &Location> = before
        .values()
        .flat_map(|member| &member.locations)
        .map(|place| (place.id, place))
        .collect();
    let written = after.iter().flat_map(|member| &member.locations);
    shown.extend(written.filter_map(|place| of_place(places.get(&place.id).copied(), place)));
    shown
}

fn refuse_telling(shown: Vec<String>) -> Result<(), Refusal> {
    if shown.is_empty() {
        return Ok(());
    }
    Err(Refusal::mistake(
        "/confirm_publication",
        "confirmation_required",
        format!(
            "this shows the public more than before: {}; if that is meant, send \
             \"confirm_publication\": true",
            shown.join("; ")
        ),
    ))
}

fn of_member(before: &Member, after: &Member) -> Option<String> {
    let name = &after.name;
    if !is_public(before) && is_public(after) {
        return Some(format!("\"{name}\" would stand in the public directory"));
    }
    let is_listed = before.listing == Listing::Unlisted && after.listing == Listing::Listed;
    is_listed.then(|| format!("\"{name}\" would be listed as soon as it is a member"))
}

/// What is told about a place: that it was less visible, or that such a place is usually less
/// visible.
fn of_place(before: Option<&Location>, place: &Location) -> Option<String> {
    let (now, usual) = (place.visibility, Visibility::default_for(place.kind));
    let Location { kind, city, .. } = place;
    match before {
        Some(was) if was.visibility < now => Some(format!(
            "the {kind} in {city} is \"{}\" and would become \"{now}\"",
            was.visibility
        )),
        None if usual < now => Some(format!(
            "the new {kind} in {city} would be \"{now}\", where \"{usual}\" is usual"
        )),
        _ => None,
    }
}

/// What all members keep secret once the change is made.
fn load_secrets(
    connection: &mut AnyConnection,
    before: &[&Member],
    after: &[&Member],
) -> Result<SecretIndex, Refusal> {
    let written: HashSet<MemberId> = before.iter().map(|member| member.id).collect();
    let places = locations::load_not_public(connection)?;
    let others = places
        .iter()
        .filter(|(member, _)| !written.contains(member));
    let written = after.iter().flat_map(|member| {
        let places = member.locations.iter();
        places.map(|place| (member.id, place))
    });
    Ok(SecretIndex::new(
        others
            .map(|(member, place)| (*member, place))
            .chain(written),
    ))
}

fn contacts_of(
    connection: &mut AnyConnection,
    written: &[&Member],
    id: MemberId,
) -> Result<Vec<Contact>, Error> {
    match written.iter().find(|member| member.id == id) {
        Some(member) => Ok(member.contacts.clone()),
        None => {
            let ids = [id.to_string()];
            let found = people::load_contacts(connection, Some(&ids))?;
            Ok(found.into_values().flatten().collect())
        }
    }
}

/// Remembers what of a member's entry was confirmed, and forgets what it tells no more.
fn accept(
    change: &mut Change<'_>,
    member: &Member,
    slips: &[Exposure],
    secrets: &SecretIndex,
    written: &[&Member],
) -> Result<(), Refusal> {
    let known = [member.id.to_string()];
    let mut accepted = accepted_exposures::load(change.connection(), Some(&known))?;
    let new = slips.iter().filter(|slip| slip.member_id == member.id);
    let before = accepted.len();
    accepted.extend(new.map(|slip| slip.id.clone()));
    if accepted.len() == before {
        return Ok(());
    }
    let people = &mut |id| contacts_of(change.connection(), written, id);
    let told: HashSet<String> = told(member, secrets, people)?
        .into_iter()
        .chain(slips.iter().cloned())
        .map(|exposure| exposure.id)
        .collect();
    accepted.retain(|id| told.contains(id));
    accepted_exposures::replace(change.connection(), member.id, accepted)?;
    Ok(())
}

/// What a change keeps secret from now on and the public can read already, in the member's own
/// entry or as another one's address.
fn told_already(
    change: &mut Change<'_>,
    before: Option<&Member>,
    after: &Member,
    secrets: &SecretIndex,
    written: &[&Member],
) -> Result<Vec<Mistake>, Refusal> {
    let known = before.map_or(&[][..], |before| &before.locations);
    let new: Vec<(usize, Hidden)> = after
        .locations
        .iter()
        .enumerate()
        .filter(|(_, place)| !known.contains(place))
        .filter_map(|(number, place)| Some((number, Hidden::location(after.id, place)?)))
        .collect();
    let known = before.map_or(&[][..], |before| &before.contacts);
    let people = after
        .contacts
        .iter()
        .filter(|person| !known.contains(person));
    let people: Vec<Hidden> = people
        .filter_map(|person| Hidden::contact(after.id, person))
        .collect();
    if new.is_empty() && people.is_empty() {
        return Ok(Vec::new());
    }
    let load = &mut |id| contacts_of(change.connection(), written, id);
    let own = told(after, secrets, load)?.into_iter();
    let is_new = |exposure: &Exposure| {
        let mut new = new.iter().map(|(_, hidden)| hidden).chain(&people);
        new.any(|hidden| hidden.holder == exposure.about)
    };
    let mut warnings: Vec<Mistake> = own
        .filter(is_new)
        .map(|exposure| Mistake::new(exposure.pointer, "tells_secret", exposure.sentence))
        .collect();
    let mut public_places = HashMap::new();
    for (number, hidden) in new {
        let place = &after.locations[number];
        let public = match public_places.entry(place.country) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let public = locations::load_public(change.connection(), place.country)?;
                let with_whereabouts = |(member, place)| {
                    let at = Whereabouts::from(&place);
                    (member, place, at)
                };
                new.insert(public.into_iter().map(with_whereabouts).collect::<Vec<_>>())
            }
        };
        for (member, public, at) in public.iter() {
            if *member == after.id || hidden.told_by_place(at).is_none() {
                continue;
            }
            let record = members::load(change.connection(), *member)?;
            if is_public(&record.member) {
                let message = format!(
                    "where this {} is can be read already: as the {} in {} of \"{}\"",
                    place.kind, public.kind, public.city, record.member.name
                );
                let pointer = format!("/locations/{number}/address");
                warnings.push(Mistake::new(pointer, "public_elsewhere", message));
            }
        }
    }
    Ok(warnings)
}

/// What the public entry of a member tells of its own hidden places, as warnings; that it may be
/// hidden itself makes no difference.
pub fn still_told(change: &mut Change<'_>, member: &Member) -> Result<Vec<Mistake>, Refusal> {
    let shown = Member {
        withdrawn_at: None,
        ..member.clone()
    };
    let secrets = load_secrets(change.connection(), &[member], &[member])?;
    told_already(change, None, &shown, &secrets, &[member])
}

/// Takes the confirmation out of a document that has no other flags.
pub fn take_confirmation(document: &mut Value) -> Result<bool, Refusal> {
    let given = document
        .as_object_mut()
        .and_then(|fields| fields.shift_remove("confirm_publication"));
    match given {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(confirmed)) => Ok(confirmed),
        Some(_) => Err(Refusal::mistake(
            "/confirm_publication",
            "invalid_type",
            "it must be true or false",
        )),
    }
}

/// A member that an exposure is about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ExposedMember {
    /// Its identifier.
    pub id: MemberId,
    /// Its slug.
    pub slug: Slug,
    /// Its name.
    pub name: String,
}

/// An exposure with the names of the two members.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Exposure)]
pub struct NamedExposure {
    #[serde(flatten)]
    #[schema(inline)]
    pub exposure: Exposure,
    /// The member whose public entry tells it.
    pub member: ExposedMember,
    /// The member that keeps it secret.
    pub secret_of: ExposedMember,
}

/// Takes an editor's word that an exposure is meant: it leaves the list until the text or the secret
/// changes.
pub fn allow(change: &mut Change<'_>, id: &str) -> Result<Saved, Refusal> {
    let found = KnownExposures::default().find(change.connection())?;
    let exposure = found.into_iter().find(|exposure| exposure.id == id);
    let exposure = exposure.ok_or_else(|| {
        Refusal::NotFound(format!(
            "There is no exposure \"{id}\": it was accepted, or what is told has changed."
        ))
    })?;
    let member = exposure.member_id;
    let known = [member.to_string()];
    let mut accepted = accepted_exposures::load(change.connection(), Some(&known))?;
    accepted.insert(exposure.id.clone());
    accepted_exposures::replace(change.connection(), member, accepted)?;
    let record = members::load(change.connection(), member)?;
    let same = record.member.clone();
    let rewrite = Rewrite {
        details: Some(json!({"exposure": exposure.id, "pointer": exposure.pointer})),
        ..Rewrite::new(Action::Accept, record, same)
    };
    members::write(change, rewrite)
}

/// An exposure as it is shown.
pub fn named(connection: &mut AnyConnection, exposure: Exposure) -> Result<NamedExposure, Refusal> {
    let mut member = |id| {
        let record = members::load(connection, id)?;
        Ok::<_, Refusal>(ExposedMember {
            id,
            slug: record.member.slug,
            name: record.member.name,
        })
    };
    Ok(NamedExposure {
        member: member(exposure.member_id)?,
        secret_of: member(exposure.secret_of)?,
        exposure,
    })
}
