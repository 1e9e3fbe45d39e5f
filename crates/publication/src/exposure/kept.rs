//! What the texts of an entry are searched for, and what is no secret any more.

use std::{cell::OnceCell, collections::HashSet};

use network::{
    Location, Member, MemberId, Visibility,
    disclosure::{Hidden, Public, SecretIndex, Text, Whereabouts},
};

use super::PeopleOf;

/// Where the places of a member are, made ready once that is asked for.
pub struct Here<'a> {
    member: &'a Member,
    places: OnceCell<Vec<Whereabouts>>,
}

impl<'a> Here<'a> {
    pub fn of(member: &'a Member) -> Self {
        Self {
            member,
            places: OnceCell::new(),
        }
    }

    /// In the order of the member's places.
    pub fn places(&self) -> &[Whereabouts] {
        let places = || self.member.locations.iter().map(Whereabouts::from);
        self.places.get_or_init(|| places().collect())
    }
}

/// What texts are searched for: what the member itself keeps secret, and others at the same address.
pub fn kept_secret<E>(
    before: Option<&Member>,
    after: &Member,
    here: &Here<'_>,
    secrets: &SecretIndex,
    people: PeopleOf<'_, E>,
) -> Result<Vec<Hidden>, E> {
    let mut kept = own_secrets(before, after);
    for neighbour in neighbours(after, here, secrets) {
        let is_here = |hidden: &&Hidden| {
            let mut places = here.places().iter();
            places.any(|place| hidden.told_by_place(place).is_some())
        };
        kept.extend(secrets.of_member(neighbour).filter(is_here).cloned());
        let people = people(neighbour)?;
        let people = people.iter();
        kept.extend(people.filter_map(|person| Hidden::contact(neighbour, person)));
    }
    Ok(kept)
}

/// What the member itself keeps secret, before and after a change: a place that the change makes
/// public is no secret any more.
fn own_secrets(before: Option<&Member>, after: &Member) -> Vec<Hidden> {
    let is_shown = |place: &Location| {
        let mut now = after.locations.iter();
        now.any(|now| now.id == place.id && now.visibility == Visibility::Public)
    };
    let gone = before.into_iter();
    let places = gone.clone().flat_map(|before| &before.locations);
    let places = places.filter(|place| !after.locations.contains(place));
    let people = gone.flat_map(|before| &before.contacts);
    let people = people.filter(|person| !after.contacts.contains(person));
    let places = after
        .locations
        .iter()
        .chain(places)
        .filter(|place| !is_shown(place));
    let people = after.contacts.iter().chain(people);
    places
        .filter_map(|place| Hidden::location(after.id, place))
        .chain(people.filter_map(|person| Hidden::contact(after.id, person)))
        .collect()
}

/// The other members that keep an address secret where this one has a place.
fn neighbours(member: &Member, here: &Here<'_>, secrets: &SecretIndex) -> HashSet<MemberId> {
    let places = here.places().iter();
    let told = places.flat_map(|place| secrets.told_by_place(place));
    told.map(|(hidden, _)| hidden.member)
        .filter(|other| *other != member.id)
        .collect()
}

/// What is no secret: what the public read before, and the streets of houses that it may know.
pub fn public_already(known: &HashSet<String>, member: &Member) -> Public {
    let mut public = Public::default();
    for text in known {
        public.add_text(Text::new(text));
    }
    let places = member.locations.iter();
    for place in places.filter(|place| place.visibility == Visibility::Public) {
        let address = place.address.iter();
        // A street without a house may be all that is to be hidden.
        for address in address.filter(|address| address.contains(char::is_numeric)) {
            public.add_address(address);
        }
    }
    public
}
