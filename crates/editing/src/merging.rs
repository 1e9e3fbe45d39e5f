//! Two records that are one member become one: nothing of either is lost, and both are found
//! under all of their slugs.

use std::{
    collections::{HashMap, HashSet},
    mem,
};

use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    document::Mistake,
    edit::Edit,
    exposure,
    members::{Saved, check_rewrites, expected, find, load, refuse_merged},
    refusal::Refusal,
};
use network::{Location, LocationId, Member, Membership, OtherName, ServiceOffer, codes::codes};
use publication::is_public;
use registry::{Change, Record, Rewrite, audit::Action, members};

codes! {
    /// A field in which the member that goes may be right.
    TakenField ("field") {
        /// The name, with its language.
        Name = "name",
        /// The acronym.
        Acronym = "acronym",
        /// The country.
        Country = "country",
        /// The website.
        Website = "website",
        /// The e-mail address.
        Email = "email",
        /// The year in which it was founded.
        FoundedYear = "founded_year",
        /// The summary.
        Summary = "summary",
    }
}

/// What is to be merged.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// Identifier or slug of the member that goes into this one.
    #[schema(example = "caritas-gent-2")]
    pub absorb: String,
    /// Fields in which the other member is right where the two differ. What this one says is lost there,
    /// but for a name, which stays among its other names; in a summary the languages that the other
    /// has not stay.
    #[serde(default)]
    pub take: Vec<TakenField>,
    /// Must be true when the public sees more by it than before.
    #[serde(default)]
    pub confirm_publication: bool,
}

/// Merges another member into one. The other one's places, offers, contacts and notes move; what
/// the one does not say of itself is taken from the other; its slugs lead to the one from then on.
pub fn merge(change: &mut Change<'_>, edit: Edit) -> Result<Saved, Refusal> {
    let wanted: Merge = edit.read()?;
    let record = expected(change.connection(), &edit)?;
    let other = find_other(change, &record, &wanted.absorb)?;
    let (one, another) = exchanged(&record.member, &other.member, &wanted.take);
    let after = united(&one, &another)?;
    let emptied = emptied(&record.member, &other.member, &after, change.at());
    let mut rewrites = vec![
        step(&record, after, json!({ "absorbed": other.member.id })),
        step(&other, emptied, json!({ "merged_into": record.member.id })),
    ];
    // What was merged into the other before follows it.
    for id in members::ids_merged_into(change.connection(), other.member.id)? {
        let earlier = load(change.connection(), id)?;
        let moved = Member {
            merged_into: Some(record.member.id),
            ..earlier.member.clone()
        };
        rewrites.push(step(
            &earlier,
            moved,
            json!({ "merged_into": record.member.id }),
        ));
    }
    let warnings = check_exposure(
        change,
        &record,
        &other,
        &rewrites,
        wanted.confirm_publication,
    )?;
    let records = change.rewrite_members(rewrites)?;
    let record = records.into_iter().next().unwrap_or(record);
    Ok(Saved::new(record).warning(warnings))
}

fn step(before: &Record, after: Member, details: Value) -> Rewrite {
    Rewrite {
        details: Some(details),
        ..Rewrite::new(Action::Merge, before.clone(), after)
    }
}

fn find_other(change: &mut Change<'_>, record: &Record, absorb: &str) -> Result<Record, Refusal> {
    refuse_merged(&record.member)?;
    if record.member.withdrawn_at.is_some() {
        return Err(Refusal::wrong_state(
            "This entry is withdrawn; restore it before another one is merged into it.",
        ));
    }
    let unknown = |message: String| Refusal::mistake("/absorb", "unknown_member", message);
    let other = match find(change.connection(), absorb) {
        Err(Refusal::NotFound(detail) | Refusal::Purged(detail)) => return Err(unknown(detail)),
        Err(Refusal::Moved(slug)) => find(change.connection(), slug.as_str())?,
        other => other?,
    };
    if other.member.id == record.member.id {
        return Err(unknown("a member cannot be merged into itself".to_owned()));
    }
    refuse_merged(&other.member)?;
    Ok(other)
}

