//! The fields of a member and of a place, as forms show them and as the API takes them: each is
//! declared once, and read and written by its kind.

pub mod listed;

mod inputs;
mod patch;
mod values;

pub use inputs::{Choice, Input, countries, inputs, unsaid};
pub use patch::{CHOICE, patch, patched, plainly};

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line of text, or nothing.
    Line,
    /// A country.
    Country,
    /// An e-mail address, or nothing.
    Email,
    /// A web address, or nothing.
    Url,
    /// A whole number, or nothing.
    Number,
    /// Codes with commas between them.
    Codes,
    /// Telephone numbers, a line each.
    Phones,
    /// Links, a line each, behind what they are.
    Links,
    /// Identifiers, a line each, behind their scheme.
    Identifiers,
    /// A day, or nothing.
    Day,
    /// How much of a place is shown.
    Visibility,
    /// What a place is used for.
    Purpose,
    /// Why a person's data may be kept.
    LegalBasis,
    /// Whether an entry stands in the public directory.
    Listing,
    /// A service of the taxonomy.
    Service,
    /// One of the member's places, or none.
    OwnPlace,
    /// Yes, no, or nobody knows.
    Maybe,
    /// A point on the map, as latitude and longitude, or nothing.
    Point,
    /// Lines of text, or nothing.
    Lines,
    /// A text in each language.
    Texts,
    /// Words in each language, a line each.
    Words,
    /// Other names, a line each, behind their language.
    Names,
    /// A kind of membership.
    Membership,
    /// Any of the ways in which a service reaches people.
    Delivery,
}

/// The fields of a member that the form has, as the API names them.
pub const MEMBER: [(&str, Kind); 19] = [
    ("name", Kind::Line),
    ("name_language", Kind::Line),
    ("names", Kind::Names),
    ("acronym", Kind::Line),
    ("country", Kind::Country),
    ("website", Kind::Url),
    ("email", Kind::Email),
    ("phones", Kind::Phones),
    ("links", Kind::Links),
    ("identifiers", Kind::Identifiers),
    ("languages", Kind::Codes),
    ("founded_year", Kind::Number),
    ("summary", Kind::Texts),
    ("external_id", Kind::Line),
    ("slug", Kind::Line),
    ("membership.type", Kind::Membership),
    ("membership.joined_on", Kind::Day),
    ("membership.left_on", Kind::Day),
    ("listing", Kind::Listing),
];

/// What is asked first of a new place.
pub const NEW_PLACE: [(&str, Kind); 4] = [
    ("kind", Kind::Purpose),
    ("visibility", Kind::Visibility),
    ("address", Kind::Lines),
    ("city", Kind::Line),
];

/// The fields of a place.
pub const PLACE: [(&str, Kind); 14] = [
    ("visibility", Kind::Visibility),
    ("kind", Kind::Purpose),
    ("label", Kind::Texts),
    ("address", Kind::Lines),
    ("postal_code", Kind::Line),
    ("city", Kind::Line),
    ("region", Kind::Line),
    ("country", Kind::Country),
    ("point", Kind::Point),
    ("phones", Kind::Phones),
    ("email", Kind::Email),
    ("opening_hours", Kind::Line),
    ("languages", Kind::Codes),
    ("accessibility", Kind::Texts),
];

/// Those of a service that a member gives.
pub const OFFER: [(&str, Kind); 10] = [
    ("service", Kind::Service),
    ("location_id", Kind::OwnPlace),
    ("delivery", Kind::Delivery),
    ("countries", Kind::Codes),
    ("free_of_charge", Kind::Maybe),
    ("languages", Kind::Codes),
    ("description", Kind::Texts),
    ("audience", Kind::Texts),
    ("eligibility", Kind::Texts),
    ("access", Kind::Texts),
];

/// What is asked first of a new one.
pub const NEW_OFFER: [(&str, Kind); 3] = [
    ("service", Kind::Service),
    ("location_id", Kind::OwnPlace),
    ("free_of_charge", Kind::Maybe),
];

/// Those of a person at a member.
pub const PERSON: [(&str, Kind); 6] = [
    ("name", Kind::Line),
    ("role", Kind::Line),
    ("email", Kind::Email),
    ("phone", Kind::Line),
    ("legal_basis", Kind::LegalBasis),
    ("consented_on", Kind::Day),
];

/// That of a note.
pub const NOTE: [(&str, Kind); 1] = [("text", Kind::Lines)];

/// Those of the network itself.
pub const NETWORK: [(&str, Kind); 8] = [
    ("name", Kind::Line),
    ("short_name", Kind::Line),
    ("website", Kind::Url),
    ("email", Kind::Email),
    ("phone", Kind::Line),
    ("founded_year", Kind::Number),
    ("description", Kind::Texts),
    ("imprint", Kind::Texts),
];

/// Those of a service, beside its code.
pub const SERVICE: [(&str, Kind); 2] = [("labels", Kind::Texts), ("search_words", Kind::Words)];

#[cfg(test)]
mod tests;
