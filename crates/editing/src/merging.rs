//! Two records that are one member become one: nothing of either is lost, and both are found
//! under all of their slugs.

use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use validator::Validate;

use super::{
    Edit, Refusal, Saved, exposure,
    members::{expected, find, load, refuse_merged},
};
use network::{LocalizedText, Location, LocationId, Member, OtherName, ServiceOffer};
use publication::publish;
use registry::{Change, Record, Rewrite, audit::Action, members};

/// What is to be merged.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// Identifier or slug of the member that goes into this one.
    #[schema(example = "caritas-gent-2")]
    pub absorb: String,
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
    let after = united(&record.member, &other.member);
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
    check_exposure(
        change,
        &record,
        &other,
        &rewrites,
        wanted.confirm_publication,
    )?;
    let records = change.rewrite_members(rewrites)?;
    Ok(Saved::new(records.into_iter().next().unwrap_or(record)))
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
) -> Result<(), Refusal> {
    let hidden = publish(&other.member).is_none() && publish(&record.member).is_some();
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
    let before: Vec<&Member> = rewrites
        .iter()
        .map(|rewrite| &rewrite.before.member)
        .collect();
    let after: Vec<&Member> = rewrites.iter().map(|rewrite| &rewrite.after).collect();
    exposure::check(change, &before, &after, confirmed)
}

/// The one with what it takes over from the other.
fn united(one: &Member, other: &Member) -> Member {
    let mut member = one.clone();
    let other_name = OtherName {
        language: other.name_language.clone(),
        name: other.name.clone(),
    };
    for name in std::iter::once(&other_name).chain(&other.names) {
        if name.name != member.name && !member.names.iter().any(|known| known.name == name.name) {
            member.names.push(name.clone());
        }
    }
    for slug in other.slugs() {
        if !member.former_slugs.contains(slug) {
            member.former_slugs.push(slug.clone());
        }
    }
    member.former_slugs.sort();
    fill(&mut member.external_id, &other.external_id);
    fill(&mut member.name_language, &other.name_language);
    fill(&mut member.acronym, &other.acronym);
    fill(&mut member.website, &other.website);
    fill(&mut member.email, &other.email);
    fill(&mut member.phone, &other.phone);
    fill(&mut member.founded_year, &other.founded_year);
    fill(&mut member.membership.joined_on, &joined_before(one, other));
    add_new(&mut member.languages, &other.languages);
    fill_texts(&mut member.summary, &other.summary);
    take_parts(&mut member, other);
    member
}

/// When the other one joined, if the one may have joined then.
fn joined_before(one: &Member, other: &Member) -> Option<network::Date> {
    let joined = other.membership.joined_on?;
    one.membership
        .left_on
        .is_none_or(|left| joined <= left)
        .then_some(joined)
}

fn take_parts(member: &mut Member, other: &Member) {
    // A place that both have stands once, and offers go with the one that stays.
    let mut same: Vec<(LocationId, LocationId)> = Vec::new();
    for place in &other.locations {
        let known = member.locations.iter().find(|known| alike(known, place));
        match known {
            Some(known) => same.push((place.id, known.id)),
            None => member.locations.push(place.clone()),
        }
    }
    for offer in &other.service_offers {
        let at = offer.location.map(|id| {
            let stays = same.iter().find(|(gone, _)| *gone == id);
            stays.map_or(id, |(_, stays)| *stays)
        });
        let offer = ServiceOffer {
            location: at,
            ..offer.clone()
        };
        let known = member.service_offers.iter().any(|known| {
            ServiceOffer {
                id: offer.id,
                ..known.clone()
            } == offer
        });
        if !known {
            member.service_offers.push(offer);
        }
    }
    member.contacts.extend(other.contacts.iter().cloned());
    member.notes.extend(other.notes.iter().cloned());
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

fn fill<T: Clone>(field: &mut Option<T>, other: &Option<T>) {
    if field.is_none() {
        field.clone_from(other);
    }
}

fn add_new<T: Clone + PartialEq>(list: &mut Vec<T>, other: &[T]) {
    for item in other {
        if !list.contains(item) {
            list.push(item.clone());
        }
    }
}

fn fill_texts(texts: &mut LocalizedText, other: &LocalizedText) {
    for (language, text) in &other.0 {
        texts
            .0
            .entry(language.clone())
            .or_insert_with(|| text.clone());
    }
}