/// Whatever an unpublished member brings into a published one comes to light.
fn check_exposure(
    change: &mut Change<'_>,
    record: &Record,
    other: &Record,
    rewrites: &[Rewrite],
    confirmed: bool,
) -> Result<Vec<Mistake>, Refusal> {
    let hidden = !is_public(&other.member) && is_public(&record.member);
    if hidden && !confirmed {
        return Err(Refusal::mistake(
            "/confirm_publication",
            "confirmation_required",
            format!(
                "\"{}\" is not public, and what it has would be shown with \"{}\"; if that is \
                 meant, send \"confirm_publication\": true",
                other.member.name, record.member.name
            ),
        ));
    }
    let warnings = check_rewrites(change, rewrites, confirmed)?;
    let before: Vec<&Member> = rewrites.iter().map(|one| &one.before.member).collect();
    let after: Vec<&Member> = rewrites.iter().map(|one| &one.after).collect();
    exposure::check_merge(change, &before, &after, &other.member, confirmed)?;
    Ok(warnings)
}

/// The two with these fields of each in the other.
fn exchanged(one: &Member, other: &Member, fields: &[TakenField]) -> (Member, Member) {
    let (mut one, mut other) = (one.clone(), other.clone());
    for field in fields {
        match field {
            TakenField::Name => {
                mem::swap(&mut one.name, &mut other.name);
                mem::swap(&mut one.name_language, &mut other.name_language);
                one.names.retain(|known| known.name != one.name);
            }
            TakenField::Acronym => mem::swap(&mut one.acronym, &mut other.acronym),
            TakenField::Country => mem::swap(&mut one.country, &mut other.country),
            TakenField::Website => mem::swap(&mut one.website, &mut other.website),
            TakenField::Email => mem::swap(&mut one.email, &mut other.email),
            TakenField::FoundedYear => mem::swap(&mut one.founded_year, &mut other.founded_year),
            TakenField::Summary => mem::swap(&mut one.summary, &mut other.summary),
        }
    }
    (one, other)
}

/// The one with what it takes over from the other.
///
/// Where the one has nothing it gets what the other has, lists get what they lack, and texts are
/// added by language. That holds for every field of their JSON, so none is lost that is not named
/// here; named are those to which another rule applies.
fn united(one: &Member, other: &Member) -> Result<Member, registry::Error> {
    let (locations, service_offers) = new_parts(one, other);
    let offered = Member {
        names: new_names(one, other),
        former_slugs: other.slugs().cloned().collect(),
        membership: Membership {
            joined_on: joined_before(one, other),
            ..one.membership
        },
        verified_at: one.verified_at,
        verified_by: one.verified_by,
        withdrawn_at: one.withdrawn_at,
        merged_into: one.merged_into,
        locations,
        service_offers,
        ..other.clone()
    };
    let mut member = serde_json::to_value(one)?;
    fill(&mut member, serde_json::to_value(offered)?);
    let mut member: Member = serde_json::from_value(member)?;
    member.former_slugs.sort();
    Ok(member)
}

/// The names of the other one that the one does not have.
fn new_names(one: &Member, other: &Member) -> Vec<OtherName> {
    let main = OtherName {
        language: other.name_language.clone(),
        name: other.name.clone(),
    };
    let mut known: HashSet<&str> = one.names.iter().map(|name| name.name.as_str()).collect();
    known.insert(&one.name);
    let mut names: Vec<OtherName> = std::iter::once(&main)
        .chain(&other.names)
        .cloned()
        .collect();
    names.retain(|name| !known.contains(name.name.as_str()));
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.name.clone()));
    names
}

/// When the other one joined, if the one may have joined then.
fn joined_before(one: &Member, other: &Member) -> Option<network::Date> {
    let joined = other.membership.joined_on?;
    one.membership
        .left_on
        .is_none_or(|left| joined <= left)
        .then_some(joined)
}

