//! What all members keep secret, found by what a new address, point, telephone number or e-mail
//! address has in common with it, without comparing it with everything.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    disclosed::Disclosed,
    emails::addressees,
    letters::are_alike,
    reach::{Number, PhoneDigits},
    secret::Secret,
    street::neighbours,
    text::Text,
};
use crate::{
    Contact, ContactId, Country, Location, LocationId, LocationKind, MemberId, Point, Spot,
    Visibility, fold,
};

/// The side of a square of the index of points, in degrees; a point's neighbours that tell the house
/// are in the squares around its own up to 80 degrees of latitude.
const SQUARE: f64 = 0.01;
/// Places whose points are so far apart, in kilometres, are not at one address.
const APART: f64 = 5.0;
/// So many letters of a city's name may be wrong.
const CITY_MISTAKES: usize = 2;

/// Whose a secret is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SecretHolder {
    /// A place of which the public may not know everything.
    #[schema(title = "SecretLocation")]
    Location {
        /// The place.
        id: LocationId,
        /// What it is.
        kind: LocationKind,
        /// Where it is.
        #[schema(example = "Gent")]
        city: String,
        /// How much of it the public may know.
        visibility: Visibility,
    },
    /// A person at a member.
    #[schema(title = "SecretContact")]
    Contact {
        /// The person.
        id: ContactId,
    },
}

/// The town of a place, as towns are compared.
#[derive(Debug, Clone)]
pub struct Town {
    country: Country,
    /// Folded.
    city: Option<String>,
    postal_code: Option<String>,
}

impl Town {
    /// A town, as far as it is said.
    pub fn new(country: Country, city: Option<&str>, postal_code: Option<&str>) -> Self {
        Self {
            country,
            city: city.map(fold),
            postal_code: postal_code.map(fold),
        }
    }

    fn of(place: &Location) -> Self {
        Self::new(
            place.country,
            Some(&place.city),
            place.postal_code.as_deref(),
        )
    }

    /// Whether both are one; of places as far apart as these points are.
    fn is(&self, other: &Self, points: Option<(Point, Point)>) -> bool {
        let has_code = || self.postal_code.is_some() && self.postal_code == other.postal_code;
        let is_near =
            |(one, other): (Point, Point)| Spot::of(one).kilometres_to(&Spot::of(other)) <= APART;
        self.country == other.country
            && (has_code()
                || points.is_some_and(is_near)
                || match (&self.city, &other.city) {
                    (Some(one), Some(other)) => is_city_like(one, other),
                    _ => true,
                })
    }
}

/// Where a place is, as far as it is said, made ready to be compared.
#[derive(Debug)]
pub struct Whereabouts {
    pub address: Option<Text>,
    pub town: Town,
    pub point: Option<Point>,
}

impl From<&Location> for Whereabouts {
    fn from(place: &Location) -> Self {
        Self {
            address: place.address.as_deref().map(Text::new),
            town: Town::of(place),
            point: place.point,
        }
    }
}

/// A secret, and whose it is.
#[derive(Debug, Clone)]
pub struct Hidden {
    /// The member that has it.
    pub member: MemberId,
    /// The place or the person.
    pub holder: SecretHolder,
    /// What must not be read.
    pub secret: Secret,
    /// Where the place is.
    town: Option<Town>,
}

impl Hidden {
    /// What is secret of a place; nothing where all of it may be known.
    pub fn location(member: MemberId, place: &Location) -> Option<Self> {
        Some(Self {
            member,
            holder: SecretHolder::Location {
                id: place.id,
                kind: place.kind,
                city: place.city.clone(),
                visibility: place.visibility,
            },
            secret: Secret::of_location(place)?,
            town: Some(Town::of(place)),
        })
    }

    /// What is secret of a person.
    pub fn contact(member: MemberId, contact: &Contact) -> Option<Self> {
        Some(Self {
            member,
            holder: SecretHolder::Contact { id: contact.id },
            secret: Secret::of_contact(contact)?,
            town: None,
        })
    }

    /// Whether it is a place of which less may be known than of another.
    pub fn is_less_public_than(&self, place: &Location) -> bool {
        match &self.holder {
            SecretHolder::Location { visibility, .. } => *visibility < place.visibility,
            SecretHolder::Contact { .. } => false,
        }
    }

    /// What it is of a place that tells where this is: the address in the same town, however both
    /// are written, or a point nearby.
    pub fn told_by_place(&self, place: &Whereabouts) -> Option<Disclosed> {
        let is_at = |address: &Text| self.is_in_town_of(place) && self.secret.is_at(address);
        if place.address.as_ref().is_some_and(is_at) {
            return Some(Disclosed::Address);
        }
        let is_near = place.point.is_some_and(|point| self.secret.is_near(point));
        is_near.then_some(Disclosed::Point)
    }

    fn is_in_town_of(&self, place: &Whereabouts) -> bool {
        let points = self.secret.point.zip(place.point);
        let town = self.town.as_ref();
        town.is_some_and(|town| town.is(&place.town, points))
    }
}

