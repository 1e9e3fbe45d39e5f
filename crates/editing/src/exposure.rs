//! What a change would bring to light. Whatever makes the public see more than before must be
//! meant: the document then says `"confirm_publication": true`.

use std::collections::HashMap;

use super::Refusal;
use network::{Listing, Location, LocationId, Member, MemberId, Visibility, fold};
use publication::publish;
use registry::{Change, locations};

/// Places by their identifiers.
type Places<'a> = HashMap<LocationId, &'a Location>;

/// Refuses a change that shows more than before, unless that is confirmed. `before` holds the
/// members as they are, `after` those that are written; a new one has no counterpart.
pub fn check(
    change: &mut Change<'_>,
    before: &[&Member],
    after: &[&Member],
    confirmed: bool,
) -> Result<(), Refusal> {
    if confirmed {
        return Ok(());
    }
    let members: HashMap<MemberId, &Member> =
        before.iter().map(|member| (member.id, *member)).collect();
    let mut shown: Vec<String> = after
        .iter()
        .flat_map(|member| {
            let was = members.get(&member.id);
            was.map(|was| of_member(was, member)).unwrap_or_default()
        })
        .collect();
    let places: Places<'_> = before
        .iter()
        .flat_map(|member| &member.locations)
        .map(|place| (place.id, place))
        .collect();
    let new = |place: &&Location| {
        place.visibility > Visibility::Hidden && places.get(&place.id) != Some(place)
    };
    if after
        .iter()
        .any(|member| member.locations.iter().any(|place| new(&place)))
    {
        let secrets = locations::load_not_public(change.connection())?;
        for place in after
            .iter()
            .flat_map(|member| &member.locations)
            .filter(new)
        {
            shown.extend(of_place(&places, &secrets, place));
        }
    }
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

fn of_member(before: &Member, after: &Member) -> Vec<String> {
    let name = &after.name;
    if publish(before).is_none() && publish(after).is_some() {
        return vec![format!("\"{name}\" would stand in the public directory")];
    }
    if before.listing == Listing::Unlisted && after.listing == Listing::Listed {
        return vec![format!(
            "\"{name}\" would be listed as soon as it is a member"
        )];
    }
    Vec::new()
}

/// What is told about a place: that it was less visible, that such a place is usually less visible,
/// or that its address is kept secret.
fn of_place(before: &Places<'_>, secrets: &[Location], place: &Location) -> Option<String> {
    let now = place.visibility;
    let itself = before.get(&place.id);
    if let Some(was) = itself.filter(|was| was.visibility < now) {
        return Some(format!(
            "the {} in {} is \"{}\" and would become \"{now}\"",
            place.kind, place.city, was.visibility
        ));
    }
    let usual = Visibility::default_for(place.kind);
    if itself.is_none() && usual < now {
        return Some(format!(
            "the new {} in {} would be \"{now}\", where \"{usual}\" is usual",
            place.kind, place.city
        ));
    }
    // A place that keeps its address says nothing new about it.
    let unmoved =
        itself.is_some_and(|was| was.point == place.point && was.address == place.address);
    let secret = secrets
        .iter()
        .find(|secret| secret.visibility < now && names_place_of(place, secret))?;
    (!unmoved).then(|| {
        format!(
            "the {} in {} has the address or point of a place that is \"{}\"",
            place.kind, place.city, secret.visibility
        )
    })
}

/// Whether a place has another one's address in the same city, or its point.
fn names_place_of(place: &Location, other: &Location) -> bool {
    let address = |place: &Location| place.address.as_deref().map(fold);
    let same_address = address(place).is_some()
        && address(place) == address(other)
        && fold(&place.city) == fold(&other.city);
    same_address || place.point.is_some() && place.point == other.point
}