/// The places and offers of the other one that the one does not have. A place that both have stands
/// once, and offers go with the one that stays.
fn new_parts(one: &Member, other: &Member) -> (Vec<Location>, Vec<ServiceOffer>) {
    let mut same: HashMap<LocationId, LocationId> = HashMap::new();
    let mut locations: Vec<Location> = Vec::new();
    for place in &other.locations {
        let mut known = one.locations.iter().chain(&locations);
        match known.find(|known| alike(known, place)) {
            Some(known) => {
                same.insert(place.id, known.id);
            }
            None => locations.push(place.clone()),
        }
    }
    let mut offers: Vec<ServiceOffer> = Vec::new();
    for offer in &other.service_offers {
        let offer = ServiceOffer {
            location: offer.location.map(|id| *same.get(&id).unwrap_or(&id)),
            ..offer.clone()
        };
        let known = one.service_offers.iter().chain(&offers).any(|known| {
            ServiceOffer {
                id: offer.id,
                ..known.clone()
            } == offer
        });
        if !known {
            offers.push(offer);
        }
    }
    (locations, offers)
}

fn alike(one: &Location, other: &Location) -> bool {
    let renamed = Location {
        id: one.id,
        ..other.clone()
    };
    renamed == *one
}

/// What is left of the other: its history, under its identifier.
fn emptied(one: &Member, other: &Member, united: &Member, now: network::Timestamp) -> Member {
    let taken_over = one.external_id.is_none() && united.external_id.is_some();
    Member {
        external_id: other.external_id.clone().filter(|_| !taken_over),
        former_slugs: Vec::new(),
        withdrawn_at: other.withdrawn_at.or(Some(now)),
        merged_into: Some(one.id),
        locations: Vec::new(),
        service_offers: Vec::new(),
        contacts: Vec::new(),
        notes: Vec::new(),
        ..other.clone()
    }
}

/// Puts into one JSON document what it lacks and another one has.
fn fill(one: &mut Value, other: Value) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            for (name, value) in other {
                fill(one.entry(name).or_insert(Value::Null), value);
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for item in other {
                if !one.contains(&item) {
                    one.push(item);
                }
            }
        }
        (one, other) if one.is_null() => *one = other,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every field that the public may know, whichever there are: a field that is added to the
    /// example below arrives too, or this fails.
    #[test]
    fn whatever_the_one_does_not_say_comes_from_the_other() {
        let text = |id: &str, more: Value| {
            let mut member = json!({
                "id": id, "slug": "one", "name": "One", "country": "BE", "listing": "listed",
                "membership": {"type": "ordinary", "status": "member"},
            });
            fill(&mut member, more);
            member
        };
        let bare: Member =
            serde_json::from_value(text("0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a11", json!({})))
                .unwrap();
        let full: Member = serde_json::from_value(text(
            "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a12",
            json!({
                "external_id": "E-2", "name_language": "nl",
                "names": [{"language": "fr", "name": "Une"}], "acronym": "O",
                "website": "https://one.example/", "email": "one@one.example",
                "phones": [{"number": "+32 9 123 45 67"}], "founded_year": 1998, "languages": ["nl", "fr"],
                "links": [{"kind": "donation", "url": "https://one.example/give"}],
                "identifiers": [{"scheme": "wikidata", "value": "Q42"}],
                "summary": {"nl": "Hulp."},
                "locations": [{
                    "id": "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a13", "kind": "office",
                    "city": "Gent", "country": "BE", "visibility": "public",
                }],
                "service_offers": [{
                    "id": "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a14", "service": "housing",
                    "location_id": "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a13",
                }],
                "contacts": [{
                    "id": "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a15", "name": "Ann",
                    "legal_basis": "contract",
                }],
                "notes": [{
                    "id": "0190a5c2-7d3e-7c4a-9b1f-2f6c8d0e4a16", "text": "Kind.",
                    "recorded_at": "2026-11-24T09:30:00Z",
                }],
            }),
        ))
        .unwrap();
        let united = serde_json::to_value(united(&bare, &full).unwrap()).unwrap();
        // What is the one's own, whatever the other one says.
        let own = [
            "id",
            "former_slugs",
            "verified_at",
            "verified_by",
            "withdrawn_at",
            "merged_into",
        ];
        for (name, value) in serde_json::to_value(&full).unwrap().as_object().unwrap() {
            if own.contains(&name.as_str()) {
                continue;
            }
            assert!(
                !value.is_null() && *value != json!([]) && *value != json!({}),
                "the example says nothing of {name}"
            );
            assert_eq!(united[name], *value, "{name}");
        }
    }
}
