//! What the public entry of a member tells of what is secret: the address of its shelter in a
//! summary, the telephone number of a person as its own.
//!
//! Every text of the public entry is searched for what the member's own places and people keep from
//! the public, and those of others at the same address. Addresses, points, telephone numbers and
//! e-mail addresses are compared with those of all members. How likeness is found is said in
//! [`network::disclosure`].

mod kept;
mod shown;
mod words;

use std::collections::HashSet;

use serde::Serialize;
use utoipa::ToSchema;

use network::{
    Contact, Location, Member, MemberId, Point, Visibility,
    disclosure::{
        Disclosed, Hidden, SecretHolder, SecretIndex, Text, Town, Whereabouts, may_reach,
        says_number,
    },
};

pub use self::words::in_words;
use self::{
    kept::{Here, kept_secret, public_already},
    shown::{Read, Shown, texts},
};
use super::publish;

/// Something public that tells something secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Exposure {
    /// The match; another one once the text or the secret changes.
    #[schema(example = "9f2c4b7a01d3e85f6a7c1b2d3e4f5061")]
    pub id: String,
    /// The member whose public entry tells it.
    #[serde(skip)]
    pub member_id: MemberId,
    /// Where in the entry (JSON Pointer, RFC 6901).
    #[schema(example = "/summary/nl")]
    pub pointer: String,
    /// What is read there.
    #[schema(example = "Kom naar Kerkstraat 12")]
    pub text: String,
    /// What it tells.
    pub tells: Disclosed,
    /// The member that keeps it secret.
    #[serde(skip)]
    pub secret_of: MemberId,
    /// What it tells about.
    pub about: SecretHolder,
    /// The same in a sentence.
    #[schema(example = "the \"summary\" (nl) tells the address of its hidden shelter in Gent")]
    pub sentence: String,
}

/// The people at a member, as [`told`] asks for them.
pub type PeopleOf<'a, E> = &'a mut dyn FnMut(MemberId) -> Result<Vec<Contact>, E>;

/// What the public entry of a member tells of what is secret. `secrets` are those of all members.
pub fn told<E>(
    member: &Member,
    secrets: &SecretIndex,
    people: PeopleOf<'_, E>,
) -> Result<Vec<Exposure>, E> {
    match publish(member) {
        Some(_) => newly_told(None, member, secrets, people),
        None => Ok(Vec::new()),
    }
}

/// What the public entry of a member tells after a change that it did not before.
pub fn newly_told<E>(
    before: Option<&Member>,
    after: &Member,
    secrets: &SecretIndex,
    people: PeopleOf<'_, E>,
) -> Result<Vec<Exposure>, E> {
    let public = publish(after);
    let was = before.and_then(publish);
    let mut search = Search {
        member: after,
        found: Vec::new(),
    };
    let here = Here::of(after);
    // Of a member that is not published yet too: nobody asks again for each place when it is.
    let known = before.filter(|_| was.is_some() || public.is_none());
    search.places(before, known, &here, secrets);
    let Some(public) = public else {
        return Ok(search.found);
    };
    let known: HashSet<String> = was.iter().flat_map(texts).map(|shown| shown.text).collect();
    let shown = texts(&public);
    let read = shown.iter();
    let read: Vec<Read<'_>> = read
        .map(|shown| Read::new(shown, !known.contains(&shown.text)))
        .collect();
    let new = || read.iter().filter(|read| read.is_new);
    if new().next().is_none() {
        return Ok(search.found);
    }
    search.reach(new(), secrets);
    search.misplaced(&known, secrets);
    let mut kept = kept_secret(before, after, &here, secrets, people)?;
    if kept.is_empty() {
        return Ok(search.found);
    }
    let public = public_already(&known, before.filter(|_| was.is_some()).unwrap_or(after));
    for hidden in &mut kept {
        hidden.secret = std::mem::take(&mut hidden.secret).without(&public);
    }
    for read in new() {
        search.text(read, &kept);
    }
    for (place, one) in read.iter().enumerate() {
        let others = read[place + 1..].iter();
        for other in others.filter(|other| one.is_beside(other)) {
            search.between(one, other, &kept);
        }
    }
    Ok(search.found)
}

