//! Whether a text or a place that the public sees tells what is secret: the address, the telephone
//! or the e-mail address of a place that is not shown, or a person's name, telephone or e-mail
//! address.
//!
//! What is looked for is likeness, not equality: people write "Geheimstr. 77", "77 Geheimstraat" and
//! "Geheimstraat 77 bus 2" for one door, and mistype it ([`street`]); they write telephone numbers
//! with and without the country and e-mail addresses as "name (at) host" ([`reach`]). What all
//! members keep secret stands in one index ([`index`]).

mod consonants;
mod coordinates;
mod disguised;
mod index;
mod letters;
mod misread;
mod name;
mod numerals;
mod person;
mod postal_code;
mod reach;
mod street;

use self::{
    coordinates::{PlusCode, degrees_in, plus_codes_in, points_in},
    disguised::as_seen,
    letters::{is_mistyped, tokens},
    misread::{figures_as_meant, words_as_meant},
    name::{MAY_BE_MISTYPED, Name, Word},
    numerals::in_figures,
    postal_code::NarrowCode,
    reach::{Number, PhoneDigits, addressees, emails_in, phones_in},
    street::{Street, Tokens},
};
pub use self::{
    index::{Hidden, SecretHolder, SecretIndex, Whereabouts},
    person::Person,
    reach::may_reach,
};
use super::{Contact, Location, Point, Spot, Visibility, codes::codes, digits::plain_digits, fold};

/// So near to a secret point, in metres, a point tells the house.
const NEAR: u64 = 150;
/// So much of the end and the beginning of two texts is read as one.
const JOINED: usize = 80;

codes! {
    /// What of a secret is told.
    Disclosed ("part of a secret") {
        /// Street and house number, or the street alone where a text says that it is one.
        Address = "address",
        /// A point so near that it tells the house.
        Point = "point",
        /// A telephone number.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// A person's name.
        Name = "name",
    }
}

/// What must not be read in public of one place or one person.
#[derive(Debug, Clone, Default)]
pub struct Secret {
    street: Option<Street>,
    /// A postal code that a few houses have.
    code: Option<NarrowCode>,
    point: Option<Point>,
    phones: Vec<Number>,
    email: Option<String>,
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
        if let Some(street) = &mut self.street
            && public
                .streets
                .iter()
                .any(|known| known.is_street_of(street))
        {
            street.needs_number();
        }
        // A public place may stand in the next house.
        self.code = self
            .code
            .filter(|code| !public.texts.iter().any(|text| code.is_in(&text.folded)));
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
        [
            (Disclosed::Address, address()),
            (Disclosed::Point, point()),
            (Disclosed::Phone, phone()),
            (Disclosed::Email, email()),
            (Disclosed::Name, name()),
        ]
        .into_iter()
        .filter_map(|(what, told)| told.then_some(what))
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
        let found = [
            (Disclosed::Address, address()),
            (Disclosed::Point, point()),
            (Disclosed::Phone, phone()),
            (Disclosed::Email, email()),
            (Disclosed::Name, name()),
        ];
        let mut told: Vec<Disclosed> = found
            .into_iter()
            .filter_map(|(what, told)| told.then_some(what))
            .collect();
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
    texts: Vec<Text>,
}

impl Public {
    /// Adds an address where something public stands.
    pub fn add_address(&mut self, address: &str) {
        self.streets.extend(Street::parse(address));
    }

    /// Adds a text that the public reads already.
    pub fn add_text(&mut self, text: Text) {
        self.phones.extend(text.phones.iter().cloned());
        self.emails.extend(text.emails.iter().cloned());
        self.texts.push(text);
    }
}

/// A text that is made ready to be searched.
#[derive(Debug)]
pub struct Text {
    folded: String,
    tokens: Vec<String>,
    /// Which of them is said to be the number of a house.
    announced: Vec<bool>,
    /// Which of them stands behind a small word that was left out.
    behind: Vec<bool>,
    words: Vec<Word>,
    phones: Vec<PhoneDigits>,
    emails: Vec<String>,
    points: Vec<Point>,
    degrees: Vec<f64>,
    plus_codes: Vec<PlusCode>,
    /// The same with figures for numbers in words.
    spelt: Option<Box<Self>>,
}

