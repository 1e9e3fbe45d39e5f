//! What must not be read of one place or one person, and whether a text tells it.

use super::{
    disclosed::Disclosed,
    letters::tokens,
    name::Name,
    postal_code::NarrowCode,
    reach::{Number, PhoneDigits},
    street::Street,
    text::Text,
};
use crate::{Contact, Location, Point, Spot, Visibility, fold};

/// So near to a secret point, in metres, a point tells the house.
const NEAR: u64 = 150;

/// What must not be read in public of one place or one person.
#[derive(Debug, Clone, Default)]
pub struct Secret {
    pub(super) street: Option<Street>,
    /// A postal code that a few houses have.
    code: Option<NarrowCode>,
    pub(super) point: Option<Point>,
    pub(super) phones: Vec<Number>,
    pub(super) email: Option<String>,
    /// A person's name; a single word is many people's.
    name: Option<Name>,
    /// The name as it is written, in folded words.
    name_words: Vec<String>,
}

impl Secret {
    /// The secrets of a place; none where everything of it is shown. Of a place that is shown by
    /// its city, the city is no secret, nor is it of a hidden one: that many live there.
    pub fn of_location(location: &Location) -> Option<Self> {
        if location.visibility == Visibility::Public {
            return None;
        }
        let mut street = location.address.as_deref().and_then(Street::parse);
        if let Some(street) = &mut street {
            // In a village without streets the address is its name.
            street.is_no_secret_in(&Text::new(&location.city));
        }
        let code = location.postal_code.as_deref();
        let code = code.and_then(|code| NarrowCode::parse(code, location.country));
        let secret = Self {
            street,
            code,
            point: location.point,
            phones: location
                .phones
                .iter()
                .filter_map(|phone| Number::of(phone, location.country))
                .collect(),
            email: location.email.as_ref().map(|email| fold(email.as_str())),
            name: None,
            name_words: Vec::new(),
        };
        (!secret.is_empty()).then_some(secret)
    }

    /// The secrets of a person.
    pub fn of_contact(contact: &Contact) -> Option<Self> {
        let secret = Self {
            street: None,
            code: None,
            point: None,
            phones: contact
                .phone
                .iter()
                .filter_map(|phone| Number::new(phone.as_str(), None))
                .collect(),
            email: contact.email.as_ref().map(|email| fold(email.as_str())),
            name: Name::parse(&contact.name).filter(|name| !name.is_single()),
            name_words: name_words(&contact.name),
        };
        (!secret.is_empty()).then_some(secret)
    }

    fn is_empty(&self) -> bool {
        self.street.is_none()
            && self.code.is_none()
            && self.point.is_none()
            && self.phones.is_empty()
            && self.email.is_none()
            && self.name.is_none()
    }

    /// Without what is public anyway: a street in which a public place stands is not told by its
    /// name, a telephone number or e-mail address that was given for the public is no secret.
    pub fn without(mut self, public: &Public) -> Self {
        if let Some(street) = &mut self.street {
            let known = public.streets.iter();
            let known: Vec<&Street> = known.filter(|known| known.is_street_of(street)).collect();
            for known in known {
                street.shares_street_with(known);
            }
        }
        // A public place may stand in the next house.
        self.code = self
            .code
            .filter(|code| !public.texts.iter().any(|text| code.is_in(text)));
        self.phones.retain(|phone| !phone.is_among(&public.phones));
        self.email = self.email.filter(|email| !public.emails.contains(email));
        self
    }

    /// What of it a text tells.
    pub fn told_by(&self, text: &Text) -> impl Iterator<Item = Disclosed> + use<> {
        let address = || {
            let street = self.street.as_ref();
            let code = self.code.as_ref();
            street.is_some_and(|street| street.is_in(text))
                || code.is_some_and(|code| code.is_in(&text.folded))
        };
        let point = || text.points_by(self.point).any(|point| self.is_near(point));
        let phone = || {
            let mut phones = self.phones.iter();
            phones.any(|phone| phone.is_among(&text.phones))
        };
        let email = || {
            self.email
                .as_ref()
                .is_some_and(|email| text.has_email(email))
        };
        let name = || self.name.as_ref().is_some_and(|name| text.has_name(name));
        those([address(), point(), phone(), email(), name()])
    }