/// Whether two folded names may be meant for one city: a few letters are wrong, or one has more
/// words.
fn is_city_like(one: &str, other: &str) -> bool {
    let has_words_of = |long: &str, short: &str| {
        let mut short = short.split(|c: char| !c.is_alphanumeric());
        short.all(|word| {
            let mut long = long.split(|c: char| !c.is_alphanumeric());
            long.any(|other| other == word)
        })
    };
    let letters = |name: &str| name.chars().count();
    let (of_one, of_other) = (letters(one), letters(other));
    let mistakes = CITY_MISTAKES.min(of_one.min(of_other) / 3);
    one == other
        || has_words_of(one, other)
        || has_words_of(other, one)
        || are_alike(one, other)
        || of_one.abs_diff(of_other) <= mistakes
            && strsim::damerau_levenshtein(one, other) <= mistakes
}

/// What all members keep secret of their places.
#[derive(Debug, Default)]
pub struct SecretIndex {
    hidden: Vec<Hidden>,
    /// By each number of the address, or by nothing where it has none.
    by_number: HashMap<String, Vec<usize>>,
    /// By the last digits.
    by_phone: HashMap<String, Vec<usize>>,
    by_email: HashMap<String, Vec<usize>>,
    by_square: HashMap<(i32, i32), Vec<usize>>,
    by_member: HashMap<MemberId, Vec<usize>>,
}

impl SecretIndex {
    /// What these places keep secret; those of which all may be known keep nothing.
    pub fn new<'a>(places: impl IntoIterator<Item = (MemberId, &'a Location)>) -> Self {
        let mut index = Self::default();
        for (member, place) in places {
            index.add(member, place);
        }
        index
    }

    /// Adds what a place keeps secret.
    pub fn add(&mut self, member: MemberId, place: &Location) {
        let Some(hidden) = Hidden::location(member, place) else {
            return;
        };
        let (number, secret) = (self.hidden.len(), &hidden.secret);
        if let Some(street) = &secret.street {
            let none = [String::new()];
            let keys = match street.numbers() {
                [] => &none,
                numbers => numbers,
            };
            for key in keys {
                self.by_number.entry(key.clone()).or_default().push(number);
            }
        }
        for ending in secret.phones.iter().flat_map(Number::endings) {
            let alike = self.by_phone.entry(ending.to_owned()).or_default();
            if alike.last() != Some(&number) {
                alike.push(number);
            }
        }
        if let Some(email) = &secret.email {
            self.by_email.entry(email.clone()).or_default().push(number);
        }
        if let Some(point) = secret.point {
            self.by_square
                .entry(square(point))
                .or_default()
                .push(number);
        }
        self.by_member.entry(member).or_default().push(number);
        self.hidden.push(hidden);
    }

    /// The secrets about where something is that a place tells, whosever they are.
    pub fn told_by_place(&self, place: &Whereabouts) -> Vec<(&Hidden, Disclosed)> {
        let address = place.address.as_ref();
        let neighbours: Vec<String> = address.into_iter().flat_map(neighbours).collect();
        let numbers = address.into_iter().flat_map(Text::numbers);
        let by_address = numbers
            .chain(neighbours.iter().map(String::as_str))
            .chain(address.is_some().then_some(""))
            .filter_map(|number| self.by_number.get(number));
        let squares = place.point.into_iter().flat_map(squares_around);
        let by_point = squares.filter_map(|square| self.by_square.get(&square));
        let mut found: Vec<usize> = by_address.chain(by_point).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .filter_map(|number| {
                let hidden = &self.hidden[number];
                Some((hidden, hidden.told_by_place(place)?))
            })
            .collect()
    }

    /// The places whose telephone number, e-mail address or point a text tells, whosever they are.
    pub fn reached_by(&self, text: &Text) -> Vec<(&Hidden, Disclosed)> {
        let endings = text.phones.iter().map(PhoneDigits::ending);
        let by_phone = endings.filter_map(|ending| self.by_phone.get(ending));
        let emails = text.emails.iter().flat_map(|email| addressees(email));
        let by_email = emails.filter_map(|email| self.by_email.get(&email));
        let squares = text.points.iter().copied().flat_map(squares_around);
        let by_point = squares.filter_map(|square| self.by_square.get(&square));
        let mut found: Vec<usize> = by_phone
            .chain(by_email)
            .chain(by_point)
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        let is_reach = |told: &Disclosed| {
            matches!(told, Disclosed::Phone | Disclosed::Email | Disclosed::Point)
        };
        let found = found.into_iter().map(|number| &self.hidden[number]);
        found
            .flat_map(|hidden| {
                let told = hidden.secret.told_by(text).filter(is_reach);
                told.map(move |told| (hidden, told))
            })
            .collect()
    }

    /// The secrets of all places.
    pub fn all(&self) -> impl Iterator<Item = &Hidden> {
        self.hidden.iter()
    }

    /// The secrets of a member's places.
    pub fn of_member(&self, member: MemberId) -> impl Iterator<Item = &Hidden> {
        let own = self.by_member.get(&member).into_iter().flatten();
        own.map(|number| &self.hidden[*number])
    }
}

fn square(point: Point) -> (i32, i32) {
    let side = |degrees: f64| (degrees / SQUARE).floor() as i32;
    (side(point.latitude()), side(point.longitude()))
}

fn squares_around(point: Point) -> impl Iterator<Item = (i32, i32)> {
    let (north, east) = square(point);
    (north - 1..=north + 1)
        .flat_map(move |north| (east - 1..=east + 1).map(move |east| (north, east)))
}