struct Search<'a> {
    member: &'a Member,
    found: Vec<Exposure>,
}

impl Search<'_> {
    /// Compares where the member's places are, as far as that is not `known`, with all that is less
    /// public, or was before.
    fn places(
        &mut self,
        before: Option<&Member>,
        known: Option<&Member>,
        here: &Here<'_>,
        secrets: &SecretIndex,
    ) {
        // How a place stood, where it was no less visible.
        let was_shown = |place: &Location| {
            let mut before = known.iter().flat_map(|before| &before.locations);
            before.find(|was| was.id == place.id && was.visibility >= place.visibility)
        };
        let is_known = |place: &Location| {
            was_shown(place).is_some_and(|was| {
                was.point == place.point
                    && was.address == place.address
                    && was.city == place.city
                    && was.postal_code == place.postal_code
                    && was.country == place.country
            })
        };
        let member = self.member;
        let gone = before.iter().flat_map(|before| &before.locations);
        let others = member.locations.iter().chain(gone);
        let others: Vec<_> = others
            .filter_map(|other| Some((other.id, Hidden::location(member.id, other)?)))
            .collect();
        for (number, place) in member.locations.iter().enumerate() {
            if place.visibility == Visibility::Hidden || is_known(place) {
                continue;
            }
            let here = &here.places()[number];
            let was = was_shown(place).map(Whereabouts::from);
            // Where a part of it moved, what the rest told before is not told anew.
            let told_before = |hidden: &Hidden| {
                let was = was.as_ref();
                was.and_then(|was| hidden.told_by_place(was))
            };
            for (_, hidden) in others.iter().filter(|(id, _)| *id != place.id) {
                // In its own entry the same street and number is the same house in any town.
                let is_at = |address: &Text| hidden.secret.is_at(address);
                let tells = match hidden.told_by_place(here) {
                    None => here
                        .address
                        .as_ref()
                        .is_some_and(is_at)
                        .then_some(Disclosed::Address),
                    told => told.filter(|_| told != told_before(hidden)),
                };
                self.place(place, hidden, tells);
            }
            for (hidden, tells) in secrets.told_by_place(here) {
                if hidden.member != member.id && told_before(hidden) != Some(tells) {
                    self.place(place, hidden, Some(tells));
                }
            }
        }
    }

    /// Compares what is written beside the address of a place with the addresses of others.
    fn misplaced(&mut self, known: &HashSet<String>, secrets: &SecretIndex) {
        let member = self.member;
        let public = |place: &&Location| place.visibility != Visibility::Hidden;
        for place in member.locations.iter().filter(public) {
            let number = place.address.as_ref().filter(|address| is_number(address));
            let numbered = number.map(|number| format!("{} {number}", place.city));
            let city = Some(place.city.as_str());
            let texts = [
                // Where the street is written for the town, the town is not known.
                (vec!["city"], Some(&place.city), None),
                (vec!["city"], numbered.as_ref(), None),
                (vec!["region"], place.region.as_ref(), city),
            ];
            let labels = place.label.0.iter();
            let labels = labels
                .map(|(language, label)| (vec!["label", language.as_str()], Some(label), city));
            for (field, text, city) in texts.into_iter().chain(labels) {
                // A street without a number may be in any town.
                let is_asked = |text: &&String| !known.contains(*text) && says_number(text);
                let Some(text) = text.filter(is_asked) else {
                    continue;
                };
                let typed = Whereabouts {
                    address: Some(Text::new(text)),
                    town: Town::new(place.country, city, place.postal_code.as_deref()),
                    point: None,
                };
                for (hidden, tells) in secrets.told_by_place(&typed) {
                    if hidden.member != member.id && hidden.is_less_public_than(place) {
                        let id = place.id.to_string();
                        let path = ["locations", &id].into_iter().chain(field.iter().copied());
                        let shown = Shown {
                            path: path.map(str::to_owned).collect(),
                            text: text.clone(),
                            dialled: None,
                        };
                        self.note(&shown, hidden, tells);
                    }
                }
            }
        }
    }

    /// Notes that a place tells where a less public one is.
    fn place(&mut self, place: &Location, hidden: &Hidden, tells: Option<Disclosed>) {
        let Some(tells) = tells.filter(|_| hidden.is_less_public_than(place)) else {
            return;
        };
        let point = |point: Point| format!("{}, {}", point.latitude(), point.longitude());
        let (field, text) = match tells {
            Disclosed::Point => ("point", place.point.map(point)),
            _ => ("address", place.address.clone()),
        };
        let path = [
            "locations".to_owned(),
            place.id.to_string(),
            field.to_owned(),
        ];
        let shown = Shown {
            path: path.to_vec(),
            text: text.unwrap_or_default(),
            dialled: None,
        };
        self.note(&shown, hidden, tells);
    }

    /// Searches for the telephone numbers, e-mail addresses and points of all hidden places.
    fn reach<'r>(&mut self, read: impl Iterator<Item = &'r Read<'r>>, secrets: &SecretIndex) {
        let member = self.member.id;
        for read in read.filter(|read| may_reach(&read.shown.text)) {
            for (hidden, tells) in secrets.reached_by(read.text()) {
                if hidden.member != member {
                    self.note(read.shown, hidden, tells);
                }
            }
        }
    }

    /// Searches a text for secrets.
    fn text(&mut self, read: &Read<'_>, secrets: &[Hidden]) {
        for hidden in secrets {
            for tells in hidden.secret.told_by(read.text()) {
                self.note(read.shown, hidden, tells);
            }
        }
    }

    /// Searches two texts for secrets of which each has a part.
    fn between(&mut self, one: &Read<'_>, other: &Read<'_>, secrets: &[Hidden]) {
        for hidden in secrets {
            let mut told = hidden.secret.told_between(one.text(), other.text());
            if told.is_empty() {
                told = hidden.secret.told_between(other.text(), one.text());
            }
            for tells in told {
                let new = if other.is_new { other } else { one };
                let both = Shown {
                    path: new.shown.path.clone(),
                    text: format!("{} … {}", one.shown.text, other.shown.text),
                    dialled: None,
                };
                self.note(&both, hidden, tells);
            }
        }
    }

    fn note(&mut self, shown: &Shown, hidden: &Hidden, tells: Disclosed) {
        let exposure = Exposure {
            id: fingerprint(self.member.id, shown, hidden, tells),
            member_id: self.member.id,
            pointer: words::pointer(self.member, &shown.path),
            text: shown.text.clone(),
            tells,
            secret_of: hidden.member,
            about: hidden.holder.clone(),
            sentence: format!(
                "{} tells {}",
                words::place_of(self.member, &shown.path),
                self.secret(hidden, tells)
            ),
        };
        if !self.found.contains(&exposure) {
            self.found.push(exposure);
        }
    }

    /// What is told, in words.
    fn secret(&self, hidden: &Hidden, tells: Disclosed) -> String {
        let whose = match hidden.member == self.member.id {
            true => "its",
            false => "another member's",
        };
        in_words(hidden, tells, whose)
    }
}

/// Whether an address is a number alone.
fn is_number(address: &str) -> bool {
    let mut words = address.split(|c: char| !c.is_alphabetic());
    address.contains(|c: char| c.is_numeric()) && !words.any(|word| word.chars().nth(2).is_some())
}

/// Tells a match from every other, and from what it is once the text or the secret changes.
fn fingerprint(member: MemberId, shown: &Shown, hidden: &Hidden, tells: Disclosed) -> String {
    let holder = match &hidden.holder {
        SecretHolder::Location { id, .. } => id.to_string(),
        SecretHolder::Contact { id } => id.to_string(),
    };
    let value = hidden.secret.value(tells);
    let parts = [
        &member.to_string(),
        &shown.path.join("/"),
        &shown.text,
        &holder,
        tells.as_str(),
        &value,
    ];
    format!(
        "{:032x}",
        xxhash_rust::xxh3::xxh3_128(
            parts
                .map(|part| format!("{}:{part}", part.len()))
                .concat()
                .as_bytes()
        )
    )
}

#[cfg(test)]
mod tests;