    /// What of it two texts tell that stand in one place, and neither of them alone: the street in
    /// one and the number in the other, a telephone number in two halves.
    pub fn told_between(&self, one: &Text, other: &Text) -> Vec<Disclosed> {
        let joined = std::cell::OnceCell::new();
        let joined = || joined.get_or_init(|| one.joined(other));
        let address = || {
            self.street.as_ref().is_some_and(|street| {
                (street.is_numbered_by(other) && street.is_named_alone(one))
                    || street.has_number_of(one) != street.has_number_of(other)
                        && street.is_in_both(one, other, joined())
            })
        };
        let point = || one.halves_with(other).any(|point| self.is_near(point));
        let phone = || {
            let mut phones = self.phones.iter();
            phones.any(|phone| phone.is_in_halves(&one.folded, &other.folded))
        };
        let email = || {
            let email = self.email.as_ref().and_then(|email| email.split_once('@'));
            email.is_some_and(|(mailbox, host)| {
                (one.folded.contains(&format!("{mailbox}@")) && other.folded.contains(host))
                    || (one.folded.contains(mailbox) && other.folded.contains(&format!("@{host}")))
            })
        };
        let name = || {
            let has = |token: Option<&String>| token.is_some_and(|it| self.name_words.contains(it));
            has(one.tokens.last())
                && has(other.tokens.first())
                && self
                    .name
                    .as_ref()
                    .is_some_and(|name| joined().has_name(name))
        };
        let told = [address(), point(), phone(), email(), name()];
        let mut told: Vec<Disclosed> = those(told).collect();
        // Hardly any two texts tell anything, and reading each by itself takes the longest.
        if !told.is_empty() {
            let alone: Vec<Disclosed> = self.told_by(one).chain(self.told_by(other)).collect();
            told.retain(|what| !alone.contains(what));
        }
        told
    }

    /// Whether a point is so near that it tells the house.
    pub fn is_near(&self, point: Point) -> bool {
        self.point.is_some_and(|secret| {
            let apart = Spot::of(secret).millimetres_to(&Spot::of(point));
            apart <= NEAR * 1000
        })
    }

    /// Whether an address is its own, however it is written.
    pub fn is_at(&self, address: &Text) -> bool {
        self.street
            .as_ref()
            .is_some_and(|street| street.number_is_in(address))
    }

    /// The part of it that is told, in a text that changes with it.
    pub fn value(&self, what: Disclosed) -> String {
        match what {
            Disclosed::Address => self
                .street
                .as_ref()
                .map(|street| street.address())
                .into_iter()
                .chain(self.code.as_ref().map(NarrowCode::as_str))
                .collect::<Vec<_>>()
                .join(" ")
                .into(),
            Disclosed::Point => self
                .point
                .map(|point| format!("{} {}", point.latitude(), point.longitude())),
            Disclosed::Phone => {
                let phones: Vec<&str> = self.phones.iter().map(Number::value).collect();
                Some(phones.join(" "))
            }
            Disclosed::Email => self.email.clone(),
            Disclosed::Name => Some(self.name_words.join(" ")),
        }
        .unwrap_or_default()
    }
}

/// What the public may know, by which something is no secret.
#[derive(Debug, Default)]
pub struct Public {
    streets: Vec<Street>,
    phones: Vec<PhoneDigits>,
    emails: Vec<String>,
    /// Folded.
    texts: Vec<String>,
}

impl Public {
    /// Adds an address where something public stands.
    pub fn add_address(&mut self, address: &str) {
        self.streets.extend(Street::parse(address));
    }

    /// Adds a text that the public reads already.
    pub fn add_text(&mut self, text: Text) {
        self.phones.extend(text.phones);
        self.emails.extend(text.emails);
        self.texts.push(text.folded);
    }
}

/// The parts of a secret that are told, of each of them in their order.
fn those(told: [bool; Disclosed::ALL.len()]) -> impl Iterator<Item = Disclosed> {
    let parts = Disclosed::ALL.iter().zip(told);
    parts.filter_map(|(what, told)| told.then_some(*what))
}

/// The words of a name that has two or more; initials are left out.
fn name_words(name: &str) -> Vec<String> {
    let mut words = tokens(&fold(name));
    words.retain(|word| word.chars().nth(1).is_some());
    if words.len() < 2 { Vec::new() } else { words }
}