impl Text {
    /// Folds a text and takes it apart.
    pub fn new(text: &str) -> Self {
        let plain = as_seen(text);
        let folded = plain_digits(&fold(&plain));
        let Tokens {
            tokens,
            announced,
            behind,
        } = Tokens::of(&plain_digits(&fold(&words_as_meant(&plain))));
        let mut phones = phones_in(&folded);
        if let Some(meant) = figures_as_meant(&folded) {
            phones.extend(phones_in(&meant));
        }
        let spelt = in_figures(&folded).map(|figures| Box::new(Self::new(&figures)));
        if let Some(spelt) = &spelt {
            phones.extend(spelt.phones.iter().cloned());
        }
        Self {
            phones,
            emails: emails_in(&folded),
            points: points_in(&plain),
            degrees: degrees_in(&plain),
            plus_codes: plus_codes_in(&plain),
            words: name::words(&plain),
            tokens,
            announced,
            behind,
            folded,
            spelt,
        }
    }

    /// Whether it says a number, in figures or in words.
    pub fn has_number(&self) -> bool {
        self.numbers().next().is_some()
    }

    /// The numbers of which one may be a house's.
    fn numbers(&self) -> impl Iterator<Item = &str> {
        let texts = std::iter::once(self).chain(self.spelt.as_deref());
        let tokens = texts.flat_map(|text| &text.tokens);
        tokens
            .map(String::as_str)
            .filter(|token| token.starts_with(char::is_numeric))
    }

    /// Whether these words stand together, in any order, with one other word between them at most.
    fn has_together(&self, words: &[String]) -> bool {
        let within = words.len() + 1;
        self.tokens
            .windows(within.min(self.tokens.len()).max(1))
            .any(|window| words.iter().all(|word| is_named(window, word)))
    }

    fn has_name(&self, name: &Name) -> bool {
        name.is_told_in(&self.words)
            || !self.folded.is_ascii() && name.is_unspaced_in(&self.folded.replace(' ', ""))
    }

    fn has_email(&self, email: &String) -> bool {
        let mut found = self.emails.iter().flat_map(|found| addressees(found));
        found.any(|found| found == *email) || reach::is_squashed_in(&self.folded, email)
    }

    /// Two texts as one: the end of this one and the beginning of the other.
    fn joined(&self, other: &Self) -> Self {
        let end = self.folded.char_indices().rev().nth(JOINED);
        let beginning = other.folded.char_indices().nth(JOINED);
        let end = &self.folded[end.map_or(0, |(at, _)| at)..];
        let beginning = &other.folded[..beginning.map_or(other.folded.len(), |(at, _)| at)];
        // Of a name in folded letters no initial is known.
        Self::new(&format!("{end} {beginning}"))
    }

    /// The points of which each text has one number.
    fn halves_with(&self, other: &Self) -> impl Iterator<Item = Point> {
        self.degrees.iter().flat_map(|one| {
            let others = other.degrees.iter();
            others.filter_map(|other| Point::new(*one, *other).ok())
        })
    }

    /// The points that it may mean, as seen from one nearby.
    fn points_by(&self, nearby: Option<Point>) -> impl Iterator<Item = Point> {
        let codes = self.plus_codes.iter();
        let coded = codes.filter_map(move |code| code.near(nearby?));
        self.points.iter().copied().chain(coded)
    }

    /// Whether a small word was left out between a place and a token: "the church from 12".
    fn is_apart(&self, (first, last): (usize, usize), at: usize) -> bool {
        match at < first {
            true => self.behind[at + 1..=first].contains(&true),
            false => self.behind[last + 1..=at].contains(&true),
        }
    }
}

fn is_named(window: &[String], word: &str) -> bool {
    let is_it = |token: &String| {
        token == word || word.chars().count() >= MAY_BE_MISTYPED && is_mistyped(word, token)
    };
    window.iter().any(is_it)
}

/// The words of a name that has two or more; initials are left out.
fn name_words(name: &str) -> Vec<String> {
    let mut words = tokens(&fold(name));
    words.retain(|word| word.chars().nth(1).is_some());
    if words.len() < 2 { Vec::new() } else { words }
}

#[cfg(test)]
mod tests;
